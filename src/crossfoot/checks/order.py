"""Check kind `order`: words of rank (`largest`, `followed by`, `majority`) against the figures beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from crossfoot import periods
from crossfoot.checks.comparing import (
    LEVELS,
    by_block,
    by_sentence,
    evidence_of,
    figure_of,
    is_share,
    lies_above,
    said,
    same_basis,
    same_source,
    words_before,
)
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.figures import show_interval
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.naming import measure_key
from crossfoot.ledger.subjects import key_of
from crossfoot.model import BlockKind, CheckResult, Concept, Conflict, Fact, MentionKind, Span

_MAJORITY = re.compile(
    r"\b(?P<word>majority|minority)\b(?!\s+(?:stake|owner|owned|sharehold\w+|interest|investor|holding|leader|control|report))"
    r"(?:\s+(?:market\s+)?share)?[^.;:%]{0,45}$",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+of\s+(?:about\s+|some\s+|around\s+)?")
_LARGEST = re.compile(
    r"(?<!second[- ])(?<!third[- ])(?<!fourth[- ])(?<!fifth[- ])(?<!next[- ])(?<!one of the )(?<!among the )"
    r"\b(?:largest|biggest|leading|dominant|highest|greatest|top)\s+(?:\w+\s+)?"
    r"(?:share|region|regional market|market|segment|portion|contributor|player|part|position)\b"
    r"|\b(?:dominat(?:es|ed)|leads|led)\b(?!\s+by)",
    re.IGNORECASE,
)
_ONLY_AMONG = re.compile(
    r"\s+(?:(?:in|among|within|across)\s+(?:the\s+)?(?!(?:[\w-]+\s+){0,4}(?:market|total|world)\b)[A-Za-z]|of\s+(?:the\s+)?[A-Z])"
)
_FOLLOWED = re.compile(
    r"(?P<closely>closely\s+)?(?P<word>followed|trailed)\s+(?P<closely2>closely\s+)?by\b[^.;%]{0,60}$", re.IGNORECASE
)
_FOLLOWS = re.compile(r"\b(?P<word>follows|followed|trails)\s+(?P<closely>closely)\b[^.;%]{0,60}$", re.IGNORECASE)
_FASTEST = re.compile(
    r"\b(?P<word>fastest|quickest|highest)[- ](?:growing|growth|rate of growth|CAGR)\b", re.IGNORECASE
)
_HALF = Decimal(50)
_LEAST_RANKED = 5
_CLOSE = Decimal("0.6")
_NEVER_RANKED = frozenset({"combined", "remaining", "from", "by", "respondents", "target"})


class OrderSettings(Settings):
    """Which words are held against the figures."""

    words: tuple[Literal["majority", "largest", "followed", "closely", "fastest", "numbered"], ...]


def run(ledger: Ledger, gazetteer: Gazetteer, settings: OrderSettings) -> CheckResult:
    """Compare every word of rank that the settings name with the figures that it ranks."""
    conflicts: list[Conflict] = []
    compared: list[tuple[Span, ...]] = []
    shares = [fact for fact in ledger.facts if _is_rankable(fact)]
    tries = {
        "majority": lambda: _majorities(ledger),
        "largest": lambda: _largest(ledger, gazetteer, shares),
        "followed": lambda: _followed(ledger),
        "closely": lambda: _closely(ledger),
        "fastest": lambda: _fastest(ledger, gazetteer),
        "numbered": lambda: _numbered(ledger),
    }
    for word in settings.words:
        for spans, conflict in tries[word]():
            compared.append(spans)
            if conflict is not None:
                conflicts.append(conflict)
    return CheckResult(tuple(conflicts), tuple(compared))


_Tried = Iterator[tuple[tuple[Span, ...], Conflict | None]]


def _is_rankable(fact: Fact) -> bool:
    return is_share(fact) and not fact.qualifiers & _NEVER_RANKED


def _is_amount(fact: Fact) -> bool:
    """An amount that may be ranked by its size."""
    level = fact.concept in LEVELS and fact.kind is not MentionKind.PERCENT and fact.kind is not MentionKind.MULTIPLE
    return level and fact.figure is not None and not fact.increment and not fact.qualifiers & _NEVER_RANKED


def _left(ledger: Ledger, fact: Fact, reach: int = 120) -> tuple[str, int]:
    """The words before a figure, and where they begin."""
    words = words_before(ledger, fact.sentence, fact.span.start, reach)
    return words, fact.span.start - len(words)


def _majorities(ledger: Ledger) -> _Tried:
    """`the majority share … of around 40 %`."""
    for facts in by_sentence(ledger):
        for fact in facts:
            left, start = _left(ledger, fact)
            found = _MAJORITY.search(left)
            # `A majority of 44 %` says itself that the figure is a part of a whole.
            told = found is not None and _OF.fullmatch(left, found.end("word")) is not None
            if not (_is_rankable(fact) or (told and fact.kind is MentionKind.PERCENT and fact.figure is not None)):
                continue
            if found is None or any(start + found.end("word") <= f.span.start < fact.span.start for f in facts):
                continue
            narrow = figure_of(fact).narrow
            major = found["word"].casefold() == "majority"
            wrong = (
                narrow.high is not None and narrow.high <= _HALF
                if major
                else narrow.low is not None and narrow.low >= _HALF
            )
            word = Span(start + found.start("word"), start + found.end("word"))
            spans = (word, fact.span)
            yield spans, _conflict(ledger, word, (fact,), "half", "more" if major else "less") if wrong else None


def _comparable(one: Fact, other: Fact, ledger: Ledger, gazetteer: Gazetteer) -> bool:
    """Shares of one whole at one date, neither of a part of the other."""
    if one is other or measure_key(one) != measure_key(other) or not same_source(ledger, one, other):
        return False
    if not same_basis(one, other) or one.block != other.block:
        return False
    if one.whole and other.whole and one.whole != other.whole:
        return False
    if one.period is not None and other.period is not None and not periods.same(one.period, other.period):
        return False
    if one.place and other.place:
        if key_of(one.subject) != key_of(other.subject) or one.place == other.place:
            return False
        return not gazetteer.within(one.place, other.place) and not gazetteer.within(other.place, one.place)
    both_things = not one.place and not other.place
    return both_things and key_of(one.subject) != key_of(other.subject) and one.sentence == other.sentence


def _largest(ledger: Ledger, gazetteer: Gazetteer, shares: Sequence[Fact]) -> _Tried:
    """`Europe holds the largest share at 30 %, Asia 40 %`."""
    blocks = by_block(shares)
    for fact in shares:
        word = _superlative(ledger, fact, blocks[fact.block])
        if word is None:
            continue
        for other in blocks[fact.block]:
            if not _comparable(fact, other, ledger, gazetteer):
                continue
            larger = _exceeds(other, fact)
            spans = (word, fact.span, other.span)
            yield spans, _conflict(ledger, word, (fact, other), "larger") if larger else None


def _superlative(ledger: Ledger, fact: Fact, others: Sequence[Fact]) -> Span | None:
    """The superlative of a figure's clause, with no figure between the two, that ranks among all."""
    left, start = _left(ledger, fact)
    found = next(reversed(list(_LARGEST.finditer(left))), None)
    if (
        found is None
        or _ONLY_AMONG.match(left, found.end())
        or re.search(r"[;:]|\bwhile\b|\bbut\b", left[found.end() :])
    ):
        return None
    word = Span(start + found.start(), start + found.end())
    return None if any(word.end <= f.span.start < fact.span.start for f in others) else word


def _followed(ledger: Ledger) -> _Tried:
    """`Europe with 25 %, followed by Asia with 30 %`."""
    for facts in by_sentence(ledger):
        ranked = [f for f in facts if _is_rankable(f) or _is_amount(f)]
        for one, other in pairwise(ranked):
            between = ledger.document.text[one.span.end : other.span.start]
            found = _FOLLOWED.search(between)
            if found is None or measure_key(other) not in ("", measure_key(one)):
                continue
            if one.kind is not other.kind or figure_of(one).unit != figure_of(other).unit:
                continue
            word = Span(one.span.end + found.start("word"), one.span.end + found.end("word"))
            spans = (one.span, word, other.span)
            yield spans, _conflict(ledger, word, (one, other), "follows") if _exceeds(other, one) else None


def _closely(ledger: Ledger) -> _Tried:
    """`45 % … follows closely at 25 %`: far behind is not close."""
    before: Fact | None = None
    for facts in by_sentence(ledger):
        for fact in facts:
            if not _is_rankable(fact):
                continue
            left, start = _left(ledger, fact, 90)
            found = _FOLLOWS.search(left) or _FOLLOWED.search(left)
            close = found is not None and any(found.groupdict().get(name) for name in ("closely", "closely2"))
            if found is not None and close and before is not None and before.block == fact.block:
                word = Span(start + found.start("word"), start + found.end("word"))
                far = figure_of(fact).value < figure_of(before).value * _CLOSE
                spans = (before.span, word, fact.span)
                yield spans, _conflict(ledger, word, (before, fact), "far") if far else None
            before = fact


def _fastest(ledger: Ledger, gazetteer: Gazetteer) -> _Tried:
    """`the fastest-growing region, at 6 %` beside a region that grows at 8 %."""
    rates = [
        f for f in ledger.facts
        if f.concept is Concept.GROWTH_RATE and f.figure is not None and f.figure.unit == "percent" and f.cell is None
    ]  # fmt: skip
    for fact in rates:
        text, start = _left(ledger, fact)
        found = _FASTEST.search(text)
        if found is None or any(start + found.end() <= f.span.start < fact.span.start for f in rates):
            continue
        if _ONLY_AMONG.match(text, found.end()):
            continue
        word = Span(start + found.start(), start + found.end())
        for other in rates:
            if not _comparable(fact, other, ledger, gazetteer):
                continue
            spans = (word, fact.span, other.span)
            yield spans, _conflict(ledger, word, (fact, other), "faster") if _exceeds(other, fact) else None


def _numbered(ledger: Ledger) -> _Tried:
    """A numbered list in falling order of its figures but for one neighbour pair."""
    rows: dict[int, list[Fact]] = {}
    for fact in ledger.facts:
        block = ledger.document.blocks[fact.block]
        is_item = block.kind is BlockKind.LIST_ITEM and block.ordinal is not None
        if is_item and block.group is not None and fact.kind is MentionKind.PERCENT and fact.figure is not None:
            row = rows.setdefault(block.group, [])
            if not row or row[-1].block != fact.block:
                row.append(fact)
    for row in rows.values():
        rising = [(one, other) for one, other in pairwise(row) if _exceeds(other, one)]
        falling = sum(_exceeds(one, other) for one, other in pairwise(row))
        if len(row) >= _LEAST_RANKED and falling >= len(row) // 2:
            spans = tuple(fact.span for fact in row)
            wrong = rising[0] if len(rising) == 1 else None
            yield spans, _conflict(ledger, wrong[0].sentence, wrong, "unordered") if wrong else None


def _exceeds(one: Fact, other: Fact) -> bool:
    return lies_above(figure_of(one).narrow, figure_of(other).narrow)


def _conflict(ledger: Ledger, word: Span, facts: Sequence[Fact], outcome: str, more: str = "") -> Conflict:
    said_of = facts[0]
    other = facts[-1]
    text = ledger.document.text[word.start : word.end]
    values = {
        "word": " ".join(text.split()),
        "one": _named(ledger, said_of),
        "other": _named(ledger, other),
        "more": more,
    }
    shown = [f"{said(ledger, f)} is {show_interval(figure_of(f).narrow, 'percent')}" for f in facts]
    places = evidence_of((("word", word), *(("figure", fact.span) for fact in facts)))
    repairs = (f"another word than “{values['word']}”", "or other figures")
    return Conflict(outcome, places, values, "; ".join(shown), _assumed(facts), repairs)


def _assumed(facts: Sequence[Fact]) -> tuple[str, ...]:
    return ("both are shares of one whole at one date",) if len(facts) > 1 else ()


def _named(ledger: Ledger, fact: Fact) -> str:
    return f"{fact.place or fact.subject or 'it'} at {said(ledger, fact)}"


KIND = CheckKind(
    name="order",
    settings=OrderSettings,
    outcomes=("larger", "half", "follows", "far", "faster", "unordered"),
    values=frozenset({"word", "one", "other", "more"}),
    run=run,
    joint=True,
)
