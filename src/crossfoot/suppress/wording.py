"""How an allow is written, and what may be wrong with it."""

from __future__ import annotations

from collections.abc import Collection

from crossfoot.rulebook_names import fits
from crossfoot.suggestion import did_you_mean

SHAPE = "crossfoot: allow RULE because REASON"
"""How an allow is written; `allow-file` in place of `allow` speaks of the whole report."""


def mistake_in(rules: Collection[str], reason: str, known: Collection[str]) -> str:
    """Why an allow is not in force, empty where it is; `known` are the ids of all rules."""
    for name in rules:
        if not any(fits(rule, name) for rule in known):
            return f"allows `{name}`, and no rule is called so{did_you_mean(name, known)}"
    if not reason:
        return f"allows {', '.join(rules)} without a reason; write `{SHAPE}`"
    return ""
