"""The growth of a total beside the growth of all its parts: it lies between the slowest and the fastest part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossfoot.checks.comparing import by_sentence, evidence_of, figure_of, said, values_of_equation
from crossfoot.checks.growth_arithmetic import NEAR_RATE
from crossfoot.checks.sums_in_tables import families_of
from crossfoot.figures import gap, hull, meets, show_interval
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.subjects import key_of
from crossfoot.model import Concept, Conflict, Fact, Span

_LEAST = 2
_GROWS = frozenset({Concept.CHANGE, Concept.GROWTH_RATE})
_LISTS = re.compile(r"[^:;.]{0,60}:(?!\d)[^:;.]{0,60}$")
_NOT_ALL = re.compile(
    r"\b(?:includ\w+|led by|such as|notably|especially|among|particularly|driven by|helped by|organic\w*|constant|"
    r"excluding|except|acquisitions?|disposals?|top|best|fastest|largest|examples?|e\.g|but|while|whereas|against|than)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:\s*,)?[^,:;.()\d]{1,40}$")


@dataclass(frozen=True, slots=True)
class Mixture:
    """The growth of a total and that of all its parts, over the same years."""

    total: Fact
    parts: tuple[Fact, ...]


def mixtures_of(ledger: Ledger) -> Iterator[Mixture]:
    """Totals whose parts are known to be all there, each with its growth."""
    yield from _in_tables(ledger)
    for facts in by_sentence(ledger):
        yield from _in_sentence(ledger, facts)


def _in_tables(ledger: Ledger) -> Iterator[Mixture]:
    """Columns of growth beside a column whose rows add up to its total: all the parts stand there."""
    columns: dict[tuple[int, int], dict[int, Fact]] = defaultdict(dict)
    for fact in ledger.facts:
        if fact.cell is not None and _grows(fact):
            group, row, column = fact.cell
            columns[group, column].setdefault(row, fact)
    seen: set[tuple[Span, ...]] = set()
    for family in families_of(ledger):
        for summation, adds_up in family:
            cells = [fact.cell for fact in (summation.total, *summation.parts)]
            rows = [cell[1] for cell in cells if cell is not None]
            if not adds_up or len(rows) <= _LEAST or len({cell[2] for cell in cells if cell is not None}) > 1:
                continue
            group = summation.total.cell[0] if summation.total.cell is not None else 0
            for (of, _), growths in columns.items():
                if of != group or not all(row in growths for row in rows):
                    continue
                total, *parts = (growths[row] for row in rows)
                spans = tuple(fact.span for fact in (total, *parts))
                if spans not in seen and _over_same_years(total, parts):
                    seen.add(spans)
                    yield Mixture(total, tuple(parts))


def _in_sentence(ledger: Ledger, facts: Sequence[Fact]) -> Iterator[Mixture]:
    """`The market grows by 9 % a year: hardware by 5 %, software by 7 % and services by 8 %`."""
    growths = [fact for fact in facts if _grows(fact) and "constant-currency" not in fact.qualifiers]
    if len(growths) <= _LEAST or len(growths) != len([f for f in facts if f.concept in _GROWS]):
        return
    total, *parts = growths
    text, sentence = ledger.document.text, total.sentence
    if not _LISTS.fullmatch(text, total.span.end, parts[0].span.start) or _NOT_ALL.search(
        text, sentence.start, sentence.end
    ):
        return
    if not all(_GOES_ON.fullmatch(text, one.span.end, other.span.start) for one, other in pairwise(parts)):
        return
    if len({(key_of(part.subject), part.place) for part in parts}) == len(parts) and _over_same_years(total, parts):
        yield Mixture(total, tuple(parts))


def _grows(fact: Fact) -> bool:
    figure = fact.figure
    single = figure is not None and figure.unit == "percent" and figure.upper is None
    return single and fact.concept in _GROWS and not fact.increment


def _over_same_years(total: Fact, parts: Sequence[Fact]) -> bool:
    alike = {(part.concept, part.cell is None or part.period) for part in (total, *parts)}
    periods = {part.period.label for part in (total, *parts) if part.period is not None}
    return len(alike) == 1 and len(periods) <= 1


def compare_mixture(ledger: Ledger, mixture: Mixture) -> Conflict | None:
    """The conflict of a total that grows faster than its fastest or slower than its slowest part, or None."""
    total = figure_of(mixture.total)
    around = hull(*(figure_of(part).narrow for part in mixture.parts))
    if meets(total.narrow, around):
        return None
    wide = hull(*(figure_of(part).wide for part in mixture.parts))
    outcome = "contradiction"
    if meets(total.wide, wide):
        outcome = "rescued"
    elif gap(total.narrow, around) <= NEAR_RATE:
        outcome = "near"
    slowest, fastest = (choose(mixture.parts, key=lambda part: figure_of(part).value) for choose in (min, max))
    shown = show_interval(around, "percent")
    values = values_of_equation(
        said(ledger, slowest), said(ledger, fastest), f"{said(ledger, mixture.total)} for the whole", shown, "one step"
    )
    values["computed"] = f"The parts grow by {said(ledger, slowest)} to {said(ledger, fastest)}"
    arithmetic = (
        f"a whole grows neither faster nor slower than all its parts ({shown}); "
        f"the text says {said(ledger, mixture.total)}"
    )
    places = evidence_of((("total", mixture.total.span), *(("part", part.span) for part in mixture.parts)))
    return Conflict(outcome, places, values, arithmetic, ("the parts named are all of the whole",))
