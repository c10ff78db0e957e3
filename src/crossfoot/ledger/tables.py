"""Facts from tables: each cell a fact whose aspects come from its heads, the caption and the heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from crossfoot import periods
from crossfoot.annotate import FIGURE_KINDS, AnnotatedBlock
from crossfoot.figures import printed_figure
from crossfoot.gazetteer import Gazetteer
from crossfoot.model import (
    Basis,
    Bound,
    Cell,
    Concept,
    Document,
    Fact,
    Figure,
    Mention,
    MentionKind,
    Period,
    Span,
    Table,
)

_SCALES = {
    "thousand": 3,
    "000": 3,
    "million": 6,
    "mn": 6,
    "m": 6,
    "mm": 6,
    "billion": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
    "tn": 12,
    "crore": 7,
    "lakh": 5,
}
_SCALE = re.compile(
    r"(?<![\w.])(?:in\s+)?(?:(?:US|A|C|HK|S)?[$€£¥₹]\s?|[A-Z]{3}\s+|Rs\.?\s*)?(thousands?|000s?|millions?|mn|mm|m|billions?|bn|b|trillions?|tn|crores?|lakhs?)(?![\w])",
    re.IGNORECASE,
)
_CURRENCY = (
    ("US$", "USD"),
    ("HK$", "HKD"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("S$", "SGD"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("Rs", "INR"),
)
_ISO = re.compile(r"\b(USD|EUR|GBP|JPY|INR|CNY|RMB|CHF|SEK|NOK|DKK|AUD|CAD|SGD|HKD|KRW|BRL|TWD|PLN)\b")
_PERCENT_HEAD = re.compile(r"%|\bper ?cent\b|\bpct\b", re.IGNORECASE)
_CONCEPTS: tuple[tuple[Concept, re.Pattern[str]], ...] = (
    (Concept.GROWTH_RATE, re.compile(r"\bcagr\b|annual growth|growth rate|per annum", re.IGNORECASE)),
    (Concept.CHANGE, re.compile(r"change|growth|yoy|y-o-y|y/y|variation|increase|decrease|\bvs\b|Δ", re.IGNORECASE)),
    (Concept.SHARE, re.compile(r"share|% of|proportion|margin|weight|mix|penetration", re.IGNORECASE)),
    (Concept.REVENUE, re.compile(r"revenue|sales|turnover|receipts", re.IGNORECASE)),
    (Concept.PROFIT, re.compile(r"profit|income|earnings|ebitda|ebit|loss", re.IGNORECASE)),
    (Concept.PRICE, re.compile(r"price|cost per|fee|rate\b", re.IGNORECASE)),
    (Concept.MARKET_SIZE, re.compile(r"market|size|value", re.IGNORECASE)),
    (Concept.VOLUME, re.compile(r"volume|shipments?|units|production|output|tonnes|capacity|deliver", re.IGNORECASE)),
    (
        Concept.COUNT,
        re.compile(
            r"number|count|jobs|employees|customers|subscribers|users|stores|respondents|headcount|subs\b",
            re.IGNORECASE,
        ),
    ),
)
_TOTAL = re.compile(r"^\W*(?:grand |sub)?total\b|^\W*all\b|\bin total\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Heads:
    """What a cell's column and row say over it."""

    column: str
    row: str
    caption: str

    @property
    def all(self) -> str:
        return f"{self.column} | {self.row} | {self.caption}"


class TableReader:
    """Reads the cells of one report's tables."""

    def __init__(
        self, document: Document, annotated: Sequence[AnnotatedBlock], gazetteer: Gazetteer, home: str | None
    ) -> None:
        self._document = document
        self._annotated = annotated
        self._gazetteer = gazetteer
        self._home = home

    def read(self, table: Table, heading: str, subject: str | None) -> list[Fact]:
        """The facts of one table; `heading` is what stands over it, `subject` what the report speaks of."""
        first_data = _header_rows(table, self._annotated)
        caption = self._words(table.caption) if table.caption else ""
        facts: list[Fact] = []
        seen: set[Span] = set()
        for row in range(first_data, len(table.rows)):
            first_column = _head_columns(table, row)
            for column, cell in enumerate(table.rows[row]):
                if cell is None or cell.block is None or cell.span in seen or column < first_column:
                    continue
                seen.add(cell.span)
                heads = _Heads(
                    self._head(table, column, first_data),
                    self._row_head(table, row, first_column),
                    f"{caption} {heading}",
                )
                facts += self._cell(table, cell, (row, column), heads, subject)
        return facts

    def _words(self, span: Span) -> str:
        return self._document.text[span.start : span.end]

    def _head(self, table: Table, column: int, rows: int) -> str:
        heads = [table.rows[r][column] for r in range(rows) if column < len(table.rows[r])]
        return " ".join(
            dict.fromkeys(self._words(cell.span) for cell in heads if cell is not None and cell.block is not None)
        )

    def _row_head(self, table: Table, row: int, columns: int) -> str:
        heads = table.rows[row][:columns]
        return " ".join(
            dict.fromkeys(self._words(cell.span) for cell in heads if cell is not None and cell.block is not None)
        )

    def _cell(self, table: Table, cell: Cell, at: tuple[int, int], heads: _Heads, subject: str | None) -> list[Fact]:
        assert cell.block is not None
        block = self._annotated[cell.block]
        facts = []
        for mention in block.mentions:
            if mention.kind not in FIGURE_KINDS or not isinstance(mention.value, Figure):
                continue
            alone = len(self._words(cell.span)) - (mention.whole.end - mention.whole.start) <= 6
            figure, kind = _in_heads_unit(mention, heads) if alone else (mention.value, mention.kind)
            facts.append(self._fact(table, cell, at, heads, mention, figure, kind, subject))
        return facts

    def _fact(
        self,
        table: Table,
        cell: Cell,
        at: tuple[int, int],
        heads: _Heads,
        mention: Mention,
        figure: Figure,
        kind: MentionKind,
        subject: str | None,
    ) -> Fact:
        period, where = self._period(heads)
        concept, words = _concept(heads, kind)
        if concept is Concept.CHANGE and period is not None and periods.is_single_year(period):
            period = periods.window(periods.shift_years(period, -1), period)
        own_head = heads.column if where == "row" else heads.row
        place = self._gazetteer.find(heads.row) or self._gazetteer.find(heads.column)
        total = bool(_TOTAL.search(heads.row) or _TOTAL.search(heads.column))
        assert cell.block is not None
        return Fact(
            number=0, span=mention.span, quoted=mention.whole, kind=kind, figure=figure, concept=concept,
            subject=_cleaned(own_head) or subject, place=place.name if place else self._home, period=period,
            basis=Basis.UNSTATED, source=None, whole=None, increment=False,
            qualifiers=frozenset({"table"} | ({"total"} if total else set())), relative=None,
            readings={"concept": words, "row": heads.row, "column": heads.column},
            uncertain=frozenset({"subject"}), sentence=cell.span, block=cell.block, cell=(table.group, *at),
            why_not=None if concept else "neither the heads of the table nor its caption say what the figure measures",
            measure=_cleaned(heads.column).casefold(),
        )  # fmt: skip

    def _period(self, heads: _Heads) -> tuple[Period | None, str]:
        for words, where in ((heads.row, "row"), (heads.column, "column"), (heads.caption, "caption")):
            named = [m.value for m in _periods_in(words) if isinstance(m.value, Period)]
            if len(named) == 1:
                return named[0], where
        return None, ""


def _periods_in(words: str) -> list[Mention]:
    from crossfoot.annotate.periods import find_periods

    return find_periods(words)


def _cleaned(head: str) -> str:
    return re.sub(r"\s*\([^)]*\)|[*†‡]+", "", head).strip(" :|")


def _header_rows(table: Table, annotated: Sequence[AnnotatedBlock]) -> int:
    """The rows on top that are marked as heads, or that hold no figure while later ones do."""
    marked = 0
    for row in table.rows:
        cells = [cell for cell in row if cell is not None and cell.block is not None]
        if cells and all(cell.header for cell in cells):
            marked += 1
        else:
            break
    if marked:
        return marked
    for index, row in enumerate(table.rows[:3]):
        if any(_is_figure(cell, annotated) for cell in row[1:]):
            return index
    return 1


def _is_figure(cell: Cell | None, annotated: Sequence[AnnotatedBlock]) -> bool:
    if cell is None or cell.block is None:
        return False
    return any(mention.kind in FIGURE_KINDS for mention in annotated[cell.block].mentions)


def _head_columns(table: Table, row: int) -> int:
    """How many columns from the left name the row: one, or as many as are marked."""
    marked = 0
    for cell in table.rows[row]:
        if cell is None or not cell.header:
            break
        marked += 1
    return max(1, marked)


def _concept(heads: _Heads, kind: MentionKind) -> tuple[Concept | None, str]:
    allowed = {
        MentionKind.PERCENT: (Concept.GROWTH_RATE, Concept.CHANGE, Concept.SHARE),
        MentionKind.MONEY: (Concept.REVENUE, Concept.PROFIT, Concept.PRICE, Concept.MARKET_SIZE),
        MentionKind.QUANTITY: (Concept.VOLUME,),
    }.get(kind, (Concept.VOLUME, Concept.COUNT))
    for words in (heads.column, heads.row, heads.caption):
        for concept, pattern in _CONCEPTS:
            if concept in allowed and (found := pattern.search(words)):
                return concept, found.group()
    if kind is MentionKind.MONEY:
        return Concept.OTHER, ""
    if kind is MentionKind.COUNT and re.search(r"[A-Za-z]{3}", heads.column):
        return Concept.COUNT, heads.column
    return None, ""


def _in_heads_unit(mention: Mention, heads: _Heads) -> tuple[Figure, MentionKind]:
    """A bare number takes unit and scale from its heads (`US$ mn`, `%`, `in thousands`)."""
    figure = mention.value
    assert isinstance(figure, Figure)
    scaled = _SCALE.search(heads.column) or _SCALE.search(heads.caption)
    if mention.kind is MentionKind.COUNT and _PERCENT_HEAD.search(heads.column):
        return _rescaled(figure, Decimal(1), "percent"), MentionKind.PERCENT
    if mention.kind is MentionKind.MONEY and scaled and abs(figure.value) < 10**6:
        return _rescaled(figure, _factor(scaled), figure.unit), mention.kind
    if mention.kind is not MentionKind.COUNT or figure.unit:
        return figure, mention.kind
    unit = _currency(heads.column) or _currency(heads.row) or _currency(heads.caption)
    factor = _factor(scaled) if scaled else Decimal(1)
    if unit:
        return _rescaled(figure, factor, unit), MentionKind.MONEY
    return _rescaled(figure, factor, figure.unit), mention.kind


def _factor(scaled: re.Match[str]) -> Decimal:
    word = scaled.group(1).casefold().rstrip("s")
    return Decimal(10) ** _SCALES[word if word in _SCALES else scaled.group(1).casefold()]


def _currency(words: str) -> str | None:
    if found := _ISO.search(words):
        return "CNY" if found.group(1) == "RMB" else found.group(1)
    return next((code for symbol, code in _CURRENCY if symbol in words), None)


def _rescaled(figure: Figure, factor: Decimal, unit: str) -> Figure:
    upper = figure.upper * factor if figure.upper is not None else None
    return printed_figure(
        figure.value * factor,
        figure.step * factor,
        unit,
        figure.bound,
        upper=upper,
        hedged=figure.bound is Bound.APPROX,
    )
