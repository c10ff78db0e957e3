from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from typer.testing import CliRunner

from crossfoot.cli import app
from crossfoot.engine import check_document
from crossfoot.gazetteer import Gazetteer
from crossfoot.read import Limits, read_bytes
from crossfoot.report.pdf_highlights import _string, with_highlights
from crossfoot.rulebook import RuleBook

from pdf_files import PdfPage, pdf_file

_LINES = [
    "As far as we can tell, the harp market was worth $4.0",
    "billion in 2023. It rose.",
    "",
    "In 2023 the harp market was worth $5.0 billion.",
]


def _pages(turn: int = 0) -> list[PdfPage]:
    if turn == 90:
        page = PdfPage(turn=turn)
        for number, line in enumerate(_LINES):
            page.text(90 + 13 * number, 700, line, angle=90)
        return [page]
    return [PdfPage().lines(40, 90, _LINES)]


def _annotated(data: bytes) -> bytes:
    report = check_document(read_bytes(data, "report.pdf"), RuleBook.load(None), Gazetteer.load("default"))
    assert report.findings
    return with_highlights(report, data, Limits())


def _text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        return "".join(str(page.get_textpage().get_text_range()) for page in pdf)


@pytest.mark.parametrize("turn", [0, 90])
def test_the_original_stays_and_the_words_are_under_the_highlights(turn: int) -> None:
    before = pdf_file(_pages(turn))
    after = _annotated(before)
    assert after.startswith(before)
    assert _text(after) == _text(before)
    assert _marked(after) == ["$4.0 billion", "$5.0 billion"]


def test_a_second_run_adds_nothing_and_two_runs_give_the_same_bytes() -> None:
    once = _annotated(pdf_file(_pages()))
    assert _annotated(once) == once
    assert _annotated(pdf_file(_pages())) == once


def test_the_note_says_all_that_the_finding_says() -> None:
    raw = pypdfium2.raw
    with pypdfium2.PdfDocument(_annotated(pdf_file(_pages()))) as pdf:
        page = pdf[0]
        annotation = raw.FPDFPage_GetAnnot(page.raw, 0)
        said, author = _string(annotation, b"Contents"), _string(annotation, b"T")
        raw.FPDFPage_CloseAnnot(annotation)
        page.close()
    assert author == "Crossfoot"
    assert said.startswith("Error: The harp market is given as $4.0 billion and as $5.0 billion for 2023")
    assert "Also here: page 1, “$5.0 billion” (other)" in said


def test_the_command_writes_the_copy(tmp_path: Path) -> None:
    report, copy = tmp_path / "report.pdf", tmp_path / "copy.pdf"
    report.write_bytes(pdf_file(_pages()))
    result = CliRunner().invoke(app, ["check", str(report), "--annotate", str(copy)])
    assert result.exit_code == 1
    assert "report.pdf, page 1: error value/conflict" in result.output.replace("\n", "")
    assert copy.read_bytes() == _annotated(pdf_file(_pages()))


def _marked(data: bytes) -> list[str]:
    """The words under each highlight."""
    raw = pypdfium2.raw
    found = []
    with pypdfium2.PdfDocument(data) as pdf:
        page = pdf[0]
        text = page.get_textpage()
        for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
            annotation = raw.FPDFPage_GetAnnot(page.raw, index)
            words = []
            for number in range(raw.FPDFAnnot_CountAttachmentPoints(annotation)):
                quad = raw.FS_QUADPOINTSF()
                raw.FPDFAnnot_GetAttachmentPoints(annotation, number, quad)
                xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
                words.append(str(text.get_text_bounded(min(xs) + 1, min(ys) + 1, max(xs) - 1, max(ys) - 1)).strip())
            found.append(" ".join(words))
            raw.FPDFPage_CloseAnnot(annotation)
        text.close()
        page.close()
    return found
