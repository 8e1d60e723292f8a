"""How long do digests for 20,000 followers take, each once, also when the worker is killed midway?

The mail server is a process of its own that writes down the Message-ID of all it takes.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter, sleep

from benchmarks.running import free_port
from minga.config.running.postgres import Cluster

FOLLOWERS = 20_000
CASES = 400
FOLLOWS_EACH = 3
ACTS_A_CASE = 2
DUPLICATES_ALLOWED = 1  # the one between "250" and the commit when the worker died

WORKER = """
from datetime import datetime, timedelta
import django
django.setup()
from minga.dialogue.services.deliveries import prepare_deliveries, send_deliveries
from minga.dialogue.services.noticing import write_notices
from minga.kernel import clock
clock.shift_to(datetime.fromisoformat("{at}"))
write_notices(clock.now() - timedelta(days=1))
prepare_deliveries(clock.now())
send_deliveries(now=clock.now, within=timedelta(minutes=10))
"""


def main() -> None:
    """Fill a throw-away database, send by two workers one after the other, count what arrived."""
    port = free_port()
    with Cluster.temporary() as cluster, tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": cluster.url(),
            "DJANGO_SETTINGS_MODULE": "minga.config.settings",
            "MINGA_DATA": folder,
            "MINGA_MAIL_HOST": "127.0.0.1",
            "MINGA_MAIL_PORT": str(port),
        }
        record = Path(folder) / "mails"
        record.touch()
        sink = subprocess.Popen(
            [sys.executable, "-m", "tests.dialogue.smtp_sink", str(port), str(record)]
        )
        try:
            _wait_for(port)
            _measure(record)
        finally:
            sink.terminate()
            sink.wait(10)


def _wait_for(port: int) -> None:
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.05)


def _measure(record: Path) -> None:
    import django  # noqa: PLC0415 - late: import cycle in Django app loading

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - late: same
    from django.db import connections  # noqa: PLC0415 - late: same

    call_command("migrate", verbosity=0)
    _write_world()
    connections.close_all()
    started = perf_counter()
    first = _worker(hour=8)
    while _arrived(record) < FOLLOWERS // 2:
        assert first.poll() is None, "the worker ended early"
        sleep(0.01)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    died_at = _arrived(record)
    second = _worker(hour=9)
    assert second.wait() == 0
    taken = perf_counter() - started
    counts = Counter(line.split()[0] for line in record.read_bytes().splitlines())
    largest = max(int(line.split()[1]) for line in record.read_bytes().splitlines())
    repeated = sum(counts.values()) - len(counts)
    assert len(counts) == FOLLOWERS, f"{len(counts)} of {FOLLOWERS} arrived"
    assert repeated <= DUPLICATES_ALLOWED, f"{repeated} came twice"
    print(f"{FOLLOWERS} resúmenes, trabajador muerto tras {died_at}: {taken:.1f} s (meta 120)")
    print(f"llegaron {len(counts)} distintos, {repeated} repetidos (meta: cada uno una vez)")
    print(f"el correo más grande: {largest / 1000:.1f} kB (meta 60)")


def _worker(hour: int) -> subprocess.Popen[bytes]:
    """Start a worker that lives tomorrow at this hour; digests are due since seven."""
    return subprocess.Popen([sys.executable, "-c", WORKER.format(at=_tomorrow(hour))])


def _tomorrow(hour: int) -> str:
    """Return an hour of tomorrow in Quito."""
    from minga.kernel.clock import QUITO  # noqa: PLC0415 - late: same

    morning = datetime.now(QUITO).replace(hour=hour, minute=0, second=0, microsecond=0)
    return (morning + timedelta(days=1)).isoformat()


def _arrived(record: Path) -> int:
    return record.read_bytes().count(b"\n")


def _write_world() -> None:
    """Write cases with acts of today, and followers of three cases each, told once a day."""
    from minga.dialogue.models import UntoldAct  # noqa: PLC0415 - late: same
    from minga.kernel import clock  # noqa: PLC0415 - late: same
    from minga.people.public import Body, BodyKind, Person, found_body  # noqa: PLC0415 - late: same
    from minga.record.models import Act, ActText, Case  # noqa: PLC0415 - late: same
    from minga.record.rules.sealed_form import commitment  # noqa: PLC0415 - late: same

    now = clock.now()
    person = Person.objects.create(is_demonstration=True)
    body: Body = found_body(slug="ensayo", kind=BodyKind.OFFICE, name="Despacho de ensayo")
    cases = Case.objects.bulk_create(
        Case(
            kind="ENS",
            year=now.year,
            sequence=number,
            number=f"ENS-{now.year}-{number:05d}",
            state="OPEN",
            title=f"Arreglo de la vereda número {number}",
            body=body,
            opened_on=now.date(),
            is_demonstration=True,
        )
        for number in range(1, CASES + 1)
    )
    salt = bytes(32)
    sealed = commitment(salt, title="Hecho", text="Un texto", language="es", documents=[])
    acts = Act.objects.bulk_create(
        Act(
            case=case,
            ordinal=ordinal,
            kind="note",
            source="OPEN",
            target="OPEN",
            happened_at=now,
            recorded_at=now,
            actor=person,
            body=body,
            standing="DECLARED",
            payload={},
            text_commitment=sealed,
            is_demonstration=True,
        )
        for case in cases
        for ordinal in range(1, ACTS_A_CASE + 1)
    )
    ActText.objects.bulk_create(
        ActText(act=act, title="Se visitó el lugar y se midió la vereda", text="", salt=salt)
        for act in acts
    )
    UntoldAct.objects.bulk_create(UntoldAct(act=act) for act in acts)
    _write_followers([case.number for case in cases], now - timedelta(hours=1))


def _write_followers(numbers: list[str], since: datetime) -> None:
    from minga.dialogue.models import Follow, Follower  # noqa: PLC0415 - late: same

    followers = Follower.objects.bulk_create(
        Follower(
            number=f"{number:04X}-ENSA"[-9:],
            channel="MAIL",
            address=f"vecina{number}@ejemplo.ec",
            asked_at=since,
            confirmed_at=since,
        )
        for number in range(FOLLOWERS)
    )
    Follow.objects.bulk_create(
        Follow(
            follower=follower,
            topic=f"case:{numbers[(place * 7 + turn * 131) % len(numbers)]}",
            frequency="DAILY",
            since=since,
        )
        for place, follower in enumerate(followers)
        for turn in range(FOLLOWS_EACH)
    )


if __name__ == "__main__":
    main()
