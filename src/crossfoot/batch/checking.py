"""Checks one file under the settings of a house: what a worker does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from crossfoot.annotate.period_dates import find_dated
from crossfoot.annotate.pipeline import forget_places
from crossfoot.batch.inputs import content_of
from crossfoot.batch.record import record_of
from crossfoot.config import CheckSettings
from crossfoot.crash import described
from crossfoot.engine import Joint, Report, check_document, check_publication
from crossfoot.errors import ReadError, UsageError
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger import House, Ledger, state_report
from crossfoot.ledger.publication import published
from crossfoot.model import CoverageState, Document, Period, Severity
from crossfoot.model_checked import PUBLICATION, Allow, CheckedReport, Failure
from crossfoot.placing import RECORD, placed, placed_between, with_joint
from crossfoot.read import Limits, read_bytes
from crossfoot.rulebook import RuleBook
from crossfoot.rules_folder import rules_folder
from crossfoot.suppress.inline import allows_in

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


def forget_loaded() -> None:
    """Load rules, geography and house anew at the next check: their files may have changed."""
    rule_book_of.cache_clear()
    house_of.cache_clear()
    Gazetteer.forget()
    forget_places()


def limits_of(settings: CheckSettings) -> Limits:
    """What one file may cost."""
    return Limits(max_bytes=settings.max_bytes, max_pages=settings.max_pages, max_seconds=settings.max_seconds)


def validate(settings: CheckSettings) -> None:
    """Load all that the settings name, so that what is wrong with them is told before any report is read."""
    rule_book_of(settings)
    house_of(settings)
    gazetteer_of(settings)
    if settings.facts is not None:
        record_of(settings.facts, settings.geography)


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
    if settings.facts is not None and report.unsupported is None:
        return _against_facts(report, record_of(settings.facts, settings.geography), settings)
    return report, placed(report, rule_book_of(settings).known)


def _against_facts(report: Report, facts: Ledger, settings: CheckSettings) -> tuple[Report, CheckedReport]:
    """The report, and the record of it with what does not agree with the figures of record."""
    joint = _led_by_record(_joint(report.path, (report.ledger, facts), settings, mark=RECORD))
    items = tuple(
        replace(item, state=CoverageState.CHECKED)
        if item.state is CoverageState.ALONE and item.span in joint.compared
        else item
        for item in report.coverage.items
    )
    report = replace(report, coverage=replace(report.coverage, items=items))
    own = len(report.findings)
    report = with_joint(report, joint)
    record = placed(report, rule_book_of(settings).known)
    comparisons = Counter(record.comparisons) + Counter(joint.comparisons)
    used = sum(joint.publication.member_of(span) == 1 for span in joint.compared)
    told = f"Figures of record: {used} of {len(facts.facts)} were compared with a figure of the report."
    return report, replace(
        record,
        notes=(*record.notes, told),
        findings=(*record.findings[:own], *placed_between(joint)),
        crashes=(*record.crashes, *joint.crashes),
        comparisons={rule: comparisons[rule] for rule in record.comparisons},
    )


def _led_by_record(joint: Joint) -> Joint:
    """What was found against the figures of record: they are what the repairs go by."""
    text, publication = joint.publication.ledger.document.text, joint.publication
    findings = []
    for finding in joint.findings:
        spans = [each.span for each in finding.evidence if publication.member_of(each.span) == 1]
        said = " or ".join(dict.fromkeys(text[span.start : span.end] for span in spans))
        repairs = (f"{said}, as the figures of record have it", "or put the figures of record right")
        findings.append(replace(finding, repairs=repairs))
    return replace(joint, findings=tuple(findings))


def checked_together(
    files: Mapping[str, bytes | Failure], name: str, settings: CheckSettings
) -> CheckedReport | Failure:
    """Check the files of one publication against each other; fewer than two that can be read are a Failure."""

    def work() -> CheckedReport:
        ledgers, unread = [], []
        for path, data in files.items():
            ledger = data if isinstance(data, Failure) else _stated(data, path, settings)
            if isinstance(ledger, Failure):
                unread.append(ledger)
            elif ledger.unsupported is not None:
                unread.append(Failure(path, ledger.unsupported))
            else:
                ledgers.append(ledger)
        if len(ledgers) < 2:
            raise ReadError(name, "fewer than two of its files could be read, so there is nothing to compare")
        joint = _joint(name, ledgers, settings)
        findings = placed_between(joint)
        allows = tuple(_allows_between(joint, rule_book_of(settings).known))
        return CheckedReport(
            name, PUBLICATION, findings, (), joint.comparisons, joint.crashes, allows=allows, unread=tuple(unread)
        )

    outcome = isolated(name, work)
    return replace(outcome, together=True) if isinstance(outcome, Failure) else outcome


def _allows_between(joint: Joint, known: Collection[str]) -> Iterator[Allow]:
    """The allows of members that reach findings between them; what else they do is told with the member itself."""
    publication = joint.publication
    for number, member in enumerate(publication.members):
        findings = []
        for finding in joint.findings:
            own = [each for each in finding.evidence if publication.member_of(each.span) == number]
            local = tuple(replace(each, span=publication.in_member(each.span)[1]) for each in own)
            if local:
                findings.append(replace(finding, evidence=local))
        yield from (each for each in allows_in(member.document, findings, known) if each.covered)


def _joint(name: str, ledgers: Sequence[Ledger], settings: CheckSettings, mark: str = "") -> Joint:
    gazetteer = gazetteer_of(settings)
    return check_publication(
        published(name, ledgers, gazetteer, house_of(settings)), rule_book_of(settings), gazetteer, mark
    )


def ledger_of(path: str, settings: CheckSettings) -> Ledger | Failure:
    """What one file states; one that cannot be read is a Failure."""
    data = isolated(path, lambda: content_of(path, settings.max_bytes))
    return data if isinstance(data, Failure) else _stated(data, path, settings)


def _stated(data: bytes, path: str, settings: CheckSettings) -> Ledger | Failure:
    house, gazetteer = house_of(settings), gazetteer_of(settings)
    return isolated(path, lambda: state_report(document_of(data, path, settings), gazetteer, house))


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
