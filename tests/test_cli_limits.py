"""The command line where its surroundings fail: closed pipes, bad targets, empty folders; the public API."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import crossfoot
from crossfoot.cli import main
from crossfoot.errors import ReadError, RuleError, UsageError

FAULTY = "The oak barrel market, worth $130 billion in 2023, will reach $245 billion by 2032 at a CAGR of 13.9%.\n"


def run(*arguments: str | Path) -> object:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return ended.value.code


def test_a_closed_pipe_is_quiet() -> None:
    command = [sys.executable, "-m", "crossfoot", "rules"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
    assert (process.returncode, told) == (141, b"")


def test_a_folder_without_reports_ends_with_three(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", tmp_path) == 3
    shown = capsys.readouterr()
    assert ".md" in shown.out + shown.err


@pytest.mark.parametrize("target", ["none/out.txt", "."])
def test_a_target_that_cannot_be_written_ends_with_two(
    tmp_path: Path, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.md"
    report.write_text(FAULTY, encoding="utf-8")
    assert run("check", "--output", tmp_path / target, report) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [report]


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, crossfoot.cli\n"
        "print([name for name in ('quantulum3', 'yaml', 'pydantic', 'networkx') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_the_public_api_checks_text_and_files(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(FAULTY, encoding="utf-8")
    for given in (FAULTY, path):
        report = crossfoot.check(given)
        assert isinstance(report, crossfoot.Report)
        assert [finding.rule for finding in report.findings] == ["growth/arithmetic"]
        assert all(isinstance(fact, crossfoot.Fact) for fact in crossfoot.facts(given))
    assert crossfoot.check(FAULTY, ignore=["growth"]).findings == ()


def test_the_name_of_a_file_is_not_taken_for_text() -> None:
    with pytest.raises(UsageError, match="is the name of a file"):
        crossfoot.check("report.md")


@pytest.mark.parametrize(
    "error", [RuleError("a.yaml", "is wrong", 3), RuleError("a.yaml", "is wrong"), ReadError("a.md", "is empty")]
)
def test_errors_come_out_of_another_process_as_they_went_in(error: RuleError | ReadError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))
