"""What would make a start fail is said before anything is touched; a death is followed by a new try."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.config.running import clocks, preflight
from minga.config.running.accounts import choose_account
from minga.config.running.processes import LONGEST_PAUSE, Watched, spawn
from minga.config.running.refusal import OperationRefused
from minga.config.running.supervisor import Order
from minga.kernel import clock

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


# Clock


@pytest.mark.parametrize(
    "wrong", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)]
)
def test_a_clock_that_cannot_be_right_is_refused(wrong: datetime) -> None:
    with pytest.raises(OperationRefused, match=f"dice {wrong:%Y-%m-%d}, y eso no puede ser"):
        clocks.refuse_wrong_clock(wrong)


def test_the_present_is_believed() -> None:
    clocks.refuse_wrong_clock(datetime.now(UTC))


def test_without_a_day_no_clock_is_shifted() -> None:
    assert clocks.shift_variables(None, NOW) == {}
    assert clocks.shifted_instant(NOW, {}) is None


@given(later=st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)))
def test_every_process_agrees_on_the_shifted_instant_whenever_it_starts(later: timedelta) -> None:
    variables = clocks.shift_variables(date(2027, 3, 1), NOW)
    nine_in_quito = datetime(2027, 3, 1, 14, tzinfo=UTC)
    assert clocks.shifted_instant(NOW + later, variables) == nine_in_quito + later


@pytest.mark.parametrize("text", ["mañana", "2027-13-01T00:00:00+00:00"])
def test_an_instant_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(OperationRefused, match=re.escape(f"llegó «{text}»")):
        clocks.shifted_instant(NOW, {"MINGA_CLOCK_AT": text})


def test_only_the_demonstration_may_shift_its_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGA_CLOCK_AT", "2027-03-01T09:00:00-05:00")
    with pytest.raises(OperationRefused, match="solo se permite en la demostración"):
        clocks.install_shift(demonstration=False)
    assert clock.shift() == timedelta(0)
    clocks.install_shift(demonstration=True)
    assert clock.today() == date(2027, 3, 1)
    clock.reset()
    monkeypatch.delenv("MINGA_CLOCK_AT")
    clocks.install_shift(demonstration=False)
    assert clock.shift() == timedelta(0)


# Port and disk


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_refused(taken: int) -> None:
    with pytest.raises(OperationRefused, match=f"El puerto {taken} ya está ocupado"):
        preflight.refuse_taken_port(taken)


def test_a_port_that_is_freed_soon_is_waited_for() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]
    words = [sys.executable, "-c", "import sys, time; time.sleep(0.4)"]
    with server, subprocess.Popen(words, pass_fds=[server.fileno()]) as holder:
        server.close()
        preflight.refuse_taken_port(port, patience=20)
        holder.wait()


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_that_does_not_exist_is_refused(port: int) -> None:
    with pytest.raises(OperationRefused, match=f"El puerto {port} no existe"):
        preflight.refuse_taken_port(port)


def test_an_address_that_is_not_this_machines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGA_BIND", "192.0.2.1")
    with pytest.raises(
        OperationRefused, match=r"^No se puede servir en 192\.0\.2\.1: corrige MINGA_BIND"
    ):
        preflight.refuse_taken_port(8000)


def test_a_disk_that_is_almost_full_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preflight.refuse_full_disk(tmp_path)
    monkeypatch.setenv("MINGA_LEAST_FREE_MB", str(10**9))
    with pytest.raises(OperationRefused, match=f"Al disco de {tmp_path} le quedan"):
        preflight.refuse_full_disk(tmp_path)


# Processes


def pauses(watched: Watched, deaths: int, *, lifetime: float) -> list[float]:
    """Return the pauses after each of some deaths, all at the same age."""
    found = []
    now = 0.0
    for _death in range(deaths):
        watched.process = subprocess.Popen([sys.executable, "-c", ""], start_new_session=True)
        watched.process.wait()
        watched.started_at = now
        now += lifetime
        assert watched.tend(now) == 0
        found.append(watched.next_start - now)
    return found


def test_pauses_grow_to_a_limit_and_shrink_once_it_lived_long() -> None:
    watched = Watched("web", lambda: subprocess.Popen(["false"]))
    assert pauses(watched, 9, lifetime=1) == [
        0.25,
        0.5,
        1,
        2,
        4,
        8,
        16,
        LONGEST_PAUSE,
        LONGEST_PAUSE,
    ]
    assert pauses(watched, 1, lifetime=61) == [0.25]


def test_a_program_that_cannot_be_started_is_tried_again_later() -> None:
    watched = Watched("web", lambda: subprocess.Popen(["/nada/de/nada"]))
    assert watched.tend(100) is None
    assert (watched.process, watched.next_start, watched.failures) == (None, 100.25, 1)
    assert watched.tend(100.1) is None
    assert watched.failures == 1


def started(code: str) -> subprocess.Popen[bytes]:
    """Run a shell that says when it is ready; the account may not reach our Python."""
    process = spawn(
        ["/bin/sh", "-c", code],
        account=choose_account(demonstration=True),
        environment={"PATH": os.environ["PATH"]},
        answer=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"listo\n"
    process.stdout.close()
    return process


OBEDIENT = "echo listo; exec sleep 60"
DEAF = "trap '' TERM; echo listo; sleep 60; sleep 60"


def test_a_process_is_asked_to_end_before_it_is_killed() -> None:
    watched = Watched("web", lambda: started(OBEDIENT))
    process = watched.run()
    watched.end()
    assert (process.returncode, watched.process) == (-signal.SIGTERM, None)
    watched.end()


def test_a_process_that_does_not_listen_is_killed() -> None:
    watched = Watched("web", lambda: started(DEAF), patience=0.2)
    process = watched.run()
    watched.end()
    assert process.returncode == -signal.SIGKILL


def test_a_process_that_lives_is_left_alone() -> None:
    watched = Watched("web", lambda: started(OBEDIENT))
    process = watched.run()
    assert watched.tend(time.monotonic()) is None
    assert watched.process is process
    watched.end()


# What was asked


def test_an_order_survives_the_change_of_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MINGA_ADDRESS", raising=False)
    order = Order(demonstration=True, port=8123, data="/datos", at="2027-03-01")
    assert Order.read(order.written()) == order
    assert order.address == "http://127.0.0.1:8123"
    monkeypatch.setenv("MINGA_ADDRESS", "https://minga.example")
    assert order.address == "https://minga.example"


def test_the_account_for_the_tests_is_never_root() -> None:
    assert choose_account(demonstration=True).uid != 0
