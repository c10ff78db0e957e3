"""A house's first week with Crossfoot, from the wheel to the first stale allow."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
REPORTS = 200
FAULTY = "The oak barrel market, worth $130 billion in 2023, will reach $245 billion by 2032 at a CAGR of 13.9%.\n"
ALLOW = "<!-- crossfoot: allow growth/arithmetic because the rate is that of another firm -->\n\n"


class House:
    """A folder of reports and the command as it was installed for it."""

    def __init__(self, folder: Path, command: Path) -> None:
        self.folder = folder
        self._command = command

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command in the house's folder."""
        return subprocess.run(
            [str(self._command), *arguments], cwd=self.folder, capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Monday: the wheel is installed where none of the checkout is, and the archive lies there, old faults and all."""
    folder = tmp_path_factory.mktemp("house")
    built = folder / "wheel"
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(built), str(ROOT)]
    subprocess.run(build, capture_output=True, check=True)
    venv.create(folder / "venv", with_pip=False)
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", f"--python={scripts / 'python'}", "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(next(built.glob("*.whl")))], capture_output=True, check=True)
    # The libraries come from where they are: to download them again would test the network.
    site = next((folder / "venv").glob("**/site-packages"))
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    _fill(folder / "archive")
    return House(folder, scripts / "crossfoot")


def _fill(archive: Path) -> None:
    """Two hundred reports: those of the corpora, over and over."""
    archive.mkdir()
    reports = sorted(path for path in (ROOT / "corpora").rglob("*") if path.suffix in {".md", ".html", ".txt"})
    for number in range(REPORTS):
        report = reports[number % len(reports)]
        shutil.copy(report, archive / f"{number:03}-{report.name}")


def test_the_first_week(house: House) -> None:
    folder = house.folder
    _monday(house)
    _tuesday(house)
    # Wednesday: a new report with a fault fails the build and is annotated where it stands.
    (folder / "archive" / "oak.md").write_text(FAULTY, encoding="utf-8")
    build = house.run("check", "--format", "github", "--format", "sarif", "--output", "oak.sarif", "archive")
    assert build.returncode == 1
    annotations = [line for line in build.stdout.splitlines() if line.startswith("::error ")]
    assert [line.partition("::From")[0] for line in annotations] == [
        "::error file=archive/oak.md,line=1,endLine=1,col=30,endColumn=42,"
        "title=Crossfoot growth/arithmetic (place 1 of 3)"
    ]
    results = json.loads((folder / "oak.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert [result["ruleId"] for result in results if result["baselineState"] == "new"] == ["growth/arithmetic"]
    # Thursday: the rate is right, since it is another firm's. An allow says so, with the reason.
    (folder / "archive" / "oak.md").write_text(ALLOW + FAULTY, encoding="utf-8")
    allowed = house.run("check", "archive")
    assert allowed.returncode == 0
    assert "(allowed: the rate is that of another firm) growth/arithmetic" in allowed.stdout
    without_reason = (ALLOW + FAULTY).replace(" because the rate is that of another firm", "")
    (folder / "archive" / "oak.md").write_text(without_reason, encoding="utf-8")
    refused = house.run("check", "archive/oak.md")
    assert refused.returncode == 1
    assert "allows growth/arithmetic without a reason" in refused.stdout
    # Friday: the rate was put right after all. The allow has nothing left to allow, and that is told.
    (folder / "archive" / "oak.md").write_text(ALLOW + FAULTY.replace("13.9", "7.3"), encoding="utf-8")
    stale = house.run("check", "--fail-on", "warning", "archive/oak.md")
    assert stale.returncode == 1
    assert "archive/oak.md:1:1: warning allow/stale" in stale.stdout


def _monday(house: House) -> None:
    """The configuration is written, and the archive is checked as it is."""
    assert house.run("init").returncode == 0
    config = house.folder / "crossfoot.toml"
    config.write_text(config.read_text(encoding="utf-8").replace("# jobs = 0", "jobs = 2"), encoding="utf-8")
    assert "crossfoot.toml:" in house.run("config").stdout
    first = house.run("check", "archive")
    assert first.returncode == 1, first.stderr
    assert f"{REPORTS} reports: " in first.stdout


def _tuesday(house: House) -> None:
    """What is there becomes the baseline: it stays visible and no longer counts."""
    written = house.run("baseline", "archive")
    assert written.returncode == 0, written.stderr
    config = house.folder / "crossfoot.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('# baseline = "crossfoot', 'baseline = "crossfoot'), encoding="utf-8")
    quiet = house.run("check", "archive")
    assert quiet.returncode == 0
    assert "0 errors, 0 warnings, 0 notes." in quiet.stdout
    assert "(in the baseline) growth/arithmetic" in quiet.stdout
