from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.figures import (
    encloses,
    negate_figure,
    printed_figure,
    show_interval,
    show_like,
    show_value,
    worded_figure,
)
from crossfoot.model import Bound, Interval


def _ends(interval: Interval) -> tuple[str, str]:
    return tuple("none" if end is None else f"{end.normalize():f}" for end in (interval.low, interval.high))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("value", "step", "unit", "bound", "narrow", "wide"),
    [
        ("130e9", "1e9", "USD", Bound.EXACT, ("129500000000", "130500000000"), ("125000000000", "135000000000")),
        ("100e9", "1e9", "USD", Bound.EXACT, ("99500000000", "100500000000"), ("95000000000", "105000000000")),
        ("4.2e9", "1e8", "USD", Bound.APPROX, ("4150000000", "4250000000"), ("4100000000", "4300000000")),
        ("7", "1", "percent", Bound.EXACT, ("6.5", "7.5"), ("6.5", "7.5")),
        ("7.5", "0.1", "percent", Bound.APPROX, ("7.45", "7.55"), ("7", "8")),
        ("40", "1", "percent", Bound.APPROX, ("39.5", "40.5"), ("38", "42")),
        ("40", "1", "percent", Bound.EXACT, ("39.5", "40.5"), ("38", "42")),
        ("2", "1", "percent", Bound.APPROX, ("1.5", "2.5"), ("1.5", "2.5")),
        ("0", "1", "percent", Bound.EXACT, ("-0.5", "0.5"), ("-0.5", "0.5")),
        ("7", "1", "percent", Bound.OVER, ("7", "8"), ("7", "8")),
        ("7", "1", "percent", Bound.UNDER, ("6", "7"), ("6", "7")),
        ("10", "1", "percent", Bound.OVER, ("10", "11"), ("10", "11")),
        ("12.5", "0.1", "percent", Bound.OVER, ("12.5", "12.6"), ("12.5", "12.6")),
        ("5e9", "1e9", "USD", Bound.OVER, ("5000000000", "6000000000"), ("5000000000", "6000000000")),
        ("260000", "1", "jobs", Bound.OVER, ("260000", "270000"), ("260000", "270000")),
        ("22", "1", "percent", Bound.AT_LEAST, ("22", "23"), ("22", "23")),
        ("15", "1", "percent", Bound.UP_TO, ("14", "15"), ("14", "15")),
        ("-2", "1", "percent", Bound.EXACT, ("-2.5", "-1.5"), ("-2.5", "-1.5")),
        ("-7", "1", "percent", Bound.OVER, ("-8", "-7"), ("-8", "-7")),
        ("1525", "1", "jobs", Bound.EXACT, ("1524.5", "1525.5"), ("1524.5", "1525.5")),
    ],
)
def test_a_printed_figure_is_read_as_the_handbook_says(
    value: str, step: str, unit: str, bound: Bound, narrow: tuple[str, str], wide: tuple[str, str]
) -> None:
    figure = printed_figure(Decimal(value), Decimal(step), unit, bound)
    assert (_ends(figure.narrow), _ends(figure.wide)) == (narrow, wide)


def test_zeros_behind_the_decimal_point_are_no_rounding() -> None:
    figure = printed_figure(Decimal("5.0e9"), Decimal("1e8"), "USD", last_nonzero_step=Decimal("1e8"))
    assert figure.wide == figure.narrow == Interval(Decimal("4.95e9"), Decimal("5.05e9"))


@pytest.mark.parametrize(
    ("bound", "low_open", "high_open"),
    [(Bound.OVER, False, True), (Bound.AT_LEAST, False, True), (Bound.UNDER, False, True), (Bound.UP_TO, False, False)],
)
def test_bounds_leave_out_the_value_that_they_exclude(bound: Bound, low_open: bool, high_open: bool) -> None:
    narrow = printed_figure(Decimal(7), Decimal(1), "percent", bound).narrow
    assert (narrow.low_open, narrow.high_open) == (low_open, high_open)


@pytest.mark.parametrize(
    ("bound", "ends"),
    [
        (Bound.AT_LEAST, ("500", "none")),
        (Bound.OVER, ("500", "none")),
        (Bound.UP_TO, ("none", "500")),
        (Bound.UNDER, ("none", "500")),
    ],
)
def test_a_one_sided_bound_stays_open_to_the_far_side(bound: Bound, ends: tuple[str, str]) -> None:
    assert _ends(printed_figure(Decimal(500), Decimal(1), "megawatt", bound, one_sided=True).narrow) == ends


@pytest.mark.parametrize(
    ("value", "step", "upper", "upper_step", "hedged", "narrow", "wide"),
    [
        ("5", "1", "7", None, False, ("4.5", "7.5"), ("4.5", "7.5")),
        ("5", "1", "7.5", "0.1", False, ("4.5", "7.55"), ("4.5", "7.55")),
        ("5.5", "0.1", "7.5", "0.1", True, ("5.45", "7.55"), ("5", "8")),
        ("9", "1", "7", None, False, ("6.5", "9.5"), ("6.5", "9.5")),
        ("-18", "1", "-14", None, False, ("-18.5", "-13.5"), ("-18.5", "-13.5")),
    ],
)
def test_a_range_reaches_half_a_unit_beyond_its_ends(
    value: str,
    step: str,
    upper: str,
    upper_step: str | None,
    hedged: bool,
    narrow: tuple[str, str],
    wide: tuple[str, str],
) -> None:
    figure = printed_figure(
        Decimal(value),
        Decimal(step),
        "percent",
        Bound.RANGE,
        upper=Decimal(upper),
        upper_step=None if upper_step is None else Decimal(upper_step),
        hedged=hedged,
    )
    assert (_ends(figure.narrow), _ends(figure.wide)) == (narrow, wide)


@pytest.mark.parametrize(
    ("value", "fraction", "bound", "half_width", "ends"),
    [
        ("2", False, Bound.EXACT, None, ("1.8", "2.2")),
        ("2", False, Bound.UNDER, None, ("1.7", "2")),
        ("2", False, Bound.OVER, None, ("2", "3")),
        ("50", True, Bound.EXACT, None, ("45", "55")),
        ("50", True, Bound.OVER, None, ("50", "60")),
        ("90", True, Bound.EXACT, "5", ("85", "95")),
        ("20", True, Bound.EXACT, "10", ("18", "22")),
    ],
)
def test_figures_in_words_hold_within_a_tenth(
    value: str, fraction: bool, bound: Bound, half_width: str | None, ends: tuple[str, str]
) -> None:
    width = None if half_width is None else Decimal(half_width)
    figure = worded_figure(Decimal(value), Decimal(1), "times", bound, fraction=fraction, half_width=width)
    assert _ends(figure.narrow) == ends


MONEY = st.decimals(min_value=Decimal("-1e12"), max_value=Decimal("1e12"), places=2)


@given(MONEY, st.sampled_from(list(Bound)), st.booleans())
def test_the_wide_reading_holds_the_narrow_one_and_negating_twice_changes_nothing(
    value: Decimal, bound: Bound, hedged: bool
) -> None:
    figure = printed_figure(value, Decimal("0.01"), "USD", bound, hedged=hedged)
    assert encloses(figure.wide, figure.narrow)
    assert negate_figure(negate_figure(figure)) == figure
    # Zero has no sign: `over 0` turned round is `under 0`, which no printing of -0 says.
    if value != 0:
        printed = printed_figure(-value, Decimal("0.01"), "USD", bound, hedged=hedged)
        assert negate_figure(figure).narrow == printed.narrow


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("1525", "jobs", "1,525 jobs"),
        ("2300000", "jobs", "2.3 million jobs"),
        ("418.73e9", "USD", "$418.7bn"),
        ("-5.2e6", "EUR", "−€5.2m"),
        ("2.5e12", "INR", "₹2.5tn"),
        ("7.5e6", "SEK", "SEK 7.5m"),
        ("999999", "USD", "$999,999"),
        ("0", "USD", "$0"),
        ("7.29772", "percent", "7.298 %"),
        ("0.000123", "percent", "0.000123 %"),
        ("2", "percentage-point", "2 points"),
        ("25", "basis-point", "25 basis points"),
        ("2.5", "times", "2.5 times"),
        ("12", "", "12"),
    ],
)
def test_a_value_is_shown_in_about_four_digits(value: str, unit: str, shown: str) -> None:
    assert show_value(Decimal(value), unit) == shown


@pytest.mark.parametrize(
    ("low", "high", "unit", "shown"),
    [
        ("7.2251", "7.3655", "percent", "7.23–7.37 %"),
        ("129.5e9", "130.5e9", "USD", "$129.5–130.5bn"),
        ("-2.5", "-1.5", "percent", "−2.5 to −1.5 %"),
        ("-5e6", "3e6", "USD", "−$5m to $3m"),
        ("7", "7", "percent", "7 %"),
        ("1.00000001", "1.00000002", "times", "1.00000001–1.00000002 times"),
        (None, "7", "percent", "at most 7 %"),
        ("500", None, "megawatt", "at least 500 megawatt"),
        (None, None, "percent", "any value"),
    ],
)
def test_an_interval_is_shown_so_that_its_ends_differ(low: str | None, high: str | None, unit: str, shown: str) -> None:
    interval = Interval(None if low is None else Decimal(low), None if high is None else Decimal(high))
    assert show_interval(interval, unit) == shown


@pytest.mark.parametrize(
    ("value", "step", "unit", "repaired", "shown"),
    [
        ("245e9", "1e9", "USD", "418.6e9", "$419bn"),
        ("4.2e9", "1e4", "USD", "4187654321", "$4,187.65m"),
        ("13.9", "0.1", "percent", "7.2977", "7.3 %"),
        ("7", "1", "percent", "7.2977", "7 %"),
        ("1.5e9", "1e8", "EUR", "0.94e9", "€0.9bn"),
        ("1525", "1", "jobs", "1499.6", "1,500 jobs"),
    ],
)
def test_a_repaired_value_has_the_precision_of_the_original(
    value: str, step: str, unit: str, repaired: str, shown: str
) -> None:
    assert show_like(printed_figure(Decimal(value), Decimal(step), unit), Decimal(repaired)) == shown
