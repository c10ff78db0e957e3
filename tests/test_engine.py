"""The engine on ledgers made by hand: severity, grouping, fingerprints, coverage, crashes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.checks.kind import CheckKind, Settings
from crossfoot.engine import Report, check_document, check_ledger
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.graph import SubjectGraph
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import (
    Basis,
    Bound,
    CheckResult,
    Concept,
    Conflict,
    CoverageState,
    Document,
    Entry,
    Evidence,
    Fact,
    Figure,
    Interval,
    Listing,
    Mention,
    MentionKind,
    Severity,
    SourceMap,
    Span,
)
from crossfoot.read import read_bytes
from crossfoot.rulebook import Rule, RuleBook

GAZETTEER = Gazetteer.load()


def document_of(text: str) -> Document:
    source_map = SourceMap((0,), (0,), (len(text),), (True,))
    return Document("report.md", "markdown", text, (), (), (), text, source_map)


def span_of(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


def fact_of(text: str, quote: str, number: int, concept: Concept | None = Concept.REVENUE) -> Fact:
    span, one = span_of(text, quote), Decimal(1)
    figure = Figure(one, None, "USD", one, Bound.EXACT, Interval(one, one), Interval(one, one))
    return Fact(
        number=number,
        span=span,
        quoted=span,
        kind=MentionKind.MONEY,
        figure=figure,
        concept=concept,
        subject=None,
        place=None,
        period=None,
        basis=Basis.ACTUAL,
        source=None,
        whole=None,
        increment=False,
        qualifiers=frozenset(),
        relative=None,
        readings={},
        uncertain=frozenset(),
        sentence=span,
        block=0,
        why_not=None if concept else "no verb",
    )


def ledger_of(
    text: str, figures: Iterable[str] = (), entries: Iterable[str] = (), periods: Iterable[str] = ()
) -> Ledger:
    listing = Listing(
        "places", "bullets", None, None, None, tuple(Entry(name, span_of(text, name)) for name in entries), 0
    )
    spans = [span_of(text, quote) for quote in periods]
    return Ledger(
        document=document_of(text),
        facts=tuple(fact_of(text, quote, number) for number, quote in enumerate(figures)),
        listings=(listing,),
        windows=(),
        periods=tuple(Mention(MentionKind.PERIOD, span, span, "a time") for span in spans),
        places=(),
        sentences=(),
        report_date=None,
        main_subject=None,
        graph=SubjectGraph((), ()),
    )


def conflict_of(text: str, *quotes: str, outcome: str = "contradiction", **rest: str) -> Conflict:
    evidence = tuple(Evidence(span_of(text, quote), f"side {place}") for place, quote in enumerate(quotes))
    return Conflict(outcome, evidence, {"what": " and ".join(quotes)}, **rest)  # type: ignore[arg-type]


def rule_of(
    *conflicts: Conflict,
    compared: Iterable[tuple[Span, ...]] = (),
    name: str = "value/conflict",
    run: Callable[..., CheckResult] | None = None,
) -> Rule:
    result = CheckResult(conflicts, tuple(compared))
    kind = CheckKind(
        "fake", Settings, ("contradiction", "rescued", "trivial"), frozenset({"what"}), run or (lambda *_: result)
    )
    return Rule(
        id=name,
        path=Path("rules", f"{name}.yaml"),
        summary="They disagree",
        severity=Severity.ERROR,
        severities={"rescued": Severity.WARNING, "trivial": None},
        why="Because.",
        kind=kind,
        settings=Settings(),
        message="Look at {what}.",
        messages={},
        repair=None,
        examples=(),
    )


def check(ledger: Ledger, *rules: Rule) -> Report:
    return check_ledger(ledger, RuleBook(rules), GAZETTEER)


def quotes(report: Report) -> list[list[str]]:
    text = report.document.text
    return [[text[each.span.start : each.span.end] for each in finding.evidence] for finding in report.findings]


TEXT = "Sales: $1 then $2 then $3 then $4, in Head of 2024. Peru, Chile."


def test_the_outcome_decides_severity_and_may_silence() -> None:
    rule = rule_of(
        conflict_of(TEXT, "$1", "$2"),
        conflict_of(TEXT, "$3", outcome="rescued"),
        conflict_of(TEXT, "$4", outcome="trivial"),
    )
    report = check(ledger_of(TEXT, ["$1", "$2", "$3", "$4"]), rule)
    assert [(finding.severity, finding.message) for finding in report.findings] == [
        (Severity.ERROR, "Look at $1 and $2."),
        (Severity.WARNING, "Look at $3."),
    ]


def test_conflicts_that_share_a_figure_are_one_finding_with_a_culprit() -> None:
    rule = rule_of(
        conflict_of(TEXT, "$1", "$3", outcome="rescued", arithmetic="1 is not 3"),
        conflict_of(TEXT, "$2", "$3", arithmetic="2 is not 3"),
        conflict_of(TEXT, "$3", "$4", arithmetic="2 is not 3"),
    )
    (finding,) = check(ledger_of(TEXT, ["$1", "$2", "$3", "$4"]), rule).findings
    assert finding.severity is Severity.ERROR
    assert finding.message == "Look at $2 and $3. (2 more conflicts share a figure or entry with it.)"
    assert finding.arithmetic == "2 is not 3\n1 is not 3"
    assert finding.assumptions == ("“$3” stands in 3 of these 3 conflicts: the likely slip",)
    assert [TEXT[each.span.start : each.span.end] for each in finding.evidence] == ["$1", "$2", "$3", "$4"]


def test_no_culprit_is_named_where_none_stands_out() -> None:
    rule = rule_of(*(conflict_of(TEXT, *pair) for pair in (("$1", "$2"), ("$2", "$3"), ("$1", "$3"))))
    (finding,) = check(ledger_of(TEXT, ["$1", "$2", "$3"]), rule).findings
    assert finding.assumptions == ()


@pytest.mark.parametrize(
    ("conflicts", "together"),
    [
        ((("$1", "Head"), ("$2", "Head")), False),
        ((("$1", "2024"), ("$2", "2024")), False),
        ((("Peru", "2024"), ("Chile", "2024")), True),
        ((("Peru", "Head"), ("Chile", "Head")), False),
        ((("$1", "$2"), ("$3", "$4")), False),
        ((("$1", "$2"), ("$3", "$4"), ("$2", "$3")), True),
    ],
    ids=["heading", "year of two figures", "year of two entries", "heading of entries", "apart", "chain"],
)
def test_only_figures_entries_and_periods_join_conflicts(
    conflicts: tuple[tuple[str, ...], ...], together: bool
) -> None:
    ledger = ledger_of(TEXT, ["$1", "$2", "$3", "$4"], ["Peru", "Chile"], ["2024"])
    report = check(ledger, rule_of(*(conflict_of(TEXT, *each) for each in conflicts)))
    assert (len(report.findings) == 1) is together


@pytest.mark.parametrize(("words", "together"), [("2024", True), ("Head", True), ("$3", False)])
def test_conflicts_that_say_the_same_words_of_the_same_anchors_are_one(words: str, together: bool) -> None:
    anchors = ("2024", "Head") if together else ()
    pair = [dataclasses.replace(conflict_of(TEXT, *anchors, each), values={"what": words}) for each in ("$1", "$2")]
    report = check(ledger_of(TEXT, ["$1", "$2"], periods=["2024"]), rule_of(*pair))
    assert {finding.message for finding in report.findings} == {f"Look at {words}."}
    assert (len(report.findings) == 1) is together


def test_the_same_places_told_twice_count_once() -> None:
    rule = rule_of(conflict_of(TEXT, "$1", "$2"), conflict_of(TEXT, "$2", "$1"))
    (finding,) = check(ledger_of(TEXT, ["$1", "$2"]), rule).findings
    assert finding.message == "Look at $1 and $2."


def test_findings_of_two_rules_stay_apart_and_stand_by_place() -> None:
    later, first = (
        rule_of(conflict_of(TEXT, "$2", "$3"), name="a/later"),
        rule_of(conflict_of(TEXT, "$1"), name="z/first"),
    )
    same_place = rule_of(conflict_of(TEXT, "$2"), name="b/same-place")
    report = check(ledger_of(TEXT, ["$1", "$2", "$3"]), later, same_place, first)
    assert [finding.rule for finding in report.findings] == ["z/first", "a/later", "b/same-place"]


@given(st.permutations([("$1", "$2"), ("$2", "$3"), ("$3", "$4"), ("Peru",), ("2024", "Chile")]))
def test_the_order_of_conflicts_does_not_matter(order: list[tuple[str, ...]]) -> None:
    ledger = ledger_of(TEXT, ["$1", "$2", "$3", "$4"], ["Peru", "Chile"], ["2024"])
    usual = [("$1", "$2"), ("$2", "$3"), ("$3", "$4"), ("Peru",), ("2024", "Chile")]
    report = check(ledger, rule_of(*(conflict_of(TEXT, *each) for each in order)))
    assert report.findings == check(ledger, rule_of(*(conflict_of(TEXT, *each) for each in usual))).findings


def only_fingerprint(text: str, *quotes: str, name: str = "value/conflict") -> str:
    (finding,) = check(ledger_of(text, quotes), rule_of(conflict_of(text, *quotes), name=name)).findings
    return finding.fingerprint


def test_a_fingerprint_survives_moved_and_reflowed_text() -> None:
    usual = only_fingerprint("It was US$3 million, not $4.", "US$3 million", "$4")
    assert usual == only_fingerprint("A new line.\nIt was us$3\n million, surely not $4.", "us$3\n million", "$4")
    assert len(usual) == 16
    assert int(usual, 16) >= 0


def test_a_fingerprint_tells_words_and_rules_apart() -> None:
    text = "It was $3, not $4."
    prints = {
        only_fingerprint(text, "$3", "$4"),
        only_fingerprint(text, "$3"),
        only_fingerprint(text, "$3", "$4", name="value/scale"),
        only_fingerprint("It was $3, not $5.", "$3", "$5"),
    }
    assert len(prints) == 4


def test_a_fingerprint_outlives_sections_that_change_places() -> None:
    first = only_fingerprint("It was $3, they say. Elsewhere it was $4.", "$3", "$4")
    assert only_fingerprint("Elsewhere it was $4. It was $3, they say.", "$4", "$3") == first


def test_equal_findings_have_fingerprints_of_their_own() -> None:
    text = "XX here, XX there"
    conflicts = [Conflict("contradiction", (Evidence(Span(at, at + 2), "place"),), {"what": "XX"}) for at in (0, 9)]
    report = check(ledger_of(text), rule_of(*conflicts))
    assert len({finding.fingerprint for finding in report.findings}) == 2


def test_coverage_tells_what_became_of_every_item() -> None:
    ledger = ledger_of(TEXT, ["$1", "$2"], ["Peru"], ["2024"])
    unread = dataclasses.replace(fact_of(TEXT, "$3", 2, None))
    ledger = dataclasses.replace(ledger, facts=(*ledger.facts, unread))
    rule = rule_of(compared=[(span_of(TEXT, "$1"), span_of(TEXT, "2024"))] * 2)
    coverage = check(ledger, rule, rule_of(name="a/idle")).coverage
    assert [(TEXT[item.span.start : item.span.end], item.kind, item.state, item.why) for item in coverage.items] == [
        ("$1", "figure", CoverageState.CHECKED, None),
        ("$2", "figure", CoverageState.ALONE, None),
        ("$3", "figure", CoverageState.UNREAD, "no verb"),
        ("2024", "period", CoverageState.CHECKED, None),
        ("Peru", "entry", CoverageState.ALONE, None),
    ]
    assert coverage.comparisons == {"value/conflict": 2, "a/idle": 0}


def test_an_unsupported_report_is_not_checked_at_all() -> None:
    ledger = dataclasses.replace(ledger_of(TEXT, ["$1"]), unsupported="German is not supported")
    report = check(ledger, rule_of(conflict_of(TEXT, "$1"), compared=[(span_of(TEXT, "$1"),)]))
    assert report.findings == ()
    assert [(item.state, item.why) for item in report.coverage.items] == [
        (CoverageState.UNREAD, "German is not supported")
    ]
    assert report.coverage.comparisons == {"value/conflict": 0}


def breaks(*_: object) -> CheckResult:
    raise ZeroDivisionError("by\n nothing")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (rule_of(run=breaks, name="a/broken"), "ZeroDivisionError: by nothing (in breaks, test_engine.py:"),
        (rule_of(conflict_of(TEXT, "$1", outcome="unheard-of"), name="a/broken"), "the outcome `unheard-of`"),
        (rule_of(Conflict("contradiction", (), {"what": ""}), name="a/broken"), "without any place"),
        (rule_of(Conflict("contradiction", (Evidence(Span(0, 999), "x"),), {"what": ""}), name="a/broken"), "outside"),
        (rule_of(Conflict("contradiction", (Evidence(Span(0, 1), "x"),), {}), name="a/broken"), "KeyError: 'what'"),
    ],
    ids=["exception", "outcome", "no place", "outside", "missing value"],
)
def test_a_check_that_breaks_is_recorded_and_the_rest_goes_on(broken: Rule, said: str) -> None:
    report = check(ledger_of(TEXT, ["$1"]), broken, rule_of(conflict_of(TEXT, "$1")))
    assert [finding.rule for finding in report.findings] == ["value/conflict"]
    (crash,) = report.crashes
    assert crash.rule == "a/broken"
    assert said in crash.error


def test_an_unread_figure_right_before_brackets_breaks_no_rule(rulebook: RuleBook, gazetteer: Gazetteer) -> None:
    text = (
        "# Looms\n\nThe loom market was worth $4.0 billion in 2023, and the people of the trade were glad of it. "
        "It rose by 5% to $4.2 billion in 2024 and margins in low double digits (11%) and 1.500 (1.200) in Peru.\n"
    )
    report = check_document(read_bytes(text.encode(), "report.md"), rulebook, gazetteer)
    assert report.crashes == ()
    assert any(fact.figure is None for fact in report.ledger.facts)
