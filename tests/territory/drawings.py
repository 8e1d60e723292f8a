"""Which small files of boundaries do the tests import? Squares around the known centres."""

import json
from collections.abc import Sequence

type Ring = list[list[float]]


def square(longitude: float, latitude: float, half: float = 0.01) -> Ring:
    """Return a square ring around a point, closed."""
    west, east, south, north = (
        longitude - half,
        longitude + half,
        latitude - half,
        latitude + half,
    )
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(ring: Ring, **properties: object) -> dict[str, object]:
    """Return an area with its attributes."""
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(features: Sequence[object], **more: object) -> bytes:
    """Return a GeoJSON document."""
    document = {"type": "FeatureCollection", "features": list(features), **more}
    return json.dumps(document, ensure_ascii=False).encode()


BOW_TIE: Ring = [
    [-78.53, -0.19],
    [-78.51, -0.18],
    [-78.51, -0.19],
    [-78.53, -0.18],
    [-78.53, -0.19],
]
"""Two triangles that meet in one crossing: half of what the corners enclose."""

CUMBAYA = (-78.441011, -0.212803)
GUALEA = (-78.758549, 0.122375)
BELISARIO = (-78.52267, -0.185508)
