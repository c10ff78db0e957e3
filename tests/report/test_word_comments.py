from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner

from crossfoot.cli import app
from crossfoot.engine import check_document
from crossfoot.gazetteer import Gazetteer
from crossfoot.read import Limits, read_bytes
from crossfoot.report.word_comments import with_comments
from crossfoot.rulebook import RuleBook

from office_files import W, item, paragraph, text_run, word_file

_MARKS = {f"{{{W}}}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference")}
_BODY = (
    paragraph("Harp Market", style="Title")
    + paragraph("The harp market was worth ", text_run("$4.0", "<w:i/>"), " billion in 2023. It rose.")
    + paragraph("In 2023 ", "<w:ins>" + text_run("the harp market was worth $5.0 billion") + "</w:ins>", ".")
    + paragraph("Its countries are:")
    + paragraph("Latin America", style="H2")
    + item("Brazil")
    + item("Argentina Korea")
)


def _annotated(data: bytes) -> bytes:
    report = check_document(read_bytes(data, "report.docx"), RuleBook.load(None), Gazetteer.load("default"))
    assert report.findings
    return with_comments(report, data, Limits())


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _shape(root: etree._Element) -> list[tuple[str, ...]]:
    """All text of a body with the properties of its run and the elements around, comments left out."""
    shape: list[tuple[str, ...]] = []
    for text in root.iter(f"{{{W}}}t"):
        run = text.getparent()
        assert run is not None
        properties = b"".join(etree.tostring(each) for each in run.findall(f"{{{W}}}rPr")).decode()
        around = "/".join(str(each.tag) for each in run.iterancestors())
        shape += [(character, properties, around) for character in text.text or ""]
    return shape


def test_each_place_of_each_finding_has_a_comment_around_its_words() -> None:
    root = etree.fromstring(_parts(_annotated(word_file(_BODY)))["word/document.xml"])
    marked: dict[str, str] = {}
    open_now: list[str] = []
    for element in root.iter():
        if element.tag == f"{{{W}}}commentRangeStart":
            open_now.append(element.get(f"{{{W}}}id", ""))
        elif element.tag == f"{{{W}}}commentRangeEnd":
            open_now.remove(element.get(f"{{{W}}}id", ""))
        elif element.tag == f"{{{W}}}t":
            for number in open_now:
                marked[number] = marked.get(number, "") + (element.text or "")
    assert open_now == []
    assert list(marked.values()) == ["$4.0 billion", "$5.0 billion", "Argentina Korea"]


def test_a_comment_says_all_that_the_finding_says() -> None:
    comments = etree.fromstring(_parts(_annotated(word_file(_BODY)))["word/comments.xml"])
    first = ["".join(str(text) for text in line.itertext()) for line in comments[0]]
    assert comments[0].get(f"{{{W}}}author") == "Crossfoot"
    assert first[0].startswith("Error: The harp market is given as $4.0 billion and as $5.0 billion for 2023")
    assert "Also here: paragraph 3, “$5.0 billion” (other)" in first
    assert first[-1].startswith("value/conflict · place 1 of 2 · ")


def test_text_styles_tracked_changes_and_other_parts_stay() -> None:
    before = word_file(_BODY)
    old, new = _parts(before), _parts(_annotated(before))
    assert _shape(etree.fromstring(old["word/document.xml"])) == _shape(etree.fromstring(new["word/document.xml"]))
    changed = {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert {name for name in old if old[name] != new[name]} == changed
    assert new.keys() - old.keys() == {"word/comments.xml"}
    assert read_bytes(before, "a.docx").text == read_bytes(_annotated(before), "a.docx").text


def test_a_second_run_adds_nothing() -> None:
    once = _annotated(word_file(_BODY))
    assert _annotated(once) == once


def test_comments_of_others_stay_and_ours_join_them() -> None:
    theirs = f'<w:comment w:id="7" w:author="Ada">{paragraph("Is this so?")}</w:comment>'
    comments = etree.fromstring(_parts(_annotated(word_file(_BODY, {"comments": theirs})))["word/comments.xml"])
    assert [each.get(f"{{{W}}}id") for each in comments] == ["7", "8", "9", "10"]
    assert comments[0].get(f"{{{W}}}author") == "Ada"


def test_a_finding_in_a_footnote_is_told_at_its_mark() -> None:
    note = f'<w:footnote w:id="1">{paragraph("In 2023 the harp market was worth $5.0 billion.")}</w:footnote>'
    body = paragraph("The harp market was worth $4.0 billion in 2023.", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    root = etree.fromstring(_parts(_annotated(word_file(body, {"footnotes": note})))["word/document.xml"])
    assert len(root.findall(f".//{{{W}}}commentReference")) == 2


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("out.pdf", "needs the ending .docx"),
        ("report.docx", "is a file that is read here"),
        ("no/out.docx", "cannot be written"),
    ],
)
def test_a_wrong_target_is_told(tmp_path: Path, target: str, said: str) -> None:
    report = tmp_path / "report.docx"
    report.write_bytes(word_file(_BODY))
    result = CliRunner().invoke(app, ["check", str(report), "--annotate", str(tmp_path / target)])
    assert result.exit_code
    assert said in str(result.exception)
    assert report.read_bytes() == word_file(_BODY)


def test_the_command_writes_the_copy(tmp_path: Path) -> None:
    report, copy = tmp_path / "report.docx", tmp_path / "copy.docx"
    report.write_bytes(word_file(_BODY))
    result = CliRunner().invoke(app, ["check", str(report), "--annotate", str(copy), "--quiet"])
    assert result.exit_code == 1
    assert copy.read_bytes() == _annotated(word_file(_BODY))
