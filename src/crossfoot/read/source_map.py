"""From the text of a document back to its file: the map, how it is made, and the look-ups.

Imports no parser, so that every layer may look a place up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from crossfoot.model import Document, SourceMap, Span

_LINE_END = re.compile(r"\r\n|\n|\r")


class SourceMapBuilder:
    """Collects runs in the order of the text and makes the frozen SourceMap."""

    def __init__(self) -> None:
        self._text_starts: list[int] = []
        self._file_starts: list[int] = []
        self._file_ends: list[int] = []
        self._linear: list[bool] = []

    def add(self, text_start: int, file_start: int, file_end: int, linear: bool) -> None:
        """Append a run; one that continues the linear run before it is joined to it."""
        if linear and self._linear and self._linear[-1] and self._file_ends[-1] == file_start:
            copied = self._file_ends[-1] - self._file_starts[-1]
            if self._text_starts[-1] + copied == text_start:
                self._file_ends[-1] = file_end
                return
        self._text_starts.append(text_start)
        self._file_starts.append(file_start)
        self._file_ends.append(file_end)
        self._linear.append(linear)

    @property
    def file_end(self) -> int:
        """Where the last run ends in the file, 0 before any run."""
        return self._file_ends[-1] if self._file_ends else 0

    def build(self) -> SourceMap:
        """Freeze what was collected."""
        return SourceMap(
            text_starts=tuple(self._text_starts),
            file_starts=tuple(self._file_starts),
            file_ends=tuple(self._file_ends),
            linear=tuple(self._linear),
        )


def to_file(document: Document, span: Span) -> Span:
    """The range of the decoded file that shows as `span` of the document's text.

    An empty span gives an empty range. Raises IndexError when the span reaches outside the text.
    """
    if not 0 <= span.start <= span.end <= len(document.text):
        raise IndexError(f"{span} lies outside a text of {len(document.text)} characters")
    source_map = document.source_map
    if span.start == span.end:
        at_end = span.start == len(document.text)
        place = _ends_at(source_map, span.start - 1) if at_end and span.start else _starts_at(source_map, span.start)
        return Span(place, place)
    return Span(_starts_at(source_map, span.start), _ends_at(source_map, span.end - 1))


def _starts_at(source_map: SourceMap, offset: int) -> int:
    """Where in the file the character at `offset` of the text begins."""
    run = bisect_right(source_map.text_starts, offset) - 1
    if run < 0:
        return 0
    start = source_map.file_starts[run]
    return start + offset - source_map.text_starts[run] if source_map.linear[run] else start


def _ends_at(source_map: SourceMap, offset: int) -> int:
    """Where in the file the character at `offset` of the text ends."""
    run = bisect_right(source_map.text_starts, offset) - 1
    if source_map.linear[run]:
        return source_map.file_starts[run] + offset - source_map.text_starts[run] + 1
    return source_map.file_ends[run]


def line_and_column(source: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset in the decoded file, both counted from 1.

    Columns count code points; a line ends at a line feed, a carriage return, or both together.
    """
    starts = line_starts(source)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=2)
def line_starts(source: str) -> tuple[int, ...]:
    """The offset at which each line begins (kept for the last two files looked at)."""
    return (0, *(match.end() for match in _LINE_END.finditer(source)))
