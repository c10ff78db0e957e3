"""What a noun phrase names: the kind of thing, whose it is and what of it is measured."""

from __future__ import annotations

import pytest

from crossfoot.annotate import annotate
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.noun_phrases import NamedPhrase, PhraseKind, measure_words, named_phrase
from crossfoot.model import Span
from crossfoot.read import read_bytes

MARKET, COMPANY, PLACE, THING, MEASURE, DOCUMENT = (
    PhraseKind.MARKET,
    PhraseKind.COMPANY,
    PhraseKind.PLACE,
    PhraseKind.THING,
    PhraseKind.MEASURE,
    PhraseKind.DOCUMENT,
)


def phrase_of(words: str, gazetteer: Gazetteer) -> NamedPhrase | None:
    """What words that stand alone in their block name."""
    document = read_bytes(words.encode("utf-8"), "report.md")
    (block,) = annotate(document, gazetteer)
    return named_phrase(document.text, Span(0, len(document.text)), block.mentions)


CASES = [
    # markets
    ("the global kiln market", MARKET, "kiln market", ""),
    ("The size of the kiln market", MARKET, "kiln market", ""),
    ("kiln market size", MARKET, "kiln market", "size"),
    ("the market's value", MARKET, None, ""),
    # companies, named and not
    ("Varnholm Paints Ltd", COMPANY, "Varnholm Paints Ltd", ""),
    ("Varnholm's revenue", COMPANY, "Varnholm", "revenue"),
    ("Varnholm's operating margin in Q3 2024", COMPANY, "Varnholm", "operating margin"),
    ("the company", COMPANY, None, ""),
    ("The group", COMPANY, None, ""),
    ("the company's net profit", COMPANY, None, "net profit"),
    # places
    ("North America", PLACE, None, ""),
    ("North America and Europe", PLACE, None, ""),
    ("the Asia-Pacific region", PLACE, None, ""),
    # things, with what is measured of them
    ("Smart ovens", THING, "Smart ovens", ""),
    ("The household segment", THING, "household segment", ""),
    ("1,859 new homes", THING, "new homes", ""),
    ("The number of stores", THING, "stores", ""),
    ("U.S. farmers", THING, "farmers", ""),
    ("the price of copper", THING, "copper", "price"),
    ("Exports of ceramic tiles", THING, "ceramic tiles", "exports"),
    ("Demand for electric kilns", THING, "electric kilns", "demand"),
    # measures whose owner is said elsewhere
    ("Net profit", MEASURE, None, "net profit"),
    ("Revenue for the quarter", MEASURE, None, "revenue"),
    ("last year's revenue", MEASURE, None, "revenue"),
    ("Total consolidated revenue (unaudited)", MEASURE, None, "revenue"),
    ("capital expenditure", MEASURE, None, "capital expenditure"),
    ("5.2 GW of capacity", MEASURE, None, "capacity"),
    ("Exports from Norway", MEASURE, None, "exports"),
    ("Germany's exports", MEASURE, None, "exports"),
    # who or what tells it
    ("The report", DOCUMENT, None, ""),
    ("A recent survey", DOCUMENT, None, ""),
    ("Analysts at Lodden Research", DOCUMENT, None, ""),
]


@pytest.mark.parametrize(("words", "kind", "entity", "measure"), CASES)
def test_a_phrase_is_taken_apart(
    words: str, kind: PhraseKind, entity: str | None, measure: str, gazetteer: Gazetteer
) -> None:
    assert phrase_of(words, gazetteer) == NamedPhrase(kind, entity, measure)


@pytest.mark.parametrize(
    ("words", "measure"), [("its operating margin", "operating margin"), ("Our order backlog", "order backlog")]
)
def test_a_pronoun_says_that_the_owner_was_named_before(words: str, measure: str, gazetteer: Gazetteer) -> None:
    assert phrase_of(words, gazetteer) == NamedPhrase(MEASURE, None, measure, owned=True)


@pytest.mark.parametrize("words", ["2024", "12%", "…"])
def test_a_phrase_without_words_names_nothing(words: str, gazetteer: Gazetteer) -> None:
    assert phrase_of(words, gazetteer) is None


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("Total Revenue", "revenue"),
        ("the consolidated net profit", "net profit"),
        ("EBITDA margin (adjusted)", "EBITDA margin"),
        ("Operating profit from hotels", "operating profit"),
    ],
)
def test_a_measure_is_named_in_few_plain_words(words: str, measure: str) -> None:
    assert measure_words(words) == measure
