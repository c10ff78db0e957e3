"""Where the blocks, sentences, lists and tables of a report stand in its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from injection.model import Clean, Place

_HTML_BLOCK = re.compile(r"<(title|p|li|h[1-6]|caption)\b[^>]*>([^<]*)")
_HTML_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_HTML_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_HTML_CELL = re.compile(r"<t[dh]\b[^>]*>([^<]*)")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_LINE = re.compile(r"[^\n]+")
_ITEM = re.compile(r"(?:[-*]|\d+\.)\s+")
_CELL = re.compile(r"(?<=\|)[^|\n]+(?=\|)")
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"*]*\s+(?=[A-Z“\"*])")
_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text of one kind: `title`, `heading`, `item` or `text`."""

    kind: str
    start: int
    end: int


Grid = tuple[tuple[Place, ...], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Bullets that belong together, and the block before them."""

    lead: Block | None
    items: tuple[Block, ...]


@lru_cache(maxsize=64)
def blocks(report: Clean) -> tuple[Block, ...]:
    """All blocks outside tables, in their order."""
    found = _html_blocks(report.text) if report.format == "html" else _line_blocks(report.text)
    return tuple(block for block in found if block.start < block.end)


def _trimmed(kind: str, text: str, start: int, end: int) -> Block:
    stretch = text[start:end]
    return Block(kind, start + len(stretch) - len(stretch.lstrip()), end - len(stretch) + len(stretch.rstrip()))


def _html_blocks(text: str) -> Iterator[Block]:
    kinds = {"p": "text", "caption": "text", "li": "item", "title": "title"}
    for match in _HTML_BLOCK.finditer(text):
        yield _trimmed(kinds.get(match[1], "heading"), text, *match.span(2))


def _line_blocks(text: str) -> Iterator[Block]:
    front = _FRONT_MATTER.match(text)
    start = -1
    end = front.end() if front else 0
    for line in _LINE.finditer(text, end):
        item = _ITEM.match(line[0])
        special = item or line[0].startswith(("#", "|"))
        if start >= 0 and (special or "\n\n" in text[end : line.start()]):
            yield Block("text", start, end)
            start = -1
        if item:
            yield Block("item", line.start() + item.end(), line.end())
        elif line[0].startswith("#"):
            yield Block("heading", line.start() + len(line[0]) - len(line[0].lstrip("# ")), line.end())
        elif not special and start < 0:
            start = line.start()
        end = line.end()
    if start >= 0:
        yield Block("text", start, end)


@lru_cache(maxsize=64)
def sentences(report: Clean) -> tuple[Place, ...]:
    """The sentences of paragraphs and bullets."""
    found = []
    for block in blocks(report):
        if block.kind in ("text", "item"):
            at = block.start
            for stop in _SENTENCE_END.finditer(report.text, block.start, block.end):
                found.append((at, stop.start()))
                at = stop.end()
            found.append((at, block.end))
    return tuple(found)


@lru_cache(maxsize=64)
def tables(report: Clean) -> tuple[Grid, ...]:
    """The cells of each table, row by row; a cell is the place of its words."""
    text = report.text
    if report.format == "html":
        return tuple(
            tuple(
                tuple(_cell(text, *cell.span(1)) for cell in _HTML_CELL.finditer(text, *row.span()))
                for row in _HTML_ROW.finditer(text, *table.span())
            )
            for table in _HTML_TABLE.finditer(text)
        )
    grids: list[list[tuple[Place, ...]]] = []
    end = -2
    for line in _LINE.finditer(text):
        if line[0].startswith("|"):
            if line.start() != end + 1:
                grids.append([])
            if not set(line[0]) <= set("|-: "):
                grids[-1].append(tuple(_cell(text, *cell.span()) for cell in _CELL.finditer(text, *line.span())))
            end = line.end()
    return tuple(tuple(grid) for grid in grids)


def _cell(text: str, start: int, end: int) -> Place:
    block = _trimmed("cell", text, start, end)
    return (block.start, block.end) if block.start < block.end else (start, start)


@lru_cache(maxsize=64)
def lists(report: Clean) -> tuple[Listed, ...]:
    """Runs of bullets, each with the block that leads to it."""
    found: list[Listed] = []
    run: list[Block] = []
    lead: Block | None = None
    previous: Block | None = None
    for block in blocks(report):
        joined = bool(run) and not re.search(r"</?[uo]l>|\n\n", report.text[run[-1].end : block.start])
        if run and not (block.kind == "item" and joined):
            found.append(Listed(lead, tuple(run)))
            run = []
        if block.kind == "item":
            if not run:
                lead = previous
            run.append(block)
        previous = block
    return (*found, *([Listed(lead, tuple(run))] if run else []))


def report_year(report: Clean) -> int | None:
    """The year in which the report appeared: its metadata, else the first year in the text."""
    date = re.search(r"\bdate(?:\"\s+content=\"|:\s*)(20\d\d)", report.text)
    first = date or _YEAR.search(report.text)
    return int(first[1] if date else first[0]) if first else None
