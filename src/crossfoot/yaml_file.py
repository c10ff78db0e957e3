"""Reads one YAML file into plain values and remembers the line of every one of them.

YAML surprises people: `off` is false, `1:30` is ninety, a repeated key wins in silence, an
alias can stand for a million values. Here a word stays a word, and the rest is refused.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from crossfoot.errors import RuleError
from crossfoot.lined_file import KeyPath, LinedFile, read_text

_MOST_VALUES = 10_000
_MOST_LEVELS = 20
_PREFIX = "tag:yaml.org,2002:"
_KNOWN_TAGS = frozenset(
    _PREFIX + name for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value")
)
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+")


def read_yaml(path: Path) -> LinedFile:
    """Read a file whose top level is a mapping.

    Raises RuleError, with the line, for everything that is no plain YAML of that shape:
    repeated keys, foreign tags, aliases without end, more than one document, wrong encoding.
    """
    return parse_yaml(str(path), read_text(path, "rule file"))


def parse_yaml(name: str, text: str) -> LinedFile:
    """The same for the text of a file that is called `name`."""
    builder = _Builder(name)
    values = builder.build(_compose(name, text), ())
    if not isinstance(values, dict):
        raise RuleError(name, "must hold keys and values (`summary: …`), not a list or a single word", 1)
    return LinedFile(name, values, builder.lines)


def _compose(name: str, text: str) -> yaml.Node:
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else None
        raise RuleError(name, f"is not valid YAML: {error.problem or error.context}", line) from error
    except yaml.YAMLError as error:
        raise RuleError(name, f"is not valid YAML: {error}") from error
    if node is None:
        raise RuleError(name, "is empty", 1)
    return node


class _Builder:
    """Builds plain values from nodes, counting what aliases make of them."""

    def __init__(self, name: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self._name = name
        self._built = 0

    def build(self, node: yaml.Node, where: KeyPath) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(where, line)
        self._built += 1
        if self._built > _MOST_VALUES or len(where) > _MOST_LEVELS:
            raise RuleError(self._name, "is nested too deeply or grows too large through its aliases", line)
        if node.tag not in _KNOWN_TAGS:
            raise RuleError(self._name, f"the tag `{node.tag.removeprefix(_PREFIX)}` has no place in a rule file", line)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*where, place)) for place, item in enumerate(node.value)]
        return _scalar(node.tag.removeprefix(_PREFIX), node.value)

    def _mapping(self, node: yaml.MappingNode, where: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise RuleError(self._name, "a key must be a word", line)
            key = key_node.value
            if key in values:
                first = self.lines[(*where, key)]
                raise RuleError(self._name, f"the key `{key}` stands twice, first in line {first}", line)
            self.lines[(*where, key)] = line
            values[key] = self.build(value_node, (*where, key))
        return values


def _scalar(kind: str, written: str) -> str | int | float | bool | None:
    if kind == "null":
        return None
    if kind == "bool" and written.lower() in {"true", "false"}:
        return written.lower() == "true"
    if kind == "int" and _INTEGER.fullmatch(written):
        return int(written)
    if kind == "float" and _DECIMAL.fullmatch(written):
        return float(written)
    return written
