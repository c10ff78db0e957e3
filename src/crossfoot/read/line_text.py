"""One line of text as a browser shows it, with the place in the file of every character."""

from __future__ import annotations

import re

SPACES = " \t\n\r\f\xa0"
# Soft hyphens, zero-width spaces, direction marks and stray byte-order marks are never seen,
# and would cut a word or a figure in two.
INVISIBLE = "\xad\u200b\u200e\u200f\u2060\ufeff"
_WORD = f"[^{SPACES}{INVISIBLE}]+"
_STRETCH = re.compile(f"([{SPACES}]+)|([{INVISIBLE}]+)|{_WORD}(?: {_WORD})*")
_VERBATIM_STRETCH = re.compile(f"(\xa0)|([{INVISIBLE}]+)|[^\xa0{INVISIBLE}]+")

Run = tuple[int, int, int, bool]
"""Offset in the line, start and end in the file, and whether it is copied by character."""


class LineText:
    """Collects the text between two line breaks, collapsing white space on the way.

    `lead` is the range of the file that broke the line before this one, None where nothing
    stands for the break. `visible` tells that something but white space was added. `start` is
    the line's offset in the document, known once assembled.
    """

    __slots__ = ("_space", "all_bold", "lead", "length", "pieces", "runs", "start", "visible")

    def __init__(self, lead: tuple[int, int] | None = None) -> None:
        self.pieces: list[str] = []
        self.runs: list[Run] = []
        self.length = 0
        self.all_bold = True
        self.visible = False
        self.lead = lead
        self.start = 0
        self._space: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """What was collected so far."""
        return "".join(self.pieces)

    def add(self, text: str, at: int, bold: bool) -> int | None:
        """Add text that stands at `at` in the file; white space collapses to one space.

        Returns where in the line its first visible character stands, None without any.
        """
        first = None
        for match in _STRETCH.finditer(text):
            start = at + match.start()
            if match.lastindex == 1:
                self._add_space(start, at + match.end())
            elif match.lastindex is None:
                placed = self._add_run(match.group(), start, at + match.end(), True, bold)
                first = placed if first is None else first
        return first

    def add_verbatim(self, text: str, at: int, bold: bool) -> int | None:
        """Add preformatted text, in which every space counts; returns what `add` does."""
        first = None
        for match in _VERBATIM_STRETCH.finditer(text):
            start, end = at + match.start(), at + match.end()
            if match.lastindex != 2:
                self._append_space()
            if match.lastindex == 1:
                self._append(" ", start, end, False)
            elif match.lastindex is None and match.group().isspace():
                self._append(match.group(), start, end, True)
            elif match.lastindex is None:
                placed = self._add_run(match.group(), start, end, True, bold)
                first = placed if first is None else first
        return first

    def add_whole(self, value: str, file_start: int, file_end: int, bold: bool) -> int | None:
        """Add characters for which a longer stretch of the file stands (an entity).

        Returns what `add` does.
        """
        if not value.strip(SPACES):
            if value:
                self._add_space(file_start, file_end)
            return None
        if not value.strip(INVISIBLE):
            return None
        return self._add_run(value, file_start, file_end, False, bold)

    def _add_space(self, file_start: int, file_end: int) -> None:
        if self.length and self._space is None:
            self._space = (file_start, file_end)

    def _append_space(self) -> None:
        """Append the space that waits for something to follow it."""
        if self._space is not None:
            self._append(" ", *self._space, False)
            self._space = None

    def _add_run(self, value: str, file_start: int, file_end: int, linear: bool, bold: bool) -> int:
        self._append_space()
        placed = self.length
        self._append(value, file_start, file_end, linear)
        self.all_bold = self.all_bold and bold
        self.visible = True
        return placed

    def _append(self, value: str, file_start: int, file_end: int, linear: bool) -> None:
        self.pieces.append(value)
        self.runs.append((self.length, file_start, file_end, linear))
        self.length += len(value)
