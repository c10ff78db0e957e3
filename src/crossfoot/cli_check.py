"""The command `check`, and what it writes where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossfoot.cli_options import (
    CacheFolder,
    ConfigPath,
    FilesFrom,
    Geography,
    Ignored,
    Jobs,
    MaxMegabytes,
    MaxPages,
    MaxSeconds,
    NoCache,
    NoConfig,
    NoIgnore,
    Paths,
    ReportDate,
    RuleFolders,
    Selected,
    cache_of,
    configurations,
    files_of,
    jobs_of,
    names,
    one_of,
    write,
)
from crossfoot.cli_outputs import ORDER, Target, targets_of, tell
from crossfoot.errors import UsageError
from crossfoot.report.formats import FORMATS, PAGE

if TYPE_CHECKING:
    from crossfoot.batch.run import Run
    from crossfoot.engine import Report
    from crossfoot.model_checked import CheckedReport, Outcome

FAIL_ON = ("error", "warning", "note", "never")


def check(
    context: typer.Context,
    paths: Paths = None,
    format_names: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            autocompletion=lambda: list(FORMATS),
            help=f"{', '.join(FORMATS)} (one page of one report). Several times, each with its --output, for several.",
        ),
    ] = None,
    outputs: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the format beside it to this file."),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="SEVERITY",
            autocompletion=lambda: list(FAIL_ON),
            help="Exit with 1 from here on: error (the default), warning, note, never.",
        ),
    ] = None,
    select: Selected = None,
    ignore: Ignored = None,
    rules: RuleFolders = None,
    geography: Geography = None,
    report_date: ReportDate = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Old findings, which are marked and do not count.")
    ] = None,
    together: Annotated[
        bool, typer.Option("--together", help="The files are published together: check them against each other too.")
    ] = False,
    facts: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Figures of record (CSV, or JSON of `facts`) for the reports to agree with."),
    ] = None,
    files_from: FilesFrom = None,
    no_gitignore: NoIgnore = False,
    force_exclude: Annotated[
        bool, typer.Option("--force-exclude", help="Leave out what the configuration excludes, even if it is named.")
    ] = False,
    config: ConfigPath = None,
    no_config: NoConfig = False,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    cache_dir: CacheFolder = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List everything that was not checked.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="New findings only, without coverage.")] = False,
    annotate: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a copy of the Word or PDF file with the findings inside it."),
    ] = None,
    max_megabytes: MaxMegabytes = None,
    max_pages: MaxPages = None,
    max_seconds: MaxSeconds = None,
) -> None:
    """Check reports and show where their facts disagree.

    Some examples:

    \b
      crossfoot check report.docx
      crossfoot check --format html --output page.html report.pdf
      crossfoot check --format sarif --output findings.sarif --format text reports/
      git diff --name-only -z --diff-filter=d main -- '*.md' | crossfoot check --files-from -

    Exit codes: 0 no new finding from --fail-on on, 1 findings, 2 a wrong option, configuration or rule,
    3 something could not be checked (the rest was).
    """
    targets = targets_of(format_names or (), outputs or (), context.meta[ORDER])
    if fail_on is not None:
        one_of("--fail-on", fail_on, FAIL_ON)
    if verbose and quiet:
        raise UsageError("--verbose and --quiet cannot be used together")
    given = {
        "select": names(select),
        "ignore": names(ignore),
        "rules": tuple(map(str, rules or ())),
        "geography": geography,
        "report-date": report_date,
        "fail-on": fail_on,
        "baseline": None if baseline is None else str(baseline),
        "facts": None if facts is None else str(facts),
        "jobs": jobs,
        "max-megabytes": max_megabytes,
        "max-pages": max_pages,
        "max-seconds": max_seconds,
    }
    from crossfoot.batch.run import Run
    from crossfoot.report.detail import Detail
    from crossfoot.report.safe_targets import refuse_overwriting

    configs = configurations(given, config, no_config)
    files = files_of(paths, files_from, configs, no_gitignore, force_exclude)
    common = configs.settings_for(files[0] if files else None)
    if together and len(files) < 2:
        raise UsageError("--together takes at least two files")
    run = Run(configs, jobs_of(common), cache_of(common, no_cache, cache_dir))
    written = [("--annotate", annotate), *(("--output", target.output) for target in targets)]
    house = [
        common.baseline,
        common.check.facts,
        *(file.path for file in (configs.file_for(each) for each in files) if file),
    ]
    refuse_overwriting(written, [*files, *house])
    if annotate is not None or any(target.format == PAGE for target in targets):
        outcomes = _with_document(run, files, targets, annotate)
    else:
        outcomes = run.outcomes(files, together)
    tell(run, outcomes, targets, len(files), Detail(verbose, quiet, several=len(files) > 1))
    raise typer.Exit(run.code)


def _with_document(
    run: Run, files: Sequence[str], targets: Sequence[Target], annotate: Path | None
) -> Iterator[Outcome]:
    """The outcome of the one report whose page or annotated copy is wanted; both are written on the way."""
    from crossfoot.model_checked import Failure
    from crossfoot.report.annotated import refuse_several, write_annotated
    from crossfoot.report.page import page_text

    if annotate is not None:
        refuse_several(files)
    if len(files) != 1:
        raise UsageError(f"--format html makes a page of one report, and {len(files)} were given; make one for each")
    made = run.with_report(files[0])
    if annotate is not None and not isinstance(made, Failure):
        write_annotated(_without_allowed(*made), Path(files[0]), annotate)
    for target in targets:
        if target.format == PAGE:
            write([page_text(made)], target.output)
    yield made if isinstance(made, Failure) else made[1]
    yield from run.publications(files)


def _without_allowed(report: Report, told: CheckedReport) -> Report:
    """The report without the findings that somebody allowed: a copy would only ask for them to be allowed again."""
    from crossfoot.model_checked import Standing

    allowed = {finding.fingerprint for finding in told.findings if finding.standing is Standing.ALLOWED}
    return replace(report, findings=tuple(each for each in report.findings if each.fingerprint not in allowed))
