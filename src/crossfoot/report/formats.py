"""The output formats of `check` by name, and which of them may come as results come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossfoot.model_checked import Outcome

if TYPE_CHECKING:
    from crossfoot.rulebook import Rule

TEXT, PAGE = "text", "html"
FORMATS = (TEXT, "json", PAGE, "sarif", "junit", "github", "gitlab", "rdjson", "markdown", "csv")
"""All formats. `text` is written as results come, `html` needs the whole document, the rest the records."""


@dataclass(frozen=True, slots=True)
class Context:
    """What some formats need beside the outcomes.

    `rules` loads the rules for their descriptions, `with_baseline` says whether old findings were told
    apart, once all outcomes are there.
    """

    rules: Callable[[], Iterable[Rule]]
    with_baseline: Callable[[], bool]


def written(name: str, outcomes: Sequence[Outcome], context: Context) -> str:
    """The outcomes in one of the formats that are made from records."""
    return _WRITERS[name](outcomes, context)


def _json(outcomes: Sequence[Outcome], context: Context) -> str:
    from crossfoot.report.json import json_text

    return json_text(outcomes)


def _sarif(outcomes: Sequence[Outcome], context: Context) -> str:
    from crossfoot.report.rule_descriptions import described_rules
    from crossfoot.report.sarif import sarif_text

    return sarif_text(outcomes, described_rules(context.rules()), context.with_baseline())


def _junit(outcomes: Sequence[Outcome], context: Context) -> str:
    from crossfoot.report.junit import junit_text

    return junit_text(outcomes)


def _github(outcomes: Sequence[Outcome], context: Context) -> str:
    from crossfoot.report.annotations import github_text

    return github_text(outcomes)


def _gitlab(outcomes: Sequence[Outcome], context: Context) -> str:
    from crossfoot.report.annotations import gitlab_text

    return gitlab_text(outcomes)


def _rdjson(outcomes: Sequence[Outcome], context: Context) -> str:
    from crossfoot.report.annotations import rdjson_text

    return rdjson_text(outcomes)


def _markdown(outcomes: Sequence[Outcome], context: Context) -> str:
    from crossfoot.report.summary import summary_text

    return summary_text(outcomes)


def _csv(outcomes: Sequence[Outcome], context: Context) -> str:
    from crossfoot.report.findings_csv import findings_csv_text

    return findings_csv_text(outcomes)


_WRITERS: Mapping[str, Callable[[Sequence[Outcome], Context], str]] = {
    "json": _json,
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
    "gitlab": _gitlab,
    "rdjson": _rdjson,
    "markdown": _markdown,
    "csv": _csv,
}
