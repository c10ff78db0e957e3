"""Check kind `limits`: figures that cannot be, whatever else the report says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from crossfoot import periods
from crossfoot.checks.comparing import distinct, evidence_of, figure_of, is_share, lies_above, quote
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.subjects import key_of
from crossfoot.model import Bound, CheckResult, Concept, Conflict, Fact, MentionKind, Span

Limit = Literal["share-of-whole", "range-order", "count-sign", "member-of-whole", "percentage-of-count"]
_MAY_EXCEED = re.compile(
    r"\b(?:of (?:gdp|guidance|target|plan|capacity|the (?:target|goal|prior|previous|original))|oversubscri\w+|"
    r"payout|coverage|utili[sz]ation|yield|growth|increase|margin|return|ratio|retention|collateral\w*|capacity|"
    r"target|achiev\w+|quota|ltv|nrr)\b",
    re.IGNORECASE,
)
_OF_COUNT = re.compile(
    r"\(\s*n\s*=\s*(\d{1,4})\s*\)|\bof (?:the |our |all )?(\d{1,3}) (?:respondents|participants|companies|people|"
    r"patients|executives|users|customers|firms|members|employees)\b",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"\s*of (?:all|the total|total|the whole)\b", re.IGNORECASE)
_OF_WHOLE = re.compile(
    r"\s*of\s+(?:the\s+|its\s+|all\s+|group\s+|total\s+|global\s+){1,3}(?:[\w-]+\s+){0,4}?"
    r"(?:market|revenues?|sales|exports|imports|production|output|cargo|freight|visitors|respondents|population)\b",
    re.IGNORECASE,
)
_HUNDRED = Decimal(100)


class LimitsSettings(Settings):
    """Which limits are looked at."""

    limits: tuple[Limit, ...]


def run(ledger: Ledger, gazetteer: Gazetteer, settings: LimitsSettings) -> CheckResult:
    """Hold figures against the limits that the settings name."""
    conflicts: list[Conflict] = []
    compared: list[tuple[Span, ...]] = []
    for limit in settings.limits:
        for spans, conflict in _LIMITS[limit](ledger, gazetteer):
            compared.append(spans)
            if conflict is not None:
                conflicts.append(conflict)
    return CheckResult(tuple(conflicts), tuple(compared))


_Result = Iterator[tuple[tuple[Span, ...], Conflict | None]]


def _conflict(
    fact: Fact, places: dict[str, Span], reason: str, ledger: Ledger, outcome: str = "contradiction"
) -> Conflict:
    values = {"figure": quote(ledger, fact.quoted), "reason": reason}
    return Conflict(outcome, evidence_of(places.items()), values, reason)


def _share_of_whole(ledger: Ledger, gazetteer: Gazetteer) -> _Result:
    for fact in ledger.facts:
        if not is_share(fact):
            continue
        low = figure_of(fact).narrow.low
        clause = ledger.document.text[
            max(fact.sentence.start, fact.span.start - 80) : min(fact.sentence.end, fact.span.end + 50)
        ]
        over = (
            low is not None
            and low > _HUNDRED
            and (fact.place is not None or _is_of_a_whole(ledger, fact))
            and not _MAY_EXCEED.search(clause)
        )
        spans = (fact.span,)
        yield (
            spans,
            _conflict(fact, {"share": fact.span}, "a share cannot be more than the whole", ledger) if over else None,
        )


def _is_of_a_whole(ledger: Ledger, fact: Fact) -> bool:
    """Whether the words behind a share name the whole that nothing can be more than."""
    behind = ledger.document.text[fact.span.end : fact.sentence.end]
    return any(whole.match(behind) for whole in (_OF_ALL, _OF_WHOLE))


def _range_order(ledger: Ledger, gazetteer: Gazetteer) -> _Result:
    for fact in ledger.facts:
        if fact.figure is None or fact.figure.bound is not Bound.RANGE or fact.figure.upper is None:
            continue
        backwards = (
            abs(fact.figure.upper) < abs(fact.figure.value)
            and (fact.figure.upper < 0) == (fact.figure.value < 0)
            and fact.figure.value > 0
        )
        yield (
            (fact.span,),
            _conflict(fact, {"range": fact.span}, "the range runs from the larger to the smaller figure", ledger)
            if backwards
            else None,
        )


def _count_sign(ledger: Ledger, gazetteer: Gazetteer) -> _Result:
    for fact in ledger.facts:
        if (
            fact.kind is not MentionKind.COUNT
            or fact.concept is not Concept.COUNT
            or fact.figure is None
            or fact.cell is not None
            or not fact.figure.unit
        ):
            continue
        yield (
            (fact.span,),
            _conflict(fact, {"count": fact.span}, "a count cannot be below zero", ledger)
            if fact.figure.value < 0
            else None,
        )


def _member_of_whole(ledger: Ledger, gazetteer: Gazetteer) -> _Result:
    """A member's share or size against that of the region that surely contains it."""
    wanted = [
        f
        for f in distinct(ledger.facts)
        if f.concept in (Concept.SHARE, Concept.MARKET_SIZE)
        and f.figure is not None
        and f.place
        and f.cell is None
        and not f.qualifiers & {"combined", "of-growth", "respondents", "from"}
        and f.readings.get("place") != "the report's place"
    ]
    for member in wanted:
        for whole in wanted:
            if member.concept is Concept.SHARE and "of-market" not in member.qualifiers:
                continue  # a company's segments may be `United Kingdom` and, without it, `Europe`
            if (
                member.place == whole.place
                or member.concept is not whole.concept
                or figure_of(member).unit != figure_of(whole).unit
            ):
                continue
            if (
                not _same_time(member, whole)
                or key_of(member.subject) != key_of(whole.subject)
                or not gazetteer.surely_within(str(member.place), str(whole.place))
            ):
                continue
            over = lies_above(figure_of(member).narrow, figure_of(whole).narrow)
            figures = f"{quote(ledger, member.span)} against {quote(ledger, whole.span)}"
            reason = f"{member.place} lies in {whole.place} and cannot be more than it ({figures})"
            yield (
                (member.span, whole.span),
                _conflict(member, {"member": member.span, "whole": whole.span}, reason, ledger) if over else None,
            )


def _same_time(one: Fact, other: Fact) -> bool:
    if one.period is None or other.period is None:
        return one.block == other.block
    return periods.same(one.period, other.period)


def _percentage_of_count(ledger: Ledger, gazetteer: Gazetteer) -> _Result:
    """A percentage of a stated small count that no whole number gives."""
    text = ledger.document.text
    for fact in ledger.facts:
        if (
            fact.concept is not Concept.SHARE
            or fact.figure is None
            or fact.figure.bound is not Bound.EXACT
            or fact.cell is not None
        ):
            continue
        found = _OF_COUNT.search(text, fact.span.end, min(fact.sentence.end, fact.span.end + 60))
        if found is None or text[fact.span.end : found.start()].strip(" ,") not in ("", "of the"):
            continue
        number = int(found.group(1) or found.group(2))
        low, high = fact.figure.narrow.low, fact.figure.narrow.high
        if not number or low is None or high is None:
            continue
        first = (low * number / _HUNDRED).to_integral_value(ROUND_CEILING)
        last = (high * number / _HUNDRED).to_integral_value(ROUND_FLOOR)
        reason = f"no whole number out of {number} is {quote(ledger, fact.span)}"
        span = Span(found.start(), found.end())
        yield (
            (fact.span,),
            _conflict(fact, {"share": fact.span, "count": span}, reason, ledger) if first > last else None,
        )


_LIMITS: Mapping[Limit, Callable[[Ledger, Gazetteer], _Result]] = {
    "share-of-whole": _share_of_whole,
    "range-order": _range_order,
    "count-sign": _count_sign,
    "member-of-whole": _member_of_whole,
    "percentage-of-count": _percentage_of_count,
}

KIND = CheckKind(
    name="limits",
    settings=LimitsSettings,
    outcomes=("contradiction",),
    values=frozenset({"figure", "reason"}),
    run=run,
)
