"""Findings for programs: `crossfoot check --format json`, version 1."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from crossfoot.coverage import KINDS
from crossfoot.engine import Failure, Report, Result
from crossfoot.model import Coverage, CoverageState, Document, Finding
from crossfoot.report.place import Place, place_of
from crossfoot.report.printable import printable_path

VERSION = "1"


def json_text(results: Iterable[Result]) -> str:
    """All results as one JSON document.

    `start` and `end` are offsets in the decoded file, or in the text extracted from a PDF or office
    file; `page` and `boxes` are for formats that have pages, `parts` for office files. `error` says
    why a report was not checked, and is null where it was.
    """
    return dumped({"version": VERSION, "documents": [_result(result) for result in results]})


def dumped(value: dict[str, Any]) -> str:
    """JSON as all of our outputs write it: readable, in the order given, ending in a line break."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def failure_error(failure: Failure) -> str:
    """The `error` of a report that was not read."""
    return f"internal error: {failure.reason}" if failure.crashed else failure.reason


def _result(result: Result) -> dict[str, Any]:
    path = printable_path(result.path)
    if isinstance(result, Failure):
        return {"path": path, "findings": [], "coverage": None, "crashes": [], "error": failure_error(result)}
    return {
        "path": path,
        "findings": [_finding(result.document, finding) for finding in result.findings],
        "coverage": _coverage(result, result.coverage),
        "crashes": [{"rule": crash.rule, "error": crash.error} for crash in result.crashes],
        "error": result.unsupported,
    }


def _finding(document: Document, finding: Finding) -> dict[str, Any]:
    evidence = []
    for each in finding.evidence:
        place = place_of(document, each.span)
        evidence.append(
            {
                "quote": place.quote,
                "start": place.start,
                "end": place.end,
                "line": place.line,
                "column": place.column,
                **place_details(place),
                "role": each.role,
            }
        )
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "evidence": evidence,
        "arithmetic": finding.arithmetic,
        "assumptions": list(finding.assumptions),
        "repairs": list(finding.repairs),
        "fingerprint": finding.fingerprint,
        "slips": list(finding.slips),
        "see_also": list(finding.see_also),
    }


def place_details(place: Place) -> dict[str, Any]:
    """Where words stand in a file that is no text: boxes as `[page, left, top, right, bottom]` in points."""
    return {
        "page": place.page,
        "boxes": [[box.page, box.left, box.top, box.right, box.bottom] for box in place.boxes] or None,
        "parts": [
            {"part": each.part, "paragraph": each.paragraph, "run": each.run, "start": each.start, "end": each.end}
            for each in place.parts
        ]
        or None,
    }


def _coverage(report: Report, coverage: Coverage) -> dict[str, Any]:
    counts = Counter((item.kind, item.state) for item in coverage.items)
    items = []
    for item in coverage.items:
        place = place_of(report.document, item.span)
        items.append(
            {
                "start": place.start,
                "end": place.end,
                "quote": place.quote,
                "kind": item.kind,
                "state": item.state.value,
                "why": item.why,
            }
        )
    return {
        "totals": {kind: {state.value: counts[kind, state] for state in CoverageState} for kind in KINDS},
        "items": items,
        "comparisons": dict(coverage.comparisons),
    }
