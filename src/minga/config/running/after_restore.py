"""What must be repeated after a restore? Rights, and the erasures that people were promised."""

import sys

import django

from minga.config.running.facts import protect
from minga.config.running.first_start import public_function
from minga.config.running.privileges import grant_app_role


def finish() -> None:
    """Grant the rights of web and worker and replay the erasures, as the owner of the database."""
    django.setup()
    from django.db import connection  # noqa: PLC0415 - late: import cycle in Django app loading

    grant_app_role(connection)
    protect(connection)
    if replay := public_function("people", "replay_erasures"):
        replay()


if __name__ == "__main__":
    finish()
    sys.exit(0)
