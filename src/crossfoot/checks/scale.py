"""Check kind `scale`: figures whose digits are right and whose size is off by a power of ten."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

from pydantic import field_validator

from crossfoot.checks.change_arithmetic import compare_step
from crossfoot.checks.comparing import by_sentence, evidence_of, figure_of, quote, said
from crossfoot.checks.conversions import Conversion, conversions, same_slips
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.checks.retelling import Retold, retold_rows
from crossfoot.checks.slips import TIMES
from crossfoot.checks.steps import steps_in
from crossfoot.figures import show_interval, show_value
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import CheckResult, Conflict, Fact, MentionKind, Span

Slip = Literal["change", "conversion", "separator", "table-row"]
_Results = Iterator[tuple[tuple[Span, ...], Conflict | None]]

_COMMA = re.compile(r"\d{1,3},\d{3}(?![\d.,])")
_POINT = re.compile(r"\d{1,3}\.\d{3}(?!\d)")
_SCALE_WORD = re.compile(r"\s*(?:thousand|million|billion|trillion|mn|bn|tn|[mbk])\b", re.IGNORECASE)
_APART = 100  # so much larger than all its neighbours must a figure be to be taken for a thousand times them


class ScaleSettings(Settings):
    """Which slips of size are looked for.

    `change`: a change beside the two values that it joins, once one of them is multiplied by a
    power of ten. `conversion`: an amount and its conversion in brackets; `exchange_rates` gives
    by ISO 4217 code the least and the most that a US dollar has bought of a currency. `separator`:
    a comma where the figures beside it have a decimal point. `table-row`: a row of a table told
    in a sentence.
    """

    slips: tuple[Slip, ...]
    exchange_rates: Mapping[str, tuple[Decimal, Decimal]] = {}

    @field_validator("exchange_rates", mode="before")
    @classmethod
    def _decimals(cls, given: object) -> object:
        """The ends of each range as decimals, whatever number the file prints."""
        if not isinstance(given, Mapping):
            return given
        ranges = {}
        for currency, ends in given.items():
            numbers = (
                [end for end in ends if isinstance(end, (int, float)) and end > 0] if isinstance(ends, list) else []
            )
            if len(numbers) != 2 or numbers[0] > numbers[1]:
                raise ValueError(f"`{currency}` needs the least and the most as two numbers: [0.62, 1.05]")
            ranges[currency] = tuple(Decimal(str(number)) for number in numbers)
        return ranges


def run(ledger: Ledger, gazetteer: Gazetteer, settings: ScaleSettings) -> CheckResult:
    """Look for each kind of slip that the settings name."""
    conflicts: list[Conflict] = []
    compared: list[tuple[Span, ...]] = []
    ways: dict[Slip, _Results] = {
        "change": _changes(ledger),
        "conversion": _conversions(ledger, settings),
        "separator": _separators(ledger),
        "table-row": _rows(ledger),
    }
    for slip in settings.slips:
        for spans, conflict in ways[slip]:
            compared.append(spans)
            if conflict is not None:
                conflicts.append(conflict)
    return CheckResult(tuple(conflicts), tuple(compared))


def _changes(ledger: Ledger) -> _Results:
    for facts in by_sentence(ledger):
        for step in steps_in(ledger, facts):
            conflict = compare_step(ledger, step)
            spans = (step.before.span, step.after.span, step.change.span)
            if conflict is None or conflict.outcome != "scale":
                yield spans, None
                continue
            said_of = conflict.values
            reason = (
                f"{said_of['rate']} does not lead from {said_of['start']} to {said_of['end']}, but would if one of "
                "the two were a power of ten larger or smaller"
            )
            values = {"figure": said_of["start"], "reason": reason}
            yield spans, Conflict("off", conflict.evidence, values, conflict.arithmetic, repairs=conflict.repairs)


def _conversions(ledger: Ledger, settings: ScaleSettings) -> _Results:
    found = list(conversions(ledger, settings.exchange_rates))
    for each in found:
        yield (each.amount.span, each.converted.span), None
    for group in same_slips(found):
        yield (group[0].amount.span, group[0].converted.span), _converted(ledger, group, found)


def _converted(ledger: Ledger, group: list[Conversion], found: list[Conversion]) -> Conflict:
    first = group[0]
    units = figure_of(first.amount).unit, figure_of(first.converted).unit
    power = first.power or 0
    fitting = (e for e in found if e.power == 0 and (figure_of(e.amount).unit, figure_of(e.converted).unit) == units)
    right = next(fitting, None)
    # The printed rates differ by rounding only; the first one stands for all.
    stated = figure_of(first.converted).value / figure_of(first.amount).value
    arithmetic = (
        f"{said(ledger, first.amount)} = {said(ledger, first.converted)} is {stated:,.4g} {units[1]} "
        f"for one {units[0]}; at the widest it has been worth {show_interval(first.possible, '')}"
    )
    if right is not None:
        rate = figure_of(right.converted).value / figure_of(right.amount).value
        arithmetic += f", and is {rate:,.4g} in {quote(ledger, right.span)}"
    more = f" ({len(group) - 1} more like it)" if len(group) > 1 else ""
    reason = f"the two differ {TIMES[abs(power)]}fold from any rate between {units[0]} and {units[1]}{more}"
    places = [("amount", each.amount.span) for each in group] + [("converted", each.converted.span) for each in group]
    if right is not None:
        places.append(("reference", right.span))
    repairs = tuple(
        f"{show_value(_times(e.converted, power), figure_of(e.converted).unit)} for {said(ledger, e.converted)}, or "
        f"{show_value(_times(e.amount, -power), figure_of(e.amount).unit)} for {said(ledger, e.amount)}"
        for e in group
    )
    values = {"figure": f"{quote(ledger, first.span)})", "reason": reason}
    return Conflict("conversion", evidence_of(places), values, arithmetic, repairs=repairs)


def _times(fact: Fact, power: int) -> Decimal:
    return figure_of(fact).value.scaleb(power)


def _separators(ledger: Ledger) -> _Results:
    """`from $1.300 million to $3,518 million`: three decimals everywhere, and one comma among the points."""
    text = ledger.document.text
    for facts in by_sentence(ledger):
        money = [f for f in facts if f.kind is MentionKind.MONEY and f.figure is not None and f.figure.upper is None]
        pointed = [f for f in money if _POINT.search(text, f.span.start, f.span.end)]
        for fact in money if pointed else ():
            found = _COMMA.search(text, fact.span.start, fact.span.end)
            word = _SCALE_WORD.match(text, found.end()) if found is not None else None
            if word is None:
                continue
            alike = [f for f in pointed if _ends_alike(text, f, word.group(), fact)]
            if not any(_is_led(fact, f) for f in alike):
                continue
            spans = (fact.span, *(f.span for f in alike))
            over = all(figure_of(fact).value > _APART * figure_of(f).value for f in alike)
            yield spans, _separated(ledger, fact, alike) if over else None


def _is_led(one: Fact, other: Fact) -> bool:
    """Whether one sentence leads from the one to the other: they are then sizes of one thing."""
    return {"from", "to"} <= one.qualifiers ^ other.qualifiers


def _ends_alike(text: str, one: Fact, word: str, other: Fact) -> bool:
    return figure_of(one).unit == figure_of(other).unit and text[one.span.start : one.span.end].endswith(word)


def _separated(ledger: Ledger, fact: Fact, alike: list[Fact]) -> Conflict:
    figure = said(ledger, fact)
    meant = quote(ledger, fact.span).replace(",", ".", 1)
    reason = f"{figure} stands beside {said(ledger, alike[0])}: a comma where a decimal point was meant"
    arithmetic = f"{figure} is {figure_of(fact).value / figure_of(alike[0]).value:,.0f} times {said(ledger, alike[0])}"
    places = evidence_of([("figure", fact.span), *(("beside", f.span) for f in alike)])
    return Conflict(
        "off", places, {"figure": figure, "reason": reason}, arithmetic, repairs=(f"{meant}",), culprit=fact.span
    )


def _rows(ledger: Ledger) -> _Results:
    for each in retold_rows(ledger):
        spans = (each.told.span, each.again.span)
        yield spans, _row_conflict(ledger, each) if each.scale else None


def _row_conflict(ledger: Ledger, each: Retold) -> Conflict:
    told, again = said(ledger, each.told), said(ledger, each.again)
    reason = f"the text says {told} where the table has {again}: the same digits, another size"
    places = evidence_of([("text", each.told.span), ("table", each.again.span)])
    repairs = (f"{again} in both places", f"or {told} in both places")
    return Conflict("off", places, {"figure": told, "reason": reason}, repairs=repairs)


KIND = CheckKind(
    name="scale",
    settings=ScaleSettings,
    outcomes=("off", "conversion"),
    values=frozenset({"figure", "reason"}),
    run=run,
    joint=True,
)
