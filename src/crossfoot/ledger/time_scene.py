"""The periods that a sentence speaks of: the current one, what it is compared with, what is carried over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot import periods
from crossfoot.ledger.time_carrying import ASSUMED, Memory
from crossfoot.ledger.time_comparison import COMPARING, is_against, is_bare_day, led_to
from crossfoot.ledger.time_rates import ENDS
from crossfoot.ledger.timing import Measured, Moment
from crossfoot.model import Concept, Mention, Period, RelativePeriod, Span

_AHEAD = re.compile(
    r"\b(?:will|would|expect\w*|forecast\w*|project(?:s|ed|ion|ions)|guid(?:ance|es)|outlook|target\w*|anticipat\w*"
    r"|aims?|plans?|set\sto)\b",
    re.IGNORECASE,
)
_OF_RESULTS = re.compile(
    r"\b(?:orders?|backlog|intake|EPS|per\s(?:diluted\s)?share|dividends?|cap(?:ital\s)?ex\w*|cash|debt|equity|assets"
    r"|(?:gross|net|operating|EBITD?A?|profit)\s(?:profit\s)?margins?|expenses?|EBITD?A?|net\sincome|bookings|billings)\b",
    re.IGNORECASE,
)
_RESULTS = frozenset({Concept.REVENUE, Concept.PROFIT})
_MAY_BE_RESULTS = frozenset({Concept.OTHER, Concept.CHANGE, Concept.SHARE, None})


@dataclass(frozen=True, slots=True)
class Known:
    """A period with the words that it was taken from, and whether it is only assumed."""

    period: Period
    words: str
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its figures, its periods and what the sentences before have left."""

    text: str
    sentence: Span
    figures: Sequence[Measured]
    attached: Sequence[tuple[Mention | None, bool]]
    times: Sequence[Mention]
    memory: Memory
    moment: Moment

    # --- the current period -----------------------------------------------------------------

    def latest(self) -> Period | None:
        """The period that the sentence leaves as the current one: the latest that nothing is measured against.

        A single day (a by-line, a closing date) is never handed on, nor is a quarter without its year.
        """
        year = self.moment.report_year
        firm = [m for m in self._current_mentions() if ASSUMED not in m.cues]
        values = [m.value for m in firm if not _is_day(m.value) or "ended" in m.cues]
        named = [p for p in values if isinstance(p, Period) and p.end is not None]
        past = [p for p in named if year is None or (periods.end_year(p) or 0) <= year + 1]
        return max(past, key=lambda p: (p.end is not None and p.end.toordinal(), p.label), default=None)

    def named(self, index: int) -> Known | None:
        """The current period that the figure's own clause names."""
        figure = self.figures[index]
        own, _ = self.attached[index]
        current = list(self._current_mentions())
        if own is not None and own in current and not figure.is_base:
            return _known(own, True)
        return self._nearest(index, self._within(current, figure.clause), True)

    def current(self, index: int) -> Known | None:
        """The current period of a figure: named in its clause or sentence, else told by its base, else carried over."""
        named = self.named(index) or self._nearest(index, list(self._current_mentions()), False)
        if named is not None:
            return named
        carried = self.carried(index)
        base = self.base(index)
        if base is None:
            return carried
        if carried is not None and periods.before(base.period, carried.period):
            return carried
        return self._after(index, base)

    def _after(self, index: int, base: Known) -> Known | None:
        """The period that follows the one a change is measured against; not in a forecast, which may reach further."""
        clause = self.figures[index].clause
        yearly = any(figure.concept is Concept.GROWTH_RATE for figure in self.figures)
        if yearly or _AHEAD.search(self.text, clause.start, clause.end):
            return None
        comparison = self.comparison(index)
        kind = comparison.value if comparison is not None else None
        later = led_to(base.period, kind if isinstance(kind, RelativePeriod) else None)
        return Known(later, f"the one after {base.words}", True) if later is not None else None

    def _current_mentions(self) -> Iterator[Mention]:
        """The dated periods of the sentence that nothing is measured against and that end nothing."""
        pairs = [(figure, m.span) for figure, (m, _) in zip(self.figures, self.attached, strict=True) if m is not None]
        of_bases = {span for figure, span in pairs if figure.is_base}
        of_changes = {span for figure, span in pairs if figure.changes}
        for mention in self.times:
            value = mention.value
            if not isinstance(value, Period) or value.window or mention.span in of_bases:
                continue
            if is_bare_day(mention):
                continue
            if not is_against(mention, mention.span in of_changes) and not ENDS.intersection(mention.cues):
                yield mention

    def _nearest(self, index: int, mentions: Sequence[Mention], sure: bool) -> Known | None:
        at = self.figures[index].mention.span.start
        nearest = min(mentions, key=lambda m: (m.span.start > at, abs(m.span.start - at)), default=None)
        return _known(nearest, sure) if nearest is not None else None

    def _within(self, mentions: Sequence[Mention], clause: Span) -> list[Mention]:
        return [m for m in mentions if clause.start <= m.span.start < clause.end]

    # --- what it is compared with -----------------------------------------------------------

    def comparison(self, index: int) -> Mention | None:
        """The words of comparison that hold for a figure: its own, else its clause's, else its sentence's."""
        figure = self.figures[index]
        own, _ = self.attached[index]
        if own is not None and _compares(own):
            return own
        every = [m for m in self.times if _compares(m)]
        near = self._within(every, figure.clause) or every
        return min(near, key=lambda m: abs(m.span.start - figure.mention.span.start), default=None)

    def base(self, index: int) -> Known | None:
        """The named period that a figure is measured against: a change's own, or that of the value it starts from."""
        figure = self.figures[index]
        own, _ = self.attached[index]
        loosely = [own] if own is not None and figure.changes and is_against(own, loosely=True) else []
        beside = zip(self.figures, self.attached, strict=True)
        of_bases = [m for other, (m, _) in beside if other.is_base and m is not None and other.clause == figure.clause]
        against = [m for m in self._within(self.times, figure.clause) if is_against(m)]
        for mention in (*loosely, *of_bases, *against):
            if isinstance(mention.value, Period) and not mention.value.window:
                return _known(mention, True)
        return None

    # --- what is carried over ---------------------------------------------------------------

    def carried(self, index: int) -> Known | None:
        """The period of the sentences before, else the one that the report gives its results for."""
        figure = self.figures[index]
        share = figure.concept is Concept.SHARE and not self.is_result(index)
        last = self.memory.share if share else self.memory.current
        if last is not None:
            return Known(last, f"{last.label}, carried over", True)
        reporting = self.moment.reporting
        ahead = _AHEAD.search(self.text, figure.clause.start, figure.clause.end)
        if reporting is None or ahead or not self.is_result(index):
            return None
        return Known(reporting, f"{reporting.label}, the report's period", True)

    def is_result(self, index: int) -> bool:
        """Whether a figure is one of a company's results."""
        figure = self.figures[index]
        if figure.of_market:
            return False
        spoken = _OF_RESULTS.search(self.text, figure.clause.start, figure.clause.end)
        near = [f for f in self.figures if f.clause == figure.clause or figure.concept is Concept.CHANGE]
        beside = any(other.concept in _RESULTS for other in near)
        return figure.concept in _RESULTS or (figure.concept in _MAY_BE_RESULTS and (beside or spoken is not None))

    def dated_before(self, mention: Mention, windows: bool) -> Period | None:
        """The last dated period before a mention; the last window where one is asked for."""
        inside = [m.value for m in self.times if m.span.end <= mention.span.start and isinstance(m.value, Period)]
        every = [*self.memory.dated, *inside]
        if windows:
            return next((p for p in reversed(every) if p.window), None)
        return every[-1] if every else None

    def words_of(self, mention: Mention) -> str:
        """A mention's own words on one line."""
        return " ".join(self.text[mention.span.start : mention.span.end].split())


def _known(mention: Mention, sure: bool) -> Known:
    assert isinstance(mention.value, Period)
    return Known(mention.value, mention.value.label, not sure or ASSUMED in mention.cues)


def _compares(mention: Mention) -> bool:
    return isinstance(mention.value, RelativePeriod) and mention.value.kind in COMPARING


def _is_day(value: object) -> bool:
    return isinstance(value, Period) and value.start is not None and value.start == value.end
