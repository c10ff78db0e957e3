"""A path and a place in it, as people are told them."""

from __future__ import annotations

import re

from crossfoot.model_checked import Place

_LINE = re.compile(r"\d+:\d+")


def located(path: str, place: Place) -> str:
    """A path and a place in it as one: `report.html:3:14`, `report.pdf, page 3`."""
    return joined(path, place.at)


def joined(path: str, at: str) -> str:
    """A path and the words for a place in it: lines follow a colon, pages and paragraphs a comma."""
    return f"{path}:{at}" if _LINE.fullmatch(at) else f"{path}, {at}"
