"""Which injectors there are for a rule, and which other rules find such a fault as rightly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from injection import growth, values
from injection.model import Clean, Fault, Injector

INJECTORS: Mapping[str, tuple[Injector, ...]] = {
    "growth/arithmetic": (
        growth.yearly_rate,
        growth.yearly_value,
        growth.change_rate,
        growth.change_value,
        growth.table_rate,
    ),
    "growth/direction": (growth.opposite_word, growth.swapped_values),
    "growth/rate-conflict": (growth.rate_again,),
    "total/sum": (values.table_part, values.table_total, values.prose_sum),
    "value/conflict": (values.value_again, values.value_transposed),
    "value/impossible": (
        values.share_above_hundred,
        values.range_reversed,
        values.negative_count,
        values.member_above_whole,
    ),
    "value/scale": (values.scale_word, values.decimal_point),
}

_VALUES = frozenset({"growth/arithmetic", "growth/direction", "share/of-total", "total/sum", "value/conflict", "value/scale"})
EQUALLY_RIGHT: Mapping[str, frozenset[str]] = {
    "growth/arithmetic": _VALUES | {"growth/rate-conflict"},
    "growth/direction": frozenset({"growth/arithmetic"}),
    "growth/rate-conflict": frozenset({"growth/arithmetic"}),
    "total/sum": _VALUES | {"growth/rate-conflict", "share/over-whole", "share/under-whole"},
    "value/conflict": _VALUES,
    "value/impossible": frozenset({"share/over-whole", "share/of-total"}),
    "value/scale": _VALUES,
}


def faults_of(report: Clean, seed: int, most: int, rules: frozenset[str]) -> Iterator[Fault]:
    """At most `most` faults of each injector for one report; the same for the same seed."""
    for rule, injectors in INJECTORS.items():
        for injector in injectors if rule in rules else ():
            name = injector.__name__
            rng = Random(f"{seed} {rule} {name} {report.name}")
            changes = [each for each in injector(report, rng) if Fault(rule, name, report, each).text() != report.text]
            kept = sorted(rng.sample(range(len(changes)), min(most, len(changes))))
            for at in kept:
                yield Fault(rule, name, report, changes[at])
