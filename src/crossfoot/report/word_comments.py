"""Findings as comments inside the Word file that was checked; all else in it stays as it was."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from crossfoot.engine import Report
from crossfoot.errors import ReadError
from crossfoot.model import Document, Span
from crossfoot.read.limits import Limits
from crossfoot.read.office.package import Package, attribute, local
from crossfoot.read.office.word import main_part
from crossfoot.read.office.word_paragraph import paragraphs_of, texts_of
from crossfoot.read.origin import parts_of
from crossfoot.report.note import AUTHOR, note_key, note_lines

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION = "/relationships/comments"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Comment:
    """The lines of a comment and the first and last stretch of text that it is about."""

    lines: list[str]
    first: tuple[int, int]
    last: tuple[int, int]


def with_comments(report: Report, data: bytes, limits: Limits) -> bytes:
    """The Word file `data`, with a comment at every place of every finding of its report.

    A comment that stands there from an earlier run is not written again. Raises ReadError where
    the file cannot be read.
    """
    package = Package(data, report.path, limits)
    main, root = main_part(package)
    part = next(iter(package.related(main, "comments")), None)
    namespace = root.tag.rpartition("}")[0].removeprefix("{") if isinstance(root.tag, str) else ""
    comments = package.root(part) if part is not None else None
    if comments is None:
        comments = etree.Element(f"{{{namespace}}}comments", nsmap={"w": namespace})
    new = _comments_of(report, main, root, package, _keys_in(comments))
    if not new:
        return data
    writer = _CommentWriter(root, comments, namespace)
    writer.write(new)
    changed = {main: _serialised(root)}
    if part is None:
        part = _free_name(package, main)
        changed |= _declared(package, main, part)
    changed[part] = _serialised(comments)
    return _repacked(data, changed)


def _comments_of(
    report: Report, main: str, root: etree._Element, package: Package, written: set[str]
) -> list[_Comment]:
    document = report.document
    found = []
    for finding in report.findings:
        for number, evidence in enumerate(finding.evidence):
            if note_key(finding, number) in written:
                continue
            place = _place(document, evidence.span, main, root, package)
            if place is not None:
                found.append(_Comment(note_lines(document, finding, number), *place))
    return found


def _place(
    document: Document, span: Span, main: str, root: etree._Element, package: Package
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """First and last position (text element, offset) in the body; for a note, the words before its mark."""
    ranges = parts_of(document, span)
    inside = [each for each in ranges if each.part == main]
    if inside:
        return (inside[0].run, inside[0].start), (inside[-1].run, inside[-1].end)
    texts = texts_of(root)
    if not texts:
        return None
    mark = _mark_of_note(ranges[0].part, ranges[0].paragraph, root, package) if ranges else None
    number = 0
    if mark is not None:
        before = list(mark.iterancestors("{*}p"))[:1]
        inside_paragraph = texts_of(before[0]) if before else []
        number = texts.index(inside_paragraph[-1]) if inside_paragraph else 0
    return (number, 0), (number, len(texts[number].text or ""))


def _mark_of_note(part: str, paragraph: int, root: etree._Element, package: Package) -> etree._Element | None:
    """The reference in the body to the footnote or endnote in which a paragraph stands."""
    notes = package.root(part)
    paragraphs = [] if notes is None else paragraphs_of(notes)
    if paragraph >= len(paragraphs):
        return None
    note = next(
        (each for each in paragraphs[paragraph].iterancestors() if local(each) in {"footnote", "endnote"}), None
    )
    if note is None:
        return None
    marks = root.iter(f"{{*}}{local(note)}Reference")
    return next((mark for mark in marks if attribute(mark, "id") == attribute(note, "id")), None)


def _keys_in(comments: etree._Element) -> set[str]:
    """The last lines of our comments that stand in the file already."""
    ours = [each for each in comments if attribute(each, "author") == AUTHOR]
    return {"".join(str(text) for text in paragraph.itertext()) for each in ours for paragraph in each.iter("{*}p")}


class _CommentWriter:
    """Sets comments around stretches of text, splitting the runs that they begin or end in."""

    def __init__(self, root: etree._Element, comments: etree._Element, namespace: str) -> None:
        self._texts = texts_of(root)
        self._comments = comments
        self._namespace = namespace
        self._next = 1 + max((int(number) for number in map(_identity, comments) if number), default=-1)
        # Where each text element was split: the offset at which each of its pieces begins.
        self._pieces: defaultdict[int, list[tuple[int, etree._Element]]] = defaultdict(list)

    def write(self, comments: list[_Comment]) -> None:
        """Write all comments in their order."""
        for comment in comments:
            start = self._piece(*comment.first, at_end=False)
            end = self._piece(*comment.last, at_end=True)
            number = str(self._next)
            self._next += 1
            start.addprevious(self._element("commentRangeStart", id=number))
            # Behind the ends and references that stand there already, so that comments keep their order.
            place = end
            while (after := place.getnext()) is not None and self._is_ours(after):
                place = after
            reference = self._element("r")
            reference.append(self._element("commentReference", id=number))
            place.addnext(reference)
            place.addnext(self._element("commentRangeEnd", id=number))
            self._comments.append(self._comment(number, comment.lines))

    def _is_ours(self, element: etree._Element) -> bool:
        return local(element) == "commentRangeEnd" or (
            local(element) == "r" and any(local(each) == "commentReference" for each in element)
        )

    def _piece(self, number: int, offset: int, at_end: bool) -> etree._Element:
        """The run that begins (`at_end`: ends) at an offset of a text element; it is split there if need be."""
        pieces = self._pieces[number]
        if not pieces:
            pieces.append((0, self._texts[number]))
        for place, (start, text) in enumerate(pieces):
            length = len(text.text or "")
            cut = offset - start
            if at_end and 0 < cut <= length:
                self._split(pieces, place, cut, leading=False)
                return self._run_of(pieces[place][1])
            if not at_end and 0 <= cut < max(1, length):
                return self._run_of(self._split(pieces, place, cut, leading=True))
        return self._run_of(pieces[-1][1])

    def _split(self, pieces: list[tuple[int, etree._Element]], place: int, cut: int, leading: bool) -> etree._Element:
        """Split a text and its run at a cut, so that the run holds nothing else on that side of it.

        `leading`: the text from the cut on begins a run. Returns the text that holds it.
        """
        start, text = pieces[place]
        run = self._run_of(text)
        whole = text.text or ""
        if 0 < cut < len(whole):
            tail = deepcopy(text)
            text.text, tail.text = whole[:cut], whole[cut:]
            for each in (text, tail):
                each.set(_SPACE, "preserve")
            text.addnext(tail)
            pieces.insert(place + 1, (start + cut, tail))
            self._move_behind(run, tail)
            return tail
        if leading and any(local(each) != "rPr" for each in text.itersiblings(preceding=True)):
            self._move_behind(run, text)
        following = text.getnext()
        if not leading and following is not None:
            self._move_behind(run, following)
        return text

    def _move_behind(self, run: etree._Element, first: etree._Element) -> None:
        """Move an element of a run, and all that follow it, to a new run of the same properties."""
        added = self._element("r")
        for key, value in run.attrib.items():
            added.set(key, value)
        properties = next((each for each in run if local(each) == "rPr"), None)
        if properties is not None:
            added.append(deepcopy(properties))
        moved = [first, *first.itersiblings()]
        for each in moved:
            added.append(each)
        run.addnext(added)

    def _run_of(self, text: etree._Element) -> etree._Element:
        parent = text.getparent()
        assert parent is not None  # texts_of takes only what stands in a run
        return parent

    def _element(self, name: str, **attributes: str) -> etree._Element:
        made = etree.Element(f"{{{self._namespace}}}{name}", nsmap={"w": self._namespace})
        for key, value in attributes.items():
            made.set(f"{{{self._namespace}}}{key}", value)
        return made

    def _comment(self, number: str, lines: list[str]) -> etree._Element:
        comment = self._element("comment", id=number, author=AUTHOR, initials="CF")
        for line in lines:
            paragraph = self._element("p")
            run = self._element("r")
            text = self._element("t")
            text.text = line
            text.set(_SPACE, "preserve")
            run.append(text)
            paragraph.append(run)
            comment.append(paragraph)
        return comment


def _identity(comment: etree._Element) -> str | None:
    number = attribute(comment, "id")
    return number if number is not None and number.isascii() and number.isdigit() else None


# --- the package around it ---------------------------------------------------------------


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _free_name(package: Package, main: str) -> str:
    """A name for the part of the comments, beside the main part, that no part has yet."""
    folder = main.rpartition("/")[0]
    lead = f"{folder}/" if folder else ""
    names = [f"{lead}comments.xml", *(f"{lead}comments{number}.xml" for number in range(2, 100))]
    return next(name for name in names if name not in package.parts)


def _declared(package: Package, main: str, part: str) -> dict[str, bytes]:
    """The package's own lists, with the new part in them."""
    types = package.root("[Content_Types].xml")
    folder, _, file = main.rpartition("/")
    relations_part = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
    relations = package.root(relations_part)
    if types is None:
        raise ReadError(package.name, "is damaged: [Content_Types].xml is missing; save it again as DOCX")
    space = str(types.tag).rpartition("}")[0] + "}"
    etree.SubElement(types, f"{space}Override", {"PartName": f"/{part}", "ContentType": _COMMENTS_TYPE})
    if relations is None:
        spelled = "http://schemas.openxmlformats.org/package/2006/relationships"
        relations = etree.Element(f"{{{spelled}}}Relationships")
    space = str(relations.tag).rpartition("}")[0] + "}"
    kind = _relation_base(package) + _COMMENTS_RELATION
    used = {each.get("Id") for each in relations}
    name = next(name for name in (f"rIdCrossfoot{number}" for number in range(1, 1000)) if name not in used)
    target = part.rpartition("/")[2]
    etree.SubElement(relations, f"{space}Relationship", {"Id": name, "Type": kind, "Target": target})
    return {"[Content_Types].xml": _serialised(types), relations_part: _serialised(relations)}


def _relation_base(package: Package) -> str:
    """The address under which this file's kinds of relation are named: transitional or strict."""
    root = package.root("_rels/.rels")
    strict = root is not None and any("purl.oclc.org" in each.get("Type", "") for each in root)
    return (
        "http://purl.oclc.org/ooxml/officeDocument"
        if strict
        else ("http://schemas.openxmlformats.org/officeDocument/2006")
    )


def _repacked(data: bytes, changed: dict[str, bytes]) -> bytes:
    """The archive with some parts replaced or added; all others are the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry, changed.pop(entry.filename) if entry.filename in changed else old.read(entry))
        for name, content in changed.items():
            made = zipfile.ZipInfo(name, _EPOCH)
            made.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(made, content)
    return out.getvalue()
