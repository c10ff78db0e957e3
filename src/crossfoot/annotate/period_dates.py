"""Dated periods in a text: years, fiscal years, quarters, halves, months, days, decades."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from crossfoot.annotate.period_pattern import COUNTS, DATED, MONTHS, ORDINALS
from crossfoot.annotate.period_years import FISCAL, YEAR, century, is_year, read_year
from crossfoot.annotate.stretches import stretches_near
from crossfoot.model import Period
from crossfoot.periods import day, month, part_of, spanning, window, year

_WITHOUT_YEAR = "no year stands beside it"


@dataclass(frozen=True, slots=True)
class Dated:
    """Words of a period at `text[start:end]`.

    `part` is the quarter or half (`Q3`, `H1`) of a period whose year is not beside it;
    `shape` are words of the period that tell its shape (`E` of `2024E`, `early`, `-`).
    """

    start: int
    end: int
    period: Period | None
    shape: tuple[str, ...] = ()
    part: str | None = None
    why_not: str | None = None


# Every dated period holds a digit, or a quarter or half named by an ordinal.
_TELLING = re.compile(r"[0-9]|[Qq](?:uarter|UARTER)|[Hh](?:alf|ALF)")
_REACH_BEFORE, _REACH_AFTER = 60, 100
_YEAR_AT_END = re.compile(rf"(?:{FISCAL}|{YEAR}(?:[-–/]\d\d)?|(?:['’‘-]\s?)\d\d)$", re.IGNORECASE)
_YEAR_AT_START = re.compile(rf"(?:{FISCAL}|{YEAR})", re.IGNORECASE)
_MODIFIER = re.compile(r"(?:year-)?(early|mid|late|end|start|post|pre)[\s-]", re.IGNORECASE)
_CODE_IN_PROSE = re.compile(
    r"(?:^|[^A-Za-z])(?:in|during|for|since|by|of|from|to|and|the|through|over|versus|vs\.?|this|our|fiscal|compared\swith)"
    r"\s{1,2}\(?$",
    re.IGNORECASE,
)
_WORD_AFTER = re.compile(r"\s[a-z]{3}")


def find_dated(text: str) -> list[Dated]:
    """All dated periods in reading order; ranges between two of them are not yet joined."""
    found: list[Dated] = []
    for start, end in stretches_near(text, _TELLING, _REACH_BEFORE, _REACH_AFTER):
        found += _find_dated(text, max(start, found[-1].end if found else 0), end)
    return found


def _find_dated(text: str, position: int, end: int) -> list[Dated]:
    found: list[Dated] = []
    while match := DATED.search(text, position, end):
        try:
            dated = _READERS[match.lastgroup or ""](match)
        except ValueError:  # 31 June, or years beyond the calendar: the words name no period
            dated = None
        position = match.start() + 1 if dated is None else dated.end
        if dated is not None:
            found.append(dated)
    return found


# --- how each alternative of the pattern is read -----------------------------------------


def _dated(match: re.Match[str], period: Period, *shape: str) -> Dated:
    return Dated(match.start(), match.end(), period, shape)


def _year_in(words: str) -> Period | None:
    """The year that ends the words, or begins them."""
    found = _YEAR_AT_END.search(words) or _YEAR_AT_START.match(words)
    return read_year(found[0]) if found else None


def _month_number(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def _month_names(words: str) -> list[str]:
    """The names of months in the words; `may` and `march` in small letters are verbs."""
    names = re.findall(r"[A-Za-z]{3,}", words)
    return [name for name in names if name[:3].lower() in MONTHS and name not in ("may", "march", "mar")]


def _read_iso(match: re.Match[str]) -> Dated | None:
    number, which, day_number = (int(digits) for digits in re.findall(r"\d+", match[0]))
    return _dated(match, day(number, which, day_number))


def _read_numeric(match: re.Match[str]) -> Dated | None:
    first, second, number = (int(digits) for digits in re.findall(r"\d+", match[0]))
    if match["point"] == "." or first > 12 or first == second:
        return _dated(match, day(number, second, first))
    if second > 12:
        return _dated(match, day(number, first, second))
    return Dated(match.start(), match.end(), None, why_not="day and month could be exchanged")


def _read_months(match: re.Match[str]) -> Dated | None:
    names, named = _month_names(match[0]), _year_in(match[0])
    if len(names) != 2 or named is None or named.start is None or named.end is None:
        return None
    first, last = (_month_number(name) for name in names)
    # In 2024-25 the months before April lie in the second year; December to February 2025 began a year earlier.
    two_years = named.end.year > named.start.year
    last_year = named.end.year if two_years and last < 4 else named.start.year
    start = month(last_year if first <= last else last_year - 1, first).start
    end = month(last_year, last).end
    return None if start is None or end is None else _dated(match, spanning(start, end))


def _read_days(match: re.Match[str]) -> Dated | None:
    names = _month_names(match[0])
    if not names:
        return None
    *days, number = (int(digits) for digits in re.findall(r"\d+", match[0]))
    first, last = (day(number, _month_number(names[0]), which) for which in (days[0], days[-1]))
    return _dated(match, first if len(days) == 1 else window(first, last))


def _read_month(match: re.Match[str]) -> Dated | None:
    names, named = _month_names(match[0]), _year_in(match[0])
    if not names or named is None or named.start is None:
        return None
    return _dated(match, month(named.start.year, _month_number(names[0])))


def _read_parts(match: re.Match[str]) -> Dated | None:
    named = _year_in(match[0])
    months = re.search(r"\b(?:(?:first|initial)\s+([a-z]+|\d+)|([69])M)", match[0], re.IGNORECASE)
    if months is None or named is None:
        return None
    count = COUNTS.get((months[1] or months[2]).lower()) or int(months[1] or months[2])
    return _dated(match, part_of(named, {3: "Q1", 6: "H1"}.get(count, f"{count}M")))


def part_named(words: str) -> str:
    """The code of a quarter or half: `Q3` for `3Q` and `third quarter`."""
    lowered = words.lower()
    letter = "H" if "half" in lowered or re.match(r"h\d|\dh", lowered) else "Q"
    digit = re.match(r"[qh]?([1-4])(?:(?!st|nd|rd|th)[^a-z]|[qh]|fy|cy|$)", lowered)
    if digit:
        return f"{letter}{digit[1]}"
    if lowered.startswith("latter"):
        return "H2"
    return f"{letter}{ORDINALS[re.split(r'[^a-z0-9]', lowered)[0]]}"


def _read_quarter(match: re.Match[str]) -> Dated | None:
    return _read_part(match, match["qyear"], match["qshort"])


def _read_half(match: re.Match[str]) -> Dated | None:
    return _read_part(match, match["hyear"], match["hshort"])


def _read_part(match: re.Match[str], printed_year: str | None, short_year: str | None) -> Dated | None:
    part = part_named(match[0])
    if printed_year is not None:
        named = read_year(printed_year)
        return _dated(match, part_of(named, part)) if named is not None else None
    if short_year is not None:
        return _dated(match, part_of(year(century(int(short_year))), part))
    if match[0].lower().startswith(("last", "final")) or not _stands_in_prose(match):
        return None
    return Dated(match.start(), match.end(), None, part=part, why_not=_WITHOUT_YEAR)


def _stands_in_prose(match: re.Match[str]) -> bool:
    """Whether a quarter without a year is one: `Q1.` may number a question, `H2` name a gas."""
    if (len(match[0]) > 2 and " " in match[0]) or "-" in match[0]:
        return True
    if _CODE_IN_PROSE.search(match.string, max(0, match.start() - 20), match.start()):
        return True
    return "q" in match[0].lower() and _WORD_AFTER.match(match.string, match.end()) is not None


def _read_year_part(match: re.Match[str]) -> Dated | None:
    printed = _YEAR_AT_START.match(match[0])
    named = read_year(printed[0]) if printed else None
    if printed is None or named is None:
        return None
    return _dated(match, part_of(named, part_named(match[0][printed.end() :].lstrip(" \t\u00a0\u202f,-"))))


def _read_fiscal(match: re.Match[str]) -> Dated | None:
    digits = match[0].rstrip("EFAPefap")
    named = read_year(digits if digits[-1].isdigit() else match[0])
    if named is None:
        return None
    suffix = match[0][len(digits) :].upper() if digits[-1].isdigit() else ""
    return _dated(match, named, *filter(None, (suffix,)))


def _read_calendar(match: re.Match[str]) -> Dated | None:
    named = read_year(match[0])
    return _dated(match, named) if named is not None else None


def _read_decade(match: re.Match[str]) -> Dated | None:
    digits = re.search(r"\d{4}", match[0])
    if digits is None:
        return None
    first = int(digits[0])
    modifier = _MODIFIER.match(match[0])
    shape = (modifier[1].lower(), "decade") if modifier else ("decade",)
    return _dated(match, window(year(first), year(first + 9)), *shape)


def _read_plain_year(match: re.Match[str]) -> Dated | None:
    modifier = _MODIFIER.match(match[0])
    start = match.start() + (modifier.end() if modifier else 0)
    suffix = match[0][-1].upper() if match[0][-1].isalpha() else ""
    end = match.end() - len(suffix)
    named = read_year(match.string[start:end])
    if named is None or not is_year(match.string, start, end):
        return None
    shape = (modifier[1].lower(),) if modifier else ()
    return _dated(match, named, *shape, *filter(None, (suffix,)))


def _read_noted(match: re.Match[str]) -> Dated | None:
    """A year with the mark of a footnote glued to it: the period ends before the mark."""
    if not is_year(match.string, match.start(), match.end()):
        return None
    return Dated(match.start(), match.start() + 4, read_year(match[0][:4]))


_READERS: dict[str, Callable[[re.Match[str]], Dated | None]] = {
    "iso": _read_iso,
    "numeric": _read_numeric,
    "months": _read_months,
    "mdy": _read_days,
    "dmy": _read_days,
    "month": _read_month,
    "parts": _read_parts,
    "quarter": _read_quarter,
    "half": _read_half,
    "yearpart": _read_year_part,
    "fiscal": _read_fiscal,
    "calendar": _read_calendar,
    "decade": _read_decade,
    "year": _read_plain_year,
    "noted": _read_noted,
}
