"""Every report of the corpora gives the findings that stand beside it, and no others.

`X.expected.yaml` lists `rule`, `quotes` (one for each place, as the file has it) and `why`. Two more
keys say what is known to be wrong with Crossfoot, and why; the test fails once it is right:
`not_yet` a fault that it does not see so far, `false_alarm` a finding that it should not give.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from pytest_regressions.file_regression import FileRegressionFixture

from crossfoot.engine import Report, check_document
from crossfoot.gazetteer import Gazetteer
from crossfoot.model import Document, Finding, Span
from crossfoot.placing import placed
from crossfoot.read import read_path
from crossfoot.read.source_map import to_file
from crossfoot.report.json import json_text
from crossfoot.report.screen import Screen
from crossfoot.report.text import Detail, text_chunks
from crossfoot.rulebook import RuleBook

CORPORA = Path(__file__).parent.parent / "corpora"
EXPECTATIONS = {path.name.removesuffix(".expected.yaml"): path for path in sorted(CORPORA.rglob("*.expected.yaml"))}


@dataclass(frozen=True)
class Expected:
    """One entry of an expectation, with where its quotes stand in the file."""

    rule: str
    places: tuple[tuple[Span, ...], ...]
    not_yet: bool
    false_alarm: bool

    def fits(self, document: Document, finding: Finding) -> bool:
        """Whether a finding is of this rule and has a place at each of the quotes."""
        told = [to_file(document, each.span) for each in finding.evidence]
        return finding.rule == self.rule and all(
            any(place.start < quote.end and quote.start < place.end for place in told for quote in quotes)
            for quotes in self.places
        )


def report_of(expectation: Path) -> Path:
    stem = expectation.name.removesuffix(".expected.yaml")
    (report,) = (path for path in expectation.parent.glob(f"{stem}.*") if path != expectation)
    return report


def expected_of(expectation: Path, document: Document) -> list[Expected]:
    entries: list[dict[str, Any]] = yaml.safe_load(expectation.read_text(encoding="utf-8"))
    read = []
    for entry in entries:
        assert entry.keys() <= {"rule", "quotes", "why", "not_yet", "false_alarm"}
        places = tuple(
            tuple(Span(found.start(), found.end()) for found in re.finditer(re.escape(quote), document.source))
            for quote in entry["quotes"]
        )
        assert all(places), f"{expectation.name}: a quote of {entry['rule']} is not in the file"
        read.append(Expected(entry["rule"], places, "not_yet" in entry, "false_alarm" in entry))
    return read


def checked(expectation: Path, rulebook: RuleBook, gazetteer: Gazetteer) -> Report:
    return check_document(read_path(report_of(expectation)), rulebook, gazetteer)


def test_every_report_has_its_expectation() -> None:
    reports = {path for path in CORPORA.rglob("*") if path.suffix in (".html", ".md", ".txt")}
    assert {report_of(expectation) for expectation in EXPECTATIONS.values()} == reports
    assert len(reports) >= 14


@pytest.mark.parametrize("name", EXPECTATIONS)
def test_a_report_gives_its_findings_and_no_others(name: str, rulebook: RuleBook, gazetteer: Gazetteer) -> None:
    report = checked(EXPECTATIONS[name], rulebook, gazetteer)
    left = list(report.findings)
    missed = []
    for entry in expected_of(EXPECTATIONS[name], report.document):
        # One finding answers one entry: two faults told as one are a fault missed.
        answer = next((finding for finding in left if entry.fits(report.document, finding)), None)
        if entry.not_yet:
            assert answer is None, f"found after all, take `not_yet` away: {answer}"
        elif answer is None:
            assert not entry.false_alarm, f"no longer given, take the false alarm away: {entry}"
            missed.append(entry)
        else:
            left.remove(answer)
    assert not missed
    assert not left


@pytest.mark.parametrize("name", EXPECTATIONS)
def test_no_check_breaks(name: str, rulebook: RuleBook, gazetteer: Gazetteer) -> None:
    report = checked(EXPECTATIONS[name], rulebook, gazetteer)
    assert report.crashes == ()
    assert report.ledger.facts or report.ledger.listings


def test_every_rule_has_a_fault_in_the_corpora(rulebook: RuleBook) -> None:
    faults = {
        entry["rule"]
        for expectation in EXPECTATIONS.values()
        for entry in yaml.safe_load(expectation.read_text(encoding="utf-8"))
        if "false_alarm" not in entry
    }
    assert faults == {rule.id for rule in rulebook.rules}


@pytest.mark.parametrize("name", EXPECTATIONS)
def test_the_text_of_a_report_stays(
    name: str, rulebook: RuleBook, gazetteer: Gazetteer, file_regression: FileRegressionFixture
) -> None:
    report = checked(EXPECTATIONS[name], rulebook, gazetteer)
    shown = "".join(text_chunks([placed(report)], Screen(120), Detail()))
    path = report_of(EXPECTATIONS[name])
    file_regression.check(shown.replace(str(path), path.name), extension=".txt", encoding="utf-8")


def test_the_readme_shows_what_the_demo_prints(rulebook: RuleBook, gazetteer: Gazetteer) -> None:
    report = checked(EXPECTATIONS["cold-chain-monitoring"], rulebook, gazetteer)
    path = report_of(EXPECTATIONS["cold-chain-monitoring"])
    printed = "".join(text_chunks([placed(report)], Screen(), Detail()))
    printed = printed.replace(str(path), path.relative_to(CORPORA.parent).as_posix())
    readme = (CORPORA.parent / "README.md").read_text(encoding="utf-8")
    (excerpt,) = re.findall(r"^```\n(corpora/demo/.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    parts = excerpt.strip().split("\n\n")
    assert len(parts) >= 2
    assert [part for part in parts if part not in printed] == []


@pytest.mark.parametrize("name", ["cold-chain-monitoring", "regions", "share-wholes"])
def test_the_json_of_a_report_stays(
    name: str, rulebook: RuleBook, gazetteer: Gazetteer, file_regression: FileRegressionFixture
) -> None:
    report = checked(EXPECTATIONS[name], rulebook, gazetteer)
    path = report_of(EXPECTATIONS[name])
    shown = json_text([placed(report)]).replace(str(path), path.name)
    file_regression.check(shown, extension=".json", encoding="utf-8")
