"""The endings of the files that are read. No parser is imported for them."""

from __future__ import annotations

HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
TEXT_SUFFIXES = frozenset({".txt", ".text"})
SEPARATED_SUFFIXES = frozenset({".csv", ".tsv"})
PACKED_SUFFIXES = frozenset({".docx", ".pdf", ".pptx", ".xlsx"})

SUFFIXES = HTML_SUFFIXES | MARKDOWN_SUFFIXES | TEXT_SUFFIXES | PACKED_SUFFIXES | SEPARATED_SUFFIXES
"""The suffixes of the files that are picked up when a directory is read."""
