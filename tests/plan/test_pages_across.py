"""It is true that changes, versions, goals and comparisons are told plainly, and nobody is ranked."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from minga.people.models import Body, Person
from minga.plan.agenda import goal_of, goals
from minga.plan.labels import GOAL_LABELS
from minga.plan.models import WorkPlan
from minga.plan.reading import Period, ReadObjective, ReadPlan, ReadProgramme
from tests.factories.plan import (
    a_fact,
    a_plan,
    a_version,
    activities_of,
    activity_read,
    measured,
    on,
    plan_read,
    some_goals,
)
from tests.plan.test_pages_plans import html, page

MARCH, APRIL, MAY = date(2024, 3, 5), date(2024, 4, 20), date(2024, 5, 6)
HERE = "/planes/ensayo/"


@pytest.fixture
def plan(office: Body, adviser: Person) -> WorkPlan:
    read = plan_read(
        activity_read(1, "Renovar mercados", sdg=(8,)), activity_read(2, "Abrir ferias")
    )
    return a_plan(office, adviser, read)


def test_changes_of_the_last_thirty_days_are_shown_when_no_day_is_asked(
    client: Client, plan: WorkPlan, adviser: Person
) -> None:
    market, fair = activities_of(plan)
    a_fact(adviser, market, day=MARCH, title="Hace mucho")
    wrong = a_fact(adviser, fair, day=APRIL, title="Hace poco")
    a_fact(adviser, fair, day=MAY, title="Hoy", corrects=wrong)
    said = page(client, f"{HERE}cambios/")
    assert "Qué cambió desde el 6 de abril de 2024" in said
    assert "2 hechos registrados. 1 actividad cambió de estado. 1 corrección." in said
    assert "2. Abrir ferias Sin registro En marcha, sin forma de medirla" in said
    assert "Hoy 6 de mayo de 2024 · Despacho de Ensayo · Declarado · Actividad 2" in said
    assert "Hace mucho" not in said
    assert "Hace mucho" in page(client, f"{HERE}cambios/?desde=2024-03-05")


def test_a_day_without_changes_a_wrong_day_and_a_future_day_are_said(
    client: Client, plan: WorkPlan
) -> None:
    assert "Nadie ha registrado nada desde ese día." in page(client, f"{HERE}cambios/")
    assert "No entendimos la fecha" in page(client, f"{HERE}cambios/?desde=ayer")
    assert "no puede haber cambiado nada" in page(client, f"{HERE}cambios/?desde=2030-01-01")


def test_a_new_version_is_a_change(client: Client, plan: WorkPlan, adviser: Person) -> None:
    read = plan_read(activity_read(1, "Renovar mercados"), activity_read(2, "Sembrar huertos"))
    a_version(plan, adviser, read, MAY)
    said = page(client, f"{HERE}cambios/")
    assert "Versión 2 del plan 6 may 2024 · otro.csv" in said
    assert "3. Sembrar huertos no estaba en el plan Sin registro" in said


def test_versions_lead_to_what_they_changed(
    client: Client, plan: WorkPlan, adviser: Person
) -> None:
    read = plan_read(
        activity_read(1, "Renovar mercados", sdg=(8, 11), years=(1, 2)),
        activity_read(2, "Abrir ferias ya"),
        activity_read(3, "Sembrar huertos"),
    )
    a_version(plan, adviser, read, MAY)
    listed = html(client, f"{HERE}versiones/")
    assert f'<a href="{HERE}versiones/1/2/">Qué cambió desde la versión 1</a>' in listed
    assert "Registrada el 1 jun 2023, desde «plan.csv»: 2 actividades." in page(
        client, f"{HERE}versiones/"
    )
    said = page(client, f"{HERE}versiones/1/2/")
    assert "1 actividad nueva. 2 dicen otra cosa." in said
    assert "2. Abrir ferias ya Texto Abrir ferias se añade: ya" in said
    assert "Años se quita: 1 a 4 se añade: 1 y 2" in said
    assert "Agenda 2030 se quita: 8 se añade: 8; 11" in said
    assert "3. Sembrar huertos" in said
    assert "Las dos versiones dicen lo mismo." in page(client, f"{HERE}versiones/2/2/")
    page(client, f"{HERE}versiones/1/3/", status=404)


def test_a_reworded_objective_is_told_once(client: Client, plan: WorkPlan, adviser: Person) -> None:
    activities = (activity_read(1, "Renovar mercados", sdg=(8,)), activity_read(2, "Abrir ferias"))
    read = ReadPlan(
        title="Plan de ensayo",
        vision="Comer bien",
        period=Period(2023, 2028),
        programmes=(ReadProgramme("Mercados", (ReadObjective("Que haya ferias", activities),)),),
    )
    a_version(plan, adviser, read, MAY)
    said = page(client, f"{HERE}versiones/1/2/")
    assert "1 objetivo cambia. 2 partes generales cambian." in said
    assert "Objetivos que dicen otra cosa Mercados Que haya se añade: ferias" in said
    assert "Último año se quita: 2027 se añade: 2028" in said
    assert "Visión se quita: (no lo dice) se añade: Comer bien" in said


def test_the_agenda_has_its_goals_and_targets() -> None:
    assert [goal.number for goal in goals()] == list(range(1, 18))
    assert sum(len(goal.targets) for goal in goals()) == 169
    assert [goal.short_name for goal in goals()] == [str(name) for name in GOAL_LABELS.values()]
    cities = goal_of(11)
    assert cities is not None
    target = cities.target("11.3")
    assert target is not None
    assert target.title.startswith("De aquí a 2030, aumentar la urbanización inclusiva")
    assert (cities.target("11.z"), goal_of(0), goal_of(18)) == (None, None, None)


def test_goals_count_and_show_who_put_each_promise_there(
    client: Client,
    plan: WorkPlan,
    adviser: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    some_goals(activities_of(plan)[1], adviser, MARCH, (8, ""))
    said = page(client, "/planes/ods/")
    assert "8. Trabajo decente y crecimiento económico 1 1" in said
    assert "9. Industria, innovación e infraestructura ninguna ninguna" in said
    goal = page(client, "/planes/ods/8/")
    assert "2 promesas aportan a este objetivo." in goal
    filed, later = goal.index("Así lo dice el plan inscrito"), goal.index("Asignado después")
    assert filed < goal.index("Renovar mercados") < later < goal.index("Abrir ferias")
    with on(MAY), django_assert_num_queries(3):
        client.get("/planes/ods/")
    assert "Ningún plan ha puesto todavía una promesa" in page(client, "/planes/ods/9/")
    page(client, "/planes/ods/18/", status=404)
    assert "1 promesa aporta" in page(client, "/planes/ods/8/?al=2024-03-04")


def test_plans_are_compared_side_by_side_in_the_order_asked_for(
    client: Client, plan: WorkPlan, office: Body, adviser: Person
) -> None:
    a_plan(office, adviser, plan_read(activity_read(1, "Cuidar mercados")), slug="otro")
    said = page(client, "/planes/comparar/?planes=otro,ensayo&tema=mercados")
    assert "Comparar planes: «mercados»" in said
    assert said.index("1. Cuidar mercados") < said.index("1. Renovar mercados")
    assert said.count("1 actividad sobre «mercados»") == 2
    form = page(client, "/planes/comparar/?planes=ensayo&planes=otro&ods=8")
    assert "1 actividad sobre 8. Trabajo decente y crecimiento económico" in form
    assert "Este plan no dice nada sobre eso." in form


def test_an_incomplete_comparison_says_what_is_missing(client: Client, plan: WorkPlan) -> None:
    assert "Falta el tema" in page(client, "/planes/comparar/?planes=ensayo")
    assert "Falta el tema" in page(client, "/planes/comparar/?planes=ensayo&ods=99")
    assert "Ningún plan se llama así." in page(client, "/planes/comparar/?planes=x&tema=y")
    assert "Falta el tema" not in page(client, "/planes/comparar/")


def test_a_very_long_side_says_how_many_more_there_are(
    client: Client, office: Body, adviser: Person
) -> None:
    rows = [activity_read(row, f"Mercado número {row}") for row in range(1, 28)]
    a_plan(office, adviser, plan_read(*rows))
    said = page(client, "/planes/comparar/?planes=ensayo&tema=mercado")
    assert "27 actividades sobre «mercado»" in said
    assert "Y 2 más en los datos." in said


@pytest.mark.parametrize("activities", [1, 5])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/planes/ods/11/", 7),
        ("/planes/comparar/?planes=ensayo&tema=cosa", 7),
        ("/planes/ensayo/cambios/", 18),
    ],
)
def test_pages_across_plans_cost_a_fixed_number_of_queries(
    client: Client,
    office: Body,
    adviser: Person,
    activities: int,
    address: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = [activity_read(row, sdg=(11,)) for row in range(1, activities + 1)]
    for one in activities_of(a_plan(office, adviser, plan_read(*rows))):
        measured(one, adviser, day=MAY - timedelta(days=3))
    with on(MAY), django_assert_num_queries(queries):
        shown = client.get(address)
    assert len(re.findall(r"Hacer la cosa \d", shown.content.decode())) >= activities
