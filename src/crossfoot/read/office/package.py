"""Opens an office file (a ZIP package of XML parts) so that nothing in it can do harm.

Parts are read within limits, XML without a document type, entities or the network.
"""

from __future__ import annotations

import posixpath
import time
import zipfile
import zlib
from io import BytesIO

from lxml import etree

from crossfoot.errors import ReadError
from crossfoot.read.limits import Limits

_FORBIDDEN = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_DAMAGED = "is damaged: {}; open it in the program that it came from and save it again"
_ENTITIES = "declares entities in {}, which no office program does; it was not opened further"
_MAIN_PARTS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}


class Package:
    """The parts of an office file. Raises ReadError for what is damaged, encrypted or too large."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name = name
        self._limits = limits
        self._deadline = time.monotonic() + limits.max_seconds
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
            raise ReadError(name, _DAMAGED.format(error)) from error
        if len(entries) > limits.max_parts:
            raise ReadError(name, f"holds more than {limits.max_parts:,} parts; save the report anew")
        if sum(entry.file_size for entry in entries) > limits.max_unpacked:
            raise ReadError(name, f"unpacks to more than {limits.max_unpacked:,} bytes; split it into several files")
        self._entries = {entry.filename: entry for entry in entries}

    @property
    def form(self) -> str | None:
        """`docx`, `xlsx` or `pptx`; None for any other archive."""
        if "[Content_Types].xml" not in self._entries:
            return None
        found = (form for lead, form in _MAIN_PARTS.items() if any(part.startswith(lead) for part in self._entries))
        return next(found, None)

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the file."""
        return tuple(self._entries)

    def size(self, part: str) -> int:
        """How many bytes a part unpacks to, as the archive says."""
        return self._entries[part].file_size

    def content(self, part: str) -> bytes | None:
        """What a part unpacks to, None where there is no such part."""
        entry = self._entries.get(part)
        if entry is None:
            return None
        if time.monotonic() > self._deadline:
            raise ReadError(self.name, self._limits.too_slow())
        if entry.flag_bits & 1:
            raise ReadError(self.name, "is protected by a password; save it without one")
        try:
            return self._zip.read(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise ReadError(self.name, _DAMAGED.format(f"{part}: {error}")) from error

    def root(self, part: str) -> etree._Element | None:
        """The root element of a part, None where there is no such part."""
        content = self.content(part)
        return None if content is None else parsed(content, self.name, part)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """For a part (`""`: the package): relation id to its type's last word and its target.

        A target outside the package is the address as it stands; it is never opened.
        """
        folder, file = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in () if root is None else root.iterchildren(tag=etree.Element):
            kind = posixpath.basename(relation.get("Type", ""))
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[relation.get("Id", "")] = (kind, target)
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """The parts that a part names with this type of relation, in the order in which it names them."""
        return [target for found, target in self.relations(part).values() if found == kind]


def refuse_entities(package: Package) -> None:
    """ReadError where any XML part declares entities: for readers that parse the package themselves."""
    for part in package.parts:
        if part.lower().endswith((".xml", ".rels", ".vml")):
            content = package.content(part) or b""
            if any(word in content for word in _FORBIDDEN):
                raise ReadError(package.name, _ENTITIES.format(part))


def parsed(content: bytes, name: str, part: str) -> etree._Element:
    """The root of an XML part. Raises ReadError where it is damaged or declares entities."""
    if any(word in content for word in _FORBIDDEN):
        raise ReadError(name, _ENTITIES.format(part))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(name, _DAMAGED.format(f"{part}: {error}")) from error


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str | None:
    """An attribute by its local name, whatever its namespace."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of a name, of that the first child of the next name, and so on."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def is_on(properties: etree._Element | None, name: str) -> bool | None:
    """What an on/off property says (`<w:b/>`, `<w:b w:val="0"/>`); None where it does not stand."""
    found = child(properties, name)
    if found is None:
        return None
    return attribute(found, "val") not in {"0", "false", "off", "none"}
