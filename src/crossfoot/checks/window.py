"""Check kind `window`: the years that a report says it covers, and what it calls past or future."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from crossfoot import periods
from crossfoot.checks.comparing import evidence, quote
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.checks.window_claims import WindowResult, stated_window, window_conflict
from crossfoot.checks.window_length import compare_length
from crossfoot.checks.window_tense import compare_tense
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.subjects import key_of
from crossfoot.model import CheckResult, Concept, Conflict, Fact, Mention, Period, Span, WindowClaim


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


def _compare_windows(ledger: Ledger) -> WindowResult:
    """The forecast window of the title against every other window that the report forecasts over."""
    stated = stated_window(ledger)
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
    for mention in ledger.periods_in(fact.sentence):
        if isinstance(mention.value, Period) and fact.period:
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
    return spans, window_conflict(evidence(window=stated.span, other=span), outcome, **values)


_COMPARES: Mapping[str, Callable[[Ledger], WindowResult]] = {
    "windows": _compare_windows,
    "tense": compare_tense,
    "length": compare_length,
}

KIND = CheckKind(
    name="window",
    settings=WindowSettings,
    outcomes=("contradiction", "uncertain", "future"),
    values=frozenset({"one", "other", "year", "window", "reason", "date"}),
    run=run,
    joint=True,
)
