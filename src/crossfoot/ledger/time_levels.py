"""The date of a value: what its words name, what they measure it against, what it takes over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crossfoot import periods
from crossfoot.annotate.period_words import WHOLE_YEAR
from crossfoot.ledger.time_carrying import ASSUMED
from crossfoot.ledger.time_comparison import COMPARING, compared_with, is_against, is_plain_anaphor
from crossfoot.ledger.time_rates import ENDS
from crossfoot.ledger.time_scene import Known, Scene
from crossfoot.ledger.timing import Measured, Timing
from crossfoot.model import Concept, Mention, Period, Relative, RelativePeriod

_REACHING = re.compile(
    r"\b(?:reach|hit|attain|touch|surpass|exceed|total)(?:es|ed|ing|s)?\b"
    r"|\b(?:takes?|taking|brings?|bringing|lifts?|lifting)\s(?:\w+\s){1,3}to\s",
    re.IGNORECASE,
)
_FORECAST_NAMED = re.compile(
    r"forecast|project|predict|study|assess|estimat|evaluat|analy|review|outlook", re.IGNORECASE
)
BESIDE = 60  # characters within which a percentage and an amount of change tell of one step
_STEPS = frozenset({Relative.YEAR_ON_YEAR, Relative.QUARTER_ON_QUARTER, Relative.MONTH_ON_MONTH})
_LAST_YEAR = re.compile(r"(?:the\s)?(?:last|previous|prior|preceding)\s", re.IGNORECASE)
_SOLD = re.compile(r"\b(?:sold|shipped|delivered|produced)\s(?:\w+\s){0,2}$", re.IGNORECASE)


def level_timing(scene: Scene, index: int) -> Timing:
    """The date of a value, named beside it or taken from what the sentence and the report speak of."""
    figure = scene.figures[index]
    mention, shared = scene.attached[index]
    if mention is None or (not figure.is_base and is_against(mention)):
        return _unnamed_level(scene, index)
    value = mention.value
    if isinstance(value, Period):
        return Timing(value, None, value.label, mention.cues, shared or ASSUMED in mention.cues)
    if isinstance(value, RelativePeriod):
        timing = Timing(None, value, scene.words_of(mention), mention.cues, shared)
        return _relative_level(scene, index, timing, mention, value)
    return _unnamed_level(scene, index)


def _relative_level(scene: Scene, index: int, timing: Timing, mention: Mention, value: RelativePeriod) -> Timing:
    year = scene.moment.report_year
    if value.kind is Relative.FORECAST_WINDOW:
        return window_timing(scene, timing, mention)
    if value.kind in COMPARING:
        return _compared_level(scene, index, timing, mention, value)
    if value.kind is Relative.CURRENT_YEAR:
        return replace(timing, period=_this_year(scene, mention), uncertain=True)
    if value.kind is Relative.NEXT_YEARS and year is not None:
        return replace(timing, period=_coming(mention, value, year), uncertain=True)
    current = scene.current(index)
    if "ago" in mention.cues and value.low is not None and value.low == value.high and current is not None:
        earlier = periods.shift_years(current.period, -value.low)
        return replace(timing, period=earlier, uncertain=current.uncertain)
    return timing


def _compared_level(scene: Scene, index: int, timing: Timing, mention: Mention, value: RelativePeriod) -> Timing:
    """A value beside words of comparison: the one that is compared with lies back, the other one is current."""
    figure = scene.figures[index]
    if figure.is_base or value.kind not in _STEPS:
        if is_plain_anaphor(scene.text, mention) and not figure.is_base and not is_against(mention):
            return replace(timing, period=scene.dated_before(mention, windows=False), uncertain=True)
        return _back(scene, timing, scene.current(index), mention, value, figure.is_base)
    current = scene.current(index)
    if current is None:
        return timing
    return replace(timing, period=current.period, words=current.words, uncertain=current.uncertain)


def _back(
    scene: Scene, timing: Timing, current: Known | None, mention: Mention, value: RelativePeriod, is_base: bool
) -> Timing:
    """The period that lies before the current one by such words; `last year` without a comparison is the whole year."""
    plain_year = value.kind is Relative.PRIOR_YEAR and not is_against(mention, loosely=True)
    if plain_year and not is_base and _LAST_YEAR.match(scene.text, mention.span.start):
        return _last_year(scene, timing, current)
    if current is not None:
        period = compared_with(current.period, value, mention.cues)
        words = f"{timing.words} from {current.words}"
        return replace(timing, period=period, words=words, uncertain=timing.uncertain or current.uncertain)
    return timing


def _last_year(scene: Scene, timing: Timing, current: Known | None) -> Timing:
    """The whole year before the one spoken of, else before that of the report's date."""
    whole = periods.whole_year(current.period) if current is not None else None
    date = scene.moment.report_date
    if whole is None and current is None and date is not None and date.end is not None:
        whole = periods.year(date.end.year)
    period = periods.shift_years(whole, -1) if whole is not None else None
    words = f"{timing.words} from {current.words}" if current is not None else f"{timing.words}, by the report's date"
    return replace(timing, period=period, words=words, uncertain=True)


def _unnamed_level(scene: Scene, index: int) -> Timing:
    figure = scene.figures[index]
    if is_amount_of_change(scene, index):
        return Timing()
    comparison = scene.comparison(index)
    current = scene.current(index)
    begun, ended = _ends_of_growth(scene)
    if figure.is_base:
        if begun is not None:
            return Timing(begun, words="the first of the rate's years", uncertain=True)
        if comparison is None or current is None or not isinstance(comparison.value, RelativePeriod):
            return Timing()
        timing = Timing(words=scene.words_of(comparison), uncertain=True)
        return _back(scene, timing, current, comparison, comparison.value, True)
    if current is None or not _takes_current(scene, index, comparison):
        reached = ended if ended is not None and "to" in figure.roles else _reached(scene, index)
        return Timing(reached, words="the end of the rate's years", uncertain=True) if reached else Timing()
    return Timing(current.period, words=current.words, uncertain=True)


def _ends_of_growth(scene: Scene) -> tuple[Period | None, Period | None]:
    """`a CAGR of 11 % from 2020 to 2024, from $2bn to $3bn`: the two values stand at the ends of the rate's years."""
    levels = [f for f in scene.figures if f.concept not in (Concept.GROWTH_RATE, Concept.COUNT)]
    rates = [
        mention
        for figure, (mention, _) in zip(scene.figures, scene.attached, strict=True)
        if figure.concept is Concept.GROWTH_RATE
    ]
    both = len(levels) == 2 and levels[0].is_base and not levels[1].is_base and "to" in levels[1].roles
    if not both or len(rates) != 1 or rates[0] is None or not isinstance(rates[0].value, Period):
        return None, None
    window = rates[0].value
    if not window.window or window.start is None or window.end is None:
        return None, None
    first, _, last = window.label.partition("/")
    return periods.parse_label(first), periods.parse_label(last)


def _takes_current(scene: Scene, index: int, comparison: Mention | None) -> bool:
    """Whether a value that names no period holds at the current one: it is compared, or one of several alike."""
    figure = scene.figures[index]
    beside = [f for f in scene.figures if f.clause == figure.clause]
    compared = any(f.is_base and f.mention.kind is figure.mention.kind for f in beside)
    changes = [i for i, f in enumerate(scene.figures) if f.concept is Concept.CHANGE and f in beside]
    if changes and not compared:
        compared = comparison is not None or any(scene.base(i) is not None for i in changes)
    sold = _SOLD.search(scene.text, scene.sentence.start, figure.mention.whole.start) is not None
    listed = scene.memory.listed and figure.concept in (Concept.VOLUME, Concept.COUNT)
    sold = listed or sold
    return compared or figure.concept is Concept.SHARE or (sold and not figure.of_market) or scene.is_result(index)


def _reached(scene: Scene, index: int) -> Period | None:
    """`grow at 11% a year through 2030, reaching $856 million`: the value stands at the end of the rate's years."""
    if not is_reached(scene, index):
        return None
    for other, (mention, _) in zip(scene.figures, scene.attached, strict=True):
        if other.concept is not Concept.GROWTH_RATE or mention is None or not isinstance(mention.value, Period):
            continue
        value = mention.value
        if value.window and value.end is not None:
            return periods.parse_label(value.label.rpartition("/")[2])
        if ENDS.intersection(mention.cues):
            return value
    return None


def _this_year(scene: Scene, mention: Mention) -> Period | None:
    """`this year` by the report's date; `for the year` by the results that are spoken of."""
    date = scene.moment.report_date
    if mention.cues[-1:] != (WHOLE_YEAR,) and date is not None:
        return periods.whole_year(date) or periods.year(date.end.year) if date.end is not None else None
    for period in (scene.memory.current, scene.moment.reporting):
        if period is not None:
            return periods.whole_year(period)
    return None


def is_reached(scene: Scene, index: int) -> bool:
    """Whether words such as `reaching` lead to a value."""
    figure = scene.figures[index]
    start = scene.figures[index - 1].mention.span.end if index else scene.sentence.start
    return "to" in figure.roles and _REACHING.search(scene.text, start, figure.mention.span.start) is not None


def _coming(mention: Mention, value: RelativePeriod, year: int) -> Period | None:
    """The year that `next year` or `the end of the decade` means in a report of that year."""
    if "end of the decade" in mention.cues:
        return periods.year(year // 10 * 10 + 10)
    return periods.year(year + value.low) if value.low is not None and value.low == value.high else None


def is_amount_of_change(scene: Scene, index: int) -> bool:
    """Whether a value is an amount by which something changed, with the percentage beside it."""
    figure = scene.figures[index]
    changes = [f for f in scene.figures if f.concept is Concept.CHANGE]
    return "increment" in figure.roles and any(distance(f, figure) < BESIDE for f in changes)


def distance(one: Measured, other: Measured) -> int:
    """How many characters lie between the beginnings of two figures."""
    return abs(one.mention.span.start - other.mention.span.start)


def window_timing(scene: Scene, timing: Timing, mention: Mention) -> Timing:
    """`the forecast period` by the report's own window, `this period` by the one spoken of last."""
    if not _FORECAST_NAMED.search(scene.words_of(mention)):
        last = scene.dated_before(mention, windows=True)
        if last is not None:
            return replace(timing, period=last, uncertain=True)
    return replace(timing, period=scene.moment.forecast, words="forecast period")


def dates_of_values(scene: Scene, timings: Sequence[Timing]) -> list[tuple[str | None, Period]]:
    """The dates of the sentence's values, each with the subject of its value."""
    dated = zip(scene.figures, timings, strict=True)
    return [(f.subject, t.period) for f, t in dated if t.period and not t.period.window and not f.changes]
