"""The commented configuration that `crossfoot init` writes, made from the keys themselves."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from pydantic import BaseModel

from crossfoot.config.keys import ConfigKeys, OverrideKeys, PublicationKeys

_WIDTH = 100
_TABLES: dict[str, type[BaseModel]] = {"override": OverrideKeys, "publication": PublicationKeys}
_HEAD = (
    "Crossfoot's configuration for the reports in this folder and below it. Every key is here; take the # away in "
    "front of those that you want. `crossfoot config REPORT` shows what is in force."
)


def template_text() -> str:
    """A valid configuration that says nothing yet: every key as a comment, with what it is for."""
    lines = [*_comment(_HEAD), ""]
    for key, field in _keys(ConfigKeys):
        if key not in _TABLES:
            lines += [*_comment(field[0]), f"# {key} = {field[1]}", ""]
    for name, model in _TABLES.items():
        lines += [*_comment(" ".join((model.__doc__ or "").split())), f"# [[{name}]]"]
        lines += [f"# {key} = {field[1]}" for key, field in _keys(model)][:4]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _keys(model: type[BaseModel]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each key with what it is for and an example; a table's own keys before those that it shares."""
    own = set(model.__annotations__)
    fields = sorted(model.model_fields.items(), key=lambda item: item[0] not in own and model is not ConfigKeys)
    for name, field in fields:
        example = str(field.examples[0]) if field.examples else ""
        yield field.alias or name, (field.description or "", example)


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, _WIDTH - 2)]
