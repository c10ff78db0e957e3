"""Where the predicates of a sentence stand and what the subject of each one is."""

from __future__ import annotations

import pytest

from crossfoot.annotate import annotate
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.predicates import Predication, governing, predications
from crossfoot.read import read_bytes


def predicates_of(sentence: str, gazetteer: Gazetteer) -> tuple[str, list[Predication]]:
    """The text as it was read and the predicates of its only sentence."""
    document = read_bytes(sentence.encode("utf-8"), "report.md")
    (block,) = annotate(document, gazetteer)
    (span,) = block.sentences
    return document.text, predications(document.text, span, block.mentions)


CASES = [
    # one statement
    ("Varnholm sold 25 mixers in 2024.", [("sold", "Varnholm")]),
    ("In 2024, Varnholm's revenue rose 12% to $50 million.", [("rose", "Varnholm's revenue")]),
    ("However, exports fell 4%.", [("fell", "exports")]),
    ("Meanwhile, in Q3 2024, the order backlog stood at $70 million.", [("stood", "the order backlog")]),
    ("Varnholm Paints, Inc. reported revenue of $40 million.", [("reported", "Varnholm Paints, Inc.")]),
    ("According to Lodden Research, the kiln market is worth $4 billion.", [("is", "the kiln market")]),
    ("Revenue was $40 million, up 12% from $36 million.", [("was", "Revenue")]),
    ("Its operating margin was 9.1%.", [("was", "Its operating margin")]),
    ("Orders and deliveries rose 4%.", [("rose", "Orders and deliveries")]),
    ("1,859 new homes were sold in 2024.", [("were", "new homes"), ("sold", "new homes")]),
    # nobody is said to be the subject
    ("It was $40 million in 2023.", [("was", None)]),
    ("There were 312 stores in 2023.", [("were", None)]),
    ("Revenue of $40 million", []),
    # several statements
    ("Revenue rose 12% and net profit fell 3%.", [("rose", "Revenue"), ("fell", "net profit")]),
    ("Revenue rose 12%, while net profit fell 3%.", [("rose", "Revenue"), ("fell", "net profit")]),
    ("Rents rose 4% in Oslo, whereas house prices fell 2%.", [("rose", "Rents"), ("fell", "house prices")]),
    ("Growth slowed to 3%; inflation stood at 2%.", [("slowed", "Growth"), ("stood", "inflation")]),
    ("Although costs rose 3%, profit grew 5%.", [("rose", "costs"), ("grew", "profit")]),
    # a subject is kept for the next predicate
    ("Revenue rose to $50 million and reached a record.", [("rose", "Revenue"), ("reached", "Revenue")]),
    (
        "Varnholm expects revenue of $44 million and plans 12 new stores.",
        [("expects", "Varnholm"), ("plans", "Varnholm")],
    ),
    ("Varnholm, based in Oslo, employs 1,200 people.", [("based", "Varnholm"), ("employs", "Varnholm")]),
    (
        "The kiln market is growing at a CAGR of 7%, reaching $9 billion by 2030.",
        [("is", "The kiln market"), ("reaching", "The kiln market")],
    ),
    (
        "The kiln market, which was worth $4 billion in 2023, will reach $9 billion by 2030.",
        [("was", "The kiln market"), ("will", "The kiln market")],
    ),
    # who speaks makes way for what is spoken of
    ("Varnholm said revenue rose 12%.", [("said", "Varnholm"), ("rose", "revenue")]),
    (
        "Analysts expect that the kiln market will reach $9 billion by 2030.",
        [("expect", "Analysts"), ("will", "the kiln market")],
    ),
    # a participle in front of the subject has none of its own
    ("Driven by exports, output grew 4%.", [("driven", None), ("grew", "output")]),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_each_predicate_has_its_subject(
    sentence: str, expected: list[tuple[str, str | None]], gazetteer: Gazetteer
) -> None:
    text, found = predicates_of(sentence, gazetteer)
    assert [(p.verb, text[p.subject.start : p.subject.end] if p.subject else None) for p in found] == expected


@pytest.mark.parametrize(
    ("sentence", "words", "verb"),
    [
        ("Revenue rose 12%, while net profit fell 3%.", "12%", "rose"),
        ("Revenue rose 12%, while net profit fell 3%.", "3%", "fell"),
        ("By 2030, $9 billion will be spent and output will have grown.", "$9 billion", "will"),
    ],
)
def test_the_predicate_before_a_figure_governs_it_else_the_first(
    sentence: str, words: str, verb: str, gazetteer: Gazetteer
) -> None:
    text, found = predicates_of(sentence, gazetteer)
    predication = governing(found, text.index(words))
    assert predication is not None
    assert predication.verb == verb


def test_nothing_governs_where_there_is_no_predicate() -> None:
    assert governing([], 3) is None
