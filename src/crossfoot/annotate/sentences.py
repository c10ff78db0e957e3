"""Where sentences end: full stops that end one, against those of abbreviations and figures."""

from __future__ import annotations

import re

from crossfoot.model import Span

_CANDIDATE = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+\S)|\n|\s[•·▪●◦]\s|\s\*\s(?=[A-Z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Inc|Corp|Ltd|Co|Cos|Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|vs|approx|est|No|Nos|Fig|Figs|Rs|Re|Jan|Feb|Mar|Apr|Jun|"
    r"Jul|Aug|Sep|Sept|Oct|Nov|Dec|Gen|Gov|Sen|Rep|Hon|Vol|pp|cf|al|ca|incl|excl|avg|Dept|Univ|Assn|Bros|Mt|Ft)"
    r"|\b(?:e\.g|i\.e|a\.m|p\.m)|(?:\b[A-Za-z]\.)+[A-Za-z]|(?:^|\s)[A-Z])$"
)
_CORPORATE = re.compile(r"\b(?:Inc|Corp|Ltd|Co|Cos|Jr|Sr|[A-Z]\.[A-Z]|[ap]\.m)$")
_STARTS_SENTENCE = re.compile(
    r"[\"'“‘(\[]*(?:The|This|These|Those|It|Its|In|As|At|On|By|For|With|According|However|Meanwhile|Our|We|He|She|They|"
    r"A|An|Revenue|Sales|Net|Total|But|And|Over|From|While|Overall|Adjusted)\b"
)
_LOWER_START = re.compile(r"[\"'“‘(\[]*[a-z]")


_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
# `LONDON, 14 May 2025 — `: where and when the report was given out, not where and when of its first sentence.
_DATELINE = re.compile(
    r"\s*[*_]{0,2}[A-Z](?:[^\n.!?;:—–]|\.(?=,)){0,60}?[,(]\s*(?:[A-Z][a-z]+day,?\s+)?"
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s+(?:19|20)[0-9]{{2}}|{_MONTH}\s+[0-9]{{1,2}},?\s+(?:19|20)[0-9]{{2}})"
    r"\)?[*_]{0,2}\s*(?:[/(][^\n/()]{2,40}[/)]\s*)?(?:--|[—–]|-|:)\s+(?=\S)"
)


def sentence_spans(text: str) -> list[Span]:
    """The sentences of one block of text, in order, without the white space around them.

    The place and date before the first one of a press release stand by themselves.
    """
    spans: list[Span] = []
    dateline = _DATELINE.match(text)
    start = dateline.end() if dateline else 0
    _append(spans, text, 0, start)
    for found in _CANDIDATE.finditer(text, start):
        if text[found.start()] == "." and not _ends_sentence(text, found):
            continue
        breaks_before = text[found.start()].isspace()
        _append(spans, text, start, found.start() if breaks_before else found.end())
        start = found.end()
    _append(spans, text, start, len(text))
    return spans


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    """A stop ends a sentence unless it belongs to an abbreviation or the next word is in lower case."""
    rest = text[stop.end() : stop.end() + 40].lstrip()
    if _LOWER_START.match(rest):
        return False
    before = text[max(0, stop.start() - 12) : stop.start()]
    if not _ABBREVIATION.search(before) or stop.group().startswith(".."):
        return True
    return bool(_CORPORATE.search(before) and _STARTS_SENTENCE.match(rest))


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        left = start + len(piece) - len(piece.lstrip())
        spans.append(Span(left, left + len(stripped)))
