"""Small reports, read and checked by the whole of Crossfoot."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crossfoot.engine import Report, check_document
from crossfoot.gazetteer import Gazetteer
from crossfoot.read import read_bytes
from crossfoot.rulebook import RuleBook

FAULTY = """# Oak Barrel Market Forecast 2023-2032

The oak barrel market, worth $130 billion in 2023, will reach $245 billion by 2032 at a CAGR of 13.9%. \
Some 40 of them leak.

Europe:

- Germany
- France
- Japan
"""

STATED = """# Cork Market Report

The cork market grew from EUR 1.25 billion in 2021 to EUR 1.4 billion in 2023. \
Portugal holds between 30% and 35% of it. Some 12 of them leak.
"""

GERMAN = "Der Umsatz der Gesellschaft stieg im vergangenen Jahr um zehn Prozent, und der Gewinn nahm auch zu. " * 8


@pytest.fixture
def faulty() -> str:
    """A report with a wrong growth rate and a misplaced country."""
    return FAULTY


@pytest.fixture
def stated() -> str:
    """A report of four figures, of which the last cannot be understood."""
    return STATED


@pytest.fixture
def german() -> str:
    """A report in a language that is not supported."""
    return GERMAN


@pytest.fixture
def checked(rulebook: RuleBook, gazetteer: Gazetteer) -> Callable[..., Report]:
    """Reads and checks a text as the file of that name."""

    def check(text: str = FAULTY, name: str = "report.md") -> Report:
        return check_document(read_bytes(text.encode(), name), rulebook, gazetteer)

    return check
