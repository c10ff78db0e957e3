"""A finding in words for formats that take one text: the message, then what an editor needs to decide."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model_checked import PlacedEvidence, PlacedFinding, Standing
from crossfoot.report.located import located
from crossfoot.report.printable import printable, printable_path

_LONGEST_QUOTE = 80


def detail_lines(finding: PlacedFinding) -> Iterator[str]:
    """The arithmetic, the likely slip, the assumptions and the repairs, one a line."""
    yield from (f"Arithmetic: {printable(line)}" for line in finding.arithmetic.splitlines())
    yield from (f"Likely slip: {printable(slip)}" for slip in finding.slips)
    yield from (f"Assuming: {printable(assumption)}" for assumption in finding.assumptions)
    yield from (f"Repair: {printable(repair)}" for repair in finding.repairs)
    if finding.standing is Standing.ALLOWED:
        yield f"Allowed: {printable(finding.reason)}"
    if finding.standing is Standing.KNOWN:
        yield "In the baseline."


def place_lines(finding: PlacedFinding) -> Iterator[str]:
    """Each place with its words and its role, one a line."""
    for evidence in finding.evidence:
        yield f"{where(evidence)}: “{quoted(evidence)}” ({printable(evidence.role)})"


def where(evidence: PlacedEvidence) -> str:
    """The file and the place in it."""
    return located(printable_path(evidence.path), evidence.place)


def quoted(evidence: PlacedEvidence) -> str:
    """The words of a place on one line, at most 80 characters."""
    words = printable(" ".join(evidence.place.quote.split()))
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + "…"


def whole_text(finding: PlacedFinding) -> str:
    """Message, places and details, one a line."""
    return "\n".join((printable(finding.message), *place_lines(finding), *detail_lines(finding)))
