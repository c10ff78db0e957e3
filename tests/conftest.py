"""What many tests need: the rule book, the gazetteer, the reports of the corpora."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.gazetteer import Gazetteer
from crossfoot.rulebook import RuleBook

CORPORA = Path(__file__).parent.parent / "corpora"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="session")
def rulebook() -> RuleBook:
    return RuleBook.load()
