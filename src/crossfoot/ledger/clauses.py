"""The clause around a figure and the part that the figure plays in it."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from crossfoot.model import Mention, Span

_CLAUSE_BREAK = re.compile(
    r";|(?:,\s*|\s+)(?:while|whereas|but|although|though)\b|,\s+(?:followed by|with|and)\b|\s[–—]\s|"
    r",\s+(?=which\b|who\b)"
)
_FEW = r"(?:[\w’'\-]+\s+){0,4}?"
_HEDGES = (
    r"(?:(?:about|around|approximately|roughly|nearly|almost|some|over|under|just|only|a|an|the|to|of|pro|forma)\s+)*"
)
_FROM = re.compile(
    r"\b(?:from|compared\s+(?:to|with)|versus|vs\.?|(?:as\s+)?against|relative\s+to|over\s+the)\s+"
    rf"(?:(?!to\b|of\b|and\b)[\w’'\-.]+\s+){{0,5}}?(?:of\s+)?{_HEDGES}$",
    re.IGNORECASE,
)
_BRACKET_FROM = re.compile(
    r"\(\s*(?:from\s+|compared\s+(?:to|with)\s+)?(?:[\w’'/\- ]{0,20}:\s*)?(?:pro forma\s+)?$", re.IGNORECASE
)
_TO = re.compile(
    rf"\b(?:to|reach(?:es|ed|ing)?|hit(?:s|ting)?|total(?:s|l?ed|l?ing)?|at|surpass(?:es|ed|ing)?|exceed(?:s|ed|ing)?)\s+{_FEW}$",
    re.IGNORECASE,
)
_BY = re.compile(rf"\b(?:by)\s+{_HEDGES}(?:another\s+|an?\s+|further\s+|additional\s+)*$", re.IGNORECASE)
_INCREMENT = re.compile(
    r"\b(?:add(?:s|ed|ing)?|additional|incremental|extra|(?:increase|growth|rise|gain|decline|decrease|drop|fall|reduction)"
    r"\s+of|opportunity\s+of|savings?\s+of)\s+(?:an?\s+|about\s+|approximately\s+|nearly\s+|around\s+)*$",
    re.IGNORECASE,
)
_AMOUNT_OF_CHANGE = re.compile(
    r"\b(?:up|down|rose|fell|grew|increas(?:ed|ing)|decreas(?:ed|ing)|declin(?:ed|ing)|dropped|gain(?:ed|ing)|climbed|higher|lower)"
    rf"\s+(?:by\s+)?{_HEDGES}$",
    re.IGNORECASE,
)
_COMBINED = re.compile(r"\b(?:together|collectively|combined|jointly|in total|altogether)\b", re.IGNORECASE)
_REMAINING = re.compile(r"\b(?:remaining|remainder|the rest|balance)\b", re.IGNORECASE)

_FOR_THE_REST = re.compile(r"\s*(?:going\s+)?(?:to|for|from|by)\s+the\s+(?:rest|remainder)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words before and after a figure inside its sentence, cut at the neighbouring figures.

    `left` and `right` stop at the neighbours; `clause` is the whole clause; `before` is
    everything in the sentence before the figure.
    """

    left: str
    right: str
    clause: Span
    before: str
    after: str


def clauses(text: str, sentence: Span) -> list[Span]:
    """The clauses of a sentence, in order; together they cover it."""
    cuts = [found.start() for found in _CLAUSE_BREAK.finditer(text, sentence.start, sentence.end)]
    edges = [sentence.start, *cuts, sentence.end]
    return [Span(start, end) for start, end in itertools.pairwise(edges) if end > start]


def surroundings(text: str, sentence: Span, figures: list[Mention], index: int) -> Surroundings:
    """What stands around the figure `figures[index]` (all figures of the sentence, in order)."""
    figure = figures[index]
    start = figures[index - 1].span.end if index else sentence.start
    end = figures[index + 1].whole.start if index + 1 < len(figures) else sentence.end
    clause = next(c for c in clauses(text, sentence) if c.end > figure.span.start)
    return Surroundings(
        left=text[max(start, figure.whole.start - 160) : figure.whole.start],
        right=text[figure.span.end : min(end, figure.span.end + 120)],
        clause=clause,
        before=text[max(sentence.start, figure.whole.start - 400) : figure.whole.start],
        after=text[figure.span.end : min(sentence.end, figure.span.end + 200)],
    )


def roles(around: Surroundings) -> frozenset[str]:
    """The parts that the words give the figure: `from`, `to`, `by`, `increment`, `combined`, `remaining`.

    `from` is the value that another one is measured against, wherever it stands.
    """
    found: set[str] = set()
    tail = around.left[-70:]
    if _FROM.search(tail) or (_BRACKET_FROM.search(tail) and re.search(r"\bform?a|:\s*$|from|compared", tail)):
        found.add("from")
    elif _TO.search(tail):
        found.add("to")
    if _BY.search(tail):
        found.add("by")
    if _INCREMENT.search(tail) or (_AMOUNT_OF_CHANGE.search(tail) and "to" not in found):
        found.add("increment")
    near = around.left[-60:] + " " + around.right[:40]
    if _COMBINED.search(near):
        found.add("combined")
    if _REMAINING.search(around.left[-45:]) or _FOR_THE_REST.match(around.right):
        found.add("remaining")
    return frozenset(found)
