"""Where the characters of a string that was cut out of a file stand in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placement:
    """Stretches of a string that are copied from a file.

    The stretch that begins at `starts[i]` of the string stands at `offsets[i]` of the file. The
    first stretch begins at 0; both sequences are sorted and of one length.
    """

    starts: tuple[int, ...]
    offsets: tuple[int, ...]

    def at(self, position: int) -> int:
        """Where in the file the character at `position` of the string stands."""
        stretch = bisect_right(self.starts, position) - 1
        return self.offsets[stretch] + position - self.starts[stretch]

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """The range of the file from the first to the last character of a non-empty range."""
        return self.at(start), self.at(end - 1) + 1

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The parts of a range that are copied in one piece: start and end, and where in the file."""
        position = start
        stretch = bisect_right(self.starts, start) - 1
        while position < end:
            following = self.starts[stretch + 1] if stretch + 1 < len(self.starts) else end
            upto = min(following, end)
            if upto > position:
                yield position, upto, self.offsets[stretch] + position - self.starts[stretch]
            position = max(upto, position)
            stretch += 1


WHOLE_FILE = Placement((0,), (0,))
