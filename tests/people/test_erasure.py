"""It is true that an erased person leaves nothing personal, and stays erased after a restore."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from minga.kernel import events
from minga.people.events import PersonErased
from minga.people.labels import CodePurpose, Role
from minga.people.models import Account, Body, Erasure, Identity, Person
from minga.people.services.accounts import create_person
from minga.people.services.bodies import appoint, end_appointment, represent
from minga.people.services.codes import issue_code
from minga.people.services.erasure import erase_person, erasure_file, replay_erasures
from minga.people.services.identity import national_id_digest, set_national_id
from minga.website.page_cache.publishing import versions
from tests.cast import PASSWORD, Cast, join, join_as
from tests.people.expecting import refused

MONDAY = datetime(2024, 3, 4, 15, 0, tzinfo=UTC)
NUMBER = "1710034065"
TRACES = ("Teodolinda", "teodo", "0987654321", "Secretaria de la barra", "NavegadorPropio")


@pytest.fixture
def somebody(bodies: Cast, client: Client, clerk: Person) -> Person:
    """A person of whom everything is known that can be known."""
    person = join("teodo", "Teodolinda Ensayo")
    Identity.objects.filter(person=person).update(
        email="teodo@example.org", phone="0987654321", notes_for_counter="Teodolinda oye mal"
    )
    set_national_id(person=person, number=NUMBER, at=MONDAY, seen_by=clerk)
    represent(
        person=person,
        organisation=bodies.association,
        starts_on=date(2020, 1, 1),
        proof="Acta 3: Teodolinda, Secretaria de la barra",
        at=MONDAY,
    )
    client.post(
        "/cuenta/entrar/",
        {"login": "teodo", "password": PASSWORD},
        headers={"User-Agent": "NavegadorPropio/1"},
    )
    EmailAddress.objects.create(user=person.account, email="teodo@example.org", primary=True)
    TOTP.activate(person.account, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person.account)
    issue_code(purpose=CodePurpose.PASSWORD_RESET, person=person, at=MONDAY, by=clerk)
    return person


def everything_as_text() -> Iterator[str]:
    """Yield every row of every table, as text; sessions as what they hold."""
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - names of the catalogue
            yield from (f"{table}: {row}" for (row,) in cursor.fetchall())
    yield from (f"session: {session.get_decoded()}" for session in Session.objects.all())


def traces() -> set[str]:
    held = "\n".join(everything_as_text())
    wanted = (*TRACES, national_id_digest(NUMBER))
    return {word for word in wanted if word.lower() in held.lower()}


def test_erasure_leaves_nothing_personal_in_any_table(somebody: Person) -> None:
    assert traces() == {*TRACES, national_id_digest(NUMBER)}
    erase_person(person=somebody, at=MONDAY, by=somebody)
    assert traces() == set()


def test_the_row_stays_for_what_points_to_it(somebody: Person) -> None:
    erase_person(person=somebody, at=MONDAY, by=somebody)
    somebody.refresh_from_db()
    assert somebody.erased_at == MONDAY
    assert (somebody.identity.name, somebody.identity.level) == ("", "ANONYMOUS")
    assert somebody.account.username == f"borrada-{somebody.public_id.hex}"


def test_the_account_is_closed_and_its_sessions_end(client: Client, somebody: Person) -> None:
    erase_person(person=somebody, at=MONDAY, by=somebody)
    assert client.get("/mi/")["Location"].startswith("/cuenta/entrar/")
    typed = {"login": somebody.account.username, "password": PASSWORD}
    assert client.post("/cuenta/entrar/", typed).status_code == 200
    assert not Account.objects.filter(is_active=True, person=somebody).exists()


def test_others_react_in_the_same_transaction(citizen: Person) -> None:
    told: list[PersonErased] = []
    events.on(PersonErased, told.append)
    erase_person(person=citizen, at=MONDAY, by=None)
    assert told[-1] == PersonErased(person_id=citizen.pk, erased_at=MONDAY)


def test_a_reaction_that_fails_undoes_the_erasure(citizen: Person, data_folder: Path) -> None:
    def fail(_event: PersonErased) -> None:
        raise RuntimeError

    events.on(PersonErased, fail)
    try:
        with pytest.raises(RuntimeError):
            erase_person(person=citizen, at=MONDAY, by=None)
    finally:
        events._handlers[PersonErased].remove(fail)
    assert Identity.objects.get(person=citizen).name == "Clara Quishpe Ensayo"
    assert not erasure_file().exists()


def test_a_second_erasure_changes_nothing(citizen: Person) -> None:
    erase_person(person=citizen, at=MONDAY, by=None)
    again = erase_person(person=citizen, at=datetime(2025, 1, 1, tzinfo=UTC), by=None)
    assert again.erased_at == MONDAY
    assert Erasure.objects.count() == 1


def test_who_holds_a_role_is_not_erased_until_it_ends(clerk: Person, administrator: Person) -> None:
    with refused("role-in-office"):
        erase_person(person=clerk, at=MONDAY, by=clerk)
    held = clerk.appointments.get()
    end_appointment(appointment_id=held.pk, ends_on=date(2024, 3, 3), at=MONDAY, by=administrator)
    assert erase_person(person=clerk, at=MONDAY, by=clerk).erased_at == MONDAY


def test_who_held_an_office_of_representation_stays_in_the_record(
    citizen: Person, council: Body
) -> None:
    appoint(
        person=citizen,
        body=council,
        role=Role.COUNCILLOR,
        starts_on=date(2019, 5, 14),
        ends_on=date(2023, 5, 13),
        at=MONDAY,
    )
    with refused("public-figure"):
        erase_person(person=citizen, at=MONDAY, by=citizen)


def test_an_erased_person_gets_no_role(citizen: Person, council: Body) -> None:
    erase_person(person=citizen, at=MONDAY, by=None)
    citizen.refresh_from_db()
    with refused("person-erased"):
        appoint(person=citizen, body=council, role=Role.CLERK, starts_on=MONDAY.date(), at=MONDAY)


def test_the_list_is_kept_beside_the_database(
    citizen: Person, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person=citizen, at=MONDAY, by=None)
    lines = erasure_file().read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {"person": str(citizen.public_id), "erased_at": MONDAY.isoformat()}
    ]


def restore(person: Person) -> None:
    """Bring back what an old backup holds: the person as before, and no list in the table."""
    Erasure.objects.all().delete()
    Person.objects.filter(pk=person.pk).update(erased_at=None)
    Identity.objects.filter(person=person).update(name="Clara Quishpe Ensayo")
    Account.objects.filter(person=person).update(username="clara", is_active=True)


def test_a_restored_backup_is_erased_again(
    citizen: Person, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person=citizen, at=MONDAY, by=None)
    restore(citizen)
    assert replay_erasures() == 1
    citizen.refresh_from_db()
    assert (citizen.erased_at, Identity.objects.get(person=citizen).name) == (MONDAY, "")
    assert not Account.objects.filter(username="clara").exists()
    assert replay_erasures() == 0


def test_replay_asks_nothing_of_who_held_a_role_in_the_backup(
    citizen: Person, council: Body, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person=citizen, at=MONDAY, by=None)
    restore(citizen)
    citizen.refresh_from_db()
    appoint(person=citizen, body=council, role=Role.CLERK, starts_on=MONDAY.date(), at=MONDAY)
    assert replay_erasures() == 1


def test_file_and_table_complete_each_other(db: None) -> None:
    Erasure.objects.create(
        person_public_id="6d696e67-6100-4000-8000-000000000009", erased_at=MONDAY
    )
    unknown = create_person(name="Quien sigue", at=MONDAY)
    assert replay_erasures() == 0
    assert len(erasure_file().read_text(encoding="utf-8").splitlines()) == 1
    assert replay_erasures() == 0
    assert len(erasure_file().read_text(encoding="utf-8").splitlines()) == 1
    assert Identity.objects.get(person=unknown).name == "Quien sigue"


def test_forgetting_or_naming_a_person_ends_the_kept_pages_at_once(
    citizen: Person, bodies: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    before = versions().read(("record", "people"))
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person=citizen, at=MONDAY, by=None)
    erased = versions().read(("record", "people"))
    assert (erased[0] > before[0], erased[1]) == (True, before[1])
    with django_capture_on_commit_callbacks(execute=True):
        join_as("marta", "Marta Ensayo", bodies.council, Role.COUNCILLOR)
    assert versions().read(("people",))[0] > erased[1]
