"""Digits that look like a figure and are none: years, parts of names, footnotes, durations of a frame."""

from __future__ import annotations

import re
from decimal import Decimal

from crossfoot.annotate.figure_numbers import Digits
from crossfoot.annotate.figure_units import is_duration


def belongs_to_a_name(text: str, start: int) -> bool:
    """Whether the sign before the digits makes them part of a name, a code or a footnote."""
    if start == 0:
        return False
    before = text[start - 1]
    if before in "c." and _CIRCA.search(text, max(0, start - 3), start) and _MEASURED.match(text, start):
        return False
    if before.isalnum() or before in "_#^@\\%)]”’²³":
        return True
    earlier = text[start - 2] if start > 1 else " "
    if before in "-‑":
        return earlier.isalpha() and not _PREFIXED.search(text, max(0, start - 5), start)
    return before in ".,/&" and (earlier.isalpha() or earlier in "%)]”’")


# `c40%`, `c.1,200` for circa; not `c4` alone.
_CIRCA = re.compile(r"(?<![\w.'’-])c\.?$")
_MEASURED = re.compile(
    r"[0-9]{1,3},[0-9]{3}|[0-9]+(?:[.,][0-9]+)?(?:\s?(?:[%mkp]|per\s?cent|bn|bps?|million|billion)|x)(?![A-Za-z])"
)
_PREFIXED = re.compile(r"(?<![\w-])(?:sub|top|non|plus)[-‑]$", re.I)

_FOOTNOTE_GOES_ON = re.compile(r"\s(?:per|to|a|an|each|and)\b|[-–/]")
_PRICE_BEFORE = re.compile(
    r"\b(?:at|of|for|costs?|from|to|than|over|about|under|just|only|between|and|is|was|or)\s$", re.I
)


def is_no_currency(text: str, digits: Digits, currency: re.Match[str], scaled: bool) -> bool:
    """Signs that only look like a currency: `R5` without a scale, the footnote of `USD4`, `in USD million 2024`."""
    letters = currency["currency"]
    if letters is None:
        return not digits.grouped and digits.step == 1 and 1900 <= digits.value < 2100 and currency["coded"] is not None
    if letters in {"R", "Re"}:
        return not scaled and (letters == "R" or digits.value > 1)
    glued = letters.isalpha() and letters.isupper() and currency.end() == currency.end("currency")
    if not glued or scaled or digits.value >= 10 or digits.step != 1:
        return False
    return not (
        _FOOTNOTE_GOES_ON.match(text, digits.end)
        or _PRICE_BEFORE.search(text, max(0, currency.start() - 9), currency.start())
    )


_YEAR_BEFORE = re.compile(
    r"\b(?:in|of|by|since|from|to|until|till|during|for|and|year|fiscal|early|late|mid|through|before|after|between|"
    r"vs\.?|versus|than)\s$",
    re.I,
)
_ENDS_SENTENCE = re.compile(r"\s[A-Z]|\s*$")
_WORD_AFTER = re.compile(r"\s[a-z]")
_COUNTED_THINGS = frozenset(
    """employees people staff jobs workers stores shops outlets homes houses units rooms beds patients respondents
    members customers users clients companies firms businesses vehicles cars trucks buses ships vessels aircraft
    subscribers participants students schools hospitals hotels restaurants branches tokens shares households farms
    farmers sites stations turbines engineers consumers executives suppliers partners locations countries
    cities""".split()
)


def is_year(text: str, digits: Digits, noun: str) -> bool:
    """Whether a bare number is a calendar year, or one with the mark of a footnote behind it (`2024.1`)."""
    if digits.grouped or not 1900 <= digits.value < 2100:
        return False
    if digits.step != 1:
        footnote = digits.step in {Decimal("0.1"), Decimal("0.01")} and 1990 <= digits.value < 2060
        return footnote and _ENDS_SENTENCE.match(text, digits.end) is not None
    if not noun or is_duration(noun) or noun.split()[-1].lower() not in _COUNTED_THINGS:
        return True
    dated = _YEAR_BEFORE.search(text, max(0, digits.start - 10), digits.start)
    return dated is not None or _WORD_AFTER.match(text, digits.end) is None


_TIME_BEFORE = re.compile(
    r"\b(?:next|past|last|coming|previous|following|first|final|prior|recent|every|these|those|preceding)\s(?:few\s)?$",
    re.I,
)
_LENGTH_ADJECTIVE = re.compile(
    r"(?:\s|[-‑])(?:plus\s)?(?:year|month|week|day|hour|minute|quarter|decade)\b|"
    r"\s(?:year|month|week|quarter)s\s(?:ended|ending|to)\b",
    re.I,
)


def is_length_of_a_frame(text: str, start: int, end: int, noun: str) -> bool:
    """`the next five years`, `six months ended`, `a 52-week high`: times, which are no facts of their own."""
    if _LENGTH_ADJECTIVE.match(text, end):
        return True
    return is_duration(noun) and _TIME_BEFORE.search(text, max(0, start - 16), start) is not None


_CONSTANT_BEFORE = re.compile(r"\b(?:constant|real|chained|in)\s$", re.I)


def is_year_of_prices(text: str, digits: Digits) -> bool:
    """`in constant 2013 dollars`: the year whose prices are meant, no amount."""
    year = not digits.grouped and digits.step == 1 and 1900 <= digits.value < 2100
    return year and _CONSTANT_BEFORE.search(text, max(0, digits.start - 10), digits.start) is not None


_TOP_BEFORE = re.compile(r"\btop[-\s]$", re.I)


def is_rank_of_a_list(text: str, start: int) -> bool:
    """`in the top 10`: a number behind `top` with nothing that it counts."""
    return _TOP_BEFORE.search(text, max(0, start - 5), start) is not None
