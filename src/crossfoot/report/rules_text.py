"""The rule book for people: the list, the story of one rule, and the examples that failed."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Sequence

import yaml
from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from crossfoot.report.printable import counted, printable
from crossfoot.report.screen import Screen, rendered
from crossfoot.rule_examples import Mismatch
from crossfoot.rulebook import Example, Rule
from crossfoot.rulebook_fields import COMMON_KEYS
from crossfoot.yaml_file import read_yaml

_INDENT = "  "
_HEAD = "bold"


def rules_text(rules: Sequence[Rule], screen: Screen) -> str:
    """The list of rules: id, severity, summary."""
    table = _table("rule", "severity", "summary")
    for rule in rules:
        table.add_row(Text(rule.id), rule.severity.value, Text(rule.summary))
    return rendered([table], screen)


def explained_text(rule: Rule, screen: Screen) -> str:
    """One rule: why it exists, how it computes, and what it does and does not find."""
    return rendered(_explained(rule), screen)


def mismatches_text(rules: Sequence[Rule], mismatches: Sequence[Mismatch], screen: Screen) -> str:
    """The examples that disagree with their rules, and how many were run."""
    total = sum(len(rule.examples) for rule in rules)
    parts: list[RenderableType] = []
    if mismatches:
        table = _table("rule", "example", "expected", "got")
        for mismatch in mismatches:
            expected = "\n".join(map(printable, mismatch.expected)) or "nothing"
            got = mismatch.problem or "\n".join(map(printable, mismatch.got)) or "nothing"
            table.add_row(Text(mismatch.rule), Text(_told(mismatch.example)), Text(expected), Text(got))
        parts.append(table)
    idle = [rule.id for rule in rules if not rule.examples]
    if idle:
        parts.append(Text(f"Without any example: {', '.join(idle)}."))
    result = f"{len(mismatches)} of them failed" if mismatches else "all as they say"
    parts.append(Text(f"{counted(len(rules), 'rule')}, {counted(total, 'example')}: {result}."))
    return rendered(parts, screen)


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold")
    return table


def _explained(rule: Rule) -> Iterator[RenderableType]:
    yield Text(f"{rule.id} ({rule.severity.value})", style=_HEAD)
    yield Text(rule.summary)
    yield from _section("Why", rule.why.strip().splitlines())
    yield from _section("How it computes", _computation(rule))
    yield from _section("What it may say", _outcomes(rule))
    if rule.repair is not None:
        yield from _section("Repair", [rule.repair])
    for title, bad in (("Found", True), ("Not found", False)):
        chosen = [example for example in rule.examples if (example.bad is not None) is bad]
        if chosen:
            yield from _section(title, [line for example in chosen for line in _example_lines(example)])


def _section(title: str, lines: Iterable[str]) -> Iterator[Text]:
    yield Text("")
    yield Text(title, style=_HEAD)
    for line in lines:
        yield Text(_INDENT + line if line else "")


def _computation(rule: Rule) -> list[str]:
    """What the kind of check does, in its own words, and how this file configures it."""
    told = inspect.getdoc(rule.kind.run) if inspect.isfunction(rule.kind.run) else None
    own = {key: value for key, value in read_yaml(rule.path).values.items() if key not in COMMON_KEYS}
    keys = yaml.safe_dump({"check": rule.kind.name, **own}, sort_keys=False, allow_unicode=True, width=100)
    return [*([*told.splitlines(), ""] if told else []), *keys.splitlines()]


def _outcomes(rule: Rule) -> Iterator[str]:
    for outcome in rule.kind.outcomes:
        severity = rule.severity_of(outcome)
        message = rule.messages.get(outcome, rule.message).strip()
        yield f"{outcome}: no finding" if severity is None else f"{outcome}: {severity.value}: {message}"


def _example_lines(example: Example) -> Iterator[str]:
    lines = example.text.strip().splitlines()
    yield from (f"| {line}" for line in lines)
    if example.marks:
        yield "marks: " + ", ".join(f"“{quote}”" for quote in example.quotes)
    if example.because is not None:
        yield f"because {' '.join(example.because.split())}"
    yield ""


def _told(example: Example) -> str:
    return f"{'bad' if example.bad is not None else 'good'}: {printable(example.text.strip())}"
