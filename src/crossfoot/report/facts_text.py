"""What a report states, for people: one row a figure, grouped by what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from crossfoot.engine import Failure
from crossfoot.figures import show_value
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.naming import described
from crossfoot.model import Document, Fact, Figure
from crossfoot.report.facts_json import is_unread
from crossfoot.report.place import place_of
from crossfoot.report.printable import counted, printable, printable_path
from crossfoot.report.screen import Screen, rendered
from crossfoot.report.text import failure_line

FACTS_WIDTH = 160
# Eight columns in less than this would lose cells; a narrow terminal wraps the lines instead.
_LEAST_WIDTH = 80

_COLUMNS = ("line", "as printed", "as read", "concept", "subject", "place", "period", "bound")


def facts_text_chunks(results: Iterable[Ledger | Failure], screen: Screen, unread_only: bool = False) -> Iterator[str]:
    """One piece of text for each report: its table of facts, then the figures not understood."""
    screen = replace(screen, width=max(screen.width, _LEAST_WIDTH))
    for result in results:
        if isinstance(result, Failure):
            yield rendered([failure_line(result)], screen)
        else:
            yield rendered(_parts(result, unread_only), screen)


def _parts(ledger: Ledger, unread_only: bool) -> Iterator[RenderableType]:
    path = printable_path(ledger.document.path)
    if ledger.unsupported is not None:
        yield Text(f"{path}: nothing was read: {printable(ledger.unsupported)}", style="bold red")
    read = [fact for fact in ledger.facts if not is_unread(fact)]
    unread = [fact for fact in ledger.facts if is_unread(fact)]
    yield Text(f"{path}: {counted(len(ledger.facts), 'figure')}, {len(unread):,} not understood", style="bold")
    if read and not unread_only:
        yield _table(ledger.document, read)
    if unread:
        yield Text("Not understood:")
    for fact in unread:
        place = place_of(ledger.document, fact.span)
        why = fact.why_not or "nothing says what it measures"
        yield Text(f"  {place.line}:{place.column}  “{printable(place.quote)}”: {printable(why)}")
    yield Text("")


def _table(document: Document, facts: Iterable[Fact]) -> Table:
    """The table, its groups in the order in which their subjects first stand in the report."""
    groups: dict[str | None, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(described(fact), []).append(fact)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in _COLUMNS:
        table.add_column(name, justify="right" if name == "line" else "left", overflow="fold")
    for group in groups.values():
        for fact in group:
            table.add_row(*(Text(cell) for cell in _row(document, fact)))
        table.add_section()
    return table


def _row(document: Document, fact: Fact) -> tuple[str, ...]:
    place = place_of(document, fact.span)
    concept = fact.concept.value if fact.concept is not None else ""
    return (
        str(place.line),
        printable(place.quote),
        "" if fact.figure is None else shown_figure(fact.figure),
        concept + (" (added)" if fact.increment else ""),
        printable(described(fact) or ""),
        fact.place or "",
        _period(fact),
        "" if fact.figure is None else fact.figure.bound.value,
    )


def shown_figure(figure: Figure) -> str:
    """A figure as it was read: `$130bn`, `5 % to 7 %`."""
    low = show_value(figure.value, figure.unit)
    return low if figure.upper is None else f"{low} to {show_value(figure.upper, figure.unit)}"


def _period(fact: Fact) -> str:
    if fact.period is not None:
        return fact.period.label
    return "" if fact.relative is None else fact.relative.kind.value
