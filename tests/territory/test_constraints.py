"""It is true that the database itself refuses what cannot be."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from minga.territory.models import (
    Place,
    PopulationFigure,
    ServicesFigure,
    Source,
    ZoneMembership,
)
from minga.territory.rules.places import PlaceKind, PopulationSeries, SourceStanding

pytestmark = pytest.mark.usefixtures("facts")


def membership(**more: object) -> ZoneMembership:
    """Return a membership of Lloa, not saved."""
    return ZoneMembership(
        place=Place.objects.get(name="Lloa"),
        zone=Place.objects.get(code="quitumbe"),
        source=Source.objects.get(code="zonales-quito"),
        evidence="C",
        **{"standing": SourceStanding.ACCEPTED, **more},
    )


def test_two_accepted_zones_on_one_day_are_refused() -> None:
    with pytest.raises(IntegrityError, match="accepted_zones_of_a_place_do_not_overlap"):
        membership(starts_on=date(2025, 1, 1)).save()


def test_the_refusal_has_a_code_of_its_own() -> None:
    with pytest.raises(ValidationError) as caught:
        membership(starts_on=date(2025, 1, 1)).full_clean()
    assert [error.code for error in caught.value.error_dict["__all__"]] == [
        "accepted-zones-overlap"
    ]


def test_another_source_may_say_what_it_likes() -> None:
    membership(starts_on=date(2025, 1, 1), standing=SourceStanding.OTHER_SOURCE).save()
    assert ZoneMembership.objects.filter(place__name="Lloa").count() == 2


def test_a_membership_follows_the_day_after_another_ends() -> None:
    ZoneMembership.objects.filter(place__name="Lloa").update(ends_on=date(2024, 12, 31))
    membership(starts_on=date(2025, 1, 1)).save()
    assert ZoneMembership.objects.filter(place__name="Lloa").count() == 2


def test_a_membership_that_ends_before_it_starts_is_refused() -> None:
    wrong = membership(
        starts_on=date(2025, 1, 2), ends_on=date(2025, 1, 1), standing=SourceStanding.OTHER_SOURCE
    )
    with pytest.raises(IntegrityError, match="zone_membership_ends_after_it_starts"):
        wrong.save()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": PlaceKind.PARISH}, "place_parish_kind_for_parishes_only"),
        (
            {"kind": PlaceKind.BARRIO, "parish_kind": "URBAN"},
            "place_parish_kind_for_parishes_only",
        ),
        ({"kind": PlaceKind.BARRIO, "tile_column": 1}, "place_tile_has_column_and_row"),
        (
            {"kind": PlaceKind.BARRIO, "latitude": Decimal(95), "longitude": Decimal(0)},
            "place_centre_is_on_earth",
        ),
        (
            {"kind": PlaceKind.BARRIO, "starts_on": "2025-01-02", "ends_on": "2025-01-01"},
            "place_ends_after_it_starts",
        ),
        ({"kind": PlaceKind.BARRIO, "code": "170161"}, "territory_place_code_key"),
    ],
)
def test_a_place_that_contradicts_itself_is_refused(
    fields: dict[str, object], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        Place.objects.create(**{"code": "x", "name": "x", "folded": "x", **fields})


def test_a_tile_is_taken_once() -> None:
    gualea = Place.objects.get(code="170161")
    with pytest.raises(IntegrityError, match="place_tile_is_taken_once"):
        Place.objects.filter(code="170172").update(
            tile_column=gualea.tile_column, tile_row=gualea.tile_row
        )


def test_a_year_has_one_accepted_population_and_any_number_of_others() -> None:
    stated = {
        "place": Place.objects.get(code="170161"),
        "year": 2022,
        "series": PopulationSeries.CENSUS,
        "total": 1,
        "source": Source.objects.get(code="inec-otro-texto"),
    }
    with pytest.raises(IntegrityError, match="one_accepted_population"), transaction.atomic():
        PopulationFigure.objects.create(standing=SourceStanding.ACCEPTED, **stated)
    PopulationFigure.objects.create(standing=SourceStanding.OTHER_SOURCE, **stated)
    assert PopulationFigure.objects.filter(place__code="170161", year=2022).count() == 2


@pytest.mark.usefixtures("services")
def test_more_than_a_hundred_of_a_hundred_is_refused() -> None:
    with pytest.raises(IntegrityError, match="services_within_a_hundred"):
        ServicesFigure.objects.filter(place__code="170161").update(per_hundred=Decimal("100.1"))
