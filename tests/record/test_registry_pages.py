"""It is true that the registry shows what anybody may see, no more, in a fixed number of queries."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client

from minga.people.models import Identity
from minga.people.public import Body, Person
from minga.record.case_kinds import CaseKind, install_case_kinds
from minga.record.erasure import erase_words
from minga.record.labels import Standing, Visibility
from minga.record.models import Act, ActDocument, Case, Document
from minga.record.queries import proof_of
from minga.record.registry_documents import ACT_COLUMNS, HEAD_COLUMNS
from minga.record.sealing.sealing import seal_pending
from minga.record.services import Source, append_act, lock_case
from minga.website.numbers import file_size
from tests.record.acts import AT, NOTE, add_note, add_notes, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]

NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
SECRET = "Palabra que nadie debe ver"


@pytest.fixture
def case(office: Body) -> Case:
    return open_case(office, title="Veredas de la calle de ensayo")


@pytest.fixture
def hidden(office: Body, adviser: Person) -> Act:
    """An act of a case that only its office may see."""
    case = open_case(office, title=SECRET, visibility=Visibility.STAFF)
    return add_note(case, adviser, title=SECRET, text=SECRET)


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


# What is shown


def test_the_registry_lists_public_acts_with_body_standing_and_case(
    client: Client, case: Case, adviser: Person
):
    add_note(case, adviser, title="Se midió la vereda")
    shown = page(client, "/registro/")
    for words in ("Se midió la vereda", "Despacho de Ensayo", "Declarado", case.number):
        assert words in shown
    assert "espera su sello" in shown
    assert "Todavía no hay ningún hecho sellado" in shown


def test_the_registry_shows_its_newest_head(client: Client, case: Case, adviser: Person):
    add_note(case, adviser)
    head = seal_pending(NOON)
    assert head
    shown = page(client, "/registro/")
    assert bytes(head.root).hex() in shown
    assert "espera su sello" not in shown


def test_an_act_says_what_who_when_and_on_whose_word(client: Client, case: Case, adviser: Person):
    act = add_note(case, adviser, title="Se leyó el informe", text="Tres veredas rotas.")
    seal_pending(NOON)
    shown = page(client, act.get_absolute_url())
    for words in (
        "Se leyó el informe",
        "Tres veredas rotas.",
        "Despacho de Ensayo",
        "2 de marzo de 2026",
        "COOTAD 87",
        "Lo declara el despacho sobre su propio trabajo.",
        "Bajo la firma de la cabeza 1.",
        "prueba-ENS-2026-00001-1.json",
    ):
        assert words in shown


def test_only_who_holds_a_public_office_is_named(
    client: Client, case: Case, adviser: Person, citizen: Person
):
    spoken = add_note(case, citizen, standing=Standing.CITIZEN)
    assert "Clara" not in page(client, spoken.get_absolute_url())
    assert "Clara" not in page(client, f"{spoken.get_absolute_url()[:-1]}.json")
    Identity.objects.filter(person=adviser).update(is_public_figure=True)
    declared = add_note(case, adviser)
    assert "Andrés Cuerda Ensayo" in page(client, declared.get_absolute_url())


def test_a_public_source_is_linked_with_its_date(client: Client, case: Case, adviser: Person):
    act = add_note(case, adviser, standing=Standing.PUBLIC_SOURCE)
    shown = page(client, act.get_absolute_url())
    assert 'href="https://ejemplo.ec/nota"' in shown
    assert "leída el 2 de marzo de 2026" in shown


def test_an_address_that_is_no_web_page_is_shown_and_never_a_link(
    client: Client, case: Case, adviser: Person
):
    act = append_act(
        lock_case(case.pk),
        NOTE,
        actor=adviser,
        happened_at=AT,
        source=Source(Standing.PUBLIC_SOURCE, "javascript:alert(1)", AT.date()),
    )
    shown = page(client, act.get_absolute_url())
    assert "javascript:alert(1)" in shown
    assert 'href="javascript' not in shown


def test_a_correction_and_what_it_corrects_name_each_other(
    client: Client, case: Case, adviser: Person
):
    wrong = add_note(case, adviser, title="Dos veredas")
    right = add_note(case, adviser, title="Tres veredas", corrects=wrong)
    assert right.get_absolute_url() in page(client, wrong.get_absolute_url())
    assert wrong.get_absolute_url() in page(client, right.get_absolute_url())


def test_documents_are_linked_with_format_and_size(client: Client, case: Case, adviser: Person):
    act = add_note(case, adviser)
    document = Document.objects.create(
        sha256="a" * 64, media_type="application/pdf", size=2_400_000
    )
    ActDocument.objects.create(act=act, document=document, name="informe.pdf")
    assert f"informe.pdf (PDF, {file_size(document.size)})" in page(client, act.get_absolute_url())
    document = json.loads(page(client, f"{act.get_absolute_url()[:-1]}.json"))["evidence"]
    assert [row["sha256"] for row in document] == ["a" * 64]


def test_erased_words_are_said_to_be_erased(client: Client, case: Case, citizen: Person):
    act = add_note(case, citizen, text=SECRET, standing=Standing.CITIZEN)
    seal_pending(NOON)
    erase_words([act.pk])
    shown = page(client, act.get_absolute_url())
    assert "Texto retirado" in shown
    assert SECRET not in shown
    assert "no dice nada de él" in page(client, f"{act.get_absolute_url()}comprobar/")


def test_a_case_shows_its_acts_on_the_cord(client: Client, case: Case, adviser: Person):
    add_notes(case, adviser, 3)
    shown = page(client, f"/registro/{case.number}/")
    for words in ("Veredas de la calle de ensayo", "Nota 1", "Nota 3", "3 hechos registrados"):
        assert words in shown


# Filters


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Cierto", "Oído", "Viejo"]),
        ("calidad=CITIZEN", ["Oído"]),
        ("tipo=ENS", ["Cierto", "Oído", "Viejo"]),
        ("tipo=PLA", []),
        ("anio=2024", ["Viejo"]),
        ("anio=2026&calidad=DECLARED", ["Cierto"]),
        ("anio=1999&calidad=nada&tipo=x", ["Cierto", "Oído", "Viejo"]),
    ],
)
def test_acts_are_filtered_by_kind_standing_and_year(
    client: Client, case: Case, adviser: Person, monkeypatch, query: str, titles: list[str]
):
    monkeypatch.setattr(
        "minga.record.registry_forms.case_kinds", lambda: (Kind("ENS"), Kind("PLA"))
    )
    add_note(case, adviser, title="Viejo", at=datetime(2024, 5, 1, tzinfo=UTC))
    add_note(case, adviser, title="Oído", standing=Standing.CITIZEN)
    add_note(case, adviser, title="Cierto")
    found = json.loads(page(client, f"/registro.json?{query}"))
    assert [act["title"] for act in found["acts"]] == titles
    assert found["count"] == len(titles)


class Kind:
    """A kind of case, as the filter asks for it."""

    def __init__(self, code: str) -> None:
        self.code = self.label = code


# What stays inside


def test_a_case_that_is_not_public_shows_nowhere(
    client: Client, hidden: Act, case: Case, adviser: Person
):
    add_note(case, adviser)
    seal_pending(NOON)
    for address in ("/registro/", "/registro.json", "/registro.csv", "/registro.atom"):
        assert SECRET not in page(client, address)
        assert hidden.case.number not in page(client, address)
    own = hidden.get_absolute_url()
    number = hidden.case.number
    for address in (
        own, f"{own[:-1]}.json", f"{own}comprobar/", f"/registro/prueba/{number}/1.json",
        f"/registro/{number}/", f"/registro/{number}.json", f"/registro/{number}.csv",
        f"/registro/{number}.atom",
    ):  # fmt: skip
        assert SECRET not in page(client, address, 404)
    assert list(proof_of([hidden.pk])) == []


# Programs


def test_the_list_as_csv_has_one_row_an_act_and_marks_demonstration(
    client: Client, case: Case, adviser: Person
):
    add_note(case, adviser, title="=1+1")
    seal_pending(NOON)
    header, row = csv.reader(io.StringIO(page(client, "/registro.csv")))
    assert tuple(header) == ACT_COLUMNS
    cells = dict(zip(header, row, strict=True))
    assert (cells["act"], cells["title"], cells["position"], cells["demo"]) == (
        f"{case.number}/1", "'=1+1", "0", "true",
    )  # fmt: skip


def test_the_list_goes_on_where_a_page_ends(
    client: Client, case: Case, adviser: Person, monkeypatch
):
    monkeypatch.setattr("minga.record.registry_pages.DATA_PAGE_SIZE", 2)
    add_notes(case, adviser, 3)
    first = json.loads(page(client, "/registro.json"))
    assert (len(first["acts"]), first["next"]) == (2, "/registro.json?pagina=2")
    second = json.loads(page(client, first["next"]))
    assert (len(second["acts"]), second["next"]) == (1, None)
    assert client.get("/registro.csv")["Link"].endswith('/registro.csv?pagina=2>; rel="next"')


def test_the_feeds_hold_acts_and_heads(client: Client, case: Case, adviser: Person):
    add_note(case, adviser, title="Se midió")
    head = seal_pending(NOON)
    assert head
    for address in ("/registro.atom", f"/registro/{case.number}.atom"):
        shown = page(client, address)
        assert "[Demostración] Se midió" in shown
        assert shown.count("<entry>") == 1
    heads = page(client, "/registro/cabezas.atom")
    assert bytes(head.root).hex() in heads
    assert bytes(head.signature).hex() in heads


def test_a_case_is_one_document_and_one_table(client: Client, case: Case, adviser: Person):
    add_notes(case, adviser, 2)
    document = json.loads(page(client, f"/registro/{case.number}.json"))
    assert [act["ordinal"] for act in document["acts"]] == [2, 1]
    assert (document["title"], document["demo"]) == ("Veredas de la calle de ensayo", True)
    assert len(page(client, f"/registro/{case.number}.csv").splitlines()) == 3


def test_a_kind_of_case_gives_the_words_for_its_state(
    client: Client, office: Body, adviser: Person, request_kind: CaseKind
):
    install_case_kinds((replace(request_kind, states={"OPEN": "Abierta"}),))
    case = open_case(office, kind="TST")
    document = json.loads(page(client, f"/registro/{case.number}.json"))
    assert (document["kind_label"], document["state_label"]) == ("Solicitud de ensayo", "Abierta")
    assert "Abierta" in page(client, f"/registro/{case.number}/")


def test_heads_are_listed_for_people_and_programs(client: Client, case: Case, adviser: Person):
    for _ in range(2):
        add_note(case, adviser)
        seal_pending(NOON)
    assert "/registro/consistencia/1/2.json" in page(client, "/registro/cabezas/")
    listed = json.loads(page(client, "/registro/cabezas.json"))
    assert [head["number"] for head in listed["heads"]] == [2, 1]
    assert listed["next"] is None
    rows = list(csv.reader(io.StringIO(page(client, "/registro/cabezas.csv"))))
    assert (tuple(rows[0]), len(rows)) == (HEAD_COLUMNS, 3)


# How much it costs


@pytest.mark.parametrize("count", [2, 5])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/registro/", 5),
        ("/registro.json", 4),
        ("/registro.csv", 4),
        ("/registro.atom", 2),
        ("/registro/{case}/", 5),
        ("/registro/{case}.json", 2),
        ("/registro/{case}/1/", 4),
        ("/registro/{case}/1.json", 2),
        ("/registro/prueba/{case}/1.json", 4),
        ("/registro/cabezas/", 3),
    ],
)
def test_pages_cost_a_fixed_number_of_queries(
    client: Client, case: Case, adviser: Person, count: int, address: str, queries: int,
    django_assert_num_queries,
):  # fmt: skip
    add_notes(case, adviser, count)
    seal_pending(NOON)
    client.get("/registro/")  # loads what is loaded once
    with django_assert_num_queries(queries):
        page(client, address.format(case=case.number))


def test_proof_links_of_many_acts_cost_one_query(
    case: Case, adviser: Person, django_assert_num_queries
):
    sealed = add_note(case, adviser)
    seal_pending(NOON)
    waiting = add_note(case, adviser)
    with django_assert_num_queries(1):
        links = proof_of([sealed.pk, waiting.pk])
    assert [(pk, link.is_sealed) for pk, link in links.items()] == [
        (sealed.pk, True),
        (waiting.pk, False),
    ]
    assert links[sealed.pk].url == f"{sealed.get_absolute_url()}comprobar/"


def test_acts_and_heads_that_do_not_exist_are_not_found(client: Client, case: Case):
    for address in (
        f"/registro/{case.number}/9/", "/registro/ENS-2026-99999/", "/registro/cabezas/1.json",
        "/registro/clave.pem", "/registro/consistencia/1/2.json",
        "/registro/cabezas/99999999999999999999.json",
    ):  # fmt: skip
        page(client, address, 404)


def test_an_empty_registry_says_so(client: Client):
    assert "Todavía no hay hechos así." in page(client, "/registro/")
    assert "Todavía no hay ningún hecho sellado." in page(client, "/registro/cabezas/")
