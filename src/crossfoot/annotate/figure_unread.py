"""Sizes in words that give no number: `a mid-single-digit percentage`, `high-teens growth`."""

from __future__ import annotations

import re

from crossfoot.model import Mention, MentionKind, Span

WHY_NOT = "the words give the size of a figure but no number"

_LEVEL = r"(?:low|lower|mid|high|upper)"
_TO_LEVEL = rf"{_LEVEL}(?:-?[-\s]to[-\s]{_LEVEL})?-?[-\s]"
_PERCENT = r"(?:percent(?:age)?|per\scent|%)(?:[-\s]points?)?"
_CHANGE = r"(?:growth|increases?|decreases?|gains?|rises?|declines?|drops?|rates?|margins?|returns?|inflation|CAGR)"
_DIGITS = r"(?:single|double|triple)[-\s]digits?\b"
_WORDED_SIZE = re.compile(
    rf"(?<![\w-])(?:{_TO_LEVEL}{_DIGITS}(?:[-\s](?P<million>million|billion)\b|[-\s]{_PERCENT})?"
    rf"|{_DIGITS}(?:[-\s]{_PERCENT}|(?=\s(?:[a-z-]{{2,20}}\s){{0,2}}{_CHANGE}\b))"
    rf"|{_TO_LEVEL}(?:(?:teens|twenties|thirties|forties|fifties|[2-9]0s)(?:\s{_PERCENT}|(?=\s{_CHANGE}\b))"
    rf"|[1-9]0\s?{_PERCENT}))",
    re.I,
)
# Most blocks hold none of these, so that they cost nothing.
_SIGNS = ("digit", "teens", "ties", "0s", "-10", "-20", "-30", "-40", "-50", "-60", "-70", "-80", "-90")


def find_unread(text: str) -> list[Mention]:
    """The sizes in words of one block, in order: figures that are told to be there and cannot be read."""
    if not any(sign in text for sign in _SIGNS):
        return []
    return [
        Mention(
            MentionKind.MONEY if match["million"] else MentionKind.PERCENT,
            Span(*match.span()),
            Span(*match.span()),
            None,
            why_not=WHY_NOT,
        )
        for match in _WORDED_SIZE.finditer(text)
    ]
