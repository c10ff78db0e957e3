"""Who says so: the source that a sentence names for its figures."""

from __future__ import annotations

import re

from crossfoot.model import Span

_NAME = r"((?:the\s+)?[A-Z][\w&’'.\-]*(?:\s+(?:(?:of|and|&|the)\s+)?[A-Z][\w&’'.\-]*)*)"
_ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording to|[Rr]esearch (?:from|by)|[Rr]eport (?:from|by)|[Dd]ata (?:from|by)|[Cc]iting|[Pp]er|"
    rf"[Ee]stimates (?:from|by))\s+(?:an?\s+|the\s+|its\s+|recent\s+|new\s+|\w+ report (?:from|by)\s+)*{_NAME}"
)
_SAYS = re.compile(
    rf"{_NAME}\s+(?:analysts?\s+)?(?:forecasts?|predicts?|projects?|estimates?|expects?|reports?|calculated|says|said|sees?|anticipates?|puts|values)\b"
)
_NO_SOURCE = re.compile(r"^(?:The|It|This|That|We|In|Our|As|By|With)\b|\b(?:Market|Industry|Company|Companies)$")


def source_of(text: str, sentence: Span, offset: int) -> str | None:
    """The organisation that the sentence names as the source of the figure at `offset`, if any."""
    words = text[sentence.start : sentence.end]
    found = _ACCORDING.search(words)
    if found:
        return _clean(found.group(1))
    # Of several forecasters in one sentence the one just before the figure speaks for it.
    named = [said.group(1) for said in _SAYS.finditer(text, sentence.start, min(sentence.end, offset))]
    speakers = [name for name in named if not _NO_SOURCE.search(name)]
    return _clean(speakers[-1]) if speakers else None


def _clean(name: str) -> str:
    return re.sub(r"^(?:the|The)\s+|[’']s$|[.,]+$", "", name)
