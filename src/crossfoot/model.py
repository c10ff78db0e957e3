"""The frozen types that every stage speaks: what a report is, says, and gets told.

No logic lives here and nothing of ours is imported, so that every layer may import this
module. Offsets are half-open and count Unicode code points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from crossfoot.model_document import (
    Anchor,
    Block,
    BlockKind,
    Box,
    Cell,
    Document,
    Link,
    PartRange,
    PrintedLine,
    Remark,
    SourceMap,
    Span,
    Standpoint,
    Table,
)
from crossfoot.model_results import (
    CheckResult,
    Conflict,
    Coverage,
    CoverageItem,
    CoverageState,
    Evidence,
    Finding,
    Severity,
)

__all__ = [
    "Anchor",
    "Basis",
    "Block",
    "BlockKind",
    "Bound",
    "Box",
    "Cell",
    "CheckResult",
    "Concept",
    "Conflict",
    "Coverage",
    "CoverageItem",
    "CoverageState",
    "Document",
    "Entry",
    "Evidence",
    "Fact",
    "Figure",
    "Finding",
    "Interval",
    "Link",
    "Listing",
    "Mention",
    "MentionKind",
    "PartRange",
    "Period",
    "PrintedLine",
    "Relative",
    "RelativePeriod",
    "Remark",
    "Severity",
    "SourceMap",
    "Span",
    "Standpoint",
    "Table",
    "Value",
    "WindowClaim",
]


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

    `concept` is None where the figure was not understood; `why_not` then says why. `subject`
    is whose figure it is (a market, a company, a segment, the things counted), `measure` what
    of it was measured, in the report's words (`operating margin`); `whole` names what a share
    is of. `increment` marks an amount that is added (`grow by $32bn`), not
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
    measure: str = ""


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
