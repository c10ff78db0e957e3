from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from typer.testing import CliRunner

from crossfoot.cli import app
from crossfoot.engine import Report, check_document
from crossfoot.errors import UsageError
from crossfoot.gazetteer import Gazetteer
from crossfoot.model_checked import Failure
from crossfoot.placing import placed
from crossfoot.read import read_bytes, read_path
from crossfoot.report.page import page_text
from crossfoot.rulebook import RuleBook

_DEMO = Path(__file__).parents[2] / "corpora/demo/cold-chain-monitoring.html"


@pytest.fixture(scope="module")
def check() -> Callable[[str], Report]:
    rulebook, gazetteer = RuleBook.load(None), Gazetteer.load("default")
    return lambda text: check_document(read_bytes(text.encode(), "report.md"), rulebook, gazetteer)


def page_of(report: Report) -> str:
    return page_text((report, placed(report)))


def test_the_page_of_the_demo_stays(file_regression: FileRegressionFixture) -> None:
    report = check_document(read_path(_DEMO), RuleBook.load(None), Gazetteer.load("default"))
    file_regression.check(page_of(report).replace(str(_DEMO), _DEMO.name), extension=".html", encoding="utf-8")


def test_nothing_of_a_report_becomes_markup(check: Callable[[str], Report]) -> None:
    hostile = "# <script>alert(1)</script>\n\nThe <img src=x onerror=alert(1)> \"market\" & 'harps' rose 5 % in 2023."
    shown = page_of(check(hostile.replace("<", "&lt;")))
    inside = shown[shown.index("<main") : shown.index("</main>")]
    assert "<script" not in inside
    assert "<img" not in inside
    assert shown.count("<script>") == 1


def test_the_policy_lets_in_only_the_style_and_script_of_the_page(check: Callable[[str], Report]) -> None:
    shown = page_of(check("Sales rose 5 %."))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', shown)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy[1]
    assert not re.search(r'(?:src|href)="(?!#)', shown)
    assert " style=" not in shown


def test_every_place_of_every_finding_has_its_words_on_the_page(check: Callable[[str], Report]) -> None:
    report = check(
        "# Harp Market\n\nThe harp market was worth $4.0 billion in 2023. In 2023 it was worth $5.0 billion."
    )
    shown = page_of(report)
    for number, finding in enumerate(report.findings):
        for place in range(len(finding.evidence)):
            assert f'id="place-{number}-{place}"' in shown
    assert report.findings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The harp market was worth $4.0 billion in 2023 and will reach $9.0 billion by 2030, a CAGR of 5.0%.",
            "Two growth paths from one value part",
        ),
        (
            "North America holds 45% of the harp market, Europe accounts for 40% and Asia-Pacific represents 25%.",
            "The shares set end to end reach 110 %",
        ),
        ("## Latin America\n\n- Brazil\n- Argentina Korea\n- Chile\n", "The list as a tree"),
    ],
)
def test_a_picture_stands_beside_the_findings_that_it_explains(
    check: Callable[[str], Report], text: str, said: str
) -> None:
    report = check(text)
    assert report.findings
    assert said in page_of(report)


def test_what_was_not_checked_is_grey_and_says_why(check: Callable[[str], Report]) -> None:
    shown = page_of(check("The figure of 12.5 stood alone."))
    assert re.search(r'<span class="(?:alone|unread)" title="[^"]+">12.5</span>', shown)


def test_a_report_that_was_not_read_says_so() -> None:
    assert "Not checked: is empty" in page_text(Failure("a.md", "is empty"))


def test_two_reports_make_no_page(tmp_path: Path) -> None:
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text("Nothing to see here.\n", encoding="utf-8")
    finished = CliRunner().invoke(app, ["check", "--format", "html", str(tmp_path)])
    assert isinstance(finished.exception, UsageError)
    assert "one report, and 2 were given" in str(finished.exception)


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = CliRunner().invoke(app, ["check", str(_DEMO), "--format", "html", "-o", str(page)])
    assert result.exit_code == 1
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_table_stands_on_the_page_once(check: Callable[[str], Report]) -> None:
    text = "| Region | Share |\n|---|---|\n| Aland | 52% |\n| Borneo | 48% |\n\nSome more words follow it.\n"
    main = page_of(check(text)).partition("<main")[2].partition("</main>")[0]
    assert main.count("Borneo") == 1
    assert main.count("<td>") + main.count("<th>") == 6
