"""It is true that the desk offers the rooms of people to whom they are open."""

from django.test import Client

from minga.people.models import Person
from tests.cast import signed_in


def test_the_desk_offers_the_counter_its_rooms(
    client: Client, clerk: Person, secretary: Person, adviser: Person, auditor: Person
) -> None:
    def offered(person: Person, page: str) -> list[bool]:
        text = signed_in(Client(), person).get(page).content.decode()
        return [f'href="/despacho/personas/{room}"' in text for room in ("", "codigo/")]

    acts = "/despacho/registrar/"
    assert offered(clerk, acts) == [False, True]
    assert offered(secretary, acts) == [False, False]
    assert offered(adviser, acts) == [False, False]
    assert offered(auditor, "/despacho/") == [True, False]
    assert offered(adviser, "/despacho/") == [False, False]
