"""Check kind `whole`: shares of one whole, side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from crossfoot.checks.comparing import evidence_of, figure_of, quote
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.checks.splits import HUNDRED, Split, splits_by_subject, splits_of, sum_of
from crossfoot.figures import show_interval
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import CheckResult, Concept, Conflict, Fact, Interval, Span

_PAIR = 2


_SHARED_OUT = re.compile(
    r"\b(?:rest|remainder|balance|remaining)\b[^.;]{0,60}"
    r"\b(?:between|among|divided|split|shared|made up of|consist\w+ of)\b",
    re.IGNORECASE,
)


class WholeSettings(Settings):
    """What is held against a split: its sum (`over`, `under`) or its dates (`dates`)."""

    compare: Literal["over", "under", "dates"]
    least_parts: int = 2


def run(ledger: Ledger, gazetteer: Gazetteer, settings: WholeSettings) -> CheckResult:
    """Compare every split of the report with its whole."""
    conflicts: list[Conflict] = []
    compared: list[tuple[Span, ...]] = []
    compare = {"over": _over, "under": _under, "dates": _dates}[settings.compare]
    for split in (*splits_of(ledger, gazetteer), *splits_by_subject(ledger, gazetteer)):
        if len(split.parts) + (split.rest is not None) < settings.least_parts:
            continue
        compared.append(tuple(part.span for part in split.parts))
        conflict = compare(ledger, split)
        if conflict is not None:
            conflicts.append(conflict)
    return CheckResult(tuple(conflicts), tuple(compared))


def _over(ledger: Ledger, split: Split) -> Conflict | None:
    facts = split.every
    narrow, wide = sum_of(facts)
    if narrow.low is None or narrow.low <= HUNDRED:
        return None
    outcome = "rescued" if wide.low is None or wide.low <= HUNDRED else "contradiction"
    return _conflict(ledger, facts, outcome, narrow)


def _under(ledger: Ledger, split: Split) -> Conflict | None:
    """Only a split that calls one part the rest is complete."""
    if split.rest is None or split.fills_apart():
        return None
    facts = split.every
    beside = [f for f in ledger.facts_in(split.rest.sentence) if f.concept is Concept.SHARE and f.cell is None]
    if _SHARED_OUT.search(ledger.document.text[split.rest.sentence.start : split.rest.span.start]):
        return None  # what is called the rest are the shares of this sentence together
    if any(fact not in facts for fact in beside):
        return None  # a share of the sentence was not understood as a part: the sum is not known
    narrow, wide = sum_of(facts)
    if narrow.high is None or narrow.high >= HUNDRED:
        return None
    outcome = "rescued" if wide.high is None or wide.high >= HUNDRED else "contradiction"
    return _conflict(ledger, facts, outcome, narrow)


def _dates(ledger: Ledger, split: Split) -> Conflict | None:
    dated = [fact for fact in split.parts if fact.period is not None and not fact.period.window]
    if len({fact.period for fact in dated}) < 2 or _set_against(ledger, dated):
        return None
    return _conflict(ledger, dated, "contradiction", sum_of(dated)[0])


def _set_against(ledger: Ledger, dated: Sequence[Fact]) -> bool:
    """`In 2019 the one held 36 %; by 2024 the other had taken 39 %` tells of a change on purpose."""
    between = ledger.document.text[dated[0].span.end : dated[-1].span.start]
    return len(dated) == _PAIR and dated[0].sentence == dated[1].sentence and ";" in between


def _conflict(ledger: Ledger, facts: Sequence[Fact], outcome: str, total: Interval) -> Conflict:
    listed = " + ".join(quote(ledger, fact.span) for fact in facts)
    shown = show_interval(total, "percent")
    parts = ", ".join(_named(ledger, fact) for fact in facts)
    arithmetic = f"{listed} is {shown}"
    values = {"parts": parts, "sum": shown, "listed": listed}
    assumptions = ("all are shares of one whole", *_rest_assumption(facts))
    missing = HUNDRED - sum((figure_of(fact).value for fact in facts), Decimal(0))
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
