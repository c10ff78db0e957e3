"""Figures that share a unit, a scale or a range: `$3 to $4 billion`, `5-7%`, `$2, $3 and $5 million`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from crossfoot.annotate.figure_atoms import Atom
from crossfoot.model import MentionKind

_DASH = re.compile(r"\s?[-–—−‐‑]\s?")
_TO = re.compile(r"\s(?:to|through)\s(?:about\s|around\s|approximately\s|over\s|nearly\s)?", re.I)
_AND = re.compile(r"\s?,?\s(?:and|or|&)\s(?:about\s|around\s|approximately\s)?", re.I)
_COMMA = re.compile(r",\s|\s?/\s?")
_BRACKET = re.compile(r"\s?\(")
_FROM_BEFORE = re.compile(r",?\sfrom\s(?:about\s|around\s|just\s)?")
_TO_AHEAD = re.compile(r"\bto\s$")

_LIST_RATIO = 50
_RANGE_RATIO = 1000

_BETWEEN = re.compile(r"\bbetween\s(?:about\s|around\s|approximately\s|roughly\s|an?\s)?$", re.I)
_RANGE_CUE = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)\b|between\b|guidance\b|guided\b|outlook\b|target(?:s|ing)?\b|expect(?:s|ed|ing)?\b|"
    r"estimat(?:e|es|ed)\b|forecast(?:s|ing)?\b|project(?:s|ed|ing)\b|anticipat(?:es|ed|ing)\b|about\b|approximately\b|"
    r"around\b|roughly\b|of\b|at\b|costs?\b|priced\b|typically\b|usually\b|varies\b|vary\b)",
    re.I,
)
_MOVE = re.compile(
    r"\b(?:rose|risen|rises|increased|increases|increasing|grew|grown|grows|fell|fallen|falls|declined|declines|"
    r"declining|decreased|decreases|climbed|climbs|jumped|jumps|gained|dropped|drops|surged|slipped|improved|widened|"
    r"narrowed|shrank|advanced|went|moved|up|down|expanded|expand|soared|reduced|raised|cut|lowered|hiked|swelled|rising|"
    r"falling|accelerated|slowed|contracted|plunged|tumbled)\b",
    re.I,
)
_FROM = re.compile(r"\bfrom\s(?:about\s|around\s|approximately\s|roughly\s|over\s|nearly\s|just\s|an?\s)*$", re.I)
_RANGING_FROM = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anywhere|spanning)\s(?:widely\s)?from\s", re.I
)

# `rising to 2.7 to 2.9 per cent`: the first `to` says where it moves, the second joins.
_RISING_TO = re.compile(r"\bto\s(?:about\s|around\s)?$", re.I)
_EXPECTED = re.compile(
    r"\b(?:expect(?:s|ed|ing)?|forecasts?|guidance|outlook|anticipat(?:es|ed|ing)|projected)\b", re.I
)
_REACH_BEFORE = 140


@dataclass(frozen=True, slots=True)
class Group:
    """One figure, or the two ends of a range, with the words that made it so."""

    lower: Atom
    upper: Atom | None = None
    cues: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        """Where the figure, or the lower end of the range, begins."""
        return self.lower.start

    @property
    def end(self) -> int:
        """Where the figure, or the upper end of the range, ends."""
        return self.upper.end if self.upper is not None else self.lower.end


def group_figures(text: str, atoms: list[Atom]) -> list[Group]:
    """The figures of a block with shared words given to each, and ranges joined."""
    shared = _share(text, atoms)
    groups: list[Group] = []
    index = 0
    while index < len(shared):
        lower = shared[index]
        upper = shared[index + 1] if index + 1 < len(shared) else None
        cue = _range_cue(text, lower, upper) if upper is not None else None
        if upper is not None and _is_score(text, lower, upper):
            index += 2
        elif upper is not None and cue is not None:
            if lower.value < 0 and upper.value < lower.value:
                # `-14 to -18 %` is how a fall is printed: the lower value comes last.
                low, high = upper, lower
                lower = replace(lower, value=low.value, step=low.step)
                upper = replace(upper, value=high.value, step=high.step)
            groups.append(Group(lower, upper, (cue,)))
            index += 2
        else:
            groups.append(Group(lower))
            index += 1
    return groups


# --- sharing -----------------------------------------------------------------------------


def _share(text: str, atoms: list[Atom]) -> list[Atom]:
    """Walk from the right, so that a whole list takes the words printed after its last member."""
    shared = list(atoms)
    in_list = False
    for index in range(len(shared) - 2, -1, -1):
        left, right = shared[index], shared[index + 1]
        between = text[left.end : right.start]
        if len(between) > 16:
            in_list = False
            continue
        closing = _AND.fullmatch(between) is not None
        comma = _COMMA.fullmatch(between) is not None
        joined = _DASH.fullmatch(between) or _TO.fullmatch(between)
        if joined or closing or (comma and in_list):
            shared[index] = _take_from_right(left, right, bool(joined))
            shared[index + 1] = _take_from_left(shared[index], right, bool(joined))
            in_list = bool(closing or comma)
        else:
            in_list = False
            if _BRACKET.fullmatch(between) and text.startswith(")", right.end):
                # `246 (70.2%)`: a sign inside the brackets is the second figure's own.
                own = not text[right.end - 1].isdigit() and (left.step != right.step or left.step == 1)
                shared[index] = left if own else _measured_with(left, right)
                shared[index + 1] = _comparison(left, right)
            elif _FROM_BEFORE.fullmatch(between) and _TO_AHEAD.search(text, max(0, left.start - 4), left.start):
                shared[index] = _measured_with(left, right)
    return shared


def _take_from_right(left: Atom, right: Atom, joined: bool) -> Atom:
    """The left figure with the scale, unit or currency that stands only after the right one."""
    if left.worded or right.worded:
        return left
    limit = _RANGE_RATIO if joined else _LIST_RATIO
    if left.bare and left.exponent is None and not right.bare and (joined or _alike(left, right, limit)):
        takes_scale = right.exponent is not None and _alike(left, right, limit)
        exponent = right.exponent if takes_scale else None
        return replace(left, kind=right.kind, unit=right.unit, exponent=exponent)
    if left.bare and right.kind is not MentionKind.PERCENT and not right.bare and joined:
        return replace(left, kind=right.kind, unit=right.unit)
    scale_is_missing = left.exponent is None and right.exponent is not None and right.exponent > 0
    if scale_is_missing and _same_kind(left, right) and _alike(left, right, limit):
        return replace(left, exponent=right.exponent)
    return left


def _take_from_left(left: Atom, right: Atom, joined: bool) -> Atom:
    """The right figure with the currency that stands only before the left one."""
    if left.kind is MentionKind.MONEY and right.bare and (joined or right.exponent == left.exponent):
        scale = right.exponent
        if scale is None and joined and left.exponent is not None and right.value < 1000:
            scale = left.exponent
        return replace(right, kind=left.kind, unit=left.unit, exponent=scale)
    scaled_count = right.kind is MentionKind.COUNT and right.exponent is not None
    if joined and left.kind is MentionKind.MONEY and scaled_count:
        return replace(right, kind=left.kind, unit=left.unit)
    return right


def _same_kind(left: Atom, right: Atom) -> bool:
    if left.kind is MentionKind.MONEY:
        return (right.kind is MentionKind.MONEY and left.unit == right.unit) or right.bare
    return left.bare and right.kind is MentionKind.COUNT


def _alike(left: Atom, right: Atom, limit: int) -> bool:
    """Whether two printed numbers are near enough to be of one scale (`$800 and $1.2 million` are not)."""
    one, other = abs(left.value), abs(right.value)
    if not one or not other:
        return True
    return max(one, other) <= limit * min(one, other) and (one < 1000 or one < other * 2)


def _measured_with(left: Atom, right: Atom) -> Atom:
    """`5.1 (4.5) percent`, `to 5.2 from 4.1 percent`: the first of two has the unit that stands behind the second."""
    if left.bare and left.exponent is None and right.kind is MentionKind.PERCENT and not right.worded:
        return replace(left, kind=right.kind, unit=right.unit)
    return left


def _comparison(left: Atom, right: Atom) -> Atom:
    """`6.8 per cent (8.7)`: a figure in brackets that repeats the precision before it."""
    if left.kind not in {MentionKind.PERCENT, MentionKind.MONEY} or not right.bare or right.exponent is not None:
        return right
    if right.step != left.step or (right.step == 1 and abs(right.value) < 10) or left.worded:
        return right
    return replace(right, kind=left.kind, unit=left.unit, exponent=left.exponent)


# --- ranges ------------------------------------------------------------------------------


def _range_cue(text: str, lower: Atom, upper: Atom) -> str | None:
    """The sign or word that joins two figures into a range, or None where they stay two."""
    between = text[lower.end : upper.start]
    if len(between) > 16 or lower.worded or upper.worded or not _comparable(lower, upper):
        return None
    before = text[max(0, lower.start - _REACH_BEFORE) : lower.start]
    if _DASH.fullmatch(between):
        return between.strip() if _dash_joins(between, lower, upper) else None
    if _TO.fullmatch(between):
        return "to" if _to_joins(before, lower, upper) else None
    if _AND.fullmatch(between) and "," not in between and _BETWEEN.search(before):
        return "between"
    return None


def _is_score(text: str, lower: Atom, upper: Atom) -> bool:
    """`a 5-4 ruling`: two plain numbers around a dash, the larger first, are the result of a vote or a game."""
    return (
        text[lower.end : upper.start] in {"-", "–"}
        and lower.kind is upper.kind is MentionKind.COUNT
        and lower.exponent is upper.exponent is None
        and not (lower.worded or upper.worded or lower.plus or upper.plus)
        and lower.step == upper.step == 1
        and 100 > lower.value > upper.value >= 0
    )


def _comparable(lower: Atom, upper: Atom) -> bool:
    return lower.kind is upper.kind and (lower.unit == upper.unit or lower.bare)


def _dash_joins(between: str, lower: Atom, upper: Atom) -> bool:
    if lower.bare and upper.bare:
        return lower.value < upper.value and lower.exponent == upper.exponent
    return between.strip() == between or _size(lower) < _size(upper)


def _to_joins(before: str, lower: Atom, upper: Atom) -> bool:
    sentence = before[max(before.rfind(". "), before.rfind("; ")) + 1 :]
    if _RANGING_FROM.search(sentence) or _RISING_TO.search(sentence):
        return True
    if _FROM.search(sentence) or abs(_size(lower)) >= abs(_size(upper)):
        return False
    if lower.kind is MentionKind.PERCENT and _EXPECTED.search(sentence):
        return True
    clause = sentence[sentence.rfind(",") + 1 :]
    if _MOVE.search(clause[-45:]):
        return False
    return lower.kind is not MentionKind.MONEY or _RANGE_CUE.search(sentence) is not None


def _size(atom: Atom) -> Decimal:
    return atom.value.scaleb(atom.exponent or 0)
