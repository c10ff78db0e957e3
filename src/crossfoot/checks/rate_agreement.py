"""Two yearly rates of one thing: can both hold over their windows?"""

from __future__ import annotations

from decimal import Decimal

from crossfoot import periods
from crossfoot.checks.comparing import evidence, figure_of, quote, said
from crossfoot.figures import (
    add,
    divide,
    exactly,
    fraction_of_percent,
    meets,
    percent_of_fraction,
    power,
    show_interval,
    show_value,
    subtract,
)
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Conflict, Fact, Interval, Period, Relative

_ERROR = (Decimal("0.25"), Decimal(3))
_WARNING = (Decimal("0.5"), Decimal("1.5"))


def compare_rates(ledger: Ledger, one: Fact, other: Fact) -> tuple[bool, Conflict | None]:
    """Whether the two rates can be compared, and their conflict where they cannot both hold."""
    if figure_of(one).unit != "percent" or one.span == other.span:
        return False, None
    first, second = _years(one), _years(other)
    if first is None or second is None:
        return _compare_unstated(ledger, one, other)
    shared = min(first[1], second[1]) - max(first[0], second[0])
    if shared <= 0:
        return False, None
    if meets(figure_of(one).narrow, figure_of(other).narrow):
        return True, None
    if first == second:
        return True, _same_window(ledger, one, other)
    return True, _overlapping(ledger, one, other, first, second, shared)


def _years(fact: Fact) -> tuple[int, int] | None:
    """First and last year of a rate's window; None where either is not stated."""
    period = fact.period
    if period is None or not period.window:
        return None
    start, end = periods.start_year(period), periods.end_year(period)
    return (start, end) if start is not None and end is not None and start < end else None


def _compare_unstated(ledger: Ledger, one: Fact, other: Fact) -> tuple[bool, Conflict | None]:
    """A rate without a full window is compared when nothing says that it is about other years."""
    if _is_past(one) != _is_past(other) or not _may_overlap(one.period, other.period):
        return False, None
    if any(not _speaks_of_window(fact) and "subject" in fact.uncertain for fact in (one, other)):
        return False, None  # neither its years nor whose rate it is stand beside it
    a, b = figure_of(one), figure_of(other)
    if meets(a.narrow, b.narrow):
        return True, None
    if meets(a.wide, b.wide):
        return True, _conflict(ledger, one, other, "rescued", "they agree only if both are read generously")
    ratio = max(abs(a.value), abs(b.value)) / max(min(abs(a.value), abs(b.value)), Decimal("0.01"))
    forecast = all(_speaks_of_window(fact) for fact in (one, other))
    outcome = "contradiction" if forecast and ratio >= Decimal("1.3") else "uncertain"
    return True, _conflict(ledger, one, other, outcome, "no different years are stated for them")


def _speaks_of_window(fact: Fact) -> bool:
    return fact.period is not None or (fact.relative is not None and fact.relative.kind is Relative.FORECAST_WINDOW)


def _is_past(fact: Fact) -> bool:
    return fact.relative is not None and fact.relative.kind in (
        Relative.PAST_YEARS,
        Relative.YEAR_ON_YEAR,
        Relative.PRIOR_YEAR,
    )


def _may_overlap(one: Period | None, other: Period | None) -> bool:
    if one is None or other is None:
        return True
    starts = [periods.start_year(p) for p in (one, other)]
    ends = [periods.end_year(p) for p in (one, other)]
    known_starts = [year for year in starts if year is not None]
    known_ends = [year for year in ends if year is not None]
    return not known_starts or not known_ends or max(known_starts) < min(known_ends)


def _same_window(ledger: Ledger, one: Fact, other: Fact) -> Conflict:
    outcome = "rescued" if meets(figure_of(one).wide, figure_of(other).wide) else "contradiction"
    reason = "they agree only if both are read generously" if outcome == "rescued" else "both are for the same years"
    return _conflict(ledger, one, other, outcome, reason)


def _overlapping(
    ledger: Ledger, one: Fact, other: Fact, first: tuple[int, int], second: tuple[int, int], shared: int
) -> Conflict | None:
    """Give the shared years the other's rate: what must the rest of each window grow by?"""
    worst = 0
    reasons = []
    for (stated, window), (rate, _) in (((one, first), (other, second)), ((other, second), (one, first))):
        rest = window[1] - window[0] - shared
        if rest <= 0:
            continue
        needed = _rest_rate(figure_of(stated).narrow, figure_of(rate).narrow, window[1] - window[0], shared)
        strain = _strain(needed, figure_of(stated).value)
        if strain > worst:
            worst = strain
            years = "one year" if rest == 1 else f"{rest} years"
            reasons = [
                f"with {quote(ledger, rate.span)} in the {shared} shared years, the other {years} of "
                f"{window[0]}–{window[1]} "
                f"would need {show_interval(needed, 'percent')} a year against the stated "
                f"{show_value(figure_of(stated).value, 'percent')}"
            ]
    if worst == 0:
        return None
    if meets(figure_of(one).wide, figure_of(other).wide):
        worst = 1
    return _conflict(ledger, one, other, "contradiction" if worst == 2 else "strained", reasons[0])


def _rest_rate(stated: Interval, shared_rate: Interval, years: int, shared: int) -> Interval:
    whole = power(add(exactly(1), fraction_of_percent(stated)), years)
    part = power(add(exactly(1), fraction_of_percent(shared_rate)), shared)
    rest = power(divide(whole, part), Decimal(1) / (years - shared))
    return percent_of_fraction(subtract(rest, exactly(1)))


def _strain(needed: Interval, stated: Decimal) -> int:
    """2: beyond a quarter or three times the stated rate at its most generous; 1: beyond half or one and a half."""
    for strain, (low, high) in ((2, _ERROR), (1, _WARNING)):
        allowed = Interval(min(stated * low, stated * high), max(stated * low, stated * high))
        if not meets(needed, allowed):
            return strain
    return 0


def _conflict(ledger: Ledger, one: Fact, other: Fact, outcome: str, reason: str) -> Conflict:
    a, b = figure_of(one), figure_of(other)
    arithmetic = (
        f"{show_interval(a.narrow, 'percent')} and {show_interval(b.narrow, 'percent')} a year do not meet; {reason}"
    )
    values = {
        "one": said(ledger, one),
        "other": said(ledger, other),
        "one.period": _named(one),
        "other.period": _named(other),
        "subject": one.subject or other.subject or "it",
        "reason": reason,
    }
    assumptions = (f"both are yearly growth of the {one.subject or other.subject}",)
    repairs = (
        f"{said(ledger, one)} in both places",
        f"or {said(ledger, other)} in both places",
        "or name what each is about",
    )
    return Conflict(outcome, evidence(one=one.span, other=other.span), values, arithmetic, assumptions, repairs)


def _named(fact: Fact) -> str:
    if fact.period is not None:
        return f"for {fact.period.label.replace('/', '–').strip('–')}"
    return "in the forecast period" if fact.relative is not None else "without years"
