"""Periods that are measured against each other: which one lies before, and which words say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crossfoot import periods
from crossfoot.model import Mention, Period, Relative, RelativePeriod

COMPARING = frozenset(
    {
        Relative.YEAR_ON_YEAR,
        Relative.QUARTER_ON_QUARTER,
        Relative.MONTH_ON_MONTH,
        Relative.PRIOR_YEAR,
        Relative.PRIOR_PERIOD,
        Relative.SAME_PERIOD,
    }
)
_YEAR_BACK = frozenset({Relative.YEAR_ON_YEAR, Relative.PRIOR_YEAR, Relative.SAME_PERIOD})
_PERIOD_BACK = frozenset({Relative.QUARTER_ON_QUARTER, Relative.PRIOR_PERIOD})
_AGAINST = frozenset({"compared to", "compared with", "relative to", "than", "versus", "vs", "vs.", "against"})
_AGAINST_LOOSELY = _AGAINST | {"from", "over", "on"}
_OF_YEAR = re.compile(r"\s{1,2}(?:(?:of|in|from|for)\s{1,2})?(?:the\s{1,2})?")
_PART = re.compile(r"-[QH]\d$")
_YEAR_SAID = re.compile(r"year", re.IGNORECASE)
NAMED = "named year"


def is_against(mention: Mention, loosely: bool = False) -> bool:
    """Whether the words before a period make it what something is measured against (`compared with 2023`).

    `from 2023` and `over 2023` do so beside a change, which is when to ask loosely.
    """
    if not mention.cues or (isinstance(mention.value, Period) and mention.value.window):
        return False
    if mention.cues[0] in _AGAINST:
        return True
    day = isinstance(mention.value, Period) and len(mention.value.label) == len("2024-01-31")
    return loosely and mention.cues[0] in _AGAINST_LOOSELY and not day


def is_bare_day(mention: Mention) -> bool:
    """Whether a period is a single day without a preposition: the day of a by-line, which dates no figure."""
    value = mention.value
    return isinstance(value, Period) and value.start is not None and value.start == value.end and not mention.cues


def is_plain_anaphor(text: str, mention: Mention) -> bool:
    """Whether `the same period` is said without a year that it lies in."""
    value = mention.value
    if not isinstance(value, RelativePeriod) or value.kind is not Relative.SAME_PERIOD or NAMED in mention.cues:
        return False
    words = text[mention.span.start : mention.span.end]
    return _YEAR_SAID.search(words) is None or words.lower().endswith("same year")


def compared_with(current: Period, relative: RelativePeriod, cues: Sequence[str]) -> Period | None:
    """The period that `current` is measured against by such words, None where they do not fit it."""
    try:
        if NAMED in cues:
            named = periods.end_year(periods.parse_label(cues[-1]))
            own = periods.end_year(current)
            return periods.shift_years(current, named - own) if named is not None and own is not None else None
        if relative.kind in _YEAR_BACK:
            return periods.shift_years(current, -1)
        if relative.kind is Relative.QUARTER_ON_QUARTER and _PART.search(current.label) is None:
            return None
        if relative.kind in _PERIOD_BACK or relative.kind is Relative.MONTH_ON_MONTH:
            return periods.previous(current)
    except ValueError:  # a window, or a time before the calendar begins
        return None
    return None


def led_to(base: Period, relative: RelativePeriod | None) -> Period | None:
    """The period that is measured against `base` where only that one is printed."""
    try:
        later = periods.shift_years(base, 1)
        if relative is None or relative.kind not in _PERIOD_BACK or _PART.search(base.label) is None:
            return later
        # The quarter after this one is the one of the next three (or of the next year) that follows it.
        stems = (base.label[:-1], later.label[:-1])
        followers = (periods.parse_label(f"{stem}{number}") for stem in stems for number in range(1, 5))
        return next((p for p in followers if periods.previous(p) == base), None)
    except ValueError:
        return None


def with_named_years(text: str, times: Sequence[Mention]) -> list[Mention]:
    """`the same period of 2023` as one mention that keeps the year, `Q3 last year` as one that lies a year back."""
    kept: list[Mention] = []
    for mention in times:
        before = kept[-1] if kept else None
        if before is not None and _OF_YEAR.fullmatch(text, before.span.end, mention.span.start):
            joined = _joined(text, before, mention)
            if joined is not None:
                kept[-1] = joined
                continue
        kept.append(mention)
    return kept


def _joined(text: str, first: Mention, second: Mention) -> Mention | None:
    span = replace(first.span, end=second.span.end)
    whole = replace(first.whole, end=second.whole.end)
    year = isinstance(second.value, Period) and periods.is_single_year(second.value)
    if is_plain_anaphor(text, first) and isinstance(second.value, Period) and year:
        return replace(first, span=span, whole=whole, cues=(*first.cues, NAMED, second.value.label))
    last_year = isinstance(second.value, RelativePeriod) and second.value.kind is Relative.PRIOR_YEAR
    if first.value is None and first.cues and first.cues[-1].endswith("-without-year") and last_year:
        return replace(first, span=span, whole=whole, value=second.value, why_not=None)
    return None


def without_repetitions(text: str, times: Sequence[Mention]) -> list[Mention]:
    """The periods without one that says the one before again in brackets: `financial year 2024-25 (FY25)`."""
    kept: list[Mention] = []
    for mention in times:
        if not kept or not _repeats(text, kept[-1], mention):
            kept.append(mention)
    return kept


def _repeats(text: str, first: Mention, second: Mention) -> bool:
    one, other = first.value, second.value
    if not isinstance(one, Period) or not isinstance(other, Period) or one.window or other.window:
        return False
    if text[first.span.end : second.span.start].strip() != "(" or not text.startswith(")", second.span.end):
        return False
    whole = periods.whole_year(one)
    return periods.same(one, other) or (whole is not None and periods.same(whole, other))
