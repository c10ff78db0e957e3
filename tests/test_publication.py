"""Files that are published together: checked against each other, each place with its file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crossfoot.batch.checking import checked_together
from crossfoot.cli import main
from crossfoot.config import CheckSettings
from crossfoot.model_checked import CheckedReport
from crossfoot.read import read_bytes

from report_formats import as_html, as_pdf, as_word, parts_of

REPORT = """# Oak Barrel Market Report

The oak barrel market was worth $4.0 billion in 2024. The market will grow at a CAGR of 13.9% from 2025 to 2032.

North America held 40% of the oak barrel market in 2024.
"""
RELEASE = """# Oak barrels keep growing

The oak barrel market is expected to grow at a CAGR of 7% from 2025 to 2032, from $4.0 billion in 2024.

North America held 38% of the oak barrel market in 2024.
"""


def together(**files: str | bytes) -> CheckedReport:
    contents = {
        name.replace("_", "."): text if isinstance(text, bytes) else text.encode() for name, text in files.items()
    }
    outcome = checked_together(contents, "the set", CheckSettings())
    assert isinstance(outcome, CheckedReport)
    assert outcome.crashes == ()
    return outcome


def places(outcome: CheckedReport) -> list[tuple[str, list[tuple[str, str, str]]]]:
    return [
        (finding.rule, [(each.path, each.place.at, each.place.quote) for each in finding.evidence])
        for finding in outcome.findings
    ]


def test_the_release_is_held_against_the_report() -> None:
    assert places(together(report_md=REPORT, release_md=RELEASE)) == [
        ("growth/rate-conflict", [("report.md", "3:89", "13.9%"), ("release.md", "3:56", "7%")]),
        ("value/conflict", [("report.md", "5:20", "40%"), ("release.md", "5:20", "38%")]),
    ]


def test_every_format_takes_part() -> None:
    report = parts_of(read_bytes(REPORT.encode(), "r.md"))
    release = parts_of(read_bytes(RELEASE.encode(), "r.md"))
    found = places(together(report_pdf=as_pdf(report), release_docx=as_word(release)))
    assert [(rule, [(path, at) for path, at, _ in where]) for rule, where in found] == [
        ("growth/rate-conflict", [("report.pdf", "page 1"), ("release.docx", "paragraph 2")]),
        ("value/conflict", [("report.pdf", "page 1"), ("release.docx", "paragraph 3")]),
    ]


def test_one_report_in_three_formats_disagrees_with_nothing() -> None:
    demo = Path(__file__).parent.parent / "corpora" / "demo" / "cold-chain-monitoring.html"
    parts = list(parts_of(read_bytes(demo.read_bytes(), demo.name)))
    assert places(together(a_html=as_html(parts), b_docx=as_word(parts), c_pdf=as_pdf(parts))) == []


@pytest.mark.parametrize(
    "report",
    sorted((Path(__file__).parent.parent / "corpora" / "regression").glob("*.md"), key=lambda path: path.name),
    ids=lambda path: path.stem,
)
def test_a_report_never_disagrees_with_its_copy(report: Path) -> None:
    assert places(together(one_md=report.read_bytes(), other_md=report.read_bytes())) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("13.9% from 2025 to 2032", "7.2% from 2025 to 2032"),
        ("13.9% from 2025 to 2032", "6.8% from 2025 to 2032"),
    ],
)
def test_rounding_is_no_disagreement(old: str, new: str) -> None:
    outcome = together(report_md=REPORT.replace(old, new).replace("40%", "37.8%"), release_md=RELEASE)
    assert places(outcome) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("oak barrel market is", "elm barrel market is"),
        ("from 2025 to 2032", "from 2032 to 2040"),
        ("CAGR of 7%", "rate that nobody knows"),
    ],
    ids=["another market", "other years", "no rate"],
)
def test_what_is_not_the_same_is_not_compared(old: str, new: str) -> None:
    outcome = together(report_md=REPORT, release_md=RELEASE.replace(old, new))
    assert "growth/rate-conflict" not in [rule for rule, _ in places(outcome)]


def test_what_was_carried_over_on_both_sides_is_a_warning() -> None:
    text = "North America accounted for 39% of the kettle market in 2024, Europe for {}% and Asia for 20%.\n"
    outcome = together(report_md=text.format(27), release_md=text.format(29))
    assert [(finding.rule, finding.severity.value) for finding in outcome.findings] == [("value/conflict", "warning")]
    assert places(outcome)[0][1] == [("report.md", "1:74", "27%"), ("release.md", "1:74", "29%")]


@pytest.mark.parametrize(("market", "found"), [("oak barrel", 1), ("elm barrel", 0)])
def test_the_years_that_files_cover_are_compared_where_both_are_about_one_market(market: str, found: int) -> None:
    report = "# Oak Barrel Market, Forecast 2025-2032\n\nThe oak barrel market is made of staves and of hoops.\n"
    release = (
        f"# {market.title()} Market Outlook\n\nThe {market} market is looked at for the forecast period 2024-2031.\n"
    )
    outcome = together(report_md=report, release_md=release)
    assert [rule for rule, _ in places(outcome)] == ["period/conflict"] * found


def test_names_of_one_market_are_compared_where_the_house_says_so() -> None:
    files = {"a.md": REPORT.encode(), "b.md": RELEASE.replace("oak barrel market", "wine cask market").encode()}
    apart = checked_together(files, "x", CheckSettings())
    same = checked_together(files, "x", CheckSettings(same_market=(("oak barrel market", "wine cask market"),)))
    assert isinstance(apart, CheckedReport)
    assert isinstance(same, CheckedReport)
    assert (len(apart.findings), len(same.findings)) == (0, 2)


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.md").write_text(REPORT, encoding="utf-8")
    (tmp_path / "release.md").write_text(RELEASE, encoding="utf-8")
    return tmp_path


def test_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "report.md", "release.md") == 0
    capsys.readouterr()
    assert run("check", "--together", "report.md", "release.md") == 1
    first = capsys.readouterr().out
    assert "report.md:3:89: error growth/rate-conflict" in first
    assert "  release.md:3:56  other  " in first
    assert "2 reports, 1 publication: " in first
    assert run("check", "--together", "report.md", "release.md") == 1
    assert capsys.readouterr().out == first, "the same from the cache"
    assert run("check", "--together", "--jobs", "2", "--no-cache", "report.md", "release.md") == 1
    assert capsys.readouterr().out == first
    assert run("check", "--together", "report.md") == 2


def test_json_names_the_file_of_each_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--together", "--format", "json", "report.md", "release.md") == 1
    *_, publication = json.loads(capsys.readouterr().out)["documents"]
    assert publication["path"] == "report.md + release.md"
    evidence = publication["findings"][0]["evidence"]
    assert [(each["path"], each["quote"]) for each in evidence] == [("report.md", "13.9%"), ("release.md", "7%")]


def test_a_set_of_the_configuration(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    declared = '[[publication]]\nname = "Oak"\nfiles = ["report.md", "rel*.md"]\n'
    (folder / "crossfoot.toml").write_text(declared, encoding="utf-8")
    assert run("check", "release.md") == 1, "one file of the set brings the others"
    shown = capsys.readouterr().out
    assert "report.md:3:89: error growth/rate-conflict" in shown
    assert "1 report, 1 publication: " in shown
    (folder / "crossfoot.toml").write_text(declared.replace("rel*", "none*"), encoding="utf-8")
    assert run("check", "release.md") == 0, "it belongs to no set any more"
    assert run("check", "report.md") == 2
    assert "crossfoot.toml:3: `none*.md` fits no file" in capsys.readouterr().err


def test_allows_of_a_file_reach_findings_between_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    declared = '[[publication]]\nname = "Oak"\nfiles = ["*.md"]\n'
    (folder / "crossfoot.toml").write_text(declared, encoding="utf-8")
    said = "<!-- crossfoot: allow-file growth, value because the release is older -->\n\n"
    (folder / "release.md").write_text(said + RELEASE, encoding="utf-8")
    assert run("check", "--fail-on", "warning", "report.md", "release.md") == 0
    assert "stale" not in capsys.readouterr().out
    (folder / "release.md").write_text(RELEASE, encoding="utf-8")
    assert run("check", "report.md") == 1
    assert run("allow", "report.md", "growth/rate-conflict", "--because", "The release is older.") == 0
    assert run("allow", "release.md", "value/conflict", "--because", "The release is older.") == 0
    assert run("check", "--fail-on", "warning", "report.md", "release.md") == 0
    assert "stale" not in capsys.readouterr().out


def test_a_set_is_checked_once_whatever_its_files_are_called(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    declared = '[[publication]]\nfiles = ["report.md", "release.md"]\n'
    (folder / "crossfoot.toml").write_text(declared, encoding="utf-8")
    for given in (["report.md"], ["./report.md"], [str(folder / "report.md"), "release.md", "./release.md"]):
        assert run("check", "--together", *given, "release.md") == 1
        assert "2 reports, 1 publication: " in capsys.readouterr().out
    assert run("baseline", "--output", "old.json", "report.md") == 0
    for given in (["report.md"], ["./report.md", "release.md"], [str(folder / "release.md")]):
        assert run("check", "--baseline", "old.json", "--fail-on", "warning", *given) == 0


def test_the_page_of_one_file_does_not_forget_its_set(folder: Path) -> None:
    declared = '[[publication]]\nfiles = ["report.md", "release.md"]\n'
    (folder / "crossfoot.toml").write_text(declared, encoding="utf-8")
    assert run("check", "report.md", "--format", "html", "--output", "page.html") == 1


def test_a_baseline_knows_findings_of_a_set(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    declared = 'baseline = "old.json"\n[[publication]]\nname = "Oak"\nfiles = ["report.md", "release.md"]\n'
    (folder / "crossfoot.toml").write_text(declared, encoding="utf-8")
    assert run("baseline", "report.md") == 0
    assert run("check", "report.md") == 0
    assert "is no longer there" not in capsys.readouterr().err


def test_a_file_that_cannot_be_read_leaves_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--together", "report.md", "release.md", "none.md") == 3
    shown = capsys.readouterr().out
    assert "growth/rate-conflict" in shown
    declared = '[[publication]]\nname = "Oak"\nfiles = ["report.md", "release.md", "broken.docx"]\n'
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    (folder / "crossfoot.toml").write_text(declared, encoding="utf-8")
    capsys.readouterr()
    assert run("check", "--format", "csv", "report.md") == 3, "what only the set brings is told as well"
    assert "broken.docx" in capsys.readouterr().out
    (folder / "crossfoot.toml").unlink()
    assert run("check", "--together", "report.md", "none.md") == 3
    assert "fewer than two of its files could be read" in capsys.readouterr().out
