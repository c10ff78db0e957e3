"""Everything that Crossfoot raises on purpose.

    CrossfootError
    ├── UsageError            exit 2: the command line or the call is wrong
    ├── RuleError             exit 2: a rule file or a gazetteer file is wrong (file, line)
    └── ReadError             exit 3: this report cannot be read; others still are

A message names the file, the place in it where there is one, and the remedy.
"""

from __future__ import annotations


class CrossfootError(Exception):
    """The root of the hierarchy."""


class UsageError(CrossfootError):
    """The call asks for something that does not exist."""


class RuleError(CrossfootError):
    """A rule or geography file cannot be used; checking less in silence is no choice."""

    def __init__(self, path: str, message: str, line: int | None = None) -> None:
        self.path, self.line = path, line
        place = f"{path}:{line}" if line is not None else path
        super().__init__(f"{place}: {message}")


class ReadError(CrossfootError):
    """A report cannot be read: missing, binary, empty, too large, unsupported."""

    def __init__(self, path: str, message: str) -> None:
        self.path = path
        super().__init__(f"{path}: {message}")
