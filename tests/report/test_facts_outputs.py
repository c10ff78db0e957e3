"""What a report states, as a table for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from crossfoot.engine import Report
from crossfoot.model_checked import Failure
from crossfoot.report.facts_json import facts_json_text, number
from crossfoot.report.facts_text import facts_text_chunks
from crossfoot.report.screen import Screen

Checked = Callable[..., Report]


def facts_of(report: Report, unread_only: bool = False) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(facts_json_text([report.ledger], unread_only))["documents"][0]["facts"]
    return told


def test_golden_text(checked: Checked, stated: str, file_regression: FileRegressionFixture) -> None:
    file_regression.check("".join(facts_text_chunks([checked(stated).ledger], Screen(160))), extension=".txt")


def test_golden_json(checked: Checked, stated: str, file_regression: FileRegressionFixture) -> None:
    file_regression.check(facts_json_text([checked(stated).ledger]), extension=".json")


def test_every_fact_is_found_again_in_the_file(checked: Checked, stated: str) -> None:
    facts = facts_of(checked(stated))
    assert len(facts) >= 4
    for fact in facts:
        assert stated[fact["start"] : fact["end"]] == fact["quote"]


def test_unread_figures_only(checked: Checked, stated: str) -> None:
    report = checked(stated)
    unread = facts_of(report, unread_only=True)
    assert 0 < len(unread) < len(facts_of(report))
    assert all(fact["why_not"] or fact["concept"] is None for fact in unread)
    shown = "".join(facts_text_chunks([report.ledger], Screen(160), unread_only=True))
    assert "Not understood:" in shown
    assert "1.25" not in shown


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("130000000000", "130000000000"),
        ("1.3E+11", "130000000000"),
        ("13.90", "13.9"),
        ("-0.5", "-0.5"),
        ("0.1", "0.1"),
        ("7.0", "7"),
        ("12345678901234567890", "12345678901234567890"),
    ],
)
def test_numbers_have_no_artefacts(value: str, written: str) -> None:
    assert json.dumps(number(Decimal(value))) == written


def test_failures_are_told_in_both(checked: Checked) -> None:
    failure = Failure("none.md", "no such file")
    assert "none.md: not checked: no such file" in "".join(facts_text_chunks([failure], Screen(100)))
    assert json.loads(facts_json_text([failure]))["documents"] == [
        {"path": "none.md", "facts": [], "error": "no such file"}
    ]


def test_another_language_is_told_in_both(checked: Checked, german: str) -> None:
    ledger = checked(german, "bericht.txt").ledger
    assert "nothing was read" in "".join(facts_text_chunks([ledger], Screen(100)))
    assert json.loads(facts_json_text([ledger]))["documents"][0]["error"] == ledger.unsupported
