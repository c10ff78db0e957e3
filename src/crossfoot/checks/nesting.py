"""What a list of places is: a tree of regions and members, or what a table says of other things."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from crossfoot.gazetteer import Gazetteer, Place
from crossfoot.model import Document, Listing

_LEAST_HEADS = 2


def is_flat_tree(gazetteer: Gazetteer, places: Sequence[Place]) -> bool:
    """Whether a list names regions, each directly followed by a member of it: a tree that lost its indents."""
    heads = sum(gazetteer.surely_within(below, above) for above, below in pairwise(places) if above.name != below.name)
    return heads >= _LEAST_HEADS


def is_attribute_column(document: Document, listing: Listing) -> bool:
    """Whether a list is a column that says where the things of the first column are, and so may repeat itself.

    A first column of numbers (ranks) names nothing, and a column under a region lists its members.
    """
    if listing.form != "column" or listing.region is not None:
        return False
    entry = listing.entries[0].span
    block = document.blocks[bisect_right(document.blocks, entry.start, key=lambda each: each.span.start) - 1]
    table = next((each for each in document.tables if each.group == block.group), None)
    if table is None or not block.column:
        return False
    first = [row[0] for row in table.rows if row and row[0] is not None and not row[0].header]
    named = sum(any(map(str.isalpha, document.text[cell.span.start : cell.span.end])) for cell in first)
    return named > len(first) / 2
