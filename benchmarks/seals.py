"""How long do 100,000 acts take to seal, one to prove, all to verify offline?

Run it by itself (`python -m benchmarks.seals`): it takes the empty database of DATABASE_URL, or a
throw-away one of its own, and prints three lines.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

from minga.config.running.postgres import Cluster

ACTS = 100_000
CASES = 2_000
PROOFS = 200


@contextmanager
def database() -> Iterator[None]:
    """Migrate the database of DATABASE_URL, or a throw-away one."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with Cluster.temporary() as cluster:
        os.environ["DATABASE_URL"] = cluster.url()
        yield


def main() -> None:
    """Measure and print the three figures."""
    with database(), tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "minga.config.settings", "MINGA_DATA": folder}
        import django  # noqa: PLC0415 - late: import cycle in Django app loading

        django.setup()
        _measure(Path(folder))


def _measure(folder: Path) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - late: same
    from django.db import connections  # noqa: PLC0415 - late: same

    call_command("migrate", verbosity=0)
    _write_acts()
    print(f"{ACTS} hechos sellados: {_seal():.1f} s (meta 10)")
    print(f"prueba de un hecho, mediana: {_prove() * 1000:.1f} ms (meta 5)")
    print(f"comprobación de todos sin conexión: {_verify(folder):.1f} s (meta 20)")
    connections.close_all()


def _write_acts() -> None:
    """Write cases with fifty acts each, words included, as a busy year would leave them."""
    from django.db import transaction  # noqa: PLC0415 - late: same

    from minga.kernel import clock  # noqa: PLC0415 - late: same
    from minga.people.public import Person  # noqa: PLC0415 - late: same
    from minga.record.models import Act, ActText, Case  # noqa: PLC0415 - late: same
    from minga.record.rules.sealed_form import commitment  # noqa: PLC0415 - late: same

    now = clock.now()
    person = Person.objects.create(is_demonstration=True)
    cases = Case.objects.bulk_create(
        Case(
            kind="ENS",
            year=2026,
            sequence=number,
            number=f"ENS-2026-{number:05d}",
            state="OPEN",
            title="Caso de medición",
            opened_on=now.date(),
            is_demonstration=True,
        )
        for number in range(1, CASES + 1)
    )
    salt = bytes(32)
    sealed = commitment(salt, title="Hecho", text="Un texto", language="es", documents=[])
    with transaction.atomic():
        for ordinal in range(1, ACTS // CASES + 1):
            acts = Act.objects.bulk_create(
                Act(
                    case=case,
                    ordinal=ordinal,
                    kind="note",
                    source="OPEN",
                    target="OPEN",
                    happened_at=now,
                    recorded_at=now,
                    actor=person,
                    legal_basis="COOTAD 87",
                    standing="DECLARED",
                    payload={"amount": ordinal, "parish": "170150"},
                    text_commitment=sealed,
                    is_demonstration=True,
                )
                for case in cases
            )
            ActText.objects.bulk_create(
                ActText(act=act, title="Hecho", text="Un texto", salt=salt) for act in acts
            )


def _seal() -> float:
    from minga.kernel import clock  # noqa: PLC0415 - late: same
    from minga.record.sealing.sealing import seal_pending  # noqa: PLC0415 - late: same

    started = perf_counter()
    head = seal_pending(clock.now())
    taken = perf_counter() - started
    assert head is not None
    assert head.tree_size == ACTS
    return taken


def _prove() -> float:
    """Return the median of one proof, head and leaf looked up included."""
    from minga.record.models import SealedLeaf  # noqa: PLC0415 - late: same
    from minga.record.sealing.proofs import (  # noqa: PLC0415 - late: same
        first_head_over,
        prove_inclusion,
    )

    times = []
    for position in range(0, ACTS, ACTS // PROOFS):
        started = perf_counter()
        leaf = SealedLeaf.objects.select_related("act").get(position=position)
        head = first_head_over(position)
        assert head is not None
        proof = prove_inclusion(leaf.act, leaf.position, head)
        times.append(perf_counter() - started)
        assert proof.findings() == ()
    return median(times)


def _verify(folder: Path) -> float:
    """Return how long a stranger waits for the whole program on the whole dump."""
    from minga.kernel import clock  # noqa: PLC0415 - late: same
    from minga.record.sealing.export import export_record  # noqa: PLC0415 - late: same

    dump = folder / "registro.jsonl"
    export_record(dump, clock.now())
    started = perf_counter()
    command = [sys.executable, "-m", "minga.config.cli", "record", "verify", str(dump)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - started


if __name__ == "__main__":
    main()
