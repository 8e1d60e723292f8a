"""Is an area a valid shape, can it be mended, and how is it drawn with few points?"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

from minga.territory.rules.geojson import Polygon, Position, Ring

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_LARGEST_MEND = 0.01
"""Share of an area that mending may add or take away; beyond it nobody knows what was meant."""
_DRAWN_WITHIN = 0.0008
"""Degrees, about 90 metres: less than half a pixel on a map of the whole district."""


@dataclass(frozen=True)
class MendedArea:
    """A valid area, and by which share of it mending changed the shape (0 when it was valid)."""

    polygons: tuple[Polygon, ...]
    changed_share: float
    was_valid: bool

    @property
    def is_trustworthy(self) -> bool:
        """Whether what was mended is still the shape that was drawn."""
        return bool(self.polygons) and self.changed_share <= _LARGEST_MEND


def mended(polygons: tuple[Polygon, ...]) -> MendedArea:
    """Return the area made valid: crossings resolved, lines and points left over thrown away."""
    import shapely  # noqa: PLC0415 - late: heavy (shapely)

    drawn = _multipolygon(polygons)
    if shapely.is_valid(drawn):
        return MendedArea(polygons, 0.0, was_valid=True)
    repaired = shapely.make_valid(drawn)
    changed = abs(repaired.area - _outer_area(polygons)) / (repaired.area or 1.0)
    return MendedArea(tuple(_polygons_of(repaired)), changed, was_valid=False)


def _outer_area(polygons: tuple[Polygon, ...]) -> float:
    """Return the area that the rings enclose as drawn, holes taken out."""
    return sum(_ring_area(polygon[0]) - sum(map(_ring_area, polygon[1:])) for polygon in polygons)


def _ring_area(ring: Ring) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring))) / 2


def _multipolygon(polygons: Iterable[Polygon]) -> "BaseGeometry":
    import shapely  # noqa: PLC0415 - late: heavy (shapely)

    return shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in polygons])


def _polygons_of(shape: "BaseGeometry") -> Iterable[Polygon]:
    """Yield the polygons of a shape, also of a collection; lines and points are left out."""
    import shapely  # noqa: PLC0415 - late: heavy (shapely)

    if isinstance(shape, shapely.Polygon) and not shape.is_empty:
        yield tuple(_positions(ring) for ring in (shape.exterior, *shape.interiors))
    for part in getattr(shape, "geoms", ()):
        yield from _polygons_of(part)


def _positions(ring: "BaseGeometry") -> Ring:
    return tuple((float(place[0]), float(place[1])) for place in ring.coords)


def outline(polygons: tuple[Polygon, ...], within: float = _DRAWN_WITHIN) -> list[list[Position]]:
    """Return the rings to draw, each point moved by at most `within` degrees.

    An island smaller than that is left out; the largest ring always stays.
    """
    simple = _multipolygon(polygons).simplify(within, preserve_topology=True)
    rings = [ring for polygon in _polygons_of(simple) for ring in polygon]
    visible = [ring for ring in rings if _ring_area(ring) > within**2]
    kept = visible or sorted(rings, key=_ring_area)[-1:]
    return [[(round(x, 5), round(y, 5)) for x, y in ring] for ring in kept]


def as_geometry(polygons: tuple[Polygon, ...]) -> dict[str, object]:
    """Return the GeoJSON geometry of an area: always a MultiPolygon."""
    return {"type": "MultiPolygon", "coordinates": polygons}


def digest(polygons: tuple[Polygon, ...]) -> str:
    """Return what tells one drawing of an area from another (SHA-256 of its positions)."""
    return sha256(repr(polygons).encode()).hexdigest()
