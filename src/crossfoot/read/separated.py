"""Reads files of separated values (CSV, TSV) as one table, each cell with its place in the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from crossfoot.model import Document
from crossfoot.read.assembly import assemble
from crossfoot.read.flow import Flow
from crossfoot.read.limits import Limits

_SEPARATORS = ",;\t|"
_SAMPLE_LINES = 50
_NEWLINE = re.compile(r"\r\n|\n|\r")
_YEAR = re.compile(r"(?:FY)?[12]\d{3}\Z")
_DIGIT = re.compile(r"\d")

_CellPlace = tuple[int, int, bool]
"""Start and end in the file, and whether it is quoted."""


def read_separated(source: str, name: str, limits: Limits, separator: str | None = None) -> Document:
    """The table in a file of values with a separator between them (RFC 4180; it is found where it is not given).

    Raises ReadError when nothing is written in it.
    """
    flow = Flow(name, limits)
    flow.start("table")
    rows = [
        row for row in _rows(source, separator or separator_of(source)) if any(start < end for start, end, _ in row)
    ]
    for number, row in enumerate(rows):
        flow.start("tr")
        cell_name = "th" if number == 0 and len(rows) > 1 and _is_head(source, row) else "td"
        for start, end, quoted in row:
            flow.start(cell_name)
            text = source[start:end]
            if quoted and '""' in text:
                flow.whole(text.replace('""', '"'), start, end)
            else:
                flow.text(text, start)
            flow.end(cell_name)
        flow.end("tr")
    flow.end("table")
    return assemble(flow.finish(), name, "csv", source, limits)


def separator_of(source: str) -> str:
    """The separator that parts most lines into the same number of cells."""
    lines = [line for line in _NEWLINE.split(source[:100_000])[:_SAMPLE_LINES] if line.strip()]
    scores = {}
    for separator in _SEPARATORS:
        counts = Counter(line.count(separator) for line in lines)
        number, times = max(counts.items(), key=lambda item: (item[0] > 0, item[1]), default=(0, 0))
        scores[separator] = (times if number else 0, number)
    return max(_SEPARATORS, key=lambda separator: scores[separator])


def _rows(source: str, separator: str) -> Iterator[list[_CellPlace]]:
    row: list[_CellPlace] = []
    at = int(source.startswith("\ufeff"))
    plain = re.compile(rf"[^{re.escape(separator)}\r\n]*")
    quoted = re.compile(r'[^"]*(?:""[^"]*)*')
    while at < len(source):
        if source[at] == '"' and (found := quoted.match(source, at + 1)) and found.end() < len(source):
            row.append((at + 1, found.end(), True))
            rest = plain.match(source, found.end() + 1)
            at = rest.end() if rest else found.end() + 1
        else:
            found = plain.match(source, at)
            end = found.end() if found else at
            row.append((at, end, False))
            at = end
        if at < len(source) and source[at] == separator:
            at += 1
            if at == len(source) or source[at] in "\r\n":
                row.append((at, at, False))
        newline = _NEWLINE.match(source, at)
        if newline or at >= len(source):
            yield row
            row = []
            at = newline.end() if newline else at


def _is_head(source: str, row: list[_CellPlace]) -> bool:
    texts = [source[start:end].strip() for start, end, _ in row]
    return all(not _DIGIT.search(text) or _YEAR.match(text) for text in texts[1:])
