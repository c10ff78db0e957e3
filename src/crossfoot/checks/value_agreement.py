"""Two values of one thing at one date: rounding apart, are they the same?"""

from __future__ import annotations

from decimal import Decimal

from crossfoot import periods
from crossfoot.checks.comparing import evidence, figure_of, said, same_subject
from crossfoot.figures import meets, relative_gap, show_interval
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Conflict, Fact

NEAR = Decimal("0.01")  # a miss of one per cent beyond the intervals is a warning


def compare_values(ledger: Ledger, one: Fact, other: Fact) -> tuple[bool, Conflict | None]:
    """Whether the two values are of one date, and their conflict where rounding cannot reconcile them."""
    if one.period is None or other.period is None or not periods.same(one.period, other.period):
        return False, None
    if not same_subject(ledger, one, other) or "subject" in one.uncertain & other.uncertain:
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
    return True, Conflict(outcome, evidence(one=one.span, other=other.span), values, reason, assumptions, repairs)
