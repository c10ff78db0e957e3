"""A cell's value as its number format shows it: `0.139` as `13.9%`, `1234.5` as `$1,235`.

The part of the number format language (ECMA-376, part 1, 18.8.31) that figures in reports use.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]|_.|\*.')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.([0#?]*))?(,*)")
_MAX_DIGITS = 12
_FIRST_MARK = 0xF0000  # a private character stands for each literal while digits are looked for
_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip


def shown(value: object, form: str) -> str:
    """The text that a cell shows for its value under a number format."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime | datetime.date):
        return _date(value, form)
    if isinstance(value, int | float):
        return _number(value, form)
    return str(value)


def _date(value: datetime.date, form: str) -> str:
    plain = _LITERAL.sub("", form).lower()
    if "d" not in plain and "y" in plain:
        return f"{_MONTHS[value.month - 1]} {value.year}" if "m" in plain else str(value.year)
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def _number(value: float, form: str) -> str:
    sections = form.split(";")
    negative = value < 0 and len(sections) > 1
    section = sections[1] if negative else sections[0]
    pieces: list[str] = []
    plain = _LITERAL.sub(lambda found: _kept(found, pieces), section)
    digits = _DIGITS.search(plain)
    try:
        number = abs(Decimal(repr(value))) if negative else Decimal(repr(value))
    except InvalidOperation:
        return str(value)
    if not number.is_finite():
        return str(value)
    if digits is None:
        return _general(number)
    if "%" in plain:
        number *= 100
    number /= Decimal(1000) ** len(digits[2])
    decimals = min(len(digits[1] or ""), _MAX_DIGITS)
    text = _rounded(number, decimals, "," in digits.group().rstrip(","))
    before, after = plain[: digits.start()], plain[digits.end() :]
    whole = f"{_restored(before, pieces)}{text}{_restored(after, pieces)}".strip()
    return f"-{whole.replace('-', '', 1)}" if number < 0 and not whole.startswith("-") else whole


def _kept(found: re.Match[str], pieces: list[str]) -> str:
    """A mark that stands for literal text; widths, fillers, colours and conditions show nothing."""
    text = next((group for group in found.groups() if group), "")
    pieces.append(text)
    return chr(_FIRST_MARK + len(pieces) - 1)


def _restored(text: str, pieces: list[str]) -> str:
    marks = {_FIRST_MARK + number: piece for number, piece in enumerate(pieces)}
    return text.translate(marks)


def _rounded(number: Decimal, decimals: int, grouped: bool) -> str:
    if abs(number.adjusted()) > 300:
        return str(number)
    rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) if decimals < 300 else number
    return f"{rounded:,f}" if grouped else f"{rounded:f}"


def _general(number: Decimal) -> str:
    """As a sheet shows a number without a format: no more digits than are sure."""
    text = f"{float(number):.10g}"
    return text if "e" not in text else f"{number:f}"
