"""Checks many files in the order given, in this process or in several."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial

from crossfoot.batch.cache import Cache, joined_key, key_of
from crossfoot.batch.inputs import STANDARD_INPUT, content_of
from crossfoot.config import CheckSettings
from crossfoot.errors import ReadError
from crossfoot.model_checked import CheckedReport, Failure, Outcome

_AHEAD = 8
_DIED = "the process that read it died; it may be damaged or need too much memory"


@dataclass(frozen=True, slots=True)
class Task:
    """One file to check, or the files of one publication (`together`) to check against each other."""

    path: str
    settings: CheckSettings
    together: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The files that it reads."""
        return self.together or (self.path,)


def outcomes_of(tasks: Iterable[Task], jobs: int, cache: Cache | None) -> Iterator[Outcome]:
    """The outcome of each task, in the order of the tasks whatever the number of jobs."""
    tasks = list(tasks)
    if jobs <= 1 or len(tasks) <= 1:
        yield from (_found_or_made(task, cache) for task in tasks)
        return
    with _Pool(min(jobs, len(tasks)), cache) as pool:
        yield from pool.outcomes(tasks)


def cores() -> int:
    """How many processes this one may use at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _found_or_made(task: Task, cache: Cache | None) -> Outcome:
    return _found(task, cache) or _made(task, cache)


def _found(task: Task, cache: Cache | None) -> CheckedReport | None:
    """The record of the cache, None where it has none or a file cannot be read."""
    if cache is None or STANDARD_INPUT in task.files:
        return None
    try:
        key = _key(task, [content_of(path, task.settings.max_bytes) for path in task.files])
    except ReadError:
        return None
    return cache.get(key, task.path)


def _key(task: Task, contents: Iterable[bytes]) -> str:
    keys = [key_of(data, path, task.settings) for path, data in zip(task.files, contents, strict=True)]
    return joined_key((*keys, *task.files)) if task.together else keys[0]


def _made(task: Task, cache: Cache | None) -> Outcome:
    """Read and check; what comes of it goes into the cache under the bytes that were read."""
    from crossfoot.batch.checking import checked, checked_together, isolated, validate

    validate(task.settings)
    most = task.settings.max_bytes
    contents = {path: isolated(path, partial(content_of, path, most)) for path in task.files}
    there = {path: data for path, data in contents.items() if not isinstance(data, Failure)}
    if task.together:
        outcome = checked_together(there, task.path, task.settings)
    elif task.path in there:
        outcome = checked(there[task.path], task.path, task.settings)
    else:
        failure = contents[task.path]
        assert isinstance(failure, Failure)
        return failure
    whole = isinstance(outcome, CheckedReport) and not outcome.crashes and len(there) == len(task.files)
    if cache is not None and isinstance(outcome, CheckedReport) and whole:
        cache.put(_key(task, there.values()), outcome)
    return outcome


class _Pool:
    """Worker processes that are made when the first file needs one, and anew when one of them dies."""

    def __init__(self, jobs: int, cache: Cache | None) -> None:
        self._jobs = jobs
        self._cache = cache
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *raised: object) -> None:
        self._stop()

    def outcomes(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        waiting: deque[tuple[Task, CheckedReport | Future[Outcome]]] = deque()
        for task in tasks:
            waiting.append((task, _found(task, self._cache) or self._submitted(task)))
            if len(waiting) > _AHEAD * self._jobs:
                yield self._outcome(*waiting.popleft())
        while waiting:
            yield self._outcome(*waiting.popleft())

    def _submitted(self, task: Task) -> Future[Outcome]:
        from crossfoot.batch.checking import validate

        validate(task.settings)  # here, since what is wrong with the settings is no fault of one report
        try:
            return self._running(self._jobs).submit(_made, task, self._cache)
        except BrokenProcessPool:
            self._stop()
            return self._running(self._jobs).submit(_made, task, self._cache)

    def _outcome(self, task: Task, result: CheckedReport | Future[Outcome]) -> Outcome:
        if not isinstance(result, Future):
            return result
        try:
            return result.result()
        except BrokenProcessPool:
            return self._alone(task)

    def _alone(self, task: Task) -> Outcome:
        """A death breaks all that runs beside it: each is tried again with no other file near."""
        self._stop()
        try:
            return self._running(1).submit(_made, task, self._cache).result()
        except BrokenProcessPool:
            return Failure(task.path, _DIED)
        finally:
            self._stop()

    def _running(self, jobs: int) -> ProcessPoolExecutor:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(jobs, initializer=_end_with_parent)
        return self._executor

    def _stop(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None


def _end_with_parent() -> None:
    """Let this worker end when the run that it belongs to is killed, which no queue would tell it."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait(sentinel: int, leave: Callable[[int], object]) -> None:
        multiprocessing.connection.wait([sentinel])
        leave(1)

    threading.Thread(target=wait, args=(parent.sentinel, os._exit), daemon=True).start()
