"""Whose figure it is: the market, company or segment that a sentence speaks about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from crossfoot.annotate import AnnotatedBlock
from crossfoot.model import BlockKind, Document, Mention, MentionKind, Span

_WORD = re.compile(r"[a-z0-9]+")
_DROPPED = frozenset(
    "the a an global worldwide world international overall of and in for s market markets industry sector".split()
)


@lru_cache(maxsize=4096)
def key_of(subject: str | None) -> str:
    """A subject's name without case, plural, article, order-neutral punctuation and `global`.

    Two subjects with one key are one subject; nothing fuzzier than that is believed.
    """
    if subject is None:
        return ""
    words = [word for word in _WORD.findall(subject.casefold()) if word not in _DROPPED]
    return " ".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def title_span(document: Document) -> Span | None:
    """The block that works as the report's title: a title, else the first heading."""
    for kind in (BlockKind.TITLE, BlockKind.HEADING):
        for block in document.blocks[:12]:
            if block.kind is kind:
                return block.span
    return None


def main_subject(document: Document, annotated: Sequence[AnnotatedBlock]) -> str | None:
    """The market (else the company) that the title names; without one, the market named most often."""
    span = title_span(document)
    title = next((block.mentions for block in annotated if document.blocks[block.block].span == span), ())
    for mention in title:
        if mention.kind is MentionKind.MARKET and mention.value:
            return str(mention.value)
    head = f" {key_of(document.text[span.start : span.end])} " if span is not None else ""
    for market in markets_named(annotated):
        if f" {key_of(market)} " in head:
            return market
    counts: dict[str, list[str]] = {}
    for block in annotated:
        for mention in block.mentions:
            if mention.kind is MentionKind.MARKET and mention.value:
                counts.setdefault(key_of(str(mention.value)), []).append(str(mention.value))
    if counts:
        best = max(counts.values(), key=len)
        if len(best) >= 3:
            return best[0]
    names = [mention for mention in title if mention.kind is MentionKind.NAME]
    companies = [mention for mention in names if "company" in mention.cues]
    return str((companies or names)[0].value) if names else None


def markets_named(annotated: Sequence[AnnotatedBlock]) -> tuple[str, ...]:
    """The markets that a report names, each once, in the order of their first places."""
    named = (m.value for block in annotated for m in block.mentions if m.kind is MentionKind.MARKET and m.value)
    return tuple(dict.fromkeys(str(value) for value in named))


_IS = re.compile(
    r"(?:\s*\([A-Z][\w.]{1,11}\))?,?\s+(?:is|are|emerges?|emerged|remains?|becomes?|represents?|continues? to)\b",
    re.IGNORECASE,
)


def topic_of(text: str, sentence: Span, mentions: Sequence[Mention]) -> str | None:
    """A capitalised name that opens a sentence and is spoken about in it (`Edge Computing (EC) emerges as …`)."""
    for mention in mentions:
        if mention.kind is MentionKind.NAME and mention.span.start == sentence.start:
            several = " " in str(mention.value)
            other = "company" in mention.cues or is_place(mention, mentions)
            is_topic = several and not other and _IS.match(text, mention.span.end)
            return str(mention.value) if is_topic else None
    return None


def is_place(name: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a capitalised name is one place, or begins and ends with places (`North America and APAC`)."""
    places = [m.span for m in mentions if m.kind is MentionKind.PLACE and "demonym" not in m.cues]
    begins = any(place.start == name.span.start for place in places)
    return begins and any(place.end == name.span.end for place in places)


_BY_SOURCE = re.compile(
    r"\b(?:according to|citing|(?:research|report|data|estimates|study|analysis|forecasts?) (?:from|by|of))\s+"
    r"(?:[\w’']+\s+){0,3}$",
    re.IGNORECASE,
)
_RESEARCHER = re.compile(
    r"\b(?:Research|Insights?|Intelligence|Analytics|Consulting|Advisory)(?:,? (?:Inc|LLC|Ltd)\.?)?$"
)


_ITS_DATA = re.compile(
    r"(?:[’']s)?\s+(?:data|figures|statistics|estimates|numbers|surveys?|forecasts?\s+(?:an?|that|the|of)|projections?|census)\b"
)
_PERSON = re.compile(
    r"(?:Chair(?:man|woman|person)?|CEO|CFO|COO|CTO|President|Minister|Secretary|Director|Chief|Mr|Mrs|Ms|Dr|Prof|Sir|"
    r"Governor|Senator|Analyst|Managing|Vice|Founder|Head)\b"
)
_PERSON_BEFORE = re.compile(
    r"\b(?:chair(?:man|woman|person)?|president|minister|director|officer|analysts?|founder|head|partner|economist|CEO|CFO|"
    r"COO|CTO|Mr|Mrs|Ms|Dr|said)\.?,?\s+$"
)


def reports(text: str, name: Mention) -> bool:
    """Whether a name is that of who says the figures, not of whose figures they are."""
    if _PERSON.match(str(name.value)) or _PERSON_BEFORE.search(text[max(0, name.span.start - 40) : name.span.start]):
        return True
    before = text[max(0, name.span.start - 60) : name.span.start]
    if _ITS_DATA.match(text, name.span.end):
        return True
    return bool(_BY_SOURCE.search(before) or _RESEARCHER.search(str(name.value)))


_ACTS = re.compile(
    r"(?:[’']s)?(?:\s*\([^)]{1,60}\))?,?\s+(?:\w+ly\s+)?(?:reported?s?|posted|recorded|generated?s?|earned|booked|achieved|saw|sees|had|has|have|is|was|"
    r"sold|produced|delivered|raised|expects?|projects?|forecasts?|operates|owns|holds?|revenues?|sales|profit|net|consolidated|"
    r"net sales|turnover|ebitda|margin|said|announced|completed|ended|concluded|delivered|grew|increased|"
    r"declined|fell|rose)\b"
)


def acts(text: str, end: int) -> bool:
    """Whether a verb of doing follows a name that ends at `end` (`Northgate sold …`)."""
    return bool(_ACTS.match(text, end))


def main_company(document: Document, annotated: Sequence[AnnotatedBlock]) -> str | None:
    """The company whose report it is: the one that the title names and that acts, else the one that acts most often."""
    span = title_span(document)
    counts: dict[str, int] = {}
    for block in annotated:
        in_title = document.blocks[block.block].span == span
        for mention in block.mentions:
            if mention.kind is not MentionKind.NAME:
                continue
            # Few names act, and the other questions cost more.
            is_actor = acts(document.text, mention.span.end) or (in_title and "company" in mention.cues)
            if is_actor and not reports(document.text, mention) and not is_place(mention, block.mentions):
                counts[str(mention.value)] = counts.get(str(mention.value), 0) + (3 if in_title else 1)
    best = max(counts, key=lambda name: counts[name], default=None)
    return best if best is not None and counts[best] >= 3 else None
