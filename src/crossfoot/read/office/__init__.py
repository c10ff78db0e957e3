"""Readers of office files: ZIP packages whose parts are XML."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crossfoot.errors import ReadError
from crossfoot.model import Document
from crossfoot.read.limits import Limits
from crossfoot.read.office.package import Package
from crossfoot.read.office.slides import read_slides
from crossfoot.read.office.word import read_word

__all__ = ["read_office"]


def _read_sheets(package: Package, data: bytes, limits: Limits) -> Document:
    """Read a workbook. Its library is imported only now: it is large."""
    from crossfoot.read.office.sheets import read_sheets

    return read_sheets(package, data, limits)


_READERS: Mapping[str, Callable[[Package, bytes, Limits], Document]] = {
    "docx": lambda package, data, limits: read_word(package, limits),
    "pptx": lambda package, data, limits: read_slides(package, limits),
    "xlsx": _read_sheets,
}


def read_office(data: bytes, name: str, limits: Limits) -> Document:
    """The document of an office file, whose content tells which program it is for.

    Raises ReadError when it is none, or damaged, protected or too large.
    """
    package = Package(data, name, limits)
    form = package.form
    if form is None or form not in _READERS:
        raise ReadError(name, "is a ZIP archive; give the report itself")
    return _READERS[form](package, data, limits)
