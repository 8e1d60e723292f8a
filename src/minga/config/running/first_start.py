"""What must be true before the first page is served? Run by the supervisor, with the owner's rights.

Each step may be repeated: what is already done costs a look. The answer is one JSON document.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minga.config.environment import BadSetting
from minga.config.running import clocks
from minga.config.running.facts import (
    DEMONSTRATION,
    is_demonstration,
    keep_fact,
    mark,
    protect,
    read_fact,
)
from minga.config.running.folders import wrong_kind
from minga.config.running.privileges import grant_app_role
from minga.config.running.refusal import OperationRefused

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor

OLDEST_SERVER = 180000
LOADED = "demonstration_loaded"
REFERENCE = "reference"
CONTEXTS = ("territory", "people", "record", "plan", "openness")
PACKAGE = Path(__file__).resolve().parents[2]


def prepare(*, demonstration: bool, size: str, may_migrate: bool) -> dict[str, Any]:
    """Bring database and files to the state that this code needs, and say what people need to know.

    Raises OperationRefused when the database is not one that this start may serve.
    """
    from django.db import connection  # noqa: PLC0415 - late: import cycle in Django app loading

    prepare_database(connection, demonstration=demonstration, may_migrate=may_migrate)
    collect_static()
    load_reference(connection)
    if demonstration:
        load_demonstration(connection, size)
    return {"links": demonstration_links() if demonstration else []}


def prepare_database(connection: Any, *, demonstration: bool, may_migrate: bool) -> list[str]:
    """Bring the tables to the state that this code needs; return what was migrated."""
    refuse_old_server(connection)
    refuse_other_kind(connection, demonstration=demonstration)
    executor = _executor(connection)
    refuse_newer_database(executor)
    done = migrate(executor, may_migrate=may_migrate or is_empty(executor))
    mark(connection, demonstration=demonstration)
    grant_app_role(connection)
    protect(connection)
    return done


def refuse_old_server(connection: Any) -> None:
    """Raise OperationRefused for a server older than PostgreSQL 18."""
    connection.ensure_connection()
    version = connection.connection.info.server_version
    if version < OLDEST_SERVER:
        raise OperationRefused(
            f"El servidor es PostgreSQL {version // 10000} y Minga necesita el 18 o uno más nuevo."
        )


def refuse_other_kind(connection: Any, *, demonstration: bool) -> None:
    """Raise OperationRefused for a demonstration served as real, and the other way round."""
    known = read_fact(connection, DEMONSTRATION)
    if known is not None and is_demonstration(connection) != demonstration:
        name = Path(str(connection.settings_dict["NAME"]))
        raise OperationRefused(wrong_kind(name, demonstration=demonstration))


def _executor(connection: Any) -> "MigrationExecutor":
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - late: heavy (Django)

    return MigrationExecutor(connection)


def is_empty(executor: "MigrationExecutor") -> bool:
    """Say whether nothing was ever migrated here."""
    return not executor.loader.applied_migrations


def unknown_migrations(executor: "MigrationExecutor") -> list[str]:
    """Return the migrations that the database has and this code does not know."""
    loader = executor.loader
    known = loader.disk_migrations.keys() | {
        replaced for one in loader.disk_migrations.values() for replaced in one.replaces
    }
    ours = loader.migrated_apps
    unknown = [one for one in loader.applied_migrations if one not in known and one[0] in ours]
    return sorted(".".join(one) for one in unknown)


def refuse_newer_database(executor: "MigrationExecutor") -> None:
    """Raise OperationRefused when a newer Minga has written this database."""
    if unknown := unknown_migrations(executor):
        raise OperationRefused(
            f"La base de datos es de una versión más nueva que este programa ({unknown[0]}): "
            "actualiza el programa."
        )


def pending_migrations(executor: "MigrationExecutor") -> list[str]:
    """Return the migrations that this code has and the database lacks."""
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{one.app_label}.{one.name}" for one, _backwards in plan]


def migrate(executor: "MigrationExecutor", *, may_migrate: bool) -> list[str]:
    """Apply what is missing and return it; raise OperationRefused when nobody asked for an upgrade."""
    from django.core.management import call_command  # noqa: PLC0415 - late: heavy (Django)

    pending = pending_migrations(executor)
    if pending and not may_migrate:
        raise OperationRefused(
            f"La base de datos es de una versión anterior (le falta {pending[0]}): "
            "haz una copia con «minga backup» y ejecuta «minga upgrade»."
        )
    if pending:
        call_command("migrate", interactive=False, verbosity=0)
    return pending


# Files


def collect_static() -> None:
    """Copy the static files where the web server finds them, unless nothing has changed."""
    from django.conf import settings  # noqa: PLC0415 - late: heavy (Django)
    from django.core.management import call_command  # noqa: PLC0415 - late: heavy (Django)

    stamp = Path(settings.STATIC_ROOT) / ".collected"
    wanted = fingerprint(_static_files())
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(wanted, encoding="ascii")


def _static_files() -> Iterable[Path]:
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415 - late: heavy (Django)

    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name))


def fingerprint(files: Iterable[Path]) -> str:
    """Return a value that changes when any of `files` does."""
    facts = sorted((str(f), f.stat().st_size, f.stat().st_mtime_ns) for f in files)
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


# Worlds


def public_function(context: str, name: str) -> Any:
    """Return a function of a context's door, None where the context has none of that name."""
    from django.apps import apps  # noqa: PLC0415 - late: heavy (Django)

    if not apps.is_installed(f"minga.{context}") or find_spec(f"minga.{context}.public") is None:
        return None
    return getattr(import_module(f"minga.{context}.public"), name, None)


def load_reference(connection: Any) -> None:
    """Let each context load what the law and the map say, again whenever program or data changed."""
    kinds = {".py", ".csv", ".json", ".md", ".tsv", ".txt", ".toml"}
    wanted = fingerprint(path for path in PACKAGE.rglob("*") if path.suffix in kinds)
    if read_fact(connection, REFERENCE) == wanted:
        return
    for context in CONTEXTS:
        if load := public_function(context, "load_reference"):
            load()
    keep_fact(connection, REFERENCE, wanted)


def load_demonstration(connection: Any, size: str) -> None:
    """Make the demonstration world once, whole or not at all."""
    from django.apps import apps  # noqa: PLC0415 - late: heavy (Django)
    from django.db import transaction  # noqa: PLC0415 - late: heavy (Django)

    if read_fact(connection, LOADED) or not apps.is_installed("minga.config"):
        return
    world = import_module("minga.config.demonstration")
    with transaction.atomic():
        world.load(size=size, at=clocks.shifted_instant(datetime.now(UTC)))
        keep_fact(connection, LOADED, size)


def demonstration_links() -> list[list[str]]:
    """Return whom a visitor may be: pairs of a person with their part and a path that opens once."""
    links = public_function("people", "demonstration_links")
    return [[f"{part} ({name})", path] for part, name, path in links()] if links else []


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the supervisor; print one JSON document and return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--demonstration", action="store_true")
    parser.add_argument("--size", default="normal")
    parser.add_argument("--may-migrate", action="store_true")
    parser.add_argument("--only-database", action="store_true")
    asked = parser.parse_args(arguments)
    try:
        with redirect_stdout(sys.stderr):  # stdout belongs to the answer
            answer = _answer(asked)
    except (OperationRefused, BadSetting) as refusal:
        answer = {"refused": str(refusal)}
    sys.stdout.write(json.dumps(answer))
    return int("refused" in answer)


def _answer(asked: argparse.Namespace) -> dict[str, Any]:
    import django  # noqa: PLC0415 - late: heavy (Django)

    django.setup()
    from django.db import connection  # noqa: PLC0415 - late: import cycle in Django app loading

    kind, allowed = asked.demonstration, asked.may_migrate
    if asked.only_database:
        migrated = prepare_database(connection, demonstration=kind, may_migrate=allowed)
        return {"migrated": migrated}
    return prepare(demonstration=kind, size=asked.size, may_migrate=allowed)


if __name__ == "__main__":
    sys.exit(main())
