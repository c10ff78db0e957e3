"""The baseline of an archive: old findings are marked, new ones count, what is gone is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crossfoot.cli import main

OAK = "The oak barrel market, worth $130 billion in 2023, will reach $245 billion by 2032 at a CAGR of 13.9%."
ELM = "The elm barrel market, worth $10 billion in 2023, will reach $20 billion by 2032 at a CAGR of 20.1%."
PLAIN = "Nothing of note stands here."


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a report of one fault, its baseline, and a configuration that names it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "crossfoot.toml").write_text('baseline = "old.json"\n', encoding="utf-8")
    (tmp_path / "reports").mkdir()
    write(tmp_path, OAK)
    assert run("baseline", "reports") == 0
    return tmp_path


def write(house: Path, *paragraphs: str, name: str = "a.md") -> None:
    (house / "reports" / name).write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def test_old_findings_are_marked_and_do_not_count(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run("check", "reports") == 0
    shown = capsys.readouterr().out
    assert "error (in the baseline) growth/arithmetic" in shown
    assert "1 report: 0 errors, 0 warnings, 0 notes.\nNot counted: 1 in the baseline." in shown


@pytest.mark.parametrize(
    "paragraphs",
    [
        (PLAIN, PLAIN.replace("here", "there"), OAK),
        (OAK.replace(" in 2023", "\nin 2023").replace("at a CAGR", "at\na CAGR"),),
        (f"# Oak\n\n- {OAK}",),
        (OAK.replace("$130 billion", "**$130 billion**"),),
    ],
    ids=["moved", "wrapped anew", "in a list", "in bold"],
)
def test_moved_and_rewrapped_text_keeps_its_findings(house: Path, paragraphs: tuple[str, ...]) -> None:
    write(house, *paragraphs)
    assert run("check", "reports") == 0


def test_a_new_finding_counts(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(house, OAK, ELM)
    capsys.readouterr()
    assert run("check", "reports") == 1
    shown = capsys.readouterr().out
    assert "a.md:3:30: error growth/arithmetic" in shown
    assert "a.md:1:30: error (in the baseline)" in shown


def test_the_same_fault_in_another_report_is_new(house: Path) -> None:
    write(house, OAK, name="b.md")
    assert run("check", "reports") == 1


def test_what_is_gone_is_told_and_can_be_pruned(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(house, PLAIN, ELM)
    capsys.readouterr()
    assert run("check", "reports") == 1
    assert "a.md: no longer found, but in the baseline: growth/arithmetic" in capsys.readouterr().out
    assert run("baseline", "--prune", "reports") == 0
    assert json.loads((house / "old.json").read_text(encoding="utf-8"))["reports"] == {}
    assert run("check", "reports") == 1, "pruning accepts nothing new"
    assert run("baseline", "reports") == 0
    assert run("check", "reports") == 0


def test_a_rule_that_did_not_run_makes_nothing_stale(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run("check", "--select", "value", "reports") == 0
    assert "no longer found" not in capsys.readouterr().out


def test_a_report_that_is_gone_is_told_and_leaves(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(house, PLAIN, name="b.md")
    (house / "reports" / "a.md").unlink()
    capsys.readouterr()
    assert run("check", "reports") == 0
    assert "reports/a.md is no longer there" in capsys.readouterr().err
    assert run("baseline", "reports") == 0
    assert json.loads((house / "old.json").read_text(encoding="utf-8"))["reports"] == {}


def test_other_reports_keep_what_they_have(house: Path) -> None:
    write(house, ELM, name="b.md")
    assert run("baseline", "reports/b.md") == 0
    assert list(json.loads((house / "old.json").read_text(encoding="utf-8"))["reports"]) == [
        "reports/a.md",
        "reports/b.md",
    ]
    (house / "reports" / "b.md").write_bytes(b"\x89PNG\r\n")
    assert run("baseline", "reports") == 3, "a report that cannot be read keeps what it has"
    assert len(json.loads((house / "old.json").read_text(encoding="utf-8"))["reports"]) == 2


def test_allowed_findings_and_wrong_allows_do_not_enter(house: Path) -> None:
    write(house, f"<!-- crossfoot: allow growth because x -->\n\n{OAK}", f"<!-- crossfoot: allow growth -->\n\n{ELM}")
    assert run("baseline", "reports") == 0
    known = json.loads((house / "old.json").read_text(encoding="utf-8"))["reports"]["reports/a.md"]
    assert [each["rule"] for each in known] == ["growth/arithmetic"]


def test_the_file_is_the_same_whatever_the_order(house: Path) -> None:
    write(house, ELM, name="b.md")
    assert run("baseline", "reports/a.md", "reports/b.md") == 0
    first = (house / "old.json").read_bytes()
    assert run("baseline", "reports/b.md", "reports/a.md") == 0
    assert (house / "old.json").read_bytes() == first


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "the baseline cannot be read"),
        ("{", "is no baseline of Crossfoot"),
        ('{"version": "1"}', "reports: Field required"),
        ('{"version": "9", "reports": {}}', "version 9"),
    ],
)
def test_a_baseline_that_is_wrong_stops_the_run(
    house: Path, text: str | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is None:
        (house / "old.json").unlink()
    else:
        (house / "old.json").write_text(text, encoding="utf-8")
    assert run("check", "reports") == 2
    assert said in capsys.readouterr().err


def test_the_baseline_of_another_folder_names_reports_from_there(house: Path) -> None:
    (house / "qa").mkdir()
    assert run("baseline", "--output", "qa/known.json", "reports") == 0
    assert list(json.loads((house / "qa" / "known.json").read_text(encoding="utf-8"))["reports"]) == ["../reports/a.md"]
    assert run("check", "--no-config", "--baseline", "qa/known.json", "reports") == 0


def test_rules_that_did_not_run_keep_what_they_have(house: Path) -> None:
    before = (house / "old.json").read_bytes()
    (house / "crossfoot.toml").write_text('baseline = "old.json"\nignore = ["growth"]\n', encoding="utf-8")
    assert run("baseline", "reports") == 0
    assert run("baseline", "--prune", "reports") == 0
    assert (house / "old.json").read_bytes() == before
    write(house, "Der Umsatz der Gesellschaft stieg im vergangenen Jahr um zehn Prozent, und alle freuten sich. " * 8)
    assert run("baseline", "reports") == 3
    assert (house / "old.json").read_bytes() == before


def test_each_configuration_has_its_own_baseline(house: Path) -> None:
    other = house / "reports" / "other"
    other.mkdir()
    (other / "crossfoot.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    (other / "b.md").write_text(ELM + "\n", encoding="utf-8")
    assert run("baseline", "reports") == 0
    assert list(json.loads((other / "known.json").read_text(encoding="utf-8"))["reports"]) == ["b.md"]
    assert list(json.loads((house / "old.json").read_text(encoding="utf-8"))["reports"]) == ["reports/a.md"]
    assert run("check", "reports") == 0
