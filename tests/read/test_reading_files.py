from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.errors import ReadError
from crossfoot.read import SUFFIXES, Limits, read_bytes, read_path


def test_a_file_is_read_by_its_suffix_and_keeps_its_path(tmp_path: Path) -> None:
    path = tmp_path / "report.htm"
    path.write_bytes(b"<p>Tea\r\nrose")
    document = read_path(path)
    assert (document.path, document.format) == (str(path), "html")
    assert (document.source, document.text) == ("<p>Tea\r\nrose", "Tea rose")


def test_the_suffixes_of_a_folder_are_those_of_the_readers() -> None:
    assert {
        ".csv",
        ".docx",
        ".pdf",
        ".pptx",
        ".tsv",
        ".xlsx",
        ".html",
        ".htm",
        ".xhtml",
        ".md",
        ".markdown",
        ".txt",
        ".text",
    } == SUFFIXES


def test_a_missing_file_a_folder_and_a_wrong_path_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.html", tmp_path, Path("a\0b.html")):
        with pytest.raises(ReadError, match="cannot be opened"):
            read_path(path)


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"Tea rose.\n")
    assert read_path(path, Limits(max_bytes=10)).text == "Tea rose."
    with pytest.raises(ReadError, match="larger than 9 bytes"):
        read_path(path, Limits(max_bytes=9))


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("# Tea", "report.md", "markdown"),
        ("# Tea", "REPORT.MARKDOWN", "markdown"),
        ("# Tea", "report.txt", "text"),
        ("# Tea", "report.html", "html"),
        ("# Tea\n\nrose", "-", "markdown"),
        ("Tea rose.", "-", "text"),
        ("<!doctype html><p>Tea", "-", "html"),
        ("<p>Tea</p>\n<ul>\n<li>green</li>\n</ul>", "report.md", "html"),
        ("<h1>Tea</h1><p>**Green** tea rose</p><p>x</p><p>y</p>", "report.md", "html"),
        ("\ufeff \n<div>Tea</div>", "report.txt", "html"),
        ("<p align=center><img src=x></p>\n\n# Tea\n\nrose", "report.md", "markdown"),
        ("<div>\n<p>x</p><p>x</p><p>x</p>\n</div>\n\n| a | b |\n|---|---|\n| 1 | 2 |", "report.md", "markdown"),
        ("<b>Tea</b> rose, - 5%\n\n- a\n- b\n", "report.md", "markdown"),
        ("Tea <p>rose", "report.txt", "text"),
        ("<5% of tea", "report.txt", "text"),
    ],
)
def test_the_suffix_goes_first_but_the_content_decides(text: str, name: str, form: str) -> None:
    assert read_bytes(text.encode(), name).format == form
