"""The desk says what needs me today, late first; what comes, what I recorded, what I may record."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minga.kernel import clock
from minga.people.models import Body, Person
from minga.record.case_kinds import CaseKind, QueueLine, case_kinds, install_case_kinds
from minga.record.desk import (
    DeskAct,
    DeskSection,
    desk_of,
    recorded_lately,
    running_deadlines,
    sorted_desk,
)
from minga.record.desk_pages import title_of
from minga.website import panels
from tests.cast import signed_in, signed_in_by_password_only
from tests.record.clocks import REQUEST_CASE, file_request, parameter

TODAY = date(2026, 11, 12)


def line(title: str, due_on: date | None, number: str = "") -> QueueLine:
    return QueueLine(title, "/x/", "Responder", due_on, "El silencio vale como negativa", number)


LATE = line("Responder a Rosa", date(2026, 11, 11))
OLDER = line("Responder a Luis", date(2026, 10, 1))
DUE = line("Notificar la prórroga", TODAY)
COMING = line("Cerrar comentarios", date(2026, 11, 16))
FAR = line("Revisar propuestas", date(2026, 12, 1))
UNDATED = line("Confirmar números", None)


def owed(*lines: QueueLine) -> CaseKind:
    return CaseKind(
        code="XXQ", label="Ensayo", moves=(), acts={}, queue=lambda viewer, today: lines
    )


@pytest.fixture
def installed() -> Iterator[Any]:
    """Install kinds for one test."""
    before = case_kinds()
    yield lambda *kinds: install_case_kinds(kinds)
    install_case_kinds(before)


@pytest.fixture
def today() -> date:
    clock.shift_to(datetime(2026, 11, 12, 15, 0, tzinfo=UTC))
    return TODAY


# The queue


def test_lines_are_sorted_by_what_presses_first() -> None:
    desk = sorted_desk([FAR, UNDATED, DUE, LATE, COMING, OLDER], TODAY)
    assert desk.late == (OLDER, LATE)
    assert desk.today == (DUE,)
    assert desk.coming == (COMING, FAR)
    assert desk.undated == (UNDATED,)
    assert desk.needs_me == (OLDER, LATE, DUE)


def test_lines_of_one_day_keep_one_order() -> None:
    lines = [line("b", TODAY, "SOL-2"), line("a", TODAY, "SOL-2"), line("z", TODAY, "SOL-1")]
    orders = [sorted_desk(order, TODAY).today for order in (lines, lines[::-1])]
    assert [[one.title for one in order] for order in orders] == [["z", "a", "b"]] * 2


@pytest.mark.parametrize(
    ("count", "title"),
    [
        (0, "Nada te necesita hoy"),
        (1, "Una cosa te necesita hoy"),
        (3, "Tres cosas te necesitan hoy"),
        (10, "Diez cosas te necesitan hoy"),
        (11, "11 cosas te necesitan hoy"),
    ],
)
def test_the_title_counts_what_cannot_wait(count: int, title: str) -> None:
    assert title_of(sorted_desk([DUE] * count + [COMING, UNDATED], TODAY)) == title


@pytest.mark.django_db
def test_the_desk_asks_every_kind_that_has_a_queue(installed: Any, secretary: Person) -> None:
    asked = []

    def queue(viewer: Any, day: date) -> list[QueueLine]:
        asked.append((viewer, day))
        return [DUE]

    installed(
        owed(LATE),
        CaseKind(code="XXN", label="Sin cola", moves=(), acts={}),
        CaseKind(code="XXM", label="Otra", moves=(), acts={}, queue=queue),
    )
    viewer: Any = object()
    assert desk_of(viewer, TODAY).needs_me == (LATE, DUE)
    assert asked == [(viewer, TODAY)]


@pytest.mark.django_db
def test_running_deadlines_come_by_due_day_without_a_query_a_row(
    citizen: Person, later: datetime, django_assert_num_queries: Any
) -> None:
    parameter("test.response")
    for day in (28, 26, 27):
        file_request(citizen, at=datetime(2026, 10, day, 15, 0, tzinfo=UTC))
    with django_assert_num_queries(1):
        found = [
            (one.due_on.day, one.case.title, one.parameter.value)
            for one in running_deadlines("TST")
        ]
    assert found == [(day, "Lista de puestos libres", "10") for day in (11, 12, 13)]
    assert list(running_deadlines("ZZZ")) == []


@pytest.mark.django_db
def test_what_i_recorded_is_mine_and_of_this_week(
    citizen: Person, leader: Person, later: datetime
) -> None:
    parameter("test.response")
    file_request(citizen)
    file_request(leader)
    assert [act.actor for act in recorded_lately(citizen, date(2027, 3, 1))] == [citizen]
    assert len(recorded_lately(citizen, date(2027, 3, 7))) == 1
    assert recorded_lately(citizen, date(2027, 3, 9)) == ()


# The page


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/despacho/", "/despacho/registrar/"])
def test_the_desk_is_for_staff(client: Client, citizen: Person, adviser: Person, path: str) -> None:
    assert client.get(path).status_code == 302
    assert signed_in(client, citizen).get(path).status_code == 403
    assert signed_in_by_password_only(client, adviser).get(path).status_code == 302
    answer = signed_in(client, adviser).get(path)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.post(path).status_code == 405


@pytest.mark.django_db
def test_who_holds_no_role_reads_what_the_desk_is_and_how_to_come_in(
    client: Client, citizen: Person
) -> None:
    answer = signed_in(client, citizen).get("/despacho/registrar/?actividad=4")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "<h1>El despacho es para quien tiene un cargo</h1>" in page
    assert "Entraste como <b>clara</b>, una cuenta sin cargo." in page
    assert "no-store" in answer.headers["Cache-Control"]
    back = "/cuenta/entrar/?next=%2Fdespacho%2Fregistrar%2F%3Factividad%3D4"
    assert f'name="next" value="{back}"' in page
    left = client.post("/cuenta/salir/", {"next": back})
    assert (left.status_code, left["Location"]) == (302, back)
    assert client.get("/despacho/").status_code == 302


@pytest.mark.django_db
def test_the_page_shows_each_line_once_with_its_consequence(
    client: Client, adviser: Person, installed: Any, today: date
) -> None:
    installed(owed(LATE, DUE, COMING, UNDATED))
    page = signed_in(client, adviser).get("/despacho/").content.decode()
    assert "<h1>Dos cosas te necesitan hoy</h1>" in page
    assert "Jueves 12 de noviembre, Andrés" in page
    assert [page.count(one.title) for one in (LATE, DUE, COMING, UNDATED)] == [1, 1, 1, 1]
    places = [
        page.index(text) for text in ("Venció ayer", "Vence hoy", "Faltan 4 días", "Sin fecha")
    ]
    assert places == sorted(places)
    assert page.count("El silencio vale como negativa") == 4


@pytest.mark.django_db
def test_an_empty_desk_says_so(
    client: Client, adviser: Person, installed: Any, today: date
) -> None:
    installed()
    page = signed_in(client, adviser).get("/despacho/").content.decode()
    assert "<h1>Nada te necesita hoy</h1>" in page
    assert "No hay nada por vencer." in page
    assert "Esta semana todavía no registras ningún hecho." in page


@pytest.mark.django_db
def test_the_page_costs_the_same_however_many_lines(
    client: Client, adviser: Person, installed: Any, today: date
) -> None:
    signed_in(client, adviser)
    costs = []
    for lines in (1, 5):
        installed(owed(*[COMING] * lines))
        with CaptureQueriesContext(connection) as queries:
            client.get("/despacho/")
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert costs[0] <= 10


@pytest.mark.django_db
def test_other_contexts_show_sections_and_acts(
    client: Client, adviser: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = DeskSection("Lo que le falta al plan", "4 sin indicador", "Fijarlo", "/plan/")
    act = DeskAct("Registrar una medición", "/medicion/", "Con su prueba")
    table = {
        "desk.sections": (lambda viewers: {one: [section] for one in viewers},),
        "desk.acts": (lambda viewers: {one: [act] for one in viewers},),
    }
    monkeypatch.setattr(panels, "_table", table)
    signed_in(client, adviser)
    desk = client.get("/despacho/").content.decode()
    assert "Lo que le falta al plan" in desk
    assert '<a class="btn line" href="/plan/">Fijarlo</a>' in desk
    acts = client.get("/despacho/registrar/").content.decode()
    assert '<a class="title" href="/medicion/">Registrar una medición</a>' in acts


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "offered"), [("secretary", 2), ("adviser", 0)])
def test_the_competent_may_write_on_the_registers(
    client: Client, request: pytest.FixtureRequest, role: str, offered: int
) -> None:
    page = signed_in(client, request.getfixturevalue(role)).get("/despacho/registrar/")
    text = page.content.decode()
    assert text.count("/despacho/parametros/") + text.count("/despacho/feriados/") == offered


@pytest.mark.django_db
def test_who_may_record_nothing_is_told_whom_to_ask(
    client: Client, auditor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_table", {})
    page = signed_in(client, auditor).get("/despacho/registrar/").content.decode()
    assert "pídelo a quien administra el sistema" in page


@pytest.mark.django_db
def test_the_secretary_is_told_of_numbers_that_open_cases_need(
    client: Client,
    secretary: Person,
    adviser: Person,
    council: Body,
    request_kind: CaseKind,
    today: date,
) -> None:
    parameter("test.response", evidence="U")
    parameter("test.unneeded", evidence="U")
    file_request(secretary, council)
    told = signed_in(client, secretary).get("/despacho/").content.decode()
    assert "Confirmar 1 número de la ley que usan expedientes abiertos" in told
    quiet = signed_in(client, adviser).get("/despacho/").content.decode()
    assert "Confirmar 1 número" not in quiet


def test_the_rehearsal_kind_names_its_clocks() -> None:
    assert REQUEST_CASE.clocks == {"test.response", "test.other"}
    assert REQUEST_CASE.depends_on == {"test.response", "test.other", "test.silence"}
    assert REQUEST_CASE.open_states == {"OPEN"}
