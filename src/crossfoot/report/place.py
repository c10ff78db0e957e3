"""Where words of a document stand in its file."""

from __future__ import annotations

from crossfoot.model import Document, Span
from crossfoot.model_checked import Place
from crossfoot.read.origin import boxes_of, label_of, parts_of
from crossfoot.read.source_map import line_and_column, to_file


def place_of(document: Document, span: Span) -> Place:
    """The place of a span of the document's text."""
    in_file = to_file(document, span)
    quote = document.text[span.start : span.end]
    if document.printed:
        boxes = boxes_of(document, span)
        return Place(quote, in_file.start, in_file.end, None, None, f"page {boxes[0].page if boxes else 1}", boxes)
    if document.anchors:
        parts = parts_of(document, span)
        return Place(quote, in_file.start, in_file.end, None, None, label_of(document, span), parts=parts)
    return place_in_lines(document, quote, in_file)


def place_in_lines(document: Document, quote: str, in_file: Span) -> Place:
    """The place of a range of a file that has lines; `quote` is what is shown for it."""
    line, column = line_and_column(document.source, in_file.start)
    end_line, end_column = line_and_column(document.source, in_file.end)
    at = f"{line}:{column}"
    return Place(quote, in_file.start, in_file.end, line, column, at, end_line=end_line, end_column=end_column)


def at_of(document: Document, span: Span) -> str:
    """The place of a span as people are told it, without working out boxes and parts."""
    if document.printed:
        return place_of(document, span).at
    if document.anchors:
        return label_of(document, span)
    line, column = line_and_column(document.source, to_file(document, span).start)
    return f"{line}:{column}"
