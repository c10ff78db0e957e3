"""How many faults are found that are put into clean reports: `python tests/benchmarks/fault_injection.py`.

One figure, entry or year of a report without faults is changed at a time; a fault counts as found
where a finding of its rule, or of a rule that is as right, has a place that touches the change.
Exit code 1 where under 95 % are found, of all faults or on the average of the rules, or an untouched
report gives a finding.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from crossfoot.rulebook import RuleBook

from injection.catalogue import INJECTORS, faults_of
from injection.judging import Verdict, findings_on, judged
from injection.model import Clean, Fault

REGRESSION = Path(__file__).parents[2] / "corpora" / "regression"
ENOUGH = 95.0


def clean_reports() -> list[Clean]:
    """The reports of the corpora whose expectation is empty."""
    return [
        Clean(path.name, path.read_bytes().decode("utf-8"))
        for path in sorted(REGRESSION.iterdir())
        if path.suffix in (".md", ".html", ".txt")
        and path.with_suffix(".expected.yaml").read_text(encoding="utf-8").strip() == "[]"
    ]


def main() -> int:
    """Inject, check, print the table."""
    options = _options()
    known = [rule.id for rule in RuleBook.load().rules]
    asked = frozenset(options.rules.split(",")) if options.rules else frozenset([*known, *INJECTORS])
    reports = clean_reports()
    faults = [fault for report in reports for fault in faults_of(report, options.seed, options.most, asked)]
    with ProcessPoolExecutor() as pool:
        untouched = dict(zip([report.name for report in reports], pool.map(findings_on, reports), strict=True))
        verdicts = list(pool.map(judged, faults, chunksize=8))
    share = _print_table(sorted(asked), known, faults, verdicts)
    for name, rules in untouched.items():
        if rules:
            print(f"{name}, untouched: {', '.join(rules)}")
    print(f"{len(reports)} reports, untouched: {sum(map(len, untouched.values()))} findings")
    if options.list_missed:
        _print_missed(faults, verdicts)
    return int(share < ENOUGH or any(untouched.values()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=4, help="faults of each kind for each report")
    parser.add_argument("--rules", help="only these, with commas between them")
    parser.add_argument("--list-missed", action="store_true", help="each fault that was not found")
    return parser.parse_args()


def _print_table(asked: list[str], known: list[str], faults: list[Fault], verdicts: list[Verdict]) -> float:
    """A line for each rule; returns the percentage found: of all faults, or the average of the rules if lower."""
    by_rule: dict[str, list[Verdict]] = defaultdict(list)
    for fault, verdict in zip(faults, verdicts, strict=True):
        by_rule[fault.rule].append(verdict)
    print(f"{'rule':24}{'injected':>9}{'found':>7}{'%':>7}{'by itself':>11}{'elsewhere':>11}")
    found_of_all = injected = 0
    shares: list[float] = []
    for rule in asked:
        group = by_rule[rule]
        count = Counter(verdict for verdict in group)
        found = count[Verdict.FOUND] + count[Verdict.BY_OTHER]
        note = "" if rule in known else "  no rule yet"
        if rule not in INJECTORS:
            note = "  no injector"
        elif not group:
            note += "  no site"
        elif not note:
            found_of_all, injected = found_of_all + found, injected + len(group)
            shares.append(100 * found / len(group))
        share = f"{100 * found / len(group):.1f}" if group else "-"
        own, astray = count[Verdict.FOUND], count[Verdict.ELSEWHERE]
        print(f"{rule:24}{len(group):9}{found:7}{share:>7}{own:11}{astray:11}{note}")
    share_of_all = 100 * found_of_all / injected if injected else 0.0
    average = statistics.fmean(shares) if shares else 0.0
    print(f"{'all of rules that exist':24}{injected:9}{found_of_all:7}{share_of_all:7.1f}")
    print(f"{'average of these rules':24}{'':16}{average:7.1f}")
    return min(share_of_all, average)


def _print_missed(faults: list[Fault], verdicts: list[Verdict]) -> None:
    """Each fault that was not found: rule, file, what was changed, the changed sentence."""
    for fault, verdict in zip(faults, verdicts, strict=True):
        if verdict in (Verdict.MISSED, Verdict.ELSEWHERE):
            text = fault.text()
            start, end = fault.places()[0]
            left = max(text.rfind("\n", 0, start), start - 160) + 1
            right = min([at for at in (text.find("\n", end), end + 160) if at >= 0])
            print(f"\n{fault.rule} {fault.injector} {fault.report.name}: {fault.change.how} ({verdict})")
            print(f"  {text[left:start]}>>{text[start:end]}<<{text[end:right]}".replace("\n", " / "))


if __name__ == "__main__":
    sys.exit(main())
