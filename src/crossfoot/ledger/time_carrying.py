"""What is remembered of the periods of earlier sentences, and who may take them over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from crossfoot import periods
from crossfoot.annotate.period_dates import part_named
from crossfoot.ledger.timing import Moment
from crossfoot.model import Mention, Period

ASSUMED = "assumed year"


@dataclass(frozen=True, slots=True)
class Memory:
    """The periods of the sentences before in one block.

    `current` is the one last spoken of as the present one, `share`
    that of the last dated share, `levels` those of the values in
    the sentence before with their subjects, `dated` every dated period so far;
    `listed` says that a list goes on from a sentence that ended in a colon.
    """

    current: Period | None = None
    share: Period | None = None
    levels: tuple[tuple[str | None, Period], ...] = ()
    dated: tuple[Period, ...] = ()
    listed: bool = False

    def after(
        self,
        current: Period | None,
        share: Period | None,
        levels: Sequence[tuple[str | None, Period]],
        times: Sequence[Mention],
    ) -> Memory:
        """The memory once a sentence has been read."""
        dated = tuple(m.value for m in times if isinstance(m.value, Period))
        return Memory(
            current=current or self.current,
            share=share or self.share,
            levels=tuple(levels) or self.levels[-1:],
            listed=self.listed,
            dated=(self.dated + dated)[-8:],
        )

    def with_year(self, text: str, mention: Mention, moment: Moment) -> Mention:
        """A quarter or half whose year is not printed, with the year that the report's own time gives it."""
        if mention.value is not None or not mention.cues or not mention.cues[-1].endswith("-without-year"):
            return mention
        part = part_named(text[mention.span.start : mention.span.end])
        known = [p for p in (*reversed(self.dated), self.current, moment.reporting) if p is not None]
        same = next((p for p in known if p.label.endswith(f"-{part}")), None)
        found = same or next(filter(None, (_part_of_year(p, part) for p in known)), None)
        if not known and moment.report_date is not None and moment.report_date.end is not None:
            found = _last_ended(part, moment.report_date.end)
        if found is None:
            return mention
        return replace(mention, value=found, why_not=None, cues=(*mention.cues, ASSUMED))


def _part_of_year(period: Period, part: str) -> Period | None:
    """The quarter or half of the year that a period is, or is part of."""
    whole = periods.whole_year(period)
    return periods.part_of(whole, part) if whole is not None else None


def _last_ended(part: str, day: date) -> Period | None:
    """The calendar quarter or half of that number, where it is the last one that was over on a day."""
    for year in (day.year, day.year - 1):
        found = periods.part_of(periods.year(year), part)
        length = 91 if part.startswith("Q") else 183
        if found.end is not None and found.end < day:
            return found if (day - found.end).days <= length else None
    return None
