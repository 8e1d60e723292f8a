"""It is true that the holidays of Ecuador and Quito rest on the days that the law of 2016 gives."""

from datetime import date

import holidays as oracle
import pytest
from dateutil.easter import easter as known_easter
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.holidays import (
    FIRST_YEAR,
    LAST_YEAR,
    CalendarRefused,
    Holiday,
    Place,
    easter,
    local_holidays,
    national_holidays,
)

YEARS = st.integers(FIRST_YEAR, LAST_YEAR)
LAW_YEARS = st.integers(2017, LAST_YEAR)


def days_of(year: int) -> list[str]:
    every = (*national_holidays(year), *local_holidays(Place.QUITO, year))
    return sorted(f"{holiday.on:%m-%d}" for holiday in every)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2025, "01-01 03-03 03-04 04-18 05-02 05-23 08-11 10-10 11-03 11-04 12-05 12-25"),
        (2026, "01-01 02-16 02-17 04-03 05-01 05-25 08-10 10-09 11-02 11-03 12-07 12-25"),
        (2027, "01-01 02-08 02-09 03-26 04-30 05-24 08-09 10-08 11-01 11-02 12-06 12-24 12-31"),
    ],
)
def test_the_vectors_of_the_legal_reference_hold(year, days):
    assert days_of(year) == days.split()


@pytest.mark.parametrize(
    ("year", "first", "second"),
    [
        (2018, date(2018, 11, 1), date(2018, 11, 2)),  # Friday and Saturday: Thursday and Friday
        (2021, date(2021, 11, 1), date(2021, 11, 2)),  # Tuesday and Wednesday: Monday and Tuesday
        (2022, date(2022, 11, 3), date(2022, 11, 4)),  # Wednesday and Thursday: Thursday and Friday
        (2023, date(2023, 11, 2), date(2023, 11, 3)),  # Thursday and Friday stay
        (2024, date(2024, 11, 1), date(2024, 11, 4)),  # a whole weekend rests around it
        (2025, date(2025, 11, 3), date(2025, 11, 4)),  # Sunday and Monday: Monday and Tuesday
        (2026, date(2026, 11, 2), date(2026, 11, 3)),  # Monday and Tuesday stay
    ],
)
def test_two_holidays_in_a_row_rest_together(year, first, second):
    november = [day for day in national_holidays(year) if day.on.month == 11]
    assert [day.on for day in november] == [first, second]
    assert [day.name for day in november] == ["Día de los Difuntos", "Independencia de Cuenca"]


@pytest.mark.parametrize(
    ("year", "on"),
    [
        (2020, date(2020, 12, 7)),
        (2022, date(2022, 12, 5)),
        (2023, date(2023, 12, 8)),
        (2024, date(2024, 12, 6)),
        (2025, date(2025, 12, 5)),
        (2028, date(2028, 12, 8)),
    ],
)
def test_the_day_of_quito_moves_by_the_same_rules(year, on):
    moved_from = None if on.day == 6 else date(year, 12, 6)
    source = "Ley de 20-12-2016"
    assert local_holidays(Place.QUITO, year) == (
        Holiday(on, "Fundación de Quito", Place.QUITO, source, moved_from),
    )
    assert local_holidays(Place.NATIONAL, year) == ()


def test_new_year_on_a_saturday_rests_on_the_last_day_of_the_year_before():
    last = national_holidays(2027)[-1]
    moved_from = date(2028, 1, 1)
    source = "Ley de 20-12-2016"
    assert last == Holiday(date(2027, 12, 31), "Año Nuevo", Place.NATIONAL, source, moved_from)
    assert national_holidays(2028)[0].name == "Carnaval"


def test_new_year_and_christmas_stay_put_midweek():
    assert [day.on for day in national_holidays(2024) if day.name == "Navidad"] == [
        date(2024, 12, 25)
    ]
    assert national_holidays(2025)[0].on == date(2025, 1, 1)


def test_nothing_moves_before_the_law():
    national = [f"{day.on:%m-%d}" for day in national_holidays(2016)]
    assert " ".join(national) == "01-01 02-08 02-09 03-25 05-01 05-24 08-10 10-09 11-02 11-03 12-25"
    assert {day.moved_from for day in national_holidays(2016)} == {None}
    assert {day.source for day in national_holidays(2016)} == {
        "Feriado anterior a la ley de 20-12-2016, sin traslado"
    }
    assert local_holidays(Place.QUITO, 2015)[0].on == date(2015, 12, 6)


@pytest.mark.parametrize("year", sorted({*range(2017, 2036)} - {2018, 2029, 2035}))
def test_the_holidays_library_knows_the_same_days(year):
    """It lists the day of rest beside the date it came from: together they are its days.

    Left out are the years whose 2 November is a Friday: it misses the Thursday that rested in 2018.
    """
    rests = {day.on for day in national_holidays(year)}
    dates = {day.moved_from for day in national_holidays(year) if day.moved_from}
    # 1 January of this year when its rest was on 31 December of the year before.
    dates |= {day.moved_from for day in national_holidays(year - 1) if day.moved_from}
    assert set(oracle.Ecuador(years=year)) == {
        day for day in rests | dates if day and day.year == year
    }


@given(YEARS)
def test_easter_is_the_sunday_of_the_calendar(year):
    assert easter(year) == known_easter(year)


@given(LAW_YEARS)
def test_every_rest_since_the_law_falls_on_a_weekday_and_on_a_day_of_its_own(year):
    every = [day.on for day in (*national_holidays(year), *local_holidays(Place.QUITO, year))]
    assert [day for day in every if day.weekday() > 4] == []
    assert len(set(every)) == len(every)


@given(LAW_YEARS)
def test_every_date_of_the_law_rests_exactly_once(year):
    around = (*national_holidays(year - 1), *national_holidays(year))
    dates = [day.moved_from or day.on for day in around]
    of_year = sorted(f"{day:%m-%d}" for day in dates if day.year == year)
    fixed = ["01-01", "05-01", "05-24", "08-10", "10-09", "11-02", "11-03", "12-25"]
    assert [day for day in of_year if day in fixed] == fixed
    assert len(of_year) == len(fixed) + 3  # and Carnival twice, and Good Friday


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1, 0, 10_000])
def test_years_without_a_calendar_are_refused(year):
    with pytest.raises(CalendarRefused) as refused:
        national_holidays(year)
    assert refused.value.code == "date-out-of-range"
    with pytest.raises(CalendarRefused):
        local_holidays(Place.QUITO, year)
