"""How long does a step with a large photo take, and finding earlier gestiones among many?"""

import os
import tempfile
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter

from minga.config.running.postgres import Cluster

CASES = 100_000
STEPS = 40
SEARCHES = 60
SIDE = 3200  # pixels: noise of this size makes a photo of about 4 MB
WORDS = (
    *("arreglo", "bacheo", "luminaria", "parque", "vereda", "alcantarillado", "agua", "muro"),
    *("quebrada", "escalinata", "parada", "semáforo", "feria", "mercado", "escuela", "cancha"),
    *("casa", "reunión", "permiso", "escritura", "barrio", "basura", "guardería", "taller"),
    *("huerto", "poda", "cerramiento", "puente", "drenaje", "tanque", "adoquín", "cuneta"),
)
SEARCHED = (
    "Arreglo de la vereda y la luminaria en la calle 33",
    "Poda de árboles en el parque del barrio",
    "Semáforo y paso cebra frente a la escuela",
)


def main() -> None:
    """Load the demonstration world into a throw-away database and measure in this process."""
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
    load(size="normal")
    print(_steps())
    _many()
    with connections["default"].cursor() as cursor:
        cursor.execute("ANALYZE")
    print(_searches())
    connections.close_all()


def _steps() -> str:
    """Send a step with a photo as a phone does, signed in, and time the server's whole answer."""
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 - late: same
    from django.test import Client  # noqa: PLC0415 - late: same

    from minga.people.public import demonstration_people  # noqa: PLC0415 - late: same
    from minga.people.signing_in import SECOND_FACTOR_KEY  # noqa: PLC0415 - late: same
    from minga.plan.models import Casework  # noqa: PLC0415 - late: same

    account = demonstration_people().persons["adviser"].account
    client = Client(SERVER_NAME="localhost")
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[SECOND_FACTOR_KEY] = account.pk
    session.save()
    number = Casework.objects.filter(case__state="IN_PROGRESS")[0].case.number
    spent, octets = [], 0
    for turn in range(STEPS):
        photo = _photo(turn)
        octets = len(photo)
        step = {
            "title": f"Visita {turn}",
            "happened_on": "2026-01-10",
            "standing": "DECLARED",
            "evidence": SimpleUploadedFile(f"foto-{turn}.jpg", photo, "image/jpeg"),
        }
        started = perf_counter()
        answer = client.post(f"/despacho/gestiones/{number}/visita/", step)
        spent.append((perf_counter() - started) * 1000)
        if answer.headers.get("Location") != f"/despacho/gestiones/{number}/":
            raise SystemExit(f"el paso no se registró: {answer.status_code} {answer.headers}")
    size = octets / 1_000_000
    return f"paso con foto de {size:.1f} MB: p95 {_p95(spent):.0f} ms (meta 400)"


def _photo(turn: int) -> bytes:
    from PIL import Image  # noqa: PLC0415 - late: heavy (only this benchmark draws)

    chance = Random(turn)  # noqa: S311 - noise, not a secret
    file = BytesIO()
    Image.frombytes("RGB", (SIDE, SIDE), chance.randbytes(SIDE * SIDE * 3)).resize(
        (SIDE, SIDE)
    ).save(file, "JPEG", quality=45)
    return file.getvalue()


def _many() -> None:
    """Register needs by the hundred thousand, straight into the table: only their titles matter."""
    from datetime import date  # noqa: PLC0415 - late: same

    from minga.record.models import Case  # noqa: PLC0415 - late: same

    chance = Random(1)  # noqa: S311 - a fictional world, not a secret
    Case.objects.bulk_create(
        (
            Case(
                kind="GES",
                year=2020,
                sequence=turn,
                number=f"GES-2020-{turn:06d}",
                state="REQUESTED",
                title=_title(chance),
                opened_on=date(2020, 1, 1),
            )
            for turn in range(1, CASES + 1)
        ),
        batch_size=5000,
    )


def _title(chance: Random) -> str:
    one, other, third = chance.sample(WORDS, 3)
    street, quarter = chance.randint(1, 400), chance.randint(1, 60)
    return f"{one.capitalize()} de {other} y {third} en la calle {street} del sector {quarter}"


def _searches() -> str:
    from minga.record.public import similar_cases  # noqa: PLC0415 - late: same

    spent = []
    for turn in range(SEARCHES):
        started = perf_counter()
        similar_cases("GES", SEARCHED[turn % len(SEARCHED)])
        spent.append((perf_counter() - started) * 1000)
    return f"parecidas entre {CASES} gestiones: p95 {_p95(spent):.0f} ms (meta 60)"


def _p95(spent: list[float]) -> float:
    return quantiles(spent, n=20)[-1]


if __name__ == "__main__":
    main()
