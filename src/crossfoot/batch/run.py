"""One run over many reports: their settings, their outcomes, and what the house has said of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.batch.cache import Cache
from crossfoot.batch.workers import Task, outcomes_of
from crossfoot.config import CheckSettings, Configurations, Settings
from crossfoot.config.file import Set
from crossfoot.errors import RuleError
from crossfoot.model_checked import CheckedReport, Failure, Outcome, Standing
from crossfoot.model_results import Severity
from crossfoot.rules_folder import rule_ids, rules_folder
from crossfoot.suppress.baseline import Baseline
from crossfoot.suppress.sidecar import sidecar_allows
from crossfoot.suppress.standing import with_standing

if TYPE_CHECKING:
    from crossfoot.engine import Report
    from crossfoot.rulebook import Rule

CLEAN, FINDINGS, INCOMPLETE = 0, 1, 3
_RANK = {severity.value: rank for rank, severity in enumerate(Severity)}


@lru_cache(maxsize=16)
def _known_rules(folders: tuple[str, ...]) -> frozenset[str]:
    return rule_ids([rules_folder(), *map(Path, folders)])


def _joint_rules(settings: CheckSettings) -> frozenset[str]:
    """The rules that compare files of a publication."""
    from crossfoot.batch.checking import rule_book_of

    return frozenset(rule.id for rule in rule_book_of(settings).rules if rule.kind.joint)


class Run:
    """Checks reports under their configurations; `code` is the exit code of all that it gave so far."""

    def __init__(
        self, configurations: Configurations, jobs: int = 1, cache: Cache | None = None, with_baselines: bool = True
    ) -> None:
        """`jobs` is how many reports are checked at the same time, `cache` where results are kept."""
        self._with_baselines = with_baselines
        self._configurations = configurations
        self._jobs = jobs
        self._cache = cache
        self._baselines: dict[Path, Baseline] = {}
        self._settings: list[Settings] = []
        self._members: set[str] = set()
        self._codes = {CLEAN}

    @property
    def code(self) -> int:
        """0 clean, 1 findings from `fail-on` on, 3 not all was checked."""
        return max(self._codes)

    @property
    def baselines(self) -> tuple[Baseline, ...]:
        """The baselines that were looked at."""
        return tuple(self._baselines.values())

    def all_rules(self) -> tuple[Rule, ...]:
        """The rules of the house, selected or not, for formats that describe them."""
        from crossfoot.rulebook import RuleBook

        folders = [Path(folder) for settings in self._settings for folder in settings.check.rules]
        return RuleBook.load([rules_folder(), *dict.fromkeys(folders)]).rules

    def outcomes(self, paths: Iterable[str], together: bool = False) -> Iterator[Outcome]:
        """The outcome of each path, in their order, then those of the publications that they belong to.

        `together` says that the paths are one publication, beside those of the configurations. Raises
        UsageError and RuleError for wrong settings.
        """
        paths = tuple(paths)
        settings = [self._configurations.settings_for(path) for path in paths]
        for each in settings:
            self._baseline(each)
        self._settings += settings
        tasks = [(Task(path, each.check), each) for path, each in zip(paths, settings, strict=True)]
        yield from self._told([*tasks, *self._tasks_of(self._sets(paths, together))], paths)

    def _tasks_of(self, sets: Iterable[Set]) -> Iterator[tuple[Task, Settings]]:
        """What is to be done for some publications; the settings of its first file hold for each."""
        for each in sets:
            self._members.update(map(os.path.abspath, each.files))
            settings = self._configurations.settings_for(each.files[0])
            yield Task(each.name, replace(settings.check, facts=None), each.files), settings

    def _told(self, tasks: Sequence[tuple[Task, Settings]], paths: Sequence[str]) -> Iterator[Outcome]:
        outcomes = outcomes_of((task for task, _ in tasks), self._jobs, self._cache)
        for (task, settings), outcome in zip(tasks, outcomes, strict=True):
            settled = self.settled(outcome, settings, task.together)
            yield settled
            # A file that only its publication brings is told here; the others have been.
            for failure in settled.unread if isinstance(settled, CheckedReport) else ():
                if failure.path not in paths:
                    yield self.settled(failure, settings)

    def _sets(self, paths: Sequence[str], together: bool) -> list[Set]:
        """The publications that the paths belong to, each once."""
        sets = list(self._configurations.publications(paths))
        if together:
            given = Set(" + ".join(os.path.relpath(path) for path in paths), tuple(paths))
            declared = [set(map(os.path.abspath, each.files)) for each in sets]
            sets += [] if set(map(os.path.abspath, paths)) in declared else [given]
        return sets

    def publications(self, paths: Sequence[str]) -> Iterator[Outcome]:
        """The outcomes of the publications of some paths alone."""
        yield from self._told(list(self._tasks_of(self._sets(paths, together=False))), paths)

    def with_report(self, path: str) -> tuple[Report, CheckedReport] | Failure:
        """One report with its whole document, for outputs that show it. Never from the cache."""
        from crossfoot.batch.checking import checked_with_report, isolated, validate
        from crossfoot.batch.inputs import content_of

        settings = self._configurations.settings_for(path)
        check = settings.check
        self._baseline(settings)
        self._settings.append(settings)
        for each in self._sets([path], together=False):
            self._members.update(map(os.path.abspath, each.files))
        validate(check)
        made = isolated(path, lambda: checked_with_report(content_of(path, check.max_bytes), path, check))
        if isinstance(made, Failure):
            self._count(made, settings.fail_on)
            return made
        settled = self.settled(made[1], settings)
        assert isinstance(settled, CheckedReport)
        return made[0], settled

    def settled(self, outcome: Outcome, settings: Settings, together: Sequence[str] = ()) -> Outcome:
        """The outcome with the standing of its findings; its exit code is noted.

        `together` are the files of a publication, whose own allows then count.
        """
        if isinstance(outcome, CheckedReport):
            outcome = self._with_standing(outcome, settings, together)
        self._count(outcome, settings.fail_on)
        return outcome

    def _with_standing(self, report: CheckedReport, settings: Settings, together: Sequence[str]) -> Outcome:
        try:
            beside = [
                allow
                for path in together or (report.path,)
                for allow in sidecar_allows(path, report.findings, lambda: _known_rules(settings.check.rules))
            ]
        except RuleError as error:
            return Failure(report.path, f"its allows cannot be used: {error}")
        if together:  # what else the allows of its files do is told with the files
            beside = [allow for allow in beside if allow.covered]
        is_member = os.path.abspath(report.path) in self._members
        joint = _joint_rules(settings.check) if is_member and not together else ()
        baseline = self._baseline(settings)
        return with_standing(report, beside, () if baseline is None else baseline.known(report), joint)

    def _baseline(self, settings: Settings) -> Baseline | None:
        path = settings.baseline
        if path is None or not self._with_baselines:
            return None
        if path not in self._baselines:
            self._baselines[path] = Baseline.load(path)
        return self._baselines[path]

    def _count(self, outcome: Outcome, fail_on: str) -> None:
        if isinstance(outcome, Failure):
            self._codes.add(INCOMPLETE)
            return
        if outcome.unsupported is not None or outcome.crashes:
            self._codes.add(INCOMPLETE)
        if fail_on != "never" and any(
            finding.standing is Standing.NEW and _RANK[finding.severity.value] <= _RANK[fail_on]
            for finding in outcome.findings
        ):
            self._codes.add(FINDINGS)
