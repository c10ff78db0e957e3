"""Markets that are named by nothing but a place: `the Middle East market` is the market spoken of, there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from crossfoot.model import Mention, MentionKind

_NO_NAME = re.compile(
    r"\b(?:the|and|of|in|region|regional|domestic|local|home|national|market|industry|sector)\b|\W", re.I
)


def without_names_of_places(mentions: Iterable[Mention], text: str) -> Iterator[Mention]:
    """The mentions, a market whose name is a place alone being an anaphor (its value None, its cue `anaphor`)."""
    found = list(mentions)
    places = [mention for mention in found if mention.kind is MentionKind.PLACE]
    for mention in found:
        if mention.kind is MentionKind.MARKET and mention.value and _is_place(mention, places, text):
            yield replace(mention, value=None, cues=("anaphor",))
        else:
            yield mention


def _is_place(market: Mention, places: Sequence[Mention], text: str) -> bool:
    inner = [p.span for p in places if market.span.start <= p.span.start and p.span.end <= market.span.end]
    if not inner:
        return False
    words, at = "", market.span.start
    for span in inner:
        words, at = words + text[at : span.start] + " ", max(at, span.end)
    return not _NO_NAME.sub("", words + text[at : market.span.end])
