from __future__ import annotations

from collections.abc import Callable

import pytest

from crossfoot.model import Document, Span
from crossfoot.read.source_map import to_file

Shown = Callable[[str, str], list[str]]
Read = Callable[[str, str], Document]


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("# Tea\n\n## Size ##\n\ntext", ["h1 Tea", "h2 Size", "p text"]),
        ("Tea\n===\n\nSize\n----\n", ["h1 Tea", "h2 Size"]),
        ("one\ntwo\n\nthree", ["p one two", "p three"]),
        ("one  \ntwo\\\nthree", ["p one\ntwo\nthree"]),
        ("- a\n  - b\n- c\n", ["li1 a", "li2 b", "li1 c"]),
        ("3. c\n4. d\n", ["li1#3 c", "li1#4 d"]),
        ("* a\n\n  more\n* b\n", ["li1 a", "p more", "li1 b"]),
        ("> quoted\n> on\n> - item\n", ["p quoted on", "li1 item"]),
        ("**Europe:**\n- Spain\n", ["h7 Europe:", "li1 Spain"]),
        ("***Outlook***\n\n**Outlook** is good", ["h7 Outlook", "p Outlook is good"]),
        ("```py\na *b*\n  c\n```\n\n    indented\n", ["code a *b*\n  c", "code indented"]),
        ("text\n\n---\n\nmore", ["p text", "p more"]),
        ("\ufeff# Tea\r\n\r\ntext\r\n", ["h1 Tea", "p text"]),
    ],
)
def test_blocks(shown: Shown, source: str, blocks: list[str]) -> None:
    assert shown(source, "report.md") == blocks


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("*a* _b_ **c** __d__ `e  f` ``g`h``", "a b c d e f g`h"),
        ("snake_case 2 * 3 * 4 ** bare", "snake_case 2 * 3 * 4 ** bare"),
        ("\\*no\\* \\$5 &amp; &euro;7 &nbsp;x", "*no* $5 & €7 x"),
        ('[tea](http://example.com "t") <http://example.com/1>', "tea http://example.com/1"),
        ("![alt 5%](x.png) shown", "shown"),
        ("[tea][1]\n\n[1]: http://example.com", "tea"),
        ("a<br>b <b>c</b> <!-- 9% --> d", "a\nb c d"),
        ("~~kept~~ https://example.com/2024", "~~kept~~ https://example.com/2024"),
    ],
)
def test_inline_marks_are_no_text(read: Read, source: str, text: str) -> None:
    assert read(source, "report.md").text == text


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("<p>Tea &amp; <b>milk</b></p>\n\ntext", ["p Tea & milk", "p text"]),
        ("text\n\n<table>\n<tr><td>a</td><td>b</td></tr>\n</table>", ["p text", "cell0,0 a", "cell0,1 b"]),
        ("x\n\n<div>\n\n**Europe**\n\n</div>", ["p x", "h7 Europe"]),
        ("x\n\n<!-- hidden\n\nstill -->\n\ny", ["p x", "p y"]),
        ("- a\n  <ul><li>b</ul>\n", ["li1 a", "li2 b"]),
    ],
)
def test_html_in_markdown_is_read_as_html(shown: Shown, source: str, blocks: list[str]) -> None:
    assert shown(source, "report.md") == blocks


def test_a_table_with_its_caption(read: Read, shown: Shown) -> None:
    source = "Table 1: Sales\n\n| Year | $m |\n|---|--:|\n| 2023 | **a\\|b** |\n| 2024 | |\n"
    cells = ["cell0,0 Year", "cell0,1 $m", "cell1,0 2023", "cell1,1 a|b", "cell2,0 2024"]
    assert shown(source, "report.md") == ["caption Table 1: Sales", *cells]
    document = read(source, "report.md")
    table = document.tables[0]
    assert table.caption == document.blocks[0].span
    assert [[cell is not None and cell.header for cell in row] for row in table.rows] == [
        [True] * 2,
        *[[False] * 2] * 2,
    ]


@pytest.mark.parametrize(
    ("source", "metadata", "blocks"),
    [
        (
            "---\ntitle: Tea 2024 # x\ndate: 2024-05-01\n---\ntext",
            {"title": "Tea 2024", "date": "2024-05-01"},
            ["title Tea 2024", "p text"],
        ),
        ("---\r\ntitle: Tea\r\nlang: en\r\n---\r\n# TEA!\r\n", {"title": "Tea", "language": "en"}, ["h1 TEA!"]),
        ('---\ntitle: "The \\"big\\" cup"\n---\nx', {"title": 'The "big" cup'}, ['title The "big" cup', "p x"]),
        ("---\ntitle: 'It''s tea'\n---\nx", {"title": "It's tea"}, ["title It's tea", "p x"]),
        ('+++\ntitle = "Tea"\n+++\nx', {"title": "Tea"}, ["title Tea", "p x"]),
        ("---\ntitle: >\n  Tea\ntags: [a]\n---\nx", {}, ["p x"]),
        ("---\n\nno front matter\n\n---\n", {}, ["p no front matter"]),
    ],
)
def test_front_matter(read: Read, shown: Shown, source: str, metadata: dict[str, str], blocks: list[str]) -> None:
    assert read(source, "report.md").metadata == metadata
    assert shown(source, "report.md") == blocks


@pytest.mark.parametrize(
    ("source", "words", "stands_for"),
    [
        ("# Tea **rose** 5%", "rose 5", "rose** 5"),
        ("worth \\$5 &amp; more", "$5 & more", "$5 &amp; more"),
        ("> - a\n>   wide\n>   gap", "wide gap", "wide\n>   gap"),
        ("see [tea *now*](http://example.com)", "now", "now"),
        ("| a | b |\n|---|---|\n| x\\|y | 7% |\n", "7%", "7%"),
        ("| a | b |\n|---|---|\n| x\\|y | 7% |\n", "x|y", "x\\|y"),
        ("1. one\n2. <b>two</b>&nbsp;three", "two three", "two</b>&nbsp;three"),
        ("    code 5%\n", "code 5%", "code 5%"),
        ("text `a  b` end", "a b", "a  b"),
        ("---\ntitle: 'It''s tea'\n---\nx", "It's tea", "It''s tea"),
        ("a very\r\nlong  \r\nline", "very long\nline", "very\r\nlong  \r\nline"),
    ],
)
def test_evidence_stands_in_the_file_with_its_marks(read: Read, source: str, words: str, stands_for: str) -> None:
    document = read(source, "report.md")
    start = document.text.index(words)
    in_file = to_file(document, Span(start, start + len(words)))
    assert source[in_file.start : in_file.end] == stands_for


def test_lists_nested_beyond_the_limit_are_named_in_a_note(read: Read) -> None:
    source = "".join("  " * depth + f"- item {depth}\n" for depth in range(40))
    document = read(source, "report.md")
    assert "item 5" in document.text
    assert "nested" in document.notes[0]
