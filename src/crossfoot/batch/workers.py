"""Checks many files in the order given, in this process or in several."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from crossfoot.batch.cache import Cache, joined_key
from crossfoot.batch.inputs import content_of
from crossfoot.config import CheckSettings
from crossfoot.config.discovery import STANDARD_INPUT
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
        piped = _Piped()
        yield from (_found(task, cache) or _made(task, cache, piped.of(task)) for task in tasks)
    else:
        with _Pool(min(jobs, len(tasks)), cache) as pool:
            yield from pool.outcomes(tasks)
    if cache is not None:
        cache.prune()  # last: what this run asked for stays


def cores() -> int:
    """How many processes this one may use at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Piped:
    """Standard input: it can be read once, by this process alone, and several tasks may want it."""

    def __init__(self) -> None:
        self._content: bytes | Failure | None = None

    def of(self, task: Task) -> dict[str, bytes | Failure]:
        """Its content, for a task that reads it."""
        if STANDARD_INPUT not in task.files:
            return {}
        if self._content is None:
            self._content = _content(STANDARD_INPUT, task.settings.max_bytes)
        return {STANDARD_INPUT: self._content}


def _content(path: str, most: int) -> bytes | Failure:
    from crossfoot.batch.checking import isolated

    return isolated(path, partial(content_of, path, most))


def _found(task: Task, cache: Cache | None) -> CheckedReport | None:
    """The record of the cache, None where it has none or a file cannot be read.

    What is no ordinary file (standard input, a pipe) is left alone: to read it would be to empty it.
    """
    if cache is None or not all(map(os.path.isfile, task.files)):
        return None
    try:
        key = _key(cache, task, [content_of(path, task.settings.max_bytes) for path in task.files])
    except ReadError:
        return None
    return cache.get(key, task.path)


def _key(cache: Cache, task: Task, contents: Iterable[bytes]) -> str:
    keys = [cache.key_of(data, path, task.settings) for path, data in zip(task.files, contents, strict=True)]
    # Findings against figures of record tell the path of the record beside the report's.
    return joined_key((task.path, *keys, *task.files)) if task.together or task.settings.facts is not None else keys[0]


def _made(task: Task, cache: Cache | None, given: Mapping[str, bytes | Failure]) -> Outcome:
    """Read and check; what comes of it goes into the cache under the bytes that were read.

    `given` has the content of what was read already.
    """
    from crossfoot.batch.checking import checked, checked_together, validate

    validate(task.settings)
    most = task.settings.max_bytes
    contents = {path: given[path] if path in given else _content(path, most) for path in task.files}
    there = {path: data for path, data in contents.items() if not isinstance(data, Failure)}
    if task.together:
        outcome = checked_together(contents, task.path, task.settings)
    elif task.path in there:
        outcome = checked(there[task.path], task.path, task.settings)
    else:
        failure = contents[task.path]
        assert isinstance(failure, Failure)
        return failure
    whole = isinstance(outcome, CheckedReport) and not outcome.crashes and not outcome.unread
    if cache is not None and isinstance(outcome, CheckedReport) and whole and not given:
        cache.put(_key(cache, task, there.values()), outcome)
    return outcome


class _Pool:
    """Worker processes that are made when the first file needs one, and anew when one of them dies."""

    def __init__(self, jobs: int, cache: Cache | None) -> None:
        self._jobs = jobs
        self._cache = cache
        self._piped = _Piped()
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, *raised: object) -> None:
        # Nobody waits for what is still being checked: not after Ctrl-C, nor when the reader of a pipe has left.
        self._stop(at_once=kind is not None)

    def outcomes(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """The outcomes in the order of the tasks; only so many are held ready ahead."""
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
            return self._started(task, self._jobs)
        except BrokenProcessPool:
            self._stop()
            return self._started(task, self._jobs)

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
        outcome: Outcome
        try:
            outcome = self._started(task, 1).result()
        except BrokenProcessPool:
            outcome = Failure(task.path, _DIED)
        self._stop()
        return outcome

    def _started(self, task: Task, jobs: int) -> Future[Outcome]:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(jobs, initializer=_begin)
        given = self._piped.of(task)
        with _no_interrupts():
            return self._executor.submit(_made, task, self._cache, given)

    def _stop(self, at_once: bool = False) -> None:
        """End the workers, when all that was given to them is done or at once."""
        executor, self._executor = self._executor, None
        if executor is None:
            return
        if at_once:
            for process in list((executor._processes or {}).values()):
                process.kill()
        executor.shutdown(wait=True, cancel_futures=at_once)


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back while processes start: it is for this one, and they must get to know that first."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """What a worker does first: leave Ctrl-C to the run that it belongs to, and end with that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()


def _end_with_parent() -> None:
    """Let this worker end when the run that it belongs to is killed, which no queue would tell it."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait(sentinel: int, leave: Callable[[int], object]) -> None:
        multiprocessing.connection.wait([sentinel])
        leave(1)

    threading.Thread(target=wait, args=(parent.sentinel, os._exit), daemon=True).start()
