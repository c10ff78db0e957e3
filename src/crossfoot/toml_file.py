"""Reads one TOML file into plain values and finds the line of its keys, for messages about them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from crossfoot.errors import RuleError
from crossfoot.lined_file import KeyPath, LinedFile, read_text

_BARE = r"[A-Za-z0-9_-]+"
_KEY = rf"(?:{_BARE}|\"[^\"\n]*\"|'[^'\n]*')"
_HEAD = re.compile(rf"\s*(\[\[?)\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*\]")
_ENTRY = re.compile(rf"\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*=")
_STEP = re.compile(_KEY)
_WHERE = re.compile(r"\(at line (\d+), column \d+\)")


def read_toml(path: Path, table: tuple[str, ...] = ()) -> LinedFile | None:
    """The values of a file, or of one table inside it; None where it has no such table.

    Raises RuleError, with the line, for a file that cannot be read or is no TOML.
    """
    name = str(path)
    text = read_text(path, "configuration")
    try:
        values: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _WHERE.search(str(error))
        said = _WHERE.sub("", str(error)).strip()
        line = int(where[1]) if where else text.count("\n") + 1
        raise RuleError(name, f"is not valid TOML: {said}", line) from error
    for step in table:
        if not isinstance(values, dict) or step not in values:
            return None
        values = values[step]
    if not isinstance(values, dict):
        raise RuleError(name, f"`{'.'.join(table)}` must be a table")
    found = dict(_lines(text))
    inside = {where[len(table) :]: line for where, line in found.items() if where[: len(table)] == table}
    return LinedFile(name, _plain(values), {(): 1, **inside})


def _plain(value: Any) -> Any:
    """TOML's dates as the text that they are written in; all else is plain already."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def _lines(text: str) -> Iterator[tuple[KeyPath, int]]:
    """The line of each table and of each key that begins a line. It serves messages alone, never values."""
    table: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if head := _HEAD.match(line):
            table = _steps(head[2])
            if head[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                yield table, number
                table = (*table, counts[table])
            yield table, number
        elif entry := _ENTRY.match(line):
            steps = _steps(entry[1])
            for length in range(1, len(steps) + 1):
                yield (*table, *steps[:length]), number


def _steps(written: str) -> tuple[str, ...]:
    return tuple(step.strip("\"'") for step in _STEP.findall(written))
