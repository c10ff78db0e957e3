"""The one pattern that finds dated periods; its named groups say which kind was found."""

from __future__ import annotations

import re

from crossfoot.annotate.period_years import CALENDAR, DASH, FISCAL, YEAR, YEARISH

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
COUNTS = {
    word: number for number, word in enumerate("one two three four five six seven eight nine ten eleven".split(), 1)
}
ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "final": 4,
    "last": 4,
}
_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th|final|last)"
_TO_YEAR = r"(?:\s{0,2}(?:of|in|for|,)\s{1,2}(?:the\s{1,2})?(?:calendar\s{1,2})?(?:year\s{1,2})?|\s{0,2}[-/,]?\s{0,2})"
_NO_DECIMAL = r"(?!\d|[.,]\d|\s?%)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"

DATED = re.compile(
    # The letters and digits that an alternative can begin with: most words of a text fail here.
    r"(?=[0-9acdefhijlmnopqsty])(?<![A-Za-z0-9_$€£¥₹])(?:"
    rf"(?P<iso>{YEAR}(?P<sep>[-/.])(?:0?[1-9]|1[0-2])(?P=sep)(?:[12]\d|3[01]|0?[1-9])(?![\d-]))"
    rf"|(?P<numeric>\d{{1,2}}(?P<point>[-/.])\d{{1,2}}(?P=point){YEAR}(?!\d))"
    rf"|(?P<months>{_MONTH}\s{{0,2}}(?:{DASH}|to|through)\s{{0,2}}{_MONTH},?\s{{0,2}}(?:of\s{{1,2}})?{YEARISH})"
    rf"|(?P<mdy>{_MONTH}\s{{1,2}}{_DAY}(?:\s?[-–]\s?{_DAY})?(?:,\s{{0,2}}|\s{{1,2}}){YEAR}(?!\d))"
    rf"|(?P<dmy>{_DAY}(?:\s?[-–]\s?{_DAY})?[\s-]{{1,2}}(?:of\s{{1,2}})?{_MONTH}(?:,\s{{0,2}}|[\s-]{{1,2}}){YEAR}(?!\d))"
    rf"|(?P<month>{_MONTH}(?:(?:,\s{{0,2}}|\s{{1,2}}of\s{{1,2}}|[\s-]{{0,2}}){YEAR}|(?:-|\s?['’‘])\d\d)(?!\d))"
    rf"|(?P<parts>(?:first|initial)\s{{1,2}}(?:{'|'.join(COUNTS)}|\d{{1,2}})\s{{1,2}}months(?:{_TO_YEAR}{YEARISH})"
    rf"|(?:9M|6M)[\s-]?{YEARISH}|{YEAR}[\s-](?:9M|6M)(?![A-Za-z0-9]))"
    rf"|(?P<quarter>(?:Q[1-4]|[1-4]Q|{_ORDINAL}[\s-](?:(?:fiscal|calendar)\s)?quarters?)(?!(?!FY)[a-z]|-o)"
    rf"(?:\s?\(\s?Q?[1-4]Q?\s?\))?(?:{_TO_YEAR}(?P<qyear>{YEARISH})|-?(?P<qshort>\d\d){_NO_DECIMAL})?(?!\d))"
    rf"|(?P<half>(?:H[12]|[12]H|(?:first|second|1st|2nd|latter)[\s-]half)(?!(?!FY)[a-z])(?:\s?\(\s?H?[12]H?\s?\))?"
    rf"(?!\s{{1,2}}of\s{{1,2}}(?:the\s{{1,2}})?(?:[a-z]+\s)?(?:decade|century|forecast|month|day|\d\d?th))"
    rf"(?:{_TO_YEAR}(?P<hyear>{YEARISH})|(?:-|(?<=[12]H))(?P<hshort>\d\d){_NO_DECIMAL})?(?!\d))"
    rf"|(?P<yearpart>(?:{FISCAL}|{YEAR})[ \t\u00a0\u202f,-]{{0,2}}"
    rf"(?:Q[1-4]|[1-4]Q|H[12]|[12]H|{_ORDINAL}[\s-](?:quarter|half))(?![A-Za-z0-9])(?!\s?['’]?{YEAR}))"
    rf"|(?P<fiscal>{FISCAL}[EFAP]?(?![A-Za-z0-9])|{YEAR}(?:[-–/](?:{YEAR}|\d\d))?\s{{1,2}}(?:fiscal|financial)\s{{1,2}}year\b)"
    rf"|(?P<calendar>{CALENDAR}(?![A-Za-z0-9]))"
    rf"|(?P<decade>(?:(?:early|mid|late)[\s-]{{1,2}}(?:the\s)?)?(?:(?:19|20)\d0s|19\d0['’]s)(?![A-Za-z]))"
    rf"|(?P<year>(?:(?:year-)?(?:early|mid|late|end|start|post|pre)[\s-])?{YEAR}(?:[-–]\d\d{_NO_DECIMAL}|/\d\d(?:\d\d)?(?![\d/]))?[EFAPep]?"
    r"(?![A-Za-z0-9]))"
    rf"|(?P<noted>(?:(?<=in\s)|(?<=by\s)|(?<=since\s)|(?<=during\s)|(?<=until\s)){YEAR}[1-9](?![A-Za-z0-9,%]|\.\d|\s(?!was\b|is\b|has\b)[a-z]+s\b))"
    r")",
    re.IGNORECASE,
)
