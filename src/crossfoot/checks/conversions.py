"""Amounts with their conversion in brackets: `€15.6bn ($17.5bn)` is one amount at one rate.

No rate of a day is known here, nor needed: a slip of a power of ten is far outside the
range in which two currencies have stood for twenty years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from crossfoot.checks.comparing import figure_of
from crossfoot.figures import divide, meets, scale
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Fact, Interval, MentionKind, Span

_OPENS = re.compile(
    r"\s*[\[(]\s*(?:or|about|some|around|roughly|approximately|equivalent to|approx\.?|equal to|~|≈|=)?\s*"
)
_CLOSES = re.compile(r"\s*(?:[)\];,]|at\b)")
# A thousand first: billion for million is the commonest slip of these.
_POWERS = (3, -3, 6, -6, 2, -2, 1, -1)
_BELOW, _ABOVE = Decimal("0.7"), Decimal("1.5")
# A bare `$` may be the dollar of Singapore, Hong Kong or Australia.
_DOLLARS = frozenset({"USD", "SGD", "AUD", "CAD", "NZD", "HKD"})

Ranges = Mapping[str, tuple[Decimal, Decimal]]
"""By currency the least and the most units of it that a US dollar has bought."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount, its conversion, and the power of ten by which the second misses (0: it fits; None: by none)."""

    amount: Fact
    converted: Fact
    power: int | None
    possible: Interval

    @property
    def span(self) -> Span:
        """From the amount to the end of its conversion."""
        return Span(self.amount.span.start, self.converted.span.end)


def conversions(ledger: Ledger, ranges: Ranges) -> Iterator[Conversion]:
    """Every amount of money with another currency's in brackets behind it, where both currencies are known."""
    text = ledger.document.text
    money = [fact for fact in ledger.facts if fact.kind is MentionKind.MONEY and fact.figure is not None]
    for one, other in pairwise(money):
        units = figure_of(one).unit, figure_of(other).unit
        if units[0] == units[1] or not all(unit in ranges for unit in units) or not 0 <= _gap(one, other) < 30:
            continue
        if not _OPENS.fullmatch(text, one.span.end, other.quoted.start) or not _CLOSES.match(text, other.quoted.end):
            continue
        if figure_of(one).value > 0 and figure_of(other).value > 0:
            possible = _possible(units[0], units[1], ranges)
            yield Conversion(one, other, _power(one, other, possible), possible)


def _gap(one: Fact, other: Fact) -> int:
    return other.quoted.start - one.span.end


def _possible(one: str, other: str, ranges: Ranges) -> Interval:
    """How many units of the second currency one unit of the first may be worth; a bare `$` is any dollar."""
    first, second = _units(one, ranges), _units(other, ranges)
    return Interval(second[0] / first[1] * _BELOW, second[1] / first[0] * _ABOVE)


def _units(unit: str, ranges: Ranges) -> tuple[Decimal, Decimal]:
    if unit != "USD":
        return ranges[unit]
    return Decimal(1), max(ranges[dollar][1] for dollar in _DOLLARS if dollar in ranges and dollar != "HKD")


def _power(one: Fact, other: Fact, possible: Interval) -> int | None:
    rate = divide(figure_of(other).narrow, figure_of(one).narrow)
    if meets(rate, possible):
        return 0
    return next((power for power in _POWERS if meets(scale(rate, Decimal(10) ** power), possible)), None)


def same_slips(found: Sequence[Conversion]) -> list[list[Conversion]]:
    """The conversions that miss by one power of ten between the same currencies: one slip, told once."""
    groups: dict[tuple[object, ...], list[Conversion]] = {}
    for each in found:
        if each.power:
            units = figure_of(each.amount).unit, figure_of(each.converted).unit
            groups.setdefault((*units, each.power), []).append(each)
    return list(groups.values())
