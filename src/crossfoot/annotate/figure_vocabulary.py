"""The words and signs around a printed figure: currencies, scales, units, hedges."""

from __future__ import annotations

import re

from crossfoot.model import Bound

# --- currencies --------------------------------------------------------------------------

ISO_CODES = (
    "AED|ARS|AUD|BDT|BHD|BRL|CAD|CHF|CLP|CNH|CNY|COP|CZK|DKK|EGP|EUR|GBP|GHS|HKD|HUF|IDR|ILS|INR|JOD|JPY|KES|KRW|"
    "KWD|KZT|LKR|MAD|MXN|MYR|NGN|NOK|NZD|OMR|PEN|PHP|PKR|PLN|QAR|RON|RUB|SAR|SEK|SGD|THB|TRY|TWD|UAH|USD|VND|ZAR"
)

_SYMBOLS = {
    "$": "USD",
    "US$": "USD",
    "USD$": "USD",
    "U.S.$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "CAD$": "CAD",
    "Cdn$": "CAD",
    "HK$": "HKD",
    "S$": "SGD",
    "SG$": "SGD",
    "NZ$": "NZD",
    "NT$": "TWD",
    "R$": "BRL",
    "MX$": "MXN",
    "Mex$": "MXN",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "￥": "JPY",
    "CN¥": "CNY",
    "JP¥": "JPY",
    "₹": "INR",
    "Rs": "INR",
    "Rs.": "INR",
    "Re.": "INR",
    "RMB": "CNY",
    "RMB¥": "CNY",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "฿": "THB",
    "₱": "PHP",
    "₫": "VND",
    "₦": "NGN",
    "₪": "ILS",
    "RM": "MYR",
    "Rp": "IDR",
    "zł": "PLN",
    "R": "ZAR",
}

CURRENCIES = _SYMBOLS | {code: code for code in ISO_CODES.split("|")} | {"CNH": "CNY"}

_PREFIXES = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True))
# The sign before a number, with a minus or an opening bracket of a negative in between.
CURRENCY_BEFORE = re.compile(rf"(?<![A-Za-z$])(?P<currency>US \$|{_PREFIXES})[ \u00a0\u202f]?(?P<sign>[-−–(]?)$")

_NAMED = {
    "dollar": "USD",
    "euro": "EUR",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rupee": "INR",
    "won": "KRW",
    "pound sterling": "GBP",
    "pounds sterling": "GBP",
    "reais": "BRL",
    "rand": "ZAR",
    "ringgit": "MYR",
    "baht": "THB",
    "zloty": "PLN",
    "zlotys": "PLN",
    "kronor": "SEK",
    "dirham": "AED",
    "riyal": "SAR",
    "naira": "NGN",
    "rouble": "RUB",
    "ruble": "RUB",
}
_NATIONAL = {
    "us": "USD",
    "u.s.": "USD",
    "american": "USD",
    "canadian": "CAD",
    "australian": "AUD",
    "hong kong": "HKD",
    "singapore": "SGD",
    "new zealand": "NZD",
    "taiwan": "TWD",
    "swiss": "CHF",
    "swedish": "SEK",
    "norwegian": "NOK",
    "danish": "DKK",
    "mexican": "MXN",
    "philippine": "PHP",
    "british": "GBP",
    "indian": "INR",
    "japanese": "JPY",
    "korean": "KRW",
    "chinese": "CNY",
    "south african": "ZAR",
    "brazilian": "BRL",
}
_SUFFIX_ISO = "|".join(code for code in ISO_CODES.split("|") if code != "TRY")
_NATIONS = "|".join(re.escape(name) for name in _NATIONAL)
_NAMES = "|".join(sorted(_NAMED, key=len, reverse=True))
CURRENCY_AFTER = re.compile(
    rf"[\s-]?(?:(?P<iso>(?:{_SUFFIX_ISO}|RMB))(?![A-Za-z]|[ \u00a0]?[0-9]{{2}}|[0-9][.,][0-9]|[ \u00a0][0-9])"
    rf"|(?P<symbol>US\$|[$€£¥₹]|zł)(?![ \u00a0]?[0-9])"
    rf"|(?i:(?P<nation>{_NATIONS})[\s-](?:dollars?|francs?|kron(?:or|er|a)|pesos?|pounds?|rupees?|yen|won|yuan|rand|reais)\b)"
    r"|(?P<small>(?i:(?:euro[ -]?|us[ -])?cents?|pence)\b"
    r"|(?<=[0-9])(?<!480)(?<!720)(?<!1080)(?<!1440)(?<!2160)p(?![A-Za-z0-9]))"
    rf"|(?i:(?P<name>(?!won\s(?:the|an?|its|their|his|her|gold|first)\b)(?:{_NAMES}))s?\b)"
    r")"
)


def currency_after(match: re.Match[str]) -> tuple[str, int]:
    """The ISO code that a match of CURRENCY_AFTER names and its power of ten (-2 for cents)."""
    if match["iso"]:
        return CURRENCIES[match["iso"]], 0
    if match["symbol"]:
        return CURRENCIES[match["symbol"]], 0
    if match["nation"]:
        return _NATIONAL[match["nation"].lower()], 0
    if match["small"]:
        word = match["small"].lower()
        return ("GBP" if word[0] == "p" else "EUR" if word.startswith("euro") else "USD"), -2
    return _NAMED[match["name"].lower()], 0


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
SCALE_LETTER = re.compile(r"(?P<space>[ \u00a0\u202f]?)(?P<letter>MM|mm|[kKmMbBT])(?![A-Za-z0-9²³^])")


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
    r"|(?P<signs>[~≈∼±≥≤]|[<>]=?)[ \u00a0]?$",
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
    return next(bound for bound in Bound if groups.get(bound.name))
