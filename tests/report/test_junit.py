"""JUnit XML, read back by another program: counts, what passes and what fails, and any text at all."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite
from pytest_regressions.file_regression import FileRegressionFixture

from crossfoot.model_checked import Crash, Outcome, Standing
from crossfoot.report.junit import junit_text


def suites(*outcomes: Outcome) -> list[TestSuite]:
    return list(JUnitXml.fromstring(junit_text(outcomes).encode()))


def kinds(case: TestCase) -> list[type]:
    return [type(each) for each in case.result]


def test_golden(records: Any, file_regression: FileRegressionFixture) -> None:
    file_regression.check(junit_text(records.of_every_kind()), extension=".xml")


def test_counts(records: Any) -> None:
    outcomes = records.of_every_kind()
    shown = JUnitXml.fromstring(junit_text(outcomes).encode())
    assert (shown.tests, shown.failures, shown.errors, shown.skipped) == (15, 5, 5, 3)
    for suite, outcome in zip(shown, outcomes, strict=True):
        assert suite.name == outcome.path
        cases = list(suite)
        found = [kind for case in cases for kind in kinds(case)]
        assert suite.tests == len(cases)
        assert suite.failures == found.count(Failure)
        assert suite.errors == found.count(Error)
        assert suite.skipped == found.count(Skipped)


def test_what_becomes_of_findings(records: Any) -> None:
    first, *_, publication = suites(*records.of_every_kind())
    new, note, known, allowed, _, stale = first
    assert (new.classname, new.name) == ("oak report.md", "growth/arithmetic at 3:30")
    assert (new._elem.get("file"), new._elem.get("line")) == ("oak report.md", "3")
    assert (new.result[0].type, note.result[0].type) == ("error", "note")
    assert "“$245 billion” (rate)" in new.result[0].text
    assert "Repair: 7.3%" in new.result[0].text
    assert known.result[0].message.startswith("in the baseline: ")
    assert allowed.result[0].message.startswith("allowed: as meant: ")
    assert kinds(stale) == []
    assert stale.system_out == "No longer found, but in the baseline: The rate is 5%, not 6%."
    broken, found, gone = publication
    assert (kinds(broken), kinds(found), kinds(gone)) == ([Error], [Failure], [])
    assert "slides/déjà vu.pdf, page 3: “EUR 4 billion”" in found.result[0].text


def test_what_was_not_checked_is_an_error(records: Any) -> None:
    told = [
        (case.name, each.message)
        for suite in suites(*records.of_every_kind())
        for case in suite
        for each in case.result
        if isinstance(each, Error)
    ]
    assert told == [
        ("value/conflict", "the rule value/conflict broke: KeyError: 'x'"),
        ("language", "nothing was checked: it is in another language"),
        ("read", "not checked: no such file"),
        ("read", "not checked: internal error: KeyError: 'x'"),
        ("growth/arithmetic", "the rule growth/arithmetic broke: ZeroDivisionError"),
    ]


def test_a_report_without_findings_passes(records: Any) -> None:
    (suite,) = suites(records.report())
    (case,) = suite
    assert (suite.tests, suite.failures, case.name, kinds(case)) == (1, 0, "no finding", [])
    assert JUnitXml.fromstring(junit_text([]).encode()).tests == 0


def test_no_two_cases_of_a_report_have_one_name(records: Any) -> None:
    (suite,) = suites(records.report(*(records.finding(records.on_page(quote)) for quote in "ABC")))
    assert [case.name for case in suite] == [
        "growth/arithmetic at page 3",
        "growth/arithmetic at page 3 (2)",
        "growth/arithmetic at page 3 (3)",
    ]


@pytest.mark.parametrize(
    ("odd", "shown"),
    [
        ("😀 👩‍🌾 <b>&amp;</b> \"'", "😀 👩‍🌾 <b>&amp;</b> \"'"),
        ("]]><!-- &#x0; <?xml ?>", "]]><!-- &#x0; <?xml ?>"),
        ("a\x00b\x08c\x1bd\x7fe\x85f", "a\ufffdb\ufffdc\ufffdd\ufffde f"),
        ("a\ufffeb\uffffc\U0001ffffd", "a\ufffdb\ufffdc\ufffdd"),
        ("a\ud800b\udfffc", "a\ufffdb\ufffdc"),
        ("a\u2028b\u202ec", "a bc"),
    ],
)
def test_any_text_is_valid_xml(records: Any, odd: str, shown: str) -> None:
    evidence = records.in_text(odd, path=f"{odd.translate(dict.fromkeys(range(0xD800, 0xE000)))}.md")
    finding = records.finding(evidence, message=odd, arithmetic=odd, repairs=(odd,), rule=f"house/{odd}")
    settled = records.finding(evidence, message=odd, standing=Standing.ALLOWED, reason=odd)
    report = records.report(finding, settled, path=evidence.path, crashes=(Crash("house/rule", odd),), unsupported=odd)
    data = junit_text([report]).encode()
    ElementTree.fromstring(data)
    (suite,) = JUnitXml.fromstring(data)
    broken, language = [case for case in suite if kinds(case) == [Error]]
    assert shown in broken.result[0].text
    assert shown in language.result[0].text
    (failed,) = [case for case in suite if kinds(case) == [Failure]]
    assert failed.result[0].message == shown
    assert f"Repair: {shown}" in failed.result[0].text
    assert failed.name == f"house/{shown} at 3:101"


def test_the_same_outcomes_give_the_same_bytes(records: Any) -> None:
    assert junit_text(records.of_every_kind()) == junit_text(records.of_every_kind())
