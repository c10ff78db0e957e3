"""Check kind `sums`: parts against the total that is printed for them, in sentences, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from crossfoot.checks.comparing import evidence_of, figure_of, printed, said
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.checks.summation import Summation, foots, interval_of_sum, misses_by
from crossfoot.checks.sums_in_prose import sums_in_prose
from crossfoot.checks.sums_in_tables import families_of
from crossfoot.figures import show_interval, show_like
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import CheckResult, Conflict, Span

_ROUNDING = re.compile(
    r"\b(?:may|might|do|does|will) not (?:always )?(?:add|sum|total)\b|\bdue to rounding\b|"
    r"\brounding (?:differences|errors)\b",
    re.IGNORECASE,
)
_SMALL = Decimal("0.1")


class SumsSettings(Settings):
    """This kind has nothing to set."""


def run(ledger: Ledger, gazetteer: Gazetteer, settings: SumsSettings) -> CheckResult:
    """Add up whatever the report presents as parts of a total."""
    loose = _ROUNDING.search(ledger.document.text) is not None
    conflicts: list[Conflict] = []
    compared: list[tuple[Span, ...]] = []
    for outcome, summation in (*_in_prose(ledger, loose), *_in_tables(ledger, loose)):
        compared.append(tuple(fact.span for fact in (summation.total, *summation.parts)))
        if outcome is not None:
            conflicts.append(_conflict(ledger, summation, outcome, loose))
    return CheckResult(tuple(conflicts), tuple(compared))


def _in_prose(ledger: Ledger, loose: bool) -> Iterator[tuple[str | None, Summation]]:
    for summation in sums_in_prose(ledger):
        yield None if foots(summation, loose) else "contradiction", summation


def _in_tables(ledger: Ledger, loose: bool) -> Iterator[tuple[str | None, Summation]]:
    """Sums of one shape stand or fall together: where most of a table's columns add up, the others are slips."""
    for family in families_of(ledger):
        right: list[Summation] = []
        wrong: list[Summation] = []
        for each, adds_up in family:
            (right if adds_up or (loose and foots(each, loose)) else wrong).append(each)
        yield from ((None, each) for each in right)
        if len(right) >= len(wrong):
            yield from (("contradiction", each) for each in wrong)
        elif len(family) == 1 and misses_by(wrong[0]) <= _SMALL:
            yield "uncertain", wrong[0]


def _conflict(ledger: Ledger, summation: Summation, outcome: str, loose: bool) -> Conflict:
    total = figure_of(summation.total)
    listed = " + ".join(said(ledger, part) for part in summation.parts)
    added = interval_of_sum(summation, loose)
    shown = show_interval(added, total.unit)
    arithmetic = f"{listed} is {shown}; the text says {printed(summation.total)}"
    values = {"total": said(ledger, summation.total), "sum": shown, "listed": listed, "name": summation.name}
    places = evidence_of((("total", summation.total.span), *(("part", fact.span) for fact in summation.parts)))
    repairs = [f"total {show_like(total, summation.nominal)}", *_repaired_parts(summation)]
    return Conflict(outcome, places, values, arithmetic, summation.assumptions, tuple(repairs))


def _repaired_parts(summation: Summation) -> Iterator[str]:
    """What each part would have to be, for no more than three parts."""
    if len(summation.parts) > 3 or summation.only_excess:
        return
    missing = figure_of(summation.total).value - summation.nominal
    for part in summation.parts:
        figure = figure_of(part)
        if figure.value + missing > 0:
            yield f"or {show_like(figure, figure.value + missing)} for {show_like(figure, figure.value)}"


KIND = CheckKind(
    name="sums",
    settings=SumsSettings,
    outcomes=("contradiction", "uncertain"),
    values=frozenset({"total", "sum", "listed", "name"}),
    run=run,
)
