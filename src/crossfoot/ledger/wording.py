"""What the words around a figure say of it: direction, basis, whole, qualifiers, label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.figures import negate_figure
from crossfoot.ledger.clauses import Surroundings
from crossfoot.ledger.concepts import (
    DIRECTION_DOWN,
    DIRECTION_UP,
    ConceptReading,
)
from crossfoot.model import (
    Basis,
    Concept,
    Figure,
    Mention,
    MentionKind,
    Span,
)

_FORECAST = re.compile(
    r"\b(?:expected|projected|forecast\w*|anticipated|estimated to|will|poised|set to|predict\w*|likely to|"
    r"slated|expects?|projects?|"
    r"outlook|guidance|targets?|aims?|could|would|may|estimates?|on track|going to|by 20[3-9]\d)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\b(?:target(?:s|ed|ing)?|aims?|goal|ambition|guidance|plans? to)\b", re.IGNORECASE)
_CONSTANT = re.compile(
    r"\b(?:constant[- ]currency|organic\w*|like-for-like|same-store|comparable|currency-adjusted|pro forma|real "
    r"terms)\b",
    re.I,
)
_ADJUSTED = re.compile(
    r"\b(?:adjusted|non-gaap|underlying|core|normali[sz]ed|excluding|before (?:special|one-off))\b", re.IGNORECASE
)
_RESPONDENTS = re.compile(
    r"\b(?:respondents?|survey\w*|polled|participants|of (?:the )?(?:workers|executives|consumers|adults|"
    r"companies|people|leaders|users|americans|"
    r"employees|voters|parents|buyers|organi[sz]ations|businesses|investors|professionals)|say|said they|believe|"
    r"agree\w*|cite\w*)\b",
    re.IGNORECASE,
)
_OF_GROWTH = re.compile(
    r"^\s*of (?:the |this |its |total |overall |global )*(?:growth|increase|incremental|gain|new)\b", re.IGNORECASE
)
_GROWTH_OF_VOLUME = re.compile(
    r"\s*(?:/\s?yr|/\s?year|a year|per year|annual(?:ly)?)?\s*"
    r"(?:demand|volume|unit|output|production|traffic)\s+growth\b",
    re.IGNORECASE,
)
_PEAK = re.compile(r"\b(?:peak\w*|all-time|record|highs?|lows?|opportunity|potential|addressable)\b", re.IGNORECASE)


# The base scenario is what a report forecasts; the others are kept apart from it and from each other.
_SCENARIO = re.compile(
    r"\b(high|low|upside|downside|optimistic|pessimistic|bull|bear|best|worst|stress|severe|adverse|conservative|accelerated|"
    r"net[- ]zero)(?:\s+|-)(?:growth\s+|case\s+)?(?:scenario|case|one)\b",
    re.IGNORECASE,
)
_SCENARIO_NAMED = re.compile(r"\b(?:scenarios?|case)\b", re.IGNORECASE)
_SCENARIO_SHORT = re.compile(
    r"\s*(?:a year |per year |annually )?in the (high|low)\b(?!\s+(?:single|double|season|end|" r"teens))", re.I
)
# What was said before, and is said to be superseded.
_FORMER = re.compile(
    r"\b(?:had (?:still |previously |earlier |originally )?(?:expected|forecast\w*|put|"
    r"estimated|projected|predicted|said)|"
    r"(?:first|second|third|fourth|fifth|previous|earlier|former|prior|last|old) (?:edition|"
    r"version|issue)\b[^.;:]{0,50}?\b"
    r"(?:put|had|expected|forecast|estimated|projected|valued|gave|saw)|(?:previously|originally|initially|earlier) "
    r"(?:expected|forecast\w*|estimated|projected|guided|published|reported)|(?:previous|earlier|former|prior|old) "
    r"(?:estimate|forecast|projection|guidance|figure|outlook|expectation)s?)\b",
    re.IGNORECASE,
)

_MARKET_WORD = re.compile(r"\b(?:market|markets|marketplace|industry|sector)\b", re.IGNORECASE)
LABELLED = (Concept.GROWTH_RATE, Concept.MARKET_SIZE)
LABEL = re.compile(r"([A-Z][\w&’'/\-]*(?:\s[\w&’'/\-]+){0,4})\s?(?::|[–—])\s")
MEASURE_LABEL = re.compile(
    r"\b(?:cagr|growth|rate|market|size|value|revenue|sales|forecast|period|year|share|outlook|key|note|source|figure|table|by|update|estimate|"
    r"summary|total|overall|result|highlights?|takeaway|fact|projection|valuation)\w*\b|\d",
    re.IGNORECASE,
)
RATES = (Concept.GROWTH_RATE, Concept.CHANGE)


def is_markets(concept: Concept | None, named_market: bool, named_company: bool, market: str | None) -> bool:
    """Whether a figure is the market's own and not that of a company in it."""
    if market is None:
        return False
    if concept in (Concept.MARKET_SIZE, Concept.SHARE):
        return named_market or bool(_MARKET_WORD.search(market))
    if concept is Concept.GROWTH_RATE:
        return named_market or not named_company
    return named_market and not named_company and concept in RATES


def without_place(market: str | None, mentions: Sequence[Mention]) -> str | None:
    """`Indian tea market` is the tea market in India: the place is an aspect of its own."""
    if market is None:
        return None
    for mention in mentions:
        first, _, rest = market.partition(" ")
        demonym = mention.kind is MentionKind.PLACE and "demonym" in mention.cues
        if demonym and " " in rest and first.casefold() == mention.cues[-1]:
            return rest
    return market


_COMPARED = re.compile(
    r"\s*(?:(?P<down>below|less than|fewer than|lower than|smaller than|cheaper than)"
    r"|(?:ahead of|above|more than|higher than|larger than|dearer than))\b",
    re.IGNORECASE,
)


def signed(figure: Figure, around: Surroundings) -> Figure:
    """A fall is negative: the nearest word of direction decides; a printed sign stays."""
    if figure.value < 0 or figure.unit == "times":
        return figure
    right = around.right[:28]
    if (compared := _COMPARED.match(right)) is not None:
        return negate_figure(figure) if compared["down"] else figure
    for pattern, down in ((DIRECTION_DOWN, True), (DIRECTION_UP, False)):
        if (found := pattern.search(right)) and not re.search(r"[,;(]", right[: found.start()]):
            return negate_figure(figure) if down else figure
    up = [m.end() for m in DIRECTION_UP.finditer(around.left[-80:])]
    down_ends = [m.end() for m in DIRECTION_DOWN.finditer(around.left[-80:])]
    if down_ends and (not up or down_ends[-1] > up[-1]):
        return negate_figure(figure)
    return figure


# Losses that an insurer or a bank bears are no result of its own: `income fell due to catastrophe losses`.
_LOSS = re.compile(
    r"(?<!catastrophe )(?<!credit )(?<!loan )(?<!weather )(?<!insured )(?<!storm )(?<!fire )\bloss(?:es)?\b",
    re.IGNORECASE,
)


def is_loss(concept: Concept | None, words: str) -> bool:
    """Whether an amount of profit is named a loss, so that its value is below zero."""
    return concept is Concept.PROFIT and _LOSS.search(words) is not None


def basis_of(text: str, sentence: Span, around: Surroundings) -> Basis:
    """Forecast or actual, as the clause tells it."""
    clause = text[around.clause.start : around.clause.end]
    if _FORECAST.search(clause):
        return Basis.FORECAST
    return (
        Basis.ACTUAL
        if re.search(r"\b(?:was|were|reported|posted|rose|fell|grew|totaled|reached)\b", clause)
        else Basis.UNSTATED
    )


def whole_of(reading: ConceptReading, around: Surroundings) -> str | None:
    """What a share is a share of, in the report's words."""
    if reading.concept is not Concept.SHARE:
        return None
    found = re.match(
        r"\s*(?:\([^)]*\)\s*)?of (?:the |all |its |our |total )*([\w’'\- ]{2,40}?)(?=[,.;()]|\s(?:in|by|and|are|"
        r"is|were|was|say|from|with|for|to)\b|$)",
        around.right,
    )
    return found.group(1).strip().casefold() if found else None


def qualifiers_of(around: Surroundings, market: bool, concept: Concept | None) -> set[str]:
    """The words near a figure that set it apart from others: adjusted, of respondents, a target …"""
    words = around.left[-120:] + " " + around.right[:60]
    patterns = {
        "constant-currency": _CONSTANT,
        "adjusted": _ADJUSTED,
        "peak": _PEAK,
    }
    if not market:
        patterns["target"] = _TARGET
    if concept not in LABELLED:
        patterns["respondents"] = _RESPONDENTS
    found = {name for name, pattern in patterns.items() if pattern.search(words)}
    if _GROWTH_OF_VOLUME.match(around.right):
        found.add("of-volume")
    if _OF_GROWTH.search(around.right):
        found.add("of-growth")
    if market:
        found.add("of-market")
    return found | _superseded_or_in_scenario(around)


def _superseded_or_in_scenario(around: Surroundings) -> set[str]:
    """`former` for what an earlier edition said, `scenario:high` for a figure of one scenario among several."""
    found = set()
    if _FORMER.search(around.before):
        found.add("former")
    short = _SCENARIO_SHORT.match(around.right) if _SCENARIO_NAMED.search(around.before + around.after) else None
    named = short or _nearest_scenario(around)
    if named is not None:
        found.add(f"scenario:{named.group(1).casefold()}")
    return found


def _nearest_scenario(around: Surroundings) -> re.Match[str] | None:
    """The scenario named right behind a figure, else the last one before it."""
    behind = _SCENARIO.search(around.right[:40])
    before = list(_SCENARIO.finditer(around.before))
    return behind or (before[-1] if before else None)
