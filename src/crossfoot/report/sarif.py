"""Findings as SARIF 2.1.0, for code scanning and other tools that gather results.

The format: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from crossfoot import __version__
from crossfoot.model_checked import (
    CheckedReport,
    Failure,
    KnownFinding,
    Outcome,
    PlacedEvidence,
    PlacedFinding,
    Standing,
)
from crossfoot.report.finding_words import detail_lines, quoted, where
from crossfoot.report.json import dumped, failure_error
from crossfoot.report.printable import printable, printable_path
from crossfoot.report.rule_descriptions import RuleDescription

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "crossfoot/v1"
"""The name under which a finding's fingerprint stands in `partialFingerprints`."""

_LEVELS = {"error": "error", "warning": "warning", "note": "note"}
_STATES = {Standing.NEW: "new", Standing.KNOWN: "unchanged", Standing.ALLOWED: "new"}


def sarif_text(outcomes: Sequence[Outcome], rules: Mapping[str, RuleDescription], with_baseline: bool) -> str:
    """One run with all results; `with_baseline` says that old findings are told apart from new ones."""
    reports = [outcome for outcome in outcomes if isinstance(outcome, CheckedReport)]
    listed = [rules[rule] for rule in sorted(rules)]
    index = {rule.id: number for number, rule in enumerate(listed)}
    results = [result for report in reports for result in _results(report, index, with_baseline)]
    run = {
        "tool": {"driver": _driver(listed)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(outcomes)],
        "artifacts": [{"location": {"uri": _uri(outcome.path)}} for outcome in outcomes],
        "results": results,
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
                "shortDescription": {"text": rule.summary},
                "fullDescription": {"text": rule.summary},
                "help": {"text": rule.help, "markdown": rule.help},
                "defaultConfiguration": {"level": _LEVELS[rule.severity.value]},
                "properties": {"tags": [rule.id.partition("/")[0]]},
            }
            for rule in rules
        ],
    }


def _invocation(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """Whether all was checked; what was not stands as a notification of the tool."""
    notes = []
    for outcome in outcomes:
        for said in _unchecked(outcome):
            location = {"physicalLocation": {"artifactLocation": {"uri": _uri(outcome.path)}}}
            text = f"{printable_path(outcome.path)}: {printable(said)}"
            notes.append({"level": "error", "message": {"text": text}, "locations": [location]})
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}


def _unchecked(outcome: Outcome) -> Iterator[str]:
    if isinstance(outcome, Failure):
        yield f"not checked: {failure_error(outcome)}"
        return
    if outcome.unsupported is not None:
        yield f"nothing was checked: {outcome.unsupported}"
    for crash in outcome.crashes:
        yield f"the rule {crash.rule} broke: {crash.error}"


def _results(report: CheckedReport, index: Mapping[str, int], with_baseline: bool) -> Iterator[dict[str, Any]]:
    for finding in report.findings:
        state = {"baselineState": _STATES[finding.standing]} if with_baseline else {}
        yield _result(finding, index) | state
    for known in report.stale:
        yield _absent(report, known, index)


def _result(finding: PlacedFinding, index: Mapping[str, int]) -> dict[str, Any]:
    first, *others = finding.evidence
    text = "\n".join((printable(finding.message), *detail_lines(finding)))
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity.value],
        "message": {"text": text},
        "locations": [_location(first)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    if others:
        result["relatedLocations"] = [
            _location(each) | {"id": number, "message": {"text": f"{each.role}: “{quoted(each)}” ({where(each)})"}}
            for number, each in enumerate(others)
        ]
    if finding.standing is Standing.ALLOWED:
        suppression = {"kind": "inSource", "status": "accepted", "justification": printable(finding.reason)}
        result["suppressions"] = [suppression]
    return result


def _absent(report: CheckedReport, known: KnownFinding, index: Mapping[str, int]) -> dict[str, Any]:
    """A finding of the baseline that is gone."""
    result: dict[str, Any] = {
        "ruleId": known.rule,
        "message": {"text": printable(known.message)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(report.path)}}}],
        "partialFingerprints": {FINGERPRINT: known.fingerprint},
        "baselineState": "absent",
    }
    return result | ({"ruleIndex": index[known.rule]} if known.rule in index else {})


def _location(evidence: PlacedEvidence) -> dict[str, Any]:
    """Where words stand: by lines in a text, as a page or part in words elsewhere."""
    place = evidence.place
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(evidence.path)}}
    if place.line is None:
        return {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": place.at}]}
    physical["region"] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
        "snippet": {"text": place.quote},
    }
    return {"physicalLocation": physical}


def _uri(path: str) -> str:
    """A path as the URI reference that SARIF wants: relative ones stay so."""
    plain = printable_path(path)
    if PurePath(plain).is_absolute():
        return "file://" + quote(PurePath(plain).as_posix())
    return quote(PurePath(plain).as_posix())
