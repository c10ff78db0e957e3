"""Units, currencies and scales that heads, captions and the line above a table state for its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from crossfoot.annotate.figure_currencies import CURRENCIES
from crossfoot.annotate.figure_vocabulary import SCALE_WORD, scale_exponent
from crossfoot.annotate.figures import find_figures
from crossfoot.figures import printed_figure
from crossfoot.model import Bound, Figure, Mention, MentionKind

_SIGNS = "|".join(
    re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True) if sign not in {"R", "RM", "Rp", "TRY"}
)
_SCALE = (
    r"thousands?|millions?|billions?|trillions?|hundred thousands?|mln|mio\.?|mrd\.?|mn|bn|bln|tn|trn|lakhs?|lacs?|"
    r"lakh crores?|crores?|crs?\.?|mil\.?|bil\.?"
)
_SCALE_SHORT = r"['’]?000s?|mm|m|k|b|t"
_UNIT = re.compile(
    rf"(?<![\w.,$€£¥₹])(?<!\d )(?:in\s+)?(?:"
    rf"(?P<sign>(?-i:{_SIGNS}))"
    rf"(?:[ \u00a0]?(?P<scale>{_SCALE}|{_SCALE_SHORT})(?!\w)|(?![\w'’]))(?![ \u00a0]?\d)"
    rf"|(?P<ahead>{_SCALE})(?:\s+(?:of\s+)?(?P<after>(?-i:{_SIGNS}))(?![\w]))?(?!\w)"
    rf"|(?P<zeros>['’]?000s?)(?!\w))",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"[(\[]\s*(?:in\s+)?(?P<scale>{_SCALE_SHORT})\s*[)\]]", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:(?P<us>us\s+)?(?P<dollar>dollars)|(?P<euro>euros)|(?P<rupee>rupees)|(?P<yen>yen)|(?P<yuan>yuan|renminbi))\b",
    re.IGNORECASE,
)
_NAMES = {"dollar": "USD", "euro": "EUR", "rupee": "INR", "yen": "JPY", "yuan": "CNY"}
# `Nearly half (38%) of the shops …` over a table is a figure, not its unit.
_PERCENT = re.compile(
    r"(?<!\d)(?<!\d\s)(?:%(?!\s?(?:points?|pts?)\b)|\bper ?cent\b|\bpct\b)|\bpercentage\b(?!\s+points?)", re.IGNORECASE
)
_POINTS = re.compile(r"%\s?(?:points?|pts?)\b|\bpercentage points?\b|\bpp\b|\bppts?\b", re.IGNORECASE)
_BASIS = re.compile(r"\b(?:bps?|basis points?)\b", re.IGNORECASE)
_TIMES = re.compile(r"\(\s*x\s*\)|\btimes\b", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_YEAR = re.compile(r"\b(?:FY|CY)?(?:19|20)\d\d[AEFP]?\b")
_EXPONENTS = {"k": 3, "000": 3, "000s": 3, "m": 6, "mm": 6, "mil": 6, "b": 9, "bil": 9, "mrd": 9, "t": 12}
_PER_UNIT = re.compile(
    r"\bper (?:\w+ )?(?:share|unit|user|kg|tonne|ton|barrel|night|ounce|capita|head|store|customer|kwh|mwh|litre|sq\b)|"
    r"\beps\b|\bprices?\b|\barpu\b|\basp\b|\brevpar\b|\badr\b|\bratio\b|/(?:kg|t|unit|bbl|kwh|mwh|share)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:employees|headcount|staff|stores|outlets|customers|subscribers|users|subs|respondents|members|people|number|"
    r"count|jobs|rank(?:ing)?|index|score|days|countries|pages|patients|branches|rooms|vehicles|shares|units|shipments|"
    r"deliver(?:y|ies)|passengers|households|persons|homes|beds|nights|pieces|bottles|cases|volumes?|production|output|capacity)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class UnitWords:
    """What one head says of the unit of its figures.

    `ratio` is `percent`, `percentage-point`, `basis-point` or `times`; `thing` a physical unit or
    the thing counted. `exponent` is None where no scale is stated.
    """

    currency: str | None = None
    exponent: int | None = None
    ratio: str | None = None
    thing: str | None = None
    quantity: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether the head leaves the unit open."""
        return self == UnitWords()


_RATIO_KINDS = {"times": MentionKind.MULTIPLE}


@lru_cache(maxsize=8192)
def unit_words(head: str) -> UnitWords:
    """The unit that a head states: `Revenue (US$ mn)`, `Share, %`, `Capacity (GW)`, `in thousands`."""
    found = _UNIT.search(head) or _ALONE.search(head)
    currency, exponent = None, None
    for match in _UNIT.finditer(head):
        groups = match.groupdict()
        sign = groups["sign"] or groups["after"]
        scale = groups["scale"] or groups["ahead"] or groups["zeros"]
        currency = currency or (_code(sign) if sign else None)
        exponent = _exponent(scale) if scale and exponent is None else exponent
    if exponent is None and (alone := _ALONE.search(head)):
        exponent = _exponent(alone["scale"])
    if currency is None and (named := _NAMED.search(head)):
        currency = _NAMES[str(named.lastgroup)]
    if currency is not None:
        return UnitWords(currency, exponent, _ratio(head))
    thing, quantity, scaled = _thing(head)
    if thing:
        return UnitWords(None, scaled, _ratio(head), thing, quantity)
    return UnitWords(None, exponent if found else None, _ratio(head))


def without_unit(head: str) -> str:
    """A head without the currency and scale that stand in it outside of brackets."""
    return _UNIT.sub(" ", head).replace("%", " ")


def is_per_unit(head: str) -> bool:
    """Whether a head names a price or a value of each: no scale of the table holds for it."""
    return bool(_PER_UNIT.search(head))


def _code(sign: str) -> str:
    return CURRENCIES.get(sign) or next(code for each, code in CURRENCIES.items() if each.casefold() == sign.casefold())


def _exponent(words: str) -> int:
    plain = words.casefold().strip("'’. ")
    if plain in _EXPONENTS:
        return _EXPONENTS[plain]
    match = SCALE_WORD.match(plain if plain not in {"crs", "cr"} else "Cr")
    return scale_exponent(match) if match else 0


def _ratio(head: str) -> str | None:
    patterns = ((_POINTS, "percentage-point"), (_BASIS, "basis-point"), (_PERCENT, "percent"), (_TIMES, "times"))
    return next((name for pattern, name in patterns if pattern.search(head)), None)


def _thing(head: str) -> tuple[str | None, bool, int | None]:
    """The physical unit or the counted noun of a head (`million tonnes`, `GWh`), with its scale."""
    brackets = _BRACKET.findall(head)
    parts = head.split(",")[1:]
    bare = _YEAR.sub(" ", _BRACKET.sub(" ", head))
    for words in (*brackets, *parts, bare):
        plain = re.sub(r"^\s*(?:in\s+)?['’]?000s?\b", " thousand", re.sub(r"^\s*in\s+", "", words)).strip()
        mentions = find_figures(f"2 {plain}") if plain else []
        if len(mentions) != 1 or mentions[0].span.start != 0 or not isinstance(mentions[0].value, Figure):
            continue
        figure = mentions[0].value
        exponent = figure.value.adjusted() or None
        if mentions[0].kind is MentionKind.QUANTITY and (words in brackets or mentions[0].span.end == len(plain) + 2):
            return figure.unit, True, exponent
        counted = mentions[0].kind is MentionKind.COUNT and figure.unit
        if counted and words in brackets and (exponent or _COUNTED.search(figure.unit)):
            return figure.unit, False, exponent
    return None, False, None


@dataclass(frozen=True, slots=True)
class UnitSources:
    """Where the unit of a cell may stand, nearest first; `measure` is what the cell measures in words.

    `printed` is the one currency that other cells of the table print, `is_money` tells that the
    measure is an amount of money, `is_rate` that a bare number under the head is a percentage.
    """

    heads: Sequence[str]
    around: Sequence[str]
    measure: str
    printed: str | None
    is_money: bool
    is_rate: bool


def in_unit(mention: Mention, words: str, sources: UnitSources) -> tuple[Figure, MentionKind]:
    """A figure as its cell, else its heads, give it a unit and a scale; the cell's own words win."""
    figure = mention.value
    assert isinstance(figure, Figure)
    own_scale = _own_scale(words)
    if mention.kind not in (MentionKind.COUNT, MentionKind.MONEY) or (
        figure.unit and mention.kind is MentionKind.COUNT
    ):
        return figure, mention.kind
    near = [unit_words(head) for head in sources.heads]
    far = [unit_words(head) for head in sources.around]
    if mention.kind is MentionKind.COUNT and not own_scale:
        ratio = _ratio_of(near, far, sources)
        if ratio is not None:
            return rescaled(figure, Decimal(1), ratio), _RATIO_KINDS.get(ratio, MentionKind.PERCENT)
    counted = bool(_COUNTED.search(sources.measure)) and mention.kind is MentionKind.COUNT
    exponent = None if own_scale else _scale_of(near, far, sources, counted)
    factor = Decimal(1).scaleb(exponent or 0)
    if mention.kind is MentionKind.MONEY:
        return (rescaled(figure, factor, figure.unit) if exponent else figure), mention.kind
    thing = next((unit for unit in (*near, *far) if unit.thing), None)
    currency = next((unit.currency for unit in near if unit.currency), None)
    if currency is None and not counted and thing is None:
        currency = next((unit.currency for unit in far if unit.currency), None) or (
            sources.printed if sources.is_money else None
        )
    if currency:
        return rescaled(figure, factor, currency), MentionKind.MONEY
    if thing is not None and thing.thing:
        kind = MentionKind.QUANTITY if thing.quantity else MentionKind.COUNT
        return rescaled(figure, factor, thing.thing), kind
    return rescaled(figure, factor, figure.unit), mention.kind


def _own_scale(words: str) -> bool:
    return bool(re.search(rf"\d\+?\s?-?(?:{_SCALE}|MM|[mMkKbBT])(?![A-Za-z])", words, re.IGNORECASE))


def _ratio_of(near: Sequence[UnitWords], far: Sequence[UnitWords], sources: UnitSources) -> str | None:
    """A head's own `%` beats the table's currency; the caption's holds where no nearer head names a unit."""
    for unit in near:
        if unit.ratio and not (unit.currency and sources.is_money):
            return unit.ratio
        if unit.currency or unit.thing:
            return None
    if sources.is_rate:
        return next((unit.ratio for unit in far if unit.ratio), None) or "percent"
    for unit in far:
        if unit.ratio and not (unit.currency or unit.exponent or unit.thing):
            return unit.ratio
        if not unit.says_nothing:
            return None
    return None


def _scale_of(near: Sequence[UnitWords], far: Sequence[UnitWords], sources: UnitSources, counted: bool) -> int | None:
    for unit in near:
        if unit.exponent is not None:
            return unit.exponent
    if is_per_unit(sources.measure) or any(unit.thing for unit in near):
        return None
    for unit in far:
        # A scale that stands with a currency is one of money: `US$ mn` is not for employees.
        if unit.exponent is not None and not (counted and unit.currency):
            return unit.exponent
    return None


def rescaled(figure: Figure, factor: Decimal, unit: str) -> Figure:
    """A figure times the scale of its table, with its precision and bound."""
    upper = figure.upper * factor if figure.upper is not None else None
    return printed_figure(
        _plain(figure.value * factor),
        figure.step * factor,
        unit,
        figure.bound,
        upper=_plain(upper) if upper is not None else None,
        hedged=figure.bound is Bound.APPROX,
        # Zeros behind a decimal point are printed on purpose: they are never rounding.
        last_nonzero_step=figure.step * factor if figure.step < 1 else None,
    )


def _plain(value: Decimal) -> Decimal:
    """`5.0E+9` as a reader expects to see it."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
