"""What is in a backup file? A tar of the database, the documents and the keys, and a manifest that proves it whole.

The manifest is the last member: a file that was cut short has none.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Self

from minga.config.running.refusal import OperationRefused

FORMAT = 1
MANIFEST = "manifest.json"
DUMP = "database.dump"
FOLDERS = ("documents", "keys")
ERASURES = "erasures.jsonl"
BLOCK = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself."""

    minga: str
    postgresql: str
    created_at: str
    demonstration: bool
    migrations: list[str]
    files: dict[str, str] = field(default_factory=dict)  # name -> SHA-256
    format: int = FORMAT

    def written(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def read(cls, text: bytes) -> Self:
        try:
            return cls(**json.loads(text))
        except (ValueError, TypeError) as error:
            raise OperationRefused("El manifiesto de la copia no se entiende.") from error


class Hashing:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self.file.read(size)
        self.digest.update(block)
        return block


def write_archive(path: Path, manifest: Manifest, files: Iterable[tuple[str, Path]]) -> None:
    """Write a backup at `path`, readable by its owner only; whole or not at all."""
    new = path.with_name(f"{path.name}.new")
    try:
        with _private(new) as raw:
            with tarfile.open(fileobj=raw, mode="w") as tar:
                for name, source in files:
                    manifest.files[name] = _add(tar, name, source)
                _add_bytes(tar, MANIFEST, manifest.written())
            raw.flush()
            os.fsync(raw.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _private(path: Path) -> IO[bytes]:
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _add(tar: tarfile.TarFile, name: str, source: Path) -> str:
    member = _member(name, source.stat().st_size)
    with source.open("rb") as file:
        hashing = Hashing(file)
        tar.addfile(member, hashing)
    return hashing.digest.hexdigest()


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    tar.addfile(_member(name, len(content)), io.BytesIO(content))


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


def unpack(path: Path, target: Path) -> Manifest:
    """Unpack a backup into the empty folder `target` and return its manifest.

    Raises OperationRefused when it is no backup, is damaged or incomplete, or holds anything
    but plain files under the names that a backup has.
    """
    try:
        with tarfile.open(path, "r:") as tar:
            found = dict(_unpack_members(tar, target))
    except FileNotFoundError as error:
        raise OperationRefused(f"No existe {path}.") from error
    except (tarfile.TarError, EOFError) as error:
        raise OperationRefused(f"{path} no es una copia de Minga, o está dañada.") from error
    if MANIFEST not in found:
        raise OperationRefused(f"{path} está incompleta: le falta el manifiesto.")
    manifest = Manifest.read((target / MANIFEST).read_bytes())
    del found[MANIFEST]
    _compare(path, manifest, found)
    return manifest


def _unpack_members(tar: tarfile.TarFile, target: Path) -> Iterator[tuple[str, str]]:
    for member in tar:
        if not (member.isreg() and _is_expected(member.name)):
            raise OperationRefused(f"La copia trae algo que no es suyo: {member.name}.")
        content = tar.extractfile(member)
        if content is None:
            continue
        place = target / member.name
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield member.name, _copy(content, place)


def _copy(content: IO[bytes], place: Path) -> str:
    hashing = Hashing(content)
    with _private(place) as file:
        while block := hashing.read(BLOCK):
            file.write(block)
    return hashing.digest.hexdigest()


def _is_expected(name: str) -> bool:
    """Accept our names only: nothing absolute, nothing that climbs out."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        return False
    return name in {MANIFEST, DUMP, ERASURES} or (path.parts[0] in FOLDERS and len(path.parts) > 1)


def _compare(path: Path, manifest: Manifest, found: dict[str, str]) -> None:
    if manifest.format > FORMAT:
        raise OperationRefused(
            f"{path} es de una versión más nueva de Minga: actualiza el programa."
        )
    wrong = sorted(
        name
        for name in manifest.files.keys() | found.keys()
        if manifest.files.get(name) != found.get(name)
    )
    if wrong:
        raise OperationRefused(f"{path} está dañada: {wrong[0]} no es lo que dice el manifiesto.")
