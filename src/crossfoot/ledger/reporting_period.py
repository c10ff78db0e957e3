"""The period that a report, or a section of it, gives the results of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot import periods
from crossfoot.annotate import AnnotatedBlock
from crossfoot.ledger.subjects import title_span
from crossfoot.ledger.time_comparison import is_against
from crossfoot.model import BlockKind, Document, Mention, MentionKind, Period

_RESULTS = re.compile(
    r"\b(?:results?|earnings|interim|trading\s(?:update|statement)|quarterly|annual\sreport|financial\s(?:report|statements?|"
    r"highlights|performance)|half-year(?:ly)?|year-end|revenues?|profits?|net\s(?:sales|income|loss)|turnover|EBITD?A)\b",
    re.IGNORECASE,
)
_MARKET = re.compile(
    r"\b(?:markets?|industry|sector)\s(?:size|share|growth|report|outlook|forecast|analysis|trends?|to\s(?:reach|hit|surpass))\b"
    r"|\bCAGR\b|\bforecast\b|\bguidance\b|\boutlook\b",
    re.IGNORECASE,
)
_LEAD_BLOCKS = 3
_HEAD_BLOCKS = 12
_LEAD_LENGTH = 500
_PART = re.compile(r"-(?:Q[1-4]|H[12]|\d{1,2}M)$")


def reporting_period(document: Document, annotated: Sequence[AnnotatedBlock]) -> Period | None:
    """The period of the results that a report is about: its title's, else a first heading's, else its lead's.

    Only a report of results has one; a market report is about many years.
    """
    title = title_span(document)
    head = annotated[:_HEAD_BLOCKS]
    titles = [block for block in head if document.blocks[block.block].span == title]
    headings = [b for b in head if document.blocks[b.block].kind in (BlockKind.HEADING, BlockKind.TITLE)]
    if any(_MARKET.search(_text(document, block)) for block in titles):
        return None
    found = next(filter(None, (period_of_results(_text(document, b), b.mentions) for b in (*titles, *headings))), None)
    if found is not None:
        return found
    running = [b for b in head if document.blocks[b.block].kind is BlockKind.PARAGRAPH]
    for block in running[:_LEAD_BLOCKS]:
        start = document.blocks[block.block].span.start
        early = [m for m in block.mentions if m.span.end - start <= _LEAD_LENGTH]
        found = period_of_results(_text(document, block)[:_LEAD_LENGTH], early, running=True)
        if found is not None:
            return found
    return None


def _text(document: Document, block: AnnotatedBlock) -> str:
    span = document.blocks[block.block].span
    return document.text[span.start : span.end]


def period_of_results(text: str, mentions: Sequence[Mention], running: bool = False) -> Period | None:
    """The accounting period that a title or heading names: the first quarter, half or fiscal year, else its one year.

    In running text a bare year may be any, and a quarter needs words of results beside it.
    """
    results = _RESULTS.search(text) is not None
    if _MARKET.search(text) or (running and not results):
        return None
    dated = [m for m in mentions if m.kind is MentionKind.PERIOD and _is_named(m)]
    for mention in dated:
        if isinstance(mention.value, Period) and _is_accounting(mention, mention.value):
            return mention.value
    years = {m.value for m in dated if isinstance(m.value, Period) and periods.is_single_year(m.value)}
    return years.pop() if len(years) == 1 and results and not running else None


def _is_named(mention: Mention) -> bool:
    value = mention.value
    ends = {"by", "until", "through"}.intersection(mention.cues)
    return isinstance(value, Period) and not value.window and not ends and not is_against(mention)


def _is_accounting(mention: Mention, period: Period) -> bool:
    return "ended" in mention.cues or _PART.search(period.label) is not None or periods.is_fiscal(period)
