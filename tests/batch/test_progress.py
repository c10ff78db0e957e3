"""The bar of a long run: on standard error, only on a terminal, gone at the end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    for number in range(3):
        (tmp_path / f"{number}.md").write_text("Nothing to see here.\n", encoding="utf-8")
    return tmp_path


def run(reports: Path, stdout: int) -> tuple[str, bytes]:
    """What a run writes to its standard error, which is a terminal, and to its standard output."""
    main, terminal = pty.openpty()
    command = [sys.executable, "-m", "crossfoot", "check", "--no-cache", str(reports)]
    environment = {**os.environ, "TERM": "xterm"}
    finished = subprocess.run(command, stdout=stdout, stderr=terminal, env=environment, check=False)
    os.close(terminal)
    shown = b""
    while chunk := _chunk(main):
        shown += chunk
    os.close(main)
    assert finished.returncode == 0
    return shown.decode(), finished.stdout or b""


def _chunk(main: int) -> bytes:
    try:
        return os.read(main, 65_536)
    except OSError:  # Linux says so at the end of a terminal that was closed
        return b""


def test_a_bar_on_a_terminal_and_findings_in_the_file(reports: Path) -> None:
    shown, written = run(reports, subprocess.PIPE)
    assert "Checking" in shown
    assert "3/3" in shown
    assert b"3 reports: " in written
    assert b"Checking" not in written


def test_no_bar_where_standard_error_is_no_terminal(reports: Path) -> None:
    command = [sys.executable, "-m", "crossfoot", "check", "--no-cache", str(reports)]
    finished = subprocess.run(command, capture_output=True, check=False)
    assert finished.stderr == b""


def test_no_bar_for_one_report(reports: Path) -> None:
    shown, _ = run(reports / "0.md", subprocess.PIPE)
    assert shown == ""
