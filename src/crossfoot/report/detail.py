"""How much the text for people tells. It is wanted before anything is printed, so no terminal library is imported."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Detail:
    """How much is told: `verbose` lists what was not checked, `quiet` leaves coverage out.

    `several` says that many reports are told of: which rules had nothing to compare is then left out.
    """

    verbose: bool = False
    quiet: bool = False
    several: bool = False
