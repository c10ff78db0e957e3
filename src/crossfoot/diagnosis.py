"""Findings of different rules with one cause point at each other, and at the figure that they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from crossfoot.model import Finding, Span


def connected(findings: Sequence[Finding], figures: frozenset[Span], text: str) -> tuple[Finding, ...]:
    """The findings of one report, in order, each with the findings of other rules that share a figure with it.

    The figure that stands in the findings of most rules, where one stands out, is the likely
    culprit of them all, and each of them says so.
    """
    holders: dict[Span, list[Finding]] = defaultdict(list)
    for finding in findings:
        for place in finding.evidence:
            if place.span in figures:
                holders[place.span].append(finding)
    shared = {span: held for span, held in holders.items() if len({each.rule for each in held}) > 1}
    return tuple(_pointing(finding, shared, text) for finding in findings)


def _pointing(finding: Finding, shared: dict[Span, list[Finding]], text: str) -> Finding:
    mine = [place.span for place in finding.evidence if place.span in shared]
    if not mine:
        return finding
    others = {
        each.fingerprint: each.rule for span in mine for each in shared[span] if each.fingerprint != finding.fingerprint
    }
    ranked = sorted(mine, key=lambda span: -len(shared[span]))
    assumptions = finding.assumptions
    if len(ranked) == 1 or len(shared[ranked[0]]) > len(shared[ranked[1]]):
        quote = " ".join(text[ranked[0].start : ranked[0].end].split())
        rules = ", ".join(sorted({each.rule for each in shared[ranked[0]]} - {finding.rule}))
        said = f"“{quote}” stands in a conflict of {rules} as well: the likely slip"
        # A finding that blames a figure already is not given a second one.
        if not any("likely slip" in assumption for assumption in assumptions):
            assumptions = (*assumptions, said)
    return replace(finding, see_also=tuple(others), assumptions=assumptions)
