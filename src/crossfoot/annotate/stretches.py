"""Where in a text a costly pattern can match at all: the stretches around a telling sign."""

from __future__ import annotations

import re


def stretches_near(
    text: str, sign: re.Pattern[str], before: int, after: int, folded: str | None = None
) -> list[tuple[int, int]]:
    """Stretches that reach `before` characters back from each sign and `after` on from it, in order and apart.

    Most of a report has neither a digit nor a word of time: a search of these stretches alone
    finds what a search of the whole text would, where no match reaches further from its sign.
    `folded` is the text in small letters, in which a sign of small letters is found much faster.
    """
    stretches: list[tuple[int, int]] = []
    # A letter whose small form is longer would move every place behind it.
    searched = folded if folded is not None and len(folded) == len(text) else text
    for match in sign.finditer(searched):
        start, end = max(0, match.start() - before), match.end() + after
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], end
        else:
            stretches.append((start, end))
    return stretches
