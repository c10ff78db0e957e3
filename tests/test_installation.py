"""The wheel carries the rule book and runs from a place of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_wheel_runs_with_its_own_rules(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    built = subprocess.run(build, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    wheel = next(tmp_path.glob("crossfoot-*.whl"))
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    assert (site / "crossfoot" / "rules" / "growth" / "arithmetic.yaml").is_file()
    assert (site / "crossfoot" / "rules" / "geography" / "profiles" / "default.yaml").is_file()
    # -S leaves out the editable installation; the dependencies come from where they are.
    path = os.pathsep.join([str(site), sysconfig.get_path("purelib")])
    program = "import crossfoot, sys; from crossfoot.cli import main; print(crossfoot.__file__); main(sys.argv[1:])"
    report = ROOT / "corpora" / "demo" / "cold-chain-monitoring.html"
    finished = subprocess.run(
        [sys.executable, "-S", "-c", program, "check", str(report)],
        capture_output=True, text=True, check=False, cwd=tmp_path, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert finished.returncode == 1, finished.stderr
    assert finished.stdout.startswith(str(site))
    assert "growth/rate-conflict" in finished.stdout
