"""Where is a file kept? Once, under the digest of its content; refused before anything is kept."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from minga.kernel import clock
from minga.record.labels import Visibility
from minga.record.models import Document
from minga.record.photos import redraw
from minga.record.rules.document_types import (
    PHOTOS,
    DocumentRefused,
    recognise,
)
from minga.record.services import Attachment

CHUNK = 256 * 1024
INCOMING = "incoming"
GRACE = timedelta(days=1)


class Upload(Protocol):
    """What a form or a command hands over: a name and the bytes, in pieces."""

    name: str | None

    def chunks(self, chunk_size: int | None = None) -> Iterable[bytes]:
        """Give the content piece by piece."""


def store_document(upload: Upload) -> Document:
    """Keep a file and return its row; the same content is kept once.

    Photos are redrawn without metadata, so their digest is that of what is shown. A PDF is kept
    byte for byte: taking its metadata away would break its electronic signature. Raises
    DocumentRefused with a code; then nothing stays behind.
    """
    with _incoming() as received:
        _receive(upload, received)
        recognised = recognise(received, upload.name or "")
        if recognised.kind not in PHOTOS:
            return _keep(received, recognised.media_type)
        with _incoming() as redrawn:
            redraw(received, redrawn, recognised.kind)
            return _keep(redrawn, recognised.media_type)


def attach(
    upload: Upload, *, alternative_text: str = "", visibility: Visibility = Visibility.PUBLIC
) -> Attachment:
    """Keep a file and return it as evidence for an act, under the name it came with."""
    document = store_document(upload)
    return Attachment(document, upload.name or "", alternative_text, visibility)


def path_of(sha256: str) -> str:
    """Return the name of a content in the storage; two letters a folder keep folders small."""
    return f"{sha256[:2]}/{sha256}"


@contextmanager
def _incoming() -> Iterator[IO[bytes]]:
    """Give an empty file beside the kept ones, so that keeping it is one rename; it never stays."""
    folder = _incoming_folder()
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        try:
            yield file
        finally:
            Path(file.name).unlink(missing_ok=True)


def _incoming_folder() -> Path | None:
    """Return where files arrive; None (the system's place) when the storage is no folder of ours."""
    try:
        folder = Path(default_storage.path(INCOMING))
    except NotImplementedError:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _receive(upload: Upload, file: IO[bytes]) -> None:
    """Write an upload to disk; DocumentRefused as soon as it is longer than the limit."""
    size = 0
    for chunk in upload.chunks(CHUNK):
        size += len(chunk)
        if size > settings.DOCUMENT_MAX_BYTES:
            raise DocumentRefused("document-too-large", limit=settings.DOCUMENT_MAX_BYTES)
        file.write(chunk)


@transaction.atomic
def _keep(file: IO[bytes], media_type: str) -> Document:
    """Put the content in its place and its row in the table, whoever else does the same now.

    The row comes first and stays locked: `forget_document` waits, or was done before.
    """
    file.flush()
    os.fsync(file.fileno())
    size = file.seek(0, os.SEEK_END)
    sha256 = _digest(file)
    document, is_new = Document.objects.select_for_update().get_or_create(
        sha256=sha256, defaults={"media_type": media_type, "size": size}
    )
    if not is_new and not document.uses.exists():
        Document.objects.filter(pk=document.pk).update(stored_at=clock.now())
    _place(file, path_of(sha256))
    return document


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _place(file: IO[bytes], path: str) -> None:
    if not default_storage.exists(path):
        file.seek(0)
        default_storage.save(path, _Received(file))


class _Received(File):  # type: ignore[type-arg]  # not generic at run time
    """A received file as Django's storage moves it: by one rename where the disk is the same."""

    def temporary_file_path(self) -> str:
        """Return where the file lies now."""
        return str(self.name)


@transaction.atomic
def forget_document(document: Document) -> bool:
    """Remove a document that no act uses any more, content included; say whether it was removed.

    For erasure: the act's commitment stays valid and mute.
    """
    locked = Document.objects.select_for_update().filter(pk=document.pk).first()
    if locked is None or locked.uses.exists():
        return False
    locked.delete()
    default_storage.delete(path_of(document.sha256))
    return True


def remove_unused(now: datetime) -> int:
    """Remove documents that a form stored and no act ever used, a day after; return how many."""
    old = Document.objects.filter(uses__isnull=True, stored_at__lt=now - GRACE)
    return sum(forget_document(document) for document in old)


def remove_orphans(now: datetime) -> int:
    """Remove contents that a failed transaction left without a row, a day after; return how many."""
    paths = [path for path in _stored_paths() if _is_old(path, now)]
    digests = {path.rpartition("/")[2] for path in paths}
    known = set(Document.objects.filter(sha256__in=digests).values_list("sha256", flat=True))
    orphans = [path for path in paths if path.rpartition("/")[2] not in known]
    for path in orphans:
        default_storage.delete(path)
    return len(orphans)


def _stored_paths() -> Iterator[str]:
    folders, _files = default_storage.listdir("")
    for folder in folders:
        for name in default_storage.listdir(folder)[1]:
            yield f"{folder}/{name}"


def _is_old(path: str, now: datetime) -> bool:
    """Say whether a file arrived more than a day ago; one that vanished meanwhile did not."""
    try:
        return default_storage.get_modified_time(path) < now - GRACE
    except FileNotFoundError:
        return False
