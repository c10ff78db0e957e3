"""Makes small PDF files for tests: words at places, rules, pictures, in Courier (each letter 0.6 of its size)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 600.0, 800.0
LETTER = 0.6


@dataclass
class PdfPage:
    """A page in the making; all coordinates in points from its left and upper edge."""

    content: list[str] = field(default_factory=list)
    turn: int = 0

    def text(self, x: float, y: float, text: str, size: float = 10, bold: bool = False, angle: int = 0) -> PdfPage:
        """Write a line with its baseline at `y`; `angle` 90 writes upwards."""
        turned = "0 1 -1 0" if angle == 90 else "1 0 0 1"
        codes = text.encode("utf-16-be").hex().upper()
        font = "F2" if bold else "F1"
        self.content.append(f"BT /{font} {size} Tf {turned} {x} {HEIGHT - y} Tm <{codes}> Tj ET")
        return self

    def lines(self, x: float, y: float, lines: Sequence[str], size: float = 10, step: float = 13) -> PdfPage:
        """Write lines below each other."""
        for number, line in enumerate(lines):
            self.text(x, y + step * number, line, size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> PdfPage:
        """Draw a straight line."""
        self.content.append(f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def picture(self) -> PdfPage:
        """Draw a picture over the page."""
        self.content.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I1 Do Q")
        return self


def pdf_file(pages: Sequence[PdfPage], mapped: bool = True, trailer: str = "") -> bytes:
    """A PDF of the pages; `mapped` false leaves out what says which letters the glyphs are."""
    count = len(pages)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{10 + 2 * n} 0 R' for n in range(count))}] >>",
        _font("Courier", mapped),
        _font("Courier-Bold", mapped),
        _stream(_character_map()),
        _descendant("Courier"),
        _descendant("Courier-Bold"),
        _stream(
            "\x00", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        ),
        "<< /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /I1 8 0 R >> >>",
    ]
    for number, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {page.turn} "
            f"/Resources 9 0 R /Contents {11 + 2 * number} 0 R >>"
        )
        objects.append(_stream("\n".join(page.content)))
    return _assembled(objects, trailer)


def _font(name: str, mapped: bool) -> str:
    descendant = 6 if name == "Courier" else 7
    unicode = "/ToUnicode 5 0 R " if mapped else ""
    return (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H {unicode}"
        f"/DescendantFonts [{descendant} 0 R] >>"
    )


def _descendant(name: str) -> str:
    return (
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /DW 600 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor << /Type /FontDescriptor /FontName /{name} /Flags 4 /Ascent 750 /Descent -250 "
        "/CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 -250 600 750] >> >>"
    )


def _character_map() -> str:
    """Every code is the character of that number."""
    ranges = "\n".join(
        f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256) if not 0xD8 <= high < 0xE0
    )
    blocks, lines = [], ranges.split("\n")
    for start in range(0, len(lines), 100):
        part = lines[start : start + 100]
        blocks.append(f"{len(part)} beginbfrange\n" + "\n".join(part) + "\nendbfrange")
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + "\n".join(blocks) + "\nendcmap end end"
    )


def _stream(content: str, entries: str = "") -> str:
    return f"<< {entries} /Length {len(content)} >>\nstream\n{content}\nendstream"


def _assembled(objects: Sequence[str], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode(
        "latin-1"
    )
    return bytes(out)
