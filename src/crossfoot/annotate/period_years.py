"""Years as they are printed: which digits are a year at all, and which year they name."""

from __future__ import annotations

import re

from crossfoot.model import Period
from crossfoot.periods import fiscal_year, month, window, year

YEAR = r"(?:(?:19|20)\d\d|2100)"
DASH = r"[-‐‑‒–—−~]"
FISCAL_WORD = r"(?:FYE?|F\.Y\.|(?:fiscal|financial)\s{1,2}years?(?:\s{1,2}(?:ended|ending))?|fiscal)"

FISCAL = (
    rf"{FISCAL_WORD}[\s-]{{0,2}}(?:{YEAR}(?:\s?[-–/]\s?(?:{YEAR}|\d\d))?|['’‘]?\d\d(?:[-–/]\d\d)?)(?!\d|[.,]\d|\s?%)"
)
"""A fiscal year with its word: `FY24`, `FY2024-25`, `fiscal year 2023/24`."""

CALENDAR = rf"CY\s?['’‘]?(?:{YEAR}|\d\d)(?!\d|[.,]\d|\s?%)"
"""A calendar year with its word: `CY24`."""

YEARISH = rf"(?:{FISCAL}|{CALENDAR}|{YEAR}(?:[-–/]\d\d)?(?!\d)|['’‘]\d\d(?!\d))"
"""The year after a quarter, half or month: `2024`, `2024-25`, `'24`, `FY25`."""

_STARTS_FISCAL = re.compile(FISCAL_WORD, re.IGNORECASE)
_FISCAL_AFTER = re.compile(r"(?:fiscal|financial)\s{1,2}year$", re.IGNORECASE)

_COUNTED = (
    r"(?:units?|jobs|employees|people|persons|workers|staff|members|customers|clients|subscribers|patients|users|"
    r"respondents|participants|companies|firms|businesses|stores|shops|outlets|branches|sites|locations|hotels|"
    r"rooms|beds|seats|homes|houses|households|vehicles|cars|trucks|buses|aircraft|planes|ships|vessels|machines|"
    r"devices|robots|turbines|stations|chargers|plants|projects|patents|products|items|pieces|cases|deaths|"
    r"hours|days|weeks|months|years|minutes|seconds|times|points|shares|dollars|euros|pounds|rupees|"
    r"tons|tonnes|barrels|gallons|litres|liters|bushels|acres|hectares|miles|feet|inches|metres|meters|"
    r"k?g|kgs|lbs?|km|mm|cm|ml|sq|[kMGT]Wh?p?|[MGT]B|Mt|Gt|kt|rpm|Hz|V|psi|bpd|boe|TEUs?)"
)
_AMOUNT = r"(?:%|percent|per\s{1,2}cent|pct|bps|basis|thousand|million|billion|trillion|crore|lakh|mn|bn|tn)"
_BAD_AFTER = re.compile(
    rf",\d{{3}}(?!\d)|\.\d|:\d\d|[@%°×]|\s{{0,2}}{_AMOUNT}(?![A-Za-z])|[-–](?!{YEAR}(?!\d))\d"
    r"|[-–](?:square|sq|seat|acre|bed|room|unit|km|mile|person|page|foot|feet|strong|ton|kg|[kMG]W)\b"
    r"|\s{1,2}(?:USD|EUR|GBP|INR|US\$)(?![A-Za-z])"
)
_COUNT_AFTER = re.compile(
    rf"\s{{1,2}}(?:(?:new|full-time|square|additional|different)\s{{1,2}})?{_COUNTED}(?![A-Za-z'’])"
)
_TIME_BEFORE = re.compile(r"(?:^|[^A-Za-z])(?:in|by|since|until|till|during|before|after)\s{1,2}\(?$", re.IGNORECASE)
_HEDGE_BEFORE = re.compile(
    r"\b(?:more\s+than|less\s+than|fewer\s+than|at\s+least|up\s+to|approximately|nearly|almost|roughly|over|about|some"
    r"|around)\s{1,2}$",
    re.IGNORECASE,
)
_PLURAL_AFTER = re.compile(r"\s{1,2}(?:[a-z]{3,20}\s{1,2})?[a-z]{3,20}s(?![a-z'’])")
_VERBS_AFTER = re.compile(
    r"\s{1,2}(?:was|has|is|as|versus|its|sales|revenues?|results|levels|figures|earnings|numbers)\b"
)
_CODED_BEFORE = re.compile(
    r"(?:[$€£¥₹#=&]|\b(?:USD|EUR|GBP|INR|JPY|CNY|RMB|AUD|CAD|CHF|Rs\.?|ISO|IEC|EN|DIN|ASTM|No\.?|Nos\.?|ID|RFC|Section|"
    r"Page|p\.|Room|Suite|Route|Highway|Windows|Office|Server|Studio|Agenda|Vision|Expo|Act(?:,|\s{1,2}of)?|"
    r"Mk|Model|Series|Ref\.?|Lot|Box))\s{0,2}$"
)
_PHONE_BEFORE = re.compile(
    r"(?:\+\d[\d\s().-]{0,20}|\b(?:tel|phone|fax|call|mobile|hotline)\b[^A-Za-z\n]{0,16}|(?<!\d)\d{3}[-.]|\d{3,4}\s)$",
    re.IGNORECASE,
)
_YEARS_BEFORE = re.compile(rf"(?<!\d){YEAR}\s$")
_GLUED_BEFORE = re.compile(r"(?:[.\\/]|\d[,:])(?<!(?<!\d)(?:19|20)\d\d[,/])$")


def century(two_digits: int) -> int:
    """The four-digit year that two printed digits mean: 1980 to 2079."""
    return two_digits + (2000 if two_digits < 80 else 1900)


def read_year(words: str) -> Period | None:
    """The year, fiscal year, span of years or month that digits with their words name.

    `2024` a year, `2024-31` a window, `2024-25` and `2024/25` a fiscal year, `2024-09` a
    month, `FY24` and `'24` by the century nearest to today's. None where the digits name
    none (`2024-15`).
    """
    digits = re.findall(r"\d+", words)
    starts_fiscal = _STARTS_FISCAL.match(words) is not None
    fiscal = starts_fiscal or _FISCAL_AFTER.search(words) is not None
    first = int(digits[0]) if len(digits[0]) == 4 else century(int(digits[0]))
    if len(digits) == 1:
        return fiscal_year(first) if fiscal else year(first)
    return _read_pair(first, digits[1], fiscal, "/" in words)


def _read_pair(first: int, tail: str, fiscal: bool, slash: bool) -> Period | None:
    short = len(tail) == 2
    second = first // 100 * 100 + int(tail) if short else int(tail)
    if short and first % 100 == 99 and tail == "00":
        second += 100
    if second == first + 1:
        return fiscal_year(first, second) if fiscal or short or slash else window(year(first), year(second))
    if second > first and fiscal:
        return window(fiscal_year(first), fiscal_year(second))
    if second > first and not (slash and short):
        return window(year(first), year(second))
    if short and not fiscal and 1 <= int(tail) <= 12:
        return month(first, int(tail))
    return None


def is_year(text: str, start: int, end: int) -> bool:
    """Whether the year-like digits `text[start:end]` are a year, not a count, price, code or name.

    A dash before the digits is left to the caller, who knows whether a period ends there.
    """
    after = text[end : end + 48]
    if _BAD_AFTER.match(after):
        return False
    head = text[max(0, start - 40) : start]
    if _GLUED_BEFORE.search(head) or _CODED_BEFORE.search(head):
        return False
    if _PHONE_BEFORE.search(head) and not _YEARS_BEFORE.search(head):
        return False
    return not _is_count(text[start:end], head, after)


def _is_count(digits: str, head: str, after: str) -> bool:
    if _COUNT_AFTER.match(after):
        return digits.endswith("00") or not _TIME_BEFORE.search(head)
    if _HEDGE_BEFORE.search(head) and not _VERBS_AFTER.match(after):
        return _PLURAL_AFTER.match(after) is not None
    return False
