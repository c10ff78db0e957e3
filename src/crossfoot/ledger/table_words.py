"""What the words of a table's head say: whose figures stand under it, and what of it is measured."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from crossfoot.annotate.periods import find_periods
from crossfoot.model import Concept, MentionKind, Period

_MEASURE = (
    r"revenues?|sales|turnover|receipts|incomes?|profits?|earnings|ebitda|ebita?|loss(?:es)?|margins?|prices?|costs?|fees?|"
    r"rates?|cagr|growth|changes?|variation|increase|decrease|shares?|proportion|mix|weight|penetration|value|valuation|size|"
    r"volumes?|shipments?|production|output|capacity|deliveries|exports|imports|spend(?:ing)?|expenditure|consumption|demand|"
    r"orders?|intake|backlog|assets|debt|equity|cash flow|dividends?|eps|headcount|employment|unemployment|inflation|yield|"
    r"index|total|amount|units|number|count|percentage|figure|balance|deficit|surplus|investment|funding|wages?|gdp|yoy|"
    r"y-o-y|y/y|qoq|difference|vs|forecast|estimate|actual|market size|turnover|traffic|occupancy|ratio"
)
_MODIFIER = (
    r"net|gross|operating|adjusted|annual|average|median|mean|organic|total|market|yoy|y-o-y|y/y|year-on-year|qoq|percentage|"
    r"compound|unit|retail|wholesale|nominal|real|per|of|the|in|to|and|pre-tax|pretax|underlying|reported|constant|currency|"
    r"estimated|forecast|projected|relative|year|sales|revenue|profit|price|growth|attributable|consolidated|ordinary|basic|"
    r"diluted|global|world|worldwide|overall|cumulative|quarterly|monthly|previous|prior|from|over|on"
)
_PURE = re.compile(rf"(?:(?:{_MEASURE}|{_MODIFIER}|[%Δ&/()+\-–—.,:])\s*)+$", re.IGNORECASE)
_TAIL = re.compile(rf"\s+((?:(?:{_MODIFIER})\s+)*(?:{_MEASURE}))(?:\s+of\s+total)?$", re.IGNORECASE)
_OF = re.compile(rf"^((?:(?:{_MODIFIER})\s+)*(?:{_MEASURE}))\s+(?:of|for|from|in)\s+(.+)$", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_UNIT_BRACKET = re.compile(
    r"\s*[(\[](?:[^()\[\]]*(?:[$€£¥₹%]|\b(?:USD|EUR|GBP|INR|mn|bn|million|billion|thousand|millions|billions|thousands|000s?|"
    r"tonnes|kt|mt|units|gwh|mwh|gw|mw|crore|lakh|per cent|percent|year|yoy|cagr|e|f)\b)[^()\[\]]*|[a-z0-9*†‡])[)\]]",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d{1,2}\]")
_UNIT_WORDS = re.compile(
    r"(?:,?\s*|^)(?:in\s+)?(?:(?:US|A|C|HK|S)?[$€£¥₹]|(?:USD|EUR|GBP|INR|JPY|CNY|SEK|NOK|CHF)\b)\s*(?:mn|bn|m|b|million|billion|thousand|"
    r"crore|lakh)?\b|,\s*(?:%|GWh|MWh|MW|GW|kt|Mt|tonnes|units|million|billion|thousand)\s*$",
    re.IGNORECASE,
)
_REMARKS = re.compile(
    r"\b(?:notes?|comments?|remarks?|drivers?|description|details?|reasons?|highlights?|sources?|explanation|trend|outlook|"
    r"events?|milestones?)\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"^(?:table|figure|exhibit|chart)\s*\d*[.:]?\s*|\b(?:data|table|key (?:figures|facts|metrics|data|indicators)|summary|"
    r"overview|selected years|statistics|report|analysis|highlights|annual|by (?:region|country|format|segment|type|product|"
    r"year|quarter|category|channel|application|company|end[- ]use|material)s?|at a glance|breakdown|results|figures|scope|"
    r"details|snapshot|attributes?|metrics?|items?|value|values|financials?|performance|forecast|history|historical|details|"
    r"and forecast|size and|growth|trends?|selected|main|comparison)\b",
    re.IGNORECASE,
)
TOTAL = re.compile(
    r"^\W*(?:grand |overall )?totals?\b|^\W*all\b|\bin total\b|^\W*(?:world|global) total\b|^\W*sum\b", re.I
)
SUBTOTAL = re.compile(r"^\W*sub-?totals?\b|\bsub-?total$", re.IGNORECASE)
_CONCEPTS: tuple[tuple[Concept, re.Pattern[str]], ...] = (
    (Concept.GROWTH_RATE, re.compile(r"\bcagr\b|annual growth|growth rate|per annum|growth p\.?a", re.IGNORECASE)),
    (Concept.CHANGE, re.compile(r"change|growth|yoy|y-o-y|y/y|qoq|variation|increase|decrease|\bvs\b|Δ|difference", re.I)),
    (
        Concept.SHARE,
        re.compile(r"share|% of|proportion|margin|weight|mix|penetration|unemployment rate|occupancy|turnout|percentage", re.I),
    ),
    (Concept.PRICE, re.compile(r"price|cost per|\bfee\b|\brent\b|tariff", re.IGNORECASE)),
    (Concept.REVENUE, re.compile(r"revenue|sales|turnover|receipts", re.IGNORECASE)),
    (Concept.PROFIT, re.compile(r"profit|income|earnings|ebitda|ebit|loss", re.IGNORECASE)),
    (Concept.MARKET_SIZE, re.compile(r"market|size|value|spend", re.IGNORECASE)),
    (Concept.VOLUME, re.compile(r"volume|shipments?|units|production|output|tonnes|capacity|deliver|consumption", re.I)),
    (
        Concept.COUNT,
        re.compile(
            r"number|count|jobs|employees|customers|subscribers|users|stores|respondents|headcount|subs\b", re.IGNORECASE
        ),
    ),
)  # fmt: skip
_ALLOWED = {
    MentionKind.PERCENT: (Concept.GROWTH_RATE, Concept.CHANGE, Concept.SHARE),
    MentionKind.MONEY: (Concept.REVENUE, Concept.PROFIT, Concept.PRICE, Concept.MARKET_SIZE),
    MentionKind.QUANTITY: (Concept.VOLUME,),
}


@dataclass(frozen=True, slots=True)
class HeadWords:
    """A head taken apart: the entity and the measure that it names (empty where none), and its one period."""

    entity: str
    measure: str
    period: Period | None = None


@lru_cache(maxsize=2048)
def head_words(head: str) -> HeadWords:
    """`Streaming revenue (US$ bn)` is the revenue of streaming; `2024` is a period; `YoY change` only a measure."""
    words, period = _without_period(_MARKS.sub("", _UNIT_BRACKET.sub("", head)))
    words = " ".join(_UNIT_WORDS.sub("", words).split()).strip(" :|,-–—")
    if not words or not re.search(r"[^\W\d_]", words):
        return HeadWords("", "", period)
    plain = " ".join(_BRACKETED.sub("", words).split())
    if _PURE.fullmatch(plain):
        return HeadWords("", plain.casefold(), period)
    if found := _OF.match(plain):
        return HeadWords(found.group(2), found.group(1).casefold(), period)
    if found := _TAIL.search(plain):
        return HeadWords(plain[: found.start()], found.group(1).casefold(), period)
    return HeadWords(words, "", period)


def _without_period(words: str) -> tuple[str, Period | None]:
    mentions = find_periods(words)
    periods = [m.value for m in mentions if isinstance(m.value, Period)]
    for mention in sorted(mentions, key=lambda m: m.span.start, reverse=True):
        if isinstance(mention.value, Period):
            start = re.search(r"(?:\s*\b(?:in|for|to|of|at|by|from)\s+|\s*\(\s*)?$", words[: mention.whole.start])
            cut = start.start() if start else mention.whole.start
            words = words[:cut] + " " + words[mention.whole.end :].lstrip(" )")
    return words, periods[0] if len(periods) == 1 else None


def title_words(title: str) -> HeadWords:
    """Whose figures a caption or a heading over a table announces, without `data`, `by region` and the like."""
    words = re.sub(r"\s+", " ", _GENERIC.sub(" ", _BRACKETED.sub("", title))).strip(" :|,-–—")
    found = head_words(words)
    return HeadWords("" if _PURE.fullmatch(found.entity or "-") else found.entity, found.measure, found.period)


def is_remarks(head: str) -> bool:
    """Whether a column holds free text (`Notes`), whose figures are no cells of the table."""
    return bool(_REMARKS.search(head)) and not head_words(head).period


def concept_of(heads: tuple[str, ...], kind: MentionKind) -> tuple[Concept | None, str]:
    """What a cell of this kind measures by its heads, the nearest first, and the word that says so."""
    allowed = _ALLOWED.get(kind, (Concept.VOLUME, Concept.COUNT))
    for words in heads:
        for concept, pattern in _CONCEPTS:
            if concept in allowed and (found := pattern.search(words)):
                return concept, found.group()
    if kind is MentionKind.MONEY:
        return Concept.OTHER, ""
    if kind in (MentionKind.COUNT, MentionKind.QUANTITY) and re.search(r"[A-Za-z]{3}", heads[0]):
        return Concept.COUNT, heads[0]
    return None, ""
