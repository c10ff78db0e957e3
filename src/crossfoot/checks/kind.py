"""What a kind of check is: a pure function of the ledger that a rule file configures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger.ledger import Ledger
from crossfoot.model import CheckResult


class Settings(BaseModel):
    """The base of every kind's settings: strict, and unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


@dataclass(frozen=True, slots=True)
class CheckKind:
    """One kind of check.

    `settings` validates the keys of a rule file that belong to this kind. `outcomes` are the
    words that a conflict may carry (a rule file may give each its own severity and message);
    the first one is the plain case. `values` are the names that a message may use in braces.
    `run` takes the ledger, the gazetteer and the validated settings. `joint` says that it also compares
    the files of one publication with each other.
    """

    name: str
    settings: type[Settings]
    outcomes: tuple[str, ...]
    values: frozenset[str]
    run: Callable[[Ledger, Gazetteer, Any], CheckResult]
    joint: bool = False
