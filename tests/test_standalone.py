"""The download for editors who have no Python reads every format, from a place of its own."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tarfile
import textwrap
import tomllib
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from office_files import paragraph, word_file
from pdf_files import PdfPage, pdf_file

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "tools" / "build_standalone.py"
DEMO = ROOT / "corpora" / "demo" / "cold-chain-monitoring.html"
RATES = (
    "The oak barrel market will grow at 9.2% a year from 2025 to 2032.",
    "Elsewhere in this report it says otherwise: the oak barrel market will grow at 12.6% a year from 2025 to 2032.",
)
SALES = (
    ("Sales, $ million", "2023", "2024", "Change"),
    ("Looms", "40.0", "44.0", "10.0%"),
    ("Reeds", "20.0", "21.0", "5.0%"),
    ("Shuttles", "10.0", "13.0", "3.0%"),
)


def as_html() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in SALES)
    return f"<html><body>{''.join(f'<p>{text}</p>' for text in RATES)}<table>{rows}</table></body></html>".encode()


def as_word() -> bytes:
    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in SALES)
    return word_file(f"{''.join(paragraph(text) for text in RATES)}<w:tbl>{rows}</w:tbl>")


def as_pdf() -> bytes:
    page, y = PdfPage(), 70.0
    for text in RATES:
        lines = textwrap.wrap(text, 80)
        page.lines(40, y, lines)
        y += 13 * len(lines) + 14
    page.lines(40, y, [f"{head:20}{before:>10}{after:>10}{change:>10}" for head, before, after, change in SALES])
    return pdf_file([page])


def as_sheet() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (*((text,) for text in RATES), (), *SALES):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


FORMATS = {"html": as_html, "docx": as_word, "pdf": as_pdf, "xlsx": as_sheet}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a build fills."""
    if importlib.util.find_spec("PyInstaller") is None:
        pytest.skip("PyInstaller is not installed")
    output = tmp_path_factory.mktemp("standalone")
    finished = subprocess.run(
        [sys.executable, str(SCRIPT), "--output", str(output)], capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return output


@pytest.fixture
def bare() -> dict[str, str]:
    """An environment with no more in it than the system needs to start a program."""
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}


def run(
    built: Path, bare: dict[str, str], folder: Path, *arguments: str, code: int = 0
) -> subprocess.CompletedProcess[bytes]:
    """Run the executable in a folder, and see that it ends with a code and complains of nothing."""
    executable = built / "crossfoot" / ("crossfoot.exe" if os.name == "nt" else "crossfoot")
    finished = subprocess.run([str(executable), *arguments], cwd=folder, env=bare, capture_output=True, check=False)
    assert finished.returncode == code, finished.stdout + finished.stderr
    assert finished.stderr == b""
    return finished


def findings(built: Path, bare: dict[str, str], folder: Path, name: str) -> list[tuple[str, str]]:
    """The rules that found something in a report, and what they say."""
    report = json.loads(run(built, bare, folder, "check", "--format", "json", name, code=1).stdout)
    return [(found["rule"], found["message"]) for document in report["documents"] for found in document["findings"]]


def test_it_checks_a_report(built: Path, bare: dict[str, str], tmp_path: Path) -> None:
    shutil.copy(DEMO, tmp_path)
    assert b"growth/rate-conflict" in run(built, bare, tmp_path, "check", DEMO.name, code=1).stdout


@pytest.mark.parametrize("suffix", FORMATS)
def test_it_finds_the_same_in_every_format(built: Path, bare: dict[str, str], tmp_path: Path, suffix: str) -> None:
    for name in {"html", suffix}:
        (tmp_path / f"report.{name}").write_bytes(FORMATS[name]())
    found = findings(built, bare, tmp_path, f"report.{suffix}")
    assert [rule for rule, _ in found] == ["growth/rate-conflict", "growth/arithmetic"]
    assert found == findings(built, bare, tmp_path, "report.html")


def test_it_reads_what_the_checkout_reads(built: Path, bare: dict[str, str], tmp_path: Path) -> None:
    shutil.copy(DEMO, tmp_path)
    arguments = ["facts", "--format", "json", DEMO.name]
    module = [sys.executable, "-m", "crossfoot", *arguments]
    sources = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    checkout = subprocess.run(module, cwd=tmp_path, env=sources, capture_output=True, check=True)
    assert json.loads(run(built, bare, tmp_path, *arguments).stdout) == json.loads(checkout.stdout)


def test_the_library_of_units_is_inside(built: Path, bare: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("The press works at 450 kPa.", encoding="utf-8")
    assert b"kilopascal" in run(built, bare, tmp_path, "facts", "report.txt").stdout


def test_the_rule_book_is_inside(built: Path, bare: dict[str, str], tmp_path: Path) -> None:
    assert b"Readers recompute growth." in run(built, bare, tmp_path, "explain", "growth/arithmetic").stdout
    assert b"all as they say" in run(built, bare, tmp_path, "rules", "test").stdout


def test_several_processes_check_a_folder(built: Path, bare: dict[str, str], tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        shutil.copy(DEMO, tmp_path / f"{name}.html")
    together = run(built, bare, tmp_path, "check", "--jobs", "2", "--no-cache", ".", code=1)
    assert together.stdout == run(built, bare, tmp_path, "check", "--jobs", "1", "--no-cache", ".", code=1).stdout


def test_the_cache_can_tell_one_build_from_the_next(built: Path) -> None:
    inside = built / "crossfoot" / "_internal" / "crossfoot"
    assert (inside / "engine.py").read_bytes() == (ROOT / "src" / "crossfoot" / "engine.py").read_bytes()


def test_it_knows_its_version(built: Path, bare: dict[str, str], tmp_path: Path) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert run(built, bare, tmp_path, "--version").stdout.split() == [b"crossfoot", version.encode()]


def test_it_writes_a_page(built: Path, bare: dict[str, str], tmp_path: Path) -> None:
    shutil.copy(DEMO, tmp_path)
    run(built, bare, tmp_path, "check", "--format", "html", "-o", "page.html", DEMO.name, code=1)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    for name in ("page.css", "page.js"):
        assert (ROOT / "src" / "crossfoot" / "report" / "page" / name).read_text(encoding="utf-8") in page


def test_the_archive_holds_what_the_folder_holds(built: Path, bare: dict[str, str], tmp_path: Path) -> None:
    (archive,) = built.glob("crossfoot-*")
    if archive.suffix == ".zip":
        zipfile.ZipFile(archive).extractall(tmp_path)
    else:
        with tarfile.open(archive) as packed:
            assert {(entry.uid, entry.uname) for entry in packed} == {(0, "")}
            packed.extractall(tmp_path, filter="data")
    unpacked, folder = tmp_path / "crossfoot", built / "crossfoot"
    assert sorted(path.relative_to(unpacked) for path in unpacked.rglob("*")) == sorted(
        path.relative_to(folder) for path in folder.rglob("*")
    )
    assert b"growth/arithmetic" in run(tmp_path, bare, tmp_path, "explain", "growth/arithmetic").stdout
    # Nothing but the two is left where they were built.
    assert sorted(path.name for path in built.iterdir()) == ["crossfoot", archive.name]


def test_the_licences_come_along(built: Path) -> None:
    folder = built / "crossfoot"
    assert (folder / "LICENSE").is_file()
    assert [path.name for path in folder.rglob("*.dist-info/**/*") if path.name == "pdfium.txt"]
    # Under the LGPL a library must be there to be replaced; under the GPL it must not be there.
    assert list(folder.rglob("num2words/__init__.py"))
    assert not list(folder.rglob("libreadline*"))


def test_it_does_not_say_where_it_was_built(built: Path) -> None:
    folder = os.fsencode(ROOT)
    assert not [path for path in (built / "crossfoot").rglob("*") if path.is_file() and folder in path.read_bytes()]


def test_another_folder_of_its_name_is_left_alone(tmp_path: Path) -> None:
    if importlib.util.find_spec("PyInstaller") is None:
        pytest.skip("PyInstaller is not installed")
    (tmp_path / "crossfoot").mkdir()
    (tmp_path / "crossfoot" / "report.txt").write_text("mine", encoding="utf-8")
    command = [sys.executable, str(SCRIPT), "--output", str(tmp_path)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 2
    assert "stands in the way" in finished.stderr
    assert [path.name for path in tmp_path.rglob("*")] == ["crossfoot", "report.txt"]


def test_without_pyinstaller_it_says_what_to_install(tmp_path: Path) -> None:
    # -S leaves out everything that is installed.
    command = [sys.executable, "-S", str(SCRIPT), "--output", str(tmp_path / "new")]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 2
    assert 'pip install "crossfoot[standalone]"' in finished.stderr
    assert not (tmp_path / "new").exists()
