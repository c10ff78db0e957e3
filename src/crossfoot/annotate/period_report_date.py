"""The report's own date: what it says of itself, never today's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crossfoot.annotate.period_cues import lead
from crossfoot.annotate.period_dates import Dated, find_dated
from crossfoot.model import Document, Period
from crossfoot.periods import contains, day, month

_METADATA_KEYS = ("date", "published", "publication_date", "pubdate", "created", "updated", "modified")
_HEAD, _TAIL = 6000, 2000
_LABEL_BEFORE = re.compile(
    r"(?:^|[\n|(*_>])\s{0,3}[*_]{0,2}(?:date|dated|published|publication\s+date|published\s+(?:on|date)|release\s+date"
    r"|released|report\s+date|posted(?:\s+on)?|updated|last\s+updated|issued)[*_]{0,2}\s{0,2}[:\-–]?[*_]{0,2}\s{0,2}"
    r"(?:on\s)?$",
    re.IGNORECASE,
)
_BYLINE_BEFORE = re.compile(
    r"(?:^|\n|[\u2014–-]\s{0,2})[ \t*_]{0,4}(?:[A-Z][^\n.!?]{1,80}?[,.)]?\s{0,2}[(\-–—]?\s{0,2})?"
    r"(?:[A-Z][a-z]+day,\s)?$"
)
_BYLINE_AFTER = re.compile(r"[*_]{0,2}\s{0,2}(?:[/(][A-Z0-9]|--|[–—]\s?|-\s|[*_]{0,2}\s{0,2}(?:\n|$)|\)\s{0,2}[-–—])")
_SLUG_DATE = re.compile(
    r"(?<!\d)(?:(?P<ymd>20\d\d[-/_]?(?:0[1-9]|1[0-2])[-/_]?(?:0[1-9]|[12]\d|3[01]))"
    r"|(?P<dmy>(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])20\d\d)|(?P<ym>20\d\d[-/](?:0[1-9]|1[0-2])))(?!\d)"
)


def report_date(document: Document) -> Period | None:
    """The day, month or year of the report, None where it does not say.

    In order: the date of its metadata; a by-line (`SINGAPORE, October 7, 2024 /Wire/ --`) or a
    labelled date (`Published: 3 May 2024`) near its beginning or end; the dates in its links,
    where they agree.
    """
    return _from_metadata(document) or _from_text(document.text) or _from_links(link.address for link in document.links)


def _from_metadata(document: Document) -> Period | None:
    metadata = {key.lower(): value for key, value in document.metadata.items()}
    for key in _METADATA_KEYS:
        for dated in find_dated(metadata.get(key, "").replace("T", " ")):
            if dated.period is not None and not dated.period.window:
                return dated.period
    return None


def _from_text(text: str) -> Period | None:
    pieces = (text,) if len(text) <= _HEAD + _TAIL else (text[:_HEAD], text[-_TAIL:])
    dates = [(piece, find_dated(piece)) for piece in pieces]
    for accepts in (_is_byline, _is_labelled):
        for piece, found in dates:
            for dated in found:
                if dated.period is not None and _is_date(dated.period) and accepts(piece, dated):
                    return dated.period
    return None


def _is_date(period: Period) -> bool:
    return not period.window and len(period.label) in (4, 7, 10) and period.label.replace("-", "").isdigit()


def _is_byline(text: str, dated: Dated) -> bool:
    if dated.period is None or len(dated.period.label) != 10:
        return False
    if lead(text, dated.start).cues:  # `As of June 30, 2024 – …` dates a figure, not the report
        return False
    before = _BYLINE_BEFORE.search(text, max(0, dated.start - 96), dated.start)
    return before is not None and _BYLINE_AFTER.match(text, dated.end) is not None


def _is_labelled(text: str, dated: Dated) -> bool:
    return _LABEL_BEFORE.search(text, max(0, dated.start - 40), dated.start) is not None


def _from_links(addresses: Iterable[str]) -> Period | None:
    """The one date that the addresses give; a day inside the month of another agrees with it."""
    found: set[Period] = set()
    for address in addresses:
        for match in _SLUG_DATE.finditer(address):
            period = _slug_period(match)
            if period is not None:
                found.add(period)
    finest = max(found, key=lambda period: (len(period.label), period.label), default=None)
    if finest is None or not all(contains(period, finest) for period in found):
        return None
    return finest


def _slug_period(match: re.Match[str]) -> Period | None:
    digits = re.sub(r"\D", "", match[0])
    try:
        if match["ym"]:
            return month(int(digits[:4]), int(digits[4:]))
        if match["dmy"]:
            return day(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
        return day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:  # such as 31 June: digits that are no date
        return None
