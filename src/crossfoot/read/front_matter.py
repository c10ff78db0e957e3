"""Front matter at the head of a Markdown file: what it says about the report."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FENCED = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)((?:[^\r\n]*(?:\r\n|\n|\r))*?)\1[ \t]*(?:\r\n|\n|\r|\Z)")
_LINE_START = r"(?<![^\r\n])"
_ANY_FIELD = re.compile(_LINE_START + r"[\w-]+[ \t]*[:=]")
_FIELD = re.compile(_LINE_START + r"(title|date|lang|language)[ \t]*[:=][ \t]*([^\r\n]*)", re.IGNORECASE)
_QUOTED = re.compile(r"\"([^\"\\]*(?:\\.[^\"\\]*)*)\"|'([^']*(?:''[^']*)*)'")
_ESCAPED = {1: re.compile(r"\\(.)"), 2: re.compile(r"'(')")}
_COMMENT = re.compile(r"[ \t]#")
_NOT_A_LINE_OF_TEXT = tuple("#>|[{")  # a comment, a value on the lines below, a list, a mapping
_KEYS = {"lang": "language"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields that count (`title`, `date`, `language`) and where the front matter ends.

    `title_pieces` are the parts of the title with their places in the file: text, start, end.
    """

    end: int
    fields: dict[str, str]
    title_pieces: tuple[tuple[str, int, int], ...]


def find_front_matter(source: str) -> FrontMatter | None:
    """The YAML (`---`) or TOML (`+++`) block that opens a file; None without one."""
    fenced = _FENCED.match(source)
    if fenced is None or not _ANY_FIELD.search(source, fenced.start(2), fenced.end(2)):
        return None
    fields: dict[str, str] = {}
    title_pieces: tuple[tuple[str, int, int], ...] = ()
    for match in _FIELD.finditer(source, fenced.start(2), fenced.end(2)):
        key = match.group(1).lower()
        key = _KEYS.get(key, key)
        pieces = _pieces(source, *match.span(2))
        value = "".join(piece for piece, _, _ in pieces).strip()
        if value and key not in fields:
            fields[key] = value
            if key == "title":
                title_pieces = pieces
    return FrontMatter(fenced.end(), fields, title_pieces)


def _pieces(source: str, start: int, end: int) -> tuple[tuple[str, int, int], ...]:
    """The value that begins at `start`, cut at its escapes, each piece with its place in the file."""
    quoted = _QUOTED.match(source, start, end)
    if quoted is None or quoted.lastindex is None:
        if source.startswith(_NOT_A_LINE_OF_TEXT, start, end):
            return ()
        comment = _COMMENT.search(source, start, end)
        value = source[start : comment.start() if comment else end].rstrip()
        return ((value, start, start + len(value)),)
    start, end = quoted.span(quoted.lastindex)
    pieces: list[tuple[str, int, int]] = []
    for escape in _ESCAPED[quoted.lastindex].finditer(source, start, end):
        pieces.append((source[start : escape.start()], start, escape.start()))
        pieces.append((escape.group(1), escape.start(), escape.end()))
        start = escape.end()
    pieces.append((source[start:end], start, end))
    return tuple(piece for piece in pieces if piece[0])
