"""Patterns for long lists of words: branching letter by letter is many times faster than word after word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

_Tree: TypeAlias = "dict[str, _Tree]"
_END = ""


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first (`sales` before `sale`); words hold plain text."""
    tree: _Tree = {}
    for word in words:
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[_END] = {}
    return _pattern(tree)


def _pattern(branch: _Tree) -> str:
    ways = [re.escape(letter) + _pattern(after) for letter, after in sorted(branch.items()) if letter]
    if not ways:
        return ""
    ends = _END in branch
    inner = ways[0] if len(ways) == 1 and not ends else f"(?:{'|'.join(ways)})"
    return f"{inner}?" if ends else inner
