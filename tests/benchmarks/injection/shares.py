"""Faults of shares: more or less than the whole, mixed dates, shares that do not fit their amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from random import Random

from injection.layout import blocks, lists, sentences, tables
from injection.model import Change, Clean, Place, replaced
from injection.numbers import HALF, Number, numbers, of_kind

_WHOLE = Decimal(100)
_NO_SHARE = re.compile(r"\b(?:CAGR|grow|grew|growth|rose|fell|rise|increase|margin|probability)", re.IGNORECASE)
_REST = re.compile(r"\b(?:remaining|remainder|the rest|the other)\b")


def _runs(found: Sequence[Number]) -> Iterator[tuple[Number, ...]]:
    """The longest runs of neighbouring percentages that make a whole; two must make it exactly."""
    at = 0
    while at < len(found):
        for end in range(len(found), at + 1, -1):
            run = found[at:end]
            slack = sum((number.step * HALF for number in run), Decimal(0)) if len(run) > 2 else Decimal(0)
            if abs(sum(number.value for number in run) - _WHOLE) <= slack:
                yield tuple(run)
                at = end - 1
                break
        at += 1


def wholes(report: Clean) -> Iterator[tuple[Place, tuple[Number, ...]]]:
    """Complete splits of a whole, each with the stretch in which it stands."""
    yield from _wholes_in_prose(report)
    for listed in lists(report):
        ends = [of_kind(numbers(report, (item.start, item.end)), "percent") for item in listed.items]
        place = (listed.items[0].start, listed.items[-1].end)
        if all(len(each) == 1 for each in ends) and not _NO_SHARE.search(report.text[slice(*place)]):
            for run in _runs([each[0] for each in ends]):
                yield place, run
    for grid in tables(report):
        for at in range(1, len(grid[0])):
            cells = [numbers(report, row[at]) for row in grid[1:] if at < len(row)]
            column = [each[0] for each in cells if len(each) == 1 and each[0].kind == "percent"]
            for run in _runs(column):
                yield (grid[0][0][0], grid[-1][-1][1]), run


def _wholes_in_prose(report: Clean) -> Iterator[tuple[Place, tuple[Number, ...]]]:
    """Splits within one sentence, or within two of which the second names the rest."""
    told: set[Number] = set()
    places = sentences(report)
    for first, second in zip(places, (*places[1:], (0, 0)), strict=True):
        joined = second[0] > first[0] and "\n\n" not in report.text[first[1] : second[0]]
        stretches = [(first[0], second[1])] if joined and _REST.search(report.text[slice(*second)]) else []
        for place in [*stretches, first]:
            for run in _runs(of_kind(numbers(report, place), "percent")):
                if told.isdisjoint(run) and not _NO_SHARE.search(report.text[place[0] : run[-1].end]):
                    told.update(run)
                    yield place, run


def over_whole(report: Clean, rng: Random) -> Iterator[Change]:
    """One share of a complete split made larger."""
    for _, run in wholes(report):
        part = rng.choice(run)
        new = part.written(min(part.value + rng.randint(12, 30), Decimal(97)))
        if Decimal(new) > part.value + 5:
            yield replaced(f"share {part.digits} -> {new}", part.start, part.end, new)


def under_whole(report: Clean, rng: Random) -> Iterator[Change]:
    """One share made smaller where another is called the rest."""
    for place, run in wholes(report):
        rest = _REST.search(report.text, *place)
        large = [part for part in run if part.value >= 15]
        if rest and large and "<" not in report.text[slice(*place)]:
            part = rng.choice(large)
            new = part.written(part.value - rng.randint(8, 12))
            yield replaced(f"share {part.digits} -> {new}", part.start, part.end, new)


def mixed_year(report: Clean, rng: Random) -> Iterator[Change]:
    """The year of one share beside shares of another year."""
    for place, _ in wholes(report):
        years = re.finditer(r"(?<=\bin |\bIn )20\d\d\b", report.text[slice(*place)])
        spans = [(place[0] + year.start(), place[0] + year.end()) for year in years]
        if len(spans) > 1 and len({report.text[slice(*span)] for span in spans}) == 1:
            start, end = spans[-1]
            new = str(int(report.text[start:end]) - rng.choice([2, 3]))
            yield replaced(f"year -> {new}", start, end, new)


def year_added(report: Clean, rng: Random) -> Iterator[Change]:
    """One share of a dated split put into an earlier year."""
    for place, run in wholes(report):
        year = re.search(r"\b[Ii]n (20\d\d)\b", report.text[slice(*place)])
        if year and len(run) > 2 and place[0] + year.start() < run[1].start:
            part = run[-2]
            words = f" in {int(year[1]) - rng.choice([2, 3])}"
            if not re.match(r" (?:of|in)\b", report.text[part.whole[1] :]):
                yield replaced(f"share dated{words}", part.whole[1], part.whole[1], words, ((part.start, part.end),))


# --- shares with their amounts -----------------------------------------------------------

_AMOUNT = re.compile(r"^(?: (?:people|farms|visitors|tonnes|nurses))?\s*(?:\(|, or |or )$")


def with_amounts(report: Clean) -> Iterator[tuple[Number, Number, Number]]:
    """Amount, share and total where the share stands in brackets or after `or`."""
    before: Place | None = None
    for block in blocks(report):
        found = numbers(report, (block.start, block.end))
        lead = numbers(report, before) if before and block.kind == "item" else []
        for amount, share in pairwise(found):
            between = report.text[amount.whole[1] : share.whole[0]]
            if amount.kind == "amount" and share.kind == "percent" and _AMOUNT.match(between):
                earlier = [number for number in of_kind(found, "amount") if number.start < amount.start]
                for total in [*reversed(earlier), *of_kind(lead, "amount")]:
                    if _fits(amount, share, total):
                        yield amount, share, total
                        break
        if block.kind != "item":
            before = (block.start, block.end)


def _fits(amount: Number, share: Number, total: Number) -> bool:
    if total.scaled <= amount.scaled or not total.scaled:
        return False
    slack = share.step * HALF + Decimal("0.3")
    return abs(100 * amount.scaled / total.scaled - share.value) <= slack


def share_of_amount(report: Clean, rng: Random) -> Iterator[Change]:
    """A share that does not fit the amount beside it."""
    for _, share, _ in with_amounts(report):
        new = share.written(abs(share.value + rng.choice([-1, 1]) * rng.randint(7, 15)))
        yield replaced(f"share {share.digits} -> {new}", share.start, share.end, new)


def amount_of_share(report: Clean, rng: Random) -> Iterator[Change]:
    """An amount that does not fit the share beside it."""
    for amount, _, _ in with_amounts(report):
        new = amount.written(amount.value * Decimal(rng.choice(["0.6", "0.75", "1.3"])))
        yield replaced(f"amount {amount.digits} -> {new}", amount.start, amount.end, new)


def share_in_table(report: Clean, rng: Random) -> Iterator[Change]:
    """A share of a table row that does not fit its amount and the total."""
    for grid in tables(report):
        rows = [[numbers(report, cell) for cell in row[1:]] for row in grid[1:]]
        pairs = [(row[-2][0], row[-1][0]) for row in rows if len(row) > 1 and row[-2] and row[-1]]
        if len(pairs) < 3 or any(share.kind != "percent" for _, share in pairs):
            continue
        total, whole = pairs[-1]
        if whole.value != _WHOLE or not all(_fits(amount, share, total) for amount, share in pairs[:-1]):
            continue
        for _, share in pairs[:-1]:
            new = share.written(share.value + rng.randint(6, 12))
            yield replaced(f"share {share.digits} -> {new}", share.start, share.end, new)
