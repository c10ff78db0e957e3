"""Single printed figures with the signs glued to them; ranges and hedges come later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from crossfoot.annotate.figure_currencies import (
    CENTS_AFTER,
    CENTS_BEFORE,
    CURRENCY_AFTER,
    CURRENCY_BEFORE,
    CURRENCY_REACH,
    cents_of,
    currency_before,
)
from crossfoot.annotate.figure_doubts import (
    belongs_to_a_name,
    is_length_of_a_frame,
    is_no_currency,
    is_rank_of_a_list,
    is_year,
    is_year_of_prices,
)
from crossfoot.annotate.figure_masks import Masks
from crossfoot.annotate.figure_nouns import counted_phrase, phrase_of_a_part
from crossfoot.annotate.figure_numbers import DIGIT_RUN, Digits, read_digits, space_grouped
from crossfoot.annotate.figure_suffix import Suffix, read_suffix
from crossfoot.annotate.figure_units import PHYSICAL_UNIT, is_duration
from crossfoot.annotate.figure_vocabulary import SCALE_WORD
from crossfoot.annotate.figure_words import (
    FRACTION_WORDS,
    MULTIPLE_WORDS,
    NUMBER_WORDS,
    SpelledNumber,
    WordedRatio,
    spelled_number,
    worded_fraction,
    worded_multiple,
)
from crossfoot.model import MentionKind


@dataclass(frozen=True, slots=True)
class Atom:
    """One printed number. `value` and `step` are as printed, before `exponent` scales them.

    `exponent` is None where no scale word stands. `kind` is COUNT for a bare number too; its
    unit is then empty. `worded` carries the reading of figures such as `a third`.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    exponent: int | None
    kind: MentionKind
    unit: str
    plus: bool = False
    ambiguous: bool = False
    worded: WordedRatio | None = None

    @property
    def bare(self) -> bool:
        """Whether nothing says what the number measures."""
        return self.kind is MentionKind.COUNT and not self.unit and self.worded is None


def find_atoms(text: str) -> list[Atom]:
    """All single figures of a block, in order and apart from each other."""
    masks = Masks(text)
    atoms: list[Atom] = []
    for start, found in _candidates(text):
        taken = atoms[-1].end if atoms else 0
        if start < taken or masks.cover(start):
            continue
        if isinstance(found, WordedRatio):
            atoms.append(_worded_atom(found))
        elif isinstance(found, SpelledNumber):
            atoms += _optional(_spelled_atom(text, found, taken))
        else:
            for digits in found:
                taken = atoms[-1].end if atoms else 0
                if digits.start >= taken:
                    atoms += _optional(_digit_atom(text, digits, taken))
    return atoms


def _optional(atom: Atom | None) -> list[Atom]:
    return [] if atom is None else [atom]


def _candidates(text: str) -> list[tuple[int, WordedRatio | SpelledNumber | list[Digits]]]:
    """Every place where a number may stand; longer readings first where two begin together."""
    found: list[tuple[int, WordedRatio | SpelledNumber | list[Digits]]] = []
    for pattern, read in ((FRACTION_WORDS, worded_fraction), (MULTIPLE_WORDS, worded_multiple)):
        ratios = (read(text, match) for match in pattern.finditer(text))
        found += [(ratio.start, ratio) for ratio in ratios if ratio is not None]
    found += [(match.start(), spelled_number(match)) for match in NUMBER_WORDS.finditer(text)]
    found += _digit_candidates(text)
    found.sort(key=lambda item: (item[0], -_end(item[1])))
    return found


def _end(found: WordedRatio | SpelledNumber | list[Digits]) -> int:
    return found[-1].end if isinstance(found, list) else found.end


def _digit_candidates(text: str) -> Iterator[tuple[int, list[Digits]]]:
    taken = 0
    for match in DIGIT_RUN.finditer(text):
        start = match.start()
        if start < taken:
            continue
        grouped = space_grouped(text, start) if text.startswith(" ", match.end()) else None
        if grouped is not None and _space_groups_digits(text, grouped):
            taken = grouped.end
            yield start, [grouped]
            continue
        numbers = read_digits(match[0], start)
        if numbers:
            yield start, numbers


def _space_groups_digits(text: str, digits: Digits) -> bool:
    end = digits.end
    if CURRENCY_BEFORE.search(text, max(0, digits.start - CURRENCY_REACH), digits.start) or (
        text.startswith("(", digits.start - 1) and text.startswith(")", end)
    ):
        return True
    return bool(SCALE_WORD.match(text, end) or CURRENCY_AFTER.match(text, end) or PHYSICAL_UNIT.match(text, end)) or (
        counted_phrase(text, end, False) != "" and digits.value >= 1000 and text[end : end + 1] == " "
    )


def _worded_atom(ratio: WordedRatio) -> Atom:
    kind = MentionKind.PERCENT if ratio.unit == "percent" else MentionKind.MULTIPLE
    return Atom(ratio.start, ratio.end, ratio.value, Decimal(1), None, kind, ratio.unit, worded=ratio)


# --- numbers in digits -------------------------------------------------------------------

_MINUS = "-−–‑"
_BEFORE_SIGN = " \t\n\u00a0\u202f([{|\"'“‘:;=>/*_"
_HYPHENATED = re.compile(r"[-‑]([A-Za-z]+)")
_CAPITAL_AFTER = re.compile(r"\s[A-Z0-9]")
_COMPARED = re.compile(r"[0-9]\s\([-−–]?$")
_MINUS_WORD = re.compile(r"(?<![\w-])(?<!plus or )(?:minus|negative)\s$", re.I)


def _digit_atom(text: str, digits: Digits, taken: int) -> Atom | None:
    currency = CURRENCY_BEFORE.search(text, max(taken, digits.start - CURRENCY_REACH), digits.start)
    cents = CENTS_AFTER.match(text, digits.end)
    nation = cents and CENTS_BEFORE.search(text, max(taken, digits.start - 3), digits.start)
    if cents and nation:
        return Atom(nation.start(), cents.end(), digits.value, digits.step, -2, MentionKind.MONEY, cents_of(nation))
    if currency is None and _is_glued(text, digits.start, taken):
        return None
    if currency is None and _COMPARED.search(text, max(0, digits.start - 4), digits.start):
        compared = _compared_percent(text, digits, taken)
        if compared is not None:
            return compared
    bracketed = _in_accounting_brackets(text, digits, currency)
    suffix = read_suffix(text, digits.end + bracketed, currency is not None)
    if bracketed and suffix.kind is not MentionKind.PERCENT and currency is None:
        bracketed, suffix = False, read_suffix(text, digits.end, False)
    if currency is not None and is_no_currency(text, digits, currency, suffix.exponent is not None):
        return None
    start = currency.start() if currency else digits.start - bracketed
    start, minus = _signed_start(text, start, taken)
    minus = minus or bracketed or bool(currency and currency["sign"] and currency["sign"] != "(")
    atom = _atom(start, digits.value.copy_negate() if minus else digits.value, digits.step, suffix, digits.ambiguous)
    if currency is not None:
        code, exponent = currency_before(currency)
        exponent = atom.exponent if exponent is None else exponent
        return replace(atom, kind=MentionKind.MONEY, unit=suffix.unit or code, exponent=exponent)
    if suffix.kind is None:
        return _counted(text, atom, digits)
    named_money = suffix.kind is MentionKind.MONEY and suffix.exponent is None
    return None if named_money and is_year_of_prices(text, digits) else atom


def _compared_percent(text: str, digits: Digits, taken: int) -> Atom | None:
    """The second number of `5.1 (4.5) percent`: what was before, in the unit that stands behind both."""
    if not text.startswith(")", digits.end):
        return None
    suffix = read_suffix(text, digits.end + 1, False)
    if suffix.kind is not MentionKind.PERCENT:
        return None
    start, minus = _signed_start(text, digits.start, taken)
    value = digits.value.copy_negate() if minus else digits.value
    return Atom(start, digits.end, value, digits.step, None, suffix.kind, suffix.unit, ambiguous=digits.ambiguous)


def _atom(start: int, value: Decimal, step: Decimal, suffix: Suffix, ambiguous: bool = False) -> Atom:
    kind = suffix.kind or MentionKind.COUNT
    return Atom(start, suffix.end, value, step, suffix.exponent, kind, suffix.unit, suffix.plus, ambiguous=ambiguous)


def _is_glued(text: str, start: int, taken: int) -> bool:
    """Whether the digits hang on something before them; the dash of a range does not count."""
    if taken and start == taken:
        return True
    after_dash = taken > 0 and start - 1 == taken and text[taken] in _MINUS
    return belongs_to_a_name(text, start) and not after_dash


def _in_accounting_brackets(text: str, digits: Digits, currency: re.Match[str] | None) -> bool:
    if not text.startswith(")", digits.end):
        return False
    if currency is not None:
        return currency["sign"] == "("
    return digits.start > 0 and text[digits.start - 1] == "("


def _signed_start(text: str, start: int, taken: int) -> tuple[int, bool]:
    """Where the figure begins with its sign, and whether that sign is a minus."""
    word = _MINUS_WORD.search(text, max(taken, start - 9), start)
    if word is not None:
        return word.start(), True
    if start <= taken or text[start - 1] not in f"{_MINUS}+":
        return start, False
    before = text[start - 2] if start > 1 else " "
    after_figure = taken > 0 and start - 1 - taken <= 1  # `5 -7 %`: the dash joins, it is no sign
    if before not in _BEFORE_SIGN or after_figure:
        return start, False
    return start - 1, text[start - 1] != "+"


def _counted(text: str, atom: Atom, digits: Digits) -> Atom | None:
    """A number with neither currency nor unit: what it counts, or None where it is no figure."""
    if atom.exponent is None and not atom.plus:
        after = text[atom.end : atom.end + 1]
        if after.isalpha() or after in {"_", "²", "³"}:
            return None
        hyphenated = _HYPHENATED.match(text, atom.end)
        if hyphenated:
            word = hyphenated[1]
            if is_duration(word) or digits.value < 10 or not word.islower() or word in {"to", "and"}:
                return None
            return replace(atom, unit=word)
    noun = counted_phrase(text, atom.end, digits.value == 1 and atom.exponent is None)
    noun = noun or phrase_of_a_part(text, atom.end)
    if atom.exponent is None and is_year(text, digits, noun):
        return None
    if is_length_of_a_frame(text, atom.start, atom.end, noun) or (not noun and is_rank_of_a_list(text, atom.start)):
        return None
    return replace(atom, unit=noun)


# --- numbers in words --------------------------------------------------------------------

_ONE_BEFORE = re.compile(r"\b(?:no|any|this|that|each|every|some|the|number|day|as|which|another|or)\s$", re.I)
_ELLIPSIS_AFTER = re.compile(r"\s(?:in|from|at)\s[A-Z]")
_SAME_SENTENCE = 60


def _spelled_atom(text: str, spelled: SpelledNumber, taken: int) -> Atom | None:
    suffix = read_suffix(text, spelled.end, False)
    atom = _atom(spelled.start, spelled.value, spelled.step, suffix)
    if suffix.kind is not None:
        return None if suffix.unit == "times" and spelled.is_one else atom
    if suffix.exponent is not None:
        return replace(atom, unit=counted_phrase(text, suffix.end, False))
    if _HYPHENATED.match(text, spelled.end):
        return None
    noun = counted_phrase(text, suffix.end, spelled.value == 1)
    if is_length_of_a_frame(text, spelled.start, suffix.end, noun):
        return None
    elliptic = _follows_a_figure(text, spelled, taken) and _ELLIPSIS_AFTER.match(text, spelled.end) is not None
    if spelled.is_one and not _counts_one(text, spelled, noun, taken, elliptic):
        return None
    if not noun and not elliptic and not spelled.counts and not _CAPITAL_AFTER.match(text, spelled.end):
        return None
    return replace(atom, unit=noun)


def _follows_a_figure(text: str, spelled: SpelledNumber, taken: int) -> bool:
    return taken > 0 and spelled.start - taken <= _SAME_SENTENCE and ". " not in text[taken : spelled.start]


def _counts_one(text: str, spelled: SpelledNumber, noun: str, taken: int, elliptic: bool) -> bool:
    """`nine clinics and one hospital`: one counts beside another figure, else it is a pronoun."""
    if not _follows_a_figure(text, spelled, taken):
        return False
    names = noun != "" or elliptic or _CAPITAL_AFTER.match(text, spelled.end) is not None
    return names and not _ONE_BEFORE.search(text, max(0, spelled.start - 10), spelled.start)
