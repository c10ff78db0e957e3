"""Every printed figure of a block as a Mention, read exactly."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from crossfoot.annotate.figure_atoms import Atom, find_atoms
from crossfoot.annotate.figure_cents import with_currency_of_cents
from crossfoot.annotate.figure_counted import with_elided_nouns
from crossfoot.annotate.figure_ranges import Group, group_figures
from crossfoot.annotate.figure_units import is_duration
from crossfoot.annotate.figure_unread import find_unread
from crossfoot.annotate.figure_vocabulary import HEDGE_AFTER, HEDGE_BEFORE, HEDGE_REACH, hedge_bound
from crossfoot.figures import negate_figure, printed_figure, worded_figure
from crossfoot.model import Bound, Figure, Mention, MentionKind, Span

AMBIGUOUS_SEPARATOR = "ambiguous-separator"

_ONE_SIDED = re.compile(
    r"\b(?:contracts?|contracted|targets?|targeted|capacity|commitments?|committed|agreements?|obligations?|guaranteed?|"
    r"thresholds?|requirements?|required|limits?|capped)\b",
    re.I,
)
_ONE_SIDED_REACH = 60
_WENT_UP = re.compile(r"\b(?:went|go|goes|gone|came|comes|come|moved|back|pushed|got)\s$", re.I)
_FROM = re.compile(r"\sfrom\s", re.I)
_COMPARES = re.compile(r"over|above|below|under|(?:more|less|fewer|greater|higher|lower|larger|bigger|smaller) than")
_MEASURED = re.compile(r"(?:[0-9]\s?%|\bper\s?cent|\bpoints?|\btimes)\s$", re.I)
_OF_AFTER = re.compile(r"\s+\w+\s+of\b")
_WITH_BEFORE = re.compile(r"\b(?:with|for|of|spans?|boasts?|has|have|had)\s$", re.I)


def find_figures(text: str) -> list[Mention]:
    """The figures of one block of text, in order and apart from each other.

    Offsets count from the start of `text`. Values are in base units: `$130 billion` is
    130000000000 USD, `13.9%` is 13.9 percent; an explicit minus counts, words such as `fell`
    do not. Years, dates, references, names and numbering are left out; a number of which
    nothing tells what it counts is a COUNT with an empty unit. Sizes in words that give no
    number (`mid-single-digit`) have no value and say so.
    """
    groups = group_figures(text, _completed(text, find_atoms(text)))
    mentions = []
    taken = 0
    for group in groups:
        mention = _mention(text, group, taken)
        mentions.append(mention)
        taken = mention.whole.end
    if len(mentions) == 1:
        mentions = [_negative_cell(text, mentions[0])]
    return sorted([*mentions, *_apart(find_unread(text), mentions)], key=lambda mention: mention.span.start)


def _completed(text: str, atoms: list[Atom]) -> list[Atom]:
    """The single figures with what the words beside them leave out."""
    return with_currency_of_cents(text, with_elided_nouns(text, atoms))


def _apart(unread: list[Mention], mentions: list[Mention]) -> list[Mention]:
    """The unread sizes that touch no figure."""
    return [
        size
        for size in unread
        if all(size.span.end <= other.whole.start or other.whole.end <= size.span.start for other in mentions)
    ]


def _mention(text: str, group: Group, taken: int) -> Mention:
    before, start, before_cues = _hedges_before(text, group, taken)
    after, end, after_cues = _hedge_after(text, group)
    bounds = [bound for bound in (*before, *after) if bound is not Bound.APPROX]
    hedged = Bound.APPROX in before or Bound.APPROX in after
    bound = Bound.RANGE if group.upper else bounds[0] if bounds else Bound.APPROX if hedged else Bound.EXACT
    one_sided = bound is not Bound.RANGE and bool(bounds) and _binds_one_side(text, start, end)
    cues = (*before_cues, *group.cues, *after_cues)
    if group.lower.ambiguous or (group.upper and group.upper.ambiguous):
        cues = (*cues, AMBIGUOUS_SEPARATOR)
    return Mention(
        group.lower.kind if group.upper is None else group.upper.kind,
        Span(group.start, group.end),
        Span(start, end),
        _figure(group, bound, hedged, one_sided),
        cues,
    )


def _figure(group: Group, bound: Bound, hedged: bool, one_sided: bool) -> Figure:
    atom = group.lower
    if atom.worded is not None:
        ratio = atom.worded
        return worded_figure(
            ratio.value,
            atom.step,
            atom.unit,
            bound,
            fraction=ratio.fraction,
            half_width=ratio.half_width,
            one_sided=one_sided,
        )
    value, step = _scaled(atom)
    # Zeros behind a decimal point are printed on purpose: they are never rounding.
    last_nonzero = step if atom.step < 1 else None
    if group.upper is None:
        return printed_figure(
            value, step, atom.unit, bound, hedged=hedged, one_sided=one_sided, last_nonzero_step=last_nonzero
        )
    upper, upper_step = _scaled(group.upper)
    return printed_figure(value, step, group.upper.unit, bound, upper=upper, upper_step=upper_step, hedged=hedged)


def _scaled(atom: Atom) -> tuple[Decimal, Decimal]:
    exponent = atom.exponent or 0
    value = atom.value.scaleb(exponent)
    # `5.0E+9` and `5000000000` are equal, but only the second is what a reader expects to see.
    whole = value.quantize(Decimal(1)) if exponent > 0 and value == value.to_integral_value() else value
    return whole, atom.step.scaleb(exponent)


# --- hedges and bounds -------------------------------------------------------------------


def _hedges_before(text: str, group: Group, taken: int) -> tuple[list[Bound], int, list[str]]:
    """The bounds of up to two hedges before a figure (`up to about`), their start and words."""
    bounds: list[Bound] = []
    cues: list[str] = []
    start = group.start
    for _ in range(2):
        match = HEDGE_BEFORE.search(text, max(taken, start - HEDGE_REACH), start)
        if match is None:
            break
        bound = hedge_bound(match)
        # `about` may stand beside a bound (`up to about`), two bounds never belong together.
        if not _hedge_holds(text, match, bound, group) or (bounds and Bound.APPROX not in (bound, bounds[0])):
            break
        bounds.insert(0, bound)
        cues.insert(0, match["words"] or match["signs"] or match["circa"])
        start = match.start()
    if group.upper is None or group.cues != ("between",):
        return bounds, start, cues
    between = text.rfind("between", max(taken, start - 9), start)
    between = between if between >= 0 else text.rfind("Between", max(taken, start - 9), start)
    return bounds, between if between >= 0 else start, cues


def _hedge_holds(text: str, match: re.Match[str], bound: Bound, group: Group) -> bool:
    """Whether the words are a bound here: not in `over five years`, `went up to`, `top 10`."""
    words = (match["words"] or "").lower()
    atom = group.lower
    duration = is_duration(atom.unit)
    if words.startswith("within"):
        return duration
    if words.startswith(("top", "cross", "passed", "has passed", "have passed", "having passed")):
        return atom.kind is MentionKind.MONEY or (atom.exponent or 0) >= 3 or words in {"topped", "topping"}
    if words.endswith("up to"):
        earlier = max(0, match.start() - 10)
        return not _WENT_UP.search(text, earlier, match.start()) and not _FROM.match(text, group.end)
    if _COMPARES.fullmatch(words) and _MEASURED.search(text, max(0, match.start() - 20), match.start()):
        return False  # `5 % more than $4m` is measured against just that
    if duration and words in {"over", "under"}:
        told = _OF_AFTER.match(text, group.end) or _WITH_BEFORE.search(text, max(0, match.start() - 8), match.start())
        return told is not None
    if words in {"minimum", "maximum"}:
        return not atom.bare
    return bound is not Bound.APPROX or words != "near" or not atom.bare


def _hedge_after(text: str, group: Group) -> tuple[list[Bound], int, list[str]]:
    last = group.upper or group.lower
    if last.plus:
        return [Bound.OVER], group.end, ["+"]
    match = HEDGE_AFTER.match(text, group.end)
    if match is None:
        return [], group.end, []
    return [hedge_bound(match)], match.end(), [match[0].strip()]


def _binds_one_side(text: str, start: int, end: int) -> bool:
    """Whether the bound is that of a contract, a target or a capacity, which has one side only."""
    left = text[max(0, start - _ONE_SIDED_REACH) : start]
    right = text[end : end + _ONE_SIDED_REACH]
    left = left[max(left.rfind(". "), left.rfind("; ")) + 1 :]
    right = right[: _clause_length(right)]
    return _ONE_SIDED.search(left) is not None or _ONE_SIDED.search(right) is not None


def _clause_length(text: str) -> int:
    stops = [at for at in (text.find(". "), text.find("; ")) if at >= 0]
    return min(stops, default=len(text))


def _negative_cell(text: str, mention: Mention) -> Mention:
    """A block that is nothing but a figure in brackets is a negative of accounting."""
    figure = mention.value
    alone = text[: mention.span.start].strip() == "(" and text[mention.span.end :].strip() == ")"
    if not alone or not isinstance(figure, Figure) or figure.value < 0 or figure.upper is not None:
        return mention
    outside = Span(text.index("("), text.rindex(")") + 1)
    return replace(mention, span=outside, whole=outside, value=negate_figure(figure))
