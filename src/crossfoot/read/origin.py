"""From the text of a document to the places of a file that is not text itself: pages and parts."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice

from crossfoot.model import Box, Document, PartRange, Span
from crossfoot.read.source_map import to_file

_OVERLAP = 0.5


def boxes_of(document: Document, span: Span) -> tuple[Box, ...]:
    """The rectangles that the words of a span cover on their pages, one for each line.

    Empty for a format without pages. Raises IndexError when the span reaches outside the text.
    """
    if not document.printed:
        return ()
    boxes: list[Box] = []
    for piece in _pieces(document, span):
        first = max(0, bisect_right(document.printed, piece.start, key=lambda line: line.start) - 1)
        for line in islice(document.printed, first, None):
            if line.start >= piece.end:
                break
            low, high = max(piece.start - line.start, 0), min(piece.end - line.start, len(line.lefts))
            if low >= high:
                continue
            at = range(low, high)
            _add(
                boxes,
                Box(
                    line.page,
                    round(min(line.lefts[i] for i in at), 2),
                    round(min(line.tops[i] for i in at), 2),
                    round(max(line.rights[i] for i in at), 2),
                    round(max(line.bottoms[i] for i in at), 2),
                ),
            )
    return tuple(boxes)


def _add(boxes: list[Box], box: Box) -> None:
    """Append a box; one that goes on in the line of the last is joined to it."""
    last = boxes[-1] if boxes else None
    if last is not None and last.page == box.page and last.right <= box.left + 1:
        shared = min(last.bottom, box.bottom) - max(last.top, box.top)
        if shared > _OVERLAP * min(last.bottom - last.top, box.bottom - box.top) and box.left - last.right < 30:
            boxes[-1] = Box(
                box.page, last.left, min(last.top, box.top), max(last.right, box.right), max(last.bottom, box.bottom)
            )
            return
    boxes.append(box)


def parts_of(document: Document, span: Span) -> tuple[PartRange, ...]:
    """The stretches of text elements of an office file that show as a span; empty for other formats.

    Raises IndexError when the span reaches outside the text.
    """
    if not document.anchors:
        return ()
    found: list[PartRange] = []
    anchors = document.anchors
    for piece in _pieces(document, span):
        place = _anchor_at(document, piece.start)
        while place < len(anchors) and anchors[place].start < piece.end:
            anchor = anchors[place]
            stop = anchors[place + 1].start if place + 1 < len(anchors) else len(document.source)
            low, high = max(piece.start, anchor.start), min(piece.end, stop)
            if low < high and anchor.run >= 0:
                start, end = low - anchor.start, high - anchor.start
                found.append(PartRange(anchor.part, anchor.paragraph, anchor.run, start, end, anchor.label))
            place += 1
    return tuple(found)


def label_of(document: Document, span: Span) -> str:
    """How people are told of the place in an office file: `paragraph 14`."""
    return document.anchors[_anchor_at(document, to_file(document, span).start)].label


def _anchor_at(document: Document, offset: int) -> int:
    """Which anchor an offset of the source belongs to."""
    return max(0, bisect_right(document.anchors, offset, key=lambda anchor: anchor.start) - 1)


def _pieces(document: Document, span: Span) -> list[Span]:
    """The ranges of the source that show as a span; text that was left out between them is no part."""
    pieces: list[Span] = []
    source_map = document.source_map
    at = span.start
    while at < span.end:
        run = bisect_right(source_map.text_starts, at) - 1
        stop = source_map.text_starts[run + 1] if run + 1 < len(source_map.text_starts) else span.end
        end = min(span.end, stop)
        piece = to_file(document, Span(at, end))
        if pieces and pieces[-1].end == piece.start:
            pieces[-1] = Span(pieces[-1].start, piece.end)
        elif piece.end > piece.start:
            pieces.append(piece)
        at = end
    return pieces
