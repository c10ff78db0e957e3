"""The plain values of a file that people write, with the line of every one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crossfoot.errors import RuleError

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
