from __future__ import annotations

from collections.abc import Callable

import pytest

from crossfoot.model import Block, BlockKind, Document
from crossfoot.read import read_bytes

_SHORT = {
    BlockKind.TITLE: "title",
    BlockKind.HEADING: "h",
    BlockKind.PARAGRAPH: "p",
    BlockKind.LIST_ITEM: "li",
    BlockKind.TABLE_CELL: "cell",
    BlockKind.CAPTION: "caption",
    BlockKind.CODE: "code",
}


@pytest.fixture
def read() -> Callable[[str, str], Document]:
    """Reads a text that is saved under a name."""
    return lambda source, name: read_bytes(source.encode(), name)


@pytest.fixture
def shown(read: Callable[[str, str], Document]) -> Callable[[str, str], list[str]]:
    """The blocks of a text, each on a line: `h1 Title`, `li2 nested`, `li1#3 third`, `cell0,1 Revenue`."""

    return lambda source, name: blocks_of(read(source, name))


@pytest.fixture
def shown_document() -> Callable[[Document], list[str]]:
    """The blocks of a document, each on a line as in `shown`."""
    return blocks_of


def blocks_of(document: Document) -> list[str]:
    """The blocks of a document, each on a line."""
    return [_label(block) + " " + document.text[block.span.start : block.span.end] for block in document.blocks]


def _label(block: Block) -> str:
    label = _SHORT[block.kind] + (str(block.level) if block.level else "")
    if block.ordinal is not None:
        label += f"#{block.ordinal}"
    return f"{label}{block.row},{block.column}" if block.row is not None else label
