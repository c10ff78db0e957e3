"""Character references of HTML, with their exact extent."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5

REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]{0,31};?)")
_LONGEST_BARE_NAME = max(len(name) for name in html5 if not name.endswith(";"))
_MAX_DIGITS = 7  # of the largest code point, in decimal


def references(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Start, end and value of every character reference in `text[start:end]`, in order."""
    for match in REFERENCE.finditer(text, start, end):
        found = _decode(match.group())
        if found is not None:
            value, length = found
            yield match.start(), match.start() + length, value


def decode_attribute(value: str) -> str:
    """An attribute's value with its references replaced.

    As browsers do, a bare name stays as it is before `=` or a letter: `?a=1&copy=2` is an address.
    """
    if "&" not in value:
        return value
    pieces: list[str] = []
    done = 0
    for start, end, decoded in references(value, 0, len(value)):
        bare = value[start + 1] != "#" and value[end - 1] != ";"
        if bare and end < len(value) and (value[end] == "=" or value[end].isalnum()):
            continue
        pieces += (value[done:start], decoded)
        done = end
    return "".join((*pieces, value[done:]))


def _decode(reference: str) -> tuple[str, int] | None:
    """The value of a reference and how many of its characters it takes; None for plain text."""
    if reference[1] == "#":
        hexadecimal = reference[2] in "xX"
        digits = reference[3 if hexadecimal else 2 :].rstrip(";").lstrip("0")
        if len(digits) > _MAX_DIGITS:
            return "\ufffd", len(reference)
        return html.unescape(f"&#{'x' if hexadecimal else ''}{digits or '0'};"), len(reference)
    name = reference[1:]
    if name in html5:
        return html5[name], len(reference)
    for length in range(min(len(name), _LONGEST_BARE_NAME), 1, -1):
        if name[:length] in html5:
            return html5[name[:length]], length + 1
    return None
