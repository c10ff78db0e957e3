from __future__ import annotations

from collections.abc import Callable

import pytest

from crossfoot.model import Document

Shown = Callable[[str, str], list[str]]
Read = Callable[[str, str], Document]


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("Tea Market 2024\n\nIt grew\nby 7%.\n", ["h1 Tea Market 2024", "p It grew by 7%."]),
        ("It grew by 7%.\n\nOutlook\n\nGood.", ["p It grew by 7%.", "h7 Outlook", "p Good."]),
        ("A.\r\n\r\nB\r\nb.\r\rC.", ["p A.", "p B b.", "p C."]),
        ("Page one.\fPage two.", ["p Page one.", "p Page two."]),
        (
            "Text.\n\nEurope:\n- Spain\n- Italy\n  and more\n",
            ["p Text.", "h7 Europe:", "li1 Spain", "li1 Italy and more"],
        ),
        ("Text.\n\nAlone:\n\nMore.", ["p Text.", "p Alone:", "p More."]),
        ("- a\n  - b\n- c", ["li1 a", "li2 b", "li1 c"]),
        ("• a\n* b\n– c", ["li1 a", "li1 b", "li1 c"]),
        ("1. a\n2) b\n(3) c", ["li1#1 a", "li1#2 b", "li1#3 c"]),
        ("1. a\n\n2. b\n\nIt ends here.\n\n- c", ["li1#1 a", "li1#2 b", "p It ends here.", "li1 c"]),
        ("Sales rose in\n2024. That was good.", ["p Sales rose in 2024. That was good."]),
        (
            "It fell, as we said\nwide and far\n- by 5% - in May.",
            ["p It fell, as we said wide and far - by 5% - in May."],
        ),
        ("First sentence here.\n\n----------\n\nSecond one.", ["p First sentence here.", "p Second one."]),
        ("5,000\n\nText.", ["p 5,000", "p Text."]),
    ],
)
def test_blocks_by_the_way_they_are_set(shown: Shown, source: str, blocks: list[str]) -> None:
    assert shown(source, "report.txt") == blocks


def test_lists_of_two_kinds_are_two_groups(read: Read) -> None:
    groups = [block.group for block in read("- a\n- b\n1. c\n2. d", "report.txt").blocks]
    assert groups[0] == groups[1] != groups[2] == groups[3]


@pytest.mark.parametrize(
    ("source", "grid"),
    [
        ("Year\tSales\n2023\t4\n2024\t5", [["Year*", "Sales*"], ["2023", "4"], ["2024", "5"]]),
        ("Year   Sales\n2023   4.0\n2024   5.0", [["Year*", "Sales*"], ["2023", "4.0"], ["2024", "5.0"]]),
        ("| Year | Sales |\n|------|-------|\n| 2023 | 4 |", [["Year*", "Sales*"], ["2023", "4"]]),
        ("Tea | 4\nMilk | 5", [["Tea", "4"], ["Milk", "5"]]),
        ("Tea  4%\nMilk  15%", [["Tea", "4%"], ["Milk", "15%"]]),
        ("Tea      4%\nMilk    15%", [["Tea", "4%"], ["Milk", "15%"]]),
    ],
)
def test_aligned_columns_are_a_table(read: Read, source: str, grid: list[list[str]]) -> None:
    document = read(source, "report.txt")
    rows = document.tables[0].rows
    found = [
        [document.text[cell.span.start : cell.span.end] + "*" * cell.header for cell in row if cell is not None]
        for row in rows
    ]
    assert found == grid


def test_a_line_above_the_columns_is_the_caption(read: Read) -> None:
    document = read("Table 1. Sales\nYear  $m\n----  --\n2023  4\n2024  5", "report.txt")
    caption = document.tables[0].caption
    assert caption is not None
    assert document.text[caption.start : caption.end] == "Table 1. Sales"


@pytest.mark.parametrize(
    "source",
    [
        "Sentences that are set  with two spaces\nand others that are  not set so.",
        "Tea rose 5%.  Milk fell 3%.\nWe sold 4 more.  They sold 2.",
        "A gap  here.\nNone there.",
        "Only one  row",
    ],
)
def test_prose_with_wide_gaps_is_no_table(read: Read, source: str) -> None:
    assert read(source, "report.txt").tables == ()


def test_markup_is_text_in_a_text_file(read: Read) -> None:
    assert read("Growth of **7%** &amp; <5 more, R&D.", "report.txt").text == "Growth of **7%** &amp; <5 more, R&D."
