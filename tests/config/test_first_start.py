"""A start brings database and files to what the code needs, once, and refuses what it must not serve."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pytest_django import Settings

from minga.config.context_commands import ContextCommand, always, surroundings
from minga.config.running import first_start
from minga.config.running.accounts import Account, choose_account
from minga.config.running.facts import keep_fact, mark, read_fact
from minga.config.running.first_start import (
    collect_static,
    fingerprint,
    is_empty,
    load_reference,
    migrate,
    prepare,
    refuse_newer_database,
    refuse_old_server,
    refuse_other_kind,
)
from minga.config.running.folders import claim
from minga.config.running.installation import Installation
from minga.config.running.interpreter import interpreter_for
from minga.config.running.locks import hold
from minga.config.running.postgres import Cluster
from minga.config.running.refusal import OperationRefused
from tests.config.running_site import Site


@dataclass
class Info:
    server_version: int


@dataclass
class Driver:
    info: Info


class OldServer:
    """A connection to a PostgreSQL that we do not have here."""

    connection = Driver(Info(170_006))

    def ensure_connection(self) -> None:
        """It is there already."""


def test_an_older_server_is_refused() -> None:
    with pytest.raises(OperationRefused) as refused:
        refuse_old_server(OldServer())
    assert str(refused.value) == (
        "El servidor es PostgreSQL 17 y Minga necesita el 18 o uno más nuevo."
    )


@pytest.mark.django_db
def test_this_server_is_new_enough() -> None:
    refuse_old_server(connection)


@pytest.mark.django_db
@pytest.mark.parametrize("kept", [True, False])
def test_a_database_is_served_only_as_what_it_is(kept: bool) -> None:
    refuse_other_kind(connection, demonstration=True)
    refuse_other_kind(connection, demonstration=False)
    mark(connection, demonstration=kept)
    refuse_other_kind(connection, demonstration=kept)
    with pytest.raises(OperationRefused, match="guarda una"):
        refuse_other_kind(connection, demonstration=not kept)


@pytest.mark.django_db
def test_a_database_of_the_future_is_refused_and_one_of_the_past_waits_for_an_order() -> None:
    executor = MigrationExecutor(connection)
    refuse_newer_database(executor)
    assert (is_empty(executor), migrate(executor, may_migrate=False)) == (False, [])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('plan', '0999_x', now())"
        )
    changed = MigrationExecutor(connection)
    with pytest.raises(OperationRefused, match=r"más nueva que este programa \(plan\.0999_x\)"):
        refuse_newer_database(changed)
    with pytest.raises(OperationRefused, match=r"le falta sessions\.0001_initial"):
        migrate(changed, may_migrate=False)


def test_a_fingerprint_changes_with_any_file(tmp_path: Path) -> None:
    files = [tmp_path / "a", tmp_path / "b"]
    for file in files:
        file.write_text("x", encoding="utf-8")
    before = fingerprint(files)
    assert fingerprint(reversed(files)) == before
    files[0].write_text("xy", encoding="utf-8")
    assert fingerprint(files) != before


def test_static_files_are_collected_again_only_when_they_change(
    data_folder: Path, settings: Settings
) -> None:
    root = data_folder / "static"
    settings.STATIC_ROOT = str(root)
    root.mkdir()
    collect_static()
    (root / "website" / "minga.css").unlink()
    collect_static()
    assert (root / "website" / "minga.css").exists() is False
    (root / ".collected").write_text("otra cosa", encoding="ascii")
    collect_static()
    assert (root / "website" / "minga.css").exists() is True


@pytest.mark.django_db
def test_reference_is_loaded_again_only_when_program_or_data_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_start, "PACKAGE", tmp_path)
    (tmp_path / "facts.csv").write_text("code\n", encoding="utf-8")
    load_reference(connection)
    first = read_fact(connection, first_start.REFERENCE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_body")
        (bodies,) = cursor.fetchone()
    load_reference(connection)
    keep_fact(connection, first_start.REFERENCE, "antes")
    load_reference(connection)
    assert read_fact(connection, first_start.REFERENCE) == first
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_body")
        assert cursor.fetchone() == (bodies,)


@pytest.mark.django_db
def test_the_demonstration_is_made_once_and_offers_a_link_for_each_part(
    data_folder: Path, settings: Settings
) -> None:
    settings.DEMONSTRATION = True
    settings.STATIC_ROOT = str(data_folder)
    answer = prepare(demonstration=True, size="normal", may_migrate=True)
    links = answer["links"]
    assert len({path for _name, path in links}) == len(links) == 11
    assert read_fact(connection, first_start.LOADED) == "normal"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM record_act")
        (acts,) = cursor.fetchone()
    assert acts > 0
    again = prepare(demonstration=True, size="normal", may_migrate=True)
    assert [name for name, _path in again["links"]] == [name for name, _path in links]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM record_act")
        assert cursor.fetchone() == (acts,)


# The surroundings of a context's command


def test_a_command_of_a_context_finds_the_database_of_the_installation(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    installation = Installation(
        claim(site.data, site.account, demonstration=True), site.account, demonstration=True
    )
    command = ContextCommand("x", "minga.people.cli", "admin_app", "", always)
    for name, value in (("MINGA_DATA", str(site.data)), ("DATABASE_URL", "")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("MINGA_DEMONSTRATION", raising=False)
    cluster = installation.cluster
    assert cluster is not None
    with surroundings(command, ["hacer"]):
        assert os.environ["MINGA_DEMONSTRATION"] == "1"
        assert os.environ["DATABASE_URL"] == cluster.url("minga_app")
        assert cluster.is_ready() is True
    assert cluster.is_ready() is False
    assert (os.environ["DATABASE_URL"], "MINGA_DEMONSTRATION" in os.environ) == ("", False)


def test_a_server_of_ones_own_is_used_as_it_is(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = claim(site.data, site.account, demonstration=False)
    installation = Installation(folder, site.account, demonstration=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db.example/minga")
    monkeypatch.setenv("DATABASE_DIRECT_URL", "postgresql://app@direct.example/minga")
    assert installation.cluster is None
    assert installation.database.owner_url == "postgresql://app@direct.example/minga"
    with hold(folder.path, site.account), installation.open_database() as database:
        assert database.app_url == "postgresql://app@db.example/minga"


def test_a_running_server_elsewhere_serves_a_whole_installation(site: Site) -> None:
    """DATABASE_URL names another PostgreSQL: no cluster of ours is made, and one role does it all."""
    with Cluster.temporary() as foreign:
        site.variables["DATABASE_URL"] = foreign.url()
        site.start()
        found = site.processes()
        assert (found["database"], len(found["worker"])) == ([], 1)
        assert site.get("/nada") == 404
        assert (site.data / "postgres").exists() is False
        copy = site.home / "copia.minga"
        assert site.minga("backup", str(copy), "--data", str(site.data)).returncode == 0
        assert site.end() == 0
        restored = site.minga("restore", str(copy), "--data", str(site.data), "--replace")
        assert (restored.returncode, restored.stderr) == (0, "")


# The interpreter


class Stranger(Account):
    """An account that reaches nothing of what is installed."""

    @property
    def drops(self) -> bool:
        return True

    def can_read(self, path: Path) -> bool:
        return False


def test_what_the_account_cannot_reach_is_copied_and_runs(site: Site) -> None:
    folder = claim(site.data, site.account, demonstration=True)
    stranger = Stranger(site.account.name, site.account.uid, site.account.gid)
    copied = interpreter_for(stranger, folder)
    assert Path(copied.program).is_relative_to(folder.path)
    code = "import django, minga; print(django.__file__); print(minga.__file__)"
    told = subprocess.run(
        [copied.program, "-P", "-c", code],
        env=copied.variables,
        capture_output=True,
        text=True,
        check=True,
    )
    places = told.stdout.split()
    assert [Path(place).is_relative_to(folder.path) for place in places] == [True, True]
    stamps = sorted(folder.path.glob("python/*/copied-from.json"))
    before = [stamp.stat().st_mtime_ns for stamp in stamps]
    assert interpreter_for(stranger, folder) == copied
    assert ([stamp.stat().st_mtime_ns for stamp in stamps], len(stamps)) == (before, 3)


def test_whoever_runs_as_itself_needs_no_copy(site: Site) -> None:
    account = choose_account(demonstration=True)
    if account.drops:
        account = Account(account.name, os.getuid(), os.getgid())
    folder = claim(site.data, account, demonstration=True)
    assert interpreter_for(account, folder).variables == {}
