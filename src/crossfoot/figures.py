"""A printed figure as an exact interval: reading, arithmetic and showing, in one place to import."""

from __future__ import annotations

from crossfoot.figure_intervals import (
    EVERYTHING,
    add,
    compound,
    contains,
    divide,
    encloses,
    exactly,
    fraction_of_percent,
    gap,
    growth,
    hull,
    meets,
    middle,
    multiply,
    negate,
    percent_of_fraction,
    power,
    relative_gap,
    scale,
    subtract,
)
from crossfoot.figure_reading import PERCENT_UNITS, coarse_step, negate_figure, printed_figure, worded_figure
from crossfoot.figure_show import show_interval, show_like, show_value

__all__ = [
    "EVERYTHING",
    "PERCENT_UNITS",
    "add",
    "coarse_step",
    "compound",
    "contains",
    "divide",
    "encloses",
    "exactly",
    "fraction_of_percent",
    "gap",
    "growth",
    "hull",
    "meets",
    "middle",
    "multiply",
    "negate",
    "negate_figure",
    "percent_of_fraction",
    "power",
    "printed_figure",
    "relative_gap",
    "scale",
    "show_interval",
    "show_like",
    "show_value",
    "subtract",
    "worded_figure",
]
