"""It is true that the real bodies of Quito are loaded once, with their evidence and no person."""

from collections import Counter
from datetime import date

import pytest

from minga.people.models import Appointment, Body, Person, Seat, Term
from minga.people.services.reference import load_reference, rows_of
from minga.territory.public import Place
from minga.territory.public import load_reference as load_places


@pytest.fixture
def council(db: None) -> Body:
    return load_reference()


def test_the_council_has_its_terms_as_their_sources_say(council: Body) -> None:
    found = Term.objects.filter(body=council).values_list("starts_on", "ends_on", "evidence")
    assert list(found) == [
        (date(2019, 5, 14), date(2023, 5, 13), "C"),
        (date(2023, 5, 14), None, "C"),
    ]


def test_the_council_has_twenty_one_seats_and_the_mayor(council: Body) -> None:
    seats = Seat.objects.filter(body=council)
    assert [seat.number for seat in seats] == list(range(1, 23))
    assert Counter(seat.circumscription for seat in seats) == {
        "Urbana Norte": 5,
        "Urbana Centro": 5,
        "Urbana Sur": 5,
        "Rural": 6,
        "Distrito Metropolitano": 1,
    }


def test_the_commissions_are_twenty_one_and_mesa_each_with_evidence(council: Body) -> None:
    parts = Body.objects.filter(parent=council)
    assert parts.count() == 22
    assert {part.evidence for part in parts} == {"C", "U"}
    assert all(part.source for part in parts)
    confirmed = {part.code for part in parts if part.evidence == "C"}
    assert confirmed == {
        "CCL", "CDP", "CMV", "COT", "CPC", "CPE", "CPF", "CPP", "CSG", "CUS", "CME",
    }  # fmt: skip


def test_loading_again_changes_nothing_and_keeps_corrections(council: Body) -> None:
    Body.objects.filter(code="CUS").update(name="Comisión corregida")
    before = (Body.objects.count(), Term.objects.count(), Seat.objects.count())
    assert load_reference() == council
    assert (Body.objects.count(), Term.objects.count(), Seat.objects.count()) == before
    assert Body.objects.get(code="CUS").name == "Comisión corregida"


def test_no_real_person_is_loaded(council: Body) -> None:
    assert (Person.objects.count(), Appointment.objects.count()) == (0, 0)


def test_zonal_administrations_know_their_zone_when_places_are_loaded(db: None) -> None:
    load_places()
    load_reference()
    zones = Body.objects.filter(slug__startswith="administracion-zonal-").select_related("place")
    assert zones.count() == 10
    assert {zone.place.kind for zone in zones if zone.place} == {"ZONE"}
    assert all(zone.place for zone in zones)
    assert Place.objects.filter(pk__in=[zone.place_id for zone in zones]).count() == 10


def test_facts_are_written_once() -> None:
    for name in ("commissions.csv", "zonal_administrations.csv"):
        slugs = [row["slug"] for row in rows_of(name)]
        assert len(slugs) == len(set(slugs))
