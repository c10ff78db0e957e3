"""Whose figures the cells of a table are, and what they measure: rows, columns, sections, caption, report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crossfoot.ledger.table_layout import DataRow, Layout
from crossfoot.ledger.table_periods import times_of
from crossfoot.ledger.table_words import HeadText, HeadWords, main_entity, read_head, read_title, without_marks

_TIME = re.compile(r"\b(?:years?|quarters?|months?|half|halves|periods?)\b|\d", re.IGNORECASE)
_MARKET = re.compile(r"\b(?:market|industry|sector)s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Whose:
    """The subject and the measure of a cell; `found` is `row`, `column`, `section`, `title`, `report` or empty."""

    subject: str | None
    found: str
    measure: str
    change: bool
    whole: str | None


class SubjectsOfTable:
    """Finds whose figure a cell is, from one table's heads and what stands over it.

    `titles` are caption, title row and headings, nearest first; `report` is what the report speaks of.
    """

    def __init__(self, layout: Layout, titles: Sequence[HeadText], report: str | None) -> None:
        self._layout = layout
        self._titles = [read_title(title) for title in titles]
        self._report = main_entity(report)
        rows_are = layout.rows_are
        if not rows_are and self._most_rows_measure():
            rows_are = "measures"
        self._rows_are = "measures" if layout.key_facts else rows_are
        firsts = Counter(row.heads[0] for row in layout.rows if len(row.heads) > 1)
        self._nested = any(count > 1 for count in firsts.values())
        self._unmeasured: dict[int, str] = {}
        self._rows = {row.number: self._row(row) for row in layout.rows}
        entities = Counter(words.entity for words in self._rows.values() if words.entity)
        self._repeated = frozenset(entity for entity, count in entities.items() if count > 1)
        self._levels = self._levels_above()
        self._dated: dict[int, list[int]] = {}
        self.columns = [self._column(index) for index in range(len(layout.columns))]

    def _most_rows_measure(self) -> bool:
        heads = [read_head(row.heads[-1]) for row in self._layout.rows if row.heads]
        named = [head for head in heads if head.entity or head.measure or head.change]
        return len(named) > 1 and sum(bool(head.measure or head.change) for head in named) * 2 > len(named)

    # --- reading the heads -----------------------------------------------------------------

    def _row(self, row: DataRow) -> HeadWords:
        """What the heads of a row say together: the last one where they are nested, else the first."""
        listed = self._rows_are == "entities"
        every = [read_head(head, listed) for head in row.heads]
        if not every:
            return HeadWords("")
        named = [words for words in every if words.entity]
        chosen = (named[-1] if self._nested else named[0]) if named else every[-1]
        measure = chosen.measure or next((words.measure for words in reversed(every) if words.measure), "")
        joined = replace(
            chosen,
            text=" | ".join(words.text for words in every),
            measure=measure,
            place=next((words.place for words in reversed(every) if words.place), None),
            change=any(words.change for words in every),
            whole=next((words.whole for words in every if words.whole), None),
            total=any(words.total for words in every),
            subtotal=any(words.subtotal for words in every),
        )
        if self._rows_are == "measures" and joined.entity and not measure and not _MARKET.search(joined.entity):
            self._unmeasured[row.number] = joined.entity
            return replace(joined, entity=None, measure=joined.entity.casefold())
        if self._rows_are == "times" and len(row.heads) == 1:
            return replace(joined, entity=None)
        if self._is_name_alone(joined, row):
            return replace(joined, entity=without_marks(row.heads[-1].words))
        return joined

    def _is_name_alone(self, words: HeadWords, row: DataRow) -> bool:
        """Whether a row head that says nothing else must be a name (`Base`, `Current`)."""
        says = words.entity or words.measure or words.change or words.place or words.total or words.subtotal
        dated = _TIME.search(words.text) or any(times_of(head.words) for head in row.heads)
        return not says and not dated and self._rows_are not in ("times", "measures")

    def _column(self, index: int) -> HeadWords:
        """What the heads of a column say together, from the top down."""
        every = [read_head(head) for head in self._layout.columns[index]]
        if not every:
            return HeadWords("")
        entities = list(dict.fromkeys(words.entity for words in every if words.entity))
        measures = [words.measure for words in every if words.measure]
        return HeadWords(
            text=" | ".join(words.text for words in every),
            entity=" ".join(entities) or None,
            measure=measures[-1] if measures else "",
            place=next((words.place for words in reversed(every) if words.place), None),
            change=any(words.change for words in every),
            whole=next((words.whole for words in reversed(every) if words.whole), None),
            total=any(words.total for words in every),
            subtotal=any(words.subtotal for words in every),
        )

    @property
    def rows_measure(self) -> bool:
        """Whether the rows list what was measured (`Revenue`, `Costs`), not whose it is."""
        return self._rows_are == "measures"

    def row_words(self, row: DataRow) -> HeadWords:
        """What the heads of a row say."""
        return self._rows[row.number]

    # --- whose figure ----------------------------------------------------------------------

    def whose(self, row: DataRow, column: int, amount: bool) -> Whose:
        """The subject and measure of one cell; `amount` tells that it prints an amount of money."""
        across = HeadWords("") if column in self._layout.notes else self._changing_column(column)
        down = self._changing_row(row)
        if self._layout.key_facts and amount and row.number in self._unmeasured:
            # `Online | $3m` among key facts: an amount of what the row names.
            down = replace(down, entity=self._unmeasured[row.number], measure="")
        sections = [read_head(section) for section in reversed(row.sections)]
        subject, found = self._subject(down, across, sections)
        if found == "row" and subject in self._repeated and sections:
            group = next((section.entity for section in sections if section.entity), None)
            subject = f"{group} {subject}" if group else subject
        return Whose(
            subject=subject,
            found=found,
            measure=self._measure(down, across, sections, found),
            change=across.change or down.change or any(section.change for section in sections),
            whole=across.whole or down.whole or next((s.whole for s in (*sections, *self._titles) if s.whole), None),
        )

    def _subject(self, down: HeadWords, across: HeadWords, sections: Sequence[HeadWords]) -> tuple[str | None, str]:
        if self._layout.key_facts:
            return (down.entity, "row") if down.entity else (self._report, "report")
        # A row that measures something of its own is what is measured of the company at the column's head.
        if across.entity and not across.measure and down.measure and not across.change:
            return across.entity, "column"
        named = ((down.entity, "row"), (across.entity, "column"), *((s.entity, "section") for s in sections))
        for entity, where in named:
            if entity:
                return entity, where
        title = next((words.entity for words in self._titles if words.entity), None)
        if title:
            return title, "title"
        return self._report, "report" if self._report else ""

    def _measure(self, down: HeadWords, across: HeadWords, sections: Sequence[HeadWords], found: str) -> str:
        beside = _as_measure(across) if found == "row" else across.measure
        if found == "column" and down.measure:
            return _as_measure(down)
        if beside and not (across.change and down.measure and not across.measure):
            return beside
        over = (down, *sections) if across.change or down.change else (down, *sections, *self._titles)
        named = next((words.measure for words in over if words.measure), "")
        if not named and (across.change or down.change):
            named = next((words.measure for words in self._titles if words.measure and not words.entity), "")
        return named

    def _changing_column(self, column: int) -> HeadWords:
        """A column of changes takes the measure (and entity) of the level beside it on the left."""
        own = self.columns[column]
        if not own.change or own.measure:
            return own
        left = range(column - 1, self._layout.head_columns - 1, -1)
        right = range(column + 1, len(self.columns))
        for other in (*left, *right):
            words = self.columns[other]
            level = words.measure and not words.change and not words.whole
            if level and other not in self._layout.notes and words.measure.split()[-1] not in ("share", "percentage"):
                return replace(own, measure=words.measure, entity=own.entity or words.entity)
        return own

    def _changing_row(self, row: DataRow) -> HeadWords:
        """A row of changes takes the measure and entity of the level in the rows over it."""
        own = self._rows[row.number]
        if not own.change or own.measure or own.entity or self._layout.key_facts:
            return own
        level = self._levels.get(row.number)
        return replace(own, measure=level.measure, entity=level.entity) if level else own

    def _levels_above(self) -> dict[int, HeadWords]:
        """For each row the nearest row over it, in the same section, that measures a level."""
        found: dict[int, HeadWords] = {}
        level: HeadWords | None = None
        sections: tuple[HeadText, ...] = ()
        for row in self._layout.rows:
            if row.sections != sections:
                level, sections = None, row.sections
            words = self._rows[row.number]
            if level is not None:
                found[row.number] = level
            if words.measure and not words.change:
                level = words
        return found

    def dated_columns(self, column: int) -> list[int]:
        """The columns of levels that name a time, in the group of `column`: those before it, if there are two."""
        if column not in self._dated:
            self._dated[column] = self._find_dated(column)
        return self._dated[column]

    def _find_dated(self, column: int) -> list[int]:
        heads = self._layout.columns
        group = heads[column][:1] if len(heads[column]) > 1 else ()
        dated = [
            index
            for index in range(self._layout.head_columns, len(heads))
            if not self.columns[index].change
            and heads[index][: len(group)] == group
            and any(len(times_of(head.words)) == 1 for head in heads[index])
        ]
        before = [index for index in dated if index < column]
        return before if len(before) > 1 else dated


def _as_measure(words: HeadWords) -> str:
    """All of a head that is no time and no unit, where another head names the subject."""
    if words.entity and words.measure:
        return f"{words.entity.casefold()} {words.measure}"
    return words.measure or (words.entity or "").casefold()
