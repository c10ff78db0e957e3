"""Regular expressions of rule files: valid, and never longer at work than a time limit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated

import regex
from pydantic import AfterValidator

from crossfoot.model import Span

TIME_LIMIT = 5.0
"""Seconds that one search may take; a paragraph takes far less than a hundredth of one."""


def _compiles(expression: str) -> str:
    """The expression itself; ValueError where it is none."""
    try:
        regex.compile(expression)
    except regex.error as error:
        raise ValueError(f"no valid regular expression: {error}") from error
    return expression


Expression = Annotated[str, AfterValidator(_compiles)]
"""A regular expression in a rule file, in the syntax of the `regex` library (that of Python's `re`, and more)."""


@lru_cache(maxsize=512)
def _compiled(expression: str, ignore_case: bool) -> regex.Pattern[str]:
    return regex.compile(expression, regex.IGNORECASE if ignore_case else 0)


def places_of(expression: str, text: str, span: Span, ignore_case: bool = False) -> Iterator[Span]:
    """Where an expression stands in a part of a text; TimeoutError where it takes longer than the limit."""
    for found in _compiled(expression, ignore_case).finditer(text, span.start, span.end, timeout=TIME_LIMIT):
        yield Span(found.start(), found.end())


def stands_in(expression: str, text: str) -> bool:
    """Whether an expression stands in a text, whatever the case of its letters; TimeoutError as above."""
    return _compiled(expression, True).search(text, timeout=TIME_LIMIT) is not None
