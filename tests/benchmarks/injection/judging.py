"""Whether Crossfoot finds a fault where it was put."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from crossfoot.engine import Report, check_document
from crossfoot.gazetteer import Gazetteer
from crossfoot.model import Finding
from crossfoot.read import read_bytes
from crossfoot.read.source_map import to_file
from crossfoot.rulebook import RuleBook

from injection.catalogue import EQUALLY_RIGHT
from injection.model import Clean, Fault


class Verdict(StrEnum):
    """What became of a fault; `elsewhere` is a finding of its rule that touches another place only."""

    FOUND = "found"
    BY_OTHER = "found by another rule"
    ELSEWHERE = "elsewhere"
    MISSED = "missed"


@cache
def _knowledge() -> tuple[RuleBook, Gazetteer]:
    return RuleBook.load(), Gazetteer.load()


def _checked(name: str, text: str) -> Report:
    report = check_document(read_bytes(text.encode("utf-8"), name), *_knowledge())
    if report.crashes:
        raise RuntimeError(f"{name}: {report.crashes}")
    return report


def findings_on(report: Clean) -> list[str]:
    """The rules that find something in an untouched report."""
    return [finding.rule for finding in _checked(report.name, report.text).findings]


def judged(fault: Fault) -> Verdict:
    """Check the changed report."""
    report = _checked(fault.report.name, fault.text())
    touching = {finding.rule for finding in report.findings if _touches(report, finding, fault)}
    if fault.rule in touching:
        return Verdict.FOUND
    if touching & EQUALLY_RIGHT.get(fault.rule, frozenset()):
        return Verdict.BY_OTHER
    return Verdict.ELSEWHERE if any(finding.rule == fault.rule for finding in report.findings) else Verdict.MISSED


def _touches(report: Report, finding: Finding, fault: Fault) -> bool:
    told = [to_file(report.document, place.span) for place in finding.evidence]
    return any(place.start <= end and start <= place.end for place in told for start, end in fault.places())
