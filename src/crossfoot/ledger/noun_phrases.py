"""What a noun phrase names: a market, a company, a place, a thing, or a measure of one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from crossfoot.annotate.placed_markets import words_beside
from crossfoot.model import Figure, Mention, MentionKind, Span
from crossfoot.word_pattern import any_of


class PhraseKind(StrEnum):
    """What the owner in a noun phrase is."""

    MARKET = "market"
    COMPANY = "company"
    PLACE = "place"
    THING = "thing"
    MEASURE = "measure"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class NamedPhrase:
    """A noun phrase taken apart: `entity` is whose (None for an anaphor or none), `measure` what of it.

    `owned` marks `its`, `our`: whose it is was said before. `labelled` marks a member of a list
    that a label or brackets name, so that its figures are of that member alone.
    """

    kind: PhraseKind
    entity: str | None
    measure: str = ""
    owned: bool = False
    labelled: bool = False


_MEASURE_WORDS = """
    revenue revenues sales turnover income incomes profit profits earnings loss losses ebitda ebitdar ebit ebita
    margin margins price prices cost costs expenditure expenditures spend spending outlay outlays output outputs
    production capacity volume volumes shipments deliveries order orders intake backlog bookings billings exports
    imports rate rates ratio ratios yield yields penetration adoption demand consumption supply headcount workforce
    employment unemployment wage wages salary salaries gdp inflation turnout debt dividend dividends eps assets
    deposits loans premium premiums funding investment investments guidance fee fees rent rents traffic subscriptions
    value valuation size emissions receipts capex liquidity equity royalty royalties index score balance deficit
    surplus occupancy attendance enrolment enrollment reserves savings purchases transactions payments arr gmv aum
    share shares growth cagr lifespan weight density length duration age commitment grant
""".split()
MEASURES = rf"(?:{any_of([*_MEASURE_WORDS, 'cash flow', 'per share', 'lead time', 'market share'])}|expens\w+)"
_ENDS_IN_MEASURE = re.compile(rf"(?:^|[\s\-])(?:{MEASURES})$", re.IGNORECASE)
_DETERMINER = re.compile(
    r"(?:the|a|an|this|that|these|those|some|any|all|such|said|each|every|many|most|other|total number of|number of|"
    r"(?:about |around |nearly |some |more than |over )?(?:one|two|three|four|five|six|seven|eight|nine|ten|\d[\d,.]*) "
    r"(?:million |billion )?(?:of )?|(?:combined|cumulative) total of|total of|group of|"
    r"majority of|range of|pool of|overall|global|worldwide|international|entire|whole|world['’]s|respective)(?:\s+|$)",
    re.IGNORECASE,
)
_OWNED = re.compile(r"(?:its|their|our|his|her|my)\s+(?:own\s+)?", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(.{2,60}?)(?:[’']s|s[’'])\s+(?=\w)")
_COMPANY_ANAPHOR = re.compile(
    r"(?:company|group|firm|bank|retailer|manufacturer|maker|carmaker|automaker|lender|operator|business|corporation|"
    r"insurer|airline|chain|brand|developer|producer|supplier|provider|organi[sz]ation|trust|fund|startup|we|management)$",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"(?:[\w\-’']+\s+){0,4}?(?:report|study|survey|research|analysis|analysts?|economists?|researchers|experts|estimates?|"
    r"forecasts?|projections?|findings|data|figures?|statistics|growth|expansion|increase|rise|decline|trend|trajectory|prospects|potential|momentum|"
    r"cagr|rate|change|period|performance|outlook|number|result|results|section|table|article|announcement|announcements|news|release|guidance)(?:\s+(?:of|from|by|for|in|"
    r"at)\b.*)?$",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"^(?:analysts?|economists?|experts|researchers|observers|officials)\b", re.IGNORECASE)
_TIME_TAIL = re.compile(
    r"\s+(?:for|in|during|over|at|as of|through|throughout|by|since|from|of|on)\s+(?:the\s+|"
    r"this\s+|that\s+|last\s+|its\s+|our\s+)*"
    r"(?:\w+\s+){0,2}?(?:fiscal|financial|full|first|second|third|fourth|last|latest|same|current|prior|previous|coming|"
    r"year|quarter|half|month|months|period|week|decade|nine|six|twelve|three|end|recent)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_TAIL = re.compile(
    r"\s+(?:of|from|for|in|within|across|to|per|by|on|at|with|among|between|via|through|under)\s+.*$", re.I | re.DOTALL
)
# `sales to end users` stays whole.
_MEASURE_TAIL = re.compile(_TAIL.pattern.replace("|to|", "|to(?=\\s+[A-Z\\d])|"), re.DOTALL)
_OF_OWNER = re.compile(
    r"\s+(?:of|from|for|in|within|across|on)\s+(?:the\s+|all\s+|its\s+|our\s+|their\s+)*(.+)$", re.I | re.DOTALL
)
_NO_OWNER = re.compile(
    r"(?:continuing |discontinued |core |all )?(?:operations|operating activities|goods sold|"
    r"goods|sales|ownership|capital|"
    r"attendance|the group|the company|the period|the year)\b|customers$",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"[A-Z][\w&.\-]*(?:\s+(?:(?:&|of|and|de)\s+)?[A-Z][\w&.\-]*){0,4}")
_QUANTITIES = frozenset({MentionKind.COUNT, MentionKind.QUANTITY, MentionKind.MONEY, MentionKind.PERCENT})
_WORDLESS = re.compile(r"[^A-Za-z]*$")


def named_phrase(text: str, span: Span, mentions: Sequence[Mention]) -> NamedPhrase | None:
    """A noun phrase taken apart; None where it names nothing of its own."""
    span = _without_times(text, span, mentions)
    span = _without_number(text, span, mentions)
    start, owned = _start(text, span, {m.span.start for m in mentions if m.kind is MentionKind.NAME})
    phrase = " ".join(text[start : span.end].split())
    if owned:
        return NamedPhrase(PhraseKind.MEASURE, None, _measure_words(phrase), owned=True) if phrase else None
    if _WORDLESS.match(phrase):
        return None
    inner = [m for m in mentions if start <= m.span.start and m.span.end <= span.end]
    market = next((m for m in inner if m.kind is MentionKind.MARKET), None)
    if market is not None and (found := _of_market(text, start, span.end, market)):
        return found
    if _is_all_place(text, start, span.end, inner):
        return NamedPhrase(PhraseKind.PLACE, None)
    if _COMPANY_ANAPHOR.fullmatch(phrase.casefold()):
        return NamedPhrase(PhraseKind.COMPANY, None)
    if _DOCUMENT.match(phrase) and not any(m.kind is MentionKind.NAME and m.span.start == start for m in inner):
        return NamedPhrase(PhraseKind.DOCUMENT, None)
    return _possessive(text, start, span.end, inner) or _plain(text, start, span.end, inner)


def _without_number(text: str, span: Span, mentions: Sequence[Mention]) -> Span:
    """Behind the figure that a phrase begins with (`5.2 GW of capacity`, `A further 1,859 homes`)."""
    for mention in mentions:
        if mention.kind in _QUANTITIES and span.start <= mention.span.start < span.start + 12 <= span.end:
            counted = isinstance(mention.value, Figure) and mention.value.unit
            start = (
                mention.span.end
                if mention.kind is not MentionKind.COUNT or not counted
                else _behind_digits(text, mention)
            )
            of = re.compile(r"\s*(?:of\s+(?:the\s+)?)?").match(text, start, span.end)
            return Span(of.end() if of else start, span.end)
    return span


def _behind_digits(text: str, mention: Mention) -> int:
    """Where the things counted begin in a count whose span covers them."""
    number = re.compile(r"[\d.,\s]*(?:hundred|thousand|million|billion|dozen|[kmb]n?\b)?\s*", re.IGNORECASE)
    found = number.match(text, mention.span.start, mention.span.end)
    return found.end() if found else mention.span.start


def _without_times(text: str, span: Span, mentions: Sequence[Mention]) -> Span:
    """Without brackets at the end and without when (`Sales in 2024`, `Revenue for the quarter`)."""
    end = span.end
    times = [m.span.start for m in mentions if m.kind is MentionKind.PERIOD and span.start < m.span.start < span.end]
    for time in times:
        before = re.search(
            r"\s+(?:in|for|of|during|by|through|since|from|at|as of|to|ended|ending)\s+(?:the\s+)?$",
            text[span.start : time],
        )
        if before:
            end = min(end, span.start + before.start())
    tail = _TIME_TAIL.search(text, span.start, end)
    if tail is not None and tail.start() > span.start:
        end = tail.start()
    while (bracket := re.search(r"\s*\([^()]*\)?\s*$", text[span.start : end])) and bracket.start() > 0:
        end = span.start + bracket.start()
    return Span(span.start, end)


def _start(text: str, span: Span, names: set[int]) -> tuple[int, bool]:
    """Behind articles and counts; whether a pronoun (`its`, `our`) owns the rest. A name keeps its first word."""
    start = span.start
    while start not in names and (found := _DETERMINER.match(text, start, span.end)):
        start = found.end()
    owned = _OWNED.match(text, start, span.end)
    return (owned.end(), True) if owned else (start, False)


def _of_market(text: str, start: int, end: int, market: Mention) -> NamedPhrase | None:
    """A market, or a measure of it (`the size of the tea market`); None where it only tells where a thing is."""
    ahead = text[start : market.span.start].strip()
    behind = " ".join(text[market.span.end : end].split())
    name = str(market.value) if market.value else None
    if not ahead or re.fullmatch(
        r"[\w’'\- ]{0,40}(?:size|value|valuation|growth|volume|scale|revenues?|worth) (?:of|in|for)(?: the)?(?: \w+)?",
        ahead,
        re.I,
    ):
        size = re.match(r"(?:size|value|valuation|revenues?|volume|growth|share|demand)\b", behind, re.IGNORECASE)
        return NamedPhrase(PhraseKind.MARKET, name, size.group().casefold() if size else "")
    return None


_BESIDE_PLACES = re.compile(
    r"\b(?:and|the|region|regions|countries|other|rest|of|both|market|respectively|particularly|including)\b|\W", re.I
)


def _is_all_place(text: str, start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Whether the phrase is nothing but places (`North America and Europe`, `the APAC region`)."""
    places = [m.span for m in mentions if m.kind is MentionKind.PLACE and "demonym" not in m.cues]
    return bool(places) and not _BESIDE_PLACES.sub("", words_beside(text, Span(start, end), places))


def _possessive(text: str, start: int, end: int, mentions: Sequence[Mention]) -> NamedPhrase | None:
    found = _POSSESSIVE.match(text, start, end)
    if found is None:
        return None
    owner = re.sub(r"^(?:the|a|an)\s+", "", found.group(1), flags=re.I)
    rest = " ".join(text[found.end() : end].split())
    place = any(m.kind is MentionKind.PLACE and m.span.start == found.start(1) for m in mentions)
    if place and _CAPITALS.fullmatch(rest):
        return NamedPhrase(PhraseKind.COMPANY, rest)
    if place:
        return named_phrase(text, Span(found.end(), end), mentions)
    if _COMPANY_ANAPHOR.fullmatch(owner.casefold()) or re.fullmatch(r"(?:market|industry|sector)", owner, re.I):
        kind = PhraseKind.COMPANY if _COMPANY_ANAPHOR.fullmatch(owner.casefold()) else PhraseKind.MARKET
        return NamedPhrase(kind, None, _measure_words(rest))
    if re.search(r"\b(?:year|quarter|month|today|week|decade)$", owner, re.IGNORECASE):
        return _plain(text, found.end(), end, mentions)
    return NamedPhrase(PhraseKind.COMPANY, owner, _measure_words(rest))


def _plain(text: str, start: int, end: int, mentions: Sequence[Mention]) -> NamedPhrase | None:
    phrase = " ".join(text[start:end].split())
    name = next((m for m in mentions if m.kind is MentionKind.NAME and m.span.start == start), None)
    if name is not None:
        rest = " ".join(text[name.span.end : end].split()).strip(" ,")
        if not rest or rest.startswith("("):
            return NamedPhrase(PhraseKind.COMPANY, str(name.value))
        if _ENDS_IN_MEASURE.search(_TAIL.sub("", rest)) and rest[0].islower() and " of " not in rest:
            return NamedPhrase(PhraseKind.COMPANY, str(name.value), _measure_words(rest))
    head = _TAIL.sub("", phrase)
    if not _ENDS_IN_MEASURE.search(head):
        return NamedPhrase(PhraseKind.THING, _capped(_without_demonym(phrase, start, mentions)))
    owner = _OF_OWNER.match(phrase[len(head) :])
    words = owner.group(1).strip() if owner else ""
    is_place = any(m.kind is MentionKind.PLACE and words.startswith(text[m.span.start : m.span.end]) for m in mentions)
    if not words or is_place or _NO_OWNER.match(words):
        return NamedPhrase(PhraseKind.MEASURE, None, _measure_words(_without_demonym(head, start, mentions)))
    return NamedPhrase(PhraseKind.THING, _capped(words), _measure_words(head))


def _without_demonym(phrase: str, start: int, mentions: Sequence[Mention]) -> str:
    """`U.S. farmers`, `German exports`: the place is an aspect of its own."""
    for mention in mentions:
        if mention.kind is MentionKind.PLACE and mention.span.start == start:
            rest = phrase[mention.span.end - start :].lstrip()
            return rest if rest[:1].islower() else phrase
    return phrase


def _capped(phrase: str) -> str:
    """A phrase cut at its first comma and at ten words."""
    words = re.split(r"[,;:]\s", phrase)[0].split()[:10]
    while words and words[-1].casefold() in _DANGLING:
        words = words[:-1]
    return " ".join(words)


_DANGLING = frozenset("of in on at by for from to with and or the a an its our their".split())
_EMPTY_WORDS = frozenset(
    "the a an its of in and with total reported annual our their to quarterly overall "
    "consolidated estimated stated full-year "
    "full-year's monthly first-half second-half previous former prior current annualised annualized new its".split()
)


def _measure_words(words: str) -> str:
    """A measure in lower case without words that name no kind of it."""
    words = re.sub(r"\s*\([^()]*\)", "", words)
    words = _MEASURE_TAIL.sub("", words) if _ENDS_IN_MEASURE.search(_TAIL.sub("", words)) else words
    kept = words.split()
    while len(kept) > 1 and kept[-1].casefold() in ("projection", "projections", "estimate", "estimates"):
        kept = kept[:-1]
    while kept and kept[0].casefold() in _EMPTY_WORDS:
        kept = kept[1:]
    return " ".join(word if word.isupper() else word.casefold() for word in kept[:6]).strip(" ,;:")


def measure_words(words: str) -> str:
    """The measure that a noun phrase names, in lower case, `consolidated`, `total` and articles left out."""
    return _measure_words(words)
