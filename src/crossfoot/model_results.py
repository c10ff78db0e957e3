"""What checks say: conflicts, findings, and what was and was not checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from crossfoot.model_document import Span


class Severity(StrEnum):
    """How sure a finding is: see `rules` for what each word promises an editor."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place of a conflict and the part that it plays (`start`, `rate`, `entry`…)."""

    span: Span
    role: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a check found, before a rule gave it severity and words.

    `outcome` is one of the outcomes that the check declares (`contradiction`, `rescued`…);
    `values` fill the rule's message. `slip` names the common mistake that would explain the
    conflict, where one does.
    """

    outcome: str
    evidence: tuple[Evidence, ...]
    values: Mapping[str, str]
    arithmetic: str = ""
    assumptions: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    culprit: Span | None = None
    slip: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The conflicts of one check and the spans of each comparison that it made."""

    conflicts: tuple[Conflict, ...]
    compared: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What an editor sees: every place of a conflict, the arithmetic, the likely slip and the repairs.

    `see_also` holds the fingerprints of findings of other rules that share a figure with this one.
    """

    rule: str
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...]
    arithmetic: str
    assumptions: tuple[str, ...]
    repairs: tuple[str, ...]
    fingerprint: str
    slips: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()


class CoverageState(StrEnum):
    """What became of a figure, an entry or a period."""

    CHECKED = "checked"
    ALONE = "nothing to compare with"
    UNREAD = "not understood"


FIGURE, ENTRY, PERIOD = KINDS = ("figure", "entry", "period")
"""What a coverage item may be."""


@dataclass(frozen=True, slots=True)
class CoverageItem:
    """One figure, list entry or period with what became of it, and why."""

    span: Span
    kind: str
    state: CoverageState
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """All items of a report, and how many comparisons each rule made."""

    items: tuple[CoverageItem, ...]
    comparisons: Mapping[str, int]
