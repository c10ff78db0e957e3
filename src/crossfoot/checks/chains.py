"""Changes and yearly rates that follow one another, against what they make together.

`5 % in 2022, 8 % in 2023 and 3 % in 2024, from $100m to $130m`; 6 % a year to 2028 and 8 % from then
to 2032 against 9.5 % a year over all eight years: (1 + r)^n is the product of the links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from crossfoot import periods
from crossfoot.checks.comparing import (
    LEVELS,
    distinct,
    evidence_of,
    figure_of,
    printed,
    said,
    same_measure,
    values_of_equation,
    year_of,
)
from crossfoot.checks.growth_arithmetic import NEAR_RATE
from crossfoot.figures import (
    add,
    divide,
    exactly,
    fraction_of_percent,
    gap,
    meets,
    middle,
    multiply,
    percent_of_fraction,
    power,
    show_interval,
    show_like,
    subtract,
)
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.naming import measure_key
from crossfoot.ledger.subjects import key_of
from crossfoot.model import Concept, Conflict, Fact, Interval, Span

_LEAST = 2
_ONE = exactly(1)


@dataclass(frozen=True, slots=True)
class Chain:
    """Links without a gap from `begun` to `ended`, and the rate or the two values that span them all."""

    links: tuple[Fact, ...]
    begun: int
    ended: int
    whole: Fact
    start: Fact | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Its figures in the order of the report."""
        every = [*self.links, self.whole, *([self.start] if self.start is not None else [])]
        return tuple(sorted(every, key=lambda fact: fact.span))


def chains_of(ledger: Ledger) -> Iterator[Chain]:
    """Every rate, and every pair of values of one sentence, that a chain of shorter steps spans without a gap."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in distinct(ledger.facts):
        if (years := _years(fact)) is not None and years[0] < years[1]:
            groups[_thing(ledger, fact)].append(fact)
    for links in groups.values():
        if len(links) < _LEAST:
            continue
        steps = _by_begin(links)
        for whole in links:
            begun, ended = _years(whole) or (0, 0)
            # A change over several years told beside yearly ones is their product as well.
            if ended - begun > 1 and (found := _walk(steps, begun, ended, whole)):
                yield Chain(found, begun, ended, whole)
    yield from _between_values(ledger)


def _between_values(ledger: Ledger) -> Iterator[Chain]:
    """Chains that stand in one sentence with the value that they lead from and the value that they lead to."""
    sentences: dict[Span, list[Fact]] = defaultdict(list)
    for fact in ledger.facts:
        if fact.cell is None:
            sentences[fact.sentence].append(fact)
    for facts in sentences.values():
        links = [f for f in facts if f.concept is Concept.CHANGE and _years(f) is not None]
        if len(links) < _LEAST or len({_thing(ledger, f) for f in links}) > 1:
            continue
        steps = _by_begin(links)
        levels = [f for f in facts if f.concept in LEVELS and f.figure is not None and not f.increment]
        for start in levels:
            for end in levels:
                begun, ended = year_of(start.period), year_of(end.period)
                if begun is None or ended is None or ended - begun < _LEAST or not _of_one_thing(ledger, start, end):
                    continue
                if figure_of(start).value > 0 and (found := _walk(steps, begun, ended, None)):
                    yield Chain(found, begun, ended, end, start)


def _of_one_thing(ledger: Ledger, one: Fact, other: Fact) -> bool:
    return (
        same_measure(ledger, one, other) and key_of(one.subject) == key_of(other.subject) and one.place == other.place
    )


def _years(fact: Fact) -> tuple[int, int] | None:
    """First and last year of a growth in percent over whole years; None where it is none or they are not stated."""
    period = fact.period
    if fact.concept not in (Concept.GROWTH_RATE, Concept.CHANGE) or period is None or not period.window:
        return None
    figure = fact.figure
    if figure is None or figure.unit != "percent" or figure.upper is not None or "constant-currency" in fact.qualifiers:
        return None
    ends = [each for each in period.label.split("/") if each]
    if len(ends) != 2 or not all(periods.is_single_year(periods.parse_label(each)) for each in ends):
        return None
    start, end = periods.start_year(period), periods.end_year(period)
    return (start, end) if start is not None and end is not None else None


def _thing(ledger: Ledger, fact: Fact) -> tuple[object, ...]:
    """What must be the same for growths to follow one another."""
    apart = frozenset(fact.qualifiers & {"adjusted", "target", "of-volume", "quarterly"})
    subject = ledger.graph.head(key_of(fact.subject))
    return (subject, fact.place, fact.source, measure_key(fact), apart, fact.cell is None)


def _by_begin(links: Sequence[Fact]) -> dict[int, list[Fact]]:
    steps: dict[int, list[Fact]] = defaultdict(list)
    for link in links:
        if (years := _years(link)) is not None:
            steps[years[0]].append(link)
    return steps


def _walk(steps: dict[int, list[Fact]], begun: int, ended: int, whole: Fact | None) -> tuple[Fact, ...]:
    """The links from one year to another; none where a year has no link, or several that differ."""
    found: list[Fact] = []
    at = begun
    while at < ended:
        fitting = [
            f for f in steps.get(at, ()) if f is not whole and _ends(f) <= ended and (at, _ends(f)) != (begun, ended)
        ]
        if not fitting or len({(_ends(f), figure_of(f).narrow) for f in fitting}) > 1:
            return ()
        found.append(fitting[0])
        at = _ends(fitting[0])
    return tuple(found) if len(found) >= _LEAST else ()


def _ends(fact: Fact) -> int:
    return (_years(fact) or (0, 0))[1]


def _factor(fact: Fact, wide: bool) -> Interval:
    """What a growth multiplies by over all its years."""
    begun, ended = _years(fact) or (0, 1)
    figure = figure_of(fact)
    yearly = add(_ONE, fraction_of_percent(figure.wide if wide else figure.narrow))
    return power(yearly, ended - begun) if fact.concept is Concept.GROWTH_RATE else yearly


def _made(chain: Chain, wide: bool) -> Interval:
    return reduce(multiply, (_factor(link, wide) for link in chain.links))


def compare_chain(ledger: Ledger, chain: Chain) -> Conflict | None:
    """The conflict of a chain whose links make something else than the report says, or None."""
    if chain.start is not None:
        return _against_values(ledger, chain, chain.start)
    return _against_rate(ledger, chain)


def _against_rate(ledger: Ledger, chain: Chain) -> Conflict | None:
    years = chain.ended - chain.begun if chain.whole.concept is Concept.GROWTH_RATE else 1
    figure = figure_of(chain.whole)
    each = [
        percent_of_fraction(subtract(power(_made(chain, wide), Decimal(1) / years), _ONE)) for wide in (False, True)
    ]
    if meets(each[0], figure.narrow):
        return None
    outcome = "contradiction"
    if meets(each[1], figure.wide):
        outcome = "rescued"
    elif gap(each[0], figure.narrow) <= NEAR_RATE:
        outcome = "near"
    implied = f"{show_interval(each[0], 'percent')}{' a year' if years > 1 else ''}"
    value = middle(each[0])
    repairs = (f"rate {show_like(figure, value)}",) if value is not None else ()
    return _conflict(ledger, chain, outcome, implied, repairs)


def _against_values(ledger: Ledger, chain: Chain, start: Fact) -> Conflict | None:
    first, last = figure_of(start), figure_of(chain.whole)
    real = divide(last.narrow, first.narrow)
    made = _made(chain, False)
    if meets(made, real):
        return None
    outcome = "rescued" if meets(_made(chain, True), divide(last.wide, first.wide)) else "contradiction"
    if gap(percent_of_fraction(made), percent_of_fraction(real)) <= NEAR_RATE:
        outcome = "near"
    end = middle(multiply(exactly(first.value), made))
    repairs = (f"end value {show_like(last, end)}",) if end is not None else ()
    implied = f"{show_interval(percent_of_fraction(subtract(made, _ONE)), 'percent')} in all"
    return _conflict(ledger, chain, outcome, implied, repairs)


def _conflict(ledger: Ledger, chain: Chain, outcome: str, implied: str, repairs: tuple[str, ...]) -> Conflict:
    listed = ", then ".join(_linked(link) for link in chain.links)
    stated = said(ledger, chain.whole)
    if chain.start is not None:
        stated = f"{said(ledger, chain.start)} and {stated}"
    begun, ended = str(chain.begun), str(chain.ended)
    values = values_of_equation(begun, ended, stated, implied, f"{chain.ended - chain.begun} years")
    values["computed"] = f"{listed} make {implied}"
    places = evidence_of(
        (
            *(("part", link.span) for link in chain.links),
            ("whole" if chain.start is None else "end", chain.whole.span),
            *((("start", chain.start.span),) if chain.start is not None else ()),
        )
    )
    arithmetic = f"{listed} make {implied}; the text says {stated}"
    if chain.start is not None:
        change = percent_of_fraction(
            subtract(divide(figure_of(chain.whole).narrow, figure_of(chain.start).narrow), _ONE)
        )
        arithmetic = (
            f"{listed} make {implied}; {printed(chain.start)} → {printed(chain.whole)} is "
            f"{show_interval(change, 'percent')}"
        )
    subject = chain.whole.subject or chain.links[0].subject
    assumptions = (f"all are growth of the {subject}",) if subject else ()
    return Conflict(outcome, places, values, arithmetic, assumptions, repairs)


def _linked(link: Fact) -> str:
    begun, ended = _years(link) or (0, 0)
    rate = printed(link)
    return f"{rate} in {ended}" if ended - begun == 1 else f"{rate} a year {begun}–{ended}"
