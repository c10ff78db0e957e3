"""The span of years over which a yearly rate holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crossfoot import periods
from crossfoot.ledger.timing import Moment, Timing
from crossfoot.model import Period, Relative, RelativePeriod

ENDS = frozenset({"by", "through", "until", "till", "to", "up to", "up until"})


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of the values near a rate: in its sentence, and in the sentence before.

    `reached` is the one later date that the sentence gives (`will reach $9 million by 2029`).
    """

    levels: Sequence[Period]
    earlier: Sequence[Period]
    reached: Period | None = None


def resolve_rate(timing: Timing, dates: Dates, moment: Moment) -> Timing:
    """The span of years of a growth rate.

    The report's forecast window dates `the forecast period` unless the sentence itself dates
    two values. A rate `by 2030` alone has an open start.
    """
    dated = _span_of(dates.levels)
    period, relative = timing.period, timing.relative
    levels = dates.levels
    if period is not None and not period.window and len(levels) == 1 and periods.before(period, levels[0]):
        # `as of 2023 … to $1 billion by 2025`: the rate leads from its own date to the value's
        return replace(timing, period=periods.window(period, levels[0]), uncertain=True)
    if period is not None and not period.window and "from" not in timing.cues:
        period = periods.window(None, period) if ENDS.intersection(timing.cues) else None
    if period is not None and period.window:
        return _with_start(timing, period, (*levels, *dates.earlier))
    if dated is not None:
        return replace(timing, period=dated, words="the dated values of the sentence")
    if relative is not None:
        return resolve_years(timing, relative, (*levels, *dates.earlier), moment)
    if dates.reached is not None:
        return _with_start(
            replace(timing, words="the date of the value"), periods.window(None, dates.reached), dates.earlier
        )
    return replace(timing, period=None)


def _with_start(timing: Timing, window: Period, bases: Sequence[Period]) -> Timing:
    """A window without a start begins at the date of the value that the rate starts from."""
    if window.start is None:
        last = periods.parse_label(window.label.removeprefix("/"))
        base = next((p for p in bases if not p.window and periods.before(p, last)), None)
        if base is not None:
            words = f"{base.label} to {timing.words}"
            return replace(timing, period=periods.window(base, last), words=words)
    return replace(timing, period=window)


def _span_of(levels: Sequence[Period]) -> Period | None:
    single = sorted((p for p in levels if not p.window and p.end is not None), key=lambda p: (p.end, p.label))
    if len(single) < 2 or periods.start_year(single[0]) == periods.end_year(single[-1]):
        return None
    return periods.window(single[0], single[-1])


def resolve_years(timing: Timing, relative: RelativePeriod, bases: Sequence[Period], moment: Moment) -> Timing:
    """The window of `the next five years`, `a five-year period` or `the forecast period`."""
    if relative.kind is Relative.FORECAST_WINDOW:
        return replace(timing, period=timing.period or moment.forecast, words="forecast period")
    if relative.kind in (Relative.NEXT_YEARS, Relative.LENGTH_YEARS) and relative.low is not None:
        base = next((periods.start_year(p) for p in bases if not p.window), None) or moment.report_year
        if base is None:
            return replace(timing, period=None, uncertain=True)
        years = relative.high if relative.low == relative.high else 10
        end = periods.year(base + (years or relative.low))
        return replace(timing, period=periods.window(periods.year(base), end), uncertain=relative.low != relative.high)
    if relative.kind is Relative.PAST_YEARS and relative.low is not None and relative.low == relative.high:
        last = next((p for p in bases if not p.window), None)
        year = periods.end_year(last) if last is not None else moment.report_year
        if year is not None and "ago" not in timing.cues:
            return replace(
                timing, period=periods.window(periods.year(year - relative.low), periods.year(year)), uncertain=True
            )
    return replace(timing, period=None)
