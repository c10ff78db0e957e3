"""Findings for people: every place with its words marked, the arithmetic, and what was not checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.text import Text

from crossfoot.model_checked import PUBLICATION, CheckedReport, Failure, Outcome, PlacedFinding, Standing
from crossfoot.model_results import CoverageState, Severity
from crossfoot.report.coverage_words import comparisons_line, items_line
from crossfoot.report.detail import Detail
from crossfoot.report.excerpt import fitted
from crossfoot.report.located import joined, located
from crossfoot.report.printable import counted, printable, printable_path
from crossfoot.report.screen import Screen, rendered, styled
from crossfoot.report.tally import Tally

__all__ = ["Detail", "failure_line", "text_chunks"]

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_FAILED = "bold red"
_FAINT = "dim"
_LEAST_EXCERPT = 30


def text_chunks(results: Iterable[Outcome], screen: Screen, detail: Detail) -> Iterator[str]:
    """One piece of text for each result as it comes, and a summary of them all at the end."""
    tally = Tally()
    for result in results:
        tally.add(result)
        if isinstance(result, Failure):
            yield rendered([failure_line(result)], screen)
        else:
            yield rendered(_report_lines(result, screen, detail), screen)
    if not detail.quiet:
        yield rendered(_summary(tally), screen)


def failure_line(failure: Failure) -> Text:
    """The line that says why a report was not read."""
    path = printable_path(failure.path)
    if failure.crashed:
        said = "Crossfoot broke on this report, which is a fault of Crossfoot: please send in the report and this line"
        return styled(f"{path}: ", ("not checked", _FAILED), f": {said}: {printable(failure.reason)}")
    return styled(f"{path}: ", ("not checked", _FAILED), f": {printable(failure.reason)}")


def _report_lines(report: CheckedReport, screen: Screen, detail: Detail) -> Iterator[Text]:
    by_fingerprint = {finding.fingerprint: finding for finding in report.findings}
    for finding in report.findings:
        if finding.standing is Standing.NEW or detail.verbose:
            yield from _finding_lines(finding, screen)
            yield from _see_also(finding, by_fingerprint)
            yield Text("")
    if not detail.quiet and not detail.verbose:
        yield from _settled_lines(report)
    path = printable_path(report.path)
    for crash in report.crashes:
        said = f" the rule {crash.rule} broke, which is a fault of the rule: {printable(crash.error)}"
        yield styled(f"{path}:", (" not checked:", _FAILED), said)
    if report.unsupported is not None:
        yield styled(f"{path}: ", ("nothing was checked", _FAILED), f": {printable(report.unsupported)}")
    elif not detail.quiet:
        if report.format != PUBLICATION:
            yield Text(f"{path}: {items_line(report.items, listed=detail.verbose)}")
        if detail.verbose or not detail.several:
            yield Text(f"{path}: {comparisons_line(report.comparisons)}")
        for note in report.notes:
            yield Text(f"{path}: {printable(note)}")
    if detail.verbose:
        yield from _coverage_lines(report)
    if not detail.quiet:
        yield from _stale_lines(report)
        yield Text("")


def _settled_lines(report: CheckedReport) -> Iterator[Text]:
    """One line for each finding that the house knows already."""
    settled = [finding for finding in report.findings if finding.standing is not Standing.NEW]
    for finding in settled:
        yield styled(
            f"{_head(finding)}: ", (_marked(finding), _FAINT), f" {finding.rule}: {printable(finding.message)}"
        )
    if settled:
        yield Text("")


def _stale_lines(report: CheckedReport) -> Iterator[Text]:
    for known in report.stale:
        said = f"no longer found, but in the baseline: {known.rule}: {printable(known.message)}"
        yield Text(f"{printable_path(report.path)}: {said}")


def _marked(finding: PlacedFinding) -> str:
    """The severity of a finding with what the house has said of it."""
    if finding.standing is Standing.ALLOWED:
        return f"{finding.severity.value} (allowed: {printable(finding.reason)})"
    return f"{finding.severity.value} (in the baseline)" if finding.standing is Standing.KNOWN else finding.severity


def _head(finding: PlacedFinding) -> str:
    first = finding.evidence[0]
    return located(printable_path(first.path), first.place)


def _finding_lines(finding: PlacedFinding, screen: Screen) -> Iterator[Text]:
    style = _STYLES[finding.severity] if finding.standing is Standing.NEW else _FAINT
    yield styled(f"{_head(finding)}: ", (_marked(finding), style), f" {finding.rule}: {printable(finding.message)}")
    several = len({evidence.path for evidence in finding.evidence}) > 1
    ats = [
        located(printable_path(evidence.path), evidence.place) if several else evidence.place.at
        for evidence in finding.evidence
    ]
    at_width = max(map(len, ats))
    role_width = max(len(evidence.role) for evidence in finding.evidence)
    for at, evidence in zip(ats, finding.evidence, strict=True):
        lead = f"  {at:>{at_width}}  {printable(evidence.role):<{role_width}}  "
        room = max(_LEAST_EXCERPT, screen.width - len(lead))
        shown = fitted(evidence.before, evidence.place.quote, evidence.after, room)
        yield styled((lead, _FAINT), shown.before, (shown.marked, "bold"), shown.after)
        yield styled(" " * len(lead), (shown.carets, style))
    for line in finding.arithmetic.splitlines():
        yield Text(f"  arithmetic: {printable(line)}")
    for slip in finding.slips:
        yield Text(f"  likely slip: {printable(slip)}")
    for assumption in finding.assumptions:
        yield Text(f"  assuming: {printable(assumption)}")
    for repair in finding.repairs:
        yield Text(f"  repair: {printable(repair)}")


def _see_also(finding: PlacedFinding, by_fingerprint: Mapping[str, PlacedFinding]) -> Iterator[Text]:
    """Where the findings of other rules stand that share a figure."""
    for other in finding.see_also:
        place = by_fingerprint[other].evidence[0].place
        yield Text(f"  see also: {by_fingerprint[other].rule} at {place.at}, which shares a figure with this one")


def _coverage_lines(report: CheckedReport) -> Iterator[Text]:
    """Everything that was not checked, by place, and the comparisons of each rule."""
    for item in report.items:
        if item.state is not CoverageState.CHECKED:
            why = f" ({printable(item.why)})" if item.why else ""
            said = f"{item.kind} “{printable(item.quote)}”: {item.state.value}{why}"
            yield Text(f"{joined(printable_path(report.path), item.at)}: {said}")
    for rule, number in report.comparisons.items():
        yield Text(f"  {rule}: {counted(number, 'comparison')}")


def _summary(tally: Tally) -> Iterator[Text]:
    told = ", ".join(counted(tally.new[severity], severity.value) for severity in Severity)
    also = f", {counted(tally.publications, 'publication')}" if tally.publications else ""
    line = styled(f"{counted(tally.documents, 'report')}{also}: {told}.")
    if tally.documents > 1:
        read = sum(tally.states.values())
        checked, unread = tally.states[CoverageState.CHECKED], tally.states[CoverageState.UNREAD]
        yield styled(
            f"In all: {read:,} figures, list entries and periods read, {checked:,} checked, {unread:,} not understood."
        )
    if tally.failed:
        line.append(f" {counted(tally.failed, 'report')} not checked, or not wholly: see above.", style=_FAILED)
    yield line
    if tally.settled:
        yield styled(f"Not counted: {tally.settled}.")
    if tally.stale:
        yield styled(
            f"{counted(tally.stale, 'finding')} of the baseline no longer found: `crossfoot baseline --prune` takes "
            "them out."
        )
