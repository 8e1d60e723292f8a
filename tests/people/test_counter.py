"""It is true that a cédula shown at the counter raises the level, leaves a receipt and no number."""

from django.test import Client

from minga.people.models import Identity, Person
from minga.people.services.identity import national_id_digest
from tests.cast import join, signed_in

ROOM = "/despacho/personas/cedula/"
NUMBER = "1710034065"


def shown(client: Client, **typed: str) -> tuple[int, str]:
    answer = client.post(ROOM, {"username": "nadia", "number": NUMBER, "seen": "on"} | typed)
    return answer.status_code, answer.content.decode()


def test_it_raises_the_level_and_the_person_reads_who_saw_it(client: Client, clerk: Person) -> None:
    nadia = join("nadia", "Nadia Ensayo")
    signed_in(client, clerk)
    status, receipt = shown(client)
    assert status == 200
    for said in ("Recibo", "Nadia Ensayo", "Cédula declarada", "Violeta Telar Ensayo"):
        assert said in receipt
    assert NUMBER not in receipt
    identity = Identity.objects.get(person=nadia)
    assert (identity.level, identity.national_id_digest) == (
        "ID_DECLARED",
        national_id_digest(NUMBER),
    )
    lines = nadia.account_events.filter(by=clerk).order_by("pk")
    assert list(lines.values_list("kind", flat=True)) == ["NATIONAL_ID_SET", "LEVEL_RAISED"]
    own = signed_in(Client(), nadia).get("/mi/").content.decode()
    assert "Subió el nivel de identidad: Cédula declarada" in own
    assert "Violeta Telar Ensayo" in own


def test_what_was_typed_wrong_is_said_beside_it(client: Client, clerk: Person) -> None:
    join("nadia", "Nadia Ensayo")
    signed_in(client, clerk)
    assert "No hay una cuenta abierta" in shown(client, username="nadie")[1]
    status, page = shown(client, number="1710034066")
    assert (status, "no está bien escrita" in page) == (422, True)
    assert shown(client, seen="")[0] == 422
    assert not Identity.objects.exclude(national_id_digest="").exists()


def test_nobody_shows_a_cedula_to_themselves(client: Client, clerk: Person) -> None:
    signed_in(client, clerk)
    assert shown(client, username="violeta")[0] == 403


def test_the_desk_offers_the_counter_its_rooms(
    client: Client, clerk: Person, secretary: Person, adviser: Person, auditor: Person
) -> None:
    def offered(person: Person, page: str) -> list[bool]:
        text = signed_in(Client(), person).get(page).content.decode()
        return [f'href="/despacho/personas/{room}"' in text for room in ("", "codigo/", "cedula/")]

    acts = "/despacho/registrar/"
    assert offered(clerk, acts) == [False, True, True]
    assert offered(secretary, acts) == [False, False, True]
    assert offered(adviser, acts) == [False, False, False]
    assert offered(auditor, "/despacho/") == [True, False, False]
    assert offered(adviser, "/despacho/") == [False, False, False]
