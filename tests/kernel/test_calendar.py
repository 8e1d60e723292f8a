"""It is true that a working day is one that is neither weekend nor holiday of the place."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.calendar import Calendar, add_working_days, days_between
from minga.kernel.holidays import CalendarRefused, Holiday, Place, national_holidays

QUITO = Calendar(Place.QUITO)
NATION = Calendar(Place.NATIONAL)
DECREE = "Decreto de prueba"
SOME_DAYS = st.dates(date(2017, 1, 1), date(2060, 12, 31))


def declared(on: date, scope: Place = Place.NATIONAL) -> Holiday:
    return Holiday(on, "Día declarado", scope, DECREE)


@pytest.mark.parametrize(
    ("day", "in_quito", "in_the_nation"),
    [
        (date(2026, 10, 30), True, True),
        (date(2026, 10, 31), False, False),  # Saturday
        (date(2026, 11, 1), False, False),  # Sunday
        (date(2026, 11, 2), False, False),  # holiday
        (date(2026, 12, 7), False, True),  # the day of Quito, moved from Sunday
        (date(2025, 10, 9), True, True),  # its rest was on the tenth
        (date(2025, 10, 10), False, False),
    ],
)
def test_working_days_depend_on_the_place(day, in_quito, in_the_nation):
    assert QUITO.is_working_day(day) is in_quito
    assert NATION.is_working_day(day) is in_the_nation


def test_a_declared_day_outranks_the_rules_and_holds_in_its_place():
    christmas = declared(date(2026, 12, 25))
    local = declared(date(2026, 12, 28), Place.QUITO)
    both = (christmas, local)
    assert Calendar(Place.QUITO, both).holiday_on(christmas.on) == christmas
    assert Calendar(Place.QUITO, both).holiday_on(local.on) == local
    assert Calendar(Place.NATIONAL, both).holiday_on(local.on) is None


def test_a_withdrawn_day_is_worked_unless_it_is_declared_again():
    friday = date(2026, 10, 9)
    assert Calendar(Place.QUITO, withdrawn=frozenset({friday})).is_working_day(friday)
    again = Calendar(Place.QUITO, (declared(friday),), frozenset({friday}))
    assert not again.is_working_day(friday)


def test_the_holidays_of_a_year_are_listed_once_by_date():
    holiday = declared(date(2026, 1, 2))
    listed = Calendar(Place.NATIONAL, (holiday,)).holidays_of(2026)
    assert listed == (national_holidays(2026)[0], holiday, *national_holidays(2026)[1:])


def test_the_next_working_day_is_never_the_day_itself():
    assert QUITO.next_working_day(date(2026, 10, 30)) == date(2026, 11, 4)
    assert QUITO.next_working_day(date(2026, 10, 31)) == date(2026, 11, 4)
    assert QUITO.first_working_day_from(date(2026, 10, 30)) == date(2026, 10, 30)
    assert QUITO.first_working_day_from(date(2026, 10, 31)) == date(2026, 11, 4)


def test_ten_working_days_from_the_example_of_the_legal_reference():
    assert add_working_days(date(2026, 10, 26), 10, QUITO) == date(2026, 11, 11)
    assert add_working_days(date(2026, 10, 26), 0, QUITO) == date(2026, 10, 26)


@given(SOME_DAYS, st.integers(1, 60), st.lists(SOME_DAYS, max_size=5))
def test_the_span_holds_exactly_that_many_working_days_and_ends_on_one(start, days, extra):
    calendar = Calendar(Place.QUITO, tuple(declared(day) for day in extra))
    end = add_working_days(start, days, calendar)
    span = days_between(start + timedelta(days=1), end)
    assert calendar.is_working_day(end)
    assert sum(calendar.is_working_day(day) for day in span) == days


@given(SOME_DAYS, st.integers(1, 30), st.integers(1, 30))
def test_counting_on_from_the_end_adds_up(start, some, more):
    halfway = add_working_days(start, some, QUITO)
    assert add_working_days(halfway, more, QUITO) == add_working_days(start, some + more, QUITO)


def test_a_count_that_leaves_the_calendar_is_refused():
    with pytest.raises(CalendarRefused) as refused:
        add_working_days(date(2199, 12, 20), 30, QUITO)
    assert refused.value.code == "date-out-of-range"


def test_no_days_lie_between_a_day_and_the_one_before():
    assert list(days_between(date(2026, 1, 2), date(2026, 1, 1))) == []
