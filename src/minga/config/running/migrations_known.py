"""Which migrations does this code know? Printed as JSON, for commands that import no Django."""

import json
import sys

import django


def main() -> int:
    """Print the names, those that a squashed migration replaces too."""
    django.setup()
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 - late: import cycle in Django app loading

    loader = MigrationLoader(None)
    replaced = {one for migration in loader.disk_migrations.values() for one in migration.replaces}
    names = sorted(".".join(one) for one in loader.disk_migrations.keys() | replaced)
    sys.stdout.write(json.dumps(names))
    return 0


if __name__ == "__main__":
    sys.exit(main())
