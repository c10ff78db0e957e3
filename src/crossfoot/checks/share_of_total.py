"""Check kind `share-of-total`: a share, its amount and the total that it is a share of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from crossfoot.checks.comparing import (
    AMOUNTS,
    counted_noun,
    evidence_of,
    figure_of,
    is_readable,
    printed,
    said,
    words_before,
)
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.figures import divide, fraction_of_percent, meets, middle, multiply, show_interval, show_like
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Block, BlockKind, CheckResult, Concept, Conflict, Fact, Interval, MentionKind, Span

_OPENS = re.compile(r"\s*(?:\w+\s+){0,3}\(\s*(?:or\s+|about\s+|around\s+|approximately\s+)?")
_OR = re.compile(r",?\s+or\s+(?:about\s+)?")
_CLOSES = re.compile(r"[^()]{0,40}\)")
_TOTAL = re.compile(r"\b(?:total|overall|entire|combined|whole)\b", re.IGNORECASE)
# `80 (33 %) of these`: of the figure before, not of the total.
_OF_THESE = re.compile(r"\s*%?\)\s*of\s+(?:these|those|them|which|whom)\b", re.IGNORECASE)
_OF_THE = re.compile(r"\b[Oo]f\s+(?:the\s+|all\s+|its\s+|our\s+|these\s+|those\s+)*(?:total\s+(?:of\s+)?)?$")
_OF_WHOM = re.compile(r"(?:\s+[a-z-]+){0,3},?\s+of\s+(?:whom|which)\s+(?:about\s+)?", re.IGNORECASE)
_REACH = 70
_BLOCKS_BACK = 2


class ShareOfTotalSettings(Settings):
    """This kind has nothing to set."""


@dataclass(frozen=True, slots=True)
class Part:
    """An amount with the share that it is said to be."""

    share: Fact
    amount: Fact


def run(ledger: Ledger, gazetteer: Gazetteer, settings: ShareOfTotalSettings) -> CheckResult:
    """Hold every share with an amount against its total."""
    conflicts: list[Conflict] = []
    compared: list[tuple[Span, ...]] = []
    for total, parts in _with_totals(ledger):
        compared += [(total.span, part.share.span, part.amount.span) for part in parts]
        wrong = [part for part in parts if not _fits(total, part)]
        if not wrong:
            continue
        if len(wrong) == len(parts) > 1 and _implied(parts) is not None:
            conflicts.append(_conflict(ledger, total, parts, "total"))
        else:
            conflicts += [_conflict(ledger, total, [part], _outcome(total, part)) for part in wrong]
    return CheckResult(tuple(conflicts), tuple(compared))


def _with_totals(ledger: Ledger) -> Iterator[tuple[Fact, list[Part]]]:
    """Each total with the parts that speak of it, in the order of the report."""
    last: tuple[Fact, list[Part]] | None = None
    leads = _leads_of_items(ledger.document.blocks)
    for part in _parts(ledger):
        total = _total_of(ledger, part, leads)
        if total is None:
            continue
        if last is not None and last[0] is total:
            last[1].append(part)
            continue
        if last is not None:
            yield last
        last = (total, [part])
    if last is not None:
        yield last


def _parts(ledger: Ledger) -> Iterator[Part]:
    """`5% (250 million tokens)`, `246 (59 %)`: two figures side by side, one of them in brackets."""
    text = ledger.document.text
    prose = [fact for fact in ledger.facts if fact.cell is None and fact.figure is not None]
    for one, other in pairwise(prose):
        if one.block != other.block:
            continue
        if one.kind in AMOUNTS and _OR.fullmatch(text, one.span.end, other.quoted.start) and _is_share(other):
            yield Part(other, one)  # `of which Rs 468 crore, or 72 %, had been spent`
            continue
        if not _OPENS.fullmatch(text, one.span.end, other.quoted.start):
            continue
        if not _CLOSES.match(text, other.span.end) or _OF_THESE.match(text, other.span.end):
            continue
        share, amount = (one, other) if one.kind is MentionKind.PERCENT else (other, one)
        if _is_share(share) and amount.kind in AMOUNTS and not amount.increment:
            yield Part(share, amount)


def _is_share(fact: Fact) -> bool:
    known = fact.concept in (Concept.SHARE, None)
    return (
        fact.kind is MentionKind.PERCENT
        and known
        and figure_of(fact).unit == "percent"
        and "from" not in fact.qualifiers
    )


def _leads_of_items(blocks: Sequence[Block]) -> list[int]:
    """For each block the nearest one from it back that is no item of a list."""
    leads: list[int] = []
    for number, block in enumerate(blocks):
        leads.append(leads[-1] if leads and block.kind is BlockKind.LIST_ITEM else number)
    return leads


def _total_of(ledger: Ledger, part: Part, leads: Sequence[int]) -> Fact | None:
    """The total that the sentence gives, else the one that the lines before the list give."""
    near = [f for f in ledger.facts_in(part.amount.sentence) if f is not part.amount and _same_things(f, part.amount)]
    for fact in near:
        if _is_out_of(ledger, part, fact):
            return fact
    blocks = ledger.document.blocks
    first = leads[part.amount.block]
    if first == part.amount.block:
        return None
    start = blocks[max(0, first - _BLOCKS_BACK + 1)].span.start
    ahead = [f for f in ledger.facts_in(Span(start, blocks[first].span.end)) if _same_things(f, part.amount)]
    totals = [f for f in ahead if _is_called_total(ledger, f)]
    return totals[-1] if totals else None


def _is_out_of(ledger: Ledger, part: Part, total: Fact) -> bool:
    """`22 of 40 firms (55 %)`, `of the 40 firms, 22 (55 %)`."""
    text = ledger.document.text
    if total.span.start < part.amount.span.start:
        left = words_before(ledger, total.sentence, total.quoted.start, _REACH)
        behind = text[total.span.end : part.amount.span.start]
        if _OF_WHOM.fullmatch(behind):
            return True
        return bool(_OF_THE.search(left)) and ";" not in text[total.span.end : part.amount.span.start]
    return False


def _is_called_total(ledger: Ledger, fact: Fact) -> bool:
    left = words_before(ledger, fact.sentence, fact.span.start, _REACH)
    return bool(_TOTAL.search(left)) and not re.search(r"\d", left)


def _same_things(one: Fact, other: Fact) -> bool:
    # `Of the 1,240 who answered, 682 (62 %)`: counted is who answered, though no noun says so.
    counted = one.kind is MentionKind.COUNT and one.figure is not None
    if not (counted or is_readable(one)) or one.kind is not other.kind or one.cell is not None:
        return False
    if figure_of(one).upper is not None:
        return False
    if one.kind is not MentionKind.COUNT:
        return figure_of(one).unit == figure_of(other).unit
    mine, theirs = counted_noun(one), counted_noun(other)
    return not mine or not theirs or mine == theirs


def _part_of(total: Interval, share: Interval) -> Interval:
    return multiply(total, fraction_of_percent(share))


def _fits(total: Fact, part: Part) -> bool:
    expected = _part_of(figure_of(total).narrow, figure_of(part.share).narrow)
    return meets(expected, figure_of(part.amount).narrow)


def _outcome(total: Fact, part: Part) -> str:
    expected = _part_of(figure_of(total).wide, figure_of(part.share).wide)
    return "rescued" if meets(expected, figure_of(part.amount).wide) else "contradiction"


def _implied(parts: Sequence[Part]) -> Interval | None:
    """The total that all parts agree on, or None."""
    agreed: Interval | None = None
    for part in parts:
        whole = divide(figure_of(part.amount).narrow, fraction_of_percent(figure_of(part.share).narrow))
        if agreed is not None and not meets(agreed, whole):
            return None
        agreed = whole if agreed is None else _overlap(agreed, whole)
    return agreed


def _overlap(one: Interval, other: Interval) -> Interval:
    lows = [low for low in (one.low, other.low) if low is not None]
    highs = [high for high in (one.high, other.high) if high is not None]
    return Interval(max(lows, default=None), min(highs, default=None))


def _conflict(ledger: Ledger, total: Fact, parts: Sequence[Part], outcome: str) -> Conflict:
    part = parts[0]
    unit = figure_of(part.amount).unit or figure_of(total).unit
    expected = _part_of(figure_of(total).narrow, figure_of(part.share).narrow)
    arithmetic = f"{said(ledger, part.share)} of {printed(total)} is {show_interval(expected, unit)}"
    values = {
        "share": said(ledger, part.share),
        "amount": said(ledger, part.amount),
        "total": said(ledger, total),
        "expected": show_interval(expected, unit),
        "implied": "",
    }
    repairs: list[str] = []
    implied = _implied(parts)
    if implied is not None and (value := middle(implied)) is not None:
        values["implied"] = show_interval(implied, unit)
        repairs.append(f"total {show_like(figure_of(total), value)}")
    if outcome != "total":
        share = figure_of(part.amount).value / figure_of(total).value * Decimal(100)
        repairs += [f"or share {show_like(figure_of(part.share), share)}"]
        if (amount := middle(expected)) is not None:
            repairs.append(f"or part {show_like(figure_of(part.amount), amount)}")
    else:
        listed = ", ".join(f"{said(ledger, p.share)} is {said(ledger, p.amount)}" for p in parts[:4])
        arithmetic = f"{listed}: all of {values['implied']}; the text says {printed(total)}"
    spans = [("total", total.span)]
    for each in parts:
        spans += [("share", each.share.span), ("part", each.amount.span)]
    culprit = total.span if outcome == "total" else None
    return Conflict(outcome, evidence_of(spans), values, arithmetic, (), tuple(repairs), culprit)


KIND = CheckKind(
    name="share-of-total",
    settings=ShareOfTotalSettings,
    outcomes=("contradiction", "rescued", "total"),
    values=frozenset({"share", "amount", "total", "expected", "implied"}),
    run=run,
)
