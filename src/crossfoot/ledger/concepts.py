"""Which concept a figure measures, from the words nearest to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crossfoot.ledger.clauses import Surroundings
from crossfoot.ledger.parts_of import is_of_people
from crossfoot.model import Concept, Figure, Mention, MentionKind


@dataclass(frozen=True, slots=True)
class ConceptReading:
    """A concept, the words that gave it, and the measure in full (`adjusted EBITDA`)."""

    concept: Concept | None
    words: str
    measure: str = ""
    why_not: str | None = None


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)


_UP = (
    r"increas\w*|grew|grow\w*|growth|ris\w+|rose|up|jump\w*|surg\w*|gain\w*|climb\w*|soar\w*|improv\w*|advanc\w*|expand\w*|expansion|"
    r"accelerat\w*|leap\w*|skyrocket\w*|hike\w*|rall(?:y|ied)|widen\w*|higher|rebound\w*|upside|boost\w*|spike\w*|ballooned|swell\w*"
)
_DOWN = (
    r"decreas\w*|declin\w*|fell|fall\w*|drop\w*|down|plung\w*|slump\w*|shr[aiu]nk\w*|shrink\w*|contract(?:ed|ing|ion|s)?|narrow\w*|slid\w*|"
    r"reduc\w*|reduction|tumbl\w*|lower\w*|slow\w*|dip\w*|eas(?:ed|ing)|cut|cuts|lost|los(?:e|es|ing)|weaken\w*|plummet\w*|erod\w*"
)
DIRECTION_UP = _words(_UP)
DIRECTION_DOWN = _words(_DOWN)
_GROWTH_RATE = _words(
    r"(?:\(?CAGR\)?|compound(?:ed)? annual(?:ized|ised)?(?: growth)?(?: rates?)?|(?:average )?annual(?:ized|"
    r"ised)? (?:growth )?rates?(?: of growth)?|"
    r"annual(?:ly|ized|ised)? (?:growth|increase)|growth rates?|per (?:year|annum)|"
    r"(?<!within )(?<!after )(?<!for )(?<!once )(?<!than )a year(?! (?:ago|earlier|before|later))|each year|annually|"
    r"yearly|p\.a\.?)"
)
_SHARE = _words(
    r"(?:market )?shares?|stakes?|portions?|proportions?|account(?:s|ed|ing)? for|h[eo]lds?|holding|captur(?:e|"
    r"es|ed|ing)|contribut(?:e|es|ed|ing|ion)|"
    r"represent(?:s|ed|ing)?|compris(?:e|es|ed|ing)|constitut(?:e|es|ed|ing)|command(?:s|ed|ing)?|ma[dk]e up|"
    r"leads? with|leading with|making up|mak(?:e|es) up|"
    r"margins?|weight(?:ing)?|penetration|adoption|turnout|(?:billing|payout|cost-income|"
    r"loan-to-value|equity|combined|loss) ratio|"
    r"(?:participation|occupancy|utili[sz]ation|literacy|unemployment|employment|vacancy|conversion|retention|response|"
    r"success|churn|approval|recycling|vaccination|enrolment|poverty|completion|load|usage|"
    r"take-up|coverage) (?:rates?|factor)|"
    r"of (?:the |all |total |its |our |their |global |net |overall |"
    r"worldwide )*"
    r"(?:market|total|sales|revenues?|respondents?|turnover|volume|shipments|demand|cases|assets|value|supply|consumers|users|adults|participants|workers|executives|companies|people|customers|households|voters|employees)"
)
_OF_WHOLE = re.compile(r"^\s*(?:\([^)]*\)\s*)?of\s+(?!(?=\d)|growth\b)", re.IGNORECASE)
_CHANGE = _words(
    f"{_UP}|{_DOWN}|change[sd]?|year[- ]o(?:n|ver)[- ]year|yoy|y-o-y|y/y|qoq|q/q|more than|less than(?= (?:in|"
    f"last|a year))"
)
_REVENUE = _words(
    r"(?:[a-z\-]+ ){0,2}(?:revenues?|sales|turnover|net sales|billings|bookings|top line|receipts|proceeds|gmv|ggr)"
)
_PROFIT = _words(
    r"(?:[a-z\-]+ ){0,2}(?:profits?|net income|earnings|income|ebitda|ebita|ebit|loss(?:es)?|pat|operating "
    r"result|noi|ffo)"
)
_PRICE = _words(
    r"(?:[a-z\-]+ ){0,2}(?:prices?|priced|costs? (?:of|per)|fees?|rent|adr|revpar|tariffs?|"
    r"(?<!growth )(?<!annual )rates? (?:of|per)|asp|"
    r"trading at|closed at)"
)
_COST_OF = _words(
    r"costs? of (?:goods(?: sold)?|sales|revenues?|products?|services?|materials?|production|operations|labou?r|living)"
)
_PER_SHARE = re.compile(
    r"^\s*(?:per|a|/)\s*(?:diluted )?(?:share|unit|kwh|kg|tonne|ton|barrel|ounce|sq|square|night|month|user|"
    r"piece|w\b|watt|gw|mw|kw)",
    re.IGNORECASE,
)
_EPS = _words(r"eps|earnings per share|dividends?(?: per share)?")
_EARNED = _words(r"eps|earnings|profits?|income|loss|dividends?")
_MARKET_SIZE = _words(
    r"(?:market|industry|sector)(?: size| value| valuation| revenue)?|valued at|valuation|worth|spend(?:ing)?|"
    r"market size"
)
_OTHER_MONEY = _words(
    r"market cap(?:itali[sz]ation)?|assets(?: under management)?|aum|fund(?:s|ing)?|raised|invest(?:ed|ments?|"
    r"ing)?|contracts?|orders?|order (?:book|intake|backlog)|"
    r"backlog|debt|cash(?: flow)?|capex|capital|loans?|deposits?|dividend|liquidity|equity|budget|grant|donat\w+|"
    r"commitment|savings|expenses?|costs?|"
    r"provisions?|tax(?:es)?|balance|portfolio|gdp|acv|arr|book value|salary|wages?|fine|settlement|charge|"
    r"impairment|acquisition|acquired"
)
_VOLUME = _words(
    r"shipments?|shipped|units?|volumes?|output|production|produced|capacity|deliver(?:y|ies|ed)|sold|consumption|installations?|tons?|tonnes?"
)


def _nearest_left(pattern: re.Pattern[str], text: str) -> tuple[int, str] | None:
    found = list(pattern.finditer(text))
    last = found[-1] if found else None
    return (len(text) - last.end(), last.group()) if last else None


# What stands behind these is of the next statement (`…, while net profit rose`).
_NEXT_STATEMENT = re.compile(
    r"[,;]?\s(?:while|whereas|but|although|though)\s|[,;]\s+(?:and|with)\s|\sand\s+(?:an?|its|net|gross|operating)\s",
    re.IGNORECASE,
)


def _nearest_right(pattern: re.Pattern[str], text: str, reach: int) -> tuple[int, str] | None:
    cut = _NEXT_STATEMENT.search(text, 0, reach + 8)
    found = pattern.search(text[: min(reach, cut.start()) if cut else reach])
    return (found.start(), found.group()) if found else None


def _nearest(
    cues: list[tuple[Concept, re.Pattern[str]]], left: str, right: str, reach_left: int, reach_right: int
) -> tuple[int, Concept, str] | None:
    """The cue with the fewest characters between itself and the figure; on the right it must be close."""
    best: tuple[int, Concept, str] | None = None
    for concept, pattern in cues:
        for hit in (_nearest_left(pattern, left[-reach_left:]), _nearest_right(pattern, right, reach_right)):
            if hit is not None and (best is None or hit[0] < best[0]):
                best = (hit[0], concept, hit[1])
    return best


_PERCENT_CUES = [(Concept.GROWTH_RATE, _GROWTH_RATE), (Concept.SHARE, _SHARE), (Concept.CHANGE, _CHANGE)]
_MONEY_CUES = [
    (Concept.REVENUE, _REVENUE),
    (Concept.PROFIT, _PROFIT),
    (Concept.OTHER, _COST_OF),
    (Concept.PRICE, _PRICE),
    (Concept.OTHER, _EPS),
    (Concept.OTHER, _OTHER_MONEY),
    (Concept.MARKET_SIZE, _MARKET_SIZE),
]
_FORECAST_GROWTH = re.compile(
    r"\b(?:grow|expand|increas|ris|climb)\w*\b[^.;]{0,40}?\b(?:at|by)\b[^.;]{0,30}$", re.IGNORECASE
)


_OF_THESE = re.compile(
    r"(?:^|[.;:]\s+)of (?:the|these|those|all|our|its)\s[^,;%]{3,90},\s*(?:some|about|around|"
    r"only|just|nearly|almost|over|"
    r"roughly|approximately|more than|a|an|fully)?\s*$",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"\bnumber of (?:the |its |our |their |all )*([^,;.:]{3,60}?)\s+(?:(?:is|was|are|were|"
    r"will|should|would|could|has|have|"
    r"is expected|rose|fell|grew|increased|at|to|from|reached|reaches|stood|of)\b[^,;]{0,60})?$",
    re.IGNORECASE,
)
_EACH_YEAR = re.compile(r"\s*(?:/|per\s)\s*(?:yr|year|annum)\b", re.IGNORECASE)
_YEARS_OF = re.compile(r"\byears of\s+(?:\w+\s+)?$", re.IGNORECASE)


_LOOSE_RATE = re.compile(r"growth rates?|a year|each year", re.IGNORECASE)
# `growth slowed from 12 % to 9 %`: both are rates, not what changed.
_GROWTH_MOVES = re.compile(
    r"\bgrowth\s+(?:rate\s+)?(?:accelerated|slowed|eased|picked up|improved|quickened|cooled|moderated|decelerated|"
    r"rose|fell)\s"
    r"(?:from|to)\s+(?:\d[\d.]*\s?(?:%|per ?cent)[^,;%]{0,25}\sto\s+)?$",
    re.IGNORECASE,
)
_YEAR_ON_YEAR = re.compile(r"year[- ]o(?:n|ver)[- ]year|yoy|y-o-y", re.IGNORECASE)


# A level in percent that moves `from 22 %` or `to 26 %` (and `from 22 % in Q3 to 26 %`).
_LEVEL_MOVES = re.compile(
    r"\b((?<!growth )(?:margins?|rates?|ratio|share|penetration|utili[sz]ation|occupancy|turnout))\b[^,;.%]{0,40}?\s"
    r"(?:from|to)\s+(?:\d[\d.]*\s?(?:%|per ?cent)[^,;%]{0,25}\sto\s+)?$",
    re.IGNORECASE,
)


# `The remaining 9 % fell to the others`: what is left of a whole, whatever verb follows.
_AGAINST = re.compile(
    r"\s*(?:ahead of|above|below|(?:more|less|fewer|higher|lower|larger|smaller|cheaper|dearer) than)\s+"
    r"(?:the\s+|its\s+|in\s+|a year|last|that of\s+)",
    re.IGNORECASE,
)
_RAISED_BY = re.compile(
    r"\b(raised|lifted|hiked|boosted|cut|lowered|reduced|trimmed|slashed)\s+(?:its|their|his|her|the|our)\s[^,;.%]{2,40}?\sby\s+$",
    re.IGNORECASE,
)
_REMAINS = re.compile(r"\bremaining\s+(?:about\s+|some\s+)?$", re.IGNORECASE)


def percent_concept(around: Surroundings, has_window: bool) -> ConceptReading:
    """Share, yearly rate or change; `has_window` says that the clause names a span of years."""
    if _OF_WHOLE.match(around.right) and not re.search(r"(?:CAGR|rate|growth)\W*$", around.left):
        return ConceptReading(Concept.SHARE, around.right.strip()[:40])
    if (rest := _REMAINS.search(around.left[-30:])) is not None:
        return ConceptReading(Concept.SHARE, rest.group().strip())
    if (against := _AGAINST.match(around.after)) is not None:
        return ConceptReading(Concept.CHANGE, against.group().strip())
    if (raised := _RAISED_BY.search(around.left[-70:])) is not None:
        return ConceptReading(Concept.CHANGE, raised.group(1))
    if _OF_THESE.search(around.before) or is_of_people(around):
        return ConceptReading(Concept.SHARE, "of")
    if (moves := _LEVEL_MOVES.search(around.before[-120:])) is not None:
        return ConceptReading(Concept.SHARE, moves.group(1))
    if _GROWTH_MOVES.search(around.before[-90:]):
        return ConceptReading(Concept.GROWTH_RATE, "growth")
    if _EACH_YEAR.match(around.right) or _YEARS_OF.search(around.left):
        return ConceptReading(Concept.GROWTH_RATE, "a year")
    best = _nearest(_PERCENT_CUES, around.left, around.right, 110, 34)
    if best is None:
        best = _nearest(_PERCENT_CUES, around.before, "", 200, 0) if len(around.left) < 12 else None
        if best is None:
            return ConceptReading(None, "", why_not="the words around it do not say what the percentage measures")
    _, concept, words = best
    return ConceptReading(_rate_or_change(concept, words, around, has_window), words)


def _rate_or_change(concept: Concept, words: str, around: Surroundings, has_window: bool) -> Concept:
    """`grow at 7 % until 2030` is a yearly rate; `a growth rate of 7 % year on year` is one change."""
    yearly = has_window or _GROWTH_RATE.search(around.right[:30])
    forecast = _FORECAST_GROWTH.search(around.left) or _GROWTH_RATE.search(around.left[-60:])
    if concept is Concept.CHANGE and yearly and forecast:
        concept = Concept.GROWTH_RATE
    near = around.right[:30] + around.left[-50:]
    if concept is Concept.GROWTH_RATE and _LOOSE_RATE.fullmatch(words) and _YEAR_ON_YEAR.search(near):
        return Concept.CHANGE
    return concept


def money_concept(around: Surroundings, subject_is_market: bool) -> ConceptReading:
    """What an amount of money measures."""
    if _PER_SHARE.match(around.right):
        return _per_piece(around)
    best = _nearest(_MONEY_CUES, around.left, around.right, 150, 42) or _nearest(_MONEY_CUES, around.before, "", 300, 0)
    if best is None:
        if subject_is_market:
            return ConceptReading(Concept.MARKET_SIZE, "market")
        return ConceptReading(Concept.OTHER, "", why_not="the words around it do not say what the amount measures")
    _, concept, words = best
    if (
        concept is Concept.MARKET_SIZE
        and not subject_is_market
        and not re.search(r"market|industry|sector|spend", words, re.I)
    ):
        concept = Concept.OTHER
    return ConceptReading(concept, words, _measure(words))


def _per_piece(around: Surroundings) -> ConceptReading:
    """Earnings and dividends per share are no prices; what else is told per piece is one."""
    words = around.right.strip()[:20]
    share = re.match(r"\s*(?:per|a|/)\s*(?:diluted )?share", around.right, re.IGNORECASE)
    earned = _nearest_left(_EARNED, around.before)
    if share is None or earned is None:
        return ConceptReading(Concept.PRICE, words, "price per share" if share else "price")
    dividend = earned[1].casefold().startswith("dividend")
    return ConceptReading(Concept.OTHER, words, "dividend per share" if dividend else "earnings per share")


def _measure(words: str) -> str:
    """The measure without words that name no kind of it."""
    dropped = {
        "the",
        "a",
        "an",
        "its",
        "of",
        "in",
        "and",
        "with",
        "total",
        "reported",
        "annual",
        "our",
        "their",
        "to",
        "quarterly",
    }
    return " ".join(word for word in words.casefold().split() if word not in dropped)


def number_of(around: Surroundings) -> str:
    """The things whose number a bare figure gives (`the number of connected meters rose to 3 million`)."""
    found = _NUMBER_OF.search(around.before[-140:])
    return found.group(1).strip() if found else ""


def counted_concept(mention: Mention, around: Surroundings) -> ConceptReading:
    """Volume where goods are shipped or produced, count otherwise; a bare number is not understood."""
    figure = mention.value
    assert isinstance(figure, Figure)
    if mention.kind is MentionKind.QUANTITY:
        return ConceptReading(Concept.VOLUME, figure.unit)
    if not figure.unit:
        best = _nearest([(Concept.VOLUME, _VOLUME)], around.left, around.right, 60, 30)
        if best is not None:
            return ConceptReading(Concept.VOLUME, best[2])
        if things := number_of(around):
            return ConceptReading(Concept.COUNT, things)
        return ConceptReading(None, "", why_not="nothing says what the number counts")
    if _VOLUME.fullmatch(figure.unit.split()[-1]) or _VOLUME.search(around.left[-40:]):
        return ConceptReading(Concept.VOLUME, figure.unit)
    return ConceptReading(Concept.COUNT, figure.unit)
