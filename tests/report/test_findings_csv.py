"""CSV of findings, read back: a row a place, a row for what was not checked, nothing that computes."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from crossfoot.model_checked import Crash, Failure, KnownFinding, Outcome
from crossfoot.report.findings_csv import COLUMNS, findings_csv_text


def rows(*outcomes: Outcome) -> list[dict[str, str]]:
    reader = csv.DictReader(StringIO(findings_csv_text(outcomes), newline=""), strict=True)
    read = list(reader)
    assert tuple(reader.fieldnames or ()) == COLUMNS
    assert all(None not in row and None not in row.values() for row in read)
    return read


def test_golden(records: Any, file_regression: FileRegressionFixture) -> None:
    file_regression.check(findings_csv_text(records.of_every_kind()), extension=".csv", newline="")


def test_a_row_for_each_place(records: Any) -> None:
    told = rows(*records.of_every_kind())[:2]
    assert [(row["quote"], row["line"], row["column"], row["place"], row["places"]) for row in told] == [
        ("$130 billion", "3", "30", "1", "2"),
        ("$245 billion", "3", "66", "2", "2"),
    ]
    assert {row["fingerprint"] for row in told} == {"0123456789abcdef"}
    assert told[0]["arithmetic"] == "$130bn → $245bn over 9 years; = 7.3% a year"


def test_standings(records: Any) -> None:
    told = [(row["standing"], row["reason"]) for row in rows(*records.of_every_kind())[2:7]]
    assert told == [("new", ""), ("known", ""), ("allowed", "as meant"), ("allowed", "said beside it"), ("stale", "")]


def test_what_was_not_checked_has_a_row(records: Any) -> None:
    told = [row for row in rows(*records.of_every_kind()) if not row["standing"]]
    assert [(row["path"], row["rule"], row["severity"], row["message"]) for row in told] == [
        ("deck.docx", "value/conflict", "error", "the rule value/conflict broke: KeyError: 'x'"),
        ("bericht.txt", "", "error", "nothing was checked: it is in another language"),
        ("none.md", "", "error", "not checked: no such file"),
        ("odd.md", "", "error", "not checked: internal error: KeyError: 'x'"),
        ("annual + deck", "growth/arithmetic", "error", "the rule growth/arithmetic broke: ZeroDivisionError"),
    ]


def test_a_publication_names_the_file_of_each_place(records: Any) -> None:
    *_, publication = records.of_every_kind()
    told = [row for row in rows(publication) if row["place"]]
    assert [(row["path"], row["at"], row["line"]) for row in told] == [
        ("oak report.md", "3:30", "3"),
        ("slides/déjà vu.pdf", "page 3", ""),
    ]


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t=", "\r\n=", " +", "\u00a0=", "\u200b=", "＝", "＋", "－", "＠"]
)
def test_no_cell_is_a_formula(records: Any, sign: str) -> None:
    odd = f'{sign}HYPERLINK("http://evil.example", "x")'
    texts = {"message": odd, "arithmetic": odd, "reason": odd, "rule": odd, "fingerprint": odd}
    lists = dict.fromkeys(("assumptions", "repairs", "slips"), (odd,))
    evidence = records.in_text(odd, path=odd)
    report = records.report(
        records.finding(evidence, **texts, **lists),
        path=odd,
        crashes=(Crash(odd, odd),),
        unsupported=odd,
        stale=(KnownFinding(odd, odd, odd),),
    )
    told = rows(report, Failure(odd, odd))
    cells = [cell for row in told for cell in row.values() if cell]
    assert sum("HYPERLINK" in cell for cell in cells) >= 18
    assert not [cell for cell in cells if cell.lstrip().startswith(tuple("=+-@＝＋－＠\t\r"))]


def test_quotes_commas_and_line_ends_stay_in_their_cells(records: Any) -> None:
    (row,) = rows(records.report(records.finding(records.in_text('a "b", c\nd;e'), message='x, "y"\r\nz')))
    assert row["quote"] == 'a "b", c d;e'
    assert row["message"].split() == ["x,", '"y"', "z"]
    assert "\n" not in row["message"]


def test_the_same_outcomes_give_the_same_bytes(records: Any) -> None:
    assert findings_csv_text(records.of_every_kind()) == findings_csv_text(records.of_every_kind())
