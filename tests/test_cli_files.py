"""Files of editors on the command line: what is printed for them, and what happens to the ones that cannot be read."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crossfoot.cli import app

from office_files import paragraph, word_file
from pdf_files import PdfPage, pdf_file

_ONE, _OTHER = "The harp market was worth $4.0 billion in 2023.", "In 2023 the harp market was worth $5.0 billion."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A Word file and a PDF with a conflict each, an empty page, and a scan."""
    (tmp_path / "a.docx").write_bytes(word_file(paragraph(_ONE) + paragraph(_OTHER)))
    (tmp_path / "b.pdf").write_bytes(pdf_file([PdfPage().text(40, 90, _ONE), PdfPage().text(40, 90, _OTHER)]))
    (tmp_path / "c.pdf").write_bytes(pdf_file([PdfPage()]))
    (tmp_path / "d.pdf").write_bytes(pdf_file([PdfPage().picture()]))
    return tmp_path


def test_places_are_told_by_paragraph_and_page(folder: Path) -> None:
    result = CliRunner().invoke(app, ["check", str(folder)])
    shown = result.output.replace(str(folder), "")
    assert "/a.docx, paragraph 1: error value/conflict" in shown
    assert "/b.pdf, page 1: error value/conflict" in shown
    assert "  page 2  other" in shown


def test_what_cannot_be_read_is_told_and_the_others_are_checked(folder: Path) -> None:
    result = CliRunner().invoke(app, ["check", str(folder)])
    assert result.exit_code == 3
    assert "c.pdf: not checked: holds no visible text" in result.output
    assert "d.pdf: not checked: holds no text, only pictures of pages (a scan)" in result.output
    assert "4 reports: 2 errors" in result.output


@pytest.mark.parametrize(("option", "said"), [("--max-pages", "has more than 1 pages; split it, or raise --max-pages")])
def test_limits_can_be_set(folder: Path, option: str, said: str) -> None:
    result = CliRunner().invoke(app, ["check", str(folder / "b.pdf"), option, "1"])
    assert result.exit_code == 3
    assert said in result.output


def test_facts_of_a_pdf_name_pages(folder: Path) -> None:
    result = CliRunner().invoke(app, ["facts", str(folder / "b.pdf")])
    assert "page 2  $5.0 billion" in result.output


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_a_format_that_holds_no_notes_is_told(tmp_path: Path, name: str) -> None:
    report = tmp_path / name
    report.write_text(_ONE)
    result = CliRunner().invoke(app, ["check", str(report), "--annotate", str(tmp_path / "out.docx")])
    assert "writes into Word and PDF files" in str(result.exception)
    assert not (tmp_path / "out.docx").exists()


def test_allowed_findings_are_left_out_of_the_copy_and_faded_on_the_page(folder: Path) -> None:
    report, copy, page = folder / "a.docx", folder / "copy.docx", folder / "page.html"
    CliRunner().invoke(app, ["check", str(report), "--annotate", str(copy)])
    assert b"comments" in copy.read_bytes()
    allowed = CliRunner().invoke(app, ["allow", str(report), "value/conflict", "--because", "Two surveys."])
    assert allowed.exit_code == 0, allowed.output
    result = CliRunner().invoke(
        app, ["check", str(report), "--annotate", str(copy), "--format", "html", "--output", str(page)]
    )
    assert result.exit_code == 0
    assert copy.read_bytes() == report.read_bytes()
    assert '<h3 class="settled">1 settled</h3>' in page.read_text(encoding="utf-8")
    assert '<mark class="settled"' in page.read_text(encoding="utf-8")
    assert '<mark class="error"' not in page.read_text(encoding="utf-8").partition("<main")[2]
    assert "<dt>Allowed</dt><dd>Two surveys.</dd>" in page.read_text(encoding="utf-8")
    assert "0 errors, 0 warnings, 0 notes (not counted: 1 allowed)" in page.read_text(encoding="utf-8")


def test_the_cache_tells_of_itself_and_can_be_cleared(folder: Path) -> None:
    kept = ["--cache-dir", str(folder / "kept")]
    CliRunner().invoke(app, ["check", str(folder / "a.docx"), *kept])
    assert ": 1 result, " in CliRunner().invoke(app, ["cache", *kept]).output
    assert "1 result taken out" in CliRunner().invoke(app, ["cache", "--clear", *kept]).output
    assert ": 0 results, " in CliRunner().invoke(app, ["cache", *kept]).output
    CliRunner().invoke(app, ["check", str(folder / "a.docx"), *kept, "--no-cache"])
    assert ": 0 results, " in CliRunner().invoke(app, ["cache", *kept]).output


def test_what_the_record_says_stands_in_the_copy_and_on_the_page(folder: Path) -> None:
    report, copy, page, figures = (folder / name for name in ("one.docx", "copy.docx", "page.html", "figures.csv"))
    report.write_bytes(word_file(paragraph(_ONE)))
    figures.write_text(
        "concept,entity,period,value,unit\nmarket-size,harp market,2023,5000000000,USD\n", encoding="utf-8"
    )
    told = ["--annotate", str(copy), "--format", "html", "--output", str(page)]
    assert CliRunner().invoke(app, ["check", str(report), "--facts", str(figures), *told]).exit_code == 1
    with zipfile.ZipFile(copy) as package:
        comments = package.read("word/comments.xml").decode()
    assert "figures.csv:2:30 says “5000000000”" in comments
    assert '<mark class="error"' in page.read_text(encoding="utf-8")
