"""Which cells of a table are heads, and which heads hold for which cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crossfoot.ledger.table_vocabulary import (
    ENTITY_CORNER,
    GRAND,
    METRIC_CORNER,
    NOTES_HEAD,
    RANK_CORNER,
    TIME_CORNER,
    TOTAL,
    UNIT_CORNER,
    VALUE_HEAD,
)
from crossfoot.ledger.table_words import HeadText, read_head
from crossfoot.model import Cell, Table

_MOST_HEAD_ROWS = 3
_MOST_HEAD_COLUMNS = 3
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell that is not empty, as it is read: without raised footnote marks.

    `leads` tells that a figure opens it; `figures` that one stands in it at all.
    """

    cell: Cell
    head: HeadText
    leads: bool
    figures: bool
    strong: bool

    @property
    def words(self) -> str:
        """What stands in the cell."""
        return self.head.words


Grid = Sequence[Sequence[CellText | None]]


@dataclass(frozen=True, slots=True)
class DataRow:
    """A row of the body with the heads that hold for it; sections from the outermost inward."""

    number: int
    heads: tuple[HeadText, ...]
    sections: tuple[HeadText, ...]
    units: tuple[HeadText, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table taken apart: its column heads from the top down, its rows, what stands over all."""

    columns: tuple[tuple[HeadText, ...], ...]
    corners: tuple[HeadText, ...]
    rows: tuple[DataRow, ...]
    titles: tuple[HeadText, ...]
    head_columns: int
    notes: frozenset[int]
    key_facts: bool
    rows_are: str


def lay_heads(table: Table, cells: Mapping[int, CellText]) -> Layout:
    """The heads of a table; `cells` holds what is read of a cell, by the number of its block."""
    grid = [[cells.get(c.block) if c is not None and c.block is not None else None for c in row] for row in table.rows]
    titles = _title_rows(grid)
    top = _header_rows(table, grid, titles)
    width = max((len(row) for row in grid), default=0)
    heads = _filled_across(grid, titles, top)
    columns = tuple(_distinct(_at(heads, row, column) for row in range(len(heads))) for column in range(width))
    key_facts = _lists_key_facts(grid, top, width, columns)
    notes = frozenset(
        column
        for column in range(1, width)
        if not (key_facts and column == 1) and _is_running_text(grid, top, column, columns[column])
    )
    beside = _head_columns(grid, top, width, columns, notes)
    corners = tuple(head for column in range(beside) for head in columns[column])
    return Layout(
        columns=columns,
        corners=corners,
        rows=tuple(_data_rows(grid, top, beside, columns)),
        titles=tuple(head for row in range(titles) for head in _distinct(grid[row])),
        head_columns=beside,
        notes=notes,
        key_facts=key_facts,
        rows_are=_rows_are(columns[0] if columns else ()),
    )


def _at(grid: Grid, row: int, column: int) -> CellText | None:
    return grid[row][column] if column < len(grid[row]) else None


def _distinct(cells: Iterable[CellText | None]) -> tuple[HeadText, ...]:
    found: dict[HeadText, None] = {}
    for cell in cells:
        if cell is not None:
            found.setdefault(cell.head)
    return tuple(found)


def _is_one_cell(row: Sequence[CellText | None]) -> bool:
    """Whether one cell spans a whole row of several columns."""
    return len(row) > 1 and row[0] is not None and all(cell is row[0] for cell in row)


def _title_rows(grid: Grid) -> int:
    """A first row that is one cell over the whole width, or fills only one of many, is the table's title."""
    if len(grid) < 3 or grid[0][0] is None or grid[0][0].leads:
        return 0
    lone = len(grid[0]) > 2 and all(cell is None for cell in grid[0][1:]) and sum(c is not None for c in grid[1]) > 2
    return 1 if _is_one_cell(grid[0]) or lone else 0


def _header_rows(table: Table, grid: Grid, titles: int) -> int:
    """Where the body begins: after rows marked as heads, and after unmarked ones that hold no figure."""
    top = titles
    while top < len(grid) and _is_marked(table, top) and not _holds_values(grid[top]) and not _is_one_cell(grid[top]):
        top += 1
    if top == titles and top < len(grid) and _opens(grid, top):
        top += 1
    while top < min(len(grid) - 1, titles + _MOST_HEAD_ROWS) and top > titles and _continues_head(grid, top):
        top += 1
    return top


def _filled_across(grid: Grid, titles: int, top: int) -> list[list[CellText | None]]:
    """The head rows; in all but the last a blank repeats what stands to its left (`2023 | | 2024 | |`)."""
    rows = [list(row) for row in grid[titles:top]]
    for number, row in enumerate(rows[:-1]):
        for column in range(2, len(row)):
            below = any(_at(rows, lower, column) is not None for lower in range(number + 1, len(rows)))
            if row[column] is None and below:
                row[column] = row[column - 1]
    return rows


def _is_marked(table: Table, row: int) -> bool:
    cells = [cell for cell in table.rows[row] if cell is not None]
    return bool(cells) and all(cell.header for cell in cells)


def _holds_values(row: Sequence[CellText | None]) -> bool:
    return any(cell is not None and cell.leads and cell.strong for cell in row[1:])


def _opens(grid: Grid, top: int) -> bool:
    """Whether a first row that nothing marks is the head: no figure in it, and words for a head."""
    row = grid[top]
    filled = [cell for cell in row[1:] if cell is not None]
    if not filled or any(cell.leads for cell in filled):
        return False
    first = row[0]
    if len(row) > 2 or first is None:
        return True
    corner = first.words
    patterns = (METRIC_CORNER, ENTITY_CORNER, TIME_CORNER, RANK_CORNER)
    return any(pattern.fullmatch(corner) for pattern in patterns)


def _continues_head(grid: Grid, top: int) -> bool:
    """A second row of heads leaves the corner empty (or repeats it) and holds words or years only."""
    row = grid[top]
    first, above = row[0], _at(grid, top - 1, 0)
    if first is not None and first is not above and not (above is None and _names_rows(first.words)):
        return False
    filled = [cell for cell in row[1:] if cell is not None]
    if not filled or any(cell.leads for cell in filled):
        return False
    below = range(top + 1, len(grid))
    return any(cell is not None and cell.leads for number in below for cell in grid[number][1:])


def _names_rows(words: str) -> bool:
    return any(p.fullmatch(words) for p in (METRIC_CORNER, ENTITY_CORNER, TIME_CORNER, RANK_CORNER))


def _lists_key_facts(grid: Grid, top: int, width: int, columns: Sequence[Sequence[HeadText]]) -> bool:
    """A list of `Metric | Value` pairs."""
    names = [heads[-1].words if heads else "" for heads in columns]
    if width < 2 or any(not NOTES_HEAD.fullmatch(name) for name in names[2:]):
        return False
    corner, over = names[:2]
    if METRIC_CORNER.fullmatch(corner):
        return VALUE_HEAD.fullmatch(over) is not None or (width == 2 and not _is_time(over))
    if corner or over or width > 2:
        return False
    rows = [grid[row][0] for row in range(top, len(grid)) if grid[row][0] is not None]
    measures = [cell for cell in rows if cell is not None and _measures(cell.head)]
    return len(measures) * 2 >= len(rows) > 0


def _measures(head: HeadText) -> bool:
    words = read_head(head)
    return bool(words.measure) or words.change


def _is_time(words: str) -> bool:
    return re.search(r"(?:19|20)\d\d", words) is not None


def _body(grid: Grid, top: int, column: int) -> list[CellText]:
    found: dict[int, CellText] = {}
    for row in range(top, len(grid)):
        cell = _at(grid, row, column)
        if cell is not None and not _is_one_cell(grid[row]):
            found[id(cell)] = cell
    return list(found.values())


def _is_running_text(grid: Grid, top: int, column: int, heads: Sequence[HeadText]) -> bool:
    """A column of notes: its head says so, or its cells are sentences."""
    body = _body(grid, top, column)
    if heads and NOTES_HEAD.fullmatch(heads[-1].words):
        return any(not cell.leads for cell in body)
    worded = [cell for cell in body if len(_LETTERS.findall(cell.words)) >= 4 and " " in cell.words and not cell.leads]
    return len(body) > 1 and len(worded) * 2 > len(body) and any(cell.figures for cell in worded)


def _head_columns(
    grid: Grid, top: int, width: int, columns: Sequence[Sequence[HeadText]], notes: frozenset[int]
) -> int:
    """How many columns from the left name the row: those before the first column of figures."""
    values = [column for column in range(1, width) if any(cell.leads for cell in _body(grid, top, column))]
    limit = min(values, default=1)
    count = 1
    while count < min(limit, _MOST_HEAD_COLUMNS) and count not in notes:
        count += 1
    return count


def _rows_are(corner: Sequence[HeadText]) -> str:
    words = corner[-1].words if corner else ""
    for name, pattern in (("measures", METRIC_CORNER), ("times", TIME_CORNER), ("entities", ENTITY_CORNER)):
        if pattern.fullmatch(words):
            return name
    return ""


def _data_rows(grid: Grid, top: int, beside: int, columns: Sequence[Sequence[HeadText]]) -> list[DataRow]:
    rows: list[DataRow] = []
    sections: list[HeadText] = []
    above: list[HeadText | None] = [None] * beside
    after_section = False
    totals = _plain_totals(grid, top)
    for number in range(top, len(grid)):
        row = grid[number]
        first = row[0] if row else None
        if first is not None and not first.figures and _is_section(row):
            sections = [*sections, first.head] if after_section else [first.head]
            above, after_section = [None] * beside, True
            continue
        after_section = False
        heads: list[HeadText] = []
        units: list[HeadText] = []
        for column in range(beside):
            cell = _at(grid, number, column)
            # A blank before the last head column means `as above`.
            words = cell.head if cell is not None else above[column] if column < beside - 1 else None
            above[column] = words
            corner = columns[column][-1].words if columns[column] else ""
            if words is None or (RANK_CORNER.fullmatch(corner) and beside > 1):
                continue
            (units if UNIT_CORNER.fullmatch(corner) and column else heads).append(words)
        whole = heads and GRAND.fullmatch(heads[-1].words.strip())
        grand = (totals == [number] and number == len(grid) - 1) or whole
        rows.append(DataRow(number, tuple(heads), () if grand else tuple(sections), tuple(units)))
    return rows


def _is_section(row: Sequence[CellText | None]) -> bool:
    return len(row) > 1 and (all(cell is None for cell in row[1:]) or _is_one_cell(row))


def _plain_totals(grid: Grid, top: int) -> list[int]:
    """The rows whose head is `Total` and no more, where the body has sections."""
    heads = [(row, grid[row][0]) for row in range(top, len(grid)) if grid[row]]
    return [row for row, cell in heads if cell is not None and TOTAL.match(cell.words)]
