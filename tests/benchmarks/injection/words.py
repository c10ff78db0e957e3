"""Faults of wording: names doubled or out of place, blanks left open, text repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from injection.layout import blocks, lists, sentences, tables
from injection.model import Change, Clean, Edit, Place, replaced
from injection.numbers import numbers
from injection.places import place_lists

_NAME = r"[A-ZÀ-Þ][\w&’'-]*(?:(?: &| of)? [A-ZÀ-Þ][\w’'-]*){0,3}"
_CUE = r"(?:include|are|describes|languages:|firms:|provinces:|among them are)"
_NAMES = re.compile(rf"{_CUE} ({_NAME}(?:, {_NAME})+(?:,? and {_NAME})?)")


def _name_lists(report: Clean) -> Iterator[list[Place]]:
    """Lists of names that are no places: in a sentence, and in bullets of a few words."""
    countries = {item for places in place_lists(report) for item in places.items}
    for block in blocks(report):
        for found in _NAMES.finditer(report.text, block.start, block.end):
            items = [name.span() for name in re.finditer(_NAME, report.text[slice(*found.span(1))])]
            placed = [(found.start(1) + start, found.start(1) + end) for start, end in items]
            if len(placed) > 3 and countries.isdisjoint(placed):
                yield placed
    for listed in lists(report):
        items = [(item.start, item.end) for item in listed.items]
        short = all(0 < len(report.text[slice(*item)].split()) < 5 for item in items)
        if (
            len(items) > 2
            and short
            and countries.isdisjoint(items)
            and not re.search(r"\d", report.text[items[0][0] : items[-1][1]])
        ):
            yield items


def name_doubled(report: Clean, rng: Random) -> Iterator[Change]:
    """One name of a list in the place of another."""
    for items in _name_lists(report):
        first, second = sorted(rng.sample(range(len(items)), 2))
        name = report.text[slice(*items[first])]
        yield replaced(f"doubled {name}", *items[second], name)


def name_added(report: Clean, rng: Random) -> Iterator[Change]:
    """One name of a list given a second time, before a later one that is not the last."""
    for items in _name_lists(report):
        first, second = sorted(rng.sample(range(len(items) - 1), 2))
        name = report.text[slice(*items[first])]
        start = items[second][0]
        gap = report.text[items[second - 1][1] : start]
        yield Change(f"doubled {name}", (Edit(start, start, name), Edit(start, start, gap, marked=False)))


_STRANGERS = ["Zirconia", "Pocket gauges", "Awnings", "Graphite", "Ferries", "Dyes"]


def bullet_renamed(report: Clean, rng: Random) -> Iterator[Change]:
    """A bullet of which the prose speaks under another name."""
    countries = {item for places in place_lists(report) for item in places.items}
    for listed in lists(report):
        for item in listed.items:
            words = report.text[item.start : item.end]
            if len(words.split()) > 3 or re.search(r"\d", words) or (item.start, item.end) in countries:
                continue
            spoken = [found.span() for found in re.finditer(re.escape(words), report.text, re.IGNORECASE)]
            others = tuple(span for span in spoken if span != (item.start, item.end))
            if others:
                new = rng.choice(_STRANGERS)
                yield replaced(f"{words} -> {new}", item.start, item.end, new, others)


_MARKET = re.compile(r"\bthe ((?:[a-z]+[ -]){1,3})market\b")
_OTHER_MARKETS = ["garden hose ", "yoga mat ", "piano string ", "cat litter "]


def market_renamed(report: Clean, rng: Random) -> Iterator[Change]:
    """The market of the title under the name of quite another in one sentence."""
    title = next((report.text[block.start : block.end].lower() for block in blocks(report)), "")
    for place in sentences(report):
        found = _MARKET.search(report.text, *place)
        if found and found[1].strip() in title:
            new = rng.choice(_OTHER_MARKETS)
            yield replaced(f"{found[1]}-> {new}", *found.span(1), new)


# --- blanks and debris -------------------------------------------------------------------


def blank_figure(report: Clean, rng: Random) -> Iterator[Change]:
    """XX in the place of a figure."""
    for place in sentences(report):
        for number in numbers(report, place):
            after = report.text[number.end : number.whole[1]]
            if number.kind in ("percent", "amount") and (after.strip() or number.unit in ("$", "€", "£", "USD", "Rs")):
                yield replaced(f"{number.digits} -> XX", number.start, number.end, "XX")


def blank_name(report: Clean, rng: Random) -> Iterator[Change]:
    """A name in brackets or braces that nobody filled in."""
    for place in sentences(report):
        for found in re.finditer(
            r"(?<!^)(?<=[a-z] )[A-Z]\w+ (?:plc|Group|Research|Institute|[A-Z]\w+)\b", report.text[slice(*place)]
        ):
            new = rng.choice(["[Company]", "[company name]", "{{company}}", "${name}", "[insert name]"])
            yield replaced(f"{found[0]} -> {new}", place[0] + found.start(), place[0] + found.end(), new)
        for found in re.finditer(r"(?<=\bin )20\d\d\b", report.text[slice(*place)]):
            yield replaced("[year]", place[0] + found.start(), place[0] + found.end(), "[year]")


def cell_error(report: Clean, rng: Random) -> Iterator[Change]:
    """The error value of a spreadsheet or program in a cell."""
    for grid in tables(report):
        for row in grid[1:]:
            start, end = rng.choice(row[1:] or row)
            new = rng.choice(["#REF!", "#DIV/0!", "NaN", "undefined", "#N/A"])
            yield replaced(f"cell -> {new}", start, end, new)


def debris(report: Clean, rng: Random) -> Iterator[Change]:
    """Debris of a conversion, filler, or a broken entity after a sentence."""
    for start, end in sentences(report):
        if report.text[end - 1] == "." and end - start > 40:
            new = rng.choice([" Lorem ipsum dolor sit amet.", " & quot ;", " (cid:42)", " TODO: check.", " \ufffd"])
            yield Change(f"debris{new}", (Edit(end, end, new[0], marked=False), Edit(end, end, new[1:])))


def markup_left(report: Clean, rng: Random) -> Iterator[Change]:
    """Asterisks round a word in a format that does not render them."""
    for place in sentences(report) if report.format in ("html", "txt") else ():
        for found in re.finditer(r"(?<= )[a-z]{6,}(?= )", report.text[slice(*place)]):
            start, end = place[0] + found.start(), place[0] + found.end()
            yield replaced("** left", start, end, f"**{found[0]}**")


# --- repetition --------------------------------------------------------------------------


def paragraph_repeated(report: Clean, rng: Random) -> Iterator[Change]:
    """A paragraph that comes again, word for word, after another."""
    long = [block for block in blocks(report) if block.kind == "text" and block.end - block.start > 150]
    whole = [b for b in long if report.format != "html" or report.text.startswith("</p>", b.end)]
    for at, block in enumerate(whole):
        after = whole[min(at + rng.randint(0, 2), len(whole) - 1)]
        words = report.text[block.start : block.end]
        end = after.end + 4 if report.format == "html" else after.end
        before, behind = ("\n<p>", "</p>") if report.format == "html" else ("\n\n", "")
        edits = (Edit(end, end, before, False), Edit(end, end, words), Edit(end, end, behind, False))
        yield Change("paragraph repeated", edits, ((block.start, block.end),))


def sentence_repeated(report: Clean, rng: Random) -> Iterator[Change]:
    """A sentence that comes twice in a row."""
    for start, end in sentences(report):
        words = report.text[start:end]
        if len(words.split()) > 8 and words.endswith("."):
            yield Change("sentence repeated", (Edit(end, end, " ", False), Edit(end, end, words)), ((start, end),))
