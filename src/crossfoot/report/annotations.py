"""Findings as annotations of build services: GitHub's commands, GitLab's code quality, reviewdog's rdjson."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from crossfoot.fingerprint import digest
from crossfoot.model_checked import CheckedReport, Outcome, PlacedEvidence, PlacedFinding, Standing
from crossfoot.report.finding_words import problems, repository_path, whole_text
from crossfoot.report.json import dumped
from crossfoot.report.printable import counted, printable, printable_path
from crossfoot.report.tally import is_publication

_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}
_GITLAB = {"error": "major", "warning": "minor", "note": "info"}
_RDJSON = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def github_text(outcomes: Iterable[Outcome]) -> str:
    """One workflow command for each place of each new finding, so that every place is annotated.

    The further places are notices and come last, before how much of the baseline is gone: GitHub shows ten
    annotations of a kind for a step, and every finding's own text names all of its places.
    The format: GitHub, Workflow commands for GitHub Actions. Its percent signs, line ends, colons and commas
    are escaped as that page says.
    """
    lines: list[str] = []
    further: list[str] = []
    gone: list[str] = []
    for outcome in outcomes:
        lines += [_about_report("error", outcome, problem.said) for problem in problems(outcome)]
        if isinstance(outcome, CheckedReport):
            for finding in new_findings(outcome):
                first, *others = _commands(finding)
                lines.append(first)
                further += others
            if outcome.stale:
                said = f"{counted(len(outcome.stale), 'finding')} of the baseline no longer found"
                gone.append(_about_report("notice", outcome, said))
    return "".join(f"{line}\n" for line in (*lines, *further, *gone))


def _about_report(command: str, outcome: Outcome, said: str) -> str:
    """A command about a whole report; a publication is no file that could be annotated."""
    if is_publication(outcome):
        return f"::{command} title=Crossfoot::{_data(f'{printable_path(outcome.path)}: {said}')}"
    return f"::{command} file={_property(repository_path(outcome.path))},title=Crossfoot::{_data(said)}"


def _commands(finding: PlacedFinding) -> Iterator[str]:
    for number, evidence in enumerate(finding.evidence):
        role = f" (place {number + 1} of {len(finding.evidence)})" if len(finding.evidence) > 1 else ""
        properties = [f"file={_property(repository_path(evidence.path))}", *_lines_of(evidence)]
        properties.append(f"title={_property(printable(f'Crossfoot {finding.rule}{role}'))}")
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

    A file without lines is told at line 1, with the page or paragraph in the description. GitLab itself tells
    what is gone, by the fingerprints that are missing.
    """
    issues = []
    names: Counter[tuple[str, ...]] = Counter()
    for outcome in outcomes:
        for problem in problems(outcome):
            name = _once(names, "unchecked", outcome.path, problem.name)
            issues.append(_issue("crossfoot", problem.said, name, "major", outcome.path, 1))
        if isinstance(outcome, CheckedReport):
            for finding in new_findings(outcome):
                first = finding.evidence[0]
                name = _once(names, outcome.path, first.path, finding.fingerprint)
                severity, line = _GITLAB[finding.severity.value], first.place.line or 1
                issues.append(_issue(finding.rule, whole_text(finding), name, severity, first.path, line))
    return dumped(issues)


def _once(names: Counter[tuple[str, ...]], *parts: str) -> str:
    """A fingerprint that no other issue of the file has; GitLab keeps one issue of each.

    A finding inside a report and one between it and another may be made of the same words, and two allows
    may be written alike.
    """
    names[parts] += 1
    return digest((*parts, str(names[parts])))


def _issue(rule: str, description: str, fingerprint: str, severity: str, path: str, line: int) -> dict[str, Any]:
    return {
        "check_name": rule,
        "description": description,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": repository_path(path), "lines": {"begin": line}},
    }


def rdjson_text(outcomes: Iterable[Outcome]) -> str:
    """Diagnostics for reviewdog. The format: reviewdog, Reviewdog Diagnostic Format (rdjson).

    Lines alone are told: its columns count bytes, and ours count characters.
    """
    diagnostics = []
    for outcome in outcomes:
        for problem in problems(outcome):
            location = {"path": repository_path(outcome.path)}
            diagnostics.append({"message": problem.said, "location": location, "severity": "ERROR"})
        if isinstance(outcome, CheckedReport):
            diagnostics += [_diagnostic(finding) for finding in new_findings(outcome)]
    return dumped({"source": {"name": "crossfoot"}, "diagnostics": diagnostics})


def _diagnostic(finding: PlacedFinding) -> dict[str, Any]:
    first, *others = finding.evidence
    related = [{"message": printable(each.role), "location": _rd_location(each)} for each in others]
    return {
        "message": whole_text(finding),
        "location": _rd_location(first),
        "severity": _RDJSON[finding.severity.value],
        "code": {"value": finding.rule},
        **({"relatedLocations": related} if related else {}),
    }


def _rd_location(evidence: PlacedEvidence) -> dict[str, Any]:
    place = evidence.place
    location: dict[str, Any] = {"path": repository_path(evidence.path)}
    if place.line is not None:
        location["range"] = {"start": {"line": place.line}, "end": {"line": place.end_line}}
    return location


def new_findings(report: CheckedReport) -> Iterator[PlacedFinding]:
    """The findings that neither the baseline nor an allow has settled."""
    return (finding for finding in report.findings if finding.standing is Standing.NEW)
