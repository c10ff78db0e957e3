"""Check kind `foreign-market`: the name of another market where the report speaks of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from crossfoot.checks.comparing import evidence_of, quote
from crossfoot.checks.expression import Expression, stands_in
from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.subjects import key_of, title_span
from crossfoot.model import BlockKind, CheckResult, Concept, Conflict, Figure, Mention, Period, Span

_WORD = re.compile(r"[^\W\d_]{3,}")
_REACH = 20
_OF_THE = re.compile(r"\s+of\s+(?:the\s+)?(?:global\s+)?")
_MARKET = frozenset(
    """market marketplace industry sector global world worldwide size share growth report analysis forecast north south
    america american european asia pacific europe africa middle east latin regional overall the and for""".split()
)


class ForeignMarketSettings(Settings):
    """When a market is taken for the report's own.

    `own_mentions` is how often the report must name its own market for another one to stand out.
    `before` and `after` are what stands around the name where a report speaks of itself: `this
    report on the … market`, `… market report`, `key players in the … market`.
    """

    own_mentions: int
    before: Expression
    after: Expression


def run(ledger: Ledger, gazetteer: Gazetteer, settings: ForeignMarketSettings) -> CheckResult:
    """Look for other markets in the places of a report that are about the report's own."""
    own = _own_words(ledger)
    if not own:
        return CheckResult((), ())
    named = [(market, _words(str(market.value))) for market in ledger.markets if market.value]
    mine = sum(bool(words & own) for _, words in named)
    if mine < settings.own_mentions:
        return CheckResult((), ())
    counts = Counter(key_of(str(market.value)) for market, _ in named)
    said = _words_said(ledger, [market for market, _ in named])
    mine_of = {
        (fact.figure, fact.period)
        for fact in ledger.facts
        if fact.concept is Concept.MARKET_SIZE and key_of(fact.subject) == key_of(ledger.main_subject)
    }
    conflicts = [
        _conflict(ledger, market)
        for market, words in named
        if _is_foreign(words, own, said)
        and counts[key_of(str(market.value))] == 1
        and (_is_of_itself(ledger, market.span, settings) or _states_own_facts(ledger, market, mine_of))
    ]
    return CheckResult(tuple(conflicts), tuple((market.span,) for market, _ in named))


def _own_words(ledger: Ledger) -> set[str]:
    """The words that name the market of the title; empty where the title names none."""
    subject = ledger.main_subject or ""
    if not re.search(r"\b(?:market|industry)\b", subject, re.IGNORECASE):
        return set()
    title = title_span(ledger.document)
    words = _words(subject)
    if title is not None:
        words |= _words(ledger.document.text[title.start : title.end])
    return words


def _words(phrase: str) -> set[str]:
    return {stem for word in _WORD.findall(phrase) if (stem := key_of(word)) and stem not in _MARKET}


def _words_said(ledger: Ledger, markets: list[Mention]) -> Counter[str]:
    """How often each word stands in the report outside of the names of markets."""
    text, at, counted = ledger.document.text, 0, Counter[str]()
    for market in [*markets, None]:
        end = market.span.start if market is not None else len(text)
        counted.update(key_of(word) for word in _WORD.findall(text, at, max(at, end)))
        at = max(at, market.span.end) if market is not None else end
    return counted


def _is_foreign(words: set[str], own: set[str], said: Counter[str]) -> bool:
    """Whether no word of a market's name is the report's own, nor spoken of elsewhere in it."""
    return bool(words) and not words & own and not any(said[word] for word in words) and not _abbreviates(words, own)


def _abbreviates(words: set[str], own: set[str]) -> bool:
    initials = {word[0] for word in own}
    return any(len(word) <= 5 and set(word) <= initials for word in words)


def _is_of_itself(ledger: Ledger, span: Span, settings: ForeignMarketSettings) -> bool:
    text = ledger.document.text
    sentence = ledger.sentence_at(span.start) or span
    before, after = text[max(sentence.start, span.start - 60) : span.start], text[span.end : sentence.end][:40]
    if stands_in(rf"(?:{settings.before})\s*(?:the\s+)?(?:global\s+)?$", before):
        return True
    if len(_words(text[span.start : span.end])) < 2:
        return False  # `factors that influence market size`
    if stands_in(rf"^\s*(?:{settings.after})", after):
        return True
    blocks = ledger.document.blocks
    at = bisect_right(blocks, span.start, key=lambda block: block.span.start) - 1
    return at >= 0 and blocks[at].kind is BlockKind.HEADING


def _states_own_facts(ledger: Ledger, market: Mention, sizes: set[tuple[Figure | None, Period | None]]) -> bool:
    """Whether what is said of a market is the report's own: a size that its own market has too, a split by region."""
    sentence = ledger.sentence_at(market.span.start)
    for fact in ledger.facts_in(sentence) if sentence is not None else ():
        if fact.concept is Concept.MARKET_SIZE and (fact.figure, fact.period) in sizes:
            return True
        regional = fact.concept is Concept.SHARE and fact.place is not None
        if (
            regional
            and 0 <= market.span.start - fact.span.end < _REACH
            and _OF_THE.fullmatch(ledger.document.text, fact.span.end, market.span.start)
        ):
            return True
    return False


def _conflict(ledger: Ledger, market: Mention) -> Conflict:
    title = title_span(ledger.document)
    places = [("other", market.span)]
    if title is not None:
        places.append(("title", title))
    values = {"name": quote(ledger, market.span), "own": str(ledger.main_subject)}
    repairs = (f"the {ledger.main_subject} in its place",)
    return Conflict("contradiction", evidence_of(places), values, "", (), repairs, market.span)


KIND = CheckKind(
    name="foreign-market",
    settings=ForeignMarketSettings,
    outcomes=("contradiction",),
    values=frozenset({"name", "own"}),
    run=run,
)
