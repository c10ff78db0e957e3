"""Columns of change and of yearly growth in tables, each row against its own values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from crossfoot.checks.change_arithmetic import compare_step
from crossfoot.checks.comparing import LEVELS, figure_of, year_of
from crossfoot.checks.growth_arithmetic import GrowthPath, compare_path
from crossfoot.checks.steps import Step
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Concept, Conflict, Fact, MentionKind, Span, Table

_CHANGES = frozenset({"percent", "percentage-point", "basis-point"})
# Changes that leave out currencies, acquisitions or prices do not follow from the values printed beside them.
_ADJUSTED = re.compile(
    r"\b(?:organic\w*|constant|currency|like[- ]for[- ]like|lfl|comparable|underlying|real|"
    r"adjusted|local|cc|fx|quarter)\b",
    re.IGNORECASE,
)

_PAIR = 2

Tried = tuple[tuple[Span, ...], Conflict | None]


def table_changes(ledger: Ledger) -> Iterator[Tried]:
    """Every change of a table with its two values; a column is trusted only where most of its rows agree.

    A column that mostly disagrees is not the change between the two columns that it seems to
    be, and nothing is said of it.
    """
    rows: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for fact in ledger.facts:
        if fact.cell is not None and fact.figure is not None and fact.figure.upper is None:
            rows[fact.cell[:2]].append(fact)
    columns: dict[tuple[int, int], list[Tried]] = defaultdict(list)
    groups = {group for group, _ in rows}
    adjusted = {t.group: _adjusted_from(ledger, t) for t in ledger.document.tables if t.group in groups}
    for (group, at), facts in rows.items():
        for change in facts:
            column = change.cell[2] if change.cell is not None else 0
            if at > adjusted.get(group, {}).get(column, at):
                continue
            if (tried := _against_row(ledger, change, facts)) is not None:
                columns[group, column].append(tried)
    for tries in columns.values():
        wrong = [tried for tried in tries if tried[1] is not None]
        trusted = len(tries) - len(wrong) >= max(1, len(wrong))
        yield from (tried if trusted else (tried[0], None) for tried in tries)


def _against_row(ledger: Ledger, change: Fact, row: Sequence[Fact]) -> Tried | None:
    """The change of a row against the two values of the row that it lies between."""
    rate = change.concept is Concept.GROWTH_RATE
    if (
        change.figure is None
        or not (rate or change.concept is Concept.CHANGE)
        or change.qualifiers & {"constant-currency", "adjusted"}
    ):
        return None
    if figure_of(change).unit not in _CHANGES or change.increment:
        return None
    pair = _values_between(change, row)
    if pair is None:
        return None
    before, after = pair
    spans = (before.span, after.span, change.span)
    if rate:
        begun, ended = year_of(before.period), year_of(after.period)
        if begun is None or ended is None or ended <= begun:
            return None
        return spans, compare_path(ledger, GrowthPath(before, after, change, ended - begun))
    conflict = compare_step(ledger, Step(before, after, change))
    return spans, conflict


def _adjusted_from(ledger: Ledger, table: Table) -> dict[int, int]:
    """By column, the first row with a head that says that the changes below it are adjusted ones."""
    found: dict[int, int] = {}
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if cell is None or not (cell.header or number == 0):
                continue
            if _ADJUSTED.search(ledger.document.text, cell.span.start, cell.span.end):
                found.setdefault(column, number)
    return found


def _values_between(change: Fact, row: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    """The value before and the value after: those of the change's own dates, one of each, of one unit."""
    percent = figure_of(change).unit != "percent"
    levels = [f for f in row if f is not change and _is_level(f, percent) and f.period is not None]
    window = change.period
    before = [f for f in levels if window and f.period and f.period.label == window.label.partition("/")[0]]
    after = [f for f in levels if window and f.period and f.period.label == window.label.partition("/")[2]]
    if not (before or after) and len(levels) == _PAIR and change.concept is Concept.CHANGE:
        # `February | March | Change`: two dates, and nothing else that the change could lie between.
        before, after = ([f] for f in sorted(levels, key=lambda f: (f.period and f.period.start) or date.min))
    if len(before) != 1 or len(after) != 1 or before[0].period == after[0].period:
        return None
    one, other = figure_of(before[0]), figure_of(after[0])
    if one.unit != other.unit or one.value <= 0 or other.value <= 0:
        return None
    return before[0], after[0]


def _is_level(fact: Fact, percent: bool) -> bool:
    """Points change percentages; percent changes everything else."""
    if percent:
        return fact.kind is MentionKind.PERCENT and fact.concept is not Concept.CHANGE
    return fact.kind is not MentionKind.PERCENT and (fact.concept in LEVELS or fact.concept is None)
