"""Which areas does a GeoJSON document hold, and are they where they say they are? (RFC 7946)"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from minga.territory.rules.issues import IssueCode, refuse

type Position = tuple[float, float]
type Ring = tuple[Position, ...]
type Polygon = tuple[Ring, ...]

MAX_FEATURES = 20_000
MAX_POINTS = 2_000_000
_KNOWN_SYSTEMS = ("CRS84", "EPSG::4326", "EPSG:4326", "4979")
_COUNTRY_LONGITUDES = (-92.5, -75.0)
_COUNTRY_LATITUDES = (-5.2, 1.7)


@dataclass(frozen=True)
class Feature:
    """One area of a document; without polygons when the document gives it no geometry."""

    where: str
    properties: Mapping[str, object]
    polygons: tuple[Polygon, ...]


def parse_document(text: str) -> object:
    """Return the JSON of `text`; raises FileRefused for what is not JSON, NaN and Infinity too."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as problem:
        raise refuse(IssueCode.NOT_JSON, f"línea {problem.lineno}") from problem
    except RecursionError as problem:
        raise refuse(IssueCode.NOT_JSON) from problem


def _refuse_constant(name: str) -> NoReturn:
    raise refuse(IssueCode.NOT_JSON, name)


def read_features(document: object) -> tuple[Feature, ...]:
    """Return the areas of a FeatureCollection, each position checked.

    Raises FileRefused for another kind of document, another coordinate system, swapped axes,
    metres, places outside the country, points and lines, and more than the limits allow.
    """
    collection = _mapping(document, "FeatureCollection")
    _check_system(collection.get("crs"))
    listed = collection.get("features")
    if not isinstance(listed, list):
        raise refuse(IssueCode.NOT_FEATURES)
    if len(listed) > MAX_FEATURES:
        raise refuse(IssueCode.TOO_MANY_FEATURES, limit=MAX_FEATURES)
    return tuple(_features(listed))


def _features(listed: list[object]) -> Iterator[Feature]:
    points = 0
    for number, item in enumerate(listed, start=1):
        feature = _feature(item, f"elemento {number}")
        points += sum(len(ring) for polygon in feature.polygons for ring in polygon)
        if points > MAX_POINTS:
            raise refuse(IssueCode.TOO_MANY_POINTS, feature.where, limit=MAX_POINTS)
        yield feature


def _feature(item: object, where: str) -> Feature:
    fields = _mapping(item, "Feature", where)
    properties = fields.get("properties")
    known = properties if isinstance(properties, dict) else {}
    return Feature(where, known, _polygons(fields.get("geometry"), where))


def _mapping(item: object, kind: str, where: str = "") -> dict[str, object]:
    if not isinstance(item, dict) or item.get("type") != kind:
        raise refuse(IssueCode.NOT_FEATURES, where)
    return item


def _check_system(system: object) -> None:
    """Refuse a document that names a system other than WGS84; most name none, as RFC 7946 asks."""
    if system is None:
        return
    written = json.dumps(system)
    if not any(name in written for name in _KNOWN_SYSTEMS):
        raise refuse(IssueCode.FOREIGN_SYSTEM, system=written[:120])


def _polygons(geometry: object, where: str) -> tuple[Polygon, ...]:
    if geometry is None:
        return ()
    if not isinstance(geometry, dict):
        raise refuse(IssueCode.BROKEN_SHAPE, where)
    coordinates = geometry.get("coordinates")
    match geometry.get("type"):
        case "Polygon":
            return (_polygon(coordinates, where),)
        case "MultiPolygon":
            return tuple(_polygon(part, where) for part in _listed(coordinates, where))
        case other:
            raise refuse(IssueCode.NOT_AN_AREA, where, kind=other)


def _polygon(rings: object, where: str) -> Polygon:
    return tuple(_ring(ring, where) for ring in _listed(rings, where))


def _ring(positions: object, where: str) -> Ring:
    ring = tuple(_position(item, where) for item in _listed(positions, where))
    closed = ring if ring[0] == ring[-1] else (*ring, ring[0])
    if len(closed) < 4:
        raise refuse(IssueCode.BROKEN_SHAPE, where)
    return closed


def _listed(item: object, where: str) -> list[object]:
    if not isinstance(item, list) or not item:
        raise refuse(IssueCode.BROKEN_SHAPE, where)
    return item


def _position(item: object, where: str) -> Position:
    if not isinstance(item, list) or len(item) < 2 or not all(map(_is_number, item[:2])):
        raise refuse(IssueCode.BROKEN_SHAPE, where)
    longitude, latitude = float(item[0]), float(item[1])
    if problem := position_problem(longitude, latitude):
        raise refuse(problem, where, first=f"{longitude:g}", second=f"{latitude:g}")
    return longitude, latitude


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def position_problem(longitude: float, latitude: float) -> IssueCode | None:
    """Return what is wrong with one position, or None when it lies in the country.

    Latitudes of both signs are right: ten parishes of Quito lie north of the equator.
    """
    if _inside(longitude, _COUNTRY_LONGITUDES) and _inside(latitude, _COUNTRY_LATITUDES):
        return None
    if _inside(latitude, _COUNTRY_LONGITUDES) and _inside(longitude, _COUNTRY_LATITUDES):
        return IssueCode.SWAPPED_AXES
    if abs(longitude) > 180 or abs(latitude) > 90:
        return IssueCode.PROJECTED
    return IssueCode.OUTSIDE_COUNTRY


def _inside(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def attributes_disagree(feature: Feature) -> bool:
    """Return whether attributes X and Y speak of another system than the geometry.

    Public layers of Quito carry local metres in them; only the geometry is ever used.
    """
    named = {key.casefold(): value for key, value in feature.properties.items()}
    pair = [named.get(key) for key in ("x", "y")]
    if not feature.polygons or not all(map(_is_number, pair)):
        return False
    longitude, latitude = (float(str(value)) for value in pair)
    west, south, east, north = box_of(feature.polygons)
    return not (west <= longitude <= east and south <= latitude <= north)


def box_of(polygons: Iterable[Polygon]) -> tuple[float, float, float, float]:
    """Return west, south, east and north of at least one polygon."""
    positions = [place for polygon in polygons for ring in polygon for place in ring]
    longitudes = [longitude for longitude, _ in positions]
    latitudes = [latitude for _, latitude in positions]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def centre_problem(
    box: tuple[float, float, float, float], longitude: float, latitude: float
) -> IssueCode | None:
    """Return what is wrong when an area does not reach the known centre of its place.

    An area that would reach it with the other sign of latitude was turned over the equator.
    """
    west, south, east, north = box
    if _near(box, longitude, latitude):
        return None
    if _near((west, -north, east, -south), longitude, latitude):
        return IssueCode.LATITUDE_SIGN
    return IssueCode.FAR_FROM_CENTRE


def _near(box: Sequence[float], longitude: float, latitude: float, slack: float = 0.02) -> bool:
    """Return whether a point lies in a box made some two kilometres wider on each side."""
    west, south, east, north = box
    return west - slack <= longitude <= east + slack and south - slack <= latitude <= north + slack
