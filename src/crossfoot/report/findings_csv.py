"""Findings for spreadsheets: `crossfoot check --format csv`, one row a place."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from crossfoot.model_checked import CheckedReport, Failure, Outcome, PlacedFinding
from crossfoot.report.json import failure_error
from crossfoot.report.printable import printable_path
from crossfoot.report.text_cell import text_cell

COLUMNS = tuple(
    "path at line column quote role place places rule severity standing message arithmetic slip assuming repair "
    "reason fingerprint".split()
)


def findings_csv_text(outcomes: Iterable[Outcome]) -> str:
    """A head, then a row for each place of each finding; a report that was not checked has a row that says so.

    RFC 4180: commas, lines that end in CR LF, quotes doubled.
    """
    written = StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            said = {"path": printable_path(outcome.path), "severity": "error", "message": failure_error(outcome)}
            writer.writerow([text_cell(said.get(column, "")) for column in COLUMNS])
        else:
            writer.writerows(_rows(outcome))
    return written.getvalue()


def _rows(report: CheckedReport) -> Iterable[list[str]]:
    for finding in report.findings:
        for number in range(len(finding.evidence)):
            yield _row(finding, number)


def _row(finding: PlacedFinding, number: int) -> list[str]:
    evidence = finding.evidence[number]
    place = evidence.place
    plain = {
        "line": "" if place.line is None else str(place.line),
        "column": "" if place.column is None else str(place.column),
        "place": str(number + 1),
        "places": str(len(finding.evidence)),
    }
    texts = {
        "path": printable_path(evidence.path),
        "at": place.at,
        "quote": place.quote,
        "role": evidence.role,
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
    return [plain[column] if column in plain else text_cell(texts[column]) for column in COLUMNS]
