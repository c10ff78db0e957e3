"""Formats through the command line: several at once, each in its file, and pairs that make no sense."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from junitparser import JUnitXml
from sarif_kit.validate import validation_errors

from crossfoot.cli import main

FAULTY = "The oak barrel market, worth $130 billion in 2023, will reach $245 billion by 2032 at a CAGR of 13.9%.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a faulty report, in which the command runs."""
    (tmp_path / "oak.md").write_text(FAULTY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    code = ended.value.code
    assert isinstance(code, int)
    return code


def test_a_format_in_a_file_and_another_on_the_screen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--format", "sarif", "--output", "x.sarif", "--format", "text", "oak.md") == 1
    assert "growth/arithmetic" in capsys.readouterr().out
    log = json.loads((folder / "x.sarif").read_bytes())
    assert not validation_errors(log)
    (result,) = log["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "oak.md", "uriBaseId": "%SRCROOT%"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "sarif", "--output", "a", "--format", "csv", "--output", "b"],
        ["--output", "a", "--format", "sarif", "--output", "b", "--format", "csv"],
        ["-f", "sarif", "-o", "a", "-o", "b", "-f", "csv"],
    ],
)
def test_each_format_goes_with_the_output_beside_it(
    folder: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", *arguments, "oak.md") == 1
    assert capsys.readouterr().out == ""
    assert json.loads((folder / "a").read_bytes())["version"] == "2.1.0"
    rows = list(csv.DictReader(StringIO((folder / "b").read_bytes().decode(), newline="")))
    assert [row["quote"] for row in rows] == ["$130 billion", "$245 billion", "13.9%"]


def test_every_format_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = ("text", "json", "html", "sarif", "junit", "github", "gitlab", "rdjson", "markdown", "csv")
    arguments = [each for name in named for each in ("--format", name, "--output", f"{name}.out")]
    assert run("check", *arguments, "oak.md") == 1
    assert capsys.readouterr().out == ""
    written = {name: (folder / f"{name}.out").read_bytes() for name in named}
    assert all(b"growth/arithmetic" in data for data in written.values())
    assert JUnitXml.fromstring(written["junit"]).failures == 1
    assert [line.split(" ")[0] for line in written["github"].decode().splitlines()] == ["::error"] + ["::notice"] * 2
    # One at a time gives the same, and so does a second run, which has its results from the cache.
    for name in named:
        assert run("check", "--format", name, "--output", "again.out", "oak.md") == 1
        assert (folder / "again.out").read_bytes() == written[name]


@pytest.mark.parametrize("name", ["json", "sarif", "junit", "github", "gitlab", "rdjson", "markdown", "csv"])
def test_the_screen_gets_what_a_file_would(folder: Path, name: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("check", "--format", name, "--output", "x.out", "oak.md") == 1
    capsysbinary.readouterr()
    assert run("check", "--format", name, "oak.md") == 1
    assert capsysbinary.readouterr().out == (folder / "x.out").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "sarif", "--format", "text"], "would go to the screen"),
        (["--format", "csv", "--output", "a", "--format", "sarif", "--format", "text"], "would go to the screen"),
        (["--format", "sarif", "--output", "a", "--format", "csv", "--output", "a"], "would go to a;"),
        (["--format", "sarif", "--output", "a", "--format", "csv", "--output", "./a"], "would go to a;"),
        (["--output", "a", "--output", "a"], "would go to a;"),
        (["--format", "sarif", "--output", "a", "--format", "nope", "--output", "b"], "`nope`"),
        (["--format", "sarif", "--output", "a", "--format", "text", "--output"], "argument"),
    ],
)
def test_wrong_pairs_end_with_two_and_write_nothing(
    folder: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", "oak.md", *arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert [path.name for path in folder.iterdir()] == ["oak.md"]


@pytest.mark.parametrize(
    "options",
    [
        ["-o", "report.md"],
        ["-o", "./report.md"],
        ["--format", "sarif", "-o", "report.md", "--format", "text"],
        ["-o", "crossfoot.toml"],
        ["--baseline", "old.json", "-o", "old.json"],
        ["--facts", "figures.csv", "-o", "figures.csv"],
        ["--annotate", "copy.docx", "--format", "html", "-o", "copy.docx"],
    ],
    ids=" ".join,
)
def test_nothing_that_is_read_is_written_over(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {
        "report.md": "Nothing to see here.\n",
        "crossfoot.toml": 'fail-on = "error"\n',
        "old.json": '{"version": "1", "reports": {}}',
        "figures.csv": "concept,entity,value,unit\nshare,oak,10,percent\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["check", "report.md", *options])
    assert ended.value.code == 2
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in files} == files
