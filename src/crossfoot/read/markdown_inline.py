"""A Markdown parser whose inline tokens know where they stand.

markdown-it-py gives lines only. Its inline state is told to note in each token where in the
inline text the token begins; what joins tokens afterwards, and so would lose the place, is off.
"""

from __future__ import annotations

from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

_PLACE = "place"


def make_parser(max_depth: int) -> MarkdownIt:
    """CommonMark with tables; blocks nested deeper than `max_depth` are dropped by the library."""
    parser = MarkdownIt("commonmark", {"maxNesting": max_depth}).enable("table")
    placing = _PlacingInline()
    placing.ruler.enableOnly(parser.inline.ruler.get_active_rules())
    placing.ruler2.enableOnly(["balance_pairs", "emphasis"])
    parser.inline = placing
    parser.core.ruler.disable("text_join")
    return parser


def place_of(token: Token) -> int:
    """Where in the content of its inline token a child begins."""
    place = token.meta[_PLACE]
    assert isinstance(place, int)
    return place


class _PlacingState(StateInline):
    """Notes where tokens and pending text begin."""

    _pending_place: int | None = None
    _run_place = -1  # where the rule that runs began, and how much it has pushed as text
    _run_length = 0

    def append_pending(self, text: str) -> None:
        if self._pending_place is None:
            self._pending_place = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 (the library's name)
        token = super().pushPending()
        token.meta[_PLACE] = self._pending_place
        self._pending_place = None
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        self._pending_place = None  # a line break may have trimmed all that was pending
        place = self.pos
        if ttype == "text":
            # A run of `*` is pushed as one token a character before the position moves on.
            if self._run_place == self.pos:
                place += self._run_length
            else:
                self._run_place, self._run_length = self.pos, 0
            self._run_length += 1
        token.meta[_PLACE] = place
        return token


class _PlacingInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _PlacingState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens
