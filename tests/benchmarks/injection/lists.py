"""Injectors that change a list, a table, a heading or a sentence."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from decimal import Decimal

from injection.edits import Edit, Injector, like, number
from injection.figures import NUM

_BULLETS = re.compile(r"(?:^- [^\n]+\n){2,}|(?:<li>[^<]+</li>){2,}", re.MULTILINE)
_ITEM = re.compile(r"^- (?P<name>[^\n]+)$|<li>(?P<html>[^<]+)</li>", re.MULTILINE)
_REGIONS = ("Europe", "Asia-Pacific", "North America", "Middle East and Africa", "Latin America")
_ELSEWHERE = {
    "Europe": ("Japan", "Brazil", "Kenya"),
    "Asia-Pacific": ("Spain", "Peru", "Kenya"),
    "North America": ("Norway", "Japan", "Kenya"),
    "Middle East and Africa": ("Norway", "Chile", "Japan"),
    "Latin America": ("Poland", "Kenya", "Japan"),
}
_SPLIT = re.compile(
    rf"(?P<head>[^.]{{0,80}}?(?:held|share\s+of|made\s+up|accounted\s+for)[^.]{{0,120}}?)(?P<first>{NUM})%(?P<rest>(?:[^.%]{{3,60}}?{NUM}%){{2,6}})"
)
_COUNTED = re.compile(r"\b(?P<count>two|three|four|five|six|seven|eight)\s+[a-z]+(?:\s[a-z]+){0,2}:", re.IGNORECASE)
_MINUTES = re.compile(r"(?:minutes|years|months|days)\W*$", re.IGNORECASE)
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight")
_WINDOW = re.compile(r"(?P<first>20\d\d)(?:–|-|\sto\s)(?P<last>20\d\d)")
_LENGTH = re.compile(
    r"\b(?P<count>seven|eight|five|six|ten)(?:-year|\s+years)\b(?=[^.]{0,40}?from\s20\d\d\sto\s20\d\d)"
)
_AHEAD = re.compile(
    r"(?:projected|expected|forecast)\s+to\s+(?:reach|grow|rise)[^.]{0,60}?\b(?:by|in)\s(?P<year>20[23]\d)\b"
)
_FILLED = re.compile(rf"(?P<figure>(?:[$€£]|EUR\s|GBP\s|SEK\s){NUM})(?=\s(?:million|billion))")
_KEY_PLAYERS = re.compile(r"[Kk]ey\splayers\sin\sthe\s(?P<market>[a-z]+\s[a-z]+)\smarket")
_NAME_TWICE = re.compile(r"\b(?P<name>(?P<first>[A-Z][a-z]{5,})\s[A-Z][a-z]{3,})\b")
_SENTENCE = re.compile(r"(?<=[.]\s)(?P<said>[A-Z][^.\d%]{60,200}\.)(?=\s)")
_MARKED = re.compile(r"^\|(?P<cells>[^\n]+)\|$|<tr>(?P<html>(?:<td>[^<]+</td>)+)</tr>", re.MULTILINE)


def _items(text: str) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Each bullet list with the words before it and its items."""
    for found in _BULLETS.finditer(text):
        before = re.sub(r"<[^>]+>|[*#:]", " ", text[max(0, found.start() - 80) : found.start()]).split("\n")
        lead = next((line.strip() for line in reversed(before) if line.strip()), "")
        items = [
            (
                found.start() + item.start("name" if item["name"] else "html"),
                found.start() + item.end("name" if item["name"] else "html"),
                item["name"] or item["html"],
            )
            for item in _ITEM.finditer(found.group())
        ]
        yield lead, items


def _place_lists(text: str) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    for lead, items in _items(text):
        region = next((name for name in _REGIONS if lead.endswith(name)), None)
        if region is not None:
            yield region, items


def _merged(text: str, rng: random.Random) -> Iterator[Edit]:
    for _, items in _place_lists(text):
        at = rng.randrange(len(items) - 1)
        yield Edit(items[at][0], items[at + 1][1], f"{items[at][2]} {items[at + 1][2]}")


def _split(text: str, rng: random.Random) -> Iterator[Edit]:
    for _, items in _place_lists(text):
        for start, end, name in items:
            if " " in name:
                first, _, second = name.partition(" ")
                between = "</li><li>" if text[end : end + 2] == "</" else "\n- "
                yield Edit(start, end, f"{first}{between}{second}")


def _misplaced(text: str, rng: random.Random) -> Iterator[Edit]:
    for region, items in _place_lists(text):
        start, end, _ = rng.choice(items)
        yield Edit(start, end, rng.choice(_ELSEWHERE[region]))


def _doubled_place(text: str, rng: random.Random) -> Iterator[Edit]:
    for _, items in _place_lists(text):
        if len(items) > 2:
            one, other = rng.sample(items, 2)
            yield Edit(one[0], one[1], other[2])


def _misspelt_place(text: str, rng: random.Random) -> Iterator[Edit]:
    for _, items in _place_lists(text):
        long = [item for item in items if len(item[2]) > 5 and " " not in item[2]]
        if long and len(items) > 2:
            start, end, name = rng.choice(long)
            at = rng.randrange(2, len(name) - 2)
            if name[at] != name[at + 1]:
                yield Edit(start, end, name[:at] + name[at + 1] + name[at] + name[at + 2 :])


def _overlapping(text: str, rng: random.Random) -> Iterator[Edit]:
    """A member of a region among its peers: the region takes the place of one of its countries."""
    for region, items in _place_lists(text):
        if region in ("Europe", "Asia-Pacific") and len(items) > 3:
            start, end, _ = rng.choice(items)
            yield Edit(start, end, "Western Europe" if region == "Europe" else "East Asia")


def _doubled_name(text: str, rng: random.Random) -> Iterator[Edit]:
    for lead, items in _items(text):
        if not lead.endswith(_REGIONS) and len(items) > 2:
            one, other = rng.sample(items, 2)
            yield Edit(one[0], one[1], other[2])


def _misspelt_name(text: str, rng: random.Random) -> Iterator[Edit]:
    """One letter of a name that stands at least four times, in one place."""
    places: dict[str, list[re.Match[str]]] = {}
    for found in _NAME_TWICE.finditer(text):
        places.setdefault(found["name"], []).append(found)
    for found in (held[-1] for held in places.values() if len(held) > 3):
        first = found["first"]
        letter = "u" if first[3] != "u" else "o"
        yield Edit(found.start("first") + 3, found.start("first") + 4, letter, (found.start(), found.end()))


def _foreign_member(text: str, rng: random.Random) -> Iterator[Edit]:
    """A bullet that the sentence with the same things does not name."""
    for lead, items in _items(text):
        rest = text[items[-1][1] :].casefold().replace("\n", " ")
        named = [item for item in items if item[2].casefold() in rest[:600]]
        if not lead.endswith(_REGIONS) and len(named) > 2 and len(named) == len(items):
            start, end, _ = rng.choice(named)
            yield Edit(start, end, rng.choice(("Granite quarries", "Woollen blankets", "Paper kites")))


def _foreign_market(text: str, rng: random.Random) -> Iterator[Edit]:
    for found in _KEY_PLAYERS.finditer(text):
        yield Edit(
            found.start("market"), found.end("market"), rng.choice(("dental mirror", "pet insurance", "baby formula"))
        )


def _splits(text: str) -> Iterator[re.Match[str]]:
    """Shares side by side that are neither told as a sum nor set against other times."""
    for found in _SPLIT.finditer(text):
        if not re.search(r"\b(?:together|against|led by|in all)\b", found.group()):
            yield found


def _over_whole(text: str, rng: random.Random) -> Iterator[Edit]:
    for found in _splits(text):
        yield Edit(found.start("first"), found.end("first"), like(found["first"], number(found["first"]) + 9))


def _under_whole(text: str, rng: random.Random) -> Iterator[Edit]:
    for found in _splits(text):
        if re.search(r"\b(?:rest|other|Other)\b", found["rest"]):
            yield Edit(found.start("first"), found.end("first"), like(found["first"], number(found["first"]) - 11))


def _other_date(text: str, rng: random.Random) -> Iterator[Edit]:
    """A year of its own behind the second of several shares."""
    for found in _splits(text):
        second = re.search(rf"{NUM}%", found["rest"])
        if second is not None and not re.search(r"20\d\d", found["rest"]):
            at = found.start("rest") + second.end()
            yield Edit(at, at, " by 2031", (found.start("rest") + second.start(), at))


def _cells(text: str, rng: random.Random) -> Iterator[Edit]:
    """One cell of a table that has a row called total."""
    rows = list(_MARKED.finditer(text))
    for total in (row for row in rows if re.match(r"\s*\|?\s*(?:<td>)?Total", row["cells"] or row["html"] or "")):
        above = [row for row in rows if row.end() <= total.start() and total.start() - row.end() < 200]
        # The first cell is the row's name, whatever figures it holds.
        names = [re.search(r"(?<=.)(?:\||</td>)", text[row.start() : row.end()]) for row in above[-1:]]
        head = names[0].end() if names and names[0] is not None else 0
        cells = [c for row in above[-1:] for c in re.finditer(NUM, text[row.start() : row.end()]) if c.start() >= head]
        for row, cell in ((row, cell) for row in above[-1:] for cell in cells[:2]):
            at = row.start() + cell.start()
            yield Edit(at, at + len(cell.group()), like(cell.group(), number(cell.group()) * Decimal("1.4") + 3))


def _counts(text: str, rng: random.Random) -> Iterator[Edit]:
    for found in (each for each in _COUNTED.finditer(text) if not _MINUTES.search(each.group())):
        at = _NUMBERS.index(found["count"].lower())
        new = _NUMBERS[at + 1 if at + 1 < len(_NUMBERS) else at - 1]
        yield Edit(found.start("count"), found.end("count"), new.title() if found["count"][0].isupper() else new)


def _windows(text: str, rng: random.Random) -> Iterator[Edit]:
    """The window of the title."""
    title = text.find("\n", text.find("<h1>")) if "<h1>" in text else text.find("\n")
    for found in list(_WINDOW.finditer(text, max(0, text.find("<h1>")), title))[:1]:
        yield Edit(found.start("last"), found.end("last"), str(int(found["last"]) - 3))


def _lengths(text: str, rng: random.Random) -> Iterator[Edit]:
    for found in _LENGTH.finditer(text):
        new = "four" if found["count"] != "four" else "nine"
        yield Edit(found.start("count"), found.end("count"), new)


def _tenses(text: str, rng: random.Random) -> Iterator[Edit]:
    for found in _AHEAD.finditer(text):
        yield Edit(found.start("year"), found.end("year"), "2019")


def _blanks(text: str, rng: random.Random) -> Iterator[Edit]:
    for found in _FILLED.finditer(text):
        lead = re.sub(r"[\d.,]+$", "", found["figure"])
        yield Edit(found.start(), found.end(), f"{lead}XX")


def _repeated(text: str, rng: random.Random) -> Iterator[Edit]:
    """A sentence without figures once more, at the end of a later paragraph."""
    for found in _SENTENCE.finditer(text):
        later = [m.start() for m in re.finditer(r"[.](?=\n\n(?![|#-])|</p>)", text) if m.start() > found.end() + 100]
        if later and "<" not in found["said"] and "|" not in found["said"]:
            yield Edit(later[0] + 1, later[0] + 1, " " + found["said"])


LISTS = (
    Injector("region/merged", "two entries in one", _merged),
    Injector("region/split", "one entry in two", _split),
    Injector("region/misplaced", "a country of another region", _misplaced),
    Injector("region/duplicate", "an entry twice", _doubled_place),
    Injector("region/unknown", "a misspelt country", _misspelt_place),
    Injector("region/overlap", "a group of countries among its members", _overlapping, ("region/misplaced",)),
    Injector("entity/duplicate", "an item twice", _doubled_name),
    Injector("entity/duplicate", "a misspelt name", _misspelt_name),
    Injector("entity/list-mismatch", "an item of another list", _foreign_member),
    Injector("entity/wrong-subject", "another market", _foreign_market),
    Injector("share/over-whole", "the first share", _over_whole, ("rank/order", "total/sum")),
    Injector("share/under-whole", "the first share", _under_whole, ("rank/order", "total/sum")),
    Injector("share/mixed-dates", "a date of its own", _other_date),
    Injector("total/sum", "a cell over a total", _cells),
    Injector("count/list", "the number word", _counts),
    Injector("period/conflict", "the title's window", _windows),
    Injector("period/length", "the number of years", _lengths),
    Injector("period/tense", "a year long past", _tenses, ("growth/arithmetic",)),
    Injector("template/placeholder", "a blank for a figure", _blanks),
    Injector("template/repeated", "a sentence twice", _repeated),
)
