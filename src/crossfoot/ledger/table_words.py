"""What the words of one table head say: whose figures stand under it, what they measure, when and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from crossfoot.annotate.periods import find_periods
from crossfoot.ledger.table_units import unit_words, without_unit
from crossfoot.ledger.table_vocabulary import (
    CHANGES,
    FUNCTION,
    GENERIC,
    GRAND,
    IDLE_BEFORE,
    MEASURES,
    MODIFIERS,
    NO_VALUE,
    PART_OF_YEAR,
    STATEMENT,
    SUBTOTAL,
    TOTAL,
)

_MARKS = re.compile(r"[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|\s?\[\d{1,2}\]|\s?\((?:\d|[a-d]|[ivx]{1,3}|[1-9],\s?[1-9])\)(?=\s*$)")
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_TOKEN = re.compile(r"[^\s,:;|()\[\]]+")
_NUMBERING = re.compile(
    r"^\W*(?:(?:table|exhibit|figure|fig\.?|chart)\s*)?(?:\d{1,2}(?:\.\d{1,2}){0,3}[.):]?|[A-Z]\.)\s+", re.I
)
_LABEL = re.compile(r"^\W*(?:table|exhibit|figure|fig\.?|chart)\s*[\dA-Z.]{1,5}\s*[.:–—-]?\s+", re.IGNORECASE)
_BY = re.compile(r"\s+(?:split\s+|broken down\s+)?by\s+(?!\d)[^,;:(]*", re.IGNORECASE)
_SHARE_OF = re.compile(
    r"(?:%|\bper ?cent(?:age)?|\bpercentage|\bshare|\bproportion|\bpct)\s+of\s+(?:the\s+)?([^()%|]{2,40})",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z0-9]{1,4}s?")
_AVERAGES = frozenset({"average", "avg", "avg."})
_RATE = frozenset({"rate", "rates"})
_OF_WHICH = re.compile(r"^\W*(?:of which|thereof|including|incl\.)\W+", re.IGNORECASE)
_NUMBER_OF = re.compile(r"\W*(?:total\s+)?(?:number|no\.|count)\s+of\b", re.IGNORECASE)
_YEAR_ONLY = re.compile(r"(?:FY|CY)?\s?(?:19|20)\d\d[AEFPB]?|Q[1-4]|H[12]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeadWords:
    """One head taken apart.

    `entity` is whose figures stand under it (None where it only names a measure, a time or a
    place), `measure` what they measure, `place` the one place that it names. `change` tells that
    the measure is the change of another one, `whole` what a share is of.
    """

    text: str
    entity: str | None = None
    measure: str = ""
    place: str | None = None
    change: bool = False
    whole: str | None = None
    total: bool = False
    subtotal: bool = False


@dataclass(frozen=True, slots=True)
class HeadText:
    """The words of a head as they stand, with the places in them as (words, name)."""

    words: str
    places: tuple[tuple[str, str], ...] = ()


def without_marks(words: str) -> str:
    """A head without its footnote marks."""
    return " ".join(_MARKS.sub("", words).split())


@lru_cache(maxsize=8192)
def read_head(head: HeadText, is_entity: bool = False) -> HeadWords:
    """Take a row or column head apart; `is_entity` says that the column it stands in lists entities."""
    text = _OF_WHICH.sub("", without_marks(head.words))
    bare, brackets = _outside_brackets(text)
    bare = _without_periods(without_unit(bare))
    total, subtotal = bool(TOTAL.match(text)), bool(SUBTOTAL.search(text))
    place = head.places[0][1] if len({name for _, name in head.places}) == 1 else None
    if PART_OF_YEAR.fullmatch(text) or GRAND.fullmatch(text):
        entity, measure = None, list[str]()
    elif is_entity and _tokens(bare):
        entity, measure = _named(bare, total or subtotal), []
    else:
        entity, measure = _taken_apart(bare)
    if entity is not None and brackets:
        entity = " ".join([entity, *(f"({words})" for words in brackets if _adds_to_name(words, head))])
    named_entity, entity = entity, _without_places(entity, head.places)
    if named_entity and entity is None and not measure:
        measure = [token for token in _tokens(named_entity) if _is(token, MEASURES | MODIFIERS)]
    change = bool({token.casefold() for token in measure} & CHANGES)
    named = [token for token in measure if not _is(token, CHANGES | _RATE)] if change else measure
    return HeadWords(
        text=text,
        entity=entity,
        measure=_phrase(named),
        place=place,
        change=change,
        whole=_whole(text),
        total=total and not _is_share(text),
        subtotal=subtotal,
    )


@lru_cache(maxsize=1024)
def read_title(head: HeadText) -> HeadWords:
    """Take a caption or heading apart; what only says that there is a table names nobody."""
    text = without_marks(head.words)
    words = _LABEL.sub("", _NUMBERING.sub("", text))
    if STATEMENT.search(words):
        return HeadWords(text)
    bare, _ = _outside_brackets(words)
    bare = _BY.sub("", _without_periods(without_unit(bare)))
    bare = re.split(r"\s[–—|]\s|:\s", bare)[0] if _has_entity(re.split(r"\s[–—|]\s|:\s", bare)[0]) else bare
    entity, measure = _taken_apart(_without_generic(bare))
    plain = entity if entity and (measure or len(_tokens(entity)) <= 3) else None
    change = bool({token.casefold() for token in measure} & CHANGES)
    named = [token for token in measure if not _is(token, CHANGES | _RATE)] if change else measure
    place = head.places[0][1] if len({name for _, name in head.places}) == 1 else None
    return HeadWords(text, _without_places(plain, head.places), _phrase(named), place, change, _whole(text))


@lru_cache(maxsize=256)
def main_entity(subject: str | None) -> str | None:
    """The report's main subject without the words of documents and measures at its end."""
    if subject is None:
        return None
    tokens = subject.split()
    while tokens and (_is(tokens[-1], MEASURES) or _is(tokens[-1], GENERIC - {"market", "markets"})):
        tokens.pop()
    if len(tokens) == 1 and _is(tokens[0], MODIFIERS | GENERIC | FUNCTION):
        tokens = []
    return " ".join(tokens) or None


def _is(token: str, words: frozenset[str]) -> bool:
    plain = token.casefold()
    if plain in words or plain.strip(".’'") in words:
        return True
    parts = re.split(r"[/-]", plain)
    return len(parts) > 1 and all(part in words for part in parts)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _outside_brackets(text: str) -> tuple[str, list[str]]:
    return " ".join(_BRACKET.sub(" ", text).split()), [found.strip() for found in _BRACKET.findall(text)]


def _without_periods(text: str) -> str:
    for mention in reversed(find_periods(text)):
        text = text[: mention.whole.start] + " " + text[mention.whole.end :]
    return " ".join(word for word in text.split() if not _YEAR_ONLY.fullmatch(word))


def _taken_apart(bare: str) -> tuple[str | None, list[str]]:
    """The entity of a head and the words of its measure.

    Words of measures count at the end (`Streaming revenue`), and in front where `of`, `from` or
    `in` follows (`Revenue from streaming`); in the middle of a name they belong to it.
    """
    tokens = _tokens(bare)
    known = [_is(token, MEASURES | MODIFIERS | FUNCTION | NO_VALUE) for token in tokens]
    if all(known):
        says = [token for token in tokens if not _is(token, NO_VALUE)]
        return None, tokens if says and len(tokens) > 1 else says
    if _NUMBER_OF.match(bare):
        return None, tokens
    first = known.index(False)
    last = len(known) - 1 - known[::-1].index(False)
    before, after = tokens[:first], tokens[last + 1 :]
    measure: list[str] = []
    if any(_is(token, MEASURES) for token in before):
        if _is(before[-1], FUNCTION):
            measure += before
        else:
            first = 0
    else:
        while first > 0 and not _is(tokens[first - 1], IDLE_BEFORE | FUNCTION):
            first -= 1
    if after and _is(after[0], frozenset({"market"})):
        last, after = last + 1, ([*after] if any(_is(token, MEASURES) for token in after[1:]) else [])
    if any(_is(token, MEASURES) for token in after):
        measure += after
    elif after:
        last += sum(1 for token in after if not _is(token, FUNCTION | IDLE_BEFORE))
    return " ".join(tokens[first : last + 1]), measure


def _named(bare: str, total: bool) -> str | None:
    tokens = _tokens(bare)
    if total:
        tokens = [
            token for token in tokens if token.casefold() not in {"total", "grand", "subtotal", "sub-total", "all"}
        ]
        if all(_is(token, MEASURES | MODIFIERS | FUNCTION | GENERIC) for token in tokens):
            return None
    return bare.strip(" ,:|-–") if not total else " ".join(tokens)


def _phrase(tokens: Sequence[str]) -> str:
    words = [token.casefold() for token in tokens]
    if not any(_is(word, MEASURES) for word in words):
        return ""
    if "share" in words or "percentage" in words or "proportion" in words:
        for of in ("of", "in"):
            words = words[: words.index(of)] if of in words and words.index(of) > 0 else words
    while words and (words[0] in FUNCTION or words[0] in IDLE_BEFORE - _AVERAGES):
        words.pop(0)
    while words and words[-1] in FUNCTION:
        words.pop()
    return " ".join(words)


def _adds_to_name(words: str, head: HeadText) -> bool:
    """Whether a bracket belongs to the name: not a unit, a time, a place, a measure or an abbreviation."""
    if not unit_words(f"({words})").says_nothing or find_periods(words) or _ABBREVIATION.fullmatch(words):
        return False
    if any(surface == words for surface, _ in head.places):
        return False
    return _has_entity(words)


def _has_entity(words: str) -> bool:
    return any(not _is(token, MEASURES | MODIFIERS | FUNCTION | GENERIC) for token in _tokens(words))


def _without_generic(bare: str) -> str:
    tokens = bare.split()
    while tokens and (_is(tokens[-1].strip(",:"), GENERIC) or _is(tokens[-1], FUNCTION)):
        tokens.pop()
    while len(tokens) > 1 and (_is(tokens[0].strip(",:"), GENERIC | FUNCTION)) and not _keeps(tokens):
        tokens.pop(0)
    return " ".join(tokens)


def _keeps(tokens: Sequence[str]) -> bool:
    """Whether a generic word in front is part of a name (`Data centre`, `Market making`)."""
    if _is(tokens[1], MEASURES) and tokens[0].casefold() == "market":
        return True
    return tokens[0].casefold() in {"data", "market", "country", "development", "information"} and _has_entity(
        tokens[1]
    )


def _without_places(entity: str | None, places: Sequence[tuple[str, str]]) -> str | None:
    """Nobody where only a place is named; `Streaming in Germany` is streaming."""
    if entity is None:
        return None
    rest = entity
    for surface, _ in places:
        rest = re.sub(rf"\s*\b(?:in|across|for)\s+(?:the\s+)?{re.escape(surface)}$", "", rest)
    if rest != entity and rest:
        return rest
    for surface, _ in places:
        rest = rest.replace(surface, " ")
    if all(
        _is(token, MEASURES | MODIFIERS | FUNCTION | GENERIC | frozenset({"total", "region", "rest"}))
        for token in _tokens(rest)
    ):
        return None
    return entity


def _whole(text: str) -> str | None:
    found = _SHARE_OF.search(text)
    return " ".join(found[1].casefold().split()) if found else None


def _is_share(text: str) -> bool:
    return bool(_SHARE_OF.search(text))
