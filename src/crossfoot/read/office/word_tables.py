"""The rows and cells of a Word table, with merged cells as HTML tells them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from crossfoot.read.office.package import attribute, child, is_on, local

_AROUND_ROWS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
_MAX_SPAN = 1_000


@dataclass(slots=True)
class WordCell:
    """A cell: the element that holds its blocks (None for a gap), and what it spans."""

    element: etree._Element | None
    column: int
    column_span: int
    row_span: int = 1


@dataclass(slots=True)
class WordRow:
    """A row without the cells that are merged into one above it."""

    header: bool
    cells: list[WordCell] = field(default_factory=list)


def rows_of(table: etree._Element) -> list[WordRow]:
    """The rows of a table; rows and cells whose deletion is tracked are left out."""
    rows: list[WordRow] = []
    above: dict[int, WordCell] = {}
    for element in _parts(table, "tr"):
        properties = child(element, "trPr")
        if child(properties, "del") is not None:
            continue
        row = WordRow(is_on(properties, "tblHeader") is True)
        column = _number(attribute(child(properties, "gridBefore"), "val"), 0)
        if column:
            row.cells.append(WordCell(None, 0, column))
        below: dict[int, WordCell] = {}
        for part in _parts(element, "tc"):
            cell = _cell(part, column)
            merge = child(part, "tcPr", "vMerge")
            going_on = merge is not None and attribute(merge, "val") in {None, "continue"}
            head = above.get(column) if going_on else None
            if head is not None:
                head.row_span += 1
                below[column] = head
            else:
                row.cells.append(cell)
                if merge is not None:
                    below[column] = cell
            column += cell.column_span
        above = below
        rows.append(row)
    return rows


def _cell(element: etree._Element, column: int) -> WordCell:
    span = _number(attribute(child(element, "tcPr", "gridSpan"), "val"), 1)
    return WordCell(element, column, max(1, span))


def _parts(container: etree._Element, name: str) -> Iterator[etree._Element]:
    for element in container:
        if local(element) == name:
            yield element
        elif local(element) in _AROUND_ROWS:
            yield from _parts(element, name)


def _number(value: str | None, default: int) -> int:
    if value is None or not (value.isascii() and value.isdigit()):
        return default
    return min(int(value[:6]), _MAX_SPAN)
