"""Places and regions in running text, from the gazetteer, by whole words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from crossfoot.gazetteer import Gazetteer
from crossfoot.model import Mention, MentionKind, Span

_CAPITAL = re.compile(r"(?<![^\W_])[^\W\d_a-z][^\W_]*")
_ABBREVIATION = re.compile(r"(?<=[a-z])\s?\(([A-Z]{2,5})\)")
_LONGEST_NAME = 60
_FIRST_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class _Writing:
    """One way to write a place's name; `exact` ones count only in this very case."""

    words: str
    place: str
    exact: bool
    demonym: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The writing as whole words, whatever white space stands between them."""
        words = r"\s+".join(re.escape(word) for word in self.words.split())
        # `US$` is a currency.
        return re.compile(rf"{words}(?![^\W_]|[$€£¥])", 0 if self.exact else re.IGNORECASE)


class PlaceFinder:
    """Finds the gazetteer's names in a text; the longest name wins.

    Lower-case words never count (`turkey`, `us`).
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._by_first_word: dict[str, list[_Writing]] = {}
        for words, place, exact, demonym in gazetteer.surfaces():
            first = _FIRST_WORD.match(words)
            if first is not None:
                writing = _Writing(words, place.name, exact, demonym)
                self._by_first_word.setdefault(first.group().casefold(), []).append(writing)
        for writings in self._by_first_word.values():
            # Of one writing with two meanings the exact one is meant.
            writings.sort(key=lambda writing: (-len(writing.words), not writing.exact))

    def with_abbreviations_of(self, text: str) -> PlaceFinder:
        """A finder that knows as well what a report abbreviates itself: `North America (NA)`; else this one."""
        defined: dict[str, str] = {}
        for found in _ABBREVIATION.finditer(text):
            place, short = self._place_before(text, found.start()), found.group(1)
            if place is not None and short.casefold() not in self._by_first_word:
                defined.setdefault(short, place)
        if not defined:
            return self
        extended = copy(self)
        own = {short.casefold(): [_Writing(short, place, True, False)] for short, place in defined.items()}
        extended._by_first_word = self._by_first_word | own
        return extended

    def _place_before(self, text: str, end: int) -> str | None:
        """The place whose name ends where a bracket opens and begins with its letter, or None."""
        start = max(0, end - _LONGEST_NAME)
        before = [mention for mention in self.find(text[start:end]) if not mention.cues]
        if not before or start + before[-1].span.end != end:
            return None
        initial = text[text.index("(", end) + 1]
        return str(before[-1].value) if text[start + before[-1].span.start] == initial else None

    def find(self, text: str) -> Iterator[Mention]:
        """Mentions of places, in order and without overlap; a demonym carries the cue `demonym`."""
        taken = 0
        for word in _CAPITAL.finditer(text):
            if word.start() < taken:
                continue
            for writing in self._by_first_word.get(word.group().casefold(), ()):
                found = writing.pattern.match(text, word.start())
                if found is None:
                    continue
                taken = found.end()
                span = Span(found.start(), found.end())
                cues = ("demonym", found.group().casefold()) if writing.demonym else ()
                yield Mention(MentionKind.PLACE, span, span, writing.place, cues)
                break
