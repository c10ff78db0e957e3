"""What machine formats tell of a rule: its summary, its severity, and its story as help."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crossfoot.model_checked import STALE_ALLOW, WRONG_ALLOW
from crossfoot.model_results import Severity
from crossfoot.report.finding_words import markdown_text
from crossfoot.rulebook import Rule

_ALLOW_HELP = (
    "An allow names a rule and gives a reason: `crossfoot: allow RULE because REASON`. Without one it is not in force. "
    "One that allows nothing any more is stale and should go, since it would hide the next fault."
)


@dataclass(frozen=True, slots=True)
class RuleDescription:
    """One rule, as tools show it. `markdown` is the help where Markdown is read."""

    id: str
    summary: str
    severity: Severity
    help: str
    markdown: str


def described_rules(rules: Iterable[Rule]) -> dict[str, RuleDescription]:
    """The descriptions of rules by id, and of what is told about allows."""
    known = [
        RuleDescription(rule.id, _line(rule.summary), rule.severity, _help(rule, str), _help(rule, markdown_text))
        for rule in rules
    ]
    for about, summary, severity in (
        (WRONG_ALLOW, "An allow is not in force", Severity.ERROR),
        (STALE_ALLOW, "An allow allows nothing any more", Severity.WARNING),
    ):
        known.append(RuleDescription(about, summary, severity, _ALLOW_HELP, _ALLOW_HELP))
    return {each.id: each for each in known}


def _help(rule: Rule, shown: Callable[[str], str]) -> str:
    """The story of a rule; `shown` keeps the text of a report, its example, from being read as markup."""
    parts = [_line(rule.why)]
    bad = next((example for example in rule.examples if example.bad is not None), None)
    if bad is not None and bad.bad is not None:
        # The quotation mark keeps an example that begins like a heading or an item from becoming one.
        parts.append(f"Found, for example, in:\n\n> “{shown(_line(bad.bad))}”")
    if rule.repair:
        parts.append(f"Repair: {_line(rule.repair)}")
    parts.append(f"`crossfoot explain {rule.id}` tells how it computes.")
    return "\n\n".join(parts)


def _line(text: str) -> str:
    return " ".join(text.split())
