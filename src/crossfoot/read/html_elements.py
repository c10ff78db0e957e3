"""The open elements while HTML is read, and what browsers imply about them.

Follows the tree construction of the HTML standard as far as blocks depend on it. All look-ups
take constant time, so that deep nesting costs nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from crossfoot.read.drafts import CellDraft, LinkDraft, TableDraft

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dir"})
CELLS = frozenset({"td", "th"})
ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
TABLE_PARTS = CELLS | ROW_GROUPS | {"caption", "colgroup", "col", "tr"}
STYLES = frozenset({"a", "b", "strong"})
PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})
BLOCKS = (
    frozenset(
        "address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form"
        " header hgroup legend li main nav p search section summary".split()
    )
    | HEADINGS.keys()
    | LISTS
    | PREFORMATTED
)
VOID = frozenset("area base basefont bgsound br col embed frame hr img input link meta param source track wbr".split())
HIDDEN = frozenset(
    "audio canvas datalist head iframe noembed noframes noscript object script select style template title video"
    " desc metadata defs".split()
)
IN_HEAD = frozenset("base basefont bgsound link meta noframes noscript script style template title".split())
_SCOPES = frozenset({"table", "td", "th", "caption", "template", "object", "marquee", "applet"})
_SPECIAL = BLOCKS | _SCOPES | TABLE_PARTS | {"button", "select", "html", "body"}
_WALLS_OF_ITEMS = _SPECIAL - {"address", "div", "p", "li", "dd", "dt"}


@dataclass(slots=True, eq=False)
class OpenList:
    """A list that is open: its group number, its depth from 1, and the next number if ordered."""

    group: int
    depth: int
    next_ordinal: int | None


@dataclass(slots=True, eq=False)
class OpenItem:
    """A list item that is open; `shown` once its first block was made."""

    depth: int
    group: int
    ordinal: int | None
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What an element hands down to the text inside it."""

    heading: int = 0
    verbatim: bool = False
    hidden: bool = False
    bold: bool = False
    caption: bool = False
    list: OpenList | None = None
    item: OpenItem | None = None
    table: TableDraft | None = None
    cell: CellDraft | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """An open element."""

    name: str
    context: Context


class OpenElements:
    """The stack of open elements with an index of where each name stands in it."""

    def __init__(self) -> None:
        self._stack: list[Element] = []
        self._where: defaultdict[str, list[int]] = defaultdict(list)
        self._scopes: list[int] = []
        self._special: list[int] = []
        self._walls: list[int] = []

    def __len__(self) -> int:
        return len(self._stack)

    @property
    def top(self) -> Element | None:
        """The innermost open element."""
        return self._stack[-1] if self._stack else None

    def push(self, element: Element) -> None:
        """Open an element."""
        place = len(self._stack)
        self._stack.append(element)
        self._where[element.name].append(place)
        for names, places in self._barriers():
            if element.name in names:
                places.append(place)

    def pop(self) -> Element:
        """Close the innermost element."""
        element = self._stack.pop()
        self._where[element.name].pop()
        for names, places in self._barriers():
            if element.name in names:
                places.pop()
        return element

    def _barriers(self) -> tuple[tuple[frozenset[str], list[int]], ...]:
        return ((_SCOPES, self._scopes), (_SPECIAL, self._special), (_WALLS_OF_ITEMS, self._walls))

    def last(self, *names: str) -> int:
        """Where the innermost element of one of these names stands, -1 without one."""
        return max((places[-1] for name in names if (places := self._where.get(name))), default=-1)

    def in_scope(self, *names: str) -> int:
        """As `last`, but -1 when a table, cell or the like lies between."""
        place = self.last(*names)
        return place if not self._scopes or place >= self._scopes[-1] else -1

    def in_item_scope(self, *names: str) -> int:
        """As `last`, but -1 when anything but a paragraph or `div` lies between."""
        place = self.last(*names)
        return place if not self._walls or place > self._walls[-1] else -1

    def inline(self, name: str) -> int:
        """As `last`, but -1 when a block lies between."""
        place = self.last(name)
        return place if not self._special or place > self._special[-1] else -1


@dataclass(slots=True, eq=False)
class _Style:
    name: str
    level: int
    bold: bool
    hidden: bool
    link: LinkDraft | None
    open: bool = True


class ActiveStyles:
    """Bold runs and links: browsers carry them on through blocks until they are closed.

    A cell or caption begins a new level; what is opened in it ends with it.
    """

    def __init__(self) -> None:
        self._by_name: defaultdict[str, list[_Style]] = defaultdict(list)
        self._levels: list[list[_Style]] = [[]]
        self.bold = 0
        self.hidden = 0

    def start(self, name: str, bold: bool, hidden: bool, link: LinkDraft | None = None) -> None:
        """Open a style."""
        style = _Style(name, len(self._levels), bold, hidden, link)
        self._by_name[name].append(style)
        self._levels[-1].append(style)
        self.bold += bold
        self.hidden += hidden

    def end(self, name: str) -> None:
        """Close the last style of this name that was opened on this level, if there is one."""
        style = self._last(name)
        if style is not None and style.level == len(self._levels):
            self._close(style)

    def push_level(self) -> None:
        """Enter a cell or caption."""
        self._levels.append([])

    def pop_level(self) -> None:
        """Leave a cell or caption and close what was opened in it."""
        for style in self._levels.pop():
            if style.open:
                self._close(style)

    @property
    def link(self) -> LinkDraft | None:
        """The link that is open."""
        style = self._last("a")
        return style.link if style else None

    def _last(self, name: str) -> _Style | None:
        styles = self._by_name[name]
        while styles and not styles[-1].open:
            styles.pop()
        return styles[-1] if styles else None

    def _close(self, style: _Style) -> None:
        style.open = False
        self.bold -= style.bold
        self.hidden -= style.hidden
