"""What a figure is about where no verb says it: a label before it, a dash behind it, a line without a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crossfoot.ledger.noun_phrases import NamedPhrase, PhraseKind, named_phrase
from crossfoot.ledger.predicates import Predication
from crossfoot.model import Mention, Span

_FRAGMENT = re.compile(r"[\s*•·\-–—]*([^:;,]{2,90}?)\s*(?:[:–—|]\s*|\s(?=[^\w\s]*$))", re.IGNORECASE)
_LABEL = re.compile(r"(?:^|[\s*•·|])([A-Z][^:;.!?|]{0,60}?)(?:\s*\([^()]{0,60}\))?\s*:\s*$")
_LABEL_BEHIND = re.compile(r"\s*[–—:-]\s+([A-Z][^.;:]{2,80})")
_LABEL_START = re.compile(r".*[.!?;:)]\s+|.*\d\S*\s+(?:[a-z]+\s+){1,4}(?=[A-Z])", re.DOTALL)
_NO_LABEL = re.compile(
    r"(?:note|source|example|total|summary|overview|following|follows|includes?|including)s?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence with what was found in it: its annotations and its predicates."""

    text: str
    span: Span
    mentions: Sequence[Mention]
    predications: Sequence[Predication]
    topic: str | None


def label_of(view: SentenceView, figure: Mention) -> NamedPhrase | None:
    """What a label right before a figure (`Public sale: 65 %`) or right behind one (`38 % – Job loss`) names."""
    start = max([view.span.start, figure.whole.start - 80])
    found = _LABEL.search(view.text[start : figure.whole.start])
    if found is not None:
        words = found.group(1)
        cut = _LABEL_START.match(words)
        begins = start + found.start(1) + (cut.end() if cut else 0)
        span = Span(begins, start + found.end(1))
        if begins < span.end and not _NO_LABEL.search(view.text[begins : span.end]):
            return named_phrase(view.text, span, view.mentions)
    if figure.whole.start - view.span.start <= 4:
        behind = _LABEL_BEHIND.match(view.text, figure.span.end, view.span.end)
        if behind is not None:
            return NamedPhrase(PhraseKind.THING, " ".join(behind.group(1).split()[:12]))
    return None


def fragment_of(view: SentenceView, figure: Mention) -> NamedPhrase | None:
    """What a line without a verb is about: `Net sales: $5 million`, `Net sales $5 million`."""
    found = _FRAGMENT.match(view.text, view.span.start, figure.whole.start)
    if found is None:
        return None
    phrase = named_phrase(view.text, Span(*found.span(1)), view.mentions)
    if phrase is None or (phrase.kind is PhraseKind.THING and ":" not in found.group()):
        return None
    return phrase
