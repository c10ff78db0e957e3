"""Small pictures beside findings, where one says it faster: growth that parts, shares over 100 %, a list as a tree."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from crossfoot import periods
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Fact, Finding, Listing

_WIDTH, _HEIGHT = 320.0, 120.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 8.0, 232.0, 16.0, 100.0
_MAX_YEARS, _MAX_PARTS, _MAX_ENTRIES = 60, 12, 12


def picture_of(finding: Finding, ledger: Ledger) -> str:
    """The inline SVG of a finding; empty where there is nothing to draw."""
    facts = {fact.span: fact for fact in ledger.facts}
    told = [(evidence.role, facts[evidence.span]) for evidence in finding.evidence if evidence.span in facts]
    if finding.rule in {"growth/arithmetic", "growth/rate-conflict"}:
        return _growth(told)
    if finding.rule == "share/over-whole":
        return _stacked([fact for _, fact in told])
    if finding.rule.startswith("region/"):
        return _tree(finding, ledger.listings)
    return ""


def _value(fact: Fact) -> float | None:
    return None if fact.figure is None or fact.figure.value is None else float(fact.figure.value)


def _years(facts: Sequence[Fact]) -> int | None:
    """The years over which the facts tell of growth."""
    ends = [year for fact in facts if fact.period for year in (periods.end_year(fact.period),) if year]
    starts = [
        year
        for fact in facts
        if fact.period
        for year in (periods.start_year(fact.period) if fact.period.window else periods.end_year(fact.period),)
        if year
    ]
    years = max(ends, default=0) - min(starts, default=0)
    return years if 0 < years <= _MAX_YEARS else None


def _growth(told: Sequence[tuple[str, Fact]]) -> str:
    """Two paths from one base: that of the stated end, or of one rate, and that of the other rate."""
    roles = dict(reversed(told))
    years = _years([fact for _, fact in told])
    if years is None:
        return ""
    numbers = {role: _value(fact) for role, fact in roles.items()}
    start, end, rate = numbers.get("start"), numbers.get("end"), numbers.get("rate")
    one, other = numbers.get("one"), numbers.get("other")
    if start and end and rate is not None and start > 0 and end > 0:
        stated = [start * (end / start) ** (year / years) for year in range(years + 1)]
        reckoned = [start * (1 + rate / 100) ** year for year in range(years + 1)]
        return _paths((stated, "end value as stated"), (reckoned, f"at {rate:g} % a year"))
    if one is not None and other is not None:
        paths = [[100 * (1 + rate / 100) ** year for year in range(years + 1)] for rate in (one, other)]
        return _paths((paths[0], f"at {one:g} % a year"), (paths[1], f"at {other:g} % a year"))
    return ""


def _paths(one: tuple[Sequence[float], str], other: tuple[Sequence[float], str]) -> str:
    values = [*one[0], *other[0]]
    low, high = min(0.0, *values), max(values)
    if not high > low or high > 1e30:
        return ""
    drawn = []
    label_at: list[float] = []
    for number, (path, label) in enumerate((one, other)):
        points = [
            (
                _LEFT + (_RIGHT - _LEFT) * year / (len(path) - 1),
                _BOTTOM - (_BOTTOM - _TOP) * (value - low) / (high - low),
            )
            for year, value in enumerate(path)
        ]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        at = points[-1][1] + 4
        if label_at and abs(at - label_at[0]) < 12:
            at = label_at[0] + (12 if at >= label_at[0] else -12)
        label_at.append(at)
        drawn.append(f'<polyline class="path-{number}" points="{line}"/>')
        drawn.append(f'<text class="label-{number}" x="{_RIGHT + 4:.0f}" y="{at:.1f}">{escape(label)}</text>')
    base = f'<line class="axis" x1="{_LEFT}" y1="{_BOTTOM}" x2="{_RIGHT}" y2="{_BOTTOM}"/>'
    said = f"Two growth paths from one value part: {one[1]}, and {other[1]}."
    return _svg(base + "".join(drawn), said, _HEIGHT)


def _stacked(facts: Sequence[Fact]) -> str:
    """Shares set end to end beside a line at 100 %."""
    values = [value for fact in facts if (value := _value(fact)) is not None and value > 0]
    total = sum(values)
    if not values or len(values) > _MAX_PARTS or not 100 < total < 1000:
        return ""
    scale = (_WIDTH - 2 * _LEFT) / total
    drawn, at = [], _LEFT
    for number, value in enumerate(values):
        drawn.append(f'<rect class="part-{number % 2}" x="{at:.1f}" y="24" width="{value * scale:.1f}" height="26"/>')
        if value * scale > 30:
            drawn.append(f'<text class="in-part" x="{at + value * scale / 2:.1f}" y="41">{value:g} %</text>')
        at += value * scale
    edge = _LEFT + 100 * scale
    drawn.append(f'<line class="limit" x1="{edge:.1f}" y1="14" x2="{edge:.1f}" y2="58"/>')
    drawn.append(f'<text class="limit-label" x="{edge - 3:.1f}" y="12">100 %</text>')
    drawn.append(f'<text class="label-1" x="{_WIDTH - _LEFT:.1f}" y="70" text-anchor="end">{total:g} % together</text>')
    return _svg("".join(drawn), f"The shares set end to end reach {total:g} %, beyond 100 %.", 76)


def _tree(finding: Finding, listings: Sequence[Listing]) -> str:
    """The list as the tree that it claims to be: the region, its entries, and the ones in question."""
    wrong = {evidence.span for evidence in finding.evidence}
    listing = next((each for each in listings if any(entry.span in wrong for entry in each.entries)), None)
    if listing is None:
        return ""
    entries = list(listing.entries)
    first = max(0, min(n for n, entry in enumerate(entries) if entry.span in wrong) - 3)
    shown = entries[first : first + _MAX_ENTRIES]
    drawn = [f'<text class="root" x="8" y="14">{escape(_short(listing.heading or listing.region or "list"))}</text>']
    y = 14.0
    for entry in shown:
        y += 18
        drawn.append(f'<path class="axis" d="M14 {y - 14:.0f} V {y - 4:.0f} H 28"/>')
        style = "wrong" if entry.span in wrong else "entry"
        drawn.append(f'<text class="{style}" x="32" y="{y:.0f}">{escape(_short(entry.text))}</text>')
    if first + len(shown) < len(entries):
        y += 18
        drawn.append(f'<text class="entry" x="32" y="{y:.0f}">… {len(entries) - first - len(shown)} more</text>')
    return _svg("".join(drawn), "The list as a tree, the entries in question marked.", y + 8)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _svg(inside: str, said: str, height: float) -> str:
    return (
        f'<svg role="img" aria-label="{escape(said)}" viewBox="0 0 {_WIDTH + 60:.0f} {height:.0f}" '
        f'width="{_WIDTH + 60:.0f}" height="{height:.0f}">{inside}</svg>'
    )
