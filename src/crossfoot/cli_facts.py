"""The command `facts`: how every figure was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossfoot.cli_options import (
    ConfigPath,
    FilesFrom,
    Geography,
    MaxMegabytes,
    MaxPages,
    MaxSeconds,
    NoConfig,
    NoIgnore,
    Output,
    Paths,
    ReportDate,
    configurations,
    files_of,
    one_of,
    say,
    say_failure,
    screen,
    write,
)

if TYPE_CHECKING:
    from crossfoot.config import Configurations
    from crossfoot.ledger.ledger import Ledger
    from crossfoot.model_checked import Failure

_FORMATS = ("text", "csv", "json")
_INCOMPLETE = 3


def facts(
    paths: Paths = None,
    format_name: Annotated[str, typer.Option("--format", "-f", help="text, csv or json.")] = "text",
    output: Output = None,
    unread: Annotated[bool, typer.Option("--unread", help="Only the figures that were not understood.")] = False,
    geography: Geography = None,
    report_date: ReportDate = None,
    files_from: FilesFrom = None,
    no_gitignore: NoIgnore = False,
    config: ConfigPath = None,
    no_config: NoConfig = False,
    max_megabytes: MaxMegabytes = None,
    max_pages: MaxPages = None,
    max_seconds: MaxSeconds = None,
) -> None:
    """Show every figure of a report and how it was read.

    What it measures, of whom, where, when, and how exactly.

    text is a table to read: the figures of each company or market, oldest period first,
    then the figures that were not understood, with the reason.

    csv is a file for Excel or any other spreadsheet: UTF-8, one row a figure. Text that begins
    with = + - or @ gets an apostrophe in front, so that no spreadsheet takes it for a formula.

    json is for programs: the same with the exact position of each figure in the file.

    Two examples:

    \b
      crossfoot facts report.html
      crossfoot facts --format csv --output figures.csv drafts/
    """
    one_of("--format", format_name, _FORMATS)
    given = {
        "geography": geography,
        "report-date": report_date,
        "max-megabytes": max_megabytes,
        "max-pages": max_pages,
        "max-seconds": max_seconds,
    }
    from crossfoot.report.safe_targets import refuse_overwriting

    configs = configurations(given, config, no_config)
    codes = {0}
    files = files_of(paths, files_from, configs, no_gitignore)
    refuse_overwriting([("--output", output)], files)
    results = _stated(files, configs)
    watched = _watched(results, codes, aloud=format_name != "text" or output is not None)
    write(_facts_chunks(watched, format_name, output, unread), output)
    raise typer.Exit(max(codes))


def _stated(files: Iterable[str], configs: Configurations) -> Iterator[Ledger | Failure]:
    """What each file states; one that cannot be read is a Failure."""
    from crossfoot.batch.checking import ledger_of

    for path in files:
        yield ledger_of(path, configs.settings_for(path).check)


def _facts_chunks(
    results: Iterable[Ledger | Failure], format_name: str, output: Path | None, unread: bool
) -> Iterator[str]:
    if format_name == "json":
        from crossfoot.report.facts_json import facts_json_text

        yield facts_json_text(results, unread)
    elif format_name == "csv":
        from crossfoot.report.facts_csv import facts_csv_chunks

        yield from facts_csv_chunks(_unsupported_told(results), unread)
    else:
        from crossfoot.report.facts_text import FACTS_WIDTH, facts_text_chunks

        yield from facts_text_chunks(results, screen(output, FACTS_WIDTH), unread)


def _unsupported_told(results: Iterable[Ledger | Failure]) -> Iterator[Ledger | Failure]:
    """The results as they come; a report that cannot be read is told, for rows have no room to say it."""
    from crossfoot.model_checked import Failure
    from crossfoot.report.printable import printable, printable_path

    for result in results:
        if not isinstance(result, Failure) and result.unsupported is not None:
            path = printable_path(result.document.path)
            say(f"{path}: nothing was read: {printable(result.unsupported)}")
        yield result


def _watched(results: Iterable[Ledger | Failure], codes: set[int], aloud: bool) -> Iterator[Ledger | Failure]:
    """The results as they come; their exit codes are noted, and failures told on standard error if `aloud`."""
    from crossfoot.model_checked import Failure

    for result in results:
        if isinstance(result, Failure):
            codes.add(_INCOMPLETE)
            if aloud:
                say_failure(result)
        elif result.unsupported is not None:
            codes.add(_INCOMPLETE)
        yield result
