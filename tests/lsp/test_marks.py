"""What an editor is shown in the text: which marks, where, how severe, and what else they name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

types = pytest.importorskip("lsprotocol.types")

from lsp.editor import Editor, Start  # noqa: E402
from lsprotocol.types import Diagnostic, DiagnosticSeverity, Position, Range  # noqa: E402

from crossfoot.lsp.positions import Positions  # noqa: E402

CLAIM = "The oak barrel market, worth $130 billion in 2023, will reach $245 billion by 2032 at a CAGR of 13.9%."
ALLOW = "<!-- crossfoot: allow growth/arithmetic because the rate is another firm's -->"
GERMAN = (
    "Der Markt für Eichenfässer war im Jahr 2023 rund 130 Milliarden Dollar wert. Er wird nach unserer Ansicht bis "
    "zum Jahr 2032 auf 245 Milliarden Dollar wachsen, und die Nachfrage der Weingüter ist der wichtigste Grund dafür. "
) * 3


def words(text: str, mark: Diagnostic, encoding: str = "utf-16") -> str:
    """The words that a mark stands at."""
    positions = Positions(text, encoding)
    return text[positions.offset(mark.range.start) : positions.offset(mark.range.end)]


def told(marks: list[Diagnostic]) -> list[tuple[str | None, str | None]]:
    return [(mark.code, None if mark.severity is None else mark.severity.name) for mark in marks]


def test_the_first_place_carries_the_message_and_the_others_lead_to_it(editor: Editor, tmp_path: Path) -> None:
    uri = (tmp_path / "report.md").as_uri()
    first, *others = editor.open(uri, CLAIM)
    assert first.message.startswith("From $130 billion to $245 billion is ")
    assert (first.severity, first.source, first.code) == (DiagnosticSeverity.Error, "crossfoot", "growth/arithmetic")
    assert words(CLAIM, first) == "$130 billion"
    assert [(each.message, each.location.uri) for each in first.related_information or ()] == [
        ("end: “$245 billion”", uri),
        ("rate: “13.9%”", uri),
    ]
    assert [words(CLAIM, each) for each in others] == ["$245 billion", "13.9%"]
    for other in others:
        assert other.severity == DiagnosticSeverity.Hint
        assert "the first place is 1:30" in other.message
        assert other.data == first.data
        assert other.related_information is not None
        assert first.range in [each.location.range for each in other.related_information]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_marks_stand_at_their_words(editor: Editor, tmp_path: Path, line_end: str, mark: str) -> None:
    text = f"{mark}# Barrels 🛢{line_end}{line_end}🛢🛢 {CLAIM}{line_end}"
    uri = (tmp_path / "report.md").as_uri()
    found = editor.open(uri, text)
    assert [words(text, each) for each in found] == ["$130 billion", "$245 billion", "13.9%"]
    assert {each.range.start.line for each in found} == {2}
    editor.close(uri)


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 38), ("utf-16", 34), ("utf-32", 32)])
def test_the_encoding_is_the_one_agreed_on(start: Start, tmp_path: Path, encoding: str, column: int) -> None:
    editor = start(encodings=[encoding])
    assert editor.encoding == encoding
    text = f"🛢🛢 {CLAIM}"
    found = editor.open((tmp_path / "report.md").as_uri(), text)
    assert found[0].range.start == Position(0, column)
    assert words(text, found[0], encoding) == "$130 billion"


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("report.html", "html", f"<h1>Oak</h1><p>{CLAIM}</p>"),
        ("report.txt", "plaintext", CLAIM),
        ("report.htm", "other", f"<p>{CLAIM}</p>"),
        ("page.template", "html", f"Oak <b>barrels</b><p>{CLAIM}</p>"),
        ("notes", "markdown", f"# Oak\n\n{CLAIM}"),
    ],
)
def test_what_is_a_report(editor: Editor, tmp_path: Path, name: str, language: str, text: str) -> None:
    found = editor.open((tmp_path / name).as_uri(), text, language)
    assert [words(text, each) for each in found] == ["$130 billion", "$245 billion", "13.9%"]


def test_a_buffer_that_was_never_saved(editor: Editor) -> None:
    uri = "untitled:Untitled-1"
    assert words(CLAIM, editor.open(uri, CLAIM)[0]) == "$130 billion"
    assert editor.close(uri) == []


def test_a_document_that_is_no_report_is_left_alone(editor: Editor, tmp_path: Path) -> None:
    program, report = (tmp_path / "program.py").as_uri(), (tmp_path / "report.md").as_uri()
    editor.start_to_open(program, f"# {CLAIM}", "python")
    editor.open(report, CLAIM)
    assert editor.versions(program) == []


def test_allowed_findings_are_not_shown(editor: Editor, tmp_path: Path) -> None:
    assert editor.open((tmp_path / "report.md").as_uri(), f"{ALLOW}\n\n{CLAIM}\n") == []


def test_an_allow_without_a_reason_is_shown(editor: Editor, tmp_path: Path) -> None:
    text = f"{ALLOW.partition(' because')[0]} because  -->\n\n{CLAIM}\n"
    found = editor.open((tmp_path / "report.md").as_uri(), text)
    assert ("allow/mistake", "Error") in told(found)
    assert ("growth/arithmetic", "Error") in told(found)


def test_known_findings_are_hints(editor: Editor, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text(CLAIM, encoding="utf-8")
    (tmp_path / "crossfoot.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    command = [sys.executable, "-m", "crossfoot", "baseline", str(report), "--config", "crossfoot.toml"]
    subprocess.run(command, check=True, cwd=tmp_path, capture_output=True)
    found = editor.open(report.as_uri(), CLAIM)
    assert {each.severity for each in found} == {DiagnosticSeverity.Hint}
    assert found[0].message.endswith(" (in the baseline)")


def test_the_configuration_above_the_report_holds(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "crossfoot.toml").write_text('severities = { growth = "note" }\n', encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    uri = (tmp_path / "drafts" / "report.md").as_uri()
    assert editor.open(uri, CLAIM)[0].severity == DiagnosticSeverity.Information


def test_figures_of_record_stand_in_another_file(editor: Editor, tmp_path: Path) -> None:
    record = "subject,concept,period,value,unit\noak barrel market,market-size,2023,120000000000,USD\n"
    (tmp_path / "figures.csv").write_text(record, encoding="utf-8")
    (tmp_path / "crossfoot.toml").write_text('facts = "figures.csv"\n', encoding="utf-8")
    text = "The oak barrel market was worth $130 billion in 2023.\n"
    (found,) = editor.open((tmp_path / "report.md").as_uri(), text)
    assert words(text, found) == "$130 billion"
    (other,) = found.related_information or ()
    assert other.location.uri == (tmp_path / "figures.csv").as_uri()
    assert other.location.range.start.line == 1


def test_a_wrong_configuration_is_told_once_and_marked(start: Start, tmp_path: Path) -> None:
    editor = start()
    configuration = tmp_path / "crossfoot.toml"
    configuration.write_text("\nselekt = []\n", encoding="utf-8")
    uris = [(tmp_path / name).as_uri() for name in ("one.md", "two.md")]
    for uri in uris:
        (found,) = editor.open(uri, CLAIM)
        assert (found.range, found.severity) == (Range(Position(0, 0), Position(0, 0)), DiagnosticSeverity.Error)
        assert "selekt" in found.message
    (again,) = editor.changed(uris[0], CLAIM + " ", 2)
    assert again.message == found.message
    assert len(editor.messages) == 1
    assert "selekt" in editor.messages[0]
    configuration.write_text("select = []\n", encoding="utf-8")
    editor.save(uris[0])
    assert editor.marks(uris[0], 2)[0].code == "growth/arithmetic"


def test_a_wrong_file_of_allows_is_told(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "report.md.allow.yaml").write_text("alow: []\n", encoding="utf-8")
    (found,) = editor.open((tmp_path / "report.md").as_uri(), CLAIM)
    assert found.message.startswith("Not checked: its allows cannot be used")


def test_another_language_is_one_remark(editor: Editor, tmp_path: Path) -> None:
    (found,) = editor.open((tmp_path / "bericht.md").as_uri(), GERMAN)
    assert found.severity == DiagnosticSeverity.Information
    assert found.range.start == Position(0, 0)
    assert found.message.startswith("Nothing was checked: ")


@pytest.mark.parametrize("text", ["", " \r\n\t", "\ufeff"])
def test_nothing_is_said_of_an_empty_text(editor: Editor, tmp_path: Path, text: str) -> None:
    uri = (tmp_path / "report.md").as_uri()
    assert editor.open(uri, text) == []
    editor.close(uri)


@pytest.mark.parametrize("text", ["\x00" * 50, "%PDF-1.7\nnothing", "PK\x03\x04 nothing", "a\x00b\x00" * 40])
def test_what_is_no_text_is_told(editor: Editor, tmp_path: Path, text: str) -> None:
    uri = (tmp_path / "report.md").as_uri()
    (found,) = editor.open(uri, text)
    assert found.message.startswith("Not checked: ")
    assert editor.changed(uri, CLAIM, 2)[0].code == "growth/arithmetic"
    editor.close(uri)


def test_half_a_surrogate_pair_does_no_harm(editor: Editor, tmp_path: Path) -> None:
    text = f"\ud83d {CLAIM}"
    found = editor.open((tmp_path / "report.md").as_uri(), text)
    assert "$130 billion" in [words(text, each) for each in found]


def test_a_text_that_is_too_large_is_told(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "crossfoot.toml").write_text("max-megabytes = 1\n", encoding="utf-8")
    (found,) = editor.open((tmp_path / "report.md").as_uri(), f"{CLAIM}\n\n" * 12_000)
    assert "is larger than 1,048,576 bytes" in found.message


def test_places_are_told_in_words_where_marks_cannot_name_them(start: Start, tmp_path: Path) -> None:
    first, *_ = start(related=False).open((tmp_path / "report.md").as_uri(), CLAIM)
    assert first.related_information is None
    assert "“$245 billion” (end)" in first.message
