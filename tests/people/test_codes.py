"""It is true that a printed code opens one door, once, in time, and that only its digest is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.printed_codes import ALPHABET, normal_code
from minga.people.labels import CodePurpose
from minga.people.models import OneTimeCode, Person
from minga.people.services.codes import find_code, issue_code, use_code
from tests.people.expecting import refused

MONDAY = datetime(2024, 3, 4, 15, 0, tzinfo=UTC)
INVITATION = CodePurpose.INVITATION


def test_a_code_opens_once(citizen: Person) -> None:
    code = issue_code(purpose=INVITATION, person=citizen, at=MONDAY, by=None).code
    assert use_code(purpose=INVITATION, code=code, at=MONDAY) == citizen
    with refused("code-used"):
        use_code(purpose=INVITATION, code=code, at=MONDAY)


def test_looking_at_a_code_does_not_use_it_up(citizen: Person) -> None:
    code = issue_code(purpose=INVITATION, person=citizen, at=MONDAY, by=None).code
    for _ in range(2):
        assert find_code(purpose=INVITATION, code=code, at=MONDAY).used_at is None


def test_a_code_opens_only_the_door_it_was_made_for(citizen: Person) -> None:
    code = issue_code(purpose=INVITATION, person=citizen, at=MONDAY, by=None).code
    with refused("code-unknown"):
        use_code(purpose=CodePurpose.PASSWORD_RESET, code=code, at=MONDAY)


@pytest.mark.parametrize(
    ("purpose", "lives"),
    [(INVITATION, timedelta(days=7)), (CodePurpose.PASSWORD_RESET, timedelta(hours=24))],
)
def test_a_code_runs_out_at_the_very_instant(
    citizen: Person, purpose: CodePurpose, lives: timedelta
) -> None:
    issued = issue_code(purpose=purpose, person=citizen, at=MONDAY, by=None)
    assert issued.expires_at == MONDAY + lives
    find_code(purpose=purpose, code=issued.code, at=MONDAY + lives - timedelta(seconds=1))
    with refused("code-expired"):
        find_code(purpose=purpose, code=issued.code, at=MONDAY + lives)


def test_a_newer_code_ends_the_one_before(citizen: Person) -> None:
    old, new = (
        issue_code(purpose=INVITATION, person=citizen, at=MONDAY, by=None).code for _ in range(2)
    )
    with refused("code-unknown"):
        find_code(purpose=INVITATION, code=old, at=MONDAY)
    assert find_code(purpose=INVITATION, code=new, at=MONDAY).person == citizen


def test_the_database_never_holds_a_code(citizen: Person) -> None:
    issued = issue_code(purpose=INVITATION, person=citizen, at=MONDAY, by=None)
    row = OneTimeCode.objects.get()
    held = " ".join(str(getattr(row, field.attname)) for field in row._meta.concrete_fields)
    assert normal_code(issued.code) not in held
    assert len(row.digest) == 64


def test_a_refused_use_leaves_the_code_open(citizen: Person) -> None:
    code = issue_code(purpose=INVITATION, person=citizen, at=MONDAY, by=None).code
    with transaction.atomic():
        use_code(purpose=INVITATION, code=code, at=MONDAY)
        transaction.set_rollback(True)
    assert use_code(purpose=INVITATION, code=code, at=MONDAY) == citizen


@given(st.text(alphabet=ALPHABET, min_size=16, max_size=16))
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    grouped = "-".join(code[start : start + 4] for start in range(0, 16, 4))
    misread = grouped.replace("0", "o").replace("1", "l").lower()
    assert normal_code(f"  {misread} ") == normal_code(code) == code
