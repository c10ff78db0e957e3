"""Counts the findings of a run, as summaries tell them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from crossfoot.model_checked import PUBLICATION, Failure, Outcome, Standing
from crossfoot.model_results import CoverageState, Severity


def is_publication(outcome: Outcome) -> bool:
    """Whether an outcome is that of several files checked against each other; its path is then a name."""
    return outcome.together if isinstance(outcome, Failure) else outcome.format == PUBLICATION


@dataclass(slots=True)
class Tally:
    """How many reports and findings there were: new ones by severity, known and allowed ones, stale entries.

    `publications` counts the sets of reports that were checked against each other.
    """

    documents: int = 0
    publications: int = 0
    failed: int = 0
    new: Counter[Severity] = field(default_factory=Counter)
    known: int = 0
    allowed: int = 0
    stale: int = 0
    states: Counter[CoverageState] = field(default_factory=Counter)

    @property
    def settled(self) -> str:
        """What does not count, in words: `3 in the baseline, 1 allowed`; empty where there is nothing."""
        known = [f"{self.known:,} in the baseline"] if self.known else []
        return ", ".join(known + ([f"{self.allowed:,} allowed"] if self.allowed else []))

    def add(self, outcome: Outcome) -> None:
        """Count one report, or one publication."""
        if is_publication(outcome):
            self.publications += 1
        else:
            self.documents += 1
        if isinstance(outcome, Failure):
            self.failed += 1
            return
        self.failed += bool(outcome.crashes or outcome.unsupported)
        self.stale += len(outcome.stale)
        self.states.update(item.state for item in outcome.items)
        for finding in outcome.findings:
            if finding.standing is Standing.NEW:
                self.new[finding.severity] += 1
            elif finding.standing is Standing.KNOWN:
                self.known += 1
            else:
                self.allowed += 1
