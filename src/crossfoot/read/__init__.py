"""Readers: from a file to the Document that everything else works on.

Whatever the format, the same report gives the same blocks; every character of the text leads
back to the file (`crossfoot.read.source_map` has the look-ups).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from crossfoot.errors import ReadError
from crossfoot.model import Document
from crossfoot.read.decoding import decode
from crossfoot.read.html import read_html
from crossfoot.read.limits import Limits
from crossfoot.read.line_text import INVISIBLE
from crossfoot.read.markdown import read_markdown
from crossfoot.read.separated import read_separated
from crossfoot.read.sniffing import sniff, sniff_bytes
from crossfoot.read.text import read_text
from crossfoot.suffixes import SUFFIXES

__all__ = ["SUFFIXES", "Limits", "read_bytes", "read_path"]

_READERS: Mapping[str, Callable[[str, str, Limits], Document]] = {
    "html": read_html,
    "markdown": read_markdown,
    "text": read_text,
    "csv": read_separated,
}


def _read_office(data: bytes, name: str, limits: Limits) -> Document:
    """Read an office file. Its library is imported only now: most runs read no such file."""
    from crossfoot.read.office import read_office

    return read_office(data, name, limits)


def _read_pdf(data: bytes, name: str, limits: Limits) -> Document:
    """Read a PDF file. Its library is imported only now."""
    from crossfoot.read.pdf import read_pdf

    return read_pdf(data, name, limits)


_PACKED_READERS: Mapping[str, Callable[[bytes, str, Limits], Document]] = {"office": _read_office, "pdf": _read_pdf}
_DEFAULT_LIMITS = Limits()
_PIECE_END = re.compile(f"[<&]|\\s{{2,}}|[^\\S ]|[{INVISIBLE}]")


def read_path(path: Path, limits: Limits = _DEFAULT_LIMITS) -> Document:
    """Read the file at `path`, never more of it than `limits.max_bytes`.

    Raises ReadError when it is missing, a directory, not readable, too large, empty or no text.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limits.max_bytes + 1)
    except OSError as error:
        reason = error.strerror or os.strerror(error.errno or 0)
        raise ReadError(str(path), f"cannot be opened: {reason}") from error
    except ValueError as error:  # a zero byte in the path
        raise ReadError(str(path), f"cannot be opened: {error}") from error
    return read_bytes(data, str(path), limits)


def read_bytes(data: bytes, name: str, limits: Limits = _DEFAULT_LIMITS) -> Document:
    """Read the content of a file; `name` is what is shown for it, and its suffix tells the format.

    Raises ReadError when the content is too large, too intricate, empty, or no text.
    """
    if len(data) > limits.max_bytes:
        raise ReadError(name, f"is larger than {limits.max_bytes:,} bytes; split it, or raise --max-megabytes")
    packed = sniff_bytes(data)
    if packed is not None:
        return _PACKED_READERS[packed](data, name, limits)
    text, note = decode(data, name)
    if len(text) > limits.max_pieces and sum(1 for _ in _PIECE_END.finditer(text)) > limits.max_pieces:
        raise ReadError(
            name,
            f"is cut into more than {limits.max_pieces:,} pieces by tags and white space; split it into several files",
        )
    document = _READERS[sniff(text, name)](text, name, limits)
    return replace(document, notes=(note, *document.notes)) if note else document
