"""The words and signs around a printed figure: scales, ratios, hedges."""

from __future__ import annotations

import re

from crossfoot.model import Bound

# --- scales ------------------------------------------------------------------------------

_SCALE_WORDS = {
    "hundred": 2,
    "thousand": 3,
    "lakh": 5,
    "lac": 5,
    "million": 6,
    "crore": 7,
    "billion": 9,
    "trillion": 12,
    "quadrillion": 15,
    "lakh crore": 12,
    "lac crore": 12,
    "thousand crore": 10,
    "hundred million": 8,
    "hundred thousand": 5,
    "mn": 6,
    "mln": 6,
    "mio": 6,
    "bn": 9,
    "bln": 9,
    "tn": 12,
    "trn": 12,
    "trln": 12,
    "cr": 7,
}
_SCALE_LETTERS = {"k": 3, "m": 6, "mm": 6, "b": 9, "t": 12}
_SCALE_NAMES = "|".join(
    name.replace(" ", r"[\s-]") for name in sorted(_SCALE_WORDS, key=len, reverse=True) if name not in {"cr"}
)
SCALE_WORD = re.compile(
    rf"(?:\s{{0,3}}|-)(?P<word>(?i:(?:{_SCALE_NAMES})s?|Crs?)(?:\.(?=\s?[€£$]|\s[a-z]))?)(?![A-Za-z])"
)
SCALE_LETTER = re.compile(r"(?P<space>[ \u00a0\u202f]?)(?P<letter>MM|mm|[kKmMbBT])(?![A-Za-z²³^]|[0-9](?![\s.,;)]|\Z))")


def scale_exponent(match: re.Match[str]) -> int:
    """The power of ten of a match of SCALE_WORD."""
    word = re.sub(r"[\s-]+", " ", match["word"].lower()).rstrip(".")
    return _SCALE_WORDS[word] if word in _SCALE_WORDS else _SCALE_WORDS[word[:-1]]


def letter_exponent(letter: str) -> int:
    """The power of ten of a scale letter in any case."""
    return _SCALE_LETTERS[letter.lower()]


# --- ratios ------------------------------------------------------------------------------

RATIO_AFTER = re.compile(
    r"(?:\s{0,3}|-)(?:"
    r"(?P<point>%[\s-]?(?:points?|pts?)\b|(?i:percent(?:age)?|per(?:\s{1,3}|-)cent)[\s-]+(?i:points?|pts?)\b|"
    r"(?:(?<=half-)|(?<=quarter-)|(?<=quarters-))points?\b|"
    r"(?:pps?|ppts?|PPTS?|PPs?|p\.p\.)(?![A-Za-z]))"
    r"|(?P<basis>(?i:bps?)(?![A-Za-z])|(?i:basis[\s-]points?)\b)"
    r"|(?P<percent>[%％]|(?i:percent|per(?:\s{1,3}|-)cent|pct)(?:\.(?=\s[a-z]))?(?![A-Za-z])|pc(?![A-Za-z]))"
    r"|(?P<times>[x×X](?![A-Za-z0-9])|(?i:folds?)\b|(?i:times)\b))"
)
# Times as repetition: `five times a week`.
FREQUENCY = re.compile(r"\s+(?:an?|per|each|every|in|during|since|daily|weekly|monthly|yearly|before|already)\b", re.I)

# --- hedges and bounds -------------------------------------------------------------------

_BOUND_WORDS: dict[Bound, tuple[str, ...]] = {
    Bound.APPROX: (
        r"about",
        r"approximately",
        r"approx\.?",
        r"around",
        r"some",
        r"roughly",
        r"circa",
        r"ca\.",
        r"c\.",
        r"close to",
        r"near",
        r"nearing",
        r"approaching",
        r"(?:an|the|its|their|with|at) estimated",
        r"in the (?:region|order|neighbou?rhood|vicinity|range) of",
        r"on the order of",
        r"broadly",
    ),
    Bound.OVER: (
        r"more than",
        r"over",
        r"exceed(?:s|ed|ing)?",
        r"surpass(?:es|ed|ing)?",
        r"in excess of",
        r"above",
        r"upwards? of",
        r"(?:greater|higher|larger|bigger) than",
        r"north of",
        r"beyond",
        r"top(?:s|ped|ping)?",
        r"cross(?:es|ed|ing)?",
        r"(?:has |have |having )?passed",
    ),
    Bound.UNDER: (
        r"nearly",
        r"almost",
        r"(?:just )?shy of",
        r"(?:less|fewer|lower|smaller) than",
        r"under",
        r"below",
        r"south of",
        r"not quite",
    ),
    Bound.AT_LEAST: (
        r"at least",
        r"at minimum",
        r"(?:a )?minimum(?: of)?",
        r"(?:no|not) (?:less|fewer|lower) than",
    ),
    Bound.UP_TO: (
        r"up to",
        r"as (?:much|many|high) as",
        r"(?:a )?maximum(?: of)?",
        r"(?:no|not) (?:more|higher|greater) than",
        r"at most",
        r"within(?: just)?",
    ),
}
_BOUND_SIGNS = {
    "~": Bound.APPROX,
    "≈": Bound.APPROX,
    "∼": Bound.APPROX,
    "±": Bound.APPROX,
    ">": Bound.OVER,
    "<": Bound.UNDER,
    "≥": Bound.AT_LEAST,
    ">=": Bound.AT_LEAST,
    "≤": Bound.UP_TO,
    "<=": Bound.UP_TO,
}
_GROUPS = "|".join(
    f"(?P<{bound.name}>{'|'.join(words).replace(' ', r'[ ]+')})" for bound, words in _BOUND_WORDS.items()
)
_ADVERBS = (
    r"(?:(?:well|just|slightly|far|marginally|comfortably|significantly|considerably|much|(?:a )?little|a bit|only)"
    r"[ ]+)?"
)
HEDGE_BEFORE = re.compile(
    rf"(?<![\w-])(?P<words>{_ADVERBS}(?:{_GROUPS}))(?:[ \u00a0]+(?:an?|the|just|only))?[ \u00a0]+$"
    r"|(?P<signs>[~≈∼±≥≤]|[<>]=?)[ \u00a0]?$"
    r"|(?<![\w.'’-])(?P<circa>(?-i:c)\.?)$",
    re.I,
)
HEDGE_AFTER = re.compile(
    r"[\s-]?(?:(?P<OVER>\+(?![0-9])|(?<=-)plus\b)|(?P<AT_LEAST>(?<=\s)or (?:more|above|over|greater|higher)\b|"
    r"(?<=\s)and (?:above|over|up)\b(?! (?:the|a|to)\b))|(?P<UP_TO>(?<=\s)or (?:less|fewer|below|under|lower)\b)|"
    r"(?P<APPROX>(?<=\s)or so\b))"
)
HEDGE_REACH = 34


def hedge_bound(match: re.Match[str]) -> Bound:
    """The bound that a match of HEDGE_BEFORE or HEDGE_AFTER stands for."""
    groups = match.groupdict()
    if groups.get("signs"):
        return _BOUND_SIGNS[groups["signs"]]
    if groups.get("circa"):
        return Bound.APPROX
    return next(bound for bound in Bound if groups.get(bound.name))
