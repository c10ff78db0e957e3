"""Crossfoot reads a report before publication and shows where its own facts disagree.

    import crossfoot
    from pathlib import Path

    report = crossfoot.check(Path("report.html"))
    for finding in report.findings:
        print(finding.rule, finding.message)

`check` and `facts` take a `Path`, which is read as a file of its format, or a `str`, which is
the text itself (Markdown). What they need is imported when they are first called.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crossfoot.engine import Report
    from crossfoot.model import Document, Fact, Finding

    __version__: str

__all__ = ["Fact", "Finding", "Report", "__version__", "check", "facts"]


def check(
    report: Path | str,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    rules: Sequence[Path] = (),
    geography: str = "default",
) -> Report:
    """Check one report: a file (`Path`) or its text (`str`).

    `select` and `ignore` name rules, topics or patterns; `rules` are folders of your own
    rules; `geography` is a profile. Raises ReadError where the report cannot be read,
    RuleError for a wrong rule file, UsageError for a name that does not exist. A check that
    breaks is told in `Report.crashes`.
    """
    from crossfoot.engine import check_document
    from crossfoot.gazetteer import Gazetteer
    from crossfoot.rulebook import RuleBook
    from crossfoot.rules_folder import rules_folder

    rulebook = RuleBook.load([rules_folder(), *rules]).select(select, ignore)
    return check_document(_document(report), rulebook, Gazetteer.load(geography))


def facts(report: Path | str, *, geography: str = "default") -> tuple[Fact, ...]:
    """Every figure of one report as it was read, in the order of the report.

    Raises ReadError where the report cannot be read or its language is not supported.
    """
    from crossfoot.errors import ReadError
    from crossfoot.gazetteer import Gazetteer
    from crossfoot.ledger import state_report

    ledger = state_report(_document(report), Gazetteer.load(geography))
    if ledger.unsupported is not None:
        raise ReadError(ledger.document.path, ledger.unsupported)
    return ledger.facts


def _document(report: Path | str) -> Document:
    from crossfoot.errors import UsageError
    from crossfoot.read import SUFFIXES, read_bytes, read_path

    if isinstance(report, Path):
        return read_path(report)
    # The name of a file, taken for the text of a report, would be found free of faults.
    if len(report.split()) == 1 and Path(report).suffix.lower() in SUFFIXES:
        raise UsageError(f"`{report}` is the name of a file: pass Path({report!r})")
    return read_bytes(report.encode(), "text.md")


def __getattr__(name: str) -> Any:
    """The names that would otherwise make `import crossfoot` slow."""
    if name == "__version__":
        from importlib.metadata import version

        return version("crossfoot")
    if name == "Report":
        from crossfoot.engine import Report

        return Report
    if name in {"Fact", "Finding"}:
        from crossfoot import model

        return getattr(model, name)
    raise AttributeError(f"module 'crossfoot' has no attribute {name!r}")
