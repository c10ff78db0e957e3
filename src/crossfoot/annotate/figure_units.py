"""The physical units and lengths of time that stand behind a number."""

from __future__ import annotations

import re

# Other words (`CAGR`, `bn`) are never asked for: the unit parser reads them as units that nobody meant.
PHYSICAL_UNIT = re.compile(
    r"[\s\u00a0-]?(?P<unit>"
    r"[kMGTµmcn]?Wp?h?(?![A-Za-z])|[kMG]VA?(?![A-Za-z])|(?<=\s)V(?![A-Za-z])|[kM]oz\b|m?Ah\b"
    r"|(?:kilo|mega|giga|tera)?watts?(?:[\s-]hours?)?\b|volts?\b"
    r"|(?:metric|short|long)[\s-]tons?\b|(?:metric\s)?tonnes?\b|tons?\b(?!\sof\s(?:people|ways))"
    r"|g/t\b|gpt\b|grams?\sper\stonne\b|(?<=\s)t(?![A-Za-z'’/-]|\.[A-Za-z])|MTPA\b|mtpa\b|tpd\b|kt\b|Mt\b|(?:kg|mg|g|lbs?|oz)(?![A-Za-z'’-])"
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

_DURATIONS = re.compile(
    r"(?:.*[\s-])?(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|quarters?|decades?)", re.I
)


def is_duration(unit: str) -> bool:
    """Whether a counted noun, or the last word of a counted phrase, is a length of time."""
    return _DURATIONS.fullmatch(unit) is not None
