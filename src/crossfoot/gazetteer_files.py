"""The files of `rules/geography`: their keys, and the graph of places that they make together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import Field

from crossfoot.errors import RuleError
from crossfoot.lined_file import LinedFile
from crossfoot.suggestion import did_you_mean
from crossfoot.yaml_file import read_yaml
from crossfoot.yaml_model import Keys, validated

Kind = Literal["country", "territory", "state", "province", "city", "region", "continent", "bloc", "rest"]
Names = tuple[str, ...]


class PlaceKeys(Keys):
    """A country or territory in `places.yaml`."""

    kind: Kind
    iso: str
    un: str | None = None
    aliases: Names = ()


class _PlacesFile(Keys):
    places: dict[str, PlaceKeys]


class NameKeys(Keys):
    """Other names of a place in `names.yaml`; what each key is for stands in that file's head."""

    aliases: Names = ()
    exact: Names = ()
    loose: Names = ()
    adjectives: Names = ()


class _NamesFile(Keys):
    names: dict[str, NameKeys]
    ambiguous: dict[str, Names]
    groupings: Names


class RegionKeys(NameKeys):
    """A region in `regions.yaml`."""

    kind: Kind
    members: Names = ()
    usual: Names = ()


class _RegionsFile(Keys):
    regions: dict[str, RegionKeys]


class _DivisionsFile(Keys):
    divisions: dict[str, dict[Literal["state", "province", "city"], Names]]


class SensitiveKeys(Keys):
    """A name that touches a dispute: why, and the names beside which it becomes a statement."""

    why: str
    beside: Names = Field(alias="with")


class _DisputedFile(Keys):
    open: Names
    sensitive: dict[str, SensitiveKeys]


class _ProfileFile(Keys):
    summary: str
    places: dict[str, Names] = Field(default={})


@dataclass(slots=True)
class Geography:
    """Everything that the files say; `sure` and `usual` hold the direct wholes of each place."""

    kinds: dict[str, Kind] = field(default_factory=dict)
    isos: dict[str, str] = field(default_factory=dict)
    names: dict[str, NameKeys] = field(default_factory=dict)
    sure: dict[str, set[str]] = field(default_factory=dict)
    usual: dict[str, set[str]] = field(default_factory=dict)
    ambiguous: dict[str, Names] = field(default_factory=dict)
    groupings: Names = ()
    sensitive: dict[str, SensitiveKeys] = field(default_factory=dict)

    def put_inside(self, part: str, wholes: Iterable[str], *, sure: bool) -> None:
        """Note that a place lies inside others, in everybody's reading or in somebody's."""
        (self.sure if sure else self.usual).setdefault(part, set()).update(wholes)


def profiles(folder: Path) -> list[str]:
    """The names of the house profiles, sorted."""
    return sorted(path.stem for path in (folder / "profiles").glob("*.yaml"))


def read_geography(folder: Path, profile: str) -> Geography:
    """Read the files of a folder and apply a profile (its name, or the path of a file).

    Raises RuleError, with file and line, for a file that is not valid.
    """
    geography = Geography()
    places = _places(geography, folder)
    _regions(geography, folder)
    _divisions(geography, folder)
    _names(geography, folder)
    open_places = _disputed(geography, folder)
    for name, keys in places.items():
        if keys.un is not None:
            geography.put_inside(name, [keys.un], sure=name not in open_places)
    _apply_profile(geography, folder, profile)
    return geography


def _known(geography: Geography, file: LinedFile, names: Iterable[str], *where: str | int) -> None:
    """RuleError where a name is none of the geography's."""
    for name in names:
        if name not in geography.kinds:
            raise file.mistake(f"`{name}` is no known place{did_you_mean(name, geography.kinds)}", where)


def _places(geography: Geography, folder: Path) -> dict[str, PlaceKeys]:
    file = read_yaml(folder / "places.yaml")
    places = validated(_PlacesFile, file.values, file).places
    for name, keys in places.items():
        geography.kinds[name] = keys.kind
        geography.isos[name] = keys.iso
        geography.names[name] = NameKeys(aliases=keys.aliases)
    return places


def _regions(geography: Geography, folder: Path) -> None:
    file = read_yaml(folder / "regions.yaml")
    regions = validated(_RegionsFile, file.values, file).regions
    for name, keys in regions.items():
        geography.kinds[name] = keys.kind
        geography.names[name] = keys
    for name, keys in regions.items():
        for member in keys.members:
            geography.put_inside(member, [name], sure=True)
        for member in keys.usual:
            geography.put_inside(member, [name], sure=False)


def _divisions(geography: Geography, folder: Path) -> None:
    file = read_yaml(folder / "divisions.yaml")
    for country, divisions in validated(_DivisionsFile, file.values, file).divisions.items():
        _known(geography, file, [country], "divisions", country)
        for kind, names in divisions.items():
            for place, name in enumerate(names):
                if name in geography.kinds:
                    raise file.mistake(f"`{name}` is a place already", ["divisions", country, kind, place])
                geography.kinds[name] = kind
                geography.names[name] = NameKeys()
                geography.put_inside(name, [country], sure=True)
    regions = read_yaml(folder / "regions.yaml")
    _known(geography, regions, [*geography.sure, *geography.usual], "regions")


def _names(geography: Geography, folder: Path) -> None:
    file = read_yaml(folder / "names.yaml")
    keys = validated(_NamesFile, file.values, file)
    for name, more in keys.names.items():
        _known(geography, file, [name], "names", name)
        known = geography.names[name]
        geography.names[name] = NameKeys(
            aliases=known.aliases + more.aliases,
            exact=known.exact + more.exact,
            loose=known.loose + more.loose,
            adjectives=known.adjectives + more.adjectives,
        )
    for words, meant in keys.ambiguous.items():
        _known(geography, file, meant, "ambiguous", words)
    geography.ambiguous = keys.ambiguous
    geography.groupings = keys.groupings


def _disputed(geography: Geography, folder: Path) -> frozenset[str]:
    file = read_yaml(folder / "disputed.yaml")
    keys = validated(_DisputedFile, file.values, file)
    _known(geography, file, keys.open, "open")
    for name, sensitive in keys.sensitive.items():
        _known(geography, file, [name, *sensitive.beside], "sensitive", name)
    geography.sensitive = keys.sensitive
    return frozenset(keys.open)


def _apply_profile(geography: Geography, folder: Path, profile: str) -> None:
    """A house decides: of the usual readings of a place those it names are sure, the others void."""
    path = Path(profile) if profile.endswith((".yaml", ".yml")) else folder / "profiles" / f"{profile}.yaml"
    if not path.is_file():
        raise RuleError(str(path), f"there is no profile `{profile}`{did_you_mean(profile, profiles(folder))}")
    file = read_yaml(path)
    for name, wholes in validated(_ProfileFile, file.values, file).places.items():
        _known(geography, file, [name, *wholes], "places", name)
        geography.usual.pop(name, None)
        geography.put_inside(name, wholes, sure=True)


def reached(edges: Sequence[Mapping[str, set[str]]], start: str) -> frozenset[str]:
    """Every whole that a place lies in, over any number of steps."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        for edge in edges:
            new = edge.get(here, set()) - found
            found |= new
            waiting.extend(new)
    return frozenset(found - {start})
