"""Lists that are trees: regions with their members below them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from crossfoot.gazetteer import Gazetteer, Place

_LEAST_HEADS = 2


def is_flat_tree(gazetteer: Gazetteer, places: Sequence[Place]) -> bool:
    """Whether a list names regions, each directly followed by a member of it: a tree that lost its indents."""
    heads = sum(gazetteer.surely_within(below, above) for above, below in pairwise(places) if above.name != below.name)
    return heads >= _LEAST_HEADS
