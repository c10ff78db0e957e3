"""Periods: how they are made, named and compared.

Labels are canonical: `2024`, `2024-Q3`, `2024-H1`, `2024-9M` (the first nine months),
`2024-09`, `2024-09-30`, `2024/2031`, `/2030`, `2024/`, `FY2024-25`, `FY2024`, `FY2024-25-Q3`.

When a fiscal year begins is seldom printed. For its days, `FY2024-25` is taken to run from
April to March and `FY2024` to be the calendar year; `same` never takes a fiscal year for a
calendar year, and takes `FY2024-25` and `FY2025` for one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from crossfoot.model import Period

_LABEL = re.compile(
    r"(?P<fiscal>FY)?(?P<year>\d{4})"
    r"(?:(?P<second>(?<=FY\d{4})-\d\d)?(?:-(?P<part>Q[1-4]|H[12]|(?:[1-9]|1[01])M))?"
    r"|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)",
    re.ASCII,
)


# --- making ------------------------------------------------------------------------------


def year(number: int) -> Period:
    """The calendar year. Raises ValueError outside 1…9999."""
    return Period(f"{number:04d}", date(number, 1, 1), date(number, 12, 31))


def half(number: int, which: int) -> Period:
    """The first or second half of a calendar year. Raises ValueError unless `which` is 1 or 2."""
    return part_of(year(number), f"H{which}")


def quarter(number: int, which: int) -> Period:
    """A quarter of a calendar year. Raises ValueError unless `which` is 1…4."""
    return part_of(year(number), f"Q{which}")


def month(number: int, which: int) -> Period:
    """A month of a calendar year. Raises ValueError unless `which` is 1…12."""
    start = date(number, which, 1)
    return Period(f"{number:04d}-{which:02d}", start, _last_day(start, 1))


def day(number: int, month_number: int, day_number: int) -> Period:
    """A single day. Raises ValueError where the calendar has no such day."""
    moment = date(number, month_number, day_number)
    return Period(moment.isoformat(), moment, moment)


def fiscal_year(first: int, last: int | None = None) -> Period:
    """A fiscal year named by one year (`FY2024`) or by two neighbours (`FY2024-25`).

    Raises ValueError where `last` is not the year after `first`.
    """
    if last is None:
        return Period(f"FY{first:04d}", date(first, 1, 1), date(first, 12, 31))
    if last != first + 1:
        raise ValueError(f"a fiscal year covers two neighbouring years, not {first} and {last}")
    return Period(f"FY{first:04d}-{last % 100:02d}", date(first, 4, 1), date(last, 3, 31))


def part_of(whole: Period, part: str) -> Period:
    """A quarter (`Q3`), a half (`H1`) or the first months (`9M`) of a calendar or fiscal year.

    Raises ValueError for another part, or where `whole` is no single year.
    """
    if not is_single_year(whole) or whole.start is None:
        raise ValueError(f"{whole.label} is no single year")
    label = f"{whole.label}-{part}"
    if _LABEL.fullmatch(label) is None or not part.isalnum() or part.isdigit():
        raise ValueError(f"no part of a year: {part!r}")
    count = int(part.strip("QHM"))
    skipped, length = {"Q": (3 * count - 3, 3), "H": (6 * count - 6, 6)}.get(part[0], (0, count))
    start = _add_months(whole.start, skipped)
    return Period(label, start, _last_day(start, length))


def window(start: Period | None, end: Period | None) -> Period:
    """The time from one period to another; None leaves that end open.

    Raises ValueError where both are open, where one is itself a window, or where the end
    lies before the start.
    """
    if start is None and end is None:
        raise ValueError("a window needs at least one end")
    if any(limit is not None and "/" in limit.label for limit in (start, end)):
        raise ValueError("an end of a window cannot be a window")
    first = start.start if start else None
    last = end.end if end else None
    if first and last and first > last:
        raise ValueError("the window runs backwards")
    label = f"{start.label if start else ''}/{end.label if end else ''}"
    return Period(label, first, last, window=True)


def spanning(start: date, end: date) -> Period:
    """The coarsest period of exactly these days: a year, quarter, half, month, day or window.

    Raises ValueError where the end lies before the start.
    """
    if start > end:
        raise ValueError("the window runs backwards")
    if start == end:
        return day(start.year, start.month, start.day)
    whole_months = start.day == 1 and end == _last_day(end, 1)
    if not whole_months:
        return window(day(start.year, start.month, start.day), day(end.year, end.month, end.day))
    if start.month == 1 and end.month == 12:
        return year(start.year) if start.year == end.year else window(year(start.year), year(end.year))
    length = _month_number(end) - _month_number(start) + 1
    if length == 1:
        return month(start.year, start.month)
    if length == 3 and start.month % 3 == 1:
        return quarter(start.year, (start.month + 2) // 3)
    if length == 6 and start.month % 6 == 1:
        return half(start.year, (start.month + 5) // 6)
    return window(month(start.year, start.month), month(end.year, end.month))


@lru_cache(maxsize=4096)
def parse_label(label: str) -> Period:
    """The period that a canonical label names. Raises ValueError for any other text."""
    if "/" in label:
        first, _, last = label.partition("/")
        return window(parse_label(first) if first else None, parse_label(last) if last else None)
    match = _LABEL.fullmatch(label)
    if match is None or (match["fiscal"] and match["month"]):
        raise ValueError(f"no label of a period: {label!r}")
    number = int(match["year"])
    if match["day"]:
        return day(number, int(match["month"]), int(match["day"]))
    if match["month"]:
        return month(number, int(match["month"]))
    whole = fiscal_year(number, number + 1 if match["second"] else None) if match["fiscal"] else year(number)
    named = whole if match["part"] is None else part_of(whole, match["part"])
    if named.label != label:
        raise ValueError(f"no label of a period: {label!r}")
    return named


# --- asking ------------------------------------------------------------------------------


def is_fiscal(period: Period) -> bool:
    """Whether the period, or an end of it, is named as (part of) a fiscal year."""
    return "FY" in period.label


def is_single_year(period: Period) -> bool:
    """Whether the period is one calendar or fiscal year, named as such."""
    match = _LABEL.fullmatch(period.label)
    return match is not None and match["part"] is None and match["month"] is None


def start_year(period: Period) -> int | None:
    """The year of the first day, None where that end is open."""
    return period.start.year if period.start else None


def end_year(period: Period) -> int | None:
    """The year of the last day, None where that end is open."""
    return period.end.year if period.end else None


def overlap(first: Period, second: Period) -> Period | None:
    """The days that both cover, None where they share none.

    One of the two is returned as it is where the other covers it.
    """
    if contains(first, second):
        return second
    if contains(second, first):
        return first
    starts = [period.start for period in (first, second) if period.start]
    ends = [period.end for period in (first, second) if period.end]
    # Neither contains the other, so at least one start and one end are closed.
    start, end = max(starts), min(ends)
    return spanning(start, end) if start <= end else None


def contains(outer: Period, inner: Period) -> bool:
    """Whether every day of `inner` lies in `outer`; an open end reaches without limit."""
    starts = outer.start is None or (inner.start is not None and outer.start <= inner.start)
    ends = outer.end is None or (inner.end is not None and inner.end <= outer.end)
    return starts and ends


def same(first: Period, second: Period) -> bool:
    """Whether two periods are the same time; a fiscal year is never a calendar year."""
    if is_fiscal(first) or is_fiscal(second):
        return _fiscal_name(first.label) == _fiscal_name(second.label)
    return (first.start, first.end) == (second.start, second.end)


def before(first: Period, second: Period) -> bool:
    """Whether `first` ends before `second` starts; False where an open end leaves it unsaid."""
    return first.end is not None and second.start is not None and first.end < second.start


def whole_year(period: Period) -> Period | None:
    """The calendar or fiscal year that a period is, or is a quarter, half or month of; None for any other."""
    match = _LABEL.fullmatch(period.label)
    if match is None or match["day"]:
        return None
    number = int(match["year"])
    return fiscal_year(number, number + 1 if match["second"] else None) if match["fiscal"] else year(number)


# --- moving ------------------------------------------------------------------------------


def shift_years(period: Period, years: int) -> Period:
    """The same period so many years later (earlier where negative); 29 February becomes the 28th.

    Raises ValueError where the calendar ends.
    """
    if "/" in period.label:
        first, _, last = period.label.partition("/")
        start = shift_years(parse_label(first), years) if first else None
        end = shift_years(parse_label(last), years) if last else None
        return replace(window(start, end), window=period.window)
    match = _LABEL.fullmatch(period.label)
    if match is None:
        raise ValueError(f"no label of a period: {period.label!r}")
    moved = int(match["year"]) + years
    if match["day"]:
        leap_day = match["month"] == "02" and match["day"] == "29"
        return day(moved, int(match["month"]), 28 if leap_day and not _is_leap(moved) else int(match["day"]))
    if match["month"]:
        return month(moved, int(match["month"]))
    whole = fiscal_year(moved, moved + 1 if match["second"] else None) if match["fiscal"] else year(moved)
    return whole if match["part"] is None else part_of(whole, match["part"])


def previous(period: Period) -> Period:
    """The period of the same kind just before: the quarter, half, month, year or day.

    For the first months of a year that is the same months of the year before. Raises
    ValueError for a window, and where the calendar begins.
    """
    match = _LABEL.fullmatch(period.label)
    if match is None or period.start is None:
        raise ValueError(f"nothing of the same kind lies before {period.label}")
    if match["day"]:
        if period.start == date.min:
            raise ValueError("the calendar begins here")
        earlier = period.start - timedelta(days=1)
        return day(earlier.year, earlier.month, earlier.day)
    if match["month"]:
        earlier = _add_months(period.start, -1)
        return month(earlier.year, earlier.month)
    part = match["part"]
    if part is None or part.endswith("M"):
        return shift_years(period, -1)
    letter, count = part[0], int(part[1:])
    if count > 1:
        return parse_label(f"{period.label[:-1]}{count - 1}")
    return parse_label(f"{shift_years(period, -1).label[:-1]}{4 if letter == 'Q' else 2}")


# --- the calendar ------------------------------------------------------------------------


def _counts_in_years(period: Period) -> bool:
    return all(is_single_year(parse_label(limit)) for limit in period.label.split("/") if limit)


def _fiscal_name(label: str) -> tuple[tuple[str, int, str], ...]:
    """What tells fiscal periods apart: each end's kind, the year it ends in, and its part."""
    names = []
    for limit in label.split("/"):
        match = _LABEL.fullmatch(limit)
        if match is None or not match["fiscal"]:
            names.append((limit, 0, ""))
        else:
            names.append(("FY", int(match["year"]) + bool(match["second"]), match["part"] or ""))
    return tuple(names)


def _month_number(moment: date) -> int:
    return moment.year * 12 + moment.month - 1


def _add_months(moment: date, months: int) -> date:
    number = _month_number(moment) + months
    return date(number // 12, number % 12 + 1, 1)


def _last_day(start: date, months: int) -> date:
    """The last day of so many months from the month of `start`."""
    last = _month_number(start) + months - 1
    number, which = last // 12, last % 12 + 1
    if which == 12:
        return date(number, 12, 31)
    return date(number, which + 1, 1) - timedelta(days=1)


def _is_leap(number: int) -> bool:
    return number % 4 == 0 and (number % 100 != 0 or number % 400 == 0)
