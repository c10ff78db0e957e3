"""When a figure holds: the periods of a sentence's figures, resolved to dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crossfoot.ledger.reporting_period import period_of_results
from crossfoot.ledger.time_attachment import attach
from crossfoot.ledger.time_carrying import Memory
from crossfoot.ledger.time_comparison import with_named_years, without_repetitions
from crossfoot.ledger.time_levels import dates_of_values
from crossfoot.ledger.time_resolution import date_of_shares, timings_of
from crossfoot.ledger.time_scene import Scene
from crossfoot.ledger.timing import Measured, Moment, Timing
from crossfoot.model import Block, BlockKind, Mention, MentionKind, Period, Span

__all__ = ["Measured", "Moment", "TimeReader", "Timing"]


class TimeReader:
    """Dates the figures of a report, sentence after sentence, remembering the periods spoken of."""

    def __init__(self, text: str, moment: Moment) -> None:
        self._text = text
        self._moment = moment
        self._memory = Memory()
        self._section: Period | None = None
        self._announced = False

    def enter_block(self, block: Block, mentions: Sequence[Mention], current: Period | None) -> None:
        """Prepare for a block: a heading may name the period of its section; a list goes on from its lead-in.

        `current` is the period that the block stands under, as a table's remark does under its row's.
        """
        text = self._text[block.span.start : block.span.end]
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            self._section = period_of_results(text, mentions) or self._section
        continues = self._announced and block.kind is BlockKind.LIST_ITEM
        self._memory = replace(self._memory, listed=True) if continues else Memory(current=current)
        if not continues:
            self._announced = False
        self._announced = self._announced or text.rstrip().endswith(":")

    def read(self, sentence: Span, figures: Sequence[Measured], mentions: Sequence[Mention]) -> list[Timing]:
        """The timings of a sentence's figures, in order; a sentence without figures is remembered too."""
        memory = self._memory
        reporting = self._section or self._moment.reporting
        times = [m for m in mentions if m.kind is MentionKind.PERIOD]
        times = without_repetitions(self._text, with_named_years(self._text, times))
        moment = self._moment
        if reporting != moment.reporting:
            moment = replace(moment, reporting=reporting)
        times = [memory.with_year(self._text, m, moment) for m in times]
        attached = attach(self._text, sentence, figures, times)
        scene = Scene(self._text, sentence, figures, attached, times, memory, moment)
        timings = timings_of(scene)
        self._memory = memory.after(
            scene.latest(), date_of_shares(scene, timings), dates_of_values(scene, timings), times
        )
        return timings
