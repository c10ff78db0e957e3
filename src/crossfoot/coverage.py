"""What became of every figure, list entry and period of a report."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Coverage, CoverageItem, CoverageState, Span
from crossfoot.model_results import ENTRY, FIGURE, PERIOD


def coverage_of(ledger: Ledger, compared: Collection[Span], comparisons: Mapping[str, int]) -> Coverage:
    """The coverage of a ledger, by place.

    `compared` holds every span that took part in some comparison, `comparisons` counts them
    for each rule. Where the report's language is not supported, nothing is understood.
    """
    items: dict[tuple[Span, str], CoverageItem] = {}
    for span, kind, unread in _items(ledger):
        if ledger.unsupported is not None:
            state, why = CoverageState.UNREAD, ledger.unsupported
        elif span in compared:
            state, why = CoverageState.CHECKED, None
        elif unread is not None:
            state, why = CoverageState.UNREAD, unread
        else:
            state, why = CoverageState.ALONE, None
        items.setdefault((span, kind), CoverageItem(span, kind, state, why))
    return Coverage(tuple(items[key] for key in sorted(items)), dict(comparisons))


def _items(ledger: Ledger) -> Iterator[tuple[Span, str, str | None]]:
    """Each item's span, kind, and why it was not understood (None where it was)."""
    for fact in ledger.facts:
        unread = fact.figure is None or fact.concept is None
        yield fact.span, FIGURE, (fact.why_not or "nothing says what it measures") if unread else None
    for listing in ledger.listings:
        for entry in listing.entries:
            yield entry.span, ENTRY, None
    for mention in ledger.periods:
        unread = mention.value is None
        yield mention.span, PERIOD, (mention.why_not or "no time can be read from it") if unread else None
