"""It is true that one evaluation a year is due, that what is missing is said, and who may vouch."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from minga.people.labels import BodyKind
from minga.plan.labels import EVALUATION_STATE_LABELS, FINDING_LABELS
from minga.plan.rules.evaluations import (
    COLLEGIATE_KINDS,
    IS_DONE,
    EvaluationState,
    Finding,
    Provenance,
    Votes,
    YearState,
    YearTally,
    due_on,
    naming_in_force,
    provenance_problem,
    tallies,
    votes_problem,
    year_states,
)
from minga.plan.rules.schedule import Term, year_ends_on

TERM = Term(date(2019, 5, 14), date(2023, 5, 13))
END_1, END_2 = date(2020, 5, 13), date(2021, 5, 13)
DONE, LATE, PENDING, MISSING = (
    EvaluationState.DONE,
    EvaluationState.DONE_LATE,
    EvaluationState.PENDING,
    EvaluationState.MISSING,
)
ALL = (1, 2, 3, 4)
OPEN_END, NO_DAYS = Term(date(2019, 5, 14), None), Term(None, None)
ONLY_END = Term(None, date(2023, 5, 13))


@pytest.mark.parametrize(
    ("term", "years", "evaluated", "today", "states"),
    [
        (TERM, ALL, {}, date(2019, 5, 13), ()),
        (TERM, ALL, {}, date(2019, 5, 14), (PENDING,)),
        (TERM, ALL, {}, END_1, (PENDING,)),
        (TERM, ALL, {}, END_1 + timedelta(days=1), (MISSING, PENDING)),
        (TERM, ALL, {1: END_1}, END_1, (DONE,)),
        (TERM, ALL, {1: END_1 + timedelta(days=1)}, END_2, (LATE, PENDING)),
        (TERM, (2, 4), {}, END_2, (PENDING,)),
        (TERM, (), {}, END_2, ()),
        (TERM, (2,), {1: END_1}, END_1, (DONE,)),
        (TERM, ALL, {2: END_2}, date(2024, 1, 1), (MISSING, DONE, MISSING, MISSING)),
        (TERM, (1, 5), {}, date(2026, 1, 1), (MISSING,)),
        (OPEN_END, (1, 2), {}, date(2022, 1, 1), (MISSING, MISSING)),
        (NO_DAYS, (1, 2), {}, date(2022, 1, 1), (PENDING, PENDING)),
        (NO_DAYS, (1, 2), {2: END_2}, date(2022, 1, 1), (PENDING, DONE)),
        (ONLY_END, (1, 2), {}, date(2023, 5, 13), (PENDING, PENDING)),
        (ONLY_END, (1, 2), {}, date(2023, 5, 14), (MISSING, MISSING)),
    ],
)
def test_each_year_that_has_begun_asks_for_one(
    term: Term,
    years: tuple[int, ...],
    evaluated: dict[int, date],
    today: date,
    states: tuple[EvaluationState, ...],
) -> None:
    found = year_states(term, years, evaluated, today)
    assert tuple(one.state for one in found) == states


def test_a_year_is_due_on_its_last_day() -> None:
    assert [due_on(TERM, year) for year in ALL] == [year_ends_on(TERM, year) for year in ALL]
    assert (due_on(ONLY_END, 1), due_on(NO_DAYS, 1)) == (date(2023, 5, 13), None)


days = some.dates(date(2018, 1, 1), date(2026, 1, 1))
year_sets = some.frozensets(some.integers(1, 4))
evaluated_days = some.dictionaries(some.integers(1, 4), days)


@given(years=year_sets, evaluated=evaluated_days, today=days)
def test_a_year_is_named_once_in_order_and_only_if_asked_for_or_done(
    years: frozenset[int], evaluated: dict[int, date], today: date
) -> None:
    found = [one.year for one in year_states(TERM, years, evaluated, today)]
    assert found == sorted(set(found))
    assert evaluated.keys() <= set(found) <= years | evaluated.keys()


@given(years=year_sets, evaluated=evaluated_days, today=days)
def test_what_is_evaluated_is_done_and_nothing_else_is(
    years: frozenset[int], evaluated: dict[int, date], today: date
) -> None:
    found = year_states(TERM, years, evaluated, today)
    assert {one.year for one in found if one.state in IS_DONE} == evaluated.keys()


@given(years=year_sets, evaluated=evaluated_days, today=days)
def test_what_was_missing_stays_missing(
    years: frozenset[int], evaluated: dict[int, date], today: date
) -> None:
    def missing(day: date) -> set[int]:
        found = year_states(TERM, years, evaluated, day)
        return {one.year for one in found if one.state == MISSING}

    assert missing(today) <= missing(today + timedelta(days=400))


@given(years=year_sets, evaluated=evaluated_days, today=some.dates(date(2023, 5, 14)))
def test_when_the_term_is_over_nothing_is_due_any_more(
    years: frozenset[int], evaluated: dict[int, date], today: date
) -> None:
    found = year_states(TERM, years, evaluated, today)
    assert [one for one in found if one.state == PENDING] == []


def test_years_are_counted_with_what_they_lack() -> None:
    found = [
        YearState(2, PENDING, END_2),
        YearState(1, MISSING, END_1),
        YearState(1, LATE, END_1),
        YearState(2, DONE, END_2),
        YearState(2, PENDING, END_2),
    ]
    assert tallies(found, TERM, date(2020, 6, 1)) == (
        YearTally(1, 2, 1, END_1, is_over=True),
        YearTally(2, 3, 2, END_2, is_over=False),
    )
    assert tallies([YearState(1, PENDING, None)], NO_DAYS, END_1) == (
        YearTally(1, 1, 1, None, is_over=False),
    )
    assert tallies([], TERM, END_1) == ()


@pytest.mark.parametrize(
    ("votes", "kind", "problem"),
    [
        (Votes(), "OFFICE", None),
        (Votes(in_favour=0), "OFFICE", "votes-of-one"),
        (Votes(blank=1), "ENTITY", "votes-of-one"),
        (Votes(3, 1, 0, 0), "COMMISSION", None),
        (Votes(against=2), "COUNCIL", None),
        (Votes(abstentions=1), "ASSEMBLY", None),
        (Votes(3, 2), "PARISH_BOARD", None),
        (Votes(3, 2), "ORGANISATION", "votes-of-one"),
        (Votes(3, 2), "", None),
    ],
)
def test_only_a_body_of_several_members_votes(votes: Votes, kind: str, problem: str | None) -> None:
    assert votes_problem(votes, kind) == problem


def test_an_unknown_vote_is_no_zero() -> None:
    assert (Votes().is_known, Votes(in_favour=0).is_known) == (False, True)
    assert Votes(3, None, 1).counts == (3, None, 1, None)


@pytest.mark.parametrize(
    ("how", "problem"),
    [
        (Provenance(by_itself=True), None),
        (Provenance(by_itself=True, is_certified=True), None),
        (Provenance(by_itself=False), "document-missing"),
        (Provenance(by_itself=False, has_document=True), None),
        (Provenance(by_itself=False, is_cited=True), None),
        (
            Provenance(by_itself=False, is_certified=True, has_document=True),
            "certified-from-outside",
        ),
    ],
)
def test_somebody_vouches_for_each_evaluation(how: Provenance, problem: str | None) -> None:
    assert provenance_problem(how) == problem


NAMINGS = ((date(2020, 1, 1), "a"), (date(2021, 1, 1), "b"))


@pytest.mark.parametrize(
    ("day", "named"),
    [
        (date(2019, 6, 1), "a"),
        (date(2020, 1, 1), "a"),
        (date(2020, 12, 31), "a"),
        (date(2021, 1, 1), "b"),
    ],
)
def test_who_was_named_last_evaluates(day: date, named: str) -> None:
    assert naming_in_force(NAMINGS, day) == named


def test_where_nobody_was_named_nobody_evaluates() -> None:
    assert naming_in_force((), END_1) is None


def test_the_codes_are_those_of_the_people_and_have_words() -> None:
    assert set(BodyKind) >= COLLEGIATE_KINDS
    assert FINDING_LABELS.keys() == set(Finding)
    assert EVALUATION_STATE_LABELS.keys() == set(EvaluationState)
