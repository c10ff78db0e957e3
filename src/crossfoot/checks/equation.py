"""Check kind `equation`: values, rates and changes that one equation joins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from crossfoot import periods
from crossfoot.checks.chains import chains_of, compare_chain
from crossfoot.checks.change_arithmetic import compare_step
from crossfoot.checks.comparing import LEVELS, by_sentence, distinct, same_source, same_subject, year_of
from crossfoot.checks.growth_arithmetic import GrowthPath, compare_path, paths_in
from crossfoot.checks.increments import compare_increment, increments_in
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.checks.mixtures import compare_mixture, mixtures_of
from crossfoot.checks.steps import steps_of
from crossfoot.checks.table_changes import table_changes
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.subjects import key_of
from crossfoot.model import CheckResult, Concept, Conflict, Fact, Span

Equation = Literal[
    "end = start * (1 + rate) ** years",
    "end = start * (1 + change)",
    "end = start * multiple",
    "end = start + points",
    "end = start + increment",
    "end = start * product(1 + change)",
    "(1 + rate) ** years = product(1 + change)",
    "least(change of part) <= change of total <= greatest(change of part)",
]


class EquationSettings(Settings):
    """Which equations are tried, and over which distance.

    `across` also joins values and rates of the report's own market that stand in different
    sentences.
    """

    equations: tuple[Equation, ...]
    across: bool = True


def _is_level(fact: Fact) -> bool:
    return (
        fact.concept in LEVELS and fact.figure is not None and not fact.increment and "percent" not in fact.figure.unit
    )


def _rates(facts: list[Fact]) -> list[Fact]:
    """The yearly rates that may join two values; `15 % a year demand growth` joins no prices."""
    return [
        f
        for f in facts
        if f.concept is Concept.GROWTH_RATE
        and f.figure is not None
        and f.figure.unit == "percent"
        and "of-volume" not in f.qualifiers
    ]


def _sentence_paths(ledger: Ledger) -> Iterator[GrowthPath]:
    """Paths whose rate and values stand in one sentence, or whose start stands in the one before."""
    before: list[Fact] = []
    for facts in by_sentence(ledger):
        levels = [f for f in facts if _is_level(f)]
        for rate in _rates(facts):
            own = [f for f in levels if _same_path(f, rate, facts)]
            if own:
                units = {(f.figure.unit, f.kind) for f in own if f.figure}
                alike = [f for f in own if len(units) == 1 or _unit_of_nearest(f, own, rate)]
                yield from paths_in(alike, rate)
                if len(alike) == 1 and before and before[0].block == rate.block:
                    yield from _with_earlier(before, alike[0], rate)
        before = levels or before
        if levels and levels[0].block != before[0].block:
            before = levels


def _same_path(level: Fact, rate: Fact, facts: list[Fact]) -> bool:
    """A value belongs to a rate unless the sentence gives it another subject, or a nearer rate."""
    if key_of(level.subject) != key_of(rate.subject) and "subject" not in level.uncertain:
        return False
    rates = [f for f in facts if f.concept is Concept.GROWTH_RATE]
    nearest = min(rates, key=lambda f: abs(f.span.start - level.span.start))
    return len(rates) == 1 or nearest is rate


def _unit_of_nearest(fact: Fact, own: list[Fact], rate: Fact) -> bool:
    nearest = min(own, key=lambda f: abs(f.span.start - rate.span.start))
    return fact.figure is not None and nearest.figure is not None and fact.figure.unit == nearest.figure.unit


def _with_earlier(before: list[Fact], level: Fact, rate: Fact) -> Iterator[GrowthPath]:
    """The path from the latest value of the sentence before; `up from €46bn in 2023` is no base."""
    ended = year_of(level.period)
    if level.figure is None or ended is None:
        return
    dated = [(year, f) for f in before if (year := year_of(f.period)) is not None and year < ended]
    fitting = [
        (year, f)
        for year, f in dated
        if f.figure is not None
        and f.figure.unit == level.figure.unit
        and f.concept is level.concept
        and key_of(f.subject) == key_of(level.subject)
    ]
    if fitting:
        begun, start = max(fitting, key=lambda pair: pair[0])
        yield GrowthPath(start, level, rate, ended - begun)


def _report_paths(ledger: Ledger, near: list[GrowthPath]) -> list[GrowthPath]:
    """Paths of the report's own market over the whole report: sizes against rates whose window covers them."""
    joined = {path.rate.span for path in near}
    main = key_of(ledger.main_subject)
    facts = distinct(f for f in ledger.facts if key_of(f.subject) == main)
    sizes = [f for f in facts if f.concept is Concept.MARKET_SIZE and _is_level(f) and year_of(f.period)]
    rates = [f for f in _rates(facts) if f.span not in joined and f.cell is None]
    paths = []
    for rate in rates:
        window = rate.period
        first, last = (periods.start_year(window), periods.end_year(window)) if window else (None, None)
        for start in sizes:
            for end in sizes:
                begun, ended = year_of(start.period), year_of(end.period)
                if begun is None or ended is None or ended - begun < 2 or not _alike(ledger, start, end, rate):
                    continue
                if first is not None and last is not None and first - 1 <= begun and ended <= last:
                    paths.append(GrowthPath(start, end, rate, ended - begun, certain=start.sentence == rate.sentence))
    return paths


def _alike(ledger: Ledger, start: Fact, end: Fact, rate: Fact) -> bool:
    if start.figure is None or end.figure is None or start.figure.unit != end.figure.unit:
        return False
    return (
        same_subject(ledger, start, end)
        and same_subject(ledger, start, rate)
        and same_source(ledger, start, rate)
        and same_source(ledger, end, rate)
        and same_source(ledger, start, end)
    )


Tried = tuple[tuple[Span, ...], Conflict | None]


def run(ledger: Ledger, gazetteer: Gazetteer, settings: EquationSettings) -> CheckResult:
    """Try the equations that the settings name on everything they could join."""
    conflicts: list[Conflict] = []
    compared: list[tuple[Span, ...]] = []
    for equations, tries in _TRIES:
        if equations & set(settings.equations):
            for places, conflict in tries(ledger, settings):
                compared.append(places)
                if conflict is not None:
                    conflicts.append(conflict)
    return CheckResult(tuple(conflicts), tuple(compared))


def _paths(ledger: Ledger, settings: EquationSettings) -> Iterator[Tried]:
    paths = list(_sentence_paths(ledger))
    if settings.across:
        paths += _report_paths(ledger, paths)
    seen: set[tuple[Span, ...]] = set()
    for path in paths:
        spans = (path.start.span, path.end.span, path.rate.span)
        if spans not in seen:
            seen.add(spans)
            yield spans, compare_path(ledger, path)


def _steps(ledger: Ledger, settings: EquationSettings) -> Iterator[Tried]:
    for step in steps_of(ledger):
        yield (step.before.span, step.after.span, step.change.span), compare_step(ledger, step)
    yield from table_changes(ledger)


def _increments(ledger: Ledger, settings: EquationSettings) -> Iterator[Tried]:
    for facts in by_sentence(ledger):
        for increment in increments_in(ledger, facts):
            yield tuple(fact.span for fact in increment.facts), compare_increment(ledger, increment)


def _chains(ledger: Ledger, settings: EquationSettings) -> Iterator[Tried]:
    for chain in chains_of(ledger):
        yield tuple(fact.span for fact in chain.facts), compare_chain(ledger, chain)


def _mixtures(ledger: Ledger, settings: EquationSettings) -> Iterator[Tried]:
    for mixture in mixtures_of(ledger):
        yield tuple(fact.span for fact in (mixture.total, *mixture.parts)), compare_mixture(ledger, mixture)


# What joins figures for one equation or more; each is tried when one of its equations is asked for.
_TRIES: tuple[tuple[frozenset[Equation], Callable[[Ledger, EquationSettings], Iterator[Tried]]], ...] = (
    (frozenset({"end = start * (1 + rate) ** years"}), _paths),
    (frozenset({"end = start * (1 + change)", "end = start * multiple", "end = start + points"}), _steps),
    (frozenset({"end = start + increment"}), _increments),
    (frozenset({"end = start * product(1 + change)", "(1 + rate) ** years = product(1 + change)"}), _chains),
    (frozenset({"least(change of part) <= change of total <= greatest(change of part)"}), _mixtures),
)


KIND = CheckKind(
    name="equation",
    settings=EquationSettings,
    outcomes=("contradiction", "uncertain", "rescued", "near", "scale"),
    values=frozenset({"start", "end", "rate", "start.period", "end.period", "implied", "years", "computed"}),
    run=run,
    joint=True,
)
