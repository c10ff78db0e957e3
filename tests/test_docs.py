"""The pages of docs/: generated ones are up to date, and what the others show is what the commands print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import jsonschema
import pytest

from crossfoot import cli
from crossfoot.report.catalogue import catalogue_text
from crossfoot.rule_schema import rule_schema
from crossfoot.rulebook import RuleBook
from crossfoot.rules_folder import rules_folder
from crossfoot.yaml_file import read_yaml

DOCS = Path(__file__).parent.parent / "docs"
_STEP = re.compile(
    r"<!-- (?P<kind>file|run): (?P<what>[^\n]+?) -->\n```[a-z]*\n(?P<body>.*?)```$", re.MULTILINE | re.DOTALL
)


def test_the_catalogue_is_that_of_the_rule_files(rulebook: RuleBook) -> None:
    written = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert written == catalogue_text(rulebook.rules), "run `crossfoot rules catalogue -o docs/rules.md`"


@pytest.mark.parametrize("page", ["writing-rules.md"])
def test_the_commands_of_a_page_print_what_it_shows(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    steps = list(_STEP.finditer((DOCS / page).read_text(encoding="utf-8")))
    assert len([step for step in steps if step["kind"] == "run"]) >= 4
    for step in steps:
        if step["kind"] == "file":
            path = tmp_path / step["what"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step["body"], encoding="utf-8")
            continue
        program, *arguments = shlex.split(step["what"])
        assert program == "crossfoot"
        with pytest.raises(SystemExit):
            cli.main(arguments)
        printed = capsys.readouterr()
        assert (printed.out + printed.err).strip() == step["body"].strip()


def test_every_rule_file_keeps_to_the_schema(rulebook: RuleBook) -> None:
    schema = rule_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for rule in rulebook.rules:
        assert [error.message for error in validator.iter_errors(dict(read_yaml(rule.path).values))] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("severity: error", "severity: fatal"),
        ("check: whole", "check: hole"),
        ("compare: over", "compare: sideways"),
        ("severities: {rescued: warning}", "severities: {saved: warning}"),
        ("compare: over", "compare: over\nleast_part: 3"),
        ("summary: ", "sumary: "),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(old: str, new: str, tmp_path: Path) -> None:
    text = (rules_folder() / "share" / "over-whole.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "rule.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    validator = jsonschema.Draft202012Validator(rule_schema())
    assert not validator.is_valid(dict(read_yaml(path).values))


def test_every_rule_explains_itself(rulebook: RuleBook, capsys: pytest.CaptureFixture[str]) -> None:
    for rule in rulebook.rules:
        with pytest.raises(SystemExit) as ended:
            cli.main(["explain", rule.id])
        printed = capsys.readouterr().out
        assert ended.value.code == 0
        for part in (rule.summary, "Why", "How it computes", "What it may say", "Found", "Not found"):
            assert part in printed
