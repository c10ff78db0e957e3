"""The findings as cards, by severity: message, places, arithmetic, repairs, picture."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from crossfoot.engine import Report
from crossfoot.model import Finding, Severity
from crossfoot.model_checked import CheckedReport, PlacedFinding, Standing
from crossfoot.report.excerpt import excerpt
from crossfoot.report.page.marked_text import SETTLED, place_id, shown_as
from crossfoot.report.page.pictures import picture_of
from crossfoot.report.place import place_of
from crossfoot.report.printable import counted, printable

_EXCERPT_WIDTH = 76


def findings_list(report: Report, told: CheckedReport) -> str:
    """The list of all findings: new ones by severity, then those that the baseline or an allow has settled."""
    parts: list[str] = []
    for name, found in groups_of(report, told).items():
        title = f"{len(found):,} settled" if name == SETTLED else counted(len(found), name)
        parts.append(f'<section class="group" data-severity="{name}">')
        parts.append(f'<h3 class="{name}">{title}</h3>\n<ol>\n')
        parts.extend(_card(report, number, report.findings[number], told.findings[number]) for number in found)
        parts.append("</ol></section>\n")
    return "".join(parts) or "<p>No finding.</p>\n"


def groups_of(report: Report, told: CheckedReport) -> dict[str, list[int]]:
    """The numbers of the report's findings by what they are shown as: a severity, or settled."""
    groups: dict[str, list[int]] = {name: [] for name in (*(severity.value for severity in Severity), SETTLED)}
    for number, _ in enumerate(report.findings):
        groups[shown_as(told.findings[number])].append(number)
    return {name: found for name, found in groups.items() if found}


def _card(report: Report, number: int, finding: Finding, told: PlacedFinding) -> str:
    lines = [
        f'<li class="finding {shown_as(told)}" id="finding-{number}" data-finding="{number}" tabindex="0">',
        f'<p class="message">{_text(finding.message)}</p><p class="rule">{escape(finding.rule)}</p>',
        f'<ol class="places">{"".join(_places(report, number, finding))}</ol>',
        picture_of(finding, report.ledger),
        "<dl>",
        *_details("Allowed", [told.reason] if told.standing is Standing.ALLOWED else []),
        *_details("Known", ["in the baseline"] if told.standing is Standing.KNOWN else []),
        *_details("Arithmetic", finding.arithmetic.splitlines()),
        *_details("Likely slip", finding.slips),
        *_details("Assuming", finding.assumptions),
        *_details("Repair", finding.repairs),
        *_see_also(report, finding),
        "</dl></li>\n",
    ]
    return "".join(lines)


def _places(report: Report, number: int, finding: Finding) -> Iterator[str]:
    for index, evidence in enumerate(finding.evidence):
        place = place_of(report.document, evidence.span)
        shown = excerpt(report.document.text, evidence.span, _EXCERPT_WIDTH)
        yield (
            f'<li><a href="#{place_id(number, index)}" data-place="{index}">'
            f'<span class="role">{_text(evidence.role)}</span> <span class="at">{escape(place.at)}</span> '
            f"{escape(shown.before)}<b>{escape(shown.marked)}</b>{escape(shown.after)}</a></li>"
        )


def _details(name: str, lines: tuple[str, ...] | list[str]) -> Iterator[str]:
    if lines:
        yield f"<dt>{name}</dt>" + "".join(f"<dd>{_text(line)}</dd>" for line in lines)


def _see_also(report: Report, finding: Finding) -> Iterator[str]:
    numbers = {each.fingerprint: number for number, each in enumerate(report.findings)}
    others = [(numbers[other], report.findings[numbers[other]].rule) for other in finding.see_also]
    links = [f'<dd><a href="#finding-{at}">{escape(rule)}</a> shares a figure</dd>' for at, rule in others]
    if links:
        yield "<dt>See also</dt>" + "".join(links)


def _text(text: str) -> str:
    return escape(printable(text))
