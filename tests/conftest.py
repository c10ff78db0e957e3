"""What many tests need: the rule book, the gazetteer, the reports of the corpora."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossfoot.gazetteer import Gazetteer
from crossfoot.rulebook import RuleBook

CORPORA = Path(__file__).parent.parent / "corpora"


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees results that a user, or another run of the tests, has kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CROSSFOOT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="session")
def rulebook() -> RuleBook:
    return RuleBook.load()
