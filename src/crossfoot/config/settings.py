"""What is in force for one report, and where each value comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MEGABYTE = 1024 * 1024
DEFAULTS: Mapping[str, Any] = {
    "select": (),
    "ignore": (),
    "severities": (),
    "rules": (),
    "geography": "default",
    "report-date": None,
    "same-company": (),
    "same-market": (),
    "fail-on": "error",
    "exclude": (),
    "baseline": None,
    "facts": None,
    "cache": None,
    "jobs": 1,
    "max-megabytes": 64,
    "max-pages": 3000,
    "max-seconds": 300.0,
}
"""The keys of a configuration and their values where nothing is said."""

_ADDED = frozenset({"ignore", "severities", "rules", "same-company", "same-market", "exclude"})
_DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """All that decides what is found in a report, and no more: it is a part of the cache's keys.

    `severities` are (name, severity or `off`) pairs of which later ones win.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, str], ...] = ()
    rules: tuple[str, ...] = ()
    geography: str = "default"
    report_date: str | None = None
    same_company: tuple[tuple[str, ...], ...] = ()
    same_market: tuple[tuple[str, ...], ...] = ()
    facts: str | None = None
    max_bytes: int = 64 * MEGABYTE
    max_pages: int = 3000
    max_seconds: float = 300.0


@dataclass(frozen=True, slots=True)
class Layer:
    """Values from one origin: a part of a file, or the command line. `origins` says where each stands."""

    values: Mapping[str, Any]
    origins: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force by key, each with its origins in the order in which they were added up."""

    values: Mapping[str, Any]
    origins: Mapping[str, tuple[str, ...]]

    @staticmethod
    def of(layers: Iterable[Layer]) -> Settings:
        """The values of all layers: of most keys the last one counts, lists of names add up."""
        values = dict(DEFAULTS)
        origins: dict[str, tuple[str, ...]] = dict.fromkeys(DEFAULTS, (_DEFAULT,))
        for layer in layers:
            for key, value in layer.values.items():
                before = origins[key]
                if key in _ADDED and before != (_DEFAULT,):
                    values[key] = (*values[key], *value)
                    origins[key] = (*before, layer.origins[key])
                else:
                    values[key] = value
                    origins[key] = (layer.origins[key],)
        return Settings(values, origins)

    @property
    def check(self) -> CheckSettings:
        """What decides the findings."""
        values = self.values
        return CheckSettings(
            values["select"],
            values["ignore"],
            values["severities"],
            values["rules"],
            values["geography"],
            values["report-date"],
            values["same-company"],
            values["same-market"],
            values["facts"],
            values["max-megabytes"] * MEGABYTE,
            values["max-pages"],
            values["max-seconds"],
        )

    @property
    def fail_on(self) -> str:
        """From which severity on findings give exit code 1."""
        return str(self.values["fail-on"])

    @property
    def baseline(self) -> Path | None:
        """The file of old findings."""
        return None if self.values["baseline"] is None else Path(self.values["baseline"])
