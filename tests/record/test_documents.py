"""Files come in by what they are, never by what they say they are; each content is kept once."""

import hashlib
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from PIL import Image

from minga.kernel import clock
from minga.people.models import Person
from minga.record.documents import (
    _is_old,
    attach,
    forget_document,
    path_of,
    remove_orphans,
    remove_unused,
    store_document,
)
from minga.record.models import ActDocument, Document
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
from minga.record.services import Words, append_act, lock_case
from tests.record import files
from tests.record.clocks import ASK_AGAIN, FILED_AT, file_request, parameter


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """Keep documents in a folder of the test's own."""
    settings.MEDIA_ROOT = str(tmp_path / "documents")
    return tmp_path / "documents"


def kept_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


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


HTML = b"<!DOCTYPE html><script>alert(1)</script>"
HOSTILE = [
    (b"", "vacio.pdf", "document-empty"),
    (b"MZ\x90\x00" + b"\0" * 200, "foto.jpg", "document-program"),
    (b"\x7fELF\x02\x01", "informe.pdf", "document-program"),
    (b"#!/bin/sh\nrm -rf /\n", "nota.txt", "document-program"),
    (HTML, "nota.txt", "document-active"),
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


# Keeping


@pytest.mark.django_db
def test_a_document_lies_under_the_digest_of_its_content(folder: Path) -> None:
    document = store_document(files.upload(files.PDF, "informe.pdf"))
    digest = hashlib.sha256(files.PDF).hexdigest()
    assert (document.sha256, document.size, document.media_type) == (
        digest,
        len(files.PDF),
        "application/pdf",
    )
    assert kept_files(folder) == [folder / path_of(digest)]
    assert (folder / path_of(digest)).read_bytes() == files.PDF


@pytest.mark.django_db
def test_the_same_content_twice_is_kept_once(folder: Path) -> None:
    first = store_document(files.upload(files.PDF, "a.pdf"))
    second = store_document(files.upload(files.PDF, "b.pdf"))
    assert first == second
    assert Document.objects.count() == len(kept_files(folder)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("content", [HTML, files.png_that_claims(200_000, 200_000)])
def test_nothing_stays_of_a_refused_file(folder: Path, content: bytes) -> None:
    with pytest.raises(DocumentRefused):
        store_document(files.upload(content))
    assert (Document.objects.count(), kept_files(folder)) == (0, [])


@pytest.mark.django_db
def test_a_file_over_the_limit_is_refused_while_it_arrives(folder: Path, settings: Any) -> None:
    settings.DOCUMENT_MAX_BYTES = 1024 * 1024
    asked = []

    class Endless:
        name = "sin-fin.txt"

        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            while True:
                asked.append(chunk_size)
                yield b"a" * (chunk_size or 1)

    with pytest.raises(DocumentRefused) as refused:
        store_document(Endless())
    assert refused.value.code == "document-too-large"
    assert refusal_sentence(refused.value) == (
        "El archivo pasa de 1 MB. Envíalo en partes o con menos resolución."
    )
    assert len(asked) == 5
    assert kept_files(folder) == []


@pytest.mark.django_db
def test_a_photo_loses_its_metadata_and_stands_upright(folder: Path) -> None:
    sent = files.photo_with_place()
    document = store_document(files.upload(sent, "casa.jpg"))
    content = (folder / path_of(document.sha256)).read_bytes()
    with Image.open(BytesIO(sent)) as before, Image.open(BytesIO(content)) as after:
        assert before.size == (40, 20)
        assert after.size == (20, 40)
        assert dict(after.getexif()) == {}
        assert "comment" not in after.info
    assert b"Rosa" in sent
    assert b"Rosa" not in content
    assert b"Marca" not in content


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_what_hides_behind_a_picture_is_gone(folder: Path, form: str) -> None:
    polyglot = files.picture(form) + files.archive({"virus.exe": b"MZ" * 50}) + HTML
    document = store_document(files.upload(polyglot, "foto.zip"))
    content = (folder / path_of(document.sha256)).read_bytes()
    assert not zipfile.is_zipfile(BytesIO(content))
    assert HTML not in content


@pytest.mark.django_db
def test_a_photo_sent_twice_is_one_document(folder: Path) -> None:
    sent = files.photo_with_place()
    assert store_document(files.upload(sent)) == store_document(files.upload(sent))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (files.png_that_claims(100_000, 100_000), "image-too-large"),
        (files.picture("JPEG", (400, 300))[:-2000], "image-damaged"),
        (files.picture("PNG", (400, 300))[:200], "image-damaged"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 60, "image-damaged"),
        (b"\x89PNG\r\n\x1a\n" + HTML, "image-damaged"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image-damaged"),
        (files.animation(), "image-animated"),
    ],
)
def test_a_picture_that_is_none_is_refused(folder: Path, content: bytes, code: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        store_document(files.upload(content, "foto.png"))
    assert refused.value.code == code
    assert kept_files(folder) == []


@pytest.mark.django_db
def test_a_photo_in_other_colours_becomes_an_ordinary_one(folder: Path) -> None:
    target = BytesIO()
    Image.new("CMYK", (8, 8), (0, 200, 200, 0)).save(target, format="JPEG")
    document = store_document(files.upload(target.getvalue()))
    with Image.open(folder / path_of(document.sha256)) as image:
        assert image.mode == "RGB"


@pytest.mark.django_db
def test_a_broken_profile_of_colours_is_left_aside(folder: Path) -> None:
    document = store_document(files.upload(files.picture("JPEG", icc_profile=b"no es un perfil")))
    with Image.open(folder / path_of(document.sha256)) as image:
        assert "icc_profile" not in image.info


@pytest.mark.django_db
def test_a_picture_with_a_transparent_colour_keeps_it(folder: Path) -> None:
    target = BytesIO()
    picture = Image.new("P", (8, 8), 0)
    picture.putpalette([255, 0, 0, 0, 255, 0])
    picture.save(target, format="PNG", transparency=0)
    document = store_document(files.upload(target.getvalue()))
    with Image.open(folder / path_of(document.sha256)) as image:
        assert image.convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.django_db
def test_colours_of_a_cameras_own_profile_are_turned_not_lost(folder: Path) -> None:
    from PIL import ImageCms  # noqa: PLC0415 - only this test needs it

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    sent = files.picture("JPEG", icc_profile=profile)
    document = store_document(files.upload(sent))
    with Image.open(folder / path_of(document.sha256)) as image:
        assert "icc_profile" not in image.info


@pytest.mark.django_db
@effort(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_a_picture_broken_anywhere_is_kept_clean_or_refused(
    folder: Path, place: int, noise: bytes
) -> None:
    content = bytearray(files.picture("PNG"))
    content[place : place + len(noise)] = noise
    try:
        document = store_document(files.upload(bytes(content)))
    except DocumentRefused as refused:
        assert refusal_sentence(refused)  # noqa: PT017 - the property is about both ends
    else:
        assert default_storage.exists(path_of(document.sha256))


@pytest.mark.django_db
def test_a_storage_without_folders_keeps_documents_too(settings: Any) -> None:
    backend = {"BACKEND": "tests.record.files.RemoteStorage"}
    settings.STORAGES = settings.STORAGES | {"default": backend}
    document = store_document(files.upload(files.PDF))
    with default_storage.open(path_of(document.sha256)) as kept:
        assert kept.read() == files.PDF


@pytest.mark.django_db(transaction=True)
def test_two_people_may_send_the_same_file_at_once(folder: Path) -> None:
    start, found = Barrier(2), []

    def send() -> None:
        try:
            start.wait()
            found.append(store_document(files.upload(files.PDF)).pk)
        finally:
            connection.close()

    senders = [Thread(target=send) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert found == [Document.objects.get().pk] * 2
    assert kept_files(folder) == [folder / path_of(Document.objects.get().sha256)]


# Used, unused, forgotten


@pytest.fixture
def evidence(citizen: Person, folder: Path, later: datetime) -> ActDocument:
    """A PDF attached to an act under a name with a path in it."""
    parameter("test.response")
    parameter("test.other")
    case, _act = file_request(citizen)
    words = Words(attachments=(attach(files.upload(files.PDF, "../lista.pdf.exe")),))
    append_act(lock_case(case.pk), ASK_AGAIN, actor=citizen, happened_at=FILED_AT, words=words)
    return ActDocument.objects.get()


@pytest.mark.django_db
def test_evidence_is_shown_under_a_harmless_name(evidence: ActDocument) -> None:
    assert evidence.name == "lista.pdf"


@pytest.mark.django_db
def test_a_document_in_use_is_never_forgotten(evidence: ActDocument) -> None:
    assert forget_document(evidence.document) is False
    assert remove_unused(clock.now() + timedelta(days=30)) == 0
    assert default_storage.exists(path_of(evidence.document.sha256))


@pytest.mark.django_db
def test_a_document_nobody_used_is_removed_a_day_later(folder: Path) -> None:
    document = store_document(files.upload(files.PDF))
    assert remove_unused(document.stored_at + timedelta(hours=23)) == 0
    assert remove_unused(document.stored_at + timedelta(hours=25)) == 1
    assert (Document.objects.count(), kept_files(folder)) == (0, [])
    assert forget_document(document) is False


@pytest.mark.django_db
def test_sending_an_unused_document_again_keeps_it_another_day(folder: Path) -> None:
    document = store_document(files.upload(files.PDF))
    Document.objects.update(stored_at=document.stored_at - timedelta(days=3))
    store_document(files.upload(files.PDF))
    assert remove_unused(document.stored_at + timedelta(hours=1)) == 0


def test_a_file_that_vanished_meanwhile_is_not_old(folder: Path) -> None:
    assert _is_old("ab/abcd", clock.now()) is False


@pytest.mark.django_db
def test_a_content_without_row_is_removed_a_day_later(folder: Path) -> None:
    document = store_document(files.upload(files.PDF))
    other = store_document(files.upload(b"otro"))
    Document.objects.filter(pk=document.pk).delete()
    now = clock.now()
    assert remove_orphans(now + timedelta(hours=23)) == 0
    assert remove_orphans(now + timedelta(hours=25)) == 1
    assert kept_files(folder) == [folder / path_of(other.sha256)]
