"""Comments that are addressed to Crossfoot: `<!-- crossfoot: … -->`."""

from __future__ import annotations

import re
from dataclasses import replace

from crossfoot.model import Document, Remark

ADDRESS = re.compile(r"\s*crossfoot\s*:\s*", re.IGNORECASE)
"""How a comment begins that is meant for Crossfoot."""

# Bounded, so that a page of comments that never end costs no more than its length.
_COMMENT = re.compile(r"<!--\s{0,40}crossfoot\s?:(?P<said>(?:(?!--!?>).){0,2000})--!?>", re.IGNORECASE | re.DOTALL)


def with_remarks(document: Document) -> Document:
    """The document with the remarks of its markup; a comment that is shown as text (in a block of code) is none."""
    found = tuple(
        Remark(" ".join(match["said"].split()), match.start(), match.end())
        for match in _COMMENT.finditer(document.source)
        if not _is_shown(document, match.start(), match.end())
    )
    return replace(document, remarks=found) if found else document


def _is_shown(document: Document, start: int, end: int) -> bool:
    """Whether a range of the file shows as text."""
    runs = document.source_map
    return any(
        first < end and last > start
        for first, last in zip(runs.file_starts, runs.file_ends, strict=True)
        if last > first
    )
