"""Runs the rule book over reports; one bad report or one crashing check never stops the rest."""

from __future__ import annotations

from dataclasses import dataclass

from crossfoot.coverage import coverage_of
from crossfoot.crash import described
from crossfoot.diagnosis import connected
from crossfoot.fingerprint import fingerprinted
from crossfoot.gazetteer import Gazetteer
from crossfoot.grouping import CauseSpans, findings_of
from crossfoot.ledger import state_report
from crossfoot.ledger.house import PLAIN, House
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Coverage, Document, Finding, Span
from crossfoot.model_checked import Crash
from crossfoot.rulebook import RuleBook

__all__ = ["Report", "check_document", "check_ledger"]


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one report.

    `findings` stand by place. `coverage` tells what became of everything that was read.
    `crashes` are rules that did not run to their end; their findings are missing.
    """

    ledger: Ledger
    findings: tuple[Finding, ...]
    coverage: Coverage
    crashes: tuple[Crash, ...]

    @property
    def document(self) -> Document:
        """The report as it was read."""
        return self.ledger.document

    @property
    def path(self) -> str:
        """The path of the file, as it was given."""
        return self.ledger.document.path

    @property
    def unsupported(self) -> str | None:
        """Why nothing at all was checked (another language), or None."""
        return self.ledger.unsupported


def check_ledger(ledger: Ledger, rulebook: RuleBook, gazetteer: Gazetteer) -> Report:
    """Check what a report states against every rule. Never raises for a check that breaks."""
    causes = CauseSpans.of(ledger)
    text = ledger.document.text
    findings: list[Finding] = []
    crashes: list[Crash] = []
    compared: set[Span] = set()
    comparisons: dict[str, int] = {}
    for rule in rulebook.rules:
        comparisons[rule.id] = 0
        if ledger.unsupported is not None:
            continue
        try:
            result = rule.kind.run(ledger, gazetteer, rule.settings)
            found = findings_of(rule, result.conflicts, causes, text)
        except Exception as error:
            crashes.append(Crash(rule.id, described(error)))
            continue
        findings += found
        comparisons[rule.id] = len(result.compared)
        compared.update(span for spans in result.compared for span in spans)
    findings.sort(key=_by_place)
    named = connected(fingerprinted(findings, text), causes.figures, text)
    return Report(ledger, named, coverage_of(ledger, compared, comparisons), tuple(crashes))


def _by_place(finding: Finding) -> tuple[Span, str, tuple[Span, ...], str]:
    spans = tuple(place.span for place in finding.evidence)
    return spans[0], finding.rule, spans, finding.message


def check_document(document: Document, rulebook: RuleBook, gazetteer: Gazetteer, house: House = PLAIN) -> Report:
    """State and check one document."""
    return check_ledger(state_report(document, gazetteer, house), rulebook, gazetteer)
