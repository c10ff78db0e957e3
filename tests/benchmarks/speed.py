"""How fast Crossfoot is: `python tests/benchmarks/speed.py [REPORT]`.

Cold: a whole process, start included. Warm: the same report checked again in one process.
Linearity: the report's text once, ten and a hundred times over. No test depends on these.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from crossfoot.engine import check_document
from crossfoot.gazetteer import Gazetteer
from crossfoot.read import read_bytes, read_path
from crossfoot.rulebook import RuleBook

CORPORA = Path(__file__).parents[2] / "corpora"
RUNS = 5


def median_seconds(work: Callable[[], object]) -> float:
    """The median of some runs."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def process(*arguments: str) -> Callable[[], object]:
    """A run of the command in a process of its own."""
    command = [sys.executable, "-m", "crossfoot", *arguments]
    return lambda: subprocess.run(command, capture_output=True, check=False)


def main() -> None:
    """Measure and print a table."""
    report = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPORA / "demo" / "cold-chain-monitoring.html"
    rulebook, gazetteer = RuleBook.load(), Gazetteer.load()
    print(f"{'cold --help':32}{median_seconds(process('--help')):8.3f} s")
    print(f"{'cold check':32}{median_seconds(process('check', str(report))):8.3f} s")
    check_document(read_path(report), rulebook, gazetteer)
    warm = median_seconds(lambda: check_document(read_path(report), rulebook, gazetteer))
    print(f"{'warm check':32}{warm:8.3f} s")
    documents = [read_path(path) for path in sorted(CORPORA.rglob("*.*")) if path.suffix in (".md", ".html", ".txt")]
    words = sum(len(document.text.split()) for document in documents)
    seconds = median_seconds(lambda: [check_document(document, rulebook, gazetteer) for document in documents])
    print(f"{'all corpora':32}{words / seconds:8.0f} words/s")
    text = "\n\n".join(document.text for document in documents[:3])
    for times in (1, 10, 100):
        data = "\n\n".join([text] * times).encode()
        start = time.perf_counter()
        check_document(read_bytes(data, "report.md"), rulebook, gazetteer)
        print(f"{f'{times:3} x the same text':32}{time.perf_counter() - start:8.3f} s")


if __name__ == "__main__":
    main()
