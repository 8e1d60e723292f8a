"""A printed code opens exactly its own case, nothing else, and for as long as nobody ended it."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minga.kernel.printed_codes import ALPHABET, normal_code
from minga.people.public import AccountEvent, Body, Person, erase_person, export_person
from minga.record.counter.models import FollowCode
from minga.record.follow_codes import (
    code_that_opens,
    codes_of_case,
    issue_follow_code,
    living_code,
    remove_ended_codes,
    revoke_follow_code,
)
from minga.record.models import Case
from tests.record.acts import open_case

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@pytest.fixture
def case(office: Body) -> Case:
    return open_case(office)


def opens(number: str, code: str) -> int | None:
    """Return the case that number and code open."""
    found = code_that_opens(number=number, code=code)
    return found.case_id if found else None


def log_of(person: Person) -> list[tuple[str, str]]:
    rows = AccountEvent.objects.filter(person=person, kind__startswith="FOLLOW")
    return list(rows.order_by("pk").values_list("kind", "detail"))


def test_number_and_code_open_their_case_however_they_are_typed(case: Case) -> None:
    issued = issue_follow_code(case=case, at=AT)
    assert issued.number == case.number
    sloppy = issued.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    number = f" {case.kind.lower()} {case.year} {case.sequence} "
    assert opens(issued.number, issued.code) == opens(number, sloppy) == case.pk


def test_only_a_digest_is_kept(case: Case) -> None:
    issued = issue_follow_code(case=case, at=AT)
    kept = FollowCode.objects.values_list("digest", flat=True).get()
    assert len(kept) == 64
    assert normal_code(issued.code) not in kept


@pytest.mark.parametrize("typed", ["", "----", "7K2M-7K2M-7K2M-7K2M"])
def test_a_wrong_code_an_unknown_number_and_a_case_without_code_open_nothing(
    case: Case, office: Body, typed: str
) -> None:
    issued = issue_follow_code(case=case, at=AT)
    bare = open_case(office)
    assert opens(case.number, typed) is None
    assert opens(bare.number, issued.code) is None
    assert opens("GES-2026-99999", issued.code) is None


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(which=st.integers(0, 4), other=st.integers(0, 4), noise=st.text(ALPHABET, max_size=16))
def test_a_code_never_opens_another_case(
    many: list[tuple[Case, str]], which: int, other: int, noise: str
) -> None:
    case, code = many[which]
    another, _code = many[other]
    expected = case.pk if another.pk == case.pk else None
    assert opens(another.number, code) == expected
    assert opens(another.number, noise) is None


@pytest.fixture
def many(office: Body) -> list[tuple[Case, str]]:
    cases = [open_case(office) for _ in range(5)]
    return [(case, issue_follow_code(case=case, at=AT).code) for case in cases]


def test_a_new_code_ends_the_one_before_and_stays_with_its_holder(
    case: Case, citizen: Person, clerk: Person
) -> None:
    first = issue_follow_code(case=case, at=AT, person=citizen)
    second = issue_follow_code(case=case, at=AT + timedelta(days=1), by=clerk)
    assert (opens(case.number, first.code), opens(case.number, second.code)) == (None, case.pk)
    assert [(row.person_id, row.ended_as) for row in codes_of_case(case)] == [
        (citizen.pk, ""),
        (citizen.pk, "RENEWED"),
    ]
    assert log_of(citizen) == [
        ("FOLLOW_CODE_ISSUED", case.number),
        ("FOLLOW_CODE_RENEWED", case.number),
    ]


def test_holder_and_clerk_can_end_a_code(case: Case, citizen: Person, clerk: Person) -> None:
    by_holder = issue_follow_code(case=case, at=AT, person=citizen)
    assert revoke_follow_code(case=case, at=AT) is True
    assert revoke_follow_code(case=case, at=AT) is False
    by_clerk = issue_follow_code(case=case, at=AT, person=citizen)
    assert revoke_follow_code(case=case, at=AT, by=clerk) is True
    assert opens(case.number, by_holder.code) is opens(case.number, by_clerk.code) is None
    assert [row.ended_as for row in codes_of_case(case)] == ["BY_CLERK", "BY_HOLDER"]
    assert [kind for kind, _number in log_of(citizen)][-1] == "FOLLOW_CODE_REVOKED"


def test_an_ended_code_is_not_living(case: Case) -> None:
    issue_follow_code(case=case, at=AT)
    row = FollowCode.objects.get()
    assert living_code(row.pk) == row
    revoke_follow_code(case=case, at=AT)
    assert living_code(row.pk) is None


def test_the_database_keeps_a_code_with_its_case_and_ended_once_ended(
    case: Case, office: Body
) -> None:
    issue_follow_code(case=case, at=AT)
    revoke_follow_code(case=case, at=AT)
    code = FollowCode.objects.filter(case=case)
    for change in ({"case": open_case(office)}, {"revoked_at": None, "ended_as": ""}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            code.update(**change)


def test_erasure_ends_the_codes_of_a_person_and_forgets_whose_they_were(
    case: Case, citizen: Person
) -> None:
    issued = issue_follow_code(case=case, at=AT, person=citizen)
    erase_person(person=citizen, at=AT, by=None)
    row = FollowCode.objects.get()
    assert (row.person_id, row.ended_as) == (None, "ERASED")
    assert opens(case.number, issued.code) is None


def test_a_person_takes_home_which_codes_they_hold(case: Case, citizen: Person) -> None:
    issued = issue_follow_code(case=case, at=AT, person=citizen)
    document = export_person(person=citizen, at=AT, by=citizen)
    assert document["follow_codes"] == [
        {"case": case.number, "issued_at": AT.isoformat(), "revoked_at": None, "ended_as": ""}
    ]
    assert issued.code not in str(document)


def test_ended_codes_go_when_their_time_is_over_and_living_ones_stay(
    case: Case, office: Body
) -> None:
    issue_follow_code(case=case, at=AT)
    issue_follow_code(case=case, at=AT + timedelta(days=1))
    assert remove_ended_codes(AT + timedelta(days=1)) == 0
    assert remove_ended_codes(AT + timedelta(days=2)) == 1
    assert FollowCode.objects.get().revoked_at is None


@pytest.mark.django_db(transaction=True)
def test_of_two_codes_handed_out_at_once_one_lives(office: Body) -> None:
    case = open_case(office)
    start, codes = threading.Barrier(2), []

    def hand_out() -> None:
        start.wait()
        codes.append(issue_follow_code(case=case, at=AT).code)
        connection.close()

    threads = [threading.Thread(target=hand_out) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(opens(case.number, code) is not None for code in codes) == [False, True]
