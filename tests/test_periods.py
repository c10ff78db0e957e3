from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crossfoot import periods
from crossfoot.model import Period

YEARS = st.integers(1900, 2100)
SINGLE = st.one_of(
    YEARS.map(periods.year),
    st.builds(periods.half, YEARS, st.integers(1, 2)),
    st.builds(periods.quarter, YEARS, st.integers(1, 4)),
    st.builds(periods.month, YEARS, st.integers(1, 12)),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(lambda moment: periods.day(*moment.timetuple()[:3])),
    YEARS.map(periods.fiscal_year),
    YEARS.map(lambda first: periods.fiscal_year(first, first + 1)),
    st.builds(
        periods.part_of,
        st.one_of(YEARS.map(periods.year), YEARS.map(periods.fiscal_year)),
        st.sampled_from(["Q1", "Q2", "Q3", "Q4", "H1", "H2", "9M"]),
    ),
)


@st.composite
def _windows(draw: st.DrawFn) -> Period:
    first, last = draw(st.none() | SINGLE), draw(st.none() | SINGLE)
    assume(first is not None or last is not None)
    assume(first is None or last is None or (first.start or date.min) <= (last.end or date.max))
    return periods.window(first, last)


ANY = st.one_of(SINGLE, _windows())


@pytest.mark.parametrize(
    ("label", "start", "end", "window"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), False),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31), False),
        ("2024-Q3", date(2024, 7, 1), date(2024, 9, 30), False),
        ("2024-9M", date(2024, 1, 1), date(2024, 9, 30), False),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), False),
        ("2024-09-30", date(2024, 9, 30), date(2024, 9, 30), False),
        ("FY2024", date(2024, 1, 1), date(2024, 12, 31), False),
        ("FY2024-25", date(2024, 4, 1), date(2025, 3, 31), False),
        ("FY2024-25-Q3", date(2024, 10, 1), date(2024, 12, 31), False),
        ("FY1999-00", date(1999, 4, 1), date(2000, 3, 31), False),
        ("2024/2031", date(2024, 1, 1), date(2031, 12, 31), True),
        ("/2030", None, date(2030, 12, 31), True),
        ("2024/", date(2024, 1, 1), None, True),
        ("2024-Q1/2024-Q3", date(2024, 1, 1), date(2024, 9, 30), True),
    ],
)
def test_a_label_names_its_days(label: str, start: date | None, end: date | None, window: bool) -> None:
    assert periods.parse_label(label) == Period(label, start, end, window)


@pytest.mark.parametrize(
    "label",
    [
        "",
        "/",
        "24",
        "2024-13",
        "2024-Q5",
        "2024-H3",
        "2024-02-30",
        "FY2024-26",
        "FY2024-09",
        "2031/2024",
        "2024/2025/2026",
        "2024-12M",
        "2024-Q",
        "in 2024",
        "FY24",
        "２０２４",
        "2024-9",
        "0000",
    ],
)
def test_other_texts_are_no_labels(label: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        periods.parse_label(label)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2024", "2024", True),
        ("2024-H1", "2024-01/2024-06", True),
        ("2024-9M", "2024-01/2024-09", True),
        ("2024", "FY2024", False),
        ("FY2024-25", "FY2025", True),
        ("FY2024-25", "FY2024", False),
        ("FY2024-25-Q3", "FY2025-Q3", True),
        ("FY2025-Q3", "FY2025-Q4", False),
        ("2024", "2025", False),
    ],
)
def test_same(first: str, second: str, same: bool) -> None:
    assert periods.same(periods.parse_label(first), periods.parse_label(second)) is same


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ("2020/2024", "2023/2030", "2023/2024"),
        ("2020/2024", "2024/2030", "2024"),
        ("2020/2024", "2025/2030", None),
        ("/2024", "2023/", "2023/2024"),
        ("2024", "2024-Q3", "2024-Q3"),
        ("2024-Q1/2024-Q3", "2024-H2", "2024-Q3"),
        ("2023-11/2024-02", "2024", "2024-01/2024-02"),
    ],
)
def test_overlap(first: str, second: str, shared: str | None) -> None:
    found = periods.overlap(periods.parse_label(first), periods.parse_label(second))
    assert (found.label if found else None) == shared


@pytest.mark.parametrize(
    ("label", "earlier"),
    [
        ("2024", "2023"),
        ("2024-Q1", "2023-Q4"),
        ("2024-Q3", "2024-Q2"),
        ("2024-H1", "2023-H2"),
        ("2024-01", "2023-12"),
        ("2024-03-01", "2024-02-29"),
        ("2024-9M", "2023-9M"),
        ("FY2024-25", "FY2023-24"),
        ("FY2025-Q1", "FY2024-Q4"),
    ],
)
def test_the_period_before(label: str, earlier: str) -> None:
    assert periods.previous(periods.parse_label(label)).label == earlier


def test_nothing_lies_before_a_window() -> None:
    with pytest.raises(ValueError, match="2020/2024"):
        periods.previous(periods.parse_label("2020/2024"))


def test_a_leap_day_moves_to_the_last_day_of_february() -> None:
    assert periods.shift_years(periods.day(2024, 2, 29), 1).label == "2025-02-28"
    assert periods.shift_years(periods.day(2024, 2, 29), 4).label == "2028-02-29"


def test_ends_of_a_window_must_be_in_order_and_plain() -> None:
    with pytest.raises(ValueError, match="backwards"):
        periods.window(periods.year(2031), periods.year(2024))
    with pytest.raises(ValueError, match="cannot be a window"):
        periods.window(periods.parse_label("2020/2024"), periods.year(2030))
    with pytest.raises(ValueError, match="at least one end"):
        periods.window(None, None)
    with pytest.raises(ValueError, match="backwards"):
        periods.spanning(date(2024, 2, 1), date(2024, 1, 1))


@given(ANY)
def test_a_label_leads_back_to_its_period(period: Period) -> None:
    assert periods.parse_label(period.label) == period


@given(ANY, st.integers(-50, 50))
def test_shifting_there_and_back_gives_the_same_period(period: Period, years: int) -> None:
    assume("-02-29" not in period.label)
    assert periods.shift_years(periods.shift_years(period, years), -years) == period


@given(ANY, ANY)
def test_an_overlap_is_shared_and_lies_in_both(first: Period, second: Period) -> None:
    shared = periods.overlap(first, second)
    mirrored = periods.overlap(second, first)
    assert (shared is None) == (mirrored is None)
    if shared is None:
        assert periods.before(first, second) or periods.before(second, first)
        return
    assert periods.contains(first, shared)
    assert periods.contains(second, shared)


@given(SINGLE)
def test_the_period_before_ends_before(period: Period) -> None:
    earlier = periods.previous(period)
    assert periods.before(earlier, period)
    assert len(earlier.label) == len(period.label)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 4000))
def test_a_span_of_days_keeps_its_days(start: date, length: int) -> None:
    end = date.fromordinal(start.toordinal() + length)
    period = periods.spanning(start, end)
    assert (period.start, period.end) == (start, end)
