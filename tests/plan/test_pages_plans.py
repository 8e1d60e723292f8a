"""It is true that a plan's pages say what it promises, what it leaves open, and as of when."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from minga.people.models import Body, Person
from minga.plan.models import WorkPlan
from minga.plan.reading import (
    Mechanism,
    Period,
    ReadActivity,
    ReadObjective,
    ReadPlan,
    ReadProgramme,
)
from minga.plan.reading.document import Issue, IssueCode
from minga.plan.rules.titles import PLAN_WORDS, PROGRAMME_WORDS
from minga.plan.services.acts import Record
from minga.plan.services.filing import Filing, Holder, SlugTaken, register_plan
from minga.plan.urls import PLAN_DATA, PLAN_PAGES, urlpatterns
from minga.record.labels import Visibility
from minga.record.models import Case
from tests.factories.plan import (
    ENDS_ON,
    REGISTERED_ON,
    a_fact,
    a_plan,
    a_version,
    activities_of,
    activity_read,
    measured,
    on,
    plan_read,
)

MAY = date(2024, 5, 6)
HERE = "/planes/ensayo/"


def activity(row: int, text: str, **more: object) -> ReadActivity:
    return activity_read(row, text, **more)


def document() -> ReadPlan:
    """Two programmes; the first has the objective of the second, one row came shifted."""
    markets = (activity(1, "Renovar mercados"), activity(2, "Abrir ferias", years=(2, 3, 4)))
    streets = (
        activity(3, "cosntrucción de veredas", sdg=(11,), baseline="0", target="40 km"),
        activity(4, "Renovar mercados"),
    )
    return ReadPlan(
        title="PLAN DE TRABAJO",
        jurisdiction="Cantón de ensayo",
        period=Period(2023, 2027),
        programmes=(
            ReadProgramme("Mercados", (ReadObjective("Que haya veredas", markets, restated=True),)),
            ReadProgramme("Calles", (ReadObjective("Que haya veredas", streets),)),
        ),
        accountability=(Mechanism("Boletín", ("PDF", "Redes"), "Mensual"),),
        issues=(
            Issue(IssueCode.OBJECTIVE_MISMATCH, 1, ""),
            Issue(IssueCode.SHIFTED_ROW, 2, ""),
        ),
        authors=("Persona de ensayo",),
        vision="Una ciudad que come bien",
        systems=("Económico", "Territorio"),
        restated=frozenset({"vision"}),
    )


@pytest.fixture
def plan(office: Body, adviser: Person) -> WorkPlan:
    return a_plan(office, adviser, document(), is_main=True)


def page(client: Client, address: str, day: date = MAY, status: int = 200) -> str:
    """The words of a page on a day, without its tags."""
    with on(day):
        answer = client.get(address)
    assert answer.status_code == status
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.replace("&nbsp;", " ").replace("\N{NO-BREAK SPACE}", " ").split())


def html(client: Client, address: str, day: date = MAY) -> str:
    with on(day):
        return client.get(address).content.decode()


def test_a_plan_opens_with_a_sentence_one_can_repeat(client: Client, plan: WorkPlan) -> None:
    said = page(client, HERE)
    assert "4 promesas en cuatro años" in said
    assert "Ninguna tiene todavía un hecho registrado." in said
    assert "De ninguna se puede decir cuánto avanzó: faltan mediciones." in said
    assert "El período termina el 13 de mayo de 2027: faltan 1102 días" in said


def test_it_says_which_promises_have_acts_and_measures(
    client: Client, plan: WorkPlan, adviser: Person
) -> None:
    market, fair, walk, _again = activities_of(plan)
    measured(market, adviser)
    said = page(client, HERE)
    assert "2 tienen hechos registrados. De 2 se puede decir cuánto avanzaron." in said
    a_fact(adviser, fair, walk, day=MAY)
    assert "Todas tienen hechos registrados." in page(client, HERE)


def test_without_baseline_nor_target_nothing_can_be_known(
    client: Client, office: Body, adviser: Person
) -> None:
    a_plan(office, adviser, plan_read(activity(1, "Renovar mercados")))
    said = page(client, HERE)
    assert "1 promesa en cuatro años" in said
    assert "el plan no fijó línea base ni meta" in said


def test_notes_of_the_import_stand_under_the_names(client: Client, plan: WorkPlan) -> None:
    said = page(client, HERE)
    for note in (
        "Fila corrida en el documento: se leyó como años 2 a 4",
        "El documento le pone el objetivo de otro programa",
        "«cosntrucción» está así en el original",
        "Texto repetido de la actividad 1",
        "Empieza en el año 2",
        "su objetivo es el de otro programa",
    ):
        assert note in said
    assert "construcción de veredas" in said


def test_what_the_plan_leaves_open_is_counted_and_opens_its_list(
    client: Client, plan: WorkPlan
) -> None:
    shown = html(client, HERE)
    links = re.findall(r'<a class="title" href="([^"]+)">(\d+) ([^<]+)</a>', shown)
    assert links == [
        (f"{HERE}actividades/?linea_base=no", "3", "sin línea base"),
        (f"{HERE}actividades/?meta=no", "3", "sin meta"),
        (f"{HERE}actividades/?ods=no", "3", "sin objetivo de la Agenda 2030"),
        (f"{HERE}actividades/?hechos=no", "4", "sin hechos"),
    ]
    for address, count, _name in links:
        assert f"{count} actividades de 4" in page(client, address) or count == "4"


def test_the_filed_parts_are_shown_and_the_missing_ones_too(client: Client, plan: WorkPlan) -> None:
    said = page(client, HERE)
    for part in (
        "Quién lo firma Persona de ensayo",
        "Lista El documento no lo dice",
        "Para dónde Cantón de ensayo",
        "Período 2023 a 2027",
        "Diagnóstico El documento no lo dice",
        "Visión Una ciudad que come bien (resumen)",
        "Sistemas de desarrollo Económico Territorio",
        "De dónde sale plan.csv",
        "Boletín PDF, Redes Mensual",
        "Lo marcado «resumen» está abreviado",
    ):
        assert part in said


def test_a_plan_that_states_neither_days_nor_years_says_so(
    client: Client, office: Body, adviser: Person
) -> None:
    bare = ReadPlan(
        title="Plan suelto",
        programmes=(
            ReadProgramme("Mercados", (ReadObjective("", (activity(1, "Renovar", years=()),)),)),
        ),
    )
    with on(REGISTERED_ON) as at:
        register_plan(
            filing=Filing(bare, "suelto.md"),
            holder=Holder(slug="suelto", body=office),
            record=Record(adviser, at),
        )
    said = page(client, "/planes/suelto/")
    assert "El plan no dice qué día termina su período." in said
    assert "Período El documento no lo dice" in said
    one = page(client, "/planes/suelto/actividades/1/")
    assert "Años sin fijar" in one
    assert "No se puede saber. El plan inscrito no fijó un indicador." in one


def test_a_plan_without_mechanisms_says_so(client: Client, office: Body, adviser: Person) -> None:
    a_plan(office, adviser)
    assert "El documento no dice cómo va a responder." in page(client, HERE)


def test_the_cords_have_a_table_beside_them(client: Client, plan: WorkPlan) -> None:
    said = page(client, HERE)
    row = "3. construcción de veredas Calles 1 a 4 0 40 km Sin registro ninguno"
    assert row in said


def test_a_closed_period_is_said_and_nothing_is_late(
    client: Client, plan: WorkPlan, adviser: Person
) -> None:
    measured(activities_of(plan)[0], adviser, "1")
    said = page(client, HERE, ENDS_ON + timedelta(days=1))
    assert "Período cerrado el 13 de mayo de 2027" in said
    assert "Cerró sin llegar a su meta: 2" in said
    assert re.findall("Atrasada: |Detenida: ", said) == []
    assert "Detenida: 2" in page(client, HERE, ENDS_ON)


def test_a_past_day_is_said_and_kept_in_the_links(
    client: Client, plan: WorkPlan, adviser: Person
) -> None:
    a_fact(adviser, activities_of(plan)[0], day=MAY)
    past = html(client, f"{HERE}?al=2024-05-05")
    assert "Como se sabía el 5 de mayo de 2024." in past
    assert f'href="{HERE}actividades/1/?al=2024-05-05"' in past
    assert f'href="{HERE}actividades/?meta=no&amp;al=2024-05-05"' in past
    assert "Ninguna tiene todavía un hecho registrado." in past


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("ayer", "No entendimos la fecha: escríbela como 2026-10-26."),
        ("2090-01-01", "Ese día todavía no llega: ves lo que se sabe hoy."),
    ],
)
def test_a_day_that_cannot_be_shown_is_explained(
    client: Client, plan: WorkPlan, asked: str, sentence: str
) -> None:
    assert sentence in page(client, f"{HERE}?al={asked}")


def test_before_it_was_registered_the_page_says_since_when(client: Client, plan: WorkPlan) -> None:
    said = page(client, f"{HERE}?al=2023-05-31", status=404)
    assert "El 31 de mayo de 2023 este plan todavía no estaba registrado aquí." in said
    assert "Se registró el 1 de junio de 2023" in said
    with on(MAY):
        assert client.get("/planes/nada/?al=2023-05-31").status_code == 404
        assert client.get("/planes/nada/").status_code == 404


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("/plan/", "/planes/ensayo/"),
        ("/plan/mercados/", "/planes/ensayo/mercados/"),
        ("/plan/actividades/", "/planes/ensayo/actividades/"),
        ("/plan/actividades/3/", "/planes/ensayo/actividades/3/"),
        ("/plan/cambios/", "/planes/ensayo/cambios/"),
        ("/plan/versiones/", "/planes/ensayo/versiones/"),
        ("/plan/versiones/1/1/", "/planes/ensayo/versiones/1/1/"),
    ],
)
@override_settings(SITE_ADDRESS="https://minga.example")
def test_the_main_plan_is_the_same_under_plan(
    client: Client, plan: WorkPlan, short: str, whole: str
) -> None:
    shown = html(client, short)
    link = f'<link rel="canonical" href="https://minga.example{whole}">'
    assert link in shown
    assert link in html(client, whole)
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", shown) == re.findall(
        r"<h1[^>]*>(.*?)</h1>", html(client, whole)
    )


def test_without_a_main_plan_there_is_none_under_plan(
    client: Client, office: Body, adviser: Person
) -> None:
    a_plan(office, adviser)
    with on(MAY):
        assert client.get("/plan/").status_code == 404


def test_a_programme_shows_its_objective_its_promises_and_what_is_odd(
    client: Client, plan: WorkPlan
) -> None:
    said = page(client, f"{HERE}mercados/")
    assert "2 promesas." in said
    assert "Que haya veredas (resumen)" in said
    assert "El documento le pone aquí el objetivo de otro programa." in said
    assert "Renovar mercados" in said
    assert "veredas (resumen)" not in page(client, f"{HERE}calles/")
    page(client, f"{HERE}nada/", status=404)


def test_a_programme_called_like_a_page_is_still_found(
    client: Client, office: Body, adviser: Person
) -> None:
    a_plan(office, adviser, plan_read(activity(1, "Renovar"), programme="Actividades"))
    assert "1 promesa." in page(client, f"{HERE}actividades-1/")


def test_every_word_beside_programmes_and_plans_is_kept_free() -> None:
    beside = {route.split("/")[0] for route, _view, _name in PLAN_PAGES} | {
        route.split("/")[0] for route, _view, _name, _forms in PLAN_DATA
    }
    assert {word for word in beside if word and "<" not in word} == PROGRAMME_WORDS
    routes = {str(pattern.pattern) for pattern in urlpatterns}
    named = {route.split("/")[1] for route in routes if route.startswith("planes/")}
    assert {word for word in named if word and "<" not in word and "." not in word} == PLAN_WORDS


def test_no_plan_takes_the_address_of_a_page(office: Body, adviser: Person) -> None:
    with pytest.raises(SlugTaken):
        a_plan(office, adviser, slug="ods")


def test_a_very_long_plan_shows_the_first_of_each_programme(
    client: Client, office: Body, adviser: Person
) -> None:
    a_plan(office, adviser, plan_read(*(activity(row, f"Cosa {row}") for row in range(1, 62))))
    said = page(client, HERE)
    assert "Ver las otras 53 actividades" in said
    assert "Cosa 8" in said
    assert "Cosa 9 " not in said
    assert "Lo mismo como tabla" not in said
    assert "Cosa 61" in page(client, f"{HERE}mercados/")


def test_a_plan_of_staff_is_on_no_page(client: Client, plan: WorkPlan) -> None:
    Case.objects.filter(pk=plan.case_id).update(visibility=Visibility.STAFF)
    for address in (
        HERE,
        "/plan/",
        f"{HERE}mercados/",
        f"{HERE}actividades/1/",
        f"{HERE}hechos.csv",
    ):
        page(client, address, status=404)
    assert "Plan de trabajo" not in page(client, "/planes/")


@pytest.mark.parametrize("activities", [1, 5])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/planes/", 1),
        ("/planes/ensayo/", 8),
        ("/planes/ensayo/mercados/", 8),
        ("/planes/ensayo/versiones/", 2),
        ("/planes/ensayo/versiones/1/2/", 4),
    ],
)
def test_pages_cost_a_fixed_number_of_queries(
    client: Client,
    office: Body,
    adviser: Person,
    activities: int,
    address: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = [activity(row, f"Cosa {row}") for row in range(1, activities + 1)]
    plan = a_plan(office, adviser, plan_read(*rows))
    a_version(
        plan, adviser, plan_read(*rows, activity(9, "Otra")), REGISTERED_ON + timedelta(days=1)
    )
    for one in activities_of(plan):
        measured(one, adviser)
    with on(MAY), django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
