"""Findings for people: places and carets, widths, colour, control characters, failures."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from rich.cells import cell_len

from crossfoot.engine import Report
from crossfoot.model_checked import Crash, Failure
from crossfoot.placing import placed
from crossfoot.report.screen import Screen
from crossfoot.report.text import Detail, text_chunks

Checked = Callable[..., Report]

ENGLISH = "Coopers make the barrels of the oak. They are of use to the trade. "
# Below this a line with a place, a role and an excerpt of its words cannot be.
LEAST_WIDTH = 50
PLAIN = Screen(100)


def told(*results: Report | Failure, screen: Screen = PLAIN, **detail: bool) -> str:
    records = [result if isinstance(result, Failure) else placed(result) for result in results]
    return "".join(text_chunks(records, screen, Detail(**detail)))


def test_golden(checked: Checked, file_regression: FileRegressionFixture) -> None:
    file_regression.check(told(checked(), verbose=True), extension=".txt")


@pytest.mark.parametrize("width", [1, 40, 80, 100, 250])
@pytest.mark.parametrize(
    "filler", ["", ENGLISH * 3 + "漢字 e\u0301 ", ENGLISH * 1500], ids=["short", "wide", "100,000"]
)
def test_carets_stand_under_the_words_at_every_width(checked: Checked, width: int, filler: str) -> None:
    claim = "The oak barrel market, worth $130 billion in 2023, will reach $245 billion by 2032 at a CAGR of 13.9%."
    source = f"{filler}{claim} {filler}"
    lines = told(checked(source), screen=Screen(width)).splitlines()
    below = [(line, lines[place - 1]) for place, line in enumerate(lines) if line and not line.strip(" ^")]
    assert [_over(carets, above) for carets, above in below] == ["$130 billion", "$245 billion", "13.9%"]
    assert all(cell_len(above) <= max(width, LEAST_WIDTH) for _, above in below)


def _over(carets: str, line: str) -> str:
    """The words of a line that stand over the carets, counted in cells."""
    start, end, cells = carets.index("^"), len(carets), 0
    words = ""
    for character in line:
        if start <= cells < end:
            words += character
        cells += cell_len(character)
    return words


@pytest.mark.parametrize(("screen", "coloured"), [(Screen(100, True), True), (Screen(100, False), False)])
def test_colour_only_where_it_is_wanted(checked: Checked, screen: Screen, coloured: bool) -> None:
    assert ("\x1b[" in told(checked(), screen=screen)) is coloured


def test_the_environment_changes_nothing(checked: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = told(checked())
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("COLUMNS", "20")
    assert told(checked()) == plain


def test_nothing_in_a_report_controls_the_terminal(checked: Checked) -> None:
    source = (
        "The \x1b[31moak\x07 barrel\u202e market, worth $130 billion in 2023, "
        "will reach $245 billion by 2032 at a CAGR of 13.9%. [bold]not markup[/bold] :smile:"
    )
    shown = told(checked(source), screen=Screen(400), verbose=True)
    assert "growth/arithmetic" in shown
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "[bold]not markup[/bold] :smile:" in shown


def test_a_path_cannot_control_the_terminal_either() -> None:
    shown = told(Failure("bad\x1b]0;title\x07\udcff.md", "no such file"))
    assert not {"\x1b", "\x07", "\udcff"} & set(shown)
    assert "no such file" in shown


def test_quiet_leaves_only_findings(checked: Checked) -> None:
    shown = told(checked(), quiet=True)
    assert "growth/arithmetic" in shown
    assert "comparison" not in shown
    assert "1 report:" not in shown


def test_quiet_still_says_what_was_not_checked(checked: Checked, german: str) -> None:
    assert "nothing was checked" in told(checked(german, "bericht.txt"), quiet=True)
    assert "not checked: no such file" in told(Failure("none.md", "no such file"), quiet=True)


def test_the_summary_counts_what_was_not_checked(checked: Checked, german: str) -> None:
    broken = dataclasses.replace(checked(), crashes=(Crash("value/conflict", "KeyError: 'x'"),))
    shown = told(
        Failure("none.md", "no such file"), Failure("odd.md", "KeyError: 'y'", crashed=True), broken, checked(german)
    )
    assert "none.md: not checked: no such file" in shown
    assert "odd.md: not checked: Crossfoot broke on this report" in shown
    assert "the rule value/conflict broke, which is a fault of the rule: KeyError: 'x'" in shown
    last = shown.splitlines()[-1]
    assert last.startswith("4 reports: ")
    assert last.endswith(" 4 reports not checked, or not wholly: see above.")


def test_an_empty_report_is_no_special_case(checked: Checked) -> None:
    shown = told(checked("Nothing here has any figure in it, and it is all plain words of the English language.\n"))
    assert "Read 0 figures, 0 list entries, 0 periods: 0 checked" in shown
    assert shown.endswith("1 report: 0 errors, 0 warnings, 0 notes.\n")
