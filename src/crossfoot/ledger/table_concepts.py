"""Which concept the figure of a cell measures, from its heads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.model import Concept, MentionKind


def _any(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_CAGR = _any(
    r"\bcagr\b|compound\w* annual|average annual growth|annual growth|annuali[sz]ed growth|growth rates?\b|per annum|"
    r"\bp\.a\.|a year\b"
)
_CHANGE = _any(
    r"chang|growth|yoy|y-o-y|y/y|qoq|q/q|variation|increase|decrease|decline|\bvs\b|versus|difference|Δ|"
    r"year[- ]o(?:n|ver)[- ]year|[+\-±]\s?/\s?[-+–]|\bdelta\b"
)
_SHARE = _any(
    r"(?<!per )(?<!per ordinary )(?<!per diluted )\bshares?\b(?!\s+(?:price|capital|outstanding|count|issue))|% of|"
    r"per ?cent(?:age)? of|proportion|\bmargins?\b|weight|\bmix\b|penetration|contribution|adoption|% total|"
    r"(?:largest|leading|dominat\w+|dominant|top|biggest) (?:region|segment|countr|market|product|application|end|type)"
)
_REVENUE = _any(r"revenue|\bsales\b|turnover|receipts|billings|bookings|\bgmv\b|\bggr\b|top line")
_PROFIT = _any(r"profit|\bincome\b|earnings|ebitda|\bebita?\b|\bloss(?:es)?\b|\bpat\b|\bffo\b|\bnoi\b|operating result")
_PRICE = _any(
    r"\bprices?\b|cost per|\bfees?\b|\btariffs?\b|\brent\b|\basp\b|\barpu\b|\badr\b|"
    r"\brevpar\b|\bper (?:unit|kg|tonne|ton|"
    r"barrel|ounce|night|kwh|mwh|sq)|/(?:kg|t|unit|bbl|kwh|mwh)\b"
)
_PER_SHARE = _any(r"\beps\b|per (?:\w+ )?share|dividend")
_OTHER = _any(
    r"\bassets\b|\bdebt\b|\bcash\b|capex|\bopex\b|capital|loans?\b|deposits?\b|equity\b|expenses?\b|\bcosts?\b|provisions?\b|"
    r"\btax(?:es)?\b|balance|investments?|funding|backlog|orders?\b|\bgdp\b|\barr\b|wages?|salar|depreciation|liabilit"
)
_MARKET = _any(r"market|\bsize\b|\bvalue\b|valuation|spend(?:ing)?|\bindustry\b")
_VOLUME = _any(
    r"volumes?\b|shipments?|\bunits\b|production|output|tonn|capacity|deliver|consumption|demand\b|supply|installations?|"
    r"exports?|imports?|registrations"
)
_COUNT = _any(
    r"number|\bcount\b|\bjobs\b|employees|\bstaff\b|customers|subscribers|\busers\b|stores|outlets|respondents|headcount|"
    r"\bsubs\b|members|people|population|patients|households|visits|branches|rooms|companies|firms|pages|countries"
)

_PERCENTS = ((Concept.GROWTH_RATE, _CAGR), (Concept.CHANGE, _CHANGE), (Concept.SHARE, _SHARE))
_AMOUNTS = (
    (Concept.OTHER, _PER_SHARE),
    (Concept.PRICE, _PRICE),
    (Concept.REVENUE, _REVENUE),
    (Concept.PROFIT, _PROFIT),
    (Concept.OTHER, _OTHER),
    (Concept.MARKET_SIZE, _MARKET),
)
_NUMBERS = ((Concept.COUNT, _COUNT), (Concept.VOLUME, _VOLUME))
_RATE_ALONE = _any(
    r"\bcagr\b|growth|\byoy\b|y-o-y|y/y|qoq|q/q|\bmargins?\b|penetration|occupancy|"
    r"utili[sz]ation|churn|year[- ]on[- ]year"
)
_COMPOUND = _any(r"\bcagr\b|compound|average annual|annuali[sz]ed|per annum|\bp\.a\.")


def cell_concept(
    kind: MentionKind, heads: Sequence[str], around: Sequence[str], measure: str, market: bool
) -> tuple[Concept | None, str]:
    """The concept of a cell and the words that gave it; heads nearest first, then what stands over the table.

    `measure` is what it measures in words; `market` says that the subject is a market, whose amounts measure its size.
    """
    cues = _cues(kind)
    for words in (*heads, *around):
        for concept, pattern in cues:
            if found := pattern.search(words):
                return concept, found.group()
    named = next((words for words in heads if re.search(r"[^\W\d_]{3}", words)), "")
    if kind is MentionKind.MONEY:
        return (Concept.MARKET_SIZE, "market") if market else (Concept.OTHER, "")
    if kind is MentionKind.QUANTITY:
        return Concept.VOLUME, named
    if kind is MentionKind.COUNT and named:
        return Concept.COUNT, named
    return (Concept.OTHER, measure) if measure and kind is not MentionKind.COUNT else (None, "")


def _cues(kind: MentionKind) -> tuple[tuple[Concept, re.Pattern[str]], ...]:
    if kind is MentionKind.PERCENT:
        return _PERCENTS
    if kind is MentionKind.MONEY:
        return _AMOUNTS
    if kind is MentionKind.MULTIPLE:
        return ()
    # An amount whose currency is nowhere told is still one of money.
    return (*_NUMBERS, *_AMOUNTS[:4]) if kind is MentionKind.COUNT else _NUMBERS[1:]


def is_amount(words: str) -> bool:
    """Whether a measure is an amount of money."""
    return any(pattern.search(words) for _, pattern in _AMOUNTS) and not _SHARE.search(words)


def is_rate(words: str) -> bool:
    """Whether a bare number under such a head is a percentage (`Growth`, `CAGR`, `Operating margin`, `Share`)."""
    share = _SHARE.search(words) is not None and re.search(r"\bshare\b", words, re.IGNORECASE) is not None
    return share or _RATE_ALONE.search(words) is not None


def is_compound(words: str) -> bool:
    """Whether a rate holds for each year of a window."""
    return _COMPOUND.search(words) is not None
