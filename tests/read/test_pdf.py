from __future__ import annotations

from collections.abc import Callable

import pytest

from crossfoot.errors import ReadError
from crossfoot.model import Box, Document, Span
from crossfoot.read import Limits, read_bytes
from crossfoot.read.origin import boxes_of

from pdf_files import LETTER, PdfPage, pdf_file

ShownDocument = Callable[[Document], list[str]]
_FULL = "The market for harps has grown in each of the last ten years, and it will go"


def _read(*pages: PdfPage) -> Document:
    return read_bytes(pdf_file(pages), "report.pdf")


def _grid(document: Document, number: int = 0) -> list[list[str]]:
    return [
        [document.text[cell.span.start : cell.span.end] if cell else "" for cell in row]
        for row in document.tables[number].rows
    ]


def _page(text: str) -> PdfPage:
    """A page as it looks: each line 14 points below the last, each column of letters 6 points wide."""
    page = PdfPage()
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            lead = len(line) - len(line.lstrip())
            page.text(40 + 6 * lead, 80 + 14 * number, line.strip())
    return page


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        (PdfPage().text(40, 90, "Harps", 20).text(40, 120, "It grew."), ["h1 Harps", "p It grew."]),
        (
            PdfPage().text(40, 90, "Harps", 20).text(40, 115, "Trade", 14).lines(40, 140, [_FULL, "on so."]),
            ["h1 Harps", "h2 Trade", f"p {_FULL} on so."],
        ),
        (PdfPage().text(40, 90, "Outlook", bold=True).text(40, 104, "It grew."), ["h7 Outlook", "p It grew."]),
        (PdfPage().lines(40, 90, [_FULL, "on so."]).lines(40, 130, ["New."]), [f"p {_FULL} on so.", "p New."]),
        (
            PdfPage().lines(40, 90, [_FULL + " as it."]).lines(52, 103, [_FULL, "on."]),
            [f"p {_FULL} as it.", f"p {_FULL} on."],
        ),
        (PdfPage().lines(40, 90, [_FULL + " fur-", "ther."]), [f"p {_FULL} further."]),
        (PdfPage().lines(40, 90, [_FULL + " long-", "term."]), [f"p {_FULL} long-term."]),
        (PdfPage().lines(40, 90, [_FULL + " peer-to-", "peer."]), [f"p {_FULL} peer-to-peer."]),
        (PdfPage().text(40, 90, "Up \U0001f4c8 by 5%"), ["p Up \U0001f4c8 by 5%"]),
        (PdfPage().lines(40, 90, [_FULL + " 2024–", "2030."]), [f"p {_FULL} 2024–2030."]),
        (PdfPage().text(40, 90, "The ﬁrst oﬀer"), ["p The first offer"]),
        (
            PdfPage().lines(40, 90, ["• one", "• two, which", "  goes on", "– three"]),
            ["li1 one", "li1 two, which goes on", "li1 three"],
        ),
        (PdfPage().lines(40, 90, ["1. one", "2. two"]), ["li1#1 one", "li1#2 two"]),
        (PdfPage().text(40, 90, "\uf0b7 one"), ["li1 one"]),
        (PdfPage().text(40, 90, "Rose 5%").text(82, 86, "1", 6).text(88, 90, " in May."), ["p Rose 5% in May."]),
        (
            PdfPage().text(40, 90, "A field of 3 m").text(124, 86, "2", 6).text(128, 90, " lay."),
            ["p A field of 3 m 2 lay."],
        ),
        (PdfPage().text(40, 90, "Upright.").text(300, 400, "DRAFT", 40, angle=90), ["p Upright."]),
        (PdfPage().text(40, 90, "One", 20).text(40, 110, "Two . . . . . . . 7"), ["h1 One"]),
    ],
)
def test_blocks_of_a_page(shown_document: ShownDocument, page: PdfPage, blocks: list[str]) -> None:
    assert shown_document(_read(page)) == blocks


def test_two_columns_are_read_one_after_the_other(shown_document: ShownDocument) -> None:
    left = ["Harps are older than", "pianos and louder than", "flutes, and they weigh", "more than both of them"]
    right = [
        "when they are carried to",
        "a concert. The market for",
        "them grew by 7% in 2024",
        "and will grow further yet.",
    ]
    page = PdfPage().text(40, 70, "A heading across the two of the columns below", 14)
    page.lines(40, 100, [*left, *left]).lines(300, 104, [*right, *right])
    text = " ".join([*left, *left, *right, *right])
    assert shown_document(_read(page)) == ["h1 A heading across the two of the columns below", f"p {text}"]


def test_a_paragraph_goes_on_over_the_page_and_margins_stay_out(shown_document: ShownDocument) -> None:
    pages = []
    for number in range(1, 5):
        page = PdfPage().text(40, 40, f"Harps {number + 2020}, a survey").text(300, 780, str(number))
        pages.append(page.lines(40, 90, [f"on {number} of the days. {_FULL}", _FULL]))
    document = _read(*pages)
    assert len(shown_document(document)) == 1
    assert "survey" not in document.text
    assert "Left out as running heads: “Harps 2021, a survey”" in document.notes[0]


def test_footnotes_follow_the_text(shown_document: ShownDocument) -> None:
    first = PdfPage().lines(40, 90, [_FULL, _FULL]).text(40, 700, "1 A note of 7%.", 7)
    second = PdfPage().lines(40, 90, ["on and on.", "So be it."])
    assert shown_document(_read(first, second))[-1] == "p 1 A note of 7%."
    assert shown_document(_read(first, second))[0].startswith(f"p {_FULL} {_FULL} on and on.")


@pytest.mark.parametrize(
    ("drawn", "grid"),
    [
        (
            """
            Year      Sales     Profit
            2023      4,100        210
            2024      5,250        260
            """,
            [["Year", "Sales", "Profit"], ["2023", "4,100", "210"], ["2024", "5,250", "260"]],
        ),
        (
            """
                          Total               Public
            Year       All     Few         All     Few
            2023       4.1     2.2         1.9     1.1
            2024       5.1     3.2         2.9     2.1
            """,
            [
                ["", "Total", "Total", "Public", "Public"],
                ["Year", "All", "Few", "All", "Few"],
                ["2023", "4.1", "2.2", "1.9", "1.1"],
                ["2024", "5.1", "3.2", "2.9", "2.1"],
            ],
        ),
        (
            """
            Value added by      2023    2024
            Farms               12.5    13.1
            Mining and
            quarrying            8.1     7.7
            """,
            [["Value added by", "2023", "2024"], ["Farms", "12.5", "13.1"], ["Mining and quarrying", "8.1", "7.7"]],
        ),
        (
            """
            Europe      Asia        Africa
            Spain       Japan       Kenya
            Italy       India       Egypt
            France                  Ghana
            """,
            [
                ["Europe", "Asia", "Africa"],
                ["Spain", "Japan", "Kenya"],
                ["Italy", "India", "Egypt"],
                ["France", "", "Ghana"],
            ],
        ),
        (
            """
            Maker       Share     Change     Source
            Lyra        (78)                 Trade News
            Harmonic    16        -          70
            String      24        +3         12
            """,
            [
                ["Maker", "Share", "Change", "Source"],
                ["Lyra", "(78)", "", "Trade News"],
                ["Harmonic", "16", "-", "70"],
                ["String", "24", "+3", "12"],
            ],
        ),
        (
            """
            Price, $     Low - High      Last
            Iowa         1.35 - 1.42     1.40
            Ohio         n/a             (1.2)
            """,
            [["Price, $", "Low - High", "Last"], ["Iowa", "1.35 - 1.42", "1.40"], ["Ohio", "n/a", "(1.2)"]],
        ),
    ],
)
def test_aligned_columns_are_a_table(drawn: str, grid: list[list[str]]) -> None:
    assert _grid(_read(_page(drawn))) == grid


def test_the_rules_of_a_grid_part_cells_that_stand_close() -> None:
    page = PdfPage()
    for row, words in enumerate([("Maker", "Town"), ("Lyra & Sons", "Kiln"), ("Harmonic", "Ford")]):
        page.text(42, 100 + 40 * row, words[0]).text(112, 100 + 40 * row, words[1])
        page.rule(40, 88 + 40 * row, 160, 88 + 40 * row)
    page.text(112, 152, "Green").rule(40, 208, 160, 208)
    for x in (40, 110, 160):
        page.rule(x, 88, x, 208)
    assert _grid(_read(page)) == [["Maker", "Town"], ["Lyra & Sons", "Kiln Green"], ["Harmonic", "Ford"]]


def test_a_line_above_a_table_is_its_caption() -> None:
    page = PdfPage().lines(40, 60, [_FULL + ".", ""]).text(40, 100, "Sales by year, tonnes")
    document = _read(page.text(40, 114, "2023").text(140, 114, "4.1").text(40, 128, "2024").text(140, 128, "5.1"))
    caption = document.tables[0].caption
    assert caption is not None
    assert document.text[caption.start : caption.end] == "Sales by year, tonnes"


@pytest.mark.parametrize(
    ("turn", "angle", "place", "edges"),
    [
        (0, 0, (40, 90), (88, 118)),
        (90, 90, (90, 300), (548, 578)),  # the page is turned to the right, and the text was written upwards
        (180, 0, (40, 90), (482, 512)),  # stands upside down
        (0, 90, (90, 300), (81, 92)),  # runs upwards on a page that is not turned
    ],
)
def test_turned_text_is_read_and_its_box_is_that_of_the_page_as_shown(
    turn: int, angle: int, place: tuple[int, int], edges: tuple[int, int]
) -> None:
    document = _read(PdfPage(turn=turn).text(*place, "Grew by 13.9%", angle=angle))
    assert document.text == "Grew by 13.9%"
    (box,) = boxes_of(document, Span(8, 13))
    assert (box.left, box.right) == (pytest.approx(edges[0], abs=1.5), pytest.approx(edges[1], abs=1.5))


def test_evidence_covers_the_words_on_each_of_their_lines() -> None:
    document = _read(PdfPage().lines(40, 90, [_FULL + " by 13.9", "% a year."]))
    start = document.text.index("13.9")
    boxes = boxes_of(document, Span(start, start + 6))
    column = 40 + 10 * LETTER * (len(_FULL) + 4)
    assert [(box.page, box.left, box.right) for box in boxes] == [
        (1, pytest.approx(column, abs=0.1), pytest.approx(column + 24, abs=0.1)),
        (1, pytest.approx(40, abs=0.1), pytest.approx(46, abs=0.1)),
    ]
    assert all(isinstance(box, Box) and box.bottom - box.top == pytest.approx(10, abs=2) for box in boxes)


def test_a_count_that_begins_anew_is_another_list() -> None:
    groups = [block.group for block in _read(PdfPage().lines(40, 90, ["1. a", "2. b", "1. c", "2. d"])).blocks]
    assert groups[0] == groups[1] != groups[2] == groups[3]


def test_text_beside_the_page_is_not_seen(shown_document: ShownDocument) -> None:
    page = PdfPage().text(40, 90, "Seen.").text(40, -99999999, "Above.").text(99999, 90, "Beside.")
    assert shown_document(_read(page)) == ["p Seen."]


def test_a_page_as_wide_as_numbers_go_is_read() -> None:
    data = pdf_file([PdfPage().lines(40, 90, ["One.", "Two."] * 12).text(99999999, 90, "Far.")])
    wide = data.replace(b"/MediaBox [0 0 600.0", b"/MediaBox [0 0 999999999")
    assert "One." in read_bytes(wide, "report.pdf").text


_PAGE = PdfPage().text(40, 90, "Text.")
_LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O ({'x' * 32}) /U ({'y' * 32}) /P -4 >> /ID [(a) (a)]"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\nnothing", "is damaged"),
        (pdf_file([_PAGE])[:900], "is damaged|no visible text"),
        (pdf_file([PdfPage()]), "no visible text"),
        (pdf_file([PdfPage().picture()]), "a scan"),
        (pdf_file([_PAGE], mapped=False), "fonts that do not say"),
        (pdf_file([_PAGE], trailer=_LOCK), "password"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read_bytes(data, "report.pdf")


@pytest.mark.parametrize(
    ("limits", "said"), [(Limits(max_pages=1), "more than 1 pages"), (Limits(max_seconds=-1.0), "seconds")]
)
def test_a_file_that_costs_too_much_is_not_read(limits: Limits, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read_bytes(pdf_file([_PAGE, _PAGE]), "report.pdf", limits)


def test_a_picture_among_pages_of_text_is_told() -> None:
    assert "1 pages hold only pictures" in read_bytes(pdf_file([_PAGE, PdfPage().picture()]), "a.pdf").notes[0]
