"""The words beside a period that say how it is meant: `by`, `from`, `since`, `onwards`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PREPOSITION = (
    r"(?:as\s{1,2}of|as\s{1,2}at|up\s{1,2}(?:to|until|till)|prior\s{1,2}to|(?:starting|beginning|ending|ended)(?:\s{1,2}(?:in|on|from))?|"
    r"compared\s{1,2}(?:to|with)|relative\s{1,2}to|by|in|from|to|through|throughout|until|till|since|during|for|of|over|"
    r"between|within|at|after|before|following|on|against|versus|vs\.?|than|towards?|across|into|around|per)"
)
_MODIFIER = (
    r"(?:the\s{1,2}(?:end|close|start|beginning|middle)\s{1,2}of|(?:end|start|beginning|close)\s{1,2}of|year-end|at\s{1,2}least|the|its|our|"
    r"(?:full|calendar|whole)(?:[\s-]{1,2}years?)?|years?|period|around|about|approximately|early|mid|late|end)"
)
_LEAD = re.compile(
    rf"(?<![A-Za-z-])(?P<preposition>{_PREPOSITION})\s{{1,2}}(?P<modifiers>(?:{_MODIFIER}[\s-]{{1,2}}){{0,4}})[(]?$",
    re.IGNORECASE,
)
_SHAPING = re.compile(
    r"\b(?:end|start|beginning|close|middle|early|mid|late|around|about|approximately)\b", re.IGNORECASE
)
_TRAIL = re.compile(
    r"\+(?!\w)|\s{1,2}(onwards?|and\s{1,2}beyond|and\s{1,2}later|or\s{1,2}later)(?![A-Za-z])", re.IGNORECASE
)
_REACH = 64


@dataclass(frozen=True, slots=True)
class Lead:
    """Where the words before a period begin, and what they are (small letters, single spaces)."""

    start: int
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trail:
    """Where the words after a period end, and what they are."""

    end: int
    cues: tuple[str, ...] = ()


def lead(text: str, start: int) -> Lead:
    """The preposition that governs the period at `start`, with words such as `the end of`."""
    match = _LEAD.search(text, max(0, start - _REACH), start)
    if match is None:
        return Lead(start)
    shaping = tuple(found[0].lower() for found in _SHAPING.finditer(match["modifiers"]))
    return Lead(match.start(), (" ".join(match["preposition"].lower().split()), *shaping))


def trail(text: str, end: int) -> Trail:
    """The words after a period that leave it open: `onwards`, `and beyond`, `+`."""
    match = _TRAIL.match(text, end)
    if match is None:
        return Trail(end)
    return Trail(match.end(), (" ".join((match[1] or "onwards").lower().split()),))
