"""The statements of a sentence: where each predicate begins, and the noun phrase that is its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crossfoot.ledger.verbs import PREDICATE, SAYING
from crossfoot.model import Mention, MentionKind, Span


@dataclass(frozen=True, slots=True)
class Predication:
    """A predicate of a sentence from `start` on; `subject` is None where the sentence does not say it.

    `verb` is the verb form in lower case.
    """

    start: int
    end: int
    verb: str
    subject: Span | None


_BREAK = re.compile(
    r"(?:,(?!\s+(?:Inc|Ltd|LLC|LLP|Corp|Co|PLC|plc|Limited|S\.A|N\.V)\b)|;|:|\s[–—-]\s|—)\s+(?:and|but|while|with|as|so|yet)?\s*|\s--\s+|/\s+(?=[A-Z])|(?<!\w)(?:while|whereas|although|though|but|because|"
    r"when|where|since|that|if|with|as|after|before|despite|including|than|and then)\s+",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\b(?:and|or)\s*\Z", re.IGNORECASE)
_BRACKET = re.compile(r"\([^()]{0,120}\)")
_CLAUSE = re.compile(
    r"(?:,|;|:|\s[–—-])\s+|(?<!\w)(?:and|while|whereas|but|with|as|that|although|though|before|once|because)\s+",
    re.IGNORECASE,
)
_RELATIVE_CLAUSE = re.compile(r",\s+(?:\w+\s+)?(?:which|who|whom|whose|where)\b(?:\s+\w+ly\b)?", re.IGNORECASE)
_FIGURE_NEXT = re.compile(r"\s+(?:\w+\s+){0,2}(?:[A-Z]{2,3}\s?)?[$€£¥₹]?\d")
_STRONG = re.compile(r"(?<!\w)(?:while|whereas|but|although|though|and)\s+(?=[A-Za-z][^,;]{2,60},)", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:\s+(?:also|now|actually|currently|recently|still|already|alone|together|each|all|both))+$", re.I
)
# What may stand between a subject and its predicate, set off by commas.
_APART = re.compile(
    r"(?:which|who|whose|where|that|when|a|an|one of|its|the (?:largest|second|biggest|world|"
    r"country|leading|parent|maker|"
    r"owner|operator)|up|down|from|in|on|at|by|for|to|of|both|also|including|such as|driven|"
    r"led|followed|supported|helped|"
    r"boosted|fuelled|fueled|valued|worth|based|compared|according|due|owing|thanks|excluding|"
    r"net of|on average|\w+ing|\w+ed|"
    r"\w+ly|(?:[A-Z]{2,5}|NASDAQ|NYSE)\s*:)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?:which|who|whose|where|when|driven|led|followed|supported|helped|boosted|fuelled|fueled|valued|based|compared|"
    r"according|due|owing|thanks|excluding|including|such as|up|down)\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:(?:meanwhile|however|overall(?=,)|as a (?:matter of fact|result|whole)|in (?:fact|particular|turn|all)|for "
    r"(?:example|instance|its part)|at the same time|on the other hand|moreover|furthermore|"
    r"additionally|in addition|in contrast|by contrast|in total|"
    r"similarly|likewise|notably|sequentially|consequently|therefore|thus|then|also|today|currently|globally|"
    r"worldwide|here|there|now|finally|first(?=,)|second(?=,)|of (?:these|this|that|which|the "
    r"total)|and|but|or|so|yet|plus|"
    r"consolidated(?=\s+(?:\w+\s+)?(?:revenue|net|profit))|"
    r"(?!monthly|weekly|daily|yearly|hourly|early|family|supply|italy|july|only|friendly|elderly)\w+ly|[*•·>\-–—]+)(?:,\s*|\s+))+",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"(?:in|on|at|by|for|from|to|of|over|under|during|through|throughout|across|within|between|among|amid|against|with|"
    r"without|until|till|since|as of|per|versus|vs\.?|compared (?:to|with)|according to|about|"
    r"around|up|down|than)\b\s*",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"(?:it|they|this|that|these|those|which|who|he|she|there|what|both|each|all|some|one|"
    r"others?|the (?:former|latter)|"
    r"such|here|this (?:figure|number|growth|amount|total|value|sum|rate|increase|decline|performance|represents?|"
    r"marks?)|the (?:figure|number|growth|amount|total|value|sum|rate|increase|decline|performance|latter|trend|result|"
    r"results))$",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[A-Za-z]{2}")
# What follows from the statement before (`…, allowing patients to …`): no new subject begins with it.
_DOING = re.compile(r"[a-z]{3,}ing\s+(?:an?|the|its|their|\w+s)\b")
_OPENING = re.compile(r"[\s\"“”'‘(\[*•·\-–—]+")


def predications(text: str, sentence: Span, mentions: Sequence[Mention]) -> list[Predication]:
    """The predicates of a sentence in order, each with its subject where a noun phrase stands before it."""
    found: list[Predication] = []
    figures = [m.whole for m in mentions if m.kind in _FIGURES]
    times = [m.whole for m in mentions if m.kind is MentionKind.PERIOD]
    taken = [m.span for m in mentions if m.kind in _FIGURES or m.kind is MentionKind.PERIOD]
    boundary, subject = sentence.start, None
    outer: Span | None = None
    previous: str | None = None
    for match in PREDICATE.finditer(text, sentence.start, sentence.end):
        before = text[boundary : match.start()]
        if match["participle"] and not _is_participle(text, boundary, match, previous):
            continue
        if match["infinitive"] and not (previous and SAYING.search(previous)) and not before.strip():
            boundary = match.end()
            continue
        if any(span.start < match.end() and match.start() < span.end for span in taken):
            continue
        relative = _RELATIVE_CLAUSE.search(text, boundary, match.start())
        if relative is not None:
            outer = _subject_phrase(text, Span(boundary, relative.start()), figures, times, previous) or subject
            antecedent = _antecedent(text, Span(boundary, relative.start()), times) if previous else None
            own = (
                _subject_phrase(text, Span(relative.end(), match.start()), figures, times, None) or antecedent or outer
            )
        else:
            own = _subject_phrase(text, Span(boundary, match.start()), figures, times, previous)
            if own is None and outer is not None and text[boundary : match.start()].rstrip().endswith(","):
                own, outer = outer, None
        if match["participle"] and text[boundary : match.start()].rstrip().endswith(","):
            own = None
        subject = own or subject
        word = match.group().split()[-1].casefold()
        found.append(Predication(match.start(), match.end(), word, subject))
        previous = word
        boundary = match.end()
    return found


_FIGURES = frozenset(
    {MentionKind.MONEY, MentionKind.PERCENT, MentionKind.COUNT, MentionKind.QUANTITY, MentionKind.MULTIPLE}
)


def _is_participle(text: str, boundary: int, match: re.Match[str], previous: str | None) -> bool:
    """An -ing form is a predicate behind a comma, in a `with` phrase or right before a figure; else a noun."""
    before = text[boundary : match.start()].rstrip()
    if before.endswith((",", "—", "–", " while")) or re.search(r"\bwith\s+[^,;]{3,60}$", before):
        return True
    if previous is not None and previous.endswith("ing") and re.search(r"\sand\s+[^,;]{2,40}$", before):
        return True
    return bool(_FIGURE_NEXT.match(text, match.end()) and re.search(r"\bof\s+[^,;]{3,60}$", before))


def _subject_phrase(
    text: str, between: Span, figures: Sequence[Span], times: Sequence[Span], after: str | None
) -> Span | None:
    """The noun phrase at the end of what stands between two predicates; None where there is none.

    `after` is the predicate before, if any: behind it stands its object, so that only a new
    clause (`… and net profit rose`) or a verb of saying makes way for a new subject.
    """
    start, end = between.start, between.end
    if _JOINED.search(text[start:end]):
        return None
    set_off = text[start:end].rstrip().endswith((",", "—", "–"))
    if set_off and after is not None:
        # `…, whereas film, at $6bn in 2024, is set to`: only a conjunction brings a new subject here.
        strong = list(_STRONG.finditer(text, start, end))
        if not strong:
            return None
        start = strong[-1].end()
    inner = [f.end for f in figures if start <= f.start < end]
    if set_off:
        pass
    elif inner or (after is not None and not SAYING.fullmatch(after)):
        begins = _counted_start(text, start, figures) if after is None else None
        begins = begins or _new_clause(text, max([start, *inner]), end)
        if begins is None:
            return None
        start = begins
    pieces = _pieces(text, start, end)
    while pieces:
        piece = pieces.pop()
        span = _trimmed(text, piece, times)
        words = text[span.start : span.end]
        apart = (_APART if set_off else _RELATIVE).match(words)
        if not _WORDS.search(words) or (apart and pieces):
            continue
        if pieces and _DOING.match(words):
            return None
        return None if PRONOUN.match(words) or _PREPOSITION.match(words) else span
    return None


def _antecedent(text: str, span: Span, times: Sequence[Span]) -> Span | None:
    """The short object right before `, which` (`driven by the applications layer, which will …`)."""
    trimmed = _trimmed(text, span, times)
    lead = _PREPOSITION.match(text, trimmed.start, trimmed.end)
    start = lead.end() if lead else trimmed.start
    words = text[start : trimmed.end].split()
    plain = 1 <= len(words) <= 6 and not any(char in ",;:" or char.isdigit() for char in text[start : trimmed.end])
    return Span(start, trimmed.end) if plain else None


def _counted_start(text: str, start: int, figures: Sequence[Span]) -> int | None:
    """Behind the number of a subject that begins with one (`1,859 new homes were sold`)."""
    first = next((f for f in figures if f.start >= start), None)
    if first is None or _WORDS.search(_LEAD_IN.sub("", text[start : first.start])):
        return None
    return first.end


def _new_clause(text: str, start: int, end: int) -> int | None:
    """Where a new clause begins between `start` and `end`; the first conjunction, else the last comma."""
    last = None
    brackets = [found.span() for found in _BRACKET.finditer(text, start, end)]
    for found in _CLAUSE.finditer(text, start, end):
        if any(opens < found.start() < closes for opens, closes in brackets):
            continue
        last = found.end()
        if found.group().strip() != ",":
            break
    return last


def _pieces(text: str, start: int, end: int) -> list[Span]:
    pieces, at = [], start
    brackets = [found.span() for found in _BRACKET.finditer(text, start, end)]
    for found in _BREAK.finditer(text, start, end):
        if any(opens < found.start() < closes for opens, closes in brackets):
            continue
        if found.start() > at:
            pieces.append(Span(at, found.start()))
        at = found.end()
    if at < end:
        pieces.append(Span(at, end))
    return pieces


def _trimmed(text: str, piece: Span, times: Sequence[Span]) -> Span:
    """Without what leads in: adverbs, conjunctions, `in 2024`, brackets and bullets."""
    start, end = piece.start, piece.end
    while start < end:
        found = _OPENING.match(text, start, end) or _LEAD_IN.match(text, start, end)
        if found is not None and found.end() > start:
            start = found.end()
            continue
        lead = _PREPOSITION.match(text, start, end)
        dated = next((t for t in times if lead and start <= t.start < lead.end() + 12 and t.end <= end), None)
        if dated is None:
            break
        start = dated.end
    while end > start and (text[end - 1].isspace() or text[end - 1] in ',;:–—-"“”(['):
        end -= 1
    trailing = _TRAILING.search(text, start, end)
    return Span(start, max(start, trailing.start() if trailing else end))


def governing(found: Sequence[Predication], at: int) -> Predication | None:
    """The predication in whose part of the sentence the offset stands; before the first one, the first."""
    before = [predication for predication in found if predication.start < at]
    return before[-1] if before else (found[0] if found else None)
