"""What an editor tells of the words under the pointer: the findings that they stand in, or how a figure was read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types

from crossfoot.lsp.checking import Checked
from crossfoot.lsp.client import Client
from crossfoot.lsp.diagnostics import location_of, range_of
from crossfoot.model import Bound, Fact
from crossfoot.model_checked import PlacedEvidence, PlacedFinding, PlacedItem, Standing
from crossfoot.model_results import FIGURE, CoverageState
from crossfoot.read.source_map import to_file
from crossfoot.report.fact_words import resolved_from, shown_figure, what_is_measured
from crossfoot.report.finding_words import quoted, where, whole_text
from crossfoot.report.printable import printable

# What may be markup inside a line of Markdown; no line of a hover begins with words of the report.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&!]")
_ESCAPED = re.compile(rf"\\({_MARKUP.pattern})")
_UNSURE = " (could be read in another way)"
_ASPECTS_WITH_LINE = frozenset(("concept", "place", "period"))


def hover_at(result: Checked, position: types.Position, client: Client) -> types.Hover | None:
    """What is known of the words at a position; None where there is no figure and no place of a finding."""
    offset = result.positions.offset(position)
    told = [(finding, place) for finding in result.record.findings for place in _touched(result, finding, offset)]
    if told:
        texts = [_finding_text(result, finding, client) for finding, _ in told]
        narrowest = min((place for _, place in told), key=lambda each: each.place.end - each.place.start)
        between = "\n\n---\n\n" if client.markdown else "\n\n"
        return _hover(between.join(texts), range_of(result, narrowest), client)
    item = _figure_at(result, offset)
    if item is None:
        return None
    text = "\n".join(_figure_lines(result, item))
    return _hover(text if client.markdown else _plain(text), result.positions.range(item.start, item.end), client)


def _touched(result: Checked, finding: PlacedFinding, offset: int) -> Iterator[PlacedEvidence]:
    """The first place of a finding that an offset touches, if there is one."""
    yield from [each for each in result.own_places(finding) if each.place.start <= offset <= each.place.end][:1]


def _hover(text: str, range_: types.Range, client: Client) -> types.Hover:
    kind = types.MarkupKind.Markdown if client.markdown else types.MarkupKind.PlainText
    return types.Hover(types.MarkupContent(kind, text), range_)


# --- a finding ---------------------------------------------------------------------------


def _finding_text(result: Checked, finding: PlacedFinding, client: Client) -> str:
    if not client.markdown:
        return whole_text(finding)
    return "\n".join(_finding_lines(result, finding))


def _finding_lines(result: Checked, finding: PlacedFinding) -> Iterator[str]:
    yield f"**{escaped(finding.message)}**"
    yield ""
    yield f"{finding.severity.value} · `{finding.rule}`{_standing(finding)}"
    yield ""
    yield from (f"- {line}" for line in _details(finding))
    yield ""
    for evidence in finding.evidence:
        link = _address(result, evidence)
        own = evidence.path == result.record.path
        at = evidence.place.at if own else where(evidence)
        yield f"- [{escaped(at)}]({link}) “{escaped(quoted(evidence))}” ({escaped(evidence.role)})"


def _details(finding: PlacedFinding) -> Iterator[str]:
    for label, texts in (
        ("Arithmetic", finding.arithmetic.splitlines()),
        ("Likely slip", finding.slips),
        ("Assuming", finding.assumptions),
        ("Repair", finding.repairs),
    ):
        yield from (f"{label}: {escaped(text)}" for text in texts)


def _standing(finding: PlacedFinding) -> str:
    if finding.standing is Standing.ALLOWED:
        return f" · allowed: {escaped(finding.reason)}"
    return " · in the baseline" if finding.standing is Standing.KNOWN else ""


def _address(result: Checked, evidence: PlacedEvidence) -> str:
    """A link that leads to the place: editors go to the line that follows `#`."""
    location = location_of(result, evidence)
    start = location.range.start
    uri = location.uri.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return f"{uri}#L{start.line + 1},{start.character + 1}"


# --- a figure that stands in no finding --------------------------------------------------


def _figure_at(result: Checked, offset: int) -> PlacedItem | None:
    """The narrowest figure that an offset touches."""
    touched = [each for each in result.record.items if each.kind == FIGURE and each.start <= offset <= each.end]
    return min(touched, key=lambda each: each.end - each.start, default=None)


def _figure_lines(result: Checked, item: PlacedItem) -> Iterator[str]:
    fact = _fact_of(result, item)
    yield f"**{escaped(item.quote if fact is None or fact.figure is None else shown_figure(fact.figure))}**"
    yield ""
    if fact is not None:
        yield from (f"- {name}: {escaped(words)}" for name, words in _aspects(fact) if words)
        yield ""
    yield _became(item)


def _fact_of(result: Checked, item: PlacedItem) -> Fact | None:
    document = result.report.document
    for fact in result.report.ledger.facts:
        in_file = to_file(document, fact.span)
        if (in_file.start, in_file.end) == (item.start, item.end):
            return fact
    return None


def _aspects(fact: Fact) -> Iterator[tuple[str, str]]:
    yield "measure", what_is_measured(fact) + _mark(fact, "concept") + (" (added)" if fact.increment else "")
    yield "subject", "" if fact.subject is None else fact.subject + _UNSURE * bool(fact.uncertain - _ASPECTS_WITH_LINE)
    yield "share of", fact.whole or ""
    yield "place", "" if fact.place is None else fact.place + _mark(fact, "place")
    yield "period", _period(fact)
    exact = fact.figure is None or fact.figure.bound is Bound.EXACT
    yield "bound", "" if exact or fact.figure is None else fact.figure.bound.value.replace("-", " ")


def _mark(fact: Fact, aspect: str) -> str:
    return _UNSURE * (aspect in fact.uncertain)


def _period(fact: Fact) -> str:
    worked_out = resolved_from(fact)
    if fact.period is None:
        return "" if worked_out is None else worked_out + _mark(fact, "period")
    return fact.period.label + (f" (from “{worked_out}”)" if worked_out else "") + _mark(fact, "period")


def _became(item: PlacedItem) -> str:
    if item.state is CoverageState.CHECKED:
        return "Checked: agrees with what it was compared with."
    if item.state is CoverageState.ALONE:
        return "Not checked: there is nothing to compare it with."
    return f"Not understood: {escaped(item.why or 'nothing says what it measures')}."


def escaped(text: str) -> str:
    """Words of a report so that Markdown shows them as they are."""
    return _MARKUP.sub(lambda found: "\\" + found.group(), printable(text))


def _plain(text: str) -> str:
    """Lines of ours without the marks that only Markdown needs."""
    return _ESCAPED.sub(r"\1", text.replace("**", ""))
