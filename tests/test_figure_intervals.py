from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from mpmath import iv, mp

from crossfoot.figures import (
    EVERYTHING,
    add,
    compound,
    contains,
    divide,
    encloses,
    exactly,
    fraction_of_percent,
    gap,
    growth,
    hull,
    meets,
    middle,
    multiply,
    negate,
    percent_of_fraction,
    power,
    relative_gap,
    scale,
    subtract,
)
from crossfoot.model import Interval

iv.dps = mp.dps = 60


def _interval(low: str | None, high: str | None, low_open: bool = False, high_open: bool = False) -> Interval:
    return Interval(None if low is None else Decimal(low), None if high is None else Decimal(high), low_open, high_open)


NUMBERS = st.decimals(min_value=Decimal("-1e15"), max_value=Decimal("1e15"), allow_nan=False, places=4)
POSITIVE = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("1e13"), places=2)


@st.composite
def intervals(draw: st.DrawFn, numbers: st.SearchStrategy[Decimal] = NUMBERS) -> Interval:
    low, high = sorted((draw(numbers), draw(numbers)))
    if low == high:
        return Interval(low, high)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


@st.composite
def unlimited(draw: st.DrawFn) -> Interval:
    """An interval of which either end, or both, may have no limit."""
    known = draw(intervals())
    no_low, no_high = draw(st.booleans()), draw(st.booleans())
    return Interval(
        None if no_low else known.low,
        None if no_high else known.high,
        known.low_open and not no_low,
        known.high_open and not no_high,
    )


@st.composite
def with_member(draw: st.DrawFn, numbers: st.SearchStrategy[Decimal] = NUMBERS) -> tuple[Interval, Fraction]:
    interval = draw(intervals(numbers))
    assert interval.low is not None
    assert interval.high is not None
    if interval.low == interval.high:
        return interval, Fraction(interval.low)
    part = draw(st.fractions(min_value=Fraction(1, 1000), max_value=Fraction(999, 1000), max_denominator=10_000))
    return interval, Fraction(interval.low) + part * (Fraction(interval.high) - Fraction(interval.low))


def _holds(interval: Interval, value: Fraction) -> bool:
    above = interval.low is None or Fraction(interval.low) < value or (not interval.low_open and interval.low == value)
    below = (
        interval.high is None or Fraction(interval.high) > value or (not interval.high_open and interval.high == value)
    )
    return above and below


@pytest.mark.parametrize(
    ("ours", "exact"),
    [
        (add, lambda x, y: x + y),
        (subtract, lambda x, y: x - y),
        (multiply, lambda x, y: x * y),
        (divide, lambda x, y: x / y),
    ],
)
@given(with_member(), with_member())
def test_results_hold_the_exact_result_of_any_members(
    ours: Callable[[Interval, Interval], Interval],
    exact: Callable[[Fraction, Fraction], Fraction],
    first: tuple[Interval, Fraction],
    second: tuple[Interval, Fraction],
) -> None:
    if ours is divide:
        assume(second[1] != 0)
    assert _holds(ours(first[0], second[0]), exact(first[1], second[1]))


@given(with_member(POSITIVE), with_member(POSITIVE), st.integers(1, 40))
def test_growth_holds_the_rate_between_any_members(
    start: tuple[Interval, Fraction], end: tuple[Interval, Fraction], years: int
) -> None:
    ratio = end[1] / start[1]
    real = (iv.mpf(ratio.numerator) / ratio.denominator) ** (iv.mpf(1) / years) - 1
    ours = growth(start[0], end[0], years)
    assert ours.low is not None
    assert ours.high is not None
    assert mp.mpf(str(ours.low)) <= real.b
    assert mp.mpf(str(ours.high)) >= real.a


@given(POSITIVE, POSITIVE, st.integers(1, 40))
def test_growth_is_as_narrow_as_its_digits_allow(start: Decimal, end: Decimal, years: int) -> None:
    ours = growth(exactly(start), exactly(end), years)
    assert ours.low is not None
    assert ours.high is not None
    assert ours.high - ours.low <= (1 + abs(ours.high)) * Decimal("1e-25")


@given(POSITIVE, st.decimals(min_value=-50, max_value=100, places=2), st.integers(1, 40))
def test_compounding_at_the_grown_rate_leads_back(start: Decimal, rate: Decimal, years: int) -> None:
    end = compound(exactly(start), exactly(rate), years)
    assert contains(percent_of_fraction(growth(exactly(start), end, years)), rate)
    factor = (1 + Fraction(rate) / 100) ** years
    assert _holds(end, Fraction(start) * factor)


@given(with_member(POSITIVE), st.integers(1, 12))
def test_powers_hold_the_power_of_any_member(base: tuple[Interval, Fraction], exponent: int) -> None:
    assert _holds(power(base[0], exponent), base[1] ** exponent)
    assert _holds(power(base[0], -exponent), base[1] ** -exponent)


@given(unlimited(), unlimited())
def test_adding_what_was_taken_away_gives_back_at_least_the_same(a: Interval, b: Interval) -> None:
    assert encloses(add(subtract(a, b), b), a)
    assert negate(negate(a)) == a
    assert subtract(a, b) == negate(subtract(b, a))
    assert add(a, b) == add(b, a)


@given(unlimited(), unlimited())
def test_meeting_is_mutual_and_goes_with_the_gap(a: Interval, b: Interval) -> None:
    assert meets(a, b) == meets(b, a)
    assert gap(a, b) == gap(b, a)
    assert meets(a, a)
    if gap(a, b) > 0:
        assert not meets(a, b)
    assert encloses(hull(a, b), a)
    assert encloses(hull(a, b), b)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (_interval("6", "7"), _interval("7", "8"), True),
        (_interval("6", "7", high_open=True), _interval("7", "8"), False),
        (_interval("6", "7"), _interval("7", "8", low_open=True), False),
        (_interval("6", "7"), _interval("7.01", "8"), False),
        (_interval(None, "7"), _interval("6", None), True),
        (_interval(None, "5"), _interval("6", None), False),
        (_interval(None, None), _interval("6", "7"), True),
    ],
)
def test_closed_ends_touch_and_open_ones_do_not(a: Interval, b: Interval, expected: bool) -> None:
    assert meets(a, b) is expected


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (_interval("1", "2"), _interval("-1", "1"), EVERYTHING),
        (_interval("1", "2"), _interval("0", "0"), EVERYTHING),
        (_interval("1", "2"), _interval("0", "4"), _interval("0.25", None)),
        (_interval("1", "2"), _interval("-4", "0"), _interval(None, "-0.25")),
        (_interval("-1", "2"), _interval("4", "8"), _interval("-0.25", "0.5")),
        (_interval("3", "3"), _interval("4", None), _interval("0", "0.75", low_open=True)),
        (_interval("1", None), _interval("2", "4"), _interval("0.25", None)),
    ],
)
def test_division_by_intervals_that_reach_zero_or_have_no_end(
    numerator: Interval, denominator: Interval, expected: Interval
) -> None:
    assert divide(numerator, denominator) == expected


def test_open_ends_stay_open() -> None:
    over = _interval("7", "8", high_open=True)
    assert add(over, exactly(1)) == _interval("8", "9", high_open=True)
    assert negate(over) == _interval("-8", "-7", low_open=True)
    assert scale(over, -2) == _interval("-16", "-14", low_open=True)
    assert multiply(over, _interval("0", "2")) == _interval("0", "16", high_open=True)


def test_the_seed_of_every_report() -> None:
    rate = percent_of_fraction(growth(_interval("129.5", "130.5"), _interval("244.5", "245.5"), 9))
    assert rate.low is not None
    assert rate.high is not None
    assert (round(rate.low, 2), round(rate.high, 2)) == (Decimal("7.23"), Decimal("7.37"))
    assert not meets(rate, _interval("13.85", "13.95"))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (_interval("-3", "-2"), _interval("4", "5")),
        (_interval("-1", "0"), _interval("4", "5")),
        (_interval("4", "5"), _interval("-3", "-2")),
    ],
)
def test_growth_from_or_to_a_loss_contradicts_no_rate(start: Interval, end: Interval) -> None:
    assert growth(start, end, 3) == EVERYTHING


def test_growth_from_a_figure_that_rounds_to_zero_has_no_upper_limit() -> None:
    assert growth(_interval("-0.5", "0.5"), _interval("4", "5"), 1) == _interval("7", None)


@pytest.mark.parametrize(
    "call",
    [
        lambda: growth(exactly(1), exactly(2), 0),
        lambda: power(_interval("-3", "-2"), 2),
        lambda: compound(exactly(1), exactly(-120), 2),
    ],
)
def test_what_has_no_meaning_is_refused(call: Callable[[], Interval]) -> None:
    with pytest.raises(ValueError, match=r"years|growth factor|-100 %"):
        call()


def test_gaps_are_measured_from_the_stated_end() -> None:
    stated, computed = _interval("100", "110"), _interval("121", "130")
    assert gap(stated, computed) == 11
    assert relative_gap(stated, computed) == Decimal("0.1")
    assert relative_gap(computed, stated) == pytest.approx(Decimal(11) / 121)
    assert relative_gap(_interval("-1", "0"), _interval("1", "2")) == Decimal("Infinity")
    assert relative_gap(stated, stated) == 0


def test_percent_and_middle() -> None:
    assert fraction_of_percent(_interval("6.5", "7.5")) == _interval("0.065", "0.075")
    assert middle(_interval("129.5", "130.5")) == 130
    assert middle(_interval(None, "1")) is None
