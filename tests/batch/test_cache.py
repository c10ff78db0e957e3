"""The cache: what decides an entry, and that nothing in its folder can make a result wrong."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from io import BytesIO, TextIOWrapper
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from typer.testing import CliRunner

from crossfoot.batch import cache as cache_module
from crossfoot.batch.cache import Cache
from crossfoot.batch.workers import Task, outcomes_of
from crossfoot.cli import app
from crossfoot.config import CheckSettings
from crossfoot.model_checked import CheckedReport

_TEXT = (
    "The harp market was worth $4.0 billion in 2023. In 2023 the harp market was worth $5.0 billion. "
    "<!-- crossfoot: allow value/conflict because two firms say so -->\n"
)
_OTHER_VALUES = {
    "select": ("growth",),
    "ignore": ("growth",),
    "severities": (("growth", "off"),),
    "rules": ("house-rules",),
    "geography": "emea",
    "report_date": "2024",
    "same_company": (("One", "Other"),),
    "same_market": (("one", "other"),),
    "facts": "figures.csv",
    "max_bytes": 1000,
    "max_pages": 10,
    "max_seconds": 10.0,
}


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with one report."""
    monkeypatch.chdir(tmp_path)
    Path("report.md").write_text(_TEXT)


def _checked(path: str = "report.md", folder: str = "cache", settings: CheckSettings | None = None) -> CheckedReport:
    (outcome,) = outcomes_of([Task(path, settings or CheckSettings())], 1, Cache(Path(folder)))
    assert isinstance(outcome, CheckedReport)
    return outcome


def _entry(folder: str = "cache") -> Path:
    (entry,) = Path(folder).glob("??/*")
    return entry


def _key(settings: CheckSettings, data: bytes = b"text", path: str = "a.md") -> str:
    """A key as a new run makes it: what the settings name is read once by each."""
    return Cache(Path("cache")).key_of(data, path, settings)


def _with_checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).digest() + body


@pytest.mark.parametrize(
    "damaged",
    [
        lambda data: b"",
        lambda data: data[:20],
        lambda data: data[:-1],
        lambda data: data + b" ",
        lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:],
        lambda data: _with_checksum(b"{]"),
        lambda data: _with_checksum(b"[1, 2]"),
        lambda data: _with_checksum(b'{"path": "report.md"}'),
        lambda data: _with_checksum(b"\xff\xfe"),
    ],
)
def test_a_damaged_entry_is_ignored_and_written_anew(damaged: Callable[[bytes], bytes]) -> None:
    right = _checked()
    entry = _entry()
    good = entry.read_bytes()
    entry.write_bytes(damaged(good))
    assert Cache(Path("cache")).get(entry.parent.name + entry.name, "report.md") is None
    assert _checked() == right
    assert entry.read_bytes() == good


def test_an_entry_is_used_and_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    right = _checked()
    monkeypatch.setattr("crossfoot.batch.checking.checked", lambda *_: pytest.fail("checked again"))
    assert _checked() == right


def test_content_and_suffix_are_a_part_of_the_key() -> None:
    keys = {_key(CheckSettings(), data, path) for data in (b"one", b"other", b"") for path in ("a.md", "a.html", "a")}
    assert len(keys) == 9
    assert _key(CheckSettings(), path="elsewhere/b.MD") == _key(CheckSettings(), path="a.md")


def test_every_setting_is_a_part_of_the_key() -> None:
    assert set(_OTHER_VALUES) == {field.name for field in fields(CheckSettings)}
    plain = CheckSettings()
    changed = [replace(plain, **{name: value}) for name, value in _OTHER_VALUES.items()]
    assert len({_key(settings) for settings in (plain, *changed)}) == len(changed) + 1


@pytest.mark.parametrize(
    ("settings", "file"),
    [
        (CheckSettings(rules=("house",)), "house/topic/rule.yaml"),
        (CheckSettings(rules=("house",)), "house/topic/rule.yml"),
        (CheckSettings(geography="profile.yaml"), "profile.yaml"),
        (CheckSettings(geography="profile.yml"), "profile.yml"),
        (CheckSettings(facts="figures.csv"), "figures.csv"),
    ],
)
def test_the_files_that_settings_name_are_a_part_of_the_key(settings: CheckSettings, file: str) -> None:
    keys = [_key(settings)]
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    for content in ("one: 1", "one: 2", "one: 3"):
        Path(file).write_text(content)
        keys.append(_key(settings))
    assert len(set(keys)) == 4


def test_a_rule_file_that_cannot_be_read_stops_no_key() -> None:
    Path("house/topic/rule.yaml").mkdir(parents=True)
    assert _key(CheckSettings(rules=("house",)))


def test_the_packages_that_are_installed_are_a_part_of_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = cache_module._installed()
    assert any(name.startswith("lxml-") for name in installed)
    before = cache_module._program()
    monkeypatch.setattr(cache_module, "_installed", lambda: [*installed, "parser-2.0.dist-info"])
    assert cache_module._program.__wrapped__() != before


def test_the_same_content_elsewhere_is_told_under_its_own_path() -> None:
    first = _checked()
    Path("sub").mkdir()
    Path("sub/copy.md").write_text(_TEXT)
    copy = _checked("sub/copy.md")
    assert len(list(Path("cache").glob("??/*"))) == 1
    assert copy == _checked("sub/copy.md", "another-cache")
    assert copy.path == "sub/copy.md"
    assert {place.path for finding in copy.findings for place in finding.evidence} == {"sub/copy.md"}
    assert [allow.path for allow in copy.allows] == ["sub/copy.md"]
    assert first.findings[0].evidence[0].path == "report.md"


@pytest.mark.parametrize("copy", ["copy.md", "figures-copy.csv"])
def test_the_record_keeps_its_own_path_beside_a_copy(copy: str) -> None:
    Path("figures.csv").write_text("subject,concept,period,value,unit\nharp market,market-size,2023,7000000000,USD\n")
    settings = CheckSettings(facts="figures.csv")
    original = "report.md" if copy.endswith(".md") else "figures.csv"
    Path(copy).write_bytes(Path(original).read_bytes())
    _checked(original, settings=settings)
    assert _checked(copy, settings=settings) == _checked(copy, "another-cache", settings)
    if original == "report.md":
        findings = [each for each in _checked(copy, settings=settings).findings if len(each.evidence) > 1]
        assert "figures.csv" in {place.path for finding in findings for place in finding.evidence}


def test_runs_at_the_same_time_share_a_cache() -> None:
    for number in range(8):
        Path(f"r{number}.md").write_text(_TEXT.replace("5.0", f"{number}.5"))

    def run(number: int) -> bytes:
        command = [sys.executable, "-m", "crossfoot", "check", *sorted(map(str, Path().glob("r?.md"))), "--no-config"]
        command += ["--format", "json", "--cache-dir", "cache", "--output", f"out-{number}.json"]
        with Popen(command, stderr=PIPE) as process:
            assert process.communicate(timeout=60)[1] == b""
        return Path(f"out-{number}.json").read_bytes()

    with ThreadPoolExecutor(4) as pool:
        outputs = set(pool.map(run, range(4)))
    assert outputs == {run(5)}
    assert not list(Path("cache").glob("??/*.part"))


def test_a_cache_that_cannot_be_written_does_no_harm() -> None:
    Path("cache").write_text("a file where the folder should be")
    right = _checked(folder="another-cache")
    assert _checked() == right
    assert _checked() == right
    assert Path("cache").read_text() == "a file where the folder should be"


def test_an_entry_that_is_a_folder_does_no_harm() -> None:
    right = _checked()
    entry = _entry()
    entry.unlink()
    entry.mkdir()
    assert _checked() == right
    assert not list(Path("cache").glob("??/*.part"))


def test_only_old_entries_are_pruned() -> None:
    ages = {"ab/kept": 29, "ab/old": 31, "cd/new.part": 0.5, "cd/left.part": 1.5}
    for name, days in ages.items():
        path = Path("cache") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.utime(path, (time.time() - days * 86400,) * 2)
    Cache(Path("cache")).prune()
    assert sorted(str(path.relative_to("cache")) for path in Path("cache").glob("??/*")) == ["ab/kept", "cd/new.part"]
    # Once a day is enough: what gets old meanwhile stays until then.
    os.utime("cache/ab/kept", (0, 0))
    Cache(Path("cache")).prune()
    assert Path("cache/ab/kept").exists()
    os.utime("cache/pruned", (0, 0))
    Cache(Path("cache")).prune()
    assert not Path("cache/ab/kept").exists()


def test_a_run_prunes_and_keeps_what_it_asked_for() -> None:
    right = _checked()
    entry, left = _entry(), Path("cache/zz/left.part")
    left.parent.mkdir()
    left.touch()
    for path in (entry, left, Path("cache/pruned")):
        os.utime(path, (0, 0))
    assert _checked() == right
    assert entry.exists()
    assert not left.exists()


def test_pruning_a_cache_that_is_not_there_makes_none() -> None:
    Cache(Path("nowhere")).prune()
    assert not Path("nowhere").exists()


@pytest.mark.parametrize("jobs", [1, 2])
def test_standard_input_is_never_kept(jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("other.md").write_text("Nothing of note stands here.")
    for text in (_TEXT, _TEXT.replace("5.0", "6.0")):
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text.encode())))
        told, other = outcomes_of(
            [Task("-", CheckSettings()), Task("other.md", CheckSettings())], jobs, Cache(Path("cache"))
        )
        assert isinstance(told, CheckedReport)
        assert [place.place.quote for place in told.findings[0].evidence][1] == (
            "$5.0" if text is _TEXT else "$6.0"
        ) + (" billion")
        assert isinstance(other, CheckedReport)
    assert len(list(Path("cache").glob("??/*"))) == 1


def test_a_pipe_is_read_once_and_its_content_kept_for_no_file() -> None:
    for figure in ("$5.0 billion", "$6.0 billion"):
        reading, writing = os.pipe()
        os.write(writing, _TEXT.replace("$5.0 billion", figure).encode())
        os.close(writing)
        report = _checked(f"/dev/fd/{reading}")
        os.close(reading)
        assert figure in {place.place.quote for place in report.findings[0].evidence}


def test_no_cache_writes_nothing() -> None:
    result = CliRunner().invoke(app, ["check", "report.md", "--no-config", "--no-cache", "--cache-dir", "cache"])
    assert result.exit_code == 0, result.output
    assert not Path("cache").exists()
