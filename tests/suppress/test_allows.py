"""Allows inside reports: how far they reach, what makes them invalid, when they are stale."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crossfoot.engine import check_document
from crossfoot.gazetteer import Gazetteer
from crossfoot.model_checked import CheckedReport, Standing
from crossfoot.placing import placed
from crossfoot.read import read_bytes
from crossfoot.rulebook import RuleBook
from crossfoot.suppress.standing import with_standing

from office_files import paragraph, text_run, word_file

CLAIM = "The oak barrel market, worth $130 billion in 2023, will reach $245 billion by 2032 at a CAGR of 13.9%."
ALLOW = "<!-- crossfoot: allow growth/arithmetic because the rate is another firm's -->"
OTHER = "Nothing of note stands here."

Settled = Callable[..., CheckedReport]


@pytest.fixture
def settled(rulebook: RuleBook, gazetteer: Gazetteer) -> Settled:
    def check(content: str | bytes, name: str = "report.md", rules: RuleBook = rulebook) -> CheckedReport:
        data = content if isinstance(content, bytes) else content.encode()
        report = check_document(read_bytes(data, name), rules, gazetteer)
        return with_standing(placed(report, rules.known))

    return check


def told(report: CheckedReport) -> list[tuple[str, str]]:
    return [(finding.rule, finding.standing.value) for finding in report.findings]


ALLOWED = ("growth/arithmetic", "allowed")
NEW = ("growth/arithmetic", "new")
STALE = ("allow/stale", "new")
WRONG = ("allow/mistake", "new")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{ALLOW}\n\n{CLAIM}\n", [ALLOWED]),
        (f"{ALLOW}\n{CLAIM}\n", [ALLOWED]),
        (f"{CLAIM} {ALLOW}\n\n{OTHER}\n", [ALLOWED]),
        (f"The oak barrel {ALLOW} market, {CLAIM[23:]}\n", [ALLOWED]),
        (f"{CLAIM}\n\n{ALLOW}\n\n{OTHER}\n", [NEW, STALE]),
        (f"{ALLOW}\n\n{OTHER}\n\n{CLAIM}\n", [NEW, STALE]),
        (f"{CLAIM}\n\n{ALLOW}\n", [NEW, STALE]),
        (f"{OTHER}\n\n{ALLOW.replace('allow', 'allow-file')}\n\n{OTHER}\n\n{CLAIM}\n", [ALLOWED]),
        (f"{ALLOW.replace('growth/arithmetic', 'growth')}\n\n{CLAIM}\n", [ALLOWED]),
        (f"{ALLOW.replace('growth/arithmetic', 'value, growth/*')}\n\n{CLAIM}\n", [ALLOWED]),
        (f"{ALLOW.replace('growth/arithmetic', 'value')}\n\n{CLAIM}\n", [NEW, STALE]),
        (f"{ALLOW.replace('because the rate is another firm', '')}\n\n{CLAIM}\n", [NEW, WRONG]),
        (f"<!-- crossfoot: allow growth/arithmetic -->\n\n{CLAIM}\n", [NEW, WRONG]),
        (f"<!-- crossfoot: allow growth/arithmetic because -->\n\n{CLAIM}\n", [NEW, WRONG]),
        (f"<!-- crossfoot: alow growth/arithmetic because x -->\n\n{CLAIM}\n", [NEW, WRONG]),
        (f"<!-- crossfoot: allow growth/arithmetik because x -->\n\n{CLAIM}\n", [NEW, WRONG]),
        (f"<!-- CROSSFOOT: Allow growth/arithmetic Because x\n over two lines -->\n\n{CLAIM}\n", [ALLOWED]),
        (f"{ALLOW.replace('crossfoot:', 'crossfoot')}\n\n{CLAIM}\n", [ALLOWED]),
        (f"<!-- crossfoot is a tool -->\n\n{CLAIM}\n", [NEW]),
        (f"```\n{ALLOW}\n```\n\n{CLAIM}\n", [NEW]),
        (f"{ALLOW}\n\n- {CLAIM}\n- {OTHER}\n", [ALLOWED]),
        (f"{ALLOW}\n\n- {OTHER}\n  - {CLAIM}\n- {OTHER}\n", [ALLOWED]),
        (f"{ALLOW}\n\n- {OTHER}\n\n{CLAIM}\n", [NEW, STALE]),
        (f"- {ALLOW} {OTHER}\n- {CLAIM}\n", [NEW, STALE]),
        (f"- {ALLOW} {CLAIM}\n- {OTHER}\n", [ALLOWED]),
        (f"- {CLAIM}\n  {ALLOW}\n- {OTHER}\n", [ALLOWED]),
        (f"- {OTHER}\n  {ALLOW}\n- {CLAIM}\n", [NEW, STALE]),
        (f"- {OTHER} {ALLOW}\n- {CLAIM}\n", [NEW, STALE]),
    ],
)
def test_markdown(text: str, expected: list[tuple[str, str]], settled: Settled) -> None:
    assert told(settled(text)) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"<h1>Oak</h1>{ALLOW}<p>{CLAIM}</p>", [ALLOWED]),
        (f"<h1>Oak</h1><p>{ALLOW}{CLAIM}</p>", [ALLOWED]),
        (f"<h1>Oak</h1><p><b>{CLAIM}</b> {ALLOW}</p><p>{OTHER}</p>", [ALLOWED]),
        (f"<h1>Oak</h1><p>{CLAIM}</p>{ALLOW}<p>{OTHER}</p>", [NEW, STALE]),
        (f"<h1>Oak</h1><p>{CLAIM}\n{ALLOW}\n</p><p>{OTHER}</p>", [ALLOWED]),
        (f"<h1>Oak</h1><p>{CLAIM}<br>\n{ALLOW}</p><p>{OTHER}</p>", [ALLOWED]),
        (f"<h1>Oak</h1><p>{CLAIM}<p>{ALLOW} {OTHER}", [NEW, STALE]),
        (f"<h1>Oak</h1><p>{OTHER}<p>{ALLOW} {CLAIM}", [ALLOWED]),
        (f"<h1>Oak</h1><dl><dd>{CLAIM}</dd>{ALLOW}<dt>{OTHER}</dt></dl>", [NEW, STALE]),
        (f"<h1>Oak</h1><div>{CLAIM} {ALLOW}<p>{OTHER}</p></div>", [ALLOWED]),
        (f"<h1>Oak</h1><ul><li>{ALLOW}{CLAIM}</li><li>{OTHER}</li></ul>", [ALLOWED]),
        (f"<h1>Oak</h1><ul><li>{ALLOW}{OTHER}</li><li>{CLAIM}</li></ul>", [NEW, STALE]),
        (f'<h1>Oak</h1><p title="{ALLOW}">{CLAIM}</p>', [NEW]),
        (f"<h1>Oak</h1><p>{CLAIM}</p><script>{ALLOW.replace('allow', 'allow-file')}</script>", [NEW]),
        (f"<h1>Oak</h1><p>{CLAIM}</p><pre>{ALLOW.replace('<', '&lt;')}</pre>", [NEW]),
    ],
)
def test_html(markup: str, expected: list[tuple[str, str]], settled: Settled) -> None:
    assert told(settled(markup, "report.html")) == expected


def commented(said: str, after: str = "") -> bytes:
    """A Word file in which a comment is attached to the claim."""
    body = paragraph(
        '<w:commentRangeStart w:id="7"/>',
        text_run(CLAIM),
        '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>',
    )
    comment = f'<w:comment w:id="7" w:author="Editor">{paragraph(said)}</w:comment>'
    return word_file(body + paragraph(OTHER) + after, {"comments": comment})


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("crossfoot: allow growth/arithmetic because the rate is theirs", [ALLOWED]),
        ("Crossfoot: allow growth/arithmetic", [NEW, WRONG]),
        ("crossfoot: allow value because of nothing", [NEW, STALE]),
        ("Please check this with crossfoot: it seems wrong", [NEW]),
    ],
)
def test_word_comments(said: str, expected: list[tuple[str, str]], settled: Settled) -> None:
    assert told(settled(commented(said), "report.docx")) == expected


def test_a_word_comment_over_paragraphs_and_of_paragraphs(settled: Settled) -> None:
    body = (
        '<w:commentRangeStart w:id="7"/>'
        + paragraph(CLAIM)
        + paragraph(OTHER)
        + '<w:commentRangeEnd w:id="7"/>'
        + paragraph('<w:r><w:commentReference w:id="7"/></w:r>', text_run(OTHER))
    )
    said = paragraph("crossfoot: allow growth/arithmetic") + paragraph("because the rate is theirs")
    comments = {"comments": f'<w:comment w:id="7" w:author="Editor">{said}</w:comment>'}
    assert told(settled(word_file(body, comments), "report.docx")) == [ALLOWED]


def test_the_reason_and_the_place_are_told(settled: Settled) -> None:
    (finding,) = settled(f"{ALLOW}\n\n{CLAIM}\n").findings
    assert (finding.standing, finding.reason) == (Standing.ALLOWED, "the rate is another firm's")
    stale = settled(f"{CLAIM}\n\n{ALLOW}\n").findings[1]
    place = stale.evidence[0].place
    assert (place.line, place.column, place.end_line) == (3, 1, 3)
    assert "growth/arithmetic is stale" in stale.message


def test_the_nearest_rule_is_named(settled: Settled) -> None:
    wrong = settled(f"<!-- crossfoot: allow growth/arithmetik because x -->\n\n{CLAIM}\n").findings[1]
    assert wrong.message.endswith("did you mean `growth/arithmetic`?")


def test_an_allow_of_a_rule_that_did_not_run_is_not_stale(settled: Settled, rulebook: RuleBook) -> None:
    assert told(settled(f"{ALLOW}\n\n{OTHER}\n", rules=rulebook.select(["value"]))) == []


def test_many_unclosed_comments_cost_no_square(settled: Settled) -> None:
    assert told(settled(f"<p>{CLAIM}</p>" + "<!-- crossfoot: allow x because y " * 20_000, "report.html")) == [NEW]


def test_text_files_hold_no_allows(settled: Settled) -> None:
    assert told(settled(f"{CLAIM} {ALLOW}\n", "report.txt")) == [NEW]
