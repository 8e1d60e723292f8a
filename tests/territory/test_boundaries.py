"""It is true that boundaries enter whole or not at all, and that nothing is guessed."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from minga.config import reactions
from minga.kernel import events
from minga.territory.events import TerritoryChanged
from minga.territory.models import Boundary, Place, PopulationFigure
from minga.territory.rules.issues import IssueCode as I
from minga.territory.services.boundaries import BoundaryFile, import_boundaries
from minga.territory.services.report import ImportReport
from minga.territory.services.settle import Tally
from tests.territory.drawings import (
    BELISARIO,
    BOW_TIE,
    CUMBAYA,
    GUALEA,
    collection,
    feature,
    square,
)

pytestmark = pytest.mark.usefixtures("facts")

AT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def importing(
    *features: object, accept: Sequence[str] = (), dry_run: bool = False, source: str = "capa"
) -> ImportReport:
    file = BoundaryFile(collection(features), source, "CC0")
    return import_boundaries(file, at=AT, accept=frozenset(accept), dry_run=dry_run)


def codes(report: ImportReport) -> list[I]:
    return [issue.code for issue in report.issues]


def test_areas_are_matched_by_code_then_by_name_however_written() -> None:
    report = importing(
        feature(square(*GUALEA), codigo_dpa="170161.0"),
        feature(square(*CUMBAYA), DPA_DESPAR="CUMBAYA"),
    )
    assert (report.tally, report.issues, report.written) == (Tally(created=2), (), True)
    kept = Boundary.objects.order_by("place__code").values_list("place__name", flat=True)
    assert list(kept) == ["Cumbayá", "Gualea"]


def test_source_licence_moment_and_box_are_kept() -> None:
    importing(feature(square(*GUALEA), codigo="170161"))
    kept = Boundary.objects.get()
    assert (kept.source, kept.licence, kept.imported_at) == ("capa", "CC0", AT)
    assert (kept.west, kept.south, kept.east, kept.north) == pytest.approx(
        (-78.768549, 0.112375, -78.748549, 0.132375)
    )
    assert kept.geometry["type"] == "MultiPolygon"


def test_the_same_file_again_writes_nothing_and_another_drawing_replaces_it() -> None:
    shape = feature(square(*GUALEA), codigo="170161")
    importing(shape)
    assert importing(shape).tally == Tally(unchanged=1)
    assert importing(feature(square(*GUALEA, half=0.02), codigo="170161")).tally == Tally(changed=1)
    assert Boundary.objects.count() == 1


def test_a_preview_tells_and_writes_nothing() -> None:
    report = importing(feature(square(*GUALEA), codigo="170161"), dry_run=True)
    assert (report.tally, report.written, report.refused) == (Tally(created=1), False, False)
    assert not Boundary.objects.exists()


def test_a_load_is_announced_once_and_a_repetition_is_not() -> None:
    told: list[TerritoryChanged] = []
    events.on(TerritoryChanged, told.append)
    try:
        for _ in range(2):
            importing(feature(square(*GUALEA), codigo="170161"))
    finally:
        reactions.install()
    assert told == [TerritoryChanged(what="boundaries", rows=1)]


def test_codes_of_other_cantons_and_of_the_city_are_said_and_left_out() -> None:
    report = importing(
        feature(square(*GUALEA), codigo="170167", nombre="Mindo"),
        feature(square(*GUALEA), codigo="170150"),
        feature(square(*GUALEA), codigo="170550", nombre="Rumipamba"),
        feature(square(*GUALEA), nombre="Cutuglagua"),
        feature(square(*GUALEA), codigo="170161"),
    )
    assert codes(report) == [I.OTHER_CANTON, I.CITY_AGGREGATE, I.UNMATCHED, I.UNMATCHED]
    assert report.tally == Tally(created=1)


def test_the_code_decides_when_the_name_is_of_another_place() -> None:
    report = importing(feature(square(*GUALEA), codigo="170161", nombre="Pacto"))
    assert codes(report) == [I.NAME_DISAGREES]
    assert Boundary.objects.get().place.name == "Gualea"


def test_a_file_in_which_nothing_is_known_is_refused() -> None:
    report = importing(feature(square(*GUALEA), nombre="Lugar"))
    assert codes(report) == [I.UNMATCHED, I.NOTHING_MATCHED]
    assert (report.refused, report.written) == (True, False)


def test_a_place_drawn_twice_refuses_the_file() -> None:
    shape = feature(square(*GUALEA), codigo="170161")
    assert codes(importing(shape, shape)) == [I.PLACE_TWICE]
    assert not Boundary.objects.exists()


def test_one_shape_beyond_repair_refuses_the_whole_file() -> None:
    report = importing(feature(square(*GUALEA), codigo="170161"), feature(BOW_TIE, codigo="170101"))
    assert codes(report) == [I.BEYOND_REPAIR]
    assert (report.refused, Boundary.objects.count()) == (True, 0)


def test_a_shape_that_can_be_mended_is_mended_and_said() -> None:
    ring = square(*BELISARIO)
    spike = [*ring[:2], [ring[1][0] + 0.01, ring[1][1]], *ring[1:]]
    report = importing(feature(spike, codigo="170101"))
    assert codes(report) == [I.REPAIRED]
    assert report.written


def test_a_northern_parish_without_its_sign_is_refused() -> None:
    longitude, latitude = GUALEA
    report = importing(feature(square(longitude, -latitude), codigo="170161"))
    assert (codes(report), report.refused) == ([I.LATITUDE_SIGN], True)


def test_the_shape_of_another_place_is_refused() -> None:
    report = importing(feature(square(*CUMBAYA), codigo="170161"))
    assert (codes(report), report.refused) == ([I.FAR_FROM_CENTRE], True)


def test_a_place_without_a_known_centre_is_taken_where_it_is_drawn() -> None:
    Place.objects.filter(code="170161").update(latitude=None, longitude=None)
    assert importing(feature(square(*CUMBAYA), codigo="170161")).written


def test_only_the_geometry_is_used_when_attributes_hold_metres() -> None:
    report = importing(feature(square(*BELISARIO), codigo="170101", X=493665.299, Y=9966508.78))
    assert codes(report) == [I.ATTRIBUTE_COORDINATES]
    assert Boundary.objects.get().west == pytest.approx(BELISARIO[0] - 0.01)


def test_coordinates_hidden_in_an_attribute_are_never_taken_for_a_shape() -> None:
    bare = {
        "type": "Feature",
        "properties": {"codigo": "170101", "FID": "-0.185, -78.522"},
        "geometry": None,
    }
    report = importing(bare, feature(square(*GUALEA), codigo="170161"))
    assert codes(report) == [I.NO_GEOMETRY]
    assert Boundary.objects.get().place.name == "Gualea"


def test_a_population_ten_times_too_high_is_asked_about() -> None:
    shape = feature(square(*GUALEA), codigo="170161", poblacion=17040)
    report = importing(shape)
    assert (codes(report), report.refused) == ([I.SUSPECT_POPULATION], True)
    assert report.issues[0].values == {
        "name": "Gualea",
        "code": "170161",
        "known": "1704",
        "stated": "17040",
    }


def test_what_was_answered_for_is_taken_and_the_figure_is_still_not_overwritten() -> None:
    shape = feature(square(*GUALEA), codigo="170161", poblacion=17040)
    report = importing(shape, accept=["170161"])
    assert (codes(report), report.written) == ([I.POPULATION_DIFFERS], True)
    assert PopulationFigure.objects.get(place__code="170161", year=2022).total == 1704


@pytest.mark.parametrize("stated", [1704, "1.704", None])
def test_a_population_that_agrees_or_is_missing_is_no_news(stated: object) -> None:
    assert codes(importing(feature(square(*GUALEA), codigo="170161", poblacion=stated))) == []


def test_a_file_that_cannot_be_read_names_its_reason_and_writes_nothing() -> None:
    report = import_boundaries(BoundaryFile(b"{", "capa"), at=AT)
    assert (codes(report), report.refused, report.written) == ([I.NOT_JSON], True, False)
