"""What a report states, for people: one row a figure, under the name of what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.subjects import key_of
from crossfoot.model import Bound, Document, Fact
from crossfoot.model_checked import Failure
from crossfoot.report.columns import aligned, filled, fitted
from crossfoot.report.fact_words import is_unread, resolved_from, shown_figure, what_is_measured, why_not_read
from crossfoot.report.place import place_of
from crossfoot.report.printable import counted, printable, printable_path
from crossfoot.report.screen import Screen, rendered
from crossfoot.report.text import failure_line

FACTS_WIDTH = 160
# Seven columns in less than this would be slivers; a narrow terminal wraps the lines instead.
_LEAST_WIDTH = 80
_INDENT = 2

_HEADS = ("line", "as printed", "as read", "measure", "place", "period", "bound")
_ASPECTS_WITH_COLUMN = frozenset(("concept", "place", "period"))
_NO_SUBJECT = "nothing says whose"
_UNSURE = "? could be read in another way (after a name or line: whose figure it is)"
_RESOLVED = "(…) what a period was worked out from, where it is not printed as such"


def facts_text_chunks(results: Iterable[Ledger | Failure], screen: Screen, unread_only: bool = False) -> Iterator[str]:
    """One piece of text for each report: its table of facts, then the figures not understood."""
    screen = replace(screen, width=max(screen.width, _LEAST_WIDTH))
    for result in results:
        parts = [failure_line(result)] if isinstance(result, Failure) else _parts(result, screen.width, unread_only)
        yield "\n".join(line.rstrip() for line in rendered(parts, screen).split("\n"))


def _parts(ledger: Ledger, width: int, unread_only: bool) -> Iterator[RenderableType]:
    path = printable_path(ledger.document.path)
    if ledger.unsupported is not None:
        yield Text(f"{path}: nothing was read: {printable(ledger.unsupported)}", style="bold red")
    read = [fact for fact in ledger.facts if not is_unread(fact)]
    unread = [fact for fact in ledger.facts if is_unread(fact)]
    yield Text(f"{path}: {counted(len(ledger.facts), 'figure')}, {len(unread):,} not understood", style="bold")
    yield Text("")
    if read and not unread_only:
        yield from _table(ledger.document, read, width)
        yield from _legend(read)
    if unread:
        yield from _not_understood(ledger.document, unread, width)


# --- what was understood -----------------------------------------------------------------


def _table(document: Document, facts: Sequence[Fact], width: int) -> Iterator[RenderableType]:
    """The table, its groups in the order in which their subjects first stand in the report."""
    lines = {fact.span: _line_of(document, fact) for fact in facts}
    digits = max(len(_HEADS[0]), *map(len, lines.values()))
    groups = _groups(facts)
    rows = [
        [_row(document, fact, lines[fact.span].rjust(digits), _all_unsure(group)) for fact in group] for group in groups
    ]
    kept = filled([row for group in rows for row in group])
    heads = [_HEADS[index].rjust(digits) if index == 0 else _HEADS[index] for index in kept]
    chosen = [[[row[index] for index in kept] for row in group] for group in rows]
    widths = fitted([heads, *(row for group in chosen for row in group)], width, _INDENT)
    yield aligned([heads], widths, _INDENT, style="dim")
    for group, cells in zip(groups, chosen, strict=True):
        name = printable(group[0].subject or _NO_SUBJECT) + "?" * _all_unsure(group)
        yield aligned([[name]], fitted([[name]], width, 0), 0, style="bold")
        yield aligned(cells, widths, _INDENT)
        yield Text("")


def _line_of(document: Document, fact: Fact) -> str:
    """The line of a figure; where a file has none, the page or the paragraph."""
    place = place_of(document, fact.span)
    return place.at if place.line is None else str(place.line)


def _groups(facts: Iterable[Fact]) -> list[list[Fact]]:
    """The facts by subject, figures without one last; in each group by period, the undated last."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(key_of(fact.subject or ""), []).append(fact)
    ownerless = groups.pop("", [])
    return [sorted(group, key=_when) for group in (*groups.values(), ownerless) if group]


def _when(fact: Fact) -> tuple[date, date]:
    if fact.period is None:
        return date.max, date.max
    first, last = fact.period.start, fact.period.end
    return first or last or date.max, last or date.max


def _all_unsure(group: Iterable[Fact]) -> bool:
    return all(map(_unsure_subject, group))


def _unsure_subject(fact: Fact) -> bool:
    return fact.subject is not None and bool(fact.uncertain - _ASPECTS_WITH_COLUMN)


def _row(document: Document, fact: Fact, line: str, told_in_heading: bool) -> tuple[str, ...]:
    bound = "" if fact.figure is None or fact.figure.bound is Bound.EXACT else fact.figure.bound.value
    return (
        line + ("?" if _unsure_subject(fact) and not told_in_heading else ""),
        printable(document.text[fact.span.start : fact.span.end]),
        "" if fact.figure is None else printable(shown_figure(fact.figure)),
        printable(what_is_measured(fact)) + _mark(fact, "concept") + (" (added)" if fact.increment else ""),
        printable(fact.place or "") + _mark(fact, "place"),
        _period(fact),
        bound.replace("-", " "),
    )


def _mark(fact: Fact, aspect: str) -> str:
    return "?" if aspect in fact.uncertain else ""


def _period(fact: Fact) -> str:
    words = printable(resolved_from(fact) or "")
    if fact.period is None:
        return words + _mark(fact, "period")
    return fact.period.label + _mark(fact, "period") + (f" ({words})" if words else "")


def _legend(facts: Sequence[Fact]) -> Iterator[RenderableType]:
    lines = []
    if any(_unsure_subject(fact) or fact.uncertain & _ASPECTS_WITH_COLUMN for fact in facts):
        lines.append(_UNSURE)
    if any(fact.period is not None and resolved_from(fact) for fact in facts):
        lines.append(_RESOLVED)
    for line in lines:
        yield Text(line, style="dim")
    if lines:
        yield Text("")


# --- what was not ------------------------------------------------------------------------


def _not_understood(document: Document, facts: Iterable[Fact], width: int) -> Iterator[RenderableType]:
    rows = []
    for fact in facts:
        place = place_of(document, fact.span)
        rows.append((place.at, printable(place.quote), printable(why_not_read(fact) or "")))
    yield Text("Not understood:")
    yield aligned(rows, fitted(rows, width, _INDENT), _INDENT)
    yield Text("")
