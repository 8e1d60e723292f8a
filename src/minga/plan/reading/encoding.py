"""Which characters do these bytes stand for, and was that declared or guessed?"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from minga.plan.reading.blocks import Block, Cell, Paragraph, Source, Table
from minga.plan.reading.document import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The pages seen in Ecuador: Windows and web first, then old DOS exports and old Macintosh files.
_SINGLE_BYTE = ("cp1252", "latin-1", "cp850", "mac_roman")
_SPANISH = frozenset("áéíóúñüÁÉÍÓÚÑÜ")
_TYPOGRAPHY = frozenset("¿¡ºª°«»“”‘’–—•…·€\u00a0✓√")
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_\-]+)|<\?xml[^>]{0,80}encoding\s*=\s*[\"']([\w\-]+)",
    re.IGNORECASE,
)
# WHATWG: a declaration that could be read as ASCII cannot stand in a wide encoding.
_AS_BROWSERS_READ = {
    "iso8859-1": "cp1252", "ascii": "cp1252",
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8", "utf-32": "utf-8",
}  # fmt: skip
# What the bytes 80 to BF look like in Windows-1252: the second half of a damaged letter.
_TAIL = "[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]"
_DAMAGED = re.compile(f"[ÃÂ]{_TAIL}|[âï]{_TAIL}{{2}}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and whether its encoding had to be guessed."""

    text: str
    guessed: bool


def decode(data: bytes, *, is_html: bool = False) -> Decoded:
    """Text of `data`; a byte-order mark or a meta charset counts as declared.

    A page that declares a form of Unicode and is not written in it has declared nothing.

    Raises Unreadable("not_text") when the bytes are no text at all.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _checked(data.decode(codec, "replace"), guessed=False)
    if is_html and (declared := _declared(data)) and not _contradicts(data, declared):
        return _checked(data.decode(declared, "replace"), guessed=False)
    if wide := _utf16_without_mark(data):
        return _checked(data.decode(wide, "replace"), guessed=True)
    return _utf8_or_guess(data)


def _declared(data: bytes) -> str | None:
    found = _META_CHARSET.search(data[:4096])
    if not found:
        return None
    name = (found[1] or found[2]).decode("ascii")
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    return _AS_BROWSERS_READ.get(codec, codec)


def _contradicts(data: bytes, declared: str) -> bool:
    """Whether the bytes cannot be what was declared; single-byte pages take any byte."""
    if not declared.startswith("utf"):
        return False
    try:
        data.decode(declared)
    except UnicodeDecodeError:
        return True
    return False


def _utf16_without_mark(data: bytes) -> str | None:
    """Every second byte of western text in UTF-16 is zero."""
    sample = data[:4000]
    half = len(sample) // 2
    if half < 2:
        return None
    if sample[1::2].count(0) > half * 0.8 and sample[::2].count(0) < half * 0.1:
        return "utf-16-le"
    if sample[::2].count(0) > half * 0.8 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return None


def _utf8_or_guess(data: bytes) -> Decoded:
    try:
        return _checked(data.decode("utf-8"), guessed=False)
    except UnicodeDecodeError:
        damaged = data.decode("utf-8", "replace")
    if _is_damaged_utf8(damaged):
        return _checked(damaged, guessed=False)
    return _checked(data.decode(_best_page(data), "replace"), guessed=True)


def _is_damaged_utf8(text: str) -> bool:
    """Well-formed accents far outnumber the broken bytes: the file is UTF-8 with a scar."""
    letters = sum(c in _SPANISH for c in text)
    return letters > 3 * text.count("\ufffd")


def _best_page(data: bytes) -> str:
    high = bytes(b for b in data if b > 0x7F)
    return max(_SINGLE_BYTE, key=lambda codec: _plausibility(high, codec))


def _plausibility(high: bytes, codec: str) -> int:
    text = high.decode(codec, "replace")
    return sum(_weight(c) for c in text)


def _weight(character: str) -> int:
    if character in _SPANISH:
        return 3
    if character in _TYPOGRAPHY:
        return 1
    return -3


_MOST_CONTROLS = 0.02


def _checked(text: str, *, guessed: bool) -> Decoded:
    sample = text[:20_000]
    controls = sum(c < " " and c not in "\t\n\r\f\v\x1a" for c in sample)
    if controls > max(4, len(sample) * _MOST_CONTROLS):
        raise Unreadable("not_text")
    return Decoded(text.replace("\x00", "").removeprefix("\ufeff"), guessed)


def is_mojibake(text: str) -> bool:
    """Whether UTF-8 bytes were once read as Windows-1252 ("GestiÃ³n")."""
    return bool(_DAMAGED.search(text)) and repair_mojibake(text) != text


def repair_mojibake(text: str) -> str:
    """The text before its double encoding: only runs that no Spanish word contains are reverted."""
    return _DAMAGED.sub(_reverted, text)


def _reverted(match: re.Match[str]) -> str:
    try:
        return _bytes_of(match.group()).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return match.group()


def _bytes_of(text: str) -> bytes:
    """Windows-1252 bytes; the five values it leaves undefined pass as they are."""
    return b"".join(
        bytes([ord(c)]) if "\u0080" <= c <= "\u009f" else c.encode("cp1252") for c in text
    )


def mended(source: Source) -> Source:
    """The same content with damaged letters reverted; that counts as a guess and is reported."""
    if not any(is_mojibake(text) for block in source.blocks for text in _texts(block)):
        return source
    blocks = tuple(_mended_block(block) for block in source.blocks)
    return replace(source, blocks=blocks, encoding_guessed=True)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    else:
        yield from (cell.text for row in block.rows for cell in row)


def _mended_block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=repair_mojibake(block.text))
    rows = tuple(tuple(_mended_cell(cell) for cell in row) for row in block.rows)
    return Table(rows, block.broken_at)


def _mended_cell(cell: Cell) -> Cell:
    return replace(cell, text=repair_mojibake(cell.text)) if cell.text else cell
