"""Takes glyphs and ruled lines off the pages of a PDF through PDFium's text layer.

PDFium (BSD/Apache licence) was taken over pure Python parsers for its speed, and because it is the
engine of a browser: hostile files are its daily bread.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2.raw as pdfium

from crossfoot.read.limits import Limits
from crossfoot.read.pdf.marks import Glyph, PageMarks, Rule, turned

_Point = tuple[float, float]
_BOLD_WEIGHT = 600
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_HYPHEN = "\x02"  # what PDFium gives for the hyphen at the end of a line
_SPACE, _FIRST_HALF = 32, -1
_WIDEST = 1.5  # em; a dash takes one
_GAPS = frozenset({_SPACE, 10, 13})  # what PDFium adds between words and lines
_NO_CHARACTER = frozenset({0, 0xFFFE, 0xFFFF, 0xFFFD})
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "•", "\uf02d": "–", "\ue00c": "•", "\uf076": "•"}
_THIN, _SHORTEST = 2.0, 4.0
_MAX_SEGMENTS, _MAX_DEPTH = 400, 8
_NAME_LENGTH = 256


def marks_of(page: pdfium.FPDF_PAGE, number: int, limits: Limits) -> PageMarks:
    """The glyphs and rules of an open page."""
    place, width, height = _placement(page)
    marks = PageMarks(number, width, height)
    text = pdfium.FPDFText_LoadPage(page)
    try:
        _GlyphReader(text, marks, place, limits).read()
    finally:
        pdfium.FPDFText_ClosePage(text)
    _RuleReader(marks, place, limits).read(page)
    marks.rules = [] if marks.angle else joined_rules(marks.rules)
    return marks


def joined_rules(rules: Iterable[Rule]) -> list[Rule]:
    """The rules, with those that touch end to end made one: many programs draw one for each cell."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.level, round(rule.at), rule.low)):
        last = joined[-1] if joined else None
        same = last is not None and last.level == rule.level and abs(last.at - rule.at) <= 1
        if last is not None and same and rule.low <= last.high + 1:
            joined[-1] = replace(last, high=max(last.high, rule.high))
        else:
            joined.append(rule)
    return joined


def edges_of(page: pdfium.FPDF_PAGE) -> tuple[float, float, float, float]:
    """Left, bottom, right and upper edge of the part of a page that is shown, in PDF coordinates."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPage_GetCropBox(page, left, bottom, right, top) and not pdfium.FPDFPage_GetMediaBox(
        page, left, bottom, right, top
    ):
        return 0.0, 0.0, pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    x0, x1 = sorted((left.value, right.value))
    y0, y1 = sorted((bottom.value, top.value))
    return x0, y0, x1, y1


def _placement(page: pdfium.FPDF_PAGE) -> tuple[Callable[[float, float], _Point], float, float]:
    """From PDF coordinates to those of the page as shown (turned and cropped), and its size."""
    x0, y0, x1, y1 = edges_of(page)
    turn = pdfium.FPDFPage_GetRotation(page) % 4
    ways: dict[int, Callable[[float, float], _Point]] = {
        0: lambda x, y: (x - x0, y1 - y),
        1: lambda x, y: (y - y0, x - x0),
        2: lambda x, y: (x1 - x, y - y0),
        3: lambda x, y: (y1 - y, x1 - x),
    }
    width, height = x1 - x0, y1 - y0
    return ways[turn], *((width, height) if turn % 2 == 0 else (height, width))


@dataclass(frozen=True, slots=True)
class _Font:
    """How text is set: its size as drawn, its quarter turns, and whether some letters may be unknown."""

    size: float
    bold: bool
    angle: int
    doubtful: bool


_NO_FONT = _Font(10.0, False, 0, False)


class _GlyphReader:
    """Reads the glyphs of one page. Every call into the library costs, so it asks no more than it must."""

    def __init__(
        self, text: pdfium.FPDF_TEXTPAGE, marks: PageMarks, place: Callable[[float, float], _Point], limits: Limits
    ) -> None:
        self._text, self._marks, self._place = text, marks, place
        self._most = limits.max_page_marks
        self._fonts: dict[int, _Font] = {}

    def read(self) -> None:
        """Add the glyphs that stand as most of the page's do; a page whose text lies on its side is turned."""
        text, place = self._text, self._place
        found: list[Glyph] = []
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        font, last_x, last_y = _NO_FONT, 0.0, 0.0
        last_left, last_right, alike = 0.0, 0.0, 0
        for index, code, begins in self._characters():
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            # A raised mark may follow without a space; it stands on another line.
            if begins or (x.value != last_x and y.value != last_y):
                font = self._font(index)
            last_x, last_y = x.value, y.value
            if code in _NO_CHARACTER or (font.doubtful and pdfium.FPDFText_HasUnicodeMapError(text, index) == 1):
                self._marks.unmapped += 1
                continue
            if not pdfium.FPDFText_GetLooseCharBox(text, index, box):
                continue
            if box.right - box.left > _WIDEST * font.size and font.angle % 2 == 0:
                self._tighten(index, box)
            if not math.isfinite(box.left + box.right + box.top + box.bottom + x.value + y.value):
                continue
            one, other = place(box.left, box.top), place(box.right, box.bottom)
            left, right = (one[0], other[0]) if one[0] <= other[0] else (other[0], one[0])
            top, bottom = (one[1], other[1]) if one[1] <= other[1] else (other[1], one[1])
            baseline = place(x.value, y.value)[1 - font.angle % 2]
            # Several letters that stand at one place are one glyph: a ligature.
            is_same = found and left == last_left and right == last_right and baseline == found[-1].baseline
            alike = alike if is_same and code > _SPACE else len(found)
            last_left, last_right = left, right
            for letter in _shown(chr(code)):
                found.append(Glyph(letter, left, top, right, bottom, baseline, font.size, font.bold, font.angle))
            if len(found) - alike > 1:
                _set_side_by_side(found[alike:], (left, top, right, bottom), font.angle)
        self._keep(found)

    def _tighten(self, index: int, box: pdfium.FS_RECTF) -> None:
        """Take a gap out of a glyph's box that the file sets with the glyph (a jump to the next column)."""
        edges = [ctypes.c_double() for _ in range(4)]
        if pdfium.FPDFText_GetCharBox(self._text, index, *edges):
            box.left, box.right = edges[0].value, edges[1].value

    def _characters(self) -> Iterator[tuple[int, int, bool]]:
        """Index and code of each character that is drawn, and whether a word may begin with it."""
        text, begins = self._text, True
        for index in range(min(pdfium.FPDFText_CountChars(text), self._most)):
            code = pdfium.FPDFText_GetUnicode(text, index)
            if code in _GAPS and pdfium.FPDFText_IsGenerated(text, index) == 1:
                begins = True
                continue
            if 0xD800 <= code < 0xE000:
                code = self._paired(code, index)
                if code == _FIRST_HALF:
                    continue
            yield index, code, begins or code == _SPACE
            begins = code == _SPACE

    def _paired(self, code: int, index: int) -> int:
        """The character that two halves of a pair (UTF-16) make: at the second half, 0 for a half alone."""
        if code < 0xDC00:
            following = pdfium.FPDFText_GetUnicode(self._text, index + 1)
            return _FIRST_HALF if 0xDC00 <= following < 0xE000 else 0
        before = pdfium.FPDFText_GetUnicode(self._text, index - 1) if index else 0
        return 0x10000 + ((before - 0xD800) << 10) + (code - 0xDC00) if 0xD800 <= before < 0xDC00 else 0

    def _keep(self, found: list[Glyph]) -> None:
        """Keep what is seen (not what stands beside the page) and stands as most of the text does."""
        marks, width, height = self._marks, self._marks.width, self._marks.height
        seen = [g for g in found if g.right > 0 and g.left < width and g.bottom > 0 and g.top < height]
        angles = Counter(glyph.angle for glyph in seen if glyph.character != " ")
        main = angles.most_common(1)[0][0] if angles else 0
        marks.turned = sum(number for angle, number in angles.items() if angle != main)
        kept = [glyph for glyph in seen if glyph.angle == main] if len(angles) > 1 else seen
        marks.angle = main
        marks.glyphs = [_laid_down(glyph, main, width, height) for glyph in kept] if main else kept

    def _font(self, index: int) -> _Font:
        """How the text object that a glyph belongs to is set."""
        handle = pdfium.FPDFText_GetTextObject(self._text, index)
        key = ctypes.cast(handle, ctypes.c_void_p).value or -1
        found = self._fonts.get(key)
        if found is None:
            matrix = pdfium.FS_MATRIX()
            scale, angle = 1.0, 0
            if pdfium.FPDFText_GetMatrix(self._text, index, matrix):
                scale = math.hypot(matrix.c, matrix.d) or 1.0
                origin, ahead = self._place(0.0, 0.0), self._place(matrix.a, matrix.b)
                angle = round(math.atan2(ahead[1] - origin[1], ahead[0] - origin[0]) / (math.pi / 2)) % 4
            size = abs(pdfium.FPDFText_GetFontSize(self._text, index) * scale)
            doubtful = pdfium.FPDFText_HasUnicodeMapError(self._text, index) == 1
            found = _Font(size if 0.1 < size < 2000 else 10.0, self._is_bold(index), angle, doubtful)
            self._fonts[key] = found
        return found

    def _is_bold(self, index: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self._text, index) >= _BOLD_WEIGHT:
            return True
        name, flags = ctypes.create_string_buffer(_NAME_LENGTH), ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self._text, index, name, _NAME_LENGTH, flags)
        said = name.value.decode("utf-8", "replace").lower()
        return any(word in said for word in _BOLD_NAMES)


def _shown(character: str) -> str:
    """The letters that a character stands for: a ligature's, a symbol font's bullet, a plain hyphen."""
    if character == _HYPHEN:
        return "-"
    if character in _BULLETS:
        return _BULLETS[character]
    if "\ufb00" <= character <= "\ufb06":
        return unicodedata.normalize("NFKC", character)
    return " " if character in "\r\n\t\x00" else character


def _set_side_by_side(glyphs: Sequence[Glyph], box: tuple[float, float, float, float], angle: int) -> None:
    """Give each letter of a ligature its part of the box, in the direction of the text."""
    left, top, right, bottom = box
    number = len(glyphs)
    for place, glyph in enumerate(glyphs):
        place = place if angle in {0, 1} else number - 1 - place
        if angle % 2:
            step = (bottom - top) / number
            glyph.top, glyph.bottom = top + step * place, top + step * (place + 1)
        else:
            step = (right - left) / number
            glyph.left, glyph.right = left + step * place, left + step * (place + 1)


def _laid_down(glyph: Glyph, angle: int, width: float, height: float) -> Glyph:
    """A glyph of a page whose text lies on its side, as if the page were turned to read it."""
    box = (glyph.left, glyph.top, glyph.right, glyph.bottom)
    left, top, right, bottom = turned(box, -angle, width, height)
    baseline = {1: width - glyph.baseline, 2: height - glyph.baseline, 3: glyph.baseline}[angle]
    return Glyph(glyph.character, left, top, right, bottom, baseline, glyph.size, glyph.bold)


class _RuleReader:
    def __init__(self, marks: PageMarks, place: Callable[[float, float], _Point], limits: Limits) -> None:
        self._marks, self._place, self._left = marks, place, limits.max_page_marks

    def read(self, page: pdfium.FPDF_PAGE) -> None:
        """Add the straight lines and the edges of boxes that the page draws, nested drawings included."""
        for index in range(min(pdfium.FPDFPage_CountObjects(page), self._left)):
            self._object(pdfium.FPDFPage_GetObject(page, index), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)

    def _object(self, item: pdfium.FPDF_PAGEOBJECT, outer: tuple[float, ...], depth: int) -> None:
        self._left -= 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if self._left < 0:
            return
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._marks.pictures += 1
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = _combined(_matrix_of(item), outer)
            for index in range(min(pdfium.FPDFFormObj_CountObjects(item), max(0, self._left))):
                self._object(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(item, _combined(_matrix_of(item), outer))

    def _path(self, item: pdfium.FPDF_PAGEOBJECT, matrix: tuple[float, ...]) -> None:
        count = pdfium.FPDFPath_CountSegments(item)
        if not 0 < count <= _MAX_SEGMENTS:
            return
        x, y = ctypes.c_float(), ctypes.c_float()
        first = last = (0.0, 0.0)
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(item, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            a, b, c, d, e, f = matrix
            point = self._place(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                first = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                self._line(last, point)
            if pdfium.FPDFPathSegment_GetClose(segment):
                self._line(point, first)
            last = point

    def _line(self, one: _Point, other: _Point) -> None:
        wide, high = abs(one[0] - other[0]), abs(one[1] - other[1])
        if not (math.isfinite(wide) and math.isfinite(high)):
            return
        if high <= _THIN and wide >= _SHORTEST:
            low, far = sorted((one[0], other[0]))
            self._marks.rules.append(Rule(True, (one[1] + other[1]) / 2, low, far))
        elif wide <= _THIN and high >= _SHORTEST:
            low, far = sorted((one[1], other[1]))
            self._marks.rules.append(Rule(False, (one[0] + other[0]) / 2, low, far))


def _matrix_of(item: pdfium.FPDF_PAGEOBJECT) -> tuple[float, ...]:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _combined(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    """First the inner, then the outer transformation."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
