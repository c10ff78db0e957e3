"""Cents that do not say of which currency: those of the money beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crossfoot.annotate.figure_atoms import Atom
from crossfoot.annotate.figure_currencies import CENT_CURRENCIES
from crossfoot.model import MentionKind

_CENTS = -2


def with_currency_of_cents(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """The figures of a block with plain cents given to its one other currency (`R4 billion … 90 cents`)."""
    amounts = [atom for atom in atoms if atom.kind is MentionKind.MONEY]
    plain = [atom for atom in amounts if _is_plain(text, atom)]
    units = {atom.unit for atom in amounts if atom.exponent != _CENTS}
    if not plain or len(units) != 1 or not units <= CENT_CURRENCIES:
        return list(atoms)
    (unit,) = units
    return [replace(atom, unit=unit) if atom in plain else atom for atom in atoms]


def _is_plain(text: str, atom: Atom) -> bool:
    """Whether nothing but `cents` stands there, which the scanner takes for American ones."""
    words = text[atom.start : atom.end].lower()
    return atom.exponent == _CENTS and atom.unit == "USD" and "us" not in words
