"""Offsets and the positions of editors lead to each other, whatever the text and the encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("lsprotocol")

from lsprotocol import types

from crossfoot.lsp.positions import Positions
from crossfoot.read.source_map import line_and_column

ENCODINGS = ("utf-8", "utf-16", "utf-32")
TEXT = st.text(st.sampled_from("a$é–\u2028\x85\ufeff\u00a0🛢\n\r"), max_size=30)


@pytest.mark.parametrize(
    ("text", "word", "encoding", "line", "column"),
    [
        ("worth $5bn", "$5bn", "utf-16", 0, 6),
        ("🛢 worth $5bn", "$5bn", "utf-16", 0, 9),
        ("🛢 worth $5bn", "$5bn", "utf-32", 0, 8),
        ("🛢 worth $5bn", "$5bn", "utf-8", 0, 11),
        ("– worth €5bn", "€5bn", "utf-8", 0, 10),
        ("one\r\ntwo\r\n🛢🛢$5bn", "$5bn", "utf-16", 2, 4),
        ("one\rtwo\n$5bn", "$5bn", "utf-16", 2, 0),
        ("one\u2028two\x85three\x0b$5bn", "$5bn", "utf-16", 0, 14),
        ("\ufeff$5bn", "$5bn", "utf-16", 0, 1),
        ("\ufeffone\r\n$5bn", "$5bn", "utf-8", 1, 0),
    ],
)
def test_where_words_stand(text: str, word: str, encoding: str, line: int, column: int) -> None:
    positions = Positions(text, encoding)
    offset = text.index(word)
    assert positions.position(offset) == types.Position(line, column)
    assert positions.offset(types.Position(line, column)) == offset
    found = positions.range(offset, offset + len(word))
    assert text[positions.offset(found.start) : positions.offset(found.end)] == word


@given(text=TEXT, encoding=st.sampled_from(ENCODINGS), data=st.data())
def test_there_and_back(text: str, encoding: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    positions = Positions(text, encoding)
    position = positions.position(offset)
    inside_line_end = text[offset - 1 : offset + 1] == "\r\n" if offset else False
    assert positions.offset(position) == offset - inside_line_end
    assert position.line == line_and_column(text, offset)[0] - 1


@given(text=TEXT, encoding=st.sampled_from(ENCODINGS), line=st.integers(0, 40), column=st.integers(0, 200))
def test_no_position_leads_outside(text: str, encoding: str, line: int, column: int) -> None:
    assert 0 <= Positions(text, encoding).offset(types.Position(line, column)) <= len(text)


def test_a_column_beyond_the_line_is_its_end() -> None:
    positions = Positions("one\r\ntwo", "utf-16")
    assert positions.offset(types.Position(0, 99)) == 3
    assert positions.offset(types.Position(9, 0)) == 8


def test_a_column_inside_a_character_is_its_start() -> None:
    assert Positions("🛢x", "utf-16").offset(types.Position(0, 1)) == 0
    assert Positions("éx", "utf-8").offset(types.Position(0, 1)) == 0


def test_half_a_surrogate_pair_is_one_unit() -> None:
    assert Positions("\ud83d$5bn", "utf-16").position(1) == types.Position(0, 1)
