"""Reads presentations (PPTX): the text of each slide in order, titles as headings, bullets as lists, tables."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from crossfoot.errors import ReadError
from crossfoot.model import Document
from crossfoot.read.limits import Limits
from crossfoot.read.office.extraction import Extraction
from crossfoot.read.office.package import Package, attribute, child, local

_TITLES = frozenset({"title", "ctrTitle"})
_LEFT_OUT = frozenset({"sldNum", "ftr", "dt", "hdr"})


def read_slides(package: Package, limits: Limits) -> Document:
    """The document of a presentation. Speaker's notes are no part of it.

    Raises ReadError where the file is damaged or holds no text.
    """
    main = next(iter(package.related("", "officeDocument")), "ppt/presentation.xml")
    root = package.root(main)
    if root is None:
        raise ReadError(package.name, "holds no presentation; save it again as PPTX")
    reader = _SlideReader(package.name, limits)
    relations = package.relations(main)
    listed = child(root, "sldIdLst")
    identities = [_relation_id(each) for each in ([] if listed is None else listed)]
    parts = [relations[name][1] for name in identities if name in relations]
    for number, part in enumerate(parts, 1):
        slide = package.root(part)
        if slide is not None:
            reader.read(part, slide, f"slide {number}")
    return reader.extraction.document("pptx")


def _is_item(shape: etree._Element, properties: etree._Element | None) -> bool:
    """Whether a paragraph has a bullet: its own, or that of the body of a slide."""
    if child(properties, "buNone") is not None:
        return False
    in_body = _is_placeholder(shape) and _kind(shape) in {"body", "obj", ""}
    return in_body or child(properties, "buChar") is not None or child(properties, "buAutoNum") is not None


def _level(properties: etree._Element | None) -> int:
    level = attribute(properties, "lvl") or "0"
    return min(int(level), 8) + 1 if level.isascii() and level.isdigit() and len(level) < 4 else 1


def _relation_id(element: etree._Element) -> str:
    """The relation that a slide is reached by: the `id` of the relationships' namespace, not its own number."""
    return next((str(value) for key, value in element.attrib.items() if "relationships}id" in str(key)), "")


class _SlideReader:
    def __init__(self, name: str, limits: Limits) -> None:
        self.extraction = Extraction(name, limits)

    def read(self, part: str, slide: etree._Element, label: str) -> None:
        """Read one slide: its title first, wherever it stands in the file."""
        self._part, self._label = part, label
        self._runs = {element: number for number, element in enumerate(slide.iter("{*}t"))}
        self._paragraphs = {element: number for number, element in enumerate(slide.iter("{*}p"))}
        tree = child(slide, "cSld", "spTree")
        shapes = list(_shapes(tree)) if tree is not None else []
        for shape in sorted(shapes, key=lambda shape: _kind(shape) not in _TITLES):
            if local(shape) == "graphicFrame":
                for table in shape.iter("{*}tbl"):
                    self._table(table)
            elif _kind(shape) not in _LEFT_OUT:
                self._shape(shape)

    def _shape(self, shape: etree._Element) -> None:
        kind, body = _kind(shape), child(shape, "txBody")
        flow = self.extraction.flow
        depth = 0
        for paragraph in () if body is None else body:
            if local(paragraph) != "p" or not any(True for _ in paragraph.iter("{*}t")):
                continue
            properties = child(paragraph, "pPr")
            level = _level(properties) if _is_item(shape, properties) else 0
            while depth > level:
                flow.end("ul")
                depth -= 1
            while depth < level:
                flow.start("ul")
                depth += 1
            name = "li" if level else "h2" if kind in _TITLES else "p"
            flow.start(name)
            self._paragraph(paragraph)
            if not level:
                flow.end(name)
        for _ in range(depth):
            flow.end("ul")

    def _paragraph(self, paragraph: etree._Element) -> None:
        number = self._paragraphs.get(paragraph, 0)
        for each in paragraph:
            name = local(each)
            if name in {"r", "fld"}:
                text = child(each, "t")
                if text is not None:
                    run = self._runs.get(text, 0)
                    self.extraction.text(text.text or "", self._part, number, run, self._label)
            elif name == "br":
                self.extraction.line_break()
        self.extraction.end_paragraph()

    def _table(self, table: etree._Element) -> None:
        flow = self.extraction.flow
        flow.start("table")
        head = attribute(child(table, "tblPr"), "firstRow") in {"1", "true"}
        for number, row in enumerate(each for each in table if local(each) == "tr"):
            flow.start("tr")
            for cell in row:
                covered = attribute(cell, "hMerge") or attribute(cell, "vMerge")
                if local(cell) != "tc" or covered in {"1", "true"}:
                    continue
                name = "th" if head and number == 0 else "td"
                spans = {"colspan": attribute(cell, "gridSpan") or "1", "rowspan": attribute(cell, "rowSpan") or "1"}
                flow.start(name, spans)
                body = child(cell, "txBody")
                for paragraph in [] if body is None else body:
                    if local(paragraph) == "p":
                        flow.start("p")
                        self._paragraph(paragraph)
                        flow.end("p")
                flow.end(name)
            flow.end("tr")
        flow.end("table")


def _shapes(container: etree._Element) -> Iterator[etree._Element]:
    """All shapes with text and all frames, those of groups included."""
    for each in container:
        if local(each) in {"sp", "graphicFrame"}:
            yield each
        elif local(each) == "grpSp":
            yield from _shapes(each)


def _placeholder(shape: etree._Element) -> etree._Element | None:
    return next((child(each, "nvPr", "ph") for each in shape if local(each).startswith("nv")), None)


def _is_placeholder(shape: etree._Element) -> bool:
    return _placeholder(shape) is not None


def _kind(shape: etree._Element) -> str:
    """The kind of placeholder that a shape fills; empty for a body and for a box of its own."""
    return attribute(_placeholder(shape), "type") or ""
