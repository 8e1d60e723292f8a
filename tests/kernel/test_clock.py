"""It is true that there is one clock, that it says Quito's date, and that it may be shifted and reset."""

from datetime import UTC, date, datetime, timedelta

import pytest

from minga.kernel import clock


@pytest.fixture(autouse=True)
def _real_time_again():
    yield
    clock.reset()


def test_the_clock_gives_the_present_instant_in_utc():
    before = datetime.now(UTC)
    told = clock.now()
    assert before <= told <= datetime.now(UTC)
    assert told.tzinfo is UTC


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 10, 27, 4, 59, 59, tzinfo=UTC), date(2026, 10, 26)),
        (datetime(2026, 10, 27, 5, 0, 0, tzinfo=UTC), date(2026, 10, 27)),
        (datetime(2026, 7, 27, 5, 0, 0, tzinfo=UTC), date(2026, 7, 27)),  # no summer time
    ],
)
def test_the_day_of_quito_begins_five_hours_after_utc(instant, day):
    assert clock.local_date(instant) == day
    clock.shift_to(instant)
    assert clock.today() == day


def test_a_shifted_clock_goes_on_from_there_until_it_is_reset():
    instant = datetime(2027, 3, 1, 12, tzinfo=UTC)
    clock.shift_to(instant)
    told = clock.now()
    assert timedelta(0) <= told - instant < timedelta(seconds=30)
    assert clock.now() >= told
    assert clock.shift() != timedelta(0)
    clock.reset()
    assert clock.shift() == timedelta(0)
