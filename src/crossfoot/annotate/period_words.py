"""Words for times that only the rest of a report can date: `the forecast period`, `last year`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from crossfoot.annotate.stretches import stretches_near
from crossfoot.model import Relative, RelativePeriod


@dataclass(frozen=True, slots=True)
class Worded:
    """Words of a relative time at `text[start:end]`, and the words that shape it."""

    start: int
    end: int
    period: RelativePeriod
    shape: tuple[str, ...] = ()


_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), 1
    )
} | {"twenty": 20, "thirty": 30, "a": 1, "an": 1}
_NUMBER = rf"(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|\d{{1,2}})"
_SPAN = rf"{_NUMBER}(?:(?:[\s-]{{1,2}}to[\s-]{{1,2}}|\s?[-–]\s?|\s{{1,2}}or\s{{1,2}}){_NUMBER})?"
_LENGTH_NOUN = (
    r"(?:period|span|horizon|window|time\s?frame|timeline|CAGR|compound|compounded|forecast|projection|outlook|growth|"
    r"annualized|annualised|average|stretch|run|run-up|interval|assessment|study)"
)
_WINDOW_ADJECTIVE = (
    r"(?:forecast(?:ed|ing)?|projection|projected|prediction|predicted|study|assessment|estimation|estimated|evaluation|"
    r"analysis|review|outlook)"
)
_WINDOW_NOUN = r"(?:periods?|time\s?frames?|timelines?|windows?|horizons?|spans?|durations?|terms?|phases?|years)"
WHOLE_YEAR = "whole year"
_YEAR_WORD = r"(?:(?:fiscal|financial|calendar)\s{1,2})?year"
_BEFORE = r"(?:previous|prior|preceding|last|past)"

_WORDED = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    # year on year, quarter on quarter, month on month
    r"(?P<yoy>year[\s-](?:on|over|to)[\s-]year(?!-to)|y[\s/-]?o[\s/-]?y|y/y|(?:an\s{1,2})?(?:annual|yearly)\s{1,2}basis"
    r"|(?:compared\s{1,2}(?:to|with)|versus|vs\.?|against|up\s{1,2}from|down\s{1,2}from)\s{1,2}the\s{1,2}"
    r"(?:same|corresponding|comparable|equivalent)\s{1,2}(?:period|quarter|half|month|time|point)(?:\s{1,2}(?:of|in|from))?"
    rf"\s{{1,2}}(?:the\s{{1,2}})?(?:{_BEFORE}\s{{1,2}}{_YEAR_WORD}|a\s{{1,2}}year\s{{1,2}}(?:ago|earlier|before)))"
    r"|(?P<qoq>quarter[\s-](?:on|over|to)[\s-]quarter|q[\s/-]?o[\s/-]?q|q/q|sequential(?:ly)?)"
    r"|(?P<mom>month[\s-](?:on|over|to)[\s-]month|m[\s/-]?o[\s/-]?m|m/m)"
    # the same stretch of another year
    r"|(?P<same>the\s{1,2}(?:same|corresponding|comparable|equivalent)\s{1,2}(?:period|quarter|half|month|months|year(?![a-z-])|(?<=by\sthe\ssame\s)time|time(?=\s{1,2}(?:of\s{1,2})?(?:a|last|the)\b))\b"
    rf"(?:(?:\s{{1,2}}(?:of|in|from))?\s{{1,2}}(?:the\s{{1,2}})?(?:{_BEFORE}\s{{1,2}}{_YEAR_WORD}"
    r"|a\s{1,2}year\s{1,2}(?:ago|earlier|before)))?"
    r"|(?:the\s{1,2}|a\s{1,2})?(?:year[\s-](?:ago|earlier)|(?:prior|previous|last)[\s-]year(?:['’]s)?)\s{1,2}"
    r"(?:same\s{1,2})?(?:period|quarter|half|month))"
    # years to come
    rf"|(?P<next>(?:the\s{{1,2}})?(?:next|coming|following|upcoming|ensuing)\s{{1,2}}(?:(?P<nextn>{_SPAN})\s{{1,2}})?"
    rf"(?:few\s{{1,2}}|several\s{{1,2}}|couple\s{{1,2}}of\s{{1,2}})?(?P<nextunit>half[\s-]decade|decades?|{_YEAR_WORD}s?|months))"
    r"|(?P<decadeend>(?:the\s{1,2})?end\s{1,2}of\s{1,2}(?:the|this)\s{1,2}decade)"
    # years gone by
    rf"|(?P<past>the\s{{1,2}}{_BEFORE}\s{{1,2}}(?:(?P<pastn>{_SPAN})\s{{1,2}}|few\s{{1,2}}|several\s{{1,2}})?"
    r"(?P<pastunit>half[\s-]decade|decades?|years|months|(?<=past\s)year(?![a-z-]))|recent\s{1,2}years"
    rf"|(?P<agon>{_SPAN})\s{{1,2}}(?P<agounit>decades?|years)\s{{1,2}}(?:ago|earlier))"
    r"|(?P<prior>(?:a|one)\s{1,2}year\s{1,2}(?:ago|earlier|before|prior)|the\s{1,2}year\s{1,2}(?:before|prior)"
    rf"|(?:the\s{{1,2}})?(?:previous|prior|preceding|last|the\s{{1,2}}past|year-earlier)\s{{1,2}}{_YEAR_WORD}(?![a-z-]))"
    r"|(?P<priorperiod>(?:the\s{1,2})?(?:previous|prior|preceding|last)\s{1,2}(?:fiscal\s{1,2})?(?:quarter|half|month|period)"
    r"(?![\s-](?:of|year)\b)(?![a-z])|(?:three\s{1,2}months|a\s{1,2}quarter)\s{1,2}(?:earlier|ago))"
    rf"|(?P<current>(?:this|the\s{{1,2}}current)\s{{1,2}}{_YEAR_WORD}(?![a-z]))"
    r"|(?P<whole>(?:(?<=for\s)|(?<=in\s)|(?<=during\s))the\s{1,2}(?:(?:full|whole|entire|fiscal|financial)\s{1,2}){0,2}year"
    r"(?=\s{0,2}(?:[.,;:)(]|$)|\s(?:was|were|is|rose|fell|grew|increased|decreased|declined|came|stood|totall?ed|amounted|reached"
    r"|and|compared|versus|against|up|down|as\sa)\b))"
    # lengths, and the report's own window
    rf"|(?P<length>(?P<lengthn>{_SPAN})[\s-]{{1,2}}(?:years?|yr)[\s-]{{1,2}}"
    rf"(?P<forecast>{_WINDOW_ADJECTIVE}\s{{1,2}}{_WINDOW_NOUN}|{_LENGTH_NOUN})(?![a-z])"
    rf"|(?:period|span|duration|horizon|course)\s{{1,2}}of\s{{1,2}}(?P<lengthof>{_SPAN})\s{{1,2}}years(?![a-z])"
    rf"|(?<=over\s)(?P<lengthover>{_SPAN})\s{{1,2}}years(?!\s{{1,2}}(?:of|old|ago|later|earlier|experience))(?![a-z])"
    rf"|(?<=over\sthe\s)(?P<lengthoverthe>{_SPAN})\s{{1,2}}years(?=\s{{1,2}}(?:from|to|between|until|through|ending)\s)"
    rf"|(?<=within\s)(?P<lengthin>{_SPAN})\s{{1,2}}years(?!\s{{1,2}}of)(?![a-z])"
    r"|(?P<longdecade>decade-long|(?<=over\s)(?:the|this)\s{1,2}decade|(?:a|one)[\s-]decade\s{1,2}(?:span|period)))"
    rf"|(?P<window>(?:(?:the|this|our|its|said|entire)\s{{1,2}}){{0,2}}{_WINDOW_ADJECTIVE}\s{{1,2}}{_WINDOW_NOUN}(?![a-z])"
    r"|(?:this|that|the\s{1,2}said|the\s{1,2}stated|the\s{1,2}given|the\s{1,2}entire|(?<=over\s)the|(?<=during\s)the)"
    r"\s{1,2}(?:period|timeframe|time\s{1,2}frame)(?!\s{1,2}(?:of|ended|ending|from|under)\b)(?![a-z]))"
    r")(?![A-Za-z0-9])",
    re.IGNORECASE,
)


# Every relative time has one of these, with so many characters at most before and after it.
_TELLING = re.compile(
    r"year|yr|decade|month|quarter|half|period|sequential|basis|y/y|q/q|m/m|[yqm][\s/-]?o[\s/-]?[yqm]|time|window|horizon"
    r"|span|duration|terms?\b|phase"
)
_REACH = (70, 110)


def find_worded(text: str) -> list[Worded]:
    """All relative times in reading order."""
    found: list[Worded] = []
    for start, end in stretches_near(text, _TELLING, *_REACH, folded=text.lower()):
        for match in _WORDED.finditer(text, start, end):
            period, shape = _READERS[match.lastgroup or ""](match)
            found.append(Worded(match.start(), match.end(), period, shape))
    return found


# --- how each alternative of the pattern is read -----------------------------------------

_Reading = tuple[RelativePeriod, tuple[str, ...]]


def _plain(kind: Relative) -> Callable[[re.Match[str]], _Reading]:
    return lambda match: (RelativePeriod(kind), ())


def _counts(span: str | None, unit: str) -> tuple[int | None, int | None]:
    """The least and most years of a count such as `3-5` with its unit; (None, None) where it names none.

    A decade is 9 to 11 years, half a decade 4 to 6; months count where they come to whole years.
    """
    unit = unit.lower()
    numbers = [_number(word) for word in re.split(r"[\s–-]+", span) if word not in ("to", "or")] if span else []
    if unit.startswith("half"):
        return 4, 6
    if unit.startswith("decade"):
        tens = numbers or ([1] if unit == "decade" else [])
        return (10 * tens[0] - 1, 10 * tens[-1] + 1) if tens else (None, None)
    if unit == "months":
        years = [number // 12 for number in numbers if number and number % 12 == 0]
        return (years[0], years[-1]) if years else (None, None)
    if not numbers:
        return (1, 1) if unit.endswith("year") else (None, None)
    return min(numbers[0], numbers[-1]), max(numbers[0], numbers[-1])


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _read_whole(match: re.Match[str]) -> _Reading:
    return RelativePeriod(Relative.CURRENT_YEAR), (WHOLE_YEAR,)


def _read_next(match: re.Match[str]) -> _Reading:
    return RelativePeriod(Relative.NEXT_YEARS, *_counts(match["nextn"], match["nextunit"])), ("next",)


def _read_decade_end(match: re.Match[str]) -> _Reading:
    return RelativePeriod(Relative.NEXT_YEARS), ("end of the decade",)


def _read_past(match: re.Match[str]) -> _Reading:
    if match["agounit"]:
        return RelativePeriod(Relative.PAST_YEARS, *_counts(match["agon"], match["agounit"])), ("ago",)
    if match["pastunit"]:
        return RelativePeriod(Relative.PAST_YEARS, *_counts(match["pastn"], match["pastunit"])), ("past",)
    return RelativePeriod(Relative.PAST_YEARS), ("recent",)


def _read_length(match: re.Match[str]) -> _Reading:
    if match["longdecade"]:
        return RelativePeriod(Relative.LENGTH_YEARS, 9, 11), ()
    span = match["lengthn"] or match["lengthof"] or match["lengthover"] or match["lengthoverthe"] or match["lengthin"]
    return RelativePeriod(Relative.LENGTH_YEARS, *_counts(span, "years")), (*filter(None, (match["forecast"],)),)


_READERS: dict[str, Callable[[re.Match[str]], _Reading]] = {
    "yoy": _plain(Relative.YEAR_ON_YEAR),
    "qoq": _plain(Relative.QUARTER_ON_QUARTER),
    "mom": _plain(Relative.MONTH_ON_MONTH),
    "same": _plain(Relative.SAME_PERIOD),
    "next": _read_next,
    "decadeend": _read_decade_end,
    "past": _read_past,
    "prior": _plain(Relative.PRIOR_YEAR),
    "priorperiod": _plain(Relative.PRIOR_PERIOD),
    "current": _plain(Relative.CURRENT_YEAR),
    "whole": _read_whole,
    "length": _read_length,
    "window": _plain(Relative.FORECAST_WINDOW),
}
