"""What a killed run leaves behind: whole outputs, a cache that loads, no processes, and the next run right."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crossfoot.batch.cache import Cache
from crossfoot.cli import app

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found in /proc")

_REGRESSION = Path(__file__).parents[2] / "corpora" / "regression"
_REPORTS = 12
_OUTPUTS = {"out.json": "json", "out.txt": "text", "out.sarif": "sarif", "out.csv": "csv"}
_OLD = b"what stood here before\n"
_PATIENCE = 20
_RUNS: list[subprocess.Popen[str]] = []
# Entries of the cache that are there when the run is killed: from before the first one to after the last.
_MOMENTS = [0, *sorted(random.Random(20).sample(range(1, _REPORTS), 7)), _REPORTS, _REPORTS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports with and without faults."""
    folder = tmp_path_factory.mktemp("house")
    (folder / "reports").mkdir()
    sources = sorted(path for path in _REGRESSION.iterdir() if path.suffix in (".md", ".html", ".txt"))
    for path in sources[-_REPORTS:]:
        (folder / "reports" / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture(autouse=True)
def _in_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test works in the folder, and a run that a failed test leaves is ended."""
    monkeypatch.chdir(folder)
    _RUNS.clear()
    yield
    for run in _RUNS:
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
            run.communicate()


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The outputs of a run that nobody disturbs, without a cache."""
    target = tmp_path_factory.mktemp("undisturbed")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        CliRunner().invoke(app, ["check", "reports", "--no-config", "--no-cache", *_outputs(target)])
    return _contents(target)


def _outputs(target: Path) -> list[str]:
    return [word for name, form in _OUTPUTS.items() for word in ("--format", form, "--output", str(target / name))]


def _contents(target: Path) -> dict[str, bytes]:
    return {name: (target / name).read_bytes() for name in _OUTPUTS}


def _started(*arguments: str, jobs: int = 2, handed: tuple[int, ...] = ()) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "crossfoot", *arguments, "--no-config", "--jobs", str(jobs)]
    _RUNS.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True, pass_fds=handed))
    return _RUNS[-1]


@pytest.fixture
def silent_pipe() -> Iterator[int]:
    """The end of a pipe, as a shell hands it over (`<(…)`), into which nobody ever writes."""
    reading, writing = os.pipe()
    yield reading
    os.close(reading)
    os.close(writing)


def _entries(cache: Path) -> list[Path]:
    return [entry for entry in cache.glob("??/*") if entry.suffix != ".part"]


def _wait(condition: Callable[[], bool]) -> None:
    """Until the condition holds; a run that hangs fails here."""
    end = time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < end, "what was waited for did not come"
        time.sleep(0.001)


def _living(session: int) -> Iterator[int]:
    """The processes of a session that have not ended."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, own, *_ = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(own) == session and state != "Z":
            yield int(folder.name)


def _killed(run: subprocess.Popen[str], whole_group: bool) -> None:
    """Kill a run, all of it or the first process alone, which its workers must not outlive."""
    (os.killpg if whole_group else os.kill)(run.pid, signal.SIGKILL)
    run.communicate()
    _wait(lambda: not list(_living(run.pid)))


@pytest.mark.parametrize(("turn", "entries"), list(enumerate(_MOMENTS)))
def test_a_killed_run_leaves_nothing_half_done(
    turn: int, entries: int, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    cache, target = tmp_path / "cache", tmp_path / "target"
    target.mkdir()
    for name in _OUTPUTS:
        (target / name).write_bytes(_OLD)
    run = _started("check", "reports", "--cache-dir", str(cache), *_outputs(target))
    # The last two moments are those in which the outputs are written: when the first one has begun or is there.
    writing = turn >= len(_MOMENTS) - 2

    def is_there() -> bool:
        begun = not writing or len(list(target.iterdir())) > len(_OUTPUTS) or (target / "out.json").read_bytes() != _OLD
        return (len(_entries(cache)) >= entries and begun) or run.poll() is not None

    _wait(is_there)
    _killed(run, whole_group=turn % 2 == 0)
    for name, content in _contents(target).items():
        assert content in (_OLD, undisturbed[name])
    stray = {path.name for path in target.iterdir()} - set(_OUTPUTS)
    assert all(name.startswith(".") and name.endswith(".part") for name in stray)
    for entry in _entries(cache):
        assert Cache(cache).get(entry.parent.name + entry.name, "report.md") is not None
    again = CliRunner().invoke(app, ["check", "reports", "--no-config", "--cache-dir", str(cache), *_outputs(target)])
    assert again.exit_code == 1
    assert _contents(target) == undisturbed
    assert len(_entries(cache)) == _REPORTS


@pytest.mark.parametrize("entries", [0, 5, _REPORTS])
def test_a_baseline_is_the_old_one_or_the_new_one(entries: int, tmp_path: Path) -> None:
    cache, target, whole = tmp_path / "cache", tmp_path / "baseline.json", tmp_path / "whole.json"
    CliRunner().invoke(app, ["baseline", "reports", "--no-config", "--no-cache", "--output", str(whole)])
    CliRunner().invoke(app, ["baseline", "reports/value-impossible.md", "--no-config", "--output", str(target)])
    old = target.read_bytes()
    assert old != whole.read_bytes()
    run = _started("baseline", "reports", "--cache-dir", str(cache), "--output", str(target))
    _wait(lambda: len(_entries(cache)) >= entries or run.poll() is not None)
    _killed(run, whole_group=True)
    assert target.read_bytes() in (old, whole.read_bytes())
    CliRunner().invoke(app, ["baseline", "reports", "--no-config", "--cache-dir", str(cache), "--output", str(target)])
    assert target.read_bytes() == whole.read_bytes()


def _interrupted(run: subprocess.Popen[str], whole_group: bool) -> str:
    """Press Ctrl-C: what the run says on standard error. It ends with 130, and its workers with it."""
    (os.killpg if whole_group else os.kill)(run.pid, signal.SIGINT)
    try:
        said = run.communicate(timeout=_PATIENCE)[1]
    finally:
        left = list(_living(run.pid))
        for process in left:
            os.kill(process, signal.SIGKILL)
    assert run.returncode == 130
    assert not left
    return said


@pytest.mark.parametrize("entries", [1, 6])
@pytest.mark.parametrize("whole_group", [True, False])
def test_ctrl_c_ends_a_run_without_a_word(entries: int, whole_group: bool, tmp_path: Path, silent_pipe: int) -> None:
    # A pipe that nobody writes to holds the run where it is, in a worker: it must not be waited for.
    pipe, cache, target = f"/dev/fd/{silent_pipe}", tmp_path / "cache", tmp_path / "target"
    target.mkdir()
    for name in _OUTPUTS:
        (target / name).write_bytes(_OLD)
    run = _started("check", "reports", pipe, "--cache-dir", str(cache), *_outputs(target), handed=(silent_pipe,))
    _wait(lambda: len(_entries(cache)) >= entries)
    assert _interrupted(run, whole_group) == ""
    assert set(_contents(target).values()) == {_OLD}
    assert len(list(target.iterdir())) == len(_OUTPUTS)


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_is_heard_where_a_report_never_comes(jobs: int, tmp_path: Path, silent_pipe: int) -> None:
    pipe, cache, target = f"/dev/fd/{silent_pipe}", tmp_path / "cache", tmp_path / "out.json"
    told = ("--cache-dir", str(cache), "--output", str(target))
    run = _started("check", "reports/value-impossible.md", pipe, *told, jobs=jobs, handed=(silent_pipe,))
    _wait(lambda: len(_entries(cache)) == 1)
    assert _interrupted(run, whole_group=True) == ""
    assert not target.exists()
