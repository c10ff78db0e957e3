"""What an injector gives: one change of a report's file, and the rules that may tell of it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Edit:
    """One change of a text: what stands from `start` to `end` becomes `new`.

    `shown` is the stretch, in the changed text, at which a finding must have a place; left
    out, it is `new` itself.
    """

    start: int
    end: int
    new: str
    shown: tuple[int, int] | None = None

    def applied(self, text: str) -> str:
        """The text with the fault in it."""
        return text[: self.start] + self.new + text[self.end :]

    @property
    def place(self) -> tuple[int, int]:
        """Where the fault stands in the changed text."""
        return self.shown or (self.start, self.start + len(self.new))


@dataclass(frozen=True)
class Injector:
    """Makes faults of one rule.

    `edits` gives every change that it can make to a text; `accepted` names other rules that
    would be equally right about it, because the fault breaks their facts too.
    """

    rule: str
    what: str
    edits: Callable[[str, random.Random], Iterator[Edit]]
    accepted: tuple[str, ...] = ()


def number(printed: str) -> Decimal:
    """The value of a printed number with commas for thousands."""
    return Decimal(printed.replace(",", ""))


def like(printed: str, value: Decimal) -> str:
    """A value printed with the decimals and the separators of another number."""
    decimals = len(printed.partition(".")[2])
    shown = f"{value:,.{decimals}f}"
    return shown if "," in printed or value < 1000 else shown.replace(",", "")


def changed(found: re.Match[str], group: str, value: Decimal) -> Edit:
    """The edit that prints another value for a group of a match."""
    return Edit(found.start(group), found.end(group), like(found[group], value))


def swapped_words(found: re.Match[str], group: str, new: str) -> Edit:
    """The edit that puts another word in the place of a group of a match."""
    return Edit(found.start(group), found.end(group), new)
