"""Faults put into clean reports are the same for the same seed, and each changes its report.

How many of them are found is a benchmark (`make faults`), not a test.
"""

from __future__ import annotations

from collections import Counter

import pytest

from crossfoot.rulebook import RuleBook

from fault_injection import clean_reports
from injection.catalogue import EQUALLY_RIGHT, INJECTORS, faults_of
from injection.layout import tables
from injection.model import Change, Clean, Edit, Fault
from injection.numbers import numbers

ALL = frozenset(INJECTORS)
MOST = 4


def injected(seed: int) -> list[Fault]:
    return [fault for report in clean_reports() for fault in faults_of(report, seed, MOST, ALL)]


def test_the_same_seed_gives_the_same_faults() -> None:
    first, again = injected(1), injected(1)
    assert first == again
    assert [fault.text() for fault in first] == [fault.text() for fault in again]
    assert injected(2) != first


def test_every_fault_changes_its_report_and_is_marked() -> None:
    for fault in injected(3):
        text, places = fault.text(), fault.places()
        assert text != fault.report.text, fault
        assert places, fault
        assert all(0 <= start <= end <= len(text) for start, end in places), fault


def test_every_rule_has_faults(rulebook: RuleBook) -> None:
    counted = Counter(fault.rule for fault in injected(1))
    assert {rule.id for rule in rulebook.rules} <= counted.keys()
    assert counted.keys() == ALL
    assert EQUALLY_RIGHT.keys() <= ALL


def test_no_injector_gives_more_than_asked() -> None:
    counted = Counter((fault.injector, fault.report.name) for fault in injected(1))
    assert max(counted.values()) <= MOST


def test_places_move_with_the_edits_before_them() -> None:
    report = Clean("report.txt", "Sales of 10 rose to 20 in 2024.")
    change = Change("both", (Edit(9, 11, "1,000"), Edit(20, 22, "")), also=((26, 30),))
    fault = Fault("value/conflict", "both", report, change)
    assert fault.text() == "Sales of 1,000 rose to  in 2024."
    assert [fault.text()[start:end] for start, end in fault.places()] == ["1,000", "", "2024"]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("$4.86 billion", [("amount", "4.86", 9)]),
        ("Rs 2,104 crore in 2024", [("amount", "2,104", 7), ("year", "2024", 0)]),
        ("up 6.3% to £412.6m", [("percent", "6.3", 0), ("amount", "412.6", 6)]),
        ("80 basis points, a 40-foot box", [("points", "80", 0)]),
    ],
)
def test_figures_are_read_by_their_kind(words: str, read: list[tuple[str, str, int]]) -> None:
    found = numbers(Clean("report.txt", words), (0, len(words)))
    assert [(number.kind, number.digits, number.scale) for number in found] == read


def test_the_cells_of_a_table_are_places_in_the_file() -> None:
    report = Clean("report.md", "| A | B |\n| --- | ---: |\n| Oats | 1.5 |\n\nText.\n")
    (grid,) = tables(report)
    assert [[report.text[slice(*cell)] for cell in row] for row in grid] == [["A", "B"], ["Oats", "1.5"]]
