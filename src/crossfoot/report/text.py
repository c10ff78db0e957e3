"""Findings for people: every place with its words marked, the arithmetic, and what was not checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.text import Text

from crossfoot.engine import Failure, Report, Result
from crossfoot.model import CoverageState, Document, Finding, Severity
from crossfoot.report.coverage_words import comparisons_line, items_line
from crossfoot.report.excerpt import excerpt
from crossfoot.report.place import located, place_of
from crossfoot.report.printable import counted, printable, printable_path
from crossfoot.report.screen import Screen, rendered, styled

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_FAILED = "bold red"
_FAINT = "dim"
_LEAST_EXCERPT = 30


@dataclass(frozen=True, slots=True)
class Detail:
    """How much is told: `verbose` lists what was not checked, `quiet` leaves coverage out."""

    verbose: bool = False
    quiet: bool = False


def text_chunks(results: Iterable[Result], screen: Screen, detail: Detail) -> Iterator[str]:
    """One piece of text for each result as it comes, and a summary of them all at the end."""
    severities: Counter[Severity] = Counter()
    documents = failed = 0
    for result in results:
        documents += 1
        if isinstance(result, Failure):
            failed += 1
            yield rendered([failure_line(result)], screen)
            continue
        failed += bool(result.crashes or result.unsupported)
        severities.update(finding.severity for finding in result.findings)
        yield rendered(_report_lines(result, screen, detail), screen)
    if not detail.quiet:
        yield rendered([_summary(documents, failed, severities)], screen)


def failure_line(failure: Failure) -> Text:
    """The line that says why a report was not read."""
    path = printable_path(failure.path)
    if failure.crashed:
        said = "Crossfoot broke on this report, which is a fault of Crossfoot: please send in the report and this line"
        return styled(f"{path}: ", ("not checked", _FAILED), f": {said}: {printable(failure.reason)}")
    return styled(f"{path}: ", ("not checked", _FAILED), f": {printable(failure.reason)}")


def _report_lines(report: Report, screen: Screen, detail: Detail) -> Iterator[Text]:
    by_fingerprint = {finding.fingerprint: finding for finding in report.findings}
    for finding in report.findings:
        yield from _finding_lines(report.document, finding, screen)
        yield from _see_also(report.document, [by_fingerprint[other] for other in finding.see_also])
        yield Text("")
    path = printable_path(report.path)
    for crash in report.crashes:
        said = f" the rule {crash.rule} broke, which is a fault of the rule: {printable(crash.error)}"
        yield styled(f"{path}:", (" not checked:", _FAILED), said)
    if report.unsupported is not None:
        yield styled(f"{path}: ", ("nothing was checked", _FAILED), f": {printable(report.unsupported)}")
    elif not detail.quiet:
        yield Text(f"{path}: {items_line(report.coverage.items, listed=detail.verbose)}")
        yield Text(f"{path}: {comparisons_line(report.coverage.comparisons)}")
        for note in report.document.notes:
            yield Text(f"{path}: {printable(note)}")
    if detail.verbose:
        yield from _coverage_lines(report)
    if not detail.quiet:
        yield Text("")


def _finding_lines(document: Document, finding: Finding, screen: Screen) -> Iterator[Text]:
    places = [place_of(document, evidence.span) for evidence in finding.evidence]
    yield styled(
        f"{located(printable_path(document.path), places[0])}: ",
        (finding.severity.value, _STYLES[finding.severity]),
        f" {finding.rule}: {printable(finding.message)}",
    )
    at_width = max(len(place.at) for place in places)
    role_width = max(len(evidence.role) for evidence in finding.evidence)
    for place, evidence in zip(places, finding.evidence, strict=True):
        lead = f"  {place.at:>{at_width}}  {printable(evidence.role):<{role_width}}  "
        shown = excerpt(document.text, evidence.span, max(_LEAST_EXCERPT, screen.width - len(lead)))
        yield styled((lead, _FAINT), shown.before, (shown.marked, "bold"), shown.after)
        yield styled(" " * len(lead), (shown.carets, _STYLES[finding.severity]))
    for line in finding.arithmetic.splitlines():
        yield Text(f"  arithmetic: {printable(line)}")
    for slip in finding.slips:
        yield Text(f"  likely slip: {printable(slip)}")
    for assumption in finding.assumptions:
        yield Text(f"  assuming: {printable(assumption)}")
    for repair in finding.repairs:
        yield Text(f"  repair: {printable(repair)}")


def _see_also(document: Document, others: list[Finding]) -> Iterator[Text]:
    """Where the findings of other rules stand that share a figure."""
    for other in others:
        place = place_of(document, other.evidence[0].span)
        yield Text(f"  see also: {other.rule} at {place.at}, which shares a figure with this one")


def _coverage_lines(report: Report) -> Iterator[Text]:
    """Everything that was not checked, by place, and the comparisons of each rule."""
    for item in report.coverage.items:
        if item.state is not CoverageState.CHECKED:
            place = place_of(report.document, item.span)
            why = f" ({printable(item.why)})" if item.why else ""
            said = f"{item.kind} “{printable(place.quote)}”: {item.state.value}{why}"
            yield Text(f"{located(printable_path(report.path), place)}: {said}")
    for rule, number in report.coverage.comparisons.items():
        yield Text(f"  {rule}: {counted(number, 'comparison')}")


def _summary(documents: int, failed: int, severities: Counter[Severity]) -> Text:
    told = ", ".join(counted(severities[severity], severity.value) for severity in Severity)
    line = styled(f"{counted(documents, 'report')}: {told}.")
    if failed:
        line.append(f" {counted(failed, 'report')} not checked, or not wholly: see above.", style=_FAILED)
    return line
