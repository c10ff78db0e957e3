"""Check kind `window`: the years that a report says it covers, and what it calls past or future."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from crossfoot import periods
from crossfoot.checks.comparing import evidence, evidence_of, quote
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.subjects import key_of
from crossfoot.model import CheckResult, Concept, Conflict, Evidence, Fact, Mention, Period, Relative, Span, WindowClaim

_PROJECTED = re.compile(
    r"\b(?:is|are|was|were)?\s*(?:projected|expected|forecast(?:ed)?|anticipated|estimated|predicted|slated|set)\s+to\b|\bwill\s+(?!have\b|soon)",
    re.IGNORECASE,
)


_SPELLS_OUT = re.compile(
    r"(?:\s*[,(–—-])?\s*(?:of|from|between|period|span|ranging)?\s*(?:from|between)?\s*\(?", re.IGNORECASE
)
_DONE = re.compile(
    r"\b(?:grew|rose|fell|declined|increased|decreased|dropped|climbed|reached|totaled|totalled|amounted to|"
    r"stood at|came to)\b"
    r"(?!.*\b(?:will|would|expected|projected|forecast|could|should)\b)",
    re.IGNORECASE,
)


class WindowSettings(Settings):
    """What is compared: `windows` of the report, `tense` against its date, `length` against its years."""

    compare: Literal["windows", "tense", "length"]


def run(ledger: Ledger, gazetteer: Gazetteer, settings: WindowSettings) -> CheckResult:
    """Compare the report's claims about its own time."""
    conflicts: list[Conflict] = []
    compared: list[tuple[Span, ...]] = []
    for spans, conflict in _COMPARES[settings.compare](ledger):
        compared.append(spans)
        if conflict is not None:
            conflicts.append(conflict)
    return CheckResult(tuple(conflicts), tuple(compared))


_Result = Iterator[tuple[tuple[Span, ...], Conflict | None]]


def _conflict(places: tuple[Evidence, ...], outcome: str, **values: str) -> Conflict:
    known = {"one": "", "other": "", "year": "", "window": "", "reason": "", "date": ""}
    return Conflict(outcome, places, known | values, values.get("reason", ""))


def _stated_window(ledger: Ledger) -> WindowClaim | None:
    """The claim that fixes the report's forecast window: the title's, else the first one in the text."""
    whole = [c for c in ledger.windows if c.role == "forecast" and c.period and c.period.start and c.period.end]
    for where in ("title", "heading", "text"):
        for claim in whole:
            if claim.where == where:
                return claim
    return None


def _compare_windows(ledger: Ledger) -> _Result:
    """The forecast window of the title against every other window that the report forecasts over."""
    stated = _stated_window(ledger)
    if stated is None or stated.period is None:
        return
    for claim in ledger.windows:
        if claim is not stated and claim.role == "forecast" and claim.period is not None and claim.period.window:
            yield _against(ledger, stated, claim.span, claim.period)
    main = key_of(ledger.main_subject)
    claimed = {claim.span for claim in ledger.windows}
    for fact in ledger.facts:
        if fact.place is not None and fact.readings.get("place") != "the report's place":
            continue  # a country may be forecast over other years than the report
        if fact.concept is Concept.GROWTH_RATE and key_of(fact.subject) == main and fact.period and fact.source is None:
            for mention in _own_windows(ledger, fact):
                if mention.span not in claimed and isinstance(mention.value, Period):
                    yield _against(ledger, stated, mention.span, mention.value)


def _own_windows(ledger: Ledger, fact: Fact) -> Iterator[Mention]:
    """The windows printed in the sentence of a rate that end with the rate's own window."""
    for mention in ledger.periods:
        if (
            fact.sentence.start <= mention.span.start < fact.sentence.end
            and isinstance(mention.value, Period)
            and fact.period
        ):
            ends = {"through", "by", "until", "till"} & set(mention.cues)
            if (mention.value.window or ends) and periods.end_year(mention.value) == periods.end_year(fact.period):
                yield mention


def _against(
    ledger: Ledger, stated: WindowClaim, span: Span, period: Period
) -> tuple[tuple[Span, ...], Conflict | None]:
    assert stated.period is not None
    spans = (stated.span, span)
    first, last = periods.start_year(stated.period), periods.end_year(stated.period)
    begun, ended = (periods.start_year(period) if period.window else None), periods.end_year(period)
    if ended is None or first is None or last is None:
        return spans, None
    if ended == last and (begun is None or first - 1 <= begun <= first + 1):
        return spans, None
    if begun is not None and ended <= first:
        return spans, None  # history before the window
    if begun is not None and begun >= first and ended <= last and (begun, ended) != (first, last) and begun != first:
        return spans, None  # a part of the window
    outcome = "contradiction" if begun is not None else "uncertain"
    values = {
        "one": quote(ledger, stated.span),
        "other": quote(ledger, span),
        "window": stated.period.label.replace("/", "–"),
    }
    return spans, _conflict(evidence(window=stated.span, other=span), outcome, **values)


def _report_year(ledger: Ledger) -> tuple[int, str] | None:
    """The year that the report speaks from, and where that comes from."""
    if ledger.report_date is not None and (year := periods.end_year(ledger.report_date)) is not None:
        return year, f"the report is dated {ledger.report_date.label}"
    stated = _stated_window(ledger)
    if stated is not None and stated.where == "title" and stated.period is not None:
        first = periods.start_year(stated.period)
        if first is not None:
            return first, f"the report's forecast begins in {first}"
    return None


def _compare_tense(ledger: Ledger) -> _Result:
    """A year that is past for the report but called projected."""
    known = _report_year(ledger)
    if known is None:
        return
    year, reason = known
    text = ledger.document.text
    for fact in ledger.facts:
        if fact.period is None or fact.cell is not None or "from" in fact.qualifiers:
            continue
        if fact.period.window and fact.concept is not Concept.CHANGE:
            continue
        ended = periods.end_year(fact.period)
        done = _done_ahead(text, fact, ended, year)
        projected = done or _projecting(text, fact)
        if ended is None or projected is None:
            continue
        mention = next(
            (
                m
                for m in ledger.periods
                if _is_dated(m, fact) and fact.sentence.start <= m.span.start < fact.sentence.end
            ),
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
        yield spans, _conflict(places, outcome, **values) if late else None


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


def _compare_length(ledger: Ledger) -> _Result:
    """A length in words (`the next decade`, `a five-year period`) against explicit years."""
    yield from _lengths_in_sentences(ledger)
    stated = _stated_window(ledger)
    if stated is None or stated.period is None or stated.where == "text":
        return
    first, last = periods.start_year(stated.period), periods.end_year(stated.period)
    main = key_of(ledger.main_subject)
    for fact in ledger.facts:
        if (
            fact.concept is not Concept.GROWTH_RATE
            or key_of(fact.subject) != main
            or fact.relative is None
            or first is None
            or last is None
        ):
            continue
        if (
            fact.relative.kind is not Relative.NEXT_YEARS
            or fact.relative.low is None
            or fact.relative.high is None
            or fact.source
        ):
            continue
        mention = next(
            (
                m
                for m in ledger.periods
                if m.value == fact.relative and fact.sentence.start <= m.span.start < fact.sentence.end
            ),
            None,
        )
        if mention is None:
            continue
        fits = any(fact.relative.low <= years <= fact.relative.high for years in (last - first, last - first + 1))
        values = {
            "one": quote(ledger, stated.span),
            "other": quote(ledger, mention.span),
            "window": stated.period.label.replace("/", "–"),
            "reason": f"{first} to {last} is {last - first} years ({last - first + 1} counted inclusively)",
        }
        yield (
            (stated.span, mention.span),
            None if fits else _conflict(evidence(window=stated.span, length=mention.span), "uncertain", **values),
        )


def _lengths_in_sentences(ledger: Ledger) -> _Result:
    """`over the next five years, from … in 2023 to … in 2029`: the length beside two dated values."""
    for mention in ledger.periods:
        value = mention.value
        if isinstance(value, Period) or value is None or isinstance(value, str) or getattr(value, "low", None) is None:
            continue
        sentence = next((s for s in ledger.sentences if s.start <= mention.span.start < s.end), None)
        if sentence is None or getattr(value, "kind", None) not in (
            Relative.NEXT_YEARS,
            Relative.LENGTH_YEARS,
            Relative.PAST_YEARS,
        ):
            continue
        window = next((m for m in ledger.periods if _gives_years(ledger, mention, m, sentence)), None)
        if window is not None:
            yield _length_of_window(ledger, mention, window)
            continue
        dated = [
            f
            for f in ledger.facts
            if f.sentence == sentence
            and f.period
            and not f.period.window
            and f.concept not in (Concept.GROWTH_RATE, Concept.CHANGE)
        ]
        years = sorted({periods.end_year(f.period) for f in dated if f.period} - {None}, key=lambda year: year or 0)
        if len(years) != 2 or years[0] is None or years[1] is None:
            continue
        length = years[1] - years[0]
        places = [
            m
            for m in ledger.periods
            if sentence.start <= m.span.start < sentence.end
            and isinstance(m.value, Period)
            and periods.end_year(m.value) in years
        ]
        spans = (mention.span, *(m.span for m in places))
        low, high = getattr(value, "low", 0), getattr(value, "high", 0)
        reason = f"{years[0]} to {years[1]} is {length} years"
        values = {
            "one": f"{years[0]} to {years[1]}",
            "other": quote(ledger, mention.span),
            "window": f"{years[0]}–{years[1]}",
            "reason": reason,
        }
        fits = low <= length <= high
        evidences = evidence_of([("length", mention.span), *(("year", m.span) for m in places)])
        yield spans, None if fits else _conflict(evidences, "contradiction", **values)


def _gives_years(ledger: Ledger, length: Mention, window: Mention, sentence: Span) -> bool:
    """Whether a window stands just behind a length and spells it out (`the five-year period from 2015 to 2020`)."""
    if not isinstance(window.value, Period) or not window.value.window or getattr(length.value, "kind", None) is None:
        return False
    years = (periods.start_year(window.value), periods.end_year(window.value))
    gap = ledger.document.text[length.span.end : window.span.start]
    inside = length.span.end <= window.span.start < sentence.end
    return inside and None not in years and bool(_SPELLS_OUT.fullmatch(gap))


def _length_of_window(ledger: Ledger, length: Mention, window: Mention) -> tuple[tuple[Span, ...], Conflict | None]:
    assert isinstance(window.value, Period)
    first, last = periods.start_year(window.value) or 0, periods.end_year(window.value) or 0
    low, high = getattr(length.value, "low", 0), getattr(length.value, "high", 0)
    reason = f"{first} to {last} is {last - first} years ({last - first + 1} counted inclusively)"
    words = {"one": quote(ledger, window.span), "other": quote(ledger, length.span), "window": f"{first}–{last}"}
    fits = any(low <= years <= high for years in (last - first, last - first + 1))
    places = evidence(window=window.span, length=length.span)
    return (length.span, window.span), None if fits else _conflict(places, "contradiction", reason=reason, **words)


_COMPARES: Mapping[str, Callable[[Ledger], _Result]] = {
    "windows": _compare_windows,
    "tense": _compare_tense,
    "length": _compare_length,
}

KIND = CheckKind(
    name="window",
    settings=WindowSettings,
    outcomes=("contradiction", "uncertain", "future"),
    values=frozenset({"one", "other", "year", "window", "reason", "date"}),
    run=run,
)
