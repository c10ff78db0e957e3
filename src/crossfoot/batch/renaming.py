"""The record of a report, told as that of another path."""

from __future__ import annotations

from dataclasses import replace

from crossfoot.model_checked import CheckedReport


def renamed(record: CheckedReport, path: str) -> CheckedReport:
    """The record under another path; places in other files stay there."""
    old = record.path
    if old == path:
        return record
    findings = tuple(
        replace(
            finding,
            evidence=tuple(replace(each, path=path) if each.path == old else each for each in finding.evidence),
        )
        for finding in record.findings
    )
    allows = tuple(replace(allow, path=path) for allow in record.allows)
    return replace(record, path=path, findings=findings, allows=allows)
