"""Checks one file under the settings of a house: what a worker does."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from crossfoot.annotate.period_dates import find_dated
from crossfoot.batch.inputs import content_of
from crossfoot.config import CheckSettings
from crossfoot.crash import described
from crossfoot.engine import Report, check_document
from crossfoot.errors import ReadError, UsageError
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger import House, Ledger, state_report
from crossfoot.model import Document, Period, Severity
from crossfoot.model_checked import CheckedReport, Failure
from crossfoot.placing import placed
from crossfoot.read import Limits, read_bytes
from crossfoot.rulebook import RuleBook
from crossfoot.rules_folder import rules_folder

Made = TypeVar("Made")


@lru_cache(maxsize=16)
def rule_book_of(settings: CheckSettings) -> RuleBook:
    """The rules in force, with the severities of the house."""
    folders = [rules_folder(), *map(Path, settings.rules)]
    severities = ((name, None if word == "off" else Severity(word)) for name, word in settings.severities)
    return RuleBook.load(folders).select(settings.select, settings.ignore).with_severities(severities)


@lru_cache(maxsize=16)
def house_of(settings: CheckSettings) -> House:
    """What the house says of a report beforehand. UsageError for a date that is none."""
    return House(_report_date(settings.report_date), (*settings.same_company, *settings.same_market))


def gazetteer_of(settings: CheckSettings) -> Gazetteer:
    """The geography of the house."""
    return Gazetteer.load(settings.geography)


def limits_of(settings: CheckSettings) -> Limits:
    """What one file may cost."""
    return Limits(max_bytes=settings.max_bytes, max_pages=settings.max_pages, max_seconds=settings.max_seconds)


def validate(settings: CheckSettings) -> None:
    """Load all that the settings name, so that what is wrong with them is told before any report is read."""
    rule_book_of(settings)
    house_of(settings)
    gazetteer_of(settings)


def report_of(document: Document, settings: CheckSettings) -> Report:
    """Check a document that was read."""
    return check_document(document, rule_book_of(settings), gazetteer_of(settings), house_of(settings))


def document_of(data: bytes, path: str, settings: CheckSettings) -> Document:
    """Read the content of a file. ReadError where that cannot be done."""
    return read_bytes(data, path, limits_of(settings))


def checked(data: bytes, path: str, settings: CheckSettings) -> CheckedReport | Failure:
    """Check the content of one file; a file that cannot be read, or breaks Crossfoot, is a Failure."""
    return isolated(path, lambda: checked_with_report(data, path, settings)[1])


def checked_with_report(data: bytes, path: str, settings: CheckSettings) -> tuple[Report, CheckedReport]:
    """The report with its whole document, and the record of it."""
    report = report_of(document_of(data, path, settings), settings)
    return report, placed(report, rule_book_of(settings).known)


def ledger_of(path: str, settings: CheckSettings) -> Ledger | Failure:
    """What one file states; one that cannot be read is a Failure."""
    house, gazetteer = house_of(settings), gazetteer_of(settings)
    return isolated(
        path,
        lambda: state_report(document_of(content_of(path, settings.max_bytes), path, settings), gazetteer, house),
    )


def isolated(path: str, work: Callable[[], Made]) -> Made | Failure:
    """What the work gives; ReadError and every fault of ours become a Failure of this path."""
    try:
        return work()
    except ReadError as error:
        return Failure(path, str(error).removeprefix(f"{path}: "))
    except Exception as error:
        return Failure(path, described(error), crashed=True)


def _report_date(written: str | None) -> Period | None:
    if written is None:
        return None
    periods = [dated.period for dated in find_dated(written) if dated.period is not None]
    if len(periods) != 1 or periods[0].window:
        raise UsageError(f"`report-date` cannot be `{written}`; write a year, month or day: 2025, 2025-03, 2025-03-14")
    return periods[0]
