"""Places and regions in running text, from the gazetteer, by whole words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from crossfoot.gazetteer import Gazetteer
from crossfoot.model import Mention, MentionKind, Span

_CAPITAL = re.compile(r"(?<![^\W_])[^\W\d_a-z][^\W_]*")
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
