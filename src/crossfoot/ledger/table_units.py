"""The unit and scale that the heads of a table give to its bare numbers (`US$ mn`, `in thousands`, `%`)."""

from __future__ import annotations

import re
from decimal import Decimal

from crossfoot.figures import printed_figure
from crossfoot.model import Bound, Figure, Mention, MentionKind

_SCALES = {
    "thousand": 3, "000": 3, "k": 3, "million": 6, "mn": 6, "m": 6, "mm": 6, "mio": 6, "billion": 9, "bn": 9, "b": 9,
    "trillion": 12, "tn": 12, "crore": 7, "cr": 7, "lakh": 5,
}  # fmt: skip
_SCALE = re.compile(
    r"(?<![\w.])(?:in\s+)?(?:(?:US|A|C|HK|S)?[$€£¥₹]\s?|[A-Z]{3}\s+|Rs\.?\s*)?[’']?(thousands?|000s?|millions?|mn|mm|mio|m|billions?|"
    r"bn|b|trillions?|tn|crores?|cr|lakhs?)(?![\w])",
    re.IGNORECASE,
)
_CURRENCY = (
    ("US$", "USD"), ("HK$", "HKD"), ("A$", "AUD"), ("C$", "CAD"), ("S$", "SGD"), ("R$", "BRL"), ("$", "USD"),
    ("€", "EUR"), ("£", "GBP"), ("¥", "JPY"), ("₹", "INR"), ("₩", "KRW"), ("Rs", "INR"),
)  # fmt: skip
_ISO = re.compile(r"\b(USD|EUR|GBP|JPY|INR|CNY|RMB|CHF|SEK|NOK|DKK|AUD|CAD|SGD|HKD|KRW|BRL|TWD|PLN|CZK|HUF|ZAR|MXN)\b")
_PERCENT_HEAD = re.compile(r"%|\bper ?cent\b|\bpct\b", re.IGNORECASE)
_POINTS_HEAD = re.compile(r"\bpercentage points?\b|\bpp(?:ts?)?\b|\bp\.p\.", re.IGNORECASE)
_LEAST_WRITTEN_OUT = 10**6


def in_unit_of_heads(mention: Mention, heads: tuple[str, ...]) -> tuple[Figure, MentionKind]:
    """A cell's figure with the unit and scale of its heads, the nearest head first.

    A unit or scale printed in the cell itself wins.
    """
    figure = mention.value
    assert isinstance(figure, Figure)
    if mention.kind is MentionKind.COUNT and not figure.unit:
        if any(_POINTS_HEAD.search(head) for head in heads[:2]):
            return _rescaled(figure, Decimal(1), "percentage-point"), MentionKind.PERCENT
        if any(_PERCENT_HEAD.search(head) for head in heads[:2]) or _only_percent(heads[2:]):
            return _rescaled(figure, Decimal(1), "percent"), MentionKind.PERCENT
    scaled = next((found for head in heads if (found := _SCALE.search(head))), None)
    if mention.kind is MentionKind.MONEY and scaled and abs(figure.value) < _LEAST_WRITTEN_OUT:
        return _rescaled(figure, _factor(scaled), figure.unit), mention.kind
    if mention.kind is not MentionKind.COUNT or figure.unit:
        return figure, mention.kind
    unit = next((code for head in heads if (code := _currency(head))), None)
    factor = _factor(scaled) if scaled else Decimal(1)
    if unit:
        return _rescaled(figure, factor, unit), MentionKind.MONEY
    return _rescaled(figure, factor, figure.unit), mention.kind


def _only_percent(captions: tuple[str, ...]) -> bool:
    """Whether a caption gives per cent and no money for the whole table (`Shares by region (%)`)."""
    return any(re.search(r"[(\[,]\s*(?:in\s+)?(?:%|per ?cent)", head) and not _currency(head) for head in captions)


def _factor(scaled: re.Match[str]) -> Decimal:
    word = scaled.group(1).casefold()
    return Decimal(10) ** _SCALES[word if word in _SCALES else word.rstrip("s")]


def _currency(words: str) -> str | None:
    if found := _ISO.search(words):
        return "CNY" if found.group(1) == "RMB" else found.group(1)
    return next((code for symbol, code in _CURRENCY if symbol in words), None)


def _rescaled(figure: Figure, factor: Decimal, unit: str) -> Figure:
    upper = figure.upper * factor if figure.upper is not None else None
    hedged = figure.bound is Bound.APPROX
    return printed_figure(figure.value * factor, figure.step * factor, unit, figure.bound, upper=upper, hedged=hedged)
