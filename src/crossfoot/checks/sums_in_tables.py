"""The sums of tables: rows and columns called a total, with what they close."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from itertools import accumulate

from crossfoot.checks.comparing import figure_of
from crossfoot.checks.summation import Summation
from crossfoot.figures import add, exactly, meets
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Concept, Document, Fact, Interval, MentionKind, Table

_TOTAL = re.compile(
    r"\W*(?:grand\s+|sub-?\s?|overall\s+|combined\s+)?totals?\b(?:[^\w]|\s|$)|.*\btotals?\W*$|\W*(?:sum|all)\W*$|\W*all\s\w+\W*$",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\W*(?:of which|o/w|thereof|including|incl\.?|excluding|excl\.?|memo|less)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_MANY_PARTS = 5
_PER = re.compile(r"\b(?:per|average|mean|median|ratio)\b", re.IGNORECASE)
_NOTHING = re.compile(r"\s*(?:[-–—−]|0|nil|none)\s*")
_ADDS_UP = frozenset(
    {Concept.MARKET_SIZE, Concept.REVENUE, Concept.VOLUME, Concept.COUNT, Concept.PROFIT, Concept.OTHER, None}
)
_HUNDRED = Decimal(100)

Facts = dict[int, Fact]
"""The facts of a row or column by their place in it."""
Run = tuple[int, int]
"""Where a run of a row begins and ends."""
Added = tuple[Summation, bool]
"""A total with its parts, and whether they add up, every printed digit counted."""


class _Grid:
    """A table with its words and facts, row by row and column by column."""

    def __init__(self, document: Document, table: Table, facts: Iterable[Fact]) -> None:
        text = document.text
        self.words = [["" if c is None else text[c.span.start : c.span.end] for c in row] for row in table.rows]
        self.rows: dict[int, Facts] = defaultdict(dict)
        self.columns: dict[int, Facts] = defaultdict(dict)
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


def families_of(ledger: Ledger) -> Iterator[list[Added]]:
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


def _down(grid: _Grid) -> Iterator[list[Added]]:
    heads = grid.row_heads()
    totals = [row for row, head in heads.items() if _TOTAL.match(head)]
    unknown = grid.unknown_in_columns() if totals else {}
    lines = {column: _Line(grid.columns[column], heads, blank) for column, blank in unknown.items()}
    ratios = {column for column, head in grid.column_heads().items() if _PER.search(head)} if totals else set()
    for row in totals:
        sums = (lines[column].closed_at(row) for column in sorted(lines) if column not in ratios)
        if family := [each for each in sums if each is not None]:
            yield family


def _across(grid: _Grid) -> Iterator[list[Added]]:
    heads = grid.column_heads()
    totals = [column for column, head in heads.items() if column and _TOTAL.match(head)]
    lines = {row: _Line(facts, heads, grid.unknown_in_row(row)) for row, facts in grid.rows.items()} if totals else {}
    for column in totals:
        sums = (lines[row].closed_at(column) for row in sorted(grid.columns.get(column, {})))
        if len(family := [each for each in sums if each is not None]) > 1:
            yield family


class _Line:
    """A row or column with its totals; what stands before each of them is added up once, from the start."""

    def __init__(self, facts: Facts, heads: Mapping[int, str], unknown: set[int]) -> None:
        self._facts = facts
        self._heads = heads
        self._unknown = sorted(unknown)
        self._totals = _Row(facts, [i for i in sorted(facts) if _TOTAL.match(heads[i])])
        rest = (i for i in sorted(facts) if not _TOTAL.match(heads[i]))
        self._plain = _Row(facts, [i for i in rest if not _WITHIN.match(heads[i])])

    def closed_at(self, at: int) -> Added | None:
        """What the total at a place closes: the first choice of parts that adds up, else the first of several."""
        total = self._facts.get(at)
        if total is None or not _may_add(total) or figure_of(total).upper is not None:
            return None
        percent = total.kind is MentionKind.PERCENT and figure_of(total).value != _HUNDRED
        unit = figure_of(total).unit
        likeliest: list[int] = []
        for runs in self._choices(at):
            places = [place for row, run in runs for place in row.places[run[0] : run[1]]]
            if not places or self._skips_a_blank(places) or not all(row.adds_up(run, unit) for row, run in runs):
                continue
            added = reduce(add, (row.sum_of(run) for row, run in runs), exactly(0))
            if percent:
                # Rates do not add up; parts that make 100 % do, and then so must their total.
                return (self._summation(total, at, places), False) if meets(added, exactly(_HUNDRED)) else None
            if meets(added, figure_of(total).narrow):
                return self._summation(total, at, places), True
            # One part beside dashes is a sum too where it fits; where it does not, it may be no sum at all.
            likeliest = likeliest or (places if len(places) > 1 else [])
        if not likeliest or self._is_mean(total, likeliest):
            return None
        return self._summation(total, at, likeliest), False

    def _is_mean(self, total: Fact, places: Sequence[int]) -> bool:
        """Whether a total lies below several of its many parts, as an average of them does; one slip cannot do that."""
        parts = [figure_of(self._facts[place]).value for place in places]
        larger = sum(part > figure_of(total).value for part in parts)
        return len(parts) >= _MANY_PARTS and larger > 1 and min(parts) < figure_of(total).value

    def _choices(self, at: int) -> Iterator[list[tuple[_Row, Run]]]:
        """Which may be the parts: the plain ones since the total before, all, the subtotals too, or those behind."""
        plain, totals = self._plain, self._totals
        ahead, subtotals = bisect_left(plain.places, at), bisect_left(totals.places, at)
        last = bisect_left(plain.places, totals.places[subtotals - 1]) if subtotals else 0
        yield [(plain, (last, ahead))]
        yield [(plain, (0, ahead))]
        yield [(totals, (0, subtotals)), (plain, (last, ahead))]
        yield [(totals, (0, subtotals))]
        if not ahead:
            following = totals.places[subtotals + 1 : subtotals + 2]
            yield [(plain, (0, bisect_left(plain.places, following[0]) if following else len(plain.places)))]

    def _skips_a_blank(self, places: Sequence[int]) -> bool:
        """Whether a cell among the parts is blank, so that nobody can add."""
        next_blank = bisect_left(self._unknown, min(places))
        return next_blank < len(self._unknown) and self._unknown[next_blank] <= max(places)

    def _summation(self, total: Fact, at: int, places: Sequence[int]) -> Summation:
        name = " ".join(self._heads[at].split()).strip(" :*")
        return Summation(total, tuple(self._facts[place] for place in places), name)


class _Row:
    """Some places of a line in order, with running sums, so that any number from the first on is added at once."""

    def __init__(self, facts: Facts, places: list[int]) -> None:
        self.places = places
        self._figures = [figure_of(facts[place]) for place in places]
        self._may_add = [_may_add(facts[place]) for place in places]
        narrow = (figure.narrow for figure in self._figures)
        self._sums: list[Interval] = list(accumulate(narrow, add, initial=exactly(0)))
        self._fit: dict[str, list[int]] = {}

    def sum_of(self, run: Run) -> Interval:
        """The sum of a run of the row's figures."""
        if run[0] == 0:
            return self._sums[run[1]]
        added = exactly(0)
        for figure in self._figures[run[0] : run[1]]:
            added = add(added, figure.narrow)
        return added

    def adds_up(self, run: Run, unit: str) -> bool:
        """Whether all figures of a run are single values of a unit that may be added."""
        if unit not in self._fit:
            each = zip(self._figures, self._may_add, strict=True)
            fits = (may and figure.upper is None and figure.unit == unit for figure, may in each)
            self._fit[unit] = list(accumulate(map(int, fits), initial=0))
        fit = self._fit[unit]
        return fit[run[1]] - fit[run[0]] == run[1] - run[0]


def _may_add(fact: Fact) -> bool:
    """Amounts, volumes and counts add up; of percentages only shares whose total is 100."""
    if fact.kind is MentionKind.PERCENT:
        return fact.concept in (Concept.SHARE, Concept.OTHER, None)
    per_piece = fact.measure.endswith(("per share", "price", "rate", "ratio", "average", "index", "margin"))
    return fact.concept in _ADDS_UP and not per_piece and figure_of(fact).unit != "times"
