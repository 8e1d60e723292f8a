"""What is this file, by its content? Only harmless kinds pass, whatever the name says.

Programs, pages, drawings with script, macros, encrypted and inflated archives are refused with a
code. Nothing is run, and no more is read than the answer needs.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import IO

from minga.kernel.refusal import Refused

HEAD = 4096
MAX_ENTRIES = 5_000
MAX_INFLATED = 200 * 1024 * 1024
MAX_RATIO = 200
MAX_SMALL_PART = 4 * 1024 * 1024


class DocumentRefused(Refused):
    """The file cannot be accepted."""


class DocumentType(StrEnum):
    """The kinds of file that are accepted; the value is the ending of the name."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"
    CSV = "csv"
    TXT = "txt"


PHOTOS = frozenset({DocumentType.PNG, DocumentType.JPEG, DocumentType.WEBP})

MEDIA_TYPES = {
    DocumentType.PDF: "application/pdf",
    DocumentType.PNG: "image/png",
    DocumentType.JPEG: "image/jpeg",
    DocumentType.WEBP: "image/webp",
    DocumentType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentType.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DocumentType.ODT: "application/vnd.oasis.opendocument.text",
    DocumentType.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    DocumentType.CSV: "text/csv",
    DocumentType.TXT: "text/plain",
}


def kind_of(media_type: str) -> DocumentType:
    """Return the kind of a kept file by the media type under which it is served."""
    plain = media_type.partition(";")[0]
    return next(kind for kind, known in MEDIA_TYPES.items() if known == plain)


@dataclass(frozen=True)
class Recognised:
    """A file that may be kept: its kind and the media type under which it is served."""

    kind: DocumentType
    media_type: str


# What people bring by mistake, with a code of its own so that the sentence can say what to do.
_KNOWN_REFUSALS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document-old-office"),
    (b"MZ", "document-program"),
    (b"\x7fELF", "document-program"),
    (b"\xca\xfe\xba\xbe", "document-program"),
    (b"\xcf\xfa\xed\xfe", "document-program"),
    (b"#!", "document-program"),
    (b"Rar!", "document-archive"),
    (b"7z\xbc\xaf", "document-archive"),
    (b"\x1f\x8b", "document-archive"),
)
_HEIC = re.compile(rb"....ftyp(heic|heix|mif1|msf1|heim)", re.DOTALL)
_ACTIVE_TEXT = re.compile(
    rb"<\s*(!doctype\s+html|html|head|body|script|svg|iframe|object|embed|\?xml|\?php)",
    re.IGNORECASE,
)


def recognise(file: IO[bytes], name: str) -> Recognised:
    """Say what an open file is; the name only tells a table of text from another text.

    Raises DocumentRefused: `document-empty`, `document-program`, `document-active`,
    `document-macros`, `document-bomb`, `document-encrypted`, `document-damaged`,
    `document-archive`, `document-old-office`, `document-heic` or `document-type-refused`.
    """
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise DocumentRefused("document-empty")
    _refuse_known(head)
    if head.startswith(b"%PDF-"):
        return _recognised(_pdf(file))
    if photo := _photo(head):
        return _recognised(photo)
    if head.startswith(b"PK"):
        return _recognised(_office(file))
    return _text(file, name)


def _recognised(kind: DocumentType, charset: str = "") -> Recognised:
    ending = f"; charset={charset}" if charset else ""
    return Recognised(kind, f"{MEDIA_TYPES[kind]}{ending}")


def _refuse_known(head: bytes) -> None:
    for sign, code in _KNOWN_REFUSALS:
        if head.startswith(sign):
            raise DocumentRefused(code)
    if _HEIC.match(head):
        raise DocumentRefused("document-heic")


def _pdf(file: IO[bytes]) -> DocumentType:
    """A PDF begins at the first byte and ends with its mark: a stump is said to be one."""
    size = file.seek(0, 2)
    file.seek(max(0, size - HEAD))
    if b"%%EOF" not in file.read():
        raise DocumentRefused("document-damaged")
    return DocumentType.PDF


def _photo(head: bytes) -> DocumentType | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return DocumentType.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return DocumentType.JPEG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return DocumentType.WEBP
    return None


# Archives: Word, Excel and their open counterparts

_OOXML = {
    b"wordprocessingml.document.main+xml": DocumentType.DOCX,
    b"spreadsheetml.sheet.main+xml": DocumentType.XLSX,
}
_ODF = {MEDIA_TYPES[kind].encode(): kind for kind in (DocumentType.ODT, DocumentType.ODS)}
_MACRO_PARTS = re.compile(
    r"(^|/)(vbaproject[^/]*\.bin|vbadata\.xml|activex/.*|macrosheets/.*|basic/.*|scripts/.*)$",
    re.IGNORECASE,
)


def _office(file: IO[bytes]) -> DocumentType:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _refuse_bomb(entries)
            _refuse_macros(entry.filename for entry in entries)
            kind = _kind_of_archive(archive)
            if archive.testzip() is not None:
                raise DocumentRefused("document-damaged")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise DocumentRefused("document-damaged") from error
    return kind


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise DocumentRefused("document-encrypted")
    inflated = sum(entry.file_size for entry in entries)
    stored = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES or inflated > MAX_INFLATED:
        raise DocumentRefused("document-bomb")
    if inflated > MAX_SMALL_PART and inflated > MAX_RATIO * max(stored, 1):
        raise DocumentRefused("document-bomb")


def _refuse_macros(names: Iterable[str]) -> None:
    if any(_MACRO_PARTS.search(name) for name in names):
        raise DocumentRefused("document-macros")


def _kind_of_archive(archive: zipfile.ZipFile) -> DocumentType:
    names = set(archive.namelist())
    if "mimetype" in names:
        return _kind_of_odf(_part(archive, "mimetype"))
    if "[Content_Types].xml" in names:
        return _kind_of_ooxml(_part(archive, "[Content_Types].xml"))
    raise DocumentRefused("document-archive")


def _kind_of_odf(media_type: bytes) -> DocumentType:
    if (kind := _ODF.get(media_type.strip())) is None:
        raise DocumentRefused("document-type-refused")
    return kind


def _kind_of_ooxml(types: bytes) -> DocumentType:
    if b"macroEnabled" in types:
        raise DocumentRefused("document-macros")
    for main, kind in _OOXML.items():
        if main in types:
            return kind
    raise DocumentRefused("document-type-refused")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > MAX_SMALL_PART:
        raise DocumentRefused("document-bomb")
    return archive.read(name)


# Texts

_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def _text(file: IO[bytes], name: str) -> Recognised:
    """A text is what has no control signs; one that a browser could run is refused."""
    file.seek(0)
    content = file.read()
    if _CONTROLS.search(content):
        raise DocumentRefused("document-type-refused")
    if _ACTIVE_TEXT.search(content[:HEAD]):
        raise DocumentRefused("document-active")
    kind = DocumentType.CSV if name.lower().endswith((".csv", ".tsv")) else DocumentType.TXT
    return _recognised(kind, _charset(content))


def _charset(content: bytes) -> str:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"
