"""Counts that leave out what they count: `603 male and 96 female voters`, `2,032 stores: 1,658 in India`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crossfoot.annotate.figure_atoms import Atom
from crossfoot.annotate.figure_units import is_duration
from crossfoot.model import MentionKind

# Up to two words between a number and the next member of its list: `603 male and`.
_ADJECTIVES_BETWEEN = re.compile(r"\s((?:[a-z][\w-]{1,20}\s){0,1}[a-z][\w-]{1,20})(?:,\s(?:and\s)?|\s(?:and|or|&)\s)")
_NOT_ADJECTIVES = frozenset("in on at to for from by with of last next this that year per each were was are is".split())
_SOMEWHERE = re.compile(r"\s(?:in|from|at|across)\s(?:the\s)?[A-Z]")
# The member before it in `nine clinics in Norway and ten in Chad`.
_MEMBER_BEFORE = re.compile(r"[^.;:]{1,60}\s(?:in|from|at|across)\s(?:the\s)?[A-Z][^.;:]{1,60}(?:,|\band)\s")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_REACH = 160
_MOST_BEFORE = 8


def with_elided_nouns(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """The figures with the noun given to counts that share it with a count before or after them."""
    named = list(atoms)
    for index in range(len(named) - 2, -1, -1):
        named[index] = _before_its_noun(text, named[index], named[index + 1])
    for index, atom in enumerate(named):
        if atom.bare and _SOMEWHERE.match(text, atom.end):
            named[index] = replace(atom, unit=_noun_before(text, atom, named[max(0, index - _MOST_BEFORE) : index]))
    return named


def _before_its_noun(text: str, atom: Atom, after: Atom) -> Atom:
    """`603 male` beside `96 female voters` counts male voters."""
    if not atom.bare or after.kind is not MentionKind.COUNT or not after.unit or is_duration(after.unit):
        return atom
    between = _ADJECTIVES_BETWEEN.fullmatch(text, atom.end, after.start)
    if between is None:
        return atom
    adjectives = between[1].split()
    if not _NOT_ADJECTIVES.isdisjoint(adjectives):
        return atom
    noun = after.unit.split()
    return replace(atom, unit=" ".join((*adjectives, *noun[min(len(adjectives), len(noun) - 1) :])))


def _noun_before(text: str, atom: Atom, before: Sequence[Atom]) -> str:
    """What the nearest count of the sentence counts that may hold this one: a whole, or a member before it."""
    for other in reversed(before):
        if atom.start - other.end > _REACH or _SENTENCE_END.search(text, other.end, atom.start):
            return ""
        is_member = other is before[-1] and _MEMBER_BEFORE.fullmatch(text, other.end, atom.start) is not None
        holds = is_member or other.value.scaleb(other.exponent or 0) >= atom.value.scaleb(atom.exponent or 0)
        if other.kind is MentionKind.COUNT and other.unit and holds and not is_duration(other.unit):
            return other.unit
    return ""
