"""From the bytes of a file to its text, saying which encoding was assumed."""

from __future__ import annotations

from crossfoot.errors import ReadError

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAGIC = (
    (b"PK\x05\x06", "an empty ZIP archive; give the report itself"),
    (_OLD_OFFICE, "an old office document; save the report as DOCX"),
    (b"{\\rtf", "an RTF document; save the report as DOCX"),
    (b"\x89PNG\r\n", "a PNG picture; give the report itself"),
    (b"\xff\xd8\xff", "a JPEG picture; give the report itself"),
    (b"GIF87a", "a GIF picture; give the report itself"),
    (b"GIF89a", "a GIF picture; give the report itself"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"\x7fELF", "a program; give the report itself"),
    (b"SQLite format 3\x00", "a database; give the report itself"),
)
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAMPLE = 4096
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1a\x1b")
_MAX_CONTROL_SHARE = 0.02
_BINARY = "is not a text file; give the report as Word, PDF, HTML, Markdown or plain text"


def decode(data: bytes, name: str) -> tuple[str, str | None]:
    """The text of a file, byte-order mark and line ends kept, and a note on its encoding.

    The note is None for plain UTF-8. Raises ReadError for an empty file and for one that is no
    text.
    """
    if not data.strip():
        raise ReadError(name, "is empty; check that the report was saved")
    if data.startswith(_OLD_OFFICE) and _ENCRYPTED in data:
        raise ReadError(name, "is protected by a password; save it without one")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ReadError(name, f"is {what}")
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding, name)
    if b"\0" in data:
        return _decode_unmarked_utf16(data, name)
    if _share_of_controls(data) > _MAX_CONTROL_SHARE:
        raise ReadError(name, _BINARY)
    return _decode_bytes(data)


def _decode_marked(data: bytes, encoding: str, name: str) -> tuple[str, str | None]:
    text = data.decode(encoding, errors="replace")
    if "\0" in text or not text.strip("\ufeff \t\r\n"):
        problem = _BINARY if "\0" in text else "is empty; check that the report was saved"
        raise ReadError(name, problem)
    if "\ufffd" in text:
        return text, f"Read as {encoding.upper()}; it holds characters that are broken in that encoding."
    return text, None if encoding == "utf-8" else f"Read as {encoding.upper()}, as its byte-order mark says."


def _decode_unmarked_utf16(data: bytes, name: str) -> tuple[str, str | None]:
    """Text of Latin letters in UTF-16 has a zero in every second byte."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    half = len(data) // 2
    if max(even, odd) < half * 0.4 or min(even, odd) > half * 0.02 or len(data) % 2:
        raise ReadError(name, _BINARY)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise ReadError(name, _BINARY) from None
    if "\0" in text or not text.strip():
        raise ReadError(name, _BINARY)
    return text, f"Read as {encoding.upper()}: every second byte is zero, and there is no byte-order mark."


def _decode_bytes(data: bytes) -> tuple[str, str | None]:
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
    if beyond_ascii > 10 * broken:
        return text, f"Read as UTF-8; {broken} characters are broken in that encoding."
    return data.decode("cp1252", errors="replace"), "Read as Windows-1252, since it is not valid UTF-8."


def _share_of_controls(data: bytes) -> float:
    sample = data[:_SAMPLE]
    return sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in sample) / len(sample)
