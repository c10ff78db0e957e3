"""The commands of a house: `init`, `config`, `baseline`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crossfoot.cli_options import (
    CacheFolder,
    ConfigPath,
    FilesFrom,
    Jobs,
    NoCache,
    NoConfig,
    NoIgnore,
    Paths,
    RuleFolders,
    cache_of,
    configurations,
    files_of,
    jobs_of,
    write,
)
from crossfoot.errors import UsageError


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder above your reports.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Write over a configuration that is there.")] = False,
) -> None:
    """Write a crossfoot.toml in which every key stands with what it is for, to be switched on as needed."""
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
    config: ConfigPath = None,
    no_config: NoConfig = False,
) -> None:
    """Show what is in force for a report, and from which line of which file each value comes."""
    from crossfoot.report.config_text import config_text

    configs = configurations({}, config, no_config)
    file = configs.file_for(report)
    write([config_text(configs.settings_for(report), None if file is None else str(file.path))], None)


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
    """Accept today's findings as old ones: from now on they are marked, and only new ones count.

    Reports that are not given keep what the baseline has of them; reports that no longer exist leave it.
    Allowed findings do not enter it.
    """
    from crossfoot.batch.progress import with_progress
    from crossfoot.batch.run import INCOMPLETE, Run
    from crossfoot.model_checked import Failure
    from crossfoot.report.printable import counted, printable, printable_path
    from crossfoot.suppress.baseline import DEFAULT_NAME, Baseline

    # The old baseline itself must not decide what is found.
    configs = configurations({"rules": tuple(map(str, rules or ())), "jobs": jobs}, config, no_config)
    files = files_of(paths, files_from, configs, no_gitignore)
    common = configs.settings_for(files[0] if files else None)
    target = output or common.baseline or Path(DEFAULT_NAME)
    old = Baseline.load(target) if target.exists() else Baseline(target, {})
    run = Run(configs, jobs_of(common), cache_of(common, no_cache, cache_dir), with_baselines=False)
    outcomes = list(with_progress(run.outcomes(files), len(files), alone=True))
    new = old.with_reports(outcomes, prune)
    write([new.text()], target)
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            typer.echo(f"crossfoot: {printable_path(outcome.path)}: {printable(outcome.reason)}", err=True)
    findings = sum(map(len, new.reports.values()))
    typer.echo(f"{target}: {counted(findings, 'finding')} in {counted(len(new.reports), 'report')}.")
    if common.baseline is None:
        typer.echo(f'To use it, set baseline = "{target}" in crossfoot.toml, or give --baseline {target}.')
    raise typer.Exit(INCOMPLETE if run.code == INCOMPLETE else 0)
