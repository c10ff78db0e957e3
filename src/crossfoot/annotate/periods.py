"""Finds the periods in a text: years, windows, quarters, dates, and words such as `last year`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from crossfoot.annotate.period_cues import Trail, lead, trail
from crossfoot.annotate.period_dates import Dated, find_dated
from crossfoot.annotate.period_joins import BACKWARDS, joined, with_sentence_years
from crossfoot.annotate.period_report_date import report_date
from crossfoot.annotate.period_roles import window_role
from crossfoot.annotate.period_words import Worded, find_worded
from crossfoot.model import Mention, MentionKind, Relative, Span

__all__ = ["find_periods", "report_date", "window_role"]

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[A-Za-z0-9-]{1,63}\.[a-z]{2,6}/\S*", re.IGNORECASE)
_BESIDE_WINDOW = re.compile(
    r"\s{0,2}(?:[(:,–—-]{1,2}\s{0,2})?(?:(?:of|from|between|is|spanning|spans|covering|i\.e\.|ranging)\s{1,2}){0,2}(?:the\s{1,2})?"
)
_ENDS = frozenset({"by", "to", "through", "until", "till", "up to", "up until", "since"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A period with the stretch of its cues: `whole_start:start` before it, `end:whole_end` after."""

    words: Dated | Worded
    whole_start: int
    whole_end: int
    cues: tuple[str, ...]


def find_periods(text: str) -> list[Mention]:
    """All periods of a block's text, sorted, none overlapping; offsets count from its start.

    A mention's `span` is the period's own words, `whole` also the preposition and words such
    as `onwards`; `cues` are those words and the words of the period's shape: `("by",)`,
    `("from", "to")`, `("during", "-")` for `during 2024–2031`, `("in", "E")` for `in 2024E`.
    The value is a Period, a RelativePeriod, or None with the reason: a quarter without a year
    (cue `quarter-without-year`, or `half-without-year`), a range that runs backwards, a date
    whose day and month could be exchanged. The years of web addresses are no periods.
    """
    addresses = [match.span() for match in _ADDRESS.finditer(text)] if "/" in text or "www." in text else []
    dated = joined(text, _apart(find_dated(text), addresses))
    leads = {found.start: lead(text, found.start) for found in dated}
    ends = frozenset(start for start, found in leads.items() if _ENDS.intersection(found.cues[:1]))
    taken = sorted(addresses + [(found.start, found.end) for found in dated])
    every: list[Dated | Worded] = [*with_sentence_years(text, dated, ends), *_apart(find_worded(text), taken)]
    every.sort(key=lambda words: words.start)
    return [_mention(found) for found in _windows_named(text, [_with_cues(text, words) for words in every])]


_Words = TypeVar("_Words", Dated, Worded)


def _apart(found: list[_Words], taken: list[tuple[int, int]]) -> list[_Words]:
    """Those that overlap none of the stretches; both are sorted."""
    kept = []
    index = 0
    for words in found:
        while index < len(taken) and taken[index][1] <= words.start:
            index += 1
        if index == len(taken) or taken[index][0] >= words.end:
            kept.append(words)
    return kept


def _with_cues(text: str, words: Dated | Worded) -> _Found:
    before = lead(text, words.start)
    after = trail(text, words.end) if isinstance(words, Dated) else Trail(words.end)
    missing: tuple[str, ...] = ()
    if isinstance(words, Dated) and words.part and words.period is None:
        missing = ("half-without-year" if words.part.startswith("H") else "quarter-without-year",)
    return _Found(words, before.start, after.end, (*before.cues, *words.shape, *after.cues, *missing))


def _windows_named(text: str, every: list[_Found]) -> Iterator[_Found]:
    """`the forecast period (2024–2031)` is one mention: the window, with those words as a cue."""
    named: _Found | None = None
    for found in every:
        if named is not None:
            if _is_range(found.words) and _BESIDE_WINDOW.fullmatch(text, named.words.end, found.words.start):
                name = " ".join(text[named.words.start : named.words.end].lower().split()[-2:])
                found = replace(found, whole_start=named.whole_start, cues=(*named.cues, name, *found.cues))
            else:
                yield named
            named = None
        if isinstance(found.words, Worded) and found.words.period.kind is Relative.FORECAST_WINDOW:
            named = found
        else:
            yield found
    if named is not None:
        yield named


def _is_range(words: Dated | Worded) -> bool:
    if isinstance(words, Worded):
        return False
    return words.why_not == BACKWARDS if words.period is None else words.period.window


def _mention(found: _Found) -> Mention:
    words = found.words
    return Mention(
        kind=MentionKind.PERIOD,
        span=Span(words.start, words.end),
        whole=Span(found.whole_start, found.whole_end),
        value=words.period,
        cues=found.cues,
        why_not=words.why_not if isinstance(words, Dated) else None,
    )
