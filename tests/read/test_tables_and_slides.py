from __future__ import annotations

import datetime
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest

from crossfoot.errors import ReadError
from crossfoot.model import Document, Span
from crossfoot.read import Limits, read_bytes
from crossfoot.read.office.cell_formats import shown
from crossfoot.read.origin import label_of

from office_files import packed, slide_shape, slide_table, slides_file

ShownDocument = Callable[[Document], list[str]]


def _grid(document: Document) -> list[list[str]]:
    return [
        [
            ("*" if cell and cell.header else "") + (document.text[cell.span.start : cell.span.end] if cell else "")
            for cell in row
        ]
        for row in document.tables[0].rows
    ]


# --- slides ------------------------------------------------------------------------------


def test_slides_are_read_in_their_order_titles_first(shown_document: ShownDocument) -> None:
    first = slide_shape("Grew by 7%\nFell by 2%", "body") + slide_shape("Harps", "title") + slide_shape("3", "sldNum")
    second = slide_shape("A box.") + slide_table(("Year", "Sales"), ("2023", "4.1"))
    document = read_bytes(slides_file(first, second), "report.pptx")
    assert shown_document(document) == [
        "h2 Harps",
        "li1 Grew by 7%",
        "li1 Fell by 2%",
        "p A box.",
        "cell0,0 Year",
        "cell0,1 Sales",
        "cell1,0 2023",
        "cell1,1 4.1",
    ]
    place = document.text.index("4.1")
    assert label_of(document, Span(place, place + 3)) == "slide 2"


# --- workbooks ---------------------------------------------------------------------------


def _workbook(*rows: tuple[object, ...], merged: str = "", formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sales"
    for row in rows:
        sheet.append(list(row))
    if merged:
        sheet.merge_cells(merged)
    for name, form in (formats or {}).items():
        sheet[name].number_format = form
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_is_its_name_the_lines_above_and_a_table(shown_document: ShownDocument) -> None:
    data = _workbook(("Sales by region, $m",), ("Region", 2023, 2024), ("Europe", 4.1, 5.25), formats={"C3": "0.0"})
    document = read_bytes(data, "report.xlsx")
    assert shown_document(document)[:2] == ["h2 Sales", "p Sales by region, $m"]
    assert _grid(document) == [["*Region", "*2023", "*2024"], ["Europe", "4.1", "5.3"]]
    place = document.text.index("5.3")
    assert label_of(document, Span(place, place + 3)) == "Sales!C3"


def test_merged_cells_stand_in_every_position() -> None:
    data = _workbook(("", "Total", None), ("Region", "a", "b"), ("Europe", 1, 2), merged="B1:C1")
    assert _grid(read_bytes(data, "report.xlsx"))[0] == ["*", "*Total", "*Total"]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.139, "0.0%", "13.9%"),
        (1234.5, "#,##0", "1,235"),
        (1234.5, "$#,##0.00", "$1,234.50"),
        (1234.5, '[$€-407]#,##0', "€1,235"),
        (12_345_678, '#,##0.0,,"m"', "12.3m"),
        (-4.5, "0.0;(0.0)", "(4.5)"),
        (-0.05, "0%", "-5%"),
        (-4.5, "$0.0", "-$4.5"),
        (4.0, "General", "4"),
        (0.1 + 0.2, "General", "0.3"),
        (2024, "0", "2024"),
        (datetime.datetime(2024, 3, 14), "dd/mm/yyyy", "14 March 2024"),
        (datetime.datetime(2024, 3, 1), "mmm yyyy", "March 2024"),
        (datetime.datetime(2024, 3, 1), "yyyy", "2024"),
        (True, "General", "TRUE"),
        ("text", "@", "text"),
        (float("inf"), "0.0", "inf"),
        (1e305, "0.0", "1E+305"),
    ],
)  # fmt: skip
def test_a_figure_is_read_as_the_sheet_shows_it(value: object, form: str, text: str) -> None:
    assert shown(value, form) == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook"}), "is damaged"),
        (packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<!DOCTYPE x><workbook/>"}), "entities"),
        (_workbook(), "no visible text"),
    ],
)
def test_a_workbook_that_cannot_be_read_is_told(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read_bytes(data, "report.xlsx")


def test_a_sheet_of_ten_thousand_columns_is_refused() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.cell(1_000_000, 10_000, 5)
    out = BytesIO()
    book.save(out)
    with pytest.raises(ReadError, match="larger than can be read"):
        read_bytes(out.getvalue(), "report.xlsx")
    with pytest.raises(ReadError, match="part of more than"):
        read_bytes(_workbook(("a", 1)), "report.xlsx", Limits(max_unpacked=20_000))


# --- separated values --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "grid"),
    [
        ("Year,Sales\n2023,4.1\n", [["*Year", "*Sales"], ["2023", "4.1"]]),
        ("Year;Sales\r\n2023;4,1\r\n", [["*Year", "*Sales"], ["2023", "4,1"]]),
        ("Year\tSales\n2023\t4.1", [["*Year", "*Sales"], ["2023", "4.1"]]),
        ('Maker,Sales\n"Lyra, Sons",4.1\n"A ""B""",5', [["*Maker", "*Sales"], ["Lyra, Sons", "4.1"], ['A "B"', "5"]]),
        ('a,b\n"two\nlines",4', [["*a", "*b"], ["two lines", "4"]]),
        ("a,b\n1,\n", [["*a", "*b"], ["1", ""]]),
        ('a,b\n"open,4', [["*a", "*b"], ['"open', "4"]]),
        ("1,2\n3,4", [["1", "2"], ["3", "4"]]),
    ],
)
def test_separated_values_are_one_table(source: str, grid: list[list[str]]) -> None:
    assert _grid(read_bytes(source.encode(), "report.csv")) == grid
