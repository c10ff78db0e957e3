"""One configuration file: what it says for a report."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pathspec import GitIgnoreSpec

from crossfoot.config.keys import ConfigKeys, ReportKeys
from crossfoot.config.settings import Layer
from crossfoot.lined_file import LinedFile
from crossfoot.suffixes import SUFFIXES
from crossfoot.yaml_model import validated

_PATHS = frozenset({"rules", "baseline", "facts"})
_APART = frozenset({"override", "publication", "paths"})


@dataclass(frozen=True, slots=True)
class Set:
    """Files that are published together, and how the set is called."""

    name: str
    files: tuple[str, ...]


class ConfigFile:
    """A configuration file, valid. Raises RuleError, with the line, for one that is not."""

    def __init__(self, file: LinedFile) -> None:
        """`file` holds the values of the table that is Crossfoot's."""
        self.path = Path(file.path)
        self._file = file
        self.keys = validated(ConfigKeys, file.values, file)

    @property
    def folder(self) -> Path:
        """The folder that relative paths and patterns are seen from."""
        return self.path.parent

    def sets(self, reports: Collection[str]) -> Iterator[Set]:
        """The sets of files that are published together and that one of the reports (whole paths) belongs to.

        RuleError for a pattern of such a set that fits no file.
        """
        for number, keys in enumerate(self.keys.publication):
            found = [self._fitting(pattern) for pattern in keys.files]
            files = tuple(dict.fromkeys(file for each in found for file in each))
            if not any(os.path.abspath(file) in reports for file in files):
                continue
            for place, pattern in enumerate(keys.files):
                if not found[place]:
                    raise self._file.mistake(f"`{pattern}` fits no file", ("publication", number, "files", place))
            name = keys.name or " + ".join(os.path.relpath(file, self.folder) for file in files)
            yield Set(name, files)

    def _fitting(self, pattern: str) -> list[str]:
        """The file of that name, or the reports that a pattern fits."""
        if (self.folder / pattern).is_file():
            return [str(self.folder / pattern)]
        found = glob.glob(str(Path(glob.escape(str(self.folder))) / pattern), recursive=True)
        return sorted(file for file in found if Path(file).suffix.lower() in SUFFIXES)

    @cached_property
    def _overrides(self) -> tuple[GitIgnoreSpec, ...]:
        return tuple(GitIgnoreSpec.from_lines(each.paths) for each in self.keys.override)

    def excludes(self, path: str) -> bool:
        """Whether the file leaves a path (a folder ends in `/`) out of the folders that are walked."""
        inside = Path(os.path.relpath(path, self.folder)).as_posix() + ("/" if path.endswith("/") else "")
        return bool(self.keys.exclude) and self._exclude.match_file(inside)

    @cached_property
    def _exclude(self) -> GitIgnoreSpec:
        return GitIgnoreSpec.from_lines(self.keys.exclude)

    def layers(self, report: str | None) -> Iterator[Layer]:
        """What the file says, then each override that fits the report."""
        yield self._layer(self.keys, self._file.values, ())
        if report is None:
            return
        inside = Path(os.path.relpath(report, self.folder)).as_posix()
        for number, (spec, override) in enumerate(zip(self._overrides, self.keys.override, strict=True)):
            if spec.match_file(inside):
                yield self._layer(override, self._file.values["override"][number], ("override", number))

    def _layer(self, keys: ReportKeys, written: Mapping[str, Any], where: tuple[str | int, ...]) -> Layer:
        values, origins = {}, {}
        for key in written:
            if key in _APART:
                continue
            values[key] = self._value(key, getattr(keys, key.replace("-", "_")))
            origins[key] = f"{self.path}:{self._file.line_of((*where, key))}"
        return Layer(values, origins)

    def _value(self, key: str, value: Any) -> Any:
        if key == "severities":
            return tuple(value.items())
        if key in _PATHS and isinstance(value, tuple):
            return tuple(str(self.folder / each) for each in value)
        if key in _PATHS or (key == "cache" and isinstance(value, str)):
            return str(self.folder / value)
        if key == "geography" and value.endswith((".yaml", ".yml")):
            return str(self.folder / value)
        return value
