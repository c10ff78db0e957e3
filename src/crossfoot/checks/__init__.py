"""The kinds of check that rule files configure; one module a kind."""

from __future__ import annotations

from collections.abc import Mapping

from crossfoot.checks import (
    agreement,
    counted_list,
    direction,
    equation,
    foreign_market,
    limits,
    listing,
    membership,
    order,
    pattern,
    repeated_text,
    repetition,
    scale,
    share_of_total,
    sums,
    whole,
    window,
)
from crossfoot.checks.kind import CheckKind, Settings

KINDS: Mapping[str, CheckKind] = {
    module.KIND.name: module.KIND
    for module in (
        agreement,
        counted_list,
        direction,
        equation,
        foreign_market,
        limits,
        listing,
        membership,
        order,
        pattern,
        repeated_text,
        repetition,
        scale,
        share_of_total,
        sums,
        whole,
        window,
    )
}

__all__ = ["KINDS", "CheckKind", "Settings"]
