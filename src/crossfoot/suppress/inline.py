"""Allows inside a report: `<!-- crossfoot: allow growth/arithmetic because the rate is another firm's -->`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from crossfoot.model import Block, BlockKind, Document, Finding, Remark, Span, Standpoint
from crossfoot.model_checked import Allow, Place
from crossfoot.read.source_map import to_file
from crossfoot.report.place import place_in_lines, place_of
from crossfoot.rulebook_names import fits
from crossfoot.suppress.wording import SHAPE, mistake_in

_ALLOW = re.compile(
    r"allow(?P<whole>-file)?\s+(?P<rules>[^\s,]+(?:\s?,\s?[^\s,]+){0,50})(?:\s+because(?:\s+(?P<reason>.*))?)?",
    re.IGNORECASE | re.DOTALL,
)


def allows_in(document: Document, findings: Sequence[Finding], known: Collection[str]) -> tuple[Allow, ...]:
    """The allows of a document; `known` are the ids of all rules.

    Each has those of the findings, which stand at the offsets of the document, that are in its reach.
    An allow speaks of the block (paragraph, list item, cell, heading) that it stands in, one that stands
    between blocks of the next block, or of the list or table that follows.
    """
    return tuple(_allow(document, findings, remark, known) for remark in document.remarks)


def _allow(document: Document, findings: Sequence[Finding], remark: Remark, known: Collection[str]) -> Allow:
    place = _place(document, remark)
    match = _ALLOW.fullmatch(remark.said)
    if match is None:
        return Allow(document.path, place, (), "", (), f"is no instruction to Crossfoot; write `{SHAPE}`")
    rules = tuple(name.strip() for name in match["rules"].split(","))
    reason = (match["reason"] or "").strip()
    mistake = mistake_in(rules, reason, known)
    reach = None if match["whole"] else _reach(document, remark)
    covered = () if mistake else tuple(_covered(findings, rules, reach))
    return Allow(document.path, place, rules, reason, covered, mistake)


def _place(document: Document, remark: Remark) -> Place:
    said = f"crossfoot: {remark.said}"
    if document.anchors:
        shown = _spans(document, _blocks_touched(document, remark))
        at = place_of(document, shown[0]).at if shown else document.anchors[-1].label
        return Place(said, remark.start, remark.end, None, None, at)
    return place_in_lines(document, said, Span(remark.start, remark.end))


def _covered(findings: Collection[Finding], rules: Collection[str], reach: list[Span] | None) -> Iterator[str]:
    for finding in findings:
        if any(fits(finding.rule, name) for name in rules) and (
            reach is None
            or any(
                place.span.start < span.end and place.span.end > span.start
                for place in finding.evidence
                for span in reach
            )
        ):
            yield finding.fingerprint


def _reach(document: Document, remark: Remark) -> list[Span]:
    """The blocks that a remark speaks of."""
    if document.anchors:
        return _spans(document, _blocks_touched(document, remark))
    starts = [to_file(document, block.span).start for block in document.blocks]
    order = sorted(range(len(starts)), key=starts.__getitem__)
    at = bisect_left([starts[number] for number in order], remark.start)
    if remark.stands is Standpoint.WITHIN:
        return _spans(document, order[max(at - 1, 0) : at])
    following = order[at : at + 1]
    if remark.stands is Standpoint.OPENING or not following:
        return _spans(document, following)
    return _spans(document, _whole_of(document.blocks, following[0]))


def _whole_of(blocks: Sequence[Block], first: int) -> list[int]:
    """The block, or all of the list (with the lists inside it) or table that begins with it."""
    group, kind = blocks[first].group, blocks[first].kind
    if group is None:
        return [first]
    if kind is not BlockKind.LIST_ITEM:
        return [number for number, block in enumerate(blocks) if block.group == group]
    found = []
    for number in range(first, len(blocks)):
        block = blocks[number]
        if block.kind is not BlockKind.LIST_ITEM or (block.level <= blocks[first].level and block.group != group):
            break
        found.append(number)
    return found


def _blocks_touched(document: Document, remark: Remark) -> list[int]:
    """The blocks of an office file that a comment is attached to."""
    found = []
    for number, block in enumerate(document.blocks):
        in_file = to_file(document, block.span)
        if in_file.start < max(remark.end, remark.start + 1) and in_file.end >= remark.start:
            found.append(number)
    return found


def _spans(document: Document, numbers: Collection[int]) -> list[Span]:
    return [document.blocks[number].span for number in numbers]
