"""Check kind `repeated-text`: a sentence of prose that stands in the report twice, word for word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.checks.comparing import evidence_of, quote
from crossfoot.checks.expression import Expression, stands_in
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import BlockKind, CheckResult, Conflict, Document, Span

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_HEADS = frozenset({BlockKind.TITLE, BlockKind.HEADING})
_NOTES_BEGIN = re.compile(r"(?:NOTES?|Notes?|SOURCES?|Sources?)\s*:|\(?\d{1,2}\)?\s+(?=[A-Z])")
_NOTE = re.compile(r"(?:notes?|sources?)\b|[*†‡—–#]|\(?\d{1,2}[\s.)]|\(?[a-z]\)", re.IGNORECASE)
_EDGE = " \t\n*_>•-–—\"“”'‘’"


class RepeatedTextSettings(Settings):
    """What counts as a sentence worth telling of.

    `least_words` is the length from which a repeated sentence is no turn of speech any more;
    `not_matching` are words that are repeated on purpose (calls to buy, legal notices).
    """

    least_words: int
    not_matching: Expression


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence of prose: where it stands, and in which block."""

    span: Span
    block: int


def run(ledger: Ledger, gazetteer: Gazetteer, settings: RepeatedTextSettings) -> CheckResult:
    """Look for sentences that stand in the running text more than once."""
    told: dict[str, list[_Told]] = defaultdict(list)
    for each in _prose(ledger):
        words = ledger.document.text[each.span.start : each.span.end]
        told[" ".join(words.split()).strip(_EDGE).casefold()].append(each)
    compared = tuple(tuple(each.span for each in places) for places in told.values())
    twice = [
        places
        for key, places in told.items()
        if len(places) > 1
        and len(_WORD.findall(key)) >= settings.least_words
        and not stands_in(settings.not_matching, key)
    ]
    conflicts = [_conflict(ledger, stretch) for stretch in _stretches(twice)]
    return CheckResult(tuple(conflicts), compared)


def _prose(ledger: Ledger) -> Iterator[_Told]:
    """The sentences of paragraphs that hold no link and answer no question of a list of questions."""
    document = ledger.document
    kept = _paragraphs(document)
    number = 0
    for sentence in ledger.sentences:
        while number + 1 < len(document.blocks) and document.blocks[number + 1].span.start <= sentence.start:
            number += 1
        if number in kept:
            yield _Told(sentence, number)


def _paragraphs(document: Document) -> set[int]:
    linked = sorted(link.span for link in document.links if link.span.end > link.span.start)
    kept: set[int] = set()
    asked, at, in_notes = False, 0, False
    for number, block in enumerate(document.blocks):
        while at < len(linked) and linked[at].end <= block.span.start:
            at += 1
        words = document.text[block.span.start : block.span.end].rstrip(" *_")
        # The notes to a table are the same wherever they hold.
        words = words.lstrip()
        if block.kind is BlockKind.TABLE_CELL:
            in_notes = True
        else:
            in_notes = _NOTES_BEGIN.match(words) is not None or (in_notes and _NOTE.match(words) is not None)
        if block.kind in _HEADS or words.endswith("?"):
            asked = words.endswith("?")
        elif in_notes:
            continue
        elif block.kind is BlockKind.PARAGRAPH and not asked and not _linked(linked, at, block.span):
            kept.add(number)
    return kept


def _linked(links: list[Span], at: int, block: Span) -> bool:
    return at < len(links) and links[at].start < block.end


def _stretches(twice: list[list[_Told]]) -> list[list[list[_Told]]]:
    """Repeated sentences that follow one another in the same blocks are one repeated stretch."""
    joined: dict[tuple[int, ...], list[list[_Told]]] = defaultdict(list)
    for places in twice:
        joined[tuple(each.block for each in places)].append(places)
    return list(joined.values())


def _conflict(ledger: Ledger, stretch: list[list[_Told]]) -> Conflict:
    sides = ([each.span for each in side] for side in zip(*stretch, strict=True))
    spans = [Span(min(s.start for s in at), max(s.end for s in at)) for at in sides]
    first = quote(ledger, stretch[0][0].span)
    times = {2: "twice", 3: "three times"}.get(len(spans), f"{len(spans)} times")
    what = "A sentence" if len(stretch) == 1 else f"{len(stretch)} sentences"
    values = {"found": first, "times": times, "what": what}
    repairs = ("keep it in one place", "or say in the other place what belongs there")
    return Conflict("contradiction", evidence_of(("sentence", span) for span in spans), values, repairs=repairs)


KIND = CheckKind(
    name="repeated-text",
    settings=RepeatedTextSettings,
    outcomes=("contradiction",),
    values=frozenset({"found", "times", "what"}),
    run=run,
)
