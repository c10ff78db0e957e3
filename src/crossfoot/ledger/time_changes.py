"""The two ends of a change or of a yearly rate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crossfoot import periods
from crossfoot.ledger.time_carrying import ASSUMED
from crossfoot.ledger.time_comparison import compared_with, is_against, is_plain_anaphor
from crossfoot.ledger.time_levels import BESIDE, dates_of_values, distance, is_reached, window_timing
from crossfoot.ledger.time_rates import Dates, resolve_rate, resolve_years
from crossfoot.ledger.time_scene import Known, Scene
from crossfoot.ledger.timing import Measured, Timing
from crossfoot.model import Concept, Mention, Period, Relative, RelativePeriod

_ANOTHER_THING = re.compile(r"\band\b|[;.]\s", re.IGNORECASE)
_RANGE_OF_YEARS = frozenset({Relative.NEXT_YEARS, Relative.PAST_YEARS, Relative.LENGTH_YEARS})


def rate_timing(scene: Scene, index: int, found: Sequence[Timing]) -> Timing:
    """The years over which a yearly rate holds; `found` are the sentence's values, already dated."""
    figure = scene.figures[index]
    mention, _ = scene.attached[index]
    timing = _named(scene, mention)
    if mention is not None and timing.relative is not None and timing.relative.kind is Relative.FORECAST_WINDOW:
        timing = window_timing(scene, timing, mention)
    if mention is not None and is_plain_anaphor(scene.text, mention):
        timing = replace(timing, period=scene.dated_before(mention, windows=True), uncertain=True)
    levels = [period for _, period in dates_of_values(scene, found)]
    earlier = [
        p for subject, p in scene.memory.levels if None in (subject, figure.subject) or subject == figure.subject
    ]
    reached = _date_reached(scene, figure)
    beside = [t.period for t in _beside(scene, figure, found) if t.period is not None]
    if timing.period is None and reached is not None and len(beside) == 1 and len({*levels} - {reached}) > 1:
        levels = beside  # the values of another clause have two dates of their own
    return resolve_rate(timing, Dates(levels, earlier, reached), scene.moment)


def _date_reached(scene: Scene, figure: Measured) -> Period | None:
    """The date by which the value before a rate is reached (`$9 million by 2029, at a CAGR of 5%`)."""
    for index, (other, (mention, _)) in enumerate(zip(scene.figures, scene.attached, strict=True)):
        value = mention.value if mention is not None else None
        if other.changes or mention is None or not isinstance(value, Period) or other.clause != figure.clause:
            continue
        end = max(mention.span.end, other.mention.span.end)
        apart = _ANOTHER_THING.search(scene.text, end, figure.mention.span.start)
        if not value.window and not apart and ("by" in mention.cues or is_reached(scene, index)):
            return value
    return None


def change_timing(scene: Scene, index: int, found: Sequence[Timing]) -> Timing:
    """The step of a change: between two dated values, or to the current period from what it is measured against."""
    figure = scene.figures[index]
    mention, _ = scene.attached[index]
    timing = _named(scene, mention)
    comparison = scene.comparison(index)
    if timing.relative is None and comparison is not None and isinstance(comparison.value, RelativePeriod):
        timing = replace(timing, relative=comparison.value)
    if timing.period is not None and timing.period.window:
        return timing
    if timing.period is not None and _is_one_of_a_series(scene, index):
        return _step(timing, periods.previous(timing.period), timing.period, timing.words, uncertain=False)
    dated = sorted({t.period for t in _beside(scene, figure, found) if t.period is not None}, key=_order)
    if len(dated) >= 2:
        unsure = any(t.uncertain for t in _beside(scene, figure, found))
        return _step(timing, dated[0], dated[-1], "the dated values", unsure)
    if mention is not None and timing.relative is not None:
        if timing.relative.kind is Relative.FORECAST_WINDOW:
            return window_timing(scene, timing, mention)
        if timing.relative.kind in _RANGE_OF_YEARS:
            latest = scene.latest()
            return resolve_years(timing, timing.relative, [*dated, latest] if latest else dated, scene.moment)
    base = scene.base(index)
    return (
        _from_named_base(scene, index, timing, base) if base else _from_assumed_base(scene, index, timing, comparison)
    )


def _is_one_of_a_series(scene: Scene, index: int) -> bool:
    """Whether a change is one of several of a sentence that each name a year (`5 % in 2022 and 8 % in 2023`)."""
    years = [
        mention.value
        for figure, (mention, _) in zip(scene.figures, scene.attached, strict=True)
        if figure.concept is Concept.CHANGE and mention is not None and isinstance(mention.value, Period)
    ]
    own = scene.attached[index][0]
    single = all(periods.is_single_year(year) for year in years)
    return single and own is not None and len({*years}) > 1 and len({*years}) == len(years)


def _from_named_base(scene: Scene, index: int, timing: Timing, base: Known) -> Timing:
    current = scene.current(index)
    if current is None or not periods.before(base.period, current.period):
        return replace(timing, period=None)
    return _step(timing, base.period, current.period, f"{current.words} against {base.words}", current.uncertain)


def _from_assumed_base(scene: Scene, index: int, timing: Timing, comparison: Mention | None) -> Timing:
    """A change to the current period from a year (a quarter, a month) back, as the words say; a year where none do."""
    if comparison is not None and is_plain_anaphor(scene.text, comparison) and not is_against(comparison):
        window = scene.dated_before(comparison, windows=True)
        if window is not None:
            return replace(timing, period=window, uncertain=True)
    told = comparison is not None or scene.is_result(index)
    current = scene.current(index) if told else scene.named(index)
    value = comparison.value if comparison is not None else RelativePeriod(Relative.YEAR_ON_YEAR)
    if current is None or not isinstance(value, RelativePeriod):
        return replace(timing, period=None)
    earlier = compared_with(current.period, value, comparison.cues if comparison is not None else ())
    if earlier is None:
        return replace(timing, period=None)
    assumed = current.uncertain or (comparison is None and not periods.is_single_year(current.period))
    return _step(timing, earlier, current.period, " ".join(filter(None, (timing.words, current.words))), assumed)


def amount_timing(scene: Scene, index: int, found: Sequence[Timing]) -> Timing:
    """An amount of change (`a drop of $8 million`) belongs to the step of the percentage beside it."""
    figure = scene.figures[index]
    beside = zip(scene.figures, found, strict=True)
    steps = [t for other, t in beside if other.concept is Concept.CHANGE and distance(other, figure) < BESIDE]
    return replace(next((t for t in steps if t.period is not None), found[index]), uncertain=True)


def _named(scene: Scene, mention: Mention | None) -> Timing:
    """The timing that a mention gives before it is resolved."""
    if mention is None:
        return Timing()
    if isinstance(mention.value, Period):
        return Timing(mention.value, None, mention.value.label, mention.cues, ASSUMED in mention.cues)
    if isinstance(mention.value, RelativePeriod):
        return Timing(None, mention.value, scene.words_of(mention), mention.cues)
    return Timing()


def _beside(scene: Scene, figure: Measured, found: Sequence[Timing]) -> list[Timing]:
    """The values in the clause of a change or rate that stand at one date."""
    pairs = zip(scene.figures, found, strict=True)
    near = [t for other, t in pairs if not other.changes and other.clause == figure.clause]
    return [t for t in near if t.period is not None and not t.period.window and t.period.end is not None]


def _order(period: Period) -> tuple[int, str]:
    return (period.end.toordinal() if period.end is not None else 0, period.label)


def _step(timing: Timing, first: Period, last: Period, words: str, uncertain: bool) -> Timing:
    """The change from one period to another."""
    try:
        window = periods.window(first, last)
    except ValueError:  # the later one ends before the earlier one begins
        return replace(timing, period=None)
    return replace(timing, period=window, words=words, uncertain=timing.uncertain or uncertain)
