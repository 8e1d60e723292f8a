"""Numbers of the law on pages: public and open, honest about doubt, confirmed by who is competent."""

import csv
import json
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from minga.kernel import clock
from minga.people.models import Body, Person
from minga.record.case_kinds import CaseKind
from minga.record.confirmation import Confirmation, confirm_parameter
from minga.record.dependence import unverified_by_dependence
from minga.record.labels import Standing
from minga.record.models import Act, LegalParameter
from minga.record.parameter_labels import value_in_words
from minga.record.parameter_listing import COLUMNS, folded, parameter_lines
from minga.record.parameters import load_reference, reference_rows
from minga.record.registers import Registrar
from tests.cast import signed_in
from tests.record.clocks import file_request, parameter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> None:
    clock.shift_to(datetime(2026, 11, 24, 15, 0, tzinfo=UTC))


# Words


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("", "count", "Sin fijar"),
        ("10", "working_day", "10 días término"),
        ("1", "working_day", "1 día término"),
        ("180", "calendar_day", "180 días plazo"),
        ("48", "hour", "48 horas"),
        ("12", "year", "12 años"),
        ("2038517", "count", "2.038.517"),
        ("0.25", "percent", "0,25\u00a0%"),
        ("0.5", "ratio", "0,5"),
        ("2.5", "usd", "USD\u00a02,50"),
        ("true", "bool", "Sí"),
        ("false", "bool", "No"),
        ("15", "day_of_month", "día 15 de cada mes"),
        ("3", "per_year", "3 veces por año"),
        ("4", "degree", "hasta el grado 4"),
        ("75", "g_per_m2", "75 g/m²"),
        ("12-31", "date_mm_dd", "31 de diciembre"),
        ("07-30/07-31", "date_mm_dd", "de 30 de julio a 31 de julio"),
        ("2023-05-26", "date", "26 de mayo de 2023"),
        ("March-April", "date_window", "de marzo a abril"),
        ("May", "date_window", "mayo"),
        ("until 2020-10-31", "date_window", "hasta el 31 de octubre de 2020"),
        ("2026-03-19", "date_window", "19 de marzo de 2026"),
        ("08:00-16:30", "time_local", "de 08:00 a 16:30"),
        (
            "120|150|165|175",
            "calendar_day",
            "120, 150, 165 y 175 días plazo (de calendario)",
        ),
        ("public works|municipal budget", "text", "obras públicas, presupuesto municipal"),
        ("no se lee", "count", "no se lee"),
    ],
)
def test_a_value_is_said_as_people_say_it(text: str, unit: str, said: str) -> None:
    assert value_in_words(text, unit) == said


def test_every_value_of_the_reference_is_said() -> None:
    assert [row.key for row in reference_rows() if not value_in_words(row.value, row.unit)] == []


# The public list


def test_the_list_shows_doubt_and_never_a_binding_number(client: Client) -> None:
    parameter("ord.qualification", "8", evidence="U")
    parameter("council.quorum", "12", "count", evidence="C")
    parameter("vote.abstention.effect", "", "text", evidence="U")
    page = client.get("/registro/parametros/").content.decode()
    assert page.count("Número de trabajo: 8 días término") == 1
    assert page.count("Número de trabajo:") == 1
    assert "<b>12</b>" in page
    assert "<b>8 días término</b>" not in page
    assert page.count("Nadie ha dicho qué número vale") == 1
    assert "no es una regla vigente" in page


def test_an_unverified_number_is_said_to_be_so_on_its_page(client: Client) -> None:
    parameter("ord.qualification", "8", evidence="U")
    page = client.get("/registro/parametros/ord.qualification/").content.decode()
    assert "<h1>Calificación de un proyecto de ordenanza</h1>" in page
    assert "El programa trabaja con <b>8 días término</b> hasta que se confirme." in page
    assert "Hoy rige" not in page


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ({"palabras": "calificacion"}, ["ord.qualification"]),
        ({"palabras": "QUÓRUM concejo"}, ["council.quorum"]),
        ({"palabras": "cootad 320"}, ["council.quorum"]),
        ({"palabras": "xyz"}, []),
        ({"estado": "C"}, ["council.quorum"]),
        ({"estado": "U", "palabras": "quorum"}, []),
        ({"estado": "no existe"}, ["council.quorum", "ord.qualification"]),
    ],
)
def test_the_list_is_filtered_by_words_and_evidence(
    client: Client, query: dict[str, str], keys: list[str]
) -> None:
    parameter("ord.qualification", "8", evidence="U")
    parameter("council.quorum", "12", "count", evidence="C", legal_basis="COOTAD 320")
    answer = client.get("/registro/parametros.json", query)
    assert [row["key"] for row in answer.json()["parameters"]] == keys


def test_accents_and_capitals_do_not_matter() -> None:
    assert folded("ÁÉ Ñandú") == "ae nandu"


def test_htmx_gets_the_results_alone(client: Client) -> None:
    parameter("council.quorum", "12", "count")
    page = client.get("/registro/parametros/", headers={"HX-Request": "true"}).content.decode()
    assert page.strip().startswith('<div id="results"')
    assert "<html" not in page


def test_the_list_is_cut_in_pages(client: Client) -> None:
    load_reference()
    first = client.get("/registro/parametros/").content.decode()
    second = client.get("/registro/parametros/", {"pagina": "2"}).content.decode()
    assert first.count('<li><a class="title"') == second.count('<li><a class="title"') == 25
    assert "255 reglas" in first


@pytest.mark.parametrize("rows", [1, 5])
def test_the_list_costs_one_query(
    client: Client, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        parameter(f"test.rule{number}")
    with django_assert_num_queries(1):
        client.get("/registro/parametros/")


def test_the_table_is_open_data_with_fixed_columns(client: Client) -> None:
    load_reference()
    text = client.get("/registro/parametros.csv").content.decode()
    rows = list(csv.reader(StringIO(text)))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 256
    quorum = dict(
        zip(COLUMNS, next(row for row in rows if row[0] == "council.quorum"), strict=True)
    )
    assert (quorum["value"], quorum["verified"], quorum["effective_from"]) == (
        "12",
        "true",
        "2014-05-15",
    )
    unset = dict(zip(COLUMNS, next(row for row in rows if row[0] == "roll.dmq.2023"), strict=True))
    assert (unset["value"], unset["verified"]) == ("", "false")


def test_json_says_null_where_nothing_is_known(client: Client) -> None:
    parameter("roll.dmq.2023", "", "count", evidence="U")
    (row,) = client.get("/registro/parametros/roll.dmq.2023.json").json()["rows"]
    assert row == {
        "key": "roll.dmq.2023",
        "name": "Padrón electoral del DMQ en 2023",
        "value": None,
        "unit": "count",
        "effective_from": None,
        "effective_to": None,
        "legal_basis": None,
        "evidence": "U",
        "verified": False,
        "source": [],
        "note": "2,01 o 2,2 millones según el periódico: no se carga",
        "confirmed_on": None,
        "superseded_on": None,
        "address": "http://127.0.0.1:8000/registro/parametros/roll.dmq.2023/",
        "demo": False,
    }


def test_what_a_fictional_person_confirmed_is_marked_everywhere(
    client: Client, secretary: Person, council: Body
) -> None:
    secretary.is_demonstration = council.is_demonstration = True
    secretary.save()
    council.save()
    row = parameter("council.quorum", "12", "count", evidence="U")
    signed_in(client, secretary).post(
        f"/despacho/parametros/{row.pk}/", said(value="12", unit="count")
    )
    mark = "Demostración: lo confirmó una persona ficticia"
    results = client.get("/registro/parametros/", headers={"HX-Request": "true"}).content.decode()
    page = client.get("/registro/parametros/council.quorum/").content.decode()
    assert (results.count(mark), page.count(mark)) == (1, 1)
    assert "Confirmado en su fuente" not in results + page
    assert "En la demostración rige: <b>12</b>." in page
    assert "Hoy rige" not in page
    assert client.get("/registro/parametros.csv").content.decode().splitlines()[1].endswith(",true")
    assert client.get("/registro/parametros/council.quorum.json").json()["rows"][0]["demo"] is True
    assert "[Demostración]" in client.get("/registro/parametros.atom").content.decode()
    assert set(Act.objects.values_list("is_demonstration", flat=True)) == {True}


def test_sources_are_named_in_words() -> None:
    parameter("test.rule", source="S14;S48d;docslib 2194606")
    (line,) = parameter_lines()
    assert line.sources == (
        "Gobierno Abierto de Quito, asambleas barriales y parroquiales",
        "Otras notas de prensa y páginas públicas, nombradas en la referencia legal",
        "docslib 2194606",
    )


def test_a_key_nobody_knows_is_not_found(client: Client) -> None:
    for path in ("nadie.sabe/", "nadie.sabe.json"):
        assert client.get(f"/registro/parametros/{path}").status_code == 404


def test_the_page_tells_the_number_in_force_and_the_past_ones(client: Client) -> None:
    parameter("zone.count", "9", "count", effective_to=date(2024, 4, 6))
    parameter("zone.count", "10", "count", effective_from=date(2024, 4, 7))
    page = client.get("/registro/parametros/zone.count/").content.decode()
    assert "Hoy rige: <b>10</b>." in page
    assert "hasta el 6 de abril de 2024" in page
    assert "desde el 7 de abril de 2024" in page


# Confirming


def said(**changed: str) -> dict[str, str]:
    return {
        "value": "8",
        "unit": "working_day",
        "effective_from": "2023-06-01",
        "effective_to": "",
        "legal_basis": "Código Municipal I.1.48",
        "source": "https://www.quito.gob.ec/codigo",
    } | changed


@pytest.mark.parametrize("role", ["adviser", "auditor", "clerk", "councillor"])
def test_only_the_competent_confirm(
    client: Client, request: pytest.FixtureRequest, role: str
) -> None:
    row = parameter("ord.qualification", "8", evidence="U")
    signed_in(client, request.getfixturevalue(role))
    assert client.get("/despacho/parametros/").status_code == 200
    assert client.get(f"/despacho/parametros/{row.pk}/").status_code == 403
    assert client.post(f"/despacho/parametros/{row.pk}/", said()).status_code == 403
    row.refresh_from_db()
    assert row.evidence == "U"


@pytest.mark.parametrize(
    ("role", "standing"), [("secretary", "CERTIFIED"), ("administrator", "DECLARED")]
)
def test_the_standing_follows_who_confirms(
    client: Client, request: pytest.FixtureRequest, role: str, standing: str
) -> None:
    row = parameter("ord.qualification", "8", evidence="U")
    signed_in(client, request.getfixturevalue(role))
    answer = client.post(f"/despacho/parametros/{row.pk}/", said())
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/registro/parametros/ord.qualification/",
    )
    assert Act.objects.get(kind="confirm_parameter").standing == standing
    row.refresh_from_db()
    assert (row.evidence, row.is_verified) == ("C", True)


def test_a_wrong_value_is_said_at_its_field_and_what_was_typed_stays(
    client: Client, secretary: Person
) -> None:
    row = parameter("ord.qualification", "8", evidence="U")
    signed_in(client, secretary)
    answer = client.post(
        f"/despacho/parametros/{row.pk}/", said(value="ocho", legal_basis="Mi artículo")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "«ocho» no se puede leer en esa unidad. Revisa el ejemplo de al lado." in page
    assert 'value="Mi artículo"' in page
    assert Act.objects.count() == 0


def test_the_form_offers_the_units_of_time_only_for_times(
    client: Client, secretary: Person
) -> None:
    time = parameter("ord.qualification", "8", evidence="U")
    quantity = parameter("council.quorum", "12", "count", evidence="U")
    signed_in(client, secretary)
    offered = client.get(f"/despacho/parametros/{time.pk}/").content.decode()
    assert offered.count("<option") == 5
    assert client.get(f"/despacho/parametros/{quantity.pk}/").content.decode().count("<option") == 1


def test_a_superseded_row_has_no_form(client: Client, secretary: Person) -> None:
    row = parameter("ord.qualification", "8", evidence="U", superseded_at=clock.now())
    assert signed_in(client, secretary).get(f"/despacho/parametros/{row.pk}/").status_code == 404


def test_a_confirmation_is_shown_on_the_page_and_in_the_feed(
    client: Client, secretary: Person, council: Body
) -> None:
    row = parameter("ord.qualification", "8", evidence="U")
    confirm_parameter(
        parameter_id=row.pk,
        confirmation=Confirmation(
            "5",
            "working_day",
            date(2023, 6, 1),
            None,
            "Código Municipal I.1.48",
            "Registro Oficial",
        ),
        by=Registrar(secretary, council, Standing.CERTIFIED),
        at=clock.now(),
    )
    page = client.get("/registro/parametros/ord.qualification/").content.decode()
    sentence = "5 días término (Código Municipal I.1.48). Fuente: Registro Oficial"
    assert "Hoy rige: <b>5 días término</b>." in page
    assert sentence in page
    assert "Certificado" in page
    feed = client.get("/registro/parametros.atom").content.decode()
    assert "Calificación de un proyecto de ordenanza" in feed
    assert sentence in feed


# What hangs on it


def test_numbers_are_listed_by_the_open_cases_that_need_them(
    client: Client, secretary: Person, council: Body, request_kind: CaseKind
) -> None:
    old = parameter("test.response", "9", evidence="U", effective_to=date(2026, 10, 1))
    parameter("test.response", "10", evidence="U", effective_from=date(2026, 10, 2))
    parameter("test.silence", "denial", "text", evidence="U")
    parameter("test.unneeded", evidence="U")
    parameter("test.known", evidence="C")
    for _ in range(2):
        file_request(secretary, council)
    found = [
        (one.parameter.key, one.parameter.value, one.open_cases, one.running_clocks)
        for one in unverified_by_dependence(clock.today())
    ]
    assert found == [
        ("test.response", "10", 2, 2),
        ("test.silence", "denial", 2, 0),
        ("test.response", "9", 0, 0),
        ("test.unneeded", "10", 0, 0),
    ]
    assert old.key == "test.response"


@pytest.mark.parametrize("rows", [1, 5])
def test_the_desk_of_numbers_costs_the_same_however_many(
    client: Client, secretary: Person, rows: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(rows):
        parameter(f"test.rule{number}", evidence="U")
    signed_in(client, secretary)
    with django_assert_max_num_queries(11):
        page = client.get("/despacho/parametros/").content.decode()
    assert page.count('<a class="title"') == rows


def test_who_confirms_is_shown_what_the_program_brings_otherwise(
    client: Client, secretary: Person, council: Body
) -> None:
    load_reference()
    row = LegalParameter.objects.get(key="ord.qualification")
    signed_in(client, secretary)
    client.post(f"/despacho/parametros/{row.pk}/", said(value="8"))
    assert "El programa trae otra cosa" not in client.get("/despacho/parametros/").content.decode()
    LegalParameter.objects.filter(key="ord.qualification").update(value="5")
    page = client.get("/despacho/parametros/").content.decode()
    assert "El programa trae otra cosa" in page
    assert "En el programa: 8 días término." in page


def test_json_of_the_list_is_one_document(client: Client) -> None:
    parameter("test.rule")
    assert list(json.loads(client.get("/registro/parametros.json").content)) == ["parameters"]
    assert LegalParameter.objects.count() == 1
