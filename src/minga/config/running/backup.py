"""How does everything an installation must not lose fit into one file?"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from minga.config.running.archive import DUMP, ERASURES, FOLDERS, Manifest, write_archive
from minga.config.running.dumps import Transfer, applied_migrations, server_version
from minga.config.running.folders import Folder, unwritable
from minga.config.running.installation import Installation
from minga.config.running.programs import programs_for
from minga.config.running.refusal import OperationRefused


def program_version() -> str:
    """Return the version of this program, as it is installed."""
    try:
        return version("minga")
    except PackageNotFoundError:
        return "sin instalar"


def transfer_for(installation: Installation, url: str) -> Transfer:
    """Return what moves the database at `url`, with the programs of the wheel."""
    programs = programs_for(installation.account, installation.folder.path)
    return Transfer(programs, installation.account, url)


def back_up(installation: Installation, target: Path) -> Manifest:
    """Write database, documents and keys into `target`, also while the program runs.

    Documents are copied after the database: each that it names is there. Raises OperationRefused
    when the file cannot be written; then nothing is left of it.
    """
    folder = installation.folder
    try:
        with (
            installation.open_database() as database,
            TemporaryDirectory(prefix=f".{target.name}-", dir=target.absolute().parent) as spare,
        ):
            dump = Path(spare) / DUMP
            transfer_for(installation, database.owner_url).dump(dump)
            manifest = _describe(installation, database.owner_url)
            write_archive(target, manifest, [(DUMP, dump), *_files(folder)])
    except OSError as error:
        raise OperationRefused(unwritable(target, error).replace(" con --data", "")) from error
    _remember(installation, target, manifest)
    return manifest


def _describe(installation: Installation, url: str) -> Manifest:
    return Manifest(
        minga=program_version(),
        postgresql=server_version(url),
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        demonstration=installation.demonstration,
        migrations=applied_migrations(url),
    )


def _files(folder: Folder) -> Iterator[tuple[str, Path]]:
    """Return what lies beside the database, by its name in the file."""
    if folder.erasures.exists():
        yield ERASURES, folder.erasures
    for name in FOLDERS:
        for path in sorted((folder.path / name).rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(folder.path).as_posix(), path


def _remember(installation: Installation, target: Path, manifest: Manifest) -> None:
    """Note the last good backup, for `minga check`."""
    note = {"at": manifest.created_at, "file": str(target.absolute())}
    installation.account.write(installation.folder.backups, json.dumps(note))


def last_backup(folder: Folder) -> datetime | None:
    """Return when the last backup was made; None when none ever was."""
    try:
        return datetime.fromisoformat(json.loads(folder.backups.read_text(encoding="utf-8"))["at"])
    except FileNotFoundError:
        return None
