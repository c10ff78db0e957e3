"""What an editor tells of the words under the pointer."""

from __future__ import annotations

from pathlib import Path

import pytest

types = pytest.importorskip("lsprotocol.types")

from lsp.editor import Editor, Start  # noqa: E402

CLAIM = "The oak barrel market, worth $130 billion in 2023, will reach $245 billion by 2032 at a CAGR of 13.9%."
ALONE = "The oak barrel market in Spain was worth over $4.5 billion in 2021."


@pytest.fixture
def uri(tmp_path: Path) -> str:
    return (tmp_path / "report.md").as_uri()


@pytest.mark.parametrize("words", ["$130 billion", "$245 billion", "245 bill", "13.9%"])
def test_any_place_tells_the_whole_finding(editor: Editor, uri: str, words: str) -> None:
    editor.open(uri, CLAIM)
    told = editor.hover_on(uri, CLAIM, words) or ""
    assert told.startswith("**From $130 billion to $245 billion is ")
    for part in ("error · `growth/arithmetic`", "- Arithmetic: ", "- Assuming: ", "- Repair: rate 7.3 %"):
        assert part in told
    assert f"- [1:63]({uri}#L1,63) “$245 billion” (end)" in told


def test_findings_that_share_a_figure_are_all_told(editor: Editor, uri: str) -> None:
    text = f"{CLAIM}\n\nThe oak barrel market will grow at a CAGR of 7.3% from 2023 to 2032.\n"
    rules = {mark.code for mark in editor.open(uri, text)}
    told = editor.hover_on(uri, text, "13.9%") or ""
    assert {"growth/arithmetic", "growth/rate-conflict"} <= rules
    assert all(f"`{rule}`" in told for rule in rules)
    assert "\n---\n" in told


def test_an_allowed_finding_is_told_with_its_reason(editor: Editor, uri: str) -> None:
    text = f"<!-- crossfoot: allow growth/arithmetic because it is _another_ firm's -->\n\n{CLAIM}\n"
    editor.open(uri, text)
    assert r"allowed: it is \_another\_ firm's" in (editor.hover_on(uri, text, "13.9%") or "")


def test_a_figure_tells_how_it_was_read(editor: Editor, uri: str) -> None:
    editor.open(uri, ALONE)
    assert (editor.hover_on(uri, ALONE, "$4.5") or "").split("\n") == [
        "**$4.5bn**",
        "",
        "- measure: market size",
        "- subject: oak barrel market",
        "- place: Spain",
        "- period: 2021",
        "- bound: over",
        "",
        "Not checked: there is nothing to compare it with.",
    ]


def test_a_figure_that_was_not_understood_tells_why(editor: Editor, uri: str) -> None:
    text = "Margins were in the mid-single-digit range of percent, which is 3.5 or so.\n"
    editor.open(uri, text)
    told = [editor.hover_on(uri, text, words) for words in ("mid-single", "3.5")]
    assert any("Not understood: " in (each or "") for each in told)


def test_other_words_tell_nothing(editor: Editor, uri: str) -> None:
    editor.open(uri, ALONE)
    assert editor.hover_on(uri, ALONE, "Spain") is None
    assert editor.hover(uri, types.Position(99, 99)) is None


def test_an_editor_without_markdown_gets_plain_lines(start: Start, uri: str) -> None:
    editor = start(markdown=False)
    text = f"{CLAIM}\n\n{ALONE}\n"
    editor.open(uri, text)
    assert (editor.hover_on(uri, text, "13.9%") or "").startswith("From $130 billion to $245 billion is ")
    assert (editor.hover_on(uri, text, "$4.5") or "").startswith("$4.5bn\n")
