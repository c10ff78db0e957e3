"""Which files a command line means: folders, patterns, lists, what is left out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crossfoot.batch.inputs import content_of, expand, listed
from crossfoot.cli import main
from crossfoot.errors import ReadError, UsageError


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (
        "a.md", "b.html", "notes.xyz", ".hidden.md", "sub/c.txt", "sub/build/d.md", "sub/e.draft.md", ".git/f.md",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Nothing to see here.\n", encoding="utf-8")
    return tmp_path


ALL = ["a.md", "b.html", "sub/c.txt", "sub/e.draft.md", "sub/build/d.md"]


def names(paths: tuple[str, ...]) -> list[str]:
    return [Path(path).as_posix() for path in paths]


def test_a_folder_stands_for_its_reports(tree: Path) -> None:
    assert names(expand(["."])) == ALL
    assert names(expand(["sub", "a.md", "sub/c.txt"])) == ["sub/c.txt", "sub/e.draft.md", "sub/build/d.md", "a.md"]


@pytest.mark.parametrize(
    ("ignores", "left"),
    [
        ({".gitignore": "build/\n"}, ["a.md", "b.html", "sub/c.txt", "sub/e.draft.md"]),
        ({".gitignore": "*.draft.md\n/a.md\n"}, ["b.html", "sub/c.txt", "sub/build/d.md"]),
        ({"sub/.gitignore": "*.md\n!e.draft.md\n"}, ["a.md", "b.html", "sub/c.txt", "sub/e.draft.md"]),
        (
            {".gitignore": "*.md\n", "sub/.gitignore": "!*.md\n"},
            ["b.html", "sub/c.txt", "sub/e.draft.md", "sub/build/d.md"],
        ),
        ({".gitignore": "sub\n"}, ["a.md", "b.html"]),
    ],
)
def test_gitignore_is_respected(tree: Path, ignores: dict[str, str], left: list[str]) -> None:
    for name, text in ignores.items():
        (tree / name).write_text(text, encoding="utf-8")
    assert names(expand(["."])) == left
    assert names(expand(["."], respect_gitignore=False)) == ALL


def test_gitignore_says_what_git_says(tree: Path) -> None:
    (tree / ".gitignore").write_text("*.md\n!a.md\nsub/*\n!sub/build/\n", encoding="utf-8")
    for name in (".git/f.md",):
        (tree / name).unlink()
    (tree / ".git").rmdir()
    subprocess.run(["git", "init", "-q"], check=True)
    said = subprocess.run(
        ["git", "ls-files", "-o", "--exclude-standard"], capture_output=True, text=True, check=True
    ).stdout.split()
    reports = [name for name in said if name.endswith((".md", ".html", ".txt")) and not name.startswith(".")]
    assert sorted(names(expand(["."]))) == sorted(reports)


def test_a_gitignore_above_the_folder_counts_up_to_the_repository(tree: Path) -> None:
    (tree / ".gitignore").write_text("*.txt\n", encoding="utf-8")
    assert names(expand(["sub"])) == ["sub/e.draft.md", "sub/build/d.md"]
    (tree / "sub" / ".git").mkdir()
    assert names(expand(["sub"])) == ["sub/c.txt", "sub/e.draft.md", "sub/build/d.md"]


def test_a_file_that_is_named_is_always_taken(tree: Path) -> None:
    (tree / ".gitignore").write_text("*.md\n", encoding="utf-8")
    assert names(expand(["a.md", ".hidden.md"])) == ["a.md", ".hidden.md"]


def test_patterns(tree: Path) -> None:
    assert names(expand(["*.md"])) == ["a.md"]
    assert names(expand(["**/*.md"])) == ["a.md", "sub/build/d.md", "sub/e.draft.md"]
    assert names(expand(["*"])) == ["a.md", "b.html"]
    assert names(expand(["*.pdf"])) == ["*.pdf"]
    with pytest.raises(ReadError, match="the pattern fits no file"):
        content_of("*.pdf", 10)
    (tree / "[x].md").write_text("One.\n", encoding="utf-8")
    assert names(expand(["[x].md"])) == ["[x].md"]


def test_a_folder_without_reports_stays(tree: Path) -> None:
    (tree / "empty").mkdir()
    assert expand(["empty"]) == ("empty",)
    with pytest.raises(ReadError, match="holds no report"):
        content_of("empty", 10)


def test_lists_of_paths(tree: Path) -> None:
    (tree / "list").write_bytes(b"a.md\r\n\nsub/c.txt\n")
    assert listed("list") == ["a.md", "sub/c.txt"]
    (tree / "list").write_bytes(b"a b.md\0sub/c\n.txt\0")
    assert listed("list") == ["a b.md", "sub/c\n.txt"]
    with pytest.raises(UsageError, match="cannot be read"):
        listed("none")


@pytest.mark.parametrize(("given", "code"), [("a.md\nsub/c.txt\n", 0), ("a.md\nnone.md\n", 3), ("", 0)])
def test_paths_from_standard_input(tree: Path, given: str, code: int) -> None:
    command = [sys.executable, "-m", "crossfoot", "check", "--files-from", "-"]
    finished = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    assert finished.returncode == code, finished.stderr
    assert f"{len(given.split())} report" in finished.stdout


def test_no_path_at_all_is_a_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check"])
    assert ended.value.code == 2
    assert "which reports?" in capsys.readouterr().err


def test_the_configuration_leaves_files_out(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "crossfoot.toml").write_text('exclude = ["sub/build/", "*.html"]\n', encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["check", "--quiet", "--format", "csv", "."])
    with pytest.raises(SystemExit):
        main(["check", "."])
    assert "3 reports: " in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["check", "a.md", "b.html"])
    assert "2 reports: " in capsys.readouterr().out, "what is named is taken"
    with pytest.raises(SystemExit):
        main(["check", "--force-exclude", "a.md", "b.html"])
    assert "1 report: " in capsys.readouterr().out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in this file system")
def test_a_pipe_in_the_file_system_is_told_and_not_waited_for(tree: Path) -> None:
    os.mkfifo(tree / "pipe.md")
    with pytest.raises(ReadError, match="is a pipe and no ordinary file"):
        content_of("pipe.md", 10)


def test_a_name_as_long_as_it_may_be_is_checked(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "x" * 251 + ".md"
    (tree / name).write_text("Nothing to see here.\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["check", name, "a.md"])
    assert ended.value.code == 0
    assert "2 reports: " in capsys.readouterr().out
