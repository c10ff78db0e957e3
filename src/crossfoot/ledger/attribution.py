"""Whose figure it is and what of it was measured, clause by clause and from one sentence to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crossfoot.ledger.clauses import Surroundings
from crossfoot.ledger.concepts import number_of
from crossfoot.ledger.labels import SentenceView, bracketed_of, elliptic_of, fragment_of, label_of, source_of_part
from crossfoot.ledger.measures import measure_beside, says_nothing
from crossfoot.ledger.noun_phrases import NamedPhrase, PhraseKind, named_phrase
from crossfoot.ledger.parts_of import part_of, whole_measure
from crossfoot.ledger.predicates import Predication, governing
from crossfoot.ledger.subjects import acts, is_place, reports
from crossfoot.ledger.verbs import SAYING
from crossfoot.ledger.wording import is_markets, without_place
from crossfoot.model import Concept, Figure, Mention, MentionKind, Span

_ANAPHOR_COMPANY = re.compile(
    r"\b(?:the (?:company|group|firm|bank|retailer|manufacturer|maker|carmaker|lender|operator)|we|our)\b",
    re.IGNORECASE,
)


_AGENTS = frozenset(
    "sold reported posted recorded generated employs employed operates operated owns opened "
    "closed launched plans expects "
    "shipped delivered raised acquired booked earned has had".split()
)
_OWNERS = (PhraseKind.MARKET, PhraseKind.COMPANY, PhraseKind.THING)
_WHOLE_OF = re.compile(r"(?:%|per ?cent|third|half|share|quarter)\s+of\s+(?:the\s+|this\s+|its\s+)*$", re.IGNORECASE)
_FLOWS = re.compile(
    r"\b(?:shipments|sales|deliveries|production|output|exports|imports|orders|headcount|workforce|capacity|installations|"
    r"transactions|subscriptions|emissions|consumption|demand|attendance|enrolment|enrollment)$"
)
_SIZES = ("value", "size", "valuation", "growth", "market size", "market value", "growth rate")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose figure and what was measured; `named` where the sentence says whose, `market` where it is a market's."""

    subject: str | None
    measure: str
    named: bool
    market: bool


class SubjectReader:
    """Follows the markets and companies through a report, block by block in reading order."""

    def __init__(self, main: str | None, main_company: str | None, markets: Sequence[str] = ()) -> None:
        """`markets` are those that the report names, in the order of their first places."""
        self.main = main
        self._markets = markets
        self._main_company = main_company
        self._market: str | None = main
        self._company: str | None = main_company
        self._last: NamedPhrase | None = None

    def enter_block(self, heading: bool, mentions: Iterable[Mention], label: str | None = None) -> None:
        """A heading that names a market makes it the paragraph's market; a new one starts afresh.

        `label` is the name before the colon that a line begins with (`Varnholm: The company …`).
        """
        self._last = None
        self._company = label or self._company
        if not heading:
            return
        self._market, self._company = self.main, self._main_company
        for mention in mentions:
            if mention.kind is MentionKind.MARKET and mention.value:
                self._market = str(mention.value)

    def market(self, mentions: Sequence[Mention], before: int, topic: str | None = None) -> tuple[str | None, bool]:
        """The market spoken of at offset `before`, and whether the sentence itself names it (or `the market`).

        `topic` is what the sentence opens with, where that is something else than a market.
        """
        named = [m for m in mentions if m.kind is MentionKind.MARKET and m.span.start < before]
        if named:
            last = named[-1]
            return (str(last.value) if last.value else topic or self._meant_market()), True
        if topic is not None:
            return topic, True
        later = [m for m in mentions if m.kind is MentionKind.MARKET and m.span.start >= before]
        if later:
            return (str(later[0].value) if later[0].value else self._market), True
        return self._market, False

    def _meant_market(self) -> str | None:
        """What `the market` stands for: the one spoken of; before any is named, the first that the report will name."""
        if self._market in self._markets or not self._markets:
            return self._market
        return self._markets[0]

    def company(self, text: str, sentence: Span, mentions: Sequence[Mention], before: int) -> tuple[str | None, bool]:
        """The company spoken of at offset `before`, and whether the sentence itself names it."""
        places = [m for m in mentions if m.kind is MentionKind.PLACE]
        names = [m for m in mentions if m.kind is MentionKind.NAME and m.span.start < before]
        names = [name for name in names if not reports(text, name) and not is_place(name, places)]
        subjects = [m for m in names if acts(text, m.span.end)]
        if subjects:
            return str(subjects[-1].value), True
        companies = [m for m in names if "company" in m.cues]
        if companies:
            return str(companies[-1].value), True
        return self._company, bool(_ANAPHOR_COMPANY.search(text, sentence.start, before))

    def phrase_at(self, view: SentenceView, figure: Mention) -> NamedPhrase | None:
        """What the grammatical subject of a figure's predicate names; a pronoun's is that of the sentence before."""
        labelled = label_of(view, figure) or source_of_part(view, figure) or bracketed_of(view, figure)
        labelled = labelled or elliptic_of(view, figure)
        if labelled is not None:
            return labelled
        predication = governing(view.predications, figure.span.start)
        if predication is None:
            return fragment_of(view, figure)
        if predication.subject is None:
            acting = self._company and predication.verb in _AGENTS and (self._last is None or self._last.measure)
            return NamedPhrase(PhraseKind.COMPANY, None) if acting else self._last
        phrase = named_phrase(view.text, predication.subject, view.mentions)
        return self._owner_of(view, predication, phrase) if phrase is not None and phrase.owned else phrase

    def _owner_of(self, view: SentenceView, predication: Predication, phrase: NamedPhrase) -> NamedPhrase:
        """`its value`: whose, from the subject of an earlier statement of the sentence, else of the one before."""
        earlier = [p.subject for p in view.predications if p.subject and p.start < predication.start]
        named = [named_phrase(view.text, span, view.mentions) for span in earlier if span != predication.subject]
        owner = next((one for one in reversed(named) if one is not None and one.kind in _OWNERS), self._last)
        if owner is None or owner.kind not in _OWNERS:
            return phrase
        measure = "" if owner.kind is PhraseKind.MARKET and phrase.measure in _SIZES else phrase.measure
        return NamedPhrase(owner.kind, owner.entity, measure)

    def attribute(
        self, view: SentenceView, figure: Mention, around: Surroundings, concept: Concept | None,
        phrase: NamedPhrase | None,
    ) -> Attribution:  # fmt: skip
        """Whose figure it is, from its predicate's subject, else from the names around it."""
        if concept is Concept.COUNT or (concept is Concept.VOLUME and figure.kind is MentionKind.COUNT):
            return self._of_counted(figure, phrase, around)
        measure = measure_beside(around)
        if concept is Concept.SHARE:
            labelled = phrase if phrase is not None and phrase.labelled else None
            phrase = labelled or part_of(around) or phrase
            if phrase is None or phrase.kind is not PhraseKind.THING:
                measure = measure or whole_measure(around)
        if phrase is not None and says_nothing(phrase.measure):
            phrase = replace(phrase, measure="")
        market, named_market = self.market(view.mentions, figure.span.start, view.topic)
        told = _market_behind(view, figure) or _market_of_object(view, figure)
        if told is not None and concept in (Concept.MARKET_SIZE, Concept.GROWTH_RATE) and not measure:
            return Attribution(str(told.value) if told.value else market, "", True, True)
        if phrase is None or phrase.kind in (PhraseKind.PLACE, PhraseKind.DOCUMENT):
            return self._by_names(view, figure, concept, measure, (market, named_market))
        if phrase.kind is PhraseKind.MARKET:
            market = market if named_market else self._meant_market()
            if measure and concept not in (Concept.MARKET_SIZE, Concept.GROWTH_RATE, Concept.SHARE):
                return Attribution(phrase.entity or market, measure, True, True)
            return Attribution(without_place(phrase.entity, view.mentions) or market, "", True, True)
        if phrase.kind is PhraseKind.COMPANY:
            owner = phrase.entity or self._company or self.main
            return Attribution(owner, measure or phrase.measure, True, False)
        if phrase.kind is PhraseKind.THING:
            return Attribution(phrase.entity, measure or phrase.measure, True, False)
        owner = self._company or self.main
        named = owner is not None and owner == self._main_company
        return Attribution(owner, measure or phrase.measure, named, False)

    def _of_counted(self, figure: Mention, phrase: NamedPhrase | None, around: Surroundings) -> Attribution:
        """A count is about the things counted, and about the company that has them.

        `Shipments reached 2 billion units` is about shipments; `the company runs 30 stores` about its stores.
        """
        counted = (figure.value.unit if isinstance(figure.value, Figure) else "") or number_of(around)
        if (
            phrase is not None
            and phrase.measure
            and phrase.kind is not PhraseKind.MARKET
            and _FLOWS.search(phrase.measure)
        ):
            owner = phrase.entity or (self._company if phrase.kind is not PhraseKind.MEASURE or phrase.owned else None)
            return Attribution(owner, phrase.measure, True, False)
        if phrase is not None and phrase.kind is PhraseKind.COMPANY:
            return Attribution(phrase.entity or self._company, counted, phrase.entity is not None, False)
        if phrase is not None and phrase.labelled:
            return Attribution(phrase.entity, counted, True, False)
        things = phrase.entity if phrase is not None and phrase.kind is PhraseKind.THING else None
        return Attribution(counted or things or self._company, "", bool(counted or things), False)

    def _by_names(
        self,
        view: SentenceView,
        figure: Mention,
        concept: Concept | None,
        measure: str,
        market: tuple[str | None, bool],
    ) -> Attribution:
        """Without a subject of its own the figure is the market's or the company's that the words name."""
        name, named_market = market
        company, named_company = self.company(view.text, view.span, view.mentions, figure.span.start)
        for_market = is_markets(concept, named_market, named_company, name)
        subject = without_place(name, view.mentions) if for_market else (company or name)
        named = named_market if for_market else named_company
        return Attribution(subject, "" if for_market else measure, named, for_market)

    def leave_sentence(self, view: SentenceView) -> None:
        """Remember what the sentence spoke of, for `the market`, `the company` and `it` in the next one."""
        for mention in view.mentions:
            if mention.kind is MentionKind.MARKET and mention.value:
                self._market = str(mention.value)
        names = (m for m in reversed(view.mentions) if m.kind is MentionKind.NAME)
        acting = (m for m in names if "company" in m.cues or acts(view.text, m.span.end))
        last = next((m for m in acting if not reports(view.text, m) and not is_place(m, view.mentions)), None)
        if last is not None:
            self._company = str(last.value)
        for predication in view.predications:
            if predication.subject is not None and not SAYING.fullmatch(predication.verb):
                named = named_phrase(view.text, predication.subject, view.mentions)
                if named is not None and named.kind is PhraseKind.COMPANY and named.entity:
                    self._company = named.entity
        spoken_of = [p for p in view.predications if p.subject is not None]
        stated = [p for p in spoken_of if not SAYING.fullmatch(p.verb)]
        first = next((p.subject for p in (*stated, *spoken_of)), None)
        if first is not None:
            phrase = named_phrase(view.text, first, view.mentions)
            if phrase is not None and phrase.kind not in (PhraseKind.PLACE, PhraseKind.DOCUMENT):
                self._last = phrase


def _market_behind(view: SentenceView, figure: Mention) -> Mention | None:
    """A market whose size stands right before its name (`the $6 billion tea market`)."""
    return next(
        (
            m
            for m in view.mentions
            if m.kind is MentionKind.MARKET and m.value and 0 <= m.span.start - figure.span.end <= 1
        ),
        None,
    )


def _market_of_object(view: SentenceView, figure: Mention) -> Mention | None:
    """A market named between a predicate and its figure (`pushing the tea market to $4bn`)."""
    predication = governing(view.predications, figure.span.start)
    start = predication.end if predication is not None and predication.start < figure.span.start else view.span.start
    inner = [m for m in view.mentions if m.kind is MentionKind.MARKET and start <= m.span.start < figure.span.start]
    inner = [
        m for m in inner if not _WHOLE_OF.search(view.text[max(view.span.start, m.span.start - 30) : m.span.start])
    ]
    return inner[-1] if inner else None
