"""What the commands share: their arguments, and how they load rules and write."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crossfoot.errors import UsageError

if TYPE_CHECKING:
    from crossfoot.batch.cache import Cache
    from crossfoot.config import Configurations, Settings
    from crossfoot.model_checked import Failure
    from crossfoot.report.screen import Screen
    from crossfoot.rulebook import RuleBook

Paths = Annotated[
    list[str] | None, typer.Argument(metavar="PATH…", help="Files, folders, patterns, or - for standard input.")
]
FilesFrom = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Check the paths that this file names too, one a line; - is standard input."),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of the screen.")]
RuleFolders = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="A folder of your own rules; ours of the same id yield."),
]


def rule_names() -> list[str]:
    """The ids and topics of our rules, for the shell to complete."""
    from crossfoot.rules_folder import rule_ids, rules_folder

    ids = rule_ids([rules_folder()])
    return sorted(ids | {name.partition("/")[0] for name in ids})


def _profiles() -> list[str]:
    from crossfoot.gazetteer import profile_names

    return profile_names()


Selected = Annotated[
    list[str] | None,
    typer.Option(
        metavar="RULES", autocompletion=rule_names, help="Only these: ids, topics or patterns, with commas between."
    ),
]
Ignored = Annotated[
    list[str] | None,
    typer.Option(metavar="RULES", autocompletion=rule_names, help="Not these: ids, topics or patterns."),
]
MaxMegabytes = Annotated[int | None, typer.Option(min=1, metavar="N", help="The largest file that is read.")]
MaxPages = Annotated[int | None, typer.Option(min=1, metavar="N", help="The most pages of a PDF that are read.")]
MaxSeconds = Annotated[float | None, typer.Option(min=1, metavar="N", help="How long reading one file may take.")]
Geography = Annotated[
    str | None,
    typer.Option(
        metavar="PROFILE",
        autocompletion=_profiles,
        help="Which places belong to which region: a profile, or a YAML file of your own.",
    ),
]
ReportDate = Annotated[
    str | None, typer.Option(metavar="DATE", help="The report's date (2025, 2025-03, 2025-03-14) where it says none.")
]
ConfigPath = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="This configuration, instead of the nearest one.")
]
NoConfig = Annotated[bool, typer.Option("--no-config", help="No configuration at all.")]
NoIgnore = Annotated[bool, typer.Option("--no-gitignore", help="Take files of a folder that .gitignore leaves out.")]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=0, metavar="N", help="Reports checked at once; 0: one a core.")
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither use nor keep results of unchanged files.")]
CacheFolder = Annotated[Path | None, typer.Option("--cache-dir", metavar="DIR", help="Where results are kept.")]


def one_of(option: str, given: str, valid: Sequence[str]) -> None:
    """UsageError, with the nearest valid value, for a value that an option does not know."""
    if given not in valid:
        from crossfoot.suggestion import did_you_mean

        raise UsageError(f"{option} cannot be `{given}`{did_you_mean(given, valid)}")


def names(given: Iterable[str] | None) -> tuple[str, ...]:
    """The names of an option that may be repeated and may hold commas."""
    return tuple(name for each in given or () for name in map(str.strip, each.split(",")) if name)


def rule_book(folders: Iterable[Path] | None) -> RuleBook:
    """Our rules and those of the folders."""
    from crossfoot.rulebook import RuleBook
    from crossfoot.rules_folder import rules_folder

    return RuleBook.load([rules_folder(), *(folders or ())])


def say(message: str) -> None:
    """Tell something on standard error, in the name of the program."""
    typer.echo(f"crossfoot: {message}", err=True)


def say_failure(failure: Failure) -> None:
    """Tell on standard error why a report was not read."""
    from crossfoot.report.printable import printable, printable_path

    say(f"{printable_path(failure.path)}: {printable(failure.reason)}")


def screen(output: Path | None, plain_width: int) -> Screen:
    """The terminal, or what stands for it where there is none."""
    from crossfoot.report.screen import Screen

    if output is not None or not sys.stdout.isatty():
        return Screen(plain_width)
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Screen(shutil.get_terminal_size().columns, colour)


def write(chunks: Iterable[str], output: Path | None) -> None:
    """Write to the file, or to standard output without one."""
    from crossfoot.report.output import write_out

    write_out(chunks, output)


def configurations(values: dict[str, Any], config: Path | None, no_config: bool) -> Configurations:
    """The configurations of a run; `values` are those of the command line by key, None where it says nothing."""
    from crossfoot.config import Configurations
    from crossfoot.config.settings import Layer

    if config is not None and no_config:
        raise UsageError("--config and --no-config cannot be used together")
    given = {key: value for key, value in values.items() if value is not None and value != ()}
    return Configurations(Layer(given, dict.fromkeys(given, "the command line")), config, no_config)


def files_of(
    paths: Iterable[str] | None,
    files_from: str | None,
    configs: Configurations,
    no_gitignore: bool = False,
    force_exclude: bool = False,
) -> tuple[str, ...]:
    """All files that a command line means. UsageError where it names none at all."""
    from crossfoot.batch.inputs import expand, listed

    given = list(paths or ())
    if files_from is not None:
        given += listed(files_from)
    elif not given:
        raise UsageError("which reports? Give files, folders, patterns, or - for standard input")
    return expand(given, configs.excludes, respect_gitignore=not no_gitignore, force_exclude=force_exclude)


def cache_of(settings: Settings, no_cache: bool, folder: Path | None) -> Cache | None:
    """The cache that a run uses, None where it is to use none."""
    from crossfoot.batch.cache import Cache

    configured = settings.values["cache"]
    if no_cache or (configured is False and folder is None):
        return None
    if folder is None and isinstance(configured, str):
        folder = Path(configured)
    return Cache(folder or default_cache_folder())


def default_cache_folder() -> Path:
    """Where results are kept if nobody says otherwise: a folder of the user's alone."""
    if named := os.environ.get("CROSSFOOT_CACHE_DIR"):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("crossfoot", appauthor=False)


def jobs_of(settings: Settings) -> int:
    """How many reports are checked at once."""
    from crossfoot.batch.workers import cores

    return int(settings.values["jobs"]) or cores()
