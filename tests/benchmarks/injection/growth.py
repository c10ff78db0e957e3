"""Faults of growth: rates that do not lead from one value to the other, wrong words of direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations
from random import Random

from injection.layout import Grid, blocks, sentences, tables
from injection.model import Change, Clean, Place, replaced, swapped
from injection.numbers import Number, close, growth_bounds, moved, numbers, of_kind, years_between

_YEARLY = re.compile(r"\bCAGR|annual growth|a year\b(?! earlier)|per year|annually")
_OPPOSITE = {
    "rose": "fell",
    "fell": "rose",
    "grew": "shrank",
    "increased": "decreased",
    "declined": "increased",
    "up": "down",
    "down": "up",
    "gained": "lost",
    "improved": "worsened",
    "expanded": "shrank",
    "raised": "lowered",
    "rise": "fall",
    "increase": "decrease",
    "decline": "rise",
}
_VERB = re.compile(rf"\b(?:{'|'.join(_OPPOSITE)})\b")
_CHANGE_WORD = re.compile(
    r"\b(?:up|down|rose|fell|grew|gained|lost|dropped|climbed|increased?|decreased?|declined?|raised|rise|fall|growth"
    r"|ahead|above|below|more than|less than|fewer)\b"
)
_LEAST = Decimal(3)


@dataclass(frozen=True, slots=True)
class Triple:
    """Two values and the change that leads from one to the other, in one stretch."""

    place: Place
    start: Number
    end: Number
    rate: Number


def yearly_triples(report: Clean) -> Iterator[Triple]:
    """Start, end and yearly rate of one paragraph that hold for years named there."""
    for block in blocks(report):
        place = (block.start, block.end)
        found = numbers(report, place)
        spans = years_between(found) - {1}
        amounts = of_kind(found, "amount")
        for rate in of_kind(found, "percent"):
            near = report.text[max(place[0], rate.start - 60) : min(place[1], rate.end + 40)]
            if not _YEARLY.search(near) or _in_range(report, rate):
                continue
            pairs = [
                (abs(rate.start - start.start) + abs(rate.start - end.start), start, end)
                for start, end in _pairs(amounts)
                if any(close(growth_bounds(start, end, years), rate) for years in spans)
            ]
            if pairs:
                _, start, end = min(pairs, key=lambda pair: pair[0])
                yield Triple(place, start, end, rate)


def change_triples(report: Clean) -> Iterator[Triple]:
    """Start, end and change in percent of one sentence."""
    for place in sentences(report):
        found = numbers(report, place)
        for rate in of_kind(found, "percent"):
            near = report.text[max(place[0], rate.start - 40) : rate.end + 20]
            if rate.value < 1 or _YEARLY.search(near) or not _CHANGE_WORD.search(near) or _in_range(report, rate):
                continue
            for start, end in _pairs(of_kind(found, "amount")):
                if close(growth_bounds(start, end, 1), rate):
                    yield Triple(place, start, end, rate)
                    break


def _in_range(report: Clean, rate: Number) -> bool:
    """Whether a rate is one end of `4% to 8%`, or stands in brackets, as shares and comparisons do."""
    before, after = report.text[rate.start - 8 : rate.start], report.text[rate.end : rate.end + 8]
    return bool(re.search(r"% (?:to|and) $|\($", before) or re.match(r"% (?:to|and) \d", after))


def _pairs(amounts: list[Number]) -> Iterator[tuple[Number, Number]]:
    for start, end in permutations(amounts, 2):
        same_kind = start.unit == end.unit or "" in (start.unit, end.unit)
        if same_kind and start.value > 0 and end.value > 0 and (start.scaled != end.scaled):
            yield start, end


def _rate_faults(triples: Iterator[Triple], rng: Random) -> Iterator[Change]:
    for triple in triples:
        rate = triple.rate
        new = moved(rate, Decimal(rng.choice(["0.5", "1.6", "2.1"])), _LEAST / 2)
        if close(growth_bounds(triple.start, triple.end, 1), replace(rate, value=Decimal(new.replace(",", "")))):
            continue  # between €11m and €12m, every printed digit counted, lies 14.6 % as well as 9.1 %
        yield replaced(f"rate {rate.digits} -> {new}", rate.start, rate.end, new)


def _value_faults(triples: Iterator[Triple], rng: Random) -> Iterator[Change]:
    for triple in triples:
        value = rng.choice([triple.start, triple.end])
        new = moved(value, Decimal(rng.choice(["0.72", "1.35"])))
        yield replaced(f"value {value.digits} -> {new}", value.start, value.end, new)


def yearly_rate(report: Clean, rng: Random) -> Iterator[Change]:
    """A CAGR that its end points contradict."""
    return _rate_faults(yearly_triples(report), rng)


def yearly_value(report: Clean, rng: Random) -> Iterator[Change]:
    """A start or end value that the CAGR contradicts."""
    return _value_faults(yearly_triples(report), rng)


def change_rate(report: Clean, rng: Random) -> Iterator[Change]:
    """A year-on-year change that its two values contradict."""
    return _rate_faults(change_triples(report), rng)


def change_value(report: Clean, rng: Random) -> Iterator[Change]:
    """One of two values that the change beside them contradicts."""
    return _value_faults(change_triples(report), rng)


def change_in_points(report: Clean, rng: Random) -> Iterator[Change]:
    """A change in points that the two percentages beside it contradict."""
    for place in sentences(report):
        found = numbers(report, place)
        for points in of_kind(found, "points"):
            unit = Decimal("0.01") if "basis" in report.text[slice(*points.whole)] else Decimal(1)
            shares = of_kind(found, "percent")
            if any(abs(one.value - other.value) == points.value * unit for one in shares for other in shares):
                new = moved(points, Decimal(rng.choice(["0.5", "1.7", "2.5"])), points.value / 2)
                yield replaced(f"points {points.digits} -> {new}", points.start, points.end, new)


def table_rate(report: Clean, rng: Random) -> Iterator[Change]:
    """A cell of a column of changes that the two values of its row contradict."""
    for grid in tables(report):
        cells = _rate_cells(report, grid)
        if len(cells) >= 2:
            for rate in cells:
                new = moved(rate, Decimal(rng.choice(["0.4", "1.7", "2.2"])), _LEAST)
                yield replaced(f"cell {rate.digits} -> {new}", rate.start, rate.end, new)


def _rate_cells(report: Clean, grid: Grid) -> list[Number]:
    """Figures of a table that are the growth from one of their row to another."""
    header = [number for cell in grid[0] for number in numbers(report, cell)]
    loose = set(re.findall(r"20\d\d", report.text[grid[0][0][0] : grid[0][-1][1]]))
    years = years_between(header) | {abs(int(one) - int(other)) for one in loose for other in loose} - {0} or {1}
    found = []
    for row in grid[1:]:
        figures = [number for cell in row[1:] for number in numbers(report, cell)]
        if len(figures) != 3 or not all(number.value > 0 for number in figures[:2]):
            continue
        bounds = [growth_bounds(figures[one], figures[1 - one], span) for one in (0, 1) for span in years]
        if any(close(each, figures[2]) for each in bounds):
            found.append(figures[2])
    return found


def opposite_word(report: Clean, rng: Random) -> Iterator[Change]:
    """A word of direction turned round beside two values."""
    for place in sorted({triple.place for triple in change_triples(report)} | _from_to(report)):
        verbs = list(_VERB.finditer(report.text, *place))
        if len(verbs) == 1:
            verb = verbs[0]
            yield replaced(f"{verb[0]} -> {_OPPOSITE[verb[0]]}", *verb.span(), _OPPOSITE[verb[0]])


def swapped_values(report: Clean, rng: Random) -> Iterator[Change]:
    """The two values of `from … to …` in each other's place."""
    for place in sorted(_from_to(report)):
        if _VERB.search(report.text, *place):
            start, end = _from_to_values(report, place)
            yield swapped("values swapped", report.text, (start.start, start.end), (end.start, end.end))


_FROM_TO = re.compile(r"\bfrom\b[^.;]{1,70}?\bto\b")


def _from_to(report: Clean) -> set[Place]:
    return {place for place in sentences(report) if len(_from_to_values(report, place)) == 2}


def _from_to_values(report: Clean, place: Place) -> list[Number]:
    """The amounts of a sentence that has exactly two, of one unit, after `from` and after `to`."""
    amounts = of_kind(numbers(report, place), "amount")
    if len(amounts) != 2 or amounts[0].unit != amounts[1].unit or amounts[0].scale != amounts[1].scale:
        return []
    if not re.search(r"\bfrom\s+$", report.text[place[0] : amounts[0].whole[0]]):
        return []
    between = report.text[amounts[0].whole[1] : amounts[1].whole[0]]
    return amounts if re.search(r"\bto\s+$", between) else []


def rate_again(report: Clean, rng: Random) -> Iterator[Change]:
    """One of two mentions of a yearly rate."""
    rates: dict[str, list[Number]] = {}
    for place in sentences(report):
        if re.search(r"\bCAGR", report.text[slice(*place)]):
            for rate in of_kind(numbers(report, place), "percent"):
                if re.search(r"CAGR\D{0,40}(?:\d{4}\D{1,4}\d{4}\D{0,4})?$", report.text[place[0] : rate.start]):
                    rates.setdefault(rate.digits, []).append(rate)
    for mentions in rates.values():
        for rate in mentions if len(mentions) > 1 else ():
            new = moved(rate, Decimal(rng.choice(["0.4", "1.9", "2.4"])), _LEAST)
            yield replaced(f"rate {rate.digits} -> {new}", rate.start, rate.end, new)
