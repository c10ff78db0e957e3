"""Reads workbooks (XLSX): each block of cells of each sheet as a table, figures as the sheet shows them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from crossfoot.errors import ReadError
from crossfoot.model import Document
from crossfoot.read.limits import Limits
from crossfoot.read.office.cell_formats import shown
from crossfoot.read.office.extraction import NO_RUN, Extraction
from crossfoot.read.office.package import Package, refuse_entities

_DAMAGED = "is damaged: {}; open it in the program that it came from and save it again"


@dataclass(frozen=True, slots=True)
class _SheetCell:
    """A cell that shows something: its text, place, spans, and whether it is a figure."""

    text: str
    row: int
    column: int
    row_span: int
    column_span: int
    is_figure: bool
    name: str


def read_sheets(package: Package, data: bytes, limits: Limits) -> Document:
    """The document of a workbook: the name of each sheet as a heading, then its tables. Hidden sheets are left out.

    Formulas count as the value that was saved with them. Raises ReadError where the file is damaged,
    too large, or shows nothing.
    """
    refuse_entities(package)
    # A cell takes many times the room in memory that it takes in the file.
    most = limits.max_unpacked // 8
    if any(part.startswith("xl/") and package.size(part) > most for part in package.parts):
        raise ReadError(package.name, f"has a part of more than {most:,} bytes; split it into several files")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    except (ValueError, KeyError, TypeError, AttributeError, BadZipFile, OSError, SyntaxError, IndexError) as error:
        raise ReadError(package.name, _DAMAGED.format(error)) from error
    taken = Extraction(package.name, limits)
    for number, sheet in enumerate(book.worksheets, 1):
        if sheet.sheet_state == "visible":
            _read_sheet(taken, sheet, f"xl/worksheets/sheet{number}.xml", limits)
    return taken.document("xlsx")


def _read_sheet(taken: Extraction, sheet: Worksheet, part: str, limits: Limits) -> None:
    rows = list(_rows(sheet, taken, limits))
    if not any(rows):
        return
    flow = taken.flow
    flow.start("h2")
    taken.text(sheet.title, part, 0, NO_RUN, f"sheet {sheet.title}")
    flow.end("h2")
    taken.end_paragraph()
    for block in _blocks(rows):
        if all(len(row) == 1 for row in block):
            for (cell,) in block:
                flow.start("p")
                taken.text(cell.text, part, 0, NO_RUN, cell.name)
                flow.end("p")
                taken.end_paragraph()
        else:
            _write_table(taken, block, part)


def _rows(sheet: Worksheet, taken: Extraction, limits: Limits) -> Iterator[list[_SheetCell]]:
    """The cells of each row that show something."""
    if sheet.max_row * sheet.max_column > limits.max_cells * 10:
        raise ReadError(
            taken.name, f"sheet {sheet.title} is larger than can be read; delete its empty rows and columns"
        )
    spans = {
        (area.min_row, area.min_col): (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
        for area in sheet.merged_cells.ranges
    }
    for number, row in enumerate(sheet.iter_rows(), sheet.min_row):
        if sheet.row_dimensions[number].hidden:
            continue
        yield [cell for each in row if (cell := _cell(sheet, each, spans)) is not None]


def _cell(
    sheet: Worksheet, cell: Cell | MergedCell, spans: dict[tuple[int, int], tuple[int, int]]
) -> _SheetCell | None:
    if isinstance(cell, MergedCell) or cell.value is None or sheet.column_dimensions[cell.column_letter].hidden:
        return None
    text = shown(cell.value, cell.number_format)
    if not text.strip():
        return None
    down, across = spans.get((cell.row, cell.column), (1, 1))
    name = f"{sheet.title}!{cell.coordinate}"
    is_figure = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return _SheetCell(text, cell.row, cell.column, down, across, is_figure, name)


def _blocks(rows: Sequence[list[_SheetCell]]) -> Iterator[list[list[_SheetCell]]]:
    """The rows between empty ones; lines of one cell above a table stand apart from it."""
    block: list[list[_SheetCell]] = []
    for row in [*rows, []]:
        is_title = bool(block and row) and len(block[-1]) == 1 and block[-1][0].column <= row[0].column
        if not row or (is_title and len(row) > 1):
            if block:
                yield block
            block = []
        if row:
            block.append(row)


def _write_table(taken: Extraction, block: Sequence[Sequence[_SheetCell]], part: str) -> None:
    flow = taken.flow
    first = min(cell.column for row in block for cell in row)
    last = max(cell.column + cell.column_span for row in block for cell in row)
    heads = next((number for number, row in enumerate(block) if _is_data(row)), 0)
    covered: set[tuple[int, int]] = set()
    flow.start("table")
    for number, row in enumerate(block):
        cells = {cell.column: cell for cell in row}
        at = row[0].row
        flow.start("tr")
        for column in range(first, last):
            if (at, column) in covered:
                continue
            cell = cells.get(column)
            name = "th" if number < heads else "td"
            spans = {} if cell is None else {"colspan": str(cell.column_span), "rowspan": str(cell.row_span)}
            flow.start(name, spans)
            if cell is not None:
                down, across = range(cell.row_span), range(cell.column_span)
                covered |= {(at + y, column + x) for y in down for x in across}
                taken.text(cell.text, part, 0, NO_RUN, cell.name)
                taken.end_paragraph()
            flow.end(name)
        flow.end("tr")
    flow.end("table")


def _is_data(row: Sequence[_SheetCell]) -> bool:
    """Whether a row holds figures that are no years, which head columns."""
    return any(cell.is_figure and not (len(cell.text) == 4 and cell.text.isdigit()) for cell in row)
