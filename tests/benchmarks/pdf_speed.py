"""How fast pages of a PDF are read, what a check adds, and how memory grows with pages.

    python tests/benchmarks/pdf_speed.py [--pages 100] [FILE.pdf]

Without a file, the clean reports of `corpora/regression` are set as a PDF of so many pages. Reading
is set beside the bare text that PDFium gives, which knows no lines, columns or tables.
"""

from __future__ import annotations

import argparse
import sys
import time
import tracemalloc
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import pypdfium2

from crossfoot.engine import check_document
from crossfoot.gazetteer import Gazetteer
from crossfoot.read import read_bytes, read_path
from crossfoot.rulebook import RuleBook

from report_formats import as_pdf, parts_of

_REPORTS = sorted((Path(__file__).parents[2] / "corpora/regression").glob("clean-*.[mht]*[dlt]"))


def _set(pages: int) -> bytes:
    """The clean reports, one after the other, until they fill so many pages."""
    parts = []
    data = b""
    for report in cycle(_REPORTS):
        parts += list(parts_of(read_path(report)))
        if len(parts) > 22 * pages:
            data = as_pdf(parts)
            break
    return data


def _measured(data: bytes, rulebook: RuleBook, gazetteer: Gazetteer) -> None:
    with pypdfium2.PdfDocument(data) as pdf:
        pages = len(pdf)
        start = time.perf_counter()
        for page in pdf:
            page.get_textpage().get_text_range()
        bare = time.perf_counter() - start
    start = time.perf_counter()
    document = read_bytes(data, "report.pdf")
    reading = time.perf_counter() - start
    start = time.perf_counter()
    check_document(document, rulebook, gazetteer)
    checking = time.perf_counter() - start
    tracemalloc.start()
    read_bytes(data, "report.pdf")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    words = len(document.text.split())
    print(
        f"{pages:5} pages, {words:7,} words, {len(document.tables)} tables: bare text {pages / bare:6.0f}, "
        f"read {pages / reading:5.1f}, read and checked {pages / (reading + checking):5.1f} pages a second; "
        f"peak {peak / 1e6 / pages:.2f} MB a page"
    )


def main() -> None:
    """Measure a file, or the made PDF in three lengths."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--pages", type=int, default=100)
    given = parser.parse_args()
    rulebook, gazetteer = RuleBook.load(None), Gazetteer.load("default")
    check_document(read_bytes(_set(1), "report.pdf"), rulebook, gazetteer)  # what is loaded on first use
    if given.file is not None:
        _measured(given.file.read_bytes(), rulebook, gazetteer)
        return
    for pages in (given.pages // 2, given.pages, given.pages * 2):
        _measured(_set(pages), rulebook, gazetteer)


if __name__ == "__main__":
    main()
