"""Whatever a report holds can be read, and a paragraph says the same in every format and whatever follows."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.annotate import annotate
from crossfoot.errors import ReadError
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger import state_report
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import Document, Fact, Span
from crossfoot.read import read_bytes

THOROUGH = settings(max_examples=60, deadline=None, derandomize=True)
GAZETTEER = Gazetteer.load()

_FRAGMENTS = st.sampled_from(
    "$3.2bn|€18.4 million|Rs 40 crore|7%|(12%)|-4%|65 %|3 percentage points|40,000 tonnes|312 stores|FY2024|Q3 2024|"
    "2024|2024-2030|by 2030|last year|year-on-year|during the forecast period|(|)|[|–|—|-|: |; |, |. |\u2019s |from |"
    "to |by |of |and |while |respectively|followed by |compared with |according to |which |its |the company |it |"
    "CAGR of |the kiln market |Kiln Market Size |Varnholm Paints |Varnholm Ltd |Europe |Asia Pacific |Germany |"
    "revenue |net loss |operating margin |market share |the share of |rose |fell |is expected to reach |was worth |"
    "accounted for |said |total |Total|half of |three in ten |1,859 |no. 1 |\u00a0| ".split("|")
)
_LINES = st.sampled_from(
    [
        "\n",
        "\n\n",
        "\n# ",
        "\n## ",
        "\n- ",
        "\n| ",
        " | ",
        "|",
        " |\n|---|---|\n",
        "\n\n| Year | Sales (€ mn) |\n|---|---|\n",
    ]
)
_ELEMENTS = st.sampled_from(
    "<p>|</p>|<h1>|</h1>|<h2>|<ul><li>|<li>|</ul>|<table><tr><th>|<table>|<tr>|<td>|<th>|<td colspan=2>|<th rowspan=2>|"
    "</table>|<caption>|<br>|<b>|</b>|&nbsp;|&ndash;".split("|")
)
_PLAIN = st.one_of(_FRAGMENTS, _FRAGMENTS, _FRAGMENTS, _LINES, st.text(max_size=6))
_CELL = st.lists(_FRAGMENTS, max_size=2).map("".join)
_ROWS = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(_CELL, min_size=width, max_size=width), min_size=2))


def _markdown_table(rows: list[list[str]]) -> str:
    head, *body = (f"| {' | '.join(row)} |\n" for row in rows)
    return f"\n\n{head}{'|---' * len(rows[0])}|\n{''.join(body)}\n"


def _html_table(rows: list[list[str]]) -> str:
    head, *body = ("</td><td>".join(map(html.escape, row)) for row in rows)
    below = "".join(f"<tr><td>{row}</td></tr>" for row in body)
    return f"<table><tr><th>{head.replace('td>', 'th>')}</th></tr>{below}</table>"


REPORTS = st.lists(st.one_of(_PLAIN, _PLAIN, _PLAIN, _ROWS.map(_markdown_table)), max_size=40).map("".join)
PAGES = st.lists(st.one_of(_PLAIN, _PLAIN, _ELEMENTS, _ROWS.map(_html_table)), max_size=40).map("".join)


def read_report(source: str, name: str) -> Document | None:
    """The document, or None where the reader refuses the file with a reason."""
    try:
        return read_bytes(source.encode("utf-8", "replace"), name)
    except ReadError:
        return None


def stated(source: str, name: str) -> Ledger:
    return state_report(read_bytes(source.encode("utf-8"), name), GAZETTEER)


def _assert_read(source: str, name: str) -> None:
    document = read_report(source, name)
    if document is None:
        return
    for block in annotate(document, GAZETTEER):
        assert all(_inside(span, document.blocks[block.block].span) for span in block.sentences)
        assert all(_inside(mention.whole, document.blocks[block.block].span) for mention in block.mentions)
    facts = state_report(document, GAZETTEER).facts
    assert [fact.number for fact in facts] == list(range(len(facts)))
    assert all(_inside(fact.span, document.blocks[fact.block].span) for fact in facts)


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start <= inner.end <= outer.end


@pytest.mark.parametrize("name", ["report.txt", "report.md"])
@THOROUGH
@given(source=REPORTS)
def test_any_report_is_read_and_stated(name: str, source: str) -> None:
    _assert_read(source, name)


@THOROUGH
@given(source=PAGES)
def test_any_page_is_read_and_stated(source: str) -> None:
    _assert_read(source, "report.html")


def aspects(fact: Fact, text: str) -> tuple[Any, ...]:
    """What a fact says, in its own words, wherever it stands."""
    figure = fact.figure
    return (
        text[fact.span.start : fact.span.end],
        figure and (figure.value, figure.upper, figure.unit, figure.bound),
        fact.concept,
        fact.measure,
        fact.subject,
        fact.place,
        fact.period,
        fact.basis,
        fact.source,
        fact.whole,
        fact.increment,
        fact.qualifiers,
        fact.uncertain,
    )


SENTENCES: Sequence[str] = (
    "Varnholm's revenue rose 12% to $50 million in 2024.",
    "In Q3 2024, net profit of Varnholm Ltd was $6 million, compared with $5 million a year earlier.",
    "The kiln market was worth $4 billion in 2023 and will grow at a CAGR of 7% from 2024 to 2030.",
    "According to Lodden Research, the glass market in Germany will reach €9 billion by 2030.",
    "Europe held 30% of the kiln market in 2024, followed by Asia with 20% and North America (15%).",
    "Norway produced 40,000 tonnes of glass in 2024, while Sweden produced 30,000 tonnes.",
    "Varnholm operates 312 stores in Norway & Sweden; it sold 1,859 mixers in May 2024.",
    "62% of households in Norway own an electric kiln.",
    "Net loss narrowed to $3 million in 2024 from $5 million in 2023.",
    "The operating margin of Varnholm Ltd improved from 22% in 2023 to 26% in 2024.",
    "Smart ovens, which cost €400–€450 on average, made up a third of sales in 2024.",
    "Exports fell by 400 tonnes to about 4,400 tonnes in 2024 (2023: 4,800 tonnes).",
)
_SENTENCE = st.sampled_from(SENTENCES)
COUNTED = re.compile("market|varnholm|lodden", re.IGNORECASE)
TITLES = st.sampled_from(["Varnholm Ltd: results for 2024", "Glass in Norway 2024", "Kiln Market Report"])
# What names a company or a market is counted over the whole report to find its main one.
_UNCOUNTED = st.one_of(
    st.sampled_from([sentence for sentence in SENTENCES if not COUNTED.search(sentence)]),
    _FRAGMENTS.filter(lambda words: not COUNTED.search(words)),
)
LATER = st.lists(_UNCOUNTED, min_size=1, max_size=6).map(" ".join)


@THOROUGH
@given(title=TITLES, first=st.lists(_SENTENCE, min_size=1, max_size=3).map(" ".join), later=LATER)
def test_a_paragraph_says_the_same_whatever_follows(title: str, first: str, later: str) -> None:
    """What follows names no company and no market, for these may rightly change what stands before.

    The company and the market that a report is mostly about are counted over the whole of it. The title
    stands before both reports, so that the home and the reporting period are settled by it. A forecast
    window or a date that a later paragraph gives is used only where words of the first one ask for it
    (`the forecast period`, `last year`); none of these sentences does.
    """
    alone = stated(f"# {title}\n\n{first}\n", "report.md")
    longer = stated(f"# {title}\n\n{first}\n\n{later}\n", "report.md")
    end = len(alone.document.text)
    assert longer.document.text.startswith(alone.document.text)
    before = [(fact.span, aspects(fact, alone.document.text)) for fact in alone.facts]
    after = [(fact.span, aspects(fact, longer.document.text)) for fact in longer.facts if fact.span.start < end]
    assert after == before


@THOROUGH
@given(sentences=st.lists(_SENTENCE, min_size=1, max_size=3))
def test_the_same_paragraph_says_the_same_in_every_format(sentences: list[str]) -> None:
    paragraph = " ".join(sentences)
    page = f"<html><body><p>{html.escape(paragraph)}</p></body></html>"
    sources = {"report.txt": paragraph, "report.md": paragraph, "report.html": page}
    ledgers = [stated(source, name) for name, source in sources.items()]
    text, markdown, web = ([aspects(fact, ledger.document.text) for fact in ledger.facts] for ledger in ledgers)
    assert text
    assert text == markdown == web
