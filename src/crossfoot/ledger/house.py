"""What a house says of a report beforehand: its date, and which names are one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.ledger.subjects import key_of
from crossfoot.model import Period


@dataclass(frozen=True, slots=True)
class House:
    """`report_date` counts in place of the date that the report gives. `same` are groups of names of one thing."""

    report_date: Period | None = None
    same: tuple[tuple[str, ...], ...] = ()

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Pairs of keys that are one subject."""
        for group in self.same:
            first, *others = (key_of(name) for name in group)
            yield from ((first, other) for other in others)


PLAIN = House()
"""A house that says nothing."""
