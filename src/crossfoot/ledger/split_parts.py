"""Percentages that no word explains, but that divide one whole: `Public sale: 65 %`, `Team: 5 %`, `Reserve: 30 %`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from crossfoot.model import BlockKind, Concept, Document, Fact, MentionKind

_LEAST_PARTS = 3
# How far from 100 % the parts may add up: what is missing or too much is for the rules to say.
_LOW, _HIGH = Decimal(85), Decimal(115)


def with_split_parts(document: Document, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, with the concept `share` for percentages of a list or sentence that together make a whole."""
    for _, group in groupby(facts, key=lambda fact: _listing(document, fact)):
        together = list(group)
        parts = {fact.number for fact in together if _is_unexplained(fact)}
        values = [fact.figure.value for fact in together if fact.number in parts and fact.figure is not None]
        whole = len(values) >= _LEAST_PARTS and _LOW <= sum(values) <= _HIGH
        for fact in together:
            yield _as_part(fact) if whole and fact.number in parts else fact


def _listing(document: Document, fact: Fact) -> tuple[str, int]:
    """What a fact stands in together with others: its list, else its sentence."""
    block = document.blocks[fact.block]
    if block.kind is BlockKind.LIST_ITEM and block.group is not None:
        return ("list", block.group)
    return ("sentence", fact.sentence.start)


def _is_unexplained(fact: Fact) -> bool:
    explained = fact.concept is not None and fact.readings.get("concept") != "label"
    return fact.kind is MentionKind.PERCENT and fact.figure is not None and not explained and bool(fact.subject)


def _as_part(fact: Fact) -> Fact:
    readings = {**fact.readings, "concept": "parts of one whole"}
    return replace(fact, concept=Concept.SHARE, readings=readings, why_not=None)
