"""It is true that the shipped facts add up to the published totals, conflicts kept."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import Count, F, Max, Sum

from minga.config import reactions
from minga.kernel import events
from minga.territory.events import TerritoryChanged
from minga.territory.models import (
    ElectorFigure,
    Place,
    PopulationFigure,
    ServicesFigure,
    Source,
    ZoneMembership,
)
from minga.territory.queries import parishes_on
from minga.territory.rules.parishes import Parish
from minga.territory.rules.places import (
    CODES_OF_OTHER_CANTONS,
    DISTRICT_CODE,
    ParishKind,
    PlaceKind,
    PopulationSeries,
    SourceStanding,
)
from minga.territory.services.facts import load_facts, read_facts
from minga.territory.services.settle import Tally

BEFORE, AFTER = date(2024, 4, 6), date(2024, 4, 7)
ZONES_BEFORE = {
    "calderon": 2,
    "eloy-alfaro": 9,
    "eugenio-espejo": 15,
    "la-delicia": 13,
    "la-mariscal": 2,
    "los-chillos": 6,
    "manuela-saenz": 5,
    "quitumbe": 5,
    "tumbaco": 8,
}
MOVED = {"Nono", "Calacalí", "Pacto", "Gualea", "Nanegal", "Nanegalito"}
IN_TWO_ZONES = {
    "Atahualpa",
    "Belisario Quevedo",
    "Chavezpamba",
    "Guayllabamba",
    "Mariscal Sucre",
    "Perucho",
    "Puéllaro",
    "San José de Minas",
}

pytestmark = pytest.mark.usefixtures("facts")


def parishes() -> tuple[Parish, ...]:
    return parishes_on(AFTER)


def people(year: int, **which: object) -> int:
    figures = PopulationFigure.objects.filter(
        place__kind=PlaceKind.PARISH, year=year, standing=SourceStanding.ACCEPTED, **which
    )
    return int(figures.aggregate(all=Sum("total"))["all"])


def test_there_are_32_urban_and_33_rural_parishes() -> None:
    kinds = Counter(parish.kind for parish in parishes())
    assert kinds == {ParishKind.URBAN: 32, ParishKind.RURAL: 33}


def test_no_code_of_another_canton_and_not_the_city_itself_is_a_parish() -> None:
    codes = {parish.code for parish in parishes()}
    assert codes.isdisjoint({*CODES_OF_OTHER_CANTONS, "170150"})
    urban = {parish.code for parish in parishes() if parish.kind == ParishKind.URBAN}
    assert urban == {str(code) for code in range(170101, 170133)}


@pytest.mark.parametrize(
    ("year", "total", "urban", "rural"),
    [
        (2001, 1_823_694, None, None),
        (2010, 2_221_036, 1_601_504, 619_532),
        (2022, 2_679_722, 1_776_364, 903_358),
    ],
)
def test_each_census_adds_up(year: int, total: int, urban: int | None, rural: int | None) -> None:
    assert people(year, series=PopulationSeries.CENSUS) == total
    for kind, expected in ((ParishKind.URBAN, urban), (ParishKind.RURAL, rural)):
        if expected is not None:
            census = {"series": PopulationSeries.CENSUS, "place__parish_kind": kind}
            assert people(year, **census) == expected


def test_what_is_published_without_a_licence_is_not_shipped() -> None:
    assert not ServicesFigure.objects.exists()
    projected = PopulationFigure.objects.filter(series=PopulationSeries.PROJECTION)
    assert set(projected.values_list("place__code", flat=True)) == {DISTRICT_CODE}
    columns = {name.rpartition("_")[0] for name in read_facts("parishes")[0] if name[-4:].isdigit()}
    assert columns == {"population", "men", "women", "electors", "polling_places"}


def test_three_censuses_are_shipped() -> None:
    census_years = {year for parish in parishes() for year in parish.census}
    assert census_years == {2001, 2010, 2022}


def test_men_and_women_stay_54_below_the_total_in_seven_parishes() -> None:
    counted = PopulationFigure.objects.filter(year=2022, men__isnull=False)
    sums = counted.aggregate(men=Sum("men"), women=Sum("women"))
    assert (sums["men"], sums["women"]) == (1_291_745, 1_387_923)
    short = counted.exclude(total=F("men") + F("women")).values_list("place__name", flat=True)
    assert set(short) == {
        "Belisario Quevedo",
        "Carcelén",
        "Chillogallo",
        "Itchimbía",
        "Mariscal Sucre",
        "San Isidro del Inca",
        "Turubamba",
    }


def test_the_roll_of_2027_adds_up_where_people_vote() -> None:
    roll = ElectorFigure.objects.filter(place__kind=PlaceKind.PARISH, roll_year=2027)
    totals = roll.aggregate(all=Sum("electors"), places=Sum("polling_places"))
    assert (totals["all"], totals["places"]) == (2_067_791, 386)
    by_kind = dict(roll.values_list("place__parish_kind").annotate(Sum("electors")))
    assert by_kind == {"URBAN": 1_451_670, "RURAL": 616_121}


def test_nineteen_parishes_have_more_electors_than_residents() -> None:
    assert sum(parish.has_more_electors_than_residents for parish in parishes()) == 19


def test_ten_parishes_lie_north_of_the_equator_by_population_eleven_by_land() -> None:
    north = {parish.name for parish in parishes() if parish.is_north}
    assert len(north) == 10
    by_land = {p.name for p in parishes() if p.centre is not None and p.centre.is_north}
    assert by_land - north == {"San Antonio"}
    assert [p.name for p in parishes() if p.straddles_the_equator] == ["San Antonio"]


def test_every_parish_has_three_letters_and_a_tile_of_its_own() -> None:
    found = parishes()
    assert {len(parish.short) for parish in found} == {3}
    assert len({parish.short for parish in found}) == 65
    assert len({parish.tile for parish in found}) == 65
    gualea = next(parish for parish in found if parish.code == "170161")
    assert (gualea.short, gualea.tile) == ("Gua", (1, 2))


def zone_sizes(day: date) -> dict[str, int]:
    zones = [parish.zones.current for parish in parishes_on(day)]
    return dict(Counter(zone.zone_code for zone in zones if zone is not None))


def test_nine_zones_until_6_april_2024_and_ten_from_the_next_day() -> None:
    assert zone_sizes(BEFORE) == ZONES_BEFORE
    assert zone_sizes(AFTER) == {**ZONES_BEFORE, "la-delicia": 7, "choco-andino": 6}


def test_six_parishes_moved_and_say_that_the_day_is_to_be_confirmed() -> None:
    moved = ZoneMembership.objects.filter(zone__code="choco-andino")
    assert {row.place.name for row in moved.select_related("place")} == MOVED
    assert {row.note for row in moved} == {
        "Falta confirmar el día exacto del cambio: la fuente es de prensa"
    }


def test_eight_parishes_keep_what_the_other_source_says() -> None:
    other = ZoneMembership.objects.filter(standing=SourceStanding.OTHER_SOURCE)
    assert {row.place.name for row in other.select_related("place")} == IN_TWO_ZONES
    names = other.filter(place__name="Guayllabamba").values_list("zone__name", flat=True)
    assert set(names) == {"Tumbaco", "Calderón"}


def test_totals_of_2010_that_disagree_are_kept_side_by_side() -> None:
    stated = PopulationFigure.objects.filter(
        place__code=DISTRICT_CODE, year=2010, standing=SourceStanding.OTHER_SOURCE
    )
    assert set(stated.values_list("total", flat=True)) == {2_242_615, 2_242_620, 2_239_191}


def test_the_projection_of_2023_stands_140337_above_the_census() -> None:
    projected = PopulationFigure.objects.get(place__code=DISTRICT_CODE, year=2023)
    assert projected.total - people(2022, series=PopulationSeries.CENSUS) == 140_337


def test_the_circumscription_is_not_set_until_it_is_loaded() -> None:
    assert {parish.circumscription for parish in parishes()} == {None}


def test_every_source_that_is_named_is_used_and_has_a_publisher() -> None:
    used = {
        *Place.objects.values_list("source__code", flat=True),
        *ZoneMembership.objects.values_list("source__code", flat=True),
        *PopulationFigure.objects.values_list("source__code", flat=True),
        *ElectorFigure.objects.values_list("source__code", flat=True),
    }
    assert set(Source.objects.values_list("code", flat=True)) - used == {"centroides"}
    assert not Source.objects.filter(publisher="").exists()


def test_a_second_load_writes_nothing(facts: Tally) -> None:
    assert load_facts() == Tally(created=0, changed=0, unchanged=facts.created)


def test_a_load_mends_a_fact_that_was_changed_and_tells_it(facts: Tally) -> None:
    told: list[TerritoryChanged] = []
    Place.objects.filter(code="170161").update(name="Otro nombre")
    events.on(TerritoryChanged, told.append)
    try:
        assert load_facts() == Tally(created=0, changed=1, unchanged=facts.created - 1)
    finally:
        reactions.install()
    assert told == [TerritoryChanged(what="facts", rows=1)]
    assert Place.objects.get(code="170161").name == "Gualea"


def test_a_load_leaves_the_circumscription_that_people_set() -> None:
    Place.objects.filter(code="170161").update(circumscription="Rural")
    load_facts()
    assert Place.objects.get(code="170161").circumscription == "Rural"


def test_no_figure_is_stated_twice_by_a_source() -> None:
    repeated = (
        PopulationFigure.objects.values("place", "year", "series", "source", "total")
        .annotate(times=Count("pk"))
        .aggregate(most=Max("times"))
    )
    assert repeated["most"] == 1
