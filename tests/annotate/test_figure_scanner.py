from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.annotate.figures import AMBIGUOUS_SEPARATOR, find_figures
from crossfoot.figures import encloses
from crossfoot.model import Bound, Figure, Interval, Mention, Span

CASE_FILE = Path(__file__).with_name("test_figure_cases.txt")


def _cases() -> list[tuple[str, list[str]]]:
    cases: list[tuple[str, list[str]]] = []
    for line in CASE_FILE.read_text("utf-8").splitlines():
        if line.startswith("    "):
            cases[-1][1].append(line.strip())
        elif line and line != "#" and not line.startswith("# "):
            cases.append((line, []))
    return cases


CASES = _cases()
SENTENCES = [text for text, _ in CASES if text[0].isalpha() and text.endswith(".")]


def _figure(mention: Mention) -> Figure:
    assert isinstance(mention.value, Figure)
    return mention.value


def _printed(text: str, mention: Mention) -> str:
    quote = text[mention.span.start : mention.span.end]
    if mention.value is None:
        assert mention.why_not
        return f"{mention.kind} {quote} unread"
    figure = _figure(mention)
    upper = "" if figure.upper is None else f"..{figure.upper:f}"
    return f"{mention.kind} {quote} = {figure.value:f}{upper} {figure.unit or '-'} {figure.bound}"


def test_the_table_is_not_cut_short() -> None:
    assert len(CASES) >= 400
    assert len({text for text, _ in CASES}) == len(CASES)


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_every_figure_of_a_block_and_nothing_else(text: str, expected: list[str]) -> None:
    assert [_printed(text, mention) for mention in find_figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "whole", "cues"),
    [
        ("Worth approximately $130 billion now.", "approximately $130 billion", ("approximately",)),
        ("Worth up to about $45 million now.", "up to about $45 million", ("up to", "about")),
        ("Worth well over 7% now.", "well over 7%", ("well over",)),
        ("Between $3 and $4 billion is due.", "Between $3 and $4 billion", ("between",)),
        ("Rates of 5–7% hold.", "5–7%", ("–",)),
        ("Worth $1 billion or more now.", "$1 billion or more", ("or more",)),
        ("Some 100M+ people came.", "Some 100M+", ("Some", "+")),
        ("An estimated 5,000 people came.", "An estimated 5,000", ("An estimated",)),
        ("It holds ~$22–24B now.", "~$22–24B", ("~", "–")),
        ("It holds 3.597 tonnes now.", "3.597 tonnes", (AMBIGUOUS_SEPARATOR,)),
        ("It holds 0.597 tonnes now.", "0.597 tonnes", ()),
    ],
)
def test_whole_and_cues_hold_the_words_that_bound_a_figure(text: str, whole: str, cues: tuple[str, ...]) -> None:
    (mention,) = find_figures(text)
    assert (text[mention.whole.start : mention.whole.end], mention.cues) == (whole, cues)


@pytest.mark.parametrize(
    ("text", "narrow"),
    [
        ("Sales exceeded $5 billion.", Interval(Decimal("5e9"), Decimal("6e9"), False, True)),
        ("Over 260,000 people came.", Interval(Decimal(260000), Decimal(270000), False, True)),
        ("Growth is over 12.5%.", Interval(Decimal("12.5"), Decimal("12.6"), False, True)),
        ("Sales of $4,200.00 million.", Interval(Decimal("4199995000"), Decimal("4200005000"))),
        ("The contract covers at least 500 MW.", Interval(Decimal(500), None)),
        ("Demand nearly doubled.", Interval(Decimal("1.7"), Decimal(2), False, True)),
        ("Demand more than doubled.", Interval(Decimal(2), Decimal(3), False, True)),
        ("Demand doubled.", Interval(Decimal("1.8"), Decimal("2.2"))),
        ("Half of the buyers left.", Interval(Decimal(45), Decimal(55))),
        ("Nine out of ten buyers stayed.", Interval(Decimal(85), Decimal(95))),
        ("Rates of 5–7% hold.", Interval(Decimal("4.5"), Decimal("7.5"))),
        ("The price is $(2.50).", Interval(Decimal("-2.505"), Decimal("-2.495"))),
    ],
)
def test_the_values_that_the_words_allow(text: str, narrow: Interval) -> None:
    (mention,) = find_figures(text)
    assert _figure(mention).narrow == narrow


def test_a_range_printed_backwards_keeps_its_order_for_the_check_that_finds_it() -> None:
    (mention,) = find_figures("A share of 9-7% is likely.")
    figure = _figure(mention)
    assert (figure.value, figure.upper, figure.bound) == (Decimal(9), Decimal(7), Bound.RANGE)
    assert figure.narrow == Interval(Decimal("6.5"), Decimal("9.5"))


@pytest.mark.parametrize("mark", ["1", ",", " ", "1,", "1.", "-", "\n", "$", "(", "\u00a0", "a@", "abc."])
def test_a_megabyte_of_one_mark_holds_no_figure(mark: str) -> None:
    assert find_figures(mark * (1_000_000 // len(mark))) == []


def test_a_long_run_of_number_words_is_no_figure() -> None:
    assert find_figures("one two three " * 20_000) == []


def test_thousands_of_figures_in_one_block_are_all_read() -> None:
    assert len(find_figures("about 5% and $3 million; " * 2_000)) == 4_000


PIECES = st.sampled_from(
    "$|€|Rs |USD |%| %|5|12|1,234|3.5|2024|-|–| to | and |between |over |about | million|bn|m|(|)|one|half|a third|"
    "doubled|x|.|, | |\u00a0|MW|+|/|[1]|jobs|Q3|percentage points|out of|ten|'|°C|\n".split("|")
)


@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=25).map("".join)))
def test_spans_are_valid_and_apart_whatever_the_text(text: str) -> None:
    end = 0
    for mention in find_figures(text):
        assert end <= mention.whole.start <= mention.span.start < mention.span.end <= mention.whole.end <= len(text)
        assert any(mark.isalnum() or mark in "½⅓⅔¼¾⅕⅛" for mark in text[mention.span.start : mention.span.end])
        figure = _figure(mention)
        assert encloses(figure.wide, figure.narrow)
        end = mention.whole.end


@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_a_sentence_reads_the_same_beside_another(first: str, second: str) -> None:
    filler = "It is as we say here. " * 8
    shift = len(first) + 1 + len(filler)
    alone = [replace(m, span=_moved(m.span, shift), whole=_moved(m.whole, shift)) for m in find_figures(second)]
    assert find_figures(f"{first} {filler}{second}") == [*find_figures(first), *alone]


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def test_the_numbers_below_an_axis_are_no_figures() -> None:
    chart = "Sales ($m)\n 3 |    *\n 2 |  *\n   +--+--+--+\n   21 22 23 24\nPeak: 3 units"
    assert [chart[m.span.start : m.span.end] for m in find_figures(chart)] == ["3"]
