"""Each figure of a sentence resolved to its period: a value to a date, a change or rate to its two ends."""

from __future__ import annotations

from collections.abc import Sequence

from crossfoot.ledger.time_changes import amount_timing, change_timing, rate_timing
from crossfoot.ledger.time_levels import is_amount_of_change, level_timing
from crossfoot.ledger.time_scene import Scene
from crossfoot.ledger.timing import Timing
from crossfoot.model import Concept, Period


def timings_of(scene: Scene) -> list[Timing]:
    """The timing of every figure: values first, for they date the changes and rates beside them."""
    found = [Timing() if figure.changes else level_timing(scene, i) for i, figure in enumerate(scene.figures)]
    for index, figure in enumerate(scene.figures):
        if figure.concept is Concept.GROWTH_RATE:
            found[index] = rate_timing(scene, index, found)
        elif figure.changes:
            found[index] = change_timing(scene, index, found)
    for index in range(len(scene.figures)):
        if found[index].period is None and is_amount_of_change(scene, index):
            found[index] = amount_timing(scene, index, found)
    return found


def date_of_shares(scene: Scene, timings: Sequence[Timing]) -> Period | None:
    """The date of the sentence's last dated share."""
    dated = zip(scene.figures, timings, strict=True)
    shares = [t.period for f, t in dated if f.concept is Concept.SHARE and t.period and not t.period.window]
    return shares[-1] if shares else None
