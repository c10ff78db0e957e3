"""What a report states, for programs: `crossfoot facts --format json`, version 1."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.naming import described
from crossfoot.model import Document, Fact, Figure, RelativePeriod
from crossfoot.model_checked import Failure
from crossfoot.report.fact_words import all_digits, is_unread
from crossfoot.report.json import VERSION, dumped, failure_error, place_details
from crossfoot.report.place import place_of
from crossfoot.report.printable import printable_path


def facts_json_text(results: Iterable[Ledger | Failure], unread_only: bool = False) -> str:
    """The facts of all reports as one JSON document, in the order in which they stand."""
    return dumped({"version": VERSION, "documents": [_result(result, unread_only) for result in results]})


def _result(result: Ledger | Failure, unread_only: bool) -> dict[str, Any]:
    if isinstance(result, Failure):
        return {"path": printable_path(result.path), "facts": [], "error": failure_error(result)}
    document = result.document
    facts = [_fact(document, fact) for fact in result.facts if is_unread(fact) or not unread_only]
    return {"path": printable_path(document.path), "facts": facts, "error": result.unsupported}


def _fact(document: Document, fact: Fact) -> dict[str, Any]:
    place = place_of(document, fact.span)
    return {
        "start": place.start,
        "end": place.end,
        "line": place.line,
        "column": place.column,
        **place_details(place),
        "quote": place.quote,
        "concept": None if fact.concept is None else fact.concept.value,
        "subject": described(fact),
        "entity": fact.subject,
        "measure": fact.measure or None,
        "place": fact.place,
        "period": None if fact.period is None else fact.period.label,
        "relative": _relative(fact.relative),
        **_figure(fact.figure),
        "basis": fact.basis.value,
        "source": fact.source,
        "whole": fact.whole,
        "increment": fact.increment,
        "qualifiers": sorted(fact.qualifiers),
        "readings": dict(sorted(fact.readings.items())),
        "uncertain": sorted(fact.uncertain),
        "why_not": fact.why_not,
    }


def _figure(figure: Figure | None) -> dict[str, Any]:
    if figure is None:
        return {"value": None, "high": None, "unit": None, "bound": None, "narrow": None}
    low, high = figure.narrow.low, figure.narrow.high
    return {
        "value": number(figure.value),
        "high": None if figure.upper is None else number(figure.upper),
        "unit": figure.unit,
        "bound": figure.bound.value,
        "narrow": {"low": _end(low), "high": _end(high)},
    }


def _relative(relative: RelativePeriod | None) -> dict[str, Any] | None:
    if relative is None:
        return None
    return {"kind": relative.kind.value, "low": relative.low, "high": relative.high}


def number(value: Decimal) -> int | float:
    """A Decimal as the JSON number that prints like it: `130000000000`, `13.9`."""
    return int(value) if value == value.to_integral_value() else float(value)


def _end(value: Decimal | None) -> str | None:
    return None if value is None else all_digits(value)
