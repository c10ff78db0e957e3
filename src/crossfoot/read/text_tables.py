"""Finds tables in plain text: lines whose columns are set off by pipes, tabs or wide gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence

Line = tuple[int, str]
"""Where a line begins in the file, and its text without the line end."""

Cells = list[Line]

_DRAWN = re.compile(r"[\s|+:=─━-]*\Z")
_STROKE = re.compile(r"[-=─━]{2}")
_GAP = re.compile(r"[ \t]{2,}")
# Each looks for the space before it only where that begins, or a long gap would take quadratic time.
_SEPARATORS = (
    re.compile(r"(?:(?<![ \t])[ \t]+)?\|[ \t]*"),
    re.compile(r"(?:(?<! ) +)?\t[ \t]*"),
    _GAP,
)
_DIGIT = re.compile(r"\d")
_PERIOD = re.compile(r"(?:FY|CY|Q[1-4]|H[12]|E|F|[12]\d{3}|\d{2}|[\s/'’–-])+\Z")
_MAX_WORDS_IN_CELL = 6


def is_rule(text: str) -> bool:
    """Whether a line is drawn rather than written: dashes, equals signs, corners."""
    return bool(_DRAWN.match(text) and _STROKE.search(text))


def find_rows(lines: Sequence[Line]) -> tuple[list[Cells], bool] | None:
    """The rows of a table that all of `lines` make up, and whether the first row is its head.

    Returns None when the lines are no table: fewer than two rows, rows of different lengths, or
    cells as long as prose.
    """
    written = [line for line in lines if not is_rule(line[1])]
    if len(written) < 2:
        return None
    for separator in _SEPARATORS:
        rows = [_split(line, separator) for line in written]
        width = len(rows[0])
        if width < 2 or any(len(row) != width for row in rows) or not _are_short(rows):
            continue
        if separator is not _GAP or _are_aligned(written, rows) or _are_figures(rows):
            return rows, _has_head(lines, rows)
    return None


def _split(line: Line, separator: re.Pattern[str]) -> Cells:
    start, text = line
    text = text.rstrip()
    if "|" in separator.pattern:
        text = text.removesuffix("|").rstrip()
    cells: Cells = []
    done = len(text) - len(text.lstrip(" \t"))
    if "|" in separator.pattern and text.startswith("|", done):
        done += 1
    for match in separator.finditer(text, done):
        cells.append((start + done, text[done : match.start()]))
        done = match.end()
    cells.append((start + done, text[done:]))
    return cells


def _are_short(rows: list[Cells]) -> bool:
    words = sum(len(text.split()) for row in rows for _, text in row)
    return words <= _MAX_WORDS_IN_CELL * sum(map(len, rows))


def _are_aligned(written: Sequence[Line], rows: list[Cells]) -> bool:
    """Whether the cells of every column begin, or end, below each other."""
    for column in range(1, len(rows[0])):
        places = [(row[column][0] - start, len(row[column][1])) for (start, _), row in zip(written, rows, strict=True)]
        begins = {place for place, _ in places}
        ends = {place + length for place, length in places}
        if len(begins) > 1 and len(ends) > 1:
            return False
    return True


def _are_figures(rows: list[Cells]) -> bool:
    """Whether the rows name things and their figures; two spaces may also stand between sentences."""
    names_end = any(row[0][1].endswith((".", "!", "?")) for row in rows)
    return not names_end and all(_DIGIT.search(row[-1][1]) for row in rows[1:])


def _has_head(lines: Sequence[Line], rows: list[Cells]) -> bool:
    """A rule after the first row makes it a head, and so do figures that only stand below it."""
    first_written = next(number for number, line in enumerate(lines) if not is_rule(line[1]))
    if first_written + 1 < len(lines) and is_rule(lines[first_written + 1][1]):
        return True
    titles = [text.strip() for _, text in rows[0][1:]]
    plain = all(not _DIGIT.search(title) or _PERIOD.match(title) for title in titles)
    return plain and any(_DIGIT.search(text) for row in rows[1:] for _, text in row[1:])
