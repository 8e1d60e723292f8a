"""It is true that the administration founds bodies and gives them terms, seats and representatives."""

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from minga.people.models import Body, Person, Representation
from minga.people.services.bodies import add_seats, add_term
from minga.territory.public import load_reference
from tests.cast import Cast, join, signed_in

DESK = "/despacho/personas/"
BODIES = f"{DESK}cuerpos/"


def body_page(body: Body) -> str:
    return f"{BODIES}{body.slug}/"


def test_a_body_is_founded_in_its_parish(
    client: Client, administrator: Person, council: Body
) -> None:
    load_reference()
    signed_in(client, administrator)
    typed = {
        "kind": "PARISH_BOARD",
        "name": "GAD parroquial de Gualea",
        "parent": council.pk,
        "place": "170161",
        "source": "Registro oficial de ensayo",
    }
    answer = client.post(f"{BODIES}nuevo/", typed)
    founded = Body.objects.get(slug="gad-parroquial-de-gualea")
    assert answer["Location"] == body_page(founded)
    assert (founded.kind, founded.parent, founded.place.code) == (
        "PARISH_BOARD",
        council,
        "170161",
    )
    page = client.get(body_page(founded)).content.decode()
    for said in (
        "GAD parroquial rural",
        "Concejo de Ensayo",
        "Gualea",
        "Registro oficial de ensayo",
    ):
        assert said in page


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Concejo de Ensayo", "Ya hay un cuerpo con esa dirección."),
        ("", "Falta este dato."),
        ("¿?", "Escribe el nombre con letras o números."),
    ],
)
def test_a_name_that_cannot_be_used_keeps_what_was_typed(
    client: Client, administrator: Person, name: str, sentence: str
) -> None:
    signed_in(client, administrator)
    before = Body.objects.count()
    answer = client.post(f"{BODIES}nuevo/", {"kind": "OFFICE", "name": name, "source": "Acta 1"})
    assert (answer.status_code, Body.objects.count()) == (422, before)
    assert sentence in answer.content.decode()
    assert 'value="Acta 1"' in answer.content.decode()


def test_a_term_is_added_and_does_not_overlap(
    client: Client, administrator: Person, council: Body
) -> None:
    signed_in(client, administrator)
    room = f"{body_page(council)}periodo/"
    typed = {"starts_on": "2023-05-14", "ends_on": "2027-05-13", "source": "Acta del consejo"}
    assert client.post(room, typed)["Location"] == body_page(council)
    assert council.terms.get().ends_on == date(2027, 5, 13)
    page = client.get(body_page(council)).content.decode()
    assert "Del 14 de mayo de 2023 al 13 de mayo de 2027" in page
    again = client.post(room, typed)
    assert again.status_code == 422
    assert "se cruza con otro" in again.content.decode()


def test_seats_are_numbered_on(client: Client, administrator: Person, council: Body) -> None:
    signed_in(client, administrator)
    room = f"{body_page(council)}curules/"
    assert client.post(room, {"count": 2}).status_code == 302
    assert client.post(room, {"count": 1, "circumscription": "Rural"}).status_code == 302
    assert list(council.seats.values_list("number", "circumscription")) == [
        (1, ""),
        (2, ""),
        (3, "Rural"),
    ]
    assert client.post(room, {"count": 0}).status_code == 422
    assert "3 curules" in client.get(body_page(council)).content.decode()


def test_a_representation_is_registered_on_its_proof_and_ended(
    client: Client, administrator: Person, bodies: Cast
) -> None:
    nadia = join("nadia", "Nadia Ensayo")
    signed_in(client, administrator)
    page = body_page(bodies.association)
    typed = {"username": " NADIA ", "proof": "Acta 7", "starts_on": "2024-03-04"}
    assert client.post(f"{page}representacion/", typed)["Location"] == page
    right = Representation.objects.get(person=nadia)
    assert (right.organisation, right.proof) == (bodies.association, "Acta 7")
    assert "Nadia Ensayo" in client.get(page).content.decode()
    assert nadia.account_events.first().by == administrator
    end = f"{DESK}representaciones/{right.pk}/terminar/"
    assert client.post(end, {"ends_on": "2020-01-01"}).status_code == 422
    assert client.post(end, {"ends_on": "2024-04-01"})["Location"] == page
    right.refresh_from_db()
    assert right.ends_on == date(2024, 4, 1)
    assert f"representaciones/{right.pk}/terminar" not in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"username": "nadie"}, "No hay una cuenta abierta con ese usuario."),
        ({"proof": ""}, "Falta este dato."),
        ({"username": "lucho"}, "ya representa a esa organización"),
    ],
)
def test_a_representation_with_a_mistake_is_not_registered(
    client: Client, administrator: Person, leader: Person, bodies: Cast,
    typed: dict[str, str], sentence: str,
) -> None:  # fmt: skip
    join("nadia", "Nadia Ensayo")
    signed_in(client, administrator)
    good = {"username": "nadia", "proof": "Acta 7", "starts_on": "2024-03-04"}
    answer = client.post(f"{body_page(bodies.association)}representacion/", good | typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Representation.objects.count() == 1


def test_only_organisations_and_assemblies_are_represented(
    client: Client, administrator: Person, council: Body
) -> None:
    join("nadia", "Nadia Ensayo")
    signed_in(client, administrator)
    assert "Quién la representa" not in client.get(body_page(council)).content.decode()
    typed = {"username": "nadia", "proof": "Acta 7", "starts_on": "2024-03-04"}
    answer = client.post(f"{body_page(council)}representacion/", typed)
    assert answer.status_code == 422
    assert "Solo se representa a organizaciones y asambleas." in answer.content.decode()


def test_the_auditor_reads_and_is_offered_nothing(
    client: Client, auditor: Person, leader: Person, bodies: Cast
) -> None:
    signed_in(client, auditor)
    page = client.get(body_page(bodies.association)).content.decode()
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    assert "Luis Tipán Ensayo" in main
    assert re.findall(r'href="([^"]*(?:periodo|curules|representacion|terminar)[^"]*)"', main) == []
    assert client.get(f"{BODIES}marte/").status_code == 404


@pytest.mark.parametrize("rows", [1, 5])
def test_the_page_of_a_body_costs_the_same_for_any_number_of_rows(
    client: Client, administrator: Person, council: Body, rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    add_seats(body=council, count=rows)
    for year in range(rows):
        add_term(body=council, starts_on=date(2000 + year, 1, 1), ends_on=date(2000 + year, 12, 31))
    signed_in(client, administrator)
    # session, account, person, own roles; body, roles, terms, seats, representations
    with django_assert_num_queries(9):
        client.get(body_page(council))
