"""The annotator: one spaCy pipeline over each block, one component a kind of mention.

The pipeline is `blank("en")`: its tokenizer and matcher are used, no trained component (see
`names`). Components hang their mentions on the Doc and never change what an earlier one said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc

from crossfoot.annotate.figures import find_figures
from crossfoot.annotate.names import find_markets, find_names
from crossfoot.annotate.periods import find_periods
from crossfoot.annotate.placed_markets import without_names_of_places
from crossfoot.annotate.places import PlaceFinder
from crossfoot.annotate.sentences import sentence_spans
from crossfoot.gazetteer import Gazetteer
from crossfoot.model import Document, Mention, MentionKind, Span

_MENTIONS = "crossfoot_mentions"
_TEXT = "crossfoot_text"
_SENTENCES = "crossfoot_sentences"
_PIECE = 100_000


@dataclass(frozen=True, slots=True)
class AnnotatedBlock:
    """The sentences and mentions of one block, at offsets in the document's text."""

    block: int
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]


def annotate(document: Document, gazetteer: Gazetteer) -> tuple[AnnotatedBlock, ...]:
    """Every block of a document with what stands in it, in order."""
    nlp = _pipeline(gazetteer.profile)
    annotated = []
    for number, block in enumerate(document.blocks):
        sentences: list[Span] = []
        mentions: list[Mention] = []
        for piece in _pieces(document.text, block.span):
            text = document.text[piece.start : piece.end]
            doc = nlp.make_doc(text)
            doc.user_data[_TEXT] = text  # spaCy would put it together from its tokens for every component anew
            nlp(doc)
            sentences += (_shift(span, piece.start) for span in doc.user_data[_SENTENCES])
            mentions += (_shifted(mention, piece.start) for mention in doc.user_data[_MENTIONS])
        mentions.sort(key=lambda mention: (mention.span, mention.kind))
        kept = tuple(without_names_of_places(mentions, document.text))
        annotated.append(AnnotatedBlock(number, tuple(sentences), kept))
    return tuple(annotated)


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


def _text_of(doc: Doc) -> str:
    """The text of a piece."""
    text = doc.user_data[_TEXT]
    assert isinstance(text, str)
    return text


def _component(find: Callable[[str], Iterable[Mention]]) -> Callable[[Doc], Doc]:
    def add(doc: Doc) -> Doc:
        doc.user_data.setdefault(_MENTIONS, []).extend(find(_text_of(doc)))
        return doc

    return add


@Language.component("crossfoot_sentences")
def _sentences(doc: Doc) -> Doc:
    doc.user_data[_SENTENCES] = sentence_spans(_text_of(doc))
    return doc


@Language.factory("crossfoot_figures")
def _figures(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    return _component(find_figures)


@Language.factory("crossfoot_periods")
def _periods(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    return _component(find_periods)


@Language.factory("crossfoot_names")
def _names(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    return _component(find_names)


@Language.factory("crossfoot_markets")
def _markets(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    return _component(find_markets)


@Language.factory("crossfoot_places", default_config={"profile": "default"})
def _places(nlp: Language, name: str, profile: str) -> Callable[[Doc], Doc]:
    finder = PlaceFinder(nlp.vocab, Gazetteer.load(profile))

    def add(doc: Doc) -> Doc:
        doc.user_data.setdefault(_MENTIONS, []).extend(finder.find(doc))
        return doc

    return add


@lru_cache(maxsize=4)
def _pipeline(profile: str) -> Language:
    nlp = English()
    nlp.add_pipe("crossfoot_sentences")
    nlp.add_pipe("crossfoot_figures")
    nlp.add_pipe("crossfoot_periods")
    nlp.add_pipe("crossfoot_places", config={"profile": profile})
    nlp.add_pipe("crossfoot_names")
    nlp.add_pipe("crossfoot_markets")
    return nlp


FIGURE_KINDS = frozenset(
    {MentionKind.MONEY, MentionKind.PERCENT, MentionKind.MULTIPLE, MentionKind.QUANTITY, MentionKind.COUNT}
)
