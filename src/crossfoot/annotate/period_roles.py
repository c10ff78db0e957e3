"""What a window or year is to its report: the forecast window, the base year, the report's own date."""

from __future__ import annotations

import re

from crossfoot.model import Mention, Period

_REACH = 72
_JOIN = (
    r"[\s:|,;()–—\-*]{0,4}(?:(?:is|are|was|being|of|from|between|for|in|as|to|by|till|until|through|considered|spanning"
    r"|ranging|covering|starting|set|the|years?|periods?|over)[\s:–-]{1,3}){0,5}[(]?$"
)

_BASE_BEFORE = re.compile(
    r"\b(?:base|reference|benchmark)\s{0,2}years?"
    rf"(?:\s(?:considered|taken|selected|for\s(?:estimation|the\sstudy|analysis|calculation)))?{_JOIN}",
    re.IGNORECASE,
)
_BASE_AFTER = re.compile(
    r"[\s(,–-]{0,3}(?:(?:as|being|is|was|has\sbeen|serves\sas|taken\sas|considered(?:\sas)?)\s{1,2}){0,2}(?:the\s|a\s|our\s)?"
    r"(?:base|reference|benchmark)\s{0,2}year\b",
    re.IGNORECASE,
)
_FORECAST_BEFORE = re.compile(
    r"\b(?:(?:forecast(?:ed|s|ing)?|projection|projections|projected|prediction|predicted|outlook|estimation|estimated)"
    r"(?:\s{1,2}(?:analysis|report|data|trends?|growth|outlook|forecasts?|estimates?|to))?"
    rf"(?:\s{{1,2}}(?:periods?|years?|windows?|time\s?frames?|timelines?|horizons?|span|duration|range))?){_JOIN}",
    re.IGNORECASE,
)
_FORECAST_AFTER = re.compile(
    r"[\s,–-]{0,3}(?:forecast(?:ed|s|ing)?|projection|outlook)\b(?!\s(?:of|that|for\s(?:the\s)?(?:growth|revenue)))",
    re.IGNORECASE,
)
_TITLE_BEFORE = re.compile(
    r"\b(?:size|share|growth|trends?|analysis|demand|opportunit(?:y|ies)|report|industry|market|insights?|research|landscape"
    r"|statistics|scope|segmentation)[\s:|,(–—-]{1,4}$",
    re.IGNORECASE,
)
_HISTORY = re.compile(r"\b(?:histor(?:y|ic|ical)|past|actual|CAGR|review)\b", re.IGNORECASE)
_REPORT_BEFORE = re.compile(
    r"\b(?:(?:study|review|analysis|assessment|coverage)\s{1,2}(?:periods?|years?|windows?|time\s?frames?)"
    r"|(?:report|publication|publishing|release)\s{1,2}(?:dates?|years?)"
    r"|(?:this|the|our)\s{1,2}(?:report|study)\s{1,2}(?:was\s{1,2})?(?:published|released|updated|dated)"
    rf"|(?:^|[|\n])\W{{0,4}}(?:published|released|updated|publication)(?:\s{{1,2}}on)?){_JOIN}",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"”’)]?\s|\n")


def window_role(text: str, mention: Mention) -> str | None:
    """What the words beside a window or year make of it, None where they say nothing.

    `forecast`: the report's forecast window (`forecast period 2025-2032`, `Forecast to 2030`,
    `Market Size, 2025–2032`); `base`: its base year; `report`: its study period, or the date
    it was published. `mention` is one that `find_periods(text)` gave. A window of history, or
    of a growth rate alone, has no role.
    """
    period = mention.value
    if not isinstance(period, Period):
        return None
    before = _sentence_tail(text[max(0, mention.span.start - _REACH) : mention.span.start])
    after = text[mention.span.end : mention.span.end + _REACH]
    years_only = period.label.replace("/", "").isdigit()
    if not period.window and (_BASE_BEFORE.search(before) or _BASE_AFTER.match(after)):
        return "base"
    if years_only and _is_forecast(before, after, period):
        return "forecast"
    if _REPORT_BEFORE.search(before):
        return "report"
    return None


def _sentence_tail(before: str) -> str:
    """What of the words before belongs to the same sentence."""
    start = 0
    for match in _SENTENCE_END.finditer(before):
        start = match.end()
    return before[start:]


def _is_forecast(before: str, after: str, period: Period) -> bool:
    if _FORECAST_BEFORE.search(before):
        return True
    if not period.window:
        return False
    if _FORECAST_AFTER.match(after):
        return True
    return _TITLE_BEFORE.search(before) is not None and _HISTORY.search(before) is None
