"""The JSON that commands write keeps to the published schemas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from crossfoot.cli import main
from crossfoot.read import read_bytes

from report_formats import as_pdf, as_word, parts_of

ROOT = Path(__file__).parent.parent


def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((ROOT / "docs" / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def written(command: list[str], output: Path) -> Any:
    with pytest.raises(SystemExit):
        main([*command, "--format", "json", "--output", str(output)])
    return json.loads(output.read_text(encoding="utf-8"))


@pytest.fixture
def reports(tmp_path: Path) -> list[str]:
    """Reports in every kind of format, and some that cannot be read."""
    demo = (ROOT / "corpora" / "demo" / "cold-chain-monitoring.html").read_bytes()
    parts = list(parts_of(read_bytes(demo, "demo.html")))
    (tmp_path / "demo.docx").write_bytes(as_word(parts))
    (tmp_path / "demo.pdf").write_bytes(as_pdf(parts))
    (tmp_path / "empty.md").write_bytes(b"")
    (tmp_path / "german.md").write_text("Der Umsatz der Gesellschaft stieg um zehn Prozent. " * 12, encoding="utf-8")
    (tmp_path / "allow.md").write_text("<!-- crossfoot: allow growth -->\n\nOne line of text.\n", encoding="utf-8")
    return [str(ROOT / "corpora"), *map(str, sorted(tmp_path.iterdir()))]


@pytest.mark.parametrize(("command", "schema"), [("check", "findings"), ("facts", "facts")])
def test_all_that_is_written_keeps_to_its_schema(command: str, schema: str, reports: list[str], tmp_path: Path) -> None:
    shown = written([command, *reports], tmp_path / "out.json")
    assert [error.message for error in validator(f"{schema}.schema.json").iter_errors(shown)] == []
    assert len(shown["documents"]) > len(reports)


def test_a_publication_and_a_baseline_keep_to_it_too(tmp_path: Path) -> None:
    for name, rate in (("a.md", "9%"), ("b.md", "4%")):
        text = f"# Oak Market\n\nThe oak market will grow at a CAGR of {rate} from 2025 to 2032.\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    known = {"fingerprint": "0" * 16, "rule": "growth/arithmetic", "message": "Gone."}
    baseline = tmp_path / "old.json"
    baseline.write_text(json.dumps({"version": "1", "reports": {"a.md": [known]}}), encoding="utf-8")
    command = ["check", "--together", "--baseline", str(baseline), str(tmp_path / "a.md"), str(tmp_path / "b.md")]
    shown = written(command, tmp_path / "out.json")
    assert [error.message for error in validator("findings.schema.json").iter_errors(shown)] == []
    assert shown["documents"][0]["baseline"]["stale"] == [known]
    assert [each["rule"] for each in shown["documents"][2]["findings"]] == ["growth/rate-conflict"]
