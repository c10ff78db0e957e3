"""Reads a file of figures of record: CSV with a head, or the JSON of `crossfoot facts`."""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from crossfoot.errors import ReadError, RuleError
from crossfoot.gazetteer import Gazetteer
from crossfoot.ledger import Ledger
from crossfoot.ledger.record import Row, record_ledger, refuse_wrong_columns
from crossfoot.model import Anchor, Block, BlockKind, Document, SourceMap, Span, Table
from crossfoot.read import Limits
from crossfoot.read.decoding import decode
from crossfoot.read.separated import read_separated, separator_of
from crossfoot.read.source_map import line_and_column, to_file
from crossfoot.suffixes import SEPARATED_SUFFIXES

_LIMITS = Limits()


def record_of(path: str, geography: str) -> Ledger:
    """The figures of record in a file. RuleError, with the line, for one that cannot be used."""
    try:
        state = os.stat(path)
    except OSError as error:
        raise RuleError(path, f"the figures of record cannot be read: {error.strerror or error}") from error
    return _record_of(path, geography, os.path.abspath(path), state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _record_of(path: str, geography: str, *state: str | int) -> Ledger:
    """The same for one state of the file: many reports are held against it."""
    try:
        with open(path, "rb") as file:
            data = file.read(_LIMITS.max_bytes + 1)
    except OSError as error:
        raise RuleError(path, f"the figures of record cannot be read: {error.strerror or error}") from error
    document, rows = _json_rows(data, path) if Path(path).suffix.lower() == ".json" else _csv_rows(data, path)
    return record_ledger(document, rows, Gazetteer.load(geography))


def _csv_rows(data: bytes, path: str) -> tuple[Document, list[Row]]:
    try:
        text, _ = decode(data, path)
        read = read_separated(text, path, _LIMITS, separator_of(text.lstrip("\ufeff").partition("\n")[0]))
    except ReadError as error:
        raise RuleError(path, str(error).removeprefix(f"{path}: ")) from error
    if Path(path).suffix.lower() not in SEPARATED_SUFFIXES or not read.tables:
        raise RuleError(path, "figures of record come as CSV with a head, or as the JSON of `crossfoot facts`")
    table = read.tables[0]
    head = [_text(read, table, 0, column) for column in range(len(table.rows[0]))]
    refuse_wrong_columns(path, [name for name in head if name], 1)
    rows = []
    for number in range(1, len(table.rows)):
        cells = {name: _text(read, table, number, column) for column, name in enumerate(head) if name}
        shown = next((name for name in ("quote", "value") if cells.get(name)), None)
        if shown is None:
            continue
        cell = table.rows[number][head.index(shown)]
        assert cell is not None  # a cell with text is one
        span = to_file(read, cell.span)
        line, _ = line_and_column(read.source, span.start)
        rows.append(Row(cells, span, _line_around(read.source, span), line))
    return _plain(path, read.source), rows


def _text(document: Document, table: Table, row: int, column: int) -> str:
    cell = table.rows[row][column] if column < len(table.rows[row]) else None
    text = "" if cell is None else document.text[cell.span.start : cell.span.end]
    # What `facts` writes so that no spreadsheet computes it.
    return text.removeprefix("'").strip() if text.startswith("'") else text.strip()


def _line_around(source: str, span: Span) -> Span:
    start = source.rfind("\n", 0, span.start) + 1
    end = source.find("\n", span.end)
    return Span(start, len(source) if end < 0 else end)


def _json_rows(data: bytes, path: str) -> tuple[Document, list[Row]]:
    """The facts of all documents of the JSON, numbers as written; each one's quote is a line of the record's text."""
    try:
        written = json.loads(data, parse_float=str, parse_int=str)
        facts = [(each, fact) for each in written["documents"] for fact in each["facts"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RuleError(path, "is not the JSON of `crossfoot facts --format json`") from error
    text, rows, anchors = "", [], []
    for number, (document, fact) in enumerate(facts, 1):
        if not isinstance(fact, dict):
            raise RuleError(path, f"fact {number} is no object")
        cells = {key: _cell(value) for key, value in fact.items()}
        refuse_wrong_columns(path, cells, 1)
        quote = " ".join((cells.get("quote") or cells.get("value", "")).split())
        span = Span(len(text), len(text) + len(quote))
        anchors.append(Anchor(span.start, "", number - 1, 0, f"fact {number} ({document.get('path', '')})"))
        rows.append(Row(cells, span, span, number))
        text += quote + "\n"
    return _plain(path, text, tuple(anchors)), rows


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plain(path: str, source: str, anchors: tuple[Anchor, ...] = ()) -> Document:
    """A document that shows the file as it stands, so that every place in it is a place in the file."""
    whole = Span(0, len(source))
    return Document(
        path=path,
        format="record",
        text=source,
        blocks=(Block(BlockKind.CODE, whole),),
        tables=(),
        links=(),
        source=source,
        source_map=SourceMap((0,), (0,), (len(source),), (True,)),
        anchors=anchors,
    )
