"""The baseline of an archive: the findings that were there on the day it was written."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from crossfoot.errors import UsageError
from crossfoot.model_checked import ABOUT_ALLOWS, PUBLICATION, CheckedReport, KnownFinding, Outcome, Standing
from crossfoot.suppress.standing import rules_that_ran

VERSION = "1"
DEFAULT_NAME = "crossfoot-baseline.json"

_TOGETHER = "together: "


class _Known(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    fingerprint: str
    rule: str
    message: str


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    version: str
    reports: dict[str, list[_Known]]


class Baseline:
    """The known findings of each report. Paths in the file are relative to it, with `/` on every system."""

    def __init__(self, path: Path, reports: Mapping[str, tuple[KnownFinding, ...]]) -> None:
        """`reports` maps the names of reports, as they stand in the file, to what is known of them."""
        self.path = path
        self.reports = dict(reports)

    @staticmethod
    def load(path: Path) -> Baseline:
        """Read a baseline. UsageError, naming the file, where there is none or it is not valid."""
        try:
            data = path.read_bytes()
        except OSError as error:
            said = f"{path}: the baseline cannot be read: {error.strerror or error}; `crossfoot baseline` writes one"
            raise UsageError(said) from error
        try:
            file = _File.model_validate_json(data)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(step) for step in first["loc"])
            said = f"{path}: is no baseline of Crossfoot: {where + ': ' if where else ''}{first['msg']}"
            raise UsageError(f"{said}; delete it and write it anew with `crossfoot baseline`") from error
        if file.version != VERSION:
            raise UsageError(f"{path}: is a baseline of version {file.version}, and this Crossfoot reads {VERSION}")
        return Baseline(
            path,
            {
                name: tuple(KnownFinding(each.fingerprint, each.rule, each.message) for each in known)
                for name, known in file.reports.items()
            },
        )

    def name_of(self, report: CheckedReport) -> str:
        """How the file calls a report: by its path, a publication by its name."""
        if report.format == PUBLICATION:
            return _TOGETHER + report.path
        return Path(os.path.relpath(report.path, self.path.parent)).as_posix()

    def known(self, report: CheckedReport) -> tuple[KnownFinding, ...]:
        """What is known of a report."""
        return self.reports.get(self.name_of(report), ())

    def missing(self) -> list[str]:
        """The reports of the baseline that are no longer there."""
        return sorted(name for name in self.reports if not self._is_there(name))

    def _is_there(self, name: str) -> bool:
        return name.startswith(_TOGETHER) or (self.path.parent / name).exists()

    def with_reports(self, outcomes: Iterable[Outcome], prune: bool) -> Baseline:
        """A baseline in which the reports given stand anew; the others stay if they still exist.

        With `prune` nothing new is accepted: only findings that are gone leave. Allowed findings and
        remarks about allows are no part of a baseline. What could not be checked keeps what it has: a report
        that could not be read, a rule that did not run.
        """
        reports = {name: known for name, known in self.reports.items() if self._is_there(name)}
        for outcome in outcomes:
            if isinstance(outcome, CheckedReport):
                known = {each.fingerprint for each in self.known(outcome)}
                ran = rules_that_ran(outcome)
                kept = tuple(each for each in _knowable(outcome) if not prune or each.fingerprint in known)
                kept += tuple(each for each in self.known(outcome) if each.rule not in ran)
                reports.pop(self.name_of(outcome), None)
                if kept:
                    reports[self.name_of(outcome)] = kept
        return Baseline(self.path, reports)

    def text(self) -> str:
        """The file's text: sorted, so that a change shows as a small difference."""
        reports: dict[str, list[dict[str, Any]]] = {
            name: [
                {"fingerprint": each.fingerprint, "rule": each.rule, "message": each.message}
                for each in sorted(known, key=lambda each: (each.rule, each.fingerprint))
            ]
            for name, known in sorted(self.reports.items())
        }
        return json.dumps({"version": VERSION, "reports": reports}, ensure_ascii=False, indent=1) + "\n"


def _knowable(report: CheckedReport) -> Iterable[KnownFinding]:
    for finding in report.findings:
        if finding.standing is not Standing.ALLOWED and finding.rule not in ABOUT_ALLOWS:
            yield KnownFinding(finding.fingerprint, finding.rule, finding.message)
