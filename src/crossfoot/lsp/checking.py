"""Checks the text of an editor under the house's settings, and texts that differ from it by one edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossfoot.batch.checking import checked_with_report, validate
from crossfoot.batch.renaming import renamed
from crossfoot.batch.run import Run
from crossfoot.config import Configurations, Settings
from crossfoot.config.settings import Layer
from crossfoot.crash import described
from crossfoot.engine import Report
from crossfoot.errors import CrossfootError, ReadError
from crossfoot.lsp.documents import Source
from crossfoot.lsp.offer import Offer
from crossfoot.lsp.positions import Positions
from crossfoot.model_checked import CheckedReport, Failure, PlacedEvidence, PlacedFinding, Standing

_NOT_AS_TEXT = "its text cannot be read as a report in HTML, Markdown or plain text"


@dataclass(frozen=True, slots=True)
class Checked:
    """A text and all that was found in it; `offered` keeps the actions that were worked out, by fingerprint."""

    source: Source
    text: str
    positions: Positions
    report: Report
    record: CheckedReport
    settings: Settings
    offered: dict[str, list[Offer]] = field(default_factory=dict)

    def own_places(self, finding: PlacedFinding) -> list[PlacedEvidence]:
        """The places of a finding in this report: figures of record and allows stand in other files."""
        return [each for each in finding.evidence if each.path == self.record.path]


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Why a text was not checked: `wrong_setting` where the house's files have to be put right first."""

    reason: str
    wrong_setting: bool = False
    crashed: bool = False


def checked(text: str, source: Source, encoding: str) -> Checked | Unchecked | None:
    """Check a text; None where there is nothing in it. Never raises."""
    if not text.strip("\ufeff \t\r\n\f"):
        return None
    try:
        return _checked(text, source, encoding)
    except ReadError as error:
        return Unchecked(str(error).removeprefix(f"{source.read_as}: "))
    except CrossfootError as error:
        return Unchecked(str(error), wrong_setting=True)
    except Exception as error:
        return Unchecked(described(error), crashed=True)


def _checked(text: str, source: Source, encoding: str) -> Checked | Unchecked:
    # Made anew each time, so that a configuration that was changed is in force at once.
    configurations = Configurations(Layer({}, {}))
    settings = configurations.settings_for(source.path)
    validate(settings.check)
    report, record = _found(text, source, settings)
    settled = Run(configurations).settled(record, settings)
    if isinstance(settled, Failure):
        return Unchecked(settled.reason, wrong_setting=True)
    return Checked(source, text, Positions(text, encoding), report, settled, settings)


def _found(text: str, source: Source, settings: Settings) -> tuple[Report, CheckedReport]:
    report, record = checked_with_report(text.encode("utf-8"), source.read_as, settings.check)
    if report.document.source != text:
        # Text that begins like a PDF is read as one; its places would be those of no line of the editor.
        raise ReadError(source.read_as, _NOT_AS_TEXT)
    return report, renamed(record, source.path)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the check would say of a text that was edited: the standing of each finding, and what was compared."""

    standings: Mapping[str, Standing]
    comparisons: Mapping[str, int]


def outlook(result: Checked, edited: str | None = None) -> Outlook | None:
    """The outlook of the text, or of `edited` in its place; None where that could not be checked."""
    record = result.record
    if edited is not None:
        again = _again(result, edited)
        if not isinstance(again, CheckedReport) or again.crashes:
            return None
        record = again
    standings = {finding.fingerprint: finding.standing for finding in record.findings}
    return Outlook(standings, record.comparisons)


def _again(result: Checked, edited: str) -> CheckedReport | Failure | None:
    try:
        _, record = _found(edited, result.source, result.settings)
        settled = Run(Configurations(Layer({}, {}))).settled(record, result.settings)
    except Exception:
        return None  # an edit that cannot be judged is not offered
    return settled if isinstance(settled, CheckedReport | Failure) else None
