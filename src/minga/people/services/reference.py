"""Which real bodies does every installation in Quito begin with? The council, its seats, commissions.

Facts and their evidence come from `facts/`; no person is loaded.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from minga.people.labels import BodyKind, EvidenceMark
from minga.people.models import Body
from minga.people.services.bodies import add_seat, add_term, found_body
from minga.territory.public import Place

FACTS = Path(__file__).resolve().parent.parent / "facts"
COUNCIL_SLUG = "concejo-metropolitano-de-quito"
COUNCIL_SOURCE = "El Comercio, elecciones seccionales 2019; Expreso, mayo de 2024"


@dataclass(frozen=True)
class KnownTerm:
    """A period of the council; the last day of the present one is not set."""

    starts_on: date
    ends_on: date | None


TERMS = (
    KnownTerm(date(2019, 5, 14), date(2023, 5, 13)),
    KnownTerm(date(2023, 5, 14), None),
)
SEATS = (
    ("Urbana Norte", 5),
    ("Urbana Centro", 5),
    ("Urbana Sur", 5),
    ("Rural", 6),
    ("Distrito Metropolitano", 1),
)
"""Circumscriptions and how many seats each elects; the last seat is the mayor's, who presides."""


@transaction.atomic
def load_reference() -> Body:
    """Return the Concejo Metropolitano de Quito, with terms, seats and the bodies beside it.

    What is already there stays as it is: it may have been corrected.
    """
    council = Body.objects.filter(slug=COUNCIL_SLUG).first() or _found_council()
    for row in rows_of("commissions.csv"):
        _found_once(row, BodyKind.COMMISSION, council)
    for row in rows_of("zonal_administrations.csv"):
        _found_once(row, BodyKind.ENTITY, None)
    return council


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a file of facts."""
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _found_council() -> Body:
    council = found_body(
        slug=COUNCIL_SLUG,
        kind=BodyKind.COUNCIL,
        name="Concejo Metropolitano de Quito",
        evidence=EvidenceMark.CONFIRMED,
        source=COUNCIL_SOURCE,
    )
    for term in TERMS:
        add_term(
            body=council,
            starts_on=term.starts_on,
            ends_on=term.ends_on,
            evidence=EvidenceMark.CONFIRMED,
            source=COUNCIL_SOURCE,
        )
    for number, circumscription in enumerate(seat_circumscriptions(), start=1):
        add_seat(body=council, number=number, circumscription=circumscription)
    return council


def seat_circumscriptions() -> list[str]:
    """Return the circumscription of each seat, in the order of their numbers."""
    return [name for name, count in SEATS for _ in range(count)]


def _found_once(row: dict[str, str], kind: BodyKind, parent: Body | None) -> None:
    if Body.objects.filter(slug=row["slug"]).exists():
        return
    place = Place.objects.filter(code=row["place"]).first() if row.get("place") else None
    found_body(
        slug=row["slug"],
        kind=kind,
        name=row["name"],
        code=row.get("code", ""),
        parent=parent,
        place_id=place.pk if place else None,
        evidence=row["evidence"],
        source=row["source"],
    )
