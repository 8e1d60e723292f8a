"""It is true that a day falls in one year of a plan, and that unknown dates give no share."""

from datetime import date

from minga.plan.rules.schedule import Term, share_elapsed, year_of

TERM = Term(date(2023, 5, 14), date(2027, 5, 13))


def test_a_day_falls_in_its_year_or_outside() -> None:
    days = (date(2023, 5, 14), date(2026, 11, 24), date(2022, 1, 1), date(2028, 1, 1))
    assert [year_of(TERM, day, 4) for day in days] == [1, 4, None, None]


def test_the_share_of_the_term_is_between_zero_and_one_or_unknown() -> None:
    days = (date(2020, 1, 1), date(2023, 5, 14), date(2030, 1, 1))
    assert [share_elapsed(TERM, day) for day in days] == [0.0, 0.0, 1.0]
    assert share_elapsed(Term(None, None), date(2024, 1, 1)) is None
