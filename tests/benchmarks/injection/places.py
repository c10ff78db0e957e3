"""Faults of place lists: entries merged, split, misplaced, doubled, misspelt, overlapping."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from injection.layout import lists, sentences, tables
from injection.model import Change, Clean, Edit, Place, replaced

_MEMBERS: Mapping[str, str] = {
    "Europe": "Germany|France|Italy|Spain|Portugal|Poland|Sweden|Norway|Netherlands|Belgium|Austria|Denmark|Finland"
    "|Ireland|Luxembourg|Greece|Czechia|Czech Republic|United Kingdom|Türkiye|Turkey|Bosnia and Herzegovina",
    "Asia-Pacific": "China|Japan|India|South Korea|Australia|New Zealand|Vietnam|Indonesia|Sri Lanka|Papua New Guinea",
    "North America": "United States|U.S.|Canada|Mexico",
    "Latin America": "Brazil|Chile|Peru|Colombia|Costa Rica|El Salvador|Argentina|Trinidad and Tobago",
    "Middle East and Africa": "Saudi Arabia|UAE|Israel|South Africa|Egypt|Morocco|Kenya|Oman|Algeria|Jordan|Lebanon",
}
_REGION_OF = {place: region for region, places in _MEMBERS.items() for place in places.split("|")}
_INLINE = re.compile(
    r"\b(?:the )?({0})(?:(?:, and |, | and )(?:the )?(?:{0})){{2,}}".format("|".join(map(re.escape, _REGION_OF)))
)


# Some house puts them into a second region.
_DISPUTED = frozenset("Mexico|Turkey|Türkiye|Egypt|Israel|UAE|Saudi Arabia|Oman|Jordan|Lebanon".split("|"))


@dataclass(frozen=True, slots=True)
class PlaceList:
    """Places listed together; `form` is `bullets`, `inline` or `column`."""

    form: str
    items: tuple[Place, ...]


def place_lists(report: Clean) -> Iterator[PlaceList]:
    """Lists of at least three entries of which most are countries."""
    for listed in lists(report):
        yield from _if_places(report, "bullets", [(item.start, item.end) for item in listed.items])
    for grid in tables(report):
        for at in range(len(grid[0])):
            cells = [row[at] for row in grid[1:] if at < len(row) and row[at][0] < row[at][1]]
            yield from _if_places(report, "column", cells)
    for place in sentences(report):
        for found in _INLINE.finditer(report.text, *place):
            names = re.finditer("|".join(map(re.escape, sorted(_REGION_OF, key=len, reverse=True))), found[0])
            items = [(found.start() + name.start(), found.start() + name.end()) for name in names]
            yield from _if_places(report, "inline", items)


def _if_places(report: Clean, form: str, items: Sequence[Place]) -> Iterator[PlaceList]:
    names = [report.text[slice(*item)] for item in items]
    known = sum(name in _REGION_OF or name.startswith("Rest of ") or " and " in name for name in names)
    if len(items) >= 3 and known * 3 >= len(items) * 2:
        yield PlaceList(form, tuple(items))


def _known(report: Clean, places: PlaceList) -> list[int]:
    return [at for at, item in enumerate(places.items) if report.text[slice(*item)] in _REGION_OF]


def _bullet(report: Clean, item: Place) -> str:
    """What stands between the bullet before an item and the item itself."""
    if report.format == "html":
        return "</li><li>"
    return "\n" + report.text[report.text.rindex("\n", 0, item[0]) + 1 : item[0]]


def merged(report: Clean, rng: Random) -> Iterator[Change]:
    """Two neighbouring entries in one: a line break or a comma lost."""
    for places in place_lists(report):
        known = set(_known(report, places))
        pairs = [at for at in known if at + 1 in known]
        if places.form == "inline":
            pairs = [at for at in pairs if report.text[places.items[at][1] : places.items[at + 1][0]] == ", "]
        if pairs and places.form != "column":
            at = rng.choice(pairs)
            (start, end), (after, stop) = places.items[at], places.items[at + 1]
            new = f"{report.text[start:end]} {report.text[after:stop]}"
            yield replaced(f"merged {new}", start, stop, new)


def split(report: Clean, rng: Random) -> Iterator[Change]:
    """An entry of two words broken over two entries."""
    for places in place_lists(report):
        for at in _known(report, places) if places.form != "column" else ():
            start, end = places.items[at]
            first, _, second = report.text[start:end].partition(" ")
            if second and "and" not in second:
                gap = ", " if places.form == "inline" else _bullet(report, places.items[at])
                yield replaced(f"split {first} | {second}", start, end, f"{first}{gap}{second}")


def misplaced(report: Clean, rng: Random) -> Iterator[Change]:
    """A country in the place of another one, of a region that lies elsewhere."""
    for places in place_lists(report):
        known = _known(report, places)
        regions = {_REGION_OF[report.text[slice(*places.items[at])]] for at in known}
        if len(regions) == 1 and places.form != "inline":
            others = sorted(name for name, region in _REGION_OF.items() if region not in regions)
            settled = [name for name in others if name not in _DISPUTED]
            new = rng.choice([name for name in settled if name not in report.text] or settled)
            yield replaced(f"misplaced {new}", *places.items[rng.choice(known)], new)


def moved(report: Clean, rng: Random) -> Iterator[Change]:
    """A country moved to the list of another region."""
    found = [each for each in place_lists(report) if each.form == "bullets" and report.format != "txt"]
    for source, target in pairwise(found):
        known = _known(report, source)
        if len(source.items) > 3 and len(known) == len(source.items):
            at = rng.choice(known[1:])
            start, end = source.items[at]
            bullet = _bullet(report, source.items[at])
            name, goal = report.text[start:end], target.items[0][1]
            gone = Edit(start - len(bullet), end, "", marked=False)
            lead = Edit(goal, goal, bullet, marked=False)
            yield Change(f"moved {name}", (gone, lead, Edit(goal, goal, name)))


def doubled(report: Clean, rng: Random) -> Iterator[Change]:
    """An entry that stands twice in its list, in the place of another."""
    for places in place_lists(report):
        first, second = sorted(rng.sample(range(len(places.items)), 2))
        name = report.text[slice(*places.items[first])]
        yield replaced(f"doubled {name}", *places.items[second], name)


def misspelt(report: Clean, rng: Random) -> Iterator[Change]:
    """Two letters of an entry exchanged."""
    for places in place_lists(report):
        long = [item for item in places.items if item[1] - item[0] >= 5 and " " not in report.text[slice(*item)]]
        if long:
            start, end = rng.choice(long)
            name = report.text[start:end]
            at = next((at for at in range(1, len(name) - 2) if name[at] != name[at + 1]), 1)
            new = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
            yield replaced(f"misspelt {new}", start, end, new)


_CITIES = "Munich Osaka Lyon Krakow Shenzhen Toronto Nairobi Seville".split()


def city_among_countries(report: Clean, rng: Random) -> Iterator[Change]:
    """A city in the place of a country."""
    for places in place_lists(report):
        if len(_known(report, places)) > 3:
            new = rng.choice(_CITIES)
            yield replaced(f"a city, {new}", *rng.choice(places.items[1:]), new)


def overlapping(report: Clean, rng: Random) -> Iterator[Change]:
    """A union or a continent in the place of one entry, beside its own members."""
    wholes = {"Europe": ["European Union"], "Asia-Pacific": ["Asia"], "Latin America": ["South America"]}
    for places in place_lists(report):
        known = _known(report, places)
        regions = {_REGION_OF[report.text[slice(*places.items[at])]] for at in known}
        names = [whole for region in sorted(regions) for whole in wholes.get(region, [])]
        if len(known) > 3 and names:
            new = rng.choice(names)
            yield replaced(f"overlapping {new}", *places.items[known[-1]], new)
