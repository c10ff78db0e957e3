"""What stands after a number: its scale, then its percent sign, currency or unit of measure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crossfoot.annotate.figure_currencies import CURRENCY_AFTER, currency_after
from crossfoot.annotate.figure_unit_names import physical_unit
from crossfoot.annotate.figure_units import PHYSICAL_UNIT
from crossfoot.annotate.figure_vocabulary import (
    FREQUENCY,
    RATIO_AFTER,
    SCALE_LETTER,
    SCALE_WORD,
    letter_exponent,
    scale_exponent,
)
from crossfoot.model import MentionKind


@dataclass(frozen=True, slots=True)
class Suffix:
    """The words and signs after a number: where they end and what they say of it.

    `exponent` is the power of ten of a scale word (None without one), `kind` is None where
    nothing says what the number measures, `plus` tells of a `+` for `and more`.
    """

    end: int
    exponent: int | None = None
    kind: MentionKind | None = None
    unit: str = ""
    plus: bool = False


_UNITS_OF_RATIO = {
    "percent": (MentionKind.PERCENT, "percent"),
    "point": (MentionKind.PERCENT, "percentage-point"),
    "basis": (MentionKind.PERCENT, "basis-point"),
    "times": (MentionKind.MULTIPLE, "times"),
}
_HYPHENATED_DOLLARS = re.compile(r"-dollars?\b")
_LENGTH_AFTER = re.compile(r"\s?(?:wide|long|high|tall|deep|thick|[x×]|above|below|sprint|race|/\s?(?:s|h|min)\b)")
_SCREEN_AFTER = re.compile(r"\s(?:TVs?|videos?|displays?|resolution|screens?|cameras?|UHD)\b")


def read_suffix(text: str, end: int, has_currency: bool) -> Suffix:
    """What stands after the number that ends at `end`."""
    plus = text.startswith("+", end)
    end += plus
    exponent = None
    scale = SCALE_WORD.match(text, end)
    if scale:
        end, exponent = scale.end(), scale_exponent(scale)
    else:
        letter = SCALE_LETTER.match(text, end)
        if letter and _letter_scales(text, letter, has_currency):
            end, exponent = letter.end(), letter_exponent(letter["letter"])
    if not plus and text.startswith("+", end):
        plus, end = True, end + 1
    if has_currency:
        return _with_currency(text, end, exponent, plus)
    return _without_currency(text, end, exponent, plus)


def _with_currency(text: str, end: int, exponent: int | None, plus: bool) -> Suffix:
    """After `$5` only the name of a currency may follow (`$5 million CAD`)."""
    money = CURRENCY_AFTER.match(text, end)
    if money:
        code, power = currency_after(money)
        return Suffix(money.end(), exponent if power == 0 else power, MentionKind.MONEY, code, plus)
    dollars = _HYPHENATED_DOLLARS.match(text, end)
    return Suffix(dollars.end() if dollars else end, exponent, MentionKind.MONEY, "", plus)


def _without_currency(text: str, end: int, exponent: int | None, plus: bool) -> Suffix:
    if CURRENCY_AFTER.match(text, end):
        return _with_currency(text, end, exponent, plus)
    ratio = RATIO_AFTER.match(text, end)
    if ratio and not (ratio["times"] and FREQUENCY.match(text, ratio.end())):
        kind, unit = _UNITS_OF_RATIO[str(ratio.lastgroup)]
        return Suffix(ratio.end(), exponent, kind, unit, plus)
    physical = PHYSICAL_UNIT.match(text, end)
    if physical is None:
        return Suffix(end, exponent, None, "", plus)
    if physical["unit"] == "pounds" and exponent is not None:
        return Suffix(physical.end(), exponent, MentionKind.MONEY, "GBP", plus)
    return Suffix(physical.end(), exponent, MentionKind.QUANTITY, physical_unit(physical["unit"]), plus)


def _letter_scales(text: str, letter: re.Match[str], has_currency: bool) -> bool:
    """Whether a letter after a number is a scale: `$5 m`, `100M`, not `5 m wide` or `4K video`."""
    if has_currency:
        return True
    if text[letter.end() : letter.end() + 1].isdigit():
        return False
    if letter["space"]:
        return CURRENCY_AFTER.match(text, letter.end()) is not None
    if letter["letter"] in {"T", "mm"}:
        return False
    return not (_LENGTH_AFTER.match(text, letter.end()) or _SCREEN_AFTER.match(text, letter.end()))
