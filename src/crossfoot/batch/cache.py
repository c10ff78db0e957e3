"""Results of files that have not changed, kept from run to run.

An entry is named by a digest of all that decides it: the file's bytes, the settings, the rules, and
Crossfoot itself. It is replaced at once and carries a digest of its own, so that concurrent runs, a
killed run or a damaged disk can cost time and never a wrong result.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path, PurePath

import pydantic
from pydantic import TypeAdapter, ValidationError

from crossfoot.batch.renaming import renamed
from crossfoot.config import CheckSettings
from crossfoot.model_checked import PUBLICATION, CheckedReport

_LAYOUT = b"1"
_CHECKSUM = 32
_DAY = 24 * 3600
_KEPT_DAYS = 30
_PRUNED = "pruned"


class Cache:
    """Entries in one folder. Nothing that goes wrong in it ever stops a run."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made when the first entry is written."""
        self._folder = folder
        self._inputs: dict[CheckSettings, bytes] = {}

    def key_of(self, data: bytes, path: str, settings: CheckSettings) -> str:
        """The name of a file's entry: two files with one name give the same findings.

        The files that the settings name are read once by each Cache, which lives as long as a run.
        """
        if settings not in self._inputs:
            self._inputs[settings] = _inputs_of(settings)
        suffix = PurePath(path).suffix.lower()  # the format is told from it where the content does not tell
        parts = (_LAYOUT, _program(), self._inputs[settings], suffix.encode("utf-8", "surrogatepass"), data)
        return _joined(parts).hex()

    def get(self, key: str, path: str) -> CheckedReport | None:
        """The record under a key, told as that of `path`; None where there is none, or it is damaged."""
        entry = self._entry(key)
        try:
            data = entry.read_bytes()
        except OSError:
            return None
        checksum, body = data[:_CHECKSUM], data[_CHECKSUM:]
        if checksum != _digest(body):
            return None
        try:
            report = _records().validate_json(body)
        except ValidationError:
            return None
        with suppress(OSError):
            if time.time() - entry.stat().st_mtime > _DAY:
                os.utime(entry)
        return report if report.format == PUBLICATION else renamed(report, path)

    def put(self, key: str, report: CheckedReport) -> None:
        """Keep a record. A folder that cannot be written keeps nothing."""
        body = _records().dump_json(report)
        entry = self._entry(key)
        with suppress(OSError):
            entry.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=entry.parent, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_digest(body) + body)
                Path(name).replace(entry)
            finally:
                Path(name).unlink(missing_ok=True)

    def prune(self) -> None:
        """Once a day, take out what nobody asked for in a month, and what killed runs left half written."""
        stamp = self._folder / _PRUNED
        with suppress(OSError):
            if not self._folder.is_dir() or (stamp.exists() and time.time() - stamp.stat().st_mtime < _DAY):
                return
            stamp.touch()
            for entry in self._folder.glob("??/*"):
                age = time.time() - entry.stat().st_mtime
                if age > (_DAY if entry.suffix == ".part" else _KEPT_DAYS * _DAY):
                    entry.unlink(missing_ok=True)

    @property
    def folder(self) -> Path:
        """Where the entries lie."""
        return self._folder

    def content(self) -> tuple[int, int]:
        """How many entries there are, and how many bytes they take."""
        sizes = [entry.stat().st_size for entry in self._folder.glob("??/*")]
        return len(sizes), sum(sizes)

    def clear(self) -> int:
        """Take every entry out; how many there were."""
        entries = list(self._folder.glob("??/*"))
        for entry in entries:
            entry.unlink(missing_ok=True)
        return len(entries)

    def _entry(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]


def joined_key(keys: Iterable[str]) -> str:
    """The name of an entry that several files decide together; their paths stand in it, so they count too."""
    return _joined(key.encode("utf-8", "surrogatepass") for key in keys).hex()


def _inputs_of(settings: CheckSettings) -> bytes:
    """The settings, with the content of the rule, geography and record files that they name."""
    files: list[Path] = []
    for folder in settings.rules:
        files += sorted(Path(folder).rglob("*.y*ml"))
    if settings.geography.endswith((".yaml", ".yml")):
        files.append(Path(settings.geography))
    if settings.facts is not None and Path(settings.facts).is_file():
        files.append(Path(settings.facts))
    content = [part for file in files for part in (str(file).encode("utf-8", "surrogatepass"), _content(file))]
    return _joined((repr(settings).encode("utf-8", "surrogatepass"), *content))


def _content(file: Path) -> bytes:
    """The content of a rule or record file; what is wrong with one that cannot be read is told when it is loaded."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


@lru_cache(maxsize=1)
def _program() -> bytes:
    """Crossfoot's code and rules, told by the content of their files, and the versions of what it runs on."""
    from crossfoot.rules_folder import rules_folder

    # A frozen program has its code inside the executable.
    program = os.stat(sys.executable) if getattr(sys, "frozen", False) else None
    stamps = [sys.version] if program is None else [f"{program.st_size}:{program.st_mtime_ns}"]
    for folder in (Path(__file__).resolve().parent.parent, rules_folder()):
        for file in sorted(_files_below(folder), key=lambda entry: entry.path):
            stamps.append(f"{os.path.relpath(file.path, folder)}:{_digest(_content(Path(file.path))).hex()}")
    stamps += _installed()
    return _joined(stamp.encode("utf-8", "surrogatepass") for stamp in stamps)


def _installed() -> list[str]:
    """The packages that lie beside pydantic, with their versions: parsers among them decide what is read."""
    folder = Path(pydantic.__file__).parent.parent
    return sorted(name for name in os.listdir(folder) if name.endswith(".dist-info")) if folder.is_dir() else []


def _files_below(folder: Path) -> Iterator[os.DirEntry[str]]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files_below(Path(entry.path))
        else:
            yield entry


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _joined(parts: Iterable[bytes]) -> bytes:
    """One digest of several byte strings; their lengths keep them apart."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}:".encode())
        digest.update(part)
    return digest.digest()


@lru_cache(maxsize=1)
def _records() -> TypeAdapter[CheckedReport]:
    return TypeAdapter(CheckedReport)
