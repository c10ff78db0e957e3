"""The gazetteer: which words name a place, and which place lies inside which.

Names are matched exactly, never by likeness. Whether a place lies inside a region depends on who
is asked: `within` accepts every usual reading of the profile, `surely_within` only what all share.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from crossfoot.gazetteer_files import Geography, Kind, NameKeys, profiles, reached, read_geography
from crossfoot.rules_folder import rules_folder

__all__ = ["Gazetteer", "Place", "Split", "profile_names"]

WIDE_KINDS = frozenset({"region", "continent", "bloc"})
_REST = re.compile(r"(?i)^(?:the )?rest[ -]of[ -](?:the )?(?P<whole>.+)$")
_SHORTEST_SUGGESTION = 5
_TWO_SLIPS = 9  # letters from which a second slip of the keyboard is believed
_CONNECTING = re.compile(r"^(?:and|&|/|,|;|\+)$", re.IGNORECASE)
_WORDS = re.compile(r"[^\s,;/&+]+|[,;/&+]")
_MOST_SPLIT_WORDS = 12


WIDE_KINDS = frozenset({"region", "continent", "bloc"})
"""Kinds of places that hold countries."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its usual English name, what it is, its ISO 3166-1 code where it has one.

    `sensitive` says why the name touches a dispute, None where it does not.
    """

    name: str
    kind: Kind
    iso: str | None = None
    sensitive: str | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """A text that is wholly several places; `joined_by` is the word or mark between them, if any."""

    places: tuple[Place, ...]
    joined_by: str | None


def profile_names() -> list[str]:
    """The house profiles that come with Crossfoot."""
    return profiles(rules_folder() / "geography")


class Gazetteer:
    """Places and regions as one house reads them. Immutable; `load` gives the same one again."""

    def __init__(self, geography: Geography, profile: str) -> None:
        self.profile = profile
        self._geography = geography
        sensitive = geography.sensitive
        self._places = {
            name: Place(name, kind, geography.isos.get(name), sensitive[name].why if name in sensitive else None)
            for name, kind in geography.kinds.items()
        }
        self._exact: dict[str, str] = {}
        self._any_case: dict[str, str] = {}
        for name, keys in geography.names.items():
            self._exact |= dict.fromkeys((*keys.exact, *keys.loose), name)
            # A name that is a person's or a word's too counts only in its own writing.
            aliases = keys.aliases if name in keys.loose else (name, *keys.aliases)
            self._any_case |= dict.fromkeys(map(_key, aliases), name)
        self._groupings = frozenset(map(_key, geography.groupings))
        self._ambiguous = {_key(words): meant for words, meant in geography.ambiguous.items()}
        every = set(geography.sure) | set(geography.usual)
        self._surely_inside = {name: reached((geography.sure,), name) for name in every}
        self._inside = {name: reached((geography.sure, geography.usual), name) for name in every}
        self._sure_countries = self._countries_of()

    @staticmethod
    def load(profile: str = "default", folder: Path | None = None) -> Gazetteer:
        """The gazetteer of a profile: its name or the path of its file.

        Raises RuleError, with file and line, for a file of the gazetteer that is not valid.
        """
        return _loaded(profile, folder or rules_folder() / "geography")

    @staticmethod
    def forget() -> None:
        """Read the files anew at the next call of `load`."""
        _loaded.cache_clear()

    def _countries_of(self) -> dict[str, frozenset[str]]:
        countries: dict[str, set[str]] = {}
        for name, wholes in self._surely_inside.items():
            if self._places[name].kind == "country":
                for whole in wholes:
                    countries.setdefault(whole, set()).add(name)
        return {name: frozenset(inside) for name, inside in countries.items()}

    def find(self, text: str) -> Place | None:
        """The place that a text names as a whole; never by likeness."""
        words = _trimmed(text)
        name = self._exact.get(words) or self._any_case.get(_key(words))
        if name is not None:
            return self._places[name]
        rest = _REST.match(words)
        whole = self.find(rest.group("whole")) if rest else None
        return Place(f"Rest of {whole.name}", "rest") if whole is not None else None

    def suggest(self, text: str) -> str | None:
        """The place whose name looks most like a text that names none, or None. Only for an editor's eyes."""
        words = _key(text)
        if len(words) < _SHORTEST_SUGGESTION or self.find(text) is not None:
            return None
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        slips = 1 if len(words) < _TWO_SLIPS else 2
        best = process.extractOne(words, list(self._any_case), scorer=OSA.distance, score_cutoff=slips)
        return None if best is None else self._any_case[best[0]]

    def surfaces(self) -> Iterator[tuple[str, Place, bool, bool]]:
        """Every writing to look for in sentences: (words, place, only in this case, an adjective)."""
        for name, keys in self._geography.names.items():
            place = self._places[name]
            for words in self._written(name, keys):
                for variant in _variants(words):
                    yield variant, place, False, False
                    if place.kind in WIDE_KINDS or place.kind == "country":
                        yield from self._rest_surfaces(variant, name)
            for words in keys.exact:
                yield words, place, True, False
            for words in keys.adjectives:
                for variant in _variants(words):
                    yield variant, place, True, True

    @staticmethod
    def _written(name: str, keys: NameKeys) -> Iterator[str]:
        if name not in keys.loose:
            yield name
        yield from keys.aliases

    @staticmethod
    def _rest_surfaces(words: str, whole: str) -> Iterator[tuple[str, Place, bool, bool]]:
        rest = Place(f"Rest of {whole}", "rest")
        yield f"rest of {words}", rest, False, False
        yield f"rest of the {words}", rest, False, False

    def within(self, part: Place | str, whole: Place | str) -> bool:
        """Whether some usual reading puts a place inside another one, over any number of steps."""
        return self._lies_in(self._inside, _name(part), _name(whole))

    def surely_within(self, part: Place | str, whole: Place | str) -> bool:
        """Whether every usual reading puts a place inside another one."""
        return self._lies_in(self._surely_inside, _name(part), _name(whole))

    @staticmethod
    def _lies_in(inside: dict[str, frozenset[str]], part: str, whole: str) -> bool:
        rest = _REST.match(part)
        if rest:
            of = rest.group("whole")
            return of == whole or whole in inside.get(of, frozenset())
        return whole in inside.get(part, frozenset())

    def overlaps(self, one: Place | str, other: Place | str) -> bool:
        """Whether two places of different names surely share a part of the world."""
        a, b = _name(one), _name(other)
        if a == b:
            return False
        if self.surely_within(a, b) or self.surely_within(b, a):
            return True
        shared = self._sure_countries.get(a, frozenset()) & self._sure_countries.get(b, frozenset())
        return bool(shared)

    def ambiguous(self, text: str) -> tuple[Place, ...]:
        """The places that one name may mean (`Korea`), the usual one first; empty for a clear name."""
        return tuple(self._places[name] for name in self._ambiguous.get(_key(_trimmed(text)), ()))

    def regions(self) -> tuple[Place, ...]:
        """Regions, continents and blocs, by name."""
        return tuple(place for _, place in sorted(self._places.items()) if place.kind in WIDE_KINDS)

    def is_sensitive(self, text: str) -> bool:
        """Whether a text sets a disputed place beside the name that disputes it."""
        split = self.split(text)
        names = {place.name for place in split.places} if split else set()
        return any(
            names & set(self._geography.sensitive[name].beside) for name in names & set(self._geography.sensitive)
        )

    def split(self, text: str) -> Split | None:
        """Two or more places that make up a text wholly, where it names none as a whole."""
        words = _trimmed(text)
        if self.find(words) is not None or _key(words) in self._groupings:
            return None
        tokens = _WORDS.findall(words.replace("(", " ").replace(")", " "))
        if not 2 <= len(tokens) <= _MOST_SPLIT_WORDS:
            return None
        places = self._partition(tuple(tokens))
        if places is None or len(places) < 2:
            return None
        between = next((token for token in tokens if _CONNECTING.match(token)), None)
        return Split(places, between)

    def _partition(self, tokens: tuple[str, ...]) -> tuple[Place, ...] | None:
        """The tokens as a row of places with connecting words between; the longest names first."""
        if not tokens:
            return ()
        if _CONNECTING.match(tokens[0]):
            return self._partition(tokens[1:])
        for length in range(len(tokens), 0, -1):
            place = self.find(" ".join(tokens[:length]))
            if place is None:
                continue
            rest = self._partition(tokens[length:])
            if rest is not None:
                return (place, *rest)
        return None

    def joins(self, parts: Sequence[str]) -> Place | None:
        """The place that neighbours name together, where at least one of them names none alone."""
        if all(self.find(part) is not None for part in parts):
            return None
        # Halves carry no punctuation between them: `Korea:` and `South` are no broken name.
        if any(part.strip()[-1:] in ":.;" for part in parts[:-1]):
            return None
        place = self.find(" ".join(part.strip() for part in parts))
        return None if place is None or place.kind == "rest" else place


@lru_cache(maxsize=8)
def _loaded(profile: str, folder: Path) -> Gazetteer:
    return Gazetteer(read_geography(folder, profile), profile)


def _name(place: Place | str) -> str:
    return place if isinstance(place, str) else place.name


def _trimmed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" \t\n:;,*•·–—-").removesuffix("..")


@lru_cache(maxsize=8192)
def _key(text: str) -> str:
    """A name without what does not tell names apart: case, accents, `the`, hyphens, `&` for `and`."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"\s*&\s*", " and ", plain)
    plain = re.sub(r"[\s/–—-]+", " ", plain).strip(" .:;,")
    return plain.removeprefix("the ").removesuffix(" region") if not plain.endswith("sar region") else plain


def _variants(words: str) -> Iterator[str]:
    """A name as it may be written in a sentence."""
    forms = {words, words.replace(" and ", " & "), words.replace(" & ", " and "), words.replace("'", "’")}
    forms |= {form.replace("-", " ") for form in forms} | {form.replace("-", "–") for form in forms}
    forms |= {"".join(c for c in unicodedata.normalize("NFKD", form) if not unicodedata.combining(c)) for form in forms}
    yield from sorted(forms)
