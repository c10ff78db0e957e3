"""Which years the report says it is about: forecast windows, base years, its own date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from crossfoot import periods
from crossfoot.annotate import AnnotatedBlock
from crossfoot.annotate.periods import window_role
from crossfoot.ledger.subjects import title_span
from crossfoot.model import BlockKind, Document, Mention, MentionKind, Period, RelativePeriod, Span, WindowClaim

_SLUG_WINDOW = re.compile(r"(?<!\d)(20\d\d)-(?:to-)?(20\d\d)(?!\d)")
_FORECAST_TO = re.compile(r"\bforecasts?\s+(?:till|until|to|through|up to)\s*$", re.IGNORECASE)
_HISTORY = re.compile(r"\b(?:histor\w*|past|last|since|between|grew|rose|fell|founded|review)\b", re.IGNORECASE)


def window_claims(document: Document, annotated: Sequence[AnnotatedBlock]) -> tuple[WindowClaim, ...]:
    """Every place where the report names the years that it covers, in order."""
    title = title_span(document)
    claims: list[WindowClaim] = []
    for block in annotated:
        shape = document.blocks[block.block]
        is_title = shape.span == title
        heading = shape.kind in (BlockKind.HEADING, BlockKind.TITLE)
        where = "title" if is_title else "heading" if heading else "text"
        for mention in block.mentions:
            if mention.kind is MentionKind.PERIOD:
                claims += _claim(document, shape.span, mention, where)
    claims += _link_claims(document)
    return tuple(claims)


def _claim(document: Document, block: Span, mention: Mention, where: str) -> Iterator[WindowClaim]:
    value = mention.value
    text = document.text[block.start : block.end]
    local = Mention(
        mention.kind,
        Span(mention.span.start - block.start, mention.span.end - block.start),
        Span(mention.whole.start - block.start, mention.whole.end - block.start),
        value,
        mention.cues,
    )
    role = window_role(text, local)
    if isinstance(value, Period):
        plain = value.window and value.start is not None and value.end is not None
        years = plain and periods.is_single_year(_first(value)) and not _HISTORY.search(text[: local.span.start][-40:])
        if role is None and where in ("title", "heading") and years and _lies_ahead(value):
            role = "forecast"
        year = None if value.window else periods.end_year(value)
        if year is not None and where != "text" and _FORECAST_TO.search(text, 0, local.span.start):
            yield WindowClaim("forecast", periods.window(None, periods.year(year)), None, mention.span, where)
        elif role is not None:
            yield WindowClaim(role, value, None, mention.span, where)
    elif isinstance(value, RelativePeriod) and value.low is not None:
        yield WindowClaim("length", None, value, mention.span, where)


def _first(window: Period) -> Period:
    year = periods.start_year(window)
    return periods.year(year) if year is not None else window


def _lies_ahead(window: Period) -> bool:
    """A title's window of at least three years is taken for its forecast."""
    first, last = periods.start_year(window), periods.end_year(window)
    return first is not None and last is not None and last - first >= 3


def _link_claims(document: Document) -> Iterator[WindowClaim]:
    for link in document.links:
        for found in _SLUG_WINDOW.finditer(link.address):
            first, last = int(found.group(1)), int(found.group(2))
            if last - first >= 3:
                window = periods.window(periods.year(first), periods.year(last))
                yield WindowClaim("forecast", window, None, link.span, "link")


def forecast_window(claims: Sequence[WindowClaim]) -> Period | None:
    """The report's forecast window: the title's, else the one that headings and text name most often."""
    for where in ("title", "heading", "text"):
        named = [c.period for c in claims if c.role == "forecast" and c.where == where and c.period and c.period.window]
        whole = [p for p in named if p.start is not None and p.end is not None]
        if whole:
            return Counter(whole).most_common(1)[0][0]
    return None
