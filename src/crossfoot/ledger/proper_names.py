"""Which capitalised words are names: at the start of a sentence every word has a capital."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.model import Mention, MentionKind, Span

_ACTS_AS_COMPANY = re.compile(
    r"(?:[’']s)?(?:\s*\([^)]{1,60}\))?,?\s+(?:\w+ly\s+)?(?:reported|posted|announced|said|expects?|operates|owns|sold|raised|"
    r"acquired|employs|has|had|holds|generated|booked|delivered|completed|signed|launched|projects|forecasts|plans)\b"
)
# `The Group`, `the Company` stand for a company and name none.
_STANDS_FOR_COMPANY = re.compile(r"(?:Group|Company|Bank|Firm|Corporation|Issuer|Fund|Trust)")
_PLAIN = re.compile(r"[A-Z][a-z]+")


class NameMemory:
    """Keeps the names seen so far, and lets a capitalised first word pass as a name only where something says so."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def names_of(self, text: str, sentence: Span, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions of a sentence without first words that are capitalised for no other reason."""
        kept = [m for m in mentions if m.kind is not MentionKind.NAME or self._is_name(text, sentence, m)]
        for mention in kept:
            if mention.kind is MentionKind.NAME:
                self._known.add(str(mention.value).split()[0])
        return kept

    def _is_name(self, text: str, sentence: Span, mention: Mention) -> bool:
        name = str(mention.value)
        if _STANDS_FOR_COMPANY.fullmatch(name):
            return False
        opens = not re.search(r"\w", text[sentence.start : mention.span.start])
        if not opens or not _PLAIN.fullmatch(name) or "company" in mention.cues:
            return True
        return name in self._known or bool(_ACTS_AS_COMPANY.match(text, mention.span.end))
