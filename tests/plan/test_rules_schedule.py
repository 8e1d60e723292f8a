"""It is true that the years of a plan fall in days, and that unknown dates stay unknown."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from minga.plan.rules.schedule import Term, share_elapsed, year_ends_on, year_of, year_starts_on

TERM = Term(date(2019, 5, 14), date(2023, 5, 13))
UNKNOWN = Term(None, None)


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (1, date(2019, 5, 14), date(2020, 5, 13)),
        (2, date(2020, 5, 14), date(2021, 5, 13)),
        (4, date(2022, 5, 14), date(2023, 5, 13)),
    ],
)
def test_a_year_of_the_plan_runs_from_its_day_to_the_eve(
    year: int, first: date, last: date
) -> None:
    assert (year_starts_on(TERM, year), year_ends_on(TERM, year)) == (first, last)


def test_a_year_never_ends_after_the_term() -> None:
    short = Term(date(2019, 5, 14), date(2019, 12, 31))
    assert year_ends_on(short, 1) == date(2019, 12, 31)


def test_without_last_day_the_last_year_is_whole() -> None:
    assert year_ends_on(Term(date(2020, 2, 29), None), 1) == date(2021, 2, 27)
    assert year_starts_on(Term(date(2020, 2, 29), None), 2) == date(2021, 2, 28)


def test_unknown_dates_give_no_days() -> None:
    assert (year_starts_on(UNKNOWN, 1), year_ends_on(UNKNOWN, 1)) == (None, None)
    assert year_of(UNKNOWN, date(2020, 1, 1), 4) is None
    assert share_elapsed(UNKNOWN, date(2020, 1, 1)) is None
    assert share_elapsed(Term(date(2020, 1, 1), None), date(2020, 1, 1)) is None


@pytest.mark.parametrize(
    ("day", "ended", "begun"),
    [
        (date(2019, 5, 13), False, False),
        (date(2019, 5, 14), False, True),
        (date(2023, 5, 13), False, True),
        (date(2023, 5, 14), True, True),
    ],
)
def test_a_term_includes_its_first_and_last_day(day: date, *, ended: bool, begun: bool) -> None:
    assert (TERM.has_ended(day), TERM.has_begun(day)) == (ended, begun)


def test_an_unknown_end_has_not_come_and_an_unknown_start_has() -> None:
    assert (UNKNOWN.has_ended(date(2999, 1, 1)), UNKNOWN.has_begun(date(1, 1, 1))) == (False, True)


@given(days=some.integers(0, 365 * 4))
def test_every_day_of_the_term_belongs_to_exactly_one_year(days: int) -> None:
    day = TERM.starts_on + timedelta(days=days)  # type: ignore[operator]  # known here
    years = [
        year
        for year in range(1, 5)
        if year_starts_on(TERM, year) <= day <= year_ends_on(TERM, year)  # type: ignore[operator]  # known here
    ]
    assert [year_of(TERM, day, 4)] == (years or [None])


@given(day=some.dates(date(2000, 1, 1), date(2050, 1, 1)))
def test_the_share_elapsed_lies_between_nothing_and_all(day: date) -> None:
    share = share_elapsed(TERM, day)
    assert share is not None
    assert 0 <= share <= 1
    assert (share == 0) == (day <= date(2019, 5, 14))
    assert (share == 1) == (day > date(2023, 5, 13))
