"""Where the rule files and the gazetteer's files lie."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

GEOGRAPHY = "geography"
"""The folder beside the topics that holds no rules."""


def rules_folder() -> Path:
    """The folder of the rules that come with Crossfoot.

    A wheel carries them inside the package; in a checkout they stand at its top.
    """
    package = Path(__file__).resolve().parent
    installed = package / "rules"
    return installed if installed.is_dir() else package.parent.parent / "rules"


def rule_ids(folders: Iterable[Path]) -> frozenset[str]:
    """The ids of all rules below folders of rules, told by their files' names alone."""
    return frozenset(
        f"{path.parent.name}/{path.stem}"
        for folder in folders
        for path in folder.glob("*/*.yaml")
        if path.parent.name != GEOGRAPHY
    )
