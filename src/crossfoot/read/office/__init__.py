"""Readers of office files: ZIP packages whose parts are XML."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crossfoot.errors import ReadError
from crossfoot.model import Document
from crossfoot.read.limits import Limits
from crossfoot.read.office.package import Package
from crossfoot.read.office.word import read_word

__all__ = ["read_office"]

_READERS: Mapping[str, Callable[[Package, Limits], Document]] = {"docx": read_word}


def read_office(data: bytes, name: str, limits: Limits) -> Document:
    """The document of an office file, whose content tells which program it is for.

    Raises ReadError when it is none, or damaged, protected or too large.
    """
    package = Package(data, name, limits)
    form = package.form
    if form is None or form not in _READERS:
        what = "a ZIP archive" if form is None else f"a file of another office program ({form})"
        raise ReadError(name, f"is {what}; give the report itself")
    return _READERS[form](package, limits)
