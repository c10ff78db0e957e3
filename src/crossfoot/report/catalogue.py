"""The rule book as one Markdown page: every rule with why, what it may say, and examples."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from crossfoot.checks import KINDS, CheckKind
from crossfoot.rulebook import Example, Rule

_SHOWN = 2


def catalogue_text(rules: Sequence[Rule]) -> str:
    """The catalogue of some rules, by topic; the same rules give the same page."""
    return "\n".join(_lines(rules)).rstrip() + "\n"


def _lines(rules: Sequence[Rule]) -> Iterator[str]:
    yield "# The rules"
    yield ""
    yield "Made from the rule files by `crossfoot rules catalogue`; do not edit it by hand. `crossfoot explain RULE`"
    yield "shows a rule with all its examples, [Writing rules](writing-rules.md) tells how to make your own."
    yield ""
    yield "| rule | severity | finds |"
    yield "| --- | --- | --- |"
    for rule in rules:
        yield f"| [`{rule.id}`](#{rule.id.replace('/', '')}) | {rule.severity.value} | {_cell(rule.summary)} |"
    for topic, group in groupby(rules, key=lambda rule: rule.topic):
        yield ""
        yield f"## {topic}"
        for rule in group:
            yield from _rule_lines(rule)
    yield ""
    yield "## The kinds of check"
    yield ""
    yield "What a rule file may name in `check`, and the keys that belong to it."
    for name in sorted(KINDS):
        yield from _kind_lines(KINDS[name])


def _kind_lines(kind: CheckKind) -> Iterator[str]:
    yield ""
    yield f"### {kind.name}"
    yield ""
    yield from (inspect.getdoc(kind.run) or "").splitlines()
    yield ""
    yield from (inspect.getdoc(kind.settings) or "").splitlines()
    yield ""
    for name, field in kind.settings.model_fields.items():
        yield f"- `{name}` ({'required' if field.is_required() else 'optional'})"
    yield f"- outcomes: {', '.join(f'`{outcome}`' for outcome in kind.outcomes)}"
    yield f"- values for messages: {', '.join(f'`{{{value}}}`' for value in sorted(kind.values)) or 'none'}"


def _rule_lines(rule: Rule) -> Iterator[str]:
    yield ""
    yield f"### {rule.id}"
    yield ""
    yield f"{rule.summary} ({rule.severity.value})."
    yield ""
    yield from (line.strip() for line in rule.why.strip().splitlines())
    yield ""
    for outcome in rule.kind.outcomes:
        severity = rule.severity_of(outcome)
        if severity is not None:
            message = " ".join(rule.messages.get(outcome, rule.message).split())
            yield f"- {outcome} ({severity.value}): `{message}`"
    yield from _example_lines("Found", (e for e in rule.examples if e.bad is not None))
    yield from _example_lines("Not found", (e for e in rule.examples if e.good is not None))


def _example_lines(title: str, examples: Iterable[Example]) -> Iterator[str]:
    shown = list(examples)[:_SHOWN]
    if not shown:
        return
    yield ""
    yield f"{title}:"
    for example in shown:
        yield ""
        yield "````text"
        yield from example.text.strip().splitlines()
        yield "````"
        told = []
        if example.marks:
            told.append("Marked: " + ", ".join(f"“{' '.join(quote.split())}”" for quote in example.quotes) + ".")
        if example.because is not None:
            told.append(f"Because: {' '.join(example.because.split())}.")
        if told:
            yield ""
            yield " ".join(told)


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")
