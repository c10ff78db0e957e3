"""Messages with names in braces: checked when a rule loads, filled when it finds something."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter


def names_in(template: str) -> tuple[str, ...]:
    """The names in braces, in order. ValueError where the braces do not close or carry more."""
    names = []
    for _, name, spec, conversion in Formatter().parse(template):
        if name is None:
            continue
        if spec or conversion or not name:
            raise ValueError("a brace holds one name and nothing else; write {{ and }} for braces themselves")
        names.append(name)
    return tuple(names)


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with each name replaced. KeyError where a value is not given."""
    parts = Formatter().parse(template)
    return "".join(text + ("" if name is None else values[name]) for text, name, _, _ in parts)
