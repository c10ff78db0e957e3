"""Faults of rank and of counting: words of order and numbers of things against what is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from injection.layout import Listed, blocks, lists, sentences
from injection.model import Change, Clean, Place, replaced, swapped
from injection.numbers import Number, numbers, of_kind

_LEADER = re.compile(r"\b(?:largest share|leads?|led|dominate[sd]?|leading)\b")
_FOLLOWED = re.compile(r"\bfollow(?:ed|s)?\b|\bwhile\b|\bahead of\b")


def _place(number: Number) -> Place:
    return number.start, number.end


def leader_swapped(report: Clean, rng: Random) -> Iterator[Change]:
    """The first and the second share of a ranking exchanged."""
    for place in sentences(report):
        shares = of_kind(numbers(report, place), "percent")
        words = report.text[slice(*place)]
        if len(shares) < 2 or not _LEADER.search(words) or not _FOLLOWED.search(words) or "CAGR" in words:
            continue
        if shares[0].value >= shares[1].value + 2:
            yield swapped("first and second swapped", report.text, _place(shares[0]), _place(shares[1]))


def fastest_slower(report: Clean, rng: Random) -> Iterator[Change]:
    """The rates of the fastest and of another exchanged."""
    for place in sentences(report):
        words = report.text[slice(*place)]
        rates = of_kind(numbers(report, place), "percent")
        if re.search(r"fastest-growing|highest CAGR", words) and len(rates) > 1 and rates[0].value > rates[1].value:
            yield swapped("rates swapped", report.text, _place(rates[0]), _place(rates[1]))


def majority_turned(report: Clean, rng: Random) -> Iterator[Change]:
    """A majority of less than half, a minority of more."""
    for place in sentences(report):
        for found in re.finditer(r"\b(majority|minority)(?: share)? of (\d+)%", report.text[slice(*place)]):
            number = rng.randint(32, 44) if found[1] == "majority" else rng.randint(56, 68)
            start, end = found.span(2)
            yield replaced(f"{found[1]} of {number} %", place[0] + start, place[0] + end, str(number))


def list_unordered(report: Clean, rng: Random) -> Iterator[Change]:
    """Two neighbours of a numbered list of falling shares with each other's share."""
    for listed in lists(report):
        shares = [of_kind(numbers(report, (item.start, item.end)), "percent") for item in listed.items]
        if len(shares) > 3 and all(len(each) == 1 for each in shares):
            row = [each[0] for each in shares]
            values = [each.value for each in row]
            if values == sorted(set(values), reverse=True) and re.search(
                r"<ol|\d\. $", report.text[listed.items[0].start - 9 : listed.items[0].start]
            ):
                at = rng.randrange(1, len(row) - 1)
                yield swapped("neighbours swapped", report.text, _place(row[at]), _place(row[at + 1]))


# --- counted lists -----------------------------------------------------------------------

WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = rf"(?P<number>{'|'.join(WORDS)}|\d{{1,2}})"
_INLINE = re.compile(
    rf"\b{_NUMBER} (?P<things>[a-z]+(?: [a-z]+)?)"
    r"(?::|, namely| stand out:|\. They include the| \w+: | in \w+ \w+:)\s*(?P<list>[^.:;()%]+?)(?=[.;]|$)",
    re.IGNORECASE,
)
_LEAD = re.compile(rf"\b{_NUMBER} (?:[a-z]+ ){{0,2}}[a-z]+\b[^.]{{0,30}}:?\s*$", re.IGNORECASE)
_SEPARATOR = re.compile(r",\s+and\s+|,\s+|\s+and\s+")


def _value(word: str) -> int:
    return int(word) if word.isdigit() else WORDS.index(word.lower()) + 2


def _word(word: str, value: int) -> str:
    if word.isdigit() or not 2 <= value <= 12:
        return str(value)
    new = WORDS[value - 2]
    return new.capitalize() if word[0].isupper() else new


def inline_counted(report: Clean) -> Iterator[tuple[Place, str, list[Place], bool]]:
    """Number words with the lists in commas that they announce: place, word, items.

    The last value says that the list may be a choice (`include`).
    """
    for block in blocks(report):
        for found in _INLINE.finditer(report.text, block.start, block.end):
            items, at = [], found.start("list")
            for stop in _SEPARATOR.finditer(report.text, *found.span("list")):
                items.append((at, stop.start()))
                at = stop.end()
            items.append((at, found.end("list")))
            if len(items) == _value(found["number"]):
                yield found.span("number"), found["number"], items, "include" in found[0]


def bullets_counted(report: Clean) -> Iterator[tuple[Place, str, Listed]]:
    """Number words of a lead or heading with the bullets that they announce."""
    for listed in lists(report):
        if listed.lead:
            found = _LEAD.search(report.text[listed.lead.start : listed.lead.end])
            if found and _value(found["number"]) == len(listed.items):
                start, end = found.span("number")
                yield (listed.lead.start + start, listed.lead.start + end), found["number"], listed


def number_of_list(report: Clean, rng: Random) -> Iterator[Change]:
    """Another number of things before a list; only a smaller one where the list may be a choice."""
    counted = [(place, word, choice) for place, word, _, choice in inline_counted(report)]
    counted += [(place, word, False) for place, word, _ in bullets_counted(report)]
    for place, word, choice in counted:
        steps = [-1] if choice else [-1, 1] if _value(word) > 2 else [1, 2]
        new = _word(word, _value(word) + rng.choice(steps))
        yield replaced(f"{word} -> {new}", *place, new)


def item_taken(report: Clean, rng: Random) -> Iterator[Change]:
    """One item of a counted list taken away."""
    for place, _, items, choice in inline_counted(report):
        if len(items) > 2 and not choice:
            at = rng.randrange(len(items) - 2)
            yield replaced("item taken away", items[at][0], items[at + 1][0], "", (place, items[-1]))
    for place, _, listed in bullets_counted(report):
        if report.format == "md":
            item = rng.choice(listed.items[1:])
            start = report.text.rindex("\n", 0, item.start)
            first = (listed.items[0].start, listed.items[0].end)
            yield replaced("bullet taken away", start, item.end, "", (place, first))
