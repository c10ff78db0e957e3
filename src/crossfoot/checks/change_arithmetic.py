"""A change beside the two values that it leads from and to: percent, points, multiples."""

from __future__ import annotations

from decimal import Decimal

from crossfoot.checks import slips
from crossfoot.checks.comparing import evidence, figure_of, printed, quote, said, values_of_equation
from crossfoot.checks.growth_arithmetic import NEAR_RATE
from crossfoot.checks.steps import Step
from crossfoot.figures import divide, gap, meets, middle, multiply, negate, scale, show_interval, show_like, subtract
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Conflict, Figure, Interval

_ONE = Interval(Decimal(1), Decimal(1))
_POINTS = {"percentage-point": Decimal(1), "basis-point": Decimal(100)}


def compare_step(ledger: Ledger, step: Step) -> Conflict | None:
    """The conflict of a change that its two values contradict, or None."""
    before, after, change = figure_of(step.before), figure_of(step.after), figure_of(step.change)
    stated, real, real_wide, unit = sides_of(step)
    if meets(real, stated) or is_upside_down(stated, real):
        return None
    outcome, assumptions = "contradiction", []
    if _is_off_by_ten(before, after, stated):
        outcome = "scale"
    elif meets(real_wide, change.wide):
        outcome, assumptions = "rescued", ["the figures agree only if the round ones are rounded generously"]
    elif unit == "percent" and gap(real, stated) <= NEAR_RATE:
        outcome, assumptions = "near", ["the change misses by a last digit"]
    slip = slips.of_change(before, after, change, stated)
    values = values_of_equation(
        said(ledger, step.before),
        said(ledger, step.after),
        said(ledger, step.change),
        show_interval(real, unit),
        "one step",
        (
            step.before.period.label if step.before.period else "before",
            step.after.period.label if step.after.period else "after",
        ),
    )
    arithmetic = (
        f"{printed(step.before)} → {printed(step.after)} is {show_interval(real, unit)}; "
        f"the text says {quote(ledger, step.change.quoted)} ({show_interval(stated, unit)})"
    )
    places = evidence(start=step.before.span, end=step.after.span, rate=step.change.span)
    repairs = _repairs(before, after, change, real)
    return Conflict(outcome, places, values, arithmetic, tuple(assumptions), repairs, slip=slip)


def is_upside_down(stated: Interval, real: Interval) -> bool:
    """Up in words and down in figures is a matter of direction, not of arithmetic, when the size is right."""
    return meets(negate(real), stated)


def sides_of(step: Step) -> tuple[Interval, Interval, Interval, str]:
    """What is stated and what the values give (narrow and wide), in the change's own unit."""
    before, after, change = figure_of(step.before), figure_of(step.after), figure_of(step.change)
    if change.unit in _POINTS:
        factor = _POINTS[change.unit]
        return (
            change.narrow,
            scale(subtract(after.narrow, before.narrow), factor),
            scale(subtract(after.wide, before.wide), factor),
            change.unit,
        )
    ratio, wide = divide(after.narrow, before.narrow), divide(after.wide, before.wide)
    if change.unit == "times":
        return change.narrow, ratio, wide, "times"
    return change.narrow, _percent(ratio), _percent(wide), "percent"


def _percent(ratio: Interval) -> Interval:
    return scale(subtract(ratio, _ONE), 100)


def _is_off_by_ten(before: Figure, after: Figure, stated: Interval) -> bool:
    """Whether a power of ten in one of the two values alone explains the difference."""
    if stated.low is None or before.unit == "percent":
        return False
    for power in slips.POWERS:
        real = _percent(scale(divide(after.narrow, before.narrow), Decimal(10) ** power))
        if meets(real, stated) or meets(negate(real), stated):
            return True
    return False


def _repairs(before: Figure, after: Figure, change: Figure, real: Interval) -> tuple[str, ...]:
    value = middle(real)
    repairs = [f"change {show_like(change, value)}"] if value is not None else []
    if change.unit in _POINTS:
        repairs.append(f"or end value {show_like(after, before.value + change.value / _POINTS[change.unit])}")
        return tuple(repairs)
    factor = Interval(change.value, change.value)
    if change.unit == "percent":
        factor = Interval(1 + change.value / 100, 1 + change.value / 100)
    end = middle(multiply(Interval(before.value, before.value), factor))
    if end is not None:
        repairs.append(f"or end value {show_like(after, end)}")
    if factor.low is not None and factor.low > 0:
        start = middle(divide(Interval(after.value, after.value), factor))
        if start is not None:
            repairs.append(f"or start value {show_like(before, start)}")
    return tuple(repairs)
