"""The command line: exit codes, options, bad input, and nothing half written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crossfoot.cli import main

FAULTY = "The oak barrel market, worth $130 billion in 2023, will reach $245 billion by 2032 at a CAGR of 13.9%.\n"
CLEAN = "The oak barrel market, worth $130 billion in 2023, will reach $245 billion by 2032 at a CAGR of 7.3%.\n"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "faulty.md"
    path.write_text(FAULTY, encoding="utf-8")
    return path


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "clean.md"
    path.write_text(CLEAN, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    code = ended.value.code
    assert isinstance(code, int)
    return code


def test_findings_end_with_one(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", faulty) == 1
    shown = capsys.readouterr().out
    assert "growth/arithmetic" in shown
    assert "arithmetic: $130bn → $245bn over 9 years" in shown
    assert "repair: " in shown


def test_a_clean_report_ends_with_zero(clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", clean) == 0
    assert "0 errors" in capsys.readouterr().out


@pytest.mark.parametrize(("least", "code"), [("error", 1), ("warning", 1), ("note", 1), ("never", 0)])
def test_fail_on(faulty: Path, least: str, code: int) -> None:
    assert run("check", "--fail-on", least, faulty) == code


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--format", "jsn", "x.md"],
        ["check", "--fail-on", "eror", "x.md"],
        ["check", "--select", "grwth", "x.md"],
        ["check", "--verbose", "--quiet", "x.md"],
        ["check", "--no-such-option", "x.md"],
        ["explain", "growth/arithmetik"],
        ["check", "--geography", "defualt", "x.md"],
    ],
)
def test_a_wrong_use_ends_with_two_and_says_what_is_wrong(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    assert capsys.readouterr().err


def test_the_nearest_name_is_suggested(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", "growth/arithmetik") == 2
    assert "growth/arithmetic" in capsys.readouterr().err


def test_a_missing_file_ends_with_three_and_the_others_are_checked(
    faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", tmp_path / "none.md", faulty) == 3
    shown = capsys.readouterr()
    assert "none.md" in shown.out + shown.err
    assert "growth/arithmetic" in shown.out


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n\x00\x01", b"PK\x03\x04\x00\x00", b"\x89PNG\r\n\x1a\n\x00"])
def test_what_is_no_report_ends_with_three(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(data)
    assert run("check", path) == 3


def test_another_language_is_said_to_be_unchecked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bericht.txt"
    words = "Der Umsatz der Gesellschaft stieg im vergangenen Jahr um zehn Prozent, und der Gewinn nahm ebenfalls zu. "
    path.write_text(words * 8, encoding="utf-8")
    assert run("check", path) == 3
    shown = capsys.readouterr()
    assert "another language" in shown.out + shown.err


def test_json_has_the_promised_keys(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--format", "json", faulty) == 1
    shown = json.loads(capsys.readouterr().out)
    assert shown["version"] == "1"
    document = shown["documents"][0]
    assert document["error"] is None
    finding = document["findings"][0]
    assert {"rule", "severity", "message", "evidence", "fingerprint"} <= finding.keys()
    for place in finding["evidence"]:
        assert FAULTY[place["start"] : place["end"]] == place["quote"]


def test_select_and_ignore(faulty: Path) -> None:
    assert run("check", "--select", "region", faulty) == 0
    assert run("check", "--ignore", "growth/arithmetic", faulty) == 0
    assert run("check", "--select", "growth/*", faulty) == 1


def test_output_is_written_whole_or_not_at_all(faulty: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    assert run("check", "--format", "json", "--output", target, faulty) == 1
    assert json.loads(target.read_text(encoding="utf-8"))["documents"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["faulty.md", "out.json"]


def test_a_folder_is_walked_and_hidden_files_are_left_alone(
    faulty: Path, clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".hidden.md").write_text(FAULTY, encoding="utf-8")
    assert run("check", "--format", "json", tmp_path) == 1
    paths = [document["path"] for document in json.loads(capsys.readouterr().out)["documents"]]
    assert paths == [str(clean), str(faulty)]


def test_standard_input() -> None:
    command = [sys.executable, "-m", "crossfoot", "check", "-"]
    finished = subprocess.run(command, input=FAULTY.encode(), capture_output=True, check=False)
    assert finished.returncode == 1
    assert "-:1:" in finished.stdout.decode()


def test_a_rule_of_ones_own_replaces_ours(faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "house" / "growth"
    own.mkdir(parents=True)
    (own / "arithmetic.yaml").write_text(
        "summary: ours\nseverity: note\nwhy: because\ncheck: equation\n"
        "equations: [end = start * (1 + rate) ** years]\nmessage: 'house rule: {rate}'\n",
        encoding="utf-8",
    )
    assert run("check", "--rules", own.parent, faulty) == 0
    assert "house rule: 13.9%" in capsys.readouterr().out


def test_a_broken_rule_stops_the_run_with_its_line(
    faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "house" / "growth"
    own.mkdir(parents=True)
    (own / "arithmetic.yaml").write_text("summary: ours\nseverty: note\n", encoding="utf-8")
    assert run("check", "--rules", own.parent, faulty) == 2
    assert "arithmetic.yaml:" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", [["--version"], ["--help"], ["rules"], ["rules", "test"], ["explain", "region/split"]]
)
def test_commands_that_only_tell(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*command) == 0
    assert capsys.readouterr().out


def test_facts_show_how_figures_were_read(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("facts", "--format", "json", faulty) == 0
    facts = json.loads(capsys.readouterr().out)["documents"][0]["facts"]
    read = [(fact["quote"], fact["concept"], fact["value"], fact["period"]) for fact in facts]
    assert read == [
        ("$130 billion", "market-size", 130_000_000_000, "2023"),
        ("$245 billion", "market-size", 245_000_000_000, "2032"),
        ("13.9%", "growth-rate", 13.9, "2023/2032"),
    ]
    assert run("facts", faulty) == 0
    assert "oak barrel market" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "position", "expected"),
    [
        ("crossfoot che", 1, "check"),
        ("crossfoot explain growth/ar", 2, "growth/arithmetic"),
        ("crossfoot check --format sa", 3, "sarif"),
        ("crossfoot check --select tot", 3, "total/sum"),
        ("crossfoot check --geography em", 3, "emea"),
        ("crossfoot check --fail-on w", 3, "warning"),
    ],
)
def test_the_shell_completes(words: str, position: int, expected: str) -> None:
    environment = {
        **os.environ, "_CROSSFOOT_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(position),
    }  # fmt: skip
    program = [sys.executable, "-c", "from crossfoot.cli import main; main()"]
    finished = subprocess.run(program, capture_output=True, text=True, env=environment, check=False)
    assert expected in finished.stdout.split(), finished.stderr


def test_help_names_every_command_in_whole_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    shown = capsys.readouterr().out
    for command in ("check", "facts", "baseline", "allow", "init", "config", "cache", "explain", "lsp", "rules"):
        (line,) = [line for line in shown.splitlines() if line.split()[:1] == [command]]
        assert line.endswith(".")
        assert not line.endswith("...")
        assert run(command, "--help") == 0
    capsys.readouterr()
