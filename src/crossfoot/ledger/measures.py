"""The measure that stands beside a figure: `a billing ratio of 72 %`, `a 17 % rise in net profit`."""

from __future__ import annotations

import re

from crossfoot.ledger.clauses import Surroundings
from crossfoot.ledger.noun_phrases import MEASURES, measure_words

_RISE = (
    r"rise|rises|increase|increases|growth|jump|decline|declines|drop|fall|gain|surge|reduction|decrease|improvement|slump|"
    r"uptick|downturn|expansion|contraction|change|uplift|boost|hike|dip|slide|slowdown|rebound"
)
_ADJECTIVES = (
    r"(?:(?:year-on-year|year-over-year|yoy|\(yoy\)|y-o-y|annual|annualised|annualized|"
    r"organic|sequential|sharp|strong|steady|solid|[\w\-]+ly)\s+)"
)
_WORDS = r"(?:[A-Za-z][\w’'\-&/]*\s+)"
_RISE_IN = re.compile(
    rf"^\s*(?:\([^)]{{0,20}}\)\s*)?{_ADJECTIVES}{{0,2}}(?:{_RISE})\s+(?:in|of)\s+(?:the\s+|its\s+|our\s+|their\s+)?({_WORDS}{{0,4}}(?:{MEASURES}))\b",
    re.IGNORECASE,
)
_LEFT_RISE_IN = re.compile(
    rf"\b(?:{_RISE})\s+in\s+(?:the\s+|its\s+|our\s+|their\s+)?({_WORDS}{{0,4}}?(?:{MEASURES}))\s+(?:of|by|was|at|to)\s+(?:\w+\s+){{0,2}}$",
    re.IGNORECASE,
)
_LEFT_RISE = re.compile(
    rf"((?:[\w’'\-&/]+\s+){{0,3}}?(?:{MEASURES}))\s+(?:{_RISE})\s+(?:rate\s+)?(?:of|by|was|at|to|accelerated|slowed)\s+(?:\w+\s+){{0,3}}$",
    re.IGNORECASE,
)
_RIGHT_RISE = re.compile(
    rf"^\s*(?:{_ADJECTIVES}|\([^)]{{0,12}}\)\s*){{0,3}}({_WORDS}{{0,3}}?(?:{MEASURES}))\s+(?:{_RISE})\b", re.IGNORECASE
)
_IS_OF = (
    r"\s+(?:of|at|totall?ing|amounting to|was|were|is|are|between|ranging from|worth|to|reached|stood at|came to|:)\s+"
    r"(?:just\s+|about\s+|around\s+|approximately\s+|over\s+|nearly\s+|"
    r"almost\s+|more than\s+|only\s+|up to\s+|under\s+|at least\s+)*$"
)
_OF = re.compile(rf"({_WORDS}{{0,5}}(?:{MEASURES}))(?:\s+\([^()]{{1,20}}\))?{_IS_OF}", re.IGNORECASE)
# Cheap questions before the costly patterns: what they end in.
_OF_AT_END = re.compile(_IS_OF, re.IGNORECASE)
_BY_AT_END = re.compile(r"\s(?:by|from)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_NAMES_RISE = re.compile(_RISE, re.IGNORECASE)
_OWN_OBJECT = re.compile(
    rf"\b(?:its|their|our|the)\s+({_WORDS}{{0,4}}?(?:{MEASURES}))\s+(?:by|from)\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE
)
_ARTICLE_OF = re.compile(
    r"\b(?:a|an|the|its|their|our|average|"
    r"total)\s+((?:[a-z][\w’'\-/]*\s+){0,3}[a-z][\w’'\-/]+)\s+of\s+(?:just\s+|about\s+|"
    r"around\s+|approximately\s+|over\s+|nearly\s+|almost\s+|more than\s+|only\s+|up to\s+|"
    r"under\s+|at least\s+)*$",
)
_NO_PREPOSITIONS = (
    r"(?:(?!(?:on|amid|due|as|by|from|with|after|despite|for|since|because|driven)\b)[A-Za-z][\w’'\-&/]*\s+)"
)
_RIGHT_IN = re.compile(
    rf"^\s*(?:in|of)\s+(?:the\s+|its\s+|our\s+|their\s+)?((?:total\s+|net\s+|gross\s+|annual\s+)*{_NO_PREPOSITIONS}{{0,3}}?(?:{MEASURES}))\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:(?:compound|annual|average|compounded|overall|strong|steady|growth|market|estimated|projected|cagr|rate|share|size|value|valuation|increase|"
    r"decrease|decline|rise|total|level|maximum|minimum|combined|average|range|peak|high|low|cumulative|midpoint|further|substantial|significant|year-on-year|"
    r"year-over-year|yoy|impressive|robust|healthy|staggering|whopping|record|figure|amount|"
    r"sum|drop|fall|gain|majority|stake|portion|premium|discount|fleet|worth|price tag)\s*)+$",
    re.IGNORECASE,
)
_TRAILING_CHANGE = re.compile(
    rf"(?:,|\(|—|–|\s-)\s*(?:(?:or|representing|marking|reflecting|which is|that "
    rf"is)\s+)?(?:an?\s+|the\s+)?(?:(?:up|down|higher|lower|{_RISE})\b[^,;]{{0,30}})?$|"
    r"^\s*(?:higher|lower)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:from|after|compared\s+(?:to|with)|versus|vs\.?|against|to|than)\s+(?:[\w’'\-]+\s+){0,4}$|\(\s*$",
    re.IGNORECASE,
)
_OF_GAS = re.compile(
    r"\s*(?:of\s+)?(?:CO\s?[2₂](?:e\b|-?eq\w*)?|carbon dioxide|greenhouse gas(?:es)?|GHGs?)\b", re.IGNORECASE
)
_SPARED = re.compile(r"\b(?:avoid|reduc|remov|captur|offset|sav|sequest|stor|cut|prevent)\w*", re.IGNORECASE)
_NAMES_MEASURE = re.compile(MEASURES, re.IGNORECASE)


def measure_beside(around: Surroundings) -> str:
    """The measure that the words next to a figure give it; empty where they give none."""
    left = around.left[-110:]
    # The patterns are costly; none but the last two can match where no measure is named.
    in_left, in_right = _NAMES_MEASURE.search(left), _NAMES_MEASURE.search(around.right[:90])
    rises = in_left and _NAMES_RISE.search(left)
    for pattern, words, possible in (
        (_RISE_IN, around.right[:90], in_right),
        (_LEFT_RISE_IN, left, rises),
        (_LEFT_RISE, left, rises),
        (_RIGHT_RISE, around.right[:70], in_right),
        (_OF, left, in_left and _OF_AT_END.search(left)),
        (_OWN_OBJECT, left, in_left and _BY_AT_END.search(left)),
        (_ARTICLE_OF, left, True),
        (_RIGHT_IN, around.right[:60], True),
    ):
        found = pattern.search(words) if possible else None
        if found is not None:
            measure = measure_words(_behind_verb(found.group(1)))
            if measure and not says_nothing(measure):
                return measure
    return "emissions" if _OF_GAS.match(around.right) and not _SPARED.search(around.left) else ""


def says_nothing(measure: str) -> bool:
    """Whether a measure only says that something grows or how large it is (`annual growth rate`, `market size`)."""
    return bool(_GENERIC.fullmatch(measure)) or measure.casefold().endswith(("cagr", "growth rate"))


def _behind_verb(words: str) -> str:
    """The noun phrase at the end of words that may begin with the predicate (`reported record net sales`)."""
    pieces = re.split(
        r"\b(?:reported|posted|had|has|have|with|and|generated|recorded|achieved|delivered|a|an|the|its|their|our|in|of|on|"
        r"for|from|to|by|includes?|expects?|projects?|sees|saw|marks?|as|while|that|record|total)\s+",
        words,
        flags=re.IGNORECASE,
    )
    return pieces[-1]


def goes_on(around: Surroundings) -> bool:
    """Whether a figure only goes on with the measure before it (`…, up 7 %`, `… from $3 million`)."""
    return (
        bool(_TRAILING_CHANGE.search(around.left[-60:]) or _COMPARED.search(around.left[-60:]))
        or len(around.left.strip()) <= 4
    )
