"""Findings for spreadsheets: `crossfoot check --format csv`, one row a place."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from crossfoot.model_checked import CheckedReport, Outcome, PlacedFinding
from crossfoot.report.finding_words import gone, problems
from crossfoot.report.printable import printable_path
from crossfoot.report.text_cell import text_cell

COLUMNS = tuple(
    "path at line column quote role place places rule severity standing message arithmetic slip assuming repair "
    "reason fingerprint".split()
)
_NUMBERS = frozenset(("line", "column", "place", "places"))


def findings_csv_text(outcomes: Iterable[Outcome]) -> str:
    """A head, then a row for each place of each finding.

    What was not checked has a row without a place, and so has a finding of the baseline that is gone, whose
    `standing` is `stale`. RFC 4180: commas, lines that end in CR LF, quotes doubled.
    """
    written = StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for outcome in outcomes:
        writer.writerows(_cells(row) for row in _rows(outcome))
    return written.getvalue()


def _cells(row: Mapping[str, str]) -> list[str]:
    return [row.get(column, "") if column in _NUMBERS else text_cell(row.get(column, "")) for column in COLUMNS]


def _rows(outcome: Outcome) -> Iterator[dict[str, str]]:
    path = printable_path(outcome.path)
    for problem in problems(outcome):
        rule = problem.name if problem.broke else ""
        yield {"path": path, "rule": rule, "severity": "error", "message": problem.said}
    if not isinstance(outcome, CheckedReport):
        return
    for finding in outcome.findings:
        for number in range(len(finding.evidence)):
            yield _row(finding, number)
    for known in outcome.stale:
        about = {"rule": known.rule, "standing": "stale", "message": gone(known), "fingerprint": known.fingerprint}
        yield {"path": path, **about}


def _row(finding: PlacedFinding, number: int) -> dict[str, str]:
    evidence = finding.evidence[number]
    place = evidence.place
    return {
        "path": printable_path(evidence.path),
        "at": place.at,
        "line": "" if place.line is None else str(place.line),
        "column": "" if place.column is None else str(place.column),
        "quote": place.quote,
        "role": evidence.role,
        "place": str(number + 1),
        "places": str(len(finding.evidence)),
        "rule": finding.rule,
        "severity": finding.severity.value,
        "standing": finding.standing.value,
        "message": finding.message,
        "arithmetic": "; ".join(finding.arithmetic.splitlines()),
        "slip": "; ".join(finding.slips),
        "assuming": "; ".join(finding.assumptions),
        "repair": "; ".join(finding.repairs),
        "reason": finding.reason,
        "fingerprint": finding.fingerprint,
    }
