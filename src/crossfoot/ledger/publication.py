"""Several files that are published together, as one ledger."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from crossfoot.figures import meets
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.house import House
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.statement import graph_of
from crossfoot.ledger.subjects import key_of
from crossfoot.model import (
    Basis,
    Block,
    Cell,
    Concept,
    Conflict,
    Document,
    Entry,
    Fact,
    Link,
    Listing,
    Mention,
    SourceMap,
    Span,
    Table,
    WindowClaim,
)
from crossfoot.model_checked import PUBLICATION

_BREAK = "\n\n"
_NOWHERE = SourceMap((), (), (), ())

Moved = TypeVar("Moved")


@dataclass(frozen=True)
class Publication:
    """One ledger over the texts of several, and the way back from its spans to theirs."""

    members: tuple[Ledger, ...]
    ledger: Ledger
    starts: tuple[int, ...]

    def member_of(self, span: Span) -> int:
        """Which member a span lies in."""
        return bisect_right(self.starts, span.start) - 1

    def in_member(self, span: Span) -> tuple[Ledger, Span]:
        """The member that a span lies in, and the span in that member's own text."""
        number = self.member_of(span)
        start = self.starts[number]
        return self.members[number], Span(span.start - start, span.end - start)

    def parting(self, conflicts: Sequence[Conflict]) -> list[Conflict]:
        """The conflicts that part members."""
        return [conflict for conflict in conflicts if self.parts(conflict)]

    def between(self, compared: Iterable[tuple[Span, ...]]) -> Iterator[Span]:
        """The spans that were compared with one of another member."""
        for spans in compared:
            if len({self.member_of(span) for span in spans}) > 1:
                yield from spans

    def parts(self, conflict: Conflict) -> bool:
        """Whether a conflict parts two members: one that tells all figures of the other's side does not disagree."""
        sides: dict[int, list[Span]] = {}
        for place in conflict.evidence:
            sides.setdefault(self.member_of(place.span), []).append(place.span)
        return len(sides) > 1 and not any(
            all(self._tells(other, span) for span in spans)
            for number, spans in sides.items()
            for other in sides
            if other != number
        )

    def _tells(self, member: int, span: Span) -> bool:
        """Whether a member says the same: a figure of the same thing that agrees, or the same words."""
        facts = [fact for fact in self.ledger.facts_in(span) if fact.span == span]
        if not facts:
            words = re.escape(self._words(span))
            return re.search(rf"(?<!\w){words}(?!\w)", self.members[member].document.text) is not None
        return any(
            self.member_of(each.span) == member and self._is_same(each, facts[0])
            for each in self._by_concept.get(facts[0].concept, ())
        )

    def _words(self, span: Span) -> str:
        return self.ledger.document.text[span.start : span.end]

    def _is_same(self, one: Fact, other: Fact) -> bool:
        if one.figure is None or other.figure is None or one.figure.unit != other.figure.unit:
            return False
        graph = self.ledger.graph
        return (
            meets(one.figure.narrow, other.figure.narrow)
            and (one.place, one.period, one.source, one.increment)
            == (
                other.place,
                other.period,
                other.source,
                other.increment,
            )
            and (one.basis is other.basis or Basis.UNSTATED in (one.basis, other.basis))
            and graph.same(key_of(one.subject), key_of(other.subject))
        )

    @cached_property
    def _by_concept(self) -> Mapping[Concept | None, Sequence[Fact]]:
        grouped: dict[Concept | None, list[Fact]] = {}
        for fact in self.ledger.facts:
            grouped.setdefault(fact.concept, []).append(fact)
        return grouped


def published(name: str, members: Sequence[Ledger], gazetteer: Gazetteer, house: House) -> Publication:
    """The members as one ledger, in the order given. The first one's title and date stand for all.

    Its document has no places in a file: they are those of the members.
    """
    shifts = tuple(_shifts(members))
    facts = tuple(
        replace(fact, number=number)
        for number, fact in enumerate(fact for shift in shifts for fact in map(shift.fact, shift.ledger.facts))
    )
    starts = tuple(shift.text for shift in shifts)
    graph = graph_of(facts, gazetteer, house)
    main = next((member.main_subject for member in members if member.main_subject is not None), None)
    # The years that a file covers bind another file only where both are about one market.
    about_first = [shift for shift in shifts if graph.same(key_of(shift.ledger.main_subject), key_of(main))]
    ledger = Ledger(
        members=starts,
        document=_document(name, shifts),
        facts=facts,
        listings=_all(shifts, lambda shift: map(shift.listing, shift.ledger.listings)),
        windows=_all(about_first, lambda shift: map(shift.claim, shift.ledger.windows)),
        periods=_all(shifts, lambda shift: map(shift.mention, shift.ledger.periods)),
        places=_all(shifts, lambda shift: map(shift.mention, shift.ledger.places)),
        sentences=_all(shifts, lambda shift: map(shift.span, shift.ledger.sentences)),
        report_date=next((member.report_date for member in members if member.report_date is not None), None),
        main_subject=main,
        graph=graph,
        names=_all(shifts, lambda shift: map(shift.mention, shift.ledger.names)),
        markets=_all(shifts, lambda shift: map(shift.mention, shift.ledger.markets)),
    )
    return Publication(tuple(members), ledger, starts)


def _all(shifts: Sequence[_Shift], of: Callable[[_Shift], Iterator[Moved]]) -> tuple[Moved, ...]:
    return tuple(each for shift in shifts for each in of(shift))


def _shifts(members: Sequence[Ledger]) -> Iterator[_Shift]:
    text = blocks = groups = families = 0
    for ledger in members:
        yield _Shift(ledger, text, blocks, groups, families)
        document = ledger.document
        text += len(document.text) + len(_BREAK)
        blocks += len(document.blocks)
        groups += 1 + max((block.group for block in document.blocks if block.group is not None), default=0)
        families += 1 + max((listing.family for listing in ledger.listings), default=0)


def _document(name: str, shifts: Sequence[_Shift]) -> Document:
    return Document(
        path=name,
        format=PUBLICATION,
        text=_BREAK.join(shift.ledger.document.text for shift in shifts),
        blocks=_all(shifts, lambda shift: map(shift.block, shift.ledger.document.blocks)),
        tables=_all(shifts, lambda shift: map(shift.table, shift.ledger.document.tables)),
        links=_all(shifts, lambda shift: map(shift.link, shift.ledger.document.links)),
        source="",
        source_map=_NOWHERE,
    )


@dataclass(frozen=True)
class _Shift:
    """Moves what a member says to its place in the whole: by so many characters, blocks, groups and families."""

    ledger: Ledger
    text: int
    blocks: int
    groups: int
    families: int

    def span(self, span: Span) -> Span:
        return Span(span.start + self.text, span.end + self.text)

    def mention(self, mention: Mention) -> Mention:
        return replace(mention, span=self.span(mention.span), whole=self.span(mention.whole))

    def claim(self, claim: WindowClaim) -> WindowClaim:
        return replace(claim, span=self.span(claim.span))

    def link(self, link: Link) -> Link:
        return replace(link, span=self.span(link.span))

    def fact(self, fact: Fact) -> Fact:
        cell = None if fact.cell is None else (fact.cell[0] + self.groups, *fact.cell[1:])
        return replace(
            fact,
            span=self.span(fact.span),
            quoted=self.span(fact.quoted),
            sentence=self.span(fact.sentence),
            block=fact.block + self.blocks,
            cell=cell,
        )

    def entry(self, entry: Entry) -> Entry:
        return replace(entry, span=self.span(entry.span))

    def listing(self, listing: Listing) -> Listing:
        heading = None if listing.heading_span is None else self.span(listing.heading_span)
        entries = tuple(map(self.entry, listing.entries))
        return replace(listing, heading_span=heading, entries=entries, family=listing.family + self.families)

    def block(self, block: Block) -> Block:
        group = None if block.group is None else block.group + self.groups
        return replace(block, span=self.span(block.span), group=group)

    def cell(self, cell: Cell | None) -> Cell | None:
        if cell is None:
            return None
        return replace(cell, block=None if cell.block is None else cell.block + self.blocks, span=self.span(cell.span))

    def table(self, table: Table) -> Table:
        rows = tuple(tuple(map(self.cell, row)) for row in table.rows)
        caption = None if table.caption is None else self.span(table.caption)
        return replace(table, group=table.group + self.groups, rows=rows, caption=caption)
