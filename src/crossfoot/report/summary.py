"""Findings as Markdown: for a pull request's comment, or the summary of a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crossfoot.model_checked import CheckedReport, Outcome, PlacedFinding
from crossfoot.model_results import CoverageState, Severity
from crossfoot.report.annotations import new_findings
from crossfoot.report.finding_words import code_span, detail_lines, markdown_text, problems, quoted, where
from crossfoot.report.printable import counted, printable, printable_path
from crossfoot.report.tally import Tally

_LONGEST = 60_000
"""GitHub refuses comments beyond 65,536 characters, and does not say of which kind; these are bytes."""


def summary_text(outcomes: Sequence[Outcome]) -> str:
    """What is new, by report, below the counts of it all; what does not fit is counted.

    Nothing of a report is read as Markdown.
    """
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
    parts = ["\n".join(_head(tally, outcomes))]
    room, left_out = _LONGEST - _size(parts[0]), 0
    for outcome in outcomes:
        heading = f"\n### {code_span(printable_path(outcome.path))}\n"
        for entry in _entries(outcome):
            if _size(heading + entry) > room:
                left_out += 1
                continue
            parts.append(heading + entry)
            room -= _size(parts[-1])
            heading = ""
    if left_out:
        parts.append(f"\n{counted(left_out, 'more entry')} did not fit here.\n")
    return "".join(parts)


def _size(text: str) -> int:
    return len(text.encode())


def _head(tally: Tally, outcomes: Iterable[Outcome]) -> Iterator[str]:
    checked = [counted(tally.documents, "report")] if tally.documents or not tally.publications else []
    checked += [counted(tally.publications, "publication")] if tally.publications else []
    told = ", ".join(counted(tally.new[severity], severity.value) for severity in Severity)
    yield "## Crossfoot\n"
    yield f"**{', '.join(checked)}: {told if tally.new.total() else 'no new findings'}.**"
    if tally.failed:
        yield f"{tally.failed:,} not checked, or not wholly: see below."
    if tally.settled:
        yield f"Not counted: {tally.settled}."
    if tally.stale:
        yield f"{counted(tally.stale, 'finding')} of the baseline no longer found."
    states = [item.state for outcome in outcomes if isinstance(outcome, CheckedReport) for item in outcome.items]
    if states:
        done, unread = states.count(CoverageState.CHECKED), states.count(CoverageState.UNREAD)
        yield f"{len(states):,} figures, list entries and periods read: {done:,} checked, {unread:,} not understood."
    yield ""


def _entries(outcome: Outcome) -> Iterator[str]:
    for problem in problems(outcome):
        yield f"\n- {markdown_text(problem.said[:1].upper() + problem.said[1:])}\n"
    if isinstance(outcome, CheckedReport):
        yield from (_entry(finding) for finding in new_findings(outcome))


def _entry(finding: PlacedFinding) -> str:
    lines = [f"\n- **{finding.severity.value}** {code_span(printable(finding.rule))}:"]
    lines[0] += f" {markdown_text(printable(finding.message))}"
    for each in finding.evidence:
        lines.append(f"  - {code_span(where(each))}: {code_span(quoted(each))} ({markdown_text(printable(each.role))})")
    lines += [f"  - {markdown_text(line)}" for line in detail_lines(finding)]
    return "\n".join(lines) + "\n"
