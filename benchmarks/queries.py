"""How many queries and how much processor time does a page cost that is not kept?"""

import os
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

from minga.config.running.postgres import Cluster

WARM_UP = 5
RUNS = 100
PAGES = (
    ("actividad", "/planes/demostracion/actividades/2/", 8, 12),
    (
        "lista de 600 actividades filtrada",
        "/planes/demostracion/actividades/?estado=DELAYED",
        6,
        25,
    ),
    ("plan de un vistazo", "/planes/demostracion/", 8, 0),
    ("inicio", "/", 0, 0),
)


def main() -> None:
    """Load the large world into a throw-away database and measure each page in this process."""
    with Cluster.temporary() as cluster, tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": cluster.url(),
            "DJANGO_SETTINGS_MODULE": "minga.config.settings",
            "MINGA_DATA": folder,
            "MINGA_DEMONSTRATION": "1",
            "MINGA_DATABASE_POOL": "1",
        }
        (Path(folder) / "static").mkdir()
        import django  # noqa: PLC0415 - late: import cycle in Django app loading

        django.setup()
        _measure()


def _measure() -> None:
    from django.conf import settings  # noqa: PLC0415 - late: same
    from django.core.management import call_command  # noqa: PLC0415 - late: same
    from django.db import connections  # noqa: PLC0415 - late: same

    from minga.config.demonstration import load  # noqa: PLC0415 - late: same
    from minga.config.running.first_start import CONTEXTS, public_function  # noqa: PLC0415 - late: same

    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    call_command("migrate", verbosity=0)
    for context in CONTEXTS:
        if reference := public_function(context, "load_reference"):
            reference()
    load(size="large")
    with connections["default"].cursor() as cursor:
        cursor.execute("ANALYZE")
    for name, address, queries, milliseconds in PAGES:
        print(_page(name, address, queries, milliseconds))
    connections.close_all()


def _page(name: str, address: str, most_queries: int, most_milliseconds: int) -> str:
    from django.db import connection  # noqa: PLC0415 - late: import cycle in Django app loading
    from django.test import Client  # noqa: PLC0415 - late: same
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - late: same

    client = Client(SERVER_NAME="localhost")
    for _ in range(WARM_UP):
        client.get(address)
    with CaptureQueriesContext(connection) as captured:
        status = client.get(address).status_code
    asked = len(captured)  # at once: the log is emptied when the next request begins
    spent = []
    for _ in range(RUNS):
        before = process_time()
        client.get(address)
        spent.append((process_time() - before) * 1000)
    targets = f" (meta {most_queries} y {most_milliseconds} ms)" if most_milliseconds else ""
    return f"{name} [{status}]: {asked} consultas, {median(spent):.1f} ms de procesador{targets}"


if __name__ == "__main__":
    main()
