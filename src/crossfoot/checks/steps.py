"""The steps that sentences tell of: a value before, a value after, and the change between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot import periods
from crossfoot.checks.comparing import AMOUNTS, by_sentence, figure_of, is_readable, year_of
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.subjects import key_of
from crossfoot.model import Basis, Concept, Fact, MentionKind

_POINTS = frozenset({"percentage-point", "basis-point"})
_LEVEL_KINDS = AMOUNTS | {MentionKind.PERCENT}
_TO_REACH = 90
_ANY_GOODS = frozenset({"", "unit", "units"})
_OR = re.compile(r",?\s+or\s+")
_PREVIOUSLY = re.compile(r"\s*(?:\w+\s+)?previously\b", re.IGNORECASE)
_ANEW = re.compile(
    r"\b(?:and|while|but)\s+(?:the|its|their|our)\s+[^,;]{3,60}?\s"
    r"(?:was|were|stood|came|amounted|totall?ed|rose|fell|grew|increased|declined|dropped)\b"
    r"|;"
    # `as volumes dropped 5 %`, `with online sales growing at 14 %`: another thing's change.
    r"|\b(?:as|while|whereas|because|although|with)\s+(?:[\w’'-]+\s){1,4}?"
    r"(?:fell|rose|grew|dropped|declined|increased|decreased|gained|lost|climbed|growing|rising|falling|declining)\b"
    # `down from 4.9 % a year earlier, but up 0.1 points on the quarter`: measured against something else.
    r"|\b(?:but|and|while|yet)\s+(?:up|down|higher|lower)\b"
)
_ONCE_MORE = re.compile(r"(?:,|\b(?:and|but|while|yet))\s+(?:also\s+)?(?:up|down|higher|lower)\s+(?:by\s+)?$")
_JOINS = re.compile(r"^[^.;]*\band\s+(?:from\s+)?(?:about\s+)?$")
_CUE_REACH = 40
_BASE_CUE = re.compile(
    # `5 % more than €4m` measures; `on the back of more than 6,400 shops` only hedges.
    r"(?:(?:(?<=[%\d]\s)|(?<=cent\s)|(?<=points\s)|(?<=times\s)|(?<=illion\s))(?:more|less|fewer) (?:than|on)|"
    r"\b(?:ahead of|above|below|(?:higher|lower|larger|smaller|up|down) (?:than|on)|"
    r"compared (?:with|to)|versus|against)|(?:%|cent)\s+(?:on|over))\s+(?:the\s+|its\s+|a\s+)?"
    r"(?:(?:in\s+)?(?:20\d\d|the year before|a year earlier)\s*\()?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\bafter\s+(?:the\s+|its\s+)?$", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"\s+in\s+(?:20\d\d|the year before|the previous year|the prior year)\b|\s+(?:a year earlier|the year before)\b"
)
_BARE_BRACKET = re.compile(r"\s*\(")
_LOSS = re.compile(r"\bloss(?:es)?\b|\bnegative\b|\bdeficit\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """A value before, a value after, and the change that is said to lie between them."""

    before: Fact
    after: Fact
    change: Fact


def steps_of(ledger: Ledger) -> Iterator[Step]:
    """The steps of the report: those of each sentence, and those whose value before stands in the sentence before."""
    earlier: list[Fact] = []
    for facts in by_sentence(ledger):
        yield from steps_in(ledger, facts)
        if earlier and earlier[0].block == facts[0].block:
            yield from _steps_over(ledger, earlier, facts)
        earlier = facts


def steps_in(ledger: Ledger, facts: Sequence[Fact]) -> Iterator[Step]:
    """The steps of one sentence: for each change the value it is measured against and the value it leads to."""
    facts = _readable(facts)
    changes = [f for f in facts if _is_change(ledger, f, facts)]
    if not changes or crosses_loss(ledger, facts[0]):
        return
    last: Step | None = None
    for change in changes:
        bracket = _bracket_of(ledger, change)
        levels = [f for f in facts if f is not change and _fits(f, change)]
        # What stands in brackets with its change (`Looms (up 4 %, from 50 to 52)`) stands there wholly.
        within = [f for f in levels if bracket and _bracket_of(ledger, f) == bracket and not f.increment]
        outside = [f for f in levels if not _is_difference(ledger, f) and (not bracket or not _bracket_of(ledger, f))]
        levels = within or outside
        based = _bases_among(ledger, levels)
        bases = [f for f in based if _reaches(change, f, changes) and not _starts_anew(ledger, f, change)]
        if not bases:
            continue
        base = min(bases, key=lambda f: _distance(f, change))
        if any(f.span > base.span and _is_beside(ledger, base, f) for f in levels):
            continue  # `up from $100m in 2023 and $80m in 2022, an increase of 50 %`: which of them is not said
        after = _led_to([f for f in levels if f is base or f not in based], base, change, changes)
        if after is None and last is not None and _goes_on(ledger, last, base, change):
            after = last.after
        if after is None or (len(changes) > 1 and _is_link(change, base, after)):
            continue
        if not bracket and _belongs_to_another(ledger, change, base, after, facts):
            continue
        if figure_of(base).value > 0 and figure_of(after).value > 0:
            last = Step(base, after, change)
            yield last


def _is_beside(ledger: Ledger, one: Fact, other: Fact) -> bool:
    """Whether two bases are joined by `and`."""
    first, second = sorted((one, other), key=lambda fact: fact.span)
    between = ledger.document.text[first.span.end : second.span.start]
    return _same_unit(one, other) and _JOINS.search(between) is not None and len(between) < _TO_REACH


def _goes_on(ledger: Ledger, last: Step, base: Fact, change: Fact) -> bool:
    """Whether one value is measured once more: `$78m, up 27 % from $62m a year earlier and up 6 % from $74m`."""
    between = ledger.document.text[last.change.span.end : change.span.start]
    return _ONCE_MORE.search(between) is not None and _same_unit(last.after, base) and base is not last.before


def _belongs_to_another(ledger: Ledger, change: Fact, base: Fact, after: Fact, facts: Sequence[Fact]) -> bool:
    """Whether two values in one bracket explain another change, right before it: `7 points (30 % vs. 23 %) and 9 …`."""
    opened = _bracket_of(ledger, base)
    if not opened or opened != _bracket_of(ledger, after):
        return False
    before = [each for each in facts if each.concept is Concept.CHANGE and each.span.end <= opened]
    return bool(before) and before[-1] is not change


def _is_link(change: Fact, base: Fact, after: Fact) -> bool:
    """Whether a change covers only some of the years between two values (`5 % in 2022 and 8 % in 2023`)."""
    begun, ended = year_of(base.period), year_of(after.period)
    if begun is None or ended is None or change.period is None:
        return False
    first, last = periods.start_year(change.period), periods.end_year(change.period)
    return first is not None and last is not None and begun <= first and last <= ended and last - first < ended - begun


def _steps_over(ledger: Ledger, before: Sequence[Fact], facts: Sequence[Fact]) -> Iterator[Step]:
    """A change whose value before stands in the sentence before: `… in 2023. It rose by 5.6 % to $3.6bn in 2024`.

    Only where one change, one value reached and one value of the same thing a year before
    stand there.
    """
    changes = [f for f in facts if _is_change(ledger, f, facts) and figure_of(f).unit == "percent"]
    reached = [f for f in facts if f.kind in _LEVEL_KINDS and not f.increment and {"to"} <= f.qualifiers]
    reached = [f for f in reached if f not in changes and f.kind is not MentionKind.PERCENT]
    if len(changes) != 1 or len(reached) != 1 or _bases_among(ledger, facts):
        return
    change, after = changes[0], reached[0]
    year = year_of(after.period)
    bases = [f for f in before if year is not None and year_of(f.period) == year - 1 and _told_of(f, after)]
    if len(bases) == 1 and 0 < after.span.start - change.span.end < _TO_REACH and not crosses_loss(ledger, change):
        yield Step(bases[0], after, change)


def _told_of(base: Fact, after: Fact) -> bool:
    """Whether two values are of one thing, as far as the report says."""
    alike = base.concept is after.concept and base.figure is not None and figure_of(base).upper is None
    same = key_of(base.subject) == key_of(after.subject) and base.place == after.place and base.source == after.source
    return alike and same and _same_unit(base, after) and not base.increment


def _bases_among(ledger: Ledger, levels: Sequence[Fact]) -> list[Fact]:
    """The values that others are measured against: `from`, `ahead of the`, `up 4 % on`, `to €5m (€4m)`."""
    return [
        fact
        for before, fact in zip((None, *levels), levels, strict=False)
        if _is_base(ledger, fact) or (before is not None and _is_year_before(ledger, before, fact))
    ]


def _is_base(ledger: Ledger, fact: Fact) -> bool:
    left = ledger.document.text[max(fact.sentence.start, fact.span.start - _CUE_REACH) : fact.span.start]
    if "from" in fact.qualifiers or _BASE_CUE.search(left) is not None:
        return True
    # `£111.9m, after £109.5m in 2023`; `€20m after €5m of costs` leads from nothing.
    return bool(_AFTER.search(left) and _YEAR_BEFORE.match(ledger.document.text, fact.quoted.end))


def _is_year_before(ledger: Ledger, before: Fact, fact: Fact) -> bool:
    """The value in brackets right behind another of the same kind is the one of the year before."""
    text = ledger.document.text
    if before.figure is None or fact.figure is None or not text.startswith(")", fact.quoted.end):
        return False
    return _BARE_BRACKET.fullmatch(text, before.span.end, fact.quoted.start) is not None and _same_unit(before, fact)


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


def crosses_loss(ledger: Ledger, fact: Fact) -> bool:
    """Growth from or into a loss is no percentage that can be recomputed."""
    return bool(_LOSS.search(ledger.document.text, fact.sentence.start, fact.sentence.end))


def _readable(facts: Sequence[Fact]) -> list[Fact]:
    """The facts that can take part in arithmetic."""
    return [fact for fact in facts if is_readable(fact) or (fact.figure is not None and fact.kind in _LEVEL_KINDS)]
