"""Do drawings tell the truth: every place on the line, nothing unknown drawn as zero, words escaped?"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.website.drawing.charts import Bar, bar_drawing, pills_drawing, weave_drawing
from minga.website.drawing.khipu import (
    HangingCord,
    Khipu,
    Programme,
    khipu_drawing,
    khipu_years,
)
from minga.website.drawing.progress import (
    LooseCord,
    Measured,
    ProgressCord,
    loose_drawing,
    progress_drawing,
)
from minga.website.drawing.rows import Mark, RowCord, Span, row_cord
from minga.website.drawing.svg import element, percent_of, text
from minga.website.drawing.tiles import Tile, tile_map
from tests.website.trees import svg

SPAN = Span(date(2019, 5, 14), date(2023, 5, 13), 4)
TODAY = date(2022, 10, 28)
DAYS = st.dates(date(2010, 1, 1), date(2035, 12, 31))
VALUES = st.decimals(-1000, 1000, places=2)


def classes(drawing: str) -> list[str]:
    """Return the class of every shape of a drawing, in order."""
    return [shape.get("class", "") for shape in svg(drawing).iter() if shape.get("class")][1:]


def places(drawing: str) -> list[float]:
    """Return every place in percent along the drawing."""
    return [
        float(value[:-1])
        for shape in svg(drawing).iter()
        for name, value in shape.attrib.items()
        if name in {"x", "x1", "x2", "width"} and value.endswith("%")
    ]


def test_words_are_escaped_wherever_they_stand() -> None:
    assert text("<b>", x=1) == '<text x="1">&lt;b&gt;</text>'
    assert element("a", href='"onload=') == '<a href="&quot;onload="/>'


def test_an_attribute_without_value_is_left_out() -> None:
    assert element("g", class_="", x=None, stroke_width=2.5) == '<g stroke-width="2.5"/>'


def test_a_place_outside_the_line_lies_on_its_end() -> None:
    assert [percent_of(value, 4) for value in (-1, 1, 9)] == ["0%", "25%", "100%"]
    assert percent_of(1, 0) == "0%"


def test_an_activity_without_acts_hangs_on_a_bare_cord_with_loose_ends() -> None:
    assert classes(row_cord(RowCord(SPAN, TODAY))) == [
        "year", "year", "year", "bare", "loose", "today", "missing", "missing",
    ]  # fmt: skip


def test_an_activity_with_acts_has_a_twisted_cord_and_a_knot_for_each() -> None:
    row = RowCord(SPAN, TODAY, [Mark(date(2020, 1, 1)), Mark(date(2021, 1, 1), 3)])
    assert classes(row_cord(row)) == [
        "year", "year", "year", "cord", "twist", "loose", "today",
        "gap", "knot", "gap", "knot", "missing", "missing",
    ]  # fmt: skip


def test_fixed_ends_are_full_squares() -> None:
    row = RowCord(SPAN, TODAY, baseline="12", target="20")
    assert classes(row_cord(row))[-2:] == ["tied", "tied"]


def test_a_cord_that_starts_later_is_loose_until_then() -> None:
    drawing = svg(row_cord(RowCord(SPAN, TODAY, starts_in=2)))
    (before, after) = drawing.findall("line[@class='loose']")
    assert (before.get("x1"), before.get("x2")) == ("0%", "25%")
    assert after.get("x2") == "100%"


@pytest.mark.parametrize("today", [date(2018, 1, 1), date(2024, 1, 1)])
def test_outside_the_term_no_drawing_has_a_today(today: date) -> None:
    names = ["Año 1", "Año 2", "Año 3", "Año 4"]
    drawings = [
        row_cord(RowCord(SPAN, today)),
        khipu_drawing(khipu(today)),
        khipu_years(khipu(today), names, "Hoy"),
        loose_drawing(LooseCord(SPAN, today, names, "hoy")),
    ]
    assert [name for drawing in drawings for name in classes(drawing) if "today" in name] == []
    assert [one.text for one in svg(drawings[2])] == names


def test_a_closed_plan_has_no_future() -> None:
    assert "loose" not in classes(row_cord(RowCord(SPAN, date(2024, 1, 1))))


def test_a_plan_not_yet_begun_has_only_a_future() -> None:
    assert "bare" not in classes(row_cord(RowCord(SPAN, date(2018, 1, 1))))


@given(DAYS, st.lists(st.tuples(DAYS, st.integers(1, 3)), max_size=9), st.integers(1, 4))
def test_everything_on_a_row_lies_on_its_line(
    today: date, acts: list[tuple[date, int]], starts_in: int
) -> None:
    row = RowCord(SPAN, today, [Mark(*act) for act in acts], starts_in)
    assert all(0 <= place <= 100 for place in places(row_cord(row)))


def khipu(today: date) -> Khipu:
    busy = HangingCord([Mark(date(2020, 3, 1), 2)])
    return Khipu(SPAN, today, [Programme(1, [busy, HangingCord()]), Programme(2, [busy])])


def test_a_khipu_has_a_bar_for_each_programme_and_a_cord_for_each_activity() -> None:
    found = classes(khipu_drawing(khipu(TODAY)))
    counted = {
        name: found.count(name) for name in ("dye-1", "dye-2", "bar", "cord", "bare", "knot")
    }
    assert counted == {"dye-1": 1, "dye-2": 1, "bar": 2, "cord": 2, "bare": 1, "knot": 2}


@given(DAYS)
def test_a_khipu_stays_inside_its_picture(today: date) -> None:
    assert all(0 <= place <= 100 for place in places(khipu_drawing(khipu(today))))


def test_a_khipu_without_programmes_is_still_a_drawing() -> None:
    assert classes(khipu_drawing(Khipu(SPAN, TODAY, []))) == ["year", "year", "year", "today"]


def test_the_year_of_today_gives_its_place_to_today() -> None:
    names = [f"Año {year}" for year in range(1, 5)]
    words = svg(khipu_years(khipu(TODAY), names, "Hoy"))
    assert [one.text for one in words] == ["Año 1", "Año 2", "Año 3", "Hoy"]


def cord(*values: int, expected: int | None = None) -> ProgressCord:
    return ProgressCord(
        Measured(Decimal(12), "12"),
        Measured(Decimal(20), "20"),
        [Measured(Decimal(value), str(value)) for value in values],
        None if expected is None else Measured(Decimal(expected), str(expected)),
    )


def test_a_measurement_lies_between_baseline_and_target_by_its_value() -> None:
    assert [cord(14, 16).place(Decimal(value)) for value in (12, 14, 16, 20)] == [0, 0.25, 0.5, 1]


def test_what_falls_back_or_passes_the_target_stays_on_the_cord() -> None:
    assert [cord(8, 24).place(Decimal(value)) for value in (8, 12, 20, 24)] == [0, 0.25, 0.75, 1]


def test_a_target_below_the_baseline_runs_the_same_way() -> None:
    falling = ProgressCord(Measured(Decimal(20), "20"), Measured(Decimal(10), "10"))
    assert [falling.place(Decimal(value)) for value in (20, 15, 10)] == [0, 0.5, 1]


def test_a_target_equal_to_the_baseline_is_reached() -> None:
    kept = ProgressCord(Measured(Decimal(5), "5"), Measured(Decimal(5), "5"))
    assert kept.share(Decimal(5)) == 1.0


def test_without_measurements_the_cord_is_dashed_from_end_to_end() -> None:
    assert classes(progress_drawing(cord())) == ["unknown", "tied", "tied hollow"]


def test_progress_shows_what_was_due_by_today() -> None:
    assert classes(progress_drawing(cord(14, expected=19))) == [
        "unknown", "cord", "twist", "today", "tied", "tied hollow", "gap", "knot",
    ]  # fmt: skip


def test_a_reached_target_is_full() -> None:
    assert classes(progress_drawing(cord(20)))[3:5] == ["tied", "tied"]


@given(VALUES, VALUES, st.lists(VALUES, max_size=5))
def test_no_value_leaves_the_cord(
    baseline: Decimal, target: Decimal, measured: list[Decimal]
) -> None:
    drawn = ProgressCord(
        Measured(baseline, "b"), Measured(target, "t"), [Measured(one, "m") for one in measured]
    )
    assert all(0 <= place <= 100 for place in places(progress_drawing(drawn)))


def test_what_cannot_be_known_has_two_loose_ends_and_its_years() -> None:
    drawing = loose_drawing(LooseCord(SPAN, TODAY, ["1", "2", "3", "4"], "hoy"))
    assert classes(drawing).count("missing") == 2
    assert [one.text for one in svg(drawing).iter("{*}text", "text")] == ["1", "2", "3", "4", "hoy"]


def test_a_missing_value_is_never_a_bar() -> None:
    assert bar_drawing(Bar("2024", None, "sin dato publicado"), Decimal(65)) == ""


def test_a_zero_is_a_bar_of_no_length_with_its_word() -> None:
    drawing = svg(bar_drawing(Bar("2024", Decimal(0), "0"), Decimal(65)))
    assert (drawing[0].get("width"), drawing[1].text) == ("0%", "0")


def test_the_longest_bar_leaves_room_for_its_words() -> None:
    drawing = svg(bar_drawing(Bar("2026", Decimal(65), "65", Decimal(61)), Decimal(65)))
    assert [shape.get("class") for shape in drawing] == ["bar", "value-word", "today"]
    assert drawing[0].get("width") == "76%"


@given(
    st.integers(0, 100).flatmap(lambda full: st.tuples(st.just(full), st.integers(0, 100 - full)))
)
def test_a_weave_of_a_hundred_has_a_hundred_threads(counts: tuple[int, int]) -> None:
    filled, gap = counts
    found = classes(weave_drawing(filled, gap))
    assert [found.count(one) for one in ("full", "gap", "rest")] == [
        filled,
        gap,
        100 - filled - gap,
    ]


@pytest.mark.parametrize(("filled", "gap"), [(-1, 0), (0, -1), (60, 41)])
def test_counts_that_are_not_of_a_hundred_are_refused(filled: int, gap: int) -> None:
    with pytest.raises(ValueError, match="of 100"):
        weave_drawing(filled, gap)


@pytest.mark.parametrize(("count", "pills"), [(0, 0), (3, 3), (12, 12), (40, 12)])
def test_there_is_a_pill_for_each_act_up_to_twelve(count: int, pills: int) -> None:
    assert len(svg(pills_drawing(count))) == pills


def tile(**changes: object) -> Tile:
    facts = {
        "code": "1",
        "short": "Nal",
        "name": "Nanegal",
        "url": "/nanegal/",
        "column": 0,
        "row": 0,
    }
    return Tile(**(facts | changes))  # type: ignore[arg-type]  # the facts above, some of them changed


def test_a_tile_is_a_link_that_says_code_name_and_value() -> None:
    (link,) = svg(tile_map([tile(value_class=3, words="38 de cada 100")], "Las parroquias"))
    assert (link.get("href"), link.get("class"), link.get("aria-label")) == (
        "/nanegal/", "tile q-3", "Nal: Nanegal, 38 de cada 100",
    )  # fmt: skip


def test_a_tile_without_value_is_dashed_and_not_white() -> None:
    (link,) = svg(tile_map([tile()], "Las parroquias"))
    assert (link.get("class"), link.get("aria-label")) == ("tile q-none", "Nal: Nanegal")


def test_the_chosen_tile_is_framed_above_its_neighbours() -> None:
    drawing = svg(tile_map([tile(selected=True), tile(code="2", column=1)], "Las parroquias"))
    assert [shape.get("class") for shape in drawing] == [
        "tile q-none", "tile q-none", "frame", "frame-gap",
    ]  # fmt: skip
    assert drawing[0].get("aria-current") == "true"


@pytest.mark.parametrize(("second", "corners"), [(0, 0), (1, 1), (2, 1)])
def test_a_second_value_is_a_corner(second: int, corners: int) -> None:
    assert classes(tile_map([tile(second=second)], "x")).count("corner") == corners


def test_a_map_without_tiles_is_still_a_drawing() -> None:
    assert len(svg(tile_map([], "Las parroquias"))) == 0


def test_days_outside_the_plan_lie_on_its_ends() -> None:
    outside = [SPAN.first - timedelta(days=9), SPAN.last + timedelta(days=9)]
    assert [SPAN.at(day) for day in outside] == [0.0, 1.0]
