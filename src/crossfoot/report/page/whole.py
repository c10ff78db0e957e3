"""The whole page, with its style and script inside and a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from crossfoot.engine import Report
from crossfoot.model import Fact, Severity
from crossfoot.model_checked import CheckedReport, Failure
from crossfoot.report.coverage_words import comparisons_line, items_line
from crossfoot.report.fact_words import is_unread, shown_figure, what_is_measured, why_not_read
from crossfoot.report.json import failure_error
from crossfoot.report.page.findings_list import findings_list, groups_of
from crossfoot.report.page.marked_text import SETTLED, marked_text
from crossfoot.report.place import place_of
from crossfoot.report.printable import counted, printable, printable_path
from crossfoot.report.tally import Tally

_HEADS = ("place", "as printed", "as read", "measure", "of", "where", "when", "bound")


def page_text(made: tuple[Report, CheckedReport] | Failure) -> str:
    """The page of one report, with what the house has said of its findings."""
    title = printable_path(made.path if isinstance(made, Failure) else made[0].path)
    body = _failed(made) if isinstance(made, Failure) else _body(*made)
    style, script = _asset("page.css"), _asset("page.js")
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)} – Crossfoot</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n{body}<script>{script}</script>\n</body>\n</html>\n"
    )


def _asset(name: str) -> str:
    return files("crossfoot.report.page").joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _failed(failure: Failure) -> str:
    said = escape(printable(failure_error(failure)))
    return f'<main><h1>{escape(printable_path(failure.path))}</h1><p class="failed">Not checked: {said}</p></main>\n'


def _body(report: Report, told: CheckedReport) -> str:
    heading = escape(printable_path(report.path))
    return (
        f'<a class="skip" href="#findings">To the findings</a>\n<header>\n<h1>{heading}</h1>\n'
        f"{''.join(_summary(report, told))}</header>\n"
        '<div class="columns">\n'
        f'<main id="report" aria-label="The report as it was read">\n{marked_text(report, told)}</main>\n'
        '<aside id="findings" aria-label="Findings">\n<h2>Findings</h2>\n'
        f"{_controls(report, told)}{findings_list(report, told)}</aside>\n"
        "</div>\n"
        f'<section id="figures" aria-label="Figures as they were read">\n{"".join(_facts(report))}</section>\n'
    )


def _summary(report: Report, told: CheckedReport) -> Iterator[str]:
    tally = Tally()
    tally.add(told)
    said = ", ".join(counted(tally.new[severity], severity.value) for severity in Severity)
    said += f" (not counted: {tally.settled})" if tally.settled else ""
    yield f'<p class="summary">{said}. {escape(items_line(report.coverage.items, listed=True))}</p>\n'
    yield f"<p>{escape(comparisons_line(report.coverage.comparisons))}</p>\n"
    for about in told.findings[len(report.findings) :]:  # what is told of allows has no words in the text
        place = f"{printable_path(about.evidence[0].path)}, {about.evidence[0].place.at}"
        yield f'<p class="failed">{escape(place)}: {escape(printable(about.message))}</p>\n'
    for note in report.document.notes:
        yield f"<p>{escape(printable(note))}</p>\n"
    if report.unsupported is not None:
        yield f'<p class="failed">Nothing was checked: {escape(printable(report.unsupported))}</p>\n'
    for crash in report.crashes:
        yield f'<p class="failed">The rule {escape(crash.rule)} broke: {escape(printable(crash.error))}</p>\n'
    yield (
        '<p class="legend"><mark class="error">error</mark> <mark class="warning">warning</mark> '
        '<mark class="note">note</mark> <span class="alone">nothing to compare with</span> '
        '<span class="unread">not understood</span></p>\n'
    )


def _controls(report: Report, told: CheckedReport) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" data-filter="{name}" checked> {name}{"" if name == SETTLED else "s"}</label> '
        for name in groups_of(report, told)
    )
    return (
        f'<div class="controls" role="group" aria-label="Which findings are shown">{boxes}</div>\n'
        '<div class="controls" id="steps"><button type="button" id="previous">Previous (k)</button> '
        '<button type="button" id="next">Next (j)</button> <button type="button" id="place">Next place (p)</button> '
        '<span id="status" role="status"></span></div>\n'
    )


def _facts(report: Report) -> Iterator[str]:
    facts = [fact for fact in report.ledger.facts if not is_unread(fact)]
    unread = [fact for fact in report.ledger.facts if is_unread(fact)]
    yield f"<h2>Figures as they were read ({len(facts):,})</h2>\n"
    if facts:
        heads = "".join(f"<th>{head}</th>" for head in _HEADS)
        yield f'<div class="table" tabindex="0" role="region" aria-label="Figures"><table>\n<tr>{heads}</tr>\n'
        for fact in facts:
            yield "<tr>" + "".join(f"<td>{escape(printable(cell))}</td>" for cell in _row(report, fact)) + "</tr>\n"
        yield "</table></div>\n"
    if unread:
        yield f"<h2>Figures that were not understood ({len(unread):,})</h2>\n<ul>\n"
        for fact in unread:
            place = place_of(report.document, fact.span)
            why = escape(printable(why_not_read(fact) or ""))
            yield f"<li>{escape(place.at)} “{escape(printable(place.quote))}”: {why}</li>\n"
        yield "</ul>\n"


def _row(report: Report, fact: Fact) -> tuple[str, ...]:
    place = place_of(report.document, fact.span)
    return (
        place.at,
        place.quote,
        "" if fact.figure is None else shown_figure(fact.figure),
        what_is_measured(fact),
        fact.subject or "",
        fact.place or "",
        "" if fact.period is None else fact.period.label,
        "" if fact.figure is None else fact.figure.bound.value.replace("-", " "),
    )
