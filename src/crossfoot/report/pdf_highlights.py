"""Findings as highlights with notes inside the PDF that was checked; nothing of its pages changes.

The copy is the original, byte for byte, with the annotations appended (an incremental update).
"""

from __future__ import annotations

import ctypes
import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium

from crossfoot.engine import Report
from crossfoot.errors import ReadError
from crossfoot.model import Box, Severity
from crossfoot.read.limits import Limits
from crossfoot.read.origin import boxes_of
from crossfoot.read.pdf.page_reading import edges_of
from crossfoot.report.note import AUTHOR, note_key, note_lines

_COLOURS = {Severity.ERROR: (255, 128, 128), Severity.WARNING: (255, 204, 102), Severity.NOTE: (153, 204, 255)}
_OPACITY = 160
_IDENTIFIER = re.compile(rb"/ID\s*\[[^\]]*\]")
_HEX = re.compile(rb"<([0-9A-Fa-f]{16,64})>")


@dataclass(frozen=True, slots=True)
class _Note:
    """A highlight: the boxes on one page, what the note says, and the name that tells it from all others."""

    boxes: tuple[Box, ...]
    severity: Severity
    lines: list[str]
    name: str


def with_highlights(report: Report, data: bytes, limits: Limits) -> bytes:
    """The PDF `data`, with a highlight and a note at every place of every finding of its report.

    A highlight that stands there from an earlier run is not written again. Raises ReadError where the
    file cannot be opened.
    """
    by_page = _notes(report)
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(report.path, f"cannot be opened to write the findings into it: {error}") from error
    written = 0
    try:
        for number, notes in sorted(by_page.items()):
            page = pdf[number - 1]
            there = _names_on(page.raw)
            for note in notes:
                if note.name not in there:
                    _write(page.raw, note)
                    written += 1
            page.close()
        out = BytesIO()
        if written:
            pdf.save(out, flags=pdfium.FPDF_INCREMENTAL)
    finally:
        pdf.close()
    return _with_fixed_identifier(data, out.getvalue()) if written else data


def _with_fixed_identifier(before: bytes, after: bytes) -> bytes:
    """The file with an identifier that its content decides; the library draws a new one by lot each time."""
    found = list(_IDENTIFIER.finditer(after, len(before)))
    if not found:
        return after
    start, end = found[-1].span()
    drawn = [part for part in _HEX.findall(after[start:end]) if part not in before]
    content = after[:start]
    for number, part in enumerate(drawn):
        made = hashlib.sha256(content + bytes([number])).hexdigest().upper().encode()[: len(part)]
        after = after[:start] + after[start:end].replace(part, made) + after[end:]
    return after


def _notes(report: Report) -> dict[int, list[_Note]]:
    """The highlights of each page; words that run over a page's end have one on either."""
    by_page: defaultdict[int, list[_Note]] = defaultdict(list)
    for finding in report.findings:
        for number, evidence in enumerate(finding.evidence):
            boxes = boxes_of(report.document, evidence.span)
            lines = note_lines(report.document, finding, number)
            for page in dict.fromkeys(box.page for box in boxes):
                here = tuple(box for box in boxes if box.page == page)
                by_page[page].append(_Note(here, finding.severity, lines, note_key(finding, number)))
    return by_page


def _names_on(page: pdfium.FPDF_PAGE) -> set[str]:
    """The names of our highlights that a page has already."""
    names = set()
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation and _string(annotation, b"T") == AUTHOR:
            names.add(_string(annotation, b"NM"))
        if annotation:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return names


def _string(annotation: pdfium.FPDF_ANNOTATION, key: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(max(2, length))
    pdfium.FPDFAnnot_GetStringValue(
        annotation, key, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), len(buffer)
    )
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace")


def _write(page: pdfium.FPDF_PAGE, note: _Note) -> None:
    annotation = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_HIGHLIGHT)
    place = _placement(page)
    corners = [_quad(box, place) for box in note.boxes]
    for quad in corners:
        pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, quad)
    xs = [x for quad in corners for x in (quad.x1, quad.x2, quad.x3, quad.x4)]
    ys = [y for quad in corners for y in (quad.y1, quad.y2, quad.y3, quad.y4)]
    pdfium.FPDFAnnot_SetRect(annotation, pdfium.FS_RECTF(min(xs), max(ys), max(xs), min(ys)))
    pdfium.FPDFAnnot_SetColor(annotation, pdfium.FPDFANNOT_COLORTYPE_Color, *_COLOURS[note.severity], _OPACITY)
    for key, text in ((b"T", AUTHOR), (b"NM", note.name), (b"Contents", "\n".join(note.lines))):
        encoded = (text + "\0").encode("utf-16-le")
        buffer = ctypes.create_string_buffer(encoded, len(encoded))
        pdfium.FPDFAnnot_SetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)))
    pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_PRINT)
    pdfium.FPDFPage_CloseAnnot(annotation)


def _placement(page: pdfium.FPDF_PAGE) -> Callable[[float, float], tuple[float, float]]:
    """From the coordinates of the page as shown to those of the PDF."""
    x0, y0, x1, y1 = edges_of(page)
    ways: Sequence[Callable[[float, float], tuple[float, float]]] = (
        lambda x, y: (x0 + x, y1 - y),
        lambda x, y: (x0 + y, y0 + x),
        lambda x, y: (x1 - x, y0 + y),
        lambda x, y: (x1 - y, y1 - x),
    )
    turn: int = pdfium.FPDFPage_GetRotation(page) % 4
    return ways[turn]


def _quad(box: Box, place: Callable[[float, float], tuple[float, float]]) -> pdfium.FS_QUADPOINTSF:
    """Upper left, upper right, lower left, lower right, as the words are read."""
    points = [(box.left, box.top), (box.right, box.top), (box.left, box.bottom), (box.right, box.bottom)]
    return pdfium.FS_QUADPOINTSF(*(value for point in points for value in place(*point)))
