"""From a report with its whole document to the small record that is cached, sent and told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from crossfoot.engine import Joint, Report
from crossfoot.ledger.publication import Publication
from crossfoot.model import CoverageItem, Document, Evidence, Finding
from crossfoot.model_checked import CheckedReport, PlacedEvidence, PlacedFinding, PlacedItem
from crossfoot.read.source_map import to_file
from crossfoot.report.excerpt import context_of
from crossfoot.report.located import located
from crossfoot.report.place import at_of, place_of
from crossfoot.suppress.inline import allows_in

RECORD = "record"
"""The format of figures of record, and the role that they play in a finding."""


def placed(report: Report, known: Collection[str] = ()) -> CheckedReport:
    """The report with every place looked up; `known` are the ids of all rules, which its allows may name."""
    document = report.document
    return CheckedReport(
        path=document.path,
        format=document.format,
        findings=tuple(placed_finding(document, finding) for finding in report.findings),
        items=tuple(_item(document, item) for item in report.coverage.items),
        comparisons=dict(report.coverage.comparisons),
        crashes=report.crashes,
        unsupported=report.unsupported,
        notes=document.notes,
        allows=allows_in(document, report.findings, known),
        words=len(document.text.split()),
    )


def with_joint(report: Report, joint: Joint) -> Report:
    """The report with what was found between it, the first member, and the others: as far as it stands in it."""
    length = len(report.document.text)
    added = []
    for finding in joint.findings:
        own = tuple(each for each in finding.evidence if each.span.end <= length)
        others = [_in_member(joint.publication, each) for each in finding.evidence if each.span.end > length]
        told = tuple(f"{located(each.path, each.place)} says “{each.place.quote}”" for each in others)
        added.append(replace(finding, evidence=own, assumptions=(*finding.assumptions, *told)))
    return replace(report, findings=(*report.findings, *added))


def placed_between(joint: Joint) -> tuple[PlacedFinding, ...]:
    """The findings between the members of a publication, each place in the file that it stands in."""
    return tuple(
        with_places(finding, tuple(_in_member(joint.publication, each) for each in finding.evidence))
        for finding in joint.findings
    )


def _in_member(publication: Publication, evidence: Evidence) -> PlacedEvidence:
    member, span = publication.in_member(evidence.span)
    role = RECORD if member.document.format == RECORD else evidence.role
    return placed_evidence(member.document, Evidence(span, role))


def placed_finding(document: Document, finding: Finding) -> PlacedFinding:
    """A finding of one document with its places."""
    return with_places(finding, tuple(placed_evidence(document, each) for each in finding.evidence))


def with_places(finding: Finding, evidence: tuple[PlacedEvidence, ...]) -> PlacedFinding:
    """A finding with these places."""
    return PlacedFinding(
        finding.rule,
        finding.severity,
        finding.message,
        evidence,
        finding.arithmetic,
        finding.assumptions,
        finding.repairs,
        finding.fingerprint,
        finding.slips,
        finding.see_also,
    )


def placed_evidence(document: Document, evidence: Evidence) -> PlacedEvidence:
    """One place of a finding with the words around it."""
    before, after = context_of(document.text, evidence.span)
    return PlacedEvidence(document.path, place_of(document, evidence.span), evidence.role, before, after)


def _item(document: Document, item: CoverageItem) -> PlacedItem:
    in_file = to_file(document, item.span)
    quote = document.text[item.span.start : item.span.end]
    at = at_of(document, item.span)
    return PlacedItem(quote, in_file.start, in_file.end, at, item.kind, item.state, item.why)
