"""A change beside the two values that it leads from and to: percent, points, multiples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crossfoot.checks import slips
from crossfoot.checks.comparing import evidence, figure_of, is_readable, printed, quote, said, year_of
from crossfoot.checks.growth_arithmetic import NEAR_RATE
from crossfoot.figures import divide, gap, meets, middle, multiply, negate, scale, show_interval, show_like, subtract
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.subjects import key_of
from crossfoot.model import Basis, Concept, Conflict, Fact, Figure, Interval, MentionKind

_ONE = Interval(Decimal(1), Decimal(1))
_POINTS = {"percentage-point": Decimal(1), "basis-point": Decimal(100)}
_LEVEL_KINDS = frozenset({MentionKind.MONEY, MentionKind.COUNT, MentionKind.QUANTITY, MentionKind.PERCENT})
_TO_REACH = 90
_ANY_GOODS = frozenset({"", "unit", "units"})
_OR = re.compile(r",?\s+or\s+")
_PREVIOUSLY = re.compile(r"\s*(?:\w+\s+)?previously\b", re.IGNORECASE)
_ANEW = re.compile(
    r"\b(?:and|while|but)\s+(?:the|its|their|our)\s+[^,;]{3,60}?\s"
    r"(?:was|were|stood|came|amounted|totall?ed|rose|fell|grew|increased|declined|dropped)\b"
    # `down from 4.9 % a year earlier, but up 0.1 points on the quarter`: measured against something else.
    r"|\b(?:but|and|while|yet)\s+(?:up|down|higher|lower)\b"
)
_CUE_REACH = 40
_BASE_CUE = re.compile(
    r"(?:\b(?:ahead of|above|below|(?:more|less|fewer|higher|lower|larger|smaller|up|down) (?:than|on)|"
    r"compared (?:with|to)|versus|against)|%\s+on)\s+(?:the\s+|its\s+|a\s+)?"
    r"(?:(?:in\s+)?(?:20\d\d|the year before|a year earlier)\s*\()?$",
    re.IGNORECASE,
)
_BARE_BRACKET = re.compile(r"\s*\(")
_LOSS = re.compile(r"\bloss(?:es)?\b|\bnegative\b|\bdeficit\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """A value before, a value after, and the change that is said to lie between them."""

    before: Fact
    after: Fact
    change: Fact


def steps_in(ledger: Ledger, facts: Sequence[Fact]) -> Iterator[Step]:
    """The steps of one sentence: for each change the value it is measured against and the value it leads to."""
    changes = [f for f in facts if _is_change(ledger, f, facts)]
    if not changes or _crosses_loss(ledger, facts[0]):
        return
    for change in changes:
        bracket = _bracket_of(ledger, change)
        levels = [f for f in facts if f is not change and _fits(f, change)]
        # What stands in brackets with its change (`Looms (up 4 %, from 50 to 52)`) stands there wholly.
        within = [f for f in levels if bracket and _bracket_of(ledger, f) == bracket and not f.increment]
        outside = [f for f in levels if not _is_difference(ledger, f) and (not bracket or not _bracket_of(ledger, f))]
        levels = within or outside
        bases = [f for f in levels if _is_base(ledger, f, levels) and _reaches(change, f, changes)]
        bases = [f for f in bases if not _starts_anew(ledger, f, change)]
        if not bases:
            continue
        base = min(bases, key=lambda f: _distance(f, change))
        after = _led_to([f for f in levels if f is base or not _is_base(ledger, f, levels)], base, change, changes)
        if after is not None and figure_of(base).value > 0 and figure_of(after).value > 0:
            yield Step(base, after, change)


def steps_over(ledger: Ledger, before: Sequence[Fact], facts: Sequence[Fact]) -> Iterator[Step]:
    """A change whose value before stands in the sentence before: `… in 2023. It rose by 5.6 % to $3.6bn in 2024`.

    Only where one change, one value reached and one value of the same thing a year before
    stand there.
    """
    changes = [f for f in facts if _is_change(ledger, f, facts) and figure_of(f).unit == "percent"]
    reached = [f for f in facts if f.kind in _LEVEL_KINDS and not f.increment and {"to"} <= f.qualifiers]
    reached = [f for f in reached if f not in changes and f.kind is not MentionKind.PERCENT]
    if len(changes) != 1 or len(reached) != 1 or any(_is_base(ledger, f, facts) for f in facts):
        return
    change, after = changes[0], reached[0]
    year = year_of(after.period)
    bases = [f for f in before if year is not None and year_of(f.period) == year - 1 and _told_of(f, after)]
    if len(bases) == 1 and 0 < after.span.start - change.span.end < _TO_REACH and not _crosses_loss(ledger, change):
        yield Step(bases[0], after, change)


def _told_of(base: Fact, after: Fact) -> bool:
    """Whether two values are of one thing, as far as the report says."""
    alike = base.concept is after.concept and base.figure is not None and figure_of(base).upper is None
    same = key_of(base.subject) == key_of(after.subject) and base.place == after.place and base.source == after.source
    return alike and same and _same_unit(base, after) and not base.increment


def _is_base(ledger: Ledger, fact: Fact, levels: Sequence[Fact]) -> bool:
    """Whether a value is what another is measured against: `from`, `ahead of the`, `up 4 % on`, `to €5m (€4m)`."""
    if "from" in fact.qualifiers:
        return True
    text = ledger.document.text
    left = text[max(fact.sentence.start, fact.span.start - _CUE_REACH) : fact.span.start]
    if _BASE_CUE.search(left):
        return True
    before = next((f for f in reversed(levels) if f.span.end <= fact.span.start), None)
    # The value in brackets right behind another of the same kind is the one of the year before.
    bracketed = before is not None and _BARE_BRACKET.fullmatch(text, before.span.end, fact.quoted.start)
    return bool(bracketed and before is not None and _same_unit(before, fact) and text.startswith(")", fact.quoted.end))


def _starts_anew(ledger: Ledger, level: Fact, change: Fact) -> bool:
    """Whether another thing with a verb of its own begins between the two."""
    low, high = sorted((level.span, change.span))
    return bool(_ANEW.search(ledger.document.text[low.end : high.start]))


def _led_to(levels: Sequence[Fact], base: Fact, change: Fact, changes: Sequence[Fact]) -> Fact | None:
    """The value that a change leads to: introduced by `to`, else the last one before, else the one behind."""
    others = [
        f
        for f in levels
        if f is not base and "from" not in f.qualifiers and _same_unit(f, base) and _reaches(change, f, changes)
    ]
    if figure_of(base).unit not in _ANY_GOODS:
        others = [f for f in others if figure_of(f).unit == figure_of(base).unit] or others
    if not others:
        return None
    first, last = sorted((base.span.start, change.span.start))
    near = [f for f in others if "to" in f.qualifiers and _distance(f, change) < _TO_REACH]
    ahead = [f for f in others if f.span.start < first]
    between = [f for f in others if first < f.span.start < last]
    behind = [f for f in others if f.span.start > last]
    chosen = near or between or ahead[-1:] or behind[:1]
    return min(chosen, key=lambda f: _distance(f, change) + _distance(f, base))


def _is_change(ledger: Ledger, fact: Fact, facts: Sequence[Fact]) -> bool:
    """A percent or a difference, not the level that `from 4 % to 11 %` leads to."""
    if fact.concept is not Concept.CHANGE or fact.figure is None or "constant-currency" in fact.qualifiers:
        return False
    if "from" in fact.qualifiers and "by" not in fact.qualifiers:
        return False  # `revenue from kilns rose by 7 %` is a change all the same
    if _says_base_again(ledger, fact, facts):
        return False
    if fact.figure.unit != "percent" or "to" not in fact.qualifiers:
        return True
    return not any("from" in f.qualifiers and f.figure is not None and f.figure.unit == "percent" for f in facts)


def _says_base_again(ledger: Ledger, fact: Fact, facts: Sequence[Fact]) -> bool:
    """`down from $71.2 million or 0.87 %`: the percentage gives a level in another way."""
    before = [f for f in facts if f.span.end <= fact.span.start]
    if not before or before[-1].increment:
        return False
    return _OR.fullmatch(ledger.document.text, before[-1].span.end, fact.span.start) is not None


def _is_difference(ledger: Ledger, level: Fact) -> bool:
    """An amount of change (`up $8.6 million or 26.4 %`) is no level; nor is an earlier forecast in brackets."""
    if level.increment:
        return True
    behind = ledger.document.text[level.span.end : level.sentence.end][:30]
    if "from" in level.qualifiers and _PREVIOUSLY.match(behind):
        return True
    return "from" in level.qualifiers and level.basis is Basis.FORECAST and _in_bracket(ledger, level)


def _bracket_of(ledger: Ledger, fact: Fact) -> int:
    """Where the bracket opens that a figure stands in; 0 outside of brackets."""
    before = ledger.document.text[fact.sentence.start : fact.span.start]
    opened = before.rfind("(")
    return fact.sentence.start + opened + 1 if opened > before.rfind(")") else 0


def _in_bracket(ledger: Ledger, level: Fact) -> bool:
    return _bracket_of(ledger, level) > 0


def _fits(level: Fact, change: Fact) -> bool:
    """Points change percentages; percent and multiples change everything else."""
    if level.kind not in _LEVEL_KINDS or level.figure is None:
        return False
    percent = level.figure.unit == "percent"
    if figure_of(change).unit in _POINTS:
        return percent and "by" not in level.qualifiers
    return not percent and level.concept not in (Concept.CHANGE, Concept.GROWTH_RATE)


def _same_unit(one: Fact, other: Fact) -> bool:
    a, b = figure_of(one).unit, figure_of(other).unit
    return one.kind is other.kind and (a == b or one.kind is MentionKind.COUNT)


def _distance(one: Fact, other: Fact) -> int:
    return max(one.span.start - other.span.end, other.span.start - one.span.end)


def _reaches(change: Fact, level: Fact, changes: Sequence[Fact]) -> bool:
    """No second change stands between a change and its value."""
    low, high = sorted((change.span.start, level.span.start))
    return not any(low < other.span.start < high for other in changes if other is not change)


def _crosses_loss(ledger: Ledger, fact: Fact) -> bool:
    """Growth from or into a loss is no percentage that can be recomputed."""
    return bool(_LOSS.search(ledger.document.text, fact.sentence.start, fact.sentence.end))


def compare_step(ledger: Ledger, step: Step) -> Conflict | None:
    """The conflict of a change that its two values contradict, or None."""
    before, after, change = figure_of(step.before), figure_of(step.after), figure_of(step.change)
    stated, real, real_wide, unit = sides_of(step)
    if meets(real, stated) or is_upside_down(stated, real):
        return None
    outcome, assumptions = "contradiction", []
    if _scale_slip(before, after, stated) is not None:
        outcome = "scale"
    elif meets(real_wide, change.wide):
        outcome, assumptions = "rescued", ["the figures agree only if the round ones are rounded generously"]
    elif unit == "percent" and gap(real, stated) <= NEAR_RATE:
        outcome, assumptions = "near", ["the change misses by a last digit"]
    slip = slips.of_change(before, after, change, stated)
    values = {
        "start": said(ledger, step.before),
        "end": said(ledger, step.after),
        "rate": said(ledger, step.change),
        "start.period": step.before.period.label if step.before.period else "before",
        "end.period": step.after.period.label if step.after.period else "after",
        "implied": show_interval(real, unit),
        "years": "one step",
    }
    arithmetic = (
        f"{printed(step.before)} → {printed(step.after)} is {show_interval(real, unit)}; "
        f"the text says {quote(ledger, step.change.quoted)} ({show_interval(stated, unit)})"
    )
    places = evidence(start=step.before.span, end=step.after.span, rate=step.change.span)
    repairs = _repairs(before, after, change, real)
    return Conflict(outcome, places, values, arithmetic, tuple(assumptions), repairs, slip=slip)


def is_upside_down(stated: Interval, real: Interval) -> bool:
    """Up in words and down in figures is a matter of direction, not of arithmetic, when the size is right."""
    return meets(negate(real), stated)


def sides_of(step: Step) -> tuple[Interval, Interval, Interval, str]:
    """What is stated and what the values give (narrow and wide), in the change's own unit."""
    before, after, change = figure_of(step.before), figure_of(step.after), figure_of(step.change)
    if change.unit in _POINTS:
        factor = _POINTS[change.unit]
        return (
            change.narrow,
            scale(subtract(after.narrow, before.narrow), factor),
            scale(subtract(after.wide, before.wide), factor),
            change.unit,
        )
    ratio, wide = divide(after.narrow, before.narrow), divide(after.wide, before.wide)
    if change.unit == "times":
        return change.narrow, ratio, wide, "times"
    return change.narrow, _percent(ratio), _percent(wide), "percent"


def _percent(ratio: Interval) -> Interval:
    return scale(subtract(ratio, _ONE), 100)


def _scale_slip(before: Figure, after: Figure, stated: Interval) -> int | None:
    """The power of ten by which one of the two values is off, where that alone explains the difference."""
    if stated.low is None or before.unit == "percent":
        return None
    for power in (-6, -3, -2, -1, 1, 2, 3, 6):
        ratio = scale(divide(after.narrow, before.narrow), Decimal(10) ** power)
        if meets(_percent(ratio), stated) or meets(negate(_percent(ratio)), stated):
            return power
    return None


def _repairs(before: Figure, after: Figure, change: Figure, real: Interval) -> tuple[str, ...]:
    value = middle(real)
    repairs = [f"change {show_like(change, value)}"] if value is not None else []
    if change.unit in _POINTS:
        repairs.append(f"or end value {show_like(after, before.value + change.value / _POINTS[change.unit])}")
        return tuple(repairs)
    factor = Interval(change.value, change.value)
    if change.unit == "percent":
        factor = Interval(1 + change.value / 100, 1 + change.value / 100)
    end = middle(multiply(Interval(before.value, before.value), factor))
    if end is not None:
        repairs.append(f"or end value {show_like(after, end)}")
    if factor.low is not None and factor.low > 0:
        start = middle(divide(Interval(after.value, after.value), factor))
        if start is not None:
            repairs.append(f"or start value {show_like(before, start)}")
    return tuple(repairs)


def readable(facts: Sequence[Fact]) -> list[Fact]:
    """The facts that can take part in arithmetic."""
    return [fact for fact in facts if is_readable(fact) or (fact.figure is not None and fact.kind in _LEVEL_KINDS)]
