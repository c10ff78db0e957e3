"""From the glyphs of a page to words, to fragments of lines, and to rows."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from crossfoot.read.pdf.marks import Glyph, Rule

_SPACES = frozenset(" \t\xa0\u2002\u2003\u2009\u202f")
_WORD_GAP, _SAME_BASELINE, _BACKWARDS = 0.19, 0.2, 0.5
_FRAGMENT_GAP = 1.15
_ROW_TOLERANCE = 0.4
_MARKER_GAP = 30.0
_UNWRITTEN_GAP, _WIDEST_SPACE, _WRITTEN_SHARE = 0.28, 0.36, 0.8
_RAISED_SIZE = 0.86
_MARKER = re.compile(r"(?:[-*+•‣◦▪●○■□·–—➢✓\ue000-\uf8ff]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\Z")


@dataclass(slots=True)
class Word:
    """Glyphs without a gap; `spaced` tells that a space is written before them, `raised` marks a word set small
    above the line, as the mark of a footnote is.
    """

    text: str
    lefts: array[float]
    rights: array[float]
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    spaced: bool = False
    raised: bool = False

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.lefts[0]

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.rights[-1]


@dataclass
class Fragment:
    """Words of one line of a page with no more than word spaces between them."""

    words: list[Word]
    page: int = 0

    @cached_property
    def left(self) -> float:
        """Its left edge."""
        return self.words[0].left

    @cached_property
    def right(self) -> float:
        """Its right edge."""
        return max(word.right for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.words, key=lambda word: (len(word.text), word.size)).size

    @cached_property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def baseline(self) -> float:
        """The line that it stands on."""
        return self.words[0].baseline

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(word.bottom for word in self.words)


@dataclass
class Row:
    """The fragments that stand on one line of a page, from left to right."""

    fragments: list[Fragment] = field(default_factory=list)

    @property
    def page(self) -> int:
        """The page that it stands on."""
        return self.fragments[0].page

    @property
    def words(self) -> list[Word]:
        """All words of the row."""
        return [word for fragment in self.fragments for word in fragment.words]

    @property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join(fragment.text for fragment in self.fragments)

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.fragments[0].left

    @property
    def right(self) -> float:
        """Its right edge."""
        return max(fragment.right for fragment in self.fragments)

    @property
    def baseline(self) -> float:
        """The line that it stands on."""
        return self.fragments[0].baseline

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.fragments, key=lambda fragment: len(fragment.text)).size

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(fragment.top for fragment in self.fragments)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(fragment.bottom for fragment in self.fragments)

    @property
    def bold(self) -> bool:
        """Whether all of its letters are bold."""
        return all(word.bold for word in self.words if any(map(str.isalnum, word.text)))


def words_of(glyphs: Iterable[Glyph]) -> list[Word]:
    """The words of a page, in the order of the file."""
    words: list[Word] = []
    run: list[Glyph] = []
    spaced = False
    for glyph in glyphs:
        if glyph.character in _SPACES:
            if run:
                words.append(_word(run, spaced))
                run = []
            spaced = True
        elif not run:
            run = [glyph]
        elif _goes_on(run[-1], glyph):
            run.append(glyph)
        elif not _is_printed_twice(run[-1], glyph):
            words.append(_word(run, spaced))
            run, spaced = [glyph], False
    if run:
        words.append(_word(run, spaced))
    _lower_raised(words)
    return words


def _word(run: Sequence[Glyph], spaced: bool) -> Word:
    return Word(
        "".join([glyph.character for glyph in run]),
        array("f", [glyph.left for glyph in run]),
        array("f", [glyph.right for glyph in run]),
        min([glyph.top for glyph in run]),
        max([glyph.bottom for glyph in run]),
        run[0].baseline,
        max([glyph.size for glyph in run]),
        all(glyph.bold for glyph in run),
        spaced,
    )


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    size = min(last.size, glyph.size)
    gap = glyph.left - last.right
    same_line = abs(glyph.baseline - last.baseline) <= _SAME_BASELINE * size
    twice = glyph.left - last.left < 0.1 * size and glyph.character == last.character and glyph.left > last.left
    return same_line and -_BACKWARDS * size < gap <= _WORD_GAP * size and glyph.left >= last.left and not twice


def _is_printed_twice(last: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph is printed over the same one to look bold."""
    near = 0 < abs(glyph.left - last.left) < 0.1 * glyph.size and abs(glyph.baseline - last.baseline) < 0.1 * glyph.size
    return near and glyph.character == last.character


def _lower_raised(words: Sequence[Word]) -> None:
    """Put small raised and lowered words on the line of the word beside them."""
    for place, word in enumerate(words):
        for other in (place - 1, place + 1):
            if not 0 <= other < len(words):
                continue
            near = words[other]
            gap = word.left - near.right if other < place else near.left - word.right
            rise = near.baseline - word.baseline
            beside = -0.5 * near.size < gap < 0.4 * near.size
            if word.size <= _RAISED_SIZE * near.size and beside and 0.08 * near.size < abs(rise) < 0.75 * near.size:
                word.raised = rise > 0
                word.baseline = near.baseline
                break


def fragments_of(words: Iterable[Word], rules: Sequence[Rule]) -> list[Fragment]:
    """The words of each line in fragments: parted by wide gaps and by upright rules."""
    fragments: list[Fragment] = []
    upright = [rule for rule in rules if not rule.level]
    lines = _lines(words)
    writes_spaces = _writes_spaces(lines)
    for line in lines:
        group: list[Word] = []
        before = len(fragments)
        for word in line:
            is_marked = len(fragments) == before and len(group) == 1 and _is_marker(group[0], word)
            if group and not is_marked and _is_parted(group[-1], word, upright, writes_spaces):
                fragments.append(Fragment(group))
                group = []
            group.append(word)
        fragments.append(Fragment(group))
    return fragments


def _is_marker(first: Word, second: Word) -> bool:
    """Whether the first word of a line is the bullet or number of what stands a little behind it."""
    return _MARKER.match(first.text) is not None and second.left - first.right < _MARKER_GAP


def _is_parted(last: Word, word: Word, upright: Sequence[Rule], writes_spaces: bool) -> bool:
    gap = word.left - last.right
    if gap > _FRAGMENT_GAP * min(max(last.size, word.size), 2 * min(last.size, word.size)):
        return True
    if writes_spaces and not word.spaced and not word.raised and gap > _UNWRITTEN_GAP * min(last.size, word.size):
        return True
    middle = (word.top + word.bottom) / 2
    return any(last.right - 1 <= rule.at <= word.left + 1 and rule.low <= middle <= rule.high for rule in upright)


def _writes_spaces(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether a page writes the spaces between words, so that a gap without one parts two cells."""
    written = [
        word.spaced
        for line in lines
        for last, word in pairwise(line)
        if _WORD_GAP * word.size < word.left - last.right < _WIDEST_SPACE * word.size
    ]
    return bool(written) and sum(written) >= _WRITTEN_SHARE * len(written)


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.left)):
        line = lines[-1] if lines else None
        if line is not None and word.baseline - line[0].baseline <= _ROW_TOLERANCE * min(word.size, line[0].size):
            line.append(word)
        else:
            lines.append([word])
    for line in lines:
        line.sort(key=lambda word: word.left)
    return lines


def rows_of(fragments: Iterable[Fragment]) -> list[Row]:
    """The fragments of a column as rows, from the upper one down."""
    rows: list[Row] = []
    for fragment in sorted(fragments, key=lambda fragment: (fragment.baseline, fragment.left)):
        row = rows[-1] if rows else None
        near = row is not None and fragment.baseline - row.baseline <= _ROW_TOLERANCE * min(fragment.size, row.size)
        if row is not None and near:
            row.fragments.append(fragment)
        else:
            rows.append(Row([fragment]))
    for row in rows:
        row.fragments.sort(key=lambda fragment: fragment.left)
    return rows
