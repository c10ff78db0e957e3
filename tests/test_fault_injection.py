"""The faults of the benchmark are the same for one seed, each changes its report, and every rule has some."""

from __future__ import annotations

import sys
from pathlib import Path

from crossfoot.rulebook import RuleBook

BENCHMARKS = Path(__file__).parent / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import fault_injection  # noqa: E402


def made(seed: int) -> list[tuple[str, str, str]]:
    faults = fault_injection.faults(fault_injection.clean_reports(), fault_injection.INJECTORS, seed)
    return [(fault.injector.rule, fault.path.name, fault.text) for fault in faults]


def test_one_seed_gives_the_same_faults_and_another_seed_others() -> None:
    first = made(1)
    assert first == made(1)
    assert first != made(2)


def test_every_fault_changes_its_report_at_the_place_that_it_names() -> None:
    for fault in fault_injection.faults(fault_injection.clean_reports(), fault_injection.INJECTORS, 1):
        clean = fault.path.read_text(encoding="utf-8")
        start, end = fault.edit.place
        assert fault.text != clean
        assert 0 <= start < end <= len(fault.text)
        assert fault.text[: fault.edit.start] == clean[: fault.edit.start]
        assert fault.text.endswith(clean[fault.edit.end :])


def test_every_rule_has_a_fault_in_some_report(rulebook: RuleBook) -> None:
    assert {rule for rule, _, _ in made(1)} == {rule.id for rule in rulebook.rules}


def test_at_least_fifteen_reports_are_clean() -> None:
    assert len(fault_injection.clean_reports()) >= 15
