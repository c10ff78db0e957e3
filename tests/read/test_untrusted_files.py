"""No file hangs, recurses without bound, or takes all memory; quadratic work would show as a hang."""

from __future__ import annotations

import pytest

from crossfoot.errors import ReadError
from crossfoot.read import Limits, read_bytes

_MANY = 100_000


@pytest.mark.parametrize(
    "element",
    [
        "<div>",
        "<b>",
        "<span>",
        "<a href=x>",
        "<ul><li>",
        "<blockquote>",
        "<table><tr><td>",
        "<p><font>",
        "<h1>",
        "<svg>",
    ],
)
def test_deep_nesting_costs_nothing(element: str) -> None:
    assert read_bytes((element * _MANY + "end").encode(), "report.html").text == "end"


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("<!--", "report.html"),
        ("<a b='", "report.html"),
        ("<a b", "report.html"),
        ("<title>", "report.html"),
        ("&#", "report.html"),
        ("<a ", "report.html"),
        ("</", "report.html"),
        ("> ", "report.md"),
        ("- ", "report.md"),
        ("**", "report.md"),
        ("`", "report.md"),
        ("<a b='", "report.md"),
        ("-", "report.txt"),
        (" ", "report.txt"),
        ("|", "report.txt"),
        ("\t ", "report.txt"),
    ],
)
def test_what_is_never_closed_is_read_in_one_pass(unit: str, name: str) -> None:
    assert read_bytes(f"start {unit * _MANY} end".encode(), name).text.startswith("start")


@pytest.mark.parametrize(
    "source",
    [
        "|" + "a|" * 3000 + "\n|" + "-|" * 3000 + "\n",
        "---\r" + "a\r" * 2000 + "x",
        "---\ntitle: a" + " " * _MANY + "b\n---\nx",
        "a\n" + "=" * _MANY + "x",
        "# a" + " #" * _MANY,
        "tea **rose** [5%](x) " * 3000,
    ],
)
def test_one_long_line_of_markdown(source: str) -> None:
    assert "a" in read_bytes(source.encode(), "report.md").text


@pytest.mark.parametrize(
    ("source", "name", "limits", "problem"),
    [
        ("<p>a" * 20, "report.html", Limits(max_blocks=19), "more than 19 blocks"),
        ("a\n\n" * 20, "report.txt", Limits(max_blocks=19), "more than 19 blocks"),
        ("a &amp; b<br>\n" * 20, "report.html", Limits(max_pieces=50), "more than 50 pieces"),
        ("**a** `b`\n" * 20, "report.md", Limits(max_marks=100), "more than 100 marks"),
    ],
)
def test_too_intricate_files_are_refused(source: str, name: str, limits: Limits, problem: str) -> None:
    with pytest.raises(ReadError, match=problem):
        read_bytes(source.encode(), name, limits)


def test_a_table_of_too_many_cells_is_read_as_text() -> None:
    rows = "<tr><td colspan=1000 rowspan=65534>a<td>b"
    document = read_bytes(f"<table>{rows * 50}</table>".encode(), "report.html", Limits(max_cells=10_000))
    assert document.tables == ()
    assert document.text.count("a") == 50
    assert "10,000 positions" in document.notes[0]
