"""Patterns for long lists of words: branching letter by letter is many times faster than word after word."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first (`sales` before `sale`); words hold plain text."""
    tree: dict[str, dict[str, object]] = {}
    for word in words:
        branch: dict[str, object] = tree  # type: ignore[assignment]
        for letter in word:
            branch = branch.setdefault(letter, {})  # type: ignore[assignment]
        branch[""] = {}
    return _pattern(tree)


def _pattern(branch: dict[str, dict[str, object]]) -> str:
    ends = "" in branch
    ways = [re.escape(letter) + _pattern(after) for letter, after in sorted(branch.items()) if letter]  # type: ignore[arg-type]
    if not ways:
        return ""
    inner = ways[0] if len(ways) == 1 and not ends else f"(?:{'|'.join(ways)})"
    return f"{inner}?" if ends else inner
