"""The ledger looks things up by place, so everything in it stands in the order of the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger import state_report
from crossfoot.read import read_path

CORPORA = Path(__file__).parent.parent / "corpora"
REPORTS = sorted(path for path in CORPORA.rglob("*.*") if path.suffix in (".html", ".md", ".txt"))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_facts_periods_and_sentences_stand_in_order(path: Path, gazetteer: Gazetteer) -> None:
    ledger = state_report(read_path(path), gazetteer)
    for spans in ([f.span for f in ledger.facts], [m.span for m in ledger.periods], list(ledger.sentences)):
        assert spans == sorted(spans)
    for fact in ledger.facts:
        assert fact in ledger.facts_in(fact.sentence)
        if fact.cell is None:
            assert ledger.sentence_at(fact.span.start) == fact.sentence
