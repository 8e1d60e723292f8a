"""Is this installation well? A list of checks for people, and figures for Prometheus."""

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.kernel import clock

type Migration = tuple[str, str]

LONGEST_WAIT = timedelta(minutes=10)
LONGEST_UNSEALED = timedelta(hours=1)
LEAST_FREE_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True)
class Check:
    """One thing that must be so; the sentence says what was found."""

    name: str
    is_well: bool
    sentence: str


@dataclass(frozen=True)
class Queue:
    """The jobs of the background worker, at one instant."""

    waiting: int
    failed: int
    age: timedelta  # how long the oldest job that may run has waited
    overdue: timedelta  # how late the job with the oldest appointed time is


@dataclass(frozen=True)
class Seals:
    """The newest signed head, and the acts that wait for the next one."""

    sealed_at: datetime | None
    unsealed: int
    oldest_unsealed_at: datetime | None


# What people read


def health() -> list[Check]:
    """Return every check; without the database only the ones that need none."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return [Check(_("Base de datos"), False, _("No responde.")), disk_check()]
    return [
        Check(_("Base de datos"), True, _("Responde.")),
        migrations_check(),
        queue_check(read_queue()),
        seals_check(read_seals(), clock.now()),
        disk_check(),
    ]


def migrations_check() -> Check:
    """Say whether database and code are of the same version."""
    name = _("Migraciones")
    known, applied = migrations_on_disk(), applied_migrations()
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("minga.")}
    if unknown := sorted(one for one in applied - known if one[0] in ours):
        sentence = _("La base de datos es más nueva que el programa: %(name)s.")
        return Check(name, False, sentence % {"name": ".".join(unknown[0])})
    pending = len(known - applied)
    sentence = ngettext("Falta %(count)d.", "Faltan %(count)d.", pending) % {"count": pending}
    return Check(name, not pending, sentence if pending else _("Al día."))


def migrations_on_disk() -> set[Migration]:
    """Return the migrations of this code by their file names: a web process loads none of them."""
    return {
        (config.label, path.stem)
        for config in apps.get_app_configs()
        for path in (Path(config.path) / "migrations").glob("*.py")
        if not path.stem.startswith("_")
    }


def applied_migrations() -> set[Migration]:
    """Return the migrations that the database has seen."""
    if not _exist("django_migrations"):
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return set(cursor.fetchall())


def queue_check(queue: Queue | None) -> Check:
    """Say whether background work keeps pace."""
    name = _("Trabajos de fondo")
    if queue is None:
        return Check(name, True, _("Todavía no hay cola."))
    minutes = int(queue.age.total_seconds() // 60)
    if queue.age > LONGEST_WAIT:
        sentence = _("El más antiguo espera desde hace %(minutes)d minutos.")
        return Check(name, False, sentence % {"minutes": minutes})
    sentence = ngettext("%(count)d espera.", "%(count)d esperan.", queue.waiting)
    return Check(name, True, sentence % {"count": queue.waiting})


def seals_check(seals: Seals | None, now: datetime) -> Check:
    """Say whether acts are sealed soon after they are recorded."""
    name = _("Sellos del registro")
    if seals is None or (seals.sealed_at is None and not seals.unsealed):
        return Check(name, True, _("Todavía no hay actos que sellar."))
    oldest = seals.oldest_unsealed_at
    if oldest and now - oldest > LONGEST_UNSEALED:
        sentence = _("Hay %(count)d actos sin sellar desde hace más de una hora.")
        return Check(name, False, sentence % {"count": seals.unsealed})
    return Check(name, True, _("Al día."))


def disk_check() -> Check:
    """Say whether documents and database still find room."""
    free = free_bytes()
    sentence = _("Quedan %(free)d MB libres.") % {"free": free // (1024 * 1024)}
    return Check(_("Disco"), free >= LEAST_FREE_BYTES, sentence)


def free_bytes() -> int:
    return shutil.disk_usage(settings.DATA_FOLDER).free


# What the tables say

QUEUE = """
SELECT count(*) FILTER (WHERE j.status = 'todo'),
       count(*) FILTER (WHERE j.status = 'failed'),
       coalesce(max(now() - greatest(j.scheduled_at, e.at))
                FILTER (WHERE j.status = 'todo'), interval '0'),
       coalesce(max(now() - j.scheduled_at) FILTER (WHERE j.status = 'todo'), interval '0')
  FROM procrastinate_jobs j
  LEFT JOIN LATERAL (SELECT max(at) AS at FROM procrastinate_events
                      WHERE job_id = j.id AND type IN ('deferred', 'deferred_for_retry')) e ON true
 WHERE j.status IN ('todo', 'failed')
"""
SEALS = """
SELECT (SELECT max(sealed_at) FROM record_sealhead), count(*), min(act.recorded_at)
  FROM record_act act
 WHERE NOT EXISTS (SELECT FROM record_sealedleaf leaf WHERE leaf.act_id = act.id)
"""


def read_queue() -> Queue | None:
    """Return the state of the queue; None before its tables exist."""
    if not _exist("procrastinate_jobs", "procrastinate_events"):
        return None
    with connection.cursor() as cursor:
        cursor.execute(QUEUE)
        waiting, failed, age, overdue = cursor.fetchone()
    zero = timedelta(0)
    return Queue(waiting, failed, max(age, zero), max(overdue, zero))


def read_seals() -> Seals | None:
    """Return the state of the seals; None before their tables exist."""
    if not _exist("record_act", "record_sealedleaf", "record_sealhead"):
        return None
    with connection.cursor() as cursor:
        cursor.execute(SEALS)
        return Seals(*cursor.fetchone())


def _exist(*tables: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_and(to_regclass(name) IS NOT NULL) FROM unnest(%s::text[]) AS name",
            [list(tables)],
        )
        return bool(cursor.fetchone()[0])


# What Prometheus reads


@dataclass(frozen=True)
class Figure:
    """One figure in the text format of Prometheus."""

    name: str
    kind: str
    help: str
    value: float

    def written(self) -> str:
        name = f"minga_{self.name}"
        value = f"{self.value:.3f}".rstrip("0").rstrip(".")
        return f"# HELP {name} {self.help}\n# TYPE {name} {self.kind}\n{name} {value}\n"


def metrics() -> str:
    """Return the figures as Prometheus text; what cannot be known is left out, never drawn as zero."""
    return "".join(figure.written() for figure in figures())


def figures() -> Iterator[Figure]:
    """Return every figure that can be known now."""
    yield Figure("disk_free_bytes", "gauge", "Free bytes where data is kept.", free_bytes())
    try:
        queue, seals = read_queue(), read_seals()
    except DatabaseError:
        yield Figure("database_up", "gauge", "1 while the database answers.", 0)
        return
    yield Figure("database_up", "gauge", "1 while the database answers.", 1)
    if queue:
        yield from queue_figures(queue)
    if seals:
        yield from seal_figures(seals, clock.now())
    yield from cache_figures()


def queue_figures(queue: Queue) -> Iterator[Figure]:
    """Return how the background work stands."""
    yield Figure("queue_jobs_waiting", "gauge", "Jobs that wait.", queue.waiting)
    yield Figure("queue_jobs_failed", "gauge", "Jobs that failed for good.", queue.failed)
    age = queue.age.total_seconds()
    yield Figure("queue_age_seconds", "gauge", "Wait of the oldest job that may run.", age)
    overdue = queue.overdue.total_seconds()
    name = "oldest_overdue_job_seconds"
    yield Figure(name, "gauge", "Lateness of the job with the oldest appointed time.", overdue)


def seal_figures(seals: Seals, now: datetime) -> Iterator[Figure]:
    """Return how the sealing of acts stands."""
    yield Figure("acts_unsealed", "gauge", "Acts that wait for a seal.", seals.unsealed)
    if seals.sealed_at:
        age = (now - seals.sealed_at).total_seconds()
        yield Figure("seal_age_seconds", "gauge", "Age of the newest signed head.", age)


def cache_figures() -> Iterator[Figure]:
    """Return how often this machine's page cache had the answer."""
    from minga.website.page_cache import counters  # noqa: PLC0415 - late: import cycle in Django app loading

    hits, misses = counters()
    yield Figure("page_cache_hits_total", "counter", "Pages answered from the cache.", hits)
    yield Figure("page_cache_misses_total", "counter", "Pages rendered anew.", misses)


def main() -> int:
    """Print the checks as one JSON document, for `minga check`."""
    import django  # noqa: PLC0415 - late: heavy (Django)

    django.setup()
    sys.stdout.write(json.dumps([asdict(check) for check in health()]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
