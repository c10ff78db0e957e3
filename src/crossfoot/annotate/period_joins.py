"""Dated periods that belong together: two ends of a range, a list that shares one year."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from crossfoot.annotate.period_dates import Dated
from crossfoot.annotate.period_years import DASH
from crossfoot.model import Period
from crossfoot.periods import (
    fiscal_year,
    is_fiscal,
    is_single_year,
    month,
    parse_label,
    part_of,
    spanning,
    window,
)

BACKWARDS = "the range runs backwards"

_LONGEST_GAP = 24
_DASH_GAP = re.compile(rf"\s{{0,3}}{DASH}\s{{0,3}}")
_WORD_GAP = re.compile(
    r"\s{1,3}(?:and\s{1,2}|up\s{1,2})?(to|through|thru|until|till)\s{1,3}(?:the\s{1,2})?(?:end\s{1,2}of\s{1,2})?",
    re.IGNORECASE,
)
_AND_GAP = re.compile(r"\s{1,3}and\s{1,3}(?:the\s{1,2})?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s{1,3}(?:the\s{1,2})?$", re.IGNORECASE)
_LIST_GAP = re.compile(
    rf"\s{{0,2}}(?:{DASH}|,|&|/|(?:and|or|to|through|versus|vs\.?)(?=\s))\s{{0,2}}(?:the\s)?", re.IGNORECASE
)
_TIGHT_HYPHEN = re.compile(r"[A-Za-z0-9)]-$")
_ENDED = re.compile(
    r"\b(?:(?P<count>three|six|nine|twelve|3|6|9|12)[\s-]{1,2}months?(?:\s{1,2}period)?"
    r"|(?P<weeks>13|26|39|52|53|thirteen|twenty-six|thirty-nine|fifty-two|fifty-three)[\s-]{1,2}weeks?(?:\s{1,2}period)?|(?P<quarter>quarter)"
    r"|(?P<half>half(?:[\s-]year)?)|(?P<year>(?:fiscal\s{1,2}|financial\s{1,2})?year|FY))"
    r"\s{1,2}(?:ended|ending|to)\s{1,2}(?:on\s{1,2})?$",
    re.IGNORECASE,
)
_WEEKS = {"13": 3, "26": 6, "39": 9, "thirteen": 3, "twenty-six": 6, "thirty-nine": 9}
_COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12}


def joined(text: str, found: list[Dated]) -> list[Dated]:
    """The periods of `find_dated` with ranges made one, shared years shared and codes dropped."""
    return _ranges(text, _with_shared_years(text, _with_ended(text, found)))


def _with_ended(text: str, found: list[Dated]) -> list[Dated]:
    """`nine months ended September 30, 2024` as the nine months, not the day."""
    result: list[Dated] = []
    for dated in found:
        length = _ENDED.search(text, max(0, dated.start - 48), dated.start)
        if length is None or dated.period is None or dated.period.end is None or not _ends_precisely(dated.period):
            result.append(dated)
            continue
        start = length.start()
        # `third quarter ended September 30, 2024`: the quarter has been found without its year.
        if result and result[-1].end > start:
            start = min(start, result.pop().start)
        result.append(Dated(start, dated.end, _ended(dated.period.end, length), ("ended",)))
    return result


def _ends_precisely(period: Period) -> bool:
    return len(period.label) in (7, 10) and period.label[5:6].isdigit() and not is_fiscal(period)


def _ended(end: date, length: re.Match[str]) -> Period:
    shorter = 3 if length["quarter"] else 6 if length["half"] else 12
    months = _COUNTS[length["count"].lower()] if length["count"] else shorter
    if length["weeks"]:
        months = _WEEKS.get(length["weeks"].lower(), 12)
    # Years of 52 weeks end on a weekday near the end of a month, some days into the next one too.
    last = end.year * 12 + end.month - 1 - (end.day <= 4)
    first = last - months + 1
    last_day = month(last // 12, last % 12 + 1).end or end
    return replace(spanning(date(first // 12, first % 12 + 1, 1), last_day), window=False)


def _with_shared_years(text: str, found: list[Dated]) -> list[Dated]:
    """`Q3 and Q4 2024`, `fiscal years 2023 and 2024`: the year or its kind said once."""
    result = list(found)
    for index in range(len(found) - 2, -1, -1):
        here, following = result[index], result[index + 1]
        if here.part is None or following.period is None or not _gap_matches(_LIST_GAP, text, here, following):
            continue
        whole = _year_of_part(following.period)
        if whole is not None:
            result[index] = replace(here, period=part_of(whole, here.part), why_not=None)
    for index in range(1, len(found)):
        before, here = result[index - 1], result[index]
        if _is_bare_year(here) and _is_named_fiscal_year(before) and _gap_matches(_LIST_GAP, text, before, here):
            result[index] = replace(here, period=fiscal_year(int(here.period.label)) if here.period else None)
    return result


def _is_named_fiscal_year(dated: Dated) -> bool:
    return dated.period is not None and is_fiscal(dated.period) and len(dated.period.label) == len("FY2024")


def _is_bare_year(dated: Dated) -> bool:
    return dated.period is not None and dated.period.label.isdigit()


def _year_of_part(period: Period) -> Period | None:
    whole, _, part = period.label.rpartition("-")
    return parse_label(whole) if part[:1] in ("Q", "H") else None


def _gap_matches(pattern: re.Pattern[str], text: str, before: Dated, after: Dated) -> bool:
    if after.start - before.end > _LONGEST_GAP:
        return False
    return pattern.fullmatch(text, before.end, after.start) is not None


def _ranges(text: str, found: list[Dated]) -> list[Dated]:
    result: list[Dated] = []
    index = 0
    while index < len(found):
        here = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        whole = _range(text, here, following) if following is not None else None
        if whole is not None:
            result.append(whole)
            index += 2
            continue
        if not _is_code(text, here):
            result.append(here)
        index += 1
    return result


def _is_code(text: str, dated: Dated) -> bool:
    """Whether a year hangs on a word by a hyphen (`COVID-2019`) instead of standing by itself."""
    return _is_bare_year(dated) and _TIGHT_HYPHEN.search(text, max(0, dated.start - 2), dated.start) is not None


def _range(text: str, first: Dated, last: Dated) -> Dated | None:
    """The range from one dated period to the next, None where they are no range."""
    if first.period is None or last.period is None or first.period.window or last.period.window:
        return None
    shape = _range_shape(text, first, last)
    if shape is None or not _may_span(first.period, last.period, shape):
        return None
    shapes = (*first.shape, shape, *last.shape)
    if first.period.start and last.period.end and first.period.start > last.period.end:
        # `2024 - 2023` heads two columns; `from 2031 to 2024` is a range, and wrong.
        if shape == "-" and text[first.end].isspace():
            return None
        return Dated(first.start, last.end, None, shapes, why_not=BACKWARDS)
    return Dated(first.start, last.end, window(first.period, last.period), shapes)


def _range_shape(text: str, first: Dated, last: Dated) -> str | None:
    gap_length = last.start - first.end
    if not 0 < gap_length <= _LONGEST_GAP:
        return None
    if _DASH_GAP.fullmatch(text, first.end, last.start):
        return "-"
    word = _WORD_GAP.fullmatch(text, first.end, last.start)
    if word:
        return word[1].lower()
    between = _AND_GAP.fullmatch(text, first.end, last.start)
    return "and" if between and _BETWEEN.search(text, max(0, first.start - 16), first.start) else None


def _may_span(first: Period, last: Period, shape: str) -> bool:
    """A dash joins periods of one kind only; a word also joins a month and a year."""
    same_kind = len(first.label) == len(last.label) and is_fiscal(first) == is_fiscal(last)
    if shape == "-":
        return same_kind or (is_fiscal(first) and is_fiscal(last))
    return True


def with_sentence_years(text: str, found: list[Dated], ends: frozenset[int]) -> list[Dated]:
    """Quarters and halves without a year take the one year that stands in their sentence.

    `ends` are the starts of periods that only end something (`by 2030`): no quarter's year.
    Several years, or a quarter of its own year in the same sentence, leave it without one.
    """
    result = list(found)
    for index, dated in enumerate(found):
        if dated.part is None or dated.period is not None:
            continue
        years = _years_beside(text, found, index, ends)
        if len(years) == 1:
            result[index] = replace(dated, period=part_of(years.pop(), dated.part), why_not=None)
    return result


_SENTENCE_END = re.compile(r"[.!?][\"”’)]?\s|\n")
_REACH = 200


def _years_beside(text: str, found: list[Dated], index: int, ends: frozenset[int]) -> set[Period]:
    years: set[Period] = set()
    for step in (-1, 1):
        reach = _REACH
        other = index + step
        while 0 <= other < len(found):
            left, right = sorted((other - step, other))
            start, end = found[left].end, found[right].start
            reach -= end - start
            if reach < 0 or _SENTENCE_END.search(text, start, end):
                break
            period = found[other].period
            if (
                found[other].part is None
                and period is not None
                and not period.window
                and found[other].start not in ends
            ):
                if not is_single_year(period):
                    return set()
                years.add(period)
            other += step
    return years
