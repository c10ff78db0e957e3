"""Allows beside a report, for those who want nothing in its text: `report.docx.allow.yaml`."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field

from crossfoot.errors import RuleError, UsageError
from crossfoot.model_checked import Allow, Place, PlacedFinding
from crossfoot.rulebook_names import fits
from crossfoot.suppress.wording import mistake_in
from crossfoot.yaml_file import parse_yaml, read_yaml
from crossfoot.yaml_model import Keys, validated

SUFFIX = ".allow.yaml"

_ITEM = re.compile(r"^(?P<indent> *)- ", re.MULTILINE)


class _Entry(Keys):
    """One allow: a rule, and where it is not meant for all of that rule's findings, which of them."""

    rule: str
    because: str
    fingerprint: str | None = None
    quote: str | None = None


class _Sidecar(Keys):
    allow: Annotated[tuple[_Entry, ...], Field(min_length=1)]


def sidecar_of(report: str) -> Path:
    """Where the allows of a report lie."""
    return Path(report + SUFFIX)


def sidecar_allows(
    report: str, findings: Collection[PlacedFinding], known: Callable[[], Collection[str]]
) -> tuple[Allow, ...]:
    """The allows in the file beside a report, none where there is no such file; `known` gives the ids of all rules.

    Raises RuleError, with the line, for a file that is not valid.
    """
    path = sidecar_of(report)
    try:
        is_there = path.is_file()
    except OSError:  # a name that is as long as it may be has room for no other beside it
        is_there = False
    if not is_there:
        return ()
    file = read_yaml(path)
    allows = []
    for number, entry in enumerate(validated(_Sidecar, file.values, file).allow):
        line = file.line_of(("allow", number))
        place = Place(f"rule: {entry.rule}", 0, 0, line, 1, f"{line}:1")
        mistake = mistake_in((entry.rule,), entry.because.strip(), known())
        covered = () if mistake else tuple(each.fingerprint for each in findings if _is_meant(entry, each))
        allows.append(Allow(str(path), place, (entry.rule,), entry.because.strip(), covered, mistake))
    return tuple(allows)


def with_allow(report: str, rule: str, quote: str | None, because: str) -> str:
    """The text of the file beside a report with one more allow at its end; what is written there stays.

    Raises RuleError where the file that is there is not valid.
    """
    path = sidecar_of(report)
    written = ""
    if path.is_file():
        file = read_yaml(path)
        validated(_Sidecar, file.values, file)
        written = path.read_text(encoding="utf-8-sig").rstrip() + "\n"
    dash = _ITEM.search(written)
    indent = dash["indent"] if dash else "  "
    entry = {"rule": rule, **({} if quote is None else {"quote": quote}), "because": because}
    item = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=1_000_000)
    text = (written or "allow:\n") + textwrap.indent(item, indent)
    try:
        added = parse_yaml(str(path), text)
        validated(_Sidecar, added.values, added)
    except RuleError as error:  # an unusual but valid layout, to which nothing can be added by line
        said = f"{path}: is laid out so that nothing can be added; add this by hand:\n{item}"
        raise UsageError(said) from error
    return text


def _is_meant(entry: _Entry, finding: PlacedFinding) -> bool:
    return (
        fits(finding.rule, entry.rule)
        and entry.fingerprint in (None, finding.fingerprint)
        and (entry.quote is None or any(entry.quote in place.place.quote for place in finding.evidence))
    )
