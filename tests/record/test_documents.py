"""Each content is kept once, a photo without what it tells beyond its picture."""

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
from minga.record.rules.document_types import (
    DocumentRefused,
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
@pytest.mark.parametrize("content", [files.HTML, files.png_that_claims(200_000, 200_000)])
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
    polyglot = files.picture(form) + files.archive({"virus.exe": b"MZ" * 50}) + files.HTML
    document = store_document(files.upload(polyglot, "foto.zip"))
    content = (folder / path_of(document.sha256)).read_bytes()
    assert not zipfile.is_zipfile(BytesIO(content))
    assert files.HTML not in content


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
        (b"\x89PNG\r\n\x1a\n" + files.HTML, "image-damaged"),
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
