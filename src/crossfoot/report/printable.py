"""Text from a report made safe to print: one line, no terminal controls, nothing that reorders it."""

from __future__ import annotations

import unicodedata

_JOINERS = frozenset("\u200c\u200d")
_REPLACEMENT = "\ufffd"


def printable(text: str) -> str:
    """The text on one line; control characters are shown as U+FFFD, invisible ones left out."""
    if text.isprintable():
        return text
    return "".join(map(_printable_character, text))


def _printable_character(character: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) == "Cf" else _REPLACEMENT


def printable_path(path: str) -> str:
    """A path that any output can carry, also where the file's name is not valid text."""
    return printable(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def counted(number: int, thing: str) -> str:
    """`1 figure`, `2 figures`, `3 entries`."""
    if number == 1:
        return f"1 {thing}"
    return f"{number:,} {thing[:-1]}ies" if thing.endswith("y") else f"{number:,} {thing}s"
