"""It is true that bodies, terms, seats, roles and representations keep the truth of their dates."""

from datetime import UTC, date, datetime, timedelta

import pytest

from minga.people.labels import AccountEventKind, BodyKind, Role
from minga.people.models import AccountEvent, Appointment, Body, Identity, Person
from minga.people.services.accounts import create_account, create_person, normal_username
from minga.people.services.bodies import (
    add_seat,
    add_term,
    appoint,
    end_appointment,
    end_representation,
    found_body,
    represent,
)
from minga.people.services.own_data import correct_own_data
from tests.people.expecting import refused

MONDAY = datetime(2024, 3, 4, 15, 0, tzinfo=UTC)
FIRST = date(2023, 5, 14)
LAST = date(2027, 5, 13)


def test_a_person_has_an_identity_of_the_lowest_level(db: None) -> None:
    person = create_person(name="  Elena Trama ", at=MONDAY)
    assert (person.identity.name, person.identity.level) == ("Elena Trama", "ANONYMOUS")
    assert person.created_at == MONDAY


def test_a_person_with_a_broken_address_is_refused_and_nothing_stays(db: None) -> None:
    with refused("email-invalid"):
        create_person(name="Elena", at=MONDAY, email="elena sin arroba")
    assert Person.objects.count() == 0


def test_usernames_are_stored_in_one_form() -> None:
    assert normal_username("  Ｅlena.TRAMA ") == "elena.trama"


def test_an_account_opens_with_its_password_and_is_noted(citizen: Person) -> None:
    assert citizen.account.check_password("siete cuerdas de lana")
    kinds = AccountEvent.objects.filter(person=citizen).values_list("kind", flat=True)
    assert list(kinds) == [AccountEventKind.ACCOUNT_CREATED]


def test_a_person_has_one_account_only(citizen: Person) -> None:
    with refused("account-exists"):
        create_account(person=citizen, username="clara2", password=None, at=MONDAY)


def test_a_username_is_taken_in_any_case(citizen: Person) -> None:
    other = create_person(name="Otra", at=MONDAY)
    with refused("username-unique"):
        create_account(person=other, username="CLARA", password=None, at=MONDAY)


@pytest.mark.parametrize("password", ["corta", "password1234", "qwertyuiop12"])
def test_an_easily_guessed_password_is_refused(db: None, password: str) -> None:
    person = create_person(name="Elena", at=MONDAY)
    with refused("password-too-weak"):
        create_account(person=person, username="elena", password=password[:11], at=MONDAY)


def test_terms_of_a_body_do_not_overlap_not_even_by_a_day(council: Body) -> None:
    add_term(body=council, starts_on=FIRST, ends_on=LAST)
    with refused("terms-overlap"):
        add_term(body=council, starts_on=LAST)
    following = add_term(body=council, starts_on=LAST + timedelta(days=1))
    assert following.ends_on is None


def test_a_term_does_not_end_before_it_starts(council: Body) -> None:
    with refused("term-ends-before-it-starts"):
        add_term(body=council, starts_on=LAST, ends_on=FIRST)


def test_a_seat_number_exists_once_in_a_body(council: Body) -> None:
    add_seat(body=council, number=1)
    with refused("seat-number-taken"):
        add_seat(body=council, number=1)


def test_a_seat_has_one_councillor_at_a_time(council: Body) -> None:
    seat = add_seat(body=council, number=3, circumscription="Rural")
    hold = {"body": council, "role": Role.COUNCILLOR, "seat": seat, "at": MONDAY}
    appoint(person=create_person(name="Ana", at=MONDAY), starts_on=FIRST, ends_on=LAST, **hold)
    with refused("seat-taken"):
        appoint(person=create_person(name="Eva", at=MONDAY), starts_on=LAST, **hold)
    next_day = LAST + timedelta(days=1)
    assert (
        appoint(person=create_person(name="Luz", at=MONDAY), starts_on=next_day, **hold).seat
        == seat
    )


def test_the_alternate_shares_the_seat(council: Body) -> None:
    seat = add_seat(body=council, number=3)
    for role in (Role.COUNCILLOR, Role.ALTERNATE_COUNCILLOR):
        person = create_person(name=role, at=MONDAY)
        appoint(person=person, body=council, role=role, seat=seat, starts_on=FIRST, at=MONDAY)
    assert Appointment.objects.filter(seat=seat).count() == 2


def test_a_role_is_held_once_at_a_time(adviser: Person, office: Body) -> None:
    with refused("role-already-held"):
        appoint(person=adviser, body=office, role=Role.ADVISER, starts_on=FIRST, at=MONDAY)


def test_a_role_needs_term_and_seat_of_the_same_body(
    citizen: Person, council: Body, office: Body
) -> None:
    term, seat = add_term(body=council, starts_on=FIRST), add_seat(body=council, number=1)
    hold = {
        "person": citizen,
        "body": office,
        "role": Role.ADVISER,
        "starts_on": FIRST,
        "at": MONDAY,
    }
    with refused("term-of-another-body"):
        appoint(term=term, **hold)
    with refused("seat-of-another-body"):
        appoint(seat=seat, **hold)


@pytest.mark.parametrize(("role", "public"), [(Role.COUNCILLOR, True), (Role.CLERK, False)])
def test_only_who_holds_an_office_of_representation_becomes_a_public_figure(
    citizen: Person, council: Body, role: Role, public: bool
) -> None:
    appoint(person=citizen, body=council, role=role, starts_on=FIRST, at=MONDAY)
    assert Identity.objects.get(person=citizen).is_public_figure is public


def test_ending_a_role_keeps_its_row_and_tells_the_person(
    adviser: Person, administrator: Person
) -> None:
    held = adviser.appointments.get()
    end_appointment(appointment_id=held.pk, ends_on=LAST, at=MONDAY, by=administrator)
    held.refresh_from_db()
    last = AccountEvent.objects.filter(person=adviser).first()
    assert held.ends_on == LAST
    assert last is not None
    assert (last.kind, last.detail, last.by) == ("ROLE_ENDED", "ADVISER", administrator)


def test_an_end_may_come_earlier_but_never_later(adviser: Person, administrator: Person) -> None:
    held = adviser.appointments.get()
    ended = {"appointment_id": held.pk, "at": MONDAY, "by": administrator}
    end_appointment(ends_on=LAST, **ended)
    with refused("already-ended"):
        end_appointment(ends_on=LAST, **ended)
    assert end_appointment(ends_on=FIRST, **ended).ends_on == FIRST


def test_a_role_does_not_end_before_it_started(adviser: Person, administrator: Person) -> None:
    held = adviser.appointments.get()
    with refused("appointment-ends-before-it-starts"):
        end_appointment(
            appointment_id=held.pk, ends_on=date(2000, 1, 1), at=MONDAY, by=administrator
        )


def test_a_representation_names_its_proof_and_an_organisation(
    citizen: Person, council: Body, bodies: object
) -> None:
    association = Body.objects.get(kind=BodyKind.ORGANISATION)
    right = {"person": citizen, "starts_on": FIRST, "at": MONDAY}
    with refused("proof-missing"):
        represent(organisation=association, proof=" ", **right)
    with refused("not-an-organisation"):
        represent(organisation=council, proof="Acta 1", **right)


def test_somebody_represents_an_organisation_once_at_a_time(leader: Person) -> None:
    right = leader.representations.get()
    with refused("already-represents"):
        represent(
            person=leader,
            organisation=right.organisation,
            starts_on=FIRST,
            proof="Acta 2",
            at=MONDAY,
        )
    ended = {"representation_id": right.pk, "at": MONDAY, "by": None}
    assert end_representation(ends_on=LAST, **ended).ends_on == LAST
    with refused("already-ended"):
        end_representation(ends_on=LAST, **ended)


def test_two_bodies_do_not_share_an_address(council: Body) -> None:
    with refused("slug-unique"):
        found_body(slug=council.slug, kind=BodyKind.COUNCIL, name="Otro")


def test_two_parts_of_a_body_do_not_share_a_code(council: Body) -> None:
    found_body(slug="a", kind=BodyKind.COMMISSION, name="A", code="CUS", parent=council)
    with refused("body-code-taken"):
        found_body(slug="b", kind=BodyKind.COMMISSION, name="B", code="CUS", parent=council)


def test_a_person_corrects_name_and_telephone(citizen: Person) -> None:
    identity = correct_own_data(person=citizen, name=" Clara Nueva ", phone="099")
    assert (identity.name, identity.phone) == ("Clara Nueva", "099")


def test_somebody_in_office_does_not_rename_the_record(councillor: Person) -> None:
    with refused("public-figure"):
        correct_own_data(person=councillor, name="Otra", phone="")
    kept = correct_own_data(person=councillor, name=councillor.identity.name, phone="022")
    assert kept.phone == "022"
