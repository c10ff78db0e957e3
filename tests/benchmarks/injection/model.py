"""What an injector is given and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Clean:
    """A report without faults: its name and the text of its file."""

    name: str
    text: str

    @property
    def format(self) -> str:
        """The suffix of the file: `md`, `html` or `txt`."""
        return self.name.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Edit:
    """One stretch of the file replaced; `marked` where an editor would point."""

    start: int
    end: int
    new: str
    marked: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """What an injector proposes: edits in order of place, and in words what they do.

    `also` are untouched places of the file that show the fault just as well, such as the list
    from which an entry was taken.
    """

    how: str
    edits: tuple[Edit, ...]
    also: tuple[Place, ...] = ()


Injector = Callable[[Clean, Random], Iterable[Change]]


@dataclass(frozen=True, slots=True)
class Fault:
    """One change of one report, and the rule that should find it."""

    rule: str
    injector: str
    report: Clean
    change: Change

    def text(self) -> str:
        """The file with the fault in it."""
        parts, at = [], 0
        for edit in self.change.edits:
            parts += [self.report.text[at : edit.start], edit.new]
            at = edit.end
        return "".join([*parts, self.report.text[at:]])

    def places(self) -> tuple[Place, ...]:
        """Where the fault stands in the changed file."""
        marked, moved = [], 0
        for edit in self.change.edits:
            if edit.marked:
                marked.append((edit.start + moved, edit.start + moved + len(edit.new)))
            moved += len(edit.new) - (edit.end - edit.start)
        return (*marked, *((self._moved(start), self._moved(end)) for start, end in self.change.also))

    def _moved(self, place: int) -> int:
        return place + sum(len(edit.new) - (edit.end - edit.start) for edit in self.change.edits if edit.end <= place)


def replaced(how: str, start: int, end: int, new: str, also: tuple[Place, ...] = ()) -> Change:
    """A change of a single stretch."""
    return Change(how, (Edit(start, end, new),), also)


def swapped(how: str, text: str, first: Place, second: Place) -> Change:
    """Two stretches that change places."""
    return Change(how, (Edit(*first, text[slice(*second)]), Edit(*second, text[slice(*first)])))
