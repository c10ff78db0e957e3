"""What is shown where a check broke."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("lsprotocol")

from lsprotocol.types import ClientCapabilities, DiagnosticSeverity

from crossfoot.lsp import checking
from crossfoot.lsp.client import client_of
from crossfoot.lsp.diagnostics import diagnostics_of
from crossfoot.lsp.documents import source_of
from crossfoot.model_checked import Crash

CLAIM = "The oak barrel market, worth $130 billion in 2023, will reach $245 billion by 2032 at a CAGR of 13.9%."
CLIENT = client_of(ClientCapabilities())


def checked_in(folder: Path) -> checking.Checked | checking.Unchecked | None:
    source = source_of((folder / "report.md").as_uri(), "markdown", None)
    assert source is not None
    return checking.checked(CLAIM, source, "utf-16")


def test_a_rule_that_broke_is_a_warning_beside_the_findings(tmp_path: Path) -> None:
    result = checked_in(tmp_path)
    assert isinstance(result, checking.Checked)
    broken = replace(result, record=replace(result.record, crashes=(Crash("share/of-total", "KeyError: 'x'"),)))
    *findings, last = diagnostics_of(broken, CLIENT)
    assert len(findings) == 3
    assert last.severity == DiagnosticSeverity.Warning
    assert "share/of-total was not checked" in last.message


def test_a_check_that_broke_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(checking, "checked_with_report", broken)
    (mark,) = diagnostics_of(checked_in(tmp_path), CLIENT)
    assert mark.severity == DiagnosticSeverity.Warning
    assert mark.message.startswith("Not checked: an internal error, please send in this line: RecursionError: too deep")
