"""Coverage in words: what was read, what was checked, which rules compared nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from crossfoot.model import CoverageItem, CoverageState
from crossfoot.model_checked import PlacedItem
from crossfoot.model_results import ENTRY, FIGURE, PERIOD
from crossfoot.report.printable import counted

_THINGS = {FIGURE: "figure", ENTRY: "list entry", PERIOD: "period"}


def items_line(items: Iterable[CoverageItem | PlacedItem], listed: bool) -> str:
    """`Read 24 figures, 18 list entries, 9 periods: 20 checked, …`; `listed` where a list follows."""
    items = tuple(items)
    kinds = Counter(item.kind for item in items)
    states = Counter(item.state for item in items)
    read = ", ".join(counted(kinds[kind], thing) for kind, thing in _THINGS.items())
    unread = states[CoverageState.UNREAD]
    hint = "" if listed or not unread else " (--verbose lists them)"
    return (
        f"Read {read}: {states[CoverageState.CHECKED]:,} checked, "
        f"{states[CoverageState.ALONE]:,} with nothing to compare with, {unread:,} not understood{hint}."
    )


def comparisons_line(comparisons: Mapping[str, int]) -> str:
    """`17 rules made 143 comparisons; rules that compared nothing: …`."""
    idle = [rule for rule, number in comparisons.items() if not number]
    made = f"{counted(len(comparisons), 'rule')} made {counted(sum(comparisons.values()), 'comparison')}"
    return f"{made}; rules that compared nothing: {', '.join(idle)}." if idle else f"{made}."
