"""What a report states, as a CSV file: what comes back out of it, and what a spreadsheet makes of it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from crossfoot.cli import main
from crossfoot.engine import Report
from crossfoot.ledger.ledger import Ledger
from crossfoot.model_checked import Failure
from crossfoot.report.facts_csv import COLUMNS, facts_csv_chunks

Checked = Callable[..., Report]


def rows_of(results: Iterable[Ledger | Failure], unread_only: bool = False) -> list[dict[str, str]]:
    written = "".join(facts_csv_chunks(results, unread_only))
    return list(csv.DictReader(StringIO(written, newline=""), strict=True))


def with_first_fact(ledger: Ledger, **aspects: Any) -> Ledger:
    return replace(ledger, facts=(replace(ledger.facts[0], **aspects), *ledger.facts[1:]))


def test_golden_csv(checked: Checked, stated: str, file_regression: FileRegressionFixture) -> None:
    written = "".join(facts_csv_chunks([checked(stated).ledger]))
    file_regression.check(written.replace("\r\n", "\n"), extension=".csv")


def test_every_figure_comes_back_as_a_row(checked: Checked, stated: str) -> None:
    ledger = checked(stated).ledger
    rows = rows_of([ledger])
    assert [row["quote"] for row in rows] == [
        ledger.document.text[fact.span.start : fact.span.end] for fact in ledger.facts
    ]
    assert all(tuple(row) == COLUMNS and None not in row.values() for row in rows)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        (
            "EUR 1.25 billion",
            {
                "path": "report.md",
                "line": "3",
                "column": "27",
                "value": "1250000000",
                "high": "",
                "unit": "EUR",
                "bound": "exact",
                "concept": "market-size",
                "period": "2021",
                "period_start": "2021-01-01",
                "period_end": "2021-12-31",
                "resolved_from": "",
                "increment": "false",
            },
        ),
        ("30% and 35%", {"value": "30", "high": "35", "unit": "percent", "bound": "range", "place": "Portugal"}),
        ("12", {"concept": "", "why_not": "nothing says what the number counts"}),
    ],
)
def test_what_a_row_says(checked: Checked, stated: str, quote: str, expected: dict[str, str]) -> None:
    row = next(row for row in rows_of([checked(stated).ledger]) if row["quote"] == quote)
    assert {name: row[name] for name in expected} == expected


def test_lines_end_as_the_standard_asks(checked: Checked, stated: str) -> None:
    written = "".join(facts_csv_chunks([checked(stated).ledger]))
    assert written.endswith("\r\n")
    assert written.count("\r") == written.count("\n") == written.count("\r\n") == 5


def test_reports_share_one_head(checked: Checked, stated: str) -> None:
    ledgers = [checked(stated, name).ledger for name in ("one.md", "two.md")]
    assert [row["path"] for row in rows_of(ledgers)] == ["one.md"] * 4 + ["two.md"] * 4


def test_unread_rows_only(checked: Checked, stated: str) -> None:
    assert [row["quote"] for row in rows_of([checked(stated).ledger], unread_only=True)] == ["12"]


def test_a_report_without_figures_gives_the_head_alone(checked: Checked) -> None:
    written = "".join(facts_csv_chunks([checked("Nothing here counts.\n").ledger]))
    assert written == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("//example.org","cork")', '\'=HYPERLINK("//example.org","cork")'),
        ("+cork", "'+cork"),
        ("-cork", "'-cork"),
        ("@cork", "'@cork"),
        ("  =cork", "'  =cork"),
        ("\t=cork", "' =cork"),
        ("\r\n=cork", "'  =cork"),
        ("\u200b=cork", "'=cork"),
        ("＝cork", "'＝cork"),
        ("cork = bark", "cork = bark"),
        ('the "best" cork, dry', 'the "best" cork, dry'),
        ("cork\nand\r\nbark", "cork and  bark"),
        ("cork\x00\x1b[31m", "cork\ufffd\ufffd[31m"),
        ("cork\u202egnp", "corkgnp"),
        ("cork\ud800", "cork\ufffd"),
        ("'cork'", "'cork'"),
        (";cork\\", ";cork\\"),
    ],
)
@pytest.mark.parametrize(
    ("aspect", "column"), [("subject", "entity"), ("place", "place"), ("source", "source"), ("why_not", "why_not")]
)
def test_no_text_becomes_a_formula_or_breaks_its_row(
    checked: Checked, stated: str, aspect: str, column: str, text: str, cell: str
) -> None:
    rows = rows_of([with_first_fact(checked(stated).ledger, **{aspect: text})])
    assert len(rows) == 4
    assert rows[0][column] == cell


def test_numbers_are_left_numbers_and_printed_figures_are_text(checked: Checked) -> None:
    ledger = checked("| Cork | Change, % |\n| --- | --- |\n| Natural | -4.2 |\n| Agglomerated | +3.1 |\n").ledger
    told = [(row["quote"], row["value"]) for row in rows_of([ledger])]
    assert told == [("'-4.2", "-4.2"), ("'+3.1", "3.1")]


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_what_cannot_be_read_is_told_on_standard_error(
    tmp_path: Path, stated: str, german: str, capsys: pytest.CaptureFixture[str]
) -> None:
    good, foreign, missing = tmp_path / "cork.md", tmp_path / "bericht.txt", tmp_path / "binary.md"
    good.write_text(stated, encoding="utf-8")
    foreign.write_text(german, encoding="utf-8")
    missing.write_bytes(b"\x00\x01\x02" * 100)
    codes = {form: run("facts", "--format", form, good, foreign, missing) for form in ("json", "csv")}
    assert codes == {"json": 3, "csv": 3}
    capsys.readouterr()
    assert run("facts", "--format", "csv", good, foreign, missing) == 3
    told = capsys.readouterr()
    assert {row["path"] for row in csv.DictReader(StringIO(told.out, newline=""))} >= {str(good)}
    complaints = told.err.splitlines()
    assert [line.split(": ")[:2] for line in complaints] == [["crossfoot", str(foreign)], ["crossfoot", str(missing)]]


def test_a_file_is_written_in_utf8(tmp_path: Path) -> None:
    report, target = tmp_path / "cork.md", tmp_path / "figures.csv"
    report.write_text("The café market reached €5 million in 2023.\n", encoding="utf-8")
    assert run("facts", "--format", "csv", "--output", target, report) == 0
    with target.open(encoding="utf-8", newline="") as file:
        assert [row["quote"] for row in csv.DictReader(file)] == ["€5 million"]
