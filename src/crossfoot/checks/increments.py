"""An amount that was added beside the values that it leads from and to: `by 152, up 16%, to 856`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.checks import slips
from crossfoot.checks.comparing import AMOUNTS, evidence, figure_of, printed, quote, said, values_of_equation
from crossfoot.checks.direction import DIRECTION
from crossfoot.checks.growth_arithmetic import NEAR_RATE
from crossfoot.checks.steps import crosses_loss
from crossfoot.figures import add, divide, gap, meets, middle, negate, scale, show_interval, show_like, subtract
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Concept, Conflict, Fact, Interval, MentionKind

_REACH = 90
_NEW_CLAUSE = re.compile(
    r"[;:]|,\s*(?:while|whereas|but|and)\b|\b(?:while|whereas|but|partially offset|offset by|driven by)\b"
)


@dataclass(frozen=True, slots=True)
class Increment:
    """An amount added (or taken) and the value reached, with the percentage or the value before."""

    added: Fact
    after: Fact
    percent: Fact | None = None
    before: Fact | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Its figures in the order of the report."""
        known = (fact for fact in (self.added, self.after, self.percent, self.before) if fact is not None)
        return tuple(sorted(known, key=lambda fact: fact.span))


def increments_in(ledger: Ledger, facts: Sequence[Fact]) -> Iterator[Increment]:
    """The increments of one sentence that stand in one clause with what makes them checkable."""
    added = [f for f in facts if f.increment and f.kind in AMOUNTS and f.figure is not None and f.figure.upper is None]
    if not added or crosses_loss(ledger, facts[0]):
        return
    for fact in added:
        near = [f for f in facts if f is not fact and f.figure is not None and _in_one_clause(ledger, fact, f)]
        if sum(f.increment and f.kind in AMOUNTS for f in near):
            continue  # two amounts that were added: each may be measured against another value
        after = _only(f for f in near if "to" in f.qualifiers and _measured_alike(f, fact))
        before = _only(f for f in near if "from" in f.qualifiers and _measured_alike(f, fact))
        if before is not None and figure_of(fact).unit not in ("", figure_of(before).unit):
            continue  # `from 1,240 to 1,345, helped by two new shops`
        percent = _only(f for f in near if f.concept is Concept.CHANGE and figure_of(f).unit == "percent")
        if after is not None and before is not None:
            yield Increment(fact, after, before=before)
        elif after is not None and percent is not None and figure_of(percent).value:
            yield Increment(fact, after, percent=percent)


def _only(found: Iterator[Fact]) -> Fact | None:
    """The one fact found; None where there are none or several."""
    each = list(found)
    return each[0] if len(each) == 1 else None


def _in_one_clause(ledger: Ledger, one: Fact, other: Fact) -> bool:
    first, last = sorted((one.span, other.span))
    between = ledger.document.text[first.end : last.start]
    return len(between) < _REACH and not _NEW_CLAUSE.search(between)


def _measured_alike(level: Fact, added: Fact) -> bool:
    same = figure_of(level).unit == figure_of(added).unit or added.kind is MentionKind.COUNT
    return not level.increment and level.kind is added.kind and same and figure_of(level).upper is None


def compare_increment(ledger: Ledger, step: Increment) -> Conflict | None:
    """The conflict of an increment that its values or its percentage contradict, or None."""
    if step.before is not None:
        return _difference(ledger, step, step.before)
    return _relative(ledger, step, step.percent) if step.percent is not None else None


def _size(interval: Interval) -> Interval:
    return negate(interval) if interval.high is not None and interval.high <= 0 else interval


def _difference(ledger: Ledger, step: Increment, before: Fact) -> Conflict | None:
    added, after, first = figure_of(step.added), figure_of(step.after), figure_of(before)
    stated = _size(added.narrow)
    real = _size(subtract(after.narrow, first.narrow))
    if meets(stated, real):
        return None
    wide = _size(subtract(after.wide, first.wide))
    outcome = "rescued" if meets(wide, _size(added.wide)) else "contradiction"
    arithmetic = (
        f"from {printed(before)} to {printed(step.after)} is {show_interval(real, added.unit)}; "
        f"the text says {quote(ledger, step.added.quoted)} ({show_interval(stated, added.unit)})"
    )
    value = middle(real)
    repairs = (f"by {show_like(added, value)}",) if value is not None else ()
    places = evidence(start=before.span, end=step.after.span, change=step.added.span)
    shown = show_interval(real, added.unit)
    values = values_of_equation(
        said(ledger, before), said(ledger, step.after), said(ledger, step.added), shown, "one step"
    )
    return Conflict(outcome, places, values, arithmetic, _assumed(outcome), repairs)


def _relative(ledger: Ledger, step: Increment, percent: Fact) -> Conflict | None:
    added, after, rate = figure_of(step.added), figure_of(step.after), figure_of(percent)
    fell = rate.value < 0 or _falls(ledger, step)
    amount = _size(added.narrow)
    before = add(after.narrow, amount) if fell else subtract(after.narrow, amount)
    if before.low is None or before.low <= 0:
        return None
    real, stated = scale(divide(amount, before), 100), _size(rate.narrow)
    if meets(real, stated):
        return None
    outcome = "near" if gap(real, stated) <= NEAR_RATE else "contradiction"
    slip = "the stated figure is measured against the later value" if _against_later(step, stated) else ""
    sign = "+" if fell else "−"
    arithmetic = (
        f"{printed(step.after)} {sign} {printed(step.added)} is {show_interval(before, after.unit)} before; "
        f"{printed(step.added)} of it is {show_interval(real, 'percent')}; "
        f"the text says {quote(ledger, percent.quoted)}"
    )
    value, factor = middle(real), middle(stated)
    repairs = [f"change {show_like(rate, value)}"] if value is not None else []
    if factor:
        share = factor / (100 - factor if fell else 100 + factor)
        repairs.append(f"or an amount of {show_like(added, after.value * share)}")
    places = evidence(change=step.added.span, end=step.after.span, rate=percent.span)
    values = values_of_equation(
        show_interval(before, after.unit),
        said(ledger, step.after),
        said(ledger, percent),
        show_interval(real, "percent"),
        "one step",
    )
    return Conflict(
        outcome,
        places,
        values,
        arithmetic,
        _assumed(outcome),
        tuple(repairs),
        slip=slip or slips.of_digits(rate, real, "change"),
    )


def _falls(ledger: Ledger, step: Increment) -> bool:
    """Whether the last word of direction before the amount says that the value fell."""
    words = list(DIRECTION.finditer(ledger.document.text, step.added.sentence.start, step.added.span.start))
    return bool(words) and words[-1]["down"] is not None


def _against_later(step: Increment, stated: Interval) -> bool:
    return meets(scale(divide(_size(figure_of(step.added).narrow), figure_of(step.after).narrow), 100), stated)


def _assumed(outcome: str) -> tuple[str, ...]:
    if outcome == "rescued":
        return ("the figures agree only if the round ones are rounded generously",)
    return ("the change misses by a last digit",) if outcome == "near" else ()
