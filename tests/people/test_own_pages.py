"""It is true that people see, correct, take along and erase what is known about them."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client

from minga.people.labels import AccountEventKind, BodyKind, Role
from minga.people.models import Account, Body, Identity, Person
from minga.people.notices import all_notices
from minga.people.permissions import Viewer
from minga.people.rooms import OWN_SECTIONS, OwnSection
from minga.people.services.bodies import appoint, found_body
from minga.people.services.journal import note_event
from minga.website import panels
from minga.website.parts import Link
from tests.cast import IN_OFFICE_SINCE, JOINED_AT, PASSWORD, signed_in

NUMBER = "1710034065"


def enter(client: Client, username: str = "clara") -> None:
    client.post("/cuenta/entrar/", {"login": username, "password": PASSWORD})


def test_a_visitor_is_asked_to_sign_in_and_comes_back(db: None) -> None:
    for room in ("/mi/", "/mi/datos/", "/mi/cedula/", "/mi/borrar/"):
        answer = Client().get(room)
        assert answer["Location"] == f"/cuenta/entrar/?next={room.replace('/', '%2F')}"


def test_the_page_says_who_one_is_and_is_never_cached(client: Client, leader: Person) -> None:
    enter(client, "lucho")
    page = client.get("/mi/")
    text = page.content.decode()
    for said in ("Luis Tipán Ensayo", "lucho", "Sin identificar", "No tienes cargos",
                 "Asociación de Ensayo", "Acta de ensayo 1", "Una sesión abierta"):  # fmt: skip
        assert said in text
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("rows", [1, 5])
def test_the_page_costs_the_same_for_any_number_of_roles_and_events(
    client: Client, adviser: Person, administrator: Person, rows: int,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for number in range(rows):
        body = found_body(slug=f"cuerpo-{number}", kind=BodyKind.ENTITY, name=f"Cuerpo {number}")
        appoint(person=adviser, body=body, role=Role.CLERK, starts_on=IN_OFFICE_SINCE,
                at=JOINED_AT, granted_by=administrator)  # fmt: skip
    signed_in(client, adviser)
    # session, account, person, own roles; identity, roles, organisations, log, factors, sessions,
    # requests to open the account anew
    with django_assert_num_queries(12):
        page = client.get("/mi/").content.decode()
    assert page.count("<b>Ventanilla</b>") == rows


def test_name_and_telephone_are_corrected(client: Client, citizen: Person) -> None:
    enter(client)
    assert 'value="Clara Quishpe Ensayo"' in client.get("/mi/datos/").content.decode()
    answer = client.post("/mi/datos/", {"name": "Clara Nueva", "phone": "022555555"})
    assert answer["Location"] == "/mi/"
    kept = Identity.objects.get(person=citizen)
    assert (kept.name, kept.phone) == ("Clara Nueva", "022555555")
    assert "Tus datos están corregidos." in client.get("/mi/").content.decode()


def test_a_councillor_is_told_why_the_name_stays(client: Client, councillor: Person) -> None:
    signed_in(client, councillor)
    page = client.post("/mi/datos/", {"name": "Otra", "phone": ""})
    assert (page.status_code, "queda en el registro" in page.content.decode()) == (422, True)


def test_a_cedula_is_declared_and_never_shown(client: Client, citizen: Person) -> None:
    enter(client)
    wrong = client.post("/mi/cedula/", {"number": "1710034066"})
    assert (wrong.status_code, "no está bien escrita" in wrong.content.decode()) == (422, True)
    assert client.post("/mi/cedula/", {"number": NUMBER})["Location"] == "/mi/"
    page = client.get("/mi/").content.decode()
    assert "Cédula declarada" in page
    assert NUMBER not in page


def test_erasing_asks_for_the_own_username(client: Client, citizen: Person) -> None:
    enter(client)
    assert "No hay vuelta atrás" in client.get("/mi/borrar/").content.decode()
    slip = client.post("/mi/borrar/", {"username": "otra"})
    assert (slip.status_code, "Ese no es tu usuario" in slip.content.decode()) == (422, True)
    done = client.post("/mi/borrar/", {"username": " Clara "})
    assert "Tus datos están borrados" in done.content.decode()
    assert not Account.objects.filter(is_active=True).exists()
    assert "_auth_user_id" not in client.session


def test_staff_in_office_is_told_when_erasing_is_possible(client: Client, clerk: Person) -> None:
    signed_in(client, clerk)
    page = client.post("/mi/borrar/", {"username": "violeta"})
    assert (page.status_code, "Tienes un cargo vigente" in page.content.decode()) == (422, True)


def test_the_log_names_oneself_as_you(client: Client, citizen: Person) -> None:
    note_event(person=citizen, kind=AccountEventKind.PASSWORD_RESET, at=JOINED_AT, by=citizen)
    enter(client)
    log = client.get("/mi/").content.decode().split("Qué se hizo con tu cuenta", 1)[1]
    assert "· tú" in log


def test_every_notice_stands_beside_its_form_and_on_the_privacy_page(
    client: Client, db: None
) -> None:
    notices = all_notices()
    page = client.get("/privacidad/").content.decode()
    for notice in notices.values():
        assert f"<h3>{notice.form}</h3>" in page
        assert str(notice.seen_by) in page
    for room, name in (
        ("/cuenta/crear/", "sign-up"),
        ("/cuenta/invitacion/", "invitation"),
    ):
        text = client.get(room).content.decode()
        assert re.search(r"<details><summary>Qué hacemos con tus datos</summary>", text)
        assert str(notices[name].purpose) in text


def test_forms_of_the_desk_carry_their_notice(
    client: Client, administrator: Person, office: Body
) -> None:
    signed_in(client, administrator)
    notices = all_notices()
    for room, name in (("invitar/", "staff-invitation"), ("codigo/", "counter-code")):
        text = client.get(f"/despacho/personas/{room}").content.decode()
        assert str(notices[name].retention) in text


def test_staff_finds_its_rooms_and_citizens_none(
    client: Client, citizen: Person, clerk: Person, auditor: Person, administrator: Person
) -> None:
    def rooms(person: Person) -> list[str]:
        page = signed_in(Client(), person).get("/mi/").content.decode()
        return re.findall(r'href="(/despacho/personas/[^"]*)"', page)

    assert rooms(citizen) == []
    assert rooms(clerk) == ["/despacho/personas/codigo/"]
    assert rooms(auditor) == ["/despacho/personas/"]
    assert rooms(administrator) == ["/despacho/personas/", "/despacho/personas/codigo/"]


def test_another_context_adds_a_section(client: Client, citizen: Person) -> None:
    def follows(viewers: Sequence[Viewer]) -> dict[Viewer, list[OwnSection]]:
        section = OwnSection("Lo que sigues", "Sigues tres trámites.", Link("Ver", "/siguiendo/"))
        return {viewer: [section] for viewer in viewers if viewer.person == citizen}

    kept = dict(panels._table)
    panels.install(kept | {OWN_SECTIONS: (follows,)})
    try:
        enter(client)
        page = client.get("/mi/").content.decode()
    finally:
        panels.install(kept)
    assert "<h2>Lo que sigues</h2>" in page
    assert '<a href="/siguiendo/">Ver</a>' in page
