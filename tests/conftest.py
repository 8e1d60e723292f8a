"""What every test stands on: a real PostgreSQL of its own, the cast, a clean clock."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from minga.config.environment import database_settings
from minga.config.running.postgres import Cluster
from minga.kernel import clock

pytest_plugins = ["tests.cast"]

_stack = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Start one throw-away PostgreSQL for the whole run; xdist's workers find it by environment."""
    if "MINGA_TEST_DATABASE" not in os.environ:
        cluster = _stack.enter_context(Cluster.temporary())
        os.environ["MINGA_TEST_DATABASE"] = cluster.url()
    os.environ["DATABASE_URL"] = os.environ["MINGA_TEST_DATABASE"]
    # pytest-django reads the settings before any conftest: they take the address here
    settings.DATABASES["default"].update(database_settings(os.environ["DATABASE_URL"]))
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    _use_folder(Path(_stack.enter_context(TemporaryDirectory(prefix="minga-test-"))))
    config.add_cleanup(_stack.close)


def _use_folder(folder: Path) -> None:
    """Keep documents, keys and static files of the run in a folder of its own."""
    settings.DATA_FOLDER = folder
    settings.DOCUMENT_FOLDER = folder / "documents"
    settings.KEY_FOLDER = folder / "keys"
    settings.MEDIA_ROOT = str(folder / "documents")
    settings.STATIC_ROOT = str(folder / "static")
    (folder / "static").mkdir()
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(autouse=True)
def _clean_clock_and_language() -> Iterator[None]:
    """No test inherits a shifted clock, nor the language of an earlier request."""
    translation.deactivate()
    yield
    clock.reset()
    translation.deactivate()


@pytest.fixture(autouse=True, scope="session")
def _end_other_sessions(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """End the sessions that threads of tests left behind: the test database could not be dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND datname = current_database() AND usename = current_user"
        )
        connection.close()


@pytest.fixture(autouse=True, scope="session")
def _flush_past_append_only() -> Iterator[None]:
    """Let the owner empty the tables after a transactional test: their triggers refuse TRUNCATE."""
    execute = DatabaseOperations.execute_sql_flush

    def execute_as_replica(self: DatabaseOperations, sql_list: list[str]) -> None:
        execute(self, ["SET LOCAL session_replication_role = replica", *sql_list])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", execute_as_replica)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder with real data that is not part of the project; tests that need it skip without."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("sin ../shared/: los datos reales no van dentro del proyecto")
    return folder
