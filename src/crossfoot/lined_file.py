"""The plain values of a file that people write, with the line of every one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crossfoot.errors import RuleError

_LARGEST_FILE = 1_000_000

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class LinedFile:
    """The plain values of a file (`values`: JSON's types only) and the line of each key path."""

    path: str
    values: dict[str, Any]
    lines: Mapping[KeyPath, int]

    def known(self, where: Iterable[str | int]) -> KeyPath:
        """The steps of a key path that the file has; the others are passed over."""
        known: KeyPath = ()
        for step in where:
            if (*known, step) in self.lines:
                known = (*known, step)
        return known

    def line_of(self, where: Iterable[str | int]) -> int:
        """The line of a key path, or of what the file has of it."""
        return self.lines[self.known(where)]

    def mistake(self, message: str, where: Iterable[str | int] = ()) -> RuleError:
        """An error that names this file and the line of a key path."""
        return RuleError(self.path, message, self.line_of(where))


def read_text(path: Path, what: str) -> str:
    """The text of a file that people write (`what`, as in: this is no rule file). RuleError where it has none."""
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_FILE + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise RuleError(name, f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise RuleError(name, "is not UTF-8 text", data.count(b"\n", 0, error.start) + 1) from error
    if len(data) > _LARGEST_FILE:
        raise RuleError(name, f"is larger than 1 MB: this is no {what}")
    return text
