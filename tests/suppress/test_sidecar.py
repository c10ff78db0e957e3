"""Allows beside a report, for those who want nothing in its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.cli import main

CLAIM = "The oak barrel market, worth $130 billion in 2023, will reach $245 billion by 2032 at a CAGR of 13.9%.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(CLAIM, encoding="utf-8")
    return path


def beside(report: Path, text: str) -> Path:
    path = report.with_name(report.name + ".allow.yaml")
    path.write_text(text, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


ENTRY = "allow:\n  - rule: growth/arithmetic\n    because: the rate is another firm's\n"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("", 0),
        ('    quote: "13.9%"\n', 0),
        ('    quote: "14.9%"\n', 1),
        ("    fingerprint: 0123456789abcdef\n", 1),
    ],
)
def test_an_entry_allows_what_it_names(report: Path, more: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    beside(report, ENTRY + more)
    assert run("check", report) == code
    assert ("allow/stale" in capsys.readouterr().out) is bool(code)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("allow:\n  - rule: growth/arithmetic\n", ":2: the key `allow.because` is missing"),
        ("alow: []\n", ":1: unknown key `alow`; did you mean `allow`?"),
        ("allow:\n  - rle: x\n    because: y\n", ":2: unknown key `rle`; did you mean `rule`?"),
        ("allow: [\n", "is not valid YAML"),
    ],
)
def test_a_file_that_is_wrong_stops_its_report_alone(
    report: Path, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    beside(report, text)
    other = report.with_name("other.txt")
    other.write_text(CLAIM, encoding="utf-8")
    assert run("check", report, other) == 3
    shown = capsys.readouterr().out
    assert said in shown
    assert "other.txt:1:30: error growth/arithmetic" in shown


def test_a_rule_that_does_not_exist_is_told_at_its_line(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = beside(report, ENTRY + "  - rule: growth/arithmetik\n    because: x\n")
    assert run("check", report) == 1
    assert f"{path}:4:1: error allow/mistake" in capsys.readouterr().out


def test_the_command_writes_an_entry_and_keeps_the_others(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("allow", report, "growth/arithmetic", "--because", "it is: so", "--quote", "13.9%") == 0
    assert run("check", report) == 0
    path = report.with_name(report.name + ".allow.yaml")
    path.write_text("# ours\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("allow", report, "growth", "--because", "yes") == 0
    written = path.read_text(encoding="utf-8")
    assert written.startswith("# ours\nallow:\n")
    assert written.count("- rule:") == 2
    assert run("check", report) == 0
    capsys.readouterr()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["value/conflict", "--because", "x"], "there are findings of: growth/arithmetic"),
        (["growth", "--because", "x", "--quote", "14%"], "no finding of `growth` with these words"),
        (["growth", "--because", " "], "needs a reason"),
    ],
)
def test_the_command_allows_nothing_that_is_not_there(
    report: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("allow", report, *arguments) == 2
    assert said in capsys.readouterr().err
    assert not report.with_name(report.name + ".allow.yaml").exists()


@pytest.mark.parametrize(
    "layout", ["allow: [{rule: value, because: x}]\n", "allow:\n    -\n        rule: value\n        because: x\n"]
)
def test_the_command_never_breaks_a_file(report: Path, layout: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = beside(report, layout)
    code = run("allow", report, "growth", "--because", "yes")
    told = capsys.readouterr().err
    assert code == 0 or ("add this by hand" in told and path.read_text(encoding="utf-8") == layout)
    assert run("check", report) in (0, 1), "the file is still valid"


def test_two_stale_entries_are_two_findings(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    beside(report, "allow:\n" + "  - rule: value\n    because: x\n" * 2)
    run("check", "--format", "csv", report)
    stale = [line.rpartition(",")[2] for line in capsys.readouterr().out.splitlines() if "allow/stale" in line]
    assert len(set(stale)) == 2
