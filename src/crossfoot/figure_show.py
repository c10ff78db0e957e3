"""Values and intervals as a message shows them: `$419bn`, `7.23–7.37 %`."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

from crossfoot.model import Figure, Interval

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "BRL": "R$"}
_MONEY_SCALES = ((12, "tn"), (9, "bn"), (6, "m"), (0, ""))
_COUNT_SCALES = ((12, " trillion"), (9, " billion"), (6, " million"), (0, ""))
_SUFFIXES = {"percent": " %", "percentage-point": " points", "basis-point": " basis points", "times": " times"}
_SHOWN_DIGITS = 4
_MOST_DECIMALS = 2
_MOST_SHOWN_DECIMALS = 40

# Wide enough for any figure that the scanner reads, so that showing never raises.
_CONTEXT = Context(prec=200)


def show_value(value: Decimal, unit: str) -> str:
    """One value in at most four digits: `$418.7bn`, `7.3 %`, `1,525 jobs`."""
    exponent, word = _scale(abs(value), unit, Decimal(1))
    shown = value.scaleb(-exponent)
    return _dress(_number(_trim(_cut(shown, _decimals(shown, _SHOWN_DIGITS)))), word, unit)


def show_interval(interval: Interval, unit: str) -> str:
    """An interval in about four digits (percent: three): `$129.5–130.5bn`, `7.23–7.37 %`.

    Ends that would look alike get as many digits as tell them apart; an end without limit
    is left to the words `at least` and `at most`.
    """
    low, high = interval.low, interval.high
    if low is None:
        return "any value" if high is None else f"at most {show_value(high, unit)}"
    if high is None:
        return f"at least {show_value(low, unit)}"
    exponent, word = _scale(max(abs(low), abs(high)), unit, Decimal(1))
    first, last = _apart(low.scaleb(-exponent), high.scaleb(-exponent), _SHOWN_DIGITS - (unit == "percent"))
    if first == last:
        return _dress(_number(first), word, unit)
    if first >= 0:
        return _dress(f"{_number(first)}–{_number(last)}", word, unit)
    if _is_currency(unit):
        return f"{_dress(_number(first), word, unit)} to {_dress(_number(last), word, unit)}"
    return _dress(f"{_number(first)} to {_number(last)}", word, unit)


def _apart(low: Decimal, high: Decimal, digits: int) -> tuple[Decimal, Decimal]:
    """Both ends rounded alike, finely enough to differ where they do."""
    for decimals in range(max(_decimals(low, digits), _decimals(high, digits)), _MOST_SHOWN_DECIMALS):
        first, last = _cut(low, decimals), _cut(high, decimals)
        if first != last or low == high:
            return _trim(first), _trim(last)
    return low, high


def show_like(figure: Figure, value: Decimal) -> str:
    """A repaired value with the precision and the scale of the original figure.

    `$245 billion` repaired to 418.6e9 is `$419bn`; a rate printed as `13.9%` gets one decimal.
    """
    exponent, word = _scale(abs(figure.value), figure.unit, figure.step)
    step = figure.step.scaleb(-exponent)
    decimals = max(0, -int(step.normalize().as_tuple().exponent))
    return _dress(_number(_cut(value.scaleb(-exponent), decimals)), word, figure.unit)


def _scale(size: Decimal, unit: str, step: Decimal) -> tuple[int, str]:
    """The largest scale that the size reaches and at which the step needs few decimals."""
    if unit in _SUFFIXES:
        return 0, ""
    for exponent, word in _MONEY_SCALES if _is_currency(unit) else _COUNT_SCALES:
        decimals = -step.scaleb(-exponent).adjusted()
        if size >= Decimal(10) ** exponent and (step == 1 or decimals <= _MOST_DECIMALS):
            return exponent, word
    return 0, ""


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isascii() and unit.isupper()


def _decimals(value: Decimal, digits: int) -> int:
    """How many decimals show the value in about so many digits."""
    if value == 0:
        return 0
    exact = max(0, -int(value.normalize(_CONTEXT).as_tuple().exponent))
    return min(exact, max(0, digits - 1 - value.adjusted()))


def _cut(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN, context=_CONTEXT)


def _trim(value: Decimal) -> Decimal:
    trimmed = value.normalize(_CONTEXT)
    return _CONTEXT.quantize(trimmed, Decimal(1)) if int(trimmed.as_tuple().exponent) > 0 else trimmed


def _number(value: Decimal) -> str:
    return f"{value + 0:,f}".replace("-", "−")


def _dress(number: str, word: str, unit: str) -> str:
    if unit in _SUFFIXES:
        return number + _SUFFIXES[unit]
    if _is_currency(unit):
        sign, bare = ("−", number[1:]) if number.startswith("−") else ("", number)
        return f"{sign}{_SYMBOLS.get(unit, unit + ' ')}{bare}{word}"
    return f"{number}{word} {unit}".rstrip()
