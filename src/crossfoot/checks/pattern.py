"""Check kind `pattern`: words that no finished report holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.checks.comparing import quote
from crossfoot.checks.expression import Expression, places_of
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import BlockKind, CheckResult, Conflict, Document, Evidence, Span


class Pattern(Settings):
    """One pattern: a regular expression, what it is called, and where it counts.

    `formats` limits it to documents of those formats, `blocks` to those kinds of block.
    """

    name: str
    match: Expression
    ignore_case: bool = False
    formats: tuple[str, ...] = ()
    blocks: tuple[BlockKind, ...] = ()
    outcome: str = "contradiction"


class PatternSettings(Settings):
    """The patterns, and whether a heading with nothing under it counts too."""

    patterns: tuple[Pattern, ...]
    empty_headings: bool = False


def run(ledger: Ledger, gazetteer: Gazetteer, settings: PatternSettings) -> CheckResult:
    """Look for every pattern in every block."""
    conflicts: list[Conflict] = []
    compared: list[tuple[Span, ...]] = []
    document = ledger.document
    compared += ((block.span,) for block in document.blocks)
    taken: list[Span] = []
    slips: list[_Slip] = []
    for pattern in settings.patterns:
        if pattern.formats and document.format not in pattern.formats:
            continue
        slip = _Slip(pattern.name, pattern.outcome, [], set())
        if not _may_stand(pattern, document):
            continue
        for number, block in enumerate(document.blocks):
            if pattern.blocks and block.kind not in pattern.blocks:
                continue
            if block.kind is BlockKind.CODE and BlockKind.CODE not in pattern.blocks:
                continue
            for span in places_of(pattern.match, document.text, block.span, pattern.ignore_case):
                # An earlier pattern of the rule has said it already, in full.
                if not any(span.start < other.end and other.start < span.end for other in taken):
                    slip.spans.append(span)
                    slip.blocks.add(number)
        taken += slip.spans
        if slip.spans:
            slips.append(slip)
    conflicts += (_conflict(ledger, slip.name, slip.outcome, slip.spans) for slip in _joined(slips))
    if settings.empty_headings:
        conflicts += _empty_headings(ledger)
    return CheckResult(tuple(conflicts), tuple(compared))


def _may_stand(pattern: Pattern, document: Document) -> bool:
    """Whether the text holds a pattern at all; one with an anchor is only told block by block."""
    if "^" in pattern.match or "$" in pattern.match:
        return True
    everything = Span(0, len(document.text))
    return next(places_of(pattern.match, document.text, everything, pattern.ignore_case), None) is not None


@dataclass(slots=True)
class _Slip:
    """The places of a pattern, and the blocks that they stand in."""

    name: str
    outcome: str
    spans: list[Span]
    blocks: set[int]


def _joined(slips: Sequence[_Slip]) -> list[_Slip]:
    """Different blanks in one paragraph were left by one hand: an editor fills them together."""
    kept: list[_Slip] = []
    for slip in slips:
        near = next((each for each in kept if each.outcome == slip.outcome and each.blocks & slip.blocks), None)
        if near is None:
            kept.append(slip)
            continue
        near.spans = sorted(near.spans + slip.spans)
        near.blocks |= slip.blocks
    return kept


def _conflict(ledger: Ledger, name: str, outcome: str, spans: list[Span]) -> Conflict:
    """All places of one pattern are one conflict: the same slip, repeated."""
    more = f"; {len(spans) - 1} more like it" if len(spans) > 1 else ""
    values = {"found": quote(ledger, spans[0]), "name": name, "more": more}
    return Conflict(outcome, tuple(Evidence(span, "place") for span in spans), values)


def _empty_headings(ledger: Ledger) -> Iterator[Conflict]:
    """A heading that is followed by a heading of its own or a higher level, or by nothing."""
    blocks = [block for block in ledger.document.blocks if block.span.end > block.span.start]
    last_heading = blocks[-1] if blocks and blocks[-1].kind is BlockKind.HEADING and len(blocks) > 1 else None
    if last_heading is not None and ledger.document.text[
        last_heading.span.start : last_heading.span.end
    ].rstrip().endswith(":"):
        yield _conflict(ledger, "a heading with nothing under it", "uncertain", [last_heading.span])


KIND = CheckKind(
    name="pattern",
    settings=PatternSettings,
    outcomes=("contradiction", "uncertain"),
    values=frozenset({"found", "name", "more"}),
    run=run,
)
