"""What a file may cost at most, so that no file can hang or exhaust the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a reader accepts.

    `max_bytes` bounds the file, `max_blocks` the blocks of one document, `max_cells` the
    positions of one table (spans counted in full). `max_pieces` bounds the tags, character
    references and gaps of white space, each of which is remembered with its place. For Markdown,
    `max_marks` bounds the marks and lines, each of which becomes a token, and `max_depth` the
    nesting of block quotes and lists. HTML may nest without limit: it is read without recursion.
    `max_unpacked` bounds what the parts of an office file unpack to, `max_parts` their number,
    `max_pages` the pages of a PDF, `max_page_marks` the characters and drawn lines of one page.
    `max_seconds` bounds the time that reading may take, looked at between pages and parts.
    """

    max_bytes: int = 64 * 1024 * 1024
    max_blocks: int = 500_000
    max_cells: int = 1_000_000
    max_pieces: int = 4_000_000
    max_marks: int = 500_000
    max_depth: int = 40
    max_unpacked: int = 256 * 1024 * 1024
    max_parts: int = 20_000
    max_pages: int = 3_000
    max_page_marks: int = 200_000
    max_seconds: float = 300.0

    def too_slow(self) -> str:
        """What is said of a file that takes too long."""
        return f"takes more than {self.max_seconds:g} seconds to read; split it, or raise --max-seconds"
