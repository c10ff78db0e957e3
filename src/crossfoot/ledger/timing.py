"""What is known of a figure before and after it is dated."""

from __future__ import annotations

from dataclasses import dataclass

from crossfoot import periods
from crossfoot.model import Concept, Figure, Mention, Period, RelativePeriod, Span

CHANGES = frozenset({Concept.GROWTH_RATE, Concept.CHANGE})


@dataclass(frozen=True, slots=True)
class Timing:
    """A figure's period with the words that gave it.

    `relative` is kept where the words are relative, whether or not they could be resolved;
    `uncertain` says that the period is carried from elsewhere or assumed.
    """

    period: Period | None = None
    relative: RelativePeriod | None = None
    words: str = ""
    cues: tuple[str, ...] = ()
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """What the report tells about its own time: its forecast window, its date, the period it reports on."""

    forecast: Period | None = None
    report_date: Period | None = None
    reporting: Period | None = None

    @property
    def report_year(self) -> int | None:
        """The year of the report's date, else of the period that it reports on."""
        dated = self.report_date or self.reporting
        return periods.end_year(dated) if dated is not None else None


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of a sentence with what decides on its period."""

    mention: Mention
    concept: Concept | None
    roles: frozenset[str]
    clause: Span
    subject: str | None
    of_market: bool

    @property
    def changes(self) -> bool:
        """Whether it leads from one date to another, instead of standing at one."""
        return self.concept in CHANGES

    @property
    def is_base(self) -> bool:
        """Whether another value is measured against it (`from $4 million`, not `from $4 to $5 million`)."""
        figure = self.mention.value
        is_range = isinstance(figure, Figure) and figure.upper is not None
        return "from" in self.roles and not self.changes and not is_range
