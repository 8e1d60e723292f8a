"""It is true that the picture of a deadline shows whole weeks with each day counted or explained."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.calendar import Calendar
from minga.kernel.deadlines import TermKind, TermUnit, due
from minga.kernel.holidays import Place
from minga.kernel.weeks import DayCell, weeks

QUITO = Calendar(Place.QUITO)


def drawn(cell: DayCell) -> str:
    """Draw a cell: its number, a dot when skipped, and marks for start, today and due."""
    face = str(cell.number or "") + "." * (cell.skipped is not None)
    return face + "s" * cell.is_start + "t" * cell.is_today + "!" * cell.is_due


def test_the_example_is_drawn_in_three_weeks():
    deadline = due(date(2026, 10, 26), 10, TermKind.TERMINO, TermUnit.DAYS, QUITO)
    picture = [[drawn(cell) for cell in week.days] for week in weeks(deadline, date(2026, 10, 28))]
    assert picture == [
        ["s", "1", "2t", "3", "4", ".", "."],
        [".", ".", "5", "6", "7", ".", "."],
        ["8", "9", "10!", "", "", "", ""],
    ]


def test_the_last_day_of_a_moved_plazo_is_both_counted_and_skipped():
    deadline = due(date(2026, 10, 30), 5, TermKind.PLAZO, TermUnit.DAYS, QUITO)
    picture = [[drawn(cell) for cell in week.days] for week in weeks(deadline, date(2026, 1, 1))]
    assert picture == [
        ["", "", "", "", "s", ".", "."],
        [".", ".", "1", "2", "3", "4", "5."],
        ["!", "", "", "", "", "", ""],
    ]


def test_days_before_today_are_past_and_the_reason_is_the_holiday():
    deadline = due(date(2026, 10, 26), 10, TermKind.TERMINO, TermUnit.DAYS, QUITO)
    second = weeks(deadline, date(2026, 11, 4))[1].days
    assert [cell.is_past for cell in second] == [True, True, False, False, False, False, False]
    assert second[0].skipped is not None
    assert second[0].skipped.holiday == QUITO.holiday_on(date(2026, 11, 2))


@pytest.mark.parametrize("unit", [TermUnit.HOURS, TermUnit.MONTHS, TermUnit.YEARS])
def test_other_units_count_days_without_numbering_them(unit):
    deadline = due(date(2026, 10, 26), 1, TermKind.PLAZO, unit, QUITO)
    cells = [cell for week in weeks(deadline, date(2026, 10, 26)) for cell in week.days]
    assert {cell.number for cell in cells} == {None}
    assert next(cell.on for cell in cells if cell.counted) == date(2026, 10, 27)


@given(
    st.dates(date(2017, 1, 1), date(2060, 1, 1)),
    st.integers(1, 60),
    st.sampled_from(TermKind),
    st.dates(date(2017, 1, 1), date(2061, 1, 1)),
)
def test_every_term_of_days_is_numbered_to_its_end(start, amount, kind, today):
    deadline = due(start, amount, kind, TermUnit.DAYS, QUITO)
    rows = weeks(deadline, today)
    cells = [cell for week in rows for cell in week.days]
    assert {len(week.days) for week in rows} == {7}
    assert [week.days[0].on.weekday() for week in rows] == [0] * len(rows)
    assert [cell.number for cell in cells if cell.number] == list(range(1, amount + 1))
    assert sum(cell.is_due for cell in cells) == sum(cell.is_start for cell in cells) == 1
    assert [cell.skipped for cell in cells if cell.skipped] == list(deadline.skipped)
