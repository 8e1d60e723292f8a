"""A request goes from asking to its letter by pages; and no page tells anybody else of it."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minga.kernel import clock
from minga.people.labels import Role
from minga.people.models import Body, Identity, Person
from minga.record.documents import attach
from minga.record.follow_codes import issue_follow_code
from minga.record.models import Act, ActDocument, Case
from minga.record.parameters import load_reference
from minga.record.privacy.models import DataSubjectRequest, ProcessingActivity
from minga.record.registers import Registrar
from minga.record.rules.breaches import AUTHORITY_NOTICE, SUBJECT_NOTICE
from minga.record.rules.data_requests import DataRight, RefusalCause
from minga.record.rules.dump import write_lines
from minga.record.sealing.sealing import seal_pending
from minga.record.sealing.stored_record import opening, public_record
from tests.cast import Cast, join, join_as, signed_in
from tests.record.answering import LATER, SECRET, answered, asked, breached, by, known, stepped
from tests.record.files import HTML, PDF, upload
from tests.routes import all_routes

pytestmark = pytest.mark.django_db

DESK = "/despacho/privacidad/"
LETTER = "Superintendencia de Protección de Datos Personales"


@pytest.fixture(autouse=True)
def numbers(db: None) -> datetime:
    load_reference()
    clock.shift_to(LATER)
    return LATER


@pytest.fixture
def officer(bodies: Cast) -> Person:
    """Answers for the data of the institution."""
    return join_as("olga", "Olga Hebra Ensayo", bodies.council, Role.DATA_PROTECTION_OFFICER)


@pytest.fixture
def hand(officer: Person, council: Body) -> Registrar:
    return by(officer, council)


@pytest.fixture
def at_desk(officer: Person) -> Client:
    return signed_in(Client(), officer)


@pytest.fixture
def at_home(citizen: Person) -> Client:
    return signed_in(Client(), citizen)


def text_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def page_of(request: DataSubjectRequest) -> str:
    return f"{DESK}solicitudes/{request.case.number}/"


# One's own


def test_a_person_asks_and_takes_number_code_and_day_home(at_home: Client, citizen: Person) -> None:
    page = at_home.post("/mi/solicitudes/nueva/", {"right": "ACCESS", "text": SECRET})
    request = DataSubjectRequest.objects.get(subject=citizen)
    said = page.content.decode()
    assert (page.status_code, page.headers["Cache-Control"].count("no-store")) == (200, 1)
    assert request.case.number in said
    assert page.context["issued"].code in said
    assert page.context["clock"].due_on == date(2026, 11, 27)
    assert page.context["issued"].code not in text_of(
        at_home, f"/mi/solicitudes/{request.case.number}/"
    )


def test_the_form_comes_with_the_right_of_the_link(at_home: Client) -> None:
    page = at_home.get("/mi/solicitudes/nueva/?derecho=erasure")
    assert page.context["page"].form["right"].value() == "ERASURE"


def test_a_second_request_for_the_same_is_refused_with_a_sentence(at_home: Client) -> None:
    for _again in range(2):
        page = at_home.post("/mi/solicitudes/nueva/", {"right": "ACCESS", "text": ""})
    assert page.status_code == 422
    assert "Ya hay una solicitud igual en trámite: DAT-2026-00001." in page.content.decode()


def test_a_person_reads_the_answer_with_the_next_step(
    at_home: Client, citizen: Person, hand: Registrar
) -> None:
    request = known(asked(citizen, DataRight.ERASURE), hand)
    answered(request, hand, "refuse", cause=RefusalCause.RECORD_IN_PROCESS)
    said = text_of(at_home, f"/mi/solicitudes/{request.case.number}/")
    assert f"Respuesta {SECRET}" in said
    assert "Son de una votación o de firmas de un trámite en curso" in said
    assert LETTER in said
    assert request.case.number in text_of(at_home, "/mi/solicitudes/")


def test_a_person_withdraws_once(at_home: Client, citizen: Person) -> None:
    request = asked(citizen)
    address = f"/mi/solicitudes/{request.case.number}/retirar/"
    assert "Retiraste la solicitud." in at_home.post(address, follow=True).content.decode()
    assert "Ese paso ya no cabe" in at_home.post(address, follow=True).content.decode()
    request.case.refresh_from_db()
    assert request.case.state == "WITHDRAWN"


def test_nobody_opens_the_request_of_another(citizen: Person, leader: Person) -> None:
    number = asked(citizen).case.number
    client = signed_in(Client(), leader)
    assert client.get(f"/mi/solicitudes/{number}/").status_code == 404
    assert client.post(f"/mi/solicitudes/{number}/retirar/").status_code == 404
    assert client.get("/mi/solicitudes/DAT-2026-99999/").status_code == 404


# At the desk


def test_the_whole_way_of_an_access_request(at_desk: Client, citizen: Person) -> None:
    request = asked(citizen)
    page = page_of(request)
    assert SECRET in text_of(at_desk, page)
    assert at_desk.get(f"{page}identidad/").status_code == 200
    at_desk.post(f"{page}identidad/", {"proof": "", "text": "Trae tu cédula"})
    assert "Falta comprobar la identidad" in text_of(at_desk, page)
    sent = at_desk.post(f"{page}identidad/", {"proof": "DOCUMENT_SHOWN", "text": ""})
    assert sent.headers["Location"] == page
    early = at_desk.post(f"{page}respuesta/", {"act": "grant", "text": "Va"})
    assert "Primero entrega la copia de los datos." in early.content.decode()
    copy = at_desk.post(f"{page}copia/")
    assert copy.json()["identity"]["name"] == citizen.identity.name
    assert copy.headers["Content-Disposition"].endswith(f'"{request.case.number}.json"')
    assert "Descargar otra vez la copia" in text_of(at_desk, page)
    done = at_desk.post(f"{page}respuesta/", {"act": "grant", "text": "Aquí va tu copia."})
    assert done.headers["Location"] == f"{page}carta/"
    letter = text_of(at_desk, f"{page}carta/")
    assert "Aquí va tu copia." in letter
    assert LETTER in letter
    assert "Concedida" in text_of(at_desk, page)


def test_a_letter_waits_for_its_answer(at_desk: Client, citizen: Person) -> None:
    request = asked(citizen)
    assert at_desk.get(f"{page_of(request)}carta/").headers["Location"] == page_of(request)


def test_a_copy_is_refused_with_a_page_where_none_is_due(at_desk: Client, citizen: Person) -> None:
    request = asked(citizen, DataRight.OBJECTION)
    answer = at_desk.post(f"{page_of(request)}copia/")
    assert answer.status_code == 409
    assert "Ese paso ya no cabe" in answer.content.decode()


def test_rectification_is_done_by_its_form(
    at_desk: Client, citizen: Person, hand: Registrar
) -> None:
    request = known(asked(citizen, DataRight.RECTIFICATION), hand)
    said = {"act": "grant", "text": "Corregido", "name": "Clara Q.", "phone": "", "email": ""}
    at_desk.post(f"{page_of(request)}respuesta/", said)
    assert Identity.objects.get(person=citizen).name == "Clara Q."


def test_a_refusal_without_cause_stands_at_its_field(
    at_desk: Client, citizen: Person, hand: Registrar
) -> None:
    request = known(asked(citizen, DataRight.ERASURE), hand)
    page = at_desk.post(f"{page_of(request)}respuesta/", {"act": "refuse", "text": "No"})
    assert page.context["page"].form.errors == {
        "cause": ["Escoge la causa legal. Sin causa no se niega."]
    }


def test_only_causes_of_the_right_are_offered(
    at_desk: Client, citizen: Person, hand: Registrar
) -> None:
    request = known(asked(citizen), hand)
    form = at_desk.get(f"{page_of(request)}respuesta/").context["page"].form
    assert "LEGAL_DUTY_TO_KEEP" not in [code for code, _label in form.fields["cause"].choices]
    assert "name" not in form.fields


def test_erasure_of_who_holds_an_office_is_refused_with_a_sentence(
    at_desk: Client, councillor: Person, hand: Registrar
) -> None:
    request = known(asked(councillor, DataRight.ERASURE), hand)
    page = at_desk.post(f"{page_of(request)}respuesta/", {"act": "grant", "text": "Sí"})
    assert page.status_code == 422
    assert "cargo vigente" in page.content.decode()


def test_a_paper_of_the_answer_is_for_those_who_answer_alone(
    at_desk: Client, citizen: Person, hand: Registrar, secretary: Person
) -> None:
    paper = attach(upload(PDF, "respuesta.pdf"))
    request = known(asked(citizen, DataRight.OBJECTION), hand)
    answered(request, hand, attachments=(paper,))
    address = ActDocument.objects.get().get_absolute_url()
    for client in (at_desk, signed_in(Client(), secretary)):
        assert b"".join(client.get(address)) == PDF


@pytest.mark.parametrize("part", ["councillor", "auditor", "adviser", "clerk", "citizen"])
def test_who_works_in_the_council_does_not_read_its_papers(
    request: pytest.FixtureRequest, part: str, leader: Person
) -> None:
    asked(leader, attachments=(attach(upload(PDF, "carta.pdf")),))
    client = signed_in(Client(), request.getfixturevalue(part))
    assert client.get(ActDocument.objects.get().get_absolute_url()).status_code == 404


def test_the_queue_tells_the_day_and_no_name(
    at_desk: Client, citizen: Person, hand: Registrar
) -> None:
    asked(citizen), breached(hand)
    stepped(breached(hand, "detect_as_processor"), hand)
    said = text_of(at_desk, "/despacho/")
    assert "Responder: acceso a datos" in said
    assert "Avisar a la Superintendencia de una vulneración de seguridad" in said
    assert "Avisar a la entidad responsable de los datos vulnerados" in said
    assert "Clara" not in said


def test_what_one_did_on_a_hidden_case_leads_nowhere(
    at_desk: Client, citizen: Person, hand: Registrar
) -> None:
    known(asked(citizen), hand)
    assert "/registro/expedientes/DAT" not in text_of(at_desk, "/despacho/")


# Breaches


def test_a_breach_goes_from_its_form_to_its_end(at_desk: Client) -> None:
    said = {
        "title": "Correo a otra lista",
        "detected_at": "2026-11-11T09:00",
        "act": "detect_breach",
        "people": "40",
        "text": "Se envió a quien no era.",
        "paper": upload(PDF, "correo.pdf"),
    }
    made = at_desk.post(f"{DESK}vulneraciones/nueva/", said)
    page = made.headers["Location"]
    assert page == f"{DESK}vulneraciones/{Case.objects.get(kind='BRE').number}/"
    assert "Plazo por verificar" in text_of(at_desk, page)
    at_desk.post(f"{page}riesgo/", {"text": "Hay riesgo"})
    half = at_desk.post(f"{page}autoridad/", {"text": "Carta", "told": ["WHEN"]})
    assert half.context["page"].form.errors.keys() == {"told"}
    told = {"autoridad": list(AUTHORITY_NOTICE), "personas": list(SUBJECT_NOTICE)}
    for what in told:
        at_desk.post(f"{page}{what}/", {"text": "Carta", "told": told[what]})
    assert Case.objects.get(kind="BRE").state == "NOTIFIED_BOTH"
    assert at_desk.get(f"{page}otra-cosa/").status_code == 404
    at_desk.post(f"{page}cerrar/", {"text": "Se aprendió"})
    assert Case.objects.get(kind="BRE").state == "CLOSED"
    assert "Correo a otra lista" in text_of(at_desk, DESK)


def test_a_paper_that_is_no_document_opens_no_breach(at_desk: Client) -> None:
    said = {
        "title": "Correo a otra lista",
        "detected_at": "2026-11-11T09:00",
        "act": "detect_breach",
        "text": "X",
        "paper": upload(HTML, "carta.html"),
    }
    page = at_desk.post(f"{DESK}vulneraciones/nueva/", said)
    assert page.status_code == 422
    assert "puede ejecutar código" in page.content.decode()
    assert Case.objects.filter(kind="BRE").count() == 0


@pytest.mark.parametrize("what", ["solicitudes/DAT-2026-99999/", "vulneraciones/BRE-2026-99999/"])
def test_a_number_that_nobody_has_opens_nothing(at_desk: Client, what: str) -> None:
    assert at_desk.get(f"{DESK}{what}").status_code == 404


def test_a_moment_that_has_not_come_is_refused(at_desk: Client) -> None:
    said = {"title": "X", "detected_at": "2030-01-01T09:00", "act": "detect_breach", "text": "X"}
    page = at_desk.post(f"{DESK}vulneraciones/nueva/", said)
    assert page.context["page"].form.errors.keys() == {"detected_at"}
    assert Case.objects.filter(kind="BRE").count() == 0


def test_steps_that_cannot_be_meant_are_not_offered(at_desk: Client, hand: Registrar) -> None:
    ours, theirs = breached(hand), breached(hand, "detect_as_processor")
    assert _offered(at_desk, ours) == ["medida", "sin-riesgo", "riesgo"]
    assert _offered(at_desk, theirs) == ["medida", "responsable"]
    assert _offered(at_desk, stepped(ours, hand, "find_risk")) == [
        "medida",
        "autoridad",
        "personas",
    ]
    told = stepped(ours, hand, "notify_authority", "notify_subjects")
    assert _offered(at_desk, told) == ["medida", "cerrar"]


def _offered(client: Client, case: Case) -> list[str]:
    page = client.get(f"{DESK}vulneraciones/{case.number}/")
    return [what for _label, what in page.context["steps"]]


# The register


def test_the_public_register_says_what_is_done_and_only_counts(
    client: Client, citizen: Person, hand: Registrar
) -> None:
    answered(known(asked(citizen, DataRight.OBJECTION), hand), hand)
    said = text_of(client, "/privacidad/tratamientos/")
    assert "LOPDP 7, por verificar" in said
    assert "Oposición al uso de datos" in said
    counted = client.get("/privacidad/tratamientos.json").json()["requests"]
    assert counted == [{"right": "OBJECTION", "state": "GRANTED", "count": 1}]
    rows = client.get("/privacidad/tratamientos.csv").content.decode().splitlines()
    assert rows[0].startswith("code,purpose,whose,data,legal_basis,basis_note,basis_verified")
    assert "/privacidad/tratamientos/" in text_of(client, "/privacidad/")


def test_the_office_inscribes_a_row_and_ends_it(at_desk: Client, client: Client) -> None:
    said = {
        "purpose": "Cámaras de la entrada",
        "whose": "Quienes entran",
        "data": "Imagen",
        "legal_basis": "PUBLIC_INTEREST",
        "seen_by": "La guardianía",
        "retention": "30 días",
    }
    made = at_desk.post(f"{DESK}tratamientos/nuevo/", said)
    assert made.headers["Location"] == "/privacidad/tratamientos/"
    assert "Cámaras de la entrada" in text_of(client, "/privacidad/tratamientos/")
    end = f"{DESK}tratamientos/{ProcessingActivity.objects.get().pk}/terminar/"
    assert at_desk.post(end).headers["Location"] == DESK
    assert at_desk.post(end).status_code == 409
    assert "Cámaras de la entrada" not in text_of(client, "/privacidad/tratamientos/")


# Nobody else


@pytest.fixture
def private_things(citizen: Person, hand: Registrar) -> list[str]:
    """Everything of privacy that has an end, a paper and words; its numbers and its word."""
    papers = (attach(upload(PDF, f"{SECRET}.pdf")),)
    open_one = asked(citizen, attachments=papers)
    done = answered(known(asked(citizen, DataRight.PORTABILITY), hand), hand, attachments=papers)
    breach = stepped(breached(hand), hand, "find_risk", "notify_authority")
    seal_pending(LATER)
    return [open_one.case.number, done.case.number, breach.number, SECRET]


PUBLIC = [
    route.name
    for route in all_routes()
    if "<" not in route.pattern and not route.pattern.startswith(("despacho", "mi/", "cuenta"))
]


def test_no_public_page_feed_or_file_knows_of_it(client: Client, private_things: list[str]) -> None:
    told = [
        (name, word)
        for name in PUBLIC
        for answer in [client.get(reverse(name))]
        for word in private_things
        if word in (b"".join(answer) if answer.streaming else answer.content).decode()
    ]
    assert told == []


def test_the_public_record_that_leaves_the_house_withholds_it(private_things: list[str]) -> None:
    written = b"".join(write_lines(opening(LATER), public_record())).decode()
    assert [word for word in private_things if word in written] == []
    assert written.count('"withheld"') == Act.objects.filter(case__visibility="STAFF").count()


def test_whoever_holds_the_code_reads_the_steps_and_no_word(
    client: Client, citizen: Person, hand: Registrar
) -> None:
    request = answered(known(asked(citizen, DataRight.OBJECTION), hand), hand)
    issued = issue_follow_code(case=request.case, at=LATER, person=citizen)
    typed = {"number": issued.number, "code": issued.code}
    said = client.post("/seguimiento/", typed, follow=True).content.decode()
    assert "Concedida" in said
    assert "Se comprobó quién es" in said
    assert [word for word in (SECRET, "Clara") if word in said] == []


@pytest.mark.parametrize("route", ["case-detail", "case-json", "case-csv", "case-atom"])
def test_its_number_opens_nothing_in_the_registry(
    at_desk: Client, client: Client, private_things: list[str], route: str
) -> None:
    for number in private_things[:3]:
        address = reverse(f"record:{route}", args=(number,))
        assert [one.get(address).status_code for one in (client, at_desk)] == [404, 404]


OTHERS = ["citizen", "leader", "clerk", "adviser", "councillor", "auditor"]
ROOMS = [route for route in all_routes() if route.pattern.startswith("despacho/privacidad/")]


@pytest.mark.parametrize("part", OTHERS)
def test_nobody_else_enters_the_desk_nor_reads_of_it_at_their_own(
    request: pytest.FixtureRequest, private_things: list[str], part: str
) -> None:
    client = signed_in(Client(), request.getfixturevalue(part))
    number, breach = private_things[0], private_things[2]
    filled = {"number": number, "what": "medida", "act_id": 1}
    for room in ROOMS:
        names = [name for name in filled if f":{name}>" in room.pattern]
        values = {name: filled[name] for name in names}
        if "vulneraciones" in room.pattern and "number" in values:
            values["number"] = breach
        address = reverse(room.name, kwargs=values)
        assert client.get(address).status_code in {403, 405}, address
    if part not in {"citizen", "leader"}:
        said = text_of(client, "/despacho/")
        assert [word for word in private_things if word in said] == []


@pytest.mark.parametrize("rows", [1, 5])
def test_the_desk_costs_the_same_for_more_rows(at_desk: Client, hand: Registrar, rows: int) -> None:
    for row in range(rows):
        person = join(f"persona{row}", f"Persona {row}")
        asked(person)
        answered(known(asked(person, DataRight.OBJECTION), hand), hand)
        breached(hand)
    at_desk.get(DESK)
    with CaptureQueriesContext(connection) as asked_of:
        at_desk.get(DESK)
    assert len(asked_of) == 11


def test_the_council_secretary_and_the_administrator_answer_too(
    citizen: Person, secretary: Person, administrator: Person
) -> None:
    asked(citizen)
    for person in (secretary, administrator):
        assert signed_in(Client(), person).get(DESK).status_code == 200
