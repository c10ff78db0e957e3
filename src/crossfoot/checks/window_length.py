"""Lengths in words (`the next decade`) against explicit years."""

from __future__ import annotations

import re

from crossfoot import periods
from crossfoot.checks.comparing import evidence, evidence_of, quote
from crossfoot.checks.window_claims import WindowPair, WindowResult, stated_window, window_conflict
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.subjects import key_of
from crossfoot.model import Concept, Fact, Mention, MentionKind, Period, Relative, RelativePeriod, Span, WindowClaim

_SPELLS_OUT = re.compile(
    r"(?:\s*[,(–—-])?\s*(?:of|from|between|period|span|ranging)?\s*(?:from|between)?\s*\(?", re.IGNORECASE
)


_NUMBERS = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_FOR_YEARS = re.compile(
    rf"\b(?:for|over|runs|lasts|takes|period of|term of)\s+(?:the\s+)?"
    rf"(?P<length>(?:(?P<word>{'|'.join(_NUMBERS[2:])})|(?P<digits>\d{{1,2}}))"
    r"\s+years)(?:\s*[,(–—-]\s*|\s+)$",
    re.IGNORECASE,
)
_REACH = 40
_LENGTHS = (Relative.NEXT_YEARS, Relative.LENGTH_YEARS, Relative.PAST_YEARS)
_RATES = (Concept.GROWTH_RATE, Concept.CHANGE)


def compare_length(ledger: Ledger) -> WindowResult:
    """A length in words (`the next decade`, `a five-year period`) against explicit years."""
    yield from _lengths_in_sentences(ledger)
    yield from _plain_lengths(ledger)
    stated = stated_window(ledger)
    if stated is None or stated.period is None or stated.where == "text":
        return
    first, last = periods.start_year(stated.period), periods.end_year(stated.period)
    if first is None or last is None:
        return
    main = key_of(ledger.main_subject)
    for fact in ledger.facts:
        if fact.concept is Concept.GROWTH_RATE and key_of(fact.subject) == main and not fact.source:
            mention = _length_beside(ledger, fact)
            if mention is not None:
                yield _against_window(ledger, stated, mention, (first, last))


def _length_beside(ledger: Ledger, fact: Fact) -> Mention | None:
    """The words `the next … years` in the sentence of a rate."""
    relative = fact.relative
    if relative is None or relative.kind is not Relative.NEXT_YEARS or None in (relative.low, relative.high):
        return None
    return next((mention for mention in ledger.periods_in(fact.sentence) if mention.value == relative), None)


def _against_window(ledger: Ledger, stated: WindowClaim, length: Mention, years: tuple[int, int]) -> WindowPair:
    first, last = years
    words = {"one": quote(ledger, stated.span), "other": quote(ledger, length.span), "window": f"{first}–{last}"}
    if _fits(length, last - first, last - first + 1):
        return (stated.span, length.span), None
    places = evidence(window=stated.span, length=length.span)
    return (stated.span, length.span), window_conflict(places, "uncertain", reason=_counted(first, last), **words)


def _fits(length: Mention, *years: int) -> bool:
    """Whether a length in words allows one of the counts of years."""
    value = length.value
    if not isinstance(value, RelativePeriod) or value.low is None or value.high is None:
        return True
    return any(value.low <= count <= value.high for count in years)


def _counted(first: int, last: int) -> str:
    return f"{first} to {last} is {last - first} years ({last - first + 1} counted inclusively)"


def _lengths_in_sentences(ledger: Ledger) -> WindowResult:
    """`over the next five years, from … in 2023 to … in 2029`: the length beside two dated values."""
    for mention in ledger.periods:
        value = mention.value
        if not isinstance(value, RelativePeriod) or value.low is None or value.kind not in _LENGTHS:
            continue
        sentence = ledger.sentence_at(mention.span.start)
        if sentence is None:
            continue
        window = next((m for m in ledger.periods_in(sentence) if _gives_years(ledger, mention, m, sentence)), None)
        if window is not None:
            yield _length_of_window(ledger, mention, window)
            continue
        years = _years_of_values(ledger, sentence)
        if len(years) == 2:
            yield _between_values(ledger, mention, sentence, (years[0], years[1]))


def _plain_lengths(ledger: Ledger) -> WindowResult:
    """`for five years, from 2023 to 2031`: a length that is no period of its own, right before its years."""
    for window in ledger.periods:
        if not isinstance(window.value, Period) or not window.value.window:
            continue
        start = max(0, window.whole.start - _REACH)
        found = _FOR_YEARS.search(ledger.document.text, start, window.whole.start)
        if found is None or periods.start_year(window.value) is None or periods.end_year(window.value) is None:
            continue
        number = _NUMBERS.index(found["word"].lower()) if found["word"] else int(found["digits"])
        span = Span(found.start("length"), found.end("length"))
        value = RelativePeriod(Relative.LENGTH_YEARS, number, number)
        yield _length_of_window(ledger, Mention(MentionKind.PERIOD, span, span, value), window)


def _years_of_values(ledger: Ledger, sentence: Span) -> list[int]:
    """The years of the dated values of a sentence, each once."""
    levels = [f for f in ledger.facts_in(sentence) if f.concept not in _RATES]
    years = {periods.end_year(f.period) for f in levels if f.period and not f.period.window}
    return sorted(year for year in years if year is not None)


def _between_values(ledger: Ledger, length: Mention, sentence: Span, years: tuple[int, int]) -> WindowPair:
    first, last = years
    dates = [
        m for m in ledger.periods_in(sentence) if isinstance(m.value, Period) and periods.end_year(m.value) in years
    ]
    spans = (length.span, *(date.span for date in dates))
    if _fits(length, last - first):
        return spans, None
    words = {"one": f"{first} to {last}", "other": quote(ledger, length.span), "window": f"{first}–{last}"}
    places = evidence_of([("length", length.span), *(("year", date.span) for date in dates)])
    reason = f"{first} to {last} is {last - first} years"
    return spans, window_conflict(places, "contradiction", reason=reason, **words)


def _gives_years(ledger: Ledger, length: Mention, window: Mention, sentence: Span) -> bool:
    """Whether a window stands just behind a length and spells it out (`the five-year period from 2015 to 2020`)."""
    if not isinstance(window.value, Period) or not window.value.window or not isinstance(length.value, RelativePeriod):
        return False
    years = (periods.start_year(window.value), periods.end_year(window.value))
    gap = ledger.document.text[length.span.end : window.span.start]
    inside = length.span.end <= window.span.start < sentence.end
    return inside and None not in years and bool(_SPELLS_OUT.fullmatch(gap))


def _length_of_window(ledger: Ledger, length: Mention, window: Mention) -> WindowPair:
    assert isinstance(window.value, Period)
    first, last = periods.start_year(window.value) or 0, periods.end_year(window.value) or 0
    words = {"one": quote(ledger, window.span), "other": quote(ledger, length.span), "window": f"{first}–{last}"}
    if _fits(length, last - first, last - first + 1):
        return (length.span, window.span), None
    places = evidence(window=window.span, length=length.span)
    return (length.span, window.span), window_conflict(places, "contradiction", reason=_counted(first, last), **words)
