"""Reader of PDF files: from glyphs on pages to the blocks that a person sees."""

from __future__ import annotations

from crossfoot.read.pdf.reader import read_pdf

__all__ = ["read_pdf"]
