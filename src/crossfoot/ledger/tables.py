"""Facts from tables: each cell a fact whose aspects come from its heads, the caption and the heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from crossfoot import periods
from crossfoot.annotate import FIGURE_KINDS, AnnotatedBlock
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.table_heads import PlacedCell, TableHeads
from crossfoot.ledger.table_units import in_unit_of_heads
from crossfoot.ledger.table_words import SUBTOTAL, TOTAL, HeadWords, concept_of, head_words, title_words
from crossfoot.model import Basis, Concept, Document, Fact, Figure, Mention, MentionKind, Period, Table

_ESTIMATED = re.compile(
    r"\b(?:FY\s?)?(?:20)?\d\d\s?[EF]\b|\b(?:forecast|estimate[ds]?|projected|expected)\b", re.IGNORECASE
)
_ROOM_BESIDE_FIGURE = 6
_CHANGES = (Concept.CHANGE, Concept.GROWTH_RATE)
_KEY_FACTS = (Concept.MARKET_SIZE, Concept.GROWTH_RATE)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What holds for all cells of one table: its words outside the grid, and what its columns measure."""

    caption: str
    heading: str
    subject: str | None
    levels: str
    entities: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Naming:
    """Whose figure a cell gives; `sure` where a head of the grid itself names it."""

    subject: str | None
    sure: bool


class TableReader:
    """Reads the cells of one report's tables; `read_prose` reads a cell of free text as running text."""

    def __init__(
        self,
        document: Document,
        annotated: Sequence[AnnotatedBlock],
        gazetteer: Gazetteer,
        home: str | None,
        read_prose: Callable[[AnnotatedBlock], list[Fact]],
    ) -> None:
        self._document = document
        self._annotated = annotated
        self._gazetteer = gazetteer
        self._home = home
        self._read_prose = read_prose

    def read(self, table: Table, heading: str, subject: str | None) -> list[Fact]:
        """The facts of one table; `heading` is what stands over it, `subject` what the report speaks of."""
        caption = self._document.text[table.caption.start : table.caption.end] if table.caption else ""
        heads = TableHeads(self._document, self._annotated, table)
        frame = self._frame(heads, caption, heading, subject)
        facts: list[Fact] = []
        for placed in heads.cells():
            facts += self._remarks(table, placed, frame) if placed.remarks else self._cell(table, placed, frame)
        return facts

    def _frame(self, heads: TableHeads, caption: str, heading: str, subject: str | None) -> _Frame:
        columns = [head_words(" ".join(heads.column_heads(column))) for column in heads.columns()]
        levels = {c.measure for c in columns if c.measure and concept_of((c.measure,), MentionKind.MONEY)[1]}
        entities = frozenset(c.entity for c in columns if c.entity)
        return _Frame(caption, heading, subject, levels.pop() if len(levels) == 1 else "", entities)

    def _cell(self, table: Table, placed: PlacedCell, frame: _Frame) -> list[Fact]:
        cell = placed.cell
        assert cell.block is not None
        facts = []
        mentions = [m for m in self._annotated[cell.block].mentions if m.kind in FIGURE_KINDS]
        for index, mention in enumerate(mentions):
            if not isinstance(mention.value, Figure):
                continue
            beside = (cell.span.end - cell.span.start) - (mention.whole.end - mention.whole.start)
            alone = beside <= _ROOM_BESIDE_FIGURE
            around = "" if alone or index == 0 else self._document.text[mention.span.end : cell.span.end]
            facts.append(self._fact(table, placed, frame, mention, alone, around))
        return facts

    def _remarks(self, table: Table, placed: PlacedCell, frame: _Frame) -> list[Fact]:
        """The facts of a free-text cell, which take from the table what their own words do not say."""
        cell = placed.cell
        assert cell.block is not None
        row = head_words(placed.heads.row)
        naming = self._naming(placed, frame)
        return [
            replace(
                fact,
                subject=fact.subject if "subject" not in fact.uncertain else naming.subject,
                period=fact.period or row.period,
                place=fact.place or self._home,
                qualifiers=fact.qualifiers | {"table"},
                cell=(table.group, placed.row, placed.column),
            )
            for fact in self._read_prose(self._annotated[cell.block])
        ]

    def _fact(
        self, table: Table, placed: PlacedCell, frame: _Frame, mention: Mention, alone: bool, around: str
    ) -> Fact:
        heads = placed.heads
        ladder = (heads.column, heads.row, heads.section, frame.caption, frame.heading)
        assert isinstance(mention.value, Figure) and placed.cell.block is not None
        figure, kind = in_unit_of_heads(mention, ladder) if alone else (mention.value, mention.kind)
        concept, words = concept_of((around, *ladder) if around else ladder, kind)
        period = self._period(placed, frame)
        if concept is Concept.CHANGE and period is not None and periods.is_single_year(period):
            period = periods.window(periods.shift_years(period, -1), period)
        naming = self._naming(placed, frame)
        total = {"subtotal"} if SUBTOTAL.search(heads.row) else {"total"} if _is_total(placed) else set()
        sure = naming.sure or (concept in _KEY_FACTS and bool(head_words(heads.row).measure))
        return Fact(
            number=0, span=mention.span, quoted=mention.whole, kind=kind, figure=figure, concept=concept,
            subject=naming.subject, place=self._place(placed, frame), period=period,
            basis=Basis.FORECAST if _ESTIMATED.search(f"{heads.column} {heads.row}") else Basis.UNSTATED,
            source=None, whole="total" if concept is Concept.SHARE else None, increment=False,
            qualifiers=frozenset({"table"} | total), relative=None,
            readings={"concept": words, "row": heads.row, "column": heads.column},
            uncertain=frozenset() if sure else frozenset({"subject"}),
            sentence=placed.cell.span, block=placed.cell.block, cell=(table.group, placed.row, placed.column),
            why_not=None if concept else "neither the heads of the table nor its caption say what the figure measures",
            measure=self._measure(placed, frame, concept),
        )  # fmt: skip

    def _measure(self, placed: PlacedCell, frame: _Frame, concept: Concept | None) -> str:
        """What a cell measures; a column of changes changes what the one column of levels gives."""
        heads = placed.heads
        row, column = head_words(heads.row), head_words(heads.column)
        if concept in _CHANGES:
            named = [m for m in (row.measure, column.measure) if m and concept_of((m,), MentionKind.MONEY)[1]]
            return named[0] if named else frame.levels
        if concept is Concept.SHARE:
            named = [m for m in (column.measure, row.measure) if re.search(r"margin|rate|ratio|turnout|occupancy", m)]
            return named[0] if named else ""
        return column.measure or row.measure or head_words(heads.section).measure

    def _naming(self, placed: PlacedCell, frame: _Frame) -> _Naming:
        """The entity of a cell: its row's, its column's, its section's; else that of the caption, heading or report."""
        heads = placed.heads
        row = self._entity(heads.rows) if not _is_total(placed) else ""
        column = self._entity(heads.columns)
        entity = ", ".join(dict.fromkeys(name for name in (row, column) if name)) or self._entity((heads.section,))
        if not entity and len(frame.entities) == 1 and self._entity(tuple(frame.entities)):
            entity = next(iter(frame.entities))
        if entity:
            return _Naming(entity, True)
        for title in (frame.caption, frame.heading, frame.subject or ""):
            words = title_words(title)
            if words.entity and not self._gazetteer.find(words.entity):
                return _Naming(words.entity, False)
        return _Naming(frame.subject, False)

    def _entity(self, heads: Sequence[str]) -> str:
        """The first of several heads that names something other than a place, a period or a measure."""
        for head in heads:
            words = title_words(head) if head.casefold() in _PLAIN_HEADS else head_words(head)
            if words.entity and head.casefold() not in _PLAIN_HEADS and not self._gazetteer.find(words.entity):
                return words.entity
        return ""

    def _place(self, placed: PlacedCell, frame: _Frame) -> str | None:
        heads = placed.heads
        for words in (*reversed(heads.rows), *reversed(heads.columns), heads.section):
            place = self._gazetteer.find(head_words(words).entity or words)
            if place is not None:
                return place.name
        return self._home

    def _period(self, placed: PlacedCell, frame: _Frame) -> Period | None:
        heads = placed.heads
        found: list[HeadWords] = [head_words(heads.row), head_words(heads.column), head_words(heads.section)]
        return next(
            (w.period for w in (*found, head_words(frame.caption), head_words(frame.heading)) if w.period), None
        )


_PLAIN_HEADS = frozenset(
    "details value values data figure figures information metric metrics attribute attributes item items result results "
    "amount description specification specifications parameter particulars segment region country company year".split()
)


def _is_total(placed: PlacedCell) -> bool:
    return bool(
        TOTAL.search(placed.heads.row) or SUBTOTAL.search(placed.heads.row) or TOTAL.search(placed.heads.column)
    )
