"""Figures in a stretch of a file, read by a plain pattern, and written anew in the same form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from injection.model import Clean, Place

_FIGURE = re.compile(
    r"(?<![\w.,/])(?:(?P<currency>US\$|USD|EUR|Rs|[$€£₹])\s?)?(?P<sign>[−+-])?"
    r"(?P<digits>\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\w-]*-\w)"
    r"(?P<tail>\s?%|\s(?:percentage|basis) points?|\s(?:billion|million|thousand|crore|lakh)\b|(?:bn|m|p)\b)?"
    r"(?![\d,]*\d)",
)
_SCALES = {"thousand": 3, "lakh": 5, "million": 6, "m": 6, "crore": 7, "billion": 9, "bn": 9}
_NOUN = re.compile(r"(?:\s+(?:a|new|full-time|part-time))?\s+([a-z]{3,})")
HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of a file: `kind` is `percent`, `year`, `points` or `amount`.

    `start` and `end` are those of the digits; `unit` is the currency or the noun counted.
    """

    kind: str
    start: int
    end: int
    digits: str
    value: Decimal
    unit: str
    scale: int
    whole: Place

    @property
    def step(self) -> Decimal:
        """One unit of the last printed digit."""
        return Decimal(1).scaleb(-len(self.digits.partition(".")[2]))

    @property
    def scaled(self) -> Decimal:
        """The value with its scale word worked in."""
        return self.value.scaleb(self.scale)

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """What the digits stand for, scale worked in."""
        half = self.step * HALF
        return (self.value - half).scaleb(self.scale), (self.value + half).scaleb(self.scale)

    def written(self, value: Decimal) -> str:
        """Another value in the form of this one."""
        rounded = value.quantize(self.step, ROUND_HALF_UP)
        return f"{rounded:,}" if "," in self.digits else f"{rounded}"


def numbers(report: Clean, place: Place) -> list[Number]:
    """The figures of a stretch, in their order."""
    found = []
    for match in _FIGURE.finditer(report.text, *place):
        if match.end("digits") <= place[1]:
            found.append(_number(report.text, match))
    return found


def _number(text: str, match: re.Match[str]) -> Number:
    tail, currency, digits = (match["tail"] or "").strip(), match["currency"] or "", match["digits"]
    value = Decimal(digits.replace(",", ""))
    value = -value if match["sign"] in ("−", "-") else value
    kind = "amount"
    if tail == "%":
        kind = "percent"
    elif tail.endswith(("point", "points")):
        kind = "points"
    elif not currency and not tail and re.fullmatch(r"(?:19|20)\d\d", digits):
        kind = "year"
    noun = _NOUN.match(text, match.end())
    unit = currency or ("p" if tail == "p" else noun[1] if noun else "")
    scale = _SCALES.get(tail, 0)
    return Number(kind, *match.span("digits"), digits, value, unit, scale, match.span())


def of_kind(found: Iterable[Number], kind: str) -> list[Number]:
    """Those figures of one kind."""
    return [number for number in found if number.kind == kind]


def years_between(found: Iterable[Number]) -> set[int]:
    """All distances between the years named."""
    years = {int(number.value) for number in found if number.kind == "year"}
    return {later - earlier for later in years for earlier in years if later > earlier}


def close(bounds: tuple[Decimal, Decimal], number: Number) -> bool:
    """Whether a figure can stand for something within bounds."""
    half = number.step * HALF
    return bounds[0] <= abs(number.value) + half and abs(number.value) - half <= bounds[1]


def growth_bounds(start: Number, end: Number, years: int) -> tuple[Decimal, Decimal]:
    """The yearly change in percent that two values allow, without its sign."""
    (low, high), (least, most) = start.bounds, end.bounds
    if low <= 0 or least <= 0:
        return Decimal(1), Decimal(0)
    power = Decimal(1) / years
    rates = sorted((100 * ((least / high) ** power - 1), 100 * ((most / low) ** power - 1)))
    if rates[1] < 0:
        return -rates[1], -rates[0]
    return rates[0], rates[1]


def makes(total: Number, parts: Sequence[Number]) -> bool:
    """Whether the parts add up to the total within what their digits allow."""
    slack = sum(((part.step * HALF).scaleb(part.scale) for part in parts), (total.step * HALF).scaleb(total.scale))
    return abs(sum(part.scaled for part in parts) - total.scaled) <= slack


def moved(number: Number, factor: Decimal, least: Decimal = Decimal(0)) -> str:
    """A figure multiplied by a factor, and moved by `least` where that would be too little."""
    new = number.value * factor
    if abs(new - number.value) < least:
        new = number.value + (least if factor > 1 or number.value <= least else -least)
    return number.written(abs(new))
