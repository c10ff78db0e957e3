"""What a bare number counts or measures: a physical unit, or the noun after it."""

from __future__ import annotations

import re

# Other words (`CAGR`, `bn`) are never asked for: the unit parser reads them as units that nobody meant.
PHYSICAL_UNIT = re.compile(
    r"[\s\u00a0-]?(?P<unit>"
    r"[kMGTµmcn]?Wp?h?(?![A-Za-z])|[kMG]VA?(?![A-Za-z])|(?<=\s)V(?![A-Za-z])|[kM]oz\b|m?Ah\b"
    r"|(?:kilo|mega|giga|tera)?watts?(?:[\s-]hours?)?\b|volts?\b"
    r"|(?:metric|short|long)[\s-]tons?\b|(?:metric\s)?tonnes?\b|tons?\b(?!\sof\s(?:people|ways))"
    r"|MTPA\b|mtpa\b|tpd\b|kt\b|Mt\b|(?:kg|mg|g|lbs?|oz)(?![A-Za-z'’-])"
    r"|(?:kilo|milli)?grams?\b|kilos\b|pounds\b|ounces?\b|quintals?\b|bushels?\b|carats?\b"
    r"|(?:square|cubic|sq\.?|cu\.?)[\s-]?"
    r"(?:feet|foot|ft(?:\.(?=\s[a-z]))?|met(?:re|er)s?|m|km|kilomet(?:re|er)s?|miles?|inch(?:es)?|yards?)(?![A-Za-z])"
    r"|sqm\b|[cmk]?m[²³]|[ck]?m[23]\b"
    r"|(?:barrels?|bbl)(?:\s(?:per|a)\sday|/d(?:ay)?)?\b|bpd\b|mboe?pd\b|boe(?:pd)?\b"
    r"|(?:km|cm|mm|nm|µm|m)(?:/[hs])?(?![A-Za-z0-9'’])|(?:kilo|centi|milli|nano|micro)?met(?:re|er)s?\b"
    r"|(?:nautical\s)?miles?\b|feet\b|ft\b|inch(?:es)?\b|yards?\b"
    r"|hectares?\b|ha\b|acres?\b|(?:milli)?lit(?:re|er)s?\b|m[lL]\b|L\b|gallons?\b"
    r"|°\s?[CF]\b|degrees?(?:\s(?:Celsius|Fahrenheit|C|F)\b)?|[kMGT]?Hz\b|[MGTP]B\b|[KMG]bps\b|[kM]Pa\b|psi\b"
    r"|hp\b|horsepower\b|km/h\b|mph\b|knots\b|TEUs?\b|dwt\b|[Bb]cf\b|[Mm]?MBtu\b|mmBtu\b|[kMG]?tCO2e?\b"
    r")"
)


_NOUN = re.compile(r"[\s\u00a0]+[\"“‘'(]?([^\W\d_][\w’'./&-]{0,40})[\"”’]?")
_STOP = frozenset(
    """a an the of in on at to for from by with and or nor but than as per via into onto over under above below between
    among across during through throughout after before since until within without against about around up down out
    off is are was were be been being am has have had do does did will would can could may might shall should must
    that which who whom whose what when where while if because though although so not no only also more less most
    least each every both either neither other another such its their his her our your my this these those it they
    he she we you i there here then now respectively compared versus vs including excluding plus minus year-on-year
    yoy apiece alone together combined again ago later earlier yesterday today""".split()
)
_VERBS = frozenset(
    """represents accounts includes remains shows reflects marks comes stands makes gives sees gets takes goes uses
    follows reaches rises falls grows means contains covers provides offers starts ends helps needs wants says
    reports expects plans owns operates works serves announced reported rose fell grew declined""".split()
)
_NOT_PLURAL = frozenset(
    """various numerous previous business across less plus its this his has was gas always perhaps overseas express
    wireless analysis basis process access series-a sales-led as us times""".split()
)
_PLURALS = frozenset(
    """people men women children staff personnel feet teeth aircraft criteria media sheep cattle fish households
    workforce headcount alumni series species""".split()
)
_DURATIONS = re.compile(r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|quarters?|decades?)\b", re.I)
_MOST_WORDS = 5


def counted_noun(text: str, end: int, singular: bool) -> str:
    """The noun that a number ending at `end` counts, in lower case; empty where none is seen.

    The first plural within five words that nothing interrupts (`1,859 new homes`), or after
    the number one the first word that is no name.
    """
    found = ""
    for position in range(_MOST_WORDS):
        match = _NOUN.match(text, end)
        if match is None:
            break
        word = match[1].rstrip("./&-’'")
        low = word.lower()
        if low in _STOP or (low in _VERBS and position > 0) or (found and not _is_plural(low)):
            break
        if _is_plural(low) or (singular and position == 0 and word[0].islower()):
            acronym = sum(letter.isupper() or letter.isdigit() for letter in word) > 1
            found = word if acronym else low
            if singular:
                break
        if match.end(1) > match.start(1) + len(word) and match[1][len(word)] in "./":
            break
        end = match.end()
    return found


def _is_plural(word: str) -> bool:
    if word in _PLURALS:
        return True
    if len(word) < 3 or not word.endswith("s") or word in _NOT_PLURAL:
        return False
    return not word.endswith(("ss", "us", "is", "’s", "'s"))


def is_duration(unit: str) -> bool:
    """Whether a counted noun is a length of time."""
    return _DURATIONS.fullmatch(unit) is not None
