"""Cents that do not say of which currency: those of the money beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crossfoot.annotate.figure_atoms import Atom
from crossfoot.annotate.figure_currencies import CENT_CURRENCIES
from crossfoot.model import MentionKind

_CENTS = -2
_REACH = 150


def with_currency_of_cents(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """The figures with plain cents given to the one currency beside them (`R4 billion, or 90 cents`)."""
    completed = list(atoms)
    for index, atom in enumerate(atoms):
        if _is_plain(text, atom):
            beside = atoms[max(0, index - 8) : index + 9]
            units = {other.unit for other in beside if _is_amount(other) and _distance(other, atom) <= _REACH}
            if len(units) == 1 and units <= CENT_CURRENCIES:
                completed[index] = replace(atom, unit=units.pop())
    return completed


def _is_plain(text: str, atom: Atom) -> bool:
    """Whether nothing but `cents` stands there, which the scanner takes for American ones."""
    plain = atom.kind is MentionKind.MONEY and atom.exponent == _CENTS and atom.unit == "USD"
    return plain and "us" not in text[atom.start : atom.end].lower()


def _is_amount(atom: Atom) -> bool:
    return atom.kind is MentionKind.MONEY and atom.exponent != _CENTS


def _distance(one: Atom, other: Atom) -> int:
    return max(other.start - one.end, one.start - other.end)
