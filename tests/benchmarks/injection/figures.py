"""Injectors that change one figure, one word of direction or one year."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from decimal import Decimal

from injection.edits import Edit, Injector, changed, like, number, swapped_words

NUM = r"\d[\d,]*(?:\.\d+)?"
MONEY = rf"(?:(?:US)?[$€£₹]|(?:EUR|USD|GBP|SEK|CHF|Rs)\s)?\s?{NUM}(?:\s(?:million|billion|crore|lakh crore))?"
# Both white spaces of a file: a line may be broken anywhere.
_PATH = re.compile(
    rf"(?P<start>{MONEY})\s+in\s+20\d\d[^.]{{5,90}}?(?P<end>{MONEY})\s+(?:by|in)\s+20\d\d[^.]{{0,40}}?(?:CAGR|rate)\s+of\s+"
    rf"(?:about\s+)?(?P<rate>{NUM})\s?%"
)
_CHANGE = re.compile(
    rf"(?P<verb>rose|grew|fell|increased|declined|climbed)\s+(?:by\s+)?(?P<rate>{NUM})%\s+(?:to\s+(?:[$€£]|SEK\s)?(?P<to>{NUM})"
    rf"[^.,;]{{0,30}}?\s+from\s+(?:[$€£]|SEK\s)?(?P<from>{NUM})|from\s+(?:[$€£]|SEK\s)?(?P<from2>{NUM})[^.,;]{{0,30}}?\s+to\s+"
    rf"(?:[$€£]|SEK\s)?(?P<to2>{NUM}))"
)
_MOVE = re.compile(
    rf"\b(?P<verb>rose|grew|increased|climbed|fell|declined)\s+from\s+(?:[$€£]|SEK\s)?{NUM}[^.;]{{0,45}}?\s+to\s+(?:[$€£]|SEK\s)?{NUM}"
)
_RATE = re.compile(rf"CAGR\s+of\s+(?P<rate>{NUM})\s?%\s+from\s+20\d\d\s+to\s+20\d\d")
_VALUE = re.compile(
    rf"(?:worth|stood\s+at|value\s+of|valued\s+at)\s+(?P<unit>[$€£]|EUR\s|GBP\s)(?P<value>{NUM})(?P<scale>\s(?:million|billion))"
)
_CONVERTED = re.compile(rf"{NUM}\s(?:million|billion)\s\((?P<sign>[$€£]){NUM}\s(?P<scale>million|billion)\)")
_BETWEEN = re.compile(rf"between\s+(?P<low>{NUM})(?P<sign>%?)\s+and\s+(?P<high>{NUM})(?=%|\s)", re.IGNORECASE)
_PART = re.compile(rf"(?P<part>{NUM})\s\((?P<share>{NUM})%\)")
_OF_TOTAL = re.compile(
    rf"\bof\s+(?:the|its|all)?\s*(?P<total>\d[\d,]*)\s+[a-z]+[^.]{{0,60}}?(?P<part>{NUM})\s\((?P<share>{NUM})%\)", re.I
)
_RANKED = re.compile(
    rf"largest\s[^.]{{0,60}}?\swith\s+(?P<first>{NUM})(?=%|\s)[^.]{{0,60}}?followed\s+by\s[^.]{{0,40}}?\swith\s+(?P<second>{NUM})"
)
_WORDED = re.compile(rf"(?P<word>Nearly half|A third|Half|A quarter)\s\((?P<share>{NUM})%\)")
_UP = {"rose": "fell", "grew": "shrank", "increased": "decreased", "climbed": "dropped"}
_DOWN = {"fell": "rose", "declined": "increased"}
_SECOND = 2


def _paths(text: str, rng: random.Random) -> Iterator[Edit]:
    for found in _PATH.finditer(text):
        rate = number(found["rate"])
        yield changed(found, "rate", rate * Decimal(rng.choice(("1.4", "0.6", "1.8"))))
        start = re.search(NUM, found["start"])
        assert start is not None
        at = found.start("start") + start.start()
        yield Edit(at, at + len(start.group()), like(start.group(), number(start.group()) * Decimal("0.7")))


def _changes(text: str, rng: random.Random) -> Iterator[Edit]:
    for found in _CHANGE.finditer(text):
        yield changed(found, "rate", number(found["rate"]) + Decimal(rng.choice(("2.3", "4.6", "9"))))


def _moves(text: str, rng: random.Random) -> Iterator[Edit]:
    for found in _MOVE.finditer(text):
        yield swapped_words(found, "verb", (_UP | _DOWN)[found["verb"]])


def _rates(text: str, rng: random.Random) -> Iterator[Edit]:
    """The second of two places with one rate."""
    told: dict[str, int] = {}
    for found in _RATE.finditer(text):
        told[found["rate"]] = told.get(found["rate"], 0) + 1
        if told[found["rate"]] == _SECOND:
            yield changed(found, "rate", number(found["rate"]) * Decimal(rng.choice(("0.5", "1.5"))))


def _values(text: str, rng: random.Random) -> Iterator[Edit]:
    """The second of two places with one value."""
    told: dict[str, int] = {}
    for found in _VALUE.finditer(text):
        key = found["unit"] + found["value"] + found["scale"]
        told[key] = told.get(key, 0) + 1
        if told[key] == _SECOND:
            yield changed(found, "value", number(found["value"]) * Decimal(rng.choice(("1.12", "0.85"))))


def _scales(text: str, rng: random.Random) -> Iterator[Edit]:
    for found in _CONVERTED.finditer(text):
        if text[found.start() - 1] == found["sign"]:
            continue  # the same currency: the figure of another year, no conversion
        yield swapped_words(found, "scale", "billion" if found["scale"] == "million" else "million")


def _points_moved(text: str, rng: random.Random) -> Iterator[Edit]:
    """`1,240` printed as `1.240` beside the change that needs it."""
    for found in _CHANGE.finditer(text):
        group = "from" if found["from"] else "from2"
        if "," in found[group] and "." not in found[group]:
            yield Edit(found.start(group), found.end(group), found[group].replace(",", ".", 1))


def _ranges(text: str, rng: random.Random) -> Iterator[Edit]:
    for found in _BETWEEN.finditer(text):
        if re.fullmatch(r"(?:19|20)\d\d,?", found["low"]):
            continue  # years
        new = f"between {found['high']}{found['sign']} and {found['low']}"
        yield Edit(found.start(), found.end(), new)


def _parts(text: str, rng: random.Random) -> Iterator[Edit]:
    for found in _OF_TOTAL.finditer(text):
        yield changed(found, "part", (number(found["part"]) * Decimal(rng.choice(("1.3", "0.7")))).to_integral_value())
        yield changed(found, "share", number(found["share"]) + Decimal(rng.choice(("7", "-9"))))


def _ranks(text: str, rng: random.Random) -> Iterator[Edit]:
    for found in _RANKED.finditer(text):
        yield changed(found, "first", number(found["second"]) * Decimal("0.7"))


def _words_for_parts(text: str, rng: random.Random) -> Iterator[Edit]:
    for found in _WORDED.finditer(text):
        yield changed(found, "share", number(found["share"]) - 20)


FIGURES = (
    Injector("growth/arithmetic", "a rate or a start value", _paths, ("growth/rate-conflict", "value/conflict")),
    Injector("growth/arithmetic", "a change", _changes),
    Injector("growth/direction", "the verb", _moves, ("growth/arithmetic",)),
    Injector("growth/rate-conflict", "the second rate", _rates, ("growth/arithmetic",)),
    Injector("value/conflict", "the second value", _values, ("growth/arithmetic",)),
    Injector("value/conflict", "the percentage behind a word", _words_for_parts, ("share/of-total",)),
    Injector("value/scale", "million and billion", _scales),
    Injector("value/scale", "a point for a comma", _points_moved, ("growth/arithmetic",)),
    Injector("value/impossible", "the ends of a range", _ranges),
    Injector("share/of-total", "a part or its share", _parts, ("value/impossible",)),
    Injector("rank/order", "the first of two", _ranks, ("share/under-whole", "total/sum")),
)
