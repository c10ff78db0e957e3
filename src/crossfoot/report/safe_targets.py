"""Keeps outputs from replacing what they are made from."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from crossfoot.errors import UsageError


def refuse_overwriting(targets: Iterable[tuple[str, Path | None]], inputs: Iterable[str | Path | None]) -> None:
    """UsageError where a target (an option with its file) is one of the files that are read, or another's target."""
    read = {os.path.realpath(each) for each in inputs if each is not None}
    taken: dict[str, str] = {}
    for option, target in targets:
        if target is None:
            continue
        place = os.path.realpath(target)
        if place in read:
            raise UsageError(f"{option} {target}: is a file that is read here; name another one to write")
        if place in taken:
            raise UsageError(f"{option} {target}: is written by {taken[place]} as well; name another file")
        taken[place] = option
