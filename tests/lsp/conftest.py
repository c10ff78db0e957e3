"""The editors of the tests, which the tests of a module share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from lsp.editor import Editor, Start


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor that can all that editors can."""
    pytest.importorskip("pygls")
    from lsp.editor import Editor, capabilities

    started = Editor(capabilities(), tmp_path_factory.mktemp("editor"))
    yield started
    assert started.end() == 0


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts an editor of other abilities."""
    pytest.importorskip("pygls")
    from lsp.editor import Editor, capabilities

    started: list[Editor] = []

    def begin(**abilities: Any) -> Editor:
        started.append(Editor(capabilities(**abilities), tmp_path))
        return started[-1]

    yield begin
    for each in started:
        each.end()
