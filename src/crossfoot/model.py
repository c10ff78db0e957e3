"""The frozen types that every stage speaks: what a report is, says, and gets told.

No logic lives here and nothing of ours is imported, so that every layer may import this
module. Offsets are half-open and count Unicode code points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of offsets in the text of a Document."""

    start: int
    end: int


# --- what a reader gives -----------------------------------------------------------------


class BlockKind(StrEnum):
    """What a browser or a page would show a block as."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    CAPTION = "caption"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that stands by itself on the page.

    `level` is 1…6 for a heading, 7 for a line set wholly in bold (which works as a heading),
    the nesting depth (from 1) for a list item, 0 otherwise. `group` numbers the list or the
    table that the block belongs to, so that the items of one list share a group. `ordinal`
    is the printed number of an ordered list's item. `row` and `column` place a table cell.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    group: int | None = None
    ordinal: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: the index of its block, or None where the cell is empty."""

    block: int | None
    span: Span
    header: bool = False
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells. A cell that spans appears in every position that it covers."""

    group: int
    rows: tuple[tuple[Cell | None, ...], ...]
    caption: Span | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the text that carries it (an empty span where it has none)."""

    span: Span
    address: str


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Leads every offset of a document's text to the decoded file.

    Runs are sorted by `text_starts`. A run of which `linear` is true is copied character by
    character; any other run maps as a whole to `file_starts[i]:file_ends[i]` (an entity, or
    white space that a browser collapses; a break between blocks maps to an empty range).
    """

    text_starts: tuple[int, ...]
    file_starts: tuple[int, ...]
    file_ends: tuple[int, ...]
    linear: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report as a reader sees it, whatever its format was."""

    path: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    links: tuple[Link, ...]
    source: str
    source_map: SourceMap
    metadata: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


# --- what a figure, a period and a mention are -------------------------------------------


@dataclass(frozen=True, slots=True)
class Interval:
    """All values between two ends; None is an end without limit; an open end is excluded."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False


class Bound(StrEnum):
    """How the words beside a figure limit it."""

    EXACT = "exact"
    APPROX = "approx"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at-least"
    UP_TO = "up-to"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure and the values that it may stand for, in units (not in millions).

    `value` is what is printed (the lower end of a range), `upper` the printed upper end of a
    range. `step` is the unit of the last printed digit. `narrow` counts every printed digit;
    `wide` is the generous reading that may only rescue. `unit` is an ISO 4217 code,
    `percent`, `percentage-point`, `basis-point`, `times`, or the thing that is counted;
    empty where nothing says.
    """

    value: Decimal
    upper: Decimal | None
    unit: str
    step: Decimal
    bound: Bound
    narrow: Interval
    wide: Interval


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: first and last day (None where that end is open) and its name.

    `label` is canonical: `2024`, `2024-Q3`, `2024-H1`, `2024-09`, `2024-09-30`, `2024/2031`,
    `/2030`, `2024/`, `FY2024-25`. `window` says that the words give two ends (or one open
    end) rather than one instant or accounting period.
    """

    label: str
    start: date | None
    end: date | None
    window: bool = False


class Relative(StrEnum):
    """Words for a time that only the rest of the report can date."""

    FORECAST_WINDOW = "forecast-window"
    NEXT_YEARS = "next-years"
    PAST_YEARS = "past-years"
    LENGTH_YEARS = "length-years"
    YEAR_ON_YEAR = "year-on-year"
    QUARTER_ON_QUARTER = "quarter-on-quarter"
    MONTH_ON_MONTH = "month-on-month"
    PRIOR_YEAR = "prior-year"
    PRIOR_PERIOD = "prior-period"
    SAME_PERIOD = "same-period"
    CURRENT_YEAR = "current-year"


@dataclass(frozen=True, slots=True)
class RelativePeriod:
    """A relative time; `low` and `high` count years where the words do (`decade`: 9…11)."""

    kind: Relative
    low: int | None = None
    high: int | None = None


class MentionKind(StrEnum):
    """What a run of words stands for."""

    MONEY = "money"
    PERCENT = "percent"
    MULTIPLE = "multiple"
    QUANTITY = "quantity"
    COUNT = "count"
    PERIOD = "period"
    PLACE = "place"
    NAME = "name"
    MARKET = "market"


Value = Figure | Period | RelativePeriod | str


@dataclass(frozen=True, slots=True)
class Mention:
    """Words in the document's text with what they stand for.

    `span` covers the figure or name itself (`$130 billion`), `whole` also the words that
    bound or hedge it (`approximately $130 billion`); `cues` are those words. A figure that
    could not be read has no value and says why.
    """

    kind: MentionKind
    span: Span
    whole: Span
    value: Value | None
    cues: tuple[str, ...] = ()
    why_not: str | None = None


# --- what the ledger holds ---------------------------------------------------------------


class Concept(StrEnum):
    """The closed list of what a figure may measure (XBRL's concept)."""

    MARKET_SIZE = "market-size"
    REVENUE = "revenue"
    PROFIT = "profit"
    SHARE = "share"
    GROWTH_RATE = "growth-rate"
    CHANGE = "change"
    VOLUME = "volume"
    COUNT = "count"
    PRICE = "price"
    OTHER = "other"


class Basis(StrEnum):
    """Whether a figure is known or expected."""

    ACTUAL = "actual"
    FORECAST = "forecast"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the report with XBRL's aspects and the words that gave each of them.

    `concept` is None where the figure was not understood; `why_not` then says why. `whole`
    names what a share is of. `increment` marks an amount that is added (`grow by $32bn`), not
    a level. `readings` maps an aspect to the words that gave it. `uncertain` names aspects
    that could be read in two ways; rules treat such facts with care. `sentence` and `block`
    say where it stands.
    """

    number: int
    span: Span
    quoted: Span
    kind: MentionKind
    figure: Figure | None
    concept: Concept | None
    subject: str | None
    place: str | None
    period: Period | None
    basis: Basis
    source: str | None
    whole: str | None
    increment: bool
    qualifiers: frozenset[str]
    relative: RelativePeriod | None
    readings: Mapping[str, str]
    uncertain: frozenset[str]
    sentence: Span
    block: int
    cell: tuple[int, int, int] | None = None
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a listing; `place` is the gazetteer's name where it is exactly one place."""

    text: str
    span: Span
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of places, segments or companies under a heading, or inside a sentence.

    `form` is `bullets`, `column` or `sentence`. `region` is the gazetteer's name of the place
    that the heading stands for; `family` numbers listings that stand side by side (the
    region lists of one report).
    """

    kind: str
    form: str
    heading: str | None
    heading_span: Span | None
    region: str | None
    entries: tuple[Entry, ...]
    family: int


@dataclass(frozen=True, slots=True)
class WindowClaim:
    """A place where the report says which years it is about.

    `role` is `forecast`, `base` or `report`; `where` is `title`, `heading`, `text`, `link` or
    `metadata`.
    """

    role: str
    period: Period | None
    relative: RelativePeriod | None
    span: Span
    where: str


# --- what a check gives ------------------------------------------------------------------


class Severity(StrEnum):
    """How sure a finding is: see `rules` for what each word promises an editor."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place of a conflict and the part that it plays (`start`, `rate`, `entry`…)."""

    span: Span
    role: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a check found, before a rule gave it severity and words.

    `outcome` is one of the outcomes that the check declares (`contradiction`, `rescued`…);
    `values` fill the rule's message.
    """

    outcome: str
    evidence: tuple[Evidence, ...]
    values: Mapping[str, str]
    arithmetic: str = ""
    assumptions: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    culprit: Span | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The conflicts of one check and the spans of each comparison that it made."""

    conflicts: tuple[Conflict, ...]
    compared: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What an editor sees: every place of a conflict, the arithmetic and the repairs."""

    rule: str
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...]
    arithmetic: str
    assumptions: tuple[str, ...]
    repairs: tuple[str, ...]
    fingerprint: str


class CoverageState(StrEnum):
    """What became of a figure, an entry or a period."""

    CHECKED = "checked"
    ALONE = "nothing to compare with"
    UNREAD = "not understood"


@dataclass(frozen=True, slots=True)
class CoverageItem:
    """One figure, list entry or period with what became of it, and why."""

    span: Span
    kind: str
    state: CoverageState
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """All items of a report, and how many comparisons each rule made."""

    items: tuple[CoverageItem, ...]
    comparisons: Mapping[str, int]
