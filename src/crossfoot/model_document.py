"""A report as it was read: text, blocks, tables, links, and where each stands in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of offsets in the text of a Document."""

    start: int
    end: int


# --- what a reader gives -----------------------------------------------------------------


class BlockKind(StrEnum):
    """What a browser or a page would show a block as."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    CAPTION = "caption"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that stands by itself on the page.

    `level` is 1…6 for a heading, 7 for a line set wholly in bold (which works as a heading),
    the nesting depth (from 1) for a list item, 0 otherwise. `group` numbers the list or the
    table that the block belongs to, so that the items of one list share a group. `ordinal`
    is the printed number of an ordered list's item. `row` and `column` place a table cell.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    group: int | None = None
    ordinal: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: the index of its block, or None where the cell is empty."""

    block: int | None
    span: Span
    header: bool = False
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells. A cell that spans appears in every position that it covers."""

    group: int
    rows: tuple[tuple[Cell | None, ...], ...]
    caption: Span | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the text that carries it (an empty span where it has none)."""

    span: Span
    address: str


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Leads every offset of a document's text to the decoded file.

    Runs are sorted by `text_starts`. A run of which `linear` is true is copied character by
    character; any other run maps as a whole to `file_starts[i]:file_ends[i]` (an entity, or
    white space that a browser collapses; a break between blocks maps to an empty range).
    """

    text_starts: tuple[int, ...]
    file_starts: tuple[int, ...]
    file_ends: tuple[int, ...]
    linear: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a stretch of an office file's extracted text, from offset `start` on, stands in the file.

    `part` is the part of the package (`word/document.xml`), `paragraph` its paragraph and `run` its
    text element, both counted from 0 in the order of the part; the stretch is the whole of that element.
    `label` says the place to people (`paragraph 14`, `table 2, row 3`).
    """

    start: int
    part: str
    paragraph: int
    run: int
    label: str


@dataclass(frozen=True, slots=True)
class PartRange:
    """A stretch of one text element of an office file: see Anchor; `end` is exclusive."""

    part: str
    paragraph: int
    run: int
    start: int
    end: int
    label: str


class Standpoint(StrEnum):
    """Where a comment stands among the blocks of a page."""

    WITHIN = "within"
    """In a block, behind its first words; in Word on words of one block or several."""
    OPENING = "opening"
    """Before the first words of a block, inside its element."""
    BETWEEN = "between"
    """Between blocks."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in the file that is addressed to Crossfoot: what it says, and its range in `Document.source`.

    In a text format the range is that of the comment itself, in Word that of the words that it is attached to.
    """

    said: str
    start: int
    end: int
    stands: Standpoint = Standpoint.WITHIN


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page: its range in the extracted text and where its characters stand on the page.

    `page` counts from 1. `lefts`, `rights`, `tops` and `bottoms` hold one number a character, in
    points from the left and the upper edge of the page as it is shown.
    """

    start: int
    page: int
    lefts: Sequence[float]
    rights: Sequence[float]
    tops: Sequence[float]
    bottoms: Sequence[float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (from 1), in points from the left and the upper edge of the page as shown."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Document:
    """A report as a reader sees it, whatever its format was.

    `source` is the decoded file, or the text extracted from a file that is none; then `anchors` (an
    office file) or `printed` (a file with pages) lead from there to the file itself.
    """

    path: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    links: tuple[Link, ...]
    source: str
    source_map: SourceMap
    metadata: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    printed: tuple[PrintedLine, ...] = ()
    remarks: tuple[Remark, ...] = ()


# --- what a figure, a period and a mention are -------------------------------------------
