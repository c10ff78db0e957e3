"""What the three comparisons of a report's own time share."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Conflict, Evidence, Span, WindowClaim

WindowPair = tuple[tuple[Span, ...], Conflict | None]
WindowResult = Iterator[WindowPair]


def window_conflict(places: tuple[Evidence, ...], outcome: str, **values: str) -> Conflict:
    """A conflict whose message values are complete; those not given are empty."""
    known = {"one": "", "other": "", "year": "", "window": "", "reason": "", "date": ""}
    return Conflict(outcome, places, known | values, values.get("reason", ""))


def stated_window(ledger: Ledger) -> WindowClaim | None:
    """The claim that fixes the report's forecast window: the title's, else the first one in the text."""
    whole = [c for c in ledger.windows if c.role == "forecast" and c.period and c.period.start and c.period.end]
    for where in ("title", "heading", "text"):
        for claim in whole:
            if claim.where == where:
                return claim
    return None
