"""The figures of a cell, whatever footnote marks and separators its table prints."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from crossfoot.annotate import FIGURE_KINDS, AnnotatedBlock
from crossfoot.annotate.figures import find_figures
from crossfoot.model import Document, Figure, Mention, MentionKind, Span
from crossfoot.read.source_map import to_file

_EUROPEAN = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d+(?!\d)|(?<![\d.,])\d+,\d{1,2}(?![\d,])")
_ENGLISH = re.compile(r"\d\.\d{1,2}(?![\d.])|\d,\d{3}[.,]\d|\d\.\d{4,}")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_PLAIN = re.compile(r"[1-9]\d{1,2}")
# What a point would have to group, or a decimal that is none of a thousand.
_UNGROUPED = re.compile(r"(?!(?:19|20)\d\d\Z)\d{4,}|0\.\d+|.*\d,\d{3}.*")
_FEW_CELLS = 5
_LONGEST_MARK = 4
_RAISING = re.compile(r"<sup\b", re.IGNORECASE)
_SWAP = str.maketrans(".,", ",.")
_MARK_BEHIND = re.compile(r"(?<=[\d%)])(?:\s?\((?:\d|[a-d]|[ivx]{1,3})\)|\s?\[\d{1,2}\]|\s[a-d])(?=\s*$)")
_LETTER_BEHIND = re.compile(r"(?<=\d)[a-z](?=\s*$)", re.IGNORECASE)
_ESTIMATE_BEHIND = re.compile(r"\d\s?(?:[eEfF]|\([eEfF]\))\s*$")
_SPACED = re.compile(r"[-−–+(]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?\)?%?")
_WORDS = re.compile(r"[^\W\d_]{2}")


def is_european(cells: Iterable[str]) -> bool:
    """Whether a table groups by points and puts a comma before decimals, in every cell that shows it."""
    seen = False
    grouped = plain = 0
    for words in cells:
        bare = words.strip()
        if len(bare) > 30:
            continue
        if _ENGLISH.search(bare):
            return False
        seen = seen or _EUROPEAN.search(bare) is not None
        grouped += _GROUPED.fullmatch(bare) is not None
        plain += _PLAIN.fullmatch(bare) is not None
        if _UNGROUPED.fullmatch(bare):
            plain -= _FEW_CELLS
    # Decimals would be printed everywhere: `268` above `1.178` is a thousand.
    return seen or (grouped >= 2 and plain >= _FEW_CELLS)


class RaisedMarks:
    """Finds the raised marks of footnotes that HTML glues to the text of a cell (`1,234<sup>1</sup>`)."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tags = [found.start() for found in _RAISING.finditer(document.source)]

    def start(self, span: Span) -> int:
        """Where the raised mark at the end of a stretch begins (the end where it has none)."""
        if not self._tags:
            return span.end
        place = to_file(self._document, span)
        tag = bisect_left(self._tags, place.start)
        if tag == len(self._tags) or self._tags[tag] >= place.end:
            return span.end
        first = max(span.start, span.end - _LONGEST_MARK)
        offsets = range(first, span.end)
        raised = (at for at in offsets if to_file(self._document, Span(at, at + 1)).start > self._tags[tag])
        mark = next(raised, span.end)
        # Where all of these are raised, the mark is longer than one of a footnote, or there is nothing else.
        return mark if mark > first else span.end


def cell_figures(document: Document, block: AnnotatedBlock, span: Span, european: bool) -> list[Mention]:
    """The figures of a cell, with marks of footnotes left out and the table's separators believed."""
    words = document.text[span.start : span.end]
    found = [m for m in block.mentions if m.kind in FIGURE_KINDS and span.start <= m.span.start < span.end]
    plain = _blanked(_MARK_BEHIND, words)
    if not found:
        plain = _blanked(_LETTER_BEHIND, plain)
    if _SPACED.fullmatch(plain.strip()):
        plain = re.sub(r"(?<=\d) (?=\d)", "\u202f", plain)
    if european and len(_WORDS.findall(plain)) <= 2:
        plain = plain.translate(_SWAP)
    if plain != words or span != document.blocks[block.block].span:
        found = [_moved(mention, span.start) for mention in find_figures(plain)]
    return [mention for mention in found if isinstance(mention.value, Figure)]


def _blanked(pattern: re.Pattern[str], words: str) -> str:
    return pattern.sub(lambda found: " " * len(found[0]), words)


def _moved(mention: Mention, by: int) -> Mention:
    span = Span(mention.span.start + by, mention.span.end + by)
    return replace(mention, span=span, whole=Span(mention.whole.start + by, mention.whole.end + by))


def leads(document: Document, span: Span, figures: list[Mention]) -> bool:
    """Whether a cell opens with its figure (signs and hedges aside)."""
    if not figures:
        return False
    before = document.text[span.start : min(figures[0].whole.start, figures[0].span.start)]
    return not _WORDS.search(before)


def is_strong(figures: list[Mention]) -> bool:
    """Whether some figure has a currency or a percent sign, which no head has."""
    return any(mention.kind in (MentionKind.MONEY, MentionKind.PERCENT) for mention in figures)


def is_estimate(words: str) -> bool:
    """Whether a mark behind the figure calls it an estimate (`4.2e`)."""
    return bool(_ESTIMATE_BEHIND.search(words))
