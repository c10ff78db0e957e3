"""Reads Word files (DOCX): the report as it stands once every tracked change is accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from crossfoot.errors import ReadError
from crossfoot.model import Document, Remark
from crossfoot.read.limits import Limits
from crossfoot.read.office.extraction import Extraction
from crossfoot.read.office.package import Package, attribute, child, local
from crossfoot.read.office.word_paragraph import COMMENT_ENDS, ParagraphText, is_deleted
from crossfoot.read.office.word_styles import Numbering, Styles, numbering_of, outline_level
from crossfoot.read.office.word_tables import rows_of
from crossfoot.read.remarks import ADDRESS

_TRANSPARENT = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "AlternateContent", "Choice"})
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read_word(package: Package, limits: Limits) -> Document:
    """The document of a Word file: body, then footnotes, endnotes, headers and footers, each once.

    Raises ReadError where the file is damaged or holds no text.
    """
    main, root = main_part(package)
    reader = _WordReader(package, main, limits)
    reader.read_part(main, root, "")
    for kind, noun in _NOTES.items():
        for part in package.related(main, kind):
            reader.read_notes(part, noun)
    for kind in ("header", "footer"):
        reader.read_margins(package.related(main, kind), kind)
    remarks = tuple(remark for part in package.related(main, "comments") for remark in reader.remarks(part))
    return replace(reader.extraction.document("docx"), remarks=remarks)


def main_part(package: Package) -> tuple[str, etree._Element]:
    """The part that holds the body of a Word file, and its root. Raises ReadError where there is none."""
    main = next(iter(package.related("", "officeDocument")), "word/document.xml")
    root = package.root(main)
    if root is None:
        raise ReadError(package.name, "holds no Word document; save it again as DOCX")
    return main, root


class _WordReader:
    def __init__(self, package: Package, main: str, limits: Limits) -> None:
        self.extraction = Extraction(package.name, limits)
        self._package = package
        self._styles = Styles(package, next(iter(package.related(main, "styles")), None))
        self._numbering = Numbering(package, next(iter(package.related(main, "numbering")), None))
        self._lists: list[tuple[str, int, str]] = []
        self._joined = False
        self._tables = 0
        self._text = ParagraphText(self.extraction, self._styles)

    def read_part(self, part: str, root: etree._Element, label: str) -> None:
        """Read all blocks of a part; `label` says where they stand, empty for the body."""
        links = {key: target for key, (kind, target) in self._package.relations(part).items() if kind == "hyperlink"}
        self._text.enter(part, root, links, label)
        self._blocks(child(root, "body") if local(root) == "document" else root)
        self._close_lists(0)

    def read_notes(self, part: str, noun: str) -> None:
        """Read the notes that the body refers to, in the order of their marks."""
        root = self._package.root(part)
        if root is None:
            return
        notes = {attribute(each, "id"): each for each in root if attribute(each, "type") not in _SEPARATORS}
        self._text.enter(part, root, {}, noun)
        for number, name in enumerate(dict.fromkeys(self._text.noted[noun]), 1):
            if name in notes:
                self._text.label = f"{noun} {number}"
                self._blocks(notes[name])
                self._close_lists(0)

    def remarks(self, part: str) -> Iterator[Remark]:
        """The comments that are addressed to Crossfoot, in the order of their words."""
        root = self._package.root(part)
        ranges = self._text.commented
        found = [] if root is None else [each for each in root if attribute(each, "id") in ranges]
        for comment in sorted(found, key=lambda each: ranges[attribute(each, "id") or ""]):
            paragraphs = ("".join(str(text) for text in each.itertext()) for each in comment.iter("{*}p"))
            said = " ".join(" ".join(paragraphs).split())
            address = ADDRESS.match(said)
            if address is not None:
                yield Remark(said[address.end() :], *ranges[attribute(comment, "id") or ""])

    def read_margins(self, parts: Iterable[str], noun: str) -> None:
        """Read headers or footers; those that say the same on other pages are read once."""
        said: set[str] = set()
        for part in parts:
            root = self._package.root(part)
            words = "" if root is None else "".join(str(text) for text in root.itertext())
            if root is not None and words.strip() and words not in said:
                said.add(words)
                self.read_part(part, root, noun)

    def _blocks(self, container: etree._Element | None) -> None:
        for element in () if container is None else container:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name in _TRANSPARENT:
                self._blocks(element)
            elif name in COMMENT_ENDS:
                self._text.comment(attribute(element, "id") or "")

    def _paragraph(self, element: etree._Element) -> None:
        properties = child(element, "pPr")
        style_name = attribute(child(properties, "pStyle"), "val")
        if self._styles.is_contents(style_name):
            return
        style = self._styles.style(style_name)
        if outline_level(properties):
            style = replace(style, heading=outline_level(properties))
        if not self._joined:
            item = None if style.heading else numbering_of(properties, style)
            if item is None or not self._text.has_text(element):
                self._close_lists(0)
            name = f"h{style.heading}" if style.heading else "p"
            if item is not None and self._text.has_text(element):
                self._open_item(*item)
            else:
                self.extraction.flow.start(name)
        boxes = self._text.read(element, bold=style.bold and not style.heading)
        # Where the mark of a paragraph is deleted, the next one goes on in the same line.
        self._joined = is_deleted(child(properties, "rPr"))
        if self._joined:
            return
        if not self._lists:
            self.extraction.flow.end(f"h{style.heading}" if style.heading else "p")
        self.extraction.end_paragraph()
        for box in boxes:
            self._close_lists(0)
            self._apart(box)

    def _open_item(self, number: str, level: int) -> None:
        flow = self.extraction.flow
        ordered = self._numbering.ordered(number, level)
        name = "ol" if ordered else "ul"
        while self._lists and self._lists[-1][1] > level:
            self._close_lists(len(self._lists) - 1)
        if self._lists and self._lists[-1][1] == level and self._lists[-1][::2] != (number, name):
            self._close_lists(len(self._lists) - 1)
        if not self._lists or self._lists[-1][1] < level:
            flow.start(name)
            self._lists.append((number, level, name))
        count = self._numbering.count(number, level)
        flow.start("li", {"value": str(count)} if ordered else {})

    def _close_lists(self, depth: int) -> None:
        while len(self._lists) > depth:
            _, _, name = self._lists.pop()
            self.extraction.flow.end("li")
            self.extraction.flow.end(name)

    def _apart(self, container: etree._Element) -> None:
        """Read blocks that stand in a box or cell of their own, with lists of their own."""
        lists, self._lists, joined, self._joined = self._lists, [], self._joined, False
        self._blocks(container)
        self._close_lists(0)
        self._lists, self._joined = lists, joined

    def _table(self, element: etree._Element) -> None:
        self._close_lists(0)
        self._tables += 1
        number, label = self._tables, self._text.label
        flow = self.extraction.flow
        flow.start("table")
        for row_number, row in enumerate(rows_of(element), 1):
            flow.start("tr")
            for cell in row.cells:
                name = "th" if row.header else "td"
                spans = {"colspan": str(cell.column_span), "rowspan": str(cell.row_span)}
                flow.start(name, spans)
                self._text.label = f"table {number}, row {row_number}"
                if cell.element is not None:
                    self._apart(cell.element)
                flow.end(name)
            flow.end("tr")
        flow.end("table")
        self._text.label = label
