"""Which words stand over, beside and above each cell of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.annotate import FIGURE_KINDS, AnnotatedBlock
from crossfoot.ledger.table_words import is_remarks
from crossfoot.model import Cell, Document, Table

_MOST_HEAD_ROWS = 3
_FEW_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class CellHeads:
    """The heads of one cell: of its column (top row first), of its row (left first), and its section row."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    section: str

    @property
    def column(self) -> str:
        """The column's heads as one line."""
        return " ".join(self.columns)

    @property
    def row(self) -> str:
        """The row's heads as one line."""
        return " ".join(self.rows)


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A body cell with where it stands and its heads; `remarks` marks a cell of a free-text column."""

    cell: Cell
    row: int
    column: int
    heads: CellHeads
    remarks: bool


class TableHeads:
    """Reads the frame of one table: its header rows, head columns and section rows."""

    def __init__(self, document: Document, annotated: Sequence[AnnotatedBlock], table: Table) -> None:
        self._document = document
        self._annotated = annotated
        self._table = table
        self.header_rows = self._header_rows()
        self.head_columns = self._head_columns()

    def cells(self) -> Iterator[PlacedCell]:
        """The body cells that hold something, each once, row by row."""
        section = ""
        above: dict[int, str] = {}
        seen = set()
        for row in range(self.header_rows, len(self._table.rows)):
            only = self._section_of(row)
            if only is not None:
                section, above = only, {}
                continue
            rows = self._row_heads(row, above)
            for column, cell in enumerate(self._table.rows[row]):
                if cell is None or cell.block is None or column < self._own_heads(row) or cell.span in seen:
                    continue
                seen.add(cell.span)
                heads = CellHeads(self.column_heads(column), rows, section)
                yield PlacedCell(cell, row, column, heads, self._is_remarks(heads))

    def column_heads(self, column: int) -> tuple[str, ...]:
        """What stands over a column, the top row first, nothing twice."""
        cells = [
            self._table.rows[row][column]
            for row in range(self.header_rows)
            if column < len(self._table.rows[row])
        ]  # fmt: skip
        return tuple(dict.fromkeys(self._words(cell) for cell in cells if self._is_filled(cell)))

    def columns(self) -> range:
        """The numbers of the columns that hold the table's values."""
        return range(self.head_columns, max((len(row) for row in self._table.rows), default=0))

    def _words(self, cell: Cell | None) -> str:
        return "" if cell is None else " ".join(self._document.text[cell.span.start : cell.span.end].split())

    def _is_filled(self, cell: Cell | None) -> bool:
        return cell is not None and cell.block is not None

    def _is_remarks(self, heads: CellHeads) -> bool:
        return len(self._table.rows[0]) >= _FEW_COLUMNS and is_remarks(heads.column)

    def _header_rows(self) -> int:
        """The rows on top that are marked as heads, or that hold no figure while later ones do."""
        marked = 0
        for row in self._table.rows:
            cells = [cell for cell in row if cell is not None and cell.block is not None]
            if not cells or not all(cell.header for cell in cells):
                break
            marked += 1
        first = next((i for i, row in enumerate(self._table.rows) if any(self._has_figure(c) for c in row[1:])), 1)
        if marked:
            # A marked row may be followed by a second row of heads that is not (`Revenue | Share` under `2024`).
            return marked if first <= marked or self._section_of(marked) is not None else min(first, marked + 1)
        return min(first, _MOST_HEAD_ROWS) if len(self._table.rows) > 1 else 0

    def _head_columns(self) -> int:
        """How many columns from the left hold names and no figures; at least one."""
        body = self._table.rows[self.header_rows :]
        width = max((len(row) for row in body), default=0)
        for column in range(width):
            cells = [row[column] for row in body if column < len(row) and self._is_filled(row[column])]
            head = " ".join(self.column_heads(column))
            figures = sum(self._has_figure(cell) for cell in cells)
            if column and (not cells or figures * 5 > len(cells) or is_remarks(head)):
                return column
        return 1

    def _own_heads(self, row: int) -> int:
        marked = 0
        for cell in self._table.rows[row]:
            if cell is None or not cell.header:
                break
            marked += 1
        return max(self.head_columns, marked)

    def _row_heads(self, row: int, above: dict[int, str]) -> tuple[str, ...]:
        """The names of a row; a blank first name means the one above (`Europe | Germany`, then ` | France`)."""
        heads = []
        for column in range(min(self._own_heads(row), len(self._table.rows[row]))):
            cell = self._table.rows[row][column]
            words = self._words(cell) if self._is_filled(cell) else ""
            if not words and column + 1 < self.head_columns:
                words = above.get(column, "")
            above[column] = words
            if words:
                heads.append(words)
        return tuple(dict.fromkeys(heads))

    def _section_of(self, row: int) -> str | None:
        """The words of a body row that holds only a name, for the rows below it."""
        if row >= len(self._table.rows):
            return None
        filled = {cell.span: cell for cell in self._table.rows[row] if cell is not None and cell.block is not None}
        if len(filled) != 1 or len(self._table.rows[row]) < _FEW_COLUMNS - 1:
            return None
        cell = next(iter(filled.values()))
        first = self._table.rows[row][0]
        if first is None or first.span != cell.span or self._has_figure(cell):
            return None
        return self._words(cell)

    def _has_figure(self, cell: Cell | None) -> bool:
        if cell is None or cell.block is None:
            return False
        return any(mention.kind in FIGURE_KINDS for mention in self._annotated[cell.block].mentions)
