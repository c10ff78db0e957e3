"""Lays the cells of a table out on a grid, as a browser does."""

from __future__ import annotations

from crossfoot.read.drafts import CellDraft, TableDraft

MAX_COLUMN_SPAN = 1000  # the limits that the HTML standard sets
MAX_ROW_SPAN = 65534

Grid = list[list[CellDraft | None]]


def lay_out(table: TableDraft, max_cells: int) -> Grid | None:
    """Give every cell its row and column and return the grid, its rows equally long.

    A spanning cell appears in every position that it covers; a span that leaves the table is
    cut. Returns None when the grid would have more than `max_cells` positions.
    """
    grid: Grid = []
    running: dict[int, tuple[CellDraft, int]] = {}  # column -> a cell from above and its rows left
    for number, cells in enumerate(table.rows):
        if sum(cell.column_span for cell in cells) > max_cells:
            return None
        row = _lay_out_row(cells, number, running)
        grid.append(row)
        if len(grid) * max(len(row), len(grid[0])) > max_cells:
            return None
    width = max((len(row) for row in grid), default=0)
    if width * len(grid) > max_cells:
        return None
    for row in grid:
        row.extend([None] * (width - len(row)))
    for cells in table.rows:
        for cell in cells:
            cell.row_span = min(cell.row_span, len(grid) - cell.row)
    return grid


def _lay_out_row(
    cells: list[CellDraft], number: int, running: dict[int, tuple[CellDraft, int]]
) -> list[CellDraft | None]:
    """Place one row's cells in the columns that cells from above leave free."""
    row: list[CellDraft | None] = []
    waiting = iter(cells)
    cell = next(waiting, None)
    while cell is not None or len(row) in running:
        column = len(row)
        if column in running:
            row.append(_continue_from_above(running, column))
            continue
        assert cell is not None  # the loop's condition: nothing runs down in this column
        cell.row, cell.column = number, column
        covered = 0
        while covered < cell.column_span and column + covered not in running:
            row.append(cell)
            covered += 1
        cell.column_span = covered
        if cell.row_span > 1:
            for offset in range(covered):
                running[column + offset] = (cell, cell.row_span - 1)
        cell = next(waiting, None)
    for column in sorted(column for column in running if column >= len(row)):
        row.extend([None] * (column - len(row)))
        row.append(_continue_from_above(running, column))
    return row


def _continue_from_above(running: dict[int, tuple[CellDraft, int]], column: int) -> CellDraft:
    """The cell that covers this column from above, counted down by one row."""
    cell, rows_left = running.pop(column)
    if rows_left > 1:
        running[column] = (cell, rows_left - 1)
    return cell
