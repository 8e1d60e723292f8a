"""Which format is this file really in, and what blocks does it hold? The content decides."""

import re

from minga.plan.reading import limits
from minga.plan.reading.blocks import Block, Source, Table
from minga.plan.reading.columns import recognise
from minga.plan.reading.document import Unreadable
from minga.plan.reading.encoding import Decoded, decode
from minga.plan.reading.formats.delimited import read_delimited
from minga.plan.reading.formats.plain import has_pipe_table, read_plain
from minga.plan.reading.formats.spaced import read_spaced

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FOREIGN = (
    (b"{\\rtf", "RTF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"), (b"BM", "BMP"), (b"MZ", "EXE"), (b"\x7fELF", "ELF"), (b"RIFF", "RIFF"),
)  # fmt: skip
_HTML_START = re.compile(r"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|div|p|h[1-6]|meta|section|article|main)\b", re.IGNORECASE | re.DOTALL)  # fmt: skip
_HTML_TAG = re.compile(r"</?(?:html|body|table|tr|td|p|div|h[1-6]|li)\b", re.IGNORECASE)
_FEW_TAGS = 4


def read_blocks(name: str, data: bytes) -> Source:
    """The blocks of a file by what its bytes are, whatever its name claims.

    Raises Unreadable with a code of `labels.REFUSAL_SENTENCES`.
    """
    if not data.strip():
        raise Unreadable("empty")
    if len(data) > limits.LARGEST_FILE:
        raise Unreadable("too_large", limit=limits.LARGEST_FILE // limits.MEGABYTE)
    if b"%PDF-" in data[:1024]:
        from minga.plan.reading.formats.pdf import read_pdf  # noqa: PLC0415  # late: heavy (pypdfium2)

        return read_pdf(data)
    if data[:4] in {b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"}:
        return _zipped(data)
    _refuse_foreign(data)
    return _text(name.lower(), data)


def _zipped(data: bytes) -> Source:
    from minga.plan.reading.formats.zipped import Package  # noqa: PLC0415  # late: heavy (lxml)

    package = Package(data)
    if "word/document.xml" in package.names:
        from minga.plan.reading.formats.docx import read_docx  # noqa: PLC0415  # late: heavy (lxml)

        package.refuse_macros()
        return read_docx(package)
    if "xl/workbook.xml" in package.names:
        from minga.plan.reading.formats.xlsx import read_xlsx  # noqa: PLC0415  # late: heavy (lxml)

        package.refuse_macros()
        return read_xlsx(package)
    raise Unreadable(
        "unsupported", format=_kind_of_zip(package.bytes_of("mimetype"), package.names)
    )


def _kind_of_zip(declared: bytes | None, names: dict[str, str]) -> str:
    if declared and b"opendocument" in declared:
        return "OpenDocument"
    if any(name.startswith("ppt/") for name in names):
        return "PowerPoint"
    return "binario de Excel" if "xl/workbook.bin" in names else "ZIP"


def _refuse_foreign(data: bytes) -> None:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise Unreadable("encrypted")
        raise Unreadable("unsupported", format="de Office anterior a 2007 (.doc, .xls)")
    for magic, format_name in _FOREIGN:
        if data.startswith(magic) and _looks_binary(data, magic):
            raise Unreadable("unsupported", format=format_name)


def _looks_binary(data: bytes, magic: bytes) -> bool:
    """Two letters are no proof: a text may open with "BM" too."""
    return len(magic) > 2 or b"\x00" in data[:512]


def _text(name: str, data: bytes) -> Source:
    if len(data) > limits.LARGEST_TEXT:
        raise Unreadable("too_large", limit=limits.LARGEST_TEXT // limits.MEGABYTE)
    decoded = decode(data, is_html=b"<" in data[:4096])
    if not decoded.text.strip():
        raise Unreadable("empty")
    if decoded.text.count("\n") > limits.MOST_ROWS * 2:
        raise Unreadable("too_many_rows", limit=limits.MOST_ROWS)
    if _is_html(name, decoded.text):
        from minga.plan.reading.formats.html import read_html  # noqa: PLC0415  # late: heavy (lxml)

        return read_html(decoded.text, guessed=decoded.guessed)
    return _plain_or_delimited(name, decoded)


def _is_html(name: str, text: str) -> bool:
    if _HTML_START.match(text[:4096]):
        return True
    named = name.endswith((".html", ".htm", ".xhtml"))
    return named and len(_HTML_TAG.findall(text[:20_000])) >= _FEW_TAGS


def _plain_or_delimited(name: str, decoded: Decoded) -> Source:
    named = name.endswith((".csv", ".tsv"))
    if named and not has_pipe_table(decoded.text):
        return Source(read_delimited(decoded.text), decoded.guessed)
    plain = Source(read_plain(decoded.text), decoded.guessed)
    if any(isinstance(block, Table) for block in plain.blocks):
        return plain
    return _delimited_in_disguise(decoded) or _spaced(decoded) or plain


def _delimited_in_disguise(decoded: Decoded) -> Source | None:
    """Separated values under another name, where they hold a table of known headings."""
    try:
        return _with_headings(read_delimited(decoded.text), decoded)
    except Unreadable:
        return None


def _spaced(decoded: Decoded) -> Source | None:
    """Columns drawn with spaces, where they hold a table of known headings."""
    return _with_headings(read_spaced(decoded.text), decoded)


def _with_headings(blocks: tuple[Block, ...], decoded: Decoded) -> Source | None:
    tables = [block for block in blocks if isinstance(block, Table)]
    headed = any(recognise(table.rows, 0) for table in tables)
    return Source(blocks, decoded.guessed) if headed else None
