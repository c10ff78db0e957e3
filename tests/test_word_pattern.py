"""The letter tree of a list of words matches the words and nothing else."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from crossfoot.word_pattern import any_of

WORDS = st.lists(st.text("abcd .*", min_size=1, max_size=6), min_size=1, max_size=12)


@given(WORDS, st.text("abcd .*", min_size=1, max_size=6))
def test_it_matches_its_words_and_no_others(words: list[str], other: str) -> None:
    pattern = re.compile(any_of(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert bool(pattern.fullmatch(other)) == (other in words)


def test_the_longest_word_is_taken_first() -> None:
    found = re.match(any_of(["sale", "sales", "sell"]), "salesman")
    assert found is not None
    assert found.group() == "sales"
