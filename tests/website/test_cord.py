"""Does the cord of time hang as the design says: future above, today, the newest act first?"""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from minga.website.parts import (
    Cell,
    Column,
    Knot,
    Progress,
    Stage,
    Table,
    cord_of,
)

TODAY = date(2022, 10, 28)
DAYS = st.lists(st.integers(-400, 400), max_size=30)


def knots(days: list[int]) -> list[Knot]:
    return [Knot(f"Hecho {day}", TODAY + timedelta(days=day)) for day in days]


def test_an_act_of_today_is_already_tied() -> None:
    cord = cord_of([Knot("Hoy", TODAY), Knot("Mañana", TODAY + timedelta(days=1))], TODAY)
    assert [hung.knot.title for hung in cord.ahead] == ["Mañana"]
    assert [hung.knot.title for hung in cord.shown] == ["Hoy"]


def test_six_acts_are_shown_and_the_rest_is_folded() -> None:
    cord = cord_of(knots([-1, -2, -3, -4, -5, -6, -7, -300]), TODAY)
    assert [len(cord.shown), len(cord.folded), cord.folded_since] == [6, 2, 2022]


def test_two_acts_of_one_day_hang_by_the_hour() -> None:
    morning = Knot("Mañana", datetime(2022, 10, 27, 14, tzinfo=UTC))
    evening = Knot("Tarde", datetime(2022, 10, 27, 22, tzinfo=UTC))
    cord = cord_of([morning, evening], TODAY)
    assert [hung.knot.title for hung in cord.shown] == ["Tarde", "Mañana"]


def test_each_kind_of_knot_has_its_drawing() -> None:
    cord = cord_of(
        [
            Knot("Informe", TODAY, turns=2),
            Knot("Debate", TODAY + timedelta(days=13), turns=2),
            Knot("Comentarios", TODAY + timedelta(days=7), yours=True),
        ],
        TODAY,
    )
    drawings = [hung.drawing for hung in (*cord.ahead, *cord.shown)]
    assert drawings == ["hollow2", "open1", "tied2"]


def test_what_is_to_come_says_its_weekday_and_the_days_left() -> None:
    debate = Knot("Debate", datetime(2022, 11, 10, 15, tzinfo=UTC))
    (hung,) = cord_of([debate], TODAY).ahead
    assert (hung.when, hung.left) == ("Jueves 10 de noviembre, 10:00", "faltan 13 días")


def test_a_window_that_is_yours_says_until_when() -> None:
    (hung,) = cord_of([Knot("Comentarios", date(2022, 11, 4), yours=True)], TODAY).ahead
    assert hung.when == "Hasta el viernes 4 de noviembre"


def test_what_is_past_says_its_year_and_no_days_left() -> None:
    (hung,) = cord_of([Knot("Informe", date(2021, 10, 22))], TODAY).shown
    assert (hung.when, hung.left) == ("22 de octubre de 2021", "")


@given(DAYS)
def test_no_act_is_lost_and_the_newest_hangs_first(days: list[int]) -> None:
    cord = cord_of(knots(days), TODAY)
    hung = [one.knot.day for one in (*cord.ahead, *cord.shown, *cord.folded)]
    assert hung == sorted((TODAY + timedelta(days=day) for day in days), reverse=True)
    assert all(one.knot.day > TODAY for one in cord.ahead)


def test_a_stage_is_tied_when_done_and_yellow_when_it_is_yours() -> None:
    drawings = [Stage("Debate", turns=2, progress=one).drawing for one in Progress]
    assert drawings == ["tied2", "open2", "hollow2", "open2"]


def test_a_table_keeps_each_value_beside_its_column() -> None:
    name, acts = Column("Programa"), Column("Hechos", numeric=True)
    table = Table("Hechos", (name, acts), ((Cell("Social"), Cell("9")),))
    assert table.labelled() == [[(name, Cell("Social")), (acts, Cell("9"))]]
