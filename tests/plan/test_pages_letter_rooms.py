"""Is it true that only the office enters where letters are written, and that it sets how it writes?"""

from pathlib import Path

import pytest
from django.test import Client

from minga.people.models import Body, Person
from minga.plan.models import Casework
from minga.plan.queries.letters import letterhead_of, templates_of
from tests.cast import signed_in
from tests.plan.casework_world import a_casework
from tests.plan.letter_world import SECRET, a_letter, a_reply

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


ROOMS = ("", "cambiar", "enviada", "anular")


def test_only_who_records_for_the_office_writes_its_letters(
    casework: Casework,
    adviser: Person,
    secretary: Person,
    auditor: Person,
    councillor: Person,
    clerk: Person,
    citizen: Person,
) -> None:
    letter = a_letter(casework, adviser, a_reply())
    addresses = [
        *(at_desk(casework, *filter(None, (letter.number, room))) for room in ROOMS),
        *(f"{letter.get_absolute_url().rstrip('/')}.{form}" for form in ("pdf", "docx")),
        at_desk(casework, "nueva"),
        at_desk(casework, "nueva", "pedido"),
        "/despacho/cartas/",
        "/despacho/cartas/despacho-de-ensayo/",
        "/despacho/cartas/despacho-de-ensayo/membrete/",
        "/despacho/cartas/despacho-de-ensayo/modelos/nuevo/",
        "/despacho/cartas/despacho-de-ensayo/modelos/pedido/",
    ]
    reads = (0, 4, 5)
    for person, allowed in (
        (adviser, range(13)),
        (secretary, range(13)),
        (auditor, reads),
        (councillor, ()),
        (clerk, ()),
    ):
        client = signed_in(Client(), person)
        opened = [turn for turn, one in enumerate(addresses) if client.get(one).status_code == 200]
        opened = [turn for turn in opened if turn != 8 or person is not councillor]
        assert opened == list(allowed), person
    for client in (Client(), signed_in(Client(), citizen)):
        answers = [client.get(one) for one in addresses]
        assert {answer.status_code for answer in answers} <= {302, 403}
        assert [one for one in answers if SECRET.encode() in one.content] == []


def test_unknown_letters_and_templates_are_not_there(desk: Client, casework: Casework) -> None:
    for parts in (("OF-2024-00001",), ("nueva", "no-hay"), ("OF-2024-00001", "enviada")):
        assert desk.get(at_desk(casework, *parts)).status_code == 404
    assert desk.get("/despacho/gestiones/GES-2024-99999/cartas/nueva/").status_code == 404
    office = "/despacho/cartas/despacho-de-ensayo/modelos/"
    assert desk.get(f"{office}no-hay/").status_code == 404
    assert desk.post(f"{office}pedido/quitar/").status_code == 404
    assert desk.get("/despacho/cartas/otro-despacho/").status_code == 403


def test_an_office_sets_how_it_writes(desk: Client, office: Body, casework: Casework) -> None:
    here = "/despacho/cartas/despacho-de-ensayo"
    said = {"start": "dc-ab", "address": "Venezuela N5-10", "signed_by": "Carmen Nudo"}
    assert desk.post(f"{here}/membrete/", said)["Location"] == f"{here}/"
    assert "mayúsculas" in str(
        desk.post(f"{here}/membrete/", said | {"start": "1 A"}).context["page"].form.errors["start"]
    )
    head = letterhead_of(office)
    assert (head.prefix, head.address, head.signed_by) == (
        "DC-AB",
        "Venezuela N5-10",
        "Carmen Nudo",
    )
    assert filled(desk, at_desk(casework, "nueva", "pedido"))["signed_by"] == "Carmen Nudo"
    page = desk.get(f"{here}/").content.decode()
    assert [words for words in ("DC-AB-", "Venezuela N5-10") if words not in page] == []


def test_an_office_changes_adds_and_removes_its_letters(desk: Client, office: Body) -> None:
    here = "/despacho/cartas/despacho-de-ensayo/"
    said = {"name": "Otro", "kind": "INVITATION", "subject": "S", "text": "En {lugar}"}
    wrong = desk.post(f"{here}modelos/nuevo/", said | {"text": "En {ciudad}"})
    assert "«{ciudad}» no significa nada" in str(wrong.context["page"].form.errors["text"])
    assert desk.post(f"{here}modelos/nuevo/", said)["Location"] == here
    assert desk.post(f"{here}modelos/pedido/", said | {"name": "Nuestro"})["Location"] == here
    assert desk.post(f"{here}modelos/otro/", said | {"name": "Otro más"})["Location"] == here
    own = [(one.code, one.name, one.kind) for one in templates_of(office) if one.is_own]
    assert own == [("pedido", "Nuestro", "REQUEST"), ("otro", "Otro más", "INVITATION")]
    for code in ("pedido", "otro"):
        assert desk.post(f"{here}modelos/{code}/quitar/")["Location"] == here
    assert [one.code for one in templates_of(office) if one.is_own] == []
