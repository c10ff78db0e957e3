"""Writes text into blocks, lines and links as it comes, in the order of the file."""

from __future__ import annotations

import re

from crossfoot.errors import ReadError
from crossfoot.model import BlockKind
from crossfoot.read.drafts import Draft, LinkDraft, Page
from crossfoot.read.html_elements import Context, OpenItem
from crossfoot.read.limits import Limits
from crossfoot.read.line_text import LineText

_NEWLINE = re.compile(r"\r\n|\n|\r")


class BlockWriter:
    """Collects the drafts of a Page; at most one block is open at a time."""

    def __init__(self, name: str, limits: Limits, page: Page) -> None:
        self._name = name
        self._limits = limits
        self._page = page
        self._draft: Draft | None = None
        self._item: OpenItem | None = None
        self._last_line: LineText | None = None
        self._broken = False  # a line break came last: a second one ends the paragraph

    @property
    def is_open(self) -> bool:
        """Whether a block is open that shows words already."""
        return self._draft is not None and any(line.visible for line in self._draft.lines)

    def open_link(self, address: str) -> LinkDraft:
        """Begin a link at the place that was written last."""
        offset = self._last_line.length if self._last_line is not None else 0
        link = LinkDraft(address, self._last_line, offset)
        self._page.links.append(link)
        return link

    def write(self, text: str, at: int, context: Context, bold: bool, link: LinkDraft | None) -> None:
        """Write text that is copied from offset `at` of the file."""
        if context.verbatim:
            self._write_verbatim(text, at, context, bold, link)
        elif self._draft is not None or not text.isspace():
            line = self._line(context)
            self._note_written(line, line.add(text, at, bold), link)

    def write_whole(
        self, value: str, extent: tuple[int, int], context: Context, bold: bool, link: LinkDraft | None
    ) -> None:
        """Write characters for which the range `extent` of the file stands as a whole."""
        if self._draft is not None or not value.isspace():
            line = self._line(context)
            self._note_written(line, line.add_whole(value, *extent, bold), link)

    def break_line(self, extent: tuple[int, int]) -> None:
        """Break the line; two breaks with nothing between end the paragraph, as they look."""
        draft = self._draft
        if draft is None:
            return
        if self._broken and draft.cell is None and draft.kind is not BlockKind.CODE:
            self.flush()
            return
        draft.lines.append(LineText(extent))
        self._broken = True

    def flush(self) -> None:
        """End the open block. Raises ReadError when the page has too many of them."""
        draft, self._draft, self._broken = self._draft, None, False
        if draft is None or not any(line.visible for line in draft.lines):
            return
        if draft.kind is BlockKind.LIST_ITEM and self._item is not None:
            self._item.shown = True
        self._page.drafts.append(draft)
        if len(self._page.drafts) > self._limits.max_blocks:
            raise ReadError(
                self._name, f"has more than {self._limits.max_blocks:,} blocks of text; split it into several files"
            )

    def _line(self, context: Context) -> LineText:
        """The line that text goes to, in a new block if none is open."""
        if self._draft is None:
            self._draft, self._item = _new_draft(context), context.item
        return self._draft.lines[-1]

    def _write_verbatim(self, text: str, at: int, context: Context, bold: bool, link: LinkDraft | None) -> None:
        done = 0
        for match in (*_NEWLINE.finditer(text), None):
            end = match.start() if match else len(text)
            piece = text[done:end]
            if piece and (self._draft is not None or not piece.isspace()):
                line = self._line(context)
                self._note_written(line, line.add_verbatim(piece, at + done, bold), link)
            if match:
                self.break_line((at + match.start(), at + match.end()))
                done = match.end()

    def _note_written(self, line: LineText, first: int | None, link: LinkDraft | None) -> None:
        """Stretch the open link over what was just written to the line from `first` on."""
        if first is None:
            return
        self._broken = False
        self._last_line = line
        if link is not None:
            if link.first is None:
                link.first, link.first_offset = line, first
            link.last, link.last_offset = line, line.length


def _new_draft(context: Context) -> Draft:
    """An empty block of the kind that the open elements make."""
    item = context.item
    draft = Draft(BlockKind.PARAGRAPH, cell=context.cell, in_item=item is not None, lines=[LineText()])
    if context.heading:
        draft.kind, draft.level = BlockKind.HEADING, context.heading
    elif context.caption:
        draft.kind, draft.group = BlockKind.CAPTION, context.table.group if context.table else None
    elif context.verbatim:
        draft.kind = BlockKind.CODE
    elif item is not None and not item.shown:
        draft.kind, draft.level = BlockKind.LIST_ITEM, item.depth
        draft.group, draft.ordinal = item.group, item.ordinal
    return draft
