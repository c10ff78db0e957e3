"""The common slips behind a conflict, recognised by what would cure it and named for the editor.

Each function takes what is printed and what the other figures allow, and gives one sentence, or
nothing where no common slip explains the difference. A slip is only ever named beside the
arithmetic: it is the likely story, not the proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crossfoot.figures import compound, divide, growth, meets, negate, percent_of_fraction, scale
from crossfoot.model import Figure, Interval

_ONE = Interval(Decimal(1), Decimal(1))
POWERS = (-6, -3, -2, -1, 1, 2, 3, 6)
"""The powers of ten by which a figure may be off through a slip: of the point, or of its scale."""
# In so few digits any number is near: of three digits a fifth of all rates is one digit away.
_FEWEST_SWAPPED, _FEWEST_REPLACED = 3, 4
TIMES = {1: "ten", 2: "a hundred", 3: "a thousand", 6: "a million"}
_MOST_YEARS_OFF = 2


def of_path(start: Figure, end: Figure, rate: Figure, years: int) -> str:
    """The slip in a yearly rate between two values that lie `years` apart."""
    whole = percent_of_fraction(growth(start.narrow, end.narrow, 1))
    if meets(percent_of_fraction(growth(start.narrow, end.narrow, years)), negate(rate.narrow)):
        return "the words say " + ("up, the values down" if rate.value > 0 else "down, the values up")
    if years > 1 and meets(whole, rate.narrow):
        return f"the stated rate is the growth over all {years} years"
    if years > 1 and meets(scale(whole, Decimal(1) / years), rate.narrow):
        return "the stated rate is the simple average of the whole growth, not compounded"
    for other in _other_years(years):
        if meets(percent_of_fraction(growth(start.narrow, end.narrow, other)), rate.narrow):
            return f"the stated rate is that over {other} {'years' if other != 1 else 'year'}, not {years}"
    implied = percent_of_fraction(growth(start.narrow, end.narrow, years))
    factor = compound(_ONE, rate.narrow, years)
    if (size := _of_size(start, end, factor)) is not None:
        return size
    return (
        of_digits(rate, implied, "rate")
        or of_digits(end, _product(start.narrow, factor), "end value")
        or of_digits(start, _quotient(end.narrow, factor), "start value")
    )


def _other_years(years: int) -> Iterator[int]:
    for off in range(1, _MOST_YEARS_OFF + 1):
        yield from (other for other in (years - off, years + off) if other > 0)


def _product(value: Interval, factor: Interval) -> Interval | None:
    if value.low is None or value.high is None or factor.low is None or factor.high is None:
        return None
    return Interval(value.low * factor.low, value.high * factor.high)


def _quotient(value: Interval, factor: Interval) -> Interval | None:
    return divide(value, factor) if factor.low is not None and factor.low > 0 else None


def _of_size(start: Figure, end: Figure, factor: Interval) -> str | None:
    """Whether one of two values is off by a power of ten, such as million for billion."""
    needed = _product(start.narrow, factor)
    if needed is None:
        return None
    for power in POWERS:
        if meets(scale(end.narrow, Decimal(10) ** power), needed):
            size, reverse = ("small", "large") if power > 0 else ("large", "small")
            return f"the end value is {TIMES[abs(power)]} times too {size}, or the start value too {reverse}"
    return None


def of_change(before: Figure, after: Figure, change: Figure, stated: Interval) -> str:
    """The slip in a change between two values: of another base, of points, of a ratio, of digits."""
    if before.narrow.low is None or before.narrow.low <= 0 or after.narrow.low is None or after.narrow.low <= 0:
        return ""
    relative = _percent(divide(after.narrow, before.narrow))
    if change.unit == "percentage-point":
        return "the relative change in percent fits: percent was taken for points" if meets(relative, stated) else ""
    if change.unit != "percent":
        return ""
    if meets(scale(divide(after.narrow, before.narrow), 100), stated):
        return "the stated figure is the ratio of the two, not the increase"
    if meets(negate(_percent(divide(before.narrow, after.narrow))), stated):
        return "the stated figure is measured against the later value"
    if before.unit == "percent" and meets(Interval(*_points(before, after)), stated):
        return "the difference in points fits: points were called percent"
    return of_digits(change, relative, "change")


def _points(before: Figure, after: Figure) -> tuple[Decimal, Decimal]:
    middle = after.value - before.value
    half = (after.step + before.step) / 2
    return middle - half, middle + half


def _percent(ratio: Interval) -> Interval:
    return scale(Interval(_less_one(ratio.low), _less_one(ratio.high)), 100)


def _less_one(end: Decimal | None) -> Decimal | None:
    return None if end is None else end - 1


def of_digits(stated: Figure, right: Interval | None, name: str) -> str:
    """A printed number that becomes right once its point moves, two digits change places or one is another."""
    if right is None or stated.upper is not None or not stated.value:
        return ""
    if stated.value < 0:
        right = negate(right)
    for slip, value in _candidates(stated):
        if meets(Interval(value - stated.step / 2, value + stated.step / 2), right):
            return slip.format(name=name)
    return ""


def _candidates(stated: Figure) -> Iterator[tuple[str, Decimal]]:
    """What may have been meant instead of a number, the commonest slips first; sizes only, without sign."""
    size = abs(stated.value)
    for power in (-1, 1) if stated.unit == "percent" else POWERS:
        yield "the {name} is off by a power of ten", size.scaleb(power)
    digits = str(int(size / stated.step))
    for at in range(len(digits) - 1 if len(digits) >= _FEWEST_SWAPPED else 0):
        swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        if swapped != digits:
            yield "two digits of the {name} have changed places", Decimal(swapped) * stated.step
    if len(digits.rstrip("0")) >= _FEWEST_REPLACED:
        for candidate in _one_digit_away(digits):
            yield "one digit of the {name} is wrong", Decimal(candidate) * stated.step


def _one_digit_away(digits: str) -> Iterator[str]:
    """Other numbers with one digit replaced; a last digit that is off is rounding, no slip of the keyboard."""
    for at, digit in enumerate(digits[:-1]):
        for other in "0123456789":
            if other != digit and not (at == 0 and other == "0"):
                yield digits[:at] + other + digits[at + 1 :]


def of_two_values(one: Figure, other: Figure) -> str:
    """The slip between two printings of one value."""
    for power in POWERS:
        if meets(scale(one.narrow, Decimal(10) ** power), other.narrow):
            return f"the same digits, {TIMES[abs(power)]} times apart"
    return of_digits(one, other.narrow, "first value")
