"""Decides what a text is written in: its name first, its content where that disagrees."""

from __future__ import annotations

import re
from pathlib import PurePath

from crossfoot.suffixes import HTML_SUFFIXES, MARKDOWN_SUFFIXES, SEPARATED_SUFFIXES, TEXT_SUFFIXES

_SAMPLE = 200_000
_PDF_HEAD = 1024
_BLOCK_NAMES = "article|blockquote|body|center|div|dl|h[1-6]|head|header|html|main|ol|p|section|table|title|ul"
_OPENS_WITH_HTML = re.compile(
    rf"\ufeff?\s*(?:<!doctype\s+html|<\?xml|<!--|<(?:{_BLOCK_NAMES}|strong|b|meta|link|style)\b)", re.IGNORECASE
)
_BLOCK_TAG = re.compile(rf"<(?:{_BLOCK_NAMES}|li|tr|td|th|br)\b[^<>]*>", re.IGNORECASE)
_MARKDOWN_MARK = re.compile(
    r"^(?: {0,3}#{1,6} | {0,3}[-*+] +\S| {0,3}\d{1,9}[.)] +\S| {0,3}\|.*\|[ \t]*$|```|={3,}[ \t]*$)|\]\(\S|\*\*\w",
    re.MULTILINE,
)
# What no page of HTML holds: a `#` heading below an empty line, the rule below a table's head.
_MARKDOWN_HEADING = re.compile(r"^[ \t]*\r?\n {0,3}#{1,6} +\S", re.MULTILINE)
_DRAWN_LINE = re.compile(r"^[ |:-]+\r?$", re.MULTILINE)
_PREFORMATTED = re.compile(r"<pre\b", re.IGNORECASE)
_TAGS_FOR_EACH_MARK = 3


def sniff_bytes(data: bytes) -> str | None:
    """The format of a file that is no text: `office` or `pdf`; None for all others."""
    if data.startswith(b"PK\x03\x04"):
        return "office"
    # Some programs write a line or two before the head of a PDF.
    return "pdf" if b"%PDF-" in data[:_PDF_HEAD] else None


def sniff(text: str, name: str) -> str:
    """The format of a text: `html`, `markdown`, `text` or `csv`.

    HTML that is saved as `.md` or `.txt` is HTML; what has no telling name goes by its content.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in SEPARATED_SUFFIXES:
        return "csv"
    if suffix in HTML_SUFFIXES or _is_html(text[:_SAMPLE]):
        return "html"
    if suffix in MARKDOWN_SUFFIXES:
        return "markdown"
    if suffix in TEXT_SUFFIXES:
        return "text"
    return "markdown" if _MARKDOWN_MARK.search(text[:_SAMPLE]) else "text"


def _is_html(sample: str) -> bool:
    """Whether the text opens with a tag and has far more block tags than Markdown marks.

    A Markdown page may open with a banner in HTML: a block that only Markdown knows decides.
    """
    if not _OPENS_WITH_HTML.match(sample):
        return False
    if _has_markdown_block(sample) and not _PREFORMATTED.search(sample):
        return False
    tags = sum(1 for _ in _BLOCK_TAG.finditer(sample))
    marks = sum(1 for _ in _MARKDOWN_MARK.finditer(sample))
    return tags > 0 and tags >= _TAGS_FOR_EACH_MARK * marks


def _has_markdown_block(sample: str) -> bool:
    drawn = (match.group() for match in _DRAWN_LINE.finditer(sample))
    return bool(_MARKDOWN_HEADING.search(sample)) or any("|" in line and "-" in line for line in drawn)
