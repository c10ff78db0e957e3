"""Small reports, read and checked by the whole of Crossfoot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crossfoot.engine import Report, check_document
from crossfoot.gazetteer import Gazetteer
from crossfoot.model_checked import (
    PUBLICATION,
    Allow,
    CheckedReport,
    Crash,
    Failure,
    KnownFinding,
    Outcome,
    Place,
    PlacedEvidence,
    PlacedFinding,
    PlacedItem,
    Standing,
)
from crossfoot.model_document import Box
from crossfoot.model_results import FIGURE, CoverageState, Severity
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


class Records:
    """Makes records of checked reports without reading any."""

    def in_text(self, quote: str = "13.9%", line: int = 3, column: int = 101, path: str = "oak report.md") -> Any:
        """A place in a file with lines."""
        end = column + len(quote)
        place = Place(quote, 0, len(quote), line, column, f"{line}:{column}", end_line=line, end_column=end)
        return PlacedEvidence(path, place, "rate")

    def on_page(self, quote: str = "EUR 4 billion", page: int = 3, path: str = "slides/déjà vu.pdf") -> Any:
        """A place in a file with pages."""
        place = Place(quote, 0, len(quote), None, None, f"page {page}", (Box(page, 40.0, 90.0, 100.0, 102.0),))
        return PlacedEvidence(path, place, "figure")

    def finding(self, *evidence: PlacedEvidence, **changes: Any) -> PlacedFinding:
        """A finding at these places; `changes` are further fields."""
        said: dict[str, Any] = {
            "rule": "growth/arithmetic",
            "severity": Severity.ERROR,
            "message": "The rate is 7.3%, not 13.9%.",
            "arithmetic": "$130bn → $245bn over 9 years\n= 7.3% a year",
            "assumptions": ("years are calendar years",),
            "repairs": ("7.3%",),
            "fingerprint": "0123456789abcdef",
        }
        return PlacedFinding(evidence=evidence or (self.in_text(),), **(said | changes))

    def report(self, *findings: PlacedFinding, path: str = "oak report.md", **changes: Any) -> CheckedReport:
        """A report with these findings."""
        items = (PlacedItem("13.9%", 0, 5, "3:101", FIGURE, CoverageState.CHECKED, None),)
        said: dict[str, Any] = {"format": "markdown", "items": items, "comparisons": {"growth/arithmetic": 1}}
        return CheckedReport(path, findings=findings, **(said | changes))

    def of_every_kind(self) -> list[Outcome]:
        """Everything that can become of reports: new, known, allowed, gone; broken, unread; a publication."""
        first, second = self.in_text("$130 billion", column=30), self.in_text("$245 billion", column=66)
        allow = Allow("oak report.md", self.in_text("allow", 9, 1).place, ("value",), "as meant", ("a" * 16,))
        known = KnownFinding("d" * 16, "growth/arithmetic", "The rate is 5%, not 6%.")
        on_page = {"severity": Severity.WARNING, "rule": "value/conflict", "message": "Two values of 2023."}
        return [
            self.report(
                self.finding(first, second),
                self.finding(severity=Severity.NOTE, fingerprint="b" * 16),
                self.finding(fingerprint="c" * 16, standing=Standing.KNOWN),
                self.finding(fingerprint="a" * 16, standing=Standing.ALLOWED, reason="as meant"),
                self.finding(fingerprint="e" * 16, standing=Standing.ALLOWED, reason="said beside it"),
                allows=(allow,),
                stale=(known,),
            ),
            self.report(
                self.finding(self.on_page(), fingerprint="1" * 16, **on_page),
                self.finding(self.on_page("EUR 5 billion"), fingerprint="2" * 16, **on_page),
                path="slides/déjà vu.pdf",
                format="pdf",
            ),
            self.report(path="deck.docx", format="docx", crashes=(Crash("value/conflict", "KeyError: 'x'"),)),
            self.report(path="bericht.txt", items=(), comparisons={}, unsupported="it is in another language"),
            Failure("none.md", "no such file"),
            Failure("odd.md", "KeyError: 'x'", crashed=True),
            self.report(
                self.finding(first, self.on_page(), fingerprint="0123456789abcdef", slips=("a swapped figure",)),
                path="annual + deck",
                format=PUBLICATION,
                items=(),
                crashes=(Crash("growth/arithmetic", "ZeroDivisionError"),),
                stale=(known,),
            ),
        ]


@pytest.fixture
def records() -> Records:
    """Makes records of checked reports."""
    return Records()
