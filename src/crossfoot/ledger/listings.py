"""Lists of places and their headings, from bullets, lines, table columns and sentences."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crossfoot.annotate import AnnotatedBlock
from crossfoot.gazetteer import WIDE_KINDS, Gazetteer
from crossfoot.model import Block, BlockKind, Document, Entry, Listing, MentionKind, Span

_HEADED_LINE = re.compile(r"^([A-Z][\w &/.,’'\-]{1,40}?)\s*(?::|\(|[–—-]\s)\s*(?=\S)(.+?)\)?\.?$", re.DOTALL)
_SEPARATOR = re.compile(
    r"\s*(?:,\s*(?:and|&)\s+|,|;|\band\b(?!\s+(?:Tobago|Herzegovina|Barbuda|Nevis|Principe|Príncipe|Caicos|Futuna|Miquelon|McDonald|Grenadines|Mayen|Cunha|Jan)))\s*"
)
_COLON = re.compile(r":(?=\s)")
_WORDS_BEFORE_COLON = re.compile(r"[A-Z][\w&’'./-]*(?=\s|$|:)|(?:and|the|of|&)(?=\s)")
_MOST_HEAD_WORDS = 5
_BETWEEN = re.compile(r"\s*(?:,\s*(?:and|&|as well as)?|;|\band\b|&|/|\bor\b|\bas well as\b)?\s*(?:the\s+)?")
# `Asia-Pacific (APAC) region, particularly China and India`: members of the region before the words.
_EXAMPLES = re.compile(
    r"(?:\s*\([^()]{1,20}\))?(?:\s+(?:region|market|countries|area))?,?\s+"
    r"(?:particularly|especially|notably|including|such as|namely|mainly|chiefly|primarily)\s+(?:in\s+)?(?:the\s+)?"
    r"(?:countries\s+(?:like|such as)\s+)?(?:the\s+)?"
)
_LEAST_PLACES = 2
_NAME = r"[A-Z][\w.'’-]*(?:[^\S\n]+(?:[A-Z][\w.'’-]*|of(?=\s[A-Z])|the(?=\s[A-Z])|and(?=\s[A-Z])))*"
_NAME_PIECE = re.compile(rf"\s*(?:the\s+)?(?P<name>{_NAME})")
_NAME_BEFORE = re.compile(rf"(?:^|(?<=\s)|(?<=:))(?:the\s+)?(?P<name>{_NAME})(?=$|\s|,)")
_OUTSIDE = re.compile(r"\b(?:outside|beyond|except|excluding|unlike|than)\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s*\([^()]{1,30}\)")
_OTHER = re.compile(r"^(?:other|others|rest|row|and more|etc|remaining)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Lines:
    """What the listing reader needs of the report."""

    document: Document
    gazetteer: Gazetteer


def listings_of(document: Document, annotated: Sequence[AnnotatedBlock], gazetteer: Gazetteer) -> tuple[Listing, ...]:
    """Every list of places of the report, in order; neighbours under region headings share a family."""
    lines = _Lines(document, gazetteer)
    found = [*_bullets(lines), *_headed_lines(lines), *_columns(lines), *_in_sentences(lines, annotated)]
    broken = list(_broken_rows(lines, annotated))
    within = [Span(row.entries[0].span.start, row.entries[-1].span.end) for row in broken]
    found = [each for each in found if each.form != "sentence" or not any(_holds(span, each) for span in within)]
    found += broken
    found.sort(key=lambda listing: listing.entries[0].span)
    return tuple(_with_families(lines, found))


def _holds(row: Span, listing: Listing) -> bool:
    return row.start <= listing.entries[0].span.start and listing.entries[-1].span.end <= row.end


def _with_families(lines: _Lines, found: Sequence[Listing]) -> Iterator[Listing]:
    """Listings follow one another in a family while nothing but their own headings stands between them."""
    family, last_end = 0, -1
    for listing in found:
        start = (listing.heading_span or listing.entries[0].span).start
        between = lines.document.text[last_end:start] if last_end >= 0 else "x"
        if listing.form == "sentence" or listing.region is None or re.sub(r"[\W_]", "", between):
            family += 1
        yield replace(listing, family=family)
        last_end = max(last_end, listing.entries[-1].span.end)


def _entry(lines: _Lines, text: str, start: int) -> Entry:
    stripped = text.strip(" \t\n.;:*")
    at = start + text.find(stripped) if stripped else start
    place = lines.gazetteer.find(stripped) or lines.gazetteer.find(_PARENTHESIS.sub("", stripped))
    return Entry(stripped, Span(at, at + len(stripped)), place.name if place else None)


def _is_place_list(lines: _Lines, entries: Sequence[Entry], region: str | None) -> bool:
    """Enough entries are places, or split or join into some, for the rest to be meant as places too."""
    named = [entry for entry in entries if not _OTHER.match(entry.text)]
    known = sum(bool(e.place or lines.gazetteer.split(e.text)) for e in named)
    known += sum(bool(lines.gazetteer.joins([a.text, b.text])) for a, b in itertools.pairwise(named))
    if not named:
        return False
    return known >= (0.5 if region else 0.6) * len(named) and (known >= 2 or (region is not None and known >= 1))


def _region(lines: _Lines, heading: str | None) -> str | None:
    if heading is None:
        return None
    words = heading.strip(" :*-–—")
    place = lines.gazetteer.find(words) or lines.gazetteer.find(_PARENTHESIS.sub("", words))
    return place.name if place else None


def _bullets(lines: _Lines) -> Iterator[Listing]:
    blocks = lines.document.blocks
    groups: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.LIST_ITEM and block.group is not None:
            groups.setdefault(block.group, []).append(index)
    for members in groups.values():
        heading = _heading_before(blocks, members[0])
        words = _text(lines, heading.span) if heading else None
        region = _region(lines, words)
        entries = tuple(_entry(lines, _text(lines, blocks[i].span), blocks[i].span.start) for i in members)
        entries = tuple(e for e in entries if e.text)
        if _is_place_list(lines, entries, region):
            yield Listing("place", "bullets", words, heading.span if heading else None, region, entries, 0)


def _heading_before(blocks: Sequence[Block], index: int) -> Block | None:
    """The block just before a list: its heading, its lead-in line, or the item that it is nested in."""
    if index == 0:
        return None
    before = blocks[index - 1]
    return before if before.kind is not BlockKind.TABLE_CELL else None


def _text(lines: _Lines, span: Span) -> str:
    return lines.document.text[span.start : span.end]


def _headed_lines(lines: _Lines) -> Iterator[Listing]:
    """Lines such as `Europe: Germany, France` and items such as `North America (U.S., Canada)`."""
    for block in lines.document.blocks:
        if block.kind in (BlockKind.CODE,) or block.span.end - block.span.start > 600:
            continue
        for line in _lines_of(lines, block.span):
            found = _HEADED_LINE.match(_text(lines, line))
            region = _region(lines, found.group(1)) if found else None
            if found is None or region is None:
                continue
            entries = tuple(_split_entries(lines, found.group(2), line.start + found.start(2)))
            if len(entries) >= 2 and _is_place_list(lines, entries, region):
                start = line.start + found.start(1)
                span = Span(start, start + len(found.group(1)))
                yield Listing("place", "line", found.group(1), span, region, entries, 0)


def _lines_of(lines: _Lines, block: Span) -> Iterator[Span]:
    """A block in the lines that regions open, where its line breaks were read as spaces."""
    text = _text(lines, block)
    starts = [0]
    for colon in _COLON.finditer(text):
        words = list(_WORDS_BEFORE_COLON.finditer(text, starts[-1], colon.start()))[-_MOST_HEAD_WORDS:]
        heads = (word.start() for word in words if word.start())
        head = next((at for at in heads if _is_region(lines, text[at : colon.start()])), None)
        if head is not None and starts[-1] < head:
            starts.append(head)
    for start, end in itertools.pairwise([*starts, len(text)]):
        yield Span(block.start + start, block.start + start + len(text[start:end].rstrip()))


def _is_region(lines: _Lines, words: str) -> bool:
    place = lines.gazetteer.find(words.strip())
    return place is not None and place.kind in WIDE_KINDS


def _split_entries(lines: _Lines, text: str, offset: int) -> Iterator[Entry]:
    start = 0
    for found in _SEPARATOR.finditer(text):
        if text[start : found.start()].strip():
            yield _entry(lines, text[start : found.start()], offset + start)
        start = found.end()
    if text[start:].strip():
        yield _entry(lines, text[start:], offset + start)


def _columns(lines: _Lines) -> Iterator[Listing]:
    """Table columns of places: under a region's name, or under any head in a first column."""
    for table in lines.document.tables:
        width = max((len(row) for row in table.rows), default=0)
        for column in range(width):
            cells = [row[column] for row in table.rows if column < len(row) and row[column] is not None]
            spans = list(dict.fromkeys(cell.span for cell in cells if cell is not None and cell.block is not None))
            if len(spans) < 3:
                continue
            head = _text(lines, spans[0])
            region = _region(lines, head)
            entries = tuple(_entry(lines, _text(lines, span), span.start) for span in spans[1:])
            if _is_place_list(lines, entries, region):
                yield Listing("place", "column", head, spans[0], region, entries, 0)


def _in_sentences(lines: _Lines, annotated: Sequence[AnnotatedBlock]) -> Iterator[Listing]:
    """Runs of at least three places in a sentence with nothing but separators between them."""
    text = lines.document.text
    for block in annotated:
        if lines.document.blocks[block.block].kind is BlockKind.TABLE_CELL:
            continue
        run: list[Entry] = []
        before: Entry | None = None
        for mention in block.mentions:
            if mention.kind is not MentionKind.PLACE or "demonym" in mention.cues or mention.value is None:
                continue
            entry = Entry(text[mention.span.start : mention.span.end], mention.span, str(mention.value))
            if run and _BETWEEN.fullmatch(_PARENTHESIS.sub("", text[run[-1].span.end : entry.span.start])):
                run.append(entry)
                continue
            yield from _sentence_listing(lines, run, before)
            # Members of two regions in a row (`Europe and Asia, particularly …`) belong to neither alone.
            before, run = (run[0] if len(run) == 1 else None), [entry]
        yield from _sentence_listing(lines, run, before)


def _broken_rows(lines: _Lines, annotated: Sequence[AnnotatedBlock]) -> Iterator[Listing]:
    """Rows of places in a sentence with an entry that is none: two in one, one in two, a misspelt name."""
    text = lines.document.text
    for block in annotated:
        if lines.document.blocks[block.block].kind in (BlockKind.TABLE_CELL, BlockKind.CODE):
            continue
        places = [m for m in block.mentions if m.kind is MentionKind.PLACE and m.value and "demonym" not in m.cues]
        for sentence in block.sentences:
            if sum(sentence.start <= m.span.start < sentence.end for m in places) >= _LEAST_PLACES:
                yield from _rows_in(lines, text, sentence)


def _rows_in(lines: _Lines, text: str, sentence: Span) -> Iterator[Listing]:
    """Maximal rows of names between separators; only those of which one is no place are not found already."""
    row: list[Entry] = []
    starts = [sentence.start]
    ends = []
    for found in _SEPARATOR.finditer(text, sentence.start, sentence.end):
        ends.append(found.start())
        starts.append(found.end())
    for start, end in zip(starts, [*ends, sentence.end], strict=True):
        opened = _name_at_end(text, start, end) if not row else None
        name = opened or _NAME_PIECE.match(text, start, end)
        if name is None or text.startswith(":", name.end()):
            yield from _broken(row)
            row = []
            continue
        entry = _entry(lines, name["name"], name.start("name"))
        row.append(entry)
        if not opened and text[name.end() : end].strip(" .!?"):
            yield from _broken(row)
            row = []
    yield from _broken(row)


def _name_at_end(text: str, start: int, end: int) -> re.Match[str] | None:
    """The name that closes the words before the first separator: `suppliers in Finland`."""
    return next((found for found in _NAME_BEFORE.finditer(text, start, end) if found.end() == end), None)


def _broken(row: list[Entry]) -> Iterator[Listing]:
    known = sum(entry.place is not None for entry in row)
    if len(row) > _LEAST_PLACES and known < len(row) and known * 2 >= len(row) and known >= _LEAST_PLACES:
        yield Listing("place", "sentence", None, None, None, tuple(row), 0)


def _sentence_listing(lines: _Lines, run: list[Entry], before: Entry | None) -> Iterator[Listing]:
    if (
        before is not None
        and len(run) > 1
        and _EXAMPLES.fullmatch(_text(lines, Span(before.span.end, run[0].span.start)))
    ):
        region = lines.gazetteer.find(before.place or "")
        members = [lines.gazetteer.find(entry.place or "") for entry in run]
        apart = _OUTSIDE.search(_text(lines, Span(max(0, before.span.start - 30), before.span.start)))
        wide = apart is None and region is not None and region.kind in WIDE_KINDS
        if wide and all(member is not None and member.kind not in WIDE_KINDS for member in members):
            yield Listing("place", "sentence", before.text, before.span, before.place, tuple(run), 0)
            return
    if len(run) >= 3:
        yield Listing("place", "sentence", None, None, None, tuple(run), 0)
