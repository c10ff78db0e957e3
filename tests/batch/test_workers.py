"""Several reports at a time: the same results in the same order, and what dies or is wrong harms nothing else."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crossfoot.batch import checking, workers
from crossfoot.batch.cache import Cache
from crossfoot.batch.workers import Task, outcomes_of
from crossfoot.cli import app
from crossfoot.config import CheckSettings
from crossfoot.errors import CrossfootError, RuleError, UsageError
from crossfoot.model_checked import CheckedReport, Failure, Outcome

_CORPORA = Path(__file__).parents[2] / "corpora"
_REPORTS = 24
_SETTINGS = CheckSettings()

needs_fork = pytest.mark.skipif(
    multiprocessing.get_start_method() != "fork", reason="workers see what a test puts in only where they are forks"
)


@pytest.fixture(autouse=True)
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Task]:
    """More reports than are held ready ahead, each with a conflict of its own."""
    monkeypatch.chdir(tmp_path)
    tasks = []
    for number in range(_REPORTS):
        path = f"r{number:02}.md"
        Path(path).write_text(
            f"The harp market was worth $4.0 billion in 2023.\n\nIn 2023 it was worth ${number}.7 billion."
        )
        tasks.append(Task(path, _SETTINGS))
    return tasks


def _outcomes(tasks: Iterable[Task], jobs: int = 2) -> list[Outcome]:
    return list(outcomes_of(tasks, jobs, None))


Checked = Callable[[bytes, str, CheckSettings], CheckedReport | Failure]


def _dying(paths: Iterable[str], leave: Callable[[], object]) -> Checked:
    """Checks as always, and dies of some files."""
    real, deadly = checking.checked, frozenset(paths)

    def checked(data: bytes, path: str, settings: CheckSettings) -> CheckedReport | Failure:
        if path in deadly:
            leave()
        return real(data, path, settings)

    return checked


@needs_fork
@pytest.mark.parametrize("deadly", [["r00.md"], ["r05.md"], ["r23.md"], ["r03.md", "r04.md", "r21.md"]])
@pytest.mark.parametrize(
    "leave", [lambda: os._exit(1), lambda: os._exit(0), lambda: os.kill(os.getpid(), signal.SIGKILL)]
)
def test_a_death_fails_the_file_that_it_is_of(
    reports: list[Task], deadly: list[str], leave: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    undisturbed = _outcomes(reports, jobs=1)
    monkeypatch.setattr(checking, "checked", _dying(deadly, leave))
    outcomes = _outcomes(reports)
    assert [outcome.path for outcome in outcomes] == [task.path for task in reports]
    assert [outcome.path for outcome in outcomes if isinstance(outcome, Failure)] == deadly
    assert all("died" in outcome.reason for outcome in outcomes if isinstance(outcome, Failure))
    assert [each for each in outcomes if each.path not in deadly] == [
        each for each in undisturbed if each.path not in deadly
    ]


@needs_fork
def test_reports_behind_a_death_are_not_lost(reports: list[Task], monkeypatch: pytest.MonkeyPatch) -> None:
    # With one file held ready the pool that is new after a death has work when the next death is told.
    monkeypatch.setattr(workers, "_AHEAD", 1)
    deadly = [task.path for task in reports[::3]]
    monkeypatch.setattr(checking, "checked", _dying(deadly, lambda: os._exit(1)))
    outcomes = _outcomes(reports, jobs=4)
    assert [outcome.path for outcome in outcomes] == [task.path for task in reports]
    assert [outcome.path for outcome in outcomes if isinstance(outcome, Failure)] == deadly


@needs_fork
def test_a_death_is_not_kept_in_the_cache(reports: list[Task], monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(Path("cache"))
    with monkeypatch.context() as patch:
        patch.setattr(checking, "checked", _dying(["r05.md"], lambda: os._exit(1)))
        assert [type(each) for each in outcomes_of(reports, 2, cache)].count(Failure) == 1
    assert cache.content()[0] == _REPORTS - 1
    assert list(outcomes_of(reports, 2, cache)) == _outcomes(reports, jobs=1)


@needs_fork
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_breaks_in_a_check_fails_its_file(reports: list[Task], jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real = checking.report_of

    def report_of(document: object, settings: CheckSettings) -> object:
        if getattr(document, "path", None) == "r05.md":
            raise ZeroDivisionError("by nought")
        return real(document, settings)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "report_of", report_of)
    outcomes = _outcomes(reports, jobs)
    assert [type(each) for each in outcomes].count(Failure) == 1
    failure = outcomes[5]
    assert isinstance(failure, Failure)
    assert failure.crashed
    assert failure.reason.startswith("ZeroDivisionError: by nought")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        (replace(_SETTINGS, select=("no-such-rule",)), UsageError),
        (replace(_SETTINGS, report_date="soon"), UsageError),
        (replace(_SETTINGS, geography="nowhere"), CrossfootError),
        (replace(_SETTINGS, rules=("broken",)), RuleError),
        (replace(_SETTINGS, facts="missing.csv"), RuleError),
    ],
)
def test_wrong_settings_are_told_and_fail_no_report(
    reports: list[Task], jobs: int, wrong: CheckSettings, kind: type[Exception]
) -> None:
    Path("broken/topic").mkdir(parents=True)
    Path("broken/topic/rule.yaml").write_text("summary: 1\n")
    tasks = [*reports[:4], Task("r04.md", wrong), *reports[5:]]
    told: list[Outcome] = []
    with pytest.raises(kind):
        told.extend(outcomes_of(tasks, jobs, None))
    assert not [each for each in told if isinstance(each, Failure)]
    assert not multiprocessing.active_children()


def test_a_reader_who_leaves_ends_the_workers(reports: list[Task]) -> None:
    outcomes = outcomes_of(reports, 2, None)
    next(iter(outcomes))
    assert multiprocessing.active_children()
    del outcomes
    assert not multiprocessing.active_children()


def test_files_that_cannot_be_read_keep_their_place(reports: list[Task]) -> None:
    Path("r03.md").unlink()
    Path("r07.md").write_bytes(b"")
    outcomes = _outcomes(reports)
    assert outcomes == _outcomes(reports, jobs=1)
    assert [each.path for each in outcomes if isinstance(each, Failure)] == ["r03.md", "r07.md"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_standard_input_is_read_once_for_all_who_want_it(jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"The harp market was worth $9.0 billion in 2023.")))
    paths = ("-", "r01.md")
    tasks = [Task("-", _SETTINGS), Task("r01.md", _SETTINGS), Task("both", _SETTINGS, together=paths)]
    alone, _, both = _outcomes(tasks, jobs)
    assert isinstance(alone, CheckedReport)
    assert alone.items
    assert isinstance(both, CheckedReport)
    assert not both.notes
    assert {place.path for finding in both.findings for place in finding.evidence} == set(paths)


@pytest.mark.parametrize("form", ["json", "text"])
def test_output_does_not_depend_on_the_number_of_jobs(form: str) -> None:
    written = set()
    for jobs in ("1", "2", "4"):
        arguments = ["check", str(_CORPORA / "demo"), ".", "missing.md", "--no-config", "--no-cache", "--jobs", jobs]
        result = CliRunner().invoke(app, [*arguments, "--format", form, "--output", "out"])
        assert result.exit_code == 3, result.output
        written.add(Path("out").read_bytes())
    assert len(written) == 1
