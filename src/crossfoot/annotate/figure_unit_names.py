"""The name of a physical unit, however a report prints it."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

# The units that reports print most, named as the unit parser names them. The parser takes two seconds to
# load, so it is asked only for units that are not here; some of these it lacks or misreads (`sq.ft`).
_SYMBOLS = {
    "W": "watt",
    "kW": "kilowatt",
    "MW": "megawatt",
    "GW": "gigawatt",
    "TW": "terawatt",
    "Wh": "watt hour",
    "kWh": "kilowatt hour",
    "MWh": "megawatt hour",
    "GWh": "gigawatt hour",
    "TWh": "terawatt hour",
    "Wp": "watt peak",
    "kWp": "kilowatt peak",
    "MWp": "megawatt peak",
    "GWp": "gigawatt peak",
    "V": "volt",
    "kV": "kilovolt",
    "t": "tonne",
    "kt": "kilotonne",
    "Mt": "megatonne",
    "kg": "kilogram",
    "g": "gram",
    "g/t": "gram per tonne",
    "gpt": "gram per tonne",
    "gram per tonne": "gram per tonne",
    "grams per tonne": "gram per tonne",
    "mg": "milligram",
    "lb": "pound",
    "lbs": "pound",
    "oz": "ounce",
    "koz": "thousand ounces",
    "Moz": "million ounces",
    "m": "metre",
    "km": "kilometre",
    "cm": "centimetre",
    "mm": "millimetre",
    "µm": "micrometre",
    "nm": "nanometre",
    "ft": "foot",
    "ha": "hectare",
    "sqm": "square metre",
    "bbl": "barrel",
    "bpd": "barrel per day",
    "boe": "barrel of oil equivalent",
    "boepd": "barrel of oil equivalent per day",
    "mtpa": "million tonnes per annum",
    "MTPA": "million tonnes per annum",
    "tpd": "tonne per day",
    "L": "litre",
    "ml": "millilitre",
    "mL": "millilitre",
    "°C": "degree celsius",
    "°F": "degree fahrenheit",
    "Hz": "hertz",
    "kHz": "kilohertz",
    "MHz": "megahertz",
    "GHz": "gigahertz",
    "MB": "megabyte",
    "GB": "gigabyte",
    "TB": "terabyte",
    "PB": "petabyte",
    "Mbps": "megabit per second",
    "Gbps": "gigabit per second",
    "km/h": "kilometre per hour",
    "mph": "mile per hour",
    "hp": "horsepower",
    "psi": "pound per square inch",
    "TEU": "twenty-foot equivalent unit",
    "TEUs": "twenty-foot equivalent unit",
    "dwt": "deadweight tonne",
    "bcf": "billion cubic feet",
    "Bcf": "billion cubic feet",
    "tCO2": "tonne of CO2",
    "tCO2e": "tonne of CO2 equivalent",
}
_WORDS = frozenset(
    """watt kilowatt megawatt gigawatt terawatt volt tonne ton pound ounce gram kilogram milligram quintal bushel carat
    barrel gallon acre hectare mile yard foot inch metre kilometre centimetre millimetre nanometre micrometre litre
    millilitre degree knot horsepower""".split()
)
_IRREGULAR = {
    "feet": "foot",
    "inches": "inch",
    "kilos": "kilogram",
    "metric ton": "tonne",
    "metric tonne": "tonne",
    "short ton": "short ton",
    "long ton": "long ton",
    "nautical mile": "nautical mile",
    "degrees c": "degree celsius",
    "degrees f": "degree fahrenheit",
    "degrees celsius": "degree celsius",
    "degrees fahrenheit": "degree fahrenheit",
}
_SQUARES = frozenset({"square", "sq", "sq.", "2", "²"})
_RAISED_WORDS = re.compile(r"(?P<power>square|cubic|sq\.?|cu\.?)[\s-]?(?P<side>[A-Za-z]+)", re.IGNORECASE)
_RAISED = re.compile(r"(?P<side>[ck]?m)(?P<power>[23²³])")
_PER_DAY = re.compile(r"(?P<what>.+?)(?:\s(?:per|a)\s|/)d(?:ay)?")
_HOURS = re.compile(r"(?P<what>\w*watts?)[\s-]hours?")


@lru_cache(maxsize=512)
def physical_unit(words: str) -> str:
    """The singular name of a unit as a report prints it: `metric tons` is `tonne`, `MW` `megawatt`."""
    tidy = re.sub(r"\s+", " ", words).rstrip(".")
    return _common_name(tidy) or _parsed_name(tidy)


def _common_name(words: str) -> str | None:
    """The name of a common unit, of its square or cube, or of so much of it a day."""
    words = words.replace("° ", "°")
    if words in _SYMBOLS:
        return _SYMBOLS[words]
    for pattern, name in ((_PER_DAY, "{} per day"), (_HOURS, "{} hour")):
        found = pattern.fullmatch(words)
        if found:
            base = _common_name(found["what"])
            return name.format(base) if base else None
    raised = _RAISED.fullmatch(words) or _RAISED_WORDS.fullmatch(words)
    if raised:
        side = _common_name(raised["side"])
        dimension = "square" if raised["power"].lower() in _SQUARES else "cubic"
        return f"{dimension} {side}" if side else None
    return _word_name(words.lower().replace("-", " "))


def _word_name(word: str) -> str | None:
    word = re.sub(r"(met|lit)er", r"\1re", word)
    singular = word.removesuffix("s")
    for form in (word, singular):
        if form in _IRREGULAR:
            return _IRREGULAR[form]
    return singular if singular in _WORDS else None


def _parsed_name(words: str) -> str:
    """The name that the unit parser gives, the words themselves where it is of two minds."""
    with warnings.catch_warnings():
        # It warns that its classifier is not installed: that is how we want it.
        warnings.simplefilter("ignore")
        import quantulum3.classifier
        import quantulum3.parser

        quantulum3.classifier.USE_CLF = False
        readings = quantulum3.parser.parse(f"5 {words}")
    names = {str(reading.unit.name) for reading in readings} - {"dimensionless"}
    return names.pop().lower() if len(names) == 1 else words.lower()
