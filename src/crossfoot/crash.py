"""An unexpected exception in words, for reports that go on without what broke."""

from __future__ import annotations

import traceback
from pathlib import PurePath


def described(error: BaseException) -> str:
    """The exception in one line: its type, its words, and the line of code where it arose."""
    frames = traceback.extract_tb(error.__traceback__)
    words = " ".join(str(error).split())
    where = f" (in {frames[-1].name}, {PurePath(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {words}{where}" if words else f"{type(error).__name__}{where}"
