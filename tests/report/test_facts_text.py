"""What a report states, as a table for people: its groups, their order, marks, widths."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from crossfoot.engine import Report
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger import state_report
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Concept, Relative, RelativePeriod
from crossfoot.periods import window, year
from crossfoot.read import read_path
from crossfoot.report.fact_words import relative_words, resolved_from, what_is_measured
from crossfoot.report.facts_text import FACTS_WIDTH, facts_text_chunks
from crossfoot.report.printable import printable
from crossfoot.report.screen import Screen

Checked = Callable[..., Report]

ROOT = Path(__file__).parent.parent.parent
SURE: dict[str, Any] = {"uncertain": frozenset(), "readings": {}, "relative": None}


@pytest.fixture
def ledger(checked: Checked, stated: str) -> Ledger:
    """Three figures that were understood and one that was not."""
    return checked(stated).ledger


def shown(ledger: Ledger, width: int = 120, unread_only: bool = False) -> list[str]:
    return "".join(facts_text_chunks([ledger], Screen(width), unread_only)).split("\n")


def changed(ledger: Ledger, *changes: dict[str, Any]) -> Ledger:
    """The ledger with aspects of its first facts replaced; all aspects are sure unless a change says otherwise."""
    facts = list(ledger.facts)
    for index, aspects in enumerate(changes):
        facts[index] = replace(facts[index], **{**SURE, **aspects})
    return replace(ledger, facts=tuple(facts))


def quotes_in(lines: list[str]) -> list[str]:
    return [match.group() for line in lines if (match := re.search(r"EUR [\d.]+ billion|30% and 35%", line))]


def row_of(lines: list[str], quote: str) -> str:
    (row,) = (line for line in lines if quote in line)
    return " ".join(row.split())


def test_a_subject_heads_its_figures_once(ledger: Ledger) -> None:
    subjects = [{"subject": "cork market"}, {"subject": "Bark market"}, {"subject": "Cork Market"}]
    lines = shown(changed(ledger, *subjects))
    assert [line for line in lines if "market" in line.casefold() and not line.startswith(" ")] == [
        "cork market",
        "Bark market",
    ]
    assert quotes_in(lines) == ["EUR 1.25 billion", "30% and 35%", "EUR 1.4 billion"]


def test_figures_of_nobody_come_last(ledger: Ledger) -> None:
    lines = shown(changed(ledger, {"subject": None, "uncertain": frozenset({"subject"})}, {}, {}))
    assert quotes_in(lines) == ["EUR 1.4 billion", "30% and 35%", "EUR 1.25 billion"]
    assert "nothing says whose" in lines
    assert "?" not in "".join(lines)


@pytest.mark.parametrize(
    ("periods", "order"),
    [
        ((year(2023), year(2021), year(2022)), "bca"),
        ((None, year(2021), year(2022)), "bca"),
        ((year(2021), None, None), "abc"),
        ((window(year(2021), year(2030)), year(2022), year(2021)), "cab"),
        ((window(None, year(2020)), window(year(2019), None), year(2019)), "cba"),
    ],
)
def test_the_oldest_period_comes_first_and_the_undated_last(ledger: Ledger, periods: Any, order: str) -> None:
    lines = shown(changed(ledger, *({"period": period, "subject": "cork"} for period in periods)))
    named = {"EUR 1.25 billion": "a", "EUR 1.4 billion": "b", "30% and 35%": "c"}
    assert "".join(named[quote] for quote in quotes_in(lines)) == order


def test_a_column_that_says_nothing_is_left_out(ledger: Ledger) -> None:
    all_heads = "line as printed as read measure place period bound".split()
    assert shown(ledger)[2].split() == all_heads
    bare = changed(ledger, {}, {}, {"place": None, "period": year(2021)})
    assert shown(bare)[2].split() == [head for head in all_heads if head != "place"]
    undated = changed(ledger, {"period": None}, {"period": None}, {"period": None})
    assert "period" not in shown(undated)[2]


@pytest.mark.parametrize(
    ("aspects", "row"),
    [
        ({}, "3 EUR 1.25 billion €1.25bn market size 2021"),
        ({"uncertain": {"period"}}, "3 EUR 1.25 billion €1.25bn market size 2021?"),
        ({"uncertain": {"subject"}}, "3? EUR 1.25 billion €1.25bn market size 2021"),
        ({"uncertain": {"concept"}}, "3 EUR 1.25 billion €1.25bn market size? 2021"),
        ({"uncertain": {"place"}, "place": "Spain"}, "3 EUR 1.25 billion €1.25bn market size Spain? 2021"),
        ({"increment": True}, "3 EUR 1.25 billion €1.25bn market size (added) 2021"),
        ({"readings": {"period": "2021"}}, "3 EUR 1.25 billion €1.25bn market size 2021"),
        (
            {"uncertain": {"period"}, "readings": {"period": "the dated values"}},
            "3 EUR 1.25 billion €1.25bn market size 2021? (the dated values)",
        ),
        ({"period": None, "relative": RelativePeriod(Relative.PRIOR_YEAR)}, "… market size prior year"),
    ],
)
def test_a_row_marks_what_is_unsure_and_what_was_worked_out(ledger: Ledger, aspects: Any, row: str) -> None:
    lines = shown(changed(ledger, aspects, {}, {}))
    assert row_of(lines, "EUR 1.25 billion").endswith(row.removeprefix("…"))
    marked = any("?" in line for line in lines if "could be read" not in line)
    assert any(line.startswith("? could be read in another way") for line in lines) == marked
    assert any(line.startswith("(…) ") for line in lines) == ("(the dated" in row)


def test_a_heading_is_marked_where_all_its_figures_are_unsure(ledger: Ledger) -> None:
    unsure = {"subject": "cork", "uncertain": frozenset({"subject"})}
    lines = shown(changed(ledger, unsure, unsure, unsure))
    assert "cork?" in lines
    assert not any(re.match(r" *\d+\?", line) for line in lines)


@pytest.mark.parametrize(
    ("relative", "words"),
    [
        (RelativePeriod(Relative.NEXT_YEARS, 5, 5), "next 5 years"),
        (RelativePeriod(Relative.NEXT_YEARS, 1, 1), "next 1 year"),
        (RelativePeriod(Relative.PAST_YEARS, 9, 11), "past 9 to 11 years"),
        (RelativePeriod(Relative.LENGTH_YEARS, 3), "over 3 years"),
        (RelativePeriod(Relative.PAST_YEARS), "past years"),
        (RelativePeriod(Relative.QUARTER_ON_QUARTER), "quarter on quarter"),
    ],
)
def test_relative_times_in_words(ledger: Ledger, relative: RelativePeriod, words: str) -> None:
    assert relative_words(relative) == words
    (fact,) = changed(ledger, {"relative": relative, "readings": {"period": relative.kind.value}}).facts[:1]
    assert resolved_from(fact) == words


@pytest.mark.parametrize(
    ("concept", "measure", "words"),
    [
        (Concept.MARKET_SIZE, "worth", "market size"),
        (Concept.REVENUE, "", "revenue"),
        (Concept.REVENUE, "revenue", "revenue"),
        (Concept.REVENUE, "sales", "revenue: sales"),
        (Concept.PROFIT, "operating profit", "operating profit"),
        (Concept.OTHER, "dividend", "dividend"),
        (Concept.OTHER, "", "other"),
        (Concept.VOLUME, "2021", "volume"),
        (None, "sales", ""),
    ],
)
def test_what_a_figure_measures(ledger: Ledger, concept: Concept | None, measure: str, words: str) -> None:
    assert what_is_measured(replace(ledger.facts[0], concept=concept, measure=measure)) == words


@pytest.mark.parametrize("width", [30, 80, 81, 140, 400])
@pytest.mark.parametrize(
    "place", ["Portugal", "The lands between the two rivers and the sea", "葡萄牙" * 30, "x" * 200, "a\nb\x1b[31m\x00"]
)
def test_a_table_keeps_to_the_width_and_loses_nothing(ledger: Ledger, width: int, place: str) -> None:
    unsure = {"place": place, "subject": place, "uncertain": frozenset({"subject", "period"})}
    lines = shown(changed(ledger, unsure, {}, {}), width)
    assert max(map(cell_len, lines)) <= max(width, 80)
    told = Counter("".join("".join(lines).split()))
    assert not Counter("".join((2 * printable(place)).split())) - told
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", "\n".join(lines))
    assert all(line == line.rstrip() for line in lines)


def test_a_word_is_not_broken_while_another_column_can_give_way(ledger: Ledger) -> None:
    long = changed(
        ledger, {"period": window(year(2021), year(2030)), "place": "one two three four five six seven " * 4}
    )
    assert any("2021/2030" in line for line in shown(long, 80))


def test_only_what_was_not_understood(ledger: Ledger) -> None:
    assert shown(ledger, unread_only=True) == [
        "report.md: 4 figures, 1 not understood",
        "",
        "Not understood:",
        "  3:127  12  nothing says what the number counts",
        "",
        "",
    ]


def test_a_report_without_figures(checked: Checked) -> None:
    assert shown(checked("Nothing here counts.\n").ledger) == ["report.md: 0 figures, 0 not understood", "", ""]


def test_the_readme_shows_what_is_printed(gazetteer: Gazetteer) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"`crossfoot facts (corpora/\S+)`:\n\n```\n(.*?)\n```", readme, re.DOTALL)
    assert found is not None
    name, excerpt = found.groups()
    ledger = state_report(read_path(ROOT / name), gazetteer)
    chunks = facts_text_chunks([ledger], Screen(FACTS_WIDTH))
    printed = [" ".join(line.split()) for line in "".join(chunks).replace(str(ROOT / name), name).split("\n")]
    told = [" ".join(line.split()) for line in excerpt.split("\n") if line.strip(" …")]
    assert len(told) > 10
    assert [line for line in told if line not in printed] == []
