"""Exact interval arithmetic over Decimal, rounded outward.

Every result holds all values that the exact computation could give for members of its
arguments, so that two results which do not meet really contradict each other. A limit that
is never reached may be kept as reached: results may be wider than needed, never narrower.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from typing import NamedTuple

from crossfoot.model import Interval

_DIGITS = 34
_DOWN = Context(prec=_DIGITS, rounding=ROUND_FLOOR)
_UP = Context(prec=_DIGITS, rounding=ROUND_CEILING)
# Decimal's power is rounded half-even and only almost always correctly, so it is computed
# with spare digits and then moved outward by far more than its error.
_FINE = Context(prec=_DIGITS + 16, rounding=ROUND_HALF_EVEN)
_FINE_ERROR = Decimal(10) ** -(_DIGITS + 12)

_ZERO = Decimal(0)
_ONE = Decimal(1)
_INFINITY = Decimal("Infinity")

EVERYTHING = Interval(None, None)


class _End(NamedTuple):
    """One end of an interval while computing: an infinite value stands for no limit."""

    value: Decimal
    open: bool


def _low(interval: Interval) -> _End:
    if interval.low is None:
        return _End(-_INFINITY, True)
    return _End(interval.low, interval.low_open)


def _high(interval: Interval) -> _End:
    if interval.high is None:
        return _End(_INFINITY, True)
    return _End(interval.high, interval.high_open)


def _interval(low: _End, high: _End) -> Interval:
    finite_low, finite_high = low.value.is_finite(), high.value.is_finite()
    return Interval(
        low.value if finite_low else None,
        high.value if finite_high else None,
        low.open and finite_low,
        high.open and finite_high,
    )


def _around(corners: Iterable[tuple[Decimal, Decimal, bool]]) -> Interval:
    """The interval around corner results, given rounded down, rounded up, and as open or not."""
    known = list(corners)
    low = min(down for down, _, _ in known)
    high = max(up for _, up, _ in known)
    return _interval(
        _End(low, all(is_open for down, _, is_open in known if down == low)),
        _End(high, all(is_open for _, up, is_open in known if up == high)),
    )


def exactly(value: Decimal | int) -> Interval:
    """The interval that holds one value only."""
    return Interval(Decimal(value), Decimal(value))


def negate(a: Interval) -> Interval:
    """The interval of -x; exact."""
    low = None if a.high is None else a.high.copy_negate()
    high = None if a.low is None else a.low.copy_negate()
    return Interval(low, high, a.high_open, a.low_open)


def add(a: Interval, b: Interval) -> Interval:
    """The interval of x + y."""
    low, other_low, high, other_high = _low(a), _low(b), _high(a), _high(b)
    return _interval(
        _End(_DOWN.add(low.value, other_low.value), low.open or other_low.open),
        _End(_UP.add(high.value, other_high.value), high.open or other_high.open),
    )


def subtract(a: Interval, b: Interval) -> Interval:
    """The interval of x - y."""
    return add(a, negate(b))


def _product(x: _End, y: _End) -> tuple[Decimal, Decimal, bool]:
    if x.value == 0 or y.value == 0:
        # Zero times anything, also an end without limit, is zero; reached when a zero is.
        reached = (x.value == 0 and not x.open) or (y.value == 0 and not y.open)
        return _ZERO, _ZERO, not reached
    return _DOWN.multiply(x.value, y.value), _UP.multiply(x.value, y.value), x.open or y.open


def multiply(a: Interval, b: Interval) -> Interval:
    """The interval of x * y."""
    return _around(_product(x, y) for x in (_low(a), _high(a)) for y in (_low(b), _high(b)))


def _quotient(x: _End, y: _End) -> tuple[Decimal, Decimal, bool]:
    """One corner of a division by values above zero; `y` may be the end at zero or infinity."""
    if x.value == 0:
        return _ZERO, _ZERO, x.open
    if y.value.is_infinite():
        return _ZERO, _ZERO, True
    if y.value == 0 or x.value.is_infinite():
        limit = _INFINITY if x.value > 0 else -_INFINITY
        return limit, limit, True
    return _DOWN.divide(x.value, y.value), _UP.divide(x.value, y.value), x.open or y.open


def divide(a: Interval, b: Interval) -> Interval:
    """The interval of x / y; everything where y may be zero between two signs or is only zero."""
    low, high = _low(b), _high(b)
    if low.value < 0 < high.value or low.value == high.value == 0:
        return EVERYTHING
    if high.value <= 0:
        return divide(negate(a), negate(b))
    return _around(_quotient(x, y) for x in (_low(a), _high(a)) for y in (low, high))


def scale(a: Interval, factor: Decimal | int) -> Interval:
    """The interval of x * factor."""
    return multiply(a, exactly(factor))


def _power_end(value: Decimal, exponent: Decimal, outward: Context) -> Decimal:
    if value == 0 or value.is_infinite() or value == 1 or exponent == 1:
        return value
    fine = _FINE.power(value, exponent)
    error = _FINE_ERROR if outward is _UP else -_FINE_ERROR
    return max(_ZERO, outward.multiply(fine, _FINE.add(_ONE, error)))


def power(a: Interval, exponent: Decimal | int) -> Interval:
    """The interval of x ** exponent for growth factors: values below zero are left out.

    Raises ValueError where the interval holds nothing but values below zero.
    """
    power_of = Decimal(exponent)
    if a.high is not None and a.high < 0:
        raise ValueError("a power of negative values is no growth factor")
    if power_of == 0:
        return exactly(1)
    if power_of < 0:
        return divide(exactly(1), power(a, -power_of))
    low, high = _low(a), _high(a)
    if low.value < 0:
        low = _End(_ZERO, False)
    return _interval(
        _End(_power_end(low.value, power_of, _DOWN), low.open),
        _End(_power_end(high.value, power_of, _UP), high.open),
    )


def growth(start: Interval, end: Interval, years: Decimal | int) -> Interval:
    """The yearly rate, as a fraction, that leads from `start` to `end` in `years` (above zero).

    Everything where no rate is meaningful (a start or an end that is not above zero): such
    an interval contradicts no stated rate.
    """
    if years <= 0:
        raise ValueError(f"growth needs a number of years above zero, not {years}")
    if (start.high is not None and start.high <= 0) or (end.high is not None and end.high <= 0):
        return EVERYTHING
    factor = divide(_not_below_zero(end), _not_below_zero(start))
    # The root's exponent 1/n is itself rounded, so it is taken down and up and both are kept.
    down, up = _DOWN.divide(_ONE, Decimal(years)), _UP.divide(_ONE, Decimal(years))
    root = power(factor, down) if down == up else hull(power(factor, down), power(factor, up))
    return subtract(root, exactly(1))


def compound(start: Interval, rate_percent: Interval, years: Decimal | int) -> Interval:
    """What `start` becomes after `years` at a yearly rate in percent."""
    factor = add(exactly(1), fraction_of_percent(rate_percent))
    if factor.high is not None and factor.high < 0:
        raise ValueError("a rate below -100 % cannot be compounded")
    return multiply(start, power(factor, years))


def fraction_of_percent(a: Interval) -> Interval:
    """Percent as fractions: 7 becomes 0.07."""
    return scale(a, Decimal("0.01"))


def percent_of_fraction(a: Interval) -> Interval:
    """Fractions as percent: 0.07 becomes 7."""
    return scale(a, Decimal(100))


def _not_below_zero(a: Interval) -> Interval:
    if a.low is None or a.low < 0:
        return Interval(_ZERO, a.high, False, a.high_open)
    return a


def _lies_below(a: Interval, b: Interval) -> bool:
    if a.high is None or b.low is None:
        return False
    return a.high < b.low or (a.high == b.low and (a.high_open or b.low_open))


def meets(a: Interval, b: Interval) -> bool:
    """Whether some value lies in both."""
    return not _lies_below(a, b) and not _lies_below(b, a)


def contains(a: Interval, value: Decimal | int) -> bool:
    """Whether `value` lies in the interval."""
    return meets(a, exactly(value))


def encloses(outer: Interval, inner: Interval) -> bool:
    """Whether every value of `inner` lies in `outer`."""
    low, high, inner_low, inner_high = _low(outer), _high(outer), _low(inner), _high(inner)
    above = low.value < inner_low.value or (low.value == inner_low.value and (inner_low.open or not low.open))
    below = high.value > inner_high.value or (high.value == inner_high.value and (inner_high.open or not high.open))
    return above and below


def hull(*intervals: Interval) -> Interval:
    """The smallest interval around all of them (at least one is needed)."""
    low = min((_low(i) for i in intervals), key=lambda end: (end.value, end.open))
    high = max((_high(i) for i in intervals), key=lambda end: (end.value, not end.open))
    return _interval(low, high)


def gap(a: Interval, b: Interval) -> Decimal:
    """How far apart two intervals are: 0 where they meet or touch; rounded up otherwise."""
    return max(_ZERO, _distance(a, b), _distance(b, a))


def _distance(below: Interval, above: Interval) -> Decimal:
    if below.high is None or above.low is None:
        return _ZERO
    return _UP.subtract(above.low, below.high)


def relative_gap(stated: Interval, other: Interval) -> Decimal:
    """The gap as a fraction of the end of `stated` that faces `other`; infinite beside zero."""
    apart = gap(stated, other)
    if apart == 0:
        return _ZERO
    facing = stated.high if _lies_below(stated, other) else stated.low
    if not facing:
        return _INFINITY
    return _UP.divide(apart, abs(facing))


def middle(a: Interval) -> Decimal | None:
    """The value half-way between the ends; None where an end has no limit."""
    if a.low is None or a.high is None:
        return None
    return _FINE.divide(_FINE.add(a.low, a.high), Decimal(2))
