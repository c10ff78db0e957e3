"""Every example inside a rule file gives exactly the places that it marks."""

from __future__ import annotations

import pytest

from crossfoot.engine import check_document
from crossfoot.gazetteer import Gazetteer
from crossfoot.rule_examples import document_of, run_example
from crossfoot.rulebook import Example, Rule, RuleBook

CASES = [(rule, example) for rule in RuleBook.load().rules for example in rule.examples]


@pytest.mark.parametrize(
    ("rule", "example"), CASES, ids=[f"{rule.id}-{place}" for place, (rule, _) in enumerate(CASES)]
)
def test_an_example_gives_its_marks(rule: Rule, example: Example, gazetteer: Gazetteer) -> None:
    assert run_example(rule, example, gazetteer) is None


@pytest.mark.parametrize("rule", RuleBook.load().rules, ids=lambda rule: rule.id)
def test_every_rule_shows_what_it_finds_and_what_it_leaves(rule: Rule) -> None:
    assert any(example.bad for example in rule.examples)
    assert any(example.good for example in rule.examples)


@pytest.mark.parametrize(
    ("rule", "example"), CASES, ids=[f"{rule.id}-{place}" for place, (rule, _) in enumerate(CASES)]
)
def test_no_other_rule_finds_anything_in_an_example(
    rule: Rule, example: Example, rulebook: RuleBook, gazetteer: Gazetteer
) -> None:
    """Unless it tells of a figure that the rule's own finding tells of too: one slip may break two rules."""
    findings = check_document(document_of(example), rulebook, gazetteer).findings
    own = {finding.fingerprint for finding in findings if finding.rule == rule.id}
    assert [f for f in findings if f.rule != rule.id and not own & set(f.see_also)] == []


def test_rules_have_twelve_examples_on_average(rulebook: RuleBook) -> None:
    assert len(CASES) >= 12 * len(rulebook.rules)
