"""Finds, in the lines of a Markdown file, the text that the parser gives without columns."""

from __future__ import annotations

import re

from crossfoot.read.placement import Placement

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_CONTAINERS = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*")

Row = list[tuple[str, list[int]]]
"""The cells of a row of a table: the text of each, and the place in the line of every character."""


class MarkdownLines:
    """The lines of the body of a Markdown file, which begins at `body` of `source`."""

    def __init__(self, source: str, body: int) -> None:
        self._lines = [match.group(1) for match in _LINE.finditer(source, body)]
        self._starts = [match.start() for match in _LINE.finditer(source, body)]
        self._split_line = -1  # the line that was split last, and the ways to read it as a row
        self._rows: list[Row] = []

    def place(self, content: str, first_line: int) -> Placement:
        """Where lines of text stand that begin at `first_line`, with markers stripped before them."""
        starts = [0]
        offsets = [self._starts[first_line]]
        position = 0
        for number, wanted in enumerate(content.split("\n")):
            bare = wanted.lstrip(" \t")
            line = first_line + number
            if bare and line < len(self._lines):
                whole_found = self._lines[line].endswith(wanted)
                text = wanted if whole_found else bare
                start = position + len(wanted) - len(text)
                offset = self._starts[line] + _column(self._lines[line], text)
                if start == starts[-1]:
                    starts.pop()
                    offsets.pop()
                starts.append(start)
                offsets.append(offset)
            position += len(wanted) + 1
        return Placement(tuple(starts), tuple(offsets))

    def place_paragraph(self, content: str, first_line: int) -> Placement:
        """Where a paragraph or heading stands: the parser drops a form feed or the like that opens it."""
        last = len(self._lines) - 1
        while first_line < last and not _CONTAINERS.sub("", self._lines[first_line], count=1).strip():
            first_line += 1
        return self.place(content, first_line)

    def place_cell(self, content: str, line: int, column: int) -> Placement:
        """Where the content of a table cell stands, in which `\\|` has lost its backslash."""
        base = self._starts[line]
        for row in self._rows_in(line):
            cell, places = row[column] if column < len(row) else ("", [])
            found = cell.find(content)
            if found >= 0:
                return _join_places([base + place for place in places[found : found + len(content)]])
        return Placement((0,), (base + max(self._lines[line].find(content), 0),))

    def _rows_in(self, line: int) -> list[Row]:
        """The row in a line: after the marks of lists and quotes, or else (`>` in a cell) from its start.

        The line is split once for all of its cells.
        """
        if self._split_line != line:
            text = self._lines[line].rstrip()
            prefix = _CONTAINERS.match(text)
            self._split_line = line
            self._rows = [_split_row(text, start) for start in sorted({prefix.end() if prefix else 0, 0}, reverse=True)]
        return self._rows


def _column(line: str, wanted: str) -> int:
    """Where `wanted` stands in a line of which it is the end, but for a heading's closing marks."""
    end = line.rstrip()
    stripped = wanted.rstrip()
    if end.endswith(stripped):
        return len(end) - len(stripped)
    unmarked = end.rstrip("#").rstrip()
    if unmarked.endswith(stripped):
        return len(unmarked) - len(stripped)
    return max(line.find(stripped), 0)


def _split_row(line: str, start: int) -> Row:
    """The cells of a row that begins at `start`: text with pipes unescaped, each character's place."""
    cells: Row = []
    characters: list[str] = []
    places: list[int] = []
    escaped = False
    for place, character in enumerate(line[start:], start):
        if character == "|" and not escaped:
            cells.append(("".join(characters), places))
            characters, places = [], []
        else:
            if character == "|":
                characters.pop()
                places.pop()
            characters.append(character)
            places.append(place)
        escaped = character == "\\"
    cells.append(("".join(characters), places))
    if not cells[0][0]:
        del cells[0]
    if cells and not cells[-1][0]:
        del cells[-1]
    return cells


def _join_places(places: list[int]) -> Placement:
    """One stretch for each run of neighbouring places."""
    starts = [number for number, place in enumerate(places) if number == 0 or place != places[number - 1] + 1]
    return Placement(tuple(starts), tuple(places[start] for start in starts))
