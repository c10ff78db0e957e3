"""Which of an editor's documents are reports, and under which name each is read."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import unquote

from pygls.uris import to_fs_path

from crossfoot.suffixes import HTML_SUFFIXES, MARKDOWN_SUFFIXES, SEPARATED_SUFFIXES, TEXT_SUFFIXES

_READ_AS_NAMED = HTML_SUFFIXES | MARKDOWN_SUFFIXES | TEXT_SUFFIXES | SEPARATED_SUFFIXES
_SUFFIX_OF_LANGUAGE = {"html": ".html", "markdown": ".md", "plaintext": ".txt"}
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Source:
    """A report in an editor: its path, and the name whose suffix tells the reader its format.

    `on_disk` says whether a file lies, or may lie, at the path; a buffer that was never saved has a made-up one.
    """

    uri: str
    path: str
    read_as: str
    on_disk: bool


def source_of(uri: str, language: str | None, root: str | None) -> Source | None:
    """The report that a document is, None for one that is no report.

    The suffix decides, as it does on the command line; where it says nothing, the editor's language does.
    A document that is no file is taken to lie in the workspace's folder `root`, whose configuration it gets.
    """
    path = to_fs_path(uri)
    on_disk = bool(path)
    if not path:
        name = PurePath(unquote(uri).partition(":")[2]).name or "untitled"
        path = os.path.join(root or os.getcwd(), name)
    if PurePath(path).suffix.lower() in _READ_AS_NAMED:
        return Source(uri, path, path, on_disk)
    suffix = _SUFFIX_OF_LANGUAGE.get(language or "")
    return None if suffix is None else Source(uri, path, path + suffix, on_disk)


def sound(text: str) -> str:
    """The text with every half of a surrogate pair, which no file can hold, as U+FFFD: offsets stay as they are."""
    return _SURROGATE.sub("\ufffd", text)
