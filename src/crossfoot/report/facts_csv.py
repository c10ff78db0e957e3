"""What a report states, for spreadsheets: `crossfoot facts --format csv`, one row a figure."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from io import StringIO

from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.naming import described
from crossfoot.model import Document, Fact
from crossfoot.model_checked import Failure
from crossfoot.report.fact_words import all_digits, is_unread, resolved_from, why_not_read
from crossfoot.report.place import place_of
from crossfoot.report.printable import printable_path
from crossfoot.report.text_cell import text_cell

COLUMNS = tuple(
    (
        "path line column at quote value high unit bound concept subject entity measure place "
        "period period_start period_end resolved_from basis source whole increment qualifiers uncertain why_not"
    ).split()
)


def facts_csv_chunks(results: Iterable[Ledger | Failure], unread_only: bool = False) -> Iterator[str]:
    """The head, then the rows of each report; nothing for a report that could not be read.

    RFC 4180: commas, lines that end in CR LF, quotes doubled.
    """
    yield _lines([dict(zip(COLUMNS, COLUMNS, strict=True))])
    for result in results:
        if not isinstance(result, Failure):
            facts = (fact for fact in result.facts if is_unread(fact) or not unread_only)
            yield _lines(_row(result.document, fact) for fact in facts)


def _lines(rows: Iterable[Mapping[str, str]]) -> str:
    written = StringIO(newline="")
    csv.DictWriter(written, COLUMNS).writerows(rows)
    return written.getvalue()


def _row(document: Document, fact: Fact) -> dict[str, str]:
    cells = {name: text_cell(text or "") for name, text in _texts(document, fact).items()}
    place, figure, period = place_of(document, fact.span), fact.figure, fact.period
    return cells | {
        "line": "" if place.line is None else str(place.line),
        "column": "" if place.column is None else str(place.column),
        "at": place.at,
        "value": _number_cell(figure.value if figure else None),
        "high": _number_cell(figure.upper if figure else None),
        "period_start": period.start.isoformat() if period and period.start else "",
        "period_end": period.end.isoformat() if period and period.end else "",
        "increment": "true" if fact.increment else "false",
    }


def _texts(document: Document, fact: Fact) -> dict[str, str | None]:
    return {
        "path": printable_path(document.path),
        "quote": document.text[fact.span.start : fact.span.end],
        "unit": fact.figure.unit if fact.figure else None,
        "bound": fact.figure.bound.value if fact.figure else None,
        "concept": fact.concept.value if fact.concept else None,
        "subject": described(fact),
        "entity": fact.subject,
        "measure": fact.measure,
        "place": fact.place,
        "period": fact.period.label if fact.period else None,
        "resolved_from": resolved_from(fact),
        "basis": fact.basis.value,
        "source": fact.source,
        "whole": fact.whole,
        "qualifiers": "; ".join(sorted(fact.qualifiers)),
        "uncertain": "; ".join(sorted(fact.uncertain)),
        "why_not": why_not_read(fact),
    }


def _number_cell(value: Decimal | None) -> str:
    return "" if value is None else all_digits(value)
