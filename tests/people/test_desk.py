"""It is true that the administration invites, appoints and ends roles, and nobody else does."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from minga.kernel import clock
from minga.people.labels import BodyKind, Role
from minga.people.models import Account, Appointment, Body, OneTimeCode, Person
from minga.people.services.bodies import appoint, found_body
from minga.people.services.codes import find_code
from minga.people.services.invitations import invite_staff
from minga.website.dates import plain_date
from tests.cast import PASSWORD, join, join_as, signed_in

DESK = "/despacho/personas/"
NEW = {"name": "Rosa Telar", "role": "CLERK", "starts_on": "2024-03-04"}


def person_page(person: Person) -> str:
    return f"{DESK}{person.public_id}/"


def test_who_reaches_the_desk(request: pytest.FixtureRequest, db: None) -> None:
    names = (
        "citizen",
        "leader",
        "adviser",
        "councillor",
        "clerk",
        "secretary",
        "auditor",
        "administrator",
    )
    people = {name: request.getfixturevalue(name) for name in names}
    other = person_page(people["citizen"])
    body = f"{DESK}cuerpos/concejo-de-ensayo/"
    rooms = (DESK, other, body, f"{DESK}invitar/", f"{body}periodo/", f"{DESK}codigo/")
    reached = {
        name: [signed_in(Client(), person).get(room).status_code for room in rooms]
        for name, person in people.items()
    }
    assert reached == {
        "citizen": [403] * 6,
        "leader": [403] * 6,
        "adviser": [403] * 6,
        "councillor": [403] * 6,
        "clerk": [403] * 5 + [200],
        "secretary": [403] * 6,
        "auditor": [200] * 3 + [403] * 3,
        "administrator": [200] * 6,
    }
    assert [Client().get(room).status_code for room in rooms] == [302] * 6


def test_the_auditor_changes_nothing(client: Client, auditor: Person, adviser: Person) -> None:
    signed_in(client, auditor)
    held = adviser.appointments.get()
    before = (Appointment.objects.count(), OneTimeCode.objects.count())
    for room in ("invitacion/", "codigo/", "pedir/segundo-factor/", "cargo/"):
        assert client.post(f"{person_page(adviser)}{room}").status_code == 403
    assert (
        client.post(f"{DESK}cargos/{held.pk}/terminar/", {"ends_on": "2024-03-04"}).status_code
        == 403
    )
    assert "<form" not in main_part(client.get(person_page(adviser)).content.decode())
    assert (Appointment.objects.count(), OneTimeCode.objects.count()) == before


def main_part(page: str) -> str:
    return page.split("<main", 1)[1].split("</main>", 1)[0]


def fill_council(council: Body, rows: int) -> None:
    for number in range(rows):
        found_body(
            slug=f"parte-{number}", kind=BodyKind.COMMISSION, name=f"Parte {number}", parent=council
        )
        join_as(f"persona{number}", f"Persona {number}", council, Role.ADVISER)


@pytest.mark.parametrize("rows", [1, 5])
def test_the_list_costs_the_same_for_any_number_of_rows(
    client: Client, administrator: Person, council: Body, rows: int, django_assert_num_queries: Any
) -> None:
    fill_council(council, rows)
    signed_in(client, administrator)
    # session, account, person, own roles, count, bodies, roles, requests
    with django_assert_num_queries(8):
        page = client.get(DESK).content.decode()
    assert page.count(">Persona ") == rows


@pytest.mark.parametrize("rows", [1, 5])
def test_the_page_of_a_person_costs_the_same_for_any_number_of_roles(
    client: Client, administrator: Person, adviser: Person, council: Body, rows: int,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for number in range(rows):
        body = found_body(slug=f"otro-{number}", kind=BodyKind.ENTITY, name=f"Otro {number}")
        appoint(person=adviser, body=body, role=Role.CLERK, starts_on=date(2024, 1, 1),
                at=clock.now(), granted_by=administrator)  # fmt: skip
    signed_in(client, administrator)
    # session, account, person, own roles, that person, their roles, their log, whether they hold
    # a role, who administers, requests
    with django_assert_num_queries(10):
        page = client.get(person_page(adviser)).content.decode()
    assert page.count(">Ventanilla</b>") == rows


def test_the_list_leaves_out_what_ended_until_it_is_asked_for(
    client: Client, administrator: Person, adviser: Person
) -> None:
    Appointment.objects.filter(person=adviser).update(ends_on=clock.today() - timedelta(days=1))
    signed_in(client, administrator)
    assert "Andrés" not in client.get(DESK).content.decode()
    assert "Andrés" in client.get(DESK, {"past": "on"}).content.decode()


def test_the_list_is_filtered_by_kind(
    client: Client, administrator: Person, bodies: object
) -> None:
    signed_in(client, administrator)
    assert "No hay cuerpos de esa clase." in client.get(DESK, {"kind": "OFFICE"}).content.decode()
    page = main_part(client.get(DESK, {"kind": "OFFICE", "empty": "on"}).content.decode())
    assert re.findall(r"<h2><a [^>]+>([^<]+)</a></h2>", page) == ["Despacho de Ensayo"]
    assert "1 cuerpo" in page


def test_inviting_prints_a_code_that_opens_the_account(
    client: Client, administrator: Person, office: Body
) -> None:
    signed_in(client, administrator)
    page = client.post(f"{DESK}invitar/", NEW | {"body": office.pk})
    text = page.content.decode()
    code = re.search(r"<b>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})</b>", text)
    assert code is not None
    assert "http://testserver/cuenta/invitacion/" in text
    assert "no-store" in page["Cache-Control"]
    row = find_code(purpose="INVITATION", code=code[1], at=clock.now())  # type: ignore[arg-type]
    assert row.issued_by == administrator
    assert row.person.identity.name == "Rosa Telar"
    until = re.findall(r"Sirve una sola vez, hasta el ([^<]+)\.</p>", text)
    assert until == [plain_date(row.expires_at)]
    assert len(re.findall(r"\d\d:\d\d", until[0])) == 1


def test_an_invitation_with_a_mistake_keeps_what_was_typed(
    client: Client, administrator: Person, office: Body
) -> None:
    signed_in(client, administrator)
    wrong = {"ends_on": "2020-01-01", "body": office.pk}
    page = client.post(f"{DESK}invitar/", NEW | wrong)
    assert page.status_code == 422
    assert "no puede terminar antes de empezar" in page.content.decode()
    assert 'value="Rosa Telar"' in page.content.decode()
    assert not OneTimeCode.objects.exists()


def test_a_lost_invitation_is_printed_again_and_not_after_there_is_an_account(
    client: Client, administrator: Person, office: Body, adviser: Person
) -> None:
    invited = invite_staff(
        name="Rosa", body=office, role=Role.CLERK, starts_on=clock.today(), at=clock.now(), by=None
    ).person
    signed_in(client, administrator)
    assert "Imprimir otra invitación" in client.get(person_page(invited)).content.decode()
    assert client.post(f"{person_page(invited)}invitacion/").status_code == 200
    refused = client.post(f"{person_page(adviser)}invitacion/")
    assert refused.status_code == 409
    assert "ya tiene cuenta" in refused.content.decode()


def test_a_further_role_is_given(
    client: Client, administrator: Person, adviser: Person, council: Body
) -> None:
    signed_in(client, administrator)
    typed = {"body": council.pk, "role": "MODERATOR", "starts_on": "2024-03-04"}
    assert client.post(f"{person_page(adviser)}cargo/", typed).status_code == 302
    given = adviser.appointments.get(role=Role.MODERATOR)
    assert (given.body, given.granted_by) == (council, administrator)
    again = client.post(f"{person_page(adviser)}cargo/", typed)
    assert (again.status_code, "ya tiene ese cargo" in again.content.decode()) == (422, True)


def test_a_role_is_ended_on_a_day(client: Client, administrator: Person, adviser: Person) -> None:
    held = adviser.appointments.get()
    signed_in(client, administrator)
    end = f"{DESK}cargos/{held.pk}/terminar/"
    assert held.body.name in client.get(end).content.decode()
    assert client.post(end, {"ends_on": "2018-01-01"}).status_code == 422
    assert client.post(end, {"ends_on": "2024-03-04"}).status_code == 302
    held.refresh_from_db()
    assert held.ends_on == date(2024, 3, 4)


def test_a_clerk_hands_out_codes_to_citizens_only(
    client: Client, clerk: Person, adviser: Person
) -> None:
    citizen = join("nadia", "Nadia Ensayo")
    signed_in(client, clerk)
    ask = f"{DESK}codigo/"
    assert client.post(ask, {"username": "NADIA", "seen": "on"}).status_code == 200
    assert OneTimeCode.objects.get().person == citizen
    assert client.post(ask, {"username": "andres", "seen": "on"}).status_code == 403
    assert client.post(ask, {"username": "violeta", "seen": "on"}).status_code == 403
    assert client.post(ask, {"username": "nadie", "seen": "on"}).status_code == 422
    assert client.post(ask, {"username": "nadia"}).status_code == 422
    assert OneTimeCode.objects.count() == 1


def test_the_person_sees_what_was_done_and_by_whom(client: Client, clerk: Person) -> None:
    join("nadia", "Nadia Ensayo")
    signed_in(client, clerk).post(f"{DESK}codigo/", {"username": "nadia", "seen": "on"})
    own = Client()
    own.post("/cuenta/entrar/", {"login": "nadia", "password": PASSWORD})
    page = own.get("/mi/").content.decode()
    assert "Se entregó un código para contraseña nueva" in page
    assert "Violeta Telar Ensayo" in page


def test_an_administrator_hands_out_codes_to_citizens_and_asks_for_those_of_staff(
    client: Client, administrator: Person, adviser: Person, leader: Person
) -> None:
    signed_in(client, administrator)
    assert client.post(f"{person_page(leader)}codigo/").status_code == 200
    assert client.post(f"{person_page(adviser)}codigo/").status_code == 403
    assert client.post(f"{person_page(administrator)}codigo/").status_code == 403
    Account.objects.filter(person=leader).delete()
    assert client.post(f"{person_page(leader)}codigo/").status_code == 409
    assert client.post(f"{person_page(leader)}pedir/segundo-factor/").status_code == 409
