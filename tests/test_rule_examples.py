"""Every example inside a rule file gives exactly the places that it marks."""

from __future__ import annotations

import pytest

from crossfoot.gazetteer import Gazetteer
from crossfoot.rule_examples import run_example
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
