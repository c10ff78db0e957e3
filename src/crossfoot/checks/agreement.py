"""Check kind `agreement`: the same fact said twice must be the same, rounding considered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Literal

from crossfoot.checks.comparing import by_subject, distinct, figure_of, same_basis, same_measure, same_source
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.checks.rate_agreement import compare_rates
from crossfoot.checks.value_agreement import compare_values
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import CheckResult, Concept, Conflict, Fact, Span


class AgreementSettings(Settings):
    """Which concepts are compared, and how.

    `compare: rates` sets yearly rates of one subject side by side, window against window;
    `compare: values` sets values of one subject and one date side by side.
    """

    compare: Literal["rates", "values"]
    concepts: tuple[Concept, ...]


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
    return CheckResult(tuple(conflicts), tuple(compared))


def _pairs(ledger: Ledger, settings: AgreementSettings) -> Iterator[tuple[Fact, Fact]]:
    """Every two comparable facts of one subject and place, in the order of the report."""
    wanted = [
        f
        for f in ledger.facts
        if f.concept in settings.concepts and f.figure is not None and f.cell is None and not f.increment
    ]
    for (subject, _), facts in by_subject(ledger, distinct(wanted)).items():
        if not subject:
            continue
        for one, other in combinations(facts, 2):
            if one.sentence == other.sentence and (settings.compare == "values" or _set_against(one, other)):
                continue  # two values in one sentence are parts, steps or alternatives, not one fact told twice
            if same_measure(one, other) and same_source(ledger, one, other) and same_basis(one, other):
                yield one, other


def _set_against(one: Fact, other: Fact) -> bool:
    """Two figures that one sentence sets against each other are not the same fact told twice."""
    return bool(one.qualifiers & {"from"} ^ other.qualifiers & {"from"}) or figure_of(one).unit != figure_of(other).unit


KIND = CheckKind(
    name="agreement",
    settings=AgreementSettings,
    outcomes=("contradiction", "strained", "rescued", "uncertain"),
    values=frozenset({"one", "other", "one.period", "other.period", "subject", "reason"}),
    run=run,
)
