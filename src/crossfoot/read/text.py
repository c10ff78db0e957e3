"""Reads plain text: paragraphs, lists, headings and simple tables by the way they are set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.model import Document
from crossfoot.read.assembly import assemble
from crossfoot.read.flow import Flow
from crossfoot.read.limits import Limits
from crossfoot.read.text_tables import Line, find_rows, is_rule

_LINE = re.compile(r"([^\r\n\f]*)(\r\n|\n|\r|\f|\Z)")
_BULLET = re.compile(r"[ \t]*(?:[-*+•‣◦▪●○■·–—][ \t]+|\(?(\d{1,3})[.)][ \t]+)(?=\S)")
_ENDS_SENTENCE = re.compile(r"[.!?;,][\"'”’)\]]*\Z")
_CAPTION = re.compile(r"[ \t]*table\s*(?:[\dIVX]|[:.–—-])", re.IGNORECASE)
_MAX_HEADING_WORDS = 12
_BOLD_LINE_HEADING = "strong"


def read_text(source: str, name: str, limits: Limits) -> Document:
    """The document that an editor sees in the plain text `source`.

    Raises ReadError when there is no visible text or there are too many blocks.
    """
    flow = Flow(name, limits)
    feeder = _TextFeeder(flow)
    for paragraph in _paragraphs(source):
        feeder.feed(paragraph)
    return assemble(flow.finish(), name, "text", source, limits)


def _paragraphs(source: str) -> Iterator[list[Line]]:
    """The lines between empty lines and page breaks."""
    lines: list[Line] = []
    for match in _LINE.finditer(source, int(source.startswith("\ufeff"))):
        text = match.group(1)
        if text.strip():
            lines.append((match.start(), text))
        if lines and (not text.strip() or match.group(2) == "\f"):
            yield lines
            lines = []
    if lines:
        yield lines


class _TextFeeder:
    """Passes paragraphs on to a flow as the elements that they look like."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._lists: list[tuple[int, str]] = []  # indent and element of the lists that are open
        self._first = True

    def feed(self, lines: list[Line]) -> None:
        """Pass one paragraph on."""
        lead = next((number for number, line in enumerate(lines) if _begins_list(lines, number)), len(lines))
        if lead:
            self._feed_prose(lines[:lead], before_list=lead < len(lines))
        if lead < len(lines):
            self._feed_items(lines[lead:])
        self._first = False

    def _feed_prose(self, lines: list[Line], before_list: bool) -> None:
        self._close_lists(0)
        if self._feed_table(lines):
            return
        written = [line for line in lines if not is_rule(line[1])]
        if not written:
            self._flow.start("hr")
        elif len(written) == 1 and _is_heading(written[0][1], before_list):
            self._feed_heading(written[0])
        else:
            self._feed_element("p", written)

    def _feed_heading(self, line: Line) -> None:
        if self._first:
            self._feed_element("h1", [line])
            return
        self._flow.start("p")
        self._flow.start(_BOLD_LINE_HEADING)
        self._feed_lines([line])
        self._flow.end(_BOLD_LINE_HEADING)
        self._flow.end("p")

    def _feed_table(self, lines: list[Line]) -> bool:
        """Pass a table on, with the line above it when that is its caption."""
        captioned = len(lines) > 2 and bool(_CAPTION.match(lines[0][1]))
        found = find_rows(lines[1:] if captioned else lines)
        if found is None:
            return False
        rows, has_head = found
        if captioned:
            self._feed_element("p", lines[:1])
        self._flow.start("table")
        for number, row in enumerate(rows):
            self._flow.start("tr")
            for cell in row:
                self._feed_element("th" if has_head and number == 0 else "td", [cell])
            self._flow.end("tr")
        self._flow.end("table")
        return True

    def _feed_items(self, lines: list[Line]) -> None:
        for start, text in lines:
            bullet = _BULLET.match(text)
            if bullet is None:
                self._flow.text(f"\n{text.lstrip()}", start + len(text) - len(text.lstrip()) - 1)
                continue
            self._open_item(len(text) - len(text.lstrip()), bullet.group(1))
            self._flow.text(text[bullet.end() :], start + bullet.end())

    def _open_item(self, indent: int, number: str | None) -> None:
        name = "ol" if number else "ul"
        while len(self._lists) > 1 and indent < self._lists[-1][0]:
            self._close_lists(len(self._lists) - 1)
        if self._lists and indent <= self._lists[-1][0] + 1 and name != self._lists[-1][1]:
            self._close_lists(len(self._lists) - 1)
        if not self._lists or indent > self._lists[-1][0] + 1:
            self._flow.start(name)
            self._lists.append((indent, name))
        self._flow.start("li", {"value": number} if number else {})

    def _close_lists(self, depth: int) -> None:
        while len(self._lists) > depth:
            _, name = self._lists.pop()
            self._flow.end("li")
            self._flow.end(name)

    def _feed_element(self, name: str, lines: list[Line]) -> None:
        self._flow.start(name)
        self._feed_lines(lines)
        self._flow.end(name)

    def _feed_lines(self, lines: list[Line]) -> None:
        """Pass lines on as one run of text; the line ends between them show as spaces."""
        for number, (start, text) in enumerate(lines):
            if number:
                self._flow.text("\n", start - 1)
            self._flow.text(text, start)


def _begins_list(lines: list[Line], number: int) -> bool:
    """Whether a list item begins at this line, rather than a wrapped line with a dash or number."""
    if not _BULLET.match(lines[number][1]):
        return False
    return number == 0 or number == 1 or lines[number - 1][1].rstrip().endswith(":")


def _is_heading(text: str, before_list: bool) -> bool:
    """Whether a line that stands alone is a heading: short, and not a sentence."""
    stripped = text.strip()
    if len(stripped.split()) > _MAX_HEADING_WORDS or not any(character.isalpha() for character in stripped):
        return False
    if stripped.endswith(":"):
        return before_list
    return not _ENDS_SENTENCE.search(stripped)
