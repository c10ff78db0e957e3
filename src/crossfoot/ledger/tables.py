"""Facts from tables: each cell a fact whose aspects come from its heads, the caption and the heading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crossfoot.annotate import AnnotatedBlock
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.table_aspects import CellHeads, ReadTable, concept_heads, set_apart
from crossfoot.ledger.table_cells import cell_figures, is_european, is_strong, leads
from crossfoot.ledger.table_concepts import cell_concept, is_compound
from crossfoot.ledger.table_layout import CellText, lay_heads
from crossfoot.ledger.table_periods import HeadTime, change_time, lacks_its_year, level_time, year_on_year
from crossfoot.ledger.table_subjects import SubjectsOfTable, Whose
from crossfoot.ledger.table_surroundings import TableSurroundings, is_title
from crossfoot.ledger.table_units import in_unit
from crossfoot.ledger.wording import RATES
from crossfoot.model import Basis, Concept, Document, Fact, Figure, Mention, MentionKind, Period, Span, Table

_NOT_UNDERSTOOD = "neither the heads of the table nor its caption say what the figure measures"


@dataclass(frozen=True, slots=True)
class _Measured:
    """A figure with the aspects that its heads or its own words give it."""

    mention: Mention
    figure: Figure
    kind: MentionKind
    concept: Concept | None
    words: str
    subject: str | None
    found: str
    measure: str
    whole: str | None
    time: HeadTime | None
    unsure: bool
    qualifiers: frozenset[str]
    increment: bool


class TableReader:
    """Reads the cells of one report's tables; `read_prose` reads the running text of a cell."""

    def __init__(
        self,
        document: Document,
        annotated: Sequence[AnnotatedBlock],
        gazetteer: Gazetteer,
        home: str | None,
        read_prose: Callable[[AnnotatedBlock, Period | None], list[Fact]],
    ) -> None:
        self._document = document
        self._annotated = annotated
        self._gazetteer = gazetteer
        self._home = home
        self._read_prose = read_prose
        self._over = TableSurroundings(document, annotated, gazetteer)

    def read(self, table: Table, subject: str | None) -> list[Fact]:
        """The facts of one table; `subject` is what the report speaks of."""
        read = self._heads(table, subject)
        facts: list[Fact] = []
        seen: set[Span] = set()
        for row in read.layout.rows:
            spans_all = len({id(cell) for cell in table.rows[row.number]}) == 1
            for column, cell in enumerate(table.rows[row.number]):
                if cell is None or cell.block is None or cell.span in seen:
                    continue
                if column < read.layout.head_columns and not spans_all:
                    continue
                seen.add(cell.span)
                facts += self._cell(CellHeads(read, cell, cell.block, row, column))
        return facts

    def _heads(self, table: Table, subject: str | None) -> ReadTable:
        blocks = {cell.block: cell for row in table.rows for cell in row if cell is not None and cell.block is not None}
        european = is_european(self._words(cell.span) for cell in blocks.values())
        cells: dict[int, CellText] = {}
        figures: dict[int, list[Mention]] = {}
        for block, cell in blocks.items():
            span = self._over.without_mark(cell.span)
            found = cell_figures(self._document, self._annotated[block], span, european)
            figures[block] = found
            opens = leads(self._document, span, found)
            cells[block] = CellText(cell, self._over.head(block, cell.span), opens, bool(found), is_strong(found))
        layout = lay_heads(table, cells)
        first = min(blocks, default=0)
        above = self._over.line_above(first)
        near = [*self._over.caption(table), *layout.titles]
        headings = self._over.headings(first)
        titles = [*near, *(line for line in above if is_title(line)), *headings]
        currencies = {unit for found in figures.values() for mention in found if (unit := _currency(mention))}
        return ReadTable(
            table=table,
            layout=layout,
            subjects=SubjectsOfTable(layout, titles, subject),
            over=(*layout.corners, *near, *above, *headings),
            figures=figures,
            printed=currencies.pop() if len(currencies) == 1 else None,
            report=subject,
        )

    def _words(self, span: Span) -> str:
        return self._document.text[span.start : span.end]

    def _cell(self, heads: CellHeads) -> list[Fact]:
        figures = heads.read.figures[heads.block]
        if not figures:
            return []
        layout = heads.read.layout
        whose = heads.whose(figures[0].kind is MentionKind.MONEY)
        notes = heads.column in layout.notes or heads.column < layout.head_columns
        principal = not notes and leads(self._document, heads.cell.span, figures)
        measured = [self._principal(heads, whose, figures)] if principal else []
        if len(figures) > len(measured):
            under = level_time(heads.times(""))
            read = self._read_prose(self._annotated[heads.block], under.period if under is not None else None)
            told = {fact.span: fact for fact in read}
            rest = [(mention, told[mention.span]) for mention in figures[len(measured) :] if mention.span in told]
            measured += [self._remarked(heads, whose, mention, fact, notes) for mention, fact in rest]
        return [self._fact(heads, each) for each in measured]

    def _principal(self, heads: CellHeads, whose: Whose, figures: Sequence[Mention]) -> _Measured:
        """The figure that opens a cell: everything else of it stands in its heads."""
        mention = figures[0]
        end = figures[1].span.start if len(figures) > 1 else heads.cell.span.end
        own = self._document.text[mention.whole.start : mention.span.end]
        figure, kind = in_unit(mention, own, heads.units(whose))
        measuring = heads.measuring(whose)
        market = heads.is_markets(whose)
        told = concept_heads(measuring, whose, kind)
        concept, words = cell_concept(kind, told, heads.over, whose.measure, market)
        if kind is MentionKind.PERCENT and figure.unit != "percent":
            concept = Concept.CHANGE
        increment = whose.change and kind is not MentionKind.PERCENT
        sources = heads.times(self._document.text[mention.span.end : end])
        compound = is_compound(" ".join(measuring))
        if concept in RATES or increment:
            time, unsure = change_time(sources, compound), False
        else:
            time, unsure = level_time(sources), lacks_its_year(sources)
        if concept is Concept.GROWTH_RATE and not compound and time is not None and _is_one_step(time.period):
            concept = Concept.CHANGE
        if concept is Concept.REVENUE and heads.read.layout.key_facts and market and whose.found == "report":
            concept = Concept.MARKET_SIZE
        measure = whose.measure or (words.casefold() if concept in (Concept.REVENUE, Concept.PROFIT) else "")
        return _Measured(
            mention, figure, kind, concept, words, whose.subject, whose.found, measure,
            whose.whole if concept is Concept.SHARE else None, time, unsure, set_apart(measuring, concept), increment,
        )  # fmt: skip

    def _remarked(self, heads: CellHeads, whose: Whose, mention: Mention, told: Fact, notes: bool) -> _Measured:
        """A figure in running text: its own words first, then the row's."""
        assert told.figure is not None
        concept, words, measure = told.concept, told.readings.get("concept", ""), told.measure
        if concept is None and mention.kind is MentionKind.PERCENT and self._words(mention.span)[0] in "+-−–":
            concept, words = Concept.CHANGE, "a signed percentage"
        if concept in (None, Concept.OTHER) and not notes:
            read, read_in = cell_concept(mention.kind, heads.measuring(whose), heads.over, whose.measure, False)
            concept, words = (read, read_in) if read is not None else (concept, words)
        period = told.period
        row = level_time(heads.times(""))
        unsure = "period" in told.uncertain and (row is None or row.period != period)
        time = HeadTime(period, Basis.UNSTATED, told.readings.get("period", "")) if period else None
        if concept in RATES and (period is None or not period.window):
            time = change_time(heads.times(""), concept is Concept.GROWTH_RATE) or time
        elif time is None:
            time = row
        own = told.subject if notes and "subject" not in told.uncertain else None
        rows = not own and (concept in RATES or not notes)
        return _Measured(
            mention, told.figure, mention.kind, concept, words, own or whose.subject, "row" if own else whose.found,
            measure or (whose.measure if rows else ""), told.whole, time, unsure,
            told.qualifiers, told.increment,
        )  # fmt: skip

    def _fact(self, heads: CellHeads, each: _Measured) -> Fact:
        place = heads.place(self._over.head(heads.block, heads.cell.span), self._gazetteer)
        column = " | ".join(head.words for head in heads.across)
        readings = {
            "concept": each.words, "row": " | ".join(head.words for head in heads.row.heads), "column": column,
            "period": each.time.words if each.time else "", "subject": each.found,
            "place": "the report's place" if place is None and self._home else "",
        }  # fmt: skip
        known = each.found in ("row", "column", "section") or (
            heads.read.layout.key_facts and each.concept in (Concept.MARKET_SIZE, Concept.GROWTH_RATE)
        )
        unsure = {aspect for aspect, is_so in (("subject", not known), ("period", each.unsure)) if is_so}
        return Fact(
            number=0, span=each.mention.span, quoted=each.mention.whole, kind=each.kind, figure=each.figure,
            concept=each.concept, subject=each.subject, place=place or self._home,
            period=each.time.period if each.time else None, basis=heads.basis(self._words(heads.cell.span), each.time),
            source=None, whole=each.whole, increment=each.increment, qualifiers=each.qualifiers | heads.qualifiers(),
            relative=year_on_year(column) if each.concept is Concept.CHANGE else None,
            readings={key: value for key, value in readings.items() if value},
            uncertain=frozenset(unsure), sentence=heads.cell.span, block=heads.block,
            cell=(heads.read.table.group, heads.row.number, heads.column),
            why_not=None if each.concept else _NOT_UNDERSTOOD, measure=each.measure,
        )  # fmt: skip


def _currency(mention: Mention) -> str | None:
    figure = mention.value
    return figure.unit if mention.kind is MentionKind.MONEY and isinstance(figure, Figure) else None


def _is_one_step(period: Period) -> bool:
    """Whether a window leads from one year, or part of a year, to the next."""
    if not period.window or period.start is None or period.end is None:
        return True
    return period.end.year - period.start.year <= 1
