"""The commands: parse, call, print. Everything heavy is imported when a command runs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from crossfoot.cli_options import (
    Geography,
    MaxMegabytes,
    MaxPages,
    MaxSeconds,
    Output,
    Paths,
    RuleFolders,
    RuleNames,
    names,
    one_of,
    reader,
    rule_book,
    screen,
    write,
)
from crossfoot.cli_rules import FINDINGS, explain, rules_app
from crossfoot.errors import CrossfootError, UsageError

if TYPE_CHECKING:
    from crossfoot.engine import Failure, Report, Result
    from crossfoot.ledger.ledger import Ledger

USAGE, INCOMPLETE, PIPE_CLOSED, INTERRUPTED = 2, 3, 141, 130

_CHECK_FORMATS = ("text", "json", "html")
_FACTS_FORMATS = ("text", "csv", "json")
_FAIL_ON = ("error", "warning", "note", "never")
_SEVERITIES = ("note", "warning", "error")

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 clean, 1 findings, 2 usage or rule error, 3 not all was checked."""
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        app(args=arguments, prog_name="crossfoot")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except CrossfootError as error:
        return _complain(str(error), USAGE)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        from crossfoot.crash import described
        from crossfoot.report.output import PipeClosedError

        if isinstance(error, PipeClosedError):
            return PIPE_CLOSED
        return _complain(f"an internal error, please send in this line: {described(error)}", INCOMPLETE)
    return 0


def _complain(message: str, code: int) -> int:
    # A path may hold bytes that are no text, which standard error's own handler escapes.
    print(f"crossfoot: {message}", file=sys.stderr)
    return code


def _print_version(wanted: bool) -> None:
    if wanted:
        from crossfoot import __version__

        print(f"crossfoot {__version__}")
        raise typer.Exit


@app.callback()
def _crossfoot(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Read a report before publication and show where its own facts disagree."""


@app.command()
def check(
    paths: Paths,
    format_name: Annotated[
        str, typer.Option("--format", "-f", help="text, json, or html: one page of one report.")
    ] = "text",
    output: Output = None,
    fail_on: Annotated[str, typer.Option(help="Exit with 1 from here on: error, warning, note, never.")] = "error",
    select: RuleNames = None,
    ignore: RuleNames = None,
    rules: RuleFolders = None,
    geography: Geography = "default",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List everything that was not checked.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Findings only, without coverage and summary.")] = False,
    annotate: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a copy of the Word or PDF file with the findings inside it."),
    ] = None,
    max_megabytes: MaxMegabytes = 64,
    max_pages: MaxPages = 3000,
    max_seconds: MaxSeconds = 300,
) -> None:
    """Check reports and show every place where their facts disagree."""
    one_of("--format", format_name, _CHECK_FORMATS)
    one_of("--fail-on", fail_on, _FAIL_ON)
    if verbose and quiet:
        raise UsageError("--verbose and --quiet cannot be used together")
    from crossfoot.engine import check_paths
    from crossfoot.gazetteer import Gazetteer
    from crossfoot.inputs import expand

    rulebook = rule_book(rules).select(names(select), names(ignore))
    files = expand(paths)
    results: Iterable[Result] = check_paths(
        files, reader(max_megabytes, max_pages, max_seconds), rulebook, Gazetteer.load(geography)
    )
    if annotate is not None:
        from crossfoot.report.annotated import annotated_on_the_way

        results = annotated_on_the_way(results, files, annotate)
    codes = {0}
    watched = _watched(results, codes, fail_on, aloud=format_name != "text" or output is not None)
    write(_check_chunks(watched, format_name, output, verbose, quiet), output)
    raise typer.Exit(max(codes))


def _check_chunks(
    results: Iterable[Result], format_name: str, output: Path | None, verbose: bool, quiet: bool
) -> Iterator[str]:
    if format_name == "json":
        from crossfoot.report.json import json_text

        yield json_text(results)
    elif format_name == "html":
        from crossfoot.report.page import page_text

        yield page_text(list(results))
    else:
        from crossfoot.report.screen import PLAIN_WIDTH
        from crossfoot.report.text import Detail, text_chunks

        yield from text_chunks(results, screen(output, PLAIN_WIDTH), Detail(verbose, quiet))


@app.command()
def facts(
    paths: Paths,
    format_name: Annotated[str, typer.Option("--format", "-f", help="text, csv or json.")] = "text",
    output: Output = None,
    unread: Annotated[bool, typer.Option("--unread", help="Only the figures that were not understood.")] = False,
    geography: Geography = "default",
    max_megabytes: MaxMegabytes = 64,
    max_pages: MaxPages = 3000,
    max_seconds: MaxSeconds = 300,
) -> None:
    """Show how every figure of a report was read: what it measures, of whom, where, when, how exactly.

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
    one_of("--format", format_name, _FACTS_FORMATS)
    from crossfoot.engine import state_paths
    from crossfoot.gazetteer import Gazetteer
    from crossfoot.inputs import expand

    results = state_paths(expand(paths), reader(max_megabytes, max_pages, max_seconds), Gazetteer.load(geography))
    codes = {0}
    watched = _watched(results, codes, "never", aloud=format_name != "text" or output is not None)
    write(_facts_chunks(watched, format_name, output, unread), output)
    raise typer.Exit(max(codes))


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
    from crossfoot.engine import Failure
    from crossfoot.report.printable import printable, printable_path

    for result in results:
        if not isinstance(result, Failure) and result.unsupported is not None:
            path = printable_path(result.document.path)
            _complain(f"{path}: nothing was read: {printable(result.unsupported)}", INCOMPLETE)
        yield result


Seen = TypeVar("Seen", "Report | Failure", "Ledger | Failure")


def _watched(results: Iterable[Seen], codes: set[int], fail_on: str, aloud: bool) -> Iterator[Seen]:
    """The results as they come; their exit codes are noted, and failures told on standard error if `aloud`."""
    for result in results:
        from crossfoot.engine import Failure, Report

        if isinstance(result, Failure):
            codes.add(INCOMPLETE)
            if aloud:
                from crossfoot.report.printable import printable, printable_path

                _complain(f"{printable_path(result.path)}: {printable(result.reason)}", INCOMPLETE)
        elif result.unsupported is not None or (isinstance(result, Report) and result.crashes):
            codes.add(INCOMPLETE)
        if isinstance(result, Report) and fail_on != "never":
            least = _SEVERITIES.index(fail_on)
            if any(_SEVERITIES.index(finding.severity) >= least for finding in result.findings):
                codes.add(FINDINGS)
        yield result


app.command()(explain)
app.add_typer(rules_app, name="rules", help="List the rules; `rules test` runs the examples inside rule files.")
