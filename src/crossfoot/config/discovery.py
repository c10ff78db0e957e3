"""Finds the configuration of a report: upwards from its folder, the nearest one alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from crossfoot.config.file import ConfigFile, Set
from crossfoot.config.settings import Layer, Settings
from crossfoot.errors import UsageError
from crossfoot.toml_file import read_toml

NAME = "crossfoot.toml"
_SHARED = "pyproject.toml"
_TABLE = ("tool", "crossfoot")
STANDARD_INPUT = "-"


class Configurations:
    """The configurations of a run. `command_line` wins over all of them.

    `given` is the file that the command line names: it then holds for every report; `off` says that none does.
    """

    def __init__(self, command_line: Layer, given: Path | None = None, off: bool = False) -> None:
        """Raises RuleError where the file given is not valid, UsageError where it is not there."""
        self._command_line = command_line
        self._off = off
        self._given = None if given is None else _load_given(given)
        self._by_folder: dict[Path, ConfigFile | None] = {}

    def file_for(self, report: str | None) -> ConfigFile | None:
        """The configuration that holds for a report (for the current folder, without one)."""
        if self._given is not None or self._off:
            return self._given
        if report is None or report == STANDARD_INPUT:
            return self._in_or_above(Path.cwd())
        path = Path(os.path.abspath(report))
        return self._in_or_above(path if path.is_dir() else path.parent)

    def settings_for(self, report: str | None) -> Settings:
        """What is in force for a report."""
        file = self.file_for(report)
        layers = [] if file is None else list(file.layers(None if report == STANDARD_INPUT else report))
        return Settings.of((*layers, self._command_line))

    def publications(self, reports: Sequence[str]) -> tuple[Set, ...]:
        """The sets of files that the configurations of some reports declare and one of them belongs to.

        Raises RuleError for a pattern of such a set that fits no file.
        """
        found: dict[tuple[str, ...], Set] = {}
        wanted = {os.path.abspath(report): report for report in reports}
        for file in dict.fromkeys(map(self.file_for, reports)):
            for each in () if file is None else file.sets(wanted):
                # A member is called as the command line calls it, if it does.
                files = tuple(wanted.get(os.path.abspath(member), member) for member in each.files)
                found[files] = Set(each.name, files)
        return tuple(found.values())

    def excludes(self, path: str) -> bool:
        """Whether the configuration of a path leaves it out of the folders that are walked."""
        folder = Path(os.path.abspath(path)).parent
        file = self._given if self._given is not None or self._off else self._in_or_above(folder)
        return file is not None and file.excludes(path)

    def _in_or_above(self, folder: Path) -> ConfigFile | None:
        if folder not in self._by_folder:
            found = _load(folder)
            at_top = folder.parent == folder
            self._by_folder[folder] = found if found or at_top else self._in_or_above(folder.parent)
        return self._by_folder[folder]


def _load(folder: Path) -> ConfigFile | None:
    if _is_file(folder / NAME):
        file = read_toml(_shown(folder / NAME))
        return None if file is None else ConfigFile(file)
    if _is_file(folder / _SHARED):
        file = read_toml(_shown(folder / _SHARED), _TABLE)
        return None if file is None else ConfigFile(file)
    return None


def _is_file(path: Path) -> bool:
    """Whether there is such a file; where a folder may not be looked into, there is none for us."""
    try:
        return path.is_file()
    except OSError:
        return False


def _load_given(path: Path) -> ConfigFile:
    if not path.is_file():
        raise UsageError(f"{path}: no such configuration; `crossfoot init` writes one")
    file = read_toml(path, _TABLE if path.name == _SHARED else ())
    if file is None:
        raise UsageError(f"{path}: has no table [tool.crossfoot]")
    return ConfigFile(file)


def _shown(path: Path) -> Path:
    """The path as seen from the current folder where it lies below it: shorter in messages."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
