"""Finds, in the lines of a Markdown file, the text that the parser gives without columns."""

from __future__ import annotations

import re

from crossfoot.read.placement import Placement

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_CONTAINERS = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*")


class MarkdownLines:
    """The lines of the body of a Markdown file, which begins at `body` of `source`."""

    def __init__(self, source: str, body: int) -> None:
        self._lines = [match.group(1) for match in _LINE.finditer(source, body)]
        self._starts = [match.start() for match in _LINE.finditer(source, body)]

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

    def place_cell(self, content: str, line: int, column: int) -> Placement:
        """Where the content of a table cell stands, in which `\\|` has lost its backslash."""
        text = self._lines[line]
        prefix = _CONTAINERS.match(text)
        row_start = prefix.end() if prefix else 0
        cells = _split_row(text[row_start:].rstrip())
        base = self._starts[line] + row_start
        if column < len(cells):
            cell, places = cells[column]
            found = cell.find(content)
            if found >= 0:
                return _join_places([base + place for place in places[found : found + len(content)]])
        return Placement((0,), (self._starts[line] + max(text.find(content), 0),))


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


def _split_row(row: str) -> list[tuple[str, list[int]]]:
    """The cells of a table row: text with pipes unescaped, and the place of each character."""
    cells: list[tuple[str, list[int]]] = []
    characters: list[str] = []
    places: list[int] = []
    escaped = False
    for place, character in enumerate(row):
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
