"""The aspects that the heads of a table give to one of its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.clauses import Surroundings
from crossfoot.ledger.table_cells import is_estimate
from crossfoot.ledger.table_concepts import is_amount, is_rate
from crossfoot.ledger.table_layout import DataRow, Layout
from crossfoot.ledger.table_periods import HeadTime, TimeSources, times_of, with_kind
from crossfoot.ledger.table_subjects import SubjectsOfTable, Whose
from crossfoot.ledger.table_units import UnitSources
from crossfoot.ledger.table_vocabulary import FORECAST
from crossfoot.ledger.table_words import HeadText, read_head
from crossfoot.ledger.wording import qualifiers_of
from crossfoot.model import Basis, Cell, Concept, Mention, MentionKind, Period, Span, Table

_BRACKETS = re.compile(r"\([^()]*\)")
_TOTAL_WORD = re.compile(r"\btotal\b", re.IGNORECASE)
_MARKET = re.compile(r"\b(?:market|industry|sector)s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table with its heads read: what every cell of it needs.

    `over` stands over the whole table, nearest first; `figures` are those of each block;
    `printed` is the one currency that its cells print; `report` is what the report speaks of.
    """

    table: Table
    layout: Layout
    subjects: SubjectsOfTable
    over: tuple[HeadText, ...]
    figures: dict[int, list[Mention]]
    printed: str | None
    report: str | None


_OTHERS = re.compile(r"\s*(?:all\s+)?(?:others?|rest|remaining)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellHeads:
    """One cell of the body with its row and column, and the aspects that stand in their heads."""

    read: ReadTable
    cell: Cell
    block: int
    row: DataRow
    column: int

    @property
    def across(self) -> tuple[HeadText, ...]:
        """The heads of the column, from the top down."""
        return self.read.layout.columns[self.column]

    @property
    def over(self) -> list[str]:
        """The words over the whole table."""
        return [head.words for head in self.read.over]

    def whose(self, amount: bool) -> Whose:
        """The subject and measure; `amount` tells that the cell prints an amount of money."""
        return self.read.subjects.whose(self.row, self.column, amount)

    def measuring(self, whose: Whose) -> list[str]:
        """The heads that may say what the cell measures, nearest first; a row's name of somebody is none."""
        across = [head.words for head in reversed(self.across)]
        down = [] if self._names_somebody(whose) else [head.words for head in reversed(self.row.heads)]
        return [*across, *down, *(head.words for head in reversed(self.row.sections))]

    def _names_somebody(self, whose: Whose) -> bool:
        """Whether the row head is a name alone, so that a word in it measures nothing."""
        if self.row.heads and _OTHERS.match(self.row.heads[-1].words):
            return True  # `Other countries` is the last part of what the other rows measure
        row = self.read.subjects.row_words(self.row)
        return whose.found == "row" and not row.measure and not row.change

    def units(self, whose: Whose) -> UnitSources:
        """Where the unit of a bare number may stand."""
        across = [head.words for head in reversed(self.across)]
        named = self._names_somebody(whose)
        near = [*(f"({head.words})" for head in self.row.units), *across]
        # Of a name only the brackets may hold a unit (`Salmon (€/kg)`).
        rows = reversed(self.row.heads)
        near += [" ".join(_BRACKETS.findall(head.words)) if named else head.words for head in rows]
        near += [head.words for head in reversed(self.row.sections)]
        own = " ".join(self.measuring(whose)[:2])
        return UnitSources(
            heads=near,
            around=self.over,
            measure=f"{whose.measure} {own}" if whose.change else whose.measure or own,
            printed=self.read.printed,
            is_money=is_amount(whose.measure or own) or self.read.subjects.rows_measure,
            is_rate=any(is_rate(head) for head in across) or (not named and is_rate(whose.measure)),
        )

    def times(self, behind: str) -> TimeSources:
        """Where the time may stand; `behind` is what the cell prints after its figure."""
        across: list[Period] = []
        for column in self.read.subjects.dated_columns(self.column):
            named = [times_of(head.words) for head in self.read.layout.columns[column]]
            across += [found[0].period for found in reversed(named) if len(found) == 1][:1]
        return TimeSources(
            cell=behind,
            row=[with_kind(head.words, self.read.layout.corners) for head in self.row.heads],
            column=[head.words for head in self.across],
            section=[head.words for head in self.row.sections],
            over=self.over,
            across=across,
        )

    def place(self, inside: HeadText, gazetteer: Gazetteer) -> str | None:
        """The place: the cell's own, else that of row, column, section, and of what stands over the table."""
        if inside.places:
            return inside.places[0][1]
        for words in (self.read.subjects.row_words(self.row), self.read.subjects.columns[self.column]):
            if words.place:
                return words.place
            named = gazetteer.find(_TOTAL_WORD.sub("", words.text).strip())
            if named is not None:
                return named.name
        for head in (*reversed(self.row.sections), *self.read.over):
            if len({name for _, name in head.places}) == 1:
                return head.places[0][1]
        return None

    def basis(self, words: str, time: HeadTime | None) -> Basis:
        """Whether the figure is known or expected, as its heads and the mark in the cell tell it."""
        heads = (*self.row.heads, *self.across)
        if is_estimate(words) or any(FORECAST.search(head.words) for head in heads):
            return Basis.FORECAST
        return time.basis if time else Basis.UNSTATED

    def qualifiers(self) -> frozenset[str]:
        """`table`, and `total` or `subtotal` where a head says so."""
        row, column = self.read.subjects.row_words(self.row), self.read.subjects.columns[self.column]
        within = any(words.entity or words.place for words in map(read_head, self.row.sections))
        if row.subtotal or column.subtotal or (row.total and within):
            return frozenset({"table", "subtotal"})
        if row.total or (column.total and not column.measure):
            return frozenset({"table", "total"})
        return frozenset({"table"})

    def is_markets(self, whose: Whose) -> bool:
        """Whether the subject is a market."""
        report = whose.found in ("report", "title") and _MARKET.search(self.read.report or "") is not None
        return report or _MARKET.search(whose.subject or "") is not None


def concept_heads(heads: Sequence[str], whose: Whose, kind: MentionKind) -> list[str]:
    """The words that may name a concept; an amount under `Change` measures what changes."""
    return [whose.measure, *heads] if whose.change and kind is not MentionKind.PERCENT else list(heads)


def set_apart(heads: Sequence[str], concept: Concept | None) -> frozenset[str]:
    """What the heads say that sets a figure apart from others: constant currency, adjusted, of respondents."""
    words = " ".join(reversed(heads))
    around = Surroundings(left=words, right="", clause=Span(0, 0), before=words, after="")
    return frozenset(qualifiers_of(around, False, concept))
