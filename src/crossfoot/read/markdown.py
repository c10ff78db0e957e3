"""Reads Markdown (CommonMark with tables, HTML in it, front matter) as it would be shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from crossfoot.errors import ReadError
from crossfoot.model import BlockKind, Document
from crossfoot.read.assembly import assemble
from crossfoot.read.drafts import Draft, Page
from crossfoot.read.flow import Flow
from crossfoot.read.front_matter import FrontMatter, find_front_matter
from crossfoot.read.html import feed_html, feed_text
from crossfoot.read.limits import Limits
from crossfoot.read.line_text import LineText
from crossfoot.read.markdown_inline import make_parser, place_of
from crossfoot.read.markdown_lines import MarkdownLines
from crossfoot.read.placement import Placement

_WORD = re.compile(r"\w+")
_MARKS = "*_`[]<&\\|>\n\r"  # what begins or ends nearly every token


def read_markdown(source: str, name: str, limits: Limits) -> Document:
    """The document that a Markdown renderer would show for `source`.

    Raises ReadError when it shows no text, or has too many marks or blocks.
    """
    if len(source) > limits.max_marks and sum(map(source.count, _MARKS)) > limits.max_marks:
        raise ReadError(
            name, f"has more than {limits.max_marks:,} marks and lines of Markdown; split it into several files"
        )
    front_matter = find_front_matter(source)
    body = front_matter.end if front_matter else int(source.startswith("\ufeff"))
    tokens = make_parser(limits.max_depth).parse(source[body:])
    flow = Flow(name, limits)
    _BlockFeeder(flow, MarkdownLines(source, body)).feed(tokens)
    page = flow.finish()
    if front_matter:
        _add_front_matter(page, front_matter)
    if any(token.nesting == 1 and token.level >= limits.max_depth - 1 for token in tokens):
        page.notes.append(f"Lists or quotes are nested {limits.max_depth} deep; what is deeper was not read.")
    return assemble(page, name, "markdown", source, limits)


def _add_front_matter(page: Page, front_matter: FrontMatter) -> None:
    """Put the title before the text, unless a heading of the first level has the same words."""
    page.metadata.update(front_matter.fields)
    words = _words(front_matter.fields.get("title", ""))
    headings = (draft.text for draft in page.drafts if draft.kind is BlockKind.HEADING and draft.level == 1)
    if not words or any(_words(text) == words for text in headings):
        return
    line = LineText()
    for text, start, end in front_matter.title_pieces:
        if len(text) == end - start:
            line.add(text, start, bold=False)
        else:
            line.add_whole(text, start, end, bold=False)
    page.drafts.insert(0, Draft(BlockKind.TITLE, lines=[line]))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


class _BlockFeeder:
    """Passes the tokens of a Markdown file on to a flow, with their places."""

    def __init__(self, flow: Flow, lines: MarkdownLines) -> None:
        self._flow = flow
        self._lines = lines
        self._column: int | None = None  # of the table cell that is open
        self._cells_before = 0  # in the row that is open

    def feed(self, tokens: Sequence[Token]) -> None:
        """Pass all block tokens on in order."""
        for token in tokens:
            if token.type == "inline":
                self._feed_inline_token(token)
            elif token.type in {"fence", "code_block"}:
                self._feed_code(token)
            elif token.type == "html_block":
                placement = self._lines.place(token.content, _first_line(token))
                feed_html(self._flow, token.content, 0, len(token.content), placement)
            elif token.hidden:
                continue
            elif token.nesting < 0:
                self._end(token)
            else:
                self._start(token)

    def _start(self, token: Token) -> None:
        if token.tag == "tr":
            self._cells_before = 0
        elif token.tag in {"td", "th"}:
            self._column = self._cells_before
            self._cells_before += 1
        attributes = {name: str(value) for name, value in token.attrs.items() if name == "start"}
        self._flow.start(token.tag, attributes)

    def _end(self, token: Token) -> None:
        if token.tag in {"td", "th"}:
            self._column = None
        self._flow.end(token.tag)

    def _feed_code(self, token: Token) -> None:
        first = _first_line(token) + (token.type == "fence")
        content = token.content.rstrip("\n")
        if not content.strip():
            return
        self._flow.start("pre")
        feed_text(self._flow, content, 0, len(content), self._lines.place(content, first))
        self._flow.end("pre")

    def _feed_inline_token(self, token: Token) -> None:
        if not token.content:
            return
        line = _first_line(token)
        if self._column is None:
            placement = self._lines.place_paragraph(token.content, line)
        else:
            placement = self._lines.place_cell(token.content, line, self._column)
        _feed_inline(self._flow, token.content, token.children or [], placement)


def _first_line(token: Token) -> int:
    assert token.map is not None  # the parser maps every block token that holds text
    return token.map[0]


def _feed_inline(flow: Flow, content: str, children: Sequence[Token], placement: Placement) -> None:
    """Pass the children of an inline token on; `content` is its text."""
    in_autolink = False
    for child in children:
        if child.type in {"link_open", "link_close"}:
            in_autolink = child.nesting == 1 and child.info == "auto"
        _feed_child(flow, content, child, placement, in_autolink)


def _feed_child(flow: Flow, content: str, child: Token, placement: Placement, in_autolink: bool) -> None:
    start = place_of(child)
    if child.type == "text" and in_autolink:
        feed_text(flow, content, start + 1, content.index(">", start), placement)
    elif child.type == "text":
        feed_text(flow, content, start, start + len(child.content), placement)
    elif child.type == "text_special" and child.info == "entity":
        flow.whole(child.content, *placement.extent(start, start + len(child.markup)))
    elif child.type == "text_special":
        end = start + len(child.markup)
        feed_text(flow, content, end - len(child.content), end, placement)
    elif child.type == "code_inline":
        start += len(child.markup)
        stripped = content[start : start + len(child.content)].replace("\n", " ") != child.content
        feed_text(flow, content, start + stripped, start + stripped + len(child.content), placement)
    elif child.type == "html_inline":
        feed_html(flow, content, start, start + len(child.content), placement)
    elif child.type == "softbreak":
        feed_text(flow, content, start, start + 1, placement)
    elif child.type == "hardbreak":
        flow.line_break(*placement.extent(start, start + 1))
    elif child.nesting == 1:
        flow.start(child.tag, {"href": str(child.attrs["href"])} if child.type == "link_open" else {})
    elif child.nesting == -1:
        flow.end(child.tag)
