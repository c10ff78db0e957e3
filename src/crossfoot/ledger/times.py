"""When a figure holds: which of the sentence's periods belongs to which figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crossfoot import periods
from crossfoot.model import Concept, Mention, Period, Relative, RelativePeriod, Span

_APART = re.compile(
    r"[;:]|,\s+(?:and|while|with|but|followed|growing|up|down|compared)\b|\b(?:while|whereas|but|and|compared|"
    r"versus|vs|against|from a year)\b|[.!?]\s"
)
_APART_RATE = re.compile(r";|\b(?:while|whereas|but)\b")
_REACH = 60
_GROWTH = (Concept.GROWTH_RATE, Concept.CHANGE)


@dataclass(frozen=True, slots=True)
class Timing:
    """A figure's period with the words that gave it.

    `relative` is kept where the words are relative, whether or not they could be resolved.
    """

    period: Period | None = None
    relative: RelativePeriod | None = None
    words: str = ""
    cues: tuple[str, ...] = ()
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """What the report tells about its own time: the forecast window and its date."""

    forecast: Period | None
    report_year: int | None


def attach(
    text: str, sentence: Span, figures: Sequence[Mention], growth: Sequence[bool], times: Sequence[Mention]
) -> list[Timing]:
    """For each figure of the sentence the period that the words give it, before resolution.

    A period just behind a figure belongs to it; else one before it that no other figure took;
    else the one that opens the sentence, for every figure that has none.
    """
    found: list[Mention | None] = [None] * len(figures)
    for index, figure in enumerate(figures):
        end = figures[index + 1].whole.start if index + 1 < len(figures) else sentence.end
        found[index] = _behind(text, figure, end, times, growth[index])
    taken = {mention.span for mention in found if mention is not None}
    for index, figure in enumerate(figures):
        if found[index] is None:
            start = figures[index - 1].span.end if index else sentence.start
            found[index] = _ahead(text, start, figure, [t for t in times if t.span not in taken], growth[index])
    first = figures[0].whole.start if figures else sentence.end
    opening = next((t for t in times if t.whole.start < first and t.span not in taken), None)
    carried: Mention | None = None
    timings = []
    for index, mention in enumerate(found):
        shared = mention is None and not growth[index]
        own = mention or (opening if shared else None) or (carried if shared and _parallel(figures, index) else None)
        if own is not None and not growth[index]:
            carried = own
        timings.append(_timing(own, shared and own is not None and own is not opening))
    return timings


def _parallel(figures: Sequence[Mention], index: int) -> bool:
    """Whether the figure is one more of the same kind as the one before (`…, Europe at 30%`)."""
    return index > 0 and figures[index].kind is figures[index - 1].kind and figures[index].kind.value == "percent"


def _timing(mention: Mention | None, uncertain: bool) -> Timing:
    if mention is None:
        return Timing()
    if isinstance(mention.value, Period):
        return Timing(mention.value, None, str(mention.value.label), mention.cues, uncertain)
    if isinstance(mention.value, RelativePeriod):
        return Timing(None, mention.value, mention.value.kind.value, mention.cues, uncertain)
    return Timing()


def _behind(text: str, figure: Mention, end: int, times: Sequence[Mention], rate: bool) -> Mention | None:
    apart = _APART_RATE if rate else _APART
    best: Mention | None = None
    for mention in times:
        if not figure.span.end <= mention.whole.start < end:
            continue
        gap = text[figure.span.end : mention.whole.start]
        if len(gap) > _REACH + 40 * rate or apart.search(gap) or (not rate and re.search(r"\bfrom\s*$", gap)):
            break
        if best is None or (rate and _fits_rate(mention) and not _fits_rate(best)):
            best = mention
    return best


def _fits_rate(mention: Mention) -> bool:
    """A rate holds over a span of years, so a window or a relative span beats a single year."""
    return isinstance(mention.value, RelativePeriod) or (isinstance(mention.value, Period) and mention.value.window)


def _ahead(text: str, start: int, figure: Mention, times: Sequence[Mention], rate: bool) -> Mention | None:
    apart = _APART_RATE if rate else _APART
    for mention in reversed(times):
        if not start <= mention.whole.start < figure.whole.start:
            continue
        gap = text[mention.span.end : figure.whole.start]
        if len(gap) <= 130 and not apart.search(gap):
            return mention
    return None


def resolve_rate(timing: Timing, levels: Sequence[Period], earlier: Sequence[Period], moment: Moment) -> Timing:
    """The span of years of a growth rate.

    `levels` are the periods of the dated values in the same sentence, `earlier` those of the
    sentence before. The report's forecast window dates `the forecast period` unless the
    sentence itself dates two values.
    """
    dated = _span_of(levels)
    period, relative = timing.period, timing.relative
    if period is not None and not period.window and len(levels) == 1 and periods.before(period, levels[0]):
        # `as of 2023 … to $1 billion by 2025`: the rate leads from its own date to the value's
        return Timing(periods.window(period, levels[0]), relative, timing.words, timing.cues, True)
    if period is not None and not period.window and "from" not in timing.cues:
        ends_window = set(timing.cues) & {"by", "through", "until", "till", "to", "up to"}
        period = periods.window(None, period) if ends_window else None
    if period is not None and period.window:
        if period.start is None:
            base = next((p for p in (*levels, *earlier) if not p.window and periods.before(p, _last(period))), None)
            if base is not None:
                return Timing(
                    periods.window(base, _last(period)), relative, f"{base.label} to {timing.words}", timing.cues
                )
        return Timing(period, relative, timing.words, timing.cues, timing.uncertain)
    if dated is not None:
        return Timing(dated, relative, "the dated values of the sentence", timing.cues, timing.uncertain)
    if relative is not None:
        return _resolve_relative(timing, relative, (*levels, *earlier), moment)
    return Timing(None, None, timing.words, timing.cues)


def _span_of(levels: Sequence[Period]) -> Period | None:
    single = sorted((p for p in levels if not p.window and p.end is not None), key=lambda p: (p.end, p.label))
    if len(single) < 2 or periods.start_year(single[0]) == periods.end_year(single[-1]):
        return None
    return periods.window(single[0], single[-1])


def _last(period: Period) -> Period:
    """The last year of a window."""
    year = periods.end_year(period)
    assert year is not None
    return periods.year(year)


def _resolve_relative(timing: Timing, relative: RelativePeriod, bases: Sequence[Period], moment: Moment) -> Timing:
    if relative.kind is Relative.FORECAST_WINDOW:
        return Timing(moment.forecast, relative, "forecast period", timing.cues, timing.uncertain)
    if relative.kind in (Relative.NEXT_YEARS, Relative.LENGTH_YEARS) and relative.low is not None:
        base = next((periods.start_year(p) for p in bases if not p.window), None) or moment.report_year
        if base is None:
            return Timing(None, relative, timing.words, timing.cues, True)
        years = relative.high if relative.low == relative.high else 10
        end = periods.year(base + (years or relative.low))
        uncertain = relative.low != relative.high
        return Timing(periods.window(periods.year(base), end), relative, timing.words, timing.cues, uncertain)
    return Timing(None, relative, timing.words, timing.cues, timing.uncertain)


def resolve_change(timing: Timing, levels: Sequence[Period]) -> Timing:
    """The two dates of a change: those of the values beside it, or a year back from its own period."""
    dated = sorted({p for p in levels if not p.window and p.end is not None}, key=lambda p: (p.end, p.label))
    if len(dated) >= 2:
        return Timing(periods.window(dated[0], dated[-1]), timing.relative, "the dated values", timing.cues)
    own = timing.period or (dated[0] if dated else None)
    if own is None or own.window:
        return Timing(own, timing.relative, timing.words, timing.cues, timing.uncertain)
    if timing.relative is None or timing.relative.kind is not Relative.QUARTER_ON_QUARTER:
        earlier = periods.shift_years(own, -1)
    else:
        earlier = periods.previous(own)
    return Timing(periods.window(earlier, own), timing.relative, timing.words, timing.cues, timing.uncertain)
