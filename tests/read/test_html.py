from __future__ import annotations

from collections.abc import Callable

import pytest

from crossfoot.errors import ReadError
from crossfoot.model import Document
from crossfoot.read.source_map import to_file

Shown = Callable[[str, str], list[str]]
Read = Callable[[str, str], Document]


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<p>One</p>\n<p>Two</p>", ["p One", "p Two"]),
        ("<p>One<p>Two<p>Three", ["p One", "p Two", "p Three"]),
        ("<p><h1>Tea market</h1></p>rest", ["h1 Tea market", "p rest"]),
        ("<h2>Size<h3>Growth</h2>It grew", ["h2 Size", "h3 Growth", "p It grew"]),
        ("before<div>inside</div>after", ["p before", "p inside", "p after"]),
        ("run<span>s to</span><em>gether</em>", ["p runs together"]),
        ("<p>a</p></p></div>b", ["p a", "p b"]),
        ("<p>first<br>second<br/>third</p>", ["p first\nsecond\nthird"]),
        ("<p>one paragraph<br><br>and another</p>", ["p one paragraph", "p and another"]),
        ("<p>a</br>b</p>", ["p a\nb"]),
        ("<p>line<hr>line</p>", ["p line", "p line"]),
        ("<blockquote>quoted</blockquote><address>Bern</address>", ["p quoted", "p Bern"]),
        ("<pre>a\n  b\n</pre>", ["code a\n  b"]),
        ("<pre>a&nbsp;\xa0b &amp;\tc</pre>", ["code a  b &\tc"]),
        ("<dl><dt>Term<dd>Meaning</dl>", ["p Term", "p Meaning"]),
        ("<figure><img src=x><figcaption>Figure 1</figcaption></figure>", ["caption Figure 1"]),
        ("<P>Upper</P><LI>case", ["p Upper", "li1 case"]),
    ],
)
def test_blocks_are_those_that_a_browser_shows(shown: Shown, markup: str, blocks: list[str]) -> None:
    assert shown(markup, "report.html") == blocks


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>  two \n\t words  </p>", "two words"),
        ("<p>no&nbsp;&nbsp;break\xa0here</p>", "no break here"),
        ("<p>$4.<b>2</b> bil<i>lion</i></p>", "$4.2 billion"),
        ("<p>R&D &amp; sales &lt;5%</p>", "R&D & sales <5%"),
        ("<p>&#8364;5 &#x20AC;6 &euro;7 &copy 8</p>", "€5 €6 €7 © 8"),
        ("<p>&unknown; &notit; &#0;</p>", "&unknown; ¬it; \ufffd"),
        ("<p>4 < 5 and <3</p>", "4 < 5 and <3"),
        ("<p>soft&shy;hyphen zero&#8203;width</p>", "softhyphen zerowidth"),
        ("<p>a<!-- 99% -->b<!>c<?php 5 ?>d</p>", "abcd"),
        ("<p>a <b> b</b> <i> </i> c</p>", "a b c"),
        ("<p title='5 > 4'>x</p>", "x"),
        ("<p>open tag at the end <a href='x", "open tag at the end"),
    ],
)
def test_text_is_collapsed_and_decoded(read: Read, markup: str, text: str) -> None:
    assert read(markup, "report.html").text == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = '<p>no</p>';</script>",
        "<style>p { color: no }</style>",
        "<template><p>no</p></template>",
        "<noscript><p>no</p></noscript>",
        "<head><title>no</title></head>",
        "<p hidden>no</p>",
        "<div style='color:red; display : NONE'><p>no<ul><li>no</ul></div>",
        "<b style='display:none'>no</b>",
        "<!-- <p>no</p> -->",
        "<img alt='no' src=no.png>",
        "<input value=no>",
        "<svg><title>no</title></svg>",
        "<script>unclosed: no",
    ],
)
def test_hidden_text_is_no_text(read: Read, hidden: str) -> None:
    assert read(f"<p>shown</p>{hidden}", "report.html").text == "shown"


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<p><strong>Europe:</strong></p>", ["h7 Europe:"]),
        ("<p> <b> Europe: </b> <ul><li>Spain</ul>", ["h7 Europe:", "li1 Spain"]),
        ("<p><b>Nor</b><b>way</b></p>", ["h7 Norway"]),
        ("<p style='font-weight: 700'>Outlook</p>", ["h7 Outlook"]),
        ("<p><b>Outlook</b><br>Sales rise.</p>", ["h7 Outlook", "p Sales rise."]),
        ("<p><b>Outlook</b> is good</p>", ["p Outlook is good"]),
        ("<p><b style='font-weight:normal'>plain</b></p>", ["p plain"]),
        (
            "<p><b>Sales of tea in all of our regions rose by more than seven percent this year.</b></p>",
            ["p Sales of tea in all of our regions rose by more than seven percent this year."],
        ),
        ("<p><b>***</b></p>", ["p ***"]),
        ("<ul><li><b>Spain</b></ul>", ["li1 Spain"]),
    ],
)
def test_a_line_wholly_in_bold_is_a_heading(shown: Shown, markup: str, blocks: list[str]) -> None:
    assert shown(markup, "report.html") == blocks


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>after", ["li1 a", "li1 b", "li2 c", "li1 d", "p after"]),
        ("<ol start=3><li>c<li value=7>g<li>h</ol>", ["li1#3 c", "li1#7 g", "li1#8 h"]),
        ("<ul><li><p>one</p><p>two</p></ul>", ["li1 one", "p two"]),
        ("<p>Types:<ul><li>green</ul></p>", ["p Types:", "li1 green"]),
        ("<ul><ul><li>deep</ul></ul>", ["li2 deep"]),
        ("<li>without a list", ["li1 without a list"]),
    ],
)
def test_lists(shown: Shown, markup: str, blocks: list[str]) -> None:
    assert shown(markup, "report.html") == blocks


def test_every_list_is_a_group_of_its_own(read: Read) -> None:
    document = read("<ul><li>a<ol><li>b<li>c</ol><li>d</ul><ul><li>e</ul>", "report.html")
    groups = [block.group for block in document.blocks]
    assert groups[0] == groups[3]
    assert groups[1] == groups[2]
    assert len(set(groups)) == 3


def _grid(document: Document) -> list[list[str | None]]:
    rows = document.tables[0].rows
    return [[None if cell is None else document.text[cell.span.start : cell.span.end] for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("rows", "grid"),
    [
        ("<tr><td>a<td>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
        ("<thead><tr><th>a<th>b</thead><tbody><tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
        ("<td>a<td>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
        ("<tr><td rowspan=2>a<td>b<tr><td>c", [["a", "b"], ["a", "c"]]),
        ("<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e", [["a", "a", "b"], ["c", "d", "e"]]),
        ("<tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d", [["a", "b"], ["a", "c"], ["a", "d"]]),
        ("<tr><td rowspan=99>a<td>b<tr><td>c", [["a", "b"], ["a", "c"]]),
        ("<tr><td>a<td><td>c<tr><td>d", [["a", "", "c"], ["d", None, None]]),
        ("<tr><td><p>a</p><p>b</p><td>c", [["a\nb", "c"]]),
        ("<tr></tr><tr><td colspan=x>a<td rowspan=-1>b", [["a", "b"]]),
    ],
)
def test_tables_are_grids(read: Read, rows: str, grid: list[list[str | None]]) -> None:
    assert _grid(read(f"<table>{rows}</table>", "report.html")) == grid


def test_a_table_has_header_cells_places_and_a_caption(read: Read, shown: Shown) -> None:
    markup = "<table><caption>Sales</caption><thead><tr><td>Year<td>$m<tbody><tr><th>2024<td>5</table>"
    assert shown(markup, "t.html") == ["caption Sales", "cell0,0 Year", "cell0,1 $m", "cell1,0 2024", "cell1,1 5"]
    document = read(markup, "t.html")
    table = document.tables[0]
    assert [[cell is not None and cell.header for cell in row] for row in table.rows] == [[True, True], [True, False]]
    assert table.caption == document.blocks[0].span
    assert {block.group for block in document.blocks} == {table.group}


def test_a_paragraph_that_names_the_table_below_is_its_caption(read: Read) -> None:
    document = read("<p>Table 2: Sales</p><table><tr><td>a<td>b</table>", "report.html")
    assert document.tables[0].caption == document.blocks[0].span


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<td>cell</td> <td>text</td>", ["p cell text"]),
        ("<table><tr><td><h1>Page</h1><p>Text</table>", ["h1 Page", "p Text"]),
        ("<table><tr><td><p>Page</p><table><tr><td>1<td>2</table></table>", ["p Page", "cell0,0 1", "cell0,1 2"]),
    ],
)
def test_a_table_that_holds_no_data_is_layout(shown: Shown, markup: str, blocks: list[str]) -> None:
    assert shown(markup, "report.html") == blocks


@pytest.mark.parametrize(
    ("markup", "links"),
    [
        (
            "<p>See <a href='/tea-2024?a=1&amp;b=2'>the <b>tea</b> report</a>.",
            [("the tea report", "/tea-2024?a=1&b=2")],
        ),
        ("<p><a href=x>https://example.com/2031</a>", [("https://example.com/2031", "x")]),
        ("<p>text<a href='#top'></a>", [("", "#top")]),
        ("<p><a name=here>no link</a>", []),
        ("<p><a href=1>one<a href=2>two</a>", [("one", "1"), ("two", "2")]),
    ],
)
def test_addresses_are_kept_apart_from_the_text(read: Read, markup: str, links: list[tuple[str, str]]) -> None:
    document = read(markup, "report.html")
    assert [(document.text[link.span.start : link.span.end], link.address) for link in document.links] == links


@pytest.mark.parametrize(
    ("head", "metadata"),
    [
        ("<title> Tea &amp;\n milk </title>", {"title": "Tea & milk"}),
        ("<meta property='og:title' content='Shared'>", {"title": "Shared"}),
        (
            "<meta name=date content=2024-01-01><meta property=article:published_time content=2024-02-02>",
            {"date": "2024-02-02"},
        ),
        ("<meta name='DC.date' content=2023>", {"date": "2023"}),
    ],
)
def test_metadata_of_the_head(read: Read, head: str, metadata: dict[str, str]) -> None:
    document = read(f"<html><head>{head}</head><body>x", "report.html")
    assert document.metadata == metadata


def test_the_first_time_element_dates_a_page_and_html_names_its_language(read: Read) -> None:
    page = "<html lang=en-GB><p><time datetime=2024-05-06>May</time> <time datetime=2020>x</time>"
    assert read(page, "report.html").metadata == {"date": "2024-05-06", "language": "en-GB"}


@pytest.mark.parametrize("markup", ["<p></p>", "<script>x</script>", "<p>&nbsp;</p>", "<!-- x", "<a"])
def test_a_page_without_visible_text_cannot_be_read(read: Read, markup: str) -> None:
    with pytest.raises(ReadError, match="no visible text"):
        read(markup, "report.html")


def test_evidence_stands_in_the_file_with_its_tags_and_references(read: Read) -> None:
    source = "\ufeff<p>Worth\r\n$4.<b>2</b>&nbsp;billion</p>"
    document = read(source, "report.html")
    assert document.source == source
    assert document.text == "Worth $4.2 billion"
    in_file = to_file(document, document.blocks[0].span)
    assert source[in_file.start : in_file.end] == "Worth\r\n$4.<b>2</b>&nbsp;billion"
