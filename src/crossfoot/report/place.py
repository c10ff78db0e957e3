"""Where words of a document stand in its file."""

from __future__ import annotations

from dataclasses import dataclass

from crossfoot.model import Box, Document, PartRange, Span
from crossfoot.read.origin import boxes_of, label_of, parts_of
from crossfoot.read.source_map import line_and_column, to_file


@dataclass(frozen=True, slots=True)
class Place:
    """The words as read, and where they stand.

    `start` and `end` are offsets in the decoded file, or in the text extracted from a file that is no
    text. `line` and `column` count from 1 and are None where a file has no lines; `boxes` are for files
    with pages, `parts` for office files. `at` is the place as people are told it.
    """

    quote: str
    start: int
    end: int
    line: int | None
    column: int | None
    at: str
    boxes: tuple[Box, ...] = ()
    parts: tuple[PartRange, ...] = ()

    @property
    def page(self) -> int | None:
        """The page on which the words begin, from 1; None for a file without pages."""
        return self.boxes[0].page if self.boxes else None


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
    line, column = line_and_column(document.source, in_file.start)
    return Place(quote, in_file.start, in_file.end, line, column, f"{line}:{column}")


def located(path: str, place: Place) -> str:
    """A path and a place in it as one: `report.html:3:14`, `report.pdf, page 3`."""
    return f"{path}:{place.at}" if place.line is not None else f"{path}, {place.at}"
