"""A checked report as it is told to anybody: every place looked up, nothing else of the document kept.

These records are small: they travel between processes, lie in the cache, and are what all outputs
but the page and the annotated copy are made from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from crossfoot.model_document import Box, PartRange
from crossfoot.model_results import CoverageState, Severity

STALE_ALLOW = "allow/stale"
WRONG_ALLOW = "allow/mistake"
ABOUT_ALLOWS = frozenset({STALE_ALLOW, WRONG_ALLOW})
"""What is told like findings of rules, and is about the allows of a report."""


@dataclass(frozen=True, slots=True)
class Place:
    """The words as read, and where they stand.

    `start` and `end` are offsets in the decoded file, or in the text extracted from a file that is no
    text. `line` and `column` count from 1 and are None where a file has no lines; `boxes` are for files
    with pages, `parts` for office files. `at` is the place as people are told it. `end_line` and
    `end_column` lie behind the last character.
    """

    quote: str
    start: int
    end: int
    line: int | None
    column: int | None
    at: str
    boxes: tuple[Box, ...] = ()
    parts: tuple[PartRange, ...] = ()
    end_line: int | None = None
    end_column: int | None = None

    @property
    def page(self) -> int | None:
        """The page on which the words begin, from 1; None for a file without pages."""
        return self.boxes[0].page if self.boxes else None


class Standing(StrEnum):
    """What a house has said of a finding before this run."""

    NEW = "new"
    KNOWN = "known"
    """It stands in the baseline."""
    ALLOWED = "allowed"
    """Somebody allowed it, with a reason."""


@dataclass(frozen=True, slots=True)
class PlacedEvidence:
    """One place of a finding: the file, the place in it, and the words of the same line around it."""

    path: str
    place: Place
    role: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding with its places looked up, and what the house has said of it.

    `see_also` holds fingerprints of the same report's findings. `reason` is that of an allow.
    """

    rule: str
    severity: Severity
    message: str
    evidence: tuple[PlacedEvidence, ...]
    arithmetic: str
    assumptions: tuple[str, ...]
    repairs: tuple[str, ...]
    fingerprint: str
    slips: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    standing: Standing = Standing.NEW
    reason: str = ""


class PlacedItem(NamedTuple):
    """A figure, list entry or period of the report and what became of it."""

    quote: str
    start: int
    end: int
    at: str
    kind: str
    state: CoverageState
    why: str | None


@dataclass(frozen=True, slots=True)
class Allow:
    """What a report, or the file beside it, says about findings that are meant to be there.

    `rules` are ids, topics or patterns. `covered` holds the fingerprints of the findings in its reach.
    `mistake` says why it is not in force (no reason, a rule that does not exist), empty where it is.
    """

    path: str
    place: Place
    rules: tuple[str, ...]
    reason: str
    covered: tuple[str, ...]
    mistake: str = ""


@dataclass(frozen=True, slots=True)
class KnownFinding:
    """A finding that was there when the baseline was written."""

    fingerprint: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Crash:
    """A rule whose check broke on a report, and the exception in one line."""

    rule: str
    error: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be read (`reason`), or broke Crossfoot (`crashed`).

    `together` says that it was a publication, whose `path` is its name.
    """

    path: str
    reason: str
    crashed: bool = False
    together: bool = False


PUBLICATION = "publication"
"""The format of a record that tells of several files checked against each other."""


@dataclass(frozen=True, slots=True)
class CheckedReport:
    """One report, or one publication of several files, checked.

    `words` counts the words of its text. `stale` are findings of the baseline that are not there any more.
    `unread` are the files of a publication that took no part.
    """

    path: str
    format: str
    findings: tuple[PlacedFinding, ...]
    items: tuple[PlacedItem, ...]
    comparisons: Mapping[str, int]
    crashes: tuple[Crash, ...] = ()
    unsupported: str | None = None
    notes: tuple[str, ...] = ()
    allows: tuple[Allow, ...] = ()
    words: int = 0
    stale: tuple[KnownFinding, ...] = ()
    unread: tuple[Failure, ...] = ()


Outcome = CheckedReport | Failure
