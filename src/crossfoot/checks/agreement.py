"""Check kind `agreement`: the same fact said twice must be the same, rounding considered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Literal

from crossfoot.checks import slips
from crossfoot.checks.comparing import (
    by_subject,
    distinct,
    evidence,
    figure_of,
    said,
    same_basis,
    same_measure,
    same_source,
)
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.checks.rate_agreement import compare_rates
from crossfoot.checks.retelling import Retold, bracketed, retold_rows, taken_up
from crossfoot.checks.value_agreement import compare_values
from crossfoot.figures import show_interval
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.subjects import key_of
from crossfoot.model import CheckResult, Concept, Conflict, Fact, Span

_WAYS = {"bracketed": bracketed, "table-row": retold_rows, "taken-up": taken_up}


class AgreementSettings(Settings):
    """Which concepts are compared, and how.

    `compare: rates` sets yearly rates of one subject side by side, window against window;
    `compare: values` sets values of one subject and one date side by side. `also` names
    figures that are told again in so many words: in brackets behind a part in words
    (`almost half (42%)`), in a sentence and in the row of a table that it names, or by `of the …`.
    `between_files` are concepts that are compared between the files of one publication alone.
    """

    compare: Literal["rates", "values"]
    concepts: tuple[Concept, ...]
    between_files: tuple[Concept, ...] = ()
    also: tuple[Literal["bracketed", "table-row", "taken-up"], ...] = ()


def run(ledger: Ledger, gazetteer: Gazetteer, settings: AgreementSettings) -> CheckResult:
    """Compare every two facts that say the same thing."""
    conflicts: list[Conflict] = []
    compared: list[tuple[Span, ...]] = []
    for one, other in _pairs(ledger, settings):
        compare = compare_rates if settings.compare == "rates" else compare_values
        comparable, conflict = compare(ledger, one, other)
        if comparable:
            compared.append((one.span, other.span))
        if conflict is not None:
            conflicts.append(conflict)
    for way in settings.also:
        for each in _WAYS[way](ledger):
            compared.append((each.told.span, each.again.span))
            if not each.agrees and not each.scale:
                conflicts.append(_retold(ledger, each, way))
    return CheckResult(tuple(conflicts), tuple(compared))


def _retold(ledger: Ledger, each: Retold, way: str) -> Conflict:
    one, other = said(ledger, each.told), said(ledger, each.again)
    repairs = (f"{other} in both places", f"or {one} in both places")
    slip = slips.of_two_values(figure_of(each.told), figure_of(each.again))
    reason = f"the text says {one}, the table {other}"
    if way == "taken-up":
        reason = f"“of the {other}” takes up {one}"
    elif way == "bracketed":
        meant, slip = show_interval(figure_of(each.told).narrow, figure_of(each.told).unit), ""
        reason = f"{one} is {meant}, not {other}"
        repairs = (f"words that {other} fits", f"or a figure of {meant} in the brackets")
    values = {
        "one": one,
        "other": other,
        "one.period": "one date",
        "other.period": "one date",
        "subject": each.told.subject or "it",
        "reason": reason,
    }
    places = evidence(told=each.told.span, again=each.again.span)
    return Conflict(way, places, values, reason, (), repairs, slip=slip)


def _pairs(ledger: Ledger, settings: AgreementSettings) -> Iterator[tuple[Fact, Fact]]:
    """Every two comparable facts of one subject and place, in the order of the report."""
    concepts = (*settings.concepts, *settings.between_files) if ledger.members else settings.concepts
    wanted = [
        fact
        for fact in ledger.facts
        if fact.concept in concepts
        and fact.figure is not None
        and not fact.increment
        and (fact.cell is None or (ledger.members and fact.uncertain <= {"subject"}))
    ]
    for (subject, _), facts in by_subject(ledger, distinct(wanted)).items():
        if not subject:
            continue
        for one, other in combinations(facts, 2):
            if (one.cell or other.cell) and not ledger.are_between(one, other):
                continue
            if one.sentence == other.sentence and (settings.compare == "values" or _set_against(one, other)):
                continue  # two values in one sentence are parts, steps or alternatives, not one fact told twice
            if one.concept in settings.between_files and not _is_one_share(ledger, one, other):
                continue
            if same_measure(ledger, one, other) and same_source(ledger, one, other) and same_basis(one, other):
                yield one, other


def _is_one_share(ledger: Ledger, one: Fact, other: Fact) -> bool:
    """Whether two files tell the same figure of a kind that one report tells of many things."""
    same_whole = not one.whole or not other.whole or ledger.graph.same(key_of(one.whole), key_of(other.whole))
    # Where whose share it is was carried over, the place at least has to be said.
    sure = not one.uncertain | other.uncertain or one.place is not None
    return ledger.are_between(one, other) and same_whole and sure


def _set_against(one: Fact, other: Fact) -> bool:
    """Two figures that one sentence sets against each other are not the same fact told twice."""
    return bool(one.qualifiers & {"from"} ^ other.qualifiers & {"from"}) or figure_of(one).unit != figure_of(other).unit


KIND = CheckKind(
    name="agreement",
    settings=AgreementSettings,
    outcomes=("contradiction", "strained", "rescued", "uncertain", "bracketed", "table-row", "taken-up"),
    values=frozenset({"one", "other", "one.period", "other.period", "subject", "reason"}),
    run=run,
    joint=True,
)
