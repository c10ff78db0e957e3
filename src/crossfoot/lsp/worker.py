"""One thread for all that takes long, so that the loop of messages never waits."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

Made = TypeVar("Made")


class Worker:
    """Does one job after the other. Its thread never keeps the process from ending.

    More threads would not be faster: the checks are Python, which runs in one thread at a time.
    """

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[tuple[asyncio.Future[Any], Callable[[], Any]]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    async def done(self, work: Callable[[], Made]) -> Made:
        """What the work gives. Work whose waiting task was cancelled before its turn is left out."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="crossfoot-check", daemon=True)
            self._thread.start()
        future: asyncio.Future[Made] = asyncio.get_running_loop().create_future()
        self._jobs.put((future, work))
        return await future

    def _run(self) -> None:
        while True:
            future, work = self._jobs.get()
            if future.cancelled():
                continue
            try:
                result, error = work(), None
            except Exception as raised:
                result, error = None, raised
            # The loop is closed where the server ended meanwhile.
            with contextlib.suppress(RuntimeError):
                future.get_loop().call_soon_threadsafe(_settle, future, result, error)


def _settle(future: asyncio.Future[Any], result: Any, error: Exception | None) -> None:
    if future.cancelled():
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
