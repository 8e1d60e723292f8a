"""It is true that a shape is mended only where mending is sure, and drawn with few points."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.territory.rules.geojson import Polygon
from minga.territory.rules.outlines import draw_outlines
from minga.territory.rules.shapes import digest, mended, outline
from tests.territory.drawings import BELISARIO, BOW_TIE, GUALEA, Ring, square


def polygon(*rings: Ring) -> Polygon:
    return tuple(tuple((x, y) for x, y in ring) for ring in rings)


def circle(radius: float, points: int) -> Ring:
    angles = [2 * math.pi * step / points for step in range(points)]
    ring = [[-78.5 + radius * math.cos(a), 0.05 + radius * math.sin(a)] for a in angles]
    return [*ring, ring[0]]


def test_a_valid_shape_is_left_alone() -> None:
    area = mended((polygon(square(*GUALEA)),))
    assert (area.was_valid, area.changed_share, area.is_trustworthy) == (True, 0.0, True)
    assert area.polygons == (polygon(square(*GUALEA)),)


def test_a_shape_that_touches_itself_in_a_spike_is_mended() -> None:
    ring = square(*BELISARIO)
    spike = [*ring[:2], [ring[1][0] + 0.01, ring[1][1]], *ring[1:]]
    area = mended((polygon(spike),))
    assert not area.was_valid
    assert area.is_trustworthy
    assert area.changed_share == pytest.approx(0, abs=1e-9)


def test_a_shape_whose_meaning_is_lost_is_not_trusted() -> None:
    area = mended((polygon(BOW_TIE),))
    assert not area.was_valid
    assert not area.is_trustworthy


def test_a_shape_without_area_is_not_trusted() -> None:
    line = [[-78.5, 0.1], [-78.4, 0.1], [-78.3, 0.1], [-78.5, 0.1]]
    area = mended((polygon(line),))
    assert (area.polygons, area.is_trustworthy) == ((), False)


def test_a_hole_stays_a_hole() -> None:
    holed = polygon(square(*GUALEA, half=0.05), square(*GUALEA, half=0.01))
    assert len(outline((holed,))) == 2


@given(st.integers(min_value=8, max_value=400))
def test_an_outline_has_no_more_points_and_about_the_same_box(points: int) -> None:
    ring = circle(0.05, points)
    (drawn,) = outline((polygon(ring),))
    assert len(drawn) <= len(ring)
    assert max(x for x, _ in drawn) == pytest.approx(max(x for x, _ in ring), abs=0.002)


def test_small_islands_are_left_out_and_the_largest_ring_stays() -> None:
    island, speck = polygon(square(*GUALEA, half=0.05)), polygon(square(*BELISARIO, half=0.0001))
    assert len(outline((island, speck))) == 1
    assert len(outline((speck,))) == 1


def test_a_drawing_is_told_from_another() -> None:
    here, there = (polygon(square(*GUALEA)),), (polygon(square(*BELISARIO)),)
    assert digest(here) == digest(here) != digest(there)


def test_north_is_up_on_both_sides_of_the_equator() -> None:
    north, south = square(-78.5, 0.1, 0.05), square(-78.5, -0.1, 0.05)
    drawn = draw_outlines({"north": [north], "south": [south]}, width=100)
    assert drawn.height == 300
    assert drawn.paths == {
        "north": "M0 100l100 0 0 -100 -100 0 0 100z",
        "south": "M0 300l100 0 0 -100 -100 0 0 100z",
    }


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    assert draw_outlines({}).paths == {}


def test_a_ring_smaller_than_a_unit_is_not_drawn() -> None:
    drawn = draw_outlines({"a": [square(-78.5, 0, 0.1)], "b": [square(-78.5, 0, 1e-7)]}, width=10)
    assert drawn.paths["b"] == ""
