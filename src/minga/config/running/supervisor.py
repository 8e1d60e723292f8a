"""How do database, web and worker start in order, come back after a death, and end in order?

This process stays small: it imports no Django and opens no connection. Run by `minga up` and
`minga demo`, which become it.
"""

import contextlib
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn, Self

from minga.config.environment import BadSetting, env_text
from minga.config.running import clocks, preflight
from minga.config.running.accounts import Account, choose_account
from minga.config.running.folders import Folder, default_folder, open_for
from minga.config.running.installation import Installation, make_installation
from minga.config.running.interpreter import interpreter_for
from minga.config.running.locks import hold
from minga.config.running.processes import Watched, spawn
from minga.config.running.refusal import OperationRefused

ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
FIRST_PAGE_SECONDS = 60
ORPHANS_END_WITHIN = 20  # what a killed supervisor had started ends by itself, soon


@dataclass(frozen=True)
class Order:
    """What `minga up` or `minga demo` were asked to start."""

    demonstration: bool
    port: int = 8000
    data: str | None = None
    user: str | None = None
    size: str = "normal"
    at: str | None = None

    @property
    def address(self) -> str:
        return env_text("MINGA_ADDRESS") or f"http://127.0.0.1:{self.port}"

    def written(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> Self:
        return cls(**json.loads(text))


class Ended(BaseException):
    """A signal asked us to end."""


def become(order: Order) -> None:
    """Replace this process by the supervisor: what the command line needed is forgotten."""
    sys.stdout.flush()
    # -P: modules come from where Minga is installed, never from the folder we stand in
    command = [sys.executable, "-P", "-m", "minga.config.running.supervisor", order.written()]
    os.execv(sys.executable, command)  # noqa: S606 - our own words


def run(order: Order) -> None:
    """Start everything and keep it alive until a signal; raises OperationRefused."""
    now = datetime.now(UTC)
    clocks.refuse_wrong_clock(now)
    path = Path(order.data) if order.data else default_folder()
    account = choose_account(order.user or Folder(path).owner(), demonstration=order.demonstration)
    if account.drops:
        become_account(replace(order, data=str(path), user=account.name), account)
    installation = make_installation(path, order.user, demonstration=order.demonstration)
    with hold(installation.folder.path, installation.account, order.address) as was_killed:
        preflight.refuse_taken_port(order.port, patience=ORPHANS_END_WITHIN if was_killed else 0)
        preflight.refuse_full_disk(installation.folder.path)
        shift = clocks.shift_variables(date.fromisoformat(order.at) if order.at else None, now)
        variables = shift | {"MINGA_ADDRESS": order.address}
        Supervisor(installation.with_variables(**variables), order).run()


def become_account(order: Order, account: Account) -> NoReturn:
    """As root: make the folder and what the account cannot reach, and go on as the account.

    From here on nothing of this installation is root's: neither a file it writes nor a process.
    """
    folder = open_for(Path(order.data or default_folder()), account)
    interpreter = interpreter_for(account, folder)
    command = [interpreter.program, "-P", "-m", "minga.config.running.supervisor", order.written()]
    environment = os.environ | interpreter.variables | {"HOME": str(folder.path)}
    os.chdir("/")
    account.become()
    os.execve(interpreter.program, command, environment)  # noqa: S606 - our own words


class Supervisor:
    """Holds the processes of one installation: the database first, then worker and web."""

    def __init__(self, installation: Installation, order: Order) -> None:
        self.installation = installation
        self.order = order
        self.alive: list[Watched] = []

    def run(self) -> None:
        """Start, serve, and end in the reverse order however it ends."""
        with _signals() as woken:
            try:
                self._start_database()
                answer = self._prepare()
                self._start("worker", self.installation.python("minga.config.running.worker"))
                port = str(self.order.port)
                web = self._start("web", self.installation.python("minga.config.running.web", port))
                self._wait_for_first_page(web)
                self._announce(answer)
                self._watch(woken)
            except Ended:
                pass
            finally:
                self._end()

    # Starting

    def _start_database(self) -> None:
        cluster = self.installation.cluster
        if cluster is None:
            return
        cluster.create()
        cluster.end_orphan()
        watched = Watched("database", cluster.spawn, interrupt=signal.SIGINT, patience=60)
        self.alive.append(watched)
        cluster.bring_up(watched.run)
        cluster.ensure_roles()

    def _prepare(self) -> dict[str, Any]:
        """Bring the database up to the code in a process of its own: Django leaves with it."""
        upgrade = ("--may-migrate",) if self.order.demonstration else ()
        return self.installation.prepare("--size", self.order.size, *upgrade)

    def _start(self, name: str, command: list[str]) -> Watched:
        installation = self.installation
        environment = installation.environment()
        if name == "web":
            environment.setdefault("MINGA_DATABASE_POOL", "1")
        watched = Watched(
            name, lambda: spawn(command, account=installation.account, environment=environment)
        )
        self.alive.append(watched)
        watched.run()
        return watched

    def _wait_for_first_page(self, web: Watched) -> None:
        limit = time.monotonic() + FIRST_PAGE_SECONDS
        while not _answers(self.order.port):
            ended = web.process is None or web.process.poll() is not None
            if ended or time.monotonic() > limit:
                raise OperationRefused("La web no arrancó: el motivo está en las líneas de arriba.")
            time.sleep(0.05)

    def _announce(self, answer: dict[str, Any]) -> None:
        lines = [f"Minga está en {self.order.address}"]
        links = answer["links"]
        if links:
            width = max(len(name) for name, _path in links)
            lines.append("Entra una sola vez como:")
            lines += [f"  {name:<{width}}  {self._absolute(path)}" for name, path in links]
        lines.append("Para terminar: Ctrl-C o «minga stop».")
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()

    def _absolute(self, path: str) -> str:
        return path if "://" in path else f"{self.order.address}{path}"

    # Living

    def _watch(self, woken: socket.socket) -> None:
        """Sleep until a child dies or a pause is over; never return."""
        while True:
            select.select([woken], [], [], self._pause())
            with contextlib.suppress(BlockingIOError):
                woken.recv(4096)
            now = time.monotonic()
            for watched in self.alive:
                code = watched.tend(now)
                if code is not None:
                    _tell("died", process=watched.name, code=code, failures=watched.failures)

    def _pause(self) -> float | None:
        """Return the seconds until the next process is started again; None: nothing is due."""
        due = [watched.next_start for watched in self.alive if watched.process is None]
        return max(0.0, min(due) - time.monotonic()) if due else None

    def _end(self) -> None:
        for number in ENDING:
            signal.signal(number, signal.SIG_IGN)
        while self.alive:
            self.alive.pop().end()


@contextlib.contextmanager
def _signals() -> Iterator[socket.socket]:
    """Turn signals into Ended, and the death of a child into something to read."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise Ended

    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup and `&` ignore some for us
            signal.signal(number, end)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    woken, waker = socket.socketpair()
    with woken, waker:
        woken.setblocking(False)
        waker.setblocking(False)
        signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
        try:
            yield woken
        finally:
            signal.set_wakeup_fd(-1)


def _answers(port: int) -> bool:
    """Say whether a page comes back; what it says is the business of /salud."""
    host = preflight.bind_address()
    where = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - not bound here
    try:
        with socket.create_connection((where, port), timeout=30) as connection:
            connection.sendall(b"GET /salud/metricas HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
            return connection.recv(5) == b"HTTP/"
    except OSError:
        return False


def _tell(event: str, **facts: str | int) -> None:
    """Write one line of the structured log."""
    line = {"at": datetime.now(UTC).isoformat(), "logger": "minga.supervisor", "event": event}
    sys.stderr.write(json.dumps(line | facts) + "\n")
    sys.stderr.flush()


def main() -> int:
    """Run from the command line; say in one sentence why not, and return the exit code."""
    try:
        run(Order.read(sys.argv[1]))
    except (OperationRefused, BadSetting) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
