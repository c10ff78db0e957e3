"""The sums of tables: rows and columns called a total, with what they close."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


class _Grid:
    """A table with its words and facts, row by row and column by column."""

    def __init__(self, document: Document, table: Table, facts: Iterable[Fact]) -> None:
        text = document.text
        self.words = [["" if c is None else text[c.span.start : c.span.end] for c in row] for row in table.rows]
        self.rows: dict[int, Line] = defaultdict(dict)
        self.columns: dict[int, Line] = defaultdict(dict)
        for fact in facts:
            _, row, column = fact.cell or (0, 0, 0)
            self.rows[row].setdefault(column, fact)
            self.columns[column].setdefault(row, fact)

    def row_heads(self) -> dict[int, str]:
        """What each row is called: its first cell."""
        return {row: words[0] if words else "" for row, words in enumerate(self.words)}

    def column_heads(self) -> dict[int, str]:
        """What each column is called: its last words above its first figure."""
        width = max(map(len, self.words), default=0)
        return {column: self._head(column) for column in range(width)}

    def _head(self, column: int) -> str:
        above = self.words[: min(self.columns.get(column, {}), default=0)]
        heads = (words[column] for words in reversed(above) if column < len(words))
        return next((head for head in heads if head.strip()), "")

    def unknown_in_row(self, row: int) -> set[int]:
        """The places of a row whose cell holds no figure; a dash is zero."""
        return {column for column, words in enumerate(self.words[row]) if column and _is_unknown(words)}

    def unknown_in_columns(self) -> dict[int, set[int]]:
        """By column, the rows that hold figures but none in it."""
        told = {row for row, words in enumerate(self.words) if any(_DIGIT.search(each) for each in words[1:])}
        return {
            column: {r for r in told if _is_unknown(self.words[r][column] if column < len(self.words[r]) else "")}
            for column in self.columns
        }


def _is_unknown(words: str) -> bool:
    return not _DIGIT.search(words) and not _NOTHING.fullmatch(words)


def families_of(ledger: Ledger) -> Iterator[list[Summation]]:
    """The sums of each table, those of one shape together: all columns over one total row, all rows of one column."""
    facts: dict[int, list[Fact]] = defaultdict(list)
    for fact in ledger.facts:
        if fact.cell is not None and fact.figure is not None:
            facts[fact.cell[0]].append(fact)
    for table in ledger.document.tables:
        if facts.get(table.group):
            grid = _Grid(ledger.document, table, facts[table.group])
            yield from _down(grid)
            yield from _across(grid)


def _down(grid: _Grid) -> Iterator[list[Summation]]:
    heads = grid.row_heads()
    totals = [row for row, head in heads.items() if _TOTAL.match(head)]
    unknown = grid.unknown_in_columns() if totals else {}
    for row in totals:
        sums = (_closed(grid.columns[column], heads, row, unknown[column]) for column in sorted(grid.columns))
        if family := [each for each in sums if each is not None]:
            yield family


def _across(grid: _Grid) -> Iterator[list[Summation]]:
    heads = grid.column_heads()
    for column, head in heads.items():
        if column == 0 or not _TOTAL.match(head):
            continue
        rows = sorted(grid.columns.get(column, {}))
        sums = (_closed(grid.rows[row], heads, column, grid.unknown_in_row(row)) for row in rows)
        if len(family := [each for each in sums if each is not None]) > 1:
            yield family


def _closed(line: Line, heads: Mapping[int, str], at: int, unknown: set[int]) -> Summation | None:
    """What the total at one place of a line closes: the first choice of parts that adds up, else the likeliest."""
    total = line.get(at)
    if total is None or not _may_add(total):
        return None
    if total.kind is MentionKind.PERCENT and figure_of(total).value != _HUNDRED:
        return None
    choices = [
        Summation(total, tuple(line[i] for i in chosen), " ".join(heads[at].split()).strip(" :*"))
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
