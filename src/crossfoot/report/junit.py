"""Findings as JUnit XML: a suite a report, a case a finding, for the test views of build servers."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from crossfoot.model_checked import CheckedReport, Failure, Outcome, PlacedFinding, Standing
from crossfoot.report.finding_words import place_lines, whole_text
from crossfoot.report.json import failure_error
from crossfoot.report.printable import printable, printable_path


def junit_text(outcomes: Iterable[Outcome]) -> str:
    """All reports. A finding fails its case, a known or allowed one skips it; a report without any passes."""
    root = ElementTree.Element("testsuites", name="crossfoot")
    for outcome in outcomes:
        root.append(_suite(outcome))
    for key in ("tests", "failures", "errors", "skipped"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(outcome: Outcome) -> ElementTree.Element:
    path = printable_path(outcome.path)
    suite = ElementTree.Element("testsuite", name=path)
    if isinstance(outcome, Failure):
        _broken(suite, path, "read", failure_error(outcome))
    else:
        _cases(suite, path, outcome)
    for key, name in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(key, str(len(suite.findall(f"testcase/{name}"))))
    suite.set("tests", str(len(suite)))
    return suite


def _cases(suite: ElementTree.Element, path: str, report: CheckedReport) -> None:
    for finding in report.findings:
        _case(suite, path, finding)
    for crash in report.crashes:
        _broken(suite, path, crash.rule, crash.error)
    if report.unsupported is not None:
        _broken(suite, path, "language", report.unsupported)
    if not len(suite):
        ElementTree.SubElement(suite, "testcase", classname=path, name="no finding", file=path)


def _case(suite: ElementTree.Element, path: str, finding: PlacedFinding) -> None:
    first = finding.evidence[0]
    name = f"{finding.rule} at {first.place.at}"
    case = ElementTree.SubElement(suite, "testcase", classname=path, name=name, file=printable_path(first.path))
    if first.place.line is not None:
        case.set("line", str(first.place.line))
    message = printable(finding.message)
    if finding.standing is Standing.NEW:
        failure = ElementTree.SubElement(case, "failure", message=message, type=finding.severity.value)
        failure.text = whole_text(finding)
    else:
        why = f"allowed: {printable(finding.reason)}" if finding.standing is Standing.ALLOWED else "in the baseline"
        ElementTree.SubElement(case, "skipped", message=f"{why}: {message}").text = "\n".join(place_lines(finding))


def _broken(suite: ElementTree.Element, path: str, name: str, reason: str) -> None:
    case = ElementTree.SubElement(suite, "testcase", classname=path, name=name, file=path)
    ElementTree.SubElement(case, "error", message=printable(reason), type="not checked").text = printable(reason)
