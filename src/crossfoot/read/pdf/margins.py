"""Running heads, page numbers and footnotes: what is no part of a page's running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crossfoot.read.pdf.marks import Rule
from crossfoot.read.pdf.words import Fragment, Row, rows_of

_ZONE, _MOST_ROWS = 0.12, 3
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*\Z", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")
_LEAST_PAGES = 3
_NOTE = re.compile(r"(?:\d{1,2}|[*†‡§¶]{1,3}|\(?[a-z]\))[\s.]*(?=[A-Za-z“\"(])")
_NOTE_SIZE = 0.93


@dataclass
class PageText:
    """The fragments and rules of a page; `margins` are the texts that were set apart, `angle` is PageMarks'."""

    number: int
    width: float
    height: float
    fragments: list[Fragment]
    rules: list[Rule]
    margins: list[str]
    angle: int = 0


def set_margins_apart(pages: Sequence[PageText]) -> None:
    """Take running heads and page numbers out of the pages' fragments.

    A running head stands near the edge of at least three pages (of both pages of two) with the
    same words, numbers aside.
    """
    found = [(page, [(row, top) for row, top in _outer_rows(page)]) for page in pages]
    seen = Counter(key for page, rows in found for key in {_key(row, top) for row, top in rows})
    least = min(_LEAST_PAGES, len(pages)) if len(pages) > 1 else len(pages) + 1
    for page, rows in found:
        outermost = {id(rows[0][0])} | {id(row) for row, top in rows[-1:] if not top} if rows else set()
        gone = [
            row
            for row, top in rows
            if seen[_key(row, top)] >= least or (id(row) in outermost and _PAGE_NUMBER.match(row.text))
        ]
        dropped = {id(fragment) for row in gone for fragment in row.fragments}
        page.margins += [row.text for row in gone]
        page.fragments = [fragment for fragment in page.fragments if id(fragment) not in dropped]


def _outer_rows(page: PageText) -> list[tuple[Row, bool]]:
    """The rows near the upper and lower edge, each with whether it is near the upper one."""
    rows = rows_of(page.fragments)
    upper = [row for row in rows[:_MOST_ROWS] if row.bottom < _ZONE * page.height]
    lower = [row for row in rows[-_MOST_ROWS:] if row.top > (1 - _ZONE) * page.height]
    return [(row, True) for row in upper] + [(row, False) for row in lower]


def _key(row: Row, top: bool) -> tuple[bool, str]:
    return top, _NUMBERS.sub("#", row.text).strip()


def footnotes_from(rows: Sequence[Row], body_size: float) -> int:
    """The number of the row at which the footnotes at the end of a column begin; all rows where there are none."""
    small = len(rows)
    while small > 0 and rows[small - 1].size <= _NOTE_SIZE * body_size:
        small -= 1
    for number in range(small, len(rows)):
        if len(rows[number].fragments) == 1 and _NOTE.match(rows[number].text):
            return number
    return len(rows)
