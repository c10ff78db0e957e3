"""The configuration: where it is found, what wins, what is refused, and what is shown of it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crossfoot.cli import main
from crossfoot.config import Configurations, Settings
from crossfoot.config.keys import ConfigKeys
from crossfoot.config.settings import DEFAULTS, Layer
from crossfoot.config.template import template_text
from crossfoot.errors import RuleError, UsageError

SAYS_NOTHING = Layer({}, {})


def settings(folder: Path, report: str = "report.md", **command_line: Any) -> Settings:
    given = {key.replace("_", "-"): value for key, value in command_line.items()}
    configs = Configurations(Layer(given, dict.fromkeys(given, "the command line")))
    return configs.settings_for(str(folder / report))


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_said_is_the_defaults(tmp_path: Path) -> None:
    assert dict(settings(tmp_path).values) == dict(DEFAULTS)


def test_the_nearest_configuration_alone_holds(tmp_path: Path) -> None:
    write(tmp_path / "crossfoot.toml", 'fail-on = "note"\nignore = ["growth"]\n')
    write(tmp_path / "press" / "pyproject.toml", '[tool.crossfoot]\nfail-on = "warning"\n')
    (tmp_path / "press" / "deep").mkdir()
    assert settings(tmp_path).fail_on == "note"
    inside = settings(tmp_path, "press/deep/report.md")
    assert (inside.fail_on, inside.values["ignore"]) == ("warning", ())


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "crossfoot.toml", 'fail-on = "note"\n')
    write(tmp_path / "sub" / "pyproject.toml", "[tool.other]\nx = 1\n")
    assert settings(tmp_path, "sub/report.md").fail_on == "note"


def test_what_is_more_special_wins_and_lists_add_up(tmp_path: Path) -> None:
    path = write(
        tmp_path / "crossfoot.toml",
        """select = ["growth", "value"]
ignore = ["value/scale"]
severities = { "value/conflict" = "warning" }

[[override]]
paths = ["press/"]
select = ["growth"]
ignore = ["growth/direction"]
severities = { "value/conflict" = "error" }

[[override]]
paths = ["press/*.draft.md"]
fail-on = "never"
""",
    )
    press = settings(tmp_path, "press/release.md", ignore=("growth/rate-conflict",))
    assert press.check.select == ("growth",)
    assert press.check.ignore == ("value/scale", "growth/direction", "growth/rate-conflict")
    assert press.check.severities == (("value/conflict", "warning"), ("value/conflict", "error"))
    assert press.origins["ignore"] == (f"{path}:2", f"{path}:8", "the command line")
    assert press.origins["fail-on"] == ("default",)
    assert settings(tmp_path, "press/one.draft.md").fail_on == "never"
    assert settings(tmp_path).check.select == ("growth", "value")


def test_paths_are_seen_from_the_configuration(tmp_path: Path) -> None:
    write(
        tmp_path / "crossfoot.toml", 'rules = ["own"]\nbaseline = "old.json"\ngeography = "geo.yaml"\nfacts = "f.csv"\n'
    )
    found = settings(tmp_path, "sub/report.md").values
    assert found["rules"] == (str(tmp_path / "own"),)
    assert found["baseline"] == str(tmp_path / "old.json")
    assert found["geography"] == str(tmp_path / "geo.yaml")
    assert found["facts"] == str(tmp_path / "f.csv")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('selct = ["a"]', 1, "unknown key `selct`; did you mean `select`?"),
        ("\n[severitis]", 2, "unknown key `severitis`; did you mean `severities`?"),
        ('fail-on = "eror"', 1, "`fail-on` cannot be `eror`; did you mean `error`?"),
        ('[[override]]\npath = ["x"]', 2, "unknown key `path`; did you mean `paths`?"),
        ('[[override]]\npaths = ["x"]\n\n[[override]]\npaths = ["y"]\nselect = "z"', 6, "`override.select`: "),
        (
            '[severities]\ngrowth = "hot"',
            2,
            "`severities.growth` cannot be `hot`; valid are: error, note, off, warning",
        ),
        ('same-company = [["A"]]', 1, "`same-company`"),
        ("jobs = -1", 1, "`jobs`: input should be greater than or equal to 0"),
        ('\n\nx = "', 3, "is not valid TOML"),
        ('select = ["a"]\nselect = ["b"]', None, "is not valid TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, line: int | None, said: str) -> None:
    path = write(tmp_path / "crossfoot.toml", text)
    with pytest.raises(RuleError) as caught:
        settings(tmp_path)
    assert said in str(caught.value)
    assert line is None or str(caught.value).startswith(f"{path}:{line}: ")


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "crossfoot.toml").write_bytes(b"select = [\n'\xff']")
    with pytest.raises(RuleError, match=r"crossfoot\.toml:2: is not UTF-8 text"):
        settings(tmp_path)


def test_a_configuration_can_be_named_or_left_out(tmp_path: Path) -> None:
    write(tmp_path / "crossfoot.toml", 'fail-on = "note"\n')
    other = write(tmp_path / "other" / "house.toml", 'fail-on = "never"\n')
    report = str(tmp_path / "report.md")
    assert Configurations(SAYS_NOTHING, other).settings_for(report).fail_on == "never"
    assert Configurations(SAYS_NOTHING, off=True).settings_for(report).fail_on == "error"
    with pytest.raises(UsageError, match="no such configuration"):
        Configurations(SAYS_NOTHING, tmp_path / "none.toml")


def test_the_template_is_valid_and_every_key_of_it_too(tmp_path: Path) -> None:
    assert tomllib.loads(template_text()) == {}
    lines = template_text().splitlines()
    starts = [line for line in lines if line.startswith("# ") and (" = " in line or line.startswith("# [["))]
    switched_on = "\n".join(line[2:] if line in starts else line for line in lines)
    (tmp_path / "house-rules").mkdir()
    write(tmp_path / "crossfoot.toml", switched_on)
    report = settings(tmp_path, "press/x.md")
    assert report.values["report-date"] == "2025-03"
    keys = {(field.alias or name) for name, field in ConfigKeys.model_fields.items()}
    assert keys - {"override", "publication"} == set(DEFAULTS)
    assert all(f"# {key} = " in template_text() or f"# [[{key}]]" in template_text() for key in keys)


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_init_writes_it_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("init", tmp_path) == 0
    assert (tmp_path / "crossfoot.toml").read_text(encoding="utf-8") == template_text()
    write(tmp_path / "crossfoot.toml", "# mine\n")
    assert run("init", tmp_path) == 2
    assert "--force" in capsys.readouterr().err
    assert (tmp_path / "crossfoot.toml").read_text(encoding="utf-8") == "# mine\n"
    assert run("init", tmp_path, "--force") == 0
    assert run("init", tmp_path / "none") == 2


def test_config_shows_what_is_in_force_and_from_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "crossfoot.toml", 'fail-on = "note"\n[[override]]\npaths = ["press/"]\njobs = 1\n')
    assert run("config", tmp_path / "press" / "a.md") == 2  # jobs is no key of a report
    assert "unknown key `jobs`" in capsys.readouterr().err
    write(path, 'fail-on = "note"\n[[override]]\npaths = ["press/"]\nignore = ["growth"]\n')
    assert run("config", tmp_path / "press" / "a.md") == 0
    shown = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["fail-on", "note", f"{path}:1"] in shown
    assert ["ignore", "growth", f"{path}:4"] in shown
    assert ["geography", "default", "default"] in shown


FAULTY = "The oak barrel market, worth $130 billion in 2023, will reach $245 billion by 2032 at a CAGR of 13.9%.\n"


def test_severities_decide_the_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = write(tmp_path / "report.md", FAULTY)
    assert run("check", report) == 1
    write(tmp_path / "crossfoot.toml", 'severities = { growth = "warning" }\n')
    assert run("check", report) == 0
    assert "warning growth/arithmetic" in capsys.readouterr().out
    write(tmp_path / "crossfoot.toml", 'severities = { growth = "warning" }\nfail-on = "warning"\n')
    assert run("check", report) == 1
    write(tmp_path / "crossfoot.toml", 'severities = { "growth/arithmetic" = "off" }\n')
    assert run("check", report) == 0
    write(tmp_path / "crossfoot.toml", 'severities = { "grwth" = "off" }\n')
    assert run("check", report) == 2
    assert "did you mean `growth`?" in capsys.readouterr().err


def test_the_report_date_of_the_house_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "# Loom Market\n\nThe loom market is projected to reach $5.2 billion in 2024.\n"
    report = write(tmp_path / "report.md", text)
    assert run("check", "--select", "period/tense", "--fail-on", "note", report) == 0
    assert run("check", "--select", "period/tense", "--fail-on", "note", "--report-date", "2026-02", report) == 1
    write(tmp_path / "crossfoot.toml", "report-date = 2026-02-01\n")
    assert run("check", "--select", "period/tense", "--fail-on", "note", report) == 1
    assert run("check", "--report-date", "soon", report) == 2
    assert "write a year, month or day" in capsys.readouterr().err


def test_names_that_the_house_calls_one_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        "# Cask Report\n\nThe oak barrel market was worth $4.0 billion in 2024.\n\n"
        "The wine cask market was worth $4.6 billion in 2024.\n"
    )
    report = write(tmp_path / "report.md", text)
    assert run("check", report) == 0
    write(tmp_path / "crossfoot.toml", 'same-market = [["oak barrel market", "wine cask market"]]\n')
    assert run("check", report) == 1
    assert "value/conflict" in capsys.readouterr().out
