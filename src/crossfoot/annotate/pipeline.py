"""The annotator: what stands in each block of a report, one finder a kind of mention.

No language model is behind it. Measured on market reports, the shapes of names (see `names`)
find fewer false organisations than a trained pipeline; sentences and words need no tokenizer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from crossfoot.annotate.figures import find_figures
from crossfoot.annotate.names import find_markets, find_names
from crossfoot.annotate.periods import find_periods
from crossfoot.annotate.placed_markets import without_names_of_places
from crossfoot.annotate.places import PlaceFinder
from crossfoot.annotate.sentences import sentence_spans
from crossfoot.gazetteer import Gazetteer
from crossfoot.model import Document, Mention, MentionKind, Span

_PIECE = 100_000
FIGURE_KINDS = frozenset(
    {MentionKind.MONEY, MentionKind.PERCENT, MentionKind.MULTIPLE, MentionKind.QUANTITY, MentionKind.COUNT}
)


@dataclass(frozen=True, slots=True)
class AnnotatedBlock:
    """The sentences and mentions of one block, at offsets in the document's text."""

    block: int
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]


def annotate(document: Document, gazetteer: Gazetteer) -> tuple[AnnotatedBlock, ...]:
    """Every block of a document with what stands in it, in order."""
    places = _place_finder(gazetteer.profile).with_abbreviations_of(document.text)
    annotated = []
    for number, block in enumerate(document.blocks):
        sentences: list[Span] = []
        mentions: list[Mention] = []
        for piece in _pieces(document.text, block.span):
            text = document.text[piece.start : piece.end]
            sentences += (_shift(span, piece.start) for span in sentence_spans(text))
            mentions += (_shifted(mention, piece.start) for mention in _mentions(text, places))
        mentions.sort(key=lambda mention: (mention.span, mention.kind))
        kept = tuple(without_names_of_places(mentions, document.text))
        annotated.append(AnnotatedBlock(number, tuple(sentences), kept))
    return tuple(annotated)


def _mentions(text: str, places: PlaceFinder) -> Iterator[Mention]:
    yield from find_figures(text)
    yield from find_periods(text)
    yield from places.find(text)
    yield from find_names(text)
    yield from find_markets(text)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A very long block in pieces that end between words, so that memory stays flat."""
    start = span.start
    while span.end - start > _PIECE:
        cut = text.rfind(" ", start + _PIECE // 2, start + _PIECE)
        end = cut if cut > 0 else start + _PIECE
        yield Span(start, end)
        start = end
    yield Span(start, span.end)


def _shifted(mention: Mention, offset: int) -> Mention:
    span, whole = _shift(mention.span, offset), _shift(mention.whole, offset)
    return Mention(mention.kind, span, whole, mention.value, mention.cues, mention.why_not)


def _shift(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def forget_places() -> None:
    """Learn the names of places anew from the gazetteer, whose files may have changed."""
    _place_finder.cache_clear()


@lru_cache(maxsize=4)
def _place_finder(profile: str) -> PlaceFinder:
    return PlaceFinder(Gazetteer.load(profile))
