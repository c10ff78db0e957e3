"""Writes a report that was read in one format in all others, as their programs would."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from crossfoot.model import Block, BlockKind, Document, Table

from office_files import item, paragraph, text_run, word_file
from pdf_files import HEIGHT, PdfPage, pdf_file

_BOLD_LINE = 7
_LETTERS = 84
_COLUMN_LETTERS, _COLUMN_STEP = 40, 280.0
_SIZES = {1: 20.0, 2: 16.0, 3: 14.0, 4: 13.0, 5: 12.5, 6: 12.0}


@dataclass(frozen=True)
class Part:
    """A block of text, or a table as rows of (text, is head) with its caption."""

    kind: str
    text: str = ""
    level: int = 0
    ordinal: int | None = None
    rows: tuple[tuple[tuple[str, bool], ...], ...] = ()


def parts_of(document: Document) -> Iterator[Part]:
    """The blocks of a document, each table as one part; line breaks show as spaces."""
    tables = {table.group: table for table in document.tables}
    for block in document.blocks:
        words = " ".join(document.text[block.span.start : block.span.end].split())
        if block.group in tables and block.kind in {BlockKind.TABLE_CELL, BlockKind.CAPTION}:
            table = tables.pop(block.group)
            yield Part("table", _caption(document, table), rows=_rows(document, table))
        elif block.kind is BlockKind.HEADING:
            yield Part("bold" if block.level == _BOLD_LINE else "heading", words, block.level)
        elif block.kind is BlockKind.LIST_ITEM:
            yield Part("item", words, block.level, block.ordinal)
        elif not _is_in_table(document, block):
            yield Part("paragraph", words)


def _is_in_table(document: Document, block: Block) -> bool:
    return block.kind in {BlockKind.TABLE_CELL, BlockKind.CAPTION} and any(
        block.group == table.group for table in document.tables
    )


def _caption(document: Document, table: Table) -> str:
    return "" if table.caption is None else document.text[table.caption.start : table.caption.end]


def _rows(document: Document, table: Table) -> tuple[tuple[tuple[str, bool], ...], ...]:
    return tuple(
        tuple(
            ("", False)
            if cell is None
            else (" ".join(document.text[cell.span.start : cell.span.end].split()), cell.header)
            for cell in row
        )
        for row in table.rows
    )


def as_html(parts: list[Part]) -> bytes:
    """The report as an HTML page."""
    out = ["<html><body>"]
    depth = 0
    for part in [*parts, Part("end")]:
        words = escape(part.text)
        level = max(1, part.level) if part.kind == "item" else 0
        out.append("<ul>" * (level - depth) + "</ul>" * (depth - level))
        depth = level
        if part.kind == "heading":
            out.append(f"<h{part.level}>{words}</h{part.level}>")
        elif part.kind == "item":
            out.append(f"<li>{words}")
        elif part.kind == "table":
            rows = [
                "<tr>" + "".join(f"<{'th' if head else 'td'}>{escape(cell)}" for cell, head in row) for row in part.rows
            ]
            caption = f"<caption>{words}</caption>" if words else ""
            out.append(f"<table>{caption}{''.join(rows)}</table>")
        else:
            out.append(f"<p><b>{words}</b></p>" if part.kind == "bold" else f"<p>{words}</p>")
    return "\n".join(out).encode()


def as_markdown(parts: list[Part]) -> bytes:
    """The report as Markdown."""
    out = []
    for last, part in zip([None, *parts], parts, strict=False):
        words = part.text.replace("*", r"\*").replace("_", r"\_")
        if part.kind == "heading":
            out.append(f"\n{'#' * part.level} {words}\n")
        elif part.kind == "item":
            if last is None or last.kind != "item":
                out.append("")
            out.append(f"{'  ' * (part.level - 1)}- {words}")
        elif part.kind == "table":
            lines = [f"| {' | '.join(cell for cell, _ in row)} |" for row in part.rows]
            lines.insert(1, f"|{'---|' * len(part.rows[0])}")
            out.append(f"\n{words}\n" if words else "")
            out.append("\n".join(lines) + "\n")
        else:
            out.append(f"\n**{words}**\n" if part.kind == "bold" else f"\n{words}\n")
    return "\n".join(out).encode()


def as_text(parts: list[Part]) -> bytes:
    """The report as plain text."""
    out = []
    for last, part in zip([None, *parts], parts, strict=False):
        if part.kind == "item":
            lead = "" if last is not None and last.kind == "item" else "\n"
            out.append(f"{lead}{'  ' * (part.level - 1)}- {part.text}")
        elif part.kind == "table":
            out.append(f"\n{part.text}\n" if part.text else "")
            out.append("\n".join(_aligned(part)) + "\n")
        else:
            out.append(f"\n{part.text}\n")
    return "\n".join(out).encode()


def _aligned(part: Part) -> list[str]:
    """The rows of a table with their columns below each other."""
    widths = [max(len(row[number][0]) for row in part.rows) for number in range(len(part.rows[0]))]
    return ["   ".join(cell.ljust(width) for (cell, _), width in zip(row, widths, strict=True)) for row in part.rows]


def as_word(parts: list[Part]) -> bytes:
    """The report as a Word file."""
    body = []
    for part in parts:
        words = escape(part.text)
        if part.kind == "heading":
            outline = f'<w:outlineLvl w:val="{part.level - 1}"/>'
            body.append(paragraph(words, style=f"Level{part.level}", properties=outline))
        elif part.kind == "item":
            body.append(item(words, level=part.level - 1))
        elif part.kind == "table":
            if words:
                body.append(paragraph(words))
            body.append(_word_table(part))
        else:
            body.append(paragraph(text_run(words, "<w:b/>") if part.kind == "bold" else words))
    return word_file("".join(body))


def _word_table(part: Part) -> str:
    rows = []
    for row in part.rows:
        head = "<w:tblHeader/>" if any(is_head for _, is_head in row) else ""
        cells = "".join(f"<w:tc>{paragraph(escape(cell))}</w:tc>" for cell, _ in row)
        rows.append(f"<w:tr><w:trPr>{head}</w:trPr>{cells}</w:tr>")
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


class _Typesetter:
    """Sets lines on pages, in one or two columns."""

    def __init__(self, columns: int) -> None:
        self.pages = [PdfPage()]
        self.letters = _LETTERS if columns == 1 else _COLUMN_LETTERS
        self._columns, self._column = columns, 0
        self._y = 70.0

    def line(self, text: str, size: float = 10, bold: bool = False, x: float = 0) -> None:
        """Set one line below the last."""
        if self._y > HEIGHT - 80:
            self._y = 70.0
            self._column = (self._column + 1) % self._columns
            if self._column == 0:
                self.pages.append(PdfPage())
        self._y += 1.3 * size
        if text.strip():
            self.pages[-1].text(40 + x + _COLUMN_STEP * self._column, self._y, text, size, bold)

    def wrapped(self, text: str, size: float = 10, bold: bool = False, lead: str = "") -> None:
        """Set a text over as many lines as it takes; `lead` stands before the first."""
        letters = int(self.letters * 10 / size) - len(lead)
        for number, line in enumerate(textwrap.wrap(text, letters, break_long_words=False) or [""]):
            shown = lead + line if number == 0 else " " * len(lead) + line
            indent = (len(shown) - len(shown.lstrip())) * 0.6 * size
            self.line(shown.lstrip(), size, bold, indent)

    def gap(self) -> None:
        """Leave some room."""
        self._y += 7


def as_pdf(parts: list[Part], columns: int = 1) -> bytes:
    """The report as a PDF."""
    setter = _Typesetter(columns)
    last = None
    for part in parts:
        if part.kind != "item" or last != "item":
            setter.gap()
        if part.kind == "heading":
            setter.wrapped(part.text, _SIZES[part.level], bold=True)
        elif part.kind == "item":
            setter.wrapped(part.text, lead="  " * (part.level - 1) + "• ")
        elif part.kind == "table":
            if part.text:
                setter.wrapped(part.text)
            for line in _aligned(part):
                setter.line(line)
        else:
            setter.wrapped(part.text, bold=part.kind == "bold")
        last = part.kind
    return pdf_file(setter.pages)


def as_pdf_in_columns(parts: list[Part]) -> bytes:
    """The report as a PDF in two columns."""
    return as_pdf(parts, columns=2)


FORMATS: Mapping[str, Callable[[list[Part]], bytes]] = {
    "html": as_html,
    "md": as_markdown,
    "txt": as_text,
    "docx": as_word,
    "pdf": as_pdf,
}
