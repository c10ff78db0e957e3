"""What a house has said of a report's findings: which are allowed, which are old, what is stale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from crossfoot.fingerprint import digest
from crossfoot.model import Severity
from crossfoot.model_checked import (
    STALE_ALLOW,
    WRONG_ALLOW,
    Allow,
    CheckedReport,
    KnownFinding,
    PlacedEvidence,
    PlacedFinding,
    Standing,
)
from crossfoot.rulebook_names import fits


def with_standing(
    report: CheckedReport,
    beside: Collection[Allow] = (),
    known: Collection[KnownFinding] = (),
    joint: Collection[str] = (),
) -> CheckedReport:
    """The report with the standing of each finding, and with findings about allows that are stale or wrong.

    `beside` are the allows of the sidecar file, `known` the findings of the baseline. An allow is stale
    where rules that it names ran and none of their findings is in its reach. `joint` are the rules whose
    findings a publication of the report may have as well: of them no allow is called stale here.
    """
    allows = (*report.allows, *beside)
    reasons = {name: allow.reason for allow in reversed(allows) for name in allow.covered}
    old = {each.fingerprint for each in known}
    findings = [_standing(finding, reasons, old) for finding in report.findings]
    ran = rules_that_ran(report)
    there = {finding.fingerprint for finding in report.findings}
    stale = tuple(each for each in known if each.fingerprint not in there and each.rule in ran)
    return replace(report, findings=(*findings, *_about_allows(allows, ran, joint)), stale=stale)


def rules_that_ran(report: CheckedReport) -> set[str]:
    """The rules of which a report has all findings."""
    return set() if report.unsupported is not None else set(report.comparisons) - {each.rule for each in report.crashes}


def _standing(finding: PlacedFinding, reasons: dict[str, str], old: Collection[str]) -> PlacedFinding:
    if finding.fingerprint in reasons:
        return replace(finding, standing=Standing.ALLOWED, reason=reasons[finding.fingerprint])
    return replace(finding, standing=Standing.KNOWN) if finding.fingerprint in old else finding


def _about_allows(allows: Collection[Allow], ran: Collection[str], joint: Collection[str]) -> Iterator[PlacedFinding]:
    seen: Counter[str] = Counter()
    for about in _told_of(allows, ran, joint):
        seen[about.fingerprint] += 1  # two allows may say the same
        times = seen[about.fingerprint]
        yield about if times == 1 else replace(about, fingerprint=digest((about.fingerprint, str(times))))


def _told_of(allows: Collection[Allow], ran: Collection[str], joint: Collection[str]) -> Iterator[PlacedFinding]:
    for allow in allows:
        if allow.mistake:
            end = "" if allow.mistake.endswith("?") else "."
            said = f"This allow is not in force: it {allow.mistake}{end}"
            yield _about(allow, WRONG_ALLOW, Severity.ERROR, said, "put it right")
        elif not allow.covered and _names(allow, ran) and not _names(allow, joint):
            said = f"This allow of {', '.join(allow.rules)} is stale: there is no such finding in its reach any more."
            yield _about(allow, STALE_ALLOW, Severity.WARNING, said, "take the allow out")


def _names(allow: Allow, rules: Collection[str]) -> bool:
    return any(fits(rule, name) for rule in rules for name in allow.rules)


def _about(allow: Allow, rule: str, severity: Severity, message: str, repair: str) -> PlacedFinding:
    evidence = (PlacedEvidence(allow.path, allow.place, "allow"),)
    named = digest((rule, " ".join(allow.place.quote.casefold().split())))
    return PlacedFinding(rule, severity, message, evidence, "", (), (repair,), named)
