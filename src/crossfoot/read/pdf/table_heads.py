"""Cells of a table's rows, and heads that stand over several columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from crossfoot.read.pdf.marks import Rule
from crossfoot.read.pdf.words import Fragment

_Extent = tuple[float, float]
_UNDER, _OFF_CENTRE = 1.3, 0.2


@dataclass(slots=True)
class GridCell:
    """The fragments of a cell, in reading order, and the columns that it covers."""

    column: int
    span: int
    fragments: list[Fragment] = field(default_factory=list)

    @property
    def page(self) -> int:
        """The page on which its text begins, 0 for an empty cell."""
        return self.fragments[0].page if self.fragments else 0


def spread(
    cells: list[GridCell], below: Sequence[GridCell], columns: Sequence[_Extent], level: Sequence[Rule]
) -> list[GridCell]:
    """The heads of a row, each over all columns that it stands for.

    A rule drawn below a head shows them; without one, a head that is centred over the columns
    nearest to it stands for these. Heads that have as many columns as the row below stay.
    Positions without a head are left out.
    """
    heads = [cell for cell in cells if cell.fragments]
    first = 1 if heads and heads[0].column > 0 else 0
    filled = [cell for cell in below if cell.fragments and cell.column >= first]
    if not heads or len(heads) >= len(filled):
        return cells
    ruled = [_ruled(head, columns, level) for head in heads]
    if any(ruled):
        extents = [
            found or (head.column, head.column + head.span - 1) for found, head in zip(ruled, heads, strict=True)
        ]
    elif all(head.span == 1 for head in heads):
        extents = _centred(heads, columns, first)
    else:
        extents = []
    if not extents or any(one[1] >= other[0] for one, other in pairwise(extents)):
        return cells
    for head, extent in zip(heads, extents, strict=True):
        head.column, head.span = extent[0], extent[1] - extent[0] + 1
    return sorted(heads, key=lambda head: head.column)


def _middle(head: GridCell) -> float:
    return (min(each.left for each in head.fragments) + max(each.right for each in head.fragments)) / 2


def _ruled(head: GridCell, columns: Sequence[_Extent], level: Sequence[Rule]) -> tuple[int, int] | None:
    """The first and last column over which the rule below a head runs."""
    bottom, size = max(each.baseline for each in head.fragments), head.fragments[-1].size
    whole = columns[-1][1] - columns[0][0]
    middle = _middle(head)
    for rule in level:
        under = -0.3 * size < rule.at - bottom < _UNDER * size and rule.low - 2 <= middle <= rule.high + 2
        if under and rule.high - rule.low < 0.85 * whole:
            over = [n for n, (left, right) in enumerate(columns) if rule.low - 3 <= (left + right) / 2 <= rule.high + 3]
            if over:
                return over[0], over[-1]
    return None


def _centred(heads: Sequence[GridCell], columns: Sequence[_Extent], first: int) -> list[tuple[int, int]]:
    """The columns nearest to each head, where each stands over the middle of its own; empty where one does not."""
    middles = [_middle(head) for head in heads]
    groups: list[list[int]] = [[] for _ in heads]
    for number in range(first, len(columns)):
        centre = sum(columns[number]) / 2
        groups[min(range(len(heads)), key=lambda index: abs(middles[index] - centre))].append(number)
    extents: list[tuple[int, int]] = []
    for middle, group in zip(middles, groups, strict=True):
        if not group:
            return []
        left, right = columns[group[0]][0], columns[group[-1]][1]
        if abs(middle - (left + right) / 2) > _OFF_CENTRE * (right - left) / len(group):
            return []
        extents.append((group[0], group[-1]))
    # One head over the middle of several columns may as well be the first line of the middle one's.
    sizes = {len(group) for group in groups}
    return extents if len(heads) > 1 and len(sizes) == 1 and sizes != {1} else []


def filled_up(cells: list[GridCell], width: int) -> list[GridCell]:
    """The cells of a row with empty ones in all positions that they leave."""
    cells.sort(key=lambda cell: cell.column)
    filled: list[GridCell] = []
    at = 0
    for cell in cells:
        if cell.column < at:  # covered by a wider cell before it
            filled[-1].fragments += cell.fragments
            continue
        filled += [GridCell(column, 1) for column in range(at, cell.column)]
        filled.append(cell)
        at = cell.column + cell.span
    return filled + [GridCell(column, 1) for column in range(at, width)]
