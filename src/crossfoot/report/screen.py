"""Styled lines turned into what a terminal, a pipe or a file gets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from rich.console import Console, RenderableType
from rich.text import Text

PLAIN_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Screen:
    """How wide the output is, in cells, and whether it may have colour."""

    width: int = PLAIN_WIDTH
    colour: bool = False


def rendered(parts: Iterable[RenderableType], screen: Screen) -> str:
    """The parts as one string, each on its own line or lines.

    Nothing but the parts and the screen decides it: no variable of the environment, no
    highlighting, no wrapping of text (a terminal wraps, a file should not).
    """
    if screen.colour:
        return _by_rich(parts, screen)
    # A line without colour is its characters, which rich takes twenty times as long to find out.
    return "".join(
        part.plain + part.end if isinstance(part, Text) and "\t" not in part.plain else _by_rich([part], screen)
        for part in parts
    )


def _by_rich(parts: Iterable[RenderableType], screen: Screen) -> str:
    console = Console(
        file=StringIO(),
        width=screen.width,
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        no_color=not screen.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as captured:
        for part in parts:
            console.print(part, soft_wrap=isinstance(part, Text))
    return captured.get()


def styled(*pieces: str | tuple[str, str]) -> Text:
    """One line of plain and (text, style) pieces."""
    return Text.assemble(*pieces)
