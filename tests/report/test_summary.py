"""The Markdown summary, read back as Markdown: nothing of a report is markup, and it fits into a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pytest_regressions.file_regression import FileRegressionFixture

from crossfoot.model_checked import CheckedReport, Crash, Failure, Outcome
from crossfoot.report.summary import summary_text

PARSER = MarkdownIt("gfm-like", {"linkify": False, "html": True})
OURS = {"heading", "paragraph", "bullet_list", "list_item", "strong"}
"""The elements that a summary is made of."""

# What services make of text outside of code after they have read the Markdown. GitHub, "Basic writing and
# formatting syntax", "Autolinked references and URLs", "Writing mathematical expressions"; GitHub Flavored
# Markdown Spec, 6.9 Autolinks; GitLab, "GitLab Flavored Markdown", references.
INTERPRETED = {
    "mention": r"@\w",
    "issue": r"#\d|\bGH-\d",
    "address": r"://|\bwww\.\w|[\w.+-]+@[\w-]+\.\w",
    "emoji": r":[\w+-]+:",
    "formula": r"\$[^\s$][^$]*(?<=\S)\$(?!\d)|\$`|\$\$",
    "reference": r'[!%~]["\w]',
}

HOSTILE = [
    "[x](http://evil.example) ![y](z.png) <http://evil.example> [a][b]",
    "<script>alert(1)</script><img src=x> &lt;b&gt; &copy; &#35;12",
    '@octocat and octo@evil.example, #123, octo/cat#1, GH-12, !45, %"1.0", ~bug ~~gone~~',
    "https://evil.example www.evil.example ftp://evil.example",
    "| a | b | \\| --- |",
    "`code` ``more`` *a* **b** _c_ __d__ \\*e\\* \\",
    ":tada: :+1: 12:30:45",
    "US$ and $x$, $$y$$ and $`z`$, from $1 billion to $2 billion (US$)",
    "# heading 1. item - item > quote ```",
    "`@`#`$ @`` ``@ `",
]


def tokens(text: str) -> Iterator[Token]:
    for block in PARSER.parse(text):
        yield block
        yield from block.children or ()


def rendered(text: str) -> str:
    """All words that are shown, code and text alike."""
    return "".join(token.content if not token.children else "" for token in tokens(text) if token.type != "inline")


def outside_code(text: str) -> list[str]:
    """The stretches of shown text that services look through; code ends a stretch."""
    stretches = [""]
    for token in tokens(text):
        if token.type == "text":
            stretches[-1] += token.content
        else:
            stretches.append("")
    return stretches


def assert_only_ours(text: str) -> None:
    kinds = {re.sub("_(open|close)$", "", token.type) for token in tokens(text)}
    assert kinds <= OURS | {"inline", "text", "softbreak", "code_inline"}
    for stretch in outside_code(text):
        for kind, pattern in INTERPRETED.items():
            assert not re.search(pattern, stretch), (kind, stretch)


def summary(*outcomes: Outcome) -> str:
    text = summary_text(outcomes)
    assert_only_ours(text)
    return text


def test_golden(records: Any, file_regression: FileRegressionFixture) -> None:
    file_regression.check(summary(*records.of_every_kind()), extension=".md")


def test_counts_come_first(records: Any) -> None:
    head = rendered(summary(*records.of_every_kind())).partition("oak report.md")[0]
    assert "6 reports, 1 publication: 2 errors, 2 warnings, 1 note." in head
    assert "5 not checked, or not wholly" in head
    assert "Not counted: 1 in the baseline, 2 allowed." in head
    assert "2 findings of the baseline no longer found." in head


def test_all_clean(records: Any) -> None:
    assert summary(records.report(), records.report(path="other.md")) == (
        "## Crossfoot\n\n"
        "**2 reports: no new findings.**\n"
        "2 figures, list entries and periods read: 2 checked, 0 not understood.\n"
    )


def test_each_kind_is_told(records: Any) -> None:
    text = summary(*records.of_every_kind())
    assert text.count("\n### ") == 7
    shown = rendered(text)
    for said in (
        "The rule value/conflict broke: KeyError: 'x'",
        "Nothing was checked: it is in another language",
        "Not checked: no such file",
        "Not checked: internal error: KeyError: 'x'",
        "oak report.md:3:30: $130 billion (rate)",
        "slides/déjà vu.pdf, page 3: EUR 4 billion (figure)",
        "Likely slip: a swapped figure",
    ):
        assert said in shown
    assert "as meant" not in shown


@pytest.mark.parametrize("odd", HOSTILE)
def test_nothing_of_a_report_is_read_as_markup(records: Any, odd: str) -> None:
    evidence = records.in_text(odd, path=f"{odd}.md")
    lists = dict.fromkeys(("assumptions", "repairs", "slips"), (odd,))
    finding = records.finding(evidence, message=odd, arithmetic=odd, rule=f"house/{odd}", **lists)
    report = records.report(finding, path=f"{odd}.md", crashes=(Crash(odd, odd),), unsupported=odd)
    shown = rendered(summary(report, Failure(f"{odd}.md", odd)))
    quoted = odd if len(odd) <= 80 else odd[:79] + "…"
    assert f"{odd}.md:3:101: {quoted} (rate)" in shown
    for said in (f"house/{odd}: {odd}", f"Repair: {odd}", f"Nothing was checked: {odd}", f"Not checked: {odd}"):
        assert said in shown


def test_line_ends_and_controls_break_nothing(records: Any) -> None:
    odd = "a\n\n# b\r\n---\n\x00c\u2028d\u202e"
    shown = rendered(summary(records.report(records.finding(records.in_text(odd), message=odd))))
    assert "a # b --- \ufffdc d" in shown
    assert shown.count("Crossfoot") == 1


def many(records: Any, words: str, number: int) -> list[CheckedReport]:
    return [
        records.report(*(records.finding(message=f"{words} {each}") for each in range(10)), path=f"{report}.md")
        for report in range(number)
    ]


@pytest.mark.parametrize("words", ["word", "wörd😀" * 20])
def test_what_does_not_fit_is_counted(records: Any, words: str) -> None:
    reports = many(records, words, 100)
    text = summary(*reports)
    # GitHub: "body is too long (maximum is 65536 characters)".
    assert len(text.encode()) < 65_000
    told = len(re.findall(r"^- \*\*error\*\*", text, re.MULTILINE))
    assert 0 < told < 1000
    assert f"{1000 - told:,} more entries did not fit here." in rendered(text)
    assert "**100 reports: 1,000 errors, 0 warnings, 0 notes.**" in text
    # No heading stands over nothing.
    assert not re.search(r"^### .*\n(?=###|\n\d|\Z)", re.sub(r"\n\n+", "\n", text), re.MULTILINE)


def test_one_entry_that_is_too_long_leaves_room_for_the_next(records: Any) -> None:
    text = summary(records.report(records.finding(message="x" * 70_000), records.finding(message="short")))
    assert "short" in text
    assert "1 more entry did not fit here." in text


def test_the_same_outcomes_give_the_same_bytes(records: Any) -> None:
    assert summary(*records.of_every_kind()) == summary(*records.of_every_kind())
