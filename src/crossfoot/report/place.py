"""Where words of a document stand in its file."""

from __future__ import annotations

from dataclasses import dataclass

from crossfoot.model import Document, Span
from crossfoot.read.source_map import line_and_column, to_file


@dataclass(frozen=True, slots=True)
class Place:
    """The words as read, their offsets in the decoded file, and line and column from 1."""

    quote: str
    start: int
    end: int
    line: int
    column: int


def place_of(document: Document, span: Span) -> Place:
    """The place of a span of the document's text."""
    in_file = to_file(document, span)
    line, column = line_and_column(document.source, in_file.start)
    return Place(document.text[span.start : span.end], in_file.start, in_file.end, line, column)
