"""It is true that of two who want the same at once, one gets it and the other is told why."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction

from minga.people.labels import Role
from minga.people.models import Account, Appointment, Body, OneTimeCode, Seat
from minga.people.services.accounts import create_account, create_person
from minga.people.services.bodies import add_seat, appoint
from minga.people.services.invitations import accept_invitation, invite_staff
from minga.people.services.saving import PeopleRefused

MONDAY = datetime(2024, 3, 4, 15, 0, tzinfo=UTC)
PASSWORD = "cuatro palabras de prueba"

pytestmark = pytest.mark.django_db(transaction=True)


def while_another_holds(first: Callable[[], object], second: Callable[[], object]) -> str:
    """Run `second` while `first` is done but not committed; return the code that refuses it."""
    done, refused = threading.Event(), []

    def other() -> None:
        done.wait(5)
        try:
            second()
        except PeopleRefused as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    with transaction.atomic():
        first()
        done.set()
        thread.join(0.4)  # it waits for this transaction now
        assert thread.is_alive()
    thread.join(5)
    return refused[0] if refused else ""


def sit(council: Body, seat: Seat, name: str) -> Callable[[], Appointment]:
    def act() -> Appointment:
        return appoint(
            person=create_person(name=name, at=MONDAY),
            body=council,
            role=Role.COUNCILLOR,
            seat=seat,
            starts_on=date(2023, 5, 14),
            at=MONDAY,
        )

    return act


def test_two_are_appointed_to_one_seat(council: Body) -> None:
    seat = add_seat(body=council, number=1)
    assert while_another_holds(sit(council, seat, "Ana"), sit(council, seat, "Eva")) == "seat-taken"
    assert [held.person.identity.name for held in Appointment.objects.all()] == ["Ana"]


def test_two_choose_one_username(db: None) -> None:
    def join(name: str) -> Callable[[], Account]:
        person = create_person(name=name, at=MONDAY)
        return lambda: create_account(person=person, username="ana", password=None, at=MONDAY)

    assert while_another_holds(join("Ana"), join("Anita")) == "username-unique"
    assert Account.objects.get().person.identity.name == "Ana"


def test_two_use_one_invitation(office: Body) -> None:
    code = invite_staff(
        name="Ana", body=office, role=Role.CLERK, starts_on=MONDAY.date(), at=MONDAY, by=None
    ).issued.code

    def accept(username: str) -> Callable[[], Account]:
        return lambda: accept_invitation(code=code, username=username, password=PASSWORD, at=MONDAY)

    assert while_another_holds(accept("ana"), accept("otra")) == "code-used"
    assert Account.objects.get().username == "ana"
    assert OneTimeCode.objects.get().used_at == MONDAY
