"""What the name of a rule on a command line, in a configuration or in an allow may mean."""

from __future__ import annotations

from fnmatch import fnmatchcase


def fits(rule: str, name: str) -> bool:
    """Whether a name (an id, a topic, or a pattern with `*`) means the rule of this id."""
    return name in (rule, rule.partition("/")[0]) or fnmatchcase(rule, name)
