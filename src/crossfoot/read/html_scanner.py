"""Cuts HTML into text and tags with exact offsets, in linear time whatever the input.

The standard library's parser needs quadratic time for unclosed comments and quotes, and trees
of other parsers join text across dropped tags and lose its place; hence a scanner of our own,
which follows the tokenizer of the HTML standard as far as visible text depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from crossfoot.read.entities import decode_attribute

_MARKUP = re.compile(r"<(?=[a-zA-Z/!?])")
_NAME = re.compile(r"[^\s/>]+")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"'][^\s>]*|(?=>)))?")
_COMMENT_END = re.compile(r"--!?>")
_RAW_TEXT = frozenset({"script", "style", "noscript", "iframe", "noembed", "noframes", "xmp"})
_TEXT_WITH_REFERENCES = frozenset({"title", "textarea"})


@dataclass(frozen=True, slots=True)
class TextToken:
    """Text between tags; `raw` where references are not decoded."""

    start: int
    end: int
    raw: bool = False


@dataclass(frozen=True, slots=True)
class StartTag:
    """A start tag, its name in lower case; of two attributes alike the first counts."""

    start: int
    end: int
    name: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EndTag:
    """An end tag, its name in lower case."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class CommentToken:
    """A comment with the signs around it; `said_start` and `said_end` are the range of what it says."""

    start: int
    end: int
    said_start: int
    said_end: int


Token = TextToken | StartTag | EndTag | CommentToken


def scan(text: str, start: int, end: int) -> Iterator[Token]:
    """All text, tags and comments of `text[start:end]` in order; declarations are dropped."""
    position = start
    while position < end:
        match = _MARKUP.search(text, position, end)
        if match is None:
            yield TextToken(position, end)
            return
        if match.start() > position:
            yield TextToken(position, match.start())
        position = match.start()
        following = text[position + 1]
        if following in "!?" or (following == "/" and not text[position + 2 : position + 3].isalpha()):
            after = _after_comment(text, position, end)
            if text.startswith("<!--", position) and (close := _COMMENT_END.search(text, position + 4, after)):
                yield CommentToken(position, after, position + 4, close.start())
            position = after
            continue
        tag = _scan_tag(text, position, end)
        if tag is None:  # the file ends inside the tag: browsers drop it
            return
        yield tag
        position = tag.end
        if isinstance(tag, StartTag) and (tag.name in _RAW_TEXT or tag.name in _TEXT_WITH_REFERENCES):
            closing = _closing_tag(tag.name).search(text, position, end)
            text_end = closing.start() if closing else end
            if text_end > position:
                yield TextToken(position, text_end, raw=tag.name in _RAW_TEXT)
            position = text_end


@cache
def _closing_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)


def _after_comment(text: str, position: int, end: int) -> int:
    """Where the comment, declaration or nonsense that begins at `position` ends."""
    if text.startswith("<!--", position):
        for short in ("<!-->", "<!--->"):
            if text.startswith(short, position):
                return position + len(short)
        match = _COMMENT_END.search(text, position + 4, end)
        return match.end() if match else end
    close = text.find(">", position, end)
    return close + 1 if close >= 0 else end


def _scan_tag(text: str, position: int, end: int) -> StartTag | EndTag | None:
    """The tag that begins at `position`; None when the text ends before the tag does."""
    closing = text[position + 1] == "/"
    name_match = _NAME.match(text, position + (2 if closing else 1), end)
    assert name_match is not None  # the caller saw a letter
    name = name_match.group().lower()
    attributes: dict[str, str] = {}
    cursor = name_match.end()
    while match := _ATTRIBUTE.match(text, cursor, end):
        cursor = match.end()
        if match.group(2) is None and _opens_unclosed_quote(text, cursor, end):
            return None
        if not closing:
            value = match.group(2) or ""
            if value[:1] in {'"', "'"}:
                value = value[1:-1]
            attributes.setdefault(match.group(1).lower(), decode_attribute(value))
    close = text.find(">", cursor, end)
    if close < 0:
        return None
    return EndTag(position, close + 1, name) if closing else StartTag(position, close + 1, name, attributes)


_QUOTE_AFTER_EQUALS = re.compile(r"\s*=\s*[\"']")


def _opens_unclosed_quote(text: str, cursor: int, end: int) -> bool:
    """Whether a quoted value begins here that the attribute pattern could not close."""
    return _QUOTE_AFTER_EQUALS.match(text, cursor, end) is not None
