"""What stands over a table: its caption, a line just above it, and the headings it belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from crossfoot.annotate import AnnotatedBlock
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.subjects import title_span
from crossfoot.ledger.table_cells import RaisedMarks
from crossfoot.ledger.table_words import HeadText
from crossfoot.model import BlockKind, Document, MentionKind, Span, Table

_MOST_HEADINGS = 20
_LONGEST_LINE = 160
_MOST_TITLE_WORDS = 14


class TableSurroundings:
    """Finds the words over the tables of one report."""

    def __init__(self, document: Document, annotated: Sequence[AnnotatedBlock], gazetteer: Gazetteer) -> None:
        self._document = document
        self._annotated = annotated
        self._gazetteer = gazetteer
        self._raised = RaisedMarks(document)
        title = title_span(document)
        self._headings = [
            index
            for index, block in enumerate(document.blocks)
            if block.kind is BlockKind.HEADING and block.span != title
        ]

    def without_mark(self, span: Span) -> Span:
        """A cell without the raised footnote mark at its end."""
        return Span(span.start, self._raised.start(span))

    def head(self, block: int, span: Span) -> HeadText:
        """The words of a block, without raised footnote marks, and the places that it names."""
        end = self._raised.start(span)
        places = (m for m in self._annotated[block].mentions if m.kind is MentionKind.PLACE and m.value is not None)
        text = self._document.text
        named = tuple((text[m.span.start : m.span.end], str(m.value)) for m in places)
        words = text[span.start : end]
        if not named and end < span.end:
            # The mark glued to a name hides it (`Scotland` with a raised 1).
            place = self._gazetteer.find(words)
            named = ((words, place.name),) if place else ()
        return HeadText(words, named)

    def caption(self, table: Table) -> list[HeadText]:
        """The caption."""
        if table.caption is None:
            return []
        block = bisect_left(self._document.blocks, table.caption.start, key=lambda each: each.span.start)
        return [self.head(block, table.caption)] if block < len(self._annotated) else []

    def line_above(self, first: int) -> list[HeadText]:
        """A short paragraph just above the table that begins with block `first`: `US$ million`."""
        blocks = self._document.blocks
        index = first - 1
        if index >= 0 and blocks[index].kind is BlockKind.CAPTION:
            index -= 1
        if index < 0 or blocks[index].kind is not BlockKind.PARAGRAPH:
            return []
        span = blocks[index].span
        return [self.head(index, span)] if span.end - span.start <= _LONGEST_LINE else []

    def headings(self, first: int) -> list[HeadText]:
        """The heading over block `first`, then those over that one; the report's title is none of them."""
        found: list[HeadText] = []
        level = 99
        nearest = bisect_left(self._headings, first) - 1
        for place in range(nearest, max(-1, nearest - _MOST_HEADINGS), -1):
            index = self._headings[place]
            block = self._document.blocks[index]
            if block.level < level:
                found.append(self.head(index, block.span))
                level = block.level
        return found


def is_title(line: HeadText) -> bool:
    """Whether a line above a table is short enough to be its title."""
    return len(line.words.split()) <= _MOST_TITLE_WORDS and not line.words.rstrip().endswith((".", "!", "?"))
