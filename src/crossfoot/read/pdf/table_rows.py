"""Which rows of a column are a table: aligned fragments with figures, or rows that rules fence in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crossfoot.read.pdf.marks import Rule
from crossfoot.read.pdf.words import Row

_NUMBER = (
    r"[(\[<>~≈±+−–—-]*\s?(?:[A-Z]{0,3}[$€£¥₹]|Rs\.?|[A-Z]{3})?\s?\d[\d,.\s]*"
    r"(?:\s?(?:%|[a-zA-Z]{1,3}\.?|[*†‡§)\]]|\w?\)))*"
)
_FIGURE = re.compile(rf"{_NUMBER}(?:\s?(?:[-–—/]|to)\s?{_NUMBER})?\Z")
_UNIT = re.compile(r"\(?0{3}s?\)?[*†]*\Z|\([12]\d{3}\s?=\s?100\)\Z")
_EMPTY = re.compile(r"(?:[-–—−.…*]+|n\.?/?a\.?|nil|nm|neg\.?)\Z", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?=.*(?:[12]\d{3}|Q[1-4]|H[12]|FY))(?:FY|CY|Q[1-4]|H[12]|E|F|P|[12]\d{3}(?:[/–-]\d{1,2})?|\d{2}|[\s/'’()–*-])+\Z"
)
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}")
_HALF_LINE = 0.9
_MOST_GAP, _LONGEST_SINGLE = 2.3, 0.62
_LEAST_ROWS, _LEAST_ALIGNED = 2, 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """The rows `first` to `last` (exclusive) of a column that are a table."""

    first: int
    last: int


def levelled(rows: Sequence[Row]) -> list[Row]:
    """The rows, with those less than a line apart made one: a label on two lines beside its figure."""
    levelled: list[Row] = []
    last = 0.0
    for row in rows:
        if levelled and row.baseline - last < _HALF_LINE * row.size and not _collide(levelled[-1], row):
            fragments = sorted([*levelled[-1].fragments, *row.fragments], key=lambda each: (each.left, each.baseline))
            levelled[-1] = Row(fragments)
        else:
            levelled.append(row)
        last = row.baseline
    return levelled


def _collide(above: Row, below: Row) -> bool:
    """Whether two rows have figures in one place, so that they cannot be one line."""
    return any(
        one.left < other.right and other.left < one.right and is_figure(one.text) and is_figure(other.text)
        for one in above.fragments
        for other in below.fragments
    )


def is_figure(text: str) -> bool:
    """Whether the text of a cell is a figure or what stands for one (`–`, `n/a`)."""
    return bool((_FIGURE.match(text) and not _UNIT.match(text)) or _EMPTY.match(text))


def is_period(text: str) -> bool:
    """Whether the text of a cell is a year, a quarter or the like, which heads a column."""
    return bool(_PERIOD.match(text))


def is_contents_line(row: Row) -> bool:
    """Whether a row is of a table of contents: dots lead to a page number."""
    return _LEADERS.search(row.text) is not None and row.text.rstrip()[-1:].isdigit()


def stretches_of(rows: Sequence[Row], rules: Sequence[Rule]) -> list[Stretch]:
    """The tables among the rows of a column, from the upper one down."""
    found: list[Stretch] = []
    at = 0
    while at < len(rows):
        stretch = _stretch_from(rows, at, rules) if len(rows[at].fragments) > 1 else None
        if stretch is None:
            at += 1
            continue
        found.append(stretch)
        at = stretch.last
    return found


def _stretch_from(rows: Sequence[Row], first: int, rules: Sequence[Rule]) -> Stretch | None:
    last = first
    at = first + 1
    width = max(row.right for row in rows) - min(row.left for row in rows)
    while at < len(rows) and _is_near(rows[at - 1], rows[at], rules):
        if len(rows[at].fragments) > 1:
            last = at
        elif at - last > 2 or not _fits_inside(rows, at, width):
            break
        at += 1
    table = rows[first : last + 1]
    if not _is_table(table, rules):
        return None
    return Stretch(_with_heads(rows, first, table), last + 1)


def _is_near(above: Row, below: Row, rules: Sequence[Rule]) -> bool:
    gap = below.top - above.bottom
    if gap <= _MOST_GAP * max(above.size, below.size):
        return True
    # A grid holds its rows together however high they are.
    sides = [rule for rule in rules if not rule.level and rule.low <= above.bottom and rule.high >= below.top]
    return len({round(rule.at) for rule in sides}) > 1


def _fits_inside(rows: Sequence[Row], at: int, width: float) -> bool:
    """Whether a row of one fragment may be a label, a unit or a broken cell rather than running text."""
    row = rows[at]
    return row.right - row.left <= _LONGEST_SINGLE * width and not row.text.endswith((".", ";"))


def _is_table(rows: Sequence[Row], rules: Sequence[Rule]) -> bool:
    several = [row for row in rows if len(row.fragments) > 1]
    if len(several) < _LEAST_ROWS:
        return False
    behind = [fragment.text for row in several for fragment in row.fragments[1:]]
    figures = sum(is_figure(text) or is_period(text) for text in behind)
    with_figure = [row for row in several if any(is_figure(each.text) for each in row.fragments)]
    if len(with_figure) >= _LEAST_ROWS and figures >= len(behind) / 2:
        return True
    return _is_fenced(rows, rules) or _is_aligned(several)


def _is_fenced(rows: Sequence[Row], rules: Sequence[Rule]) -> bool:
    """Whether rules, level and upright, are drawn between the rows and columns."""
    top, bottom = rows[0].top - 6, rows[-1].bottom + 6
    level = {round(rule.at) for rule in rules if rule.level and top <= rule.at <= bottom}
    upright = {round(rule.at) for rule in rules if not rule.level and rule.low < bottom and rule.high > top}
    return len(level) >= 2 and len(upright) >= 3


def _is_aligned(rows: Sequence[Row]) -> bool:
    """Whether short entries begin below each other in nearly all of at least four rows."""
    if len(rows) < _LEAST_ALIGNED or any(len(each.words) > 8 for row in rows for each in row.fragments):
        return False
    most = max(len(row.fragments) for row in rows)
    # A head may be centred over its column: each of the fullest rows may be the one that shows the columns.
    fullest = [row for row in rows if len(row.fragments) == most][:_LEAST_ALIGNED]
    return any(_below(model, rows) >= 0.7 * len(rows) for model in fullest)


def _below(model: Row, rows: Sequence[Row]) -> int:
    """In how many rows every fragment begins below one of the model's."""
    starts = [each.left for each in model.fragments]
    return sum(all(min(abs(each.left - start) for start in starts) < 2 for each in row.fragments) for row in rows)


def _with_heads(rows: Sequence[Row], first: int, table: Sequence[Row]) -> int:
    """Where the table begins once rows of one fragment above it, over its further columns, are its heads."""
    start = first
    inner = min(fragment.left for row in table for fragment in row.fragments[1:])
    while start > 0 and first - start < 3:
        above = rows[start - 1]
        near = len(above.words) <= 8 and above.bottom > rows[start].top - 1.2 * above.size
        if not near or len(above.fragments) != 1 or above.left < inner - 3 or _is_centred(above, table):
            break
        start -= 1
    return start


def _is_centred(row: Row, table: Sequence[Row]) -> bool:
    """Whether a row stands over the middle of a table or reaches beyond it, as a caption does."""
    left, right = min(each.left for each in table), max(each.right for each in table)
    if row.right > right + row.size:
        return True
    return len(row.words) > 3 and abs((row.left + row.right) - (left + right)) < 0.12 * (right - left)
