"""What does our own PostgreSQL consist of? Its settings, its folder and who may enter."""

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from minga.config.running.accounts import Account
from minga.config.running.folders import unwritable
from minga.config.running.privileges import APP_ROLE, OWNER_ROLE
from minga.config.running.refusal import OperationRefused

DATABASE = "minga"
SUPERUSER = "postgres"
# A unix socket's path is limited to 107 bytes; the server adds "/.s.PGSQL.5432.lock".
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "40",
    "shared_buffers": "32MB",
    "max_wal_size": "256MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",  # no launcher that waits for nothing
    "io_method": "sync",  # no three extra processes for reading ahead
    "max_worker_processes": "2",
    "autovacuum_max_workers": "2",
    "autovacuum_worker_slots": "2",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # What people typed never reaches the log: no statements, no parameters, no key values.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

ROLES = f"""
SELECT 'CREATE ROLE {OWNER_ROLE} LOGIN' WHERE to_regrole('{OWNER_ROLE}') IS NULL \\gexec
SELECT 'CREATE ROLE {APP_ROLE} LOGIN' WHERE to_regrole('{APP_ROLE}') IS NULL \\gexec
SELECT 'CREATE DATABASE {DATABASE} OWNER {OWNER_ROLE}'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec
"""  # noqa: S608 - names of our own
# Tests make databases of their own and empty tables that refuse it.
THROW_AWAY_ROLES = f"""
ALTER ROLE {OWNER_ROLE} CREATEDB;
GRANT SET ON PARAMETER session_replication_role TO {OWNER_ROLE};
"""


def own_folder(folder: Path, account: Account) -> None:
    """Make `folder` private to `account`; refuse one that belongs to somebody else."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        account.own(folder, 0o700)
    except OSError as error:
        raise OperationRefused(unwritable(folder, error)) from error
    if not account.can_write(folder):
        raise OperationRefused(
            f"El usuario «{account.name}» no llega a la carpeta {folder}: elige otra con --data."
        )


def initialise(folder: Path, run: Callable[..., str], *, durable: bool) -> None:
    """Make the files of a new cluster beside `folder` and move them there once they are whole.

    `run` runs one of PostgreSQL's programs.
    """
    new = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    arguments = [
        *("-D", str(new), "-U", SUPERUSER, "-E", "UTF8", "--locale=C"),
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        *("--auth=peer", "--no-instructions"),
    ]
    run("initdb", *arguments, *(() if durable else ("--no-sync",)))
    new.rename(folder)


def refuse_other_version(folder: Path, told: str) -> None:
    """Raise OperationRefused when the files are of another major version than the programs.

    `told` is what the server says of itself: "postgres (PostgreSQL) 18.6".
    """
    files = (folder / "PG_VERSION").read_text(encoding="ascii").strip()
    programs = told.split()[-1].partition(".")[0]
    if files != programs:
        raise OperationRefused(
            f"{folder} es de PostgreSQL {files} y este programa trae el {programs}: haz «minga "
            "backup» con el programa anterior y «minga restore» con este, en otra carpeta."
        )


def write_access_rules(folder: Path, account: Account) -> None:
    """Let only root and the account in, through the socket; other system users never."""
    names = sorted({"root", account.name})
    roles = (SUPERUSER, OWNER_ROLE, APP_ROLE)
    people = "".join(f'minga "{name}" {role}\n' for name in names for role in roles)
    for name, text in (
        ("pg_hba.conf", "local all all peer map=minga\n"),
        ("pg_ident.conf", people),
    ):
        account.write(folder / name, text)


def socket_folder(home: Path) -> Path:
    """Return a folder for the socket: beside the data, or a short name when that is too long."""
    beside = home / "socket"
    if len(os.fsencode(beside)) <= LONGEST_SOCKET_FOLDER:
        return beside
    short = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    return Path("/tmp") / f"minga-{os.geteuid()}-{short}"  # noqa: S108 - made 0700 and checked


def options(socket: Path, *, durable: bool) -> list[str]:
    """Return the settings as options of the server's command."""
    settings = SETTINGS | {"unix_socket_directories": str(socket)}
    if not durable:
        settings |= THROW_AWAY
    return [f"--{name}={value}" for name, value in settings.items()]
