"""A total and the parts that are to add up to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from crossfoot.checks.comparing import figure_of
from crossfoot.figures import add, exactly, meets
from crossfoot.model import Fact, Interval


@dataclass(frozen=True, slots=True)
class Summation:
    """A total with its parts.

    `only_excess` marks parts that are not all of the whole: they may not exceed it. `name` is
    what the total is called.
    """

    total: Fact
    parts: tuple[Fact, ...]
    name: str = "total"
    only_excess: bool = False
    assumptions: tuple[str, ...] = ()

    @property
    def nominal(self) -> Decimal:
        """What the printed values of the parts add up to."""
        return sum((figure_of(part).value for part in self.parts), Decimal(0))


def interval_of_sum(summation: Summation, loose: bool) -> Interval:
    """The values that the parts may add up to; `loose`: one unit more for each, where the report says so."""
    added = exactly(0)
    for part in summation.parts:
        figure = figure_of(part)
        narrow = figure.narrow
        if loose:
            narrow = add(narrow, Interval(-figure.step, figure.step))
        added = add(added, narrow)
    return added


def foots(summation: Summation, loose: bool) -> bool:
    """Whether the parts can add up to the total (or, where they are not all, do not exceed it)."""
    added = interval_of_sum(summation, loose)
    total = figure_of(summation.total).narrow
    if summation.only_excess:
        return added.low is None or total.high is None or added.low <= total.high
    return meets(added, total)


def misses_by(summation: Summation) -> Decimal:
    """How far the printed values miss, as a fraction of the total."""
    total = figure_of(summation.total).value
    return abs(summation.nominal - total) / abs(total) if total else Decimal(1)


def is_addable(facts: Sequence[Fact]) -> bool:
    """Whether the figures of some facts are of one unit and single values."""
    figures = [fact.figure for fact in facts]
    units = {figure.unit for figure in figures if figure is not None}
    return all(figure is not None and figure.upper is None for figure in figures) and len(units) == 1
