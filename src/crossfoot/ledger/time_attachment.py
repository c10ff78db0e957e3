"""Which of the sentence's periods belongs to which figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.ledger.time_comparison import is_against, is_bare_day
from crossfoot.ledger.timing import Measured
from crossfoot.model import Concept, Figure, Mention, MentionKind, Period, Relative, RelativePeriod, Span

_NUMBERS_OF_YEARS = frozenset({Relative.LENGTH_YEARS, Relative.NEXT_YEARS, Relative.PAST_YEARS})
_APART = re.compile(
    r"[;:]|,\s+(?:and|while|with|but|followed|growing|up|down|compared)\b|\b(?:while|whereas|but|and|compared|"
    r"versus|vs|against|from a year)\b|[.!?]\s"
)
_APART_RATE = re.compile(r";|\b(?:while|whereas|but)\b")
_REACH = 60
_REACH_BRACKETED = 100
_BRACKET = re.compile(r"\([^()]{0,80}\)")
_REACH_AHEAD = 130
_SAID_TWICE = re.compile(
    r"\s{0,2}(?:\(\s{0,2}(?:or\s|approximately\s|about\s|around\s|c\.\s)?|or\s|,\s{1,2}or\s|(?:share|stake)\s(?:at|worth|or)\s(?:over\s|about\s)?)"
    r"(?:approximately\s|about\s|around\s|over\s)?"
)
_REVISED = re.compile(r"\b(?:estimate|forecast|guidance|outlook|target|expectation|projection)s?\b", re.IGNORECASE)
_AFTER_BYLINE = re.compile(r"--|[–—/|]")
_ROW = re.compile(r"[^.;:()]{0,60}")


def attach(
    text: str, sentence: Span, figures: Sequence[Measured], times: Sequence[Mention]
) -> list[tuple[Mention | None, bool]]:
    """For each figure of the sentence the period that its words give it, and whether it shares it with others.

    A period just behind a figure belongs to it; else one before it that no other figure took;
    else the one that opens the sentence, for every figure that has none. Figures that say one
    amount twice (`€5 million ($5.4 million) in 2024`) share theirs.
    """
    found, taken = _own(text, sentence, figures, times)
    first = figures[0].mention.whole.start if figures else sentence.end
    opening = next((t for t in times if t.whole.start < first and t.span not in taken and _may_open(t)), None)
    carried: Mention | None = None
    attached: list[tuple[Mention | None, bool]] = []
    for index, mention in enumerate(found):
        shares = mention is None and not figures[index].changes and not figures[index].is_base
        own = mention
        if shares:
            own = (
                opening
                or (carried if _parallel(text, figures, index) else None)
                or _at_end_of_row(text, figures, found, index)
            )
        if own is not None and not figures[index].changes:
            carried = own
        attached.append((own, shares and own is not None and own is not opening))
    return attached


def _own(
    text: str, sentence: Span, figures: Sequence[Measured], times: Sequence[Mention]
) -> tuple[list[Mention | None], set[Span]]:
    """The period that stands beside each figure, and where those stand that follow one and so open nothing."""
    found: list[Mention | None] = [None] * len(figures)
    for index, figure in enumerate(figures):
        following = (f.mention for f in figures[index + 1 :] if not _counts_years(f.mention, times))
        end = next((mention.whole.start for mention in following), sentence.end)
        found[index] = _behind(text, figure, end, times)
    for index in range(len(figures) - 2, -1, -1):
        if found[index] is None and not figures[index].changes and not figures[index + 1].changes:
            gap = text[figures[index].mention.span.end : figures[index + 1].mention.whole.start]
            found[index] = found[index + 1] if _SAID_TWICE.fullmatch(gap) else None
    taken = {mention.span for mention in found if mention is not None}
    for index, figure in enumerate(figures):
        if found[index] is None:
            start = figures[index - 1].mention.span.end if index else sentence.start
            found[index] = _ahead(text, start, figure, [t for t in times if t.span not in taken])
    return found, taken


def _counts_years(number: Mention, times: Sequence[Mention]) -> bool:
    """Whether a number is that of a span of years (`over the six years from 2024`)."""
    return any(time.span.start == number.span.start for time in times)


def _parallel(text: str, figures: Sequence[Measured], index: int) -> bool:
    """Whether the figure is one more like the one before (`…, Europe at 30%`), or a part of it (`8 t: A 5 t, …`)."""
    if index == 0:
        return False
    here, before = figures[index].mention, figures[index - 1].mention
    if here.kind is MentionKind.PERCENT or here.kind is not before.kind:
        return here.kind is before.kind
    one, other = here.value, before.value
    same_unit = isinstance(one, Figure) and isinstance(other, Figure) and one.unit == other.unit
    return same_unit and ":" in text[before.span.end : here.whole.start]


def _at_end_of_row(
    text: str, figures: Sequence[Measured], found: Sequence[Mention | None], index: int
) -> Mention | None:
    """The period behind the last share of a row (`54% in the north, 42% in the south and 4% abroad in 2024`)."""
    for last in range(index, len(figures)):
        if figures[last].mention.kind is not MentionKind.PERCENT or figures[last].concept not in (Concept.SHARE, None):
            return None
        if last > index:
            gap = text[figures[last - 1].mention.span.end : figures[last].mention.whole.start]
            if _ROW.fullmatch(gap) is None:
                return None
        mention = found[last]
        if mention is not None:
            behind = last > index and mention.whole.start >= figures[last].mention.span.end
            return mention if behind else None
    return None


def _behind(text: str, figure: Measured, end: int, times: Sequence[Mention]) -> Mention | None:
    apart = _APART_RATE if figure.changes else _APART
    start = figure.mention.span.end
    best: Mention | None = None
    for mention in times:
        if not start <= mention.whole.start < end:
            continue
        gap = text[start : mention.whole.start]
        bare = gap if figure.changes or len(gap) > _REACH_BRACKETED else _BRACKET.sub("", gap)
        if "(" in bare and ")" not in bare and text.startswith(":", mention.span.end):
            break  # `$5 million (2023: $4 million)`: it dates the value in the brackets
        far = len(bare) > _REACH + 40 * figure.changes
        if far or apart.search(bare) or (not figure.changes and re.search(r"\bfrom\s*$", bare)):
            break
        if best is None or (figure.changes and _fit_for_rate(mention) > _fit_for_rate(best)):
            best = mention
    return best


def _fit_for_rate(mention: Mention) -> int:
    """A rate holds over a span of years: dated years beat a number of them, and that beats a single year."""
    value = mention.value
    if isinstance(value, Period):
        return 2 if value.window else 0
    return 1 if isinstance(value, RelativePeriod) and value.kind in _NUMBERS_OF_YEARS else 2


def _ahead(text: str, start: int, figure: Measured, times: Sequence[Mention]) -> Mention | None:
    apart = _APART_RATE if figure.changes else _APART
    for mention in reversed(times):
        if not start <= mention.whole.start < figure.mention.whole.start:
            continue
        gap = text[mention.span.end : figure.mention.whole.start]
        if (
            len(gap) <= _REACH_AHEAD
            and not apart.search(gap)
            and not (is_bare_day(mention) and _AFTER_BYLINE.search(gap))
        ):
            return mention if not figure.is_base or _begins_base(text, mention, figure) else None
    return None


def _begins_base(text: str, mention: Mention, figure: Measured) -> bool:
    """Whether a period before a value that is measured against dates it.

    It does in `from Q3 2023 sales of` and `(2023: `, and where an estimate for one date is revised.
    """
    if (
        is_against(mention, loosely=True)
        or text[max(0, mention.whole.start - 4) : mention.whole.start].rstrip()[-1:] == "("
    ):
        return True
    return _REVISED.search(text, max(0, mention.whole.start - _REACH), figure.mention.span.start) is not None


def _may_open(mention: Mention) -> bool:
    """Whether a period may hold for its whole sentence: not what it is compared with, nor a by-line's bare day."""
    return not is_bare_day(mention) and not is_against(mention, loosely=True)
