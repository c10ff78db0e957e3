"""Front matter at the head of a Markdown file: what it says about the report."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FENCED = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)((?:.*(?:\r\n|\n|\r))*?)\1[ \t]*(?:\r\n|\n|\r|\Z)")
_FIELD = re.compile(
    r"^(title|date|lang|language)[ \t]*[:=][ \t]*"
    r"(?:\"((?:[^\"\\\r\n]|\\.)*)\"|'((?:[^'\r\n]|'')*)'|([^\s#>|\[{][^\r\n]*?))"
    r"[ \t]*(?:[ \t]#[^\r\n]*)?$",
    re.IGNORECASE | re.MULTILINE,
)
_ESCAPED = {2: re.compile(r"\\(.)"), 3: re.compile(r"'(')")}
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
    if fenced is None or not re.search(r"^[\w-]+[ \t]*[:=]", fenced.group(2), re.MULTILINE):
        return None
    fields: dict[str, str] = {}
    title_pieces: tuple[tuple[str, int, int], ...] = ()
    for match in _FIELD.finditer(source, fenced.start(2), fenced.end(2)):
        key = match.group(1).lower()
        key = _KEYS.get(key, key)
        pieces = _pieces(match)
        value = "".join(piece for piece, _, _ in pieces).strip()
        if value and key not in fields:
            fields[key] = value
            if key == "title":
                title_pieces = pieces
    return FrontMatter(fenced.end(), fields, title_pieces)


def _pieces(match: re.Match[str]) -> tuple[tuple[str, int, int], ...]:
    """A field's value cut at its escapes, each piece with its place in the file."""
    group = match.lastindex or 4
    start, end = match.span(group)
    pieces: list[tuple[str, int, int]] = []
    if group in _ESCAPED:
        for escape in _ESCAPED[group].finditer(match.string, start, end):
            pieces.append((match.string[start : escape.start()], start, escape.start()))
            pieces.append((escape.group(1), escape.start(), escape.end()))
            start = escape.end()
    pieces.append((match.string[start:end], start, end))
    return tuple(piece for piece in pieces if piece[0])
