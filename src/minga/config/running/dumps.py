"""How does a database leave and enter? PostgreSQL's own dump, which moves between its versions."""

import os
import subprocess
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit, urlunsplit

from minga.config.running.accounts import Account
from minga.config.running.postgres import PLAIN_ENVIRONMENT
from minga.config.running.programs import Programs
from minga.config.running.refusal import OperationRefused

if TYPE_CHECKING:
    from psycopg import Connection

# What the target held goes in the same transaction in which the new arrives.
EMPTY = "DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n"


class Transfer:
    """Moves the content of one database, as its owner."""

    def __init__(self, programs: Programs, account: Account, url: str) -> None:
        self.programs = programs
        self.account = account
        self.url, self.environment = _without_password(url)

    def dump(self, target: Path) -> None:
        """Write the database into `target`; owners and rights are given anew where it arrives."""
        with target.open("wb") as file:
            command = self._command("pg_dump", "--format=custom", "--no-owner", "--no-privileges")
            self._run(command, stdout=file)

    def load(self, source: Path) -> None:
        """Put the content of a dump in the place of what the database holds, at once or not at all."""
        words = ("--no-owner", "--no-privileges", "--file=-")
        script = source.with_suffix(".sql")
        try:  # a file between the two: a pipe would end well for psql also when pg_restore fails
            with script.open("wb") as file:
                file.write(EMPTY.encode())
                file.flush()
                with source.open("rb") as dump:
                    self._run([self.programs.path("pg_restore"), *words], stdin=dump, stdout=file)
            options = ("-X", "-q", "--single-transaction", "-v", "ON_ERROR_STOP=1")
            with script.open("rb") as file:
                self._run(self._command("psql", *options), stdin=file)
        finally:
            script.unlink(missing_ok=True)

    def _command(self, program: str, *words: str) -> list[str]:
        return [self.programs.path(program), *words, f"--dbname={self.url}"]

    def _run(
        self, command: list[str], *, stdin: IO[bytes] | None = None, stdout: IO[bytes] | None = None
    ) -> None:
        done = subprocess.run(  # noqa: S603 - our own words
            command,
            cwd="/",
            env=PLAIN_ENVIRONMENT | self.environment,
            stdin=stdin or subprocess.DEVNULL,
            stdout=stdout or subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
            **self.account.identity(),
        )
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines() or ["sin detalle"]
            raise OperationRefused(f"{os.path.basename(command[0])}: {said[0]}")  # noqa: PTH119 - a word, not a path


def _without_password(url: str) -> tuple[str, dict[str, str]]:
    """Return the address without its password, which travels where no list of processes shows it."""
    parts = urlsplit(url)
    if not parts.password:
        return url, {}
    user, _at, host = parts.netloc.rpartition("@")
    netloc = f"{user.partition(':')[0]}@{host}"
    return urlunsplit(parts._replace(netloc=netloc)), {"PGPASSWORD": unquote(parts.password)}


def _connect(url: str) -> "Connection[tuple[Any, ...]]":
    import psycopg  # noqa: PLC0415 - late: heavy (a deadline at the command line needs no database)

    return psycopg.connect(url)


def applied_migrations(url: str) -> list[str]:
    """Return the migrations that a database has seen; none where nothing was ever migrated."""
    with _connect(url) as connection:
        row = connection.execute("SELECT to_regclass('public.django_migrations')").fetchone()
        if row is None or row[0] is None:
            return []
        rows = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
        return [str(one[0]) for one in rows]


def server_version(url: str) -> str:
    """Return the version of the server, as it writes it."""
    with _connect(url) as connection:
        return connection.info.parameter_status("server_version") or ""


def is_empty(url: str) -> bool:
    """Say whether a database holds no table at all."""
    with _connect(url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = 'public'"
        ).fetchone()
        return row is not None and row[0] == 0
