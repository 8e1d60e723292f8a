"""One command keeps database, worker and web alive, as an unprivileged user, and loses nothing."""

import json
import os
import pwd
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.config.running_site import Site, is_alive, words_of

pytestmark = pytest.mark.xdist_group("supervisor")


class Writer(threading.Thread):
    """Writes numbers through the web as fast as it is answered, and keeps which were acknowledged."""

    def __init__(self, site: Site, first: int) -> None:
        super().__init__()
        self.site = site
        self.next = first
        self.acknowledged: set[int] = set()
        self.refused = 0
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.is_set():
            if self.site.get(f"/escribe/{self.next}") == 200:
                self.acknowledged.add(self.next)
            else:
                self.refused += 1
                time.sleep(0.02)
            self.next += 1

    def wait_for_more(self, count: int) -> None:
        """Return once `count` further writes were acknowledged."""
        wanted = len(self.acknowledged) + count
        limit = time.monotonic() + 60
        while len(self.acknowledged) < wanted:
            assert time.monotonic() < limit, "nothing is written any more"
            time.sleep(0.02)


@contextmanager
def writing(site: Site, first: int) -> Iterator[Writer]:
    writer = Writer(site, first)
    writer.start()
    try:
        yield writer
    finally:
        writer.ended.set()
        writer.join()


def victim(site: Site, kind: str) -> int:
    processes = site.processes()
    match kind:
        case "web-worker":
            return processes["web"][-1]
        case _:
            return processes[kind][0]


@pytest.mark.parametrize("kind", ["database", "worker", "web", "web-worker"])
def test_no_acknowledged_write_is_lost_when_a_process_is_killed(running: Site, kind: str) -> None:
    first = {"database": 1, "worker": 2, "web": 3, "web-worker": 4}[kind] * 1_000_000
    with writing(running, first) as writer:
        writer.wait_for_more(20)
        killed = victim(running, kind)
        os.kill(killed, signal.SIGKILL)
        writer.wait_for_more(5)
        limit = time.monotonic() + 30
        while {name: len(pids) for name, pids in running.processes().items()} != EVERYTHING:
            assert time.monotonic() < limit, running.processes()
            time.sleep(0.05)
        writer.wait_for_more(20)
    assert killed not in running.pids()
    assert writer.acknowledged - running.numbers() == set()


EVERYTHING = {"database": 1, "worker": 1, "web": 1 + min(2, os.cpu_count() or 1)}


def test_a_server_process_killed_in_the_database_loses_nothing(running: Site) -> None:
    with writing(running, 5_000_000) as writer:
        writer.wait_for_more(20)
        with running.connect("postgres") as connection:
            row = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE usename = 'minga_app' LIMIT 1"
            ).fetchone()
        assert row is not None
        os.kill(int(str(row[0])), signal.SIGKILL)
        writer.wait_for_more(20)
    assert writer.acknowledged - running.numbers() == set()


def test_every_process_runs_as_the_account_and_none_as_root(running: Site) -> None:
    assert running.process is not None
    everybody = running.pids() | {running.process.pid}
    owners = {Path(f"/proc/{pid}").stat().st_uid for pid in everybody}
    assert owners == {running.account.uid}
    assert running.account.uid != 0
    assert pwd.getpwuid(running.data.stat().st_uid).pw_name == running.account.name


def test_what_is_private_is_private(running: Site) -> None:
    private = ("", "keys", "keys/secret_key", "socket", "postgres", "documents", "minga.lock")
    modes = {name: (running.data / name).stat().st_mode & 0o077 for name in private}
    assert modes == dict.fromkeys(private, 0)


def test_a_second_start_on_the_same_folder_is_refused(running: Site) -> None:
    assert running.process is not None
    assert running.refused_start() == (
        f"Minga ya usa la carpeta {running.data} en {running.address}"
        f" (proceso {running.process.pid}).\n"
    )


def test_the_demonstration_is_never_served_as_real(running: Site) -> None:
    running.kind = "up"
    try:
        refusal = running.refused_start()
    finally:
        running.kind = "demo"
    assert refusal == (
        f"{running.data} guarda una demostración y «minga up» no la sirve como real: "
        "usa «minga demo» u otra carpeta (--data).\n"
    )


def test_a_taken_port_is_said_before_anything_is_touched(running: Site, site: Site) -> None:
    site.port = running.port
    assert site.refused_start() == (
        f"El puerto {running.port} ya está ocupado por otro programa: elige otro con --port.\n"
    )
    assert (site.data / "postgres").exists() is False


def test_two_installations_run_at_once_and_each_ends_without_a_trace(
    running: Site, site: Site
) -> None:
    site.start()
    assert (site.get("/nada"), running.get("/nada")) == (404, 404)
    everybody = site.pids()
    assert site.end() == 0
    assert [pid for pid in everybody if is_alive(pid)] == []
    assert (site.data / "postgres/postmaster.pid").exists() is False
    assert running.get("/nada") == 404


def test_a_second_start_keeps_the_data_and_the_sessions(site: Site) -> None:
    site.start()
    site.make_probe_table()
    assert site.get("/escribe/7") == 200
    key = (site.data / "keys/secret_key").read_text(encoding="ascii")
    done = site.minga("stop", "--data", str(site.data))
    assert site.process is not None
    assert (done.returncode, done.stdout) == (
        0,
        f"Minga se detuvo (proceso {site.process.pid}).\n",
    )
    assert site.reap() == 0
    site.start()
    assert site.numbers() == {7}
    assert (site.data / "keys/secret_key").read_text(encoding="ascii") == key


def test_a_killed_supervisor_leaves_nobody_behind_and_starts_again(site: Site) -> None:
    site.start()
    site.make_probe_table()
    assert site.get("/escribe/7") == 200
    assert site.process is not None
    everybody = site.pids()
    os.kill(site.process.pid, signal.SIGKILL)
    assert site.reap() == -signal.SIGKILL
    site.start()
    limit = time.monotonic() + 30
    while any(is_alive(pid) for pid in everybody):
        assert time.monotonic() < limit, {pid: words_of(pid) for pid in everybody}
        time.sleep(0.05)
    assert site.numbers() == {7}


def test_the_web_may_add_to_the_facts_of_the_installation_nothing(running: Site) -> None:
    with (
        running.connect("minga_app") as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("UPDATE installation_fact SET value = '0'")
    with running.connect("minga_app") as connection:
        rows = connection.execute(
            "SELECT value FROM installation_fact WHERE name = 'demonstration'"
        )
        assert rows.fetchall() == [("1",)]


def deaths_told(site: Site) -> list[dict[str, object]]:
    """The lines of the supervisor's log."""
    text = (site.home / "stderr").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if '"minga.supervisor"' in line]


def test_deaths_are_told_in_the_structured_log(running: Site) -> None:
    """A killing leaves one line, and nothing personal in it."""
    told = len(deaths_told(running))
    os.kill(victim(running, "worker"), signal.SIGKILL)
    limit = time.monotonic() + 30
    while len(deaths_told(running)) == told:
        assert time.monotonic() < limit, "the death is not told"
        time.sleep(0.05)
    lines = deaths_told(running)
    assert lines[-1]["process"] == "worker"
    assert {line["event"] for line in lines} == {"died"}
    assert {tuple(sorted(line)) for line in lines} == {
        ("at", "code", "event", "failures", "logger", "process")
    }


def test_nothing_is_left_running_by_a_start_that_fails(site: Site) -> None:
    site.variables["DJANGO_SETTINGS_MODULE"] = "no_such_settings"
    assert site.refused_start().endswith(
        "No se pudo preparar la base de datos: el motivo está en las líneas de arriba.\n"
    )
    assert (site.data / "postgres/postmaster.pid").exists() is False
