"""Findings for programs: `crossfoot check --format json`, version 1."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

from crossfoot.model_checked import CheckedReport, Failure, KnownFinding, Outcome, Place, PlacedFinding
from crossfoot.model_results import KINDS, CoverageState
from crossfoot.report.printable import printable_path

VERSION = "1"


def json_text(results: Iterable[Outcome]) -> str:
    """All results as one JSON document.

    `start` and `end` are offsets in the decoded file, or in the text extracted from a PDF or office
    file; `page` and `boxes` are for formats that have pages, `parts` for office files. `error` says
    why a report was not checked, and is null where it was.
    """
    return dumped({"version": VERSION, "documents": [_result(result) for result in results]})


def dumped(value: dict[str, Any] | list[dict[str, Any]]) -> str:
    """JSON as all of our outputs write it: readable, in the order given, ending in a line break."""
    # Python's own writer takes ten times as long when it indents, longer than all else of a run from the cache.
    try:
        return to_json(value, indent=2, inf_nan_mode="null").decode() + "\n"
    except PydanticSerializationError:  # half a surrogate pair, which only Python's writer lets through
        return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def failure_error(failure: Failure) -> str:
    """The `error` of a report that was not read."""
    return f"internal error: {failure.reason}" if failure.crashed else failure.reason


def _result(result: Outcome) -> dict[str, Any]:
    path = printable_path(result.path)
    if isinstance(result, Failure):
        return {"path": path, "findings": [], "coverage": None, "crashes": [], "error": failure_error(result)}
    return {
        "path": path,
        "findings": [_finding(finding) for finding in result.findings],
        "coverage": _coverage(result),
        "crashes": [{"rule": crash.rule, "error": crash.error} for crash in result.crashes],
        "baseline": {"stale": [_known(each) for each in result.stale]},
        "error": result.unsupported,
    }


def _known(known: KnownFinding) -> dict[str, str]:
    return {"fingerprint": known.fingerprint, "rule": known.rule, "message": known.message}


def _finding(finding: PlacedFinding) -> dict[str, Any]:
    evidence = []
    for each in finding.evidence:
        place = each.place
        evidence.append(
            {
                "path": printable_path(each.path),
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
        "standing": finding.standing.value,
        "reason": finding.reason or None,
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


def _coverage(report: CheckedReport) -> dict[str, Any]:
    counts = Counter((item.kind, item.state) for item in report.items)
    items = [
        {
            "start": item.start,
            "end": item.end,
            "quote": item.quote,
            "kind": item.kind,
            "state": item.state.value,
            "why": item.why,
        }
        for item in report.items
    ]
    return {
        "totals": {kind: {state.value: counts[kind, state] for state in CoverageState} for kind in KINDS},
        "items": items,
        "comparisons": dict(report.comparisons),
    }
