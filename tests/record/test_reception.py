"""What arrives at a closed counter counts as received at its next opening; both instants are kept."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.calendar import Calendar
from minga.kernel.clock import QUITO, local_date
from minga.kernel.holidays import LAST_YEAR, Place
from minga.record.rules.reception import LOOKED_AHEAD, OpenHours, Received, Reception, received_on

QUITENO = Calendar(Place.QUITO)
SINCE = date(2026, 1, 1)
WEEK = tuple(OpenHours(day, time(8), time(16, 30), SINCE) for day in range(5))
WITH_LUNCH = tuple(
    OpenHours(day, *hours, SINCE)
    for day in range(5)
    for hours in ((time(8), time(12)), (time(13), time(16, 30)))
)


def at(day: str, hour: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour}:00-05:00")


@pytest.mark.parametrize(
    ("arrived", "received", "because"),
    [
        (("2026-11-24", "10:00"), ("2026-11-24", "10:00"), Reception.OPEN),
        (("2026-11-24", "08:00"), ("2026-11-24", "08:00"), Reception.OPEN),
        (("2026-11-24", "16:29"), ("2026-11-24", "16:29"), Reception.OPEN),
        (("2026-11-24", "07:10"), ("2026-11-24", "08:00"), Reception.BEFORE_OPENING),
        (("2026-11-24", "16:30"), ("2026-11-25", "08:00"), Reception.AFTER_CLOSING),
        (("2026-11-27", "18:00"), ("2026-11-30", "08:00"), Reception.AFTER_CLOSING),
        (("2026-11-28", "10:00"), ("2026-11-30", "08:00"), Reception.CLOSED_DAY),
        (("2026-12-25", "10:00"), ("2026-12-28", "08:00"), Reception.CLOSED_DAY),
    ],
)
def test_an_arrival_counts_at_once_or_at_the_next_opening(
    arrived: tuple[str, str], received: tuple[str, str], because: Reception
) -> None:
    expected = Received(at(*arrived), at(*received), because)
    assert received_on(at(*arrived), WEEK, QUITENO) == expected


def test_a_counter_closed_at_noon_opens_again_the_same_day() -> None:
    found = received_on(at("2026-11-24", "12:20"), WITH_LUNCH, QUITENO)
    assert (found.received_at, found.because) == (
        at("2026-11-24", "13:00"),
        Reception.BEFORE_OPENING,
    )


def test_without_hours_it_counts_as_it_arrived_and_says_so() -> None:
    moment = at("2026-11-28", "22:00")
    assert received_on(moment, (), QUITENO) == Received(moment, moment, Reception.HOURS_NOT_SET)


def test_hours_that_ended_or_begin_later_do_not_open_the_counter() -> None:
    ended = OpenHours(1, time(8), time(16), SINCE, date(2026, 11, 23))
    later = OpenHours(1, time(8), time(16), date(2026, 12, 1))
    found = received_on(at("2026-11-24", "10:00"), (ended, later), QUITENO)
    assert (found.received_at, found.because) == (at("2026-12-01", "08:00"), Reception.CLOSED_DAY)


def test_beyond_the_calendar_it_counts_as_it_arrived() -> None:
    moment = datetime(LAST_YEAR, 12, 31, 23, 59, tzinfo=QUITO)
    found = received_on(moment, WEEK, QUITENO)
    assert (found.received_at, found.because) == (moment, Reception.HOURS_NOT_SET)


HOURS = st.times(max_value=time(22)).map(lambda hour: hour.replace(second=0, microsecond=0))
ROWS = st.builds(
    lambda weekday, opens, length: OpenHours(
        weekday, opens, time(min(23, opens.hour + length), 59), SINCE
    ),
    st.integers(0, 6),
    HOURS,
    st.integers(0, 8),
).filter(lambda row: row.opens < row.closes)
MOMENTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 - the zone stands below
    datetime(2028, 12, 31),  # noqa: DTZ001 - the zone stands below
    timezones=st.just(QUITO),
)


@given(MOMENTS, st.lists(ROWS, max_size=8))
def test_what_is_received_is_never_earlier_and_always_in_open_hours(
    moment: datetime, rows: list[OpenHours]
) -> None:
    found = received_on(moment, rows, QUITENO)
    assert found.arrived_at == moment <= found.received_at
    if found.because is Reception.HOURS_NOT_SET:
        assert found.received_at == moment
        return
    local = found.received_at.astimezone(QUITO)
    day = local_date(found.received_at)
    assert QUITENO.is_working_day(day)
    assert any(row.holds_on(day) and row.opens <= local.time() < row.closes for row in rows)
    assert day - local_date(moment) <= timedelta(days=LOOKED_AHEAD)
    assert (found.received_at == moment) == (found.because is Reception.OPEN)


@given(MOMENTS, MOMENTS, st.lists(ROWS, max_size=6))
def test_who_arrives_first_is_never_received_later(
    one: datetime, other: datetime, rows: list[OpenHours]
) -> None:
    first, second = sorted((one, other))
    before, after = received_on(first, rows, QUITENO), received_on(second, rows, QUITENO)
    if Reception.HOURS_NOT_SET not in {before.because, after.because}:
        assert before.received_at <= after.received_at


@given(MOMENTS, st.lists(ROWS, min_size=1, max_size=6))
def test_an_opening_is_received_at_itself(moment: datetime, rows: list[OpenHours]) -> None:
    opening = received_on(moment, rows, QUITENO).received_at
    again = received_on(opening, rows, QUITENO)
    assert again.received_at == opening
