"""Where on a drawing do the outlines of places fall?"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

type Rings = Sequence[Sequence[Sequence[float]]]


@dataclass(frozen=True)
class DrawnMap:
    """A map of `width` by `height` units and the path of each place on it."""

    width: int
    height: int
    paths: Mapping[str, str]


def draw_outlines(outlines: Mapping[str, Rings], width: int = 1000) -> DrawnMap:
    """Return all outlines on one drawing, north up, as wide as asked.

    Near the equator a degree of longitude is as long as one of latitude within half a percent;
    the cosine keeps it right elsewhere. Works on both sides of the equator.
    """
    places = [place for rings in outlines.values() for ring in rings for place in ring]
    if not places:
        return DrawnMap(width, 0, {})
    west, east = min(p[0] for p in places), max(p[0] for p in places)
    south, north = min(p[1] for p in places), max(p[1] for p in places)
    squeeze = math.cos(math.radians((south + north) / 2))
    unit = width / max((east - west) * squeeze, 1e-9)
    frame = _Frame(west, north, unit * squeeze, unit)
    paths = {code: _path(rings, frame) for code, rings in outlines.items()}
    return DrawnMap(width, max(1, round((north - south) * unit)), paths)


@dataclass(frozen=True)
class _Frame:
    west: float
    north: float
    across: float
    down: float

    def point(self, place: Sequence[float]) -> tuple[int, int]:
        return (
            round((place[0] - self.west) * self.across),
            round((self.north - place[1]) * self.down),
        )


def _path(rings: Rings, frame: _Frame) -> str:
    return "".join(_ring_path([frame.point(place) for place in ring]) for ring in rings)


def _ring_path(points: Sequence[tuple[int, int]]) -> str:
    """Return a closed ring in steps from point to point: half the length of absolute positions."""
    (x, y), steps = points[0], []
    for (ax, ay), (bx, by) in pairwise(points):
        if (ax, ay) != (bx, by):
            steps.append(f"{bx - ax} {by - ay}")
    return f"M{x} {y}l{' '.join(steps)}z" if steps else ""
