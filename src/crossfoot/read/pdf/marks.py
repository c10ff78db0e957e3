"""What is drawn on a page, as the rest of the reader sees it: glyphs and ruled lines.

All coordinates are points from the left and the upper edge of the page as it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Glyph:
    """A character as drawn; `baseline` is the line that it stands on, `size` its font's, in points,
    `angle` the quarter turns to the right by which it lies on the page as shown.

    Not frozen: pages hold thousands, and a frozen one takes three times as long to make.
    """

    character: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    angle: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight line, or the edge of a box: level from `low` to `high` at `at`, or upright."""

    level: bool
    at: float
    low: float
    high: float


@dataclass(slots=True)
class PageMarks:
    """The glyphs of a page in the order of the file, its rules, and what could not be read of it.

    `unmapped` counts glyphs of which the file does not say which character they are, `turned` those
    that stand at another angle than the rest of the page. `angle` counts the quarter
    turns to the right by which the text lies; glyphs stand as if the page were turned back, rules are left out.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    unmapped: int = 0
    turned: int = 0
    pictures: int = 0
    angle: int = 0


def turned(
    box: tuple[float, float, float, float], turns: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """Where a box (left, top, right, bottom) lies once a page of this size is turned right by quarter turns.

    `width` and `height` are those of the page as it is shown: before a negative number of turns (which lays its
    text level), after a positive one (which puts it back).
    """
    left, top, right, bottom = box
    if turns % 4 == 2:
        return width - right, height - bottom, width - left, height - top
    if turns in {-1, 3}:
        return (top, width - right, bottom, width - left) if turns < 0 else (top, height - right, bottom, height - left)
    if turns in {1, -3}:
        return (width - bottom, left, width - top, right) if turns > 0 else (height - bottom, left, height - top, right)
    return box
