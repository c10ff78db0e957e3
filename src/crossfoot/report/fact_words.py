"""The aspects of a fact in words and digits, as the table and the CSV file show them."""

from __future__ import annotations

from decimal import Decimal

from crossfoot.figures import show_value
from crossfoot.model import Concept, Fact, Figure, Relative, RelativePeriod

# What these measure is the market itself; the words beside the figure (`worth`, `CAGR`) add nothing.
_SAID_BY_CONCEPT = (Concept.MARKET_SIZE, Concept.GROWTH_RATE)
_COUNTED_YEARS = {Relative.NEXT_YEARS: "next", Relative.PAST_YEARS: "past", Relative.LENGTH_YEARS: "over"}


def is_unread(fact: Fact) -> bool:
    """Whether a figure was not understood: its value, or what it measures."""
    return fact.figure is None or fact.concept is None


def why_not_read(fact: Fact) -> str | None:
    """What of the figure was not understood and why; None where all was."""
    return fact.why_not or ("nothing says what it measures" if is_unread(fact) else None)


def shown_figure(figure: Figure) -> str:
    """A figure as it was read: `$130bn`, `5 % to 7 %`."""
    low = show_value(figure.value, figure.unit)
    return low if figure.upper is None else f"{low} to {show_value(figure.upper, figure.unit)}"


def all_digits(value: Decimal) -> str:
    """All digits, without exponent or idle zeros."""
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def what_is_measured(fact: Fact) -> str:
    """The concept with the report's own word for it: `market size`, `operating profit`, `share: margin`."""
    if fact.concept is None:
        return ""
    concept, measure = fact.concept.value.replace("-", " "), fact.measure
    printed_period = fact.period is not None and measure == fact.period.label
    if not measure or printed_period or measure in concept or fact.concept in _SAID_BY_CONCEPT:
        return concept
    if fact.concept is Concept.OTHER or concept in measure:
        return measure
    return f"{concept}: {measure}"


def resolved_from(fact: Fact) -> str | None:
    """The words that a period was worked out from; None where it is printed as such, or there is none."""
    words = fact.readings.get("period")
    if fact.relative is not None and words in (None, fact.relative.kind.value):
        return relative_words(fact.relative)
    return None if fact.period is not None and words == fact.period.label else words


def relative_words(relative: RelativePeriod) -> str:
    """A relative time in words: `forecast window`, `prior year`, `next 5 years`, `past 9 to 11 years`."""
    words = relative.kind.value.replace("-", " ")
    if relative.low is None or relative.kind not in _COUNTED_YEARS:
        return words
    several = relative.high is not None and relative.high != relative.low
    count = f"{relative.low} to {relative.high}" if several else str(relative.low)
    return f"{_COUNTED_YEARS[relative.kind]} {count} year{'' if count == '1' else 's'}"
