"""Every report of the corpora gives the findings that stand beside it, and no others.

`X.expected.yaml` lists `rule`, `quotes` (one for each place) and `why`. An entry with `not_yet`
names a fault that Crossfoot does not see so far, and why; the test fails once it does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from pytest_regressions.file_regression import FileRegressionFixture

from crossfoot.engine import Report, check_document
from crossfoot.gazetteer import Gazetteer
from crossfoot.model import Finding
from crossfoot.read import read_path
from crossfoot.report.json import json_text
from crossfoot.rulebook import RuleBook

CORPORA = Path(__file__).parent.parent / "corpora"
EXPECTATIONS = sorted(CORPORA.rglob("*.expected.yaml"))


def report_of(expectation: Path) -> Path:
    stem = expectation.name.removesuffix(".expected.yaml")
    return next(path for path in expectation.parent.glob(f"{stem}.*") if path != expectation)


def checked(expectation: Path, rulebook: RuleBook, gazetteer: Gazetteer) -> Report:
    return check_document(read_path(report_of(expectation)), rulebook, gazetteer)


def touches(report: Report, finding: Finding, entry: dict[str, Any]) -> bool:
    """Whether a finding is of the entry's rule and has a place at each of its quotes in the file's text."""
    text = report.document.text
    places = [text[place.span.start : place.span.end] for place in finding.evidence]
    quoted = [
        quote.replace("<li>", "").replace("</li>", "").replace("<td>", "").replace("</td>", "")
        for quote in entry["quotes"]
    ]
    return finding.rule == entry["rule"] and all(any(q in place or place in q for place in places) for q in quoted)


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=lambda path: path.name.removesuffix(".expected.yaml"))
def test_a_report_gives_its_findings_and_no_others(expectation: Path, rulebook: RuleBook, gazetteer: Gazetteer) -> None:
    report = checked(expectation, rulebook, gazetteer)
    entries: list[dict[str, Any]] = yaml.safe_load(expectation.read_text(encoding="utf-8"))
    due = [entry for entry in entries if "not_yet" not in entry]
    missed = [entry for entry in due if not any(touches(report, finding, entry) for finding in report.findings)]
    extra = [finding for finding in report.findings if not any(touches(report, finding, entry) for entry in entries)]
    assert not missed
    assert not extra
    later = [entry for entry in entries if "not_yet" in entry]
    seen = [entry for entry in later if any(touches(report, finding, entry) for finding in report.findings)]
    assert not seen, "found after all: take `not_yet` away"


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=lambda path: path.name.removesuffix(".expected.yaml"))
def test_no_check_breaks(expectation: Path, rulebook: RuleBook, gazetteer: Gazetteer) -> None:
    report = checked(expectation, rulebook, gazetteer)
    assert report.crashes == ()
    assert report.ledger.facts or report.ledger.listings


@pytest.mark.parametrize("name", ["cold-chain-monitoring", "regions", "share-wholes"])
def test_the_json_of_a_report_stays(
    name: str, rulebook: RuleBook, gazetteer: Gazetteer, file_regression: FileRegressionFixture
) -> None:
    expectation = next(path for path in EXPECTATIONS if path.name == f"{name}.expected.yaml")
    path = report_of(expectation)
    document = read_path(path)
    report = check_document(document, rulebook, gazetteer)
    shown = json_text([report]).replace(str(path), path.name)
    file_regression.check(shown, extension=".json", encoding="utf-8")
