"""It is true that a file of boundaries is read only where it says what it means."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.territory.rules import geojson
from minga.territory.rules.geojson import (
    Feature,
    attributes_disagree,
    box_of,
    centre_problem,
    parse_document,
    position_problem,
    read_features,
)
from minga.territory.rules.issues import FileRefused, IssueCode
from tests.territory.drawings import BELISARIO, GUALEA, collection, feature, square


def refusal_of(read: Callable[[], object]) -> tuple[IssueCode, str]:
    """Return code and place of the refusal that a reading ends with."""
    with pytest.raises(FileRefused) as caught:
        read()
    return caught.value.issue.code, caught.value.issue.where


def reading(*features: object, **more: object) -> tuple[Feature, ...]:
    return read_features(json.loads(collection(features, **more)))


def test_a_polygon_is_read_with_its_attributes() -> None:
    (found,) = reading(feature(square(*BELISARIO), codigo="170101"))
    assert found.where == "elemento 1"
    assert found.properties == {"codigo": "170101"}
    assert box_of(found.polygons) == pytest.approx((-78.53267, -0.195508, -78.51267, -0.175508))


def test_a_ring_left_open_is_closed() -> None:
    (found,) = reading(feature(square(*BELISARIO)[:-1]))
    assert found.polygons[0][0][0] == found.polygons[0][0][-1]


def test_an_area_without_geometry_has_no_polygons() -> None:
    (found,) = reading({"type": "Feature", "properties": None, "geometry": None})
    assert found == Feature("elemento 1", {}, ())


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"])
def test_the_usual_systems_are_taken(name: str) -> None:
    system = {"type": "name", "properties": {"name": name}}
    assert len(reading(feature(square(*GUALEA)), crs=system)) == 1


def test_another_system_is_refused() -> None:
    system = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32717"}}
    assert refusal_of(lambda: reading(crs=system)) == (IssueCode.FOREIGN_SYSTEM, "")


def test_metres_are_refused() -> None:
    shape = feature(square(493665.3, 9966508.8, 100))
    assert refusal_of(lambda: reading(shape)) == (IssueCode.PROJECTED, "elemento 1")


def test_swapped_axes_are_refused() -> None:
    longitude, latitude = GUALEA
    shape = feature(square(latitude, longitude))
    assert refusal_of(lambda: reading(shape)) == (IssueCode.SWAPPED_AXES, "elemento 1")


def test_another_country_is_refused() -> None:
    shape = feature(square(-74.07, 4.61))
    assert refusal_of(lambda: reading(shape)) == (IssueCode.OUTSIDE_COUNTRY, "elemento 1")


@pytest.mark.parametrize(
    ("longitude", "latitude", "problem"),
    [
        (-78.5, 0.18, None),
        (-78.5, -0.18, None),
        (-78.5, 0.0, None),
        (0.18, -78.5, IssueCode.SWAPPED_AXES),
        (500_000.0, 10_020_000.0, IssueCode.PROJECTED),
        (78.5, -0.18, IssueCode.OUTSIDE_COUNTRY),
    ],
)
def test_both_sides_of_the_equator_are_in_the_country(
    longitude: float, latitude: float, problem: IssueCode | None
) -> None:
    assert position_problem(longitude, latitude) == problem


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [-78.5, -0.2]},
        {"type": "LineString", "coordinates": [[-78.5, -0.2], [-78.4, -0.2]]},
        {"type": "GeometryCollection", "geometries": []},
        {},
    ],
)
def test_what_is_no_area_is_refused(geometry: object) -> None:
    item = {"type": "Feature", "properties": {}, "geometry": geometry}
    assert refusal_of(lambda: reading(item)) == (IssueCode.NOT_AN_AREA, "elemento 1")


@pytest.mark.parametrize(
    "coordinates",
    [
        None,
        [],
        [[]],
        "x",
        [[[-78.5, -0.2]]],
        [[[-78.5], [-78.4, -0.2], [-78.4, -0.1], [-78.5, -0.2]]],
        [[["-78.5", "-0.2"], [-78.4, -0.2], [-78.4, -0.1], [-78.5, -0.2]]],
        [[[True, False], [-78.4, -0.2], [-78.4, -0.1], [-78.5, -0.2]]],
    ],
)
def test_a_shape_with_parts_missing_is_refused(coordinates: object) -> None:
    item = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": coordinates}}
    assert refusal_of(lambda: reading(item)) == (IssueCode.BROKEN_SHAPE, "elemento 1")


def test_a_geometry_that_is_no_object_is_refused() -> None:
    item = {"type": "Feature", "geometry": [1, 2]}
    assert refusal_of(lambda: reading(item)) == (IssueCode.BROKEN_SHAPE, "elemento 1")


@pytest.mark.parametrize(
    "document", [[], "x", 3, None, {"type": "Feature"}, {"type": "FeatureCollection"}]
)
def test_what_is_no_collection_is_refused(document: object) -> None:
    assert refusal_of(lambda: read_features(document))[0] == IssueCode.NOT_FEATURES


def test_an_element_that_is_no_feature_is_refused_where_it_stands() -> None:
    shape = feature(square(*GUALEA))
    assert refusal_of(lambda: reading(shape, 7)) == (IssueCode.NOT_FEATURES, "elemento 2")


@pytest.mark.parametrize("text", ["{", '{"a": NaN}', '{"a": Infinity}', "", "[" * 200_000])
def test_what_is_no_json_is_refused(text: str) -> None:
    assert refusal_of(lambda: parse_document(text))[0] == IssueCode.NOT_JSON


def test_more_features_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geojson, "MAX_FEATURES", 1)
    shape = feature(square(*GUALEA))
    assert refusal_of(lambda: reading(shape, shape))[0] == IssueCode.TOO_MANY_FEATURES


def test_more_points_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geojson, "MAX_POINTS", 9)
    shape = feature(square(*GUALEA))
    assert refusal_of(lambda: reading(shape, shape)) == (IssueCode.TOO_MANY_POINTS, "elemento 2")


def test_local_metres_among_the_attributes_are_noticed() -> None:
    (metres,) = reading(feature(square(*BELISARIO), X=493665.299, Y=9966508.78))
    (degrees,) = reading(feature(square(*BELISARIO), X=BELISARIO[0], y=BELISARIO[1]))
    (silent,) = reading(feature(square(*BELISARIO)))
    assert [attributes_disagree(one) for one in (metres, degrees, silent)] == [True, False, False]


def test_an_area_that_lost_its_sign_is_told_from_one_that_is_elsewhere() -> None:
    longitude, latitude = GUALEA
    right = (longitude - 0.1, latitude - 0.1, longitude + 0.1, latitude + 0.1)
    turned = (longitude - 0.05, -latitude - 0.05, longitude + 0.05, -latitude + 0.05)
    elsewhere = (-78.3, 0.1, -78.2, 0.15)
    found = [centre_problem(box, longitude, latitude) for box in (right, turned, elsewhere)]
    assert found == [None, IssueCode.LATITUDE_SIGN, IssueCode.FAR_FROM_CENTRE]


SHAPE_REFUSALS = {
    IssueCode.BROKEN_SHAPE,
    IssueCode.OUTSIDE_COUNTRY,
    IssueCode.PROJECTED,
    IssueCode.SWAPPED_AXES,
}


def outcome_of[T](read: Callable[[], T]) -> T | IssueCode:
    """Return what a reading gives, or the code of its refusal."""
    try:
        return read()
    except FileRefused as refusal:
        return refusal.issue.code


def _no_constant(name: str) -> object:
    raise ValueError(name)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=15,
)  # fmt: skip


@given(JSON_VALUES)
def test_any_geometry_is_read_or_refused_with_a_code(coordinates: object) -> None:
    item = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": coordinates}}
    outcome = outcome_of(lambda: reading(item))
    if isinstance(outcome, IssueCode):
        assert outcome in SHAPE_REFUSALS
    else:
        west, south, east, north = box_of(outcome[0].polygons)
        assert (west <= east, south <= north) == (True, True)


@given(st.text(max_size=60))
def test_any_text_is_a_document_or_refused(text: str) -> None:
    try:
        expected: object = json.loads(text, parse_constant=_no_constant)
    except ValueError:
        expected = IssueCode.NOT_JSON
    assert outcome_of(lambda: parse_document(text)) == expected
