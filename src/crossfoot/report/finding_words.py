"""A finding in words for formats that take one text, and such words made safe for Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from crossfoot.model_checked import Failure, KnownFinding, Outcome, PlacedEvidence, PlacedFinding, Standing
from crossfoot.report.json import failure_error
from crossfoot.report.located import located
from crossfoot.report.printable import printable, printable_path

_LONGEST_QUOTE = 80

_MARKUP = re.compile(r"[\\*_{}\[\]<>|&]")
_TRIGGERS = re.compile(
    r"""(?: [@\#~]                  # mentions, issues, struck-out text
          | \$+(?!\d)               # the end of a formula; amounts of money are none without one
          | :// | (?<=www) \.       # addresses
          | : (?=[\w+-]+:)          # names of emoji
          | (?<=\bGH) - (?=\d)      # issues again
          | [!%] (?=[\w"])          # GitLab's merge requests and milestones
        )+""",
    re.VERBOSE | re.IGNORECASE,
)


class Problem(NamedTuple):
    """Why a report was not checked, or not wholly: `read`, `language`, or the rule that broke, and a sentence."""

    name: str
    said: str
    broke: bool = False


def problems(outcome: Outcome) -> Iterator[Problem]:
    """What was not checked in a report."""
    if isinstance(outcome, Failure):
        yield Problem("read", f"not checked: {printable(failure_error(outcome))}")
        return
    if outcome.unsupported is not None:
        yield Problem("language", f"nothing was checked: {printable(outcome.unsupported)}")
    for crash in outcome.crashes:
        rule = printable(crash.rule)
        yield Problem(rule, f"the rule {rule} broke: {printable(crash.error)}", broke=True)


def gone(known: KnownFinding) -> str:
    """A finding of the baseline that is not there any more."""
    return f"No longer found, but in the baseline: {printable(known.message)}"


def detail_lines(finding: PlacedFinding) -> Iterator[str]:
    """The arithmetic, the likely slip, the assumptions and the repairs, one a line."""
    yield from (f"Arithmetic: {printable(line)}" for line in finding.arithmetic.splitlines())
    yield from (f"Likely slip: {printable(slip)}" for slip in finding.slips)
    yield from (f"Assuming: {printable(assumption)}" for assumption in finding.assumptions)
    yield from (f"Repair: {printable(repair)}" for repair in finding.repairs)
    if finding.standing is Standing.ALLOWED:
        yield f"Allowed: {printable(finding.reason)}"
    if finding.standing is Standing.KNOWN:
        yield "In the baseline."


def place_lines(finding: PlacedFinding) -> Iterator[str]:
    """Each place with its words and its role, one a line."""
    for evidence in finding.evidence:
        yield f"{where(evidence)}: “{quoted(evidence)}” ({printable(evidence.role)})"


def where(evidence: PlacedEvidence) -> str:
    """The file and the place in it."""
    return printable(located(printable_path(evidence.path), evidence.place))


def quoted(evidence: PlacedEvidence) -> str:
    """The words of a place on one line, at most 80 characters."""
    words = printable(" ".join(evidence.place.quote.split()))
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + "…"


def whole_text(finding: PlacedFinding) -> str:
    """Message, places and details, one a line."""
    return "\n".join((printable(finding.message), *place_lines(finding), *detail_lines(finding)))


def repository_path(path: str) -> str:
    """A path as build services compare it with those of a repository: no `./` before it, `/` on every system."""
    return PurePath(printable_path(path)).as_posix()


def code_span(text: str) -> str:
    """Text that Markdown shows letter by letter: no service looks for mentions, issues or formulas in code."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    # One space at each end is taken off again.
    pad = " " if text.strip(" ") and (text[0] in "` " or text[-1] in "` ") else ""
    return f"{fence}{pad}{text}{pad}{fence}" if text else ""


def markdown_text(text: str) -> str:
    """Text that Markdown shows as it stands.

    A backslash takes the meaning from what Markdown reads. What services look for afterwards, in what was
    rendered, it does not hide (`@name`, `#12`, `$x$`, bare addresses), so that these signs become code.
    """
    shown, at = [], 0
    for trigger in _TRIGGERS.finditer(text):
        shown += [_escaped(text[at : trigger.start()]), code_span(trigger.group())]
        at = trigger.end()
    return "".join((*shown, _escaped(text[at:])))


def _escaped(text: str) -> str:
    # A backtick after a backslash would still count for the length of a fence beside it.
    return _MARKUP.sub(r"\\\g<0>", text).replace("`", "&#96;")
