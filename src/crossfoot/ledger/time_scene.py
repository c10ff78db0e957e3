"""The periods of one sentence in their parts: the current one, the one compared with, the step between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crossfoot import periods
from crossfoot.ledger.time_carrying import ASSUMED, Memory
from crossfoot.ledger.time_comparison import (
    COMPARING,
    compared_with,
    is_against,
    is_plain_anaphor,
    led_to,
)
from crossfoot.ledger.time_rates import ENDS, Dates, resolve_rate, resolve_years
from crossfoot.ledger.timing import Measured, Moment, Timing
from crossfoot.model import Concept, Mention, Period, Relative, RelativePeriod, Span

_BESIDE_RATE = re.compile(r"\b(?:reach|hit|attain|touch|surpass|exceed|total)(?:es|ed|ing|s)?\b", re.IGNORECASE)
_FORECAST_NAMED = re.compile(
    r"forecast|project|predict|study|assess|estimat|evaluat|analy|review|outlook", re.IGNORECASE
)
_AHEAD = re.compile(
    r"\b(?:will|would|expect\w*|forecast\w*|project(?:s|ed|ion|ions)|guid(?:ance|es)|outlook|target\w*|anticipat\w*|aims?|plans?)\b",
    re.IGNORECASE,
)
_OF_RESULTS = re.compile(
    r"\b(?:orders?|backlog|intake|EPS|per\s(?:diluted\s)?share|dividends?|cap(?:ital\s)?ex\w*|cash|debt|equity|assets|margins?|"
    r"expenses?|costs?|EBITD?A?|ratio|income|sales|revenues?|profits?|loss(?:es)?|deliveries|shipments|volumes?)\b",
    re.IGNORECASE,
)
_CARRYING = frozenset({Concept.REVENUE, Concept.PROFIT, Concept.SHARE, Concept.CHANGE, Concept.VOLUME})
_REPORTING = frozenset({Concept.REVENUE, Concept.PROFIT, Concept.CHANGE})
_RANGE_OF_YEARS = frozenset({Relative.NEXT_YEARS, Relative.PAST_YEARS, Relative.LENGTH_YEARS})


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

    def timings(self) -> list[Timing]:
        """The timing of every figure: values first, for they date the changes and rates beside them."""
        found = [self._level(i) if not figure.changes else Timing() for i, figure in enumerate(self.figures)]
        for index, figure in enumerate(self.figures):
            if figure.concept is Concept.GROWTH_RATE:
                found[index] = self._rate(index, found)
            elif figure.changes:
                found[index] = self._change(index, found)
        return found

    def levels(self, timings: Sequence[Timing]) -> list[Period]:
        """The dates of the sentence's values."""
        dated = zip(self.figures, timings, strict=True)
        return [t.period for figure, t in dated if t.period and not t.period.window and not figure.changes]

    def current(self) -> Period | None:
        """The period that the sentence speaks of as the present one: the latest that nothing is measured against."""
        current = list(self._current_mentions())
        named = [m.value for m in current if isinstance(m.value, Period) and m.value.end is not None]
        year = self.moment.report_year
        past = [p for p in named if year is None or (periods.end_year(p) or 0) <= year + 1]
        return max(past, key=lambda p: (p.end is not None and p.end.toordinal(), p.label), default=None)

    def comparison(self) -> Mention | None:
        """The words of comparison that the sentence ends with."""
        return next(reversed([m for m in self.times if self._compares(m)]), None)

    # --- values ---------------------------------------------------------------------------

    def _level(self, index: int) -> Timing:
        figure = self.figures[index]
        mention, shared = self.attached[index]
        if mention is not None and not figure.is_base and is_against(mention):
            mention = None
        value = mention.value if mention is not None else None
        if mention is not None and isinstance(value, Period):
            return Timing(value, None, value.label, mention.cues, shared or ASSUMED in mention.cues)
        if mention is not None and isinstance(value, RelativePeriod):
            timing = Timing(None, value, self._words(mention), mention.cues, shared)
            return self._relative_level(index, timing, mention, value)
        return self._unnamed_level(index)

    def _relative_level(self, index: int, timing: Timing, mention: Mention, value: RelativePeriod) -> Timing:
        figure = self.figures[index]
        if value.kind is Relative.FORECAST_WINDOW:
            return self._window(timing, mention)
        if value.kind in COMPARING:
            if is_plain_anaphor(self.text, mention) and not figure.is_base and not is_against(mention):
                last = self._dated_before(mention, windows=False)
                return replace(timing, period=last, uncertain=True)
            current = self._current(index)
            if value.kind in (Relative.YEAR_ON_YEAR, Relative.QUARTER_ON_QUARTER, Relative.MONTH_ON_MONTH):
                if not figure.is_base:
                    return self._taken(timing, current)
            return self._back(timing, current, mention, value)
        if value.kind is Relative.CURRENT_YEAR:
            year = self.moment.report_year
            return replace(timing, period=periods.year(year) if year else None, uncertain=True)
        if value.kind is Relative.NEXT_YEARS:
            return replace(timing, period=self._coming(mention, value), uncertain=True)
        if value.kind is Relative.PAST_YEARS and "ago" in mention.cues and value.low == value.high and value.low:
            current = self._current(index)
            if current is not None:
                return replace(
                    timing, period=periods.shift_years(current.period, -value.low), uncertain=current.uncertain
                )
        return timing

    def _back(self, timing: Timing, current: Known | None, mention: Mention, value: RelativePeriod) -> Timing:
        """The period that lies before the current one by such words; a bare `last year` by the report's date."""
        if current is None:
            year = self.moment.report_year
            if value.kind is Relative.PRIOR_YEAR and year is not None and self.moment.report_date is not None:
                return replace(
                    timing, period=periods.year(year - 1), words=f"{timing.words} by the report's date", uncertain=True
                )
            return timing
        period = compared_with(current.period, value, mention.cues)
        words = f"{timing.words} from {current.words}"
        return replace(timing, period=period, words=words, uncertain=timing.uncertain or current.uncertain)

    def _unnamed_level(self, index: int) -> Timing:
        figure = self.figures[index]
        comparison = self._comparison(index)
        current = self._current(index)
        if figure.is_base:
            if comparison is None or current is None or not isinstance(comparison.value, RelativePeriod):
                return Timing()
            timing = Timing(None, None, self._words(comparison), (), True)
            return self._back(timing, current, comparison, comparison.value)
        if current is None or not self._takes_current(index, comparison):
            reached = self._reached(index)
            return Timing(reached, None, "the end of the rate's years", (), True) if reached else Timing()
        return Timing(current.period, None, current.words, (), True)

    def _takes_current(self, index: int, comparison: Mention | None) -> bool:
        """Whether a value that names no period holds at the current one: it is compared, or said of the same thing."""
        figure = self.figures[index]
        compared = comparison is not None or any(
            f.is_base and f.clause == figure.clause and f.mention.kind is figure.mention.kind for f in self.figures
        )
        if figure.of_market and not compared:
            return figure.concept is Concept.SHARE
        return compared or figure.concept in _CARRYING or self._speaks_of_results(index)

    def _reached(self, index: int) -> Period | None:
        """`grow at 11% a year through 2030, reaching $856 million`: the value stands at the end of the rate's years."""
        figure = self.figures[index]
        start = self.figures[index - 1].mention.span.end if index else self.sentence.start
        if "to" not in figure.roles or not _BESIDE_RATE.search(self.text[start : figure.mention.span.start]):
            return None
        for other, (mention, _) in zip(self.figures, self.attached, strict=True):
            value = mention.value if mention is not None else None
            if other.concept is Concept.GROWTH_RATE and mention is not None and isinstance(value, Period):
                if value.window and value.end is not None:
                    last = value.label.rpartition("/")[2]
                    return periods.parse_label(last)
                if ENDS.intersection(mention.cues):
                    return value
        return None

    # --- changes and rates ------------------------------------------------------------------

    def _rate(self, index: int, found: Sequence[Timing]) -> Timing:
        figure = self.figures[index]
        mention, _ = self.attached[index]
        timing = self._named(mention)
        if mention is not None and timing.relative is not None and timing.relative.kind is Relative.FORECAST_WINDOW:
            timing = self._window(timing, mention)
        levels = self.levels(found)
        beside = self._beside(figure, found)
        reached = self._one_reached(figure)
        if timing.period is None and len(beside) == 1 and reached is not None and not self._opens(levels, reached):
            levels = beside
        return resolve_rate(timing, Dates(levels, self.memory.levels, reached), self.moment)

    def _opens(self, levels: Sequence[Period], reached: Period) -> bool:
        """Whether the values of the sentence give the years of the rate that leads to a date."""
        return reached in levels and len(set(levels)) == 2

    def _one_reached(self, figure: Measured) -> Period | None:
        """The date behind the value in the rate's clause that is reached `by` then."""
        for other, (mention, _) in zip(self.figures, self.attached, strict=True):
            value = mention.value if mention is not None else None
            if other.clause != figure.clause or other.changes or mention is None or not isinstance(value, Period):
                continue
            if not value.window and ("by" in mention.cues or "to" in other.roles):
                return value
        return None

    def _change(self, index: int, found: Sequence[Timing]) -> Timing:
        figure = self.figures[index]
        mention, _ = self.attached[index]
        timing = self._named(mention)
        comparison = self._comparison(index)
        if timing.relative is None and comparison is not None and isinstance(comparison.value, RelativePeriod):
            timing = replace(timing, relative=comparison.value)
        if mention is not None and timing.relative is not None:
            if timing.relative.kind is Relative.FORECAST_WINDOW:
                return self._window(timing, mention)
            if timing.relative.kind in _RANGE_OF_YEARS:
                bases = [p for p in (*self.levels(found), self.current()) if p is not None]
                return resolve_years(timing, timing.relative, bases, self.moment)
        if timing.period is not None and timing.period.window:
            return timing
        dated = sorted(set(self._beside(figure, found)), key=_order)
        if len(dated) >= 2:
            return _step(timing, dated[0], dated[-1], "the dated values", False)
        return self._step_to_current(index, timing, comparison)

    def _step_to_current(self, index: int, timing: Timing, comparison: Mention | None) -> Timing:
        """A change from what it is measured against, named or a year (a quarter, a month) back, to the current period."""
        base = self._base(index)
        current = self._current(index)
        if base is not None:
            if current is None or not periods.before(base.period, current.period):
                later = led_to(base.period, timing.relative)
                current = Known(later, f"{base.words} and one on", True) if later else None
            if current is None:
                return replace(timing, period=None)
            return _step(timing, base.period, current.period, base.words, current.uncertain)
        if current is None:
            return replace(timing, period=None)
        mention = comparison
        if mention is not None and is_plain_anaphor(self.text, mention) and not is_against(mention):
            window = self._dated_before(mention, windows=True)
            if window is not None and window.window:
                return replace(timing, period=window, uncertain=True)
        value = mention.value if mention is not None else RelativePeriod(Relative.YEAR_ON_YEAR)
        if not isinstance(value, RelativePeriod):
            return replace(timing, period=None)
        earlier = compared_with(current.period, value, mention.cues if mention is not None else ())
        if earlier is None:
            return replace(timing, period=None)
        assumed = current.uncertain or (mention is None and not periods.is_single_year(current.period))
        return _step(timing, earlier, current.period, timing.words or current.words, assumed)

    def _base(self, index: int) -> Known | None:
        """The named period that a change is measured against: its own, or that of the value it starts from."""
        figure = self.figures[index]
        mention, _ = self.attached[index]
        own = [mention] if mention is not None and is_against(mention, loosely=True) else []
        bases = [
            m
            for other, (m, _) in zip(self.figures, self.attached, strict=True)
            if other.is_base and m is not None and other.clause == figure.clause
        ]
        loose = [m for m in self._in(figure.clause) if is_against(m)]
        for each in (*own, *bases, *loose):
            if isinstance(each.value, Period) and not each.value.window:
                return Known(each.value, each.value.label, False)
        return None

    def _named(self, mention: Mention | None) -> Timing:
        if mention is None:
            return Timing()
        value = mention.value
        if isinstance(value, Period):
            return Timing(value, None, value.label, mention.cues, ASSUMED in mention.cues)
        if isinstance(value, RelativePeriod):
            return Timing(None, value, self._words(mention), mention.cues)
        return Timing()

    def _beside(self, figure: Measured, found: Sequence[Timing]) -> list[Period]:
        """The dates of the values in the clause of a change or rate."""
        return [
            timing.period
            for other, timing in zip(self.figures, found, strict=True)
            if timing.period is not None
            and not timing.period.window
            and timing.period.end is not None
            and not other.changes
            and other.clause == figure.clause
        ]

    # --- what the sentence speaks of -------------------------------------------------------

    def _words(self, mention: Mention) -> str:
        return " ".join(self.text[mention.span.start : mention.span.end].split())

    def _in(self, clause: Span) -> list[Mention]:
        return [m for m in self.times if clause.start <= m.span.start < clause.end]

    def _compares(self, mention: Mention) -> bool:
        return isinstance(mention.value, RelativePeriod) and mention.value.kind in COMPARING

    def _comparison(self, index: int) -> Mention | None:
        """The words of comparison that hold for a figure: its own, else its clause's, else its sentence's."""
        figure = self.figures[index]
        own, _ = self.attached[index]
        if own is not None and self._compares(own):
            return own
        near = [m for m in self._in(figure.clause) if self._compares(m)]
        every = near or [m for m in self.times if self._compares(m)]
        return min(every, key=lambda m: abs(m.span.start - figure.mention.span.start), default=None)

    def _current_mentions(self) -> Iterator[Mention]:
        """The dated periods of the sentence that nothing is measured against and that end nothing."""
        of_bases = {
            m.span
            for figure, (m, _) in zip(self.figures, self.attached, strict=True)
            if figure.is_base and m is not None
        }
        loosely = {
            m.span
            for figure, (m, _) in zip(self.figures, self.attached, strict=True)
            if figure.changes and m is not None
        }
        for mention in self.times:
            value = mention.value
            if isinstance(value, Period) and not value.window and mention.span not in of_bases:
                if not is_against(mention, mention.span in loosely) and not ENDS.intersection(mention.cues):
                    yield mention

    def _current(self, index: int) -> Known | None:
        """The current period of a figure: named in its clause or sentence, else told by its base, else carried over."""
        figure = self.figures[index]
        own, shared = self.attached[index]
        named = list(self._current_mentions())
        at = figure.mention.span.start
        inside = [m for m in named if figure.clause.start <= m.span.start < figure.clause.end]
        for mentions, sure in ((inside, True), (named, False)):
            if own is not None and own in mentions and not figure.is_base:
                return self._known(own, True)
            if mentions:
                nearest = min(mentions, key=lambda m: (m.span.start > at, abs(m.span.start - at)))
                return self._known(nearest, sure)
        carried = self._carried(index)
        base = self._base(index)
        if base is not None:
            if carried is not None and periods.before(base.period, carried.period):
                return carried
            comparison = self._comparison(index)
            kind = comparison.value if comparison is not None else None
            later = led_to(base.period, kind if isinstance(kind, RelativePeriod) else None)
            return Known(later, f"one on from {base.words}", True) if later is not None else None
        return carried

    def _known(self, mention: Mention, sure: bool) -> Known:
        assert isinstance(mention.value, Period)
        return Known(mention.value, mention.value.label, not sure or ASSUMED in mention.cues)

    def _carried(self, index: int) -> Known | None:
        """The period of the sentences before, else the one that the report gives its results for."""
        figure = self.figures[index]
        if self.memory.current is not None:
            return Known(self.memory.current, f"{self.memory.current.label}, carried over", True)
        reporting = self.moment.reporting
        if reporting is None or figure.of_market or not self._speaks_of_results(index):
            return None
        return Known(reporting, f"{reporting.label}, the report's period", True)

    def _speaks_of_results(self, index: int) -> bool:
        """Whether a figure may be one of the results that the report is about, and not a forecast."""
        figure = self.figures[index]
        clause = self.text[figure.clause.start : figure.clause.end]
        if _AHEAD.search(clause) and self.memory.current is None:
            return False
        return figure.concept in _REPORTING or _OF_RESULTS.search(clause) is not None

    def _window(self, timing: Timing, mention: Mention) -> Timing:
        """`the forecast period` by the report's own window, `this period` by the one spoken of last."""
        if not _FORECAST_NAMED.search(self._words(mention)):
            last = self._dated_before(mention, windows=True)
            if last is not None:
                return replace(timing, period=last, uncertain=True)
        return replace(timing, period=self.moment.forecast, words="forecast period")

    def _dated_before(self, mention: Mention, windows: bool) -> Period | None:
        """The last dated period before a mention, a window where there is one and it is asked for."""
        inside = [m.value for m in self.times if m.span.end <= mention.span.start and isinstance(m.value, Period)]
        every = [*self.memory.dated, *inside]
        if windows:
            return next((p for p in reversed(every) if p.window), None)
        return every[-1] if every else None

    def _coming(self, mention: Mention, value: RelativePeriod) -> Period | None:
        """The year that `next year` or `the end of the decade` means when the report is dated."""
        year = self.moment.report_year
        if year is None:
            return None
        if "end of the decade" in mention.cues:
            return periods.year(year // 10 * 10 + 10)
        if value.low is not None and value.low == value.high:
            return periods.year(year + value.low)
        return None

    def _taken(self, timing: Timing, current: Known | None) -> Timing:
        if current is None:
            return timing
        return replace(timing, period=current.period, words=current.words, uncertain=True)


def _order(period: Period) -> tuple[int, str]:
    return (period.end.toordinal() if period.end is not None else 0, period.label)


def _step(timing: Timing, first: Period, last: Period, words: str, uncertain: bool) -> Timing:
    """The change from one period to another."""
    try:
        window = periods.window(first, last)
    except ValueError:
        return replace(timing, period=None)
    return replace(timing, period=window, words=words, uncertain=timing.uncertain or uncertain)
