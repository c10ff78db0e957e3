"""How fast an archive is checked, first and again: `python tests/benchmarks/archive.py [--reports 1000]`.

The archive is made of the corpora's reports: one to eight of them joined, their names, markets, years and
currencies changed alike within a report, as Markdown, HTML, plain text, Word and PDF; the same files
each time. Each run is a whole process with a cache folder of its own for each number of jobs. Exit code
1 where two runs write different bytes, or a cached run is not twenty times as fast as the first.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from crossfoot.gazetteer import Gazetteer
from crossfoot.model import Document
from crossfoot.read import read_path

from report_formats import FORMATS, Part, parts_of

CORPORA = Path(__file__).parents[2] / "corpora"
ASKED = 20
_SHARES = {"md": 35, "html": 30, "txt": 20, "docx": 10, "pdf": 5}
_JOINED = (1, 1, 1, 1, 2, 2, 3, 8)
_CURRENCIES = ("$", "€", "£")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}\b")
_MARKET = re.compile(r"\b([a-z]{5,}) market\b")
_MONTHS = "January February March April June July August September October November December"
_VOWELS = "aeiou"
_POLL = 0.05


class Archive:
    """Writes the reports of an archive; the same number always gives the same report."""

    def __init__(self) -> None:
        paths = sorted(path for path in CORPORA.rglob("*.*") if path.suffix in (".md", ".html", ".txt"))
        documents = [read_path(path) for path in paths]
        self._sources = [list(parts_of(document)) for document in documents]
        self._words = self._words_to_change(documents)

    def write(self, folder: Path, number: int) -> int:
        """Write one report; how many words it has."""
        chance = random.Random(number)
        suffix = chance.choices(list(_SHARES), list(_SHARES.values()))[0]
        sources = chance.sample(self._sources, chance.choice(_JOINED))
        turn, later, currency = chance.randrange(5), chance.randrange(3), chance.choice(_CURRENCIES)

        def changed(text: str) -> str:
            text = self._words.sub(lambda found: _turned(found[0], turn), text)
            return _YEAR.sub(lambda found: str(int(found[0]) - later), text).replace("$", currency)

        parts = [_with_text(part, changed) for source in sources for part in source]
        parts.append(Part("paragraph", f"Reference R-{number:04}."))  # no two are the same
        # In folders of a hundred, as an archive has them.
        path = folder / f"{number // 100:02}" / f"report-{number:04}.{suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(FORMATS[suffix](parts))
        return sum(len(text.split()) for part in parts for text in _texts(part))

    @staticmethod
    def _words_to_change(documents: list[Document]) -> re.Pattern[str]:
        """The names of the corpora that are no places, months or plain words, and what their markets sell."""
        gazetteer, text = Gazetteer.load(), "\n".join(document.text for document in documents)
        plain = set(re.findall(r"\b[a-z]+\b", text)) | set(_MONTHS.lower().split())
        names = {name for name in _NAME.findall(text) if name.lower() not in plain and gazetteer.find(name) is None}
        return re.compile(rf"\b(?:{'|'.join(sorted(names | set(_MARKET.findall(text))))})\b")


def _turned(word: str, turn: int) -> str:
    """A word with its vowels moved on: another name that is as long."""
    return word.translate(str.maketrans(_VOWELS, _VOWELS[turn:] + _VOWELS[:turn]))


def _with_text(part: Part, changed: object) -> Part:
    assert callable(changed)
    rows = tuple(tuple((changed(cell), head) for cell, head in row) for row in part.rows)
    return replace(part, text=changed(part.text), rows=rows)


def _texts(part: Part) -> Iterator[str]:
    yield part.text
    for row in part.rows:
        yield from (cell for cell, _ in row)


@dataclass(frozen=True)
class Measured:
    """One run: its output, how long it took, and the memory of its processes (what they share counts in each)."""

    output: bytes
    seconds: float
    largest: int
    together: int


def run(archive: Path, form: str, jobs: int, cache: Path) -> Measured:
    """Check the archive in a process of its own."""
    output = archive.parent / f"output.{form}"
    output.unlink(missing_ok=True)
    command = [sys.executable, "-m", "crossfoot", "check", archive.name, "--no-config", "--format", form]
    command += ["--output", output.name, "--jobs", str(jobs), "--cache-dir", str(cache)]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=archive.parent, stderr=subprocess.PIPE, text=True, start_new_session=True)
    peaks: dict[int, int] = {}
    watch = threading.Thread(target=_watch, args=(process, peaks))
    watch.start()
    said = process.communicate()[1]
    seconds = time.perf_counter() - start
    watch.join()
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {process.returncode}: {said}")
    return Measured(output.read_bytes(), seconds, max(peaks.values(), default=0), sum(peaks.values()))


def _watch(process: subprocess.Popen[str], peaks: dict[int, int]) -> None:
    """Note the greatest memory of each process of a session, in kilobytes, where the system tells it."""
    while process.poll() is None:
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if os.getsid(int(folder.name)) == process.pid:
                    found = re.search(r"VmHWM:\s+(\d+)", (folder / "status").read_text())
                    if found:  # a process that ends has none any more
                        peaks[int(folder.name)] = int(found[1])
            except OSError:  # it has ended meanwhile
                continue
        time.sleep(_POLL)


def main() -> int:
    """Make the archive, run, compare, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000)
    reports = parser.parse_args().reports
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "archive"
        folder.mkdir()
        archive = Archive()
        words = sum(archive.write(folder, number) for number in range(reports))
        size = sum(path.stat().st_size for path in folder.rglob("*.*"))
        print(f"{reports:,} reports, {words:,} words, {size / 1e6:.1f} MB")
        return _measure(folder, reports, words)


def _measure(folder: Path, reports: int, words: int) -> int:
    """All runs; 1 where one is wrong or too slow."""
    print(f"{'run':26}{'seconds':>9}{'reports/s':>11}{'words/s':>11}{'largest MB':>12}{'all MB':>8}")
    first: dict[int, Measured] = {}
    outputs: dict[str, set[bytes]] = {"json": set(), "text": set()}
    failed = False
    for jobs in (1, 2):
        cache = folder.parent / f"cache-{jobs}"
        for form, kind in (("json", "first"), ("json", "cached"), ("text", "cached")):
            made = run(folder, form, jobs, cache)
            outputs[form].add(made.output)
            speeds = f"{reports / made.seconds:11,.1f}{words / made.seconds:11,.0f}"
            label = f"{kind}, {form}, {jobs} job{'s' * (jobs > 1)}"
            print(
                f"{label:26}{made.seconds:9.2f}{speeds}{made.largest / 1e3:12,.0f}{made.together / 1e3:8,.0f}", end=""
            )
            if kind == "first":
                first[jobs] = made
                print()
                continue
            times = first[jobs].seconds / made.seconds
            failed |= form == "json" and times < ASKED
            print(f"  {times:.0f} times as fast (asked: {ASKED})")
        kept = [path.stat().st_size for path in cache.rglob("*") if path.is_file()]
        print(f"  cache: {len(kept) - 1:,} entries, {sum(kept) / 1e6:.1f} MB")
    for form, different in outputs.items():
        if len(different) > 1:
            print(f"{form}: the runs do not write the same bytes")
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
