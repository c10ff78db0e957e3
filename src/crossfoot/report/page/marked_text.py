"""The report's text as it was read, with the words of findings and what was not checked marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from crossfoot.engine import Report
from crossfoot.model import Block, BlockKind, CoverageState, Document, Severity, Span, Table
from crossfoot.model_checked import CheckedReport, PlacedFinding, Standing

_UNCHECKED = {CoverageState.ALONE: "alone", CoverageState.UNREAD: "unread"}
_LEVEL_OF_BOLD_LINE = 7
SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class _Mark:
    """Words that are marked: as place `number` of finding `finding`, or (without one) as not checked."""

    span: Span
    finding: int | None
    number: int
    style: str
    title: str


def marked_text(report: Report, told: CheckedReport) -> str:
    """The HTML of the report's blocks in their order; nothing of the report's own markup is kept."""
    writer = _TextWriter(report.document, _marks(report, told))
    return "".join(writer.blocks())


def shown_as(finding: PlacedFinding) -> str:
    """How a finding looks on the page: by its severity, or as settled by the baseline or an allow."""
    return finding.severity.value if finding.standing is Standing.NEW else SETTLED


def place_id(finding: int, number: int) -> str:
    """The id of the words of a finding's evidence on the page."""
    return f"place-{finding}-{number}"


def _marks(report: Report, told: CheckedReport) -> list[_Mark]:
    marks = [
        _Mark(evidence.span, finding, number, shown_as(told.findings[finding]), each.message)
        for finding, each in enumerate(report.findings)
        for number, evidence in enumerate(each.evidence)
    ]
    for item in report.coverage.items:
        if item.state in _UNCHECKED:
            title = f"{item.state.value}: {item.why}" if item.why else item.state.value
            marks.append(_Mark(item.span, None, 0, _UNCHECKED[item.state], title))
    return sorted(marks, key=lambda mark: mark.span)


class _TextWriter:
    def __init__(self, document: Document, marks: Sequence[_Mark]) -> None:
        self._document = document
        self._marks = marks
        self._starts = [mark.span.start for mark in marks]
        self._longest = max((mark.span.end - mark.span.start for mark in marks), default=0)
        self._tables = {table.group: table for table in document.tables}  # those that are not written yet
        self._groups = frozenset(self._tables)
        self._lists: list[str] = []

    def blocks(self) -> Iterator[str]:
        """All blocks; a table stands where its first cell, or its caption, does."""
        for block in self._document.blocks:
            if block.kind is not BlockKind.LIST_ITEM:
                yield from self._close_lists(0)
            in_table = block.group in self._groups and block.kind in {BlockKind.TABLE_CELL, BlockKind.CAPTION}
            if block.kind is BlockKind.LIST_ITEM:
                yield from self._item(block)
            elif not in_table:
                yield self._block(block)
            elif block.group is not None and (table := self._tables.pop(block.group, None)) is not None:
                yield from self._table(table)
        yield from self._close_lists(0)

    def _block(self, block: Block) -> str:
        inside = self._words(block.span)
        if block.kind in {BlockKind.HEADING, BlockKind.TITLE}:
            if block.level == _LEVEL_OF_BOLD_LINE:
                return f'<p class="bold-line"><strong>{inside}</strong></p>\n'
            # The page's own heading is the first; the report's stand below it.
            level = min(6, max(1, block.level) + 1)
            return f"<h{level}>{inside}</h{level}>\n"
        if block.kind is BlockKind.CODE:
            return f"<pre>{inside}</pre>\n"
        return f"<p>{inside}</p>\n"

    def _item(self, block: Block) -> Iterator[str]:
        name = "ul" if block.ordinal is None else "ol"
        level = max(1, block.level)
        yield from self._close_lists(level)
        if len(self._lists) == level and self._lists[-1] != name:
            yield from self._close_lists(level - 1)
        while len(self._lists) < level:
            self._lists.append(name)
            yield f"<{name}>\n"
        value = f' value="{block.ordinal}"' if block.ordinal is not None else ""
        yield f"<li{value}>{self._words(block.span)}</li>\n"

    def _close_lists(self, depth: int) -> Iterator[str]:
        while len(self._lists) > depth:
            yield f"</{self._lists.pop()}>\n"

    def _table(self, table: Table) -> Iterator[str]:
        yield '<div class="table" tabindex="0" role="region" aria-label="Table"><table>\n'
        if table.caption is not None:
            yield f"<caption>{self._words(table.caption)}</caption>\n"
        seen: set[int] = set()
        for row in table.rows:
            yield "<tr>"
            for cell in row:
                if cell is None:
                    yield "<td></td>"
                elif id(cell) not in seen:
                    seen.add(id(cell))
                    name = "th" if cell.header else "td"
                    spans = f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
                    spans += f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
                    yield f"<{name}{spans}>{self._words(cell.span)}</{name}>"
            yield "</tr>\n"
        yield "</table></div>\n"

    def _words(self, span: Span) -> str:
        """The words of a span, cut at the ends of all marks that touch it."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_right(self._starts, span.end)
        marks = [mark for mark in self._marks[first:last] if mark.span.start < span.end and mark.span.end > span.start]
        cuts = {span.start, span.end}
        for mark in marks:
            cuts |= {max(span.start, mark.span.start), min(span.end, mark.span.end)}
        places = sorted(cuts)
        return "".join(self._piece(start, end, marks) for start, end in pairwise(places))

    def _piece(self, start: int, end: int, marks: Sequence[_Mark]) -> str:
        words = escape(self._document.text[start:end]).replace("\n", "<br>")
        here = [mark for mark in marks if mark.span.start <= start and mark.span.end >= end]
        found = [mark for mark in here if mark.finding is not None]
        anchors = "".join(
            f'<a class="anchor" id="{place_id(mark.finding, mark.number)}"></a>'
            for mark in found
            if mark.finding is not None and mark.span.start == start
        )
        if found:
            worst = min((mark.style for mark in found), key=_rank)
            numbers = " ".join(dict.fromkeys(str(mark.finding) for mark in found))
            title = escape("; ".join(dict.fromkeys(mark.title for mark in found)))
            return f'{anchors}<mark class="{worst}" data-findings="{numbers}" title="{title}">{words}</mark>'
        if here:
            return f'<span class="{here[0].style}" title="{escape(here[0].title)}">{words}</span>'
        return words


def _rank(style: str) -> int:
    return [*(severity.value for severity in Severity), SETTLED].index(style)
