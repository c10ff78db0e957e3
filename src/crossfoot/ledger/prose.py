"""Facts from running text: each figure of a sentence with all of its aspects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crossfoot.annotate import FIGURE_KINDS, AnnotatedBlock
from crossfoot.ledger.clauses import Surroundings, roles, surroundings
from crossfoot.ledger.concepts import (
    DIRECTION_UP,
    ConceptReading,
    counted_concept,
    money_concept,
    percent_concept,
)
from crossfoot.ledger.pairing import in_apposition, paired_place
from crossfoot.ledger.sources import source_of
from crossfoot.ledger.subjects import SubjectReader, topic_of
from crossfoot.ledger.times import Measured, Moment, TimeReader, Timing
from crossfoot.ledger.wording import (
    LABEL,
    LABELLED,
    MEASURE_LABEL,
    RATES,
    basis_of,
    is_markets,
    qualifiers_of,
    signed,
    whole_of,
    without_place,
)
from crossfoot.model import (
    Block,
    BlockKind,
    Concept,
    Document,
    Fact,
    Figure,
    Mention,
    MentionKind,
    Period,
    Span,
)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A figure on its way to a fact."""

    mention: Mention
    around: Surroundings
    reading: ConceptReading
    roles: frozenset[str]
    subject: str | None
    named: bool
    market: bool


class ProseReader:
    """Reads block after block of running text into facts, remembering what was spoken of."""

    def __init__(self, document: Document, subjects: SubjectReader, moment: Moment, home: str | None) -> None:
        self._text = document.text
        self._blocks = document.blocks
        self._subjects = subjects
        self._times = TimeReader(document.text, moment)
        self._home = home
        self._last_percent: Concept | None = None

    def read(self, annotated: AnnotatedBlock) -> list[Fact]:
        """The facts of one block, in order; their numbers are given later."""
        block = self._blocks[annotated.block]
        self._subjects.enter_block(block.kind in (BlockKind.HEADING, BlockKind.TITLE), annotated.mentions)
        self._times.enter_block(block, annotated.mentions)
        self._last_percent = None
        facts: list[Fact] = []
        for sentence in annotated.sentences:
            mentions = [m for m in annotated.mentions if sentence.start <= m.span.start < sentence.end]
            found = self._sentence(annotated.block, block, sentence, mentions, facts)
            facts += found
            percents = [f.concept for f in found if f.kind is MentionKind.PERCENT]
            self._last_percent = percents[-1] if percents else self._last_percent
            self._subjects.leave_sentence(self._text, mentions)
        return facts

    def _sentence(
        self,
        number: int,
        block: Block,
        sentence: Span,
        mentions: Sequence[Mention],
        before: Sequence[Fact],
    ) -> list[Fact]:
        figures = [m for m in mentions if m.kind in FIGURE_KINDS]
        times = [m for m in mentions if m.kind is MentionKind.PERIOD]
        drafts = self._drafts(sentence, figures, mentions, times)
        measured = [
            Measured(d.mention, d.reading.concept, d.roles, d.around.clause, d.subject, d.market) for d in drafts
        ]
        timings = self._times.read(sentence, measured, times)
        return [
            self._fact(number, sentence, draft, timing, mentions) for draft, timing in zip(drafts, timings, strict=True)
        ]

    def _drafts(
        self, sentence: Span, figures: list[Mention], mentions: Sequence[Mention], times: Sequence[Mention]
    ) -> list[_Draft]:
        drafts: list[_Draft] = []
        topic = topic_of(self._text, sentence, mentions)
        for index, mention in enumerate(figures):
            around = surroundings(self._text, sentence, figures, index)
            market, named_market = self._subjects.market(mentions, mention.span.start, topic)
            company, named_company = self._subjects.company(self._text, sentence, mentions, mention.span.start)
            reading = self._reading(mention, around, named_market and not named_company, times)
            before = drafts[-1].reading if drafts and drafts[-1].mention.kind is MentionKind.PERCENT else None
            if reading.concept is None and mention.kind is MentionKind.PERCENT and before and before.concept:
                reading = before
            if (
                reading.concept is None
                and mention.kind is MentionKind.PERCENT
                and self._continues_split(mention, around, mentions)
            ):
                reading = ConceptReading(Concept.SHARE, "carried over")
            label = self._label(sentence, mention, mentions)
            for_market = is_markets(reading.concept, named_market, named_company, market)
            subject = without_place(market, mentions) if for_market else (company or market)
            named = named_market if for_market else named_company
            if label is not None and reading.concept in LABELLED:
                subject, named, for_market = label, True, for_market or reading.concept is not Concept.SHARE
            drafts.append(_Draft(mention, around, reading, roles(around), subject, named, for_market))
        return drafts

    def _label(self, sentence: Span, figure: Mention, mentions: Sequence[Mention]) -> str | None:
        """What a line such as `Emitters: CAGR of 7.4 %` is about, where its label is no place and no measure."""
        found = LABEL.match(self._text, sentence.start, figure.span.start)
        if found is None or MEASURE_LABEL.search(found.group(1)):
            return None
        if any(m.kind is MentionKind.PLACE and found.start(1) <= m.span.start < found.end(1) for m in mentions):
            return None
        return found.group(1)

    def _continues_split(self, mention: Mention, around: Surroundings, mentions: Sequence[Mention]) -> bool:
        """A bare percentage behind a place, or of the rest, goes on with the shares of the sentence before."""
        if self._last_percent is not Concept.SHARE:
            return False
        placed = any(m.kind is MentionKind.PLACE and m.span.start < mention.span.start for m in mentions)
        return placed or "remaining" in roles(around)

    def _reading(
        self, mention: Mention, around: Surroundings, market: bool, times: Sequence[Mention]
    ) -> ConceptReading:
        if not isinstance(mention.value, Figure):
            return ConceptReading(None, "", why_not=mention.why_not or "the figure could not be read")
        if mention.kind is MentionKind.MONEY:
            return money_concept(around, market)
        if mention.kind is MentionKind.PERCENT and mention.value.unit == "percent":
            windows = any(isinstance(t.value, Period) and t.value.window for t in times)
            return percent_concept(around, windows)
        if mention.kind is MentionKind.PERCENT:
            return ConceptReading(Concept.CHANGE, mention.value.unit)
        if mention.kind is MentionKind.MULTIPLE:
            if DIRECTION_UP.search(around.left[-40:] + around.right[:20]) or re.search(
                r"bled|pled|fold|ble$|ple$|bling", self._text[mention.span.start : mention.span.end]
            ):
                return ConceptReading(Concept.CHANGE, "multiple")
            return ConceptReading(Concept.OTHER, "multiple")
        return counted_concept(mention, around)

    def _fact(self, number: int, sentence: Span, draft: _Draft, timing: Timing, mentions: Sequence[Mention]) -> Fact:
        mention, around, reading = draft.mention, draft.around, draft.reading
        figure = mention.value if isinstance(mention.value, Figure) else None
        if figure is not None and reading.concept in RATES:
            figure = signed(figure, around)
        place, place_words = self._place_of(mention, draft, mentions)
        readings = {"concept": reading.words, "period": timing.words, "place": place_words}
        readings["subject"] = (draft.subject or "") if draft.named else "carried over" if draft.subject else ""
        uncertain = {
            aspect for aspect, unsure in (("subject", not draft.named), ("period", timing.uncertain)) if unsure
        }
        return Fact(
            number=0,
            span=mention.span,
            quoted=mention.whole,
            kind=mention.kind,
            figure=figure,
            concept=reading.concept,
            subject=draft.subject,
            place=place,
            period=timing.period,
            basis=basis_of(self._text, sentence, around),
            source=source_of(self._text, sentence, mention.span.start),
            whole=whole_of(reading, around),
            increment=mention.kind is not MentionKind.PERCENT and bool(draft.roles & {"increment", "by"}),
            qualifiers=draft.roles | qualifiers_of(around, draft.market, reading.concept),
            relative=timing.relative,
            readings={key: value for key, value in readings.items() if value},
            uncertain=frozenset(uncertain),
            sentence=sentence,
            block=number,
            why_not=reading.why_not if reading.concept in (None, Concept.OTHER) else None,
            measure=reading.measure,
        )

    def _place_of(self, mention: Mention, draft: _Draft, mentions: Sequence[Mention]) -> tuple[str | None, str]:
        """The place nearest before the figure in its clause, else in the sentence, else the one just behind it."""
        every = [m for m in mentions if m.kind is MentionKind.PLACE]
        paired = paired_place(self._text, mention, mentions)
        if paired is not None:
            return str(paired.value), self._text[paired.span.start : paired.span.end]
        places = [m for m in every if not in_apposition(self._text, m, every)]
        ahead = [m for m in places if draft.around.clause.start <= m.span.start < mention.span.start]
        if not ahead and draft.reading.concept is Concept.SHARE:
            ahead = [m for m in places if m.span.start < mention.span.start and mention.span.start - m.span.end < 60]
        behind = [
            m
            for m in places
            if mention.span.end <= m.span.start < mention.span.end + 40 and m.span.start < draft.around.clause.end
        ]
        if behind and re.match(
            r"\s*(?:\w+\s+){0,3}(?:in|from|across|for)\s+(?:the\s+)?$",
            self._text[mention.span.end : behind[0].span.start],
        ):
            chosen = behind[0]
        elif ahead:
            chosen = ahead[-1]
        else:
            return self._home, "the report's place" if self._home else ""
        if chosen.value is None:
            return None, ""
        return str(chosen.value), self._text[chosen.span.start : chosen.span.end]
