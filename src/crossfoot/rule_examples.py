"""Runs the examples inside rule files: a bad one must give exactly its marks, a good one nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crossfoot.crash import described
from crossfoot.engine import check_document
from crossfoot.gazetteer import Gazetteer
from crossfoot.model import Document, Severity, Span
from crossfoot.read import read_bytes
from crossfoot.rulebook import Example, Mark, Rule, RuleBook

_NAMES = {"markdown": "example.md", "html": "example.html", "text": "example.txt"}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An example that did not give what it says.

    `expected` and `got` quote the marked and the found places with their offsets in the text
    as read; `problem` is set where the example could not be run at all.
    """

    rule: str
    example: Example
    expected: tuple[str, ...]
    got: tuple[str, ...]
    problem: str | None = None


def run_examples(rules: Iterable[Rule], gazetteer: Gazetteer) -> Iterator[Mismatch]:
    """Run every example of the rules; only those that disagree are given."""
    for rule in rules:
        for example in rule.examples:
            mismatch = run_example(rule, example, gazetteer)
            if mismatch is not None:
                yield mismatch


def document_of(example: Example) -> Document:
    """An example read as the report that it stands for."""
    return read_bytes(example.text.encode(), example.name or _NAMES[example.format])


def run_example(rule: Rule, example: Example, gazetteer: Gazetteer) -> Mismatch | None:
    """Run one example against its own rule: None where it gives exactly its marks.

    All places of all findings count, those of notes do not.
    """
    try:
        document = document_of(example)
        marked = _marked(document, example)
        report = check_document(document, RuleBook((rule,)), gazetteer)
    except Exception as error:
        return Mismatch(rule.id, example, (), (), described(error))
    problem = report.unsupported or (report.crashes[0].error if report.crashes else None)
    findings = (finding for finding in report.findings if finding.severity is not Severity.NOTE)
    found = {evidence.span for finding in findings for evidence in finding.evidence}
    if found == marked and problem is None:
        return None
    return Mismatch(rule.id, example, _quotes(document, marked), _quotes(document, found), problem)


def _marked(document: Document, example: Example) -> set[Span]:
    told: Counter[str] = Counter()
    spans = set()
    for mark in example.marks:
        if isinstance(mark, str):
            told[mark] += 1
            mark = Mark(quote=mark, nth=told[mark])
        spans.add(_located(document.text, mark))
    return spans


def _located(text: str, mark: Mark) -> Span:
    """The nth place of the mark; `7%` is not found inside `13.7%`."""
    start, left = -1, mark.nth
    while left:
        start = text.find(mark.quote, start + 1)
        if start < 0:
            raise ValueError(f"the text as read has no place {mark.nth} of the mark `{mark.quote}`")
        left -= _stands_alone(text, Span(start, start + len(mark.quote)))
    return Span(start, start + len(mark.quote))


def _stands_alone(text: str, span: Span) -> bool:
    before, after = text[: span.start][-2:], text[span.end :][:2]
    first, last = text[span.start], text[span.end - 1]
    cut_before = first.isalnum() and (before[-1:].isalnum() or (first.isdigit() and _joins_digits(before[::-1])))
    cut_after = last.isalnum() and (after[:1].isalnum() or (last.isdigit() and _joins_digits(after)))
    return not cut_before and not cut_after


def _joins_digits(outward: str) -> bool:
    """Whether a digit's neighbours, read away from it, are a separator and another digit."""
    return outward[:1] in {".", ","} and outward[1:].isdigit()


def _quotes(document: Document, spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(f"{document.text[span.start : span.end]} [{span.start}:{span.end}]" for span in sorted(spans))
