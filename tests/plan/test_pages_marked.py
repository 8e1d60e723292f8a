"""It is true that what is fictional is marked on every page, and that what is real is never called so."""

import re

import pytest
from django.test import Client, override_settings

from minga.people.models import Body, Person
from minga.plan.models import WorkPlan
from tests.factories.plan import (
    a_plan,
)

HERE = "/planes/ensayo/"


@pytest.fixture
def plan(office: Body, adviser: Person) -> WorkPlan:
    """A plan that is real."""
    return a_plan(office, adviser)


def html(client: Client, address: str) -> str:
    """Return a page that opens."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_of_plans_marks_what_is_fictional(
    client: Client, plan: WorkPlan, office: Body, citizen: Person
) -> None:
    citizen.is_demonstration = True
    citizen.save()
    a_plan(office, citizen, slug="ficticio", is_demonstration=True)
    said = html(client, "/planes/")
    marks = re.findall(r">(?:<b>(.*?)</b> · )?Despacho de Ensayo ·", said)
    assert marks == ["", "Demostración, todo ficticio"]
    assert said.count("del 14 de mayo de 2023 al 13 de mayo de 2027 · 1 actividad<") == 2


@pytest.mark.parametrize(
    "address",
    [
        "/planes/ficticio/",
        "/planes/ficticio/mercados/",
        "/planes/ficticio/actividades/",
        "/planes/ficticio/actividades/1/",
        "/planes/ficticio/cambios/",
        "/planes/ficticio/versiones/",
        "/planes/ficticio/versiones/1/1/",
    ],
)
def test_every_page_of_a_fictional_plan_says_so_also_when_shared(
    client: Client, office: Body, citizen: Person, address: str
) -> None:
    citizen.is_demonstration = True
    citizen.save()
    a_plan(office, citizen, slug="ficticio", is_demonstration=True)
    shown = html(client, address)
    assert "este plan, sus personas y sus hechos son ficticios." in shown
    assert re.findall(r'og:title" content="\[Demostración\] ', shown) != []
    assert re.findall(r'og:description" content="Plan de demostración, ficticio\.', shown) != []


PAGES_OF_A_PLAN = (
    *("", "mercados/", "actividades/", "actividades/1/", "cambios/", "versiones/"),
    *("versiones/1/1/", "?al=2020-01-01"),
)
REAL = "Plan real, solo con hechos reales y con fuente · sitio de demostración"
FICTIONAL = "Demostración: personas y hechos ficticios"


def strips(client: Client, address: str) -> list[str]:
    """Return what stands in the strip over a page, and how its shared description begins."""
    shown = client.get(address).content.decode()
    strip = re.findall(r'<p class="demonstration(?: real)?">(.*?)</p>', shown)
    shared = re.findall(r'og:description" content="(.*?)\. ', shown)
    return [*strip, *shared[:1]]


@override_settings(DEMONSTRATION=True)
@pytest.mark.parametrize("rest", PAGES_OF_A_PLAN)
def test_a_demonstration_marks_the_fictional_plan_and_says_that_the_real_one_is_real(
    client: Client, plan: WorkPlan, office: Body, citizen: Person, rest: str
) -> None:
    citizen.is_demonstration = True
    citizen.save()
    a_plan(office, citizen, slug="ficticio", is_demonstration=True)
    assert strips(client, f"{HERE}{rest}") == [REAL, REAL]
    assert strips(client, f"/planes/ficticio/{rest}") == [FICTIONAL, FICTIONAL]


@override_settings(DEMONSTRATION=True)
@pytest.mark.parametrize("address", ["/planes/", "/planes/ods/", "/planes/comparar/"])
def test_what_shows_real_and_fictional_plans_together_is_marked(
    client: Client, plan: WorkPlan, address: str
) -> None:
    assert strips(client, address) == [FICTIONAL, FICTIONAL]


def test_outside_of_a_demonstration_nothing_is_said_of_it(client: Client, plan: WorkPlan) -> None:
    assert "demostración" not in html(client, HERE).lower()
