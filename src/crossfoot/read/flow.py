"""Turns tags and text, in the order of the file, into the blocks that a browser shows.

HTML, Markdown and plain text all speak to one Flow, so that the same report gives the same
blocks whatever its format. Nothing recurses and every step takes constant time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from crossfoot.model import BlockKind, Remark, Standpoint
from crossfoot.read.block_writer import BlockWriter
from crossfoot.read.drafts import CellDraft, Page, TableDraft
from crossfoot.read.html_elements import (
    BLOCKS,
    CELLS,
    HEADINGS,
    HIDDEN,
    IN_HEAD,
    LISTS,
    PREFORMATTED,
    ROW_GROUPS,
    STYLES,
    TABLE_PARTS,
    VOID,
    ActiveStyles,
    Context,
    Element,
    OpenElements,
    OpenItem,
    OpenList,
)
from crossfoot.read.limits import Limits
from crossfoot.read.metadata import MetadataCollector
from crossfoot.read.table_grid import MAX_COLUMN_SPAN, MAX_ROW_SPAN

_HIDING_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_WEIGHT = re.compile(r"(?:^|[;\s])font-weight\s*:\s*(?:(bold|bolder|[6-9]00)\b|[a-z0-9]+)", re.IGNORECASE)
_TABLE_CAPTION = re.compile(r"table\s*(?:[\dIVX]|[:.–—-])", re.IGNORECASE)
_INTEGER = re.compile(r"[-+]?\d{1,9}\Z")
_BEGINS_BLOCK = frozenset({"p", "li", "dd", "dt", "caption", "figcaption", *HEADINGS, *CELLS})
_NOTHING: Mapping[str, str] = {}


class Flow:
    """Collects a Page from start tags, end tags and text."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._page = Page()
        self._writer = BlockWriter(name, limits, self._page)
        self._elements = OpenElements()
        self._styles = ActiveStyles()
        self._metadata = MetadataCollector()
        self._orphans: OpenList | None = None
        self._groups = 0

    def start(self, name: str, attributes: Mapping[str, str] = _NOTHING) -> None:
        """Open an element (its name in lower case); those that browsers close by it are closed."""
        top = self._elements.top
        if top is not None and top.name == "head" and name not in IN_HEAD:
            self._close_through(len(self._elements) - 1)
        if name in VOID:
            self._start_void(name, attributes)
        elif name in {"html", "body"}:
            self._metadata.add_language(attributes)
        elif name in STYLES:
            self._start_style(name, attributes)
        elif name == "table":
            self._start_table(attributes)
        elif name in TABLE_PARTS:
            self._start_table_part(name, attributes)
        elif name in BLOCKS:
            self._start_block(name, attributes)
        else:
            if name == "time":
                self._metadata.add_time(attributes)
            self._push(name, _inherit(name, attributes, self._context))

    def end(self, name: str) -> None:
        """Close an element and all that is open inside it; an end tag without a start is dropped."""
        elements = self._elements
        if name in STYLES:
            self._styles.end(name)
        elif name == "p":
            self._writer.flush()
            self._close_through(elements.in_scope("p"))
        elif name in HEADINGS:
            self._close_through(elements.in_scope(*HEADINGS))
        elif name == "table" or name in TABLE_PARTS:
            place = elements.last(name)
            self._close_through(place if place >= elements.last("table") else -1)
        elif name == "li":
            place = elements.in_scope("li")
            self._close_through(place if place > elements.last(*LISTS) else -1)
        elif name in BLOCKS or name in HIDDEN:
            self._close_through(elements.in_scope(name))
        else:
            self._close_through(elements.inline(name))

    def text(self, text: str, at: int) -> None:
        """Add text that is copied from offset `at` of the file."""
        top = self._elements.top
        if top is not None and top.name == "head" and not text.isspace():
            self._close_through(len(self._elements) - 1)
        context = self._context
        if not (context.hidden or self._styles.hidden):
            self._writer.write(text, at, context, self._bold, self._styles.link)
        elif self._in_title():
            self._metadata.add_title(text, at)

    def whole(self, value: str, file_start: int, file_end: int) -> None:
        """Add characters for which the range of the file stands as a whole (a reference)."""
        context = self._context
        if not (context.hidden or self._styles.hidden):
            self._writer.write_whole(value, (file_start, file_end), context, self._bold, self._styles.link)
        elif self._in_title():
            self._metadata.add_title(value, file_start)

    def line_break(self, file_start: int, file_end: int) -> None:
        """Break the line; two breaks with nothing between end the paragraph, as they look."""
        if not self._context.hidden:
            self._writer.break_line((file_start, file_end))

    def remark(self, said: str, file_start: int, file_end: int) -> None:
        """Note a comment that is addressed to Crossfoot, with where it stands among the blocks."""
        context = self._context
        if context.hidden:
            return
        top = self._elements.top
        stands = Standpoint.BETWEEN
        if self._writer.is_open:
            stands = Standpoint.WITHIN
        elif top is not None and top.name in _BEGINS_BLOCK and not (context.item and context.item.shown):
            stands = Standpoint.OPENING
        self._page.remarks.append(Remark(said, file_start, file_end, stands))

    def finish(self) -> Page:
        """Close everything and hand over what was collected."""
        self._close_through(0)
        self._writer.flush()
        self._page.metadata.update(self._metadata.collected())
        return self._page

    @property
    def _context(self) -> Context:
        top = self._elements.top
        return top.context if top is not None else Context()

    @property
    def _bold(self) -> bool:
        return self._styles.bold > 0 or self._context.bold

    def _in_title(self) -> bool:
        top = self._elements.top
        return top is not None and top.name == "title" and self._elements.last("svg") < 0

    def _push(self, name: str, context: Context) -> None:
        self._elements.push(Element(name, context))

    def _close_through(self, place: int) -> None:
        """Close all elements from the innermost to the one at `place`; -1 closes none."""
        if place < 0:
            return
        while len(self._elements) > place:
            name = self._elements.pop().name
            if name in BLOCKS or name in TABLE_PARTS or name == "table":
                self._writer.flush()
            if name in CELLS or name == "caption":
                self._styles.pop_level()

    def _start_void(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "meta":
            self._metadata.add_meta(attributes)
        elif name == "hr":
            self._close_through(self._elements.in_scope("p"))
            self._writer.flush()

    def _start_style(self, name: str, attributes: Mapping[str, str]) -> None:
        context = _inherit(name, attributes, self._context)
        if name != "a":
            weight = _WEIGHT.search(attributes.get("style", ""))
            # A page copied out of a word processor may stand in one <b style="font-weight:normal">.
            self._styles.start(name, bold=weight is None or weight.group(1) is not None, hidden=context.hidden)
            return
        self._styles.end("a")
        shown = "href" in attributes and not context.hidden
        link = self._writer.open_link(attributes["href"].strip()) if shown else None
        self._styles.start("a", bold=False, hidden=context.hidden, link=link)

    def _start_block(self, name: str, attributes: Mapping[str, str]) -> None:
        self._writer.flush()
        if name in {"li", "dd", "dt"}:
            self._close_through(self._elements.in_item_scope(*(("li",) if name == "li" else ("dd", "dt"))))
        self._close_through(self._elements.in_scope("p"))
        top = self._elements.top
        if name in HEADINGS and top is not None and top.name in HEADINGS:
            self._close_through(len(self._elements) - 1)
        context = _inherit(name, attributes, self._context)
        if name in HEADINGS:
            context = replace(context, heading=HEADINGS[name])
        elif name in LISTS:
            context = replace(context, heading=0, list=self._new_list(name, attributes, context))
        elif name == "li":
            context = replace(context, heading=0, item=self._new_item(attributes, context))
        elif name in PREFORMATTED:
            context = replace(context, verbatim=True)
        elif name == "figcaption":
            context = replace(context, caption=True, table=None)
        self._push(name, context)

    def _new_list(self, name: str, attributes: Mapping[str, str], context: Context) -> OpenList:
        depth = context.list.depth + 1 if context.list else 1
        return OpenList(self._next_group(), depth, _integer(attributes, "start", 1) if name == "ol" else None)

    def _new_item(self, attributes: Mapping[str, str], context: Context) -> OpenItem:
        opened = context.list or self._list_of_orphans()
        ordinal = opened.next_ordinal
        if ordinal is not None:
            ordinal = _integer(attributes, "value", ordinal)
            opened.next_ordinal = ordinal + 1
        return OpenItem(opened.depth, opened.group, ordinal)

    def _list_of_orphans(self) -> OpenList:
        """The list of items that stand in no list: one as long as only such items follow."""
        last = self._page.drafts[-1] if self._page.drafts else None
        if self._orphans is None or last is None or last.group != self._orphans.group:
            self._orphans = OpenList(self._next_group(), 1, None)
        return self._orphans

    def _next_group(self) -> int:
        self._groups += 1
        return self._groups

    def _start_table(self, attributes: Mapping[str, str]) -> None:
        self._writer.flush()
        self._close_through(self._elements.in_scope("p"))
        context = _inherit("table", attributes, self._context)
        if context.cell is not None:
            context.cell.table.layout = True
        table = TableDraft(self._next_group())
        last = self._page.drafts[-1] if self._page.drafts else None
        promotable = last is not None and last.kind is BlockKind.PARAGRAPH and last.cell is None
        if last is not None and promotable and _TABLE_CAPTION.match(last.text):
            last.kind, last.group = BlockKind.CAPTION, table.group
        if not context.hidden:
            self._page.tables.append(table)
        self._push("table", Context(hidden=context.hidden, bold=context.bold, table=table))

    def _start_table_part(self, name: str, attributes: Mapping[str, str]) -> None:
        """Open a part of a table and the parts that it implies; outside a table it is dropped."""
        place = self._elements.last("table")
        if place < 0 or name == "colgroup":
            return
        if name in ROW_GROUPS or name == "caption":
            self._close_through(place + 1)
        elif name == "tr":
            self._close_through(max(place, self._elements.last(*ROW_GROUPS)) + 1)
        elif self._elements.last("tr") > place:
            self._close_through(self._elements.last("tr") + 1)
        else:
            self._start_table_part("tr", _NOTHING)
        context = _inherit(name, attributes, self._context)
        table = context.table
        if name == "caption":
            context = replace(context, caption=True)
        elif name == "tr" and table is not None and not context.hidden:
            table.rows.append([])
        elif name in CELLS and table is not None:
            cell = self._new_cell(name, attributes, table)
            if not context.hidden and table.rows:
                table.rows[-1].append(cell)
            context = replace(context, cell=cell)
        if name in CELLS or name == "caption":
            self._styles.push_level()
        self._push(name, context)

    def _new_cell(self, name: str, attributes: Mapping[str, str], table: TableDraft) -> CellDraft:
        in_head = self._elements.last("thead") > self._elements.last("table")
        row_span = _integer(attributes, "rowspan", 1) or MAX_ROW_SPAN  # 0: to the end of the table
        column_span = _integer(attributes, "colspan", 1)
        return CellDraft(
            table,
            header=name == "th" or in_head,
            row_span=min(max(row_span, 1), MAX_ROW_SPAN),
            column_span=min(max(column_span, 1), MAX_COLUMN_SPAN),
        )


def _inherit(name: str, attributes: Mapping[str, str], context: Context) -> Context:
    """The context inside an element, as far as its name and style alone decide it."""
    style = attributes.get("style", "")
    hidden = name in HIDDEN or "hidden" in attributes or (name == "dialog" and "open" not in attributes)
    if hidden or (style and _HIDING_STYLE.search(style)):
        context = replace(context, hidden=True)
    weight = _WEIGHT.search(style) if style else None
    if weight:
        context = replace(context, bold=weight.group(1) is not None)
    return context


def _integer(attributes: Mapping[str, str], name: str, default: int) -> int:
    """A whole number that an attribute gives."""
    value = attributes.get(name, "").strip()
    return int(value) if _INTEGER.match(value) else default
