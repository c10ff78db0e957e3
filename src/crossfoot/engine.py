"""Runs the rule book over reports; one bad report or one crashing check never stops the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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
from crossfoot.ledger.publication import Publication
from crossfoot.model import Conflict, Coverage, Document, Finding, Span
from crossfoot.model_checked import Crash
from crossfoot.rulebook import Rule, RuleBook

__all__ = ["Joint", "Report", "check_document", "check_ledger", "check_publication"]


Telling = Callable[[Sequence[Conflict]], Sequence[Conflict]]
"""Which of the conflicts of a rule are told."""


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


@dataclass(frozen=True, slots=True)
class Joint:
    """What was found between the members of a publication; the spans are those of the whole.

    `compared` are the figures that were compared with one of another member.
    """

    publication: Publication
    findings: tuple[Finding, ...]
    comparisons: Mapping[str, int]
    crashes: tuple[Crash, ...]
    compared: frozenset[Span]


def check_ledger(ledger: Ledger, rulebook: RuleBook, gazetteer: Gazetteer) -> Report:
    """Check what a report states against every rule. Never raises for a check that breaks."""
    rules = rulebook.rules if ledger.unsupported is None else ()
    ran = _ran(ledger, rules, gazetteer, lambda conflicts: conflicts)
    comparisons = {rule.id: ran.comparisons.get(rule.id, 0) for rule in rulebook.rules}
    return Report(ledger, ran.findings, coverage_of(ledger, ran.compared, comparisons), ran.crashes)


def check_publication(publication: Publication, rulebook: RuleBook, gazetteer: Gazetteer, mark: str = "") -> Joint:
    """Check the members of a publication against each other.

    What is wrong inside one of them is not told, nor what one of them tells in both ways. `mark` keeps the
    fingerprints apart from those of findings inside a report.
    """
    rules = tuple(rule for rule in rulebook.rules if rule.kind.joint)
    ran = _ran(publication.ledger, rules, gazetteer, publication.parting, mark)
    comparisons = {rule.id: ran.comparisons.get(rule.id, 0) for rule in rules}
    return Joint(publication, ran.findings, comparisons, ran.crashes, frozenset(publication.between(ran.together)))


@dataclass(slots=True)
class _Ran:
    findings: tuple[Finding, ...]
    together: list[tuple[Span, ...]]
    comparisons: dict[str, int]
    crashes: tuple[Crash, ...]

    @property
    def compared(self) -> set[Span]:
        """Every span that took part in some comparison."""
        return {span for spans in self.together for span in spans}


def _ran(
    ledger: Ledger,
    rules: Iterable[Rule],
    gazetteer: Gazetteer,
    told: Telling,
    mark: str = "",
) -> _Ran:
    """Run the rules over a ledger; of the conflicts, those that are to be told become findings."""
    causes = CauseSpans.of(ledger)
    text = ledger.document.text
    findings: list[Finding] = []
    crashes: list[Crash] = []
    together: list[tuple[Span, ...]] = []
    comparisons: dict[str, int] = {}
    for rule in rules:
        try:
            result = rule.kind.run(ledger, gazetteer, rule.settings)
            found = findings_of(rule, told(result.conflicts), causes, text)
        except Exception as error:
            crashes.append(Crash(rule.id, described(error)))
            continue
        findings += found
        comparisons[rule.id] = len(result.compared)
        together += result.compared
    findings.sort(key=_by_place)
    named = connected(fingerprinted(findings, text, mark), causes.figures, text)
    return _Ran(named, together, comparisons, tuple(crashes))


def _by_place(finding: Finding) -> tuple[Span, str, tuple[Span, ...], str]:
    spans = tuple(place.span for place in finding.evidence)
    return spans[0], finding.rule, spans, finding.message


def check_document(document: Document, rulebook: RuleBook, gazetteer: Gazetteer, house: House = PLAIN) -> Report:
    """State and check one document."""
    return check_ledger(state_report(document, gazetteer, house), rulebook, gazetteer)
