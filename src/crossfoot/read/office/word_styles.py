"""What the styles and the numbering of a Word file say: headings, captions, bold, lists."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from crossfoot.read.office.package import Package, attribute, child, is_on, local

_HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|contents) \d+$|table of figures$", re.IGNORECASE)
_MAX_CHAIN = 50
_BULLETS = frozenset({"bullet", "none"})


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style, with what it takes over from the styles it is based on."""

    heading: int = 0
    caption: bool = False
    bold: bool = False
    number: str | None = None
    level: int = 0


class Styles:
    """The styles of a Word file by their ids."""

    def __init__(self, package: Package, part: str | None) -> None:
        root = package.root(part) if part is not None else None
        elements = () if root is None else root
        self._elements = {attribute(each, "styleId"): each for each in elements if local(each) == "style"}
        self._styles: dict[str | None, Style] = {}
        self._default = next(
            (
                name
                for name, each in self._elements.items()
                if attribute(each, "type") == "paragraph" and attribute(each, "default") in {"1", "true"}
            ),
            None,
        )

    def style(self, name: str | None) -> Style:
        """The style of an id; of None, or an id that does not exist, the default style."""
        key = name if name in self._elements else self._default
        if key not in self._styles:
            self._styles[key] = self._made(key)
        return self._styles[key]

    def character(self, name: str | None) -> Style:
        """The character style of an id; an empty one for None."""
        return self.style(name) if name in self._elements else Style()

    def is_contents(self, name: str | None) -> bool:
        """Whether a style is that of a generated table of contents, which only repeats the headings."""
        said = attribute(child(self._elements.get(name), "name"), "val") or ""
        return _CONTENTS.match(said) is not None

    def _made(self, name: str | None) -> Style:
        heading = level = 0
        caption = False
        bold: bool | None = None
        number: str | None = None
        for element in self._chain(name):
            paragraph = child(element, "pPr")
            said = (attribute(child(element, "name"), "val") or "").strip()
            heading = heading or _heading_of(said, paragraph)
            caption = caption or said.lower() == "caption"
            bold = is_on(child(element, "rPr"), "b") if bold is None else bold
            numbering = child(paragraph, "numPr")
            if numbering is not None and number is None:
                number = attribute(child(numbering, "numId"), "val")
                level = _small(attribute(child(numbering, "ilvl"), "val"))
        return Style(heading, caption, bool(bold), number, level)

    def _chain(self, name: str | None) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while name in self._elements and len(chain) < _MAX_CHAIN:
            element = self._elements[name]
            chain.append(element)
            name = attribute(child(element, "basedOn"), "val")
        return chain


def _heading_of(name: str, paragraph: etree._Element | None) -> int:
    if name.lower() == "title":
        return 1
    if found := _HEADING.match(name):
        return min(6, max(1, int(found[1])))
    return outline_level(paragraph)


def outline_level(paragraph: etree._Element | None) -> int:
    """The level of heading that the properties of a paragraph state, 0 for running text."""
    outline = attribute(child(paragraph, "outlineLvl"), "val")
    return _small(outline) + 1 if outline is not None and _small(outline) < 6 else 0


def _small(value: str | None) -> int:
    """A level as a number; what is none counts as 0."""
    return min(int(value), 9) if value is not None and value.isascii() and value.isdigit() and len(value) < 4 else 0


class Numbering:
    """The lists of a Word file; counts their items as Word does."""

    def __init__(self, package: Package, part: str | None) -> None:
        root = package.root(part) if part is not None else None
        elements = [] if root is None else list(root)
        abstract = {attribute(each, "abstractNumId"): each for each in elements if local(each) == "abstractNum"}
        self._levels: dict[str, dict[int, tuple[bool, int]]] = {}
        self._counters: defaultdict[str, dict[int, int]] = defaultdict(dict)
        for each in elements:
            number = attribute(each, "numId") if local(each) == "num" else None
            if number is not None:
                base = abstract.get(attribute(child(each, "abstractNumId"), "val"))
                self._levels[number] = {**_levels_of(base), **_overrides(each)}

    def ordered(self, number: str, level: int) -> bool:
        """Whether the items of a level have numbers or letters rather than bullets."""
        return self._levels.get(number, {}).get(level, (False, 1))[0]

    def count(self, number: str, level: int) -> int:
        """The number of the next item of a level; deeper levels begin anew."""
        counters = self._counters[number]
        start = self._levels.get(number, {}).get(level, (False, 1))[1]
        counters[level] = counters.get(level, start - 1) + 1
        for deeper in [each for each in counters if each > level]:
            del counters[deeper]
        return counters[level]


def _levels_of(abstract: etree._Element | None) -> dict[int, tuple[bool, int]]:
    levels = {}
    for each in () if abstract is None else abstract:
        if local(each) == "lvl":
            ordered = attribute(child(each, "numFmt"), "val") not in _BULLETS
            start = attribute(child(each, "start"), "val")
            levels[_small(attribute(each, "ilvl"))] = (ordered, _small(start) if start is not None else 1)
    return levels


def _overrides(number: etree._Element) -> dict[int, tuple[bool, int]]:
    return {
        level: kind
        for each in number
        if local(each) == "lvlOverride" and child(each, "lvl") is not None
        for level, kind in _levels_of(each).items()
    }


def numbering_of(properties: etree._Element | None, style: Style) -> tuple[str, int] | None:
    """The list (its id and the level from 0) that a paragraph is an item of, None for no item."""
    own = child(properties, "numPr")
    number, level = style.number, style.level
    if own is not None:
        number = attribute(child(own, "numId"), "val") or number
        stated = attribute(child(own, "ilvl"), "val")
        level = _small(stated) if stated is not None else level
    return (number, level) if number is not None and number != "0" else None
