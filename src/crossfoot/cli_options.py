"""What the commands share: their arguments, and how they load rules and write."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossfoot.errors import UsageError

if TYPE_CHECKING:
    from crossfoot.model import Document
    from crossfoot.report.screen import Screen
    from crossfoot.rulebook import RuleBook

Paths = Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, or - for standard input.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of the screen.")]
RuleFolders = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="A folder of your own rules; ours of the same id yield."),
]
RuleNames = Annotated[
    list[str] | None, typer.Option(metavar="RULES", help="Ids, topics or patterns (growth/*), with commas between.")
]
MaxMegabytes = Annotated[int, typer.Option(min=1, metavar="N", help="The largest file that is read.")]
MaxPages = Annotated[int, typer.Option(min=1, metavar="N", help="The most pages of a PDF that are read.")]
MaxSeconds = Annotated[float, typer.Option(min=1, metavar="N", help="How long reading one file may take.")]
Geography = Annotated[
    str, typer.Option(metavar="PROFILE", help="Which places belong to which region: the profile of a house.")
]


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


def screen(output: Path | None, plain_width: int) -> Screen:
    """The terminal, or what stands for it where there is none."""
    from crossfoot.report.screen import Screen

    if output is not None or not sys.stdout.isatty():
        return Screen(plain_width)
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Screen(shutil.get_terminal_size().columns, colour)


def reader(megabytes: int, pages: int, seconds: float) -> Callable[[str], Document]:
    """What reads one input, within these limits."""
    from crossfoot.inputs import read_input
    from crossfoot.read import Limits

    limits = Limits(max_bytes=megabytes * 1024 * 1024, max_pages=pages, max_seconds=seconds)
    return lambda path: read_input(path, limits)


def write(chunks: Iterable[str], output: Path | None) -> None:
    """Write to the file, or to standard output without one."""
    from crossfoot.report.output import write_out

    write_out(chunks, output)
