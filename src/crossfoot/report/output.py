"""Where output goes: standard output, or a file that is never seen half-written."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from crossfoot.errors import UsageError


class PipeClosedError(Exception):
    """The program that read our output (`head`, a pager) has stopped reading."""


def write_out(chunks: Iterable[str], target: Path | None) -> None:
    """Write the chunks to standard output as they come, or all of them to a file.

    The file is replaced at once when everything has been written, and left alone when
    anything fails. UsageError where it cannot be written, PipeClosedError where nobody reads.
    """
    if target is not None:
        write_bytes((chunk.encode("utf-8", "replace") for chunk in chunks), target)
        return
    for chunk in chunks:
        try:
            sys.stdout.write(chunk)
            sys.stdout.flush()
        except BrokenPipeError as error:
            # What Python still holds for the pipe would fail again, loudly, at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise PipeClosedError from error


def write_bytes(chunks: Iterable[bytes], path: Path) -> None:
    """Write all chunks to a file that is replaced at once. UsageError where it cannot be written."""
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        raise UsageError(f"{target}: cannot be written: it is no ordinary file")
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {error.strerror or error}") from error
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(chunks)
        partial.chmod(_mode(target))
        partial.replace(target)
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        partial.unlink(missing_ok=True)


def _mode(target: Path) -> int:
    """The mode that the file has, or that a new one gets: mkstemp's is for the owner alone."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
