"""It is true that every row has a short name, and that none of them is somebody's name by accident."""

from datetime import UTC, date, datetime

from minga.people.labels import CodePurpose
from minga.people.models import (
    AccountEvent,
    Erasure,
    Identity,
    OneTimeCode,
    Person,
    Representation,
)
from minga.people.permissions import Viewer
from minga.people.services.accounts import create_person
from minga.people.services.bodies import add_seat, add_term
from minga.people.services.codes import issue_code
from minga.people.services.erasure import erase_person
from tests.cast import Cast

MONDAY = datetime(2024, 3, 4, 15, 0, tzinfo=UTC)


def test_rows_say_what_they_are_without_naming_people(leader: Person, bodies: Cast) -> None:
    issue_code(purpose=CodePurpose.INVITATION, person=leader, at=MONDAY, by=None)
    council, right = bodies.council, Representation.objects.get()
    erased = Erasure(person_public_id=leader.public_id, erased_at=MONDAY)
    event = AccountEvent.objects.filter(person=leader).latest("pk")
    said = {
        str(leader): str(leader.public_id),
        str(leader.account): "lucho",
        str(council): "Concejo de Ensayo",
        str(add_term(body=council, starts_on=date(2023, 5, 14))): f"{council.pk}: 2023-05-14 – …",
        str(add_seat(body=council, number=4)): f"{council.pk}/4",
        str(right): f"{leader.pk} → {bodies.association.pk}",
        str(OneTimeCode.objects.get()): f"INVITATION: {leader.pk}",
        str(event): f"REPRESENTATION_GIVEN: {leader.pk}",
        str(erased): str(leader.public_id),
    }
    assert {shown for shown, wanted in said.items() if shown != wanted} == set()


def test_a_role_is_shown_by_its_numbers(adviser: Person, office: object) -> None:
    held = adviser.appointments.get()
    assert str(held) == f"ADVISER: {adviser.pk} @ {held.body_id}"


def test_an_empty_identity_is_a_dash() -> None:
    assert [str(Identity(name="")), str(Identity(name="Ana"))] == ["—", "Ana"]


def test_somebody_without_account_is_erased_too(db: None) -> None:
    person = create_person(name="Ana", at=MONDAY)
    erase_person(person=person, at=MONDAY, by=None)
    assert Identity.objects.get(person=person).name == ""


def test_a_visitor_is_not_signed_in(citizen: Person) -> None:
    assert not Viewer().is_signed_in
    assert Viewer(account=citizen.account, person=citizen).is_signed_in
