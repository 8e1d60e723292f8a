"""It is true that every machine hears of a change, also when the notice or the connection is lost."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction

from minga.website.models import PageChange
from minga.website.page_cache import publishing
from minga.website.page_cache.listening import Watcher
from minga.website.page_cache.publishing import publish
from minga.website.page_cache.versions import CONTEXTS, Versions

pytestmark = pytest.mark.django_db(transaction=True)


def wait_for(happened: Callable[[], bool]) -> bool:
    """Look for three seconds at most."""
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        if happened():
            return True
        time.sleep(0.01)
    return happened()


class Connections:
    """Connections to the test database, so that a test may cut them."""

    def __init__(self) -> None:
        self.made: list[psycopg.Connection] = []

    def __call__(self) -> psycopg.Connection:
        facts = connection.settings_dict
        found = psycopg.connect(
            dbname=facts["NAME"], user=facts["USER"], host=facts["HOST"], autocommit=True
        )
        self.made.append(found)
        return found


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Versions]:
    """The counters of another machine."""
    made = Versions(tmp_path / "elsewhere")
    yield made
    made.close()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Versions:
    """The counters of this machine."""
    made = Versions(tmp_path / "here")
    monkeypatch.setattr(publishing, "_versions", made)
    return made


@pytest.fixture
def connections(elsewhere: Versions) -> Iterator[Connections]:
    connections = Connections()
    watcher = Watcher(elsewhere, connections)
    watcher.start()
    watcher.start()
    assert wait_for(lambda: watcher.is_watching)
    connections.watcher = watcher  # type: ignore[attr-defined]  # kept beside its connections
    yield connections
    watcher.stop()


def test_a_committed_change_moves_this_machine_at_once_and_others_soon(
    here: Versions, elsewhere: Versions, connections: Connections
) -> None:
    before = elsewhere.read(("plan",))
    with transaction.atomic():
        publish("plan")
        assert here.read(("plan",)) == (0,)
    assert here.read(("plan", "record")) == (1, 0)
    assert wait_for(lambda: elsewhere.read(("plan",)) > before)


def test_a_change_that_is_rolled_back_moves_nothing(here: Versions) -> None:
    with transaction.atomic():
        publish("plan")
        transaction.set_rollback(True)
    assert here.read(CONTEXTS) == (0,) * len(CONTEXTS)
    assert PageChange.objects.count() == 0


def test_a_lost_notice_is_found_within_a_second(
    elsewhere: Versions, connections: Connections
) -> None:
    before = elsewhere.read(("territory",))
    PageChange.objects.create(context="territory")
    assert wait_for(lambda: elsewhere.read(("territory",)) > before)


def test_a_lost_connection_is_made_anew_and_everything_counts_as_changed(
    elsewhere: Versions, connections: Connections
) -> None:
    before = elsewhere.read(("openness",))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT context%%'"
            " OR query LIKE 'LISTEN%%'"
        )
    assert wait_for(lambda: len(connections.made) > 1)
    assert wait_for(lambda: elsewhere.read(("openness",)) > before)
