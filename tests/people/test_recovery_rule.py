"""It is true that an account is opened anew by two, or by one after the person had time to object."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.people.rules.recovery import (
    LIFETIME,
    SEASONED,
    WAITING,
    Administrator,
    Asked,
    confirmers,
    obstacle,
)

MONDAY = datetime(2024, 3, 4, 15, 0, tzinfo=UTC)
TODAY = date(2024, 3, 4)
PERSON, ASKER, SECOND = 1, 2, 3
ASKED = Asked(PERSON, ASKER, MONDAY)


def since(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("administrators", "able"),
    [
        ([Administrator(ASKER, since(900))], set()),
        ([Administrator(ASKER, since(900)), Administrator(PERSON, since(900))], set()),
        ([Administrator(ASKER, since(900)), Administrator(SECOND, since(30))], {SECOND}),
        ([Administrator(ASKER, since(900)), Administrator(SECOND, since(29))], set()),
        ([Administrator(SECOND, since(5)), Administrator(SECOND, since(400))], {SECOND}),
    ],
)
def test_who_confirms_is_another_and_was_not_appointed_for_the_occasion(
    administrators: list[Administrator], able: set[int]
) -> None:
    assert confirmers(ASKED, TODAY, administrators) == able
    assert timedelta(days=30) == SEASONED


@pytest.mark.parametrize(
    ("by", "able", "after", "code"),
    [
        (SECOND, {SECOND}, timedelta(0), ""),
        (ASKER, {SECOND}, WAITING, "recovery-needs-another"),
        (ASKER, set(), WAITING - timedelta(seconds=1), "recovery-too-early"),
        (ASKER, set(), WAITING, ""),
        (SECOND, set(), timedelta(hours=1), "recovery-too-early"),
        (SECOND, {SECOND}, LIFETIME - timedelta(seconds=1), ""),
        (SECOND, {SECOND}, LIFETIME, "recovery-expired"),
    ],
)
def test_what_stands_in_the_way(by: int, able: set[int], after: timedelta, code: str) -> None:
    assert obstacle(ASKED, by_id=by, able=frozenset(able), at=MONDAY + after) == code


@given(
    administrators=st.lists(
        st.builds(Administrator, st.integers(1, 4), st.dates(date(2020, 1, 1), TODAY))
    ),
    hours=st.integers(0, 400),
)
def test_who_asked_never_does_it_alone_before_the_person_had_time(
    administrators: list[Administrator], hours: int
) -> None:
    able = confirmers(ASKED, TODAY, administrators)
    at = MONDAY + timedelta(hours=hours)
    if not obstacle(ASKED, by_id=ASKER, able=able, at=at):
        assert not able
        assert at >= ASKED.ready_at
