"""Start, end and yearly rate: does the one follow from the others?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crossfoot import periods
from crossfoot.checks import slips
from crossfoot.checks.comparing import evidence, figure_of, printed, quote, said, values_of_equation, year_of
from crossfoot.figures import (
    compound,
    divide,
    gap,
    growth,
    meets,
    middle,
    negate,
    percent_of_fraction,
    show_interval,
    show_like,
)
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Conflict, Fact, Interval

NEAR_RATE = Decimal("0.15")  # points beyond the intervals that may be a slip of the last digit
BASE_YEAR_PULL = Decimal("1.6")  # how much faster than stated the year before the window may have grown


@dataclass(frozen=True, slots=True)
class GrowthPath:
    """Two dated values of one thing and the yearly rate that is said to join them."""

    start: Fact
    end: Fact
    rate: Fact
    years: int
    certain: bool = True


def compare_path(ledger: Ledger, path: GrowthPath) -> Conflict | None:
    """The conflict of a path whose rate does not join its ends, or None."""
    start, end, rate = figure_of(path.start), figure_of(path.end), figure_of(path.rate)
    implied = _implied(start.narrow, end.narrow, path.years)
    if meets(implied, rate.narrow):
        return None
    outcome, assumptions = _judge(path, implied)
    if outcome is None:
        return None
    years = f"{path.years} years" if path.years != 1 else "one year"
    arithmetic = (
        f"{printed(path.start)} → {printed(path.end)} over {years} is {show_interval(implied, 'percent')} a year; "
        f"the text says {quote(ledger, path.rate.span)} ({show_interval(rate.narrow, 'percent')})"
    )
    values = values_of_equation(
        said(ledger, path.start),
        said(ledger, path.end),
        said(ledger, path.rate),
        f"{show_interval(implied, 'percent')} a year over {years}",
        years,
        (
            path.start.period.label if path.start.period else "the start",
            path.end.period.label if path.end.period else "the end",
        ),
    )
    places = evidence(start=path.start.span, end=path.end.span, rate=path.rate.span)
    slip = slips.of_path(start, end, rate, path.years)
    assumed = (*assumptions, *_assumed(path))
    return Conflict(outcome, places, values, arithmetic, assumed, _repairs(path, implied), slip=slip)


def _implied(start: Interval, end: Interval, years: int) -> Interval:
    return percent_of_fraction(growth(start, end, years))


def _judge(path: GrowthPath, implied: Interval) -> tuple[str | None, tuple[str, ...]]:
    """Which outcome, and the reading that rescues the statement where there is one."""
    start, end, rate = figure_of(path.start), figure_of(path.end), figure_of(path.rate)
    if meets(negate(rate.narrow), implied):
        return ("contradiction" if path.certain else "uncertain"), ()
    if _opens_before_window(path):
        return _base_year(path)
    if meets(_implied(start.wide, end.wide, path.years), rate.wide):
        return "rescued", ("the figures agree only if the round ones are rounded generously",)
    for years in (path.years - 1, path.years + 1):
        if years > 0 and meets(_implied(start.narrow, end.narrow, years), rate.narrow):
            return "rescued", (f"the figures agree only over {years} years, not {path.years}",)
    if gap(implied, rate.narrow) <= NEAR_RATE:
        return "near", ("the rate misses by a last digit",)
    return ("contradiction" if path.certain else "uncertain"), ()


def _opens_before_window(path: GrowthPath) -> bool:
    """Whether the first value is dated one year before the stated window of the rate."""
    window = path.rate.period
    first = periods.start_year(window) if window is not None and window.window else None
    return first is not None and year_of(path.start.period) == first - 1 and path.years > 1


def _base_year(path: GrowthPath) -> tuple[str | None, tuple[str, ...]]:
    """A value one year before the window is fine when the year between grew by 0 to 1.6 times the rate."""
    start, end, rate = figure_of(path.start), figure_of(path.end), figure_of(path.rate)
    at_window_start = divide(end.narrow, compound(Interval(Decimal(1), Decimal(1)), rate.narrow, path.years - 1))
    first_year = percent_of_fraction(growth(start.narrow, at_window_start, 1))
    top = rate.narrow.high
    allowed = Interval(Decimal(0), top * BASE_YEAR_PULL if top is not None else None)
    if meets(first_year, allowed):
        return None, ()
    shown = show_interval(first_year, "percent")
    return "rescued", (f"the rate holds over its own window only if the year before it brought {shown}",)


def _assumed(path: GrowthPath) -> tuple[str, ...]:
    start, end = path.start.period, path.end.period
    subject = path.start.subject or path.rate.subject
    assumed = [f"all three are about the {subject}"] if subject else []
    if start is not None and end is not None:
        assumed.append(f"{path.years} years from {start.label} to {end.label}")
    return tuple(assumed)


def _repairs(path: GrowthPath, implied: Interval) -> tuple[str, ...]:
    start, end, rate = figure_of(path.start), figure_of(path.end), figure_of(path.rate)
    repairs = []
    if (value := middle(implied)) is not None:
        repairs.append(f"rate {show_like(rate, value)}")
    one = Interval(rate.value, rate.upper or rate.value)
    factor = compound(Interval(Decimal(1), Decimal(1)), one, path.years)
    grown = middle(compound(Interval(start.value, start.value), one, path.years))
    if grown is not None:
        repairs.append(f"or end value {show_like(end, grown)}")
    if (
        factor.low is not None
        and factor.low > 0
        and (shrunk := middle(divide(Interval(end.value, end.value), factor))) is not None
    ):
        repairs.append(f"or start value {show_like(start, shrunk)}")
    return tuple(repairs)


def paths_in(facts: Sequence[Fact], rate: Fact) -> Iterator[GrowthPath]:
    """The paths of one rate within its own sentence (and the one before): earliest to latest value."""
    dated = sorted(
        ((year_of(f.period), f) for f in facts if year_of(f.period) is not None),
        key=lambda pair: (pair[0] or 0, pair[1].span),
    )
    if len(dated) >= 2 and dated[0][0] != dated[-1][0]:
        yield from _between(dated, rate)
        return
    window = rate.period
    if window is None or not window.window:
        return
    first, last = periods.start_year(window), periods.end_year(window)
    if first is None or last is None or len(facts) != 2:
        return
    yield from _dated_by_window(facts, rate, first, last)


def _between(dated: Sequence[tuple[int | None, Fact]], rate: Fact) -> Iterator[GrowthPath]:
    """From the earliest value to the latest; with three values, from the one that opens the rate's window."""
    end_year, end = dated[-1]
    starts = [(year, fact) for year, fact in dated[:-1] if year != end_year]
    first = periods.start_year(rate.period) if rate.period is not None else None
    if len(starts) > 1:
        starts = [pair for pair in starts if pair[0] == first] or starts[:1]
    for year, start in starts[:1]:
        if year is not None and end_year is not None:
            yield GrowthPath(start, end, rate, end_year - year)


def _dated_by_window(facts: Sequence[Fact], rate: Fact, first: int, last: int) -> Iterator[GrowthPath]:
    """One value is dated, or stands `at` the start and the other is `reached`: the rate's window dates the rest."""
    one, other = facts
    if last <= first or "from" in one.qualifiers & other.qualifiers:
        return
    years = {id(fact): year_of(fact.period) for fact in facts}
    reached = [f for f in facts if "to" in f.qualifiers and years[id(f)] in (None, last)]
    if len(reached) != 1:
        return
    end = reached[0]
    start = other if end is one else one
    begun = years[id(start)]
    if begun is not None:
        if begun < last:
            yield GrowthPath(start, end, rate, last - begun)
    elif years[id(end)] == last or years[id(end)] is None:
        yield GrowthPath(start, end, rate, last - first, certain=False)
