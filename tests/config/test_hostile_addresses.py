"""It is true that no address of the site makes it fall, whatever its numbers, words and questions hold."""

import re
from collections.abc import Iterator
from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client

from minga.people.models import Body, Person
from tests.factories import plan as given
from tests.routes import Route, all_routes

pytestmark = pytest.mark.django_db

ASKED = (
    *("al", "pagina", "palabras", "programa", "anio", "estado", "estrategia", "evaluacion", "ods"),
    *("hechos", "linea_base", "meta", "orden", "desde", "planes", "tema", "tipo", "calidad"),
    *("cabeza", "parroquia", "codigo", "usuario", "next", "sobre"),
)
HOSTILE = (
    "%00",
    "%FF%FE",
    "-1",
    "999999999999999999999",
    "0001-01-01",
    "9999-12-31",
    "%F0%9F%A7%B6%E2%80%AE",
    "%27%22%3E%3Cscript%3E%3A*%26%21%7C%28%5C",
    "%D9%A3",
    "a" * 3000,
)
PLACES = {
    "int": ("0", "1", "9223372036854775808", "9" * 5000),
    "slug": ("ensayo", "quito", "1", "-", "a" * 3000),
    "case": ("PLA-2023-00001", "PLA-9999-999999999", "ZZZ-0000-00000"),
    "str": ("a", "%00", "%FF", "..", "a" * 3000),
}
ARGUMENT = re.compile(r"<(?:(\w+):)?\w+>")


@pytest.fixture
def site(office: Body, adviser: Person) -> None:
    """A plan with acts, so that there is something to find."""
    plan = given.a_plan(office, adviser, is_main=True)
    activity = given.activities_of(plan)[0]
    given.measured(activity, adviser)
    given.a_fact(adviser, activity, day=date(2024, 5, 1))


def addresses(route: Route) -> Iterator[str]:
    """Give a route with each of its arguments hostile in turn."""
    kinds = [found.group(1) or "str" for found in ARGUMENT.finditer(route.pattern)]
    first = [PLACES.get(kind, PLACES["str"])[0] for kind in kinds]
    yield _filled(route.pattern, first)
    for place, kind in enumerate(kinds):
        for value in PLACES.get(kind, PLACES["str"])[1:]:
            yield _filled(route.pattern, [*first[:place], value, *first[place + 1 :]])


def _filled(pattern: str, values: list[str]) -> str:
    rest = iter(values)
    filled = ARGUMENT.sub(lambda _found: next(rest), pattern.replace("\\.", "."))
    return "/" + filled.lstrip("/^").rstrip("$")


def failed(client: Client, address: str) -> str:
    """Ask, and tell what fell; /salud says 503 here, for nothing runs behind it."""
    client.raise_request_exception = False
    status = client.get(address).status_code
    fell = status >= 500 and status != HTTPStatus.SERVICE_UNAVAILABLE
    return f"{status}: {address[:120]}" if fell else ""


def test_no_address_makes_the_site_fall(client: Client, site: None) -> None:
    found = [failed(client, address) for route in all_routes() for address in addresses(route)]
    assert [line for line in found if line] == []


@pytest.mark.parametrize("value", HOSTILE)
def test_no_question_makes_the_site_fall(client: Client, site: None, value: str) -> None:
    query = "&".join(f"{name}={value}" for name in ASKED)
    found = [failed(client, f"{next(addresses(route))}?{query}") for route in all_routes()]
    assert [line for line in found if line] == []
