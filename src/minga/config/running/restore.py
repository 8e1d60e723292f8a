"""How does a backup become an installation again? Checked first, put in place at once, erasures repeated."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from minga.config.running.accounts import choose_account
from minga.config.running.archive import DUMP, ERASURES, Manifest, unpack
from minga.config.running.backup import transfer_for
from minga.config.running.dumps import is_empty
from minga.config.running.folders import Folder, claim, default_folder, unwritable
from minga.config.running.installation import Database, Installation
from minga.config.running.locks import hold, holder_of
from minga.config.running.refusal import OperationRefused


def restore(source: Path, data: Path | None, user: str | None, *, replace: bool) -> Manifest:
    """Put the content of `source` into the installation on `data`, made if it is not there.

    Raises OperationRefused, and changes nothing, when the file is damaged or newer than this
    program, when it is a demonstration and the installation is not, when the installation holds
    something and `replace` is not said, and while it runs.
    """
    folder = Folder((data or default_folder()).absolute())
    _refuse_running(folder)
    with _unpacked(source, folder) as (manifest, unpacked):
        installation = _target(folder, user, manifest)
        _refuse_newer(installation, manifest)
        with _alone(installation) as database:
            if not replace and not is_empty(database.owner_url):
                raise OperationRefused(
                    f"{folder.path} ya guarda una instalación: añade --replace si de verdad "
                    "quieres poner la copia en su lugar."
                )
            _put_in_place(installation, database, unpacked)
            _finish(installation)
    return manifest


def _refuse_running(folder: Folder) -> None:
    if holder_of(folder.path):
        raise OperationRefused(f"Minga está en marcha en {folder.path}: deténlo con «minga stop».")


@contextmanager
def _unpacked(source: Path, folder: Folder) -> Iterator[tuple[Manifest, Path]]:
    """Unpack and check the file on the disk where its content will stay."""
    near = folder.path
    while not near.is_dir():
        near = near.parent
    if near == folder.path and not folder.is_ours():
        near = near.parent  # an empty folder is claimed only when it is empty
    try:
        with TemporaryDirectory(prefix=".restoring-", dir=near) as spare:
            yield unpack(source, Path(spare)), Path(spare)
    except OSError as error:
        raise OperationRefused(unwritable(folder.path, error)) from error


def _target(folder: Folder, user: str | None, manifest: Manifest) -> Installation:
    """Return the installation that takes the copy; a new one becomes what the copy was."""
    if folder.is_ours() and folder.is_demonstration() != manifest.demonstration:
        kinds = ("una demostración", "una instalación real")
        copy, target = kinds if manifest.demonstration else reversed(kinds)
        raise OperationRefused(f"La copia es de {copy} y {folder.path} guarda {target}.")
    demonstration = manifest.demonstration
    account = choose_account(user or folder.owner(), demonstration=demonstration)
    claimed = claim(folder.path, account, demonstration=demonstration)
    return Installation(claimed, account, demonstration)


def _refuse_newer(installation: Installation, manifest: Manifest) -> None:
    """Raise OperationRefused when the copy has migrations that this code does not know."""
    done = installation.run_as_owner("minga.config.running.migrations_known")
    if done.returncode:
        raise OperationRefused("El programa no arranca: el motivo está en las líneas de arriba.")
    known = set(json.loads(done.stdout))
    apps = {_app(one) for one in known}
    newer = [one for one in manifest.migrations if _app(one) in apps and one not in known]
    if newer:
        raise OperationRefused(
            f"La copia es de una versión más nueva que este programa ({newer[0]}): "
            "actualiza el programa."
        )


def _app(migration: str) -> str:
    return migration.partition(".")[0]


@contextmanager
def _alone(installation: Installation) -> Iterator[Database]:
    """Hold the installation and its database."""
    if installation.cluster:
        with installation.open_database() as database:
            yield database
    else:
        with hold(installation.folder.path, installation.account):
            yield installation.database


def _put_in_place(installation: Installation, database: Database, unpacked: Path) -> None:
    """Documents first, since more of them do no harm; then the database at once; then the keys."""
    _place(installation, unpacked, "documents")
    _join_erasures(installation, unpacked / ERASURES)
    transfer_for(installation, database.owner_url).load(unpacked / DUMP)
    _place(installation, unpacked, "keys")


def _place(installation: Installation, unpacked: Path, name: str) -> None:
    """Put each file of one folder in its place, whole or not at all."""
    account = installation.account
    for source in sorted((unpacked / name).rglob("*")):
        place = installation.folder.path / source.relative_to(unpacked)
        account.own(source, 0o700 if source.is_dir() else 0o600)
        if source.is_dir():
            place.mkdir(mode=0o700, exist_ok=True)
            account.own(place, 0o700)
        else:
            source.replace(place)


def _join_erasures(installation: Installation, copied: Path) -> None:
    """Keep who asked to be erased: before the copy was made, and since."""
    kept = installation.folder.erasures
    lines = [
        line
        for path in (copied, kept)
        if path.exists()
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    if not lines:
        return
    text = "".join(f"{line}\n" for line in dict.fromkeys(lines))
    installation.account.write(kept, text)


def _finish(installation: Installation) -> None:
    """Give web and worker their rights anew, and erase again who had been erased since."""
    done = installation.run_as_owner("minga.config.running.after_restore")
    if done.returncode:
        raise OperationRefused(
            "La copia quedó puesta pero no se pudo terminar: corrige lo que dicen las líneas de "
            "arriba y repite la orden con --replace."
        )
