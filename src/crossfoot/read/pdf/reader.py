"""Reads PDF files: pages to text in reading order, headings, lists and tables."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pypdfium2

from crossfoot.errors import ReadError
from crossfoot.model import Document
from crossfoot.read.assembly import assemble
from crossfoot.read.flow import Flow
from crossfoot.read.limits import Limits
from crossfoot.read.pdf.columns import regions_of
from crossfoot.read.pdf.emission import Emission
from crossfoot.read.pdf.margins import PageText, footnotes_from, set_margins_apart
from crossfoot.read.pdf.marks import PageMarks
from crossfoot.read.pdf.page_reading import marks_of
from crossfoot.read.pdf.paragraphs import TextBlock, blocks_of, is_caption, joined
from crossfoot.read.pdf.table_grid import TableBlock, continued, grid_of
from crossfoot.read.pdf.table_rows import is_contents_line, levelled, stretches_of
from crossfoot.read.pdf.words import fragments_of, rows_of, words_of

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MAX_LEVELS = 6
_UNREADABLE_SHARE, _NOTED_SHARE = 0.5, 0.01
_SCAN = "holds no text, only pictures of pages (a scan); recognise its text first, or export the report anew"


def read_pdf(data: bytes, name: str, limits: Limits) -> Document:
    """The document that a person reads on the pages of a PDF.

    Raises ReadError when it is damaged, protected, too large, a scan, or has no readable text.
    """
    pages, notes = _pages(data, name, limits)
    set_margins_apart(pages)
    body_size = _body_size(pages)
    blocks, footnotes = _blocks(pages, body_size)
    levels = _levels(blocks)
    flow = Flow(name, limits)
    turns = {page.number: (page.angle, page.width, page.height) for page in pages if page.angle}
    emission = Emission(flow, _vocabulary(pages), turns)
    for block in [*blocks, *footnotes]:
        if isinstance(block, TextBlock):
            emission.block(block, levels.get(round(block.heading, 1), 0))
        else:
            emission.table(block)
    emission.close_lists(0)
    document = assemble(flow.finish(), name, "pdf", emission.source, limits)
    return replace(document, printed=tuple(emission.printed), notes=(*document.notes, *notes, *_margin_notes(pages)))


_Block = TextBlock | TableBlock


def _pages(data: bytes, name: str, limits: Limits) -> tuple[list[PageText], list[str]]:
    """The words of all pages, and what has to be said of those that could not be read."""
    deadline = time.monotonic() + limits.max_seconds
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(name, _why_not_opened(str(error))) from error
    pages: list[PageText] = []
    counts = Counter[str]()
    try:
        if len(pdf) > limits.max_pages:
            raise ReadError(name, f"has more than {limits.max_pages:,} pages; split it, or raise --max-pages")
        for number in range(1, len(pdf) + 1):
            if time.monotonic() > deadline:
                raise ReadError(name, limits.too_slow())
            try:
                page = pdf[number - 1]
            except pypdfium2.PdfiumError:
                counts["damaged"] += 1
                continue
            marks = marks_of(page.raw, number, limits)
            page.close()
            _count(counts, marks)
            pages.append(_page_text(marks))
    finally:
        pdf.close()
    return pages, _notes(name, counts)


def _why_not_opened(said: str) -> str:
    if "assword" in said or "ecurity" in said:
        return "is protected by a password; save it without one"
    return "is damaged, or no PDF; open it in the program that it came from and export it again"


def _count(counts: Counter[str], marks: PageMarks) -> None:
    counts["glyphs"] += len(marks.glyphs)
    counts["unmapped"] += marks.unmapped
    counts["turned"] += marks.turned
    counts["pictures"] += marks.pictures
    counts["scanned"] += not marks.glyphs and marks.pictures > 0


def _notes(name: str, counts: Counter[str]) -> list[str]:
    if not counts["glyphs"]:
        if counts["unmapped"]:
            raise ReadError(name, "has fonts that do not say which letters they draw; export the report anew")
        raise ReadError(name, _SCAN if counts["pictures"] else "holds no visible text; check that it is the report")
    unmapped = counts["unmapped"] / (counts["glyphs"] + counts["unmapped"])
    if unmapped > _UNREADABLE_SHARE:
        raise ReadError(name, "has fonts that do not say which letters they draw; export the report anew")
    notes = []
    if unmapped > _NOTED_SHARE:
        notes.append(f"{counts['unmapped']:,} characters could not be read: their font does not say which they are.")
    if counts["scanned"]:
        notes.append(f"{counts['scanned']:,} pages hold only pictures; what is written in them was not checked.")
    if counts["damaged"]:
        notes.append(f"{counts['damaged']:,} pages are damaged and were not read.")
    if counts["turned"]:
        notes.append(f"{counts['turned']:,} characters that stand at an angle to the text were left out.")
    return notes


def _margin_notes(pages: Sequence[PageText]) -> list[str]:
    """The running heads that hold letters, once each."""
    said = dict.fromkeys(text for page in pages for text in page.margins if sum(map(str.isalpha, text)) > 3)
    if not said:
        return []
    shown = list(said)[:3]
    more = f" and {len(said) - len(shown):,} more" if len(said) > len(shown) else ""
    return ["Left out as running heads: " + ", ".join(f"“{text}”" for text in shown) + more + "."]


def _page_text(marks: PageMarks) -> PageText:
    fragments = fragments_of(words_of(marks.glyphs), marks.rules)
    return PageText(marks.number, marks.width, marks.height, fragments, marks.rules, [], marks.angle)


def _body_size(pages: Sequence[PageText]) -> float:
    """The size in which most letters are set."""
    sizes = Counter[float]()
    for page in pages:
        for fragment in page.fragments:
            sizes[round(fragment.size * 2) / 2] += len(fragment.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=10.0)


def _blocks(pages: Sequence[PageText], body_size: float) -> tuple[list[_Block], list[TextBlock]]:
    """The blocks of the running text, those parted by the end of a page made one, and the footnotes."""
    text: list[TextBlock] = []
    order: list[_Block] = []
    footnotes: list[TextBlock] = []
    for page in pages:
        last = order[-1] if order else None
        table = last if isinstance(last, TableBlock) and last.last_page == page.number - 1 else None
        for block, is_note in _blocks_of_page(page, body_size, table):
            if not isinstance(block, TextBlock):
                order.append(block)
            elif is_note:
                footnotes.append(block)
            else:
                text.append(block)
                order.append(block)
    kept = {id(block) for block in joined(text)}
    return [block for block in order if not isinstance(block, TextBlock) or id(block) in kept], footnotes


def _blocks_of_page(page: PageText, body_size: float, table_before: TableBlock | None) -> Iterator[tuple[_Block, bool]]:
    """The blocks of a page, each with whether it is a footnote; `table_before` ended the page before it."""
    for fragment in page.fragments:
        fragment.page = page.number
    for region in regions_of(page.fragments, page.rules):
        rows = [row for row in levelled(rows_of(region)) if not is_contents_line(row)]
        if table_before is not None:
            rows, table_before = rows[continued(table_before, rows) :], None
        if not rows:
            continue
        edges = (min(row.left for row in rows), max(row.right for row in rows))
        notes = footnotes_from(rows, body_size)
        done = 0
        for stretch in stretches_of(rows[:notes], page.rules):
            before = blocks_of(rows[done : stretch.first], page.number, body_size, edges)
            table = rows[stretch.first : stretch.last]
            caption = before.pop() if before and is_caption(before[-1], table[0]) else None
            for block in before:
                yield block, False
            yield TableBlock(*grid_of(table, page.rules), page.number, caption), False
            done = stretch.last
        for block in blocks_of(rows[done:notes], page.number, body_size, edges):
            yield block, False
        for block in blocks_of(rows[notes:], page.number, body_size, edges):
            yield block, True


def _levels(blocks: Sequence[_Block]) -> dict[float, int]:
    """The level of each size that headings are set in, the largest first."""
    sizes = sorted({round(block.heading, 1) for block in blocks if isinstance(block, TextBlock) and block.heading})
    return {size: min(level, _MAX_LEVELS) for level, size in enumerate(reversed(sizes), 1)}


def _vocabulary(pages: Sequence[PageText]) -> frozenset[str]:
    """All words that stand inside a line, in lower case, compounds with their hyphens."""
    return frozenset(
        found.group().lower()
        for page in pages
        for fragment in page.fragments
        for word in fragment.words[1:-1]
        for found in _WORD.finditer(word.text)
    )
