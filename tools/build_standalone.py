"""Builds the download for editors who have no Python: a folder with the executable, and an archive of it.

    pip install -e ".[standalone]"
    python tools/build_standalone.py --output DIR

DIR gets the folder crossfoot/ with the executable `crossfoot` in it (`crossfoot.exe` on Windows)
and crossfoot-<version>-<system>-<machine>.tar.gz (.zip on Windows), which holds that folder. Both
are put in place when they are finished, one after the other, in place of those of an earlier build.

A download runs on the system that it was built on and on newer ones. On Linux that goes by the C
library, so a release is built on the oldest Linux that it shall run on.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
NAME = "crossfoot"
EXECUTABLE = f"{NAME}.exe" if os.name == "nt" else NAME
INSIDE = "_internal"
FAILED, REFUSED = 1, 2

# A process of a pool starts the executable again, and has to end up in the pool.
_ENTRY = """
from multiprocessing import freeze_support

from crossfoot.cli import main

if __name__ == "__main__":
    freeze_support()
    main()
"""
# Packages that are more than compiled into the executable. inflect has its own source read when it is imported;
# num2words stands under the LGPL, so whoever gets it must be able to put another in its place; and by the files
# of its package Crossfoot's cache tells one build from the next.
_COLLECTED = {"inflect": "py", "num2words": "py", NAME: "pyz+py"}
# What tests, types or releases the code, and what libraries use where it happens to be installed.
_NEVER_USED = tuple(
    """pytest _pytest pluggy hypothesis mypy mypyc ast_serialize librt selenium coverage IPython jupyter
    setuptools pkg_resources pip wheel build hatchling PyInstaller tkinter turtle matplotlib sklearn scipy
    numpy pandas PIL joblib stemming wikipedia""".split()
)
# A report stays on its machine: without encrypted connections there is no OpenSSL to keep up to date.
# The readline library stands under the GPL; no command reads lines from a terminal.
_NEVER_WANTED = ("ssl", "_ssl", "_hashlib", "readline", "curses", "_curses")
# The editors' server, wherever it is installed.
_SERVER = ("pygls", "lsprotocol")


class RefusedError(Exception):
    """Nothing can be built here; the message says why and what to do."""


class FailedError(Exception):
    """The build went wrong; the message is what was said about it."""


def main() -> int:
    """Build, and say what was built: 0 built, 1 the build failed, 2 it cannot be built here."""
    parser = argparse.ArgumentParser(description="Build the download for editors who have no Python.")
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="where the folder and archive go")
    output: Path = parser.parse_args().output.resolve()
    started = time.monotonic()
    try:
        folder, archive = build(output, version_to_build())
    except (RefusedError, FailedError) as error:
        print(f"build_standalone: {error}", file=sys.stderr)
        return REFUSED if isinstance(error, RefusedError) else FAILED
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    print(f"{folder}: {size / 1e6:.1f} MB")
    print(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB")
    print(f"built in {time.monotonic() - started:.0f} seconds")
    return 0


def version_to_build() -> str:
    """The version of this checkout. RefusedError where something is not installed, or not as it is here."""
    if importlib.util.find_spec("PyInstaller") is None:
        raise RefusedError('PyInstaller is not installed: pip install "crossfoot[standalone]"')
    stated = str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])
    try:
        installed = version(NAME)
    except PackageNotFoundError:
        raise RefusedError('Crossfoot is not installed: pip install -e ".[standalone]"') from None
    # `--version` prints what is installed, and the archive is named after it.
    if installed != stated:
        raise RefusedError(
            f'Crossfoot {installed} is installed, and this checkout is {stated}: pip install -e ".[standalone]"'
        )
    return stated


def build(output: Path, release: str) -> tuple[Path, Path]:
    """Build the folder and the archive, check that they work, and put them into `output`."""
    folder, archive = output / NAME, output / archive_name(release)
    if folder.exists() and not (folder / INSIDE / NAME / "rules").is_dir():
        raise RefusedError(f"{folder}: stands in the way, and is no earlier build")
    try:
        output.mkdir(parents=True, exist_ok=True)
        # Made beside its place, so that a rename puts it there.
        with TemporaryDirectory(prefix=f".{NAME}-", dir=output) as made, TemporaryDirectory(prefix=f"{NAME}-") as work:
            new, packed, old = Path(made) / NAME, Path(made) / archive.name, Path(made) / "old"
            freeze(Path(made), Path(work))
            complete(new)
            prove(new)
            pack(new, packed)
            if folder.exists():
                folder.rename(old)
            new.rename(folder)
            packed.replace(archive)
    except OSError as error:
        raise FailedError(f"{output}: cannot be built: {error}") from error
    return folder, archive


def archive_name(release: str) -> str:
    """The archive's name: crossfoot-1.2.3-linux-x86_64.tar.gz."""
    system = platform.system().lower().replace("darwin", "macos")
    return f"{NAME}-{release}-{system}-{platform.machine().lower()}{'.zip' if os.name == 'nt' else '.tar.gz'}"


def freeze(target: Path, work: Path) -> None:
    """Let PyInstaller make the folder in `target`; all that it leaves behind stays in `work`."""
    entry, hooks = work / "entry" / "start.py", work / "hooks"
    entry.parent.mkdir()
    entry.write_text(_ENTRY, encoding="utf-8")
    hooks.mkdir()
    for package, mode in _COLLECTED.items():
        (hooks / f"hook-{package}.py").write_text(f'module_collection_mode = "{mode}"\n', encoding="utf-8")
    places = [f"--distpath={target}", f"--workpath={work / 'build'}", f"--specpath={work}"]
    command = [sys.executable, "-m", "PyInstaller", *places, f"--additional-hooks-dir={hooks}", *_options(), str(entry)]
    # What collects the package's modules and data does not look at --paths.
    source = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    _run(command, work, os.environ | {"PYTHONPATH": source, "PYINSTALLER_CONFIG_DIR": str(work / "cache")})


def _options() -> Iterator[str]:
    yield from ("--noconfirm", "--onedir", "--console", "--noupx", "--log-level=WARN", f"--name={NAME}")
    yield f"--contents-directory={INSIDE}"
    yield f"--paths={ROOT / 'src'}"
    if sys.platform == "linux" and shutil.which("strip"):
        yield "--strip"
    servers = [name for name in _SERVER if importlib.util.find_spec(name) is not None]
    # The unit library imports its languages by their names.
    for package in (NAME, "quantulum3._lang", *servers):
        yield f"--collect-submodules={package}"
    # Versions are asked for while it runs; the licences that come along must go wherever the packages go.
    for package in (NAME, *servers):
        yield f"--recursive-copy-metadata={package}"
    for package in (NAME, "pypdfium2", "pypdfium2_raw"):
        yield f"--collect-data={package}"
    yield "--collect-binaries=pypdfium2_raw"
    for source, target in _data():
        yield f"--add-data={source}:{target}"
    for name in (*_NEVER_USED, *_NEVER_WANTED):
        yield f"--exclude-module={name}"


def _data() -> Iterator[tuple[Path, str]]:
    """The files to add, and the folders that they go to."""
    yield ROOT / "rules", f"{NAME}/rules"
    # The unit library also carries a trained model, which nothing here can load and which is as large as the rest.
    spec = importlib.util.find_spec("quantulum3")
    if spec is None or spec.origin is None:
        raise RefusedError('quantulum3 is not installed: pip install "crossfoot[standalone]"')
    units = Path(spec.origin).parent
    yield units / "*.json", units.name
    for language in sorted(path for path in (units / "_lang").iterdir() if (path / "units.json").is_file()):
        for pattern in ("*.json", "*.txt"):
            yield language / pattern, f"{units.name}/_lang/{language.name}"


def complete(folder: Path) -> None:
    """Add the licences of Crossfoot and Python, and leave out where this machine keeps its packages."""
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
    for place in (Path(os.__file__).parent, Path(sys.base_prefix)):
        if (place / "LICENSE.txt").is_file():
            shutil.copyfile(place / "LICENSE.txt", folder / "LICENSE-Python.txt")
            break
    for address in folder.glob(f"{INSIDE}/*.dist-info/direct_url.json"):
        address.unlink()


def prove(folder: Path) -> None:
    """Run the examples inside the rule files with the executable. FailedError where one fails."""
    _run([str(folder / EXECUTABLE), "rules", "test"], folder, dict(os.environ))


def pack(folder: Path, archive: Path) -> None:
    """Pack a folder; the archive says nothing of whoever built it."""
    if archive.suffix == ".zip":
        shutil.make_archive(str(archive.with_suffix("")), "zip", folder.parent, folder.name)
        return
    with tarfile.open(archive, "w:gz") as packed:
        packed.add(folder, folder.name, filter=_nobodys)


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    """Run a command. FailedError with what it said where it fails."""
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        raise FailedError(f"`{Path(command[0]).name} {' '.join(command[1:3])}` failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
