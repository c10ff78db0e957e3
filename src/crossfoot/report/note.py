"""A finding as the note at one of its places: a comment in Word, a note in a PDF."""

from __future__ import annotations

from crossfoot.model import Document, Finding
from crossfoot.report.place import place_of
from crossfoot.report.printable import printable

AUTHOR = "Crossfoot"
_LONGEST_QUOTE = 80


def note_lines(document: Document, finding: Finding, number: int) -> list[str]:
    """The lines of the note at evidence `number` (from 0): message, arithmetic, repairs, the other places."""
    lines = [f"{finding.severity.value.capitalize()}: {finding.message}"]
    lines += [f"Arithmetic: {line}" for line in finding.arithmetic.splitlines()]
    lines += [f"Likely slip: {slip}" for slip in finding.slips]
    lines += [f"Assuming: {assumption}" for assumption in finding.assumptions]
    lines += [f"Repair: {repair}" for repair in finding.repairs]
    for other, evidence in enumerate(finding.evidence):
        if other != number:
            place = place_of(document, evidence.span)
            lines.append(f"Also here: {place.at}, “{_shortened(place.quote)}” ({evidence.role})")
    lines.append(note_key(finding, number))
    return [printable(line) for line in lines]


def note_key(finding: Finding, number: int) -> str:
    """What tells a note from all others, in the same report and in a later run: its last line."""
    return f"{finding.rule} · place {number + 1} of {len(finding.evidence)} · {finding.fingerprint}"


def _shortened(quote: str) -> str:
    quote = " ".join(quote.split())
    return quote if len(quote) <= _LONGEST_QUOTE else quote[: _LONGEST_QUOTE - 1] + "…"
