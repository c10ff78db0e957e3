"""The newest text of a report counts; how the server ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

types = pytest.importorskip("lsprotocol.types")

from lsp.editor import Editor, Start  # noqa: E402

from crossfoot.cli_lsp import lsp  # noqa: E402
from crossfoot.errors import UsageError  # noqa: E402

CLAIM = "The oak barrel market, worth $130 billion in 2023, will reach $245 billion by 2032 at a CAGR of 13.9%."
RIGHT = CLAIM.replace("13.9%", "7.3%")


def test_the_newest_text_wins(editor: Editor, tmp_path: Path) -> None:
    uri = (tmp_path / "report.md").as_uri()
    assert editor.open(uri, CLAIM) != []
    for version in range(2, 9):
        editor.change(uri, RIGHT if version % 2 else CLAIM, version)
    assert editor.changed(uri, RIGHT, 9) == []
    assert editor.versions(uri) == []


def test_a_text_that_was_changed_while_it_was_checked_is_not_told(editor: Editor, tmp_path: Path) -> None:
    uri = (tmp_path / "report.md").as_uri()
    editor.start_to_open(uri, f"{CLAIM}\n\n" * 300)
    assert editor.changed(uri, RIGHT, 2) == []
    # The long one may have been done before the change came; what must not be is that it is told afterwards.
    assert editor.changed(uri, CLAIM, 3) != []
    assert editor.versions(uri) in ([], [1])


def test_an_editor_is_answered_while_a_text_is_checked(editor: Editor, tmp_path: Path) -> None:
    long, short = (tmp_path / "long.md").as_uri(), (tmp_path / "short.md").as_uri()
    editor.start_to_open(long, f"{CLAIM}\n\n" * 300)
    assert editor.hover(short, types.Position(0, 0)) is None
    editor.close(long)


def test_a_closed_report_has_no_marks(editor: Editor, tmp_path: Path) -> None:
    uri = (tmp_path / "report.md").as_uri()
    assert editor.open(uri, CLAIM) != []
    assert editor.close(uri) == []
    assert editor.open(uri, CLAIM, version=7) != []


def test_what_is_asked_is_answered_from_the_newest_text(editor: Editor, tmp_path: Path) -> None:
    uri = (tmp_path / "report.md").as_uri()
    editor.start_to_open(uri, RIGHT)
    editor.change(uri, CLAIM, 2)
    assert "growth/arithmetic" in (editor.hover_on(uri, CLAIM, "13.9%") or "")


def test_a_change_of_watched_files_is_heeded(start: Start, tmp_path: Path) -> None:
    editor = start(watches=True)
    uri = (tmp_path / "report.md").as_uri()
    assert editor.open(uri, CLAIM) != []
    assert [each.method for each in editor.watched] == ["workspace/didChangeWatchedFiles"]
    (tmp_path / "crossfoot.toml").write_text('ignore = ["growth"]\n', encoding="utf-8")
    changed = types.FileEvent((tmp_path / "crossfoot.toml").as_uri(), types.FileChangeType.Created)
    editor.tell(editor.client.workspace_did_change_watched_files, types.DidChangeWatchedFilesParams([changed]))
    assert editor.marks(uri, 1) == []


def test_it_ends_while_it_checks(start: Start, tmp_path: Path) -> None:
    editor = start()
    editor.start_to_open((tmp_path / "report.md").as_uri(), f"{CLAIM}\n\n" * 3000)
    assert editor.end() == 0


def test_to_end_without_goodbye_is_a_failure(start: Start, tmp_path: Path) -> None:
    editor = start()
    editor.open((tmp_path / "report.md").as_uri(), CLAIM)
    editor.tell(editor.client.exit, None)
    editor.wait(editor.client.stop())
    assert editor.process.returncode == 1


def test_it_ends_with_its_editor() -> None:
    finished = subprocess.run([sys.executable, "-m", "crossfoot", "lsp"], input=b"", capture_output=True, check=False)
    assert (finished.returncode, finished.stdout) == (1, b"")


def test_without_pygls_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r'pip install "crossfoot\[lsp\]"'):
        lsp()


def test_other_commands_do_not_load_it() -> None:
    program = "import sys, crossfoot.cli; print([name for name in sys.modules if 'pygls' in name or 'lsprot' in name])"
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert finished.stdout == "[]\n"
