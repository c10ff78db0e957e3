"""How many faults put into clean reports are found, rule by rule, and what untouched reports give.

    python tests/benchmarks/fault_injection.py [--seed N] [--rules NAMES] [--list-missed]

Every clean report of corpora/ (one whose expectation is empty) is changed in one place at a
time: a figure, an entry, a year. A fault counts as found when a finding of its rule, or of a
rule that is equally right about it, has a place at the changed words. Ends with 1 where fewer
than 95 % are found, or an untouched report gives a finding.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from injection.edits import Edit, Injector
from injection.figures import FIGURES
from injection.lists import LISTS

from crossfoot.engine import Report, check_document
from crossfoot.gazetteer import Gazetteer
from crossfoot.read import read_bytes
from crossfoot.read.source_map import to_file
from crossfoot.rulebook import RuleBook

CORPORA = Path(__file__).parent.parent.parent / "corpora"
INJECTORS = (*FIGURES, *LISTS)
GOAL = 95
_MOST_A_REPORT = 3


@dataclass(frozen=True)
class Fault:
    """A clean report with one fault in it."""

    injector: Injector
    path: Path
    edit: Edit
    text: str


def clean_reports() -> list[Path]:
    """The reports of corpora/ of which no finding is expected, in order."""
    kept = []
    for expectation in sorted(CORPORA.rglob("*.expected.yaml")):
        if expectation.read_text(encoding="utf-8").strip() == "[]":
            stem = expectation.name.removesuffix(".expected.yaml")
            kept += [path for path in expectation.parent.glob(f"{stem}.*") if path != expectation]
    return kept


def faults(paths: Sequence[Path], injectors: Sequence[Injector], seed: int) -> Iterator[Fault]:
    """The faults of every injector in every report; the same for the same seed."""
    for injector in injectors:
        for path in paths:
            text = path.read_text(encoding="utf-8")
            rng = random.Random(f"{seed}:{injector.rule}:{injector.what}:{path.name}")
            edits = [edit for edit in injector.edits(text, rng) if edit.applied(text) != text]
            for edit in rng.sample(edits, min(_MOST_A_REPORT, len(edits))):
                yield Fault(injector, path, edit, edit.applied(text))


def check(text: str, path: Path, rulebook: RuleBook, gazetteer: Gazetteer) -> Report:
    """A text checked as the file of that name."""
    return check_document(read_bytes(text.encode(), path.name), rulebook, gazetteer)


def is_found(fault: Fault, report: Report) -> bool:
    """Whether a finding that is right about a fault has a place at it."""
    start, end = fault.edit.place
    right = {fault.injector.rule, *fault.injector.accepted}
    for finding in report.findings:
        if finding.rule in right:
            for evidence in finding.evidence:
                span = to_file(report.document, evidence.span)
                if span.start < end and start < span.end:
                    return True
    return False


def sentence_around(fault: Fault) -> str:
    """The changed words with what stands around them, on one line."""
    start, end = fault.edit.place
    return " ".join(fault.text[max(0, start - 60) : end + 60].split())


def main() -> int:
    """Measure and print; the exit code tells whether the goal was reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rules", default="", help="only these rules, with commas between")
    parser.add_argument("--list-missed", action="store_true", help="show each fault that was not found")
    asked = parser.parse_args()
    rulebook, gazetteer, paths = RuleBook.load(), Gazetteer.load("default"), clean_reports()
    wanted = [i for i in INJECTORS if not asked.rules or i.rule in asked.rules.split(",")]
    untouched = [(path, check(path.read_text(encoding="utf-8"), path, rulebook, gazetteer)) for path in paths]
    noise = sum(len(report.findings) for _, report in untouched)
    print(f"{len(paths)} clean reports, seed {asked.seed}; findings on the untouched reports: {noise}\n")
    print(f"{'rule':24} {'what is changed':42} {'faults':>6} {'found':>6} {'%':>6}")
    missed: list[Fault] = []
    injected = 0
    for injector in wanted:
        made = list(faults(paths, [injector], asked.seed))
        lost = [f for f in made if not is_found(f, check(f.text, f.path, rulebook, gazetteer))]
        injected, missed = injected + len(made), missed + lost
        share = f"{100 * (len(made) - len(lost)) / len(made):6.1f}" if made else "   —"
        print(f"{injector.rule:24} {injector.what:42} {len(made):6} {len(made) - len(lost):6} {share}")
    for rule in rulebook.rules:
        if rule.id not in {injector.rule for injector in INJECTORS}:
            print(f"{rule.id:24} no injector")
    found = 100 * (injected - len(missed)) / max(1, injected)
    print(f"\n{injected} faults, {injected - len(missed)} found: {found:.1f} %")
    for fault in missed if asked.list_missed else ():
        print(f"  missed {fault.injector.rule} in {fault.path.name}: … {sentence_around(fault)} …")
    return int(found < GOAL or noise > 0)


if __name__ == "__main__":
    sys.exit(main())
