"""Each figure of a sentence resolved to its period: a value to a date, a change or rate to its two ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crossfoot import periods
from crossfoot.annotate.period_words import WHOLE_YEAR
from crossfoot.ledger.time_carrying import ASSUMED
from crossfoot.ledger.time_comparison import COMPARING, compared_with, is_against, is_plain_anaphor
from crossfoot.ledger.time_rates import ENDS, Dates, resolve_rate, resolve_years
from crossfoot.ledger.time_scene import Known, Scene
from crossfoot.ledger.timing import Measured, Timing
from crossfoot.model import Concept, Mention, Period, Relative, RelativePeriod

_REACHING = re.compile(r"\b(?:reach|hit|attain|touch|surpass|exceed|total)(?:es|ed|ing|s)?\b", re.IGNORECASE)
_FORECAST_NAMED = re.compile(
    r"forecast|project|predict|study|assess|estimat|evaluat|analy|review|outlook", re.IGNORECASE
)
_ANOTHER_THING = re.compile(r"\band\b|[;.]\s", re.IGNORECASE)
_BESIDE = 60
_STEPS = frozenset({Relative.YEAR_ON_YEAR, Relative.QUARTER_ON_QUARTER, Relative.MONTH_ON_MONTH})
_RANGE_OF_YEARS = frozenset({Relative.NEXT_YEARS, Relative.PAST_YEARS, Relative.LENGTH_YEARS})
_SOLD = re.compile(r"\b(?:sold|shipped|delivered|produced)\s(?:\w+\s){0,2}$", re.IGNORECASE)


def timings_of(scene: Scene) -> list[Timing]:
    """The timing of every figure: values first, for they date the changes and rates beside them."""
    found = [Timing() if figure.changes else _level(scene, i) for i, figure in enumerate(scene.figures)]
    for index, figure in enumerate(scene.figures):
        if figure.concept is Concept.GROWTH_RATE:
            found[index] = _rate(scene, index, found)
        elif figure.changes:
            found[index] = _change(scene, index, found)
    for index in range(len(scene.figures)):
        if found[index].period is None and _is_amount_of_change(scene, index):
            found[index] = _of_change_beside(scene, index, found)
    return found


def date_of_shares(scene: Scene, timings: Sequence[Timing]) -> Period | None:
    """The date of the sentence's last dated share."""
    dated = zip(scene.figures, timings, strict=True)
    shares = [t.period for f, t in dated if f.concept is Concept.SHARE and t.period and not t.period.window]
    return shares[-1] if shares else None


def dates_of_values(scene: Scene, timings: Sequence[Timing]) -> list[tuple[str | None, Period]]:
    """The dates of the sentence's values, each with the subject of its value."""
    dated = zip(scene.figures, timings, strict=True)
    return [(f.subject, t.period) for f, t in dated if t.period and not t.period.window and not f.changes]


# --- values ------------------------------------------------------------------------------


def _level(scene: Scene, index: int) -> Timing:
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
        return _window(scene, timing, mention)
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
        return _back(scene, timing, scene.current(index), mention, value)
    current = scene.current(index)
    if current is None:
        return timing
    return replace(timing, period=current.period, words=current.words, uncertain=current.uncertain)


def _back(scene: Scene, timing: Timing, current: Known | None, mention: Mention, value: RelativePeriod) -> Timing:
    """The period that lies before the current one by such words; a bare `last year` by the report's date."""
    if current is not None:
        period = compared_with(current.period, value, mention.cues)
        words = f"{timing.words} from {current.words}"
        return replace(timing, period=period, words=words, uncertain=timing.uncertain or current.uncertain)
    date = scene.moment.report_date
    year = periods.end_year(date) if date is not None else None
    if value.kind is not Relative.PRIOR_YEAR or year is None:
        return timing
    return replace(timing, period=periods.year(year - 1), words=f"{timing.words}, by the report's date", uncertain=True)


def _unnamed_level(scene: Scene, index: int) -> Timing:
    figure = scene.figures[index]
    if _is_amount_of_change(scene, index):
        return Timing()
    comparison = scene.comparison(index)
    current = scene.current(index)
    if figure.is_base:
        if comparison is None or current is None or not isinstance(comparison.value, RelativePeriod):
            return Timing()
        timing = Timing(words=scene.words_of(comparison), uncertain=True)
        return _back(scene, timing, current, comparison, comparison.value)
    if current is None or not _takes_current(scene, index, comparison):
        reached = _reached(scene, index)
        return Timing(reached, words="the end of the rate's years", uncertain=True) if reached else Timing()
    return Timing(current.period, words=current.words, uncertain=True)


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
    if not _is_reached(scene, index):
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


def _is_reached(scene: Scene, index: int) -> bool:
    """Whether words such as `reaching` lead to a value."""
    figure = scene.figures[index]
    start = scene.figures[index - 1].mention.span.end if index else scene.sentence.start
    return "to" in figure.roles and _REACHING.search(scene.text, start, figure.mention.span.start) is not None


def _coming(mention: Mention, value: RelativePeriod, year: int) -> Period | None:
    """The year that `next year` or `the end of the decade` means in a report of that year."""
    if "end of the decade" in mention.cues:
        return periods.year(year // 10 * 10 + 10)
    return periods.year(year + value.low) if value.low is not None and value.low == value.high else None


# --- changes and rates -------------------------------------------------------------------


def _rate(scene: Scene, index: int, found: Sequence[Timing]) -> Timing:
    figure = scene.figures[index]
    mention, _ = scene.attached[index]
    timing = _named(scene, mention)
    if mention is not None and timing.relative is not None and timing.relative.kind is Relative.FORECAST_WINDOW:
        timing = _window(scene, timing, mention)
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
        if not value.window and not apart and ("by" in mention.cues or _is_reached(scene, index)):
            return value
    return None


def _change(scene: Scene, index: int, found: Sequence[Timing]) -> Timing:
    figure = scene.figures[index]
    mention, _ = scene.attached[index]
    timing = _named(scene, mention)
    comparison = scene.comparison(index)
    if timing.relative is None and comparison is not None and isinstance(comparison.value, RelativePeriod):
        timing = replace(timing, relative=comparison.value)
    if timing.period is not None and timing.period.window:
        return timing
    dated = sorted({t.period for t in _beside(scene, figure, found) if t.period is not None}, key=_order)
    if len(dated) >= 2:
        unsure = any(t.uncertain for t in _beside(scene, figure, found))
        return _step(timing, dated[0], dated[-1], "the dated values", unsure)
    if mention is not None and timing.relative is not None:
        if timing.relative.kind is Relative.FORECAST_WINDOW:
            return _window(scene, timing, mention)
        if timing.relative.kind in _RANGE_OF_YEARS:
            latest = scene.latest()
            return resolve_years(timing, timing.relative, [*dated, latest] if latest else dated, scene.moment)
    base = scene.base(index)
    return (
        _from_named_base(scene, index, timing, base) if base else _from_assumed_base(scene, index, timing, comparison)
    )


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


def _of_change_beside(scene: Scene, index: int, found: Sequence[Timing]) -> Timing:
    """An amount of change (`a drop of $8 million`) belongs to the step of the percentage beside it."""
    figure = scene.figures[index]
    beside = zip(scene.figures, found, strict=True)
    steps = [t for other, t in beside if other.concept is Concept.CHANGE and _distance(other, figure) < _BESIDE]
    return replace(next((t for t in steps if t.period is not None), found[index]), uncertain=True)


def _is_amount_of_change(scene: Scene, index: int) -> bool:
    """Whether a value is an amount by which something changed, with the percentage beside it."""
    figure = scene.figures[index]
    changes = [f for f in scene.figures if f.concept is Concept.CHANGE]
    return "increment" in figure.roles and any(_distance(f, figure) < _BESIDE for f in changes)


def _distance(one: Measured, other: Measured) -> int:
    return abs(one.mention.span.start - other.mention.span.start)


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


def _window(scene: Scene, timing: Timing, mention: Mention) -> Timing:
    """`the forecast period` by the report's own window, `this period` by the one spoken of last."""
    if not _FORECAST_NAMED.search(scene.words_of(mention)):
        last = scene.dated_before(mention, windows=True)
        if last is not None:
            return replace(timing, period=last, uncertain=True)
    return replace(timing, period=scene.moment.forecast, words="forecast period")


def _order(period: Period) -> tuple[int, str]:
    return (period.end.toordinal() if period.end is not None else 0, period.label)


def _step(timing: Timing, first: Period, last: Period, words: str, uncertain: bool) -> Timing:
    """The change from one period to another."""
    try:
        window = periods.window(first, last)
    except ValueError:  # the later one ends before the earlier one begins
        return replace(timing, period=None)
    return replace(timing, period=window, words=words, uncertain=timing.uncertain or uncertain)
