"""It is true of the pages of questions: they show what is public, cost the same, and let people take part."""

import json
from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minga.dialogue.models import Contribution, PublicQuestion, Support
from minga.dialogue.rules.procedure import QuestionState
from minga.dialogue.services.answers import answer_question
from minga.kernel import clock
from minga.people.models import Person
from minga.people.services.bodies import found_body
from minga.record.models import Act, Case
from minga.record.public import Words
from minga.territory.services.facts import load_facts
from tests.cast import Cast, signed_in
from tests.dialogue.speaking import MONDAY, TO_THE_OFFICE, asked, confirmed, neighbours

pytestmark = pytest.mark.django_db
NEW = f"/preguntas/nueva/?sobre={TO_THE_OFFICE}"
LISTS = ("/preguntas/", "/preguntas.json", "/preguntas.csv", "/preguntas.atom")


@pytest.fixture(autouse=True)
def _on_a_thursday() -> None:
    """Look ten days after the questions were asked."""
    clock.shift_to(MONDAY + timedelta(days=10))


def body_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def answered(question: PublicQuestion, adviser: Person) -> Act:
    words = Words(text="El lunes empieza.")
    return answer_question(
        question=question, actor=adviser, words=words, at=MONDAY + timedelta(days=4)
    )


def test_the_list_says_how_long_and_how_many_wait(
    client: Client, bodies: Cast, citizen: Person
) -> None:
    asked(citizen)
    page = body_of(client, "/preguntas/")
    assert page.count("Sin respuesta desde hace 10 días") == 1
    assert page.count("1 persona espera la respuesta") == 1
    assert page.count("Una persona, 2 de noviembre de 2026") == 1


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_the_same_however_long(
    client: Client, bodies: Cast, adviser: Person, path: str, count: int
) -> None:
    for person in neighbours(count):
        answered(asked(person), adviser)
    client.get(path)
    with CaptureQueriesContext(connection) as cost:
        client.get(path)
    assert len(cost) == (6 if path.endswith(".atom") else 7)


def numbers(client: Client, query: str) -> list[str]:
    found = json.loads(body_of(client, f"/preguntas.json?{query}"))
    return [one["number"] for one in found["questions"]]


def test_the_list_is_filtered_and_sorted(
    client: Client, bodies: Cast, citizen: Person, adviser: Person
) -> None:
    bus, street, votes = (
        asked(citizen, "¿Cuándo arreglan la parada de bus?"),
        asked(citizen, "¿Y las veredas?", at=MONDAY + timedelta(days=1)),
        asked(citizen, "¿Quién votó?", topic="body:comision-de-ensayo", at=MONDAY + timedelta(days=2)),
    )  # fmt: skip
    answered(street, adviser)
    one, two, three = (question.case.number for question in (bus, street, votes))
    assert numbers(client, "") == [three, two, one]
    assert numbers(client, "orden=antiguas") == [one, two, three]
    assert numbers(client, "estado=sin-respuesta") == [three, one]
    assert numbers(client, "estado=respondidas") == [two]
    assert numbers(client, "estado=retiradas") == []
    assert numbers(client, "palabras=paradas") == [one]
    assert numbers(client, "organo=comision-de-ensayo") == [three]
    assert numbers(client, f"sobre={TO_THE_OFFICE}") == [two, one]
    assert numbers(client, "tipo=body") == [three, two, one]
    assert numbers(client, "tipo=activity") == []
    assert numbers(client, "estado=nada&organo=nadie&orden=azar") == [three, two, one]


def test_data_say_the_same_as_the_page(
    client: Client, bodies: Cast, citizen: Person, adviser: Person
) -> None:
    question = asked(citizen, "¿Ima punchata?", language="qu")
    answered(question, adviser)
    number = question.case.number
    one = json.loads(body_of(client, f"/preguntas/{number}.json"))
    assert {name: one[name] for name in ("number", "language", "state", "people_waiting")} == {
        "number": number,
        "language": "qu",
        "state": "ANSWERED",
        "people_waiting": 1,
    }
    assert (one["asked_by"], one["days_waiting"], one["answer"]) == (
        "Una persona",
        None,
        "El lunes empieza.",
    )
    rows = body_of(client, "/preguntas.csv").splitlines()
    assert rows[0].split(",")[:3] == ["number", "state", "asked_on"]
    assert rows[1].startswith(f"{number},ANSWERED,2026-11-02,{TO_THE_OFFICE},")
    assert body_of(client, "/preguntas.atom").count("<entry>") == 1


def test_a_language_is_tagged(client: Client, bodies: Cast, citizen: Person) -> None:
    question = asked(citizen, "¿Ima punchata?", language="qu")
    page = body_of(client, f"/preguntas/{question.case.number}/")
    assert "Kichwa" in page
    assert body_of(client, "/preguntas/").count('<p class="asked" lang="qu">') == 1


@pytest.mark.parametrize("count", [1, 5])
def test_a_question_costs_the_same_however_many_wait(
    client: Client, bodies: Cast, citizen: Person, adviser: Person, count: int
) -> None:
    question = asked(citizen)
    for person in neighbours(count):
        Support.objects.create(
            target=f"case:{question.case.number}", person=person, given_at=MONDAY
        )
    for _ in range(count):
        answered(question, adviser)
    path = f"/preguntas/{question.case.number}/"
    client.get(path)
    with CaptureQueriesContext(connection) as cost:
        page = client.get(path).content.decode()
    assert page.count(f"{count + 1} personas esperan la respuesta") >= 1
    assert len(cost) == 9


def test_a_question_that_is_not_there_is_not_found(client: Client, bodies: Cast) -> None:
    assert client.get("/preguntas/PRE-2026-00009/").status_code == 404
    assert client.get("/preguntas/PRE-2026-00009.json").status_code == 404


def test_whoever_is_not_signed_in_reads_how_to_ask(client: Client, bodies: Cast) -> None:
    page = body_of(client, NEW)
    assert "En ventanilla" in page
    assert "/cuenta/entrar/?next=%2Fpreguntas%2Fnueva%2F%3Fsobre%3Dbody%3Adespacho" in page


def test_without_a_thing_one_chooses_whom_to_ask(client: Client, bodies: Cast) -> None:
    found_body(slug="quien-responde", kind="OFFICE", name="Quien Responde", uses_program=True)
    assert 'href="/preguntas/nueva/?sobre=body:quien-responde"' in body_of(
        client, "/preguntas/nueva/"
    )
    assert "Quien Responde" in body_of(client, "/preguntas/nueva/?sobre=body:no-hay")


def posted(client: Client, path: str, **form: str) -> tuple[int, str]:
    """Send a form; return the status, and where it leads or what the page says."""
    answer = client.post(path, form)
    return answer.status_code, answer.headers.get("Location", "") or answer.content.decode()


def test_one_asks_on_a_page(client: Client, bodies: Cast, citizen: Person) -> None:
    load_facts()
    signed_in(client, confirmed(citizen))
    assert posted(client, NEW, text="¿Y el agua?", language="es", parish="170155") == (
        302,
        "/preguntas/PRE-2026-00001/",
    )
    page = body_of(client, "/preguntas/PRE-2026-00001/")
    assert "Una persona de Calderón" in page


def test_similar_questions_are_shown_before_one_asks(
    client: Client, bodies: Cast, citizen: Person, leader: Person
) -> None:
    first = asked(citizen, "¿Cuándo arreglan la parada de bus?")
    signed_in(client, confirmed(leader))
    text = "¿Cuándo van a arreglar las paradas de buses?"
    status, page = posted(client, NEW, text=text, language="es")
    assert status == 200
    assert f"/preguntas/{first.case.number}/yo-tambien/" in page
    assert PublicQuestion.objects.count() == 1
    status, _where = posted(client, NEW, text=text, language="es", seen="on")
    assert (status, PublicQuestion.objects.count()) == (302, 2)


def test_what_is_refused_is_said_and_kept(client: Client, bodies: Cast, citizen: Person) -> None:
    signed_in(client, citizen)
    status, page = posted(client, NEW, text="¿Y el agua?", language="es")
    assert status == 422
    assert "tu contacto esté confirmado" in page
    assert "¿Y el agua?" in page
    status, page = posted(client, NEW, text="", language="es")
    assert status == 422


STEPS: Sequence[tuple[str, dict[str, str], str]] = (
    ("yo-tambien", {}, QuestionState.ASKED),
    ("retirar", {}, QuestionState.WITHDRAWN),
)


@pytest.mark.parametrize(("step", "form", "state"), STEPS)
def test_one_takes_part_before_the_answer(
    client: Client, bodies: Cast, citizen: Person, step: str, form: dict[str, str], state: str
) -> None:
    question = asked(citizen)
    path = f"/preguntas/{question.case.number}/"
    assert client.get(f"{path}{step}/").status_code == 302
    signed_in(client, citizen)
    assert client.get(f"{path}{step}/").status_code == 200
    assert posted(client, f"{path}{step}/", **form) == (302, path)
    assert Case.objects.get(pk=question.case_id).state == state


def test_one_says_whether_it_answers_and_asks_again(
    client: Client, bodies: Cast, citizen: Person, leader: Person, adviser: Person
) -> None:
    question = asked(citizen)
    answered(question, adviser)
    path = f"/preguntas/{question.case.number}/"
    signed_in(client, leader)
    status, page = posted(client, f"{path}te-responde/", is_answered="no")
    assert (status, "Solo puede hacerlo quien lo escribió" in page) == (422, True)
    signed_in(client, citizen)
    assert posted(client, f"{path}te-responde/", is_answered="no") == (302, path)
    assert "De 1 persona que preguntó, 0 dice" in body_of(client, path)
    again = {"text": "¿Qué lunes?", "language": "es"}
    assert posted(client, f"{path}repreguntar/", **again) == (302, path)
    assert "¿Qué lunes?" in body_of(client, path)
    assert posted(client, f"{path}repreguntar/", **again)[0] == 422


def test_the_office_answers_what_is_its_own(
    client: Client, bodies: Cast, citizen: Person, adviser: Person, councillor: Person
) -> None:
    own, foreign = asked(citizen), asked(citizen, topic="body:comision-de-ensayo")
    signed_in(client, adviser)
    desk = body_of(client, "/despacho/preguntas/")
    assert (own.case.number in desk, foreign.case.number in desk) == (True, False)
    assert own.contribution.text in body_of(client, "/despacho/")
    path = "/despacho/preguntas/{}/responder/"
    assert client.get(path.format(foreign.case.number)).status_code == 403
    status, where = posted(client, path.format(own.case.number), text="Sí.", language="es")
    assert (status, where) == (302, f"/preguntas/{own.case.number}/")
    assert posted(client, path.format(own.case.number), text="", language="es")[0] == 422
    assert "Ninguna pregunta espera" in body_of(client, "/despacho/preguntas/")


def test_the_office_merges_what_asks_the_same(
    client: Client, bodies: Cast, citizen: Person, leader: Person, adviser: Person
) -> None:
    first, second = asked(citizen), asked(leader, "¿Cuándo arreglan las paradas de bus?")
    signed_in(client, adviser)
    same = asked(citizen, "cuándo arreglan la parada de bus")
    path = f"/despacho/preguntas/{first.case.number}/unir/"
    page = body_of(client, path)
    assert second.case.number in page
    assert page.count("checked") == 1
    assert f'value="{same.case.number}" id="id_questions_' in page
    assert posted(client, path, questions="PRE-2026-99999")[0] == 422
    chosen = {"questions": [second.case.number, same.case.number]}
    assert client.post(path, chosen).headers["Location"] == f"/preguntas/{first.case.number}/"
    page = body_of(client, f"/preguntas/{second.case.number}/")
    assert f'<a href="/preguntas/{first.case.number}/">' in page
    assert "2 personas esperan la respuesta" in body_of(client, f"/preguntas/{first.case.number}/")


def test_an_address_cannot_flood_but_an_office_is_not_locked_out(
    client: Client,
    bodies: Cast,
    citizen: Person,
    adviser: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from minga.dialogue.pages import seats  # noqa: PLC0415 - the limit of the address, lowered

    monkeypatch.setattr(
        seats, "WORDS_AN_ADDRESS", seats.WORDS_AN_ADDRESS.__class__(2, timedelta(hours=1))
    )
    signed_in(client, confirmed(citizen))
    texts = ("¿Y el agua?", "¿Y la luz?", "¿Y el parque?")
    found = [posted(client, NEW, text=text, language="es")[0] for text in texts]
    assert found == [302, 302, 422]
    signed_in(client, confirmed(adviser))
    assert posted(client, NEW, text="¿Y el bus?", language="es")[0] == 302
    assert Contribution.objects.count() == 3
