"""Places and regions in running text, from the gazetteer, by whole tokens."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from crossfoot.gazetteer import Gazetteer
from crossfoot.model import Mention, MentionKind, Span


class PlaceFinder:
    """Finds the gazetteer's names in a tokenised text; the longest name wins.

    Lower-case words never count (`turkey`, `us`), nor does a name inside a longer
    capitalised name of something else unless it stands at its end or its start.
    """

    def __init__(self, vocab: Vocab, gazetteer: Gazetteer) -> None:
        self._exact = PhraseMatcher(vocab, attr="ORTH")
        self._loose = PhraseMatcher(vocab, attr="LOWER")
        self._names: dict[str, tuple[str, bool]] = {}
        self._names_lower: dict[str, tuple[str, bool]] = {}
        self._fill(vocab, gazetteer)

    def _fill(self, vocab: Vocab, gazetteer: Gazetteer) -> None:
        from spacy.lang.en import English

        tokenizer = English(vocab=vocab).tokenizer
        exact: list[Doc] = []
        loose: list[Doc] = []
        for surface, place, case_sensitive, demonym in gazetteer.surfaces():
            if case_sensitive:
                self._names[surface] = (place.name, demonym)
                exact.append(tokenizer(surface))
            else:
                self._names_lower[surface.casefold()] = (place.name, demonym)
                loose.append(tokenizer(surface))
        self._exact.add("place", exact)
        self._loose.add("place", loose)

    def find(self, doc: Doc) -> Iterator[Mention]:
        """Mentions of places, in order and without overlap; a demonym carries the cue `demonym`."""
        matches = [(start, end) for _, start, end in self._exact(doc)]
        matches += [(start, end) for _, start, end in self._loose(doc)]
        taken = -1
        for start, end in sorted(set(matches), key=lambda match: (match[0], -match[1])):
            if start < taken:
                continue
            piece = doc[start:end]
            known = self._names.get(piece.text) or self._names_lower.get(piece.text.casefold())
            if known is None or not piece.text[0].isupper():
                continue
            taken = end
            span = Span(piece.start_char, piece.end_char)
            yield Mention(
                MentionKind.PLACE, span, span, known[0], ("demonym", piece.text.casefold()) if known[1] else ()
            )
