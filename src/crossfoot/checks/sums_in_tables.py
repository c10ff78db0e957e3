"""The sums of tables: rows and columns called a total, with what they close."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from crossfoot.checks.comparing import figure_of
from crossfoot.checks.summation import Summation, foots, is_addable
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Concept, Document, Fact, MentionKind, Table

_TOTAL = re.compile(
    r"\W*(?:grand\s+|sub-?\s?|overall\s+|combined\s+)?totals?\b(?:[^\w]|\s|$)|.*\btotals?\W*$|\W*(?:sum|all)\W*$|\W*all\s\w+\W*$",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\W*(?:of which|o/w|thereof|including|incl\.?|excluding|excl\.?|memo|less)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_NOTHING = re.compile(r"\s*(?:[-–—−]|0|nil|none)\s*")
_ADDS_UP = frozenset(
    {Concept.MARKET_SIZE, Concept.REVENUE, Concept.VOLUME, Concept.COUNT, Concept.PROFIT, Concept.OTHER, None}
)
_HUNDRED = Decimal(100)

Line = dict[int, Fact]
"""The facts of a row or column by their place in it."""


def families_of(ledger: Ledger) -> Iterator[list[Summation]]:
    """The sums of each table, those of one shape together: all columns over one total row, all rows of one column."""
    cells: dict[int, dict[tuple[int, int], Fact]] = defaultdict(dict)
    for fact in ledger.facts:
        if fact.cell is not None and fact.figure is not None:
            group, row, column = fact.cell
            cells[group].setdefault((row, column), fact)
    for table in ledger.document.tables:
        if cells.get(table.group):
            yield from _down(ledger.document, table, cells[table.group])
            yield from _across(ledger.document, table, cells[table.group])


def _down(document: Document, table: Table, cells: Mapping[tuple[int, int], Fact]) -> Iterator[list[Summation]]:
    columns = sorted({column for _, column in cells})
    heads = {row: _words(document, table, row, 0) for row in range(len(table.rows))}
    lines = {column: {row: fact for (row, c), fact in cells.items() if c == column} for column in columns}
    blanks = {column: _unknown(document, table, column=column) for column in columns}
    for row, head in heads.items():
        if _TOTAL.match(head):
            sums = (_closed(lines[column], heads, row, blanks[column], head) for column in columns)
            if family := [each for each in sums if each is not None]:
                yield family


def _across(document: Document, table: Table, cells: Mapping[tuple[int, int], Fact]) -> Iterator[list[Summation]]:
    width = max((len(row) for row in table.rows), default=0)
    heads = {column: _column_head(document, table, column, cells) for column in range(width)}
    for column, head in heads.items():
        if column == 0 or not _TOTAL.match(head):
            continue
        sums = []
        for row in sorted({r for r, c in cells if c == column}):
            line = {c: fact for (r, c), fact in cells.items() if r == row}
            sums.append(_closed(line, heads, column, _unknown(document, table, row=row), head))
        if len(family := [each for each in sums if each is not None]) > 1:
            yield family


def _closed(line: Line, heads: Mapping[int, str], at: int, unknown: set[int], name: str) -> Summation | None:
    """What the total at one place of a line closes: the first choice of parts that adds up, else the likeliest."""
    total = line.get(at)
    if total is None or not _may_add(total):
        return None
    if total.kind is MentionKind.PERCENT and figure_of(total).value != _HUNDRED:
        return None
    choices = [
        Summation(total, tuple(line[i] for i in chosen), " ".join(name.split()).strip(" :*"))
        for chosen in _choices(line, heads, at)
        if chosen and not _skipped(chosen, unknown) and is_addable([total, *(line[i] for i in chosen)])
    ]
    choices = [each for each in choices if all(_may_add(part) for part in each.parts)]
    # One part beside dashes is a sum too where it fits; where it does not, it may be no sum at all.
    several = (each for each in choices if len(each.parts) > 1)
    return next((each for each in choices if foots(each)), None) or next(several, None)


def _choices(line: Line, heads: Mapping[int, str], at: int) -> Iterator[list[int]]:
    """Which places may be the parts: since the total before, all plain ones, the subtotals, or those behind it."""
    plain = [i for i in sorted(line) if not _TOTAL.match(heads[i]) and not _WITHIN.match(heads[i])]
    totals = [i for i in sorted(line) if _TOTAL.match(heads[i]) and i != at]
    ahead = [i for i in plain if i < at]
    before = max((i for i in totals if i < at), default=-1)
    yield [i for i in ahead if i > before]
    yield ahead
    subtotals = [i for i in totals if i < at]
    yield [*subtotals, *(i for i in ahead if i > before)]
    yield subtotals
    if not ahead:
        after = min((i for i in totals if i > at), default=max(line) + 1)
        yield [i for i in plain if at < i < after]


def _may_add(fact: Fact) -> bool:
    """Amounts, volumes and counts add up; of percentages only shares whose total is 100."""
    if fact.kind is MentionKind.PERCENT:
        return fact.concept is Concept.SHARE or fact.concept is None
    per_piece = fact.measure.endswith(("per share", "price", "rate", "ratio", "average", "index", "margin"))
    return fact.concept in _ADDS_UP and not per_piece and figure_of(fact).unit != "times"


def _skipped(chosen: Sequence[int], unknown: set[int]) -> bool:
    """Whether a cell among the parts is blank, so that nobody can add."""
    return any(min(chosen) <= place <= max(chosen) for place in unknown)


def _unknown(document: Document, table: Table, row: int | None = None, column: int | None = None) -> set[int]:
    """The places of a row or column whose cell holds no figure although others of its line do; a dash is zero."""
    if column is not None:
        lines = [[_words(document, table, r, c) for c in range(len(cells))] for r, cells in enumerate(table.rows)]
        told = {r for r, words in enumerate(lines) if any(_DIGIT.search(each) for each in words[1:])}
        cells = {r: lines[r][column] if column < len(lines[r]) else "" for r in told}
    else:
        cells = {c: _words(document, table, row or 0, c) for c in range(1, len(table.rows[row or 0]))}
    return {place for place, words in cells.items() if not _DIGIT.search(words) and not _NOTHING.fullmatch(words)}


def _words(document: Document, table: Table, row: int, column: int) -> str:
    cells = table.rows[row]
    cell = cells[column] if column < len(cells) else None
    return document.text[cell.span.start : cell.span.end] if cell is not None else ""


def _column_head(document: Document, table: Table, column: int, cells: Mapping[tuple[int, int], Fact]) -> str:
    first = min((r for r, c in cells if c == column), default=0)
    heads = [_words(document, table, row, column) for row in range(first)]
    return next((head for head in reversed(heads) if head.strip()), "")
