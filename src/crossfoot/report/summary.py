"""Findings as Markdown: for a pull request's comment, or the summary of a build."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from crossfoot.model_checked import CheckedReport, Failure, Outcome, PlacedFinding
from crossfoot.model_results import CoverageState, Severity
from crossfoot.report.annotations import new_findings
from crossfoot.report.finding_words import detail_lines, quoted, where
from crossfoot.report.json import failure_error
from crossfoot.report.printable import counted, printable, printable_path
from crossfoot.report.tally import Tally

_LONGEST = 60_000
"""GitHub refuses comments beyond 65,536 characters; what does not fit is counted."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~@])")


def summary_text(outcomes: Sequence[Outcome]) -> str:
    """What is new first, by report; then how much is settled, and what was not checked."""
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
    head = "\n".join(_head(tally, outcomes))
    length, left_out = len(head), 0
    parts = []
    for outcome in outcomes:
        for part in _parts(outcome):
            if length + len(part) > _LONGEST:
                left_out += 1
                continue
            parts.append(part)
            length += len(part)
    if left_out:
        parts.append(f"\n{counted(left_out, 'more entry')} did not fit here.\n")
    return head + "".join(parts)


def _head(tally: Tally, outcomes: Iterable[Outcome]) -> Iterator[str]:
    told = ", ".join(counted(tally.new[severity], severity.value) for severity in Severity)
    yield "## Crossfoot\n"
    yield f"**{counted(tally.documents, 'report')}: {told}.**"
    settled = [f"{tally.known:,} in the baseline"] if tally.known else []
    settled += [f"{tally.allowed:,} allowed"] if tally.allowed else []
    if settled:
        yield f"Not counted: {', '.join(settled)}."
    if tally.stale:
        yield f"{counted(tally.stale, 'finding')} of the baseline no longer found."
    states = [item.state for outcome in outcomes if isinstance(outcome, CheckedReport) for item in outcome.items]
    checked, unread = states.count(CoverageState.CHECKED), states.count(CoverageState.UNREAD)
    yield f"{len(states):,} figures, list entries and periods read: {checked:,} checked, {unread:,} not understood.\n"


def _parts(outcome: Outcome) -> Iterator[str]:
    path = _escaped(printable_path(outcome.path))
    if isinstance(outcome, Failure):
        yield f"\n### {path}\n\nNot checked: {_escaped(printable(failure_error(outcome)))}\n"
        return
    found = list(new_findings(outcome))
    unchecked = [] if outcome.unsupported is None else [f"Nothing was checked: {outcome.unsupported}"]
    unchecked += [f"The rule {crash.rule} broke: {crash.error}" for crash in outcome.crashes]
    if found or unchecked:
        yield f"\n### {path}\n"
    yield from (f"\n{_escaped(printable(said))}\n" for said in unchecked)
    yield from (_entry(finding) for finding in found)


def _entry(finding: PlacedFinding) -> str:
    lines = [f"\n- **{finding.severity.value}** `{finding.rule}`: {_escaped(printable(finding.message))}"]
    lines += [
        f"  - {_escaped(where(each))}: “{_escaped(quoted(each))}” ({_escaped(printable(each.role))})"
        for each in finding.evidence
    ]
    lines += [f"  - {_escaped(line)}" for line in detail_lines(finding)]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    """Text that Markdown shows as it stands; `@` mentions nobody."""
    return _SPECIAL.sub(r"\\\1", text).replace("\\@", "@\u200b")
