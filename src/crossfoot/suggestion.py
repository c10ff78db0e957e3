"""The nearest valid name for a wrong one. It only ever suggests; nothing is accepted by it."""

from __future__ import annotations

from collections.abc import Iterable

_LIKENESS = 60.0


def nearest(word: str, valid: Iterable[str]) -> str | None:
    """The valid name that looks most like `word`, or None where none is close."""
    from rapidfuzz import fuzz, process, utils

    best = process.extractOne(
        word, sorted(valid), scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=_LIKENESS
    )
    return None if best is None else str(best[0])


def did_you_mean(word: str, valid: Iterable[str]) -> str:
    """The end of a sentence about a wrong name: the nearest valid name, else all of them."""
    names = sorted(set(valid))
    best = nearest(word, names)
    if best is not None:
        return f"; did you mean `{best}`?"
    return f"; valid are: {', '.join(names)}" if names else ""
