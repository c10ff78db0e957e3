"""A year that is past for the report but called projected, or one to come that is called done."""

from __future__ import annotations

import re

from crossfoot import periods
from crossfoot.checks.comparing import evidence_of, quote
from crossfoot.checks.window_claims import WindowResult, stated_window, window_conflict
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Concept, Fact, Mention, Period, Span

_PROJECTED = re.compile(
    r"\b(?:is|are|was|were)?\s*(?:projected|expected|forecast(?:ed)?|anticipated|estimated|predicted|slated|set)\s+to\b|\bwill\s+(?!have\b|soon)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:grew|rose|fell|declined|increased|decreased|dropped|climbed|reached|totaled|totalled|amounted to|"
    r"stood at|came to)\b"
    r"(?!.*\b(?:will|would|expected|projected|forecast|could|should)\b)",
    re.IGNORECASE,
)


_EVENT_REACH = 80
# Only a few plain words between verb and date: what stands behind a comma or `since` has a verb of its own.
_TO_HAPPEN = re.compile(
    r"(?P<verb>\bwill(?: be)?|\b(?:is|are) (?:expected|due|planned|projected|scheduled|forecast|set) to(?: be)?)\s+"
    r"(?:(?!since|from|than|after|compared|as|by)[a-z]+\s+){1,7}in\s+$"
)
_HAPPENED = re.compile(
    r"\b(?P<verb>(?:was|were)\s+(?!expected|projected|scheduled|planned|due|forecast|estimated|set|designed|meant)[a-z]+ed"
    r"|(?<!be )(?<!been )(?:arrived|opened|closed|began|started|ended|launched|came into force))"
    r"\s+(?:[a-z]+\s+){0,3}in\s+(?:[A-Z][a-z]+\s+)?$"
)
_WAS = re.compile(r"\b(?:was|were|had been)\s+(?:\w+\s+)?(?:projected|expected|forecast|anticipated|planned|to)\b")


def _report_year(ledger: Ledger) -> tuple[int, str] | None:
    """The year that the report speaks from, and where that comes from."""
    if ledger.report_date is not None and (year := periods.end_year(ledger.report_date)) is not None:
        return year, f"the report is dated {ledger.report_date.label}"
    stated = stated_window(ledger)
    if stated is not None and stated.where == "title" and stated.period is not None:
        first = periods.start_year(stated.period)
        if first is not None:
            return first, f"the report's forecast begins in {first}"
    return None


def compare_tense(ledger: Ledger) -> WindowResult:
    """A year that is past for the report but called projected."""
    known = _report_year(ledger)
    if known is None:
        return
    year, reason = known
    yield from _events(ledger, year, reason)
    text = ledger.document.text
    for fact in ledger.facts:
        if fact.period is None or fact.cell is not None or "from" in fact.qualifiers:
            continue
        ended = periods.end_year(fact.period)
        done = _done_ahead(text, fact, ended, year)
        leads_to_its_end = fact.concept is Concept.CHANGE or (done and fact.concept is Concept.GROWTH_RATE)
        if fact.period.window and not leads_to_its_end:
            continue
        projected = done or _projecting(text, fact)
        if ended is None or projected is None:
            continue
        mention = next(
            (m for m in ledger.periods_in(fact.sentence) if _is_dated(m, fact)),
            None,
        )
        if mention is None:
            continue
        spans = (mention.span, fact.span)
        late = done is not None or (ended < year and not _quoted_past(text, fact))
        values = {
            "year": quote(ledger, mention.span),
            "other": quote(ledger, projected),
            "reason": reason,
            "date": str(year),
        }
        places = evidence_of([("year", mention.span), ("projected", projected), ("figure", fact.span)])
        outcome = "future" if done is not None else "contradiction"
        yield spans, window_conflict(places, outcome, **values) if late else None


def _events(ledger: Ledger, year: int, reason: str) -> WindowResult:
    """Events without a figure: `is expected to open in 2016`, `was closed in 2031`."""
    text = ledger.document.text
    for mention in ledger.periods:
        dated = isinstance(mention.value, Period) and not mention.value.window
        ended = periods.end_year(mention.value) if dated and isinstance(mention.value, Period) else None
        sentence = ledger.sentence_at(mention.span.start)
        if (
            ended is None
            or ended == year
            or sentence is None
            or any(_beside(f, mention) for f in ledger.facts_in(sentence))
        ):
            continue
        left = text[max(sentence.start, mention.span.start - _EVENT_REACH) : mention.span.start]
        found = (_TO_HAPPEN if ended < year else _HAPPENED).search(left)
        if found is None or (ended < year and _WAS.search(text, sentence.start, mention.span.start)):
            continue
        start = mention.span.start - len(left) + found.start("verb")
        said = Span(start, start + len(found["verb"]))
        places = evidence_of([("year", mention.span), ("projected", said)])
        values = {
            "year": quote(ledger, mention.span),
            "other": quote(ledger, said),
            "reason": reason,
            "date": str(year),
        }
        outcome = "contradiction" if ended < year else "future"
        yield (mention.span, said), window_conflict(places, outcome, **values)


def _beside(fact: Fact, mention: Mention) -> bool:
    return fact.period is not None and fact.period == mention.value


def _is_dated(mention: Mention, fact: Fact) -> bool:
    """Whether a period is the fact's own; a change over a year is dated by the year that it leads to."""
    assert fact.period is not None
    if mention.value == fact.period:
        return True
    if fact.concept is not Concept.CHANGE or not isinstance(mention.value, Period) or mention.value.window:
        return False
    return periods.end_year(mention.value) == periods.end_year(fact.period)


def _done_ahead(text: str, fact: Fact, ended: int | None, year: int) -> Span | None:
    """The words before a figure that call a year done which is yet to come for the report."""
    if ended is None or ended <= year:
        return None
    if _PROJECTED.search(text, fact.sentence.start, fact.sentence.end):
        return None
    found = _DONE.search(text[max(fact.sentence.start, fact.span.start - 60) : fact.span.start])
    if found is None:
        return None
    start = max(fact.sentence.start, fact.span.start - 60) + found.start()
    return Span(start, start + len(found.group()))


def _projecting(text: str, fact: Fact) -> Span | None:
    """The words before the figure in its sentence that call it projected, nearest first."""
    found = list(_PROJECTED.finditer(text, fact.sentence.start, fact.span.start))
    last = found[-1] if found else None
    if (
        last is None
        or fact.span.start - last.end() > 90
        or re.search(r"[;]|,\s+(?:and|while|but)\b", text[last.end() : fact.span.start])
    ):
        return None
    start = last.start() + len(last.group()) - len(last.group().lstrip())
    return Span(start, last.end())


def _quoted_past(text: str, fact: Fact) -> bool:
    """`was projected to` tells of an old forecast and is right about the past."""
    return bool(
        re.search(
            r"\b(?:was|were|had been)\s+(?:\w+\s+)?(?:projected|expected|forecast|anticipated|estimated)",
            text[fact.sentence.start : fact.span.start],
            re.IGNORECASE,
        )
    )
