"""The ledger: all that a report states, ready to be checked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from crossfoot.ledger.graph import SubjectGraph
from crossfoot.ledger.item_lists import ItemList, item_lists_of
from crossfoot.model import Document, Fact, Listing, Mention, Period, Span, WindowClaim


@dataclass(frozen=True)
class Ledger:
    """All facts and listings of one report.

    `facts` and `listings` stand in the order of the report. `periods` and `places` are the
    mentions of times and places in the text. `windows` are the claims about which years the
    report covers, `names` and `markets` the capitalised names and the market phrases of the
    text. `report_date` is the day, month or year that the report gives for itself (by-line,
    metadata, title), `main_subject` the market or company that its title names.
    `members` tells where in the text the files of a publication begin (empty for one report).
    `unsupported` tells why nothing was read (another language), and is None otherwise.
    """

    document: Document
    facts: tuple[Fact, ...]
    listings: tuple[Listing, ...]
    windows: tuple[WindowClaim, ...]
    periods: tuple[Mention, ...]
    places: tuple[Mention, ...]
    sentences: tuple[Span, ...]
    report_date: Period | None
    main_subject: str | None
    graph: SubjectGraph
    unsupported: str | None = None
    names: tuple[Mention, ...] = ()
    markets: tuple[Mention, ...] = ()
    members: tuple[int, ...] = ()

    @cached_property
    def sources(self) -> frozenset[str]:
        """The organisations that the report names as the source of a figure."""
        return frozenset(fact.source for fact in self.facts if fact.source is not None)

    @cached_property
    def item_lists(self) -> tuple[ItemList, ...]:
        """The lists of any things that the report gives, in bullets and in sentences."""
        return item_lists_of(self.document, self.sentences)

    def are_between(self, one: Fact, other: Fact) -> bool:
        """Whether two facts stand in different files of a publication."""
        starts = self.members
        return bisect_right(starts, one.span.start) != bisect_right(starts, other.span.start)

    def periods_in(self, span: Span) -> tuple[Mention, ...]:
        """The mentions of times that begin inside a part of the text."""
        first = bisect_left(self.periods, span.start, key=lambda mention: mention.span.start)
        last = bisect_left(self.periods, span.end, key=lambda mention: mention.span.start)
        return self.periods[first:last]

    def facts_in(self, span: Span) -> tuple[Fact, ...]:
        """The facts whose figures begin inside a part of the text."""
        first = bisect_left(self.facts, span.start, key=lambda fact: fact.span.start)
        last = bisect_left(self.facts, span.end, key=lambda fact: fact.span.start)
        return self.facts[first:last]

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence that holds an offset of the text."""
        place = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return self.sentences[place] if place >= 0 and offset < self.sentences[place].end else None
