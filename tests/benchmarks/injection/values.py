"""Faults of values: one fact twice, wrong scale, figures that cannot be, wrong totals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from injection.growth import change_triples
from injection.layout import Grid, lists, sentences, tables
from injection.model import Change, Clean, replaced
from injection.numbers import Number, makes, moved, numbers, of_kind

_SCALE_WORD = {"million": "billion", "billion": "million", "m": "bn", "bn": "m"}
_TOTAL_CUE = re.compile(r"\btotal|\btogether\b|compris|consisting|combined|of which|altogether|\bcounted\b")
_FACTORS = ["0.64", "0.88", "1.13", "1.42"]


def _repeated(report: Clean) -> Iterator[Number]:
    """Money and measured amounts of three digits or more that the prose gives twice."""
    mentions: dict[tuple[str, Decimal], list[Number]] = {}
    for place in sentences(report):
        for amount in of_kind(numbers(report, place), "amount"):
            if amount.unit and len(amount.digits.replace(",", "").replace(".", "").rstrip("0")) >= 3:
                mentions.setdefault((amount.unit, amount.scaled), []).append(amount)
    for group in mentions.values():
        if len(group) > 1:
            yield from group


def value_again(report: Clean, rng: Random) -> Iterator[Change]:
    """One of two mentions of a value, off by more than rounding."""
    for amount in _repeated(report):
        new = moved(amount, Decimal(rng.choice(_FACTORS)))
        yield replaced(f"value {amount.digits} -> {new}", amount.start, amount.end, new)


def value_transposed(report: Clean, rng: Random) -> Iterator[Change]:
    """One of two mentions of a value with its first two differing digits exchanged."""
    for amount in _repeated(report):
        pair = next((m for m in re.finditer(r"(?=([1-9])(\d))", amount.digits) if m[1] != m[2] and m[2] != "0"), None)
        if pair is not None:
            at = pair.start()
            new = amount.digits[:at] + pair[2] + pair[1] + amount.digits[at + 2 :]
            yield replaced(f"value {amount.digits} -> {new}", amount.start, amount.end, new)


def scale_word(report: Clean, rng: Random) -> Iterator[Change]:
    """Million for billion, or the reverse, in one mention of a value."""
    joined = [value for triple in change_triples(report) for value in (triple.start, triple.end)]
    for amount in sorted({*_repeated(report), *joined}, key=lambda each: each.start):
        word = report.text[amount.end : amount.whole[1]].strip()
        if word in _SCALE_WORD:
            start = amount.whole[1] - len(word)
            yield replaced(
                f"{amount.digits} {word} -> {_SCALE_WORD[word]}", start, start + len(word), _SCALE_WORD[word]
            )


def decimal_point(report: Clean, rng: Random) -> Iterator[Change]:
    """A point moved, or put for a comma, in a value beside its change."""
    for triple in change_triples(report):
        value = rng.choice([triple.start, triple.end])
        if "," in value.digits:
            new = value.digits.replace(",", ".", 1) if value.digits.count(",") == 1 and "." not in value.digits else ""
        else:
            new = f"{value.value.scaleb(rng.choice([-1, 1])):f}"
        if new:
            yield replaced(f"value {value.digits} -> {new}", value.start, value.end, new)


_SHARE = re.compile(r"\b(?:held|accounted for|share of|contributed|took|made up|share at)\s+(?=\d\d(?:\.\d+)?%)")


def share_above_hundred(report: Clean, rng: Random) -> Iterator[Change]:
    """A share of more than the whole: 40 % becomes 140 %."""
    for place in sentences(report):
        for cue in _SHARE.finditer(report.text, *place):
            if re.search(r"\b(?:share|market|sales|revenue|exports|cargo|visitors)\b", report.text[slice(*place)]):
                yield replaced("a share over 100 %", cue.end(), cue.end(), rng.choice("12"))


_RANGE = re.compile(
    r"\bbetween (?:[$€£₹]|Rs )?([\d.,]+)(%?(?: ?(?:million|billion|m|bn))?) and (?:[$€£₹]|Rs )?([\d.,]*\d)"
)


def range_reversed(report: Clean, rng: Random) -> Iterator[Change]:
    """The greater end of a range before the smaller."""
    for place in sentences(report):
        for found in _RANGE.finditer(report.text, *place):
            first, second = (Decimal(found[group].replace(",", "")) for group in (1, 3))
            if first < second and not 1900 < first < 2100:
                changed = report.text[found.start(1) : found.end(3)]
                new = found[3] + changed[len(found[1]) : -len(found[3])] + found[1]
                yield replaced("range reversed", found.start(1), found.end(3), new)


_COUNTED = re.compile(r"\b(?:employs|has|had|sold|handled|covers)\s+(?=\d[\d,]*\s+[a-z]{4,})")


def negative_count(report: Clean, rng: Random) -> Iterator[Change]:
    """A count below nought."""
    for place in sentences(report):
        for found in _COUNTED.finditer(report.text, *place):
            yield replaced("a negative count", found.end(), found.end(), "-")


_ALONE = re.compile(
    r"\b([A-Z]\w+(?: [A-Z]\w+)?) (?:alone )?(?:accounted for|made up|accounts for|at|took) (\d+(?:\.\d+)?)%"
)
_MEMBER = re.compile(r"\b(?:China|Japan|India|the United States|the United Kingdom|Germany|Italy|Canada)\b")


def member_above_whole(report: Clean, rng: Random) -> Iterator[Change]:
    """A country's share above every region's."""
    for place in sentences(report):
        for found in _ALONE.finditer(report.text, *place):
            member = _MEMBER.search(report.text, found.start(1) - 4, found.end(1))
            if member and "market" in report.text[slice(*place)]:
                new = str(rng.randint(75, 96))
                yield replaced(f"{member[0]} {found[2]} % -> {new} %", *found.span(2), new)


# --- totals ------------------------------------------------------------------------------


def _column(report: Clean, grid: Grid, at: int) -> list[tuple[int, Number]]:
    found = []
    for row, cells in enumerate(grid[1:], 1):
        figures = numbers(report, cells[at]) if at < len(cells) else []
        if len(figures) == 1 and figures[0].kind != "year":
            found.append((row, figures[0]))
    return found


_SUM_NAME = re.compile(r"\btotal|\bgroup\b|^all\b|^year$|subtotal", re.IGNORECASE)


def summed_columns(report: Clean) -> Iterator[tuple[Number, tuple[Number, ...]]]:
    """Totals and subtotals of table columns with the parts that make them."""
    for grid in tables(report):
        for at in range(1, len(grid[0])):
            column = _column(report, grid, at)
            for end, (row, total) in enumerate(column):
                if not _SUM_NAME.search(report.text[slice(*grid[row][0])]):
                    continue
                above = [number for _, number in column[:end]]
                named = [number for r, number in column[:end] if _SUM_NAME.search(report.text[slice(*grid[r][0])])]
                candidates = [above[first:] for first in range(len(above) - 1)] + [named]
                parts = next((each for each in candidates if len(each) > 1 and makes(total, each)), None)
                if parts is not None and total.value:
                    yield total, tuple(parts)


def table_part(report: Clean, rng: Random) -> Iterator[Change]:
    """One part of a column with a total."""
    for _, parts in summed_columns(report):
        part = rng.choice(parts)
        new = moved(part, Decimal(rng.choice(_FACTORS)), 3 * part.step)
        yield replaced(f"part {part.digits} -> {new}", part.start, part.end, new)


def table_total(report: Clean, rng: Random) -> Iterator[Change]:
    """The total of a column."""
    for total, _ in summed_columns(report):
        new = moved(total, Decimal(rng.choice(_FACTORS)), 3 * total.step)
        yield replaced(f"total {total.digits} -> {new}", total.start, total.end, new)


def summed_prose(report: Clean) -> Iterator[tuple[Number, ...]]:
    """Total and parts of sentences that say so, and of the bullets under such a sentence."""
    for place in sentences(report):
        if _TOTAL_CUE.search(report.text[slice(*place)]):
            amounts = of_kind(numbers(report, place), "amount")
            for total in amounts:
                rest = [each for each in amounts if each is not total and each.scaled != total.scaled]
                runs = (rest[i:j] for i in range(len(rest)) for j in range(len(rest), i + 1, -1))
                parts = next((run for run in runs if makes(total, run)), None)
                if parts:
                    yield (total, *parts)
    for listed in lists(report):
        firsts = [of_kind(numbers(report, (item.start, item.end)), "amount")[:1] for item in listed.items]
        if listed.lead is None or not all(firsts) or len(firsts) < 2:
            continue
        parts = [first[0] for first in firsts]
        for total in of_kind(numbers(report, (listed.lead.start, listed.lead.end)), "amount"):
            if makes(total, parts):
                yield (total, *parts)


def prose_sum(report: Clean, rng: Random) -> Iterator[Change]:
    """The total or one part of a sum in prose."""
    for amounts in summed_prose(report):
        for amount in (amounts[0], rng.choice(amounts[1:])):
            new = moved(amount, Decimal(rng.choice(_FACTORS)), 3 * amount.step)
            yield replaced(f"amount {amount.digits} -> {new}", amount.start, amount.end, new)
