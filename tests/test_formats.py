"""The same report in every format gives the same findings and the same facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from crossfoot.engine import Report, check_document
from crossfoot.gazetteer import Gazetteer
from crossfoot.model import Span
from crossfoot.read import read_bytes, read_path
from crossfoot.rulebook import RuleBook

from report_formats import FORMATS, Part, as_pdf_in_columns, parts_of

_CORPORA = Path(__file__).parent.parent / "corpora"
_REPORTS = (
    "demo/cold-chain-monitoring.html",
    "regression/clean-brannock-results.md",
    "regression/clean-harnisch-results.md",
    "regression/clean-heat-pump-market.html",
    "regression/clean-reading-survey.md",
    "regression/company-slips.md",
    "regression/growth-rates.html",
    "regression/hard-quarter-rupees.txt",
    "regression/left-over-names.md",
    "regression/regions.html",
    "regression/scale-slips.md",
    "regression/value-conflict.html",
)
_WRITERS = {**{name: (writer, name) for name, writer in FORMATS.items()}, "columns": (as_pdf_in_columns, "pdf")}


@pytest.fixture(scope="module")
def check() -> Callable[[bytes | Path, str], Report]:
    rulebook, gazetteer = RuleBook.load(None), Gazetteer.load("default")

    def _check(report: bytes | Path, name: str) -> Report:
        document = read_path(report) if isinstance(report, Path) else read_bytes(report, name)
        return check_document(document, rulebook, gazetteer)

    return _check


def _said(report: Report) -> tuple[Counter[object], Counter[object]]:
    """Findings and facts by what they say and quote; line breaks stand for spaces."""

    def _quote(span: Span) -> str:
        return " ".join(report.document.text[span.start : span.end].split())

    findings = Counter(
        (each.rule, each.severity, each.fingerprint, tuple((place.role, _quote(place.span)) for place in each.evidence))
        for each in report.findings
    )
    facts = Counter(
        (_quote(fact.span), fact.concept, fact.subject, fact.place, fact.period, fact.figure, fact.basis)
        for fact in report.ledger.facts
    )
    return Counter(findings), Counter(facts)


@pytest.mark.parametrize("name", _REPORTS)
def test_every_format_says_the_same(name: str, check: Callable[[bytes | Path, str], Report]) -> None:
    original = check(_CORPORA / name, name)
    parts: list[Part] = list(parts_of(original.document))
    expected = _said(original)
    assert any(expected)
    for form, (writer, suffix) in _WRITERS.items():
        told = _said(check(writer(parts), f"report.{suffix}"))
        assert told[0] == expected[0], form
        assert told[1] == expected[1], form
