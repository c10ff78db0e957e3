"""What the readers collect before a document is assembled: blocks, tables and links in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from crossfoot.model import BlockKind, Remark
from crossfoot.read.line_text import LineText


@dataclass(slots=True, eq=False)
class CellDraft:
    """A cell as the markup gives it; `block` and `start` are known once assembled."""

    table: TableDraft
    header: bool
    row_span: int
    column_span: int
    row: int = 0
    column: int = 0
    block: int | None = None
    start: int = 0
    end: int = 0


@dataclass(slots=True, eq=False)
class TableDraft:
    """A table as the markup gives it: rows of cells in the order of the file.

    `layout` marks a table that only arranges the page: its cells hold ordinary blocks.
    """

    group: int
    rows: list[list[CellDraft]] = field(default_factory=list)
    layout: bool = False


@dataclass(slots=True, eq=False)
class Draft:
    """A block in the making. `in_item` tells that it stands inside a list item."""

    kind: BlockKind
    level: int = 0
    group: int | None = None
    ordinal: int | None = None
    cell: CellDraft | None = None
    in_item: bool = False
    lines: list[LineText] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of all lines so far."""
        return "\n".join(line.text for line in self.lines)


@dataclass(slots=True, eq=False)
class LinkDraft:
    """An address with the first and the last line that its text touches.

    `anchor` is the line last written before the link, for a link without any text.
    """

    address: str
    anchor: LineText | None
    anchor_offset: int
    first: LineText | None = None
    first_offset: int = 0
    last: LineText | None = None
    last_offset: int = 0


@dataclass(slots=True)
class Page:
    """All that was collected of one file, in the order of the file."""

    drafts: list[Draft] = field(default_factory=list)
    tables: list[TableDraft] = field(default_factory=list)
    links: list[LinkDraft] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
