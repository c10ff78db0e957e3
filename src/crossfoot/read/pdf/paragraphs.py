"""From the lines of a column to headings, paragraphs and list items, also across columns and pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from crossfoot.read.pdf.words import Row

_HEADING_SIZE, _SIZE_CHANGE = 1.1, 1.08
_PARAGRAPH_GAP = 1.3
_BULLET = re.compile(r"(?:[-*+•‣◦▪●○■□·–—➢✓\ue000-\uf8ff]|o(?=\s[A-Z]))\s+(?=\S)|\(?(?P<number>\d{1,3})[.)]\s+(?=\S)")
_ENDS = re.compile(r"[.!?:;][\"'”’)\]]*\Z")
_MAX_HEADING_WORDS = 30
_ROOM, _AROUND = 0.35, 12
_MAX_CAPTION_WORDS = 24


@dataclass
class TextBlock:
    """A heading (`heading` is its size), a paragraph, or an item of a list, as lines of one column."""

    lines: list[Row]
    page: int
    heading: float = 0.0
    bold: bool = False
    bullet: str = ""
    ordinal: int | None = None
    indent: float = 0.0
    right: float = field(default=0.0)

    @property
    def size(self) -> float:
        """The size of its letters."""
        return self.lines[0].size

    @property
    def text(self) -> str:
        """Its lines with spaces between them."""
        return " ".join(line.text for line in self.lines)


def blocks_of(rows: Sequence[Row], page: int, body_size: float, edges: tuple[float, float]) -> list[TextBlock]:
    """The blocks that the lines between two tables make up; `edges` are those of the column."""
    blocks: list[TextBlock] = []
    pitch = _pitch(rows)
    for number, row in enumerate(rows):
        last = blocks[-1] if blocks else None
        near = (edges[0], _right_edge(rows, number))
        if last is not None and _goes_on(last, row, pitch, near):
            last.lines.append(row)
        else:
            blocks.append(_begun(row, page, body_size, near[1]))
    return blocks


def _right_edge(rows: Sequence[Row], number: int) -> float:
    """How far the lines around a line reach that are set as it is."""
    row = rows[number]
    around = rows[max(0, number - _AROUND) : number + _AROUND + 1]
    return max(
        each.right
        for each in around
        if abs(each.left - row.left) < 4 * row.size and abs(each.size - row.size) < 0.1 * row.size
    )


def _begun(row: Row, page: int, body_size: float, right: float) -> TextBlock:
    text = row.text
    bullet = _BULLET.match(text)
    large = row.size >= _HEADING_SIZE * body_size and len(text.split()) <= _MAX_HEADING_WORDS
    is_head = large and any(map(str.isalpha, text))
    if bullet is None or (is_head and bullet["number"]):
        return TextBlock([row], page, heading=row.size if is_head else 0.0, bold=row.bold, indent=row.left, right=right)
    number = int(bullet["number"]) if bullet["number"] else None
    return TextBlock([row], page, bold=row.bold, bullet=bullet.group(), ordinal=number, indent=row.left, right=right)


def _pitch(rows: Sequence[Row]) -> float:
    """The usual distance between lines of one size, as a multiple of it."""
    steps = [
        (below.baseline - above.baseline) / below.size
        for above, below in pairwise(rows)
        if abs(below.size - above.size) < 0.1 * below.size
    ]
    usual = [step for step in steps if 0.9 < step < 2.2]
    return min(median(usual), 1.3 * min(usual)) if usual else 1.3


def _goes_on(block: TextBlock, row: Row, pitch: float, edges: tuple[float, float]) -> bool:
    """Whether a line goes on with a block rather than beginning the next."""
    last = block.lines[-1]
    size = max(last.size, row.size)
    if size > _SIZE_CHANGE * min(last.size, row.size) or row.bold != last.bold:
        return False
    step = (row.baseline - last.baseline) / size
    if step > max(_PARAGRAPH_GAP * pitch, pitch + 0.2) or step < 0 or _BULLET.match(row.text):
        return block.heading > 0 and 0 < step < 1.9 * pitch and not _BULLET.match(row.text)
    if block.heading:
        return True
    if block.bullet:
        return row.left > block.indent + 0.3 * size
    ended = _ENDS.search(last.text) is not None
    room = edges[1] - last.right
    first = row.words[0]
    fits = first.right - first.left + 0.3 * size < room
    if fits and (ended or room > _ROOM * (edges[1] - edges[0])):
        return False
    indented = row.left > block.lines[-1].left + 0.8 * size and row.left > edges[0] + 0.8 * size
    return not (indented and ended)


def is_caption(block: TextBlock, table: Row) -> bool:
    """Whether a block names the table that stands below it: a line or two that are no sentence."""
    near = 0 < table.top - block.lines[-1].bottom < 1.2 * block.size
    is_line = len(block.lines) <= 2 and len(block.text.split()) <= _MAX_CAPTION_WORDS and not block.bullet
    return near and is_line and not block.heading and _ENDS.search(block.text) is None


def joined(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """The blocks with those made one that a column or a page had parted."""
    result: list[TextBlock] = []
    open_at: int | None = None
    for block in blocks:
        before = result[open_at] if open_at is not None else None
        if before is not None and _is_continued(before, block):
            before.lines += block.lines
            before.page = block.page
            before.right = block.right
            continue
        result.append(block)
        if not block.heading:
            # A note or a caption in smaller letters may stand between the two parts.
            if before is None or block.size >= 0.95 * before.size or _ENDS.search(before.text):
                open_at = len(result) - 1
        else:
            open_at = None
    return result


def _is_continued(block: TextBlock, following: TextBlock) -> bool:
    if following.heading or following.bullet or abs(block.size - following.size) > 0.05 * block.size:
        return False
    last, first = block.lines[-1], following.lines[0]
    if first.bold != last.bold or (block.page == following.page and first.baseline > last.baseline):
        return False
    text = last.text
    if _ENDS.search(text):
        return False
    full = block.right - last.right < 0.2 * max(1.0, block.right - block.indent)
    return first.text[:1].islower() or text.endswith(("-", ",")) or (full and len(block.text) > 40)
