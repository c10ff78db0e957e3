"""Which files the paths on a command line stand for, and how each is read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from crossfoot.errors import ReadError
from crossfoot.model import Document
from crossfoot.read import SUFFIXES, Limits, read_bytes, read_path

STANDARD_INPUT = "-"
_DEFAULT_LIMITS = Limits()


def expand(paths: Iterable[str]) -> tuple[str, ...]:
    """Each path once: a folder stands for all reports below it, sorted, without hidden ones.

    A folder that holds no report stays, so that reading it says so.
    """
    return tuple(dict.fromkeys(path for given in paths for path in _expanded(given)))


def _expanded(given: str) -> Iterator[str]:
    folder = Path(given)
    found = list(_reports_in(folder)) if given != STANDARD_INPUT and folder.is_dir() else []
    yield from found or [given]


def _reports_in(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in SUFFIXES and path.is_file():
            yield str(path)


def read_input(path: str, limits: Limits = _DEFAULT_LIMITS) -> Document:
    """Read one expanded path; `-` is standard input. ReadError where that cannot be done."""
    if path == STANDARD_INPUT:
        return read_bytes(sys.stdin.buffer.read(limits.max_bytes + 1), STANDARD_INPUT, limits)
    if Path(path).is_dir():
        raise ReadError(path, f"the folder holds no report; read are: {', '.join(sorted(SUFFIXES))}")
    return read_path(Path(path), limits)
