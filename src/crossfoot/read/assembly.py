"""Assembles what a reader collected into the frozen Document."""

from __future__ import annotations

from itertools import groupby

from crossfoot.errors import ReadError
from crossfoot.model import Block, BlockKind, Cell, Document, Link, Span, Table
from crossfoot.read.drafts import CellDraft, Draft, LinkDraft, Page, TableDraft
from crossfoot.read.limits import Limits
from crossfoot.read.line_text import LineText
from crossfoot.read.source_map import SourceMapBuilder
from crossfoot.read.table_grid import Grid, lay_out

_BOLD_LINE_LEVEL = 7
_MAX_HEADING_WORDS = 30
_MAX_SENTENCE_WORDS = 12  # a longer bold line that ends like a sentence is one


def assemble(page: Page, path: str, form: str, source: str, limits: Limits) -> Document:
    """Join the drafts into one text and place every block, table and link in it.

    `form` becomes the document's format. Raises ReadError when there is no visible text.
    """
    grids = _settle_tables(page, limits)
    joined = _JoinedText()
    blocks: list[Block] = []
    for draft in _settled_drafts(page.drafts):
        span = joined.add(draft)
        cell = draft.cell
        if cell is not None:
            cell.block, cell.start, cell.end = len(blocks), span.start, span.end
        blocks.append(
            Block(
                kind=draft.kind,
                span=span,
                level=draft.level,
                group=cell.table.group if cell else draft.group,
                ordinal=draft.ordinal,
                row=cell.row if cell else None,
                column=cell.column if cell else None,
            )
        )
    if not blocks:
        raise ReadError(path, "holds no visible text; check that it is the finished report")
    captions = {block.group: block.span for block in blocks if block.kind is BlockKind.CAPTION}
    return Document(
        path=path,
        format=form,
        text=joined.text,
        blocks=tuple(blocks),
        tables=tuple(_freeze_table(table, grid, captions.get(table.group)) for table, grid in grids),
        links=tuple(_freeze_link(link) for link in page.links),
        source=source,
        source_map=joined.source_map.build(),
        metadata=dict(page.metadata),
        notes=tuple(page.notes),
        remarks=tuple(page.remarks),
    )


class _JoinedText:
    """The text of the document while blocks are appended to it."""

    def __init__(self) -> None:
        self.source_map = SourceMapBuilder()
        self._pieces: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def add(self, draft: Draft) -> Span:
        """Append a block after an empty line; returns where it stands."""
        if self._length:
            self._append_break("\n\n", None)
        start = self._length
        for line in draft.lines:
            if self._length > start:
                self._append_break("\n", line.lead)
            line.start = self._length
            self._pieces.extend(line.pieces)
            for offset, file_start, file_end, linear in line.runs:
                self.source_map.add(line.start + offset, file_start, file_end, linear)
            self._length += line.length
        return Span(start, self._length)

    def _append_break(self, characters: str, extent: tuple[int, int] | None) -> None:
        file_start, file_end = extent or (self.source_map.file_end, self.source_map.file_end)
        self.source_map.add(self._length, file_start, file_end, False)
        self._pieces.append(characters)
        self._length += len(characters)


def _settle_tables(page: Page, limits: Limits) -> list[tuple[TableDraft, Grid]]:
    """Lay out every table that holds data; mark the others as layout."""
    grids: list[tuple[TableDraft, Grid]] = []
    for table in page.tables:
        table.rows = [row for row in table.rows if row]
        if sum(len(row) for row in table.rows) <= 1:
            table.layout = True
        if table.layout:
            continue
        grid = lay_out(table, limits.max_cells)
        if grid is None:
            table.layout = True
            page.notes.append(f"A table has more than {limits.max_cells:,} positions and was read as plain text.")
        else:
            grids.append((table, grid))
    return grids


def _settled_drafts(drafts: list[Draft]) -> list[Draft]:
    """The blocks to show: one for each cell of a table, headings split from what follows."""
    settled: list[Draft] = []
    for cell, members in groupby(drafts, key=lambda draft: draft.cell):
        if cell is not None and not cell.table.layout:
            lines = [line for draft in members for line in draft.lines if line.visible]
            settled.append(Draft(BlockKind.TABLE_CELL, cell=cell, lines=lines))
            continue
        for draft in members:
            draft.cell = None
            draft.lines = [line for line in draft.lines if line.visible]
            settled.extend(_split_bold_lines(draft))
    return settled


def _split_bold_lines(draft: Draft) -> list[Draft]:
    """Make the lines of a paragraph that are wholly bold headings of their own."""
    if draft.kind is not BlockKind.PARAGRAPH or draft.in_item:
        return [draft]
    parts: list[Draft] = []
    for bold, lines in groupby(draft.lines, key=lambda line: line.all_bold):
        part = Draft(BlockKind.PARAGRAPH, lines=list(lines))
        if bold and _works_as_heading(part.lines):
            part.kind, part.level = BlockKind.HEADING, _BOLD_LINE_LEVEL
        parts.append(part)
    return parts if any(part.kind is BlockKind.HEADING for part in parts) else [draft]


def _works_as_heading(lines: list[LineText]) -> bool:
    """Whether bold lines head what follows; a bold sentence is only stressed."""
    text = " ".join(line.text for line in lines)
    words = len(text.split())
    is_sentence = words > _MAX_SENTENCE_WORDS and text.endswith((".", "!"))
    return words <= _MAX_HEADING_WORDS and not is_sentence and any(character.isalnum() for character in text)


def _freeze_table(table: TableDraft, grid: Grid, caption: Span | None) -> Table:
    frozen: dict[CellDraft, Cell] = {}
    place = caption.end if caption else 0
    for row in table.rows:
        for cell in row:
            if cell.block is None:
                cell.start = cell.end = place
            place = cell.end
            frozen[cell] = Cell(
                block=cell.block,
                span=Span(cell.start, cell.end),
                header=cell.header,
                row_span=cell.row_span,
                column_span=cell.column_span,
            )
    rows = tuple(tuple(frozen[cell] if cell is not None else None for cell in row) for row in grid)
    return Table(group=table.group, rows=rows, caption=caption)


def _freeze_link(link: LinkDraft) -> Link:
    if link.first is None or link.last is None:
        place = link.anchor.start + link.anchor_offset if link.anchor is not None else 0
        return Link(Span(place, place), link.address)
    return Link(Span(link.first.start + link.first_offset, link.last.start + link.last_offset), link.address)
