"""How a fact is named: whose figure it is, and what of it was measured."""

from __future__ import annotations

from crossfoot.ledger.subjects import key_of
from crossfoot.model import Concept, Fact

# A level whose concept says what was measured needs no second word for it.
_SAID_BY_CONCEPT = frozenset(
    "revenue revenues sales net sales turnover profit net profit net income market size value volume".split()
)


_PLAIN_WHOLES = frozenset("market total value whole share world all revenue sale this it them which".split())


def measure_key(fact: Fact) -> str:
    """The measure without case, article and plural, for comparison."""
    return key_of(fact.measure)


def is_plain(fact: Fact) -> bool:
    """Whether the measure says no more than the concept does."""
    return set(fact.measure.split()) <= _SAID_BY_CONCEPT


def described(fact: Fact) -> str | None:
    """Whose figure and what was measured, as one name (`Northgate operating margin`).

    The measure is left out where the concept says it already, or the subject contains it.
    """
    if fact.concept is Concept.SHARE and fact.subject and _is_telling(fact.whole, fact.subject):
        return f"{fact.subject}, of {fact.whole}"
    if not fact.subject or not fact.measure:
        return fact.subject or fact.measure or None
    if fact.concept not in (Concept.CHANGE, Concept.SHARE, Concept.GROWTH_RATE) and is_plain(fact):
        return fact.subject
    if set(key_of(fact.measure).split()) <= set(key_of(fact.subject).split()):
        return fact.subject
    return f"{fact.subject} {fact.measure}"


def _is_telling(whole: str | None, subject: str) -> bool:
    """Whether what a share is of says more than the subject, and more than `market` or `total`."""
    words = set(key_of(whole).split()) - _PLAIN_WHOLES
    return bool(words) and not words & set(key_of(subject).split())
