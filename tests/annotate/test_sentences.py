"""Where sentences begin and end."""

from __future__ import annotations

import pytest

from crossfoot.annotate.sentences import sentence_spans


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("London, 14 May 2025 — Calder Foods reported sales. They rose.", "London, 14 May 2025 —"),
        ("SINGAPORE, October 7, 2024 /Wire/ -- The kettle market grew.", "SINGAPORE, October 7, 2024 /Wire/ --"),
        ("**Chicago, Ill., Oct. 3, 2024** – The kettle market grew.", "**Chicago, Ill., Oct. 3, 2024** –"),
        ("Chicago (May 3, 2024) - The kettle market grew.", "Chicago (May 3, 2024) -"),
        (
            "Sales of the year to 31 March 2024 - the first one - rose.",
            "Sales of the year to 31 March 2024 - the first one - rose.",
        ),
    ],
)
def test_the_dateline_of_a_press_release_stands_by_itself(text: str, first: str) -> None:
    span = sentence_spans(text)[0]
    assert text[span.start : span.end] == first
