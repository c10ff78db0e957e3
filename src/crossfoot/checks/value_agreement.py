"""Two values of one thing at one date: rounding apart, are they the same?"""

from __future__ import annotations

from decimal import Decimal

from crossfoot import periods
from crossfoot.checks import slips
from crossfoot.checks.comparing import evidence, figure_of, said, same_subject
from crossfoot.figures import meets, relative_gap, show_interval
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Conflict, Fact

NEAR = Decimal("0.01")  # a miss of one per cent beyond the intervals is a warning


def compare_values(ledger: Ledger, one: Fact, other: Fact) -> tuple[bool, Conflict | None]:
    """Whether the two values are of one date, and their conflict where rounding cannot reconcile them."""
    if one.period is None or other.period is None or not periods.same(one.period, other.period):
        return False, None
    if not same_subject(ledger, one, other):
        return False, None
    # Between files the same carried subject on both sides is worth a warning: a release repeats the report's sentences.
    if "subject" in one.uncertain & other.uncertain and not ledger.are_between(one, other):
        return False, None
    a, b = figure_of(one), figure_of(other)
    if meets(a.narrow, b.narrow):
        return True, None
    if meets(a.wide, b.wide):
        outcome = "rescued"
    elif relative_gap(a.narrow, b.narrow) <= NEAR:
        outcome = "strained"
    else:
        outcome = "uncertain" if one.uncertain | other.uncertain else "contradiction"
    reason = f"{show_interval(a.narrow, a.unit)} and {show_interval(b.narrow, b.unit)} do not meet"
    values = {
        "one": said(ledger, one),
        "other": said(ledger, other),
        "one.period": one.period.label,
        "other.period": other.period.label,
        "subject": one.subject or "it",
        "reason": reason,
    }
    assumptions = (
        f"both are the {one.concept.value if one.concept else 'value'} of the {one.subject} in {one.period.label}",
    )
    repairs = (f"{said(ledger, one)} in both places", f"or {said(ledger, other)} in both places")
    return True, Conflict(
        outcome,
        evidence(one=one.span, other=other.span),
        values,
        reason,
        assumptions,
        repairs,
        slip=_slip(ledger, one, other),
    )


def _slip(ledger: Ledger, one: Fact, other: Fact) -> str:
    """A slip of digits, else the value of another date that one of the two repeats."""
    if slip := slips.of_two_values(figure_of(one), figure_of(other)):
        return slip
    for mine, theirs in ((one, other), (other, one)):
        for fact in ledger.facts:
            known = fact.concept is mine.concept and fact.period is not None and fact.figure is not None
            if not known or fact is theirs or fact.period == mine.period or not same_subject(ledger, fact, mine):
                continue
            if figure_of(fact).value == figure_of(mine).value and fact.period is not None:
                return f"{said(ledger, mine)} is the value of {fact.period.label}"
    return ""
