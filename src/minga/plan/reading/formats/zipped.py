"""Is this zipped document safe to open, and what do its XML parts hold?"""

import io
import zipfile
import zlib
from functools import cached_property

from lxml import etree

from minga.plan.reading import limits
from minga.plan.reading.document import Unreadable

_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
_FOREIGN_DTD = (
    b"<!DOCTYPE",
    b"<!ENTITY",
    "<!DOCTYPE".encode("utf-16-le"),
    "<!DOCTYPE".encode("utf-16-be"),
)


class Package:
    """A zipped office document whose parts are read within limits.

    Raises Unreadable: "encrypted", "macros", "zip_bomb", "hostile_xml" or "damaged".
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable("damaged") from error
        self._refuse_bombs()

    def _refuse_bombs(self) -> None:
        """Refuse by what the directory declares, before anything is unpacked."""
        entries = self._zip.infolist()
        if len(entries) > limits.MOST_PARTS:
            raise Unreadable("zip_bomb")
        if sum(entry.file_size for entry in entries) > limits.LARGEST_UNPACKED:
            raise Unreadable("zip_bomb")
        if any(_is_bomb(entry) for entry in entries):
            raise Unreadable("zip_bomb")

    @cached_property
    def names(self) -> dict[str, str]:
        """Part names without regard to capitals → as stored."""
        return {name.lower().lstrip("/"): name for name in self._zip.namelist()}

    def refuse_macros(self) -> None:
        """Refuse a document that carries program code."""
        types = self.bytes_of("[content_types].xml") or b""
        if b"macroenabled" in types.lower() or any(n.endswith(_MACRO_PARTS) for n in self.names):
            raise Unreadable("macros")

    def bytes_of(self, name: str) -> bytes | None:
        """A part unpacked, never more than the limit whatever its header claims; null if absent."""
        stored = self.names.get(name.lower().lstrip("/"))
        if stored is None:
            return None
        if self._zip.getinfo(stored).flag_bits & 1:
            raise Unreadable("encrypted")
        try:
            with self._zip.open(stored) as part:
                data = part.read(limits.LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise Unreadable("damaged") from error
        if len(data) > limits.LARGEST_PART:
            raise Unreadable("zip_bomb")
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part; null if absent."""
        data = self.bytes_of(name)
        return None if data is None else parse_xml(data)


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    if entry.filename.lower().endswith((".xml", ".rels")) and entry.file_size > limits.LARGEST_PART:
        return True
    packed = max(entry.compress_size, 1)
    return entry.file_size > limits.SMALL_PART and entry.file_size / packed > limits.HIGHEST_RATIO


def parse_xml(data: bytes) -> etree._Element:
    """Parse without entities, document types or network.

    Raises Unreadable("hostile_xml") where the part declares any, "damaged" where it is no XML.
    """
    refuse_declarations(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("damaged") from error


def refuse_declarations(data: bytes) -> None:
    """Office formats never declare a document type; one that does means harm."""
    if any(sign in data for sign in _FOREIGN_DTD):
        raise Unreadable("hostile_xml")


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its bare name, whatever namespace the program wrote."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def targets(package: Package, rels_name: str) -> dict[str, str]:
    """Relation id → target, of one relations part."""
    root = package.xml(rels_name)
    if root is None:
        return {}
    return {
        attribute(relation, "Id") or "": attribute(relation, "Target") or ""
        for relation in root
        if local(relation) == "Relationship"
    }
