"""Findings for programs: the promised keys, exact offsets, whole numbers of everything."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from crossfoot.engine import Report
from crossfoot.model_checked import Crash, Failure
from crossfoot.placing import placed
from crossfoot.report.json import json_text

Checked = Callable[..., Report]


def documents(*results: Report | Failure) -> list[dict[str, Any]]:
    shown = json.loads(json_text([result if isinstance(result, Failure) else placed(result) for result in results]))
    assert shown["version"] == "1"
    told: list[dict[str, Any]] = shown["documents"]
    return told


def test_golden(checked: Checked, file_regression: FileRegressionFixture) -> None:
    file_regression.check(json_text([placed(checked())]), extension=".json")


@pytest.mark.parametrize(
    ("name", "before"),
    [("report.md", ""), ("report.md", "\ufeff"), ("report.html", "<p>Caf&eacute; &amp; <b>bar</b></p>\r\n<p>")],
)
def test_offsets_are_those_of_the_decoded_file(checked: Checked, faulty: str, name: str, before: str) -> None:
    source = before + faulty.replace("\n", "\r\n")
    (document,) = documents(checked(source, name))
    places = [place for finding in document["findings"] for place in finding["evidence"]]
    assert {"$130 billion", "$245 billion", "13.9%"} <= {place["quote"] for place in places}
    for place in (*places, *document["coverage"]["items"]):
        assert source[place["start"] : place["end"]] == place["quote"]
    for place in places:
        line_start = source.rfind("\n", 0, place["start"]) + 1
        assert place["line"] == source.count("\n", 0, place["start"]) + 1
        assert place["column"] == place["start"] - line_start + 1


def test_totals_count_the_items(checked: Checked) -> None:
    (document,) = documents(checked())
    coverage = document["coverage"]
    assert sum(sum(states.values()) for states in coverage["totals"].values()) == len(coverage["items"])
    assert {item["kind"] for item in coverage["items"]} == {"figure", "entry", "period"}
    assert coverage["comparisons"]["growth/arithmetic"] >= 1


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (Failure("none.md", "no such file"), "no such file"),
        (Failure("odd.md", "KeyError: 'x'", crashed=True), "internal error: KeyError: 'x'"),
    ],
)
def test_a_report_that_was_not_read(failure: Failure, error: str) -> None:
    assert documents(failure) == [
        {"path": failure.path, "findings": [], "coverage": None, "crashes": [], "error": error}
    ]


def test_another_language_is_an_error_with_everything_not_understood(checked: Checked, german: str) -> None:
    (document,) = documents(checked(german, "bericht.txt"))
    assert "language" in document["error"]
    assert document["findings"] == []
    assert {item["state"] for item in document["coverage"]["items"]} <= {"not understood"}


def test_a_rule_that_broke_is_told(checked: Checked) -> None:
    report = dataclasses.replace(checked(), crashes=(Crash("value/conflict", "KeyError: 'x'"),))
    (document,) = documents(report)
    assert document["crashes"] == [{"rule": "value/conflict", "error": "KeyError: 'x'"}]


def test_a_file_name_that_is_no_text_is_still_json() -> None:
    (document,) = documents(Failure("caf\udce9.md", "no such file"))
    assert document["path"] == "caf\ufffd.md"
    json_text([Failure("caf\udce9.md", "no such file")]).encode()
