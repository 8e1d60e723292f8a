"""What is well is said to people and to Prometheus, and what cannot be known is left out."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client

from minga.config import health
from minga.config.health import (
    Check,
    Figure,
    Queue,
    Seals,
    queue_check,
    queue_figures,
    read_queue,
    read_seals,
    seal_figures,
    seals_check,
)

pytestmark = pytest.mark.usefixtures("data_folder")

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
ZERO = timedelta(0)


def test_a_queue_that_keeps_pace_is_well() -> None:
    name = "Trabajos de fondo"
    assert queue_check(None) == Check(name, True, "Todavía no hay cola.")
    assert queue_check(Queue(0, 0, ZERO, ZERO)) == Check(name, True, "0 esperan.")
    assert queue_check(Queue(1, 0, timedelta(minutes=10), ZERO)) == Check(name, True, "1 espera.")
    late = Queue(3, 0, timedelta(minutes=11), ZERO)
    assert queue_check(late) == Check(name, False, "El más antiguo espera desde hace 11 minutos.")


def test_seals_that_come_soon_after_the_acts_are_well() -> None:
    name = "Sellos del registro"
    nothing = Check(name, True, "Todavía no hay actos que sellar.")
    assert seals_check(None, NOW) == nothing
    assert seals_check(Seals(None, 0, None), NOW) == nothing
    assert seals_check(Seals(NOW, 1, NOW - timedelta(minutes=59)), NOW).is_well is True
    late = Seals(NOW, 2, NOW - timedelta(minutes=61))
    assert seals_check(late, NOW) == Check(
        name, False, "Hay 2 actos sin sellar desde hace más de una hora."
    )


def test_figures_are_written_as_prometheus_reads_them() -> None:
    assert Figure("acts", "gauge", "Acts.", 2).written() == (
        "# HELP minga_acts Acts.\n# TYPE minga_acts gauge\nminga_acts 2\n"
    )
    assert Figure("age", "gauge", "Age.", 0.5).written().endswith("minga_age 0.5\n")
    assert Figure("age", "gauge", "Age.", 0).written().endswith("minga_age 0\n")
    assert Figure("age", "gauge", "Age.", 1000).written().endswith("minga_age 1000\n")


def test_the_figures_of_queue_and_seals() -> None:
    queue = Queue(3, 1, timedelta(seconds=90), timedelta(seconds=30))
    assert {figure.name: figure.value for figure in queue_figures(queue)} == {
        "queue_jobs_waiting": 3,
        "queue_jobs_failed": 1,
        "queue_age_seconds": 90,
        "oldest_overdue_job_seconds": 30,
    }
    sealed = Seals(NOW - timedelta(seconds=5), 2, NOW)
    assert {figure.name: figure.value for figure in seal_figures(sealed, NOW)} == {
        "acts_unsealed": 2,
        "seal_age_seconds": 5,
    }
    assert [figure.name for figure in seal_figures(Seals(None, 0, None), NOW)] == ["acts_unsealed"]


@pytest.mark.django_db
def test_the_queue_is_read_from_its_tables() -> None:
    assert read_queue() == Queue(0, 0, ZERO, ZERO)
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO procrastinate_jobs (queue_name, task_name, status, scheduled_at)
               VALUES ('a', 'late', 'todo', now() - interval '5 minutes'),
                      ('a', 'coming', 'todo', now() + interval '1 hour'),
                      ('a', 'soon', 'todo', NULL),
                      ('a', 'failed', 'failed', NULL)"""
        )
    found = read_queue()
    assert found is not None
    assert (found.waiting, found.failed) == (3, 1)
    assert timedelta(minutes=5) == found.overdue


@pytest.mark.django_db
def test_nothing_sealed_and_nothing_to_seal_is_no_age() -> None:
    assert read_seals() == Seals(None, 0, None)


@pytest.mark.django_db
def test_tables_that_are_not_there_yet_are_no_error() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path TO pg_catalog")
    assert (read_queue(), read_seals(), health.applied_migrations()) == (None, None, set())
    assert health.migrations_check().is_well is False


@pytest.mark.django_db
def test_a_database_of_this_version_is_up_to_date_and_a_newer_one_is_named() -> None:
    assert health.migrations_check() == Check("Migraciones", True, "Al día.")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('plan', '0999_x', now())"
        )
    assert health.migrations_check() == Check(
        "Migraciones", False, "La base de datos es más nueva que el programa: plan.0999_x."
    )


@pytest.mark.django_db
def test_migrations_that_are_missing_are_counted() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    assert health.migrations_check() == Check("Migraciones", False, "Falta 1.")


@pytest.mark.django_db
def test_the_page_shows_every_check_and_answers_503_when_one_is_not_well(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    well = client.get("/salud")
    assert (well.status_code, "Todo está bien." in well.content.decode()) == (200, True)
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 10**18)
    ill = client.get("/salud")
    assert (ill.status_code, "Hay algo que atender." in ill.content.decode()) == (503, True)
    assert ill["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.django_db
def test_prometheus_gets_its_text(client: Client) -> None:
    response = client.get("/salud/metricas")
    assert response["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    names = [line.split()[0] for line in response.content.decode().splitlines() if line[:1] != "#"]
    assert names[:7] == [
        "minga_disk_free_bytes",
        "minga_database_up",
        "minga_queue_jobs_waiting",
        "minga_queue_jobs_failed",
        "minga_queue_age_seconds",
        "minga_oldest_overdue_job_seconds",
        "minga_acts_unsealed",
    ]


class Unplugged:
    """The connection of a process whose database does not answer."""

    def cursor(self) -> object:
        raise OperationalError


def test_without_a_database_the_page_still_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "connection", Unplugged())
    found = health.health()
    assert [(check.name, check.is_well) for check in found] == [
        ("Base de datos", False),
        ("Disco", True),
    ]
    assert [figure.name for figure in health.figures()] == ["disk_free_bytes", "database_up"]
