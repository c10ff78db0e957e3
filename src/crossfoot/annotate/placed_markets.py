"""Markets that are named by nothing but a place: `the Middle East market` is the market spoken of, there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from crossfoot.model import Mention, MentionKind, Span

_NO_NAME = re.compile(
    r"\b(?:the|and|of|in|region|regional|domestic|local|home|national|market|industry|sector)\b|\W", re.I
)


def without_names_of_places(mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
    """The mentions of a block, which stand in order; a market named by places alone becomes an anaphor.

    Its value is then None and its cue `anaphor`, as for a bare `the market`.
    """
    places = [mention.span for mention in mentions if mention.kind is MentionKind.PLACE]
    for mention in mentions:
        if mention.kind is MentionKind.MARKET and mention.value and _is_place(mention.span, places, text):
            yield replace(mention, value=None, cues=("anaphor",))
        else:
            yield mention


def _is_place(market: Span, places: Sequence[Span], text: str) -> bool:
    """Whether a market's name is places alone; the places stand in order."""
    first = bisect_left(places, market.start, key=lambda place: place.start)
    last = bisect_left(places, market.end, key=lambda place: place.start)
    inner = [place for place in places[first:last] if place.end <= market.end]
    return bool(inner) and not _NO_NAME.sub("", words_beside(text, market, inner))


def words_beside(text: str, span: Span, places: Iterable[Span]) -> str:
    """The words of a stretch of text, with blanks where places stand inside it."""
    words = text[span.start : span.end]
    for place in places:
        at, end = place.start - span.start, place.end - span.start
        words = words[:at] + " " * (end - at) + words[end:]
    return words
