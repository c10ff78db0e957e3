"""Facts from running text: each figure of a sentence with all of its aspects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crossfoot.annotate import FIGURE_KINDS, AnnotatedBlock
from crossfoot.figures import negate_figure
from crossfoot.ledger.attribution import Attribution, SubjectReader
from crossfoot.ledger.carried import (
    Draft,
    carried_attribution,
    carried_reading,
    level_before,
    restates,
    stands_aside,
    tells_origin,
)
from crossfoot.ledger.clauses import Surroundings, roles, surroundings
from crossfoot.ledger.concepts import (
    DIRECTION_UP,
    ConceptReading,
    counted_concept,
    money_concept,
    percent_concept,
)
from crossfoot.ledger.labels import SentenceView
from crossfoot.ledger.noun_phrases import NamedPhrase, PhraseKind
from crossfoot.ledger.place_attribution import place_of_figure
from crossfoot.ledger.predicates import predications
from crossfoot.ledger.proper_names import NameMemory
from crossfoot.ledger.sources import source_of
from crossfoot.ledger.subjects import topic_of
from crossfoot.ledger.times import Measured, Moment, TimeReader, Timing
from crossfoot.ledger.wording import (
    LABEL,
    LABELLED,
    MEASURE_LABEL,
    RATES,
    basis_of,
    is_loss,
    qualifiers_of,
    signed,
    whole_of,
)
from crossfoot.model import (
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

_TELLS_OF_IT = re.compile(r"\s*:\s+(?:[Tt]he|[Ii]ts?|[Ii]n)\b")


class ProseReader:
    """Reads block after block of running text into facts, remembering what was spoken of."""

    def __init__(self, document: Document, subjects: SubjectReader, moment: Moment, home: str | None) -> None:
        self._text = document.text
        self._blocks = document.blocks
        self._subjects = subjects
        self._times = TimeReader(document.text, moment)
        self._home = home
        self._names = NameMemory()
        self._last_percent: Concept | None = None
        self._last_count: Draft | None = None
        self._last_draft: Draft | None = None

    def read(self, annotated: AnnotatedBlock, current: Period | None = None) -> list[Fact]:
        """The facts of one block, in order, their numbers given later; `current` is the period that it stands under."""
        block = self._blocks[annotated.block]
        heading = block.kind in (BlockKind.HEADING, BlockKind.TITLE)
        self._subjects.enter_block(heading, annotated.mentions, self._name_before_colon(block.span, annotated.mentions))
        self._times.enter_block(block, annotated.mentions, current)
        self._last_percent, self._last_count, self._last_draft = None, None, None
        facts: list[Fact] = []
        for sentence in annotated.sentences:
            mentions = [m for m in annotated.mentions if sentence.start <= m.span.start < sentence.end]
            view = self._view(sentence, mentions)
            found = self._sentence(annotated.block, view)
            facts += found
            percents = [f.concept for f in found if f.kind is MentionKind.PERCENT]
            self._last_percent = percents[-1] if percents else self._last_percent
            self._subjects.leave_sentence(view)
        return facts

    def _name_before_colon(self, block: Span, mentions: Sequence[Mention]) -> str | None:
        """The name that a line such as `- Varnholm: The company reported …` begins with."""
        name = next((m for m in mentions if m.kind is MentionKind.NAME), None)
        if name is None or re.search(r"\w", self._text[block.start : name.span.start]):
            return None
        return str(name.value) if _TELLS_OF_IT.match(self._text, name.span.end, block.end) else None

    def _view(self, sentence: Span, every: Sequence[Mention]) -> SentenceView:
        mentions = self._names.names_of(self._text, sentence, every)
        topic = topic_of(self._text, sentence, mentions)
        return SentenceView(self._text, sentence, mentions, predications(self._text, sentence, mentions), topic)

    def _sentence(self, number: int, view: SentenceView) -> list[Fact]:
        sentence, mentions = view.span, view.mentions
        figures = [m for m in mentions if m.kind in FIGURE_KINDS]
        times = [m for m in mentions if m.kind is MentionKind.PERIOD]
        drafts = self._drafts(view, figures, times)
        measured = [
            Measured(d.mention, d.reading.concept, d.roles, d.around.clause, d.whose.subject, d.whose.market)
            for d in drafts
        ]
        timings = self._times.read(sentence, measured, times)
        return [self._fact(number, view, draft, timing) for draft, timing in zip(drafts, timings, strict=True)]

    def _drafts(self, view: SentenceView, figures: list[Mention], times: Sequence[Mention]) -> list[Draft]:
        drafts: list[Draft] = []
        for index, mention in enumerate(figures):
            around = surroundings(self._text, view.span, figures, index)
            phrase = self._subjects.phrase_at(view, mention)
            reading = self._reading(mention, around, self._is_markets(view, mention, phrase), times)
            before = drafts[-1] if drafts else None
            if before is not None and restates(mention, around, before):
                drafts.append(replace(before, mention=mention, around=around))
                continue
            reading = level_before(mention, around, reading, before) or reading
            if reading.concept is None:
                last = (self._last_count if mention.kind is MentionKind.COUNT else None) or before
                reading = carried_reading(mention, around, view.mentions, last, self._last_percent) or reading
            whose = self._subjects.attribute(view, mention, around, reading.concept, phrase)
            label = self._label(view.span, mention, view.mentions)
            if label is not None and reading.concept in LABELLED:
                whose = Attribution(label, "", True, True)
            elif (last := before or self._last_count) is not None:
                counted = self._last_count if mention.kind is MentionKind.COUNT else None
                if not reading.measure.endswith("per share"):
                    last = next((d for d in reversed(drafts) if not d.reading.measure.endswith("per share")), last)
                whose = carried_attribution(whose, mention, around, counted or last, phrase)
            if phrase is not None and phrase.kind is PhraseKind.DOCUMENT and reading.concept is Concept.CHANGE:
                whose = self._of_the_change(whose, before)
            if reading.measure.endswith("per share"):
                whose = replace(whose, measure=reading.measure)
            if not whose.measure and not whose.market and reading.concept is not Concept.SHARE:
                whose = replace(whose, measure=reading.measure)
            if reading.concept is Concept.COUNT and not stands_aside(around):
                self._last_count = Draft(mention, around, reading, frozenset(), phrase, whose)
            origin = tells_origin(mention, around, before)
            drafts.append(Draft(mention, around, reading, roles(around), phrase, whose, origin))
        self._last_draft = drafts[-1] if drafts else self._last_draft
        return drafts

    def _of_the_change(self, whose: Attribution, before: Draft | None) -> Attribution:
        """`The decline was 5 %` goes on with what the sentence or the one before spoke of."""
        last = before or self._last_draft
        return last.whose if last is not None and not whose.measure and not whose.market else whose

    def _is_markets(self, view: SentenceView, mention: Mention, phrase: NamedPhrase | None) -> bool:
        """Whether an amount without a cue of its own is a market's size."""
        if phrase is not None and phrase.kind is not PhraseKind.PLACE and phrase.kind is not PhraseKind.DOCUMENT:
            return phrase.kind is PhraseKind.MARKET
        _, market = self._subjects.market(view.mentions, mention.span.start, view.topic)
        _, company = self._subjects.company(self._text, view.span, view.mentions, mention.span.start)
        return market and not company

    def _label(self, sentence: Span, figure: Mention, mentions: Sequence[Mention]) -> str | None:
        """What a line such as `Emitters: CAGR of 7.4 %` is about, where its label is no place and no measure."""
        found = LABEL.match(self._text, sentence.start, figure.span.start)
        if found is None or MEASURE_LABEL.search(found.group(1)):
            return None
        if any(m.kind is MentionKind.PLACE and found.start(1) <= m.span.start < found.end(1) for m in mentions):
            return None
        return found.group(1)

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

    def _fact(self, number: int, view: SentenceView, draft: Draft, timing: Timing) -> Fact:
        mention, around, reading = draft.mention, draft.around, draft.reading
        sentence = view.span
        figure = mention.value if isinstance(mention.value, Figure) else None
        if figure is not None and reading.concept in RATES:
            figure = signed(figure, around)
        elif figure is not None and figure.value > 0 and is_loss(reading.concept, reading.words):
            figure = negate_figure(figure)
        place, place_words = place_of_figure(view, mention, around, reading.concept, self._home)
        subject = draft.whose.subject
        if draft.origin and place is not None:
            subject, place, place_words = f"{subject or draft.whose.measure} from {place_words}", None, ""
        readings = {"concept": reading.words, "period": timing.words, "place": place_words}
        readings["subject"] = (
            (draft.whose.subject or "") if draft.whose.named else "carried over" if draft.whose.subject else ""
        )
        uncertain = {
            aspect for aspect, unsure in (("subject", not draft.whose.named), ("period", timing.uncertain)) if unsure
        }
        return Fact(
            number=0,
            span=mention.span,
            quoted=mention.whole,
            kind=mention.kind,
            figure=figure,
            concept=reading.concept,
            subject=subject,
            place=place,
            period=timing.period,
            basis=basis_of(self._text, sentence, around),
            source=source_of(self._text, sentence, mention.span.start),
            whole=whole_of(reading, around),
            increment=mention.kind is not MentionKind.PERCENT and bool(draft.roles & {"increment", "by"}),
            qualifiers=draft.roles | qualifiers_of(around, draft.whose.market, reading.concept),
            relative=timing.relative,
            readings={key: value for key, value in readings.items() if value},
            uncertain=frozenset(uncertain),
            sentence=sentence,
            block=number,
            why_not=reading.why_not if reading.concept in (None, Concept.OTHER) else None,
            measure=draft.whose.measure,
        )
