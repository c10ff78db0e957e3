"""Check kind `whole`: shares of one whole, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from crossfoot.checks.comparing import evidence_of, figure_of, quote, same_source
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.figures import add, exactly, meets, show_interval
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.subjects import key_of
from crossfoot.model import CheckResult, Concept, Conflict, Fact, Interval, Span

_NOT_A_PART = frozenset({"combined", "from", "respondents", "of-growth", "by", "target"})
_CENT = Decimal(100)


class WholeSettings(Settings):
    """What is held against a split: its sum (`over`, `under`) or its dates (`dates`)."""

    compare: Literal["over", "under", "dates"]
    least_parts: int = 2


@dataclass(frozen=True, slots=True)
class Split:
    """Shares of one whole that stand side by side in one block.

    `inner` pairs the shares of members with the share of the region that holds them; they
    are no further parts.
    """

    parts: tuple[Fact, ...]
    rest: Fact | None
    inner: tuple[tuple[Fact, Fact], ...] = ()

    def fills_apart(self) -> bool:
        """Whether the shares make the whole once members are counted beside the regions that hold them."""
        return meets(_sum([*_all(self), *(member for member, _ in self.inner)])[0], exactly(_CENT))

    def nested_fill(self) -> bool:
        """Whether the shares make the whole only if members are counted beside the regions that hold them."""
        # A company's segments may well be `United Kingdom` and, without it, `Europe`.
        told_as_peers = [m for m, w in self.inner if m.sentence == w.sentence and "of-market" in m.qualifiers]
        if not told_as_peers:
            return False
        return self.fills_apart() and not meets(_sum(_all(self))[0], exactly(_CENT))


def run(ledger: Ledger, gazetteer: Gazetteer, settings: WholeSettings) -> CheckResult:
    """Compare every split of the report with its whole."""
    conflicts: list[Conflict] = []
    compared: list[tuple[Span, ...]] = []
    compare = {"over": _over, "under": _under, "dates": _dates}[settings.compare]
    for split in splits_of(ledger, gazetteer):
        if len(split.parts) + (split.rest is not None) < settings.least_parts:
            continue
        compared.append(tuple(part.span for part in split.parts))
        conflict = compare(ledger, split)
        if conflict is not None:
            conflicts.append(conflict)
    return CheckResult(tuple(conflicts), tuple(compared))


def splits_of(ledger: Ledger, gazetteer: Gazetteer) -> Iterator[Split]:
    """Shares by place of one subject, each place once, none inside another, in neighbouring sentences of one block."""
    group: list[Fact] = []
    for fact in ledger.facts:
        if not _is_part(fact, ledger):
            continue
        if group and not _belongs(ledger, group, fact):
            yield from _split(group, gazetteer)
            group = []
        group.append(fact)
    yield from _split(group, gazetteer)


def _is_part(fact: Fact, ledger: Ledger) -> bool:
    if (
        fact.concept is not Concept.SHARE
        or fact.figure is None
        or fact.figure.unit != "percent"
        or fact.cell is not None
    ):
        return False
    located = fact.place is not None and fact.readings.get("place") != "the report's place"
    return (located or _is_rest(fact, ledger)) and not fact.qualifiers & _NOT_A_PART


def _is_rest(fact: Fact, ledger: Ledger) -> bool:
    return "remaining" in fact.qualifiers


def _belongs(ledger: Ledger, group: Sequence[Fact], fact: Fact) -> bool:
    last = group[-1]
    if last.block != fact.block or key_of(last.subject) != key_of(fact.subject) or not same_source(ledger, last, fact):
        return False
    if last.whole and fact.whole and last.whole != fact.whole:
        return False
    if any(part.place == fact.place and not _is_rest(fact, ledger) for part in group):
        return False
    between = ledger.document.text[last.sentence.end : fact.sentence.start]
    return len(between) < 400


def _split(group: Sequence[Fact], gazetteer: Gazetteer) -> Iterator[Split]:
    """The outermost places only: a member of another part is no further part."""
    rest = next((fact for fact in group if "remaining" in fact.qualifiers), None)
    parts = [fact for fact in group if fact is not rest]
    inner: dict[int, tuple[Fact, Fact]] = {}
    for member in parts:
        for whole in group:
            if member is whole or not member.place or not whole.place:
                continue
            if gazetteer.within(member.place, whole.place):
                inner.setdefault(id(member), (member, whole))
    outer = tuple(fact for fact in parts if id(fact) not in inner)
    if len(outer) + (rest is not None) >= 2:
        yield Split(outer, rest, tuple(inner.values()))


def _sum(facts: Sequence[Fact]) -> tuple[Interval, Interval]:
    narrow = wide = exactly(0)
    for fact in facts:
        narrow, wide = add(narrow, figure_of(fact).narrow), add(wide, figure_of(fact).wide)
    return narrow, wide


def _all(split: Split) -> list[Fact]:
    return [*split.parts, split.rest] if split.rest is not None else list(split.parts)


def _over(ledger: Ledger, split: Split) -> Conflict | None:
    facts = _all(split)
    narrow, wide = _sum(facts)
    if narrow.low is None or narrow.low <= _CENT:
        return None
    outcome = "rescued" if wide.low is None or wide.low <= _CENT else "contradiction"
    return _conflict(ledger, facts, outcome, narrow)


def _under(ledger: Ledger, split: Split) -> Conflict | None:
    """Only a split that calls one part the rest is complete."""
    if split.rest is None or split.fills_apart():
        return None
    facts = _all(split)
    narrow, wide = _sum(facts)
    if narrow.high is None or narrow.high >= _CENT:
        return None
    outcome = "rescued" if wide.high is None or wide.high >= _CENT else "contradiction"
    return _conflict(ledger, facts, outcome, narrow)


def _dates(ledger: Ledger, split: Split) -> Conflict | None:
    dated = [fact for fact in split.parts if fact.period is not None and not fact.period.window]
    if len({fact.period for fact in dated}) < 2:
        return None
    return _conflict(ledger, dated, "contradiction", _sum(dated)[0])


def _conflict(ledger: Ledger, facts: Sequence[Fact], outcome: str, total: Interval) -> Conflict:
    listed = " + ".join(quote(ledger, fact.span) for fact in facts)
    shown = show_interval(total, "percent")
    parts = ", ".join(_named(ledger, fact) for fact in facts)
    arithmetic = f"{listed} is {shown}"
    values = {"parts": parts, "sum": shown, "listed": listed}
    assumptions = ("all are shares of one whole", *_rest_assumption(facts))
    missing = _CENT - sum((figure_of(fact).value for fact in facts), Decimal(0))
    repairs: tuple[str, ...] = ()
    rest = next((fact for fact in facts if "remaining" in fact.qualifiers), None)
    if rest is not None:
        repairs = (f"the rest {(figure_of(rest).value + missing).normalize():f} %",)
    return Conflict(
        outcome, evidence_of(("share", fact.span) for fact in facts), values, arithmetic, assumptions, repairs
    )


def _rest_assumption(facts: Sequence[Fact]) -> tuple[str, ...]:
    return (
        ("the split is complete, since one part is called the rest",)
        if any("remaining" in f.qualifiers for f in facts)
        else ()
    )


def _named(ledger: Ledger, fact: Fact) -> str:
    when = f" ({fact.period.label})" if fact.period is not None else ""
    who = "the rest" if "remaining" in fact.qualifiers else fact.place or fact.subject or ""
    return f"{who} {quote(ledger, fact.span)}{when}".strip()


KIND = CheckKind(
    name="whole",
    settings=WholeSettings,
    outcomes=("contradiction", "rescued"),
    values=frozenset({"parts", "sum", "listed"}),
    run=run,
)
