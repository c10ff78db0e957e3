from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot import periods
from crossfoot.annotate.periods import find_periods, window_role
from crossfoot.model import Mention, MentionKind, Period, RelativePeriod, Span

CASE_FILE = Path(__file__).with_name("test_period_cases.txt")


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


def _reading(mention: Mention) -> str:
    value = mention.value
    if isinstance(value, Period):
        return value.label
    if isinstance(value, RelativePeriod):
        return value.kind if value.low is None else f"{value.kind} {value.low}..{value.high}"
    return "-"


def _printed(text: str, mention: Mention) -> str:
    span, whole = mention.span, mention.whole
    words = f"{text[whole.start : span.start]}[{text[span.start : span.end]}]{text[span.end : whole.end]}"
    cues = f" ({', '.join(mention.cues)})" if mention.cues else ""
    return f"{words} = {_reading(mention)}{cues}{f' : {mention.why_not}' if mention.why_not else ''}"


def test_the_table_is_not_cut_short() -> None:
    assert len(CASES) >= 200
    assert len({text for text, _ in CASES}) == len(CASES)


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_every_period_of_a_block_and_nothing_else(text: str, expected: list[str]) -> None:
    assert [_printed(text, mention) for mention in find_periods(text)] == expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Forecast period: 2025-2032", "forecast"),
        ("The forecast period 2025–2032 is long.", "forecast"),
        ("It grows during the forecast period (2025–2032).", "forecast"),
        ("It grows during the forecast period of 2025 to 2032.", "forecast"),
        ("Kiln Market Forecast 2022-2028", "forecast"),
        ("Kiln Market Forecast to 2030", "forecast"),
        ("Kiln Market Forecast for the period from 2025 - 2032", "forecast"),
        ("Kiln demand is projected for the years 2025 to 2032.", "forecast"),
        ("Projected trends spanning from 2025 to 2032", "forecast"),
        ("Kiln Market Size 2025 - 2032", "forecast"),
        ("Kiln Market Size, Share & Trends Report, 2024-2030", "forecast"),
        ("Kiln Industry, 2024-2030 forecast", "forecast"),
        ("Base year: 2023", "base"),
        ("Base year considered: 2023", "base"),
        ("Base Year | 2023", "base"),
        ("The base year for the study is 2023.", "base"),
        ("It takes 2023 as the base year.", "base"),
        ("Study period: 2019-2030", "report"),
        ("Report date: 4 May 2024", "report"),
        ("Published on 4 May 2024", "report"),
        ("This report was published in March 2024.", "report"),
        ("Historical period: 2018-2022", None),
        ("It grew by 5% from 2018 to 2022.", None),
        ("CAGR (2024-2030): 6.1%", None),
        ("As the Trade Council's Report 2022 says, orders fell.", None),
        ("A study of that name was published in 2021.", None),
        ("Revenue reached $4 million in 2023.", None),
        ("The forecast was right. In 2023 sales doubled.", None),
    ],
)
def test_the_words_beside_a_period_give_its_role(text: str, role: str | None) -> None:
    (mention,) = find_periods(text)
    assert window_role(text, mention) == role


def test_a_relative_time_has_no_role() -> None:
    (mention,) = find_periods("It grows during the forecast period.")
    assert window_role("It grows during the forecast period.", mention) is None


@pytest.mark.parametrize("mark", ["2", ",", " ", "20", "2024", "Q", "FY", "the next ", "-", "24-", "May ", "/"])
def test_a_megabyte_of_one_mark_is_read_without_harm(mark: str) -> None:
    found = find_periods(mark * (1_000_000 // len(mark)))
    assert len(found) <= 1


def test_thousands_of_periods_in_one_block_are_all_read() -> None:
    assert len(find_periods("in 2023 and from 2024 to 2031; " * 2_000)) == 4_000


PIECES = st.sampled_from(
    "2023|2024|2031|24|31|FY|FY24|CY|Q3|1H|H1|9M|-|–|/| to | and |from |between |by |in | the |first |third |quarter|"
    "half| of |next |past |ten |3-5 |years|decade|year-end |forecast period|period|May |June |30|, |.|'|(|)|E|+| |\n|"
    "ended |months |same |last year|yoy|https://a.example/".split("|")
)


@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=25).map("".join)))
def test_spans_are_valid_and_apart_whatever_the_text(text: str) -> None:
    end = 0
    for mention in find_periods(text):
        assert mention.kind is MentionKind.PERIOD
        assert end <= mention.span.start < mention.span.end
        assert 0 <= mention.whole.start <= mention.span.start
        assert mention.span.end <= mention.whole.end <= len(text)
        assert (mention.value is None) == (mention.why_not is not None)
        if isinstance(mention.value, Period):
            assert periods.parse_label(mention.value.label).end == mention.value.end
        end = mention.span.end


@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_a_sentence_reads_the_same_beside_another(first: str, second: str) -> None:
    filler = "It is as we say here. " * 8
    shift = len(first) + 1 + len(filler)
    alone = [
        Mention(m.kind, _moved(m.span, shift), _moved(m.whole, shift), m.value, m.cues, m.why_not)
        for m in find_periods(second)
    ]
    assert find_periods(f"{first} {filler}{second}") == [*find_periods(first), *alone]


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def test_a_quarter_in_the_next_line_is_not_part_of_the_year_before() -> None:
    found = find_periods("Results for 2024\n\nFourth-quarter revenue rose.")
    assert found[0].span == Span(12, 16)
    assert found[0].value == periods.year(2024)
