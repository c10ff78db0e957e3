"""What a figure is about where no verb says it: a label before it, a dash behind it, a line without a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crossfoot.annotate import FIGURE_KINDS
from crossfoot.ledger.noun_phrases import MEASURES, NamedPhrase, PhraseKind, named_phrase
from crossfoot.ledger.predicates import Predication
from crossfoot.ledger.verbs import PREDICATE
from crossfoot.model import Mention, MentionKind, Span

_FRAGMENT = re.compile(r"[\s*•·\-–—]*([^:;,]{2,90}?)\s*(?:[:–—|]\s*|\s(?=[^\w\s]*$))", re.IGNORECASE)
_LABEL = re.compile(r"(?:^|[\s*•·|])([A-Z][^:;.!?|]{0,60}?)(?:\s*\(([^()]{0,60})\))?\s*:\s*$")
_MEASURE_IN_BRACKET = re.compile(rf"\b(?:{MEASURES})\b", re.IGNORECASE)
_LABEL_BEHIND = re.compile(r"\s*[–—:-]\s+([A-Z][^.;:]{2,80})")
_LABEL_START = re.compile(r".*[.!?;:)]\s+|.*\d\S*\s+(?:[a-z]+\s+){1,4}(?=[A-Z])", re.DOTALL)
_ELLIPSIS = re.compile(
    r"[^,;0-9]{0,40}(?:[0-9]{4}[^,;]{0,20})?(?:,\s*(?:and|while|whereas|but)?|;\s*(?:and)?|\s(?:and|while|whereas|but))\s+"
    r"(?:(?:closely\s+)?(?:followed|trailed|led|headed|topped)\s+(?:closely\s+)?by\s+|then\s+|"
    r"as well as\s+|ahead of\s+)?"
    r"((?:the\s+)?[A-Za-z][\w’'&/\-]*(?:\s+[\w’'&/\-]+){0,5}?)\s+"
    r"(?:(?:at|by|with|to|for|of|follow(?:s|ed)? at|followed at)\s+)?(?:(?:about|around|"
    r"approximately|nearly|just|only|over|some|roughly|another|"
    r"a further|an additional)\s+)?",
    re.IGNORECASE,
)
_NO_MEMBER = re.compile(
    r"(?:and|while|but|whereas|up|down|from|to|in|or|by|at|an?|of|with|after|before|than|about|over|under|up|compared|which|who|that|this|it|they|its|"
    r"their|as|more|less|another|nearly|almost|around|only|just|respectively|then|growth|total|including|excluding|"
    r"representing|reaching|driven|versus|against|worth|for|on|per|since|during|through|until|between|valued|not|we|"
    r"increase|decrease|rise|fall|decline)\b|.*\b(?:growth|increase|decline|rise|decrease|cagr|rate)$",
    re.IGNORECASE,
)
_NO_LABEL = re.compile(
    r"(?:.*\b(?:note|source|example|total|summary|overview|following|follows|includes?|including)s?|"
    r"(?:all-time |previous |new |current |latest )*(?:peak|trough|high|low|current|latest|"
    r"now|today|then|average|record|"
    r"start|end|cagr|before|after|baseline|actual|forecast|estimate|figure|value|amount|result|range)|"
    r"(?:the )?(?:largest|biggest|leading|dominant|top|fastest[- ]growing|key) \w+)$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"(?:[,;:]|\b(?:and|are|were|is|was|by|includ\w+|namely))\s+(?:and\s+)?([^,;:()]{2,70}?)\s*\($")
_PART_IS = re.compile(r"\b(?:including|with|of which|comprising|and)\s+(?:about |around |at least |over |nearly )?$")
_COMES_FROM = re.compile(
    r"\s+(?:expected\s+|coming\s+|derived\s+|generated\s+)?(?:to come\s+)?from\s+(?:the\s+|its\s+)?(?=[A-Z])"
)
_ALONE_IN_BRACKETS = re.compile(r"\(\s*\d[\d.,]*\s*%?\s*\)")
_LONGEST_LABEL = 8
_NO_MEMBERS = frozenset({*FIGURE_KINDS, MentionKind.PLACE, MentionKind.PERIOD})


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence with what was found in it: its annotations and its predicates."""

    text: str
    span: Span
    mentions: Sequence[Mention]
    predications: Sequence[Predication]
    topic: str | None


def label_of(view: SentenceView, figure: Mention) -> NamedPhrase | None:
    """What a label right before a figure (`Public sale: 65 %`) or right behind one (`38 % – Job loss`) names."""
    start = max([view.span.start, figure.whole.start - 80])
    found = _LABEL.search(view.text[start : figure.whole.start])
    if found is not None:
        words = found.group(1)
        cut = _LABEL_START.match(words)
        begins = start + found.start(1) + (cut.end() if cut else 0)
        span = _without_time(view, Span(begins, start + found.end(1)))
        label = view.text[span.start : span.end]
        if label and not _NO_LABEL.match(label) and not _has_verb(label):
            return _measured(_labelled(view, span), found.group(2) or "")
    if figure.whole.start - view.span.start <= 4:
        behind = _LABEL_BEHIND.match(view.text, figure.span.end, view.span.end)
        if behind is not None:
            return NamedPhrase(PhraseKind.THING, " ".join(behind.group(1).split()[:12]))
    return None


def _measured(phrase: NamedPhrase | None, bracket: str) -> NamedPhrase | None:
    """A label whose bracket says what of it is measured (`Scope 1 (direct emissions)`)."""
    measure = _MEASURE_IN_BRACKET.search(bracket)
    if phrase is None or measure is None or phrase.measure or phrase.kind is not PhraseKind.THING:
        return phrase
    return replace(phrase, measure=measure.group().casefold())


def _without_time(view: SentenceView, span: Span) -> Span:
    """A label cut before its time (`Growth, 2024–2032`)."""
    times = [m.whole.start for m in view.mentions if m.kind is MentionKind.PERIOD and span.start < m.span.start]
    end = min([span.end, *times])
    return Span(span.start, span.start + len(view.text[span.start : end].rstrip(" ,;(–—-")))


def _labelled(view: SentenceView, span: Span) -> NamedPhrase | None:
    """What a label names; a thing is named by the whole of a short label (`Marketing, Partnerships and Airdrop`)."""
    phrase = named_phrase(view.text, span, view.mentions)
    if phrase is not None and phrase.kind is PhraseKind.COMPANY and phrase.entity:
        return replace(phrase, labelled=True)
    if phrase is None or phrase.kind is not PhraseKind.THING or phrase.measure:
        return phrase
    words = view.text[span.start : span.end].split()
    return replace(phrase, entity=" ".join(words) if len(words) <= _LONGEST_LABEL else phrase.entity, labelled=True)


def source_of_part(view: SentenceView, figure: Mention) -> NamedPhrase | None:
    """Whose part of a total an amount is (`revenue of $9 million, including $2 million from Varnholm`)."""
    if figure.kind is not MentionKind.MONEY or not _PART_IS.search(view.text, view.span.start, figure.whole.start):
        return None
    found = _COMES_FROM.match(view.text, figure.span.end, view.span.end)
    name = next(
        (m for m in view.mentions if found and m.kind is MentionKind.NAME and m.span.start == found.end()), None
    )
    places = [m for m in view.mentions if m.kind is MentionKind.PLACE]
    if name is None or any(p.span.start == name.span.start for p in places):
        return None
    return NamedPhrase(PhraseKind.COMPANY, str(name.value))


def bracketed_of(view: SentenceView, figure: Mention) -> NamedPhrase | None:
    """The member of a list whose figures stand in brackets (`the top sectors are textiles (93) and steel (89)`)."""
    listed = _ALONE_IN_BRACKETS.findall(view.text, view.span.start, view.span.end)
    found = _BRACKETED.search(view.text, view.span.start, figure.whole.start) if len(listed) > 1 else None
    if found is None or not view.text[figure.whole.end : view.span.end].lstrip().startswith(")"):
        return None
    member = Span(*found.span(1))
    if any(member.start <= m.span.start < member.end for m in view.mentions if m.kind in _NO_MEMBERS):
        return None
    phrase = named_phrase(view.text, member, view.mentions)
    if phrase is None or phrase.kind is not PhraseKind.THING or phrase.measure:
        return None
    return replace(phrase, labelled=True)


def fragment_of(view: SentenceView, figure: Mention) -> NamedPhrase | None:
    """What a line without a verb is about: `Net sales: $5 million`, `Net sales $5 million`."""
    found = _FRAGMENT.match(view.text, view.span.start, figure.whole.start)
    if found is None:
        return None
    if _NO_LABEL.match(found.group(1)):
        return None
    phrase = named_phrase(view.text, Span(*found.span(1)), view.mentions)
    if phrase is None or (phrase.kind is PhraseKind.THING and ":" not in found.group()):
        return None
    return phrase


def _has_verb(words: str) -> bool:
    """Whether words hold a predicate; a first word in -ed before a noun is an adjective (`expanded polystyrene`)."""
    found = PREDICATE.search(words)
    if found is None:
        return False
    return not (found.start() == 0 and found.group().endswith("ed") and " " in words.strip())


def elliptic_of(view: SentenceView, figure: Mention) -> NamedPhrase | None:
    """The next member of an enumeration that repeats no verb: `liners grow at 13 %, panels at 11 %`."""
    before = [m for m in view.mentions if m.kind in FIGURE_KINDS and m.whole.end <= figure.whole.start]
    if not before:
        return None
    previous = max(before, key=lambda m: m.whole.end)
    found = _ELLIPSIS.fullmatch(view.text, previous.whole.end, figure.whole.start)
    if found is None or _has_verb(found.group(1)) or _NO_MEMBER.match(found.group(1)):
        return None
    if any(
        m.kind is MentionKind.PERIOD and m.span.start < found.end(1) and found.start(1) < m.span.end
        for m in view.mentions
    ):
        return None
    return named_phrase(view.text, Span(*found.span(1)), view.mentions)
