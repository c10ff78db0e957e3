"""Figures of record as a ledger: what a report must agree with, from the rows of a table.

A row has the columns that `crossfoot facts` writes, or the few of them that say what a figure is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crossfoot.annotate.figure_currencies import CURRENCY_CODES
from crossfoot.annotate.figures import find_figures
from crossfoot.errors import RuleError
from crossfoot.figures import exactly, printed_figure
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.house import PLAIN
from crossfoot.ledger.ledger import Ledger
from crossfoot.ledger.statement import graph_of
from crossfoot.model import Basis, Bound, Concept, Document, Fact, Figure, MentionKind, Period, Span
from crossfoot.periods import parse_label
from crossfoot.suggestion import did_you_mean

NEEDED = ("concept", "value", "unit")
NAMES = ("entity", "subject")
"""One of these says whose figure it is; `entity` counts where both do."""

OPTIONAL = ("quote", "high", "bound", "measure", "place", "period", "basis", "source", "whole", "increment")
_OF_FACTS = (
    "path line column at period_start period_end resolved_from qualifiers uncertain why_not start end page boxes parts "
    "relative narrow readings"
).split()
"""What `crossfoot facts` writes beside them and a record does without."""

COLUMNS = frozenset((*NEEDED, *NAMES, *OPTIONAL, *_OF_FACTS))
_MONEY_CODE = 3
_COUNTS = frozenset({Concept.COUNT.value, Concept.OTHER.value})  # a count need not say of what
_NAMED_UNITS = frozenset({"percent", "percentage-point", "basis-point", "times"})
_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_LARGEST = 24  # digits; no report counts further


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column, where its figure stands in the record's text, and the line of the file."""

    cells: Mapping[str, str]
    span: Span
    whole: Span
    line: int


def refuse_wrong_columns(path: str, columns: Iterable[str], line: int) -> None:
    """RuleError for a column that is not known, and for needed ones that are missing."""
    columns = list(columns)
    for column in columns:
        if column not in COLUMNS:
            raise RuleError(path, f"unknown column `{column}`{did_you_mean(column, COLUMNS)}", line)
        if columns.count(column) > 1:
            raise RuleError(path, f"the column `{column}` stands twice", line)
    missing = [name for name in NEEDED if name not in columns]
    if missing or not set(NAMES) & set(columns):
        wanted = ", ".join(f"`{name}`" for name in (*missing, *(() if set(NAMES) & set(columns) else ("entity",))))
        raise RuleError(
            path, f"figures of record need the columns {wanted}; `crossfoot facts --format csv` shows all", line
        )


def record_ledger(document: Document, rows: Sequence[Row], gazetteer: Gazetteer) -> Ledger:
    """The rows as facts. Rows of figures that were not understood are passed over.

    Raises RuleError, with the line, for a cell that cannot be read, and where no row states a figure.
    """
    facts = tuple(_facts(document.path, rows, gazetteer))
    if not facts:
        raise RuleError(document.path, "states no figure: every row lacks a concept or a value", 1)
    return Ledger(
        document, facts, (), (), (), (), tuple(row.whole for row in rows), None, None, graph_of(facts, gazetteer, PLAIN)
    )


def _facts(path: str, rows: Iterable[Row], gazetteer: Gazetteer) -> Iterator[Fact]:
    for number, row in enumerate(row for row in rows if row.cells.get("concept") and row.cells.get("value")):
        cells = row.cells
        figure = _figure(path, row)
        place = cells.get("place") or None
        known = gazetteer.find(place) if place else None
        yield Fact(
            number=number,
            span=row.span,
            quoted=row.span,
            kind=_kind(figure.unit),
            figure=figure,
            concept=_concept(path, row),
            subject=cells.get("entity") or cells.get("subject") or None,
            place=known.name if known is not None else place,
            period=_period(path, row),
            basis=_basis(path, row),
            source=cells.get("source") or None,
            whole=cells.get("whole") or None,
            increment=cells.get("increment", "").casefold() == "true",
            qualifiers=frozenset(),
            relative=None,
            readings={},
            uncertain=frozenset(),
            sentence=row.whole,
            block=0,
            measure=cells.get("measure", ""),
        )


def _concept(path: str, row: Row) -> Concept:
    written = row.cells["concept"].strip()
    valid = [concept.value for concept in Concept]
    if written not in valid:
        raise RuleError(path, f"`{written}` is no concept{did_you_mean(written, valid)}", row.line)
    return Concept(written)


def _basis(path: str, row: Row) -> Basis:
    written = row.cells.get("basis", "").strip() or Basis.UNSTATED.value
    valid = [basis.value for basis in Basis]
    if written not in valid:
        raise RuleError(path, f"`{written}` is no basis{did_you_mean(written, valid)}", row.line)
    return Basis(written)


def _period(path: str, row: Row) -> Period | None:
    written = row.cells.get("period", "").strip()
    if not written:
        return None
    try:
        return parse_label(written)
    except ValueError as error:
        said = f"`{written}` is no period; write 2024, 2024-Q3, 2024-09, FY2024-25 or 2024/2031"
        raise RuleError(path, said, row.line) from error


def _figure(path: str, row: Row) -> Figure:
    """The figure with the precision of its quote where there is one, else that of its written digits."""
    value = _number(path, row, "value")
    unit = _unit(path, row)
    for mention in find_figures(row.cells.get("quote", "")):
        if isinstance(mention.value, Figure) and (mention.value.value, mention.value.unit) == (value, unit):
            return mention.value
    high = _number(path, row, "high") if row.cells.get("high") else None
    written = row.cells.get("bound", "").strip() or Bound.EXACT.value
    if written not in set(Bound):
        raise RuleError(
            path, f"`{written}` is no bound{did_you_mean(written, [each.value for each in Bound])}", row.line
        )
    bound = Bound.RANGE if high is not None else Bound(written)
    if (high is None) is (bound is Bound.RANGE) or (high is not None and high < value):
        raise RuleError(path, "a range needs a `value` and a larger `high`", row.line)
    if high is None and bound is Bound.EXACT and unit != "percent" and value.as_tuple().exponent == 0:
        return Figure(value, None, unit, Decimal(1), bound, exactly(value), exactly(value))  # an amount in full
    upper_step, step = None if high is None else _step(high), _step(value)
    return printed_figure(value, step, unit, bound, upper=high, upper_step=upper_step, last_nonzero_step=step)


def _number(path: str, row: Row, column: str) -> Decimal:
    written = row.cells[column].strip()
    plain = written.replace(",", "") if _GROUPED.fullmatch(written) else written
    number = Decimal(plain) if _NUMBER.fullmatch(plain) else Decimal("NaN")
    if not number.is_finite() or (number and abs(number.adjusted()) > _LARGEST):
        said = f"`{written}` in `{column}` is no number; write it in full with a point: 4200000000, 13.9"
        raise RuleError(path, said, row.line)
    return number


def _step(value: Decimal) -> Decimal:
    """The unit of the last written digit: 13.9 stands for 13.85 to 13.95, 4.2e9 for 4.15 to 4.25 billion."""
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


def _unit(path: str, row: Row) -> str:
    """The unit as reports are read to have it. RuleError for `%`, `$`, `usd` and `USD million`."""
    written = row.cells.get("unit", "").strip()
    words = written.split()
    if row.cells.get("quote") or (not words and row.cells["concept"] in _COUNTS):
        return written  # a row of `facts` has the unit as it was read, odd ones too
    if not words:
        raise RuleError(
            path, "the unit is missing; write a currency's code (USD), percent, or what is counted", row.line
        )
    if written in _NAMED_UNITS or written in CURRENCY_CODES:
        return written
    if words[0].upper() in CURRENCY_CODES:
        said = f"`{written}` is no unit; write `{words[0].upper()}` and the value in full (4200000000)"
        raise RuleError(path, said, row.line)
    if not written[0].isalpha() or not written.replace(" ", "").replace("-", "").replace("/", "").isalnum():
        said = f"`{written}` is no unit; write percent, percentage-point, a currency's code (USD), or what is counted"
        raise RuleError(path, said, row.line)
    return written


def _kind(unit: str) -> MentionKind:
    if unit == "percent":
        return MentionKind.PERCENT
    if unit == "times":
        return MentionKind.MULTIPLE
    is_money = len(unit) == _MONEY_CODE and unit.isupper()
    return MentionKind.MONEY if is_money else MentionKind.COUNT
