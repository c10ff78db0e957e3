from __future__ import annotations

from collections.abc import Callable

import pytest

from crossfoot.errors import ReadError
from crossfoot.model import Document, Span
from crossfoot.read import Limits, read_bytes
from crossfoot.read.origin import label_of, parts_of

from office_files import item, packed, paragraph, text_run, word_file

ShownDocument = Callable[[Document], list[str]]

_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF 9 </w:instrText></w:r>'
    '<w:r><w:t>99</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>12%</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_DELETED = "<w:del><w:r><w:delText>7%</w:delText></w:r></w:del>"


def _row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        (paragraph("Tea Market", style="Title") + paragraph("It grew."), ["h1 Tea Market", "p It grew."]),
        (paragraph("Outlook", style="H2") + paragraph("Good."), ["h2 Outlook", "p Good."]),
        (paragraph("Outlook", style="Own") + paragraph("Good."), ["h2 Outlook", "p Good."]),
        (paragraph("Outlook", style="Outline") + paragraph("Good."), ["h3 Outlook", "p Good."]),
        (paragraph(text_run("Outlook", "<w:b/>")) + paragraph("Good."), ["h7 Outlook", "p Good."]),
        (paragraph(text_run("Outlook", '<w:rStyle w:val="Strong"/>')) + paragraph("So."), ["h7 Outlook", "p So."]),
        (paragraph(text_run("Plain", '<w:b w:val="0"/>')) + paragraph("So."), ["p Plain", "p So."]),
        (item("a") + item("b", level=1) + item("c"), ["li1 a", "li2 b", "li1 c"]),
        (item("a", 2) + paragraph("So.") + item("b", 2), ["li1#3 a", "p So.", "li1#4 b"]),
        (paragraph("a", style="Bullet") + paragraph("So."), ["li1 a", "p So."]),
        (paragraph("One ", "two", " three."), ["p One two three."]),
        (paragraph("13.", "9%", "<w:r><w:tab/></w:r>", "up"), ["p 13.9% up"]),
        (paragraph("One", "<w:r><w:br/></w:r>", "two"), ["p One\ntwo"]),
        (paragraph("mid<w:r/>") + paragraph("", "new"), ["p mid", "p new"]),
        (paragraph("Rose ", _FIELD, " in May."), ["p Rose 12% in May."]),
        (
            paragraph(
                "Rose ", f"<w:ins>{text_run('9%')}</w:ins>", "<w:del><w:r><w:delText>7%</w:delText></w:r></w:del>"
            ),
            ["p Rose 9%"],
        ),
        (
            paragraph("One ", properties="<w:rPr><w:del/></w:rPr>") + paragraph("line.") + paragraph("Two."),
            ["p One line.", "p Two."],
        ),
        (paragraph("Seen", text_run(" unseen", "<w:vanish/>")), ["p Seen"]),
        (paragraph("Contents 7", style="TOC1") + paragraph("Text."), ["p Text."]),
        (
            paragraph("Before.", _BOX.format(paragraph("Boxed 5%."))) + paragraph("After."),
            ["p Before.", "p Boxed 5%.", "p After."],
        ),
        (
            f"<w:sdt><w:sdtContent>{paragraph('Controlled.')}</w:sdtContent></w:sdt>"
            + paragraph(f"<w:sdt><w:sdtContent>{text_run('9%')}</w:sdtContent></w:sdt>"),
            ["p Controlled.", "p 9%"],
        ),
        (paragraph(text_run("1,234"), "<w:r><w:commentReference/></w:r>"), ["p 1,234"]),
        (
            "<w:tbl>"
            + _row(_cell("Year"), _cell("Sales", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>")
            + _row(_cell("2023", "<w:vMerge w:val='restart'/>"), _cell("4"), _cell("5"))
            + _row(_cell("", "<w:vMerge/>"), _cell("6"), _cell("7"))
            + _row(_cell("gone"), _cell("8"), _cell("9"), properties="<w:del/>")
            + "</w:tbl>",
            ["cell0,0 Year", "cell0,1 Sales", "cell1,0 2023", "cell1,1 4", "cell1,2 5", "cell2,1 6", "cell2,2 7"],
        ),
    ],
)
def test_blocks_of_a_word_file(shown_document: ShownDocument, body: str, blocks: list[str]) -> None:
    assert shown_document(read_bytes(word_file(body), "report.docx")) == blocks


def test_a_merged_cell_stands_in_every_position_that_it_covers() -> None:
    body = (
        "<w:tbl>"
        + _row(_cell("Year"), _cell("Sales", '<w:gridSpan w:val="2"/>'))
        + _row(_cell("2023", "<w:vMerge w:val='restart'/>"), _cell("4"), _cell("5"))
        + _row(_cell("", "<w:vMerge/>"), _cell("6"), _cell("7"))
        + "</w:tbl>"
    )
    document = read_bytes(word_file(body), "report.docx")
    grid = [[document.text[c.span.start : c.span.end] if c else "" for c in row] for row in document.tables[0].rows]
    assert grid == [["Year", "Sales", "Sales"], ["2023", "4", "5"], ["2023", "6", "7"]]


def test_notes_and_margins_follow_the_body_each_once(shown_document: ShownDocument) -> None:
    body = paragraph("Sales rose.", '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph("So it is.")
    note = f'<w:footnote w:type="separator" w:id="0">{paragraph("-")}</w:footnote>'
    note += f'<w:footnote w:id="1">{paragraph("Unused.")}</w:footnote>'
    note += f'<w:footnote w:id="2">{paragraph("By 7% in May.")}</w:footnote>'
    parts = {"footnotes": note, "header1": paragraph("Tea 2024"), "header2": paragraph("Tea 2024")}
    document = read_bytes(word_file(body, parts), "report.docx")
    assert shown_document(document) == ["p Sales rose.", "p So it is.", "p By 7% in May.", "p Tea 2024"]
    place = document.text.index("7%")
    assert label_of(document, Span(place, place + 2)) == "footnote 1"


def test_evidence_leads_to_part_paragraph_and_runs() -> None:
    document = read_bytes(word_file(paragraph("First.") + paragraph("Grew 13.", "9%", " a year.")), "report.docx")
    start = document.text.index("13.9%")
    found = parts_of(document, Span(start, start + 5))
    assert [(each.part, each.paragraph, each.run, each.start, each.end) for each in found] == [
        ("word/document.xml", 1, 1, 5, 8),
        ("word/document.xml", 1, 2, 0, 2),
    ]
    assert label_of(document, Span(start, start + 5)) == "paragraph 2"


def test_a_link_keeps_its_address() -> None:
    relation = '<Relationship Id="x" Type="http://x/hyperlink" Target="https://example.org/a" TargetMode="External"/>'
    body = paragraph("See ", f'<w:hyperlink r:id="x">{text_run("here")}</w:hyperlink>', ".")
    document = read_bytes(word_file(body, relations=relation), "report.docx")
    assert [(link.address, document.text[link.span.start : link.span.end]) for link in document.links] == [
        ("https://example.org/a", "here")
    ]


_BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]><w:document xmlns:w="x"><w:body>&b;</w:body></w:document>'
_WIDE_BOMB = _BOMB.decode().encode("utf-16")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed({"a.txt": b"x"}), "ZIP archive"),
        (word_file(paragraph("x"))[:300], "is damaged"),
        (packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document"}), "is damaged"),
        (packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": _BOMB}), "declares entities"),
        (
            packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": _BOMB.decode().encode("utf-16")}),
            "entities",
        ),
        (packed({"[Content_Types].xml": b"<Types/>", "word/other.xml": b"<x/>"}), "no Word document"),
        (word_file(""), "no visible text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read_bytes(data, "report.docx")


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(max_unpacked=2_000), "unpacks to more than 2,000 bytes"),
        (Limits(max_parts=3), "more than 3 parts"),
        (Limits(max_pieces=1), "more than 1 pieces"),
        (Limits(max_seconds=-1.0), "seconds"),
    ],
)
def test_a_file_that_costs_too_much_is_not_read(limits: Limits, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read_bytes(word_file(paragraph("a", "b", "c")), "report.docx", limits)


def test_deep_nesting_is_an_error_not_a_crash() -> None:
    nested = "<w:sdt><w:sdtContent>" * 2_000 + paragraph("x") + "</w:sdtContent></w:sdt>" * 2_000
    with pytest.raises(ReadError, match="is damaged"):
        read_bytes(word_file(nested), "report.docx")
