"""Names of companies and products, and of markets, by the shape of words.

Measured against the trained pipeline's entities the shapes find fewer false organisations in
market reports, and they cost no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.model import Mention, MentionKind, Span

_WORD = r"(?:[A-Z][\w&’'\-/]*|[a-z]?[A-Z][\w&’'\-]+|[0-9]+[A-Z][A-Za-z]*)"
_JOINED = r"(?:\s+(?:of|de|la|von|van|del|and|&|the)\s+(?=[A-Z]))"
_SUFFIX = (
    r"(?:,?\s+(?:Inc|Corp|Ltd|LLC|PLC|plc|GmbH|AG|S\.A|SA|SE|NV|N\.V|"
    r"Co|AB|ASA|Oyj|KGaA|Pty|LP|Limited|Group|Holdings?)\b\.?)"
)
NAME = re.compile(rf"(?<![\w&]){_WORD}(?:(?:\s+|{_JOINED}){_WORD})*(?:{_SUFFIX})*")
COMPANY_SUFFIX = re.compile(
    rf"{_SUFFIX}$|\b(?:Group|Holdings?|Bank|Partners|Research|Technologies|Pharmaceuticals|Corporation|Company)$"
)
_PLAIN_START = frozenset(
    """The This That These Those It Its In As At On By For With According However Meanwhile Our We He She They
    A An But
    And Over From While Overall Adjusted If When Since After Before During Although Despite Revenue Sales Net
    Total Gross
    Operating Key Major Market Global Growth Fiscal Full First Second Third Fourth Half Year Quarter January
    February March
    April May June July August September October November December Monday Tuesday Wednesday Thursday Friday
    Saturday Sunday
    Among Additionally Furthermore Moreover Factors Companies Valued Note Source Figure Table Section CAGR USD
    EUR GBP Inc
    Rest Other Others Both Each Many Some Most Such Their There Here How What Why Who Which Is Are Was Were Has
    Have Had
    To Of Or So Yet Than Not No Yes Per Via About Around Approximately Nearly Almost More Less Up Down All Any
    Only Also
    Emerging Rising Increasing Recent Latest Future Current Based Driven Due Given Thanks Looking Following Including
    Revenues Profit Earnings EBITDA EPS Shares Share Cash Free Headcount Orders Shipments Production Exports
    Imports Trends
    Ebitda GDP YoY QoQ Advances Innovations Technological Demand Private Public Physical Digital Online Average Median
    Strong Higher Lower Record Domestic Foreign Existing New Sector Industry Customers Consumers Analysts Investors
    Respondents People Members Users Sixty""".split()
)
# A single capitalised word of such an ending at the start of a sentence is an ordinary word.
_ORDINARY = re.compile(r"[A-Z][a-z]+(?:ly|ed|ing|tions?|sions?|ments?|ness|ities|als|ers|ors|ants|ings)")
# In a headline every word is capitalised; the verb ends the name (`Northgate Expands in Spain`).
_HEADLINE_VERB = re.compile(
    r"\s(?:Reports?|Announces?|Forecasts?|Expects?|Launches|Expands?|Highlights?|Reveals?|Unveils?|Targets?|Sees|Posts?|"
    r"Projects|Projected|Expected|Forecasted|Says|Achieves|Delivers|Completes|Secures|Signs|Wins|Raises|Cuts|Closes|Opens|"
    r"Joins|Names|Appoints|Enters|Acquires|Surges?|Jumps?|Grows?|Rises?|Falls?|Hits?|Reaches|Exceeds?|Tops|Beats|Misses|"
    r"Leads|Lands|Publishes|Releases|Introduces|Partners with|Accelerates|Strengthens|Continues|Returns|Shrinks?|"
    r"Valued|Worth|Will|Is|Are|Has|Have|To)(?=\s|$)"
)
_POSSESSIVE_END = re.compile(r"[’']s?$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\n\s*|[*•\-–—]\s+)\Z")
_MARKET_END = re.compile(
    r"\b([Mm]arketplace|[Mm]arkets?|[Ii]ndustry|[Ss]ector|(?:(?<=\bcreator )|(?<=\bsharing )|(?<=\bgig ))economy)\b"
    r"(?!\s*(?:[Ss]hares?|[Cc]ap|[Pp]layers|[Tt]ypes?|[Ss]egments?)\b)"
)
# `extracts for cosmetics and food markets`: the markets that a product goes to, not the one reported on.
_SERVED = re.compile(r"(?<=\w)\s+(?P<for>for|serving)\s+(?:the\s+)?(?:[\w\-]+(?:,|\s+and|\s+&)\s+){1,4}$")
# `the global market for slate tiles was worth`: what is sold there stands behind, up to a verb or a preposition.
_GOODS_BEHIND = re.compile(
    r"\s+for\s+(?P<goods>(?!(?:the|this|these|those|its|our|their|such|an?|each|every|all|many|most|years?|decades?|"
    r"example|instance|now|it|them|us|which|whom|both)\b)"
    r"(?:[A-Za-z][\w\-/&’']*\s+){0,5}?[A-Za-z][\w\-/&’']*)"
    r"(?=\s*[,.;:()–—]|\s*$|\s+(?:is|are|was|were|will|would|has|have|had|can|could|may|might|should|in|at|by|from|to|"
    r"over|during|between|through|across|on|with|grew|grows|rose|rises|fell|falls|stood|stands|reached|reaches|"
    r"totall?ed|amounted|shrank|shrinks|expanded|expands|worth|valued|estimated|that|which|as|than)\b)"
)
_WORDS_BEFORE = re.compile(r"[\w&’'()/.,+\-–]+")
_STOPS = frozenset(
    """the a an this that these those its their our his her in of for on at by to from with and as is are was
    were be been
    being has have had will would can could may might should than then while when where which who whose whom
    into within
    across over under between among both each every any some many most more less such overall total entire
    whole current
    said says according estimates reports report projects expects predicts see sees how what but or if it they
    we he she
    growing key major potential target addressable broader wider end larger worldwide driving drives drive
    transform transforming
    entering dominate dominating lead leading expand expanding about into during through since until after before
    that's there's also not only however meanwhile shows indicates reveals suggests forecasts anticipates
    estimated valued
    encompass encompasses include includes remain remains become becomes offer offers targeting target serve serves
    two three four five six seven eight nine ten primary positive niche new
    size sized disrupt massive booming shaping fuel fueling boost supporting support enhance capture shape
    through using
    global world's international regional national local domestic other others remaining rest certain several various
    select billion million trillion bn mn""".split()
)
_ADJECTIVES_DROPPED = frozenset(
    "global worldwide international overall entire total world's broader wider growing booming strong "
    "competitive vast huge"
    " massive lucrative dynamic emerging robust respective same mature fragmented evolving thriving expanding".split()
)


def find_names(text: str) -> Iterator[Mention]:
    """Runs of capitalised words that may be a company, product or person, without ordinary sentence starts."""
    for found in NAME.finditer(text):
        start, end = found.span()
        words = found.group().split()
        while words and _POSSESSIVE_END.sub("", words[0]) in _PLAIN_START:
            start += len(words[0])
            start += len(text[start:end]) - len(text[start:end].lstrip())
            words = words[1:]
        verb = _HEADLINE_VERB.search(text, start, end)
        name = text[start : verb.start() if verb else end].rstrip("’'")
        name = name.removesuffix("’s").removesuffix("'s")
        if len(name) < 2 or name.isdigit() or not any(letter.isalpha() for letter in name):
            continue
        if _ORDINARY.fullmatch(name) and _SENTENCE_START.search(text[max(0, start - 3) : start]):
            continue
        span = Span(start, start + len(name))
        cues = ("company",) if COMPANY_SUFFIX.search(name) else ()
        yield Mention(MentionKind.NAME, span, span, name, cues)


def find_markets(text: str) -> Iterator[Mention]:
    """Phrases that end in `market`, `industry` or `sector`; the value is the name without article and `global`.

    A bare `the market` is an anaphor: its value is None and its cue `anaphor`.
    """
    for found in _MARKET_END.finditer(text):
        start = _phrase_start(text, found.start())
        phrase = re.sub(r"\s*\([^)]*\)", "", text[start : found.end()])
        served = _SERVED.search(text, max(0, start - 80), start) if found.group().casefold().endswith("s") else None
        if served is not None:
            start = _phrase_start(text, served.start("for"))
            phrase = f"{text[start : served.start('for')].rstrip()} market"
        words = [word for word in phrase.split() if word.casefold() not in _ADJECTIVES_DROPPED]
        span = Span(start, found.end())
        goods = _GOODS_BEHIND.match(text, found.end()) if len(words) <= 1 and not found.group().endswith("s") else None
        if goods is not None:
            span = Span(start, goods.end())
            yield Mention(MentionKind.MARKET, span, span, f"{goods['goods']} {found.group().casefold()}", ())
        elif len(words) <= 1:
            yield Mention(MentionKind.MARKET, span, span, None, ("anaphor",))
        else:
            yield Mention(MentionKind.MARKET, span, span, " ".join(words), ())


def _phrase_start(text: str, end: int) -> int:
    """Walk back over the words of the noun phrase before `market`, at most twelve."""
    words = list(_WORDS_BEFORE.finditer(text, max(0, end - 140), end))
    start = end
    for word in reversed(words[-12:]):
        gap = text[word.end() : start]
        piece = word.group()
        if gap.strip() or _ends_sentence(piece) or "\n" in gap:
            break
        bare = piece.strip("(),").casefold()
        if bare in _STOPS and not _joins_names(text, word, start, piece):
            break
        if re.fullmatch(r"[\d.,%$]+", piece.strip("()")) or (piece.endswith("s") and bare in ("markets",)):
            break
        start = word.start()
    return start


def _ends_sentence(piece: str) -> bool:
    """A word that a comma or a full stop ends, unless it is an abbreviation such as `U.S.`."""
    return piece[-1] == "," or (piece[-1] == "." and "." not in piece[:-1])


def _joins_names(text: str, word: re.Match[str], after: int, piece: str) -> bool:
    """Whether `and`, `of` or `for` joins two capitalised or two noun parts of one market's name."""
    if piece.casefold() not in ("and", "of", "for", "to", "on", "in") or word.start() == 0:
        return False
    before = text[: word.start()].rstrip()[-1:]
    follows = text[word.end() : after + 1].lstrip()[:1]
    previous = re.search(r"([\w\-)]+)\s*$", text[max(0, word.start() - 40) : word.start()])
    return before.isalnum() and follows.isupper() and previous is not None and previous.group(1)[0].isupper()
