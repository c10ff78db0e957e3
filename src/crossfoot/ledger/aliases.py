"""Abbreviations of subjects: `Bag-in-Box (BIB)` and, later, `the BIB market`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crossfoot.ledger.subjects import key_of

_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]?[A-Z0-9]{1,4}s?")
_WORD = re.compile(r"[A-Za-z0-9]+")
_SMALL = frozenset({"of", "and", "the", "for", "in", "on", "to", "a", "as"})
_TAIL = re.compile(r"\s+(?:market|markets|industry|sector)$", re.IGNORECASE)


def aliases(subjects: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of keys of one subject: a name, and an abbreviation made of its initials."""
    names = sorted(set(subjects))
    short = [(name, _TAIL.sub("", name)) for name in names]
    abbreviations = [(name, bare) for name, bare in short if _ABBREVIATION.fullmatch(bare)]
    for name, bare in short:
        if " " not in bare and "-" not in bare:
            continue
        initials = _initials(bare)
        for other, abbreviation in abbreviations:
            if abbreviation.rstrip("s").upper() in initials:
                yield key_of(name), key_of(other)


def _initials(name: str) -> frozenset[str]:
    """The initials of a name's words, with and without its small words."""
    words = _WORD.findall(name)
    large = [word for word in words if word.casefold() not in _SMALL]
    return frozenset("".join(word[0] for word in row).upper() for row in (words, large))
