"""Everything that Crossfoot raises on purpose.

    CrossfootError
    ├── UsageError            exit 2: the command line or the call is wrong
    ├── RuleError             exit 2: a rule, geography, configuration or record file is wrong (file, line)
    └── ReadError             exit 3: this report cannot be read; others still are

A message names the file, the place in it where there is one, and the remedy.
"""

from __future__ import annotations


class CrossfootError(Exception):
    """The root of the hierarchy."""


class UsageError(CrossfootError):
    """The call asks for something that does not exist."""


class RuleError(CrossfootError):
    """A file that says how to check cannot be used; checking less in silence is no choice.

    It may hold a rule, a geography, a configuration, allows or figures of record.
    """

    def __init__(self, path: str, message: str, line: int | None = None) -> None:
        self.path, self.message, self.line = path, message, line
        place = f"{path}:{line}" if line is not None else path
        super().__init__(f"{place}: {message}")

    def __reduce__(self) -> tuple[type[RuleError], tuple[str, str, int | None]]:
        """How a worker process hands the error on: its words alone would not make it anew."""
        return type(self), (self.path, self.message, self.line)


class ReadError(CrossfootError):
    """A report cannot be read: missing, binary, empty, too large, unsupported."""

    def __init__(self, path: str, message: str) -> None:
        self.path, self.message = path, message
        super().__init__(f"{path}: {message}")

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str]]:
        """How a worker process hands the error on."""
        return type(self), (self.path, self.message)
