from __future__ import annotations

import pytest

from crossfoot.errors import ReadError
from crossfoot.read import read_bytes

_TEXT = "Größe: €5 – “7 %” in 2024"


@pytest.mark.parametrize(
    ("data", "source", "note"),
    [
        (_TEXT.encode(), _TEXT, None),
        (("\ufeff" + _TEXT).encode(), "\ufeff" + _TEXT, None),
        (("\ufeff" + _TEXT).encode("utf-16-le"), "\ufeff" + _TEXT, "UTF-16-LE"),
        (("\ufeff" + _TEXT).encode("utf-16-be"), "\ufeff" + _TEXT, "UTF-16-BE"),
        (("\ufeff" + _TEXT).encode("utf-32-le"), "\ufeff" + _TEXT, "UTF-32-LE"),
        ("Tea rose 7 %\r\n".encode("utf-16-le"), "Tea rose 7 %\r\n", "UTF-16-LE"),
        ("Tea rose 7 %\r\n".encode("utf-16-be"), "Tea rose 7 %\r\n", "UTF-16-BE"),
        (_TEXT.encode("cp1252"), _TEXT, "Windows-1252"),
        (("Größe " * 40).encode() + b"\xff", "Größe " * 40 + "\ufffd", "broken"),
    ],
)
def test_encodings(data: bytes, source: str, note: str | None) -> None:
    document = read_bytes(data, "report.txt")
    assert document.source == source
    assert "\ufeff" not in document.text
    if note is None:
        assert document.notes == ()
    else:
        assert note in document.notes[0]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe \x00", "empty"),
        (b"PK\x05\x06....", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office"),
        (b"tea\x00\x01\x02 rose", "not a text file"),
        (b"\x01\x02\x03\x04 tea", "not a text file"),
        (bytes(range(256)) * 4, "not a text file"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, problem: str) -> None:
    with pytest.raises(ReadError, match=f"^report.html: .*{problem}"):
        read_bytes(data, "report.html")
