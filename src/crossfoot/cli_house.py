"""The commands of a house: `init`, `config`, `baseline`, `allow`, `cache`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossfoot.cli_options import (
    CacheFolder,
    ConfigPath,
    FilesFrom,
    Jobs,
    NoCache,
    NoConfig,
    NoIgnore,
    Output,
    Paths,
    RuleFolders,
    cache_of,
    configurations,
    files_of,
    jobs_of,
    rule_names,
    say_failure,
    write,
)
from crossfoot.errors import UsageError

if TYPE_CHECKING:
    from crossfoot.config import Configurations
    from crossfoot.model_checked import Outcome


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder above your reports.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Write over a configuration that is there.")] = False,
) -> None:
    """Write a commented crossfoot.toml.

    Every key stands in it with what it is for, to be switched on as needed.
    """
    from crossfoot.config.discovery import NAME
    from crossfoot.config.template import template_text

    path = folder / NAME
    if path.exists() and not force:
        raise UsageError(f"{path}: is there already; --force writes over it")
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder")
    write([template_text()], path)
    typer.echo(f"{path}: written. `crossfoot check {folder}` checks every report below it.")


def show_config(
    report: Annotated[
        str | None, typer.Argument(metavar="[PATH]", help="The report whose settings are shown; without it, any here.")
    ] = None,
    reference: Annotated[
        bool, typer.Option("--reference", help="Print the reference of all keys as a Markdown page instead.")
    ] = False,
    output: Output = None,
    config: ConfigPath = None,
    no_config: NoConfig = False,
) -> None:
    """Show the settings in force, and where each comes from."""
    from crossfoot.config.reference import reference_text
    from crossfoot.report.config_text import config_text

    if reference:
        write([reference_text()], output)
        return
    configs = configurations({}, config, no_config)
    file = configs.file_for(report)
    write([config_text(configs.settings_for(report), None if file is None else str(file.path))], output)


def baseline(
    paths: Paths = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The baseline; else the configuration's."),
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Only take out what is no longer found; accept nothing new.")
    ] = False,
    rules: RuleFolders = None,
    files_from: FilesFrom = None,
    no_gitignore: NoIgnore = False,
    config: ConfigPath = None,
    no_config: NoConfig = False,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    cache_dir: CacheFolder = None,
) -> None:
    """Mark today's findings as old, so that only new ones count.

    Reports that are not given keep what the baseline has of them; reports that no longer exist leave it.
    Allowed findings do not enter it.
    """
    from crossfoot.batch.progress import with_progress
    from crossfoot.batch.run import INCOMPLETE, Run
    from crossfoot.model_checked import Failure
    from crossfoot.report.printable import counted
    from crossfoot.suppress.baseline import DEFAULT_NAME, Baseline

    # The old baseline itself must not decide what is found.
    configs = configurations({"rules": tuple(map(str, rules or ())), "jobs": jobs}, config, no_config)
    files = files_of(paths, files_from, configs, no_gitignore)
    common = configs.settings_for(files[0] if files else None)
    run = Run(configs, jobs_of(common), cache_of(common, no_cache, cache_dir), with_baselines=False)
    outcomes = list(with_progress(run.outcomes(files), len(files), alone=True))
    targets = {output or configs.settings_for(path).baseline or Path(DEFAULT_NAME) for path in files or (None,)}
    for target in sorted(targets):
        of_target = [each for each in outcomes if len(targets) == 1 or _belongs(each, target, configs)]
        is_first = not target.exists()
        new = (Baseline(target, {}) if is_first else Baseline.load(target)).with_reports(of_target, prune)
        write([new.text()], target)
        findings = sum(map(len, new.reports.values()))
        typer.echo(f"{target}: {counted(findings, 'finding')} in {counted(len(new.reports), 'report')}.")
        if is_first and common.baseline is None:
            typer.echo(f'To use it, set baseline = "{target}" in crossfoot.toml, or give --baseline {target}.')
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            say_failure(outcome)
    raise typer.Exit(INCOMPLETE if run.code == INCOMPLETE else 0)


def _belongs(outcome: Outcome, target: Path, configs: Configurations) -> bool:
    """Whether the configuration of a report names this baseline; a publication goes with its first finding."""
    from crossfoot.model_checked import Failure
    from crossfoot.suppress.baseline import DEFAULT_NAME

    findings = () if isinstance(outcome, Failure) else outcome.findings
    first = findings[0].evidence[0].path if findings else outcome.path
    return (configs.settings_for(first).baseline or Path(DEFAULT_NAME)) == target


def allow(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report whose finding is meant to be there.")],
    rule: Annotated[str, typer.Argument(metavar="RULE", autocompletion=rule_names, help="The finding's rule.")],
    because: Annotated[str, typer.Option(metavar="REASON", help="Why the finding is right to stay.")],
    quote: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only findings with these words in one of their places.")
    ] = None,
    config: ConfigPath = None,
    no_config: NoConfig = False,
) -> None:
    """Allow a finding of a report, with a reason.

    It is written into a file beside the report, nothing into the report itself.
    A comment in the report does the same, and is the better place where it is written by hand:
    <!-- crossfoot: allow RULE because REASON --> in HTML and Markdown, in Word a comment with those words.
    """
    from crossfoot.batch.run import Run
    from crossfoot.model_checked import Failure
    from crossfoot.report.printable import counted, printable
    from crossfoot.rulebook_names import fits
    from crossfoot.suggestion import did_you_mean
    from crossfoot.suppress.sidecar import sidecar_of, with_allow

    run = Run(configurations({}, config, no_config), with_baselines=False)
    outcomes = list(run.outcomes([report]))
    for outcome in outcomes:
        if isinstance(outcome, Failure) and outcome.path == report:
            raise UsageError(f"{report}: {printable(outcome.reason)}")
    # Those of its publication count as far as they stand in it.
    there = [
        finding
        for outcome in outcomes
        if not isinstance(outcome, Failure)
        for finding in outcome.findings
        if any(place.path == report for place in finding.evidence)
    ]
    of_rule = [each for each in there if fits(each.rule, rule)]
    meant = [each for each in of_rule if quote is None or any(quote in place.place.quote for place in each.evidence)]
    known = rule_names()
    if not of_rule and "*" not in rule and rule not in known:
        raise UsageError(f"no rule or topic is called `{rule}`{did_you_mean(rule, known)}")
    if not meant:
        rules = "; ".join(sorted({each.rule for each in there})) or "none at all"
        raise UsageError(f"{report}: no finding of `{rule}` with these words; there are findings of: {rules}")
    if not because.strip():
        raise UsageError("--because needs a reason")
    write([with_allow(report, rule, quote, because.strip())], sidecar_of(report))
    typer.echo(f"{sidecar_of(report)}: allows {counted(len(meant), 'finding')} of {rule}.")


def cache(
    clear: Annotated[bool, typer.Option("--clear", help="Take all results out.")] = False,
    config: ConfigPath = None,
    no_config: NoConfig = False,
    cache_dir: CacheFolder = None,
) -> None:
    """Show where results of unchanged files are kept, or clear them.

    They hold the words of findings. What nobody asked for in a month leaves by itself.
    """
    from crossfoot.report.printable import counted

    kept = cache_of(configurations({}, config, no_config).settings_for(None), no_cache=False, folder=cache_dir)
    if kept is None:
        typer.echo("No results are kept: the configuration says so.")
        return
    taken = kept.clear() if clear else None
    entries, size = kept.content()
    told = "" if taken is None else f" {counted(taken, 'result')} taken out."
    typer.echo(f"{kept.folder}: {counted(entries, 'result')}, {size / 1_000_000:,.1f} MB.{told}")
