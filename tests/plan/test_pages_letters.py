"""Is it true that the office writes, prints and sends a letter, and that a private one never shows?"""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minga.people.models import Body, Person
from minga.plan.documents.letter_paper import paper_of
from minga.plan.models import Casework, Letter
from minga.plan.services.casework import Step
from minga.record.models import Act, ActDocument
from tests.cast import signed_in
from tests.factories.plan import on
from tests.plan.casework_world import ASKED_ON, NEED, a_casework, a_step, an_end
from tests.plan.letter_world import DUE_ON, SECRET, a_letter, a_reply, pages_of, sent

SOURCES = Path(__file__).parents[2] / "src"
HEAVY = ("typst", "docx", "pypdfium2", "openpyxl", "font_source_sans_pro", "shapely")


@pytest.fixture
def casework(office: Body, adviser: Person, citizen: Person) -> Casework:
    return a_casework(office, adviser, asker=citizen, said="en mis palabras")


@pytest.fixture
def desk(client: Client, adviser: Person) -> Client:
    return signed_in(client, adviser)


def at_desk(casework: Casework, *parts: str) -> str:
    """Return an address of the letters of a gestión."""
    return "/".join((f"/despacho/gestiones/{casework.case.number}/cartas", *parts, ""))


def filled(client: Client, address: str) -> dict[str, str]:
    """Return what the form at an address holds before anybody types."""
    form = client.get(address).context["page"].form
    said = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in said.items()}


def typed(client: Client, casework: Casework, code: str = "pedido", **more: str) -> dict[str, str]:
    """Return the form of a new letter as somebody completes it."""
    said = filled(client, at_desk(casework, "nueva", code))
    text = said["text"].replace("{lugar}", "todo el barrio")
    return (
        said | {"addressee": "Empresa de ensayo", "signed_by": "Carmen Nudo", "text": text} | more
    )


def test_a_letter_is_begun_from_the_case_numbered_and_shown(
    desk: Client, casework: Casework
) -> None:
    choice = desk.get(at_desk(casework, "nueva")).content.decode()
    assert [name for name in ("Pedido a una entidad", "Insistencia") if name not in choice] == []
    said = typed(desk, casework)
    assert (said["subject"], casework.case.number in said["text"]) == (f"Pedido: {NEED}", True)
    answer = desk.post(at_desk(casework, "nueva", "pedido"), said)
    letter = Letter.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, letter.get_absolute_url())
    page = desk.get(letter.get_absolute_url()).content.decode()
    shown = ("Por enviar", f"Asunto: Pedido: {NEED}", "Empresa de ensayo", "Carmen Nudo")
    assert [words for words in shown if words not in page] == []
    assert "{" not in page.partition("La carta</h2>")[2].partition("</section>")[0]


def test_the_same_form_sent_twice_is_one_letter(desk: Client, casework: Casework) -> None:
    said = typed(desk, casework)
    answers = [desk.post(at_desk(casework, "nueva", "pedido"), said) for _turn in range(2)]
    assert [one["Location"] for one in answers] == [Letter.objects.get().get_absolute_url()] * 2


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"text": "Va a {ciudad}"}, "text", "«{ciudad}» no significa nada en una carta."),
        ({"text": "El {dia_y_hora}"}, "text", "Falta escribir esto en su lugar. {dia_y_hora}"),
        ({"text": "Llame al 0991234567"}, "text", "«0991234567» señala a una persona"),
        ({"answer_due_on": ""}, "answer_due_on", "La carta dice {respuesta_hasta}"),
        ({"answer_due_on": "2001-01-01"}, "answer_due_on", "no puede ser anterior"),
        ({"written_on": "2001-01-01"}, "written_on", "Revisa la fecha de la carta."),
        ({"addressee": ""}, "addressee", "Escribe para quién es la carta."),
        ({"once": "no"}, "once", "UUID"),
    ],
)
def test_what_must_be_mended_is_said_at_its_field(
    desk: Client, casework: Casework, more: dict[str, str], field: str, words: str
) -> None:
    answer = desk.post(at_desk(casework, "nueva", "pedido"), typed(desk, casework, **more))
    assert answer.status_code == 422
    assert words in str(answer.context["page"].form.errors[field])
    assert Letter.objects.count() == 0


def test_words_of_other_fields_are_filled_in_the_text(desk: Client, casework: Casework) -> None:
    said = typed(desk, casework, text="A {entidad}, {cargo}: {firma}. {numero} de {fecha}")
    desk.post(at_desk(casework, "nueva", "pedido"), said | {"position": "Gerente"})
    letter = Letter.objects.get()
    assert letter.text == "A Empresa de ensayo, Gerente: Carmen Nudo. {numero} de {fecha}"
    (lines,) = paper_of(letter).paragraphs
    assert lines[0].startswith(f"A Empresa de ensayo, Gerente: Carmen Nudo. {letter.number} de ")


def test_a_letter_goes_to_an_entity_of_the_list(
    desk: Client, casework: Casework, commission: Body
) -> None:
    said = typed(desk, casework, entity=commission.slug, addressee="")
    desk.post(at_desk(casework, "nueva", "pedido"), said)
    assert paper_of(Letter.objects.get()).addressee == (commission.name, "Presente")


def test_a_reply_is_for_who_asked_and_private(
    desk: Client, casework: Casework, citizen: Person
) -> None:
    address = at_desk(casework, "nueva", "respuesta")
    said = filled(desk, address) | {"signed_by": "Carmen Nudo"}
    assert {"visibility", "entity", "position"}.isdisjoint(said)
    desk.post(address, said | {"visibility": "PUBLIC"})
    letter = Letter.objects.get()
    assert (letter.visibility, letter.person, letter.addressee) == (
        "STAFF",
        citizen,
        citizen.identity.name,
    )
    assert "Se registró el pedido" in letter.text
    other = filled(desk, address) | {"signed_by": "C", "asker": "", "addressee": "Rosa"}
    desk.post(address, other)
    letter = Letter.objects.order_by("-pk")[0]
    assert (letter.person, letter.addressee) == (None, "Rosa")


def test_insisting_is_one_click_from_the_desk_and_from_the_case(
    desk: Client, casework: Casework, adviser: Person
) -> None:
    act = a_step(casework, adviser, ASKED_ON, step=Step(answer_due_on=DUE_ON))
    link = f'href="{at_desk(casework, "nueva", "insistencia")}?sobre={act.ordinal}"'
    own = f"/despacho/gestiones/{casework.case.number}/"
    with on(DUE_ON):
        assert [link in desk.get(page).content.decode() for page in ("/despacho/", own)] == [
            False,
            False,
        ]
    with on(DUE_ON + timedelta(days=3)):
        assert [desk.get(page).content.decode().count(link) for page in ("/despacho/", own)] == [
            1,
            1,
        ]
        asked = [
            filled(desk, at_desk(casework, "nueva", "insistencia") + query)["text"]
            for query in ("", f"?sobre={act.ordinal}")
        ]
    assert asked[0] == asked[1]
    assert "El 4 de marzo de 2024, con una carta" in asked[0]
    assert "Ese pedido lleva 18 días sin respuesta" in asked[0]


@pytest.mark.parametrize("query", ["?sobre=99", "?sobre=1"])
def test_nobody_insists_on_what_was_no_step(desk: Client, casework: Casework, query: str) -> None:
    assert desk.get(at_desk(casework, "nueva", "insistencia") + query).status_code == 404


@pytest.mark.parametrize("query", ["", "?sobre=x", "?sobre=999999999999"])
def test_a_reminder_without_a_step_is_written_by_hand(
    desk: Client, casework: Casework, query: str
) -> None:
    said = filled(desk, at_desk(casework, "nueva", "insistencia") + query)
    assert "El {fecha_anterior}, con {carta_anterior}" in said["text"]


def test_a_letter_is_changed_until_it_is_sent(
    desk: Client, casework: Casework, adviser: Person
) -> None:
    letter = a_letter(casework, adviser)
    address = at_desk(casework, letter.number, "cambiar")
    with on(ASKED_ON):
        said = filled(desk, address) | {"subject": "Otro asunto", "text": "Hola."}
        assert desk.post(address, said)["Location"] == letter.get_absolute_url()
        assert "El año de la carta" in str(
            desk.post(address, said | {"written_on": "2023-12-31"}).context["page"].form.errors
        )
    letter.refresh_from_db()
    assert (letter.subject, letter.text, letter.sequence) == ("Otro asunto", "Hola.", 1)
    sent(letter, adviser)
    for part in ("cambiar", "enviada", "anular"):
        answer = desk.get(at_desk(casework, letter.number, part))
        assert (answer.status_code, answer["Location"]) == (302, letter.get_absolute_url())


def test_a_reply_that_is_changed_is_still_for_who_asked(
    desk: Client, casework: Casework, adviser: Person, citizen: Person
) -> None:
    letter = a_letter(casework, adviser, a_reply(citizen))
    address = at_desk(casework, letter.number, "cambiar")
    with on(ASKED_ON):
        desk.post(address, filled(desk, address))
    letter.refresh_from_db()
    assert (letter.person, letter.visibility) == (citizen, "STAFF")


def test_a_void_letter_keeps_its_number(desk: Client, casework: Casework, adviser: Person) -> None:
    letter = a_letter(casework, adviser)
    address = at_desk(casework, letter.number, "anular")
    assert "no se usa otra vez" in desk.get(address).content.decode()
    assert Letter.objects.get().voided_at is None
    desk.post(address)
    assert Letter.objects.get().voided_at is not None
    assert "Anulada" in desk.get(letter.get_absolute_url()).content.decode()
    assert "Anulada" in desk.get("/despacho/cartas/").content.decode()


def test_sending_records_the_step_with_pdf_and_signed_copy(
    desk: Client, casework: Casework, adviser: Person
) -> None:
    letter = a_letter(casework, adviser)
    address = at_desk(casework, letter.number, "enviada")
    copy = SimpleUploadedFile("firmada.txt", b"Recibido el 4 de marzo")
    with on(ASKED_ON):
        said = filled(desk, address)
        assert said == {
            "happened_on": "2024-03-04",
            "answer_due_on": DUE_ON.isoformat(),
            "signed": "",
        }
        answer = desk.post(address, said | {"signed": copy})
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/despacho/gestiones/{casework.case.number}/",
    )
    public = Client().get(f"/gestiones/{casework.case.number}/").content.decode()
    shown = (
        "Carta OF-2024-00001. Vereda de la calle Ensayo",
        "OF-2024-00001.pdf",
        "firmada.txt",
        "19 de marzo",
    )
    assert [words for words in shown if words not in public] == []
    pdf = b"".join(Client().get(ActDocument.objects.order_by("pk")[0].get_absolute_url()))
    assert "Pido responder hasta el 19 de marzo de 2024." in pages_of(pdf)[0]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-03-03", "No se pudo enviar antes de la fecha de la carta."),
        ("2024-03-05", "Ese día todavía no llega."),
    ],
)
def test_a_letter_is_sent_between_its_date_and_today(
    desk: Client, casework: Casework, adviser: Person, day: str, words: str
) -> None:
    letter = a_letter(casework, adviser)
    with on(ASKED_ON):
        answer = desk.post(at_desk(casework, letter.number, "enviada"), {"happened_on": day})
    assert words in str(answer.context["page"].form.errors["happened_on"])


def test_refusals_of_sending_are_said(desk: Client, casework: Casework, adviser: Person) -> None:
    letter = a_letter(casework, adviser)
    address = at_desk(casework, letter.number, "enviada")
    with on(ASKED_ON):
        said = filled(desk, address)
        bad = SimpleUploadedFile("x.exe", b"MZ\x90\x00")
        answer = desk.post(address, said | {"signed": bad})
        assert answer.context["page"].form.errors.keys() == {"signed"}
        an_end(casework, adviser, ASKED_ON)
    with on(ASKED_ON + timedelta(days=1)):
        answer = desk.post(address, said)
    assert "Esta gestión ya terminó" in answer.content.decode()
    assert Act.objects.filter(kind="send_letter").count() == 0


def test_a_case_that_ended_takes_no_letter(
    desk: Client, casework: Casework, adviser: Person
) -> None:
    said = typed(desk, casework)
    an_end(casework, adviser, ASKED_ON)
    answer = desk.post(at_desk(casework, "nueva", "pedido"), said)
    assert "Retómala para escribir otra carta" in answer.content.decode()


def test_a_private_letter_is_on_no_public_page(
    desk: Client, casework: Casework, adviser: Person, citizen: Person
) -> None:
    letter = a_letter(casework, adviser, a_reply(citizen))
    act = sent(letter, adviser, due=None)
    number = casework.case.number
    use = ActDocument.objects.get()
    public = (
        f"/gestiones/{number}/",
        f"/gestiones/{number}.json",
        "/gestiones/",
        "/gestiones.csv",
        "/gestiones.json",
        "/gestiones.atom",
        f"/registro/{number}/",
        f"/registro/{number}.json",
        f"/registro/{number}.csv",
        f"/registro/{number}.atom",
        act.get_absolute_url(),
        f"{act.get_absolute_url().rstrip('/')}.json",
    )
    answers = [Client().get(address) for address in public]
    assert {answer.status_code for answer in answers} == {200}
    for answer in answers:
        body = b"".join(answer) if answer.streaming else answer.content
        words = body.decode()
        hidden = (SECRET, use.document.sha256, citizen.identity.name, "OF-2024-00001.pdf")
        assert [word for word in hidden if word in words] == []
    assert Client().get(use.get_absolute_url()).status_code == 404
    for person in (citizen,):
        assert signed_in(Client(), person).get(use.get_absolute_url()).status_code == 404
    kept = desk.get(use.get_absolute_url())
    assert (kept.status_code, kept["Cache-Control"]) == (200, "private, no-store")
    assert SECRET in " ".join(pages_of(b"".join(kept)))


@pytest.mark.parametrize("rows", [1, 5])
def test_the_list_of_letters_costs_the_same_for_more_rows(
    desk: Client, casework: Casework, adviser: Person, rows: int
) -> None:
    for _turn in range(rows):
        a_letter(casework, adviser)
    addresses = ("/despacho/cartas/", f"/despacho/gestiones/{casework.case.number}/")
    for address, most in zip(addresses, (8, 20), strict=True):
        desk.get(address)
        with CaptureQueriesContext(connection) as asked:
            page = desk.get(address).content.decode()
        assert page.count('href="/despacho/gestiones/GES-2024-00001/cartas/OF-') == rows
        assert len(asked) <= most


def test_a_letter_is_downloaded_until_it_is_sent(
    desk: Client, casework: Casework, adviser: Person
) -> None:
    letter = a_letter(casework, adviser)
    start = letter.get_absolute_url().rstrip("/")
    answers = [desk.get(f"{start}.{form}") for form in ("pdf", "docx")]
    assert [one["Content-Disposition"] for one in answers] == [
        'attachment; filename="OF-2024-00001.pdf"',
        'attachment; filename="OF-2024-00001.docx"',
    ]
    assert ["no-store" in one["Cache-Control"] for one in answers] == [True, True]
    assert [one.content[:4] for one in answers] == [b"%PDF", b"PK\x03\x04"]
    sent(letter, adviser)
    assert desk.get(f"{start}.docx")["Location"] == letter.get_absolute_url()
    assert "OF-2024-00001.pdf" in desk.get(letter.get_absolute_url()).content.decode()


def test_a_forgotten_letter_says_that_it_was(
    desk: Client, casework: Casework, adviser: Person, citizen: Person
) -> None:
    from minga.people.public import erase_person  # noqa: PLC0415 - late: the cast is erased here alone

    letter = a_letter(casework, adviser, a_reply(citizen))
    act = sent(letter, adviser)
    with on(date(2024, 6, 1)) as at:
        erase_person(person=citizen, at=at, by=citizen)
    page = desk.get(letter.get_absolute_url()).content.decode()
    assert page.count("borrado junto con los datos de la persona") == 2
    assert Client().get(act.get_absolute_url()).status_code == 200
