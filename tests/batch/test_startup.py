"""A run whose results are all in the cache loads nothing that reads or checks reports."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

_REPORTS = Path(__file__).parents[2] / "corpora" / "regression"
_HEAVY = (
    "crossfoot.engine",
    "crossfoot.ledger",
    "crossfoot.annotate",
    "crossfoot.read",
    "crossfoot.checks",
    "crossfoot.gazetteer",
    "crossfoot.rulebook",
    "crossfoot.batch.checking",
    "lxml",
    "markdown_it",
    "networkx",
    "openpyxl",
    "pypdfium2",
    "quantulum3",
    "rapidfuzz",
    "regex",
)
_TELL_MODULES = """
import json, sys
from crossfoot.cli import main
try:
    main(sys.argv[1:])
finally:
    print(json.dumps(sorted(sys.modules)))
"""


def _loaded(*arguments: str) -> set[str]:
    """The modules that a run has loaded when it ends."""
    command = [sys.executable, "-c", _TELL_MODULES, *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 1, run.stderr
    return set(json.loads(run.stdout.splitlines()[-1]))


@pytest.mark.parametrize(("form", "jobs"), [("json", "1"), ("text", "2"), ("csv", "2")])
def test_a_cached_run_loads_nothing_heavy(form: str, jobs: str, tmp_path: Path) -> None:
    reports = [str(_REPORTS / name) for name in ("value-conflict.html", "value-impossible.md")]
    arguments = ["check", *reports, "--no-config", "--cache-dir", str(tmp_path / "cache"), "--jobs", jobs]
    arguments += ["--format", form, "--output", str(tmp_path / "out")]
    first = _loaded(*arguments)
    cached = _loaded(*arguments)
    # The first run shows that the names are right: it loads the engine (its workers do, with two jobs).
    assert "crossfoot.engine" in first
    assert not [name for name in _HEAVY if name in cached]
    assert not [
        name for name in cached if name.startswith(("crossfoot.checks.", "crossfoot.read.", "crossfoot.ledger."))
    ]
