"""When the figure of a cell holds: the times of its row, its column and what stands over the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from crossfoot import periods
from crossfoot.annotate.periods import find_periods
from crossfoot.ledger.table_vocabulary import ACTUAL, FORECAST, PART_OF_YEAR
from crossfoot.ledger.table_words import HeadText, without_marks
from crossfoot.model import Basis, Mention, Period, Relative, RelativePeriod

_SHORT_YEAR = re.compile(r"\b(Q[1-4]|H[12]|[1-4]Q|[12]H|[369]M|FY|CY)[\s'’]{0,2}(\d\d)(?!\d)(?=\D|$)", re.IGNORECASE)
_SHORT_MONTH = re.compile(
    r"^\W*(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?[\s'’-]{1,2}(\d\d)(?=\W*$)",
    re.IGNORECASE,
)
_YEAR_SPAN = re.compile(r"(?<![\w/-])((?:19|20)\d\d)\s?[-–—/]\s?(\d\d|(?:19|20)\d\d)(?![\w/-])")
_SINCE = re.compile(r"\b(?:vs\.?|versus|since|from|against|on|over|compared (?:to|with))\s+(?:FY\s?)?$", re.IGNORECASE)
_SEQUENTIAL = re.compile(
    r"\bqoq\b|\bq/q\b|\bq-o-q\b|quarter[- ]o(?:n|ver)[- ]quarter|\bsequential|\bmom\b", re.IGNORECASE
)
_KIND = re.compile(r"\W*(quarter|half)s?\W*", re.IGNORECASE)
_ORDER = re.compile(r"(?:first|second|third|fourth|1st|2nd|3rd|4th|([1-4]))", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth")
_EXPECTED_CUES = frozenset({"E", "F", "P"})


@dataclass(frozen=True, slots=True)
class HeadTime:
    """The time that a head names, whether it is known or expected, and the words."""

    period: Period
    basis: Basis
    words: str
    since: bool = False


@lru_cache(maxsize=8192)
def times_of(words: str) -> tuple[HeadTime, ...]:
    """The periods of a head, caption or cell, in order."""
    text = _SHORT_YEAR.sub(lambda found: f"{found[1]} 20{found[2]}", without_marks(words))
    text = _SHORT_MONTH.sub(lambda found: f"{found[1]} 20{found[2]}", text)
    basis = Basis.FORECAST if FORECAST.search(text) else Basis.ACTUAL if ACTUAL.search(text) else Basis.UNSTATED
    found = []
    for mention in find_periods(text):
        if isinstance(mention.value, Period):
            since = bool(_SINCE.search(text[: mention.span.start]) or set(mention.cues) & {"since", "vs", "from"})
            words = text[mention.span.start : mention.span.end]
            found.append(HeadTime(mention.value, _basis(mention, basis), words, since))
    return tuple(found)


def _basis(mention: Mention, around: Basis) -> Basis:
    if set(mention.cues) & _EXPECTED_CUES:
        return Basis.FORECAST
    return Basis.ACTUAL if "A" in mention.cues else around


@dataclass(frozen=True, slots=True)
class TimeSources:
    """The heads that may date a cell, nearest first within each; `across` are the years of the other columns."""

    cell: str
    row: Sequence[str]
    column: Sequence[str]
    section: Sequence[str]
    over: Sequence[str]
    across: Sequence[Period]


def level_time(sources: TimeSources) -> HeadTime | None:
    """The time of a level: the cell's own, else the row's with the column's, else the caption's."""
    own = times_of(sources.cell)
    if len(own) == 1:
        return own[0]
    joined = _joined(sources)
    if joined is not None:
        return joined
    for words in (*reversed(sources.row), *reversed(sources.column), *reversed(sources.section)):
        found = times_of(words)
        if len(found) == 1:
            return found[0]
    for words in sources.over:
        found = times_of(words)
        if len(found) == 1 and not found[0].period.window:
            return found[0]
    return None


def _joined(sources: TimeSources) -> HeadTime | None:
    """A quarter or month in one head and its year in another: `Q1` under `2024`."""
    heads = (*reversed(sources.row), *reversed(sources.column), *reversed(sources.section), *sources.over)
    part = next(
        (words for words in heads if PART_OF_YEAR.fullmatch(without_marks(words)) and not times_of(words)), None
    )
    if part is None:
        return None
    for words in heads:
        found = times_of(words)
        if words is not part and len(found) == 1 and periods.is_single_year(found[0].period):
            year = found[0].words
            for text in (f"{without_marks(part)} {year}", f"{without_marks(part)} {found[0].period.label}"):
                both = times_of(text)
                if len(both) == 1 and not periods.same(both[0].period, found[0].period):
                    return HeadTime(both[0].period, found[0].basis, text)
    return None


def change_time(sources: TimeSources, compound: bool) -> HeadTime | None:
    """The two dates of a change.

    They are the years that the head names, else the year before and that of the row or column,
    else those of the columns beside it; a `compound` rate holds from the first of them to the last.
    """
    for words in (sources.cell, *reversed(sources.column), *reversed(sources.row), *sources.section):
        named = _named_window(words)
        if named is not None:
            return named
    level = level_time(sources)
    compared = next((t for w in (*sources.column, *sources.row) for t in times_of(w) if t.since), None)
    if level is not None and compared is not None and _can_join(compared.period, level.period):
        return HeadTime(periods.window(compared.period, level.period), level.basis, level.words)
    later = [p for p in sources.across if level is not None and not _is_span(p) and periods.before(level.period, p)]
    if level is not None and level.since and later and not _is_span(level.period):
        return HeadTime(periods.window(level.period, later[-1]), level.basis, level.words)
    if level is None or level.since:
        return _of_columns(sources, compound)
    if level.period.window and not _is_months(level.period):
        return level
    if compound:
        return _between_columns(sources.across, compound)
    sequential = any(_SEQUENTIAL.search(words) for words in (*sources.column, *sources.row))
    return HeadTime(_from_before(level.period, sequential), level.basis, level.words)


def _is_span(period: Period) -> bool:
    """Whether a period has two ends of its own (`12 months to March`), so that it can be no end itself."""
    return period.window or "/" in period.label


def _can_join(first: Period, last: Period) -> bool:
    return not _is_span(first) and not _is_span(last) and periods.before(first, last)


def _is_months(period: Period) -> bool:
    return period.start is not None and period.end is not None and (period.end - period.start).days in range(85, 367)


def _from_before(period: Period, sequential: bool) -> Period:
    if _is_span(period):
        return period
    earlier = periods.previous(period) if sequential else periods.shift_years(period, -1)
    return periods.window(earlier, period)


def _named_window(words: str) -> HeadTime | None:
    """The window that the head of a change names: `Change 2019-24`, `2024 vs 2023`."""
    span = _YEAR_SPAN.search(words)
    basis = Basis.FORECAST if FORECAST.search(words) else Basis.UNSTATED
    if span is not None:
        first = int(span[1])
        last = int(span[2]) if len(span[2]) == 4 else first // 100 * 100 + int(span[2])
        low, high = min(first, last), max(first, last)
        if 0 < high - low <= 60:
            return HeadTime(periods.window(periods.year(low), periods.year(high)), basis, words)
    found = times_of(words)
    if len(found) == 1 and found[0].period.window and not _is_months(found[0].period):
        return found[0]
    if len(found) == 2 and not any(_is_span(time.period) for time in found):
        first_time, last_time = sorted(found, key=lambda time: (time.period.end is not None, str(time.period.end)))
        if periods.before(first_time.period, last_time.period):
            return HeadTime(periods.window(first_time.period, last_time.period), last_time.basis, words)
    return None


def _of_columns(sources: TimeSources, compound: bool) -> HeadTime | None:
    """The dates of a change that names none: a year back from the last column where it says so."""
    heads = (*sources.column, *sources.row)
    yearly = any(told is not None and told.kind is Relative.YEAR_ON_YEAR for told in map(year_on_year, heads))
    dated = [period for period in sources.across if not _is_span(period)]
    if not yearly or not dated:
        return _between_columns(sources.across, compound)
    last = max(dated, key=lambda period: str(period.end))
    return HeadTime(periods.window(periods.shift_years(last, -1), last), Basis.UNSTATED, "year on year")


def _between_columns(across: Sequence[Period], compound: bool) -> HeadTime | None:
    """Between two dated columns: the two just beside a change, the first and last for a compound rate."""
    dated = [period for period in across if not _is_span(period) and period.end is not None]
    if len(dated) < 2:
        return None
    pair = (dated[0], dated[-1]) if compound else (dated[-2], dated[-1])
    first, last = sorted(pair, key=lambda period: str(period.end))
    if not periods.before(first, last):
        return None
    return HeadTime(periods.window(first, last), Basis.UNSTATED, "the columns beside it")


def with_kind(head: str, corners: Sequence[HeadText]) -> str:
    """`First` in a column of quarters is `First quarter`, and `3` is the third."""
    kind = next((found[1] for corner in corners if (found := _KIND.fullmatch(corner.words))), None)
    order = _ORDER.fullmatch(head)
    if kind is None or order is None:
        return head
    return f"{_ORDINALS[int(order[1]) - 1]} {kind}" if order[1] else f"{head} {kind}"


def lacks_its_year(sources: TimeSources) -> bool:
    """Whether a head names a part of a year, and nothing names the year."""
    heads = (*sources.row, *sources.column, *sources.section)
    return _joined(sources) is None and any(PART_OF_YEAR.fullmatch(without_marks(words)) for words in heads)


def year_on_year(words: str) -> RelativePeriod | None:
    """`year-on-year` or `quarter-on-quarter`, where a head says so."""
    if _SEQUENTIAL.search(words):
        return RelativePeriod(Relative.QUARTER_ON_QUARTER)
    for mention in find_periods(words):
        if isinstance(mention.value, RelativePeriod):
            return mention.value
    return None
