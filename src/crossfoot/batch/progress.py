"""A bar on a long run: on standard error, only on a terminal, gone when the run is over."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Seen = TypeVar("Seen")

_WORTH_A_BAR = 2


def with_progress(results: Iterable[Seen], total: int, alone: bool) -> Iterator[Seen]:
    """The results as they come. `alone` says that nothing else is written to the screen meanwhile.

    Where findings scroll over the terminal anyway, they are the progress.
    """
    busy = not alone and sys.stdout.isatty()
    if total < _WORTH_A_BAR or busy or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Checking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Checking", total=total)
        for result in results:
            yield result
            progress.advance(task)
