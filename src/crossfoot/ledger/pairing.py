"""Which place belongs to which figure where a sentence names several of both."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.annotate import FIGURE_KINDS
from crossfoot.model import Mention, MentionKind

_EXAMPLE = re.compile(
    r"(?:,|\(|\b)\s*(?:particularly|especially|notably|including|such as|led by|driven by|mainly|primarily|like)\s+"
    r"(?:(?:in|by|the)\s+)*$",
    re.IGNORECASE,
)
# `led by China with 9 %`: the part has a figure of its own.
_OWN_FIGURE = re.compile(r"\s+(?:with|at|on|holding|contributing)\s+(?:about |around |over |nearly |some )?\d")
_AND = re.compile(r"\s*(?:,\s*(?:and\s+)?|(?:and|&)\s+)(?:the\s+)?")
_BRACKET = re.compile(r"\s*\([^()]{1,12}\)")
_FIGURE_AND = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+)(?:(?:about|around|approximately|roughly|nearly|over)\s+)*")


def in_apposition(text: str, place: Mention, places: Sequence[Mention]) -> bool:
    """Whether a place only illustrates the one before it (`Asia-Pacific, particularly China`)."""
    at = places.index(place)
    if at == 0:
        return False
    before = places[at - 1]
    gap = text[before.span.end : place.span.start]
    if _EXAMPLE.search(gap) and len(gap) < 60:
        return not _OWN_FIGURE.match(text, place.span.end)
    return bool(_AND.fullmatch(_BRACKET.sub("", gap))) and in_apposition(text, before, places)


def paired_place(text: str, figure: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """The place of a figure in `China and Japan hold 20 % and 15 %, respectively`: the first with the first."""
    figures = _run([m for m in mentions if m.kind is figure.kind and m.kind in FIGURE_KINDS], figure, text, _FIGURE_AND)
    if len(figures) < 2:
        return None
    first = figures[0].whole.start
    ahead = [m for m in mentions if m.kind is MentionKind.PLACE and m.span.end <= first]
    if not ahead:
        return None
    places = _run(ahead, ahead[-1], text, _AND)
    if len(places) != len(figures):
        return None
    return places[figures.index(figure)]


def _run(row: Sequence[Mention], one: Mention, text: str, joint: re.Pattern[str]) -> list[Mention]:
    """The neighbours of a mention that stand in one enumeration with it."""
    runs: list[list[Mention]] = []
    for mention in row:
        gap = _BRACKET.sub("", text[runs[-1][-1].span.end : mention.span.start]) if runs else ""
        if runs and joint.fullmatch(gap):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return next((run for run in runs if one in run), [])
