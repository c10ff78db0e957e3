"""Common slips are named, and findings of different rules with one figure point at each other."""

from __future__ import annotations

import pytest

from crossfoot.engine import Report, check_document
from crossfoot.gazetteer import Gazetteer
from crossfoot.read import read_bytes
from crossfoot.rulebook import RuleBook


def checked(text: str, rulebook: RuleBook, gazetteer: Gazetteer) -> Report:
    return check_document(read_bytes(text.encode(), "report.md"), rulebook, gazetteer)


SLIPS = [
    # 100 -> 200 in ten years: 7.2 % compounded, 10 % as the simple average, 100 % in all.
    (
        "The oak barrel market, worth $100.0 million in 2020, will reach $200.0 million by 2030 at a CAGR of 10.0%.",
        "the stated rate is the simple average of the whole growth, not compounded",
    ),
    (
        "The oak barrel market, worth $100.0 million in 2020, will reach $200.0 million by 2030 at a CAGR of 100%.",
        "the stated rate is the growth over all 10 years",
    ),
    (
        "The oak barrel market, worth $100.0 million in 2020, will reach $200.0 million by 2030 at a CAGR of 8.0%.",
        "the stated rate is that over 9 years, not 10",
    ),
    (
        "The oak barrel market, worth $100.0 million in 2020, will reach $200.0 billion by 2030 at a CAGR of 7.2%.",
        "the end value is a thousand times too large, or the start value too small",
    ),
    (
        "The oak barrel market, worth $100.0 million in 2020, will reach $200.0 million by 2030 at a CAGR of 7.55%.",
        "",
    ),
    # 100 -> 250: 9.60 % over ten years, 6.90 with the digits of 9.60 swapped.
    (
        "The oak barrel market, worth $100.0 million in 2020, will reach $250.0 million by 2030 at a CAGR of 6.90%.",
        "two digits of the rate have changed places",
    ),
    ("Gross margin rose 5.5 percentage points to 42.2% from 40.0%.", "percent was taken for points"),
    ("Sales rose 120% to $6.0 million from $5.0 million a year earlier.", "the ratio of the two, not the increase"),
    ("Sales fell 33.3% to $7.5 million from $10.0 million.", "measured against the later value"),
]


@pytest.mark.parametrize(("text", "slip"), SLIPS)
def test_a_slip_is_named(text: str, slip: str, rulebook: RuleBook, gazetteer: Gazetteer) -> None:
    report = checked(text, rulebook.select(["growth/arithmetic"]), gazetteer)
    (finding,) = report.findings
    if slip:
        assert len(finding.slips) == 1
        assert slip in finding.slips[0]
    else:
        assert finding.slips == ()


def test_one_value_given_for_two_years_is_named(rulebook: RuleBook, gazetteer: Gazetteer) -> None:
    text = (
        "# Oak Barrel Market\n\nThe oak barrel market was valued at $4.10 billion in 2023 "
        "and at $4.62 billion in 2024.\n\n"
        "In 2024, the oak barrel market was worth $4.10 billion.\n"
    )
    report = checked(text, rulebook.select(["value/conflict"]), gazetteer)
    assert [finding.slips for finding in report.findings] == [("$4.10 billion is the value of 2023",)]


def test_findings_of_two_rules_with_one_figure_point_at_each_other(rulebook: RuleBook, gazetteer: Gazetteer) -> None:
    text = (
        "# Oak Barrel Market\n\nThe oak barrel market grows at a CAGR of 7.2% from 2020 to 2030.\n\n"
        "The oak barrel market, worth $100.0 million in 2020, will reach $200.0 million by 2030 at a CAGR of 12.9%.\n"
    )
    report = checked(text, rulebook, gazetteer)
    conflict, arithmetic = report.findings
    assert {conflict.rule, arithmetic.rule} == {"growth/rate-conflict", "growth/arithmetic"}
    assert conflict.see_also == (arithmetic.fingerprint,)
    assert arithmetic.see_also == (conflict.fingerprint,)
    for finding in report.findings:
        assert any("“12.9%” stands in a conflict of" in assumption for assumption in finding.assumptions)


def test_a_finding_alone_points_nowhere(rulebook: RuleBook, gazetteer: Gazetteer) -> None:
    (finding,) = checked("Gross margin rose 5.5 percentage points to 42.2% from 40.0%.", rulebook, gazetteer).findings
    assert finding.see_also == ()
