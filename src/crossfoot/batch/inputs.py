"""Which files the paths on a command line stand for, and how each is read."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pathspec import GitIgnoreSpec

from crossfoot.config.discovery import STANDARD_INPUT
from crossfoot.errors import ReadError, UsageError
from crossfoot.suffixes import SUFFIXES

_IGNORE_FILE = ".gitignore"
_REPOSITORY = ".git"

Excluded = Callable[[str], bool]


def expand(
    paths: Iterable[str],
    excluded: Excluded = lambda path: False,
    respect_gitignore: bool = True,
    force_exclude: bool = False,
) -> tuple[str, ...]:
    """Each path once, in the order given: a folder stands for all reports below it, sorted.

    Hidden files, what `.gitignore` files leave out and what `excluded` says is passed over there. A file that
    is named itself is taken, unless `force_exclude` says that `excluded` speaks of it too. A pattern
    (`drafts/*.docx`, `**`) that is no file stands for what it fits. A folder or pattern that stands for no
    report stays, so that reading it says so.
    """
    walk = _Walk(excluded, respect_gitignore)
    # A file that is named in two ways is one file, called as it was first.
    found: dict[str, str] = {}
    for given in paths:
        for path in walk.expanded(given):
            found.setdefault(path if path == STANDARD_INPUT else os.path.abspath(path), path)
    return tuple(path for path in found.values() if not (force_exclude and path != STANDARD_INPUT and excluded(path)))


def listed(source: str) -> list[str]:
    """The paths in a file, or on standard input for `-`: one a line, empty lines left out.

    A list with zero bytes (`git ls-files -z`) is cut there instead. UsageError where it cannot be read.
    """
    try:
        data = sys.stdin.buffer.read() if source == STANDARD_INPUT else Path(source).read_bytes()
    except OSError as error:
        raise UsageError(f"--files-from {source}: cannot be read: {error.strerror or error}") from error
    pieces = data.split(b"\0") if b"\0" in data else data.splitlines()
    return [os.fsdecode(piece) for piece in pieces if piece.strip()]


class _Walk:
    """Looks for reports below folders; remembers the `.gitignore` files that it met."""

    def __init__(self, excluded: Excluded, respect_gitignore: bool) -> None:
        self._excluded = excluded
        self._respect = respect_gitignore
        self._specs: dict[Path, GitIgnoreSpec | None] = {}

    def expanded(self, given: str) -> Iterator[str]:
        folder = Path(given)
        if given == STANDARD_INPUT or folder.is_file():
            yield given
        elif folder.is_dir():
            yield from list(self._below(folder)) or [given]
        elif glob.has_magic(given):
            found = sorted(path for path in glob.glob(given, recursive=True) if Path(path).is_file())
            yield from [path for path in found if Path(path).suffix.lower() in SUFFIXES] or found or [given]
        else:
            yield given

    def _below(self, folder: Path) -> Iterator[str]:
        closed: list[str] = []
        for place, folders, names in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
            here = Path(place)
            folders[:] = sorted(name for name in folders if not self._is_out(here / name, folder=True))
            for name in sorted(names):
                path = here / name
                if path.suffix.lower() in SUFFIXES and not self._is_out(path, folder=False):
                    yield str(path)
        yield from closed  # reading them says why

    def _is_out(self, path: Path, folder: bool) -> bool:
        if path.name.startswith("."):
            return True
        shown = f"{path}/" if folder else str(path)
        return self._excluded(shown) or (self._respect and self._is_ignored(path, folder))

    def _is_ignored(self, path: Path, folder: bool) -> bool:
        """Whether the nearest `.gitignore` that says anything of a path says that it is no part of the tree."""
        whole = Path(os.path.abspath(path))
        for above in whole.parents:
            spec = self._spec(above)
            if spec is not None:
                inside = whole.relative_to(above).as_posix() + ("/" if folder else "")
                said = spec.check_file(inside).include
                if said is not None:
                    return said
            if (above / _REPOSITORY).exists():
                return False
        return False

    def _spec(self, folder: Path) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            try:
                text = (folder / _IGNORE_FILE).read_text(encoding="utf-8-sig", errors="replace")
                self._specs[folder] = GitIgnoreSpec.from_lines(text.splitlines())
            except OSError:  # there is none, or it cannot be read: then it leaves nothing out
                self._specs[folder] = None
        return self._specs[folder]


def content_of(path: str, max_bytes: int) -> bytes:
    """The content of one input, never more than one byte beyond `max_bytes`; ReadError where there is none."""
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(max_bytes + 1)
    if Path(path).is_dir():
        if not os.access(path, os.R_OK | os.X_OK):
            raise ReadError(path, "the folder cannot be opened: Permission denied")
        raise ReadError(
            path,
            "the folder holds no report, beside what .gitignore (--no-gitignore) or `exclude` of the configuration "
            f"leaves out; read are: {', '.join(sorted(SUFFIXES))}",
        )
    if glob.has_magic(path) and not Path(path).exists():
        raise ReadError(path, "the pattern fits no file")
    try:
        # What a shell hands over (`<(…)`) is a pipe, too; one in the file system may wait for its writer for ever.
        if stat.S_ISFIFO(os.stat(path).st_mode) and not path.startswith(("/dev/", "/proc/")):
            raise ReadError(path, "is a pipe and no ordinary file; give the report itself, or - for standard input")
        with open(path, "rb") as file:
            return file.read(max_bytes + 1)
    except OSError as error:
        reason = error.strerror or os.strerror(error.errno or 0)
        raise ReadError(path, f"cannot be opened: {reason}") from error
    except ValueError as error:  # a zero byte in the path
        raise ReadError(path, f"cannot be opened: {error}") from error
