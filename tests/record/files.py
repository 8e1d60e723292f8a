"""Files of rehearsal, honest and hostile, made on the spot."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"


def upload(content: bytes, name: str = "archivo") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def archive(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", compression) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target.getvalue()


def office(main: str, **more: bytes) -> bytes:
    types = f'<Types><Override PartName="/main.xml" ContentType="{main}"/></Types>'
    extra = {name.replace("__", "/"): content for name, content in more.items()}
    return archive({"[Content_Types].xml": types.encode(), "main.xml": b"<x/>"} | extra)


def open_document(media_type: str, **more: bytes) -> bytes:
    extra = {name.replace("__", "/"): content for name, content in more.items()}
    return archive({"mimetype": media_type.encode(), "content.xml": b"<x/>"} | extra)


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    target = BytesIO()
    colours = Image.linear_gradient("L").resize(size).convert("RGB")
    colours.save(target, format=form, **options)
    return target.getvalue()


def photo_with_place() -> bytes:
    """A JPEG lying on its side, that tells where it was taken and with what."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right
    exif[0x010F] = "Marca del teléfono"
    exif.get_ifd(0x8825)[2] = (0.0, 13.0, 12.0)
    return picture(exif=exif, comment=b"tomada en casa de Rosa")


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises an enormous picture."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum


def animation() -> bytes:
    target = BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(target, format="WEBP", save_all=True, append_images=frames[1:])
    return target.getvalue()


class RemoteStorage(Storage):
    """A storage that has no folder on this machine, as object storage has none."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def exists(self, name: str) -> bool:
        return name in self.kept

    def _save(self, name: str, content: File[bytes]) -> str:
        self.kept[name] = b"".join(content.chunks())
        return name

    def _open(self, name: str, mode: str = "rb") -> ContentFile[bytes]:
        return ContentFile(self.kept[name])
