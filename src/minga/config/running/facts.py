"""What does a database know about its installation? A demonstration is marked as such for ever.

The facts are a table beside the migrations: they are asked before these run, they travel in every
dump, and web and worker can only read them.
"""

from minga.config.running.privileges import APP_ROLE, Connection

DEMONSTRATION = "demonstration"
TABLE = "installation_fact"

CREATE = f"""
CREATE TABLE IF NOT EXISTS {TABLE} (name text PRIMARY KEY, value text NOT NULL)
"""
KEEP = f"""
INSERT INTO {TABLE} (name, value) VALUES (%s, %s)
ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value
"""  # noqa: S608 - a name of our own


def read_fact(connection: Connection, name: str) -> str | None:
    """Return the value of one fact, None where it or the table is missing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [TABLE])
        if not cursor.fetchone()[0]:
            return None
        cursor.execute(f"SELECT value FROM {TABLE} WHERE name = %s", [name])  # noqa: S608 - a name of our own
        row = cursor.fetchone()
    return row[0] if row else None


def keep_fact(connection: Connection, name: str, value: str) -> None:
    """Write one fact, as the owner."""
    with connection.cursor() as cursor:
        cursor.execute(CREATE)
        cursor.execute(KEEP, [name, value])


def is_demonstration(connection: Connection) -> bool:
    """Say whether this database holds the demonstration world."""
    return read_fact(connection, DEMONSTRATION) == "1"


def mark(connection: Connection, *, demonstration: bool) -> None:
    """Say once what this database is for."""
    keep_fact(connection, DEMONSTRATION, "1" if demonstration else "0")


def protect(connection: Connection) -> None:
    """Take from web and worker the right to change the facts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regrole(%s) IS NOT NULL", [APP_ROLE])
        if cursor.fetchone()[0]:
            cursor.execute(f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {TABLE} FROM {APP_ROLE}")
