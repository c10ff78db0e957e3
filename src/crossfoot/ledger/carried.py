"""What a figure without words of its own takes over from the figure before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crossfoot.ledger.attribution import Attribution
from crossfoot.ledger.clauses import Surroundings, roles
from crossfoot.ledger.concepts import ConceptReading
from crossfoot.ledger.measures import goes_on, measure_beside
from crossfoot.ledger.noun_phrases import NamedPhrase, PhraseKind
from crossfoot.model import Concept, Figure, Mention, MentionKind


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure on its way to a fact; `origin` says that its place is where the things counted come from."""

    mention: Mention
    around: Surroundings
    reading: ConceptReading
    roles: frozenset[str]
    phrase: NamedPhrase | None
    whose: Attribution
    origin: bool = False


_COUNTED = (Concept.COUNT, Concept.VOLUME)
_GOES_TO_PLACE = re.compile(
    r"\s*(?:were|are|was|is|came|come|being|located|based)?\s*(?:in|from|for|to|across|at)\s+(?:the\s+)?[A-Z]"
)
# `246 came from China`: where the things counted are from, not where they are.
_ORIGIN = re.compile(
    r"\s*(?:[\w\-]+\s+){0,3}?(?:came|come|comes|coming|hail(?:ed|s)?|originat(?:ed|es|ing)|arrived|were|are)\s+from\s+"
    r"(?:the\s+)?(?=[A-Z])"
)
_SPREAD_OVER = re.compile(
    r"\b(?:across|in|from|over|into|among|within|at)\s+(?:about\s+|nearly\s+|some\s+|the\s+|all\s+)?$", re.I
)
_RESTATED = re.compile(
    r"\s*\((?:or|about|approximately|around|some|equivalent to|roughly|=|i\.e\.,?|\s)*", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\(\s*$")
_BRACKET_CLOSES = re.compile(r"\s*\)")
_ENUMERATED = re.compile(r"\s*[^,;%]{0,40}(?:[,;]\s*(?:and\s+|then\s+)?|\sand\s+)\s*", re.IGNORECASE)
_SAME_THINGS = re.compile(
    r"\s*(?:(?:were|are|was|is|came|come|went|joined|said|opened|closed|in|from|for|to|of "
    r"(?:them|these|those|which|whom))\b"
    r"|[,;]?\s*(?:and\s+)?$)",
    re.IGNORECASE,
)


def carried_reading(
    mention: Mention, around: Surroundings, mentions: Sequence[Mention], before: Draft | None, last: Concept | None
) -> ConceptReading | None:
    """A percentage or bare number goes on with the one before it; `last` is the concept left by the last sentence."""
    if mention.kind is MentionKind.PERCENT:
        if before is not None and before.mention.kind is MentionKind.PERCENT and before.reading.concept:
            return before.reading
        if last is Concept.SHARE and _placed_or_rest(mention, around, mentions):
            return ConceptReading(Concept.SHARE, "carried over")
        return None
    if before is None or before.reading.concept not in _COUNTED or not _is_bare(mention):
        return None
    bracketed = _IN_BRACKETS.search(around.left) and _BRACKET_CLOSES.match(around.right)
    if bracketed or _GOES_TO_PLACE.match(around.right) or _SAME_THINGS.match(around.right):
        return replace(before.reading, why_not=None)
    return None


def level_before(
    mention: Mention, around: Surroundings, reading: ConceptReading, before: Draft | None
) -> ConceptReading | None:
    """The reading of a percentage that is the level which the one before it came from (`fell to 84 % from 81 %`)."""
    is_level = (
        before is not None
        and mention.kind is MentionKind.PERCENT
        and before.mention.kind is MentionKind.PERCENT
        and reading.concept is Concept.CHANGE
        and before.reading.concept is Concept.SHARE
        and "from" in roles(around)
        and "to" in before.roles
    )
    return before.reading if before is not None and is_level else None


def restates(mention: Mention, around: Surroundings, before: Draft | None) -> bool:
    """Whether an amount in brackets gives the one before it in another currency (`R$5bn (USD 0.9bn)`)."""
    if before is None or mention.kind is not MentionKind.MONEY or before.mention.kind is not MentionKind.MONEY:
        return False
    return bool(_RESTATED.fullmatch(around.left))


def stands_aside(around: Surroundings) -> bool:
    """A count that only tells over how much others are spread (`2,032 stores across four countries`)."""
    return bool(_SPREAD_OVER.search(around.left))


def _is_bare(mention: Mention) -> bool:
    return mention.kind is MentionKind.COUNT and isinstance(mention.value, Figure) and not mention.value.unit


def _of_those_units(around: Surroundings, mention: Mention, before: Draft) -> bool:
    """`… new homes were sold, up from 391 units`: the units are the things counted before."""
    unit = mention.value.unit if mention.kind is MentionKind.COUNT and isinstance(mention.value, Figure) else ""
    things = before.mention.value.unit if isinstance(before.mention.value, Figure) else ""
    return unit in ("units", "unit") and things not in ("", unit) and "from" in roles(around)


def _has_own_things(mention: Mention) -> bool:
    return mention.kind in (MentionKind.COUNT, MentionKind.QUANTITY, MentionKind.PERCENT)


def _placed_or_rest(mention: Mention, around: Surroundings, mentions: Sequence[Mention]) -> bool:
    """A percentage behind a place, or of the rest, goes on with the shares of the sentence before."""
    placed = any(m.kind is MentionKind.PLACE and m.span.start < mention.span.start for m in mentions)
    return placed or "remaining" in roles(around)


def carried_attribution(
    whose: Attribution, mention: Mention, around: Surroundings, before: Draft, phrase: NamedPhrase | None
) -> Attribution:
    """Whose figure it is where it measures what the one before it does (`… net sales of $5m, up 7 %`)."""
    if (_is_bare(mention) or _of_those_units(around, mention, before)) and before.reading.concept in _COUNTED:
        if phrase is not None and phrase.labelled:
            return Attribution(phrase.entity, before.whose.measure or before.whose.subject or "", True, False)
        return before.whose
    if _next_share(mention, around, before) and not whose.named:
        return before.whose
    labelled = before.phrase is not None and before.phrase.labelled
    if labelled and mention.kind is MentionKind.COUNT and _IN_BRACKETS.fullmatch(around.left.lstrip()):
        return replace(before.whose, measure=whose.measure or whose.subject or "")
    if _IN_BRACKETS.search(around.left) and len(around.left.strip()) <= 2 and not _has_own_things(mention):
        return before.whose
    if (
        mention.kind is MentionKind.COUNT
        or measure_beside(around)
        or not before.whose.measure
        or whose.subject != before.whose.subject
    ):
        return whose
    if phrase == before.phrase and (goes_on(around) or _next_place(mention, before, phrase)):
        return replace(whose, measure=before.whose.measure)
    return whose


def _next_place(mention: Mention, before: Draft, phrase: NamedPhrase | None) -> bool:
    """The next place of a row of shares (`Europe accounted for 44 % of sales, Asia for 42 %`)."""
    in_place = phrase is not None and phrase.kind is PhraseKind.PLACE
    return in_place and mention.kind is MentionKind.PERCENT and before.reading.concept is Concept.SHARE


def _next_share(mention: Mention, around: Surroundings, before: Draft) -> bool:
    """The next of a row of shares that places tell apart (`54 % were in Spain, 42 % in Italy and 4 % in Malta`)."""
    return (
        mention.kind is MentionKind.PERCENT
        and before.mention.kind is MentionKind.PERCENT
        and before.reading.concept is Concept.SHARE
        and bool(_ENUMERATED.fullmatch(around.left) and _GOES_TO_PLACE.match(around.right))
    )


def tells_origin(mention: Mention, around: Surroundings, before: Draft | None) -> bool:
    """Whether a place beside a count is where the things counted come from; so for the rest of its row."""
    if mention.kind is not MentionKind.COUNT:
        return False
    goes_on_so = before is not None and before.origin and _is_bare(mention)
    return goes_on_so or bool(_ORIGIN.match(around.right))
