"""Offsets of a text as the positions of an editor, which count lines from 0 and columns in units of an encoding."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property

from lsprotocol import types

_LINE_END = re.compile(r"\r\n|\n|\r")
_UNITS: dict[str, Callable[[str], int]] = {
    "utf-8": lambda words: len(words.encode("utf-8", "surrogatepass")),
    "utf-16": lambda words: len(words.encode("utf-16-le", "surrogatepass")) // 2,
    "utf-32": len,
}


class Positions:
    """The two look-ups of one text.

    An offset counts code points from the start. A line ends at a line feed, a carriage return or both together,
    and at nothing else: that is what editors agree on, and fewer signs than Python takes for line ends.
    """

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        """`encoding` is the one that client and server agreed on: utf-8, utf-16 or utf-32."""
        self.encoding = encoding
        self._text = text
        self._units = _UNITS[encoding]

    def position(self, offset: int) -> types.Position:
        """The position of an offset; one inside a line's end, or beyond the text, is moved to before it."""
        line = bisect_right(self._starts, offset) - 1
        end = self._content_end(line)
        return types.Position(line, self._units(self._text[self._starts[line] : min(offset, end)]))

    def range(self, start: int, end: int) -> types.Range:
        """The range between two offsets."""
        return types.Range(self.position(start), self.position(end))

    def offset(self, position: types.Position) -> int:
        """The offset of a position; a column beyond the line is its end, one inside a character its start."""
        if position.line >= len(self._starts):
            return len(self._text)
        start, end = self._starts[position.line], self._content_end(position.line)
        low, high = start, end
        while low < high:  # the last offset whose units do not go beyond the column
            middle = (low + high + 1) // 2
            if self._units(self._text[start:middle]) <= position.character:
                low = middle
            else:
                high = middle - 1
        return low

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    @cached_property
    def line_end_sign(self) -> str:
        """How the first line ends, which is how a new one should."""
        found = _LINE_END.search(self._text)
        return found.group() if found else "\n"

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return (0, *(found.end() for found in _LINE_END.finditer(self._text)))

    def _content_end(self, line: int) -> int:
        """Where a line ends, without the signs of its end."""
        if line + 1 == len(self._starts):
            return len(self._text)
        end = self._starts[line + 1] - 1
        start = self._starts[line]
        return end - 1 if end > start and self._text[end - 1 : end + 1] == "\r\n" else end
