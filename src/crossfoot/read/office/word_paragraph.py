"""The text of one Word paragraph: runs, fields, links, breaks, notes and boxes of text."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from crossfoot.read.office.extraction import NO_RUN, Extraction
from crossfoot.read.office.package import attribute, child, is_on, local
from crossfoot.read.office.word_styles import Styles

_DELETED = frozenset({"del", "moveFrom"})
_SKIPPED = _DELETED | {"pPr", "rPr", "sdtPr", "sdtEndPr", "fldData", "delText", "instrText", "tblPr"}
_GAPS = frozenset({"tab", "ptab"})
_RAISED = "<sup>"
COMMENT_ENDS = frozenset({"commentRangeStart", "commentRangeEnd"})
"""The marks between which the words of a comment stand."""


def is_deleted(properties: etree._Element | None) -> bool:
    """Whether the mark of a paragraph is one that a tracked change takes away."""
    return any(child(properties, name) is not None for name in _DELETED)


class ParagraphText:
    """Passes the text of paragraphs on; `label` names where the paragraphs of a part stand."""

    def __init__(self, extraction: Extraction, styles: Styles) -> None:
        self.label = ""
        self.noted: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self.commented: dict[str, tuple[int, int]] = {}  # by the id of a comment: a range of what was taken out
        self._out = extraction
        self._styles = styles
        self._fields: list[bool] = []  # for each open field: whether its result is reached
        self._bold = False

    def enter(self, part: str, root: etree._Element, links: Mapping[str, str], label: str) -> None:
        """Begin a part: its paragraphs and text elements are numbered in its order."""
        self._part, self._links, self.label = part, links, label
        self._runs = {element: number for number, element in enumerate(texts_of(root))}
        self._paragraphs = {element: number for number, element in enumerate(paragraphs_of(root))}
        self._fields = []

    def has_text(self, paragraph: etree._Element) -> bool:
        """Whether anything of a paragraph would show."""
        return any(local(each) in {"t", "tab", "sym", "noBreakHyphen", "drawing", "pict"} for each in paragraph.iter())

    def read(self, paragraph: etree._Element, bold: bool) -> list[etree._Element]:
        """Pass a paragraph on; returns the boxes of text that are anchored in it."""
        self._number = self._paragraphs.get(paragraph, 0)
        self._place = self.label or f"paragraph {self._number + 1}"
        self._paragraph_bold = bold
        boxes: list[etree._Element] = []
        self._children(paragraph, boxes)
        self._set_bold(False)
        return boxes

    def _children(self, element: etree._Element, boxes: list[etree._Element]) -> None:
        for each in element:
            name = local(each)
            if name == "r":
                self._run(each, boxes)
            elif name == "hyperlink":
                self._link(each, boxes)
            elif name == "t":  # a formula's
                self._formula(each)
            elif name == "AlternateContent":
                self._alternative(each, boxes)
            elif name in COMMENT_ENDS:
                self.comment(attribute(each, "id") or "")
            elif name not in _SKIPPED and name != "p":
                self._children(each, boxes)

    def _link(self, element: etree._Element, boxes: list[etree._Element]) -> None:
        target = self._links.get(attribute(element, "id") or "")
        if target is not None:
            self._out.flow.start("a", {"href": target})
        self._children(element, boxes)
        if target is not None:
            self._out.flow.end("a")

    def _alternative(self, element: etree._Element, boxes: list[etree._Element]) -> None:
        """Of the forms that an object is stored in, the first one counts."""
        chosen = child(element, "Choice")
        if chosen is None:
            chosen = child(element, "Fallback")
        if chosen is not None:
            self._in_run(chosen, boxes, raised=False)

    def _run(self, run: etree._Element, boxes: list[etree._Element]) -> None:
        properties = child(run, "rPr")
        if is_on(properties, "vanish"):
            return
        style = self._styles.character(attribute(child(properties, "rStyle"), "val"))
        own = is_on(properties, "b")
        self._set_bold(own if own is not None else style.bold or self._paragraph_bold)
        self._in_run(run, boxes, attribute(child(properties, "vertAlign"), "val") == "superscript")

    def _in_run(self, run: etree._Element, boxes: list[etree._Element], raised: bool) -> None:
        for each in run:
            name = local(each)
            if name == "fldChar":
                self._field(attribute(each, "fldCharType"))
            elif name in {"footnoteReference", "endnoteReference"}:
                self.noted[name.removesuffix("Reference")].append(attribute(each, "id") or "")
            elif name == "commentReference":
                self.comment(attribute(each, "id") or "")
            elif name in {"drawing", "pict", "object", "AlternateContent"}:
                boxes.extend(_boxes_in(each))
            elif self._fields and not all(self._fields):
                continue
            elif name == "t":
                if raised:
                    self._out.mark(_RAISED)
                self._out.text(each.text or "", self._part, self._number, self._runs.get(each, 0), self._place)
            elif name in _GAPS:
                self._out.space(self._part, self._number, self._place)
            elif name == "noBreakHyphen":
                self._out.text("-", self._part, self._number, NO_RUN, self._place)
            elif name in {"br", "cr"}:
                self._out.line_break()

    def comment(self, name: str) -> None:
        """A comment begins, ends or is referred to here; all of its places together are its range."""
        at = self._out.length
        start, end = self.commented.get(name, (at, at))
        self.commented[name] = (min(start, at), max(end, at))

    def _formula(self, element: etree._Element) -> None:
        self._out.text(element.text or "", self._part, self._number, NO_RUN, self._place)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _set_bold(self, bold: bool) -> None:
        if bold != self._bold:
            (self._out.flow.start if bold else self._out.flow.end)("b")
            self._bold = bold


def texts_of(root: etree._Element) -> list[etree._Element]:
    """The text elements of a part in its order: what `Anchor.run` counts."""
    return [element for run in root.iter("{*}r") for element in run if local(element) == "t"]


def paragraphs_of(root: etree._Element) -> list[etree._Element]:
    """The paragraphs of a part in its order: what `Anchor.paragraph` counts."""
    return list(root.iter("{*}p"))


def _boxes_in(element: etree._Element) -> list[etree._Element]:
    """The outermost boxes of text in a drawing, each once although it may be stored in two forms."""
    name = local(element)
    if name == "txbxContent":
        return [element]
    if name == "AlternateContent":
        chosen = child(element, "Choice")
        chosen = child(element, "Fallback") if chosen is None else chosen
        return [] if chosen is None else _boxes_in(chosen)
    return [box for each in element for box in _boxes_in(each)]
