from __future__ import annotations

import pytest

from crossfoot.model import Span
from crossfoot.read import read_bytes
from crossfoot.read.source_map import line_and_column, to_file


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, (1, 1)), (1, (1, 2)), (3, (2, 1)), (4, (3, 1)), (5, (3, 2)), (6, (4, 1)), (8, (4, 3))],
)
def test_lines_and_columns_count_from_one(offset: int, place: tuple[int, int]) -> None:
    assert line_and_column("a\r\n\nb\rcd", offset) == place


@pytest.mark.parametrize(
    ("span", "in_file"),
    [
        (Span(0, 3), Span(3, 6)),  # Tea
        (Span(3, 4), Span(6, 12)),  # the space that a reference stands for
        (Span(4, 5), Span(12, 17)),  # &
        (Span(5, 7), Span(17, 17)),  # nothing stands for the break between blocks
        (Span(4, 9), Span(12, 27)),  # what lies between is in the slice
        (Span(7, 9), Span(25, 27)),
        (Span(0, 0), Span(3, 3)),
        (Span(9, 9), Span(27, 27)),
    ],
)
def test_a_span_of_the_text_leads_to_the_file(span: Span, in_file: Span) -> None:
    document = read_bytes(b"<p>Tea&nbsp;&amp;</p>\n<p>ok</p>", "report.html")
    assert document.text == "Tea &\n\nok"
    assert to_file(document, span) == in_file


@pytest.mark.parametrize("span", [Span(-1, 2), Span(0, 4), Span(2, 1)])
def test_a_span_outside_the_text_is_an_error(span: Span) -> None:
    with pytest.raises(IndexError):
        to_file(read_bytes(b"Tea", "report.txt"), span)
