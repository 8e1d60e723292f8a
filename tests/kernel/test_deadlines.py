"""It is true that terms end on the day the COA gives, and say which of their rules are unverified."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.calendar import Calendar, days_between
from minga.kernel.clock import QUITO as QUITO_TIME
from minga.kernel.deadlines import (
    MAX_AMOUNT,
    CountingRule,
    CountingRules,
    DeadlineRefused,
    TermKind,
    TermUnit,
    due,
)
from minga.kernel.holidays import CalendarRefused, Holiday, Place
from minga.kernel.refusal import Refused

QUITO = Calendar(Place.QUITO)
TERMINO, PLAZO = TermKind.TERMINO, TermKind.PLAZO
HOURS, DAYS, MONTHS, YEARS = TermUnit.HOURS, TermUnit.DAYS, TermUnit.MONTHS, TermUnit.YEARS
SOME_DAYS = st.dates(date(2017, 1, 1), date(2060, 12, 31))
POSSIBLE = st.sampled_from(
    [
        (kind, unit)
        for kind in TermKind
        for unit in TermUnit
        if kind is PLAZO or unit in {HOURS, DAYS}
    ]
)


def local(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=QUITO_TIME)


@pytest.mark.parametrize(
    ("start", "amount", "kind", "unit", "first", "last", "due_on"),
    [
        # The example of the legal reference.
        ("2026-10-26", 10, TERMINO, DAYS, "2026-10-27", "2026-11-11", "2026-11-11"),
        # Notified before a long weekend, and on a Saturday.
        ("2026-10-30", 1, TERMINO, DAYS, "2026-11-04", "2026-11-04", "2026-11-04"),
        ("2026-10-31", 1, TERMINO, DAYS, "2026-11-04", "2026-11-04", "2026-11-04"),
        # Day 1 of a plazo is a working day; weekends and holidays count after it.
        ("2026-10-26", 10, PLAZO, DAYS, "2026-10-27", "2026-11-05", "2026-11-05"),
        ("2026-10-30", 5, PLAZO, DAYS, "2026-11-04", "2026-11-08", "2026-11-09"),
        # It cannot end on the holidays of November.
        ("2026-10-26", 5, PLAZO, DAYS, "2026-10-27", "2026-10-31", "2026-11-04"),
        # From date to date, or the last day of a shorter month.
        ("2026-01-15", 1, PLAZO, MONTHS, "2026-01-16", "2026-02-15", "2026-02-18"),
        ("2026-08-31", 6, PLAZO, MONTHS, "2026-09-01", "2027-02-28", "2027-03-01"),
        ("2024-02-29", 1, PLAZO, YEARS, "2024-03-01", "2025-02-28", "2025-02-28"),
        ("2026-03-31", 1, PLAZO, MONTHS, "2026-04-01", "2026-04-30", "2026-04-30"),
        ("2026-12-31", 12, PLAZO, MONTHS, "2027-01-01", "2027-12-31", "2028-01-03"),
        ("2024-02-29", 4, PLAZO, YEARS, "2024-03-01", "2028-02-29", "2028-03-01"),
    ],
)
def test_a_term_ends_on_its_day(start, amount, kind, unit, first, last, due_on):
    counted = due(date.fromisoformat(start), amount, kind, unit, QUITO)
    days = [counted.first, counted.last, counted.due]
    assert [day.isoformat() for day in days] == [first, last, due_on]
    assert (counted.start_at, counted.due_at) == (None, None)


FRIDAY = date(2026, 10, 30)  # a long weekend follows, until Wednesday 4 November
WEDNESDAY = date(2026, 11, 4)


@pytest.mark.parametrize(
    ("start", "hours", "kind", "due_at"),
    [
        # From hour to hour when the start has one.
        (local(date(2026, 10, 26), 10, 30), 48, TERMINO, local(date(2026, 10, 28), 10, 30)),
        (local(FRIDAY, 10), 48, TERMINO, local(date(2026, 11, 5), 10)),
        (local(FRIDAY, 10), 14, TERMINO, local(FRIDAY, 23, 59, 59)),
        (local(FRIDAY, 10), 15, TERMINO, local(WEDNESDAY, 1)),
        (local(date(2026, 10, 31), 10), 2, TERMINO, local(WEDNESDAY, 2)),
        # A plazo runs on, and ends at the same hour of the next working day.
        (local(date(2026, 10, 26), 10), 48, PLAZO, local(date(2026, 10, 28), 10)),
        (local(FRIDAY, 10), 48, PLAZO, local(WEDNESDAY, 10)),
        # Without an hour: from the first working day on, so that 48 hours are two days.
        (date(2026, 10, 26), 48, TERMINO, local(date(2026, 10, 28), 23, 59, 59)),
        (FRIDAY, 48, TERMINO, local(date(2026, 11, 5), 23, 59, 59)),
        (FRIDAY, 36, PLAZO, local(date(2026, 11, 5), 12)),
        # Any other time zone is brought to Quito's; without one it is Quito's.
        (datetime(2026, 10, 27, 3, tzinfo=UTC), 1, TERMINO, local(date(2026, 10, 26), 23)),
        (datetime(2026, 10, 26, 9), 1, TERMINO, local(date(2026, 10, 26), 10)),  # noqa: DTZ001
    ],
)
def test_a_term_in_hours_ends_at_its_moment(start, hours, kind, due_at):
    counted = due(start, hours, kind, HOURS, QUITO)
    assert counted.due_at == due_at
    assert counted.due_at.tzinfo is QUITO_TIME
    assert counted.due == due_at.date()
    assert counted.legal_basis == ()


def test_the_hour_of_the_start_plays_no_part_in_days():
    at_night = due(datetime(2026, 10, 27, 3, tzinfo=UTC), 10, TERMINO, DAYS, QUITO)
    assert at_night == due(date(2026, 10, 26), 10, TERMINO, DAYS, QUITO)


def test_a_termino_skips_every_day_it_does_not_count():
    counted = due(date(2026, 10, 26), 10, TERMINO, DAYS, QUITO)
    named = [(f"{day.on:%m-%d}", day.holiday and day.holiday.name) for day in counted.skipped]
    assert named == [
        ("10-31", None),
        ("11-01", None),
        ("11-02", "Día de los Difuntos"),
        ("11-03", "Independencia de Cuenca"),
        ("11-07", None),
        ("11-08", None),
    ]


def test_a_plazo_skips_the_days_before_the_first_and_those_on_which_it_cannot_end():
    counted = due(FRIDAY, 5, PLAZO, DAYS, QUITO)
    days = [f"{day.on:%m-%d}" for day in counted.skipped]
    assert days == ["10-31", "11-01", "11-02", "11-03", "11-08"]


def test_a_termino_in_hours_that_starts_on_a_saturday_skips_that_saturday():
    skipped = due(local(date(2026, 11, 7), 9), 1, TERMINO, HOURS, QUITO).skipped
    assert [f"{day.on:%m-%d}" for day in skipped] == ["11-07", "11-08"]


def test_a_day_declared_later_moves_the_end():
    day = Holiday(date(2026, 11, 11), "Emergencia", Place.QUITO, "Decreto de prueba")
    counted = due(date(2026, 10, 26), 10, TERMINO, DAYS, Calendar(Place.QUITO, (day,)))
    assert counted.due == date(2026, 11, 12)
    assert counted.skipped[-1].holiday == day


def test_the_rules_of_counting_are_parameters():
    rules = CountingRules(plazo_starts_on_working_day=False, plazo_end_moves=False)
    counted = due(FRIDAY, 2, PLAZO, DAYS, QUITO, rules)
    assert (counted.first, counted.due) == (date(2026, 10, 31), date(2026, 11, 1))
    assert counted.skipped == ()
    termino = due(FRIDAY, 2, TERMINO, DAYS, QUITO, rules)
    assert (termino.first, termino.due) == (WEDNESDAY, date(2026, 11, 5))


@pytest.mark.parametrize(
    ("start", "kind", "unit", "unverified"),
    [
        ("2026-10-26", TERMINO, DAYS, [CountingRule.STARTING_POINT]),
        ("2026-10-26", PLAZO, DAYS, [CountingRule.STARTING_POINT, CountingRule.PLAZO_END_MOVES]),
        ("2026-10-26", TERMINO, HOURS, [CountingRule.STARTING_POINT, CountingRule.TERM_IN_HOURS]),
        # Christmas 2027 is a Saturday: its rest on Friday is practice, not yet read in the law.
        ("2027-12-23", TERMINO, DAYS, [CountingRule.STARTING_POINT, CountingRule.WEEKEND_TRANSFER]),
        # The transfer of other days was read.
        ("2026-12-04", TERMINO, DAYS, [CountingRule.STARTING_POINT]),
    ],
)
def test_a_term_names_the_unverified_rules_it_used(start, kind, unit, unverified):
    counted = due(date.fromisoformat(start), 1, kind, unit, QUITO)
    assert list(counted.unverified) == unverified


def test_a_verified_rule_is_no_longer_named():
    rules = CountingRules(verified=frozenset(CountingRule))
    assert due(FRIDAY, 5, PLAZO, DAYS, QUITO, rules).unverified == ()


@pytest.mark.parametrize(
    ("kind", "unit", "articles"),
    [
        (TERMINO, DAYS, ("COA 158", "COA 159")),
        (PLAZO, DAYS, ("COA 158", "COA 160")),
        (PLAZO, MONTHS, ("COA 158", "COA 160")),
        (TERMINO, HOURS, ()),
    ],
)
def test_a_term_names_its_articles(kind, unit, articles):
    assert due(FRIDAY, 1, kind, unit, QUITO).legal_basis == articles


@pytest.mark.parametrize(
    ("start", "amount", "kind", "unit", "code"),
    [
        (FRIDAY, 0, PLAZO, DAYS, "amount-not-positive"),
        (FRIDAY, -3, TERMINO, DAYS, "amount-not-positive"),
        (FRIDAY, MAX_AMOUNT + 1, PLAZO, YEARS, "amount-too-large"),
        (FRIDAY, 10**40, TERMINO, HOURS, "amount-too-large"),
        (FRIDAY, 1, TERMINO, MONTHS, "termino-only-in-days"),
        (FRIDAY, 1, TERMINO, YEARS, "termino-only-in-days"),
    ],
)
def test_a_term_that_cannot_be_is_refused_with_a_code(start, amount, kind, unit, code):
    with pytest.raises(DeadlineRefused) as refused:
        due(start, amount, kind, unit, QUITO)
    assert refused.value.code == code


@pytest.mark.parametrize("unit", TermUnit)
@pytest.mark.parametrize(
    ("start", "amount"), [(date.min, 1), (date.max, 1), (date(2199, 12, 30), MAX_AMOUNT)]
)
@pytest.mark.parametrize("kind", TermKind)
def test_a_term_that_leaves_the_calendar_is_refused(start, amount, unit, kind):
    with pytest.raises(Refused) as refused:
        due(start, amount, kind, unit, QUITO)
    impossible = kind is TERMINO and unit in {MONTHS, YEARS}
    assert refused.value.code == ("termino-only-in-days" if impossible else "date-out-of-range")


@pytest.mark.parametrize(
    "start",
    [
        datetime.min,  # noqa: DTZ901 - a moment without time zone must not overflow either
        datetime.max,  # noqa: DTZ901
        datetime.min.replace(tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
        datetime(1950, 1, 1, 4, 59, tzinfo=UTC),  # still 1949 in Quito
    ],
)
def test_a_moment_beyond_the_calendar_is_refused(start):
    for unit in (HOURS, DAYS):
        with pytest.raises(CalendarRefused):
            due(start, 1, TERMINO, unit, QUITO)


@given(SOME_DAYS, st.integers(1, 130), POSSIBLE, st.sampled_from(Place))
def test_every_term_ends_on_a_working_day_after_its_start(start, amount, term, place):
    calendar = Calendar(place)
    counted = due(start, amount, *term, calendar)
    assert calendar.is_working_day(counted.due)
    assert start < counted.first <= counted.last <= counted.due
    assert [day.on for day in counted.skipped] == sorted({day.on for day in counted.skipped})
    assert not any(calendar.is_working_day(day.on) for day in counted.skipped)


@given(SOME_DAYS, st.integers(1, 300))
def test_the_days_of_a_termino_are_those_counted_and_those_skipped(start, amount):
    counted = due(start, amount, TERMINO, DAYS, QUITO)
    span = list(days_between(start + timedelta(days=1), counted.due))
    assert len(span) == amount + len(counted.skipped)


@given(SOME_DAYS, st.integers(1, 50))
def test_hours_without_a_start_hour_are_days_when_they_fill_them(start, days):
    in_hours = due(start, days * 24, TERMINO, HOURS, QUITO)
    in_days = due(start, days, TERMINO, DAYS, QUITO)
    assert (in_hours.due, in_hours.skipped) == (in_days.due, in_days.skipped)


def answer_to(*asked) -> str:
    """Return the code of the refusal, or that the term was counted."""
    try:
        due(*asked)
    except Refused as refused:
        return refused.code
    return "counted"


@given(
    st.dates() | st.datetimes() | st.datetimes(timezones=st.timezones()),
    st.integers(max_value=5000),
    st.sampled_from(TermKind),
    st.sampled_from(TermUnit),
)
def test_any_term_is_counted_or_refused(start, amount, kind, unit):
    answers = {"counted", "amount-not-positive", "termino-only-in-days", "date-out-of-range"}
    assert answer_to(start, amount, kind, unit, QUITO) in answers
