"""Which folder, account, database and Python make up this installation?"""

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from minga.config.environment import env_text
from minga.config.running.accounts import Account, choose_account
from minga.config.running.folders import Folder, claim, default_folder
from minga.config.running.interpreter import Interpreter, interpreter_for
from minga.config.running.locks import hold, holder_of
from minga.config.running.postgres import Cluster
from minga.config.running.privileges import APP_ROLE, OWNER_ROLE
from minga.config.running.refusal import OperationRefused

SETTINGS = "minga.config.settings"
# The address is ours to give; and the compiled modules have a folder where they may be written.
NOT_INHERITED = {"DATABASE_URL_FILE", "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Database:
    """The addresses of the database: for web and worker, and for its owner."""

    app_url: str
    owner_url: str


@dataclass(frozen=True)
class Installation:
    """One installation; `variables` are added to the environment of its processes."""

    folder: Folder
    account: Account
    demonstration: bool
    variables: dict[str, str] = field(default_factory=dict)

    @cached_property
    def cluster(self) -> Cluster | None:
        """Our own PostgreSQL; None when DATABASE_URL names another one."""
        if env_text("DATABASE_URL"):
            return None
        return Cluster(self.folder.path, account=self.account)

    @cached_property
    def database(self) -> Database:
        if self.cluster:
            return Database(self.cluster.url(APP_ROLE), self.cluster.url(OWNER_ROLE))
        app = env_text("DATABASE_URL")
        return Database(
            app, env_text("DATABASE_OWNER_URL") or env_text("DATABASE_DIRECT_URL") or app
        )

    @cached_property
    def interpreter(self) -> Interpreter:
        return interpreter_for(self.account, self.folder)

    def python(self, module: str, *arguments: str) -> list[str]:
        """Return the command that runs one of our modules."""
        return [self.interpreter.program, "-P", "-m", module, *arguments]

    def with_variables(self, **variables: str) -> "Installation":
        return replace(self, variables=self.variables | variables)

    def environment(self, *, as_owner: bool = False) -> dict[str, str]:
        """Return the environment of a process: as the owner for migrations, else with less rights."""
        inherited = {name: v for name, v in os.environ.items() if name not in NOT_INHERITED}
        own = self.environment_here(as_owner=as_owner)
        own |= {
            "HOME": str(self.folder.path),
            "MALLOC_ARENA_MAX": "2",  # threads share their memory: half the size of a process
            "PYTHONPYCACHEPREFIX": env_text("PYTHONPYCACHEPREFIX", str(self.folder.compiled)),
            "PYTHONUNBUFFERED": "1",
        }
        return inherited | own | self.interpreter.variables | self.variables

    def environment_here(self, *, as_owner: bool = False) -> dict[str, str]:
        """Return what this very process needs to reach the installation."""
        own = {
            "DATABASE_URL": self.database.owner_url if as_owner else self.database.app_url,
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", SETTINGS),
            "MINGA_DATA": str(self.folder.path),
            "MINGA_DEMONSTRATION": "1" if self.demonstration else "0",
        }
        holder = holder_of(self.folder.path)
        if holder and holder.address:
            own["MINGA_ADDRESS"] = holder.address
        if not {"MINGA_SECRET_KEY", "MINGA_SECRET_KEY_FILE"} & os.environ.keys():
            own["MINGA_SECRET_KEY_FILE"] = str(self.folder.secret_key)
        return own

    def run_as_owner(self, module: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one of our modules with the rights of the database's owner and return its answer."""
        return self._run(module, words, as_owner=True)

    def run_as_app(self, module: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one of our modules with the rights of web and worker and return its answer."""
        return self._run(module, words, as_owner=False)

    def _run(
        self, module: str, words: Sequence[str], *, as_owner: bool
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own words
            self.python(module, *words),
            cwd="/",
            env=self.environment(as_owner=as_owner),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
            **self.account.identity(),
        )

    def prepare(self, *words: str) -> dict[str, Any]:
        """Run `first_start` with the owner's rights and return its answer.

        Raises OperationRefused with its sentence, or with one that points to what it wrote.
        """
        kind = ("--demonstration",) if self.demonstration else ()
        done = self.run_as_owner("minga.config.running.first_start", *kind, *words)
        try:
            answer: dict[str, Any] = json.loads(done.stdout)
        except ValueError as error:
            raise OperationRefused(
                "No se pudo preparar la base de datos: el motivo está en las líneas de arriba."
            ) from error
        if "refused" in answer:
            raise OperationRefused(answer["refused"])
        return answer

    @contextmanager
    def open_database(self) -> Iterator[Database]:
        """Reach the database: through the running supervisor, else by running it meanwhile."""
        if self.cluster is None or holder_of(self.folder.path):
            yield self.database
            return
        with hold(self.folder.path, self.account):
            self.cluster.start()
            try:
                yield self.database
            finally:
                self.cluster.stop()


def make_installation(data: Path | None, user: str | None, *, demonstration: bool) -> Installation:
    """Return the installation on `data`, made if it is not there yet."""
    path = (data or default_folder()).absolute()
    account = choose_account(user or Folder(path).owner(), demonstration=demonstration)
    return Installation(claim(path, account, demonstration=demonstration), account, demonstration)


def find_installation(data: Path | None = None, user: str | None = None) -> Installation:
    """Return the installation on `data`; raise OperationRefused when there is none."""
    folder = Folder((data or default_folder()).absolute())
    try:
        found = folder.is_ours()
    except PermissionError as error:
        raise OperationRefused(f"No puedes leer {folder.path}: es de otro usuario.") from error
    if not found:
        raise OperationRefused(f"No hay ninguna instalación de Minga en {folder.path}.")
    demonstration = folder.is_demonstration()
    return make_installation(folder.path, user or folder.owner(), demonstration=demonstration)
