"""Feeds broken files to every reader for a bounded time; anything but a ReadError is a fault.

    python tests/fuzz/readers.py --seconds 60 --seed 1

Small valid files of each format are broken at random: bytes changed, cut out, doubled, cut off; in
packages also the XML inside. Each case runs in a child process, so that a crash of a native library
or a hang is found, too. A file that shows a fault is kept, with its seed, for a test.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import openpyxl

from crossfoot.errors import ReadError
from crossfoot.read import Limits, read_bytes

from office_files import item, packed, paragraph, slide_shape, slide_table, slides_file, word_file
from pdf_files import PdfPage, pdf_file

_LONGEST_CASE = 30.0
_LIMITS = Limits(max_seconds=10.0, max_bytes=1_000_000, max_unpacked=4_000_000, max_pages=20)


def samples() -> dict[str, bytes]:
    """A small valid file of each format."""
    table = "<w:tbl><w:tr><w:tc>" + paragraph("Year") + "</w:tc><w:tc>" + paragraph("4.1") + "</w:tc></w:tr></w:tbl>"
    word = word_file(paragraph("Harps", style="Title") + item("a") + table + paragraph("Grew 7% in 2024."))
    page = PdfPage().text(40, 80, "Harps", 20).lines(40, 110, ["Grew by 7% in 2024.", "• one"]).rule(40, 200, 300, 200)
    for row, words in enumerate((("Year", "Sales"), ("2023", "4.1"), ("2024", "5.2"))):
        page.text(40, 220 + 14 * row, words[0]).text(200, 220 + 14 * row, words[1])
    book, out = openpyxl.Workbook(), BytesIO()
    sheet = book.active
    if sheet is not None:
        sheet.append(["Year", "Sales"])
        sheet.append([2023, 4.1])
    book.save(out)
    return {
        "report.docx": word,
        "report.pdf": pdf_file([page, page]),
        "report.pptx": slides_file(slide_shape("Harps", "title") + slide_table(("Year", "4"), ("2023", "5"))),
        "report.xlsx": out.getvalue(),
        "report.csv": b'Year,Sales\n2023,"4,1"\n2024,5\n',
        "report.html": b"<h1>Harps</h1><table><tr><th>Year<td colspan=2>4</table><ul><li>a<ul><li>b</ul></ul>",
        "report.md": b"# Harps\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n  - y\n\n> q\n",
        "report.txt": b"Harps\n\nYear   Sales\n2023   4.1\n\n- a\n- b\n",
    }


def broken(data: bytes, chance: random.Random) -> bytes:
    """The file with a few random changes."""
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.7:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(sorted(parts))
        parts[name] = _changed(parts[name], chance)
        return packed(parts)
    return _changed(data, chance)


def _changed(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(out) + 1)
        length = min(chance.choice((1, 2, 8, 64)), len(out) - at)
        kind = chance.randrange(5)
        if kind == 0:
            out[at : at + length] = chance.randbytes(length)
        elif kind == 1:
            del out[at : at + length]
        elif kind == 2:
            out[at:at] = out[at : at + length] * chance.randint(1, 40)
        elif kind == 3:
            other = chance.randrange(len(out) + 1)
            out[at:at] = out[other : other + length]
        else:
            number = chance.choice(
                (b"0", b"-1", b"65536", b"2147483648", b"99999999999999999999", b"1e308", b"<", b"&#0;")
            )
            out[at : at + length] = number
    return bytes(out[: chance.randrange(len(out) + 1)] if chance.random() < 0.1 else out)


def case(number: int, seed: int) -> tuple[str, bytes]:
    """The name and the content of a case; the same for the same seed."""
    chance = random.Random(f"{seed}-{number}")
    name, data = chance.choice(sorted(samples().items()))
    return name, broken(data, chance)


def _work(first: int, seed: int, pipe: Connection) -> None:
    for number in _numbers(first):
        name, data = case(number, seed)
        pipe.send((number, name, None))
        try:
            read_bytes(data, name, _LIMITS)
            pipe.send((number, name, "read"))
        except ReadError:
            pipe.send((number, name, "refused"))
        except BaseException:
            pipe.send((number, name, traceback.format_exc()))


def _numbers(first: int) -> Iterator[int]:
    while True:
        yield first
        first += 1


def run(seconds: float, seed: int, keep: Path) -> int:
    """Run cases until the time is over; returns how many showed a fault."""
    ends, at, faults = time.monotonic() + seconds, 0, 0
    told: Counter[tuple[str, str]] = Counter()
    while time.monotonic() < ends:
        pipe, other = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.Process(target=_work, args=(at, seed, other), daemon=True)
        child.start()
        other.close()
        fault = None
        while fault is None and time.monotonic() < ends:
            try:
                answer = pipe.recv() if pipe.poll(_LONGEST_CASE) else None
            except EOFError:
                fault = "the process ended: a crash"
                break
            if answer is None:
                fault = f"no answer in {_LONGEST_CASE:g} seconds"
                break
            at, name, said = answer
            if said in {"read", "refused"}:
                told[Path(name).suffix, said] += 1
            elif said is not None:
                fault = said
        child.kill()
        child.join()
        if fault is not None:
            faults += 1
            name, data = case(at, seed)
            keep.mkdir(parents=True, exist_ok=True)
            kept = keep / f"{seed}-{at}-{name}"
            kept.write_bytes(data)
            print(f"{kept}: {fault}")
        at += 1
    for (suffix, said), number in sorted(told.items()):
        print(f"{suffix:6} {said:8} {number:7,}")
    print(f"{faults} faults in {sum(told.values()):,} cases")
    return faults


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-faults"), help="where files that show a fault go")
    given = parser.parse_args()
    sys.exit(1 if run(given.seconds, given.seed, given.keep) else 0)


if __name__ == "__main__":
    main()
