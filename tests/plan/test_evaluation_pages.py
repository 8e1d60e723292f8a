"""It is true that everybody reads what was evaluated and what was not, and that only some record it."""

import csv
from collections.abc import Mapping
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from minga.people.labels import Role
from minga.people.models import Appointment, Body, Person
from minga.people.permissions import Viewer
from minga.plan.models import Activity, ActivityEvaluation, EvaluatingBody, WorkPlan
from minga.plan.panels import desk_sections
from minga.plan.queries.evaluations_desk import owed_evaluations
from minga.plan.rules.evaluations import Finding, Votes
from minga.record.public import Source, Standing
from tests.cast import join_as, signed_in
from tests.factories.plan import a_plan, activities_of, activity_read, on, plan_read
from tests.plan.evaluated_plan import (
    IN_YEAR_1,
    IN_YEAR_2,
    IN_YEAR_3,
    TERM,
    a_naming,
    a_plan_to_evaluate,
    an_evaluation,
    using,
)
from tests.plan.test_pages_plans import page

pytestmark = pytest.mark.django_db

LIST = "/planes/ensayo/evaluaciones/"
ACTIVITY = "/planes/ensayo/actividades/1/"
DESK = "/despacho/planes/ensayo/evaluaciones/"
NEW = "/despacho/planes/ensayo/actividades/1/evaluacion/"
NAMING = f"{DESK}comision/"
CLOSED = date(2027, 6, 1)
ATOM = "{http://www.w3.org/2005/Atom}"
CITED = Source(Standing.PUBLIC_SOURCE, "https://ejemplo.ec/informe", IN_YEAR_1)


@pytest.fixture
def plan(office: Body, adviser: Person) -> WorkPlan:
    return a_plan_to_evaluate(office, adviser)


@pytest.fixture
def activity(plan: WorkPlan) -> Activity:
    return activities_of(plan)[0]


@pytest.fixture
def chair_desk(client: Client, commission_secretary: Person, plan: WorkPlan) -> Client:
    return signed_in(client, commission_secretary)


@pytest.fixture
def commission_secretary(commission: Body) -> Person:
    return join_as("selva", "Selva Nudo Ensayo", using(commission), Role.COMMISSION_SECRETARY)


def said_on(day: date, address: str) -> str:
    with on(day):
        return page(Client(), address, day=day)


# The list


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (IN_YEAR_1, "Faltan 2 de 3 evaluaciones del año 1"),
        (IN_YEAR_2, "Faltan 3 de 3 evaluaciones del año 2"),
        (CLOSED, "Faltaron 3 de 3 evaluaciones del año 4"),
    ],
)
def test_what_is_missing_is_the_first_sentence(
    activity: Activity, adviser: Person, commission: Body, day: date, sentence: str
) -> None:
    an_evaluation(activity, adviser, commission)
    assert sentence in said_on(day, LIST)
    assert sentence in said_on(day, "/planes/ensayo/")


def test_one_and_none_are_said_as_people_say_them(
    plan: WorkPlan, activity: Activity, adviser: Person, commission: Body
) -> None:
    for one in activities_of(plan)[1:]:
        an_evaluation(one, adviser, commission)
    assert "Falta 1 de 3 evaluaciones del año 1" in said_on(IN_YEAR_1, LIST)
    assert "Faltó 1 de 3 evaluaciones del año 1" in said_on(IN_YEAR_2, LIST)
    an_evaluation(activity, adviser, commission)
    assert "Están hechas las 3 evaluaciones del año 1" in said_on(IN_YEAR_1, LIST)


def test_before_the_first_year_nothing_is_expected(office: Body, adviser: Person) -> None:
    a_plan(office, adviser, plan_read(activity_read(1)))
    said = said_on(IN_YEAR_1, LIST)
    assert "Ninguna evaluación se espera todavía" in said
    assert "Ninguna evaluación con esos filtros" in said
    assert "Las evaluaciones de cada año" not in said_on(IN_YEAR_1, "/planes/ensayo/")


def test_a_closed_period_owes_nothing_and_still_says_what_was_missing(plan: WorkPlan) -> None:
    said = said_on(CLOSED, LIST)
    assert "Período cerrado el 13 de mayo de 2027: ya nada se atrasa." in said
    assert "Año 4: Faltó. Debía hacerse hasta el 13 de mayo de 2027." in said
    assert "Pendiente." not in said


def test_each_line_says_state_who_and_on_whose_word(
    plan: WorkPlan, activity: Activity, adviser: Person, commission: Body
) -> None:
    an_evaluation(activity, adviser, commission, votes=Votes(3, 1, None, 0))
    an_evaluation(activities_of(plan)[1], adviser, "Mesa", paper=False, source=CITED)
    said = said_on(IN_YEAR_1, LIST)
    assert (
        "Año 1: Hecha. 1. Hacer la cosa 1 Cumple en parte, según Comisión de Ensayo, el 5 de marzo "
        "de 2024 Votación: 3 a favor, 1 en contra, abstenciones no consta, 0 en blanco. El despacho "
        "la registró desde el documento firmado por quien evaluó. El plan dice «Comisión»: nadie ha "
        "dicho cuál."
    ) in said
    assert "Tomada de una publicación de quien evaluó." in said
    assert (
        "Año 1: Pendiente. Hasta el 13 de mayo de 2024 (faltan 69 días). 3. Hacer la cosa 3" in said
    )


def test_the_list_says_who_answers_and_where_the_proof_is(plan: WorkPlan) -> None:
    assert "Responde: Despacho de Ensayo . Comprobar" in said_on(IN_YEAR_1, LIST)
    assert f'href="{plan.case.get_absolute_url()}"' in html_on(IN_YEAR_1, LIST)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "6 evaluaciones"),
        ("?anio=1", "3 evaluaciones"),
        ("?anio=9", "Ninguna evaluación con esos filtros"),
        ("?anio=x&estado=x", "6 evaluaciones"),
        ("?estado=done", "1 evaluación"),
        ("?estado=missing&anio=1", "2 evaluaciones"),
        ("?cuerpo=mesa", "1 evaluación"),
        ("?cuerpo=sin-decir", "5 evaluaciones"),
    ],
)
def test_the_list_is_narrowed_by_its_address(
    activity: Activity, adviser: Person, query: str, found: str
) -> None:
    an_evaluation(activity, adviser, "Mesa")
    said = said_on(IN_YEAR_2, LIST + query)
    assert f"Filtrar {found}" in said


def test_another_day_shows_what_was_known_then(
    activity: Activity, adviser: Person, commission: Body
) -> None:
    an_evaluation(activity, adviser, commission, day=IN_YEAR_2)
    then = f"?al={IN_YEAR_1.isoformat()}"
    assert "Faltan 3 de 3 evaluaciones del año 1" in said_on(IN_YEAR_3, LIST + then)
    assert "Año 1: Pendiente." in said_on(IN_YEAR_3, ACTIVITY + then)
    assert "Año 1: Hecha fuera de su año." in said_on(IN_YEAR_3, ACTIVITY)
    assert f"anio=1&amp;al={IN_YEAR_1.isoformat()}" in html_on(IN_YEAR_3, LIST + then)


def html_on(day: date, address: str) -> str:
    with on(day):
        return Client().get(address).content.decode()


# The activity


def test_the_page_of_an_activity_says_who_evaluates_it_year_by_year(
    activity: Activity, adviser: Person, secretary: Person, commission: Body
) -> None:
    assert "El plan dice «Comisión»: nadie ha dicho cuál." in said_on(IN_YEAR_1, ACTIVITY)
    a_naming(activity.plan, adviser, using(commission), "Mesa de comerciantes")
    certified = Source(Standing.CERTIFIED)
    an_evaluation(activity, secretary, commission, itself=True, source=certified)
    an_evaluation(activity, secretary, commission, itself=True, year=2, day=IN_YEAR_2)
    said = said_on(IN_YEAR_3, ACTIVITY)
    assert "El plan dice «Comisión»: Comisión de Ensayo y Mesa de comerciantes." in said
    assert "La certificó la secretaría de quien evaluó." in said
    assert "La registró quien evaluó; su secretaría no la ha certificado." in said
    assert (
        said.index("Año 3: Pendiente.") < said.index("Año 2: Hecha.") < said.index("Año 1: Hecha.")
    )


def test_where_the_plan_names_nobody_it_is_said(office: Body, adviser: Person) -> None:
    a_plan(office, adviser, plan_read(activity_read(1)))
    assert "El plan no dice quién la evalúa." in said_on(IN_YEAR_1, ACTIVITY)


def test_a_plan_without_days_asks_without_a_day(
    office: Body, adviser: Person, plan: WorkPlan
) -> None:
    WorkPlan.objects.filter(pk=plan.pk).update(starts_on=None, ends_on=None)
    assert "Año 1: Pendiente. El plan no dice qué día termina su período." in said_on(
        IN_YEAR_1, LIST
    )


# Data


def data(address: str, day: date = IN_YEAR_1) -> Any:
    with on(day):
        answer = Client().get(address)
    assert answer.status_code == 200
    return answer


def test_the_table_has_a_row_for_each_year_of_each_activity(
    activity: Activity, adviser: Person, commission: Body
) -> None:
    row = an_evaluation(activity, adviser, commission, votes=Votes(3, None, 0))
    answer = data("/planes/ensayo/evaluaciones.csv?anio=1")
    rows = list(csv.DictReader(StringIO(answer.content.decode())))
    assert [(one["activity"], one["state"]) for one in rows] == [
        ("1", "DONE"),
        ("2", "PENDING"),
        ("3", "PENDING"),
    ]
    assert rows[0] == {
        "plan": "ensayo",
        "activity": "1",
        "reading": "Hacer la cosa 1",
        "year": "1",
        "due_on": "2024-05-13",
        "state": "DONE",
        "means": "Comisión",
        "evaluators": "",
        "evaluated_on": "2024-03-05",
        "evaluated_by": "Comisión de Ensayo",
        "finding": "PARTLY_MET",
        "in_favour": "3",
        "against": "",
        "abstentions": "0",
        "blank": "",
        "standing": "DECLARED",
        "from_document": "true",
        "act": f"{row.act.case.number}/{row.act.ordinal}",
        "address": f"{settings.SITE_ADDRESS}{ACTIVITY}",
        "demo": "false",
    }


def test_the_document_keeps_unknown_apart_from_zero(
    activity: Activity, adviser: Person, commission: Body
) -> None:
    a_naming(activity.plan, adviser, commission, "Mesa")
    row = an_evaluation(activity, adviser, commission, votes=Votes(3, None, 0))
    document = data("/planes/ensayo/evaluaciones.json").json()
    evaluations = document.pop("evaluations")
    assert document == {
        "plan": "ensayo",
        "as_of": "2024-03-05",
        "total": 3,
        "found": 3,
        "years": [{"year": 1, "expected": 3, "lacking": 2, "due_on": "2024-05-13", "over": False}],
        "demo": False,
    }
    assert evaluations[0] == {
        "activity": 1,
        "reading": "Hacer la cosa 1",
        "year": 1,
        "due_on": "2024-05-13",
        "state": "DONE",
        "means": "Comisión",
        "evaluators": [
            {"name": "Comisión de Ensayo", "body": "comision-de-ensayo"},
            {"name": "Mesa", "body": None},
        ],
        "evaluations": [
            {
                "on": "2024-03-05",
                "by": {"name": "Comisión de Ensayo", "body": "comision-de-ensayo"},
                "finding": "PARTLY_MET",
                "votes": {"in_favour": 3, "against": None, "abstentions": 0, "blank": None},
                "standing": "DECLARED",
                "from_document": True,
                "act": f"{row.act.case.number}/{row.act.ordinal}",
                "address": f"{settings.SITE_ADDRESS}{row.act.get_absolute_url()}",
            }
        ],
        "address": f"{settings.SITE_ADDRESS}{ACTIVITY}",
    }


def test_nobody_named_is_null(plan: WorkPlan) -> None:
    document = data("/planes/ensayo/evaluaciones.json").json()
    assert [one["evaluators"] for one in document["evaluations"]] == [None] * 3


def test_the_feed_holds_the_evaluations_that_were_asked_for(
    activity: Activity, adviser: Person, commission: Body
) -> None:
    an_evaluation(activity, adviser, commission)
    an_evaluation(activity, adviser, commission, year=2, day=IN_YEAR_2)
    for query, titles in (
        ("", ["Evaluación del año 2", "Evaluación del año 1"]),
        ("?anio=1", ["Evaluación del año 1"]),
    ):
        answer = data(f"/planes/ensayo/evaluaciones.atom{query}", IN_YEAR_2)
        entries = ET.fromstring(answer.content).iter(f"{ATOM}entry")  # noqa: S314 - our own feed
        assert [entry.findtext(f"{ATOM}title") for entry in entries] == titles


# What it costs


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(
    ("address", "queries"),
    [(LIST, 4), ("/planes/ensayo/evaluaciones.csv", 4), ("/planes/ensayo/evaluaciones.json", 4)],
)
def test_the_list_costs_four_queries(
    office: Body,
    adviser: Person,
    commission: Body,
    count: int,
    address: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan = a_plan_to_evaluate(office, adviser, count)
    a_naming(plan, adviser, commission)
    for one in activities_of(plan):
        an_evaluation(one, adviser, commission)
    with on(IN_YEAR_2), django_assert_num_queries(queries):
        assert Client().get(address).status_code == 200


@pytest.mark.parametrize("count", [1, 5])
def test_the_desk_of_a_plan_costs_the_same_for_more(
    client: Client,
    office: Body,
    adviser: Person,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    a_plan_to_evaluate(office, adviser, count)
    signed_in(client, adviser)
    with on(IN_YEAR_2), django_assert_num_queries(10):
        assert client.get(DESK).status_code == 200


# Who may record


def paper() -> BytesIO:
    file = BytesIO(b"Informe firmado\n")
    file.name = "informe.txt"
    return file


def sent(**changes: object) -> dict[str, object]:
    return {
        "body": "comision-de-ensayo",
        "year": "1",
        "finding": "MET",
        "text": "Se vio todo.",
        "happened_on": "2024-03-04",
        "standing": "DECLARED",
        "evidence": paper(),
    } | changes


def post(client: Client, address: str, fields: Mapping[str, object], day: date = IN_YEAR_1) -> Any:
    with on(day):
        return client.post(address, {name: value for name, value in fields.items() if value != ""})


def test_the_office_enters_a_signed_document_and_everybody_reads_it(
    client: Client, activity: Activity, adviser: Person, commission: Body
) -> None:
    signed_in(client, adviser)
    fields = sent(recommendation="Terminar los puestos.", in_favour="3", blank="0")
    answer = post(client, NEW, fields)
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == f"{ACTIVITY}#evaluacion"
    row = ActivityEvaluation.objects.get()
    assert (row.body, row.finding, row.from_document) == (commission, "MET", True)
    assert (row.in_favour, row.against, row.abstentions, row.blank) == (3, None, None, 0)
    assert row.act.wording.text == "Se vio todo.\n\nRecomienda: Terminar los puestos."
    assert row.act.wording.title == "Evaluación del año 1: cumple"
    said = said_on(IN_YEAR_1, ACTIVITY)
    assert "Cumple, según Comisión de Ensayo, el 4 de marzo de 2024" in said
    assert "informe.txt" in said


def test_a_body_nobody_knows_is_typed_while_nobody_was_named(
    client: Client, activity: Activity, adviser: Person, commission: Body
) -> None:
    signed_in(client, adviser)
    typed = sent(body="otro", body_name="Mesa de comerciantes")
    assert post(client, NEW, typed).status_code == 302
    assert ActivityEvaluation.objects.get().body_name == "Mesa de comerciantes"
    a_naming(activity.plan, adviser, commission)
    assert post(client, NEW, typed).status_code == 422


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"evidence": ""}, "Falta el documento firmado por quien evaluó."),
        ({"standing": "PUBLIC_SOURCE", "evidence": ""}, "la fuente pública se cita con enlace"),
        ({"standing": "CERTIFIED"}, "Escoge una de las opciones"),
        ({"body": "otro"}, "Falta cómo se llama quien evaluó."),
        ({"body": "nadie"}, "Escoge una de las opciones"),
        ({"body": ""}, "Falta este dato."),
        ({"year": "2"}, "Escoge una de las opciones"),
        ({"finding": "BIEN"}, "Escoge una de las opciones"),
        ({"text": ""}, "Falta este dato."),
        ({"text": "Llamar al 0991234567"}, "señala a una persona"),
        ({"against": "-1"}, "Como mínimo, 0."),
        ({"happened_on": "2124-01-01"}, "Ese día todavía no llega."),
        ({"happened_on": "2023-05-13"}, "no había empezado el día de la evaluación"),
        (
            {"body": "despacho-de-ensayo", "in_favour": "1"},
            "Quien evalúa no es un cuerpo colegiado: no vota.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    client: Client,
    activity: Activity,
    adviser: Person,
    commission: Body,
    changes: dict[str, object],
    message: str,
) -> None:
    signed_in(client, adviser)
    answer = post(client, NEW, sent(**changes))
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert ActivityEvaluation.objects.count() == 0


def test_a_hostile_document_is_refused(
    client: Client, activity: Activity, adviser: Person, commission: Body
) -> None:
    signed_in(client, adviser)
    file = BytesIO(b"MZ\x90\x00 not a paper")
    file.name = "informe.pdf"
    assert post(client, NEW, sent(evidence=file)).status_code == 422
    assert ActivityEvaluation.objects.count() == 0


def test_two_taps_count_once_and_a_second_evaluation_is_a_correction(
    client: Client, activity: Activity, adviser: Person, commission: Body
) -> None:
    signed_in(client, adviser)
    assert post(client, NEW, sent()).status_code == 302
    answer = post(client, NEW, sent(finding="NOT_MET"))
    assert "Ya evaluó esa actividad ese año." in answer.content.decode()
    ordinal = ActivityEvaluation.objects.get().act.ordinal
    with on(IN_YEAR_1):
        choice = client.get("/despacho/planes/ensayo/actividades/1/").content.decode()
    assert f'href="{NEW}?sobre={ordinal}"' in choice
    assert f'href="{NEW}"' in choice
    address = f"{NEW}?sobre={ordinal}"
    assert post(client, address, sent(finding="NOT_MET")).status_code == 302
    assert "No cumple, según Comisión de Ensayo" in said_on(IN_YEAR_1, LIST)
    assert post(client, f"{NEW}?sobre=99", sent()).status_code == 404


def test_the_secretary_of_a_body_that_uses_the_program_certifies_its_evaluation(
    chair_desk: Client, activity: Activity, adviser: Person, commission: Body
) -> None:
    a_naming(activity.plan, adviser, commission)
    with on(IN_YEAR_1):
        form = chair_desk.get(NEW).content.decode()
    assert 'value="CERTIFIED" ' in form
    assert "Otro, que no está aquí" not in form
    fields = sent(standing="CERTIFIED", evidence="")
    assert post(chair_desk, NEW, fields).status_code == 302
    row = ActivityEvaluation.objects.get()
    assert (row.from_document, row.act.standing) == (False, "CERTIFIED")


def test_what_one_body_certifies_is_not_certified_for_another(
    client: Client, activity: Activity, secretary: Person, commission: Body
) -> None:
    signed_in(client, secretary)
    a_naming(activity.plan, secretary, using(commission), "Mesa")
    answer = post(client, NEW, sent(body="Mesa", standing="CERTIFIED"))
    assert answer.status_code == 422
    assert "Solo la secretaría de quien evalúa certifica" in answer.content.decode()
    assert ActivityEvaluation.objects.count() == 0


def test_nobody_evaluates_in_the_name_of_a_body_that_is_not_theirs(
    chair_desk: Client, activity: Activity, adviser: Person, commission: Body
) -> None:
    for address in (NEW, DESK, NAMING):
        with on(IN_YEAR_1):
            assert chair_desk.get(address).status_code == 403
    a_naming(activity.plan, adviser, commission, "Mesa")
    assert post(chair_desk, NEW, sent(body="Mesa")).status_code == 422
    a_naming(activity.plan, adviser, "Mesa", day=IN_YEAR_2)
    for address in (NEW, NAMING):
        with on(IN_YEAR_2):
            assert chair_desk.get(address).status_code == 403
    assert post(chair_desk, NEW, sent(), IN_YEAR_2).status_code == 403
    assert ActivityEvaluation.objects.count() == 0


def test_before_a_body_uses_the_program_its_secretary_records_nothing_here(
    chair_desk: Client, activity: Activity, adviser: Person, commission: Body
) -> None:
    a_naming(activity.plan, adviser, commission)
    Body.objects.filter(pk=commission.pk).update(uses_program=False)
    with on(IN_YEAR_1):
        assert chair_desk.get(NEW).status_code == 403


ROLES = {
    "adviser": 200,
    "secretary": 200,
    "councillor": 403,
    "clerk": 403,
    "auditor": 403,
    "administrator": 403,
    "citizen": 403,
}


@pytest.mark.parametrize(("role", "status"), ROLES.items())
def test_each_role_enters_or_is_refused(
    client: Client, plan: WorkPlan, role: str, status: int, request: pytest.FixtureRequest
) -> None:
    signed_in(client, request.getfixturevalue(role))
    with on(IN_YEAR_1):
        found = {address: client.get(address).status_code for address in (NEW, DESK, NAMING)}
    assert found == dict.fromkeys((NEW, DESK, NAMING), status)


def test_a_stranger_is_led_to_the_door(client: Client, plan: WorkPlan) -> None:
    for address in (NEW, DESK, NAMING):
        assert client.get(address).status_code == 302


def test_what_does_not_exist_is_not_found(client: Client, plan: WorkPlan, adviser: Person) -> None:
    signed_in(client, adviser)
    for address in (
        "/despacho/planes/nada/evaluaciones/",
        f"{DESK}asamblea/",
        "/despacho/planes/ensayo/actividades/99/evaluacion/",
        "/planes/nada/evaluaciones/",
    ):
        with on(IN_YEAR_1):
            assert client.get(address).status_code == 404


# Who evaluates


def test_the_office_says_who_evaluates(
    client: Client, plan: WorkPlan, adviser: Person, commission: Body
) -> None:
    signed_in(client, adviser)
    with on(IN_YEAR_1):
        desk = client.get(DESK).content.decode()
        assert "El plan dice «Comisión»: ¿quién es?" in client.get(NAMING).content.decode()
    assert "Falta decir quién evalúa" in desk
    assert f'href="{NAMING}"' in desk
    fields = {"bodies": [commission.slug], "other": "Mesa", "happened_on": "2024-03-04",
              "standing": "DECLARED"}  # fmt: skip
    answer = post(client, NAMING, fields)
    assert (answer.status_code, answer["Location"]) == (302, DESK)
    assert [(row.body, row.body_name) for row in EvaluatingBody.objects.all()] == [
        (commission, ""),
        (None, "Mesa"),
    ]
    title = EvaluatingBody.objects.all()[0].act.wording.title
    assert title == "«Comisión» en el plan es: Comisión de Ensayo, Mesa"
    with on(IN_YEAR_1):
        desk = client.get(DESK).content.decode()
    assert "Falta decir quién evalúa" not in desk
    assert "Si cambia, dilo con otro hecho." in desk


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Falta quién evalúa."),
        ({"bodies": ["nadie"]}, "Escoge una de las opciones"),
        ({"other": "Llamar al 0991234567"}, "señala a una persona"),
    ],
)
def test_nobody_is_no_answer(
    client: Client, plan: WorkPlan, adviser: Person, fields: dict[str, object], message: str
) -> None:
    signed_in(client, adviser)
    shared = {"happened_on": "2024-03-04", "standing": "DECLARED"}
    answer = post(client, NAMING, {**shared, **fields})
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert EvaluatingBody.objects.count() == 0


# The desk


def viewer_as(person: Person, day: date) -> Viewer:
    held = tuple(Appointment.objects.filter(person=person).select_related("body"))
    return Viewer(account=person.account, person=person, appointments=held, on=day)


def owed(person: Person, day: date) -> list[tuple[str, date | None]]:
    with on(day):
        return [(line.title, line.due_on) for line in owed_evaluations(viewer_as(person, day), day)]


def test_the_queue_counts_what_is_due_until_the_end_of_the_year(
    plan: WorkPlan, activity: Activity, adviser: Person, commission: Body, citizen: Person
) -> None:
    an_evaluation(activity, adviser, commission)
    due = date(2024, 5, 13)
    title = f"Faltan 2 evaluaciones del año 1 de «{plan.title}»"
    assert owed(adviser, IN_YEAR_1) == [(title, due)]
    assert owed(citizen, IN_YEAR_1) == []
    assert owed(adviser, CLOSED) == []


def test_the_queue_of_a_body_holds_only_what_it_evaluates(
    plan: WorkPlan, adviser: Person, commission: Body, commission_secretary: Person, auditor: Person
) -> None:
    assert owed(commission_secretary, IN_YEAR_1) == []
    a_naming(plan, adviser, commission)
    title = f"Faltan 3 evaluaciones del año 1 de «{plan.title}»"
    assert [line[0] for line in owed(commission_secretary, IN_YEAR_1)] == [title]
    assert owed(auditor, IN_YEAR_1) == []
    a_naming(plan, adviser, "Mesa", day=IN_YEAR_2)
    assert owed(commission_secretary, IN_YEAR_2) == []


def test_real_and_fictional_desks_stay_apart(plan: WorkPlan, adviser: Person) -> None:
    Person.objects.filter(pk=adviser.pk).update(is_demonstration=True)
    adviser.refresh_from_db()
    assert owed(adviser, IN_YEAR_1) == []


def test_the_desk_asks_who_evaluates_until_it_is_said(
    plan: WorkPlan, adviser: Person, commission: Body
) -> None:
    def asked() -> list[str]:
        viewer = viewer_as(adviser, IN_YEAR_1)
        with on(IN_YEAR_1):
            return [
                str(one.text)
                for one in desk_sections([viewer])[viewer]
                if str(one.title) == "Quién evalúa"
            ]

    assert asked() == [f"«{plan.title}» dice que evalúa «Comisión»: nadie ha dicho quién es."]
    a_naming(plan, adviser, commission)
    assert asked() == []
    assert TERM in {row.term for row in EvaluatingBody.objects.all()}


def test_the_desk_list_leads_to_each_form_with_its_year(
    client: Client, plan: WorkPlan, activity: Activity, adviser: Person, commission: Body
) -> None:
    an_evaluation(activity, adviser, commission, finding=Finding.NOT_MET)
    signed_in(client, adviser)
    with on(IN_YEAR_2):
        desk = client.get(DESK).content.decode()
        form = client.get(f"{NEW}?anio=1").content.decode()
    assert f'href="{NEW}?anio=2"' in desk
    assert f'href="{NEW}?anio=1"' not in desk
    assert "Por hacer este año: <b>3</b>." in desk
    assert "Faltaron de años pasados: <b>2</b>" in desk
    assert '<option value="1" selected>' in form
