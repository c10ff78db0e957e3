"""The hook of .pre-commit-hooks.yaml finds a fault in a repository and keeps it from being committed."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from crossfoot.suffixes import SUFFIXES

ROOT = Path(__file__).parent.parent
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
# All that an installation from the repository needs: uncommitted work is tested, and no history.
PARTS = ("src", "rules", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", MANIFEST.name)
WRONG = (
    "The oak barrel market, worth $130 billion in 2023, will reach $245 billion by 2032 at a CAGR of 13.9%. "
    "Most barrels are made by hand.\n"
)
RIGHT = WRONG.replace("13.9%", "7.3%")
# What pip says where it reaches no index. Every index has hatchling; another requirement that is not found is a fault.
NO_INDEX = re.compile(r"connection broken by '\w+|Max retries exceeded|hatchling\S* \(from versions: none\)")


@dataclass(frozen=True)
class Repository:
    """A scratch repository with reports and the hook."""

    folder: Path
    environment: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )

    def git(self, *arguments: str) -> str:
        finished = self.run("git", *arguments)
        assert finished.returncode == 0, finished.stderr
        return finished.stdout.strip()

    def pre_commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, "-m", "pre_commit", *arguments)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")
        self.git("add", name)


@dataclass(frozen=True)
class Hook:
    """Where the hook is installed from, and the environment in which it is installed already."""

    config: str
    environment: dict[str, str]

    def repository(self, folder: Path) -> Repository:
        made = Repository(folder, self.environment)
        made.git("init", "-q", "-b", "main")
        made.write(".pre-commit-config.yaml", self.config)
        return made


@pytest.fixture(scope="module")
def hook(tmp_path_factory: pytest.TempPathFactory) -> Hook:
    """The hook of this checkout; its environment takes most of the time and is made once."""
    if importlib.util.find_spec("pre_commit") is None or shutil.which("git") is None:
        pytest.skip("pre-commit or git is not installed")
    # A test that runs inside a hook would otherwise write into the repository of that hook.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    people = {f"GIT_{role}_{what}": f"test{sign}" for role in ("AUTHOR", "COMMITTER")
              for what, sign in (("NAME", ""), ("EMAIL", "@example.com"))}  # fmt: skip
    environment |= people | {
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "NO_COLOR": "1",
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")), "PRE_COMMIT_COLOR": "never",
    }  # fmt: skip
    project = Repository(tmp_path_factory.mktemp("project"), environment)
    for part in map(ROOT.joinpath, PARTS):
        if part.is_dir():
            shutil.copytree(part, project.folder / part.name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(part, project.folder)
    project.git("init", "-q", "-b", "main")
    project.git("add", "--all")
    project.git("commit", "-q", "-m", "As it is")
    named = {"repo": str(project.folder), "rev": project.git("rev-parse", "HEAD"), "hooks": [{"id": "crossfoot"}]}
    made = Hook(yaml.safe_dump({"repos": [named]}), environment)
    installed = made.repository(tmp_path_factory.mktemp("first")).pre_commit("install-hooks")
    said = installed.stdout + installed.stderr
    if installed.returncode != 0 and (why := NO_INDEX.search(said)):
        pytest.skip(f"pip reaches no package index for the environment of the hook: {why[0]}")
    assert installed.returncode == 0, said
    return made


def test_all_files_of_a_repository(hook: Hook, tmp_path: Path) -> None:
    repository = hook.repository(tmp_path)
    repository.write("oak barrels.md", WRONG)
    repository.write("figures.csv", "year,value\n2024,1\n")
    ran = repository.pre_commit("run", "--all-files")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "oak barrels.md:1:30: error growth/arithmetic" in ran.stdout
    assert "exit code: 1" in ran.stdout
    assert "figures.csv" not in ran.stdout
    repository.write("oak barrels.md", RIGHT)
    ran = repository.pre_commit("run", "--all-files")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Passed" in ran.stdout


def test_a_fault_is_not_committed(hook: Hook, tmp_path: Path) -> None:
    repository = hook.repository(tmp_path)
    assert repository.pre_commit("install").returncode == 0
    repository.write("barrels.md", WRONG)
    blocked = repository.run("git", "commit", "-m", "Barrels")
    assert blocked.returncode == 1, blocked.stdout + blocked.stderr
    assert "growth/arithmetic" in blocked.stdout + blocked.stderr
    assert repository.git("rev-list", "--all") == ""
    repository.write("barrels.md", RIGHT)
    repository.git("commit", "-m", "Barrels")
    assert repository.git("log", "--format=%an: %s") == "test: Barrels"


def test_the_hook_takes_what_is_read_and_no_tables() -> None:
    (hook,) = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    wanted = re.compile(hook["files"])
    left_out = {suffix for suffix in SUFFIXES if not wanted.search(f"reports/report{suffix}")}
    assert left_out == {".csv", ".tsv", ".xlsx"}
    assert wanted.search("REPORT.DOCX")
    assert not wanted.search("report.md.bak")
    assert not wanted.search("md")


def test_the_manifest_is_valid() -> None:
    if importlib.util.find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed")
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_the_page_names_the_hook() -> None:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml\n(repos:.*?)^```$", page, re.MULTILINE | re.DOTALL)
    configs = [yaml.safe_load(block) for block in blocks]
    assert configs
    (hook,) = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    assert {each["id"] for config in configs for repo in config["repos"] for each in repo["hooks"]} == {hook["id"]}
