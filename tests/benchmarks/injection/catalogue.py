"""Which injectors there are for a rule, and which other rules find such a fault as rightly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from injection import growth, periods, places, ranks, shares, values, words
from injection.model import Clean, Fault, Injector

INJECTORS: Mapping[str, tuple[Injector, ...]] = {
    "count/list": (ranks.number_of_list, ranks.item_taken),
    "entity/duplicate": (words.name_doubled, words.name_added),
    "entity/list-mismatch": (words.bullet_renamed,),
    "entity/wrong-subject": (words.market_renamed,),
    "growth/arithmetic": (
        growth.yearly_rate,
        growth.yearly_value,
        growth.change_rate,
        growth.change_value,
        growth.table_rate,
        growth.change_in_points,
    ),
    "growth/direction": (growth.opposite_word, growth.swapped_values),
    "growth/rate-conflict": (growth.rate_again,),
    "period/conflict": (periods.window_end, periods.window_start),
    "period/length": (periods.number_of_years,),
    "period/tense": (periods.past_projected, periods.future_done, periods.forecast_year_past),
    "rank/order": (ranks.leader_swapped, ranks.fastest_slower, ranks.majority_turned, ranks.list_unordered),
    "region/duplicate": (places.doubled,),
    "region/merged": (places.merged,),
    "region/misplaced": (places.misplaced, places.moved),
    "region/overlap": (places.overlapping,),
    "region/split": (places.split,),
    "region/unknown": (places.misspelt, places.city_among_countries),
    "share/mixed-dates": (shares.mixed_year, shares.year_added),
    "share/of-total": (shares.share_of_amount, shares.amount_of_share, shares.share_in_table),
    "share/over-whole": (shares.over_whole,),
    "share/under-whole": (shares.under_whole,),
    "template/placeholder": (
        words.blank_figure,
        words.blank_name,
        words.cell_error,
        words.debris,
        words.markup_left,
    ),
    "template/repeated": (words.paragraph_repeated, words.sentence_repeated),
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

_VALUES = frozenset(
    {"growth/arithmetic", "growth/direction", "share/of-total", "total/sum", "value/conflict", "value/scale"}
)
_SHARES = frozenset({"share/of-total", "share/over-whole", "share/under-whole", "total/sum", "value/impossible"})
EQUALLY_RIGHT: Mapping[str, frozenset[str]] = {
    "growth/arithmetic": _VALUES | {"growth/rate-conflict"},
    "growth/direction": frozenset({"growth/arithmetic"}),
    "growth/rate-conflict": frozenset({"growth/arithmetic"}),
    "period/conflict": frozenset({"growth/arithmetic", "growth/rate-conflict", "period/length", "period/tense"}),
    "period/length": frozenset({"growth/arithmetic"}),
    "period/tense": frozenset({"growth/arithmetic", "period/conflict", "share/mixed-dates", "value/conflict"}),
    "rank/order": frozenset({"growth/rate-conflict", "value/conflict"}),
    "region/merged": frozenset({"region/unknown"}),
    "region/misplaced": frozenset({"region/unknown"}),
    "region/overlap": frozenset({"region/misplaced", "region/unknown"}),
    "region/split": frozenset({"region/unknown"}),
    "region/unknown": frozenset({"region/misplaced"}),
    "share/mixed-dates": frozenset({"share/over-whole", "share/under-whole"}),
    "share/of-total": _SHARES | {"value/conflict"},
    "share/over-whole": _SHARES,
    "share/under-whole": _SHARES,
    "total/sum": _VALUES | _SHARES | {"growth/rate-conflict"},
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
