"""The calendar on pages: which days do not count, who may declare another, which clocks it moves."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from minga.kernel import clock
from minga.people.models import Body, Person
from minga.record.case_kinds import CaseKind
from minga.record.models import Act, Deadline, DeclaredHoliday
from tests.cast import signed_in
from tests.record.clocks import file_request, parameter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> None:
    clock.shift_to(datetime(2026, 11, 3, 15, 0, tzinfo=UTC))


def said(**changed: str) -> dict[str, str]:
    return {
        "on": "2026-11-05",
        "is_working": "no",
        "place": "national",
        "name": "Duelo nacional",
        "source": "Decreto 1",
    } | changed


def test_the_year_is_listed_with_its_transfers(client: Client) -> None:
    page = client.get("/registro/feriados/").content.decode()
    assert "<h1>Días que no se cuentan en 2026</h1>" in page
    assert "Lunes 7 de diciembre de 2026" in page
    assert "Se trasladó desde el domingo 6 de diciembre de 2026" in page
    assert page.count("solo en Quito") == 1


def test_the_year_is_open_data(client: Client) -> None:
    days = client.get("/registro/feriados/2027.json").json()["holidays"]
    assert [day["date"] for day in days][-3:] == ["2027-12-06", "2027-12-24", "2027-12-31"]
    table = client.get("/registro/feriados/2027.csv").content.decode().splitlines()
    assert table[0] == "date,name,place,source,moved_from,demo"
    assert len(table) == len(days) + 1


def test_a_day_of_the_demonstration_is_marked(
    client: Client, secretary: Person, council: Body
) -> None:
    council.is_demonstration = True
    council.save()
    signed_in(client, secretary).post("/despacho/feriados/", said())
    assert client.get("/registro/feriados/2026/").content.decode().count("· Demostración<") == 1
    marked = [
        day for day in client.get("/registro/feriados/2026.json").json()["holidays"] if day["demo"]
    ]
    assert [day["date"] for day in marked] == ["2026-11-05"]
    assert client.get("/registro/feriados/2026.csv").content.decode().count(",true\n") == 1


@pytest.mark.parametrize("path", ["1900/", "2300.csv", "9999.json"])
def test_a_year_the_calendar_does_not_answer_for_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/registro/feriados/{path}").status_code == 404


@pytest.mark.parametrize("role", ["adviser", "auditor", "clerk"])
def test_only_the_competent_declare(
    client: Client, request: pytest.FixtureRequest, role: str
) -> None:
    signed_in(client, request.getfixturevalue(role))
    assert client.get("/despacho/feriados/").status_code == 403
    assert client.post("/despacho/feriados/", said()).status_code == 403
    assert DeclaredHoliday.objects.count() == 0


def test_the_form_declares_a_day_and_shows_what_moved(
    client: Client, secretary: Person, council: Body, request_kind: CaseKind
) -> None:
    parameter("test.response")
    file_request(secretary, council)
    signed_in(client, secretary)
    assert client.get("/despacho/feriados/").status_code == 200
    answer = client.post("/despacho/feriados/", said(), follow=True)
    page = answer.content.decode()
    act = Act.objects.get(kind="declare_holiday")
    assert answer.redirect_chain == [(f"/despacho/feriados/{act.pk}/", 302)]
    assert "Cambió la fecha de <b>1 plazo</b>." in page
    assert "Vencía el miércoles 11 de noviembre; ahora vence el jueves 12 de noviembre." in page
    assert Deadline.objects.get().due_on.day == 12
    assert "Duelo nacional" in client.get("/registro/feriados/2026/").content.decode()


def test_a_day_worked_in_place_of_a_holiday_is_shown_as_such(
    client: Client, secretary: Person
) -> None:
    signed_in(client, secretary)
    worked = said(on="2026-12-07", is_working="yes", place="quito", name="Se trabaja")
    page = client.post("/despacho/feriados/", worked, follow=True).content.decode()
    assert "No cambió la fecha de ningún plazo." in page
    year = client.get("/registro/feriados/2026/").content.decode()
    assert "Feriados que se trabajan" in year
    assert "Fundación de Quito" not in year


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"on": "2026-11-07"}, "Ese día ya es inhábil en el calendario. No hace falta declararlo."),
        ({"on": "2026-11-05", "is_working": "yes"}, "Ese día ya es laborable en el calendario."),
        ({"on": "1900-01-01"}, "El calendario responde de 1950 a 2199: revisa el año."),
        ({"name": ""}, "Nombre del día"),
    ],
)
def test_a_refused_declaration_says_why_and_changes_nothing(
    client: Client, secretary: Person, changed: dict[str, str], sentence: str
) -> None:
    answer = signed_in(client, secretary).post("/despacho/feriados/", said(**changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (DeclaredHoliday.objects.count(), Act.objects.count()) == (0, 0)


def test_what_is_no_declaration_has_no_page(
    client: Client, secretary: Person, council: Body
) -> None:
    parameter("test.response")
    _case, act = file_request(secretary, council)
    assert signed_in(client, secretary).get(f"/despacho/feriados/{act.pk}/").status_code == 404


def test_a_request_far_over_the_limit_is_cut_off(
    client: Client, secretary: Person, settings: Any
) -> None:
    settings.DOCUMENT_MAX_BYTES = 100_000
    signed_in(client, secretary)
    over = said() | {"archivo": SimpleUploadedFile("x.pdf", b"x" * 150_000)}
    assert client.post("/despacho/feriados/", over | {"name": ""}).status_code == 422
    far = said() | {"archivo": SimpleUploadedFile("x.pdf", b"x" * 300_000)}
    assert client.post("/despacho/feriados/", far).status_code == 400
    assert DeclaredHoliday.objects.count() == 0
