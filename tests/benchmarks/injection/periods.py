"""Faults of periods: another window, another number of years, past and future confused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from random import Random

from injection.layout import blocks, report_year, sentences
from injection.model import Change, Clean, Place, replaced
from injection.ranks import WORDS

_WINDOW = re.compile(r"\b(20\d\d)(\s?[–-]\s?| to | and |/)(20\d\d)\b")
_FORECAST = re.compile(r"forecast|CAGR|outlook|will |expected|projected|grow at", re.IGNORECASE)


def _windows(report: Clean) -> list[tuple[str, re.Match[str]]]:
    return [
        (block.kind, found)
        for block in blocks(report)
        for found in _WINDOW.finditer(report.text, block.start, block.end)
        if block.kind in ("title", "heading") or _FORECAST.search(report.text[block.start : block.end])
    ]


def _main_window(report: Clean) -> list[tuple[str, re.Match[str]]]:
    """The mentions of the window that a title or heading names, where the text repeats it."""
    found = _windows(report)
    titled = Counter((match[1], match[3]) for kind, match in found if kind in ("title", "heading"))
    if not titled:
        return []
    window = titled.most_common(1)[0][0]
    mentions = [(kind, match) for kind, match in found if (match[1], match[3]) == window]
    return mentions if len({kind for kind, _ in mentions} & {"text", "item"}) else []


def window_end(report: Clean, rng: Random) -> Iterator[Change]:
    """The last year of a forecast window in one of its mentions."""
    for _, found in _main_window(report):
        new = str(int(found[3]) + rng.choice([-2, 2, 3]))
        yield replaced(f"window to {found[3]} -> {new}", *found.span(3), new)


def window_start(report: Clean, rng: Random) -> Iterator[Change]:
    """The first year of a forecast window in one of its mentions."""
    for _, found in _main_window(report):
        new = str(int(found[1]) - rng.choice([2, 3]))
        yield replaced(f"window from {found[1]} -> {new}", *found.span(1), new)


# --- tense -------------------------------------------------------------------------------

_DONE = (
    (re.compile(r"\bwas valued at\b"), "is projected to be valued at"),
    (re.compile(r"\bwas worth\b"), "will be worth"),
    (re.compile(r"\bheld\b(?! back)"), "is expected to hold"),
    (re.compile(r"\baccounted for\b"), "will account for"),
    (re.compile(r"\bstood at\b"), "is forecast to stand at"),
    (re.compile(r"\brose\b(?= (?:by )?\d)"), "will rise"),
)
_TO_COME = (
    (re.compile(r"\bis (?:projected|forecast|expected) to reach\b"), "reached"),
    (re.compile(r"\bwill (?:reach|arrive|be worth|be closed|be published|add)\b"), ""),
    (re.compile(r"\bwill grow\b"), "grew"),
)
_PAST_FORM = {
    "will reach": "reached",
    "will arrive": "arrived",
    "will be worth": "was worth",
    "will be closed": "was closed",
    "will be published": "was published",
    "will add": "added",
}


def _years(report: Clean, place: Place) -> list[re.Match[str]]:
    return list(re.finditer(r"\b20\d\d\b", report.text[slice(*place)]))


def past_projected(report: Clean, rng: Random) -> Iterator[Change]:
    """A past year spoken of as yet to come."""
    now = report_year(report)
    for place in sentences(report) if now else ():
        years = {int(year[0]) for year in _years(report, place)}
        if years and now and max(years) < now:
            yield from _reworded(report, place, _DONE)


def future_done(report: Clean, rng: Random) -> Iterator[Change]:
    """A future year spoken of as over."""
    now = report_year(report)
    for place in sentences(report) if now else ():
        years = {int(year[0]) for year in _years(report, place)}
        if now and any(year > now for year in years):
            yield from _reworded(report, place, _TO_COME)


def _reworded(report: Clean, place: Place, forms: tuple[tuple[re.Pattern[str], str], ...]) -> Iterator[Change]:
    years = tuple((place[0] + year.start(), place[0] + year.end()) for year in _years(report, place))
    for pattern, words in forms:
        found = pattern.search(report.text, *place)
        if found:
            new = words or _PAST_FORM[found[0]]
            yield replaced(f"{found[0]} -> {new}", *found.span(), new, years)
            return


def forecast_year_past(report: Clean, rng: Random) -> Iterator[Change]:
    """The year of a forecast ten years too early."""
    now = report_year(report)
    for place in sentences(report) if now else ():
        words = report.text[slice(*place)]
        years = [year for year in _years(report, place) if now and int(year[0]) > now]
        window = years and re.search(r"\b(?:from|between) 20\d\d (?:to|and) $", words[: years[0].start()])
        if len(years) == 1 and not window and re.search(r"projected|forecast to|expected to|\bwill\b", words):
            start = place[0] + years[0].start()
            yield replaced("a forecast for a past year", start, start + 4, str(int(years[0][0]) - 10))


# --- lengths -----------------------------------------------------------------------------

_NUMBER = "|".join(WORDS)
_LENGTH = re.compile(
    rf"\b(?:the next |the |over |within |in )(?P<number>{_NUMBER}|\d{{1,2}}) years\b[^.]{{0,80}}?"
    r"\b(?P<first>20\d\d)\D[^.]{0,80}?(?P<last>20\d\d)\b"
)
_PERIOD = re.compile(rf"\b(?P<number>{_NUMBER})-year (?:programme|period|plan)\b")


def _lengths(report: Clean) -> Iterator[Place]:
    """Number words that give the years between two dates."""
    for block in blocks(report):
        for found in _LENGTH.finditer(report.text, block.start, block.end):
            if int(found["last"]) - int(found["first"]) == _years_of(found["number"]):
                yield found.span("number")
        window = _WINDOW.search(report.text, block.start, block.end)
        for found in _PERIOD.finditer(report.text, block.start, block.end):
            if window and int(window[3]) - int(window[1]) == _years_of(found["number"]):
                yield found.span("number")


def _years_of(word: str) -> int:
    return int(word) if word.isdigit() else WORDS.index(word) + 2


def number_of_years(report: Clean, rng: Random) -> Iterator[Change]:
    """Another number of years than lie between the dates."""
    for place in _lengths(report):
        word = report.text[slice(*place)]
        years = _years_of(word) + rng.choice([2, 3])
        new = str(years) if word.isdigit() else WORDS[years - 2]
        yield replaced(f"{word} -> {new} years", *place, new)
