"""Findings as the marks that an editor shows in the text and in its list of problems."""

from __future__ import annotations

import os
from collections.abc import Iterator

from lsprotocol import types
from pygls.uris import from_fs_path

from crossfoot.lsp.checking import Checked, Unchecked
from crossfoot.lsp.client import Client
from crossfoot.model_checked import PlacedEvidence, PlacedFinding, Standing
from crossfoot.model_results import Severity
from crossfoot.report.finding_words import place_lines, quoted
from crossfoot.report.printable import printable

SOURCE = "crossfoot"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_START = types.Range(types.Position(0, 0), types.Position(0, 0))


def diagnostics_of(result: Checked | Unchecked | None, client: Client) -> list[types.Diagnostic]:
    """All marks of one text: what was found, and what was not checked and why."""
    if result is None:
        return []
    if isinstance(result, Unchecked):
        severity = types.DiagnosticSeverity.Warning if result.crashed else types.DiagnosticSeverity.Error
        cause = "an internal error, please send in this line: " if result.crashed else ""
        return [_at_start(f"Not checked: {cause}{result.reason}", severity)]
    marks = [mark for finding in result.record.findings for mark in _marks(result, finding, client)]
    return [*marks, *_about_the_check(result)]


def _about_the_check(result: Checked) -> Iterator[types.Diagnostic]:
    if result.record.unsupported is not None:
        said = f"Nothing was checked: {result.record.unsupported}"
        yield _at_start(said, types.DiagnosticSeverity.Information)
    for crash in result.record.crashes:
        said = f"The rule {crash.rule} was not checked: an internal error, please send in this line: {crash.error}"
        yield _at_start(said, types.DiagnosticSeverity.Warning)


def _at_start(message: str, severity: types.DiagnosticSeverity) -> types.Diagnostic:
    return types.Diagnostic(_START, printable(message), severity=severity, source=SOURCE)


def _marks(result: Checked, finding: PlacedFinding, client: Client) -> Iterator[types.Diagnostic]:
    """The mark of the finding at its first place, and at every other place one that leads there."""
    if finding.standing is Standing.ALLOWED:
        return
    known = finding.standing is Standing.KNOWN
    message = printable(finding.message) + (" (in the baseline)" if known else "")
    places = result.own_places(finding)
    elsewhere = [each for each in finding.evidence if each not in places[:1]]
    if not client.related and elsewhere:
        message = "\n".join((message, *place_lines(finding)))
    severity = types.DiagnosticSeverity.Hint if known else _SEVERITIES[finding.severity]
    range_ = range_of(result, places[0]) if places else _START
    yield _mark(finding, range_, message, severity, [_related(result, each) for each in elsewhere], client)
    for place in places[1:]:
        # A hint, as compilers mark a second place: it is seen where it stands and is no problem of its own.
        said = f"{printable(finding.message)} ({printable(place.role)}; the first place is {places[0].place.at})"
        back = [_related(result, each) for each in finding.evidence if each is not place]
        yield _mark(finding, range_of(result, place), said, types.DiagnosticSeverity.Hint, back, client)


def _mark(
    finding: PlacedFinding,
    range_: types.Range,
    message: str,
    severity: types.DiagnosticSeverity,
    related: list[types.DiagnosticRelatedInformation],
    client: Client,
) -> types.Diagnostic:
    return types.Diagnostic(
        range_,
        message,
        severity=severity,
        code=finding.rule,
        source=SOURCE,
        related_information=related if client.related and related else None,
        data=finding.fingerprint,
    )


def _related(result: Checked, evidence: PlacedEvidence) -> types.DiagnosticRelatedInformation:
    said = f"{printable(evidence.role)}: “{quoted(evidence)}”"
    return types.DiagnosticRelatedInformation(location_of(result, evidence), said)


def location_of(result: Checked, evidence: PlacedEvidence) -> types.Location:
    """Where a place stands, also where that is another file."""
    if evidence.path == result.record.path:
        return types.Location(result.source.uri, range_of(result, evidence))
    # The text of another file is not at hand to count its columns, and its line is enough to find the words.
    line = max((evidence.place.line or 1) - 1, 0)
    start = types.Position(line, 0)
    return types.Location(uri_of_path(evidence.path), types.Range(start, start))


def uri_of_path(path: str) -> str:
    """The address of a file; a relative path is seen from the folder that the server runs in."""
    return from_fs_path(os.path.abspath(path)) or path


def range_of(result: Checked, evidence: PlacedEvidence) -> types.Range:
    """The range of a place of this report."""
    return result.positions.range(evidence.place.start, evidence.place.end)
