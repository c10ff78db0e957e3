"""Figures of record: what a report must agree with, and clear words where the file of them is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.cli import main

REGRESSION = Path(__file__).parent.parent / "corpora" / "regression"
REPORT = """# Oak Barrel Market Report

The oak barrel market was worth $4.0 billion in 2024. The market will grow at a CAGR of 13.9% from 2025 to 2032.

North America held 40% of the oak barrel market in 2024.
"""
HEAD = "concept,entity,place,period,value,unit\n"


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("report.md").write_text(REPORT, encoding="utf-8")
    return Path("report.md")


def record(text: str, name: str = "record.csv") -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("market-size,oak barrel market,,2024,4300000000,USD", "$4.0 billion"),
        ("market-size,Oak Barrel Market,,2024,4000000000,USD", None),
        ("market-size,oak barrel market,,2024,4012345678,USD", None),  # rounds to what is printed
        ("market-size,oak barrel market,,2023,4300000000,USD", None),
        ("market-size,oak barrel market,,2024,4300000000,EUR", None),
        ("market-size,oak barrel market,Europe,2024,4300000000,USD", None),
        ("market-size,elm barrel market,,2024,4300000000,USD", None),
        ("growth-rate,oak barrel market,,2025/2032,7,percent", "13.9%"),
        ("growth-rate,oak barrel market,,2025/2032,13.9,percent", None),
        ("growth-rate,oak barrel market,,2025/2032,13.94,percent", None),
        ("growth-rate,oak barrel market,,2025/2032,14.1,percent", "13.9%"),
        ("share,oak barrel market,North America,2024,38,percent", "40%"),
        ("share,oak barrel market,North America,2024,40.2,percent", None),
        ("share,oak barrel market,North America,2024,30,percent", "40%"),  # a round share is no rough one
        ("market-size,oak barrel market,,2024,5000000000,USD", "$4.0 billion"),
        ("market-size,oak barrel market,,2024,4.0e9,USD", None),
    ],
)
def test_what_does_not_agree_is_found(
    row: str, found: str | None, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run("check", "--facts", record(HEAD + row + "\n"), "--quiet", "--fail-on", "warning", report)
    shown = capsys.readouterr().out
    assert code == (0 if found is None else 1), shown
    if found is not None:
        assert f"{found}" in shown
        assert "record.csv:2:" in shown
        assert "as the figures of record have it" in shown


TABLE = """# Northgate results

| | 2023 | 2024 |
|---|---|---|
| Revenue, $ million | 410 | 432 |
| Operating profit, $ million | 41 | 52 |
"""


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("revenue,Northgate,revenue,2024,452000000,USD", "432"),
        ("revenue,Northgate,revenue,2024,432000000,USD", None),
        ("revenue,Northgate,revenue,2023,432000000,USD", "410"),
        ("profit,Northgate,operating profit,2024,55000000,USD", "52"),
        ("profit,Northgate,net profit,2024,53000000,USD", None),
        ("revenue,Southgate,revenue,2024,452000000,USD", None),
    ],
)
def test_cells_of_a_table_are_held_against_it_too(
    row: str, found: str | None, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = record(TABLE, "table.md")
    figures = record(f"concept,entity,measure,period,value,unit\n{row}\n")
    # Whose table it is stands in the title alone, so this is a warning.
    code = run("check", "--facts", figures, "--quiet", "--fail-on", "warning", table)
    shown = capsys.readouterr().out
    assert code == (0 if found is None else 1), shown
    assert found is None or f"as {found} and as " in shown


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_facts_of_a_report_are_a_record(form: str, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = f"facts.{form}"
    assert run("facts", "--format", form, "--output", name, report) == 0
    assert run("check", "--facts", name, report) == 0
    other = record(REPORT.replace("13.9%", "7%").replace("$4.0", "$4.4"), "other.md")
    capsys.readouterr()
    assert run("check", "--facts", name, "--quiet", other) == 1
    shown = capsys.readouterr().out
    assert shown.count("as the figures of record have it") == 2
    assert (f"{name}:3:" if form == "csv" else f"{name}, fact 2 (report.md)") in shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "concept,entty,value,unit\n",
            ":1: unknown column `entty`; did you mean `entity`?",
        ),
        ("concept,entity,value\nx,y,1\n", ":1: figures of record need the columns `unit`"),
        ("concept,value,unit\nx,1,USD\n", ":1: figures of record need the columns `entity`"),
        (HEAD + "market-sise,a,,,1,USD\n", ":2: `market-sise` is no concept; did you mean `market-size`?"),
        (HEAD + "share,a,,,ten,percent\n", ":2: `ten` in `value` is no number"),
        (HEAD + "share,a,,,1e999999999999,percent\n", ":2: "),
        (HEAD + "share,a,,,NaN,percent\n", ":2: `NaN` in `value` is no number"),
        (HEAD + "\nshare,a,,last year,10,percent\n", ":3: `last year` is no period"),
        (HEAD + ",a,,,,\n", "states no figure"),
        (HEAD + "share,a,,,10,%\n", ":2: `%` is no unit; write percent"),
        (HEAD + "market-size,a,,,10,usd\n", ":2: `usd` is no unit; write `USD`"),
        (HEAD + "market-size,a,,,10,USD million\n", ":2: `USD million` is no unit; write `USD`"),
        (HEAD + "market-size,a,,,10,\n", ":2: the unit is missing"),
        (HEAD + '"market-size",a,,,"1.234,56",USD\n', ":2: `1.234,56` in `value` is no number"),
        (HEAD + "market-size,a,,,4_700,USD\n", ":2: `4_700` in `value` is no number"),
        (HEAD.replace("unit", "unit,high,bound") + "share,a,,,10,percent,7,range\n", ":2: a range needs"),
        (HEAD.replace("unit", "unit,basis") + "share,a,,,10,percent,actuall\n", ":2: `actuall` is no basis"),
        (HEAD.replace("unit", "unit,value") + "share,a,,,10,percent,10\n", ":1: the column `value` stands twice"),
        ("", "is empty"),
    ],
)
def test_what_is_wrong_is_told(text: str, said: str, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--facts", record(text), report) == 2
    shown = capsys.readouterr().err
    assert shown.startswith("crossfoot: record.csv"), shown
    assert said in shown


def test_revenue_needs_no_measure(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tern = record("# Tern plc results\n\nTern plc had revenue of $78.2 million in 2024.\n", "tern.md")
    head = "concept,entity,value,unit,period\n"
    assert run("check", "--facts", record(f"{head}revenue,Tern plc,91000000,USD,2024\n"), tern) == 1
    assert "Figures of record: 1 of 1 were compared" in capsys.readouterr().out
    assert run("check", "--facts", record(f"{head}revenue,Heron plc,91000000,USD,2024\n"), tern) == 0
    shown = capsys.readouterr().out
    assert "Figures of record: 0 of 1 were compared" in shown
    assert "1 period: 0 checked" in shown


def test_another_row_hides_nothing(report: Path) -> None:
    head = "concept,entity,period,value,unit,basis,source,increment\n"
    wrong = "market-size,oak barrel market,2024,4700000000,USD,,,\n"
    for other in ("2024,4000000000,USD,,Rivals Inc,", ",4000000000,USD,,,", "2024,4000000000,USD,,,true"):
        assert run("check", "--facts", record(f"{head}{wrong}market-size,oak barrel market,{other}\n"), report) == 1


def test_a_finding_against_the_record_is_another_than_one_inside_the_report(report: Path) -> None:
    both = REPORT + "\nElsewhere the oak barrel market was worth $4.7 billion in 2024.\n"
    report.write_text(both, encoding="utf-8")
    assert run("baseline", report) == 0
    report.write_text(REPORT, encoding="utf-8")
    row = "market-size,oak barrel market,2024,4700000000,USD,$4.7 billion\n"
    figures = record("concept,entity,period,value,unit,quote\n" + row)
    assert run("check", "--baseline", "crossfoot-baseline.json", "--facts", figures, report) == 1


@pytest.mark.parametrize(
    "report_name",
    sorted(path.name for path in REGRESSION.iterdir() if path.suffix in {".md", ".html"}),
)
def test_no_report_disagrees_with_its_own_facts(
    report_name: str, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = REGRESSION / report_name
    assert run("facts", "--format", "csv", "--output", "own.csv", path) == 0
    run("check", "--facts", "own.csv", "--quiet", path)
    assert "as the figures of record have it" not in capsys.readouterr().out


def test_a_record_that_is_missing_or_no_record(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--facts", "none.csv", report) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert run("check", "--facts", record("[1, 2]", "x.json"), report) == 2
    assert "is not the JSON of `crossfoot facts" in capsys.readouterr().err
    assert run("check", "--facts", report, report) == 2
    assert "come as CSV with a head" in capsys.readouterr().err


def test_semicolons_and_more_columns_do(report: Path) -> None:
    text = "concept;subject;period;value;unit;quote\nmarket-size;oak barrel market;2024;4300000000;USD;$4.3 billion\n"
    assert run("check", "--facts", record(text), report) == 1


def test_the_configuration_names_it(report: Path) -> None:
    record(HEAD + "market-size,oak barrel market,,2024,4300000000,USD\n", "figures.csv")
    Path("crossfoot.toml").write_text('facts = "figures.csv"\n', encoding="utf-8")
    assert run("check", report) == 1
    record(HEAD + "market-size,oak barrel market,,2024,4000000000,USD\n", "figures.csv")
    assert run("check", report) == 0, "another record is another run"
