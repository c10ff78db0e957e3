"""Where a figure holds: the place that its clause, its subject or its sentence names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.annotate import FIGURE_KINDS
from crossfoot.ledger.clauses import Surroundings
from crossfoot.ledger.labels import SentenceView
from crossfoot.ledger.pairing import in_apposition, paired_place
from crossfoot.ledger.predicates import governing
from crossfoot.model import Concept, Mention, MentionKind, Span

_HELD_IN_PLACES = frozenset({Concept.SHARE, Concept.COUNT, Concept.VOLUME})
_COUNTED_KINDS = frozenset({MentionKind.COUNT, MentionKind.QUANTITY})
_REACH_OF_SHARE = 60
_REACH_BEHIND = 40
_IN_PLACE = re.compile(r"\s*(?:\w+\s+){0,3}(?:in|from|across|for)\s+(?:the\s+)?(?:\w+\s+)?$")
_DOLLAR = re.compile(r"\s?\$")
# `India's Kestrel Motors` tells where a company sits, not where its figures hold.
_HOME_OF_COMPANY = re.compile(r"[’']s?\s+(?!Q[1-4]\b|H[12]\b|GDP\b|CPI\b|PMI\b)[A-Z][a-z]+\s+(?:[A-Z]|\()")
_DIRECTION = re.compile(
    r"(?:North|South|East|West|Central|Mainland|Greater|Inner|Outer|Upper|Lower|Latin|Middle|Rest|The)", re.I
)
_THERE = re.compile(
    r"\s*(?:[\w\-]+\s+){0,3}?(?:\([^()]{0,60}\)\s*)?"
    r"(?P<verb>(?:is|are|was|were|been|being)\s+(?:sold|built|located|based|opened|registered|recorded|completed)?\s*|"
    r"(?:sold|located|based|opened|situated)\s+)?in\s+(?:the\s+)?(?=[A-Z])"
)
_IN_ROW = re.compile(r"(?:%|per ?cent)\s+(?:\w+\s+)?in\s+(?:the\s+)?[A-Z]")
_NAME_ENDS = re.compile(r"\s*(?:[.,;:)]|$|(?:and|in|during|for|while|versus|compared)\b)")
_WORDED = re.compile(
    r"(?:the\s+)?((?:all\s+)?(?:other|most|many|several|some|key|major|remaining|certain|smaller)\s+(?:[\w\-]+\s+)?"
    r"(?:regions|countries|states|provinces|(?:regional|European|Asian|African|overseas|foreign)\s+markets))\b",
    re.IGNORECASE,
)
_BEHIND_WORDED = re.compile(
    rf"\s*(?:[\w\-]+\s+){{0,8}}?(?:in|to|from|across|for|by)\s+{_WORDED.pattern}", re.IGNORECASE
)
_JOINED = re.compile(r"\s*(?:,|and|,\s*and|&)\s+(?:the\s+)?$")


def place_of_figure(
    view: SentenceView, figure: Mention, around: Surroundings, concept: Concept | None, home: str | None
) -> tuple[str | None, str]:
    """The place of a figure and the words that name it.

    The nearest before it in its clause, one right behind it, the place in the subject of its
    predicate, the place that the sentence speaks of; else `home`, the report's own place.
    """
    text = view.text
    every = _places(view)
    paired = paired_place(text, figure, view.mentions)
    if paired is not None:
        return str(paired.value), _words(text, paired)
    places = [m for m in every if not in_apposition(text, m, every)]
    ahead = [m for m in places if around.clause.start <= m.span.start < figure.span.start]
    if not ahead and concept is Concept.SHARE:
        ahead = [
            m for m in places
            if m.span.start < figure.span.start and figure.span.start - m.span.end < _REACH_OF_SHARE
        ]  # fmt: skip
    behind = [
        m
        for m in places
        if figure.span.end <= m.span.start < figure.span.end + _REACH_BEHIND and m.span.start < around.clause.end
    ]
    if behind and _IN_PLACE.match(text[figure.span.end : behind[0].span.start]):
        return _named(text, behind[:1])
    local = _local_name(view, figure) if concept in _HELD_IN_PLACES else None
    if local is None and not every:
        local = _only_local_name(view, figure)
    if local is not None and (not ahead or not behind):
        return str(local.value), _words(text, local)
    worded = _worded_place(view, figure)
    if worded is not None and not ahead:
        return worded, worded
    chosen = ahead or _of_subject(view, figure, places) or _only_one(places, figure)
    if chosen:
        return _named(text, chosen)
    return home, "the report's place" if home else ""


def _local_name(view: SentenceView, figure: Mention) -> Mention | None:
    """A name that no gazetteer knows and that only a place can bear: `1,859 homes were sold in Harborview`.

    It stands behind `in`, behind a figure whose clause says that something is, or was sold, there,
    or in a row of such (`54 % were in Harborview, 41 % in Old Town`); a comma, `and` or the end follows.
    """
    at = _THERE.match(view.text, figure.span.end, view.span.end)
    if at is None or not (at.group("verb") or len(_IN_ROW.findall(view.text, view.span.start, view.span.end)) > 1):
        return None
    name = next((m for m in view.mentions if m.kind is MentionKind.NAME and m.span.start == at.end()), None)
    if name is None or "company" in name.cues or not _NAME_ENDS.match(view.text, name.span.end):
        return None
    return name


def _worded_place(view: SentenceView, figure: Mention) -> str | None:
    """Places that no name tells apart: `in other regions`, `Most states have at least half …`."""
    found = _BEHIND_WORDED.match(view.text, figure.span.end, view.span.end)
    if found is None:
        first = governing(view.predications, figure.span.start)
        span = first.subject if first is not None else None
        found = _WORDED.match(view.text, span.start, span.end) if span is not None else None
    return " ".join(found.group(1).split()).casefold() if found is not None else None


def _only_local_name(view: SentenceView, figure: Mention) -> Mention | None:
    """The local name that the figures before go by, where it is the only one."""
    before = [m for m in view.mentions if m.kind in FIGURE_KINDS and m.span.end <= figure.span.start]
    names = [name for name in (_local_name(view, m) for m in before if m.kind in _COUNTED_KINDS) if name is not None]
    return names[0] if len({str(name.value) for name in names}) == 1 else None


def _places(view: SentenceView) -> list[Mention]:
    """The places of a sentence that are no part of an amount (`US $5m`) or of a company's name."""
    names = [m.span for m in view.mentions if m.kind is MentionKind.NAME]
    figures = [m.whole for m in view.mentions if m.kind in FIGURE_KINDS]
    return [
        m
        for m in view.mentions
        if m.kind is MentionKind.PLACE
        and not _DOLLAR.match(view.text, m.span.end)
        and not _HOME_OF_COMPANY.match(view.text, m.span.end)
        and not any(f.start <= m.span.start < f.end for f in figures)
        and not any(_ends_name(view.text, m.span, name) for name in names)
    ]


def _ends_name(text: str, place: Span, name: Span) -> bool:
    inside = name.start < place.start and place.end == name.end
    return inside and not _DIRECTION.match(text, name.start) and " of " not in text[name.start : place.start]


def _of_subject(view: SentenceView, figure: Mention, places: Sequence[Mention]) -> list[Mention]:
    """The places in the subject of the figure's predicate; else those that make up the sentence's first subject."""
    predication = governing(view.predications, figure.span.start)
    spans = [predication.subject] if predication is not None and predication.subject is not None else []
    first = next((p.subject for p in view.predications if p.subject is not None), None)
    for span in (*spans, first):
        inner = [m for m in places if span is not None and span.start <= m.span.start < span.end]
        if inner:
            return inner
    return []


def _only_one(places: Sequence[Mention], figure: Mention) -> list[Mention]:
    """The place before the figure where its sentence names no other."""
    ahead = [m for m in places if m.span.end <= figure.span.start]
    return ahead[-1:] if len({m.value for m in places}) == 1 else []


def _named(text: str, chosen: Sequence[Mention]) -> tuple[str | None, str]:
    """The last place, or all where they are joined as one subject (`North America and Europe`)."""
    last = chosen[-1]
    if last.value is None:
        return None, ""
    joined = [last]
    for mention in reversed(chosen[:-1]):
        if mention.value is None or not _JOINED.match(text[mention.span.end : joined[0].span.start]):
            break
        joined.insert(0, mention)
    if len(joined) == 1:
        return str(last.value), _words(text, last)
    return " and ".join(str(m.value) for m in joined), text[joined[0].span.start : last.span.end]


def _words(text: str, place: Mention) -> str:
    return text[place.span.start : place.span.end]
