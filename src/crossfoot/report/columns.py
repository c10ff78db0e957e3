"""Rows of text set in columns that keep to a width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_GAP = 2


def filled(rows: Sequence[Sequence[str]]) -> list[int]:
    """The columns that hold something in any row."""
    return [index for index, cells in enumerate(zip(*rows, strict=True)) if any(cells)]


def fitted(rows: Sequence[Sequence[str]], width: int, indent: int) -> list[int]:
    """How wide each column is: as its longest cell, but together no more than the width.

    Where there is too little room the widest column gives way first, and no word is broken
    as long as any column can still be broken between words.
    """
    room = width - indent - _GAP * (len(rows[0]) - 1)
    columns = list(zip(*rows, strict=True))
    words = [max((cell_len(word) for cell in cells for word in cell.split()), default=0) for cells in columns]
    widths = [min(room, max(map(cell_len, cells))) for cells in columns]
    while sum(widths) > room:
        loose = [index for index, least in enumerate(words) if widths[index] > least] or range(len(widths))
        widths[max(loose, key=widths.__getitem__)] -= 1
    return widths


def aligned(rows: Iterable[Sequence[str]], widths: Sequence[int], indent: int, style: str = "") -> RenderableType:
    """The rows, each cell in as many lines as its column makes of it."""
    table = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
    for width in widths:
        table.add_column(width=width, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell, style=style) for cell in row))
    return Padding(table, (0, 0, 0, indent), expand=False)
