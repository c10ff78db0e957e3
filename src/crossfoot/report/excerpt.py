"""A piece of a line around some words, short enough for the screen, with the words marked."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from crossfoot.model import Span
from crossfoot.report.printable import printable

_ELLIPSIS = "…"
_LONGEST_WORD = 15
_REACH = 300


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words (`marked`) and what stands on their line before and after them."""

    before: str
    marked: str
    after: str

    @property
    def line(self) -> str:
        """The excerpt as one line."""
        return self.before + self.marked + self.after

    @property
    def carets(self) -> str:
        """The line below, with carets under the words, wide characters counted as two."""
        return " " * cell_len(self.before) + "^" * max(1, cell_len(self.marked))


def excerpt(text: str, span: Span, width: int) -> Excerpt:
    """The words of a span, which may run over lines, within at most `width` terminal cells."""
    before, after = context_of(text, span)
    return fitted(before, text[span.start : span.end], after, width)


def context_of(text: str, span: Span) -> tuple[str, str]:
    """What stands on the same line before and after a span, as far as any screen could show it."""
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    line_end = len(text) if line_end < 0 else line_end
    before = printable(text[max(line_start, span.start - _REACH) : span.start]).lstrip()
    after = printable(text[span.end : min(line_end, span.end + _REACH)]).rstrip()
    return (
        _ELLIPSIS + before if span.start - _REACH > line_start else before,
        after + _ELLIPSIS if span.end + _REACH < line_end else after,
    )


def fitted(before: str, marked: str, after: str, width: int) -> Excerpt:
    """Words and their context within at most `width` terminal cells.

    What does not fit is cut at a space where one is near, and `…` stands for it.
    """
    # No more than four characters a cell: combining marks take none, and there may be thousands.
    marked = _head(printable(marked[: 4 * width + 1]), width)
    room = width - cell_len(marked)
    half = room // 2
    room_before = max(half, room - cell_len(after))
    before = _tail(before, room_before)
    after = _head(after, room - cell_len(before))
    return Excerpt(before, marked, after)


def _head(text: str, width: int) -> str:
    """The beginning of a text."""
    if cell_len(text) <= width:
        return text
    kept = _fitting(text, width - 1)
    if len(kept) < len(text) and (space := kept.rfind(" ", len(kept) - _LONGEST_WORD)) > 0:
        kept = kept[: space + 1]
    return kept + _ELLIPSIS if width > 0 else ""


def _tail(text: str, width: int) -> str:
    """The end of a text."""
    if cell_len(text) <= width:
        return text
    kept = _fitting(text[::-1], width - 1)[::-1]
    if 0 <= (space := kept.find(" ", 0, _LONGEST_WORD)) < len(kept) - 1:
        kept = kept[space:]
    return _ELLIPSIS + kept if width > 0 else ""


def _fitting(text: str, width: int) -> str:
    """The longest beginning that takes at most so many cells."""
    cells = 0
    for place, character in enumerate(text):
        cells += cell_len(character)
        if cells > width:
            return text[:place]
    return text
