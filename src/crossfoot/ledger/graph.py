"""What is part of what, and what is the same under two names: a typed face over networkx.

Nobody else sees the raw graph. Edges lead from a part to its whole; names that mean the same
thing share one node through `same_as`.
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx


class SubjectGraph:
    """Subjects, places and wholes with part-of and same-as edges."""

    def __init__(self, part_of: Iterable[tuple[str, str]], same_as: Iterable[tuple[str, str]]) -> None:
        """Build the graph from (part, whole) and (name, name) pairs; order does not matter."""
        names: nx.Graph[str] = nx.Graph(sorted(same_as))
        self._head = {name: min(group) for group in nx.connected_components(names) for name in group}
        edges = sorted({(self.head(part), self.head(whole)) for part, whole in part_of})
        self._parts: nx.DiGraph[str] = nx.DiGraph((part, whole) for part, whole in edges if part != whole)

    def head(self, name: str) -> str:
        """The one name that stands for all names of the same thing."""
        return str(self._head.get(name, name))

    def same(self, one: str, other: str) -> bool:
        """Whether two names mean the same thing."""
        return self.head(one) == self.head(other)

    def within(self, part: str, whole: str) -> bool:
        """Whether `part` lies inside `whole`, over any number of steps, and is not it."""
        part, whole = self.head(part), self.head(whole)
        if part == whole or part not in self._parts or whole not in self._parts:
            return False
        return bool(nx.has_path(self._parts, part, whole))

    def wholes(self, part: str) -> frozenset[str]:
        """Everything that `part` lies inside of."""
        part = self.head(part)
        return frozenset(nx.descendants(self._parts, part)) if part in self._parts else frozenset()
