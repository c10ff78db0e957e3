"""Findings as JUnit XML: a suite a report, a case a finding, for the test views of build servers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from xml.etree import ElementTree

from crossfoot.model_checked import CheckedReport, KnownFinding, Outcome, PlacedFinding, Standing
from crossfoot.report.finding_words import Problem, gone, place_lines, problems, whole_text
from crossfoot.report.printable import printable, printable_path


def junit_text(outcomes: Iterable[Outcome]) -> str:
    """All reports. A finding fails its case, a known or allowed one skips it; a report without any passes.

    A finding of the baseline that is gone passes. All text of a report goes through `printable`, which
    leaves nothing that XML 1.0 forbids.
    """
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
    for problem in problems(outcome):
        _not_checked(suite, path, problem)
    if isinstance(outcome, CheckedReport):
        for finding in outcome.findings:
            _finding(suite, path, finding)
        for known in outcome.stale:
            _gone(suite, path, known)
    if not len(suite):
        _case(suite, path, "no finding", path)
    _number_equal_names(suite)
    suite.set("tests", str(len(suite)))
    for key, name in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(key, str(len(suite.findall(f"testcase/{name}"))))
    return suite


def _case(suite: ElementTree.Element, path: str, name: str, file: str) -> ElementTree.Element:
    return ElementTree.SubElement(suite, "testcase", classname=path, name=printable(name), file=file)


def _finding(suite: ElementTree.Element, path: str, finding: PlacedFinding) -> None:
    first = finding.evidence[0]
    case = _case(suite, path, f"{finding.rule} at {first.place.at}", printable_path(first.path))
    if first.place.line is not None:
        case.set("line", str(first.place.line))
    message = printable(finding.message)
    if finding.standing is Standing.NEW:
        failure = ElementTree.SubElement(case, "failure", message=message, type=finding.severity.value)
        failure.text = whole_text(finding)
    else:
        why = f"allowed: {printable(finding.reason)}" if finding.standing is Standing.ALLOWED else "in the baseline"
        ElementTree.SubElement(case, "skipped", message=f"{why}: {message}").text = "\n".join(place_lines(finding))


def _not_checked(suite: ElementTree.Element, path: str, problem: Problem) -> None:
    case = _case(suite, path, problem.name, path)
    ElementTree.SubElement(case, "error", message=problem.said, type="not checked").text = problem.said


def _gone(suite: ElementTree.Element, path: str, known: KnownFinding) -> None:
    case = _case(suite, path, f"{known.rule} no longer found", path)
    ElementTree.SubElement(case, "system-out").text = gone(known)


def _number_equal_names(suite: ElementTree.Element) -> None:
    """Test views keep one case of a name, and a page may have several findings of a rule."""
    seen: Counter[str] = Counter()
    for case in suite:
        name = case.get("name", "")
        seen[name] += 1
        if seen[name] > 1:
            case.set("name", f"{name} ({seen[name]})")
