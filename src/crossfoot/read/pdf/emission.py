"""Passes the blocks of a PDF on to a Flow, and notes where each character stands on its page."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from crossfoot.model import PrintedLine
from crossfoot.read.flow import Flow
from crossfoot.read.pdf.marks import turned
from crossfoot.read.pdf.paragraphs import TextBlock
from crossfoot.read.pdf.table_grid import TableBlock
from crossfoot.read.pdf.words import Word

_BROKEN = re.compile(r"[^\W\d_]-\Z")
_DASH = re.compile(r"(?:\w[-‑]|\d[–—])\Z")
_MARK = re.compile(r"(?:\d{1,2}(?:,\d{1,2})*|[a-z]|[*†‡§¶]{1,3}|\(\w{1,2}\)|\[\d{1,2}\])\Z")
_PUNCTUATION = ".,;:!?()[]“”‘’\"'"
# First parts of compounds that are seldom written without their hyphen.
_COMPOUNDING = frozenset(
    "all cost cross double end ever fast first five four full half high large long low market medium mid "
    "multi new one price second self short small single six so ten third three top triple two well year".split()
)
_POWER = re.compile(r"(?:(?:^|[^a-zA-Z])[kcm]?m|10)\Z")


@dataclass
class _Line:
    """A line of a page while it is written."""

    start: int
    page: int
    lefts: array[float] = field(default_factory=lambda: array("f"))
    rights: array[float] = field(default_factory=lambda: array("f"))
    tops: array[float] = field(default_factory=lambda: array("f"))
    bottoms: array[float] = field(default_factory=lambda: array("f"))

    def printed(self, turn: tuple[int, float, float] | None) -> PrintedLine:
        """The line with its places on the page as it is shown."""
        if turn is not None:
            for index in range(len(self.lefts)):
                box = self.lefts[index], self.tops[index], self.rights[index], self.bottoms[index]
                self.lefts[index], self.tops[index], self.rights[index], self.bottoms[index] = turned(box, *turn)
        return PrintedLine(self.start, self.page, self.lefts, self.rights, self.tops, self.bottoms)


class Emission:
    """Writes the source of the document: the text of the pages, line by line.

    `words` are those of the report, which tell broken words from compounds; `turns` gives for each page whose
    text does not stand upright the quarter turns, and the size of the page as it is shown.
    """

    def __init__(self, flow: Flow, words: frozenset[str], turns: Mapping[int, tuple[int, float, float]]) -> None:
        self.printed: list[PrintedLine] = []
        self._flow = flow
        self._words = words
        self._turns = turns
        self._pieces: list[str] = []
        self._length = 0
        self._shown_from: tuple[int, int] | None = None
        self._lists: list[tuple[float, str]] = []
        self._ordinals: dict[int, int] = {}

    @property
    def source(self) -> str:
        """All that was passed on so far, with what was left out of the running text."""
        return "".join(self._pieces)

    def block(self, block: TextBlock, level: int) -> None:
        """Pass a block on; `level` is that of a heading, 0 for none."""
        if block.bullet:
            self._open_item(block)
        else:
            self.close_lists(0)
            self._flow.start(f"h{level}" if level else "p")
        bold = block.bold and not level
        if bold:
            self._flow.start("b")
        skipped = len(block.bullet.split())
        for page, lines in groupby(block.lines, key=lambda line: line.page):
            self._lines([line.words for line in lines], page, skipped)
            skipped = 0
        if bold:
            self._flow.end("b")
        if not block.bullet:
            self._flow.end(f"h{level}" if level else "p")

    def table(self, table: TableBlock) -> None:
        """Pass a table on, with its caption."""
        self.close_lists(0)
        self._flow.start("table")
        if table.caption is not None:
            self._flow.start("caption")
            self._lines([line.words for line in table.caption.lines], table.page, 0)
            self._flow.end("caption")
        for row in table.rows:
            self._flow.start("tr")
            name = "th" if row.head else "td"
            for cell in row.cells:
                self._flow.start(name, {"colspan": str(cell.span)})
                self._lines([fragment.words for fragment in cell.fragments], cell.page, 0)
                self._flow.end(name)
            self._flow.end("tr")
        self._flow.end("table")

    def close_lists(self, depth: int) -> None:
        """Close all lists but the outermost `depth`."""
        while len(self._lists) > depth:
            self._ordinals.pop(len(self._lists), None)
            _, name = self._lists.pop()
            self._flow.end("li")
            self._flow.end(name)

    def _open_item(self, block: TextBlock) -> None:
        name = "ul" if block.ordinal is None else "ol"
        while self._lists and block.indent < self._lists[-1][0] - 3:
            self.close_lists(len(self._lists) - 1)
        if self._lists and block.indent <= self._lists[-1][0] + 3 and self._lists[-1][1] != name:
            self.close_lists(len(self._lists) - 1)
        if self._lists and block.ordinal is not None and block.ordinal <= self._ordinals.get(len(self._lists), 0):
            self.close_lists(len(self._lists) - 1)  # counts anew: another list
        if not self._lists or block.indent > self._lists[-1][0] + 3:
            self._flow.start(name)
            self._lists.append((block.indent, name))
        self._ordinals[len(self._lists)] = block.ordinal or 0
        self._flow.start("li", {} if block.ordinal is None else {"value": str(block.ordinal)})

    def _lines(self, lines: Sequence[Sequence[Word]], page: int, skipped: int) -> None:
        """Pass lines on; the first `skipped` words are the bullet."""
        for number, words in enumerate(lines):
            following = lines[number + 1] if number + 1 < len(lines) else None
            self._line(words, following, page, skipped if number == 0 else 0)
        self._flush()

    def _line(self, words: Sequence[Word], following: Sequence[Word] | None, page: int, skipped: int) -> None:
        """Pass the words of a line on, without the bullet, marks of footnotes and the hyphen at its end."""
        line = _Line(self._length, page)
        for number, word in enumerate(words):
            if number:
                self._add(line, " ", words[number - 1].rights[-1:], word.lefts[:1], word, number > skipped)
            shown = number >= skipped and not _is_mark(words, number)
            text = word.text
            if shown and number == len(words) - 1 and following and self._is_broken(text, following[0].text):
                self._add(line, text[:-1], word.lefts[:-1], word.rights[:-1], word, True)
                self._add(line, "-", word.lefts[-1:], word.rights[-1:], word, False)
                self.printed.append(line.printed(self._turns.get(page)))
                self._keep("\n", False)
                return
            self._add(line, text, word.lefts, word.rights, word, shown)
        self.printed.append(line.printed(self._turns.get(page)))
        # A compound or a range that is broken behind its dash goes on without a space.
        goes_on = bool(following and words and _DASH.search(words[-1].text) and following[0].text[:1].isalnum())
        self._keep("\n", not goes_on)

    def _add(
        self, line: _Line, text: str, lefts: Sequence[float], rights: Sequence[float], word: Word, shown: bool
    ) -> None:
        line.lefts.extend(lefts)
        line.rights.extend(rights)
        line.tops.extend([word.top] * len(text))
        line.bottoms.extend([word.bottom] * len(text))
        self._keep(text, shown)

    def _keep(self, text: str, shown: bool) -> None:
        """Add to the source; what is shown is passed on in stretches as long as they can be."""
        if not shown:
            self._flush()
        elif self._shown_from is None:
            self._shown_from = (self._length, len(self._pieces))
        self._pieces.append(text)
        self._length += len(text)

    def _flush(self) -> None:
        if self._shown_from is not None:
            start, piece = self._shown_from
            self._shown_from = None
            self._flow.text("".join(self._pieces[piece:]), start)

    def _is_broken(self, text: str, following: str) -> bool:
        """Whether the hyphen at the end of a line only breaks a word, and is not one of a compound.

        What the rest of the report writes decides: the compound, or its second part, as a word.
        """
        if not _BROKEN.search(text) or not following[:1].islower() or "-" in following + text[:-1]:
            return False
        first, second = text[:-1].strip(_PUNCTUATION).lower(), following.strip(_PUNCTUATION).lower()
        if first in _COMPOUNDING or f"{first}-{second}" in self._words:
            return False
        return f"{first}{second}" in self._words or second not in self._words


def _is_mark(words: Sequence[Word], number: int) -> bool:
    """Whether a word is the raised mark of a footnote, rather than a power or a word of its own."""
    word = words[number]
    if not word.raised or len(words) == 1 or not _MARK.match(word.text):
        return False
    # At the head of a line it is the note's own.
    return number > 0 and not _POWER.search(words[number - 1].text)
