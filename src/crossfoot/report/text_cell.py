"""Text in a cell of a spreadsheet."""

from __future__ import annotations

from crossfoot.report.printable import printable

# A spreadsheet takes a cell that opens so for a formula, some of them the wide forms too.
_FORMULA_SIGNS = tuple("=+-@＝＋－＠")


def text_cell(text: str) -> str:
    """Text on one line that no spreadsheet computes: a leading apostrophe makes it text for all of them."""
    shown = printable(text)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA_SIGNS) else shown
