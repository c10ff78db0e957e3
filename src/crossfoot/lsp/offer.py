"""What is offered: changes of a text under a title."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """The words of a stretch of the text, and what stands there afterwards."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Changes under a title that says what they do."""

    title: str
    changes: tuple[Change, ...]
