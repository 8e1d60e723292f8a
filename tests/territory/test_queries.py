"""It is true that places are found however named, in a fixed number of queries."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from minga.territory.models import Place
from minga.territory.public import (
    district,
    find_parish,
    parish_choices,
    parish_people,
    parishes_on,
    place_names,
    zone_ids_on,
)
from minga.territory.queries import drawn_boundaries, has_boundaries
from minga.territory.rules.measures import MeasureKey
from minga.territory.rules.parishes import Counted, counted_in, leading_measure, services_of
from minga.territory.rules.places import PlaceKind


def found_code(text: str) -> str | None:
    found = find_parish(text)
    return found.code if found else None


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("170161", "170161"),
        ("170161.0", "170161"),
        ("Itchimbia", "170113"),
        ("ITCHIMBÍA", "170113"),
        ("Zambiza", "170186"),
        ("Quinche", "170160"),
        ("El Quinche", "170160"),
        ("Atahualpa / Habaspamba", "170153"),
        ("habaspamba", "170153"),
        ("San Antonio de Pichincha", "170180"),
        ("San Antonio", "170180"),
        ("Inaquito", "170112"),
        ("Iñaquito", "170112"),
        ("Rumipamba", "170127"),
        ("170167", None),
        ("170550", None),
        ("Mindo", None),
        ("", None),
        ("La Delicia", None),
    ],
)
def test_a_parish_is_found_by_code_or_by_any_of_its_names(text: str, code: str | None) -> None:
    assert found_code(text) == code


@pytest.mark.usefixtures("facts")
def test_when_two_would_fit_nobody_is_picked() -> None:
    Place.objects.filter(code="170172").update(aliases=["gualea"])
    assert found_code("Gualea") is None


@pytest.mark.usefixtures("facts")
def test_a_parish_of_the_same_name_in_another_canton_is_never_found() -> None:
    Place.objects.create(
        kind=PlaceKind.PARISH,
        code="170552",
        name="Rumipamba",
        folded="rumipamba",
        parish_kind="RURAL",
    )
    assert found_code("Rumipamba") == "170127"
    assert "170552" not in {parish.code for parish in parishes_on(date(2026, 1, 1))}


@pytest.mark.usefixtures("facts")
def test_all_parishes_with_their_figures_cost_five_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(5):
        assert len(parishes_on(date(2026, 1, 1))) == 65


@pytest.mark.usefixtures("facts")
def test_select_lists_names_people_and_zones_cost_one_query_each(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    gualea = Place.objects.get(code="170161")
    choco = Place.objects.get(code="choco-andino")
    with django_assert_num_queries(4):
        assert parish_choices()[0] == ("170151", "Alangasí")
        assert place_names([gualea.pk]) == {gualea.pk: "Gualea"}
        assert sum(parish_people().values()) == 2_679_722
        assert zone_ids_on(date(2024, 4, 7))[gualea.pk] == choco.pk


@pytest.mark.django_db
def test_before_the_facts_are_loaded_nothing_is_known_and_nothing_breaks() -> None:
    assert (parishes_on(date(2026, 1, 1)), district(), drawn_boundaries()) == ((), None, None)
    assert not has_boundaries()


@pytest.mark.usefixtures("facts")
def test_a_parish_without_figures_has_none_not_zero() -> None:
    Place.objects.create(
        kind=PlaceKind.PARISH,
        code="170188",
        name="Nueva",
        folded="nueva",
        parish_kind="RURAL",
    )
    new = next(p for p in parishes_on(date(2026, 1, 1)) if p.code == "170188")
    assert (new.population, new.change, new.roll, new.services) == (None, None, None, None)
    assert (new.tile, new.centre, new.zones.current) == (None, None, None)
    assert not new.is_north
    assert not new.straddles_the_equator
    assert not new.has_more_electors_than_residents


@pytest.mark.usefixtures("facts")
def test_without_loaded_services_the_censuses_lead_and_without_them_the_people() -> None:
    parishes = parishes_on(date(2026, 1, 1))
    assert leading_measure(parishes) == MeasureKey.CHANGE
    bare = [replace(parish, census={2022: 5}) for parish in parishes]
    assert leading_measure(bare) == MeasureKey.POPULATION
    assert leading_measure([]) == MeasureKey.POPULATION


@pytest.mark.usefixtures("services")
def test_loaded_services_lead() -> None:
    assert leading_measure(parishes_on(date(2026, 1, 1))) == MeasureKey.SERVICES


@pytest.mark.usefixtures("services")
def test_a_mean_of_some_parishes_is_not_that_of_all() -> None:
    parishes = parishes_on(date(2026, 1, 1))
    known = services_of(parishes)
    assert known is not None
    assert 89 < known < 90
    assert services_of([replace(parishes[0], services=None), *parishes[1:]]) is None


@pytest.mark.usefixtures("facts")
def test_only_a_census_that_counted_all_is_the_one_of_all() -> None:
    parishes = parishes_on(date(2026, 1, 1))
    assert counted_in(parishes) == Counted(2022, 2_679_722, 2010, Decimal("20.7"))
    first = replace(parishes[0], census={2022: 5})
    assert counted_in([first, *parishes[1:]]) == Counted(2022, 2_679_722 - 50_663 + 5)
    assert counted_in([replace(parishes[0], census={}), *parishes[1:]]) is None
