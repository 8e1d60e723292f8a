"""How does a database follow the program? First on a copy, then, if that went well, for real."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from minga.config.running.archive import DUMP
from minga.config.running.backup import transfer_for
from minga.config.running.folders import unwritable
from minga.config.running.installation import Installation
from minga.config.running.locks import holder_of
from minga.config.running.postgres import Cluster
from minga.config.running.refusal import OperationRefused


@dataclass(frozen=True)
class Upgrade:
    """What an upgrade or its rehearsal migrated."""

    migrations: list[str]
    rehearsed_only: bool


def upgrade(installation: Installation, *, rehearse: bool) -> Upgrade:
    """Migrate a copy of the database, and then the database itself unless it is only a rehearsal.

    Raises OperationRefused when the copy does not migrate (the database is not touched), and
    while the program runs: its web and worker are of the old version.
    """
    if not rehearse and holder_of(installation.folder.path):
        raise OperationRefused(
            f"Minga está en marcha en {installation.folder.path}: deténlo con «minga stop»."
        )
    with installation.open_database() as database:
        migrated = _rehearse(installation, database.owner_url)
        if not rehearse:
            migrated = _migrate(installation)
    return Upgrade(migrated, rehearsed_only=rehearse)


def _migrate(installation: Installation) -> list[str]:
    answer = installation.prepare("--may-migrate", "--only-database")
    return [str(one) for one in answer["migrated"]]


def _rehearse(installation: Installation, url: str) -> list[str]:
    with _copy(installation, url) as copy:
        try:
            return _migrate(installation.with_variables(DATABASE_URL=copy))
        except OperationRefused as refusal:
            raise OperationRefused(
                f"El ensayo en una copia falló y nada cambió. {refusal}"
            ) from refusal


@contextmanager
def _copy(installation: Installation, url: str) -> Iterator[str]:
    """Give the address of a throw-away copy of the database at `url`."""
    folder = installation.folder.path
    try:
        with TemporaryDirectory(prefix=".rehearsal-", dir=folder) as spare:
            dump = Path(spare) / DUMP
            transfer_for(installation, url).dump(dump)
            installation.account.own(Path(spare), 0o700)
            cluster = Cluster(Path(spare) / "copy", account=installation.account, durable=False)
            try:
                cluster.start()
                transfer_for(installation, cluster.url()).load(dump)
                yield cluster.url()
            finally:
                cluster.stop()
    except OSError as error:
        raise OperationRefused(unwritable(folder, error)) from error
