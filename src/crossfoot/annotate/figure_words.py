"""Figures in words: `three and a half`, `two dozen`, `a third`, `one in five`, `doubled`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_NINE = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: number for number, word in enumerate((*_NINE, *_TEENS), start=1)}
_VALUES |= {word: 10 * number for number, word in enumerate(_TENS, start=2)}

_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_NINE)})\b)?|{'|'.join((*_TEENS, *_NINE))})"
_SCALES = r"(?:hundred|thousand|million|billion|trillion|lakh|crore|dozen)"
_PIECES = "half|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?"
_OF_ONE = rf"\s(?:an?|one)(?=\s(?:{_SCALES}|percentage\spoint|percent|per\scent)\b)"
# `a quarter-point hike` moves a rate; a half-point lead in a game does not.
_POINT = (
    r"[-\s]percentage[-\s]point|-point\s(?:interest[-\s]|rate\s){0,2}(?:hike|cut|increase|rise|reduction|move|raise)"
)
# The lookahead of each pattern names the letters that an alternative can begin with: most words fail there.
NUMBER_WORDS = re.compile(
    rf"(?=[otfsenahq])(?<![\w-])(?:(?P<six>half\sa\sdozen\b)|(?P<half>(?:one[\s-])?half(?:\sof)?{_OF_ONE})"
    rf"|(?P<point>(?:three[-\s])?quarters?|half)(?={_POINT})"
    rf"|(?P<pieces>an?|{'|'.join(_NINE)})[\s-](?P<piece>{_PIECES})(?:\sof{_OF_ONE}|(?=\s{_SCALES}\b))"
    rf"|(?P<lead>{_SMALL}|an?(?=\s(?:{_SCALES}\b(?!-)|penny\s(?:an?|per)\s)))\b(?P<hundred>\shundred\b(?:\s(?:and\s)?(?P<rest>{_SMALL})\b)?)?"
    r"(?P<dozen>\sdozen\b)?(?:\sand\s(?:a\s)?(?P<part>half|quarter|three[-\s]quarters)\b)?)",
    re.I,
)

_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_POINTS = {"half": "0.5", "quar": "0.25", "thre": "0.75"}
_PARTS |= {"ninth": 9, "tenth": 10, "halve": 2}
_COUNTS = rf"(?:{'|'.join((*_NINE, *_TEENS, 'twenty'))}|[0-9]{{1,3}})"
# Those of whom a part is told: `a third said`, `about a quarter are`.
_DO = r"said|say|says|are|were|believe|expect|plan|agreed?|think|thought|reported|cited|have|had|will|would|left|lost"
_AFTER_PART = (
    rf"(?=\s+(?:of|to|by|since|from|in|more|less|higher|lower|fewer|larger|smaller|{_DO})\b|\s*[.,;:)—–]|\s\(|\s*$)"
)
FRACTION_WORDS = re.compile(
    rf"(?=[otfsenah0-9½⅓⅔¼¾⅕⅛])(?<![\w-])(?:(?P<top>{_COUNTS})\s(?:in|out\sof)\s(?:every\s)?(?P<bottom>{_COUNTS})\b"
    r"(?!\s(?:years?|months?|days?|weeks?|quarters?|hours?|minutes?|million|billion)\b|[.,%-]?[0-9]|\s?%)"
    rf"|(?P<many>two|three|four|five|six|seven|eight|nine)[\s-](?P<plural>thirds|quarters|fourths|fifths|sixths|sevenths"
    r"|eighths|ninths|tenths)\b"
    rf"|(?P<article>an?|one)[\s-](?P<part>third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b{_AFTER_PART}"
    rf"|(?P<half>(?:one[\s-])?half)\b(?=\s+(?:of|the|its|their|all|as|that|in|or|at|since|by|from|{_DO})\b|\s*[.,;:)—–]|\s\(|\s*$)"
    r"|(?P<digits>[0-9]{1,2})/(?P<below>[0-9]{1,2})(?=\sof\b)"
    r"|(?P<sign>[½⅓⅔¼¾⅕⅛]))",
    re.I,
)
_SIGNS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
# Half-years, not halves: `in the second half of 2024`.
_HALF_YEAR_BEFORE = re.compile(
    r"(?:first|second|latter|last|past|next|other|current|1st|2nd|this|front|back|H)[\s-]$", re.I
)
_HALF_YEAR_AFTER = re.compile(
    r"\sof\s(?:the\s(?:\w+\s)?(?:year|decade|century)|fiscal|(?:FY|19|20)[0-9]|this\syear)", re.I
)
_SAY = re.compile(r"\s(?:said|says?|are|were|believe|expect|plan|agreed?|think)\b")
# A lone `a quarter` is a time unless something says that it is a part.
_PART_BEFORE = re.compile(
    r"(?:by|nearly|almost|about|around|over|than|roughly|approximately|under|just|some|least|to|up)\s(?:over\s|under\s)?$",
    re.I,
)

_IN_DIGITS = re.compile(r"\s\(\d[\d.,]*\s?%\)")

_MULTIPLES = {"doubl": "2", "tripl": "3", "trebl": "3", "quadrupl": "4", "quintupl": "5", "halv": "0.5"}
MULTIPLE_WORDS = re.compile(
    r"(?=[dtqhfseno])(?<![\w-])(?:(?P<verb>doubl|tripl|trebl|quadrupl|quintupl|halv)(?P<ending>e|es|ed|ing)\b(?!-)"
    rf"|(?P<fold>{_SMALL})(?:[-\s]fold|fold)\b"
    r"|(?P<twice>twice|thrice)\b(?!\s(?:an?|per|each|every|in|daily|weekly|monthly|yearly)\b)"
    r"|factor\sof\s(?P<factor>[0-9]+(?:\.[0-9]+)?|two|three|four|five|six|seven|eight|nine|ten)\b)",
    re.I,
)
# `double` is a figure as a verb or before an article, not in `a double room`.
_BARE_BEFORE = re.compile(
    r"(?:\b(?:to|than|nearly|almost|will|would|could|may|might|can|should|roughly|about|around|approximately|over|and|"
    r"expected|set|is|was|were|are|be|have|has|it|they|or)|,)\s$",
    re.I,
)
_BARE_AFTER = re.compile(
    r"\s+(?:the|its|their|our|by|in|from|to|since|over|that|what|compared|between|during|within|every|this|last|"
    r"revenues?|sales|profits?|output|capacity|production)\b|\s*[.,;:)]|\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class SpelledNumber:
    """A number in words: its printed value, and the step of its wording.

    `counts` tells that the words never do anything but count (`two dozen`, `three hundred`).
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    is_one: bool
    counts: bool = False


@dataclass(frozen=True, slots=True)
class WordedRatio:
    """A part of a whole (unit `percent`) or a multiple (unit `times`), in words.

    `fraction` tells parts from multiples, `half_width` limits how far the words may be off.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    fraction: bool
    half_width: Decimal | None = None


def spelled_number(match: re.Match[str]) -> SpelledNumber:
    """What a match of NUMBER_WORDS says."""
    start, end = match.span()
    if match["six"]:
        return SpelledNumber(start, end, Decimal(6), Decimal(1), False, True)
    if match["half"]:
        return SpelledNumber(start, end, Decimal("0.5"), Decimal("0.1"), False)
    if match["point"]:
        share = Decimal(_POINTS[match["point"].lower()[:4]])
        return SpelledNumber(start, end, share, Decimal("0.05"), False)
    if match["piece"]:
        parts = _PARTS[match["piece"].lower().removesuffix("s")]
        value = (Decimal(_word_value(match["pieces"])) / parts).quantize(Decimal("0.000001")).normalize()
        return SpelledNumber(start, end, value, (Decimal("0.2") / parts).quantize(Decimal("0.01")), False)
    value = Decimal(_word_value(match["lead"]))
    step = Decimal(1)
    if match["hundred"]:
        value = value * 100 + (_word_value(match["rest"]) if match["rest"] else 0)
    if match["dozen"]:
        value *= 12
    if match["part"]:
        value += Decimal("0.5") if match["part"].lower() == "half" else Decimal("0.25")
        value += Decimal("0.5") if match["part"].lower().startswith("three") else 0
        step = Decimal("0.5") if match["part"].lower() == "half" else Decimal("0.25")
    is_one = value == 1 and match["lead"].lower() == "one"
    return SpelledNumber(start, end, value, step, is_one, bool(match["hundred"] or match["dozen"]))


def _word_value(words: str) -> int:
    if words.isdigit():
        return int(words)
    if words.lower() in {"a", "an"}:
        return 1
    return sum(_VALUES[word] for word in re.split(r"[-\s]", words.lower()))


def worded_fraction(text: str, match: re.Match[str]) -> WordedRatio | None:
    """The share that a match of FRACTION_WORDS means, or None where it means something else."""
    top, bottom = _fraction_parts(match)
    if not 0 < top < bottom or bottom > 100:
        return None
    if match["half"] and (
        _HALF_YEAR_BEFORE.search(text, max(0, match.start() - 9), match.start())
        or _HALF_YEAR_AFTER.match(text, match.end())
    ):
        return None
    quarters = (match["plural"] or "").lower() == "quarters" and "-" not in match[0]
    if quarters and _HALF_YEAR_BEFORE.search(text, max(0, match.start() - 9), match.start()):
        return None
    lone = match["half"] or (match["part"] or "").lower() == "quarter" or quarters
    if lone and not _says_a_part(text, match):
        return None
    share = (Decimal(100 * top) / bottom).quantize(Decimal("0.000001")).normalize()
    half_unit = Decimal(50) / bottom
    return WordedRatio(match.start(), match.end(), share + 0, "percent", True, half_unit)


def _says_a_part(text: str, match: re.Match[str]) -> bool:
    """Whether `half` or `a quarter` stands where only a part of something can stand."""
    if text.startswith(" of ", match.end()) or _SAY.match(text, match.end()):
        return True
    if _PART_BEFORE.search(text, max(0, match.start() - 24), match.start()):
        return True
    if _IN_DIGITS.match(text, match.end()):
        return True
    return bool(match["half"]) and text.startswith((" the", " its", " their", " all", " as"), match.end())


def _fraction_parts(match: re.Match[str]) -> tuple[int, int]:
    if match["top"]:
        return _word_value(match["top"]), _word_value(match["bottom"])
    if match["many"]:
        return _word_value(match["many"]), _PARTS[match["plural"].lower().removesuffix("s")]
    if match["part"]:
        return 1, _PARTS[match["part"].lower()]
    if match["digits"]:
        return int(match["digits"]), int(match["below"])
    return _SIGNS[match["sign"]] if match["sign"] else (1, 2)


def worded_multiple(text: str, match: re.Match[str]) -> WordedRatio | None:
    """The multiple that a match of MULTIPLE_WORDS means, or None where it means something else."""
    if match["fold"]:
        value = Decimal(_word_value(match["fold"]))
    elif match["factor"]:
        value = Decimal(match["factor"]) if match["factor"][0].isdigit() else Decimal(_word_value(match["factor"]))
    elif match["twice"]:
        value = Decimal(2 if match["twice"].lower() == "twice" else 3)
    else:
        value = Decimal(_MULTIPLES[match["verb"].lower()])
        if match["ending"].lower() == "e" and not (
            _BARE_BEFORE.search(text, max(0, match.start() - 16), match.start()) or _BARE_AFTER.match(text, match.end())
        ):
            return None
    return WordedRatio(match.start(), match.end(), value, "times", value < 1)
