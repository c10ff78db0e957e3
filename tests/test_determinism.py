"""The same reports give the same bytes, whatever the order of hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CORPORA = Path(__file__).parent.parent / "corpora"


def run(arguments: list[str], seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    finished = subprocess.run(
        [sys.executable, "-m", "crossfoot", *arguments], capture_output=True, env=environment, check=False
    )
    assert finished.returncode in (0, 1), finished.stderr.decode()
    return finished.stdout


@pytest.mark.parametrize(
    "command", [["check", "--format", "json"], ["check", "--verbose"], ["facts", "--format", "json"]]
)
def test_two_runs_give_the_same_bytes(command: list[str]) -> None:
    first = run([*command, str(CORPORA)], "1")
    assert first
    assert first == run([*command, str(CORPORA)], "2")
