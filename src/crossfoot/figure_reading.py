"""What a printed figure may stand for: its narrow and its wide interval.

A figure printed to the unit u stands for [v - u/2, v + u/2]. Bounds are read as editors
read them: `over 7%` is 7 up to 8, not everything above 7.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from crossfoot.figure_intervals import hull, negate
from crossfoot.model import Bound, Figure, Interval

PERCENT_UNITS = frozenset({"percent", "percentage-point", "basis-point"})

_HALF = Decimal("0.5")
_WIDEST_SHARE = Decimal("0.05")  # the wide reading is never more than 5 % of the value
_HEDGED_PERCENT = Decimal("0.5")  # a hedged percentage may be off by half a point
_WORDED = Decimal("0.1")  # `doubled`, `a third` hold within 10 % of the multiple
_WORDED_BELOW = Decimal("0.15")  # `nearly double` is 1.7 up to 2
_WORDED_FRACTION_ABOVE = Decimal("0.2")  # `more than half` is 0.5 up to 0.6


def printed_figure(
    value: Decimal,
    step: Decimal,
    unit: str,
    bound: Bound = Bound.EXACT,
    *,
    upper: Decimal | None = None,
    upper_step: Decimal | None = None,
    hedged: bool = False,
    one_sided: bool = False,
    last_nonzero_step: Decimal | None = None,
) -> Figure:
    """Read a printed figure.

    `value` (of a range: the lower end as printed, with `upper` and `upper_step`), `step` (the
    unit of the last printed digit) and the result are in base units, never in millions.
    `last_nonzero_step` is the unit of the last digit that is not a rounding zero; when left
    out, every trailing zero of `value` counted in steps may be one. `hedged` says that a word
    such as `about` stands there; a bound of APPROX says so too. `one_sided` keeps `at least`,
    `over`, `up to` and `under` open to the far side, as in a contract or a target.
    """
    coarse = last_nonzero_step if last_nonzero_step is not None else coarse_step(value, step)
    hedged = hedged or bound is Bound.APPROX
    if upper is not None:
        narrow, wide = _range(value, step, upper, upper_step or step, hedged and unit == "percent")
    elif bound in {Bound.EXACT, Bound.APPROX, Bound.RANGE}:
        narrow, wide = _around_value(abs(value), step, coarse, unit, hedged)
    else:
        unit_of_bound = step if unit in PERCENT_UNITS else coarse
        narrow = wide = _bounded(abs(value), unit_of_bound, unit_of_bound, bound, one_sided)
    if upper is None and value < 0:
        narrow, wide = negate(narrow), negate(wide)
    return Figure(value, upper, unit, step, bound, narrow, wide)


def worded_figure(
    value: Decimal,
    step: Decimal,
    unit: str,
    bound: Bound = Bound.EXACT,
    *,
    fraction: bool,
    half_width: Decimal | None = None,
    one_sided: bool = False,
) -> Figure:
    """Read a figure given in words that are no digits: `doubled`, `a third`, `one in five`.

    It holds within 10 % of the value, or within `half_width` where that is less. `fraction`
    tells parts of a whole (`more than half`: up to a fifth more) from multiples (`more than
    double`: up to the next multiple).
    """
    if bound in {Bound.EXACT, Bound.APPROX, Bound.RANGE}:
        width = value * _WORDED
        if half_width is not None:
            width = min(width, half_width)
        narrow = Interval(value - width, value + width)
    else:
        above = value * _WORDED_FRACTION_ABOVE if fraction else step
        narrow = _bounded(value, value * _WORDED_BELOW, above, bound, one_sided)
    return Figure(value, None, unit, step, bound, narrow, narrow)


def negate_figure(figure: Figure) -> Figure:
    """The same figure as a fall: value, upper end and both readings change sign."""
    return replace(
        figure,
        value=figure.value.copy_negate(),
        upper=None if figure.upper is None else figure.upper.copy_negate(),
        narrow=negate(figure.narrow),
        wide=negate(figure.wide),
    )


def coarse_step(value: Decimal, step: Decimal) -> Decimal:
    """The unit of the last non-zero digit of `value`, counted in steps; `step` for zero."""
    if value == 0:
        return step
    digits = (abs(value) / step).normalize()
    exponent = int(digits.as_tuple().exponent)
    return step.scaleb(exponent) if exponent > 0 else step


def _around_value(value: Decimal, step: Decimal, coarse: Decimal, unit: str, hedged: bool) -> tuple[Interval, Interval]:
    narrow_half = step * _HALF
    wide_half = coarse * _HALF
    if hedged:
        wide_half = max(wide_half, step)
    wide_half = min(wide_half, value * _WIDEST_SHARE)
    if hedged and unit == "percent":
        wide_half = max(wide_half, _HEDGED_PERCENT)
    wide_half = max(wide_half, narrow_half)
    return _band(value, value, narrow_half, narrow_half), _band(value, value, wide_half, wide_half)


def _range(
    lower: Decimal, step: Decimal, upper: Decimal, upper_step: Decimal, hedged_percent: bool
) -> tuple[Interval, Interval]:
    # A range may be printed backwards (a fault of its own): the reading covers both ends.
    ends = ((lower, step * _HALF), (upper, upper_step * _HALF))
    (low, low_half), (high, high_half) = sorted(ends)
    narrow = _band(low, high, low_half, high_half)
    if not hedged_percent:
        return narrow, narrow
    wide = _band(low, high, max(low_half, _HEDGED_PERCENT), max(high_half, _HEDGED_PERCENT))
    return narrow, hull(narrow, wide)


def _band(low: Decimal, high: Decimal, below: Decimal, above: Decimal) -> Interval:
    return Interval(low - below, high + above)


def _bounded(value: Decimal, below: Decimal, above: Decimal, bound: Bound, one_sided: bool) -> Interval:
    if bound in {Bound.OVER, Bound.AT_LEAST}:
        return Interval(value, None if one_sided else value + above, False, not one_sided)
    return Interval(None if one_sided else value - below, value, False, bound is Bound.UNDER)
