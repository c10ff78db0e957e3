"""Annotations of build services, read back by the rules that each service publishes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jsonschema
import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from crossfoot.engine import Report
from crossfoot.model_checked import Crash, Failure, Outcome, Place, PlacedEvidence
from crossfoot.placing import placed
from crossfoot.report.annotations import github_text, gitlab_text, rdjson_text

# GitLab, Code Quality, "Code Quality report format": the list of fields that an integrated tool has to write.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}

_RD_POSITION = {
    "type": "object",
    "required": ["line"],
    "additionalProperties": False,
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
}
_RD_LOCATION = {
    "type": "object",
    "required": ["path"],
    "additionalProperties": False,
    "properties": {
        "path": {"type": "string", "minLength": 1},
        "range": {
            "type": "object",
            "required": ["start"],
            "additionalProperties": False,
            "properties": {"start": _RD_POSITION, "end": _RD_POSITION},
        },
    },
}
# reviewdog, Reviewdog Diagnostic Format: proto/rdf/reviewdog.proto, whose reader knows no other fields.
RDJSON = {
    "type": "object",
    "required": ["source", "diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "required": ["name"], "properties": {"name": {"const": "crossfoot"}}},
        "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location", "severity"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string", "minLength": 1},
                    "location": _RD_LOCATION,
                    "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
                    "code": {"type": "object", "required": ["value"], "properties": {"value": {"type": "string"}}},
                    "relatedLocations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["location"],
                            "additionalProperties": False,
                            "properties": {"message": {"type": "string"}, "location": _RD_LOCATION},
                        },
                    },
                },
            },
        },
    },
}

HOSTILE = "50%, a: b\n::set-output name=x::y\r\n::stop-commands::z%0A%3A%25::\u2028::error::##[add-path]x\x1b[0m"
ON_ONE_LINE = (
    "50%, a: b ::set-output name=x::y  ::stop-commands::z%0A%3A%25:: ::error::##[add-path]x\ufffd[0m"  # as printed
)


@dataclass
class Command:
    name: str
    properties: dict[str, str]
    data: str


def commands(text: str) -> list[Command]:
    """What a runner reads: GitHub, "Workflow commands for GitHub Actions", `::name key=value,…::data` on one line.

    In values `%0D`, `%0A`, `%3A` and `%2C` are resolved, in data the first two, and `%25` last of all.
    """
    read = []
    for line in text.split("\n"):
        if not line.lstrip().startswith("::"):
            assert not line, "a line that is no command shows in the log"
            continue
        info, found, data = line.lstrip()[2:].partition("::")
        assert found
        name, _, listed = info.partition(" ")
        pairs = (pair.partition("=") for pair in listed.split(",") if pair)
        read.append(Command(name, {key: resolved(value, True) for key, _, value in pairs}, resolved(data, False)))
    return read


def resolved(value: str, in_property: bool) -> str:
    signs = {"%0D": "\r", "%0A": "\n"} | ({"%3A": ":", "%2C": ","} if in_property else {}) | {"%25": "%"}
    for written, sign in signs.items():
        value = value.replace(written, sign)
    return value


def gitlab(*outcomes: Outcome) -> list[dict[str, Any]]:
    issues: list[dict[str, Any]] = json.loads(gitlab_text(outcomes))
    jsonschema.Draft202012Validator(GITLAB).validate(issues)
    return issues


def rdjson(*outcomes: Outcome) -> list[dict[str, Any]]:
    shown = json.loads(rdjson_text(outcomes))
    jsonschema.Draft202012Validator(RDJSON).validate(shown)
    return list(shown["diagnostics"])


@pytest.mark.parametrize(
    ("write", "extension"),
    [(github_text, ".txt"), (gitlab_text, ".json"), (rdjson_text, ".json")],
    ids=["github", "gitlab", "rdjson"],
)
def test_golden(
    records: Any, write: Callable[..., str], extension: str, file_regression: FileRegressionFixture
) -> None:
    shown = write(records.of_every_kind())
    assert shown == write(records.of_every_kind())
    file_regression.check(shown, extension=extension)


def test_github_annotates_every_place_of_new_findings(records: Any) -> None:
    told = commands(github_text(records.of_every_kind()))
    assert [(each.name, each.properties.get("file"), each.properties["title"]) for each in told] == [
        ("error", "oak report.md", "Crossfoot growth/arithmetic (place 1 of 2)"),
        ("notice", "oak report.md", "Crossfoot growth/arithmetic"),
        ("warning", "slides/déjà vu.pdf", "Crossfoot value/conflict"),
        ("warning", "slides/déjà vu.pdf", "Crossfoot value/conflict"),
        ("error", "deck.docx", "Crossfoot"),
        ("error", "bericht.txt", "Crossfoot"),
        ("error", "none.md", "Crossfoot"),
        ("error", "odd.md", "Crossfoot"),
        ("error", None, "Crossfoot"),
        ("error", "oak report.md", "Crossfoot growth/arithmetic (place 1 of 2)"),
        ("notice", "oak report.md", "Crossfoot growth/arithmetic (place 2 of 2)"),
        ("notice", "slides/déjà vu.pdf", "Crossfoot growth/arithmetic (place 2 of 2)"),
        ("notice", "oak report.md", "Crossfoot"),
        ("notice", None, "Crossfoot"),
    ]
    assert told[4].data == "the rule value/conflict broke: KeyError: 'x'"
    assert told[8].data == "annual + deck: the rule growth/arithmetic broke: ZeroDivisionError"
    assert told[12].data == "1 finding of the baseline no longer found"


def test_github_says_where_words_stand(records: Any) -> None:
    several = PlacedEvidence("oak report.md", Place("x y", 0, 3, 3, 9, "3:9", end_line=4, end_column=2), "rate")
    told = commands(github_text([records.report(records.finding(records.in_text(), several, records.on_page()))]))
    keys = [{key: each.properties.get(key) for key in ("line", "endLine", "col", "endColumn")} for each in told]
    assert keys == [
        {"line": "3", "endLine": "3", "col": "101", "endColumn": "106"},
        {"line": "3", "endLine": "4", "col": None, "endColumn": None},
        {"line": None, "endLine": None, "col": None, "endColumn": None},
    ]
    assert "slides/déjà vu.pdf, page 3: “EUR 4 billion”" in told[2].data


def test_no_text_of_a_report_is_a_command(records: Any) -> None:
    path = "a: 50%, b%2C::warning::c.md"
    texts = dict.fromkeys(("message", "rule"), HOSTILE)
    lists = dict.fromkeys(("assumptions", "repairs", "slips"), (HOSTILE,))
    finding = records.finding(records.in_text(HOSTILE, path=path), **texts, **lists)
    report = records.report(finding, path=path, unsupported=HOSTILE, crashes=(Crash("rule", HOSTILE),))
    told = commands(github_text([report, Failure(path, HOSTILE)]))
    assert [each.name for each in told] == ["error"] * 4
    assert {each.properties["file"] for each in told} == {path}
    language, crash, found, unread = told
    assert language.data == f"nothing was checked: {ON_ONE_LINE}"
    assert crash.data == f"the rule rule broke: {ON_ONE_LINE}"
    assert unread.data == f"not checked: {ON_ONE_LINE}"
    assert found.properties["title"] == f"Crossfoot {ON_ONE_LINE}"
    assert found.data.startswith(f"{ON_ONE_LINE}\n")
    assert f"\nRepair: {ON_ONE_LINE}" in found.data


def test_gitlab(records: Any) -> None:
    told = gitlab(*records.of_every_kind())
    assert [(each["check_name"], each["severity"], each["location"]["lines"]["begin"]) for each in told] == [
        ("growth/arithmetic", "major", 3),
        ("growth/arithmetic", "info", 3),
        ("value/conflict", "minor", 1),
        ("value/conflict", "minor", 1),
        ("crossfoot", "major", 1),
        ("crossfoot", "major", 1),
        ("crossfoot", "major", 1),
        ("crossfoot", "major", 1),
        ("crossfoot", "major", 1),
        ("growth/arithmetic", "major", 3),
    ]
    assert "slides/déjà vu.pdf, page 3: “EUR 4 billion”" in told[2]["description"]
    assert told[9]["location"]["path"] == "oak report.md"
    assert gitlab() == []


def test_gitlab_fingerprints_are_unique_and_stay(records: Any) -> None:
    twice = [records.finding(records.in_text(line=line), rule="allow/stale") for line in (3, 9)]
    outcomes = [*records.of_every_kind(), records.report(*twice, path="twice.md")]
    names = [each["fingerprint"] for each in gitlab(*outcomes)]
    assert len(set(names)) == len(names) == 12
    moved = records.finding(records.in_text(line=30))
    (before,), (after,) = gitlab(records.report(records.finding())), gitlab(records.report(moved))
    assert before["fingerprint"] == after["fingerprint"]
    assert before["location"] != after["location"]
    # Nor does a finding between reports change its name when a like one inside a report is gone.
    *_, publication = records.of_every_kind()
    assert [each["fingerprint"] for each in gitlab(publication)] == names[8:10]


def test_rdjson(records: Any) -> None:
    told = rdjson(*records.of_every_kind())
    assert [(each["severity"], each.get("code", {}).get("value")) for each in told] == [
        ("ERROR", "growth/arithmetic"),
        ("INFO", "growth/arithmetic"),
        ("WARNING", "value/conflict"),
        ("WARNING", "value/conflict"),
        ("ERROR", None),
        ("ERROR", None),
        ("ERROR", None),
        ("ERROR", None),
        ("ERROR", None),
        ("ERROR", "growth/arithmetic"),
    ]
    assert told[2]["location"] == {"path": "slides/déjà vu.pdf"}
    assert told[6]["message"] == "not checked: no such file"
    assert told[9]["relatedLocations"] == [{"message": "figure", "location": {"path": "slides/déjà vu.pdf"}}]


@pytest.mark.parametrize(("name", "end"), [("report.md", "\n"), ("report.md", "\r\n"), ("report.html", "\r\n")])
def test_lines_are_those_of_the_file(checked: Callable[..., Report], faulty: str, name: str, end: str) -> None:
    source = "\ufeff😀\n\n".replace("\n", end) + faulty.replace("\n", end)
    report = placed(checked(source, name))
    lines = source.split(end)
    for found, diagnostic, issue in zip(report.findings, rdjson(report), gitlab(report), strict=True):
        (start, stop) = (diagnostic["location"]["range"][key]["line"] for key in ("start", "end"))
        assert issue["location"]["lines"]["begin"] == start
        assert found.evidence[0].place.quote in end.join(lines[start - 1 : stop])
    annotated = [each for each in commands(github_text([report])) if "col" in each.properties]
    words = [
        lines[int(each.properties["line"]) - 1][int(each.properties["col"]) - 1 : int(each.properties["endColumn"]) - 1]
        for each in annotated
    ]
    assert {"$130 billion", "$245 billion", "13.9%"} <= set(words)


@pytest.mark.parametrize("read", [gitlab, rdjson])
def test_paths_are_those_of_the_repository(records: Any, read: Callable[..., Any]) -> None:
    path = "./my reports/é 1.md"
    report = records.report(records.finding(records.in_text(path=path)), path=path, crashes=(Crash("r", "x"),))
    assert {each["location"]["path"] for each in read(report)} == {"my reports/é 1.md"}
    assert {each.properties["file"] for each in commands(github_text([report]))} == {"my reports/é 1.md"}
