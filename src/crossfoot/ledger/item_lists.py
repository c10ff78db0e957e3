"""Lists of any things: bullets under a line, and rows such as `including A, B and C` in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.ledger.verbs import PREDICATE
from crossfoot.model import BlockKind, Document, Span

_CUE = re.compile(
    r"(?P<open>\b(?:including|includ(?:e|es|ed)|such as|for example|e\.g\.,?|among them|like|featur(?:e|ing|es|ed))\b"
    r"[:,]?)\s+"
    r"|(?P<closed>\b(?:namely|which are|that are|these are|they are|comprising|comprises?|consisting of|consists of|"
    r"(?:segmented|divided|classified|categori[sz]ed|split|bifurcated|sub-?divided|broken down) into)\b"
    r"[:,]?|:)\s+",
    re.IGNORECASE,
)
_ENDS = re.compile(r"—|\s[–-]\s|;|[.!?](?=\s|$)|:|\n")
_COMMA = re.compile(r"[^\S\n]*,[^\S\n]*")
_AND = re.compile(r"(?:and|or|&|as well as)\s+", re.IGNORECASE)
_INNER_AND = re.compile(r"\s(?:and|&|or)\s", re.IGNORECASE)
# `Orrin, Inc.`, `Washington, D.C.`: the comma is inside the name.
_SUFFIX = re.compile(r"(?:D\.C|DC|Inc|Ltd|LLC|Corp|Co|PLC|plc|S\.A|AG|GmbH|N\.V|Jr|Sr)\b\.?(?=\s*(?:[,;()]|$)|\s)")
_NAME = r"[A-Z][\w.'’&-]*(?:\s+(?:of|de|la|the|&|[A-Z(\"“][\w.'’&)\"”-]*)){0,5}"
# A row of names needs no word before it: `Manley, Stow, Ripon, Upton, Salby and nearby towns`.
_NAMES = re.compile(rf"(?:{_NAME},\s+){{4,60}}(?:and\s+|&\s+)?{_NAME}(?:,\s+(?:D\.C\.|Inc\b\.?|Ltd\b\.?))?")
_MORE = re.compile(
    r"^(?:(?:and|or|&)\s+)?(?:(?:many|several|much|various|numerous|a few)\s+)?(?:others?|more|etc\.?|so on|beyond)\b",
    re.I,
)
_ARTICLE = re.compile(r"(?:the|a|an|its|their|our)\s+", re.IGNORECASE)
_TAIL = re.compile(r"\s+(?:in|for|with|to|from|at|by|on|who|which|that|as|have|has|are|is|were|was)\s", re.IGNORECASE)
_LONGEST = 7
# No item of that many words is wider; nothing further on is looked at, so that a long sentence costs no more.
_WIDEST = 400
_LEAST = 3


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list of named things.

    `start` is where what introduces it ends (the cue, or the list's first item); `closed` says
    that the words present it as complete. `least` and `most` count its items: `A, B and C and D`
    may be three or four. `open_ended` marks `… and others`. `lead` is the number of the block
    right before bullets, None where they open the report and for lists inside sentences.
    """

    form: str
    start: int
    items: tuple[Span, ...]
    least: int
    most: int
    closed: bool
    open_ended: bool = False
    lead: int | None = None


def item_lists_of(document: Document, sentences: Sequence[Span]) -> tuple[ItemList, ...]:
    """Every list of the report, those of bullets and those inside sentences, in order."""
    cells = [b.span for b in document.blocks if b.kind in (BlockKind.TABLE_CELL, BlockKind.CODE)]
    inside = {cell.start for cell in cells}
    found = [*_bullets(document)]
    found += (each for s in sentences if s.start not in inside for each in _in_sentence(document.text, s))
    found.sort(key=lambda each: (each.start, each.form))
    return tuple(found)


def _bullets(document: Document) -> Iterator[ItemList]:
    groups: dict[int, list[int]] = {}
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.LIST_ITEM and block.group is not None:
            groups.setdefault(block.group, []).append(number)
    for numbers in groups.values():
        if (count := len(numbers)) > 1:
            spans = tuple(document.blocks[number].span for number in numbers)
            lead = numbers[0] - 1 if numbers[0] else None
            yield ItemList("bullets", spans[0].start, spans, count, count, True, lead=lead)


def _in_sentence(text: str, sentence: Span) -> Iterator[ItemList]:
    if text.find(",", sentence.start, sentence.end) < 0:
        return  # a row of three has a comma
    at = sentence.start
    while (cue := _CUE.search(text, at, sentence.end)) is not None:
        found = _row_from(text, cue.end(), sentence.end, closed=cue["closed"] is not None)
        if found is not None:
            yield found
        at = found.items[-1].end if found is not None else cue.end()
    if text.count(",", sentence.start, sentence.end) > _LEAST:
        for row in _NAMES.finditer(text, sentence.start, sentence.end):
            items = tuple(_bare(text, piece) for piece in _pieces(text, row.start(), row.end()))
            yield ItemList("row", row.start(), items, len(items), len(items), False)


def _row_from(text: str, start: int, end: int, closed: bool) -> ItemList | None:
    """The row of short items that begins at `start`, up to the piece that `and` introduces."""
    items: list[Span] = []
    open_ended = closes = False
    for whole in _pieces(text, start, end):
        piece = Span(whole.start, _end_of_row(text, start, whole, end))
        words = text[piece.start : min(piece.end, piece.start + _WIDEST)]
        if _MORE.match(words):
            open_ended = True
            break
        joined = _AND.match(words)
        item = _item(text, Span(piece.start + (joined.end() if joined else 0), piece.end))
        if item is None:
            if items and _INNER_AND.search(text, items[-1].start, items[-1].end):
                break  # `… Maine and Vermont, have one each`
            return None
        closes = joined is not None
        if item.end < piece.end and not closes and text[item.end : piece.end].strip():
            return None  # `rising demand for bricks, …`: the row may go on inside the item
        items.append(item)
        if piece.end < whole.end or (closes and item.end < piece.end):
            break
    if len(items) < _LEAST - 1:
        return None
    return _counted(text, start, items, closes, closed, open_ended)


def _counted(text: str, start: int, items: list[Span], closes: bool, closed: bool, open_ended: bool) -> ItemList | None:
    last = next(reversed(list(_INNER_AND.finditer(text, items[-1].start, items[-1].end))), None)
    inner = sum(len(_INNER_AND.findall(text[item.start : item.end])) for item in items)
    least = len(items)
    if not closes and not open_ended:
        if last is None:
            return None  # a row without `and` may be an apposition
        least += 1
        items = [*items[:-1], Span(items[-1].start, last.start()), Span(last.end(), items[-1].end)]
    most = max(least, len(items) + inner - (0 if closes or open_ended else 1))
    # `Film, Music & Theatre` may be one thing.
    least -= sum(" & " in text[item.start : item.end] for item in items[1:])
    if least < _LEAST:
        return None
    return ItemList("sentence", start, tuple(items), least, most, closed, open_ended)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """What stands between commas outside brackets; `Orrin, Inc.` is one piece."""
    begins = at = start
    while (comma := _COMMA.search(text, at, min(end, begins + _WIDEST))) is not None:
        at = comma.end()
        if _in_bracket(text, start, comma.start()) or _SUFFIX.match(text, at, min(end, at + 6)):
            continue
        yield Span(begins, comma.start())
        begins = at
    yield Span(begins, end)


def _end_of_row(text: str, start: int, piece: Span, end: int) -> int:
    """Where a dash, a full stop or the like ends the row inside a piece, else the piece's end."""
    ends = _ENDS.finditer(text, piece.start, min(end, piece.start + _WIDEST))
    stops = (found.start() for found in ends if not _in_bracket(text, start, found.start()))
    return min(next(stops, piece.end), piece.end)


def _in_bracket(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)


def _bare(text: str, piece: Span) -> Span:
    joined = _AND.match(text, piece.start, piece.end)
    return Span(joined.end() if joined else piece.start, piece.end)


def _in_name(text: str, start: int, verb: re.Match[str]) -> bool:
    """Whether a word that could be a verb is part of a name: `Ellingham Felt`."""
    before = text[start : verb.start()].split()
    return verb.group()[:1].isupper() and (not before or before[-1][:1].isupper())


def _item(text: str, piece: Span) -> Span | None:
    """A short item without figures; what follows it (`… and Maine host one each`) is cut off."""
    end = piece.end
    reach = min(end, piece.start + _WIDEST)
    verb = next((v for v in PREDICATE.finditer(text, piece.start, reach) if not _in_name(text, piece.start, v)), None)
    tail = _TAIL.search(text, piece.start, reach)
    if verb is not None and verb.start() == piece.start:
        return None
    for cut in (verb, tail):
        if cut is not None and cut.start() > piece.start:
            end = min(end, cut.start())
    start = piece.start
    if end - start > _WIDEST:
        return None
    if (article := _ARTICLE.match(text, start, end)) is not None:
        start = article.end()
    words = text[start:end].strip(" .,;:*“”\"'")
    if not words or len(words.split()) > _LONGEST or re.search(r"\d{2}|%|\$", words):
        return None
    at = text.index(words, start)
    return Span(at, at + len(words))
