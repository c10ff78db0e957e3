"""Findings as SARIF 2.1.0, for code scanning and other tools that gather results.

The format: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0. What code scanning
needs of it: GitHub, SARIF support for code scanning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from crossfoot import __version__
from crossfoot.model_checked import (
    CheckedReport,
    KnownFinding,
    Outcome,
    PlacedEvidence,
    PlacedFinding,
    Standing,
)
from crossfoot.report.finding_words import Problem, detail_lines, gone, problems, quoted, where
from crossfoot.report.json import dumped
from crossfoot.report.printable import printable, printable_path
from crossfoot.report.rule_descriptions import RuleDescription
from crossfoot.report.tally import is_publication

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "crossfoot/v1"
"""The name under which a finding's fingerprint stands in `partialFingerprints`."""

_ROOT = "%SRCROOT%"
_LEVELS = {"error": "error", "warning": "warning", "note": "note"}
_STATES = {Standing.NEW: "new", Standing.KNOWN: "unchanged", Standing.ALLOWED: "new"}
_NO_LINES = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
"""The region of what has no lines: GitHub requires one."""
_LONGEST_DESCRIPTION = 1024
_SURROGATES = re.compile("[\ud800-\udfff]")


def sarif_text(outcomes: Sequence[Outcome], rules: Mapping[str, RuleDescription], with_baseline: bool) -> str:
    """One run with all results; `with_baseline` says that old findings are told apart from new ones."""
    reports = [outcome for outcome in outcomes if isinstance(outcome, CheckedReport)]
    listed = [rules[rule] for rule in sorted(rules)]
    index = {rule.id: number for number, rule in enumerate(listed)}
    run = {
        "tool": {"driver": _driver(listed)},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [_invocation(outcomes, index)],
        "artifacts": [{"location": _artifact(path)} for path in _files(outcomes)],
        "results": [result for report in reports for result in _results(report, index, with_baseline)],
    }
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(rules: Iterable[RuleDescription]) -> dict[str, Any]:
    return {
        "name": "Crossfoot",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [
            {
                "id": rule.id,
                "shortDescription": {"text": rule.summary[:_LONGEST_DESCRIPTION]},
                "fullDescription": {"text": rule.summary[:_LONGEST_DESCRIPTION]},
                "help": {"text": rule.help, "markdown": rule.markdown},
                "defaultConfiguration": {"level": _LEVELS[rule.severity.value]},
                "properties": {"tags": [rule.id.partition("/")[0]]},
            }
            for rule in rules
        ],
    }


def _files(outcomes: Iterable[Outcome]) -> Iterable[str]:
    """The files that were looked at, each once; a publication is none, but its findings stand in some."""
    files: dict[str, None] = {}
    for outcome in outcomes:
        if not _is_publication(outcome):
            files[outcome.path] = None
        if isinstance(outcome, CheckedReport):
            files |= {evidence.path: None for finding in outcome.findings for evidence in finding.evidence}
    return files


def _is_publication(outcome: Outcome) -> bool:
    return is_publication(outcome)


def _invocation(outcomes: Iterable[Outcome], index: Mapping[str, int]) -> dict[str, Any]:
    """Whether all was checked; what was not stands as a notification of the tool."""
    notes = [_notification(outcome, problem, index) for outcome in outcomes for problem in problems(outcome)]
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}


def _notification(outcome: Outcome, problem: Problem, index: Mapping[str, int]) -> dict[str, Any]:
    path = printable_path(outcome.path)
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": _artifact(outcome.path)}}
    if _is_publication(outcome):
        location = {"logicalLocations": [{"fullyQualifiedName": path}]}
    note = {"level": "error", "message": {"text": _unlinked(f"{path}: {problem.said}")}, "locations": [location]}
    if problem.broke and problem.name in index:
        note["associatedRule"] = {"id": problem.name, "index": index[problem.name]}
    return note


def _results(report: CheckedReport, index: Mapping[str, int], with_baseline: bool) -> Iterator[dict[str, Any]]:
    beside_text = {name for allow in report.allows for name in allow.covered}
    for finding in report.findings:
        result = _result(finding, index)
        if with_baseline:
            result["baselineState"] = _STATES[finding.standing]
        if finding.standing is Standing.ALLOWED:
            # What no allow of the report itself covers, the file beside it allows.
            kind = "inSource" if finding.fingerprint in beside_text else "external"
            justification = printable(finding.reason)
            result["suppressions"] = [{"kind": kind, "status": "accepted", "justification": justification}]
        yield result
    if with_baseline:
        yield from (_absent(report, known, index) for known in report.stale)


def _result(finding: PlacedFinding, index: Mapping[str, int]) -> dict[str, Any]:
    first, *others = finding.evidence
    result: dict[str, Any] = {
        **_rule(finding.rule, index),
        "level": _LEVELS[finding.severity.value],
        "message": {"text": "\n".join(_message_lines(finding))},
        "locations": [_location(first)],
        "partialFingerprints": _fingerprints(finding.fingerprint, has_lines=first.place.line is not None),
    }
    if others:
        result["relatedLocations"] = [
            _location(each) | {"id": number, "message": {"text": _unlinked(_place_words(each, f"“{quoted(each)}”"))}}
            for number, each in enumerate(others, start=1)
        ]
    return result


def _rule(rule: str, index: Mapping[str, int]) -> dict[str, Any]:
    return {"ruleId": rule, "ruleIndex": index[rule]} if rule in index else {"ruleId": rule}


def _fingerprints(fingerprint: str, has_lines: bool) -> dict[str, str]:
    """Code scanning knows a finding again by a hash of its line, which its upload computes from a text.

    All findings of a file without lines would have the same one, and be taken for one.
    """
    return {FINGERPRINT: fingerprint} | ({} if has_lines else {"primaryLocationLineHash": f"{fingerprint}:1"})


def _message_lines(finding: PlacedFinding) -> Iterator[str]:
    """The finding in words, the further places as links to `relatedLocations`: code scanning shows no others."""
    yield _unlinked(printable(finding.message))
    for number, each in enumerate(finding.evidence):
        words = f"“{quoted(each)}”"
        if not number:
            yield _unlinked(_place_words(each, words))
        else:
            before, after = _place_words(each, "\0").split("\0")
            link = re.sub(r"[\\\[\]]", r"\\\g<0>", words)
            yield f"{_unlinked(before)}[{link}]({number}){_unlinked(after)}"
    yield from map(_unlinked, detail_lines(finding))


def _place_words(evidence: PlacedEvidence, words: str) -> str:
    return f"{where(evidence)}: {words} ({printable(evidence.role)})"


def _unlinked(text: str) -> str:
    """Text in which no viewer finds a link: `[words](target)` is one in every SARIF message."""
    return text.replace("](", "] (")


def _absent(report: CheckedReport, known: KnownFinding, index: Mapping[str, int]) -> dict[str, Any]:
    """A finding of the baseline that is gone. The message says so too: not every viewer reads the state."""
    file = report.path
    if _is_publication(report) and report.findings:  # a publication is no file, but they stand in some
        file = report.findings[0].evidence[0].path
    return {
        **_rule(known.rule, index),
        "message": {"text": _unlinked(gone(known))},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(file), "region": _NO_LINES}}],
        "partialFingerprints": _fingerprints(known.fingerprint, has_lines=False),
        "baselineState": "absent",
    }


def _location(evidence: PlacedEvidence) -> dict[str, Any]:
    """Where words stand: by lines in a text, as a page or part in words elsewhere."""
    place = evidence.place
    artifact = _artifact(evidence.path)
    if place.line is None:
        logical = {"fullyQualifiedName": printable(place.at)}
        return {"physicalLocation": {"artifactLocation": artifact, "region": _NO_LINES}, "logicalLocations": [logical]}
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "snippet": {"text": _SURROGATES.sub("\ufffd", place.quote)},
    }
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _artifact(path: str) -> dict[str, str]:
    """The place of a file. `%SRCROOT%` is where Crossfoot ran; what lies outside is not told relative to it."""
    relative = not PurePath(path).is_absolute() and ".." not in PurePath(path).parts
    return {"uri": file_uri(path)} | ({"uriBaseId": _ROOT} if relative else {})


def file_uri(path: str, kind: type[PurePath] = PurePath) -> str:
    """A path of this system (or of that `kind`) as the URI reference that SARIF wants: relative ones stay so."""
    plain = kind(path)
    if plain.is_absolute():
        return plain.as_uri()
    return quote(plain.as_posix().encode("utf-8", "surrogateescape"))
