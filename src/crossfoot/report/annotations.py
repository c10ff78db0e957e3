"""Findings as annotations of build services: GitHub's commands, GitLab's code quality, reviewdog's rdjson."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from crossfoot.model_checked import CheckedReport, Failure, Outcome, PlacedEvidence, PlacedFinding, Standing
from crossfoot.report.finding_words import whole_text
from crossfoot.report.json import dumped, failure_error, json_list
from crossfoot.report.printable import printable, printable_path

_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}
_GITLAB = {"error": "major", "warning": "minor", "note": "info"}
_RDJSON = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def github_text(outcomes: Iterable[Outcome]) -> str:
    """One workflow command for each place of each new finding, so that every place is annotated.

    The further places are notices and come last: GitHub shows ten annotations of a kind for a step, and
    every finding's own text names all of its places.
    The format: GitHub, Workflow commands for GitHub Actions. Its percent signs, line ends, colons and commas
    are escaped as that page says.
    """
    lines: list[str] = []
    further: list[str] = []
    for outcome in outcomes:
        for said in _problems(outcome):
            lines.append(f"::error file={_property(printable_path(outcome.path))},title=Crossfoot::{_data(said)}")
        if isinstance(outcome, CheckedReport):
            for finding in new_findings(outcome):
                first, *others = _commands(finding)
                lines.append(first)
                further += others
    return "".join(f"{line}\n" for line in (*lines, *further))


def _commands(finding: PlacedFinding) -> Iterator[str]:
    for number, evidence in enumerate(finding.evidence):
        role = f" (place {number + 1} of {len(finding.evidence)})" if len(finding.evidence) > 1 else ""
        properties = [f"file={_property(printable_path(evidence.path))}", *_lines_of(evidence)]
        properties.append(f"title={_property(f'Crossfoot {finding.rule}{role}')}")
        command = "notice" if number else _GITHUB[finding.severity.value]
        yield f"::{command} {','.join(properties)}::{_data(whole_text(finding))}"


def _lines_of(evidence: PlacedEvidence) -> Iterator[str]:
    place = evidence.place
    if place.line is None:
        return
    yield f"line={place.line}"
    yield f"endLine={place.end_line}"
    if place.line == place.end_line:  # columns hold for one line only
        yield f"col={place.column}"
        yield f"endColumn={place.end_column}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab_text(outcomes: Iterable[Outcome]) -> str:
    """A code quality report. The format: GitLab, Code Quality, custom tool reports.

    A file without lines is told at line 1, with the page or paragraph in the description.
    """
    issues = []
    for outcome in outcomes:
        for number, said in enumerate(_problems(outcome)):
            issues.append(_issue("crossfoot", said, f"unchecked-{outcome.path}-{number}", "major", outcome.path, 1))
        if isinstance(outcome, CheckedReport):
            for finding in new_findings(outcome):
                first = finding.evidence[0]
                severity = _GITLAB[finding.severity.value]
                name = f"{first.path}:{finding.fingerprint}"
                line = first.place.line or 1
                issues.append(_issue(finding.rule, whole_text(finding), name, severity, first.path, line))
    return json_list(issues)


def _issue(rule: str, description: str, name: str, severity: str, path: str, line: int) -> dict[str, Any]:
    return {
        "check_name": rule,
        "description": description,
        "fingerprint": printable_path(name),
        "severity": severity,
        "location": {"path": printable_path(path), "lines": {"begin": line}},
    }


def rdjson_text(outcomes: Iterable[Outcome]) -> str:
    """Diagnostics for reviewdog. The format: reviewdog, Reviewdog Diagnostic Format (rdjson).

    Lines alone are told: its columns count bytes, and ours count characters.
    """
    diagnostics = []
    for outcome in outcomes:
        for said in _problems(outcome):
            location = {"path": printable_path(outcome.path)}
            diagnostics.append({"message": said, "location": location, "severity": "ERROR"})
        if isinstance(outcome, CheckedReport):
            diagnostics += [_diagnostic(finding) for finding in new_findings(outcome)]
    return dumped({"source": {"name": "crossfoot"}, "diagnostics": diagnostics})


def _diagnostic(finding: PlacedFinding) -> dict[str, Any]:
    first, *others = finding.evidence
    related = [{"message": each.role, "location": _rd_location(each)} for each in others]
    return {
        "message": whole_text(finding),
        "location": _rd_location(first),
        "severity": _RDJSON[finding.severity.value],
        "code": {"value": finding.rule},
        **({"relatedLocations": related} if related else {}),
    }


def _rd_location(evidence: PlacedEvidence) -> dict[str, Any]:
    place = evidence.place
    location: dict[str, Any] = {"path": printable_path(evidence.path)}
    if place.line is not None:
        location["range"] = {"start": {"line": place.line}, "end": {"line": place.end_line}}
    return location


def new_findings(report: CheckedReport) -> Iterator[PlacedFinding]:
    """The findings that neither the baseline nor an allow has settled."""
    return (finding for finding in report.findings if finding.standing is Standing.NEW)


def _problems(outcome: Outcome) -> Iterator[str]:
    """Why a report was not checked, or not wholly."""
    if isinstance(outcome, Failure):
        yield f"not checked: {printable(failure_error(outcome))}"
        return
    if outcome.unsupported is not None:
        yield f"nothing was checked: {printable(outcome.unsupported)}"
    for crash in outcome.crashes:
        yield f"the rule {crash.rule} broke: {printable(crash.error)}"
