"""The baseline of an archive: the findings that were there on the day it was written."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from crossfoot.errors import UsageError
from crossfoot.model_checked import ABOUT_ALLOWS, CheckedReport, KnownFinding, Outcome, Standing

VERSION = "1"
DEFAULT_NAME = "crossfoot-baseline.json"


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
            raise UsageError(f"{said}; write it anew with `crossfoot baseline`") from error
        if file.version != VERSION:
            raise UsageError(f"{path}: is a baseline of version {file.version}, and this Crossfoot reads {VERSION}")
        return Baseline(
            path,
            {
                name: tuple(KnownFinding(each.fingerprint, each.rule, each.message) for each in known)
                for name, known in file.reports.items()
            },
        )

    def name_of(self, report: str) -> str:
        """How the file calls a report."""
        return Path(os.path.relpath(report, self.path.parent)).as_posix()

    def known(self, report: str) -> tuple[KnownFinding, ...]:
        """What is known of a report."""
        return self.reports.get(self.name_of(report), ())

    def missing(self) -> list[str]:
        """The reports of the baseline that are no longer there."""
        return sorted(name for name in self.reports if not (self.path.parent / name).exists())

    def with_reports(self, outcomes: Iterable[Outcome], prune: bool) -> Baseline:
        """A baseline in which the reports given stand anew; the others stay if they still exist.

        With `prune` nothing new is accepted: only findings that are gone leave. Allowed findings and
        remarks about allows are no part of a baseline; a report that could not be read keeps what it has.
        """
        reports = {name: known for name, known in self.reports.items() if (self.path.parent / name).exists()}
        for outcome in outcomes:
            if isinstance(outcome, CheckedReport):
                known = {each.fingerprint for each in self.known(outcome.path)}
                kept = tuple(each for each in _knowable(outcome) if not prune or each.fingerprint in known)
                reports.pop(self.name_of(outcome.path), None)
                if kept:
                    reports[self.name_of(outcome.path)] = kept
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
