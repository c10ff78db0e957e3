"""Shares of one whole that stand side by side: by place, and by the things that are told of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from crossfoot.checks.comparing import by_sentence, figure_of, is_share, same_source
from crossfoot.figures import add, exactly, meets
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.subjects import key_of
from crossfoot.model import Fact, Interval

_NOT_A_PART = frozenset({"combined", "from", "respondents", "of-growth", "by", "target"})
_Part = tuple[str, str | None]
HUNDRED = Decimal(100)
_LEAST_SUBJECTS, _REACH = 3, 90
_PARTS = re.compile(
    r"\b(?:made up|makes? up|making up|accounts? for|accounted for|accounting for|represent(?:s|ed|ing)?|held|holds|"
    r"constitut\w+|compris\w+|contribut\w+|share|takes?|took|came from|comes from|captured?|bought|"
    r"went (?:in)?to|goes (?:in)?to)\b"
)
# Answers of which several may be given, and parts of parts, make no whole.
_APART = re.compile(
    r"\b(?:respondents|surveyed|said|say|cited|named|agreed?|of which|of whom|of these|including|more than one|"
    r"each|growth|grew|rose|rates?|margins?|respectively|within|of those|both|either|"
    r"compared|against|versus|(?:up|down) from)\b",
    re.IGNORECASE,
)
_BREAKS = re.compile(
    r"[;:(]|\b(?:of which|of these|led by|but|so|because|since|up|down|compared|than|ahead)\b", re.IGNORECASE
)
_YEAR_WORDS = re.compile(r"\b(?:in|by)\s+20\d\d\b")
_DIGIT = re.compile(r"\d")
_REMAINS = re.compile(r"\s*(?:the\s+)?(?:remaining|remainder|rest|balance)\b", re.IGNORECASE)
_OTHER_WHOLE = re.compile(r"\s+of\s+(?:its|their|this|that|those|these|his|her)\b")
_OF_PART = re.compile(r"^\s*(?:and\s+)?within\s+(?:the\s+)?[A-Z]|\bof which\b|\bthereof\b")
_OTHERS = re.compile(r"\b(?:others?|rest|remainder|remaining)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Split:
    """Shares of one whole that stand side by side in one block.

    `inner` pairs the shares of members with the share of the region that holds them; they
    are no further parts.
    """

    parts: tuple[Fact, ...]
    rest: Fact | None
    inner: tuple[tuple[Fact, Fact], ...] = ()

    @property
    def every(self) -> list[Fact]:
        """The parts and the rest."""
        return [*self.parts, self.rest] if self.rest is not None else list(self.parts)

    def fills_apart(self) -> bool:
        """Whether the shares make the whole once members are counted beside the regions that hold them."""
        return meets(sum_of([*self.every, *(member for member, _ in self.inner)])[0], exactly(HUNDRED))

    def nested_fill(self) -> bool:
        """Whether the shares make the whole only if members are counted beside the regions that hold them."""
        # A company's segments may well be `United Kingdom` and, without it, `Europe`.
        told_as_peers = [m for m, w in self.inner if m.sentence == w.sentence and "of-market" in m.qualifiers]
        if not told_as_peers:
            return False
        return self.fills_apart() and not meets(sum_of(self.every)[0], exactly(HUNDRED))


def splits_of(ledger: Ledger, gazetteer: Gazetteer) -> Iterator[Split]:
    """Shares by place of one subject, each place once, none inside another, in neighbouring sentences of one block."""
    group: list[Fact] = []
    for fact in ledger.facts:
        if not _is_part(fact) or _is_inside_part(ledger, fact):
            continue
        if group and not _belongs(ledger, group, fact):
            yield from _split(group, gazetteer)
            group = []
        group.append(fact)
    yield from _split(group, gazetteer)


def _is_part(fact: Fact) -> bool:
    located = fact.place is not None and fact.readings.get("place") != "the report's place"
    return is_share(fact) and (located or _is_rest(fact)) and not fact.qualifiers & _NOT_A_PART


def _is_inside_part(ledger: Ledger, fact: Fact) -> bool:
    """Whether a share is one of a part, not of the whole: `within Asia, China alone takes 28 %`."""
    before = ledger.document.text[fact.sentence.start : fact.span.start]
    clause = before[max(before.rfind(";"), before.rfind("("), before.rfind(":")) + 1 :]
    return _OF_PART.search(clause) is not None


def _is_rest(fact: Fact) -> bool:
    return "remaining" in fact.qualifiers


def _belongs(ledger: Ledger, group: Sequence[Fact], fact: Fact) -> bool:
    last = group[-1]
    if _is_rest(fact) and last.sentence == fact.sentence and same_source(ledger, last, fact):
        return not any(_is_rest(part) for part in group)
    if last.block != fact.block or key_of(last.subject) != key_of(fact.subject) or not same_source(ledger, last, fact):
        return False
    if last.whole and fact.whole and last.whole != fact.whole:
        return False
    if any(part.place == fact.place and not _is_rest(fact) for part in group):
        return False
    between = ledger.document.text[last.sentence.end : fact.sentence.start]
    return len(between) < 400


def _split(group: Sequence[Fact], gazetteer: Gazetteer) -> Iterator[Split]:
    """The outermost places only: a member of another part is no further part."""
    rest = next((fact for fact in group if _is_rest(fact)), None)
    parts = [fact for fact in group if fact is not rest]
    inner: dict[int, tuple[Fact, Fact]] = {}
    for member in parts:
        for whole in group:
            if member is whole or not member.place or not whole.place:
                continue
            if gazetteer.within(member.place, whole.place):
                inner.setdefault(id(member), (member, whole))
    outer = tuple(fact for fact in parts if id(fact) not in inner)
    if len(outer) + (rest is not None) >= 2:
        yield Split(outer, rest, tuple(inner.values()))


def splits_by_subject(ledger: Ledger, gazetteer: Gazetteer) -> Iterator[Split]:
    """Shares that one sentence tells of several things: `ore made up 43% of all freight, grain 32% and peat 9%`.

    The first share says of which whole, or that it is a part of one; each further one follows
    with little but its thing between. `The remaining 9% was peat` may be the next sentence.
    """
    group: list[Fact] = []
    named: set[_Part] = set()
    for facts in by_sentence(ledger):
        for fact in facts:
            if group and _goes_on(ledger, group, named, fact):
                group.append(fact)
                named.add((key_of(fact.subject), fact.place))
                continue
            yield from _of_subjects(ledger, gazetteer, group)
            group = [fact] if _opens_split(ledger, fact) else []
            named = {(key_of(fact.subject), fact.place)}
        if not facts or not group or not _ends_with_share(ledger, group):
            yield from _of_subjects(ledger, gazetteer, group)
            group = []
    yield from _of_subjects(ledger, gazetteer, group)


def _ends_with_share(ledger: Ledger, group: Sequence[Fact]) -> bool:
    """Whether the next sentence opens with what remains."""
    end = group[-1].sentence.end
    return _REMAINS.match(ledger.document.text, end) is not None


def _is_one_of_several(fact: Fact) -> bool:
    # Whose share it is may be open as long as the place tells the parts apart.
    return (
        is_share(fact)
        and not fact.qualifiers & _NOT_A_PART
        and ("subject" not in fact.uncertain or fact.place is not None)
    )


def _opens_split(ledger: Ledger, fact: Fact) -> bool:
    """Whether a share says that it is a part of one whole."""
    if not _is_one_of_several(fact) or not fact.subject:
        return False
    if fact.whole is not None:
        return True
    clause = ledger.document.text[fact.sentence.start : min(fact.sentence.end, fact.span.end + _REACH)]
    return _PARTS.search(clause) is not None


def _goes_on(ledger: Ledger, group: Sequence[Fact], named: set[_Part], fact: Fact) -> bool:
    """Whether a share goes on with a split; `named` are the things and places that the split has told of."""
    last = group[-1]
    text = ledger.document.text
    if fact.sentence != last.sentence:
        return _is_rest(fact) and _REMAINS.match(text, last.sentence.end) is not None
    between = text[last.span.end : fact.span.start]
    if len(between) > _REACH or _DIGIT.search(_YEAR_WORDS.sub("", between)) or _BREAKS.search(between):
        return False
    return (
        _is_one_of_several(fact)
        and (_is_rest(fact) or (key_of(fact.subject), fact.place) not in named)
        and (fact.whole is None or fact.whole == group[0].whole)
    )


def _of_subjects(ledger: Ledger, gazetteer: Gazetteer, group: Sequence[Fact]) -> Iterator[Split]:
    if len(group) < _LEAST_SUBJECTS:
        return
    places = {fact.place for fact in group if fact.place}
    if any(gazetteer.within(one, other) for one in places for other in places if one != other):
        return
    text, sentence = ledger.document.text, group[0].sentence
    if _APART.search(text[sentence.start : sentence.end]):
        return
    if _OTHER_WHOLE.match(text[group[-1].span.end : sentence.end]):
        return
    rest = next((fact for before, fact in pairwise(group) if _is_others(ledger, before, fact)), None)
    told = text[sentence.start : group[0].span.start].casefold()
    if group[0].whole is None and not (rest is not None and _is_rest(rest) and "share" in told):
        rest = None  # `A holds 23% and others 7%` may go on with the shares of the sentence before
    yield Split(tuple(fact for fact in group if fact is not rest), rest)


def _is_others(ledger: Ledger, before: Fact, fact: Fact) -> bool:
    """Whether a share is of all that was not named before: `and other goods 16%`."""
    return _is_rest(fact) or _OTHERS.search(ledger.document.text[before.span.end : fact.span.start]) is not None


def sum_of(facts: Sequence[Fact]) -> tuple[Interval, Interval]:
    """What shares add up to, read narrowly and widely."""
    narrow = wide = exactly(0)
    for fact in facts:
        narrow, wide = add(narrow, figure_of(fact).narrow), add(wide, figure_of(fact).wide)
    return narrow, wide
