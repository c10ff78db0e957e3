"""Whatever the file holds, every character of the text leads back to what stands for it."""

from __future__ import annotations

import html
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.errors import ReadError
from crossfoot.model import BlockKind, Document, Span
from crossfoot.read import read_bytes
from crossfoot.read.source_map import to_file

_INVISIBLE = dict.fromkeys(map(ord, "\xad\u200b\u200e\u200f\u2060\ufeff"))
_HIDDEN = re.compile(r"<!--.*?-->|<script>.*?</script>|<style>.*?</style>|<i hidden>.*?</i>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")

_words = st.sampled_from(
    [
        "market",
        "grew",
        "7%",
        "$4.2",
        "&amp;",
        "&lt;",
        "&euro;",
        "&#8212;",
        "&nbsp;",
        "&notin;",
        "R&D",
        "zero\u200bwidth",
    ]
)
_gaps = st.sampled_from(
    ["", " ", "  ", "\n", "\r\n\t", "\xa0", "&nbsp;", " \n ", "<br>", "<!-- 5% -->", "<i hidden>no</i>"]
)
_hidden_parts = st.sampled_from(["<script>if (a < b) {}</script>", "<style>p > b {}</style>", "<!-- <p>no -->"])
_inline_names = st.sampled_from(["b", "em", "a href='/2024'", "span", "strong", "sup", "font"])
_block_names = st.sampled_from(
    [
        "p",
        "div",
        "h1",
        "h3",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "caption",
        "section",
        "blockquote",
        "dl",
        "dd",
    ]
)


def _element(name: str, content: list[str], closed: bool) -> str:
    return f"<{name}>{''.join(content)}" + (f"</{name.split()[0]}>" if closed else "")


_trees = st.recursive(
    st.one_of(_words, _gaps, _hidden_parts),
    lambda inner: st.builds(_element, _inline_names | _block_names, st.lists(inner, max_size=5), st.booleans()),
    max_leaves=40,
)

_HTML_FRAGMENTS = "<b> </b> <p <td> <table> <li <!-- --> <script> </ <br/> <pre> &amp &#x41; &nbsp;".split(" ")
_MARKDOWN_FRAGMENTS = "** __ ](x) ![ ``` <http://a> \\* [a]: [^1]".split(" ")
_LINES = "- |1. |> |\n\n|\n    |---\n|title: x\n|# | #\n|===\n|  \n|• |\t2\t3\n|Table 1: ".split("|")
_TABLE_LINES = ("|a|b|\n|-|-|\n", "| x | y\\|z |\n")
_SINGLE = tuple("<>&;/!-='\"#*_`[]()|\\+~: \t\n\r\f.1aé€\xa0\u200b\ufeff🚀")
_fragments = st.sampled_from((*_SINGLE, *_HTML_FRAGMENTS, *_MARKDOWN_FRAGMENTS, *_LINES, *_TABLE_LINES))
_garbage = st.lists(_fragments, max_size=40).map("".join)


def _plain(text: str, gap: str) -> str:
    """Text as it looks: tags dropped, references replaced, white space collapsed to `gap`."""
    text = html.unescape(_TAG.sub("", _HIDDEN.sub("", text.replace("<br>", " "))))
    return gap.join(text.replace("\xa0", " ").translate(_INVISIBLE).split())


def _read(source: str, name: str) -> Document | None:
    try:
        return read_bytes(source.encode(), name)
    except ReadError:
        return None


def _slice(document: Document, span: Span) -> str:
    in_file = to_file(document, span)
    return document.source[in_file.start : in_file.end]


@given(st.lists(_trees, min_size=1, max_size=6).map("".join), st.data())
def test_a_slice_of_the_file_shows_as_the_text_that_leads_to_it(source: str, data: st.DataObject) -> None:
    document = _read(source, "report.html")
    if document is None:
        return
    for block in document.blocks:
        text = document.text[block.span.start : block.span.end]
        # A paragraph that ends inside a cell breaks the line there; elsewhere it ends the block.
        gap = "" if block.kind is BlockKind.TABLE_CELL else " "
        assert _plain(_slice(document, block.span), gap) == _plain(html.escape(text), gap)
        start = data.draw(st.integers(block.span.start, block.span.end - 1))
        end = data.draw(st.integers(start + 1, block.span.end))
        assert _plain(_slice(document, Span(start, end)), gap) == _plain(html.escape(document.text[start:end]), gap)


@pytest.mark.parametrize("name", ["report.html", "report.md", "report.txt"])
@given(_garbage)
def test_any_text_gives_a_sound_document_or_a_read_error(name: str, source: str) -> None:
    document = _read(source, name)
    if document is None:
        return
    assert document.source == source
    _assert_sound_map(document)
    assert document.text == "\n\n".join(document.text[block.span.start : block.span.end] for block in document.blocks)
    for link in document.links:
        assert 0 <= link.span.start <= link.span.end <= len(document.text)
    for table in document.tables:
        assert len({len(row) for row in table.rows}) == 1
        for cell in (cell for row in table.rows for cell in row if cell is not None):
            assert cell.block is None or document.blocks[cell.block].span == cell.span


@given(st.binary(max_size=200), st.sampled_from(["report.html", "report.md", "report.txt", "report"]))
def test_any_bytes_give_a_document_or_a_read_error(data: bytes, name: str) -> None:
    try:
        document = read_bytes(data, name)
    except ReadError:
        return
    assert document.blocks
    _assert_sound_map(document)


def _assert_sound_map(document: Document) -> None:
    """The map leads forward only, and a linear run stands in the file letter by letter."""
    source_map = document.source_map
    ends = (*source_map.text_starts[1:], len(document.text))
    runs = list(
        zip(source_map.text_starts, ends, source_map.file_starts, source_map.file_ends, source_map.linear, strict=True)
    )
    assert runs[0][0] == 0
    for text_start, text_end, file_start, file_end, linear in runs:
        assert text_start < text_end
        assert 0 <= file_start <= file_end <= len(document.source)
        if linear:
            assert document.text[text_start:text_end] == document.source[file_start:file_end]
    assert all(before[3] <= after[2] for before, after in pairwise(runs))
