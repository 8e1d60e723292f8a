"""A file is what its content says, and bears a harmless name; whatever could run is refused."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.record.refusal_labels import refusal_sentence
from minga.record.rules.document_names import MAX_LENGTH, clean_name
from minga.record.rules.document_types import (
    MAX_INFLATED,
    MAX_SMALL_PART,
    DocumentRefused,
    DocumentType,
    kind_of,
    recognise,
)
from tests.record import files

# What is it?


@pytest.mark.parametrize(
    ("content", "name", "kind", "media_type"),
    [
        (files.PDF, "x", "pdf", "application/pdf"),
        (files.picture("PNG"), "x", "png", "image/png"),
        (files.picture("JPEG"), "x.pdf", "jpg", "image/jpeg"),
        (files.picture("WEBP"), "x", "webp", "image/webp"),
        (files.office(files.WORD_MAIN), "x.zip", "docx", None),
        (files.office(files.EXCEL_MAIN), "x", "xlsx", None),
        (files.open_document("application/vnd.oasis.opendocument.text"), "x", "odt", None),
        (files.open_document("application/vnd.oasis.opendocument.spreadsheet"), "x", "ods", None),
        ("año;número\n".encode(), "x.CSV", "csv", "text/csv; charset=utf-8"),
        ("año;número\n".encode("cp1252"), "x.tsv", "csv", "text/csv; charset=windows-1252"),
        (b"hola\r\n", "x", "txt", "text/plain; charset=utf-8"),
        (b"MIERCOLES", "MZ.txt", "txt", "text/plain; charset=utf-8"),
    ],
)
def test_a_file_is_recognised_by_its_content(
    content: bytes, name: str, kind: str, media_type: str | None
) -> None:
    found = recognise(BytesIO(content), name)
    assert found.kind == kind
    assert media_type in {None, found.media_type}
    assert kind_of(found.media_type) == kind


HOSTILE = [
    (b"", "vacio.pdf", "document-empty"),
    (b"MZ\x90\x00" + b"\0" * 200, "foto.jpg", "document-program"),
    (b"\x7fELF\x02\x01", "informe.pdf", "document-program"),
    (b"#!/bin/sh\nrm -rf /\n", "nota.txt", "document-program"),
    (files.HTML, "nota.txt", "document-active"),
    (
        b"  \n<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
        "dibujo.png",
        "document-active",
    ),
    (b"\xef\xbb\xbf<?xml version='1.0'?><html/>", "datos.csv", "document-active"),
    (b"<?php system($_GET['x']); ?>", "datos.csv", "document-active"),
    (files.office(files.MACRO_MAIN), "carta.docx", "document-macros"),
    (files.office(files.WORD_MAIN, word__vbaProject=b"x"), "x.docx", None),
    (files.office(files.WORD_MAIN, **{"word__vbaProject.bin": b"x"}), "x.docx", "document-macros"),
    (files.office(files.EXCEL_MAIN, xl__macrosheets__sheet1=b"x"), "x.xlsx", "document-macros"),
    (
        files.open_document("application/vnd.oasis.opendocument.text", Basic__Standard=b"x"),
        "x.odt",
        "document-macros",
    ),
    (files.archive({"leeme.txt": b"x"}), "todo.docx", "document-archive"),
    (b"Rar!\x1a\x07", "todo.rar", "document-archive"),
    (b"\x1f\x8b\x08\x00", "todo.csv", "document-archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "carta.docx", "document-old-office"),
    (b"\0\0\0\x18ftypheic\0\0\0\0", "foto.jpg", "document-heic"),
    (b"\0\1\2\3", "datos.csv", "document-type-refused"),
    (b"GIF89a\x01\x00\x01\x00\x00\x00", "foto.gif", "document-type-refused"),
    ("hola".encode("utf-16"), "nota.txt", "document-type-refused"),
    (files.office("application/vnd.ms-powerpoint"), "x.docx", "document-type-refused"),
    (
        files.open_document("application/vnd.oasis.opendocument.graphics"),
        "x.odt",
        "document-type-refused",
    ),
    (files.PDF[:-8], "informe.pdf", "document-damaged"),
    (b"PK\x03\x04 no es un archivo", "x.docx", "document-damaged"),
    (files.office(files.WORD_MAIN)[:-30], "x.docx", "document-damaged"),
]


@pytest.mark.parametrize(("content", "name", "code"), [case for case in HOSTILE if case[2]])
def test_a_hostile_file_is_refused_with_its_code_and_a_sentence(
    content: bytes, name: str, code: str
) -> None:
    with pytest.raises(DocumentRefused) as refused:
        recognise(BytesIO(content), name)
    assert refused.value.code == code
    assert refusal_sentence(refused.value).endswith(".")


def test_a_part_that_only_sounds_like_a_macro_is_none() -> None:
    content = files.office(files.WORD_MAIN, word__vbaProject=b"x")
    assert recognise(BytesIO(content), "x.docx").kind == "docx"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    inflated = files.office(files.WORD_MAIN, word__document=b"\0" * (MAX_INFLATED // 4))
    assert len(inflated) < 100_000
    with pytest.raises(DocumentRefused) as refused:
        recognise(BytesIO(inflated), "x.docx")
    assert refused.value.code == "document-bomb"


def test_an_archive_of_many_parts_is_refused() -> None:
    parts = {f"word/{number}.xml": b"" for number in range(5_001)}
    with pytest.raises(DocumentRefused) as refused:
        recognise(BytesIO(files.archive(parts)), "x.docx")
    assert refused.value.code == "document-bomb"


def test_a_list_of_parts_of_enormous_length_is_refused() -> None:
    types = b"x" * (MAX_SMALL_PART + 1)
    content = files.archive({"[Content_Types].xml": types}, zipfile.ZIP_STORED)
    with pytest.raises(DocumentRefused) as refused:
        recognise(BytesIO(content), "x.docx")
    assert refused.value.code == "document-bomb"


def test_an_encrypted_archive_is_refused() -> None:
    content = bytearray(files.office(files.WORD_MAIN))
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1
    with pytest.raises(DocumentRefused) as refused:
        recognise(BytesIO(bytes(content)), "x.docx")
    assert refused.value.code == "document-encrypted"


def test_an_archive_with_a_broken_part_is_refused() -> None:
    media_type = b"application/vnd.oasis.opendocument.text"
    parts = {"mimetype": media_type, "content.xml": b"x" * 50}
    content = bytearray(files.archive(parts, zipfile.ZIP_STORED))
    content[content.index(b"x" * 50)] ^= 0xFF
    with pytest.raises(DocumentRefused) as refused:
        recognise(BytesIO(bytes(content)), "x.odt")
    assert refused.value.code == "document-damaged"


@given(st.binary(max_size=300), st.sampled_from(["x", "x.csv", "x.pdf", "x.docx"]))
def test_any_bytes_are_either_recognised_or_refused(content: bytes, name: str) -> None:
    try:
        assert recognise(BytesIO(content), name).kind in DocumentType
    except DocumentRefused as refused:
        assert refusal_sentence(refused)  # noqa: PT017 - the property is about both ends


# Under which name?


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("Informe 3.2 final.pdf", "pdf", "Informe 3.2 final.pdf"),
        ("../../etc/passwd", "txt", "passwd.txt"),
        ("C:\\Users\\rosa\\foto.jpg", "jpg", "foto.jpg"),
        ("factura.pdf.exe", "pdf", "factura.pdf"),
        ("foto.jpg.html", "png", "foto.png"),
        ("informe\u202efdp.exe", "pdf", "informefdp.pdf"),
        ("lista\x00\r\nSet-Cookie: x.csv", "csv", "listaSet-Cookie x.csv"),
        (".htaccess", "txt", "htaccess.txt"),
        ("   ", "pdf", "documento.pdf"),
        ("...", "pdf", "documento.pdf"),
        ("niño sen\u0303al.PDF", "pdf", "niño señal.pdf"),
        ('a<b>"c"|d?.txt', "txt", "a b c d.txt"),
        ("x" * 400, "docx", "x" * (MAX_LENGTH - 5) + ".docx"),
    ],
)
def test_a_name_is_made_harmless(typed: str, kind: str, name: str) -> None:
    assert clean_name(typed, kind) == name


@given(st.text(max_size=300))
def test_a_clean_name_stays_as_it_is_and_holds_no_path(typed: str) -> None:
    name = clean_name(typed, "pdf")
    assert clean_name(name, "pdf") == name
    assert not set(name) & set('/\\\0\r\n"<>')
    assert name.endswith(".pdf")
    assert not name.startswith(".")
    assert len(name) <= MAX_LENGTH
