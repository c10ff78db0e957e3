"""Columns of running text: which fragments of a page are read before which others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby
from statistics import median

from crossfoot.read.pdf.marks import Rule
from crossfoot.read.pdf.words import Fragment

_BIN, _MOST_BINS = 2.0, 5_000
_MARGIN_SHARE = 0.18
_LEAST_LINES, _LEAST_LAST, _PROSE_WORDS, _LEAST_PROSE_SHARE = 5, 2, 4, 0.5
_LEAST_GUTTER, _MAX_DEPTH = 6.0, 3
_LEVEL, _MOST_MET = 0.12, 0.45


def regions_of(fragments: Sequence[Fragment], rules: Sequence[Rule], depth: int = 0) -> list[list[Fragment]]:
    """The fragments in groups, each in one column of text, in the order in which a person reads them."""
    gutter = _gutter(fragments) if depth < _MAX_DEPTH else None
    if gutter is None:
        return [list(fragments)] if fragments else []
    regions: list[list[Fragment]] = []
    whole: list[Fragment] = []  # what lies across the gutter, as long as nothing is parted by it
    for band, is_crossed in _bands(fragments, rules, gutter):
        left = [fragment for fragment in band if fragment.right <= gutter]
        right = [fragment for fragment in band if fragment.right > gutter]
        if is_crossed or not _parts_columns(band, gutter):
            whole.extend(band)
            continue
        if whole:
            regions.append(whole)
            whole = []
        regions += regions_of(left, rules, depth + 1) + regions_of(right, rules, depth + 1)
    return [*regions, whole] if whole else regions


def _gutter(fragments: Sequence[Fragment]) -> float | None:
    """The middle of the gap between two columns, None where there is none."""
    if len(fragments) < 2 * _LEAST_LINES:
        return None
    low, high = min(each.left for each in fragments), max(each.right for each in fragments)
    width = max(_BIN, (high - low) / _MOST_BINS)
    bins = int((high - low) / width) + 1
    covered = [0] * (bins + 1)
    for each in fragments:
        covered[max(0, int((each.left - low) / width))] += 1
        covered[min(bins, int((each.right - low) / width) + 1)] -= 1
    counts, total = [], 0
    for change in covered[:bins]:
        total += change
        counts.append(total)
    margin = int(bins * _MARGIN_SHARE)
    inner = range(margin, bins - margin)
    if not inner:
        return None
    least = min(counts[index] for index in inner)
    stretches = [list(group) for free, group in groupby(inner, key=lambda index: counts[index] == least) if free]
    widest = max(stretches, key=len)
    gutter = low + width * (widest[0] + widest[-1] + 1) / 2
    return gutter if len(widest) * width >= _LEAST_GUTTER and _parts_columns(fragments, gutter) else None


def _parts_columns(fragments: Sequence[Fragment], gutter: float) -> bool:
    left = [each for each in fragments if each.right <= gutter]
    right = [each for each in fragments if each.left >= gutter]
    beside = [each for each in left if any(abs(each.baseline - other.baseline) < 1.5 * each.size for other in right)]
    facing = [each for each in right if any(abs(each.baseline - other.baseline) < 1.5 * each.size for other in left)]
    # The last column of a text may hold but a few lines.
    least = _LEAST_LINES if len(left) < 2 * _LEAST_LINES else _LEAST_LAST
    return (_is_prose(beside, least) and _is_prose(facing, least)) or _are_unaligned(left, right)


def _is_prose(fragments: Sequence[Fragment], least: int = _LEAST_LINES) -> bool:
    prose = [each for each in fragments if len(each.words) >= _PROSE_WORDS]
    return len(prose) >= least and len(prose) >= _LEAST_PROSE_SHARE * len(fragments)


def _are_unaligned(left: Sequence[Fragment], right: Sequence[Fragment]) -> bool:
    """Whether two things stand side by side, a table and a chart say, whose lines do not meet."""
    lines = sorted(({each.baseline for each in side} for side in (left, right)), key=len)
    if len(lines[0]) < _LEAST_LINES:
        return False
    size = median(each.size for each in left)
    others = sorted(lines[1])
    met = 0
    for line in lines[0]:
        met += any(abs(line - other) <= _LEVEL * size for other in _nearest(others, line))
    return met < _MOST_MET * len(lines[0])


def _bands(fragments: Sequence[Fragment], rules: Sequence[Rule], gutter: float) -> list[tuple[list[Fragment], bool]]:
    """The fragments from the upper edge down, in bands that lie across the gutter or on its two sides."""
    crossing = [each for each in fragments if each.left < gutter - 2 and each.right > gutter + 2]
    crossed = sorted({each.baseline for each in crossing})
    lines = sorted(rule.at for rule in rules if rule.level and rule.low < gutter - 20 and rule.high > gutter + 20)
    ends = sorted([*crossed, *lines])
    at = 0
    marked: list[tuple[int, Fragment]] = []
    for each in sorted(fragments, key=lambda each: each.baseline):
        while at < len(ends) and ends[at] < each.baseline - 0.4 * each.size:
            at += 1
        level = any(abs(each.baseline - line) <= 0.4 * each.size for line in _nearest(crossed, each.baseline))
        marked.append((-1 - at if level else at, each))
    return [([each for _, each in group], key < 0) for key, group in groupby(marked, key=lambda pair: pair[0])]


def _nearest(lines: Sequence[float], at: float) -> Sequence[float]:
    """The line before and the line behind a place; `lines` are sorted."""
    place = bisect_left(lines, at)
    return lines[max(0, place - 1) : place + 1]
