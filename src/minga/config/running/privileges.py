"""What may web and worker do in the database? Read and write, but never rewrite the record."""

from typing import Any, Protocol

OWNER_ROLE = "minga_owner"
APP_ROLE = "minga_app"

GRANTS = f"""
GRANT USAGE ON SCHEMA public TO {APP_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APP_ROLE};
"""


class Connection(Protocol):
    """What a Django or a psycopg connection have in common."""

    def cursor(self) -> Any: ...


def append_only_tables() -> tuple[str, ...]:
    """Return the tables whose rows are never changed: those of `Frozen`, of any context."""
    from django.apps import apps  # noqa: PLC0415 - late: heavy (the supervisor knows only names)

    if not apps.is_installed("minga.record"):
        return ()
    from minga.record.public import Frozen  # noqa: PLC0415 - late: import cycle in Django app loading

    return tuple(model._meta.db_table for model in apps.get_models() if issubclass(model, Frozen))


def grant_app_role(connection: Connection, tables: tuple[str, ...] | None = None) -> bool:
    """Give `minga_app` its rights, as the owner, after migrating; say whether the role exists.

    It reads and writes every table, and only appends to `tables` (by default those of
    `Frozen`): no UPDATE, DELETE or TRUNCATE there. Does nothing on a server without the
    role, where one user does everything.
    """
    protected = append_only_tables() if tables is None else tables
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regrole(%s) IS NOT NULL", [APP_ROLE])
        if not cursor.fetchone()[0]:
            return False
        cursor.execute(GRANTS)
        for table in protected:
            cursor.execute(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM {APP_ROLE}')
    return True
