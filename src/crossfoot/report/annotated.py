"""Writes the findings into a copy of the file that was checked, in the way of its program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from crossfoot.engine import Report
from crossfoot.errors import UsageError
from crossfoot.read.limits import Limits
from crossfoot.report.output import write_bytes
from crossfoot.report.printable import printable_path

_SUFFIXES = {"docx": ".docx", "pdf": ".pdf"}


def refuse_several(files: Sequence[str]) -> None:
    """UsageError for several reports: a copy is that of one."""
    if len(files) != 1:
        raise UsageError(f"--annotate takes one report, and {len(files)} were given; check them one by one")


def write_annotated(report: Report, source: Path, target: Path) -> None:
    """Write a copy of the file with its findings inside. UsageError for a format that cannot hold them."""
    write_bytes([annotated(report, source, target)], target)


def annotated(report: Report, source: Path, target: Path) -> bytes:
    """The bytes of the file with its findings inside. Raises UsageError where its format has no room for them."""
    form = report.document.format
    if form not in _SUFFIXES:
        raise UsageError(
            f"{printable_path(str(source))}: --annotate writes into Word and PDF files, and this is {form}; "
            "use --format html for a page with all findings"
        )
    if target.suffix.lower() != _SUFFIXES[form]:
        raise UsageError(f"--annotate {target}: the copy of a {form} file needs the ending {_SUFFIXES[form]}")
    return _writer(form)(report, source.read_bytes(), Limits())


def _writer(form: str) -> Callable[[Report, bytes, Limits], bytes]:
    """The writer of a format; its library is imported only now."""
    if form == "pdf":
        from crossfoot.report.pdf_highlights import with_highlights

        return with_highlights
    from crossfoot.report.word_comments import with_comments

    return with_comments
