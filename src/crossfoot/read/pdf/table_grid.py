"""From the rows of a table to its cells: columns, cells over several columns, broken lines, heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossfoot.read.pdf.marks import Rule
from crossfoot.read.pdf.paragraphs import TextBlock
from crossfoot.read.pdf.table_heads import GridCell, filled_up, spread
from crossfoot.read.pdf.table_rows import is_figure, is_period
from crossfoot.read.pdf.words import Fragment, Row

_SLACK = 1.0
_RULE_REACH = 6.0
_HEADS_OF_PERIODS = frozenset({"year", "years", "period", "quarter", "month", "date", "fiscal year", "financial year"})
_COLUMN_SLACK = 24.0


@dataclass(slots=True)
class GridRow:
    """A row of cells; `head` tells that it heads the columns."""

    cells: list[GridCell]
    head: bool = False


@dataclass(slots=True)
class TableBlock:
    """A table with its columns, the page that it begins on and the line that names it, where there is one."""

    rows: list[GridRow]
    columns: list[Column]
    page: int
    caption: TextBlock | None = None

    @property
    def last_page(self) -> int:
        """The page on which its last row stands."""
        pages = [cell.page for cell in self.rows[-1].cells if cell.fragments]
        return pages[0] if pages else self.page


@dataclass(slots=True)
class Column:
    """The left and the right edge of what stands in a column."""

    left: float
    right: float


def grid_of(rows: Sequence[Row], rules: Sequence[Rule]) -> tuple[list[GridRow], list[Column]]:
    """The rows of a table with their cells, and its columns."""
    top, bottom = rows[0].top - _RULE_REACH, rows[-1].bottom + _RULE_REACH
    near = [rule for rule in rules if rule.low < bottom and rule.high > top and not rule.level]
    level = [rule for rule in rules if rule.level and top <= rule.at <= bottom]
    columns = _fenced_columns(rows, near) or _columns(rows)
    lines = [_cells(row, columns) for row in rows]
    figures = [_has_figure(row) for row in rows]
    first = next((index for index, has in enumerate(figures) if has), 0)
    extents = [(each.left, each.right) for each in columns]
    for index in range(min(first, len(lines) - 1)):
        lines[index] = spread(lines[index], lines[index + 1], extents, level)
    groups = _fenced_groups(rows, level, columns) or _groups(rows, lines, figures)
    grid = [_merged([lines[index] for index in group], len(columns)) for group in groups]
    wordy = int(_is_head_of_words(rows))
    heads = next((place for place, group in enumerate(groups) if any(figures[index] for index in group)), wordy)
    for row in grid[:heads]:
        row.head = True
    return grid, columns


def continued(table: TableBlock, rows: Sequence[Row]) -> int:
    """Adds the rows at the head of the next page that go on with a table; returns how many they are.

    Each of their fragments stands in one of its columns. Heads that are printed again are passed over.
    """
    heads = {_texts(row) for row in table.rows if row.head}
    taken = 0
    for number, row in enumerate(rows, 1):
        cells = _cells(row, table.columns)
        fits = all(cell.span == 1 and _stands_in(cell, table.columns[cell.column]) for cell in cells)
        if not fits or len(cells) != len(row.fragments):
            break
        if len(cells) > 1:
            lines = [_cells(each, table.columns) for each in rows[taken:number]]
            added = [_merged([line], len(table.columns)) for line in lines]
            table.rows += [each for each in added if _texts(each) not in heads]
            taken = number
    return taken


def _stands_in(cell: GridCell, column: Column) -> bool:
    fragment = cell.fragments[0]
    return fragment.left >= column.left - _COLUMN_SLACK and fragment.right <= column.right + _COLUMN_SLACK


def _texts(row: GridRow) -> tuple[str, ...]:
    return tuple(" ".join(fragment.text for fragment in cell.fragments) for cell in row.cells)


def _has_figure(row: Row) -> bool:
    """Whether a row holds data: a figure that is no year, behind its first cell."""
    texts = [fragment.text for fragment in row.fragments]
    behind = texts[1:] or texts
    if texts[0].lower().strip(" :") in _HEADS_OF_PERIODS:
        return False  # `Year | 9–12 | 13–15` heads columns of ages
    return any(is_figure(text) and not is_period(text) for text in behind) or (
        len(texts) > 2 and not is_period(texts[0]) and all(map(is_figure, behind)) and not all(map(is_period, behind))
    )


def _columns(rows: Sequence[Row]) -> list[Column]:
    """The columns as the rows with most fragments show them; a fragment over several of them adds none."""
    columns: list[Column] = []
    data = [row for row in rows if _has_figure(row)] or list(rows)
    for row in sorted(data, key=lambda row: -len(row.fragments)):
        for fragment in row.fragments:
            over = [
                each for each in columns if each.left < fragment.right + _SLACK and each.right > fragment.left - _SLACK
            ]
            if not over:
                columns.append(Column(fragment.left, fragment.right))
            elif len(over) == 1:
                over[0].left, over[0].right = min(over[0].left, fragment.left), max(over[0].right, fragment.right)
    columns.sort(key=lambda column: column.left)
    heads = [fragment for row in rows if not _has_figure(row) for fragment in row.fragments]
    outer = (columns[0].left, columns[-1].right)
    for fragment in heads:
        # A head in the gap between two columns heads both; one beside them all has a column of its own.
        if fragment.right <= outer[0] or fragment.left >= outer[1]:
            columns.append(Column(fragment.left, fragment.right))
    columns.sort(key=lambda column: column.left)
    return columns


def _fenced_columns(rows: Sequence[Row], upright: Sequence[Rule]) -> list[Column]:
    """The columns that upright rules draw, none where they draw fewer than the text shows."""
    height = rows[-1].bottom - rows[0].top
    places: dict[int, float] = {}
    for rule in upright:
        key = round(rule.at / 3)
        key = next((near for near in (key - 1, key, key + 1) if near in places), key)
        places[key] = places.get(key, 0.0) + min(rule.high, rows[-1].bottom) - max(rule.low, rows[0].top)
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    inner = sorted(3.0 * key for key, length in places.items() if length >= height / 2)
    inner = [place for place in inner if left + 3 < place < right - 3]
    if len(inner) + 1 < max(2, sum(len(row.fragments) for row in rows) / len(rows) - 1):
        return []
    edges = [left - 3, *inner, right + 3]
    columns = [Column(one, other) for one, other in pairwise(edges)]
    shown = len(_columns(rows))
    return columns if len(columns) >= shown else []


def _cells(row: Row, columns: Sequence[Column]) -> list[GridCell]:
    cells: list[GridCell] = []
    for fragment in row.fragments:
        over = [
            number
            for number, column in enumerate(columns)
            if min(column.right, fragment.right) - max(column.left, fragment.left) > _SLACK
        ] or [min(range(len(columns)), key=lambda number: abs(columns[number].left - fragment.left))]
        first = over[0]
        last = cells[-1] if cells else None
        if last is not None and first < last.column + last.span:
            last.fragments.append(fragment)
            last.span = max(last.span, over[-1] - last.column + 1)
        else:
            cells.append(GridCell(first, over[-1] - first + 1, [fragment]))
    for cell in cells:
        cell.fragments.sort(key=_reading_order)
    return cells


def _reading_order(fragment: Fragment) -> tuple[int, float]:
    return round(fragment.baseline), fragment.left


def _fenced_groups(rows: Sequence[Row], level: Sequence[Rule], columns: Sequence[Column]) -> list[list[int]]:
    """The rows between level rules that cross the table; none where rules do not part most rows."""
    width = columns[-1].right - columns[0].left
    lengths: dict[int, float] = {}
    for rule in level:
        key = round(rule.at / 2)
        key = next((near for near in (key - 1, key, key + 1) if near in lengths), key)
        reach = min(rule.high, columns[-1].right) - max(rule.low, columns[0].left)
        lengths[key] = lengths.get(key, 0.0) + max(0.0, reach)
    places = sorted(2.0 * key for key, length in lengths.items() if length >= 0.7 * width)
    groups: dict[int, list[int]] = {}
    for index, row in enumerate(rows):
        middle = (row.top + row.bottom) / 2
        groups.setdefault(sum(place < middle for place in places), []).append(index)
    found = list(groups.values())
    labelled = sum(1 for group in found for index in group if _has_figure(rows[index]))
    # Several rows of figures between two rules: the rules part groups of rows, not rows.
    return found if len(found) > 2 and labelled <= 1.25 * len(found) else []


def _groups(rows: Sequence[Row], lines: Sequence[list[GridCell]], figures: Sequence[bool]) -> list[list[int]]:
    """Which lines are one row: a label that goes on in the next line, heads that are broken over lines."""
    groups: list[list[int]] = []
    first_data = next((index for index, has in enumerate(figures) if has), int(_is_head_of_words(rows)))
    for index, row in enumerate(rows):
        last = groups[-1] if groups else None
        if last is None:
            groups.append([index])
        elif index < first_data:
            joined = _are_one_head([lines[at] for at in last], lines[index]) and _is_tight(rows[last[-1]], row)
            _join(groups, index, joined)
        else:
            goes_on = last[-1] >= first_data and _label_goes_on(lines[last[-1]], figures[last[-1]], row)
            _join(groups, index, goes_on and _is_tight(rows[last[-1]], row))
    return groups


def _is_head_of_words(rows: Sequence[Row]) -> bool:
    """Whether the first row of a table without figures is set as its head."""
    return rows[0].bold and not all(row.bold for row in rows)


def _join(groups: list[list[int]], index: int, joined: bool) -> None:
    if joined:
        groups[-1].append(index)
    else:
        groups.append([index])


def _is_tight(above: Row, below: Row) -> bool:
    return below.baseline - above.baseline < 1.5 * max(above.size, below.size)


def _are_one_head(above: Sequence[list[GridCell]], below: Sequence[GridCell]) -> bool:
    """Whether two lines of heads are one row: no head lies over several columns that have their own."""
    spanning = [cell for line in above for cell in line if cell.span > 1]
    texts = [fragment.text for cell in below for fragment in cell.fragments]
    headed = {cell.column for line in above for cell in line}
    # A year goes on with `Feb` above it, but stands alone under `Sales`, which heads several years.
    alone = all(map(is_period, texts)) and any(cell.column not in headed for cell in below)
    return not spanning and not alone and all(cell.span == 1 for cell in below)


def _label_goes_on(above: Sequence[GridCell], has_figure: bool, row: Row) -> bool:
    """Whether the line above is only the beginning of a label that this row goes on with."""
    alone = len(above) == 1 and above[0].column == 0 and not has_figure
    text = row.text
    return alone and text[:1].islower() and not above[0].fragments[-1].text.endswith(":")


def _overlap(one: GridCell, other: GridCell) -> bool:
    return one.column < other.column + other.span and other.column < one.column + one.span


def _merged(lines: Sequence[list[GridCell]], width: int) -> GridRow:
    """One row of the lines that belong together; positions without text become empty cells."""
    cells: list[GridCell] = []
    for cell in (cell for line in lines for cell in line):
        over = next((each for each in cells if _overlap(each, cell)), None)
        if over is None:
            cells.append(GridCell(cell.column, cell.span, list(cell.fragments)))
            continue
        end = max(over.column + over.span, cell.column + cell.span)
        over.column = min(over.column, cell.column)
        over.span = end - over.column
        over.fragments = sorted([*over.fragments, *cell.fragments], key=_reading_order)
    return GridRow(filled_up(cells, width))
