"""The pages of docs/: generated ones are up to date, and what the others show is what the commands print."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from crossfoot import cli
from crossfoot.config.reference import reference_text
from crossfoot.read import read_bytes
from crossfoot.report.catalogue import catalogue_text
from crossfoot.rule_schema import rule_schema
from crossfoot.rulebook import RuleBook
from crossfoot.rules_folder import rules_folder
from crossfoot.yaml_file import read_yaml

from report_formats import as_markdown, as_pdf, as_word, parts_of

DOCS = Path(__file__).parent.parent / "docs"
README = DOCS.parent / "README.md"
_LINK = re.compile(r"(?<!!)\[[^\]\n]+\]\((?!https?:)([^)\s]+)\)")
_STEP = re.compile(
    r"<!-- (?P<kind>file|run): (?P<what>[^\n]+?) -->\n```[a-z]*\n(?P<body>.*?)```$", re.MULTILINE | re.DOTALL
)


def test_the_catalogue_is_that_of_the_rule_files(rulebook: RuleBook) -> None:
    written = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert written == catalogue_text(rulebook.rules), "run `crossfoot rules catalogue -o docs/rules.md`"


def test_the_reference_of_the_configuration_is_that_of_its_keys() -> None:
    written = (DOCS / "configuration.md").read_text(encoding="utf-8")
    assert written == reference_text(), "run `crossfoot config --reference -o docs/configuration.md`"


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_the_commands_of_a_page_print_what_it_shows(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    steps = list(_STEP.finditer((DOCS / page).read_text(encoding="utf-8")))
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


def test_some_pages_show_what_commands_print() -> None:
    shown = [page.name for page in DOCS.glob("*.md") if "<!-- run: " in page.read_text(encoding="utf-8")]
    assert {"writing-rules.md", "figures.md"} <= set(shown)


def test_every_link_between_pages_leads_somewhere() -> None:
    for page in (README, *DOCS.glob("*.md")):
        for target in _LINK.findall(page.read_text(encoding="utf-8")):
            path, _, heading = target.partition("#")
            assert not path or (page.parent / path).exists(), f"{page.name}: {target}"
            if heading and path.endswith(".md"):
                headings = re.findall(r"^#+ (.*)$", (page.parent / path).read_text(encoding="utf-8"), re.MULTILINE)
                assert heading in [re.sub(r"[^\w -]", "", each.casefold()).replace(" ", "-") for each in headings]


COMMANDS = sorted(
    {
        line
        for page in (README, *DOCS.glob("*.md"))
        for block in re.findall(r"^```console\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
        if "crossfoot " in line
    }
)


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_line_runs(line: str, house: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    finished = subprocess.run(
        ["bash", "-c", line], cwd=house, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path}
    )
    assert finished.returncode in (0, 1), finished.stdout + finished.stderr


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder that has every file which the pages speak of."""
    demo = (DOCS.parent / "corpora" / "demo" / "cold-chain-monitoring.html").read_bytes()
    parts = list(parts_of(read_bytes(demo, "demo.html")))
    repeated = "Coopers in the north have taken up robots faster than their colleagues in the south have.\n\n"
    for name, content in {
        "report.html": demo, "report.md": as_markdown(parts), "report.pdf": as_pdf(parts),
        "report.docx": as_word(list(parts_of(read_bytes((repeated * 2).encode(), "x.md")))),
        "release.docx": as_word(parts), "summary.html": demo, "reports/report.md": as_markdown(parts),
        "drafts/draft.md": as_markdown(parts), "press/release.md": as_markdown(parts),
        "figures.csv": b"concept,entity,period,value,unit\nmarket-size,oak barrel market,2024,4000000000,USD\n",
        "crossfoot-baseline.json": b'{"version": "1", "reports": {}}',
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=tmp_path, check=True)
    return tmp_path


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
