"""The digits of a figure under the separators of any locale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

# A run of digits with single separators between them; which of them it means is read below.
DIGIT_RUN = re.compile(r"[0-9]+(?:[.,'’\u00a0\u202f\u2009][0-9]+)*")
_LONGEST_RUN = 32
_MOST_DIGITS = 20

_THIN = "\u00a0\u202f\u2009"
_COMMA_GROUPS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_POINT_GROUPS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_SPACE_GROUPS = re.compile(rf"[0-9]{{1,3}}(?:[{_THIN} ][0-9]{{3}})+(?:[.,][0-9]+)?")
_QUOTE_GROUPS = re.compile(r"[0-9]{1,3}(?:['’][0-9]{3})+(?:\.[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_COMMA_DECIMAL = re.compile(r"[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|0,[0-9]+")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_CODE = re.compile(r"0[0-9]+")

# A plain space groups digits only where the words around it leave no doubt.
_PLAIN_SPACE_GROUPS = re.compile(r"[0-9]{1,3}(?: [0-9]{3}){1,5}(?:[.,][0-9]{1,4})?(?![0-9]| [0-9]|[.,][0-9])")


@dataclass(frozen=True, slots=True)
class Digits:
    """A number in digits: its span, value, the unit of its last digit, and doubts about it."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    grouped: bool = False
    ambiguous: bool = False


def read_digits(run: str, start: int) -> list[Digits]:
    """The numbers in a run of digits and separators that begins at `start`.

    Nothing for codes (`007`), versions and dotted dates (`1.2.3`) and anything too long to be
    a figure.
    """
    if len(run) > _LONGEST_RUN:
        return []
    if run.isdigit():
        return [] if _CODE.fullmatch(run) else _digits(run, start, run)
    if _COMMA_GROUPS.fullmatch(run):
        return _digits(run, start, run.replace(",", ""), grouped=True)
    if _SPACE_GROUPS.fullmatch(run) or _QUOTE_GROUPS.fullmatch(run):
        return _digits(run, start, re.sub(rf"[{_THIN} '’]", "", run).replace(",", "."), grouped=True)
    if _POINT_GROUPS.fullmatch(run):
        return _digits(run, start, run.replace(".", "").replace(",", "."), grouped=True)
    if _PLAIN.fullmatch(run) and not _CODE.match(run):
        return _digits(run, start, run, ambiguous=_AMBIGUOUS.fullmatch(run) is not None)
    if _COMMA_DECIMAL.fullmatch(run):
        return _digits(run, start, run.replace(",", "."))
    return _split(run, start)


def space_grouped(text: str, start: int) -> Digits | None:
    """`1 443.3` at `start`, grouped by plain spaces, if the digits there can be read so."""
    match = _PLAIN_SPACE_GROUPS.match(text, start)
    if match is None or match[0].startswith("0"):
        return None
    return _digits(match[0], start, match[0].replace(" ", "").replace(",", "."), grouped=True)[0]


def _digits(run: str, start: int, plain: str, grouped: bool = False, ambiguous: bool = False) -> list[Digits]:
    value = Decimal(plain)
    if len(value.as_tuple().digits) > _MOST_DIGITS:
        return []
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    return [Digits(start, start + len(run), value, step, grouped, ambiguous)]


def _split(run: str, start: int) -> list[Digits]:
    """`1,2,5` is three numbers, and so are digits around a no-break space that groups nothing."""
    for separator in (*_THIN, ","):
        if separator in run:
            parts: list[Digits] = []
            for piece in run.split(separator):
                parts += read_digits(piece, start)
                start += len(piece) + 1
            return parts
    return []
