"""Of whom a share is: `40 % of buyers use it daily` is about buyers, and about what they do."""

from __future__ import annotations

import re

from crossfoot.ledger.clauses import Surroundings
from crossfoot.ledger.noun_phrases import MEASURES, NamedPhrase, PhraseKind

_HEDGES = (
    r"(?:(?:about|around|approximately|roughly|nearly|almost|some|over|under|just|only|a|an|the|more than|less than|"
    r"fewer than|at least|up to|as many as|another|a further|fully|well over)\s+)*"
)
_OPENS_CLAUSE = re.compile(
    rf"(?:^|[,;:(–—]|\bthat|\band|\bwhile|\bwhereas|\bbut|\bwith|\bor)\s*{_HEDGES}$", re.IGNORECASE
)
_OF_WHOM = re.compile(
    r"\s*(?:\([^()]{0,30}\)\s*)?of\s+(?:the\s+|all\s+|its\s+|their\s+|our\s+|these\s+|those\s+|surveyed\s+)*"
    r"([a-z][^,;:.()]{2,120})"
)
_WHO_DO = re.compile(
    r"\s*(?:\([^()]{0,30}\)\s*)?((?:say|said|agree|believe|want|wanted|use|used|plan|expect|report|prefer|cite|think|feel|"
    r"intend|consider|have|are|were|more|less|equally|strongly|somewhat|very|not)\s[^,;:.()]{3,120})"
)
_ARE_SOMEWHERE = re.compile(r"(?:are|were)\s+(?:in|from|at|on|located|based)\b")
# `In terms of total sales volume, 54 % were in …`: what the shares are of is said first.
_IN_TERMS_OF = re.compile(
    r"\b(?:in terms of|as (?:a )?(?:share|proportion|percentage) of|by)\s+"
    r"(?:(?:the\s+)?(?:proportion|share|percentage)\s+of\s+)?(?:the\s+|all\s+|total\s+|overall\s+)*"
    r"([a-z][^,;:.()%]{2,60}),",
    re.IGNORECASE,
)
_PEOPLE_DO = re.compile(
    r"\s*(?:\([^()]{0,30}\)\s*)?(?:say|said|agree|believe|want|wanted|think|feel|prefer|cite|cited|"
    r"(?:more|less|equally|very|somewhat|not)\s+[a-z]+\s+(?:than|and|about))\b"
)
_CUT = re.compile(
    r"\s(?:while|whereas|but|although|though|compared|versus|up from|down from|and (?=\d|"
    r"nearly|almost|about|only|just))\b"
)
_IS_MEASURE = re.compile(
    rf"(?:[\w\-]+\s+){{0,3}}(?:{MEASURES}|market|total|industry|sector|growth|increase)\b", re.IGNORECASE
)
_WHOLE = re.compile(
    rf"\s*of\s+(?:the\s+|its\s+|our\s+|their\s+|all\s+|total\s+|overall\s+|annual\s+)*((?:[\w\-]+\s+){{0,2}}(?:{MEASURES}))\b",
    re.I,
)


def part_of(around: Surroundings) -> NamedPhrase | None:
    """Whom a share that opens its clause is of, and what they do; None where the share stands elsewhere."""
    if not _OPENS_CLAUSE.search(around.before[-60:]):
        return None
    found = _OF_WHOM.match(around.after)
    if found is not None:
        words = _short(found.group(1))
        if _IS_MEASURE.match(words):
            return None
        return NamedPhrase(PhraseKind.THING, words)
    found = _WHO_DO.match(around.after)
    if found is None:
        return None
    if not _ARE_SOMEWHERE.match(found.group(1)):
        return NamedPhrase(PhraseKind.THING, _short(found.group(1)))
    terms = _IN_TERMS_OF.search(around.before)
    return NamedPhrase(PhraseKind.THING, _short(terms.group(1))) if terms else None


def is_of_people(around: Surroundings) -> bool:
    """Whether a percentage opens its clause and tells what so many do (`29 % say …`) or where they are."""
    does = _PEOPLE_DO.match(around.after) or _ARE_SOMEWHERE.match(around.after.lstrip())
    return bool(does and _OPENS_CLAUSE.search(around.before[-60:]))


def whole_measure(around: Surroundings) -> str:
    """The measure that a share is taken of (`44 % of sales`); empty for a share of a market or of people."""
    found = _WHOLE.match(around.after)
    return found.group(1).casefold() if found else ""


def _short(words: str) -> str:
    cut = _CUT.search(words)
    return " ".join(words[: cut.start() if cut else len(words)].split()[:12])
