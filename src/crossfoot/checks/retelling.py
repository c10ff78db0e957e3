"""A figure said again right beside itself, or in the text and in a row of a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from crossfoot.checks.comparing import AMOUNTS, by_sentence, counted_noun, figure_of
from crossfoot.checks.slips import POWERS
from crossfoot.figures import exactly, meets
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import BlockKind, Fact, MentionKind, Span

_OPENS = re.compile(r"\s*\(\s*(?:or|about|some|around|roughly|approximately|i\.e\.,?)?\s*")
_CLOSES = re.compile(r"\s*\)")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+")
_FEWEST_LETTERS = 4
_FEWEST_DIGITS = 3
_NEIGHBOURS = 40
_OF_THE = re.compile(r"\bOf (?:the|these)\s+$")
_OPENING, _LAST_SENTENCE = 12, 3
_LINE = 60
_TENS = frozenset(Decimal(10) ** power for power in POWERS)


@dataclass(frozen=True, slots=True)
class Retold:
    """One figure in two places; `scale` says that the digits are the same and the size is not."""

    told: Fact
    again: Fact
    agrees: bool
    scale: bool = False


def bracketed(ledger: Ledger) -> Iterator[Retold]:
    """A part in words with its percentage in brackets behind it: `almost half (42%)`."""
    for facts in by_sentence(ledger):
        for one, other in pairwise(facts):
            if (
                one.kind is not MentionKind.PERCENT
                or other.kind is not MentionKind.PERCENT
                or not _closed(ledger, other)
            ):
                continue
            text = ledger.document.text
            between = text[one.span.end : other.quoted.start]
            worded = not _DIGIT.search(text, one.span.start, one.span.end)
            if worded and one.figure is not None and other.figure is not None and _OPENS.fullmatch(between):
                # The words are loose already: the digits are taken at their printed value.
                printed = exactly(other.figure.value) if other.figure.upper is None else other.figure.narrow
                yield Retold(one, other, meets(one.figure.narrow, printed))


def _closed(ledger: Ledger, fact: Fact) -> bool:
    return _CLOSES.match(ledger.document.text, fact.quoted.end) is not None


def taken_up(ledger: Ledger) -> Iterator[Retold]:
    """`… had 3,412 employees. Of the 3,412 employees, …`: a figure that `of the` takes up again.

    It must stand in the paragraph or the one before, with the same things or in the same unit.
    """
    text, blocks = ledger.document.text, ledger.document.blocks
    for fact in ledger.facts:
        if fact.kind not in AMOUNTS or not _is_plain(fact):
            continue
        if not _OF_THE.search(text, max(fact.sentence.start, fact.span.start - _OPENING), fact.span.start):
            continue
        start = blocks[max(0, fact.block - 1)].span.start
        told = [f for f in ledger.facts_in(Span(start, fact.sentence.start)) if _is_plain(f) and f.kind is fact.kind]
        before = [f for f in told if _alike(f, fact)]
        # `240 answered`: what is taken up need not have been named.
        same = next((f for f in reversed(told) if _same(f, fact)), None)
        if same is not None:
            yield Retold(same, fact, agrees=True)
            continue
        near = [
            f for f in before if f.sentence.end > fact.sentence.start - _LAST_SENTENCE and "from" not in f.qualifiers
        ]
        if near:
            likely = (
                f
                for f in near
                if _power_of_ten(f, fact) or _is_neighbour(*(_digits(ledger, e.span) for e in (f, fact)))
            )
            yield Retold(next(likely, near[0]), fact, agrees=False)


def _is_plain(fact: Fact) -> bool:
    return fact.figure is not None and fact.figure.upper is None and not fact.increment and fact.cell is None


def _alike(one: Fact, other: Fact) -> bool:
    if one.kind is not other.kind:
        return False
    if one.kind is MentionKind.COUNT:
        return counted_noun(one) == counted_noun(other) != ""
    return figure_of(one).unit == figure_of(other).unit


def retold_rows(ledger: Ledger) -> Iterator[Retold]:
    """Sentences that name a row of a table and repeat its figures, all but one of them exactly.

    That one figure is the row's own word for word is what shows that the row is being told;
    the other must then stand in the row as well. It is taken for a slip only where it is a
    neighbour of a figure in the row: one digit is another, or two have changed places.
    """
    rows = _rows_by_name(ledger)
    names: dict[str, list[str]] = defaultdict(list)
    for name in rows:
        names[_WORD.findall(name)[0]].append(name)
    for facts in by_sentence(ledger) if rows else ():
        told = [f for f in facts if f.kind in AMOUNTS and f.figure is not None]
        if len(told) > 1 and (found := _names_in(ledger, told[0].sentence, names)):
            yield from _compared(told, found, rows, ledger)


@dataclass(frozen=True, slots=True)
class _Named:
    """A row's name where a sentence says it."""

    name: str
    span: Span


def _names_in(ledger: Ledger, sentence: Span, names: Mapping[str, list[str]]) -> list[_Named]:
    """The names of rows that a sentence holds, by their first words; the longest of those that begin together."""
    text, found, after = ledger.document.text, list[_Named](), sentence.start
    for word in _WORD.finditer(text, sentence.start, sentence.end):
        if word.start() < after:
            continue
        for name in sorted(names.get(word.group().lower(), ()), key=len, reverse=True):
            end = word.start() + len(name)
            if text[word.start() : end].lower() == name and not text[end : end + 1].isalnum():
                found.append(_Named(name, Span(word.start(), end)))
                after = end
                break
    return found


def _rows_by_name(ledger: Ledger) -> dict[str, list[Fact]]:
    """The figures of each row whose name stands once: rows of tables, and of tables that lost their lines."""
    rows: dict[str, list[list[Fact]]] = defaultdict(list)
    for words, facts in (*_table_rows(ledger), *_stacked_rows(ledger)):
        name = words.strip().lower()
        if sum(map(str.isalpha, name)) >= _FEWEST_LETTERS and len(facts) > 1 and _WORD.match(name):
            rows[name].append(facts)
    return {name: facts[0] for name, facts in rows.items() if len(facts) == 1}


def _table_rows(ledger: Ledger) -> Iterator[tuple[str, list[Fact]]]:
    cells: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for fact in ledger.facts:
        if fact.cell is not None and fact.kind in AMOUNTS and fact.figure is not None:
            cells[fact.cell[:2]].append(fact)
    tables = {table.group: table for table in ledger.document.tables}
    for (group, row), facts in cells.items():
        table = tables.get(group)
        head = table.rows[row][0] if table is not None and row < len(table.rows) and table.rows[row] else None
        if head is not None:
            yield ledger.document.text[head.span.start : head.span.end], facts


def _stacked_rows(ledger: Ledger) -> Iterator[tuple[str, list[Fact]]]:
    """A name on a line of its own, and below it lines that are a figure and nothing else."""
    text, facts = ledger.document.text, {f.span: f for f in ledger.facts if f.kind in AMOUNTS and f.cell is None}
    name, row = "", list[Fact]()
    for block in ledger.document.blocks:
        if block.kind is BlockKind.TABLE_CELL:
            continue
        fact = facts.get(block.span)
        if fact is not None and fact.figure is not None:
            row.append(fact)
        elif _DIGIT.search(text, block.span.start, block.span.end) is None or block.span.end - block.span.start > _LINE:
            if row:
                yield name, row
            name, row = text[block.span.start : block.span.end] if block.span.end - block.span.start < _LINE else "", []
    if row:
        yield name, row


def _compared(
    told: Sequence[Fact], found: Sequence[_Named], rows: Mapping[str, list[Fact]], ledger: Ledger
) -> Iterator[Retold]:
    """Every two neighbouring figures of which one stands in a named row and the other nearly does."""
    for name in dict.fromkeys(named.name for named in found):
        row = rows[name]
        for one, other in (pair for near in pairwise(told) for pair in (near, near[::-1])):
            if abs(one.span.start - other.span.start) > _NEIGHBOURS:
                continue
            here = [cell for cell in row if _same(one, cell)]
            left = [cell for cell in row if not _same(one, cell)]
            if not here or any(_same(other, cell) for cell in row):
                continue
            for cell in left:
                if _power_of_ten(other, cell):
                    yield Retold(other, cell, agrees=False, scale=True)
                elif _is_neighbour(_digits(ledger, other.span), _digits(ledger, cell.span)):
                    yield Retold(other, cell, agrees=False)


def _same(fact: Fact, cell: Fact) -> bool:
    return meets(figure_of(fact).narrow, figure_of(cell).narrow)


def _power_of_ten(fact: Fact, cell: Fact) -> bool:
    one, other = figure_of(fact).value, figure_of(cell).value
    return bool(one and other) and (one / other) in _TENS


def _digits(ledger: Ledger, span: Span) -> str:
    return "".join(_DIGIT.findall(ledger.document.text[span.start : span.end]))


def _is_neighbour(one: str, other: str) -> bool:
    """Whether one digit is another, or two neighbouring digits have changed places."""
    if len(one) != len(other) or len(one) < _FEWEST_DIGITS:
        return False
    apart = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(apart) == 2 and apart[1] == apart[0] + 1:
        first, second = apart
        return one[first] == other[second] and one[second] == other[first]
    return len(apart) == 1
