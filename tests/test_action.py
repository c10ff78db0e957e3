"""The GitHub Action: its metadata, and its scripts run as a runner would run them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
WRONG = (
    "The oak barrel market, worth $130 billion in 2023, will reach $245 billion by 2032 at a CAGR of 13.9%. "
    "Most barrels are made by hand.\n"
)
RIGHT = WRONG.replace("13.9%", "7.3%")
# What pip says where it reaches no index. Every index has hatchling; another requirement that is not found is a fault.
NO_INDEX = re.compile(r"connection broken by '\w+|Max retries exceeded|hatchling\S* \(from versions: none\)")
_EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")
_CLAUSE = re.compile(r"([\w.-]+) (==|!=) '([^']*)'")

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the scripts of the action need bash")


@dataclass
class Job:
    """A job that uses the action: its workspace, what each step said, and the files that a runner reads."""

    folder: Path
    inputs: dict[str, str]
    outputs: dict[str, str] = field(default_factory=dict)
    used: dict[str, dict[str, str]] = field(default_factory=dict)
    code: int = 0
    log: str = ""

    @property
    def workspace(self) -> Path:
        return self.folder / "workspace"

    @property
    def summary(self) -> str:
        path = self.folder / "summary"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def value(self, name: str) -> str:
        """What an expression stands for: an input, an output of a step, or something of the runner."""
        kind, _, rest = name.partition(".")
        if kind == "inputs":
            return self.inputs[rest]
        return self.outputs.get(name, "") if kind == "steps" else f"<{name}>"

    def filled(self, values: Mapping[str, str]) -> dict[str, str]:
        return {key: _EXPRESSION.sub(lambda found: self.value(found[1]), str(each)) for key, each in values.items()}

    def is_wanted(self, step: Mapping[str, Any]) -> bool:
        """Whether the condition of a step holds: clauses with `&&`, where `always()` looks past a failure."""
        clauses = step.get("if", "").split(" && ") if "if" in step else []
        if self.code != 0 and "always()" not in clauses:
            return False
        for clause in clauses:
            if clause == "always()":
                continue
            found = _CLAUSE.fullmatch(clause)
            assert found, f"a condition that this runner does not know: {clause}"
            if (self.value(found[1]) == found[3]) != (found[2] == "=="):
                return False
        return True

    def run(self, step: Mapping[str, Any]) -> None:
        said = self.folder / "output"
        said.write_text("", encoding="utf-8")
        environment = os.environ | self.filled(step.get("env", {})) | {
            "GITHUB_ACTION_PATH": str(ROOT), "RUNNER_TEMP": str(self.folder / "temp"),
            "GITHUB_OUTPUT": str(said), "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "GITHUB_ENV": str(self.folder / "env"), "GITHUB_PATH": str(self.folder / "path"),
        }  # fmt: skip
        script = self.folder / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]  # that is `shell: bash`
        finished = subprocess.run(
            command, cwd=self.workspace, env=environment, capture_output=True, check=False, encoding="utf-8"
        )
        self.log += finished.stdout + finished.stderr
        self.code = self.code or finished.returncode
        for line in said.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            self.outputs[f"steps.{step['id']}.outputs.{name}"] = value


def job(folder: Path, reports: Mapping[str, str | bytes], **inputs: str) -> Job:
    """A job in a scratch folder with these reports; inputs are named with `_` in place of `-`."""
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    assert given.keys() <= ACTION["inputs"].keys()
    made = Job(folder, {name: each["default"] for name, each in ACTION["inputs"].items()} | given)
    for name in ("temp", "workspace"):
        (folder / name).mkdir()
    for name, content in reports.items():
        path = made.workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return made


def finished(made: Job, bin_folder: Path = Path(sys.executable).parent) -> Job:
    """The job after all its steps. Nothing is installed: the programs of these tests stand in for it."""
    made.outputs |= {
        "steps.install.outputs.bin": str(bin_folder),
        "steps.install.outputs.cache": str(made.folder / "kept"),
    }
    for step in STEPS:
        if made.is_wanted(step):
            if "uses" in step:
                made.used[step["uses"].partition("@")[0]] = made.filled(step.get("with", {}))
            elif step["id"] != "install":
                made.run(step)
    return made


def checked(folder: Path, reports: Mapping[str, str | bytes], **inputs: str) -> Job:
    return finished(job(folder, reports, **inputs))


def output(made: Job, name: str) -> str:
    """An output of the whole action."""
    return made.filled({name: ACTION["outputs"][name]["value"]})[name]


def test_the_metadata_is_complete() -> None:
    assert ACTION["runs"]["using"] == "composite"
    for each in (*ACTION["inputs"].values(), *ACTION["outputs"].values()):
        assert each["description"].endswith(".")
    assert all(isinstance(each["default"], str) for each in ACTION["inputs"].values())
    for step in STEPS:
        assert step["name"]
        assert re.fullmatch(r"[\w-]+/[\w/-]+@v\d+", step["uses"]) if "uses" in step else step["shell"] == "bash"


def test_no_script_has_an_expression_pasted_in() -> None:
    assert not [step for step in STEPS if "${{" in step.get("run", "")]
    given = "".join(str(step.get("env", {})) + str(step.get("with", {})) + step.get("if", "") for step in STEPS)
    assert {name for name in ACTION["inputs"] if f"inputs.{name}" not in given} == set()


def test_a_fault_is_told_in_every_place_and_fails(tmp_path: Path) -> None:
    made = checked(tmp_path, {"oak.md": WRONG})
    assert made.code == 1
    assert "::error file=oak.md,line=1,endLine=1,col=30" in made.log
    assert "**error** `growth/arithmetic`" in made.summary
    (run,) = json.loads((made.workspace / "crossfoot.sarif").read_text(encoding="utf-8"))["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["growth/arithmetic"]
    assert (output(made, "sarif"), output(made, "exit-code")) == ("crossfoot.sarif", "1")
    assert made.used["github/codeql-action/upload-sarif"] == {"sarif_file": "crossfoot.sarif"}
    assert made.used["actions/cache/save"]["path"] == str(tmp_path / "kept")
    assert list((tmp_path / "kept").rglob("*"))
    # Other steps of the job see no other environment, and nothing is left behind.
    assert not [name for name in ("env", "path") if (tmp_path / name).exists()]
    assert not list((tmp_path / "temp").iterdir())


def test_a_clean_report_passes(tmp_path: Path) -> None:
    made = checked(tmp_path, {"oak.md": RIGHT})
    assert (made.code, output(made, "exit-code")) == (0, "0")
    assert "::error" not in made.log
    assert "**1 report: no new findings.**" in made.summary
    assert "github/codeql-action/upload-sarif" in made.used


def test_an_unreadable_report_does_not_hide_the_others(tmp_path: Path) -> None:
    made = checked(tmp_path, {"bad.docx": b"PK\x03\x04 and no more", "oak.md": WRONG})
    assert (made.code, output(made, "exit-code")) == (3, "3")
    assert "::error file=bad.docx" in made.log
    assert "::error file=oak.md" in made.log
    assert "bad.docx" in made.summary
    assert "growth/arithmetic" in made.summary
    assert "github/codeql-action/upload-sarif" in made.used


def test_a_wrong_option_uploads_nothing(tmp_path: Path) -> None:
    made = checked(tmp_path, {"oak.md": WRONG, "crossfoot.sarif": "of an earlier run"}, fail_on="eror")
    assert (made.code, output(made, "exit-code"), output(made, "sarif")) == (2, "2", "")
    assert "did you mean `error`" in made.log
    assert "github/codeql-action/upload-sarif" not in made.used


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"upload_sarif": "yes"}, "upload-sarif must be true or false"),
        ({"cache": ""}, "cache must be true or false"),
        ({"paths": " \n\n"}, "paths names nothing"),
        ({"args": "--select 'growth"}, "args ends inside a quote"),
        ({"sarif": "a\nexit-code=0"}, "sarif must be one line"),
        ({"sarif": "folder"}, "sarif cannot be written"),
    ],
)
def test_inputs_that_make_no_sense_are_refused(inputs: dict[str, str], said: str, tmp_path: Path) -> None:
    made = checked(tmp_path, {"folder/oak.md": WRONG}, **inputs)
    assert (made.code, output(made, "exit-code"), output(made, "sarif")) == (2, "2", "")
    assert f"::error title=Crossfoot::input {said}" in made.log


def test_paths_stand_one_a_line(tmp_path: Path) -> None:
    reports = {"our reports/oak barrels.md": WRONG, "--quiet.md": WRONG, "drafts/a.md": WRONG, "other.md": WRONG}
    made = checked(tmp_path, reports, paths="our reports\r\n--quiet.md\n\ndrafts/*.md", sarif="out dir/found it.sarif")
    assert made.code == 1
    found = re.findall(r"^::error file=(.*?),", made.log, re.MULTILINE)
    assert found == ["our reports/oak barrels.md", "--quiet.md", "drafts/a.md"]
    assert output(made, "sarif") == "out dir/found it.sarif"
    assert (made.workspace / "out dir" / "found it.sarif").is_file()


def test_further_options_have_the_quotes_of_a_shell(tmp_path: Path) -> None:
    args = "--ignore 'growth/arithmetic' --format junit --output \"the tests.xml\""
    made = checked(tmp_path, {"oak.md": WRONG}, args=args, fail_on="note", jobs="1", cache="false")
    assert made.code == 0, made.log
    assert (made.workspace / "the tests.xml").read_text(encoding="utf-8").startswith("<?xml")
    assert not (tmp_path / "kept").exists()
    assert not {"actions/cache/restore", "actions/cache/save"} & made.used.keys()


def test_a_baseline_takes_old_findings_out(tmp_path: Path) -> None:
    made = job(tmp_path, {"oak.md": WRONG}, baseline="old findings.json")
    command = [sys.executable, "-m", "crossfoot", "baseline", "oak.md", "-o", "old findings.json"]
    subprocess.run(command, cwd=made.workspace, check=True, capture_output=True)
    assert finished(made).code == 0
    assert "::error" not in made.log


def test_every_output_can_be_left_out(tmp_path: Path) -> None:
    made = checked(tmp_path, {"oak.md": WRONG}, annotations="false", summary="false", sarif="")
    assert made.code == 1
    assert "oak.md:1:30: error growth/arithmetic" in made.log
    assert "::error" not in made.log
    assert made.summary == ""
    assert output(made, "sarif") == ""
    assert "github/codeql-action/upload-sarif" not in made.used
    # What the text may hold is no command to the runner: those are stopped before it and go on after it.
    stopped, *_, going_on = [line for line in made.log.splitlines() if line.startswith("::")]
    assert stopped.partition("::stop-commands::")[2] == going_on.strip(":")


ATTACKS = (
    "$(touch pwned) `touch pwned`; touch pwned && touch pwned | touch pwned > pwned $CROSSFOOT_CACHE_DIR",
    "' ; touch pwned ; '\" ; touch pwned ; \"' && touch pwned '",
)


@pytest.mark.parametrize("attack", ATTACKS, ids=("bare", "quoted"))
@pytest.mark.parametrize("name", sorted(ACTION["inputs"].keys() - {"version", "python-version"}))
def test_nothing_that_is_given_runs(name: str, attack: str, tmp_path: Path) -> None:
    made = checked(tmp_path, {"oak.md": WRONG}, **{name.replace("-", "_"): attack})
    assert made.code in (1, 2, 3), made.log
    assert not list(tmp_path.rglob("pwned"))
    assert str(tmp_path / "kept") not in made.log  # the value of the variable


def test_a_summary_that_is_too_long_is_cut_at_a_line(tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "python").symlink_to(sys.executable)
    program = programs / "crossfoot"
    program.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys\n"
        "path = sys.argv[sys.argv.index('markdown') + 2]\n"
        "pathlib.Path(path).write_text('– a line of some length\\n' * 60_000, encoding='utf-8')\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    made = finished(job(tmp_path, {}), programs)
    assert made.code == 0, made.log
    *lines, _, last = made.summary.splitlines()
    assert len(made.summary.encode()) < 1024**2
    assert set(lines) == {"– a line of some length"}
    assert len(lines) > 30_000
    assert "no room for more" in last


def test_the_installation_step_installs_this_version(tmp_path: Path) -> None:
    made = job(tmp_path, {"oak.md": WRONG, "pip/__init__.py": "raise SystemExit('of the checked repository')"})
    made.outputs["steps.python.outputs.python-path"] = sys.executable
    install, check = (next(step for step in STEPS if step.get("id") == name) for name in ("install", "check"))
    made.run(install)
    if made.code != 0 and (why := NO_INDEX.search(made.log)):
        pytest.skip(f"pip reaches no package index: {why[0]}")
    assert made.code == 0, made.log
    made.run(check)
    assert made.code == 1, made.log
    assert "growth/arithmetic" in made.summary
    installed = tmp_path / "temp" / "crossfoot"
    assert Path(made.outputs["steps.install.outputs.bin"]).parent == installed
    assert list(installed.glob("lib/python*/site-packages/crossfoot/rules/growth/arithmetic.yaml"))


def test_the_installation_step_takes_a_version_as_one_word(tmp_path: Path) -> None:
    made = job(tmp_path, {}, version="1.0 --index-url https://example.org $(touch pwned)")
    stand_in = tmp_path / "python"
    stand_in.write_text('#!/bin/sh\nprintf "<%s>" "$@"\n', encoding="utf-8")
    stand_in.chmod(0o755)
    (tmp_path / "temp" / "crossfoot" / "bin").mkdir(parents=True)
    shutil.copy(stand_in, tmp_path / "temp" / "crossfoot" / "bin" / "python")
    made.outputs["steps.python.outputs.python-path"] = str(stand_in)
    made.run(next(step for step in STEPS if step.get("id") == "install"))
    assert made.log.endswith("<crossfoot==1.0 --index-url https://example.org $(touch pwned)>")
    assert not list(tmp_path.rglob("pwned"))


def blocks_of_the_page() -> list[dict[str, Any]]:
    return [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)]


def test_the_page_uses_the_action_as_it_is() -> None:
    steps = [
        step for block in blocks_of_the_page() for step in block.get("jobs", {}).get("crossfoot", {}).get("steps", [])
    ]
    uses = [step for step in steps if step.get("uses", "").startswith("OWNER/crossfoot@")]
    assert uses
    for step in uses:
        assert step["with"].keys() <= ACTION["inputs"].keys()
    table = PAGE.partition("| input |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE) == list(ACTION["inputs"])
    for name, default in re.findall(r"^\| `([\w-]+)` \| `(.*?)` \|", table, re.MULTILINE):
        assert ACTION["inputs"][name]["default"] == default
    ours = dict(step["uses"].split("@") for step in STEPS if "uses" in step)
    theirs = dict(step["uses"].split("@") for step in steps if "uses" in step)
    assert all(ours.get(name, version) == version for name, version in theirs.items())


def commands_of_the_page() -> list[str]:
    """The lines of the page that run a check in a build, other than those that a console shows."""
    fences = re.findall(r"^```(yaml|groovy|bash)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    found = [re.search(r"(crossfoot check [^'|\n]*)", line) for _, fence in fences for line in fence.splitlines()]
    return [line[1].removesuffix("|| code=$?") for line in found if line and "--files-from" not in line[1]]


@pytest.mark.parametrize("line", commands_of_the_page())
def test_the_commands_of_the_page_write_what_they_name(line: str, tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "oak.md").write_text(WRONG, encoding="utf-8")
    line = line.removesuffix("|| code=$?").strip()
    ran = subprocess.run(
        [sys.executable, "-m", *line.split()], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1, ran.stderr
    assert "growth/arithmetic" in (tmp_path / line.split()[line.split().index("--output") + 1]).read_text("utf-8")
