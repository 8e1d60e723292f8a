"""How does our own PostgreSQL run? A private cluster: one folder, one socket, no network."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import IO
from urllib.parse import quote

from minga.config.running.accounts import Account, choose_account
from minga.config.running.cluster_files import (
    DATABASE,
    ROLES,
    SUPERUSER,
    THROW_AWAY_ROLES,
    initialise,
    options,
    own_folder,
    refuse_other_version,
    socket_folder,
    write_access_rules,
)
from minga.config.running.privileges import APP_ROLE, OWNER_ROLE, grant_app_role
from minga.config.running.processes import spawn
from minga.config.running.programs import Programs, programs_for
from minga.config.running.refusal import OperationRefused

__all__ = ["APP_ROLE", "DATABASE", "OWNER_ROLE", "SUPERUSER", "Cluster", "grant_app_role"]

LONGEST_LOG = 5 << 20  # bytes; at the next start the file before is the only other one kept
PAUSES = (0.3, 1, 0)  # seconds after each failed try
PLAIN_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}


class Cluster:
    """A PostgreSQL of our own under `data`; only its account reaches its folder and its socket.

    Raises OperationRefused with a sentence where the folder or the account does not serve.
    """

    def __init__(
        self,
        data: Path,
        user: str | None = None,
        *,
        durable: bool = True,
        account: Account | None = None,
    ) -> None:
        self.home = data
        self.folder = data / "postgres"
        self.account = account or choose_account(user)
        self.durable = durable
        self.socket_folder = socket_folder(data)
        self._process: subprocess.Popen[bytes] | None = None

    # Life

    def create(self) -> None:
        """Make the cluster unless it is there; what an interrupted start left is swept away."""
        own_folder(self.home, self.account)
        own_folder(self.socket_folder, self.account)
        if (self.folder / "PG_VERSION").exists():
            refuse_other_version(self.folder, self.run("postgres", "--version"))
        else:
            initialise(self.folder, self.run, durable=self.durable)
        write_access_rules(self.folder, self.account)

    def command(self) -> list[str]:
        """Return the command that runs the server in the foreground."""
        settings = options(self.socket_folder, durable=self.durable)
        return [self._programs.path("postgres"), "-D", str(self.folder), *settings]

    def start(self, timeout: float = 30) -> None:
        """Make the cluster if needed, run it and return once it answers."""
        self.create()
        self.end_orphan()
        self._process = self.bring_up(self.spawn, timeout)
        self.ensure_roles()

    def spawn(self) -> subprocess.Popen[bytes]:
        """Start the server's process and return at once; its words go to `postgres.log`."""
        if self._log_path.exists() and self._log_path.stat().st_size > LONGEST_LOG:
            self._log_path.replace(self._log_path.with_suffix(".log.1"))
        with self._open_log() as log:
            return spawn(
                self.command(),
                account=self.account,
                environment=PLAIN_ENVIRONMENT,
                at_parents_death=signal.SIGINT,
                output=log,
            )

    def stop(self) -> None:
        """End the server in order: open transactions are undone, nothing acknowledged is lost."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGQUIT)  # recovers from its log at the next start
            process.wait(10)

    def is_ready(self) -> bool:
        """Say whether the server answers, from its own status file: no connection is opened."""
        lines = self._status_lines()
        return len(lines) > 7 and lines[7].strip() == "ready" and _is_alive(int(lines[0]))

    def bring_up(
        self, start: Callable[[], subprocess.Popen[bytes]], timeout: float = 30
    ) -> subprocess.Popen[bytes]:
        """Run `start` until the server answers, and return its process; else raise OperationRefused.

        After a killed server the memory it shared is free only when its last process has ended:
        then the first try fails, and a later one does not.
        """
        for pause in PAUSES:
            process = start()
            if self._answers_within(process, timeout):
                return process
            time.sleep(pause)
        raise OperationRefused(f"PostgreSQL no arrancó: {self._last_log_line()}")

    def _answers_within(self, process: subprocess.Popen[bytes], timeout: float) -> bool:
        """Say whether the server answers in time; one that does not is ended."""
        limit = time.monotonic() + timeout
        while process.poll() is None:
            if self.is_ready():
                return True
            if time.monotonic() > limit:
                process.send_signal(signal.SIGQUIT)
                process.wait()
            time.sleep(0.01)
        return False

    def end_orphan(self, timeout: float = 30) -> None:
        """Stop a server that a killed supervisor left behind; the caller holds the data folder."""
        lines = self._status_lines()
        if not lines or not _is_alive(pid := int(lines[0])) or not self._is_ours(pid):
            return
        os.kill(pid, signal.SIGINT)
        limit = time.monotonic() + timeout
        while self._status_lines() and self._is_ours(pid):
            if time.monotonic() > limit:
                raise OperationRefused(
                    f"Otro PostgreSQL (proceso {pid}) usa {self.folder} y no termina."
                )
            time.sleep(0.02)

    # Use

    def url(self, role: str = OWNER_ROLE, database: str = DATABASE) -> str:
        """Return the address of `database` for `role`; no password: the socket knows who asks."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket_folder), safe='')}"

    def environment(self, role: str = OWNER_ROLE, database: str = DATABASE) -> dict[str, str]:
        """Return the variables by which PostgreSQL's own programs find this cluster."""
        return {"PGHOST": str(self.socket_folder), "PGUSER": role, "PGDATABASE": database}

    def run(
        self, program: str, *arguments: str, role: str = OWNER_ROLE, script: str | None = None
    ) -> str:
        """Run one of PostgreSQL's programs against the cluster; raise OperationRefused if it fails."""
        done = subprocess.run(  # noqa: S603 - our own words
            [self._programs.path(program), *arguments],
            cwd="/",
            env=PLAIN_ENVIRONMENT | self.environment(role, database="postgres"),
            input=script,
            stdin=None if script is not None else subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **self.account.identity(),
        )
        if done.returncode:
            raise OperationRefused(f"{program}: {done.stderr.strip() or done.returncode}")
        return done.stdout

    def ensure_roles(self) -> None:
        """Make the roles `minga_owner` and `minga_app` and the database, where missing."""
        script = ROLES if self.durable else ROLES + THROW_AWAY_ROLES
        self.run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", role=SUPERUSER, script=script)

    @classmethod
    @contextlib.contextmanager
    def temporary(cls, folder: Path | None = None) -> Iterator["Cluster"]:
        """Run a throw-away cluster that does not wait for the disk, and remove it afterwards.

        Without `folder` it makes one of its own where every account may reach it.
        """
        account = choose_account(demonstration=True)
        home = Path(tempfile.mkdtemp(prefix="minga-", dir=folder))
        cluster = cls(home, durable=False, account=account)
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.stop()
            shutil.rmtree(home, ignore_errors=True)

    # Inside

    @cached_property
    def _programs(self) -> Programs:
        return programs_for(self.account, self.home)

    def _status_lines(self) -> list[str]:
        try:
            return (self.folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []

    def _is_ours(self, pid: int) -> bool:
        """Say whether `pid` is a server on our folder: numbers of processes are reused."""
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return os.fsencode(self.folder) in words

    def _open_log(self) -> IO[bytes]:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW
        file = os.open(self._log_path, flags, 0o600)
        self.account.own_open(file, 0o600)
        return os.fdopen(file, "ab")

    @property
    def _log_path(self) -> Path:
        return self.home / "postgres.log"

    def _last_log_line(self) -> str:
        try:
            lines = self._log_path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return "sin detalle"
        return lines[-1] if lines else "sin detalle"


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
