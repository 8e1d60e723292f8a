"""It is true of the parts that other pages show, and of what is said when something cannot be done."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client

from minga.dialogue.labels import Rule, Side
from minga.dialogue.models import (
    Anchor,
    AnswerOpinion,
    Contribution,
    ContributionReport,
    ModerationAppeal,
    ModerationBatch,
    ModerationDecision,
    ModerationLock,
    OfficialAnswer,
    PublicQuestion,
    Support,
    WordingProposal,
)
from minga.dialogue.pages.questions import STATES
from minga.dialogue.panels import public_paths, questions_about, thread_about
from minga.dialogue.procedure import LINES_AT_THE_DESK, questions_to_answer
from minga.dialogue.refusals import REFUSALS, refusal_text
from minga.dialogue.rules.openings import Opening, Part
from minga.dialogue.rules.procedure import QuestionState
from minga.dialogue.services.questions import withdraw_question
from minga.dialogue.topics import Topic, resolve
from minga.dialogue.wording import answered_words, people_words, waiting_words
from minga.kernel import clock
from minga.people.models import Person
from minga.people.public import Viewer
from tests.cast import Cast, signed_in
from tests.dialogue.speaking import MONDAY, TO_THE_OFFICE, asked, commented, confirmed, neighbours

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _later() -> None:
    clock.shift_to(MONDAY + timedelta(days=3))


def test_the_questions_about_a_thing_are_a_part_of_its_page(bodies: Cast, citizen: Person) -> None:
    for number in range(4):
        asked(citizen, f"¿Pregunta {number}?")
    shown = questions_about(TO_THE_OFFICE)
    assert (len(shown.cards), shown.count, shown.unanswered, shown.more) == (3, 4, 4, 1)
    page = render_to_string("dialogue/_questions.html", {"asked": shown})
    assert page.count("Sin respuesta desde hace 3 días") == 3
    assert "Ver las 4 preguntas" in page
    assert f'href="/preguntas/nueva/?sobre={TO_THE_OFFICE}"' in page
    nothing = render_to_string("dialogue/_questions.html", {"asked": questions_about("body:x")})
    assert "Sé la primera persona" in nothing


def test_what_is_said_about_a_thing_is_a_part_of_its_page(room: str, citizen: Person) -> None:
    commented(citizen, "De acuerdo.", topic=room)
    topic = resolve([room])[room]
    shown = thread_about(topic)
    assert shown is not None
    assert shown.proposal_url == "/dialogo/room:sala/proponer/"
    assert "De acuerdo." in render_to_string("dialogue/_thread.html", {"shown": shown})
    assert thread_about(resolve([TO_THE_OFFICE])[TO_THE_OFFICE]) is None


def test_public_pages_are_named_to_search_engines() -> None:
    assert public_paths() == ["/preguntas/", "/reglas/", "/moderacion/"]


def test_what_is_not_a_case_has_no_state(room: str) -> None:
    from minga.dialogue.rulebook import state_of  # noqa: PLC0415 - used here alone

    assert state_of(resolve([room])[room]) == ""
    assert state_of(Topic("case:PRE-1900-00001", "", "")) == ""
    assert Opening().refusal("", date(2026, 1, 1)) is None
    assert len(Part) == 4


def test_the_desk_shows_the_oldest_and_counts_the_rest(
    bodies: Cast, adviser: Person, citizen: Person
) -> None:
    for person in neighbours(LINES_AT_THE_DESK + 2):
        asked(person)
    held = tuple(adviser.appointments.select_related("body"))
    viewer = Viewer(account=adviser.account, person=adviser, appointments=held, on=clock.today())
    lines = questions_to_answer(viewer, clock.today())
    assert len(lines) == LINES_AT_THE_DESK + 1
    assert lines[-1].title == "2 preguntas más esperan respuesta"
    assert questions_to_answer(Viewer(on=clock.today()), clock.today()) == ()


def test_days_and_people_are_said_in_words() -> None:
    first = date(2026, 11, 2)
    assert waiting_words(0) == "Preguntada hoy, todavía sin respuesta"
    assert waiting_words(1) == "Sin respuesta desde hace 1 día"
    assert answered_words(first, first) == "Respondida el mismo día"
    assert answered_words(first, first + timedelta(days=4)) == "Respondida en 4 días"
    assert people_words(1) == "1 persona espera la respuesta"
    assert refusal_text("no-words-for-it") == "no-words-for-it"
    assert "{" not in refusal_text("text-too-long", {"longest": 300})
    assert len(REFUSALS) == len(set(map(str, REFUSALS.values())))


def test_a_withdrawn_question_says_so(client: Client, bodies: Cast, citizen: Person) -> None:
    question = asked(citizen)
    withdraw_question(question=question, person=citizen, at=MONDAY + timedelta(days=1))
    page = client.get(f"/preguntas/{question.case.number}/").content.decode()
    assert "Retirada por quien preguntó" in page
    assert {state for states in STATES.values() for state in states} == set(QuestionState)


def test_a_list_of_many_has_pages(client: Client, bodies: Cast) -> None:
    for person in neighbours(21):
        asked(person)
    assert "Página 1 de 2" in client.get("/preguntas/").content.decode()
    data = client.get("/preguntas.json?orden=antiguas").json()
    assert (data["count"], data["next"]) == (21, None)


def test_data_of_many_lead_to_their_next_page(
    client: Client, bodies: Cast, citizen: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from minga.dialogue.pages import questions  # noqa: PLC0415 - its page size, lowered

    monkeypatch.setattr(questions, "DATA_PAGE_SIZE", 1)
    for text in ("¿Y la luz?", "¿Y el agua?"):
        asked(citizen, text)
    assert client.get("/preguntas.json").json()["next"] == "/preguntas.json?pagina=2"
    assert client.get("/preguntas.csv").headers["Link"].endswith('?pagina=2>; rel="next"')


def test_a_document_that_is_refused_is_said_at_its_field(
    client: Client, bodies: Cast, citizen: Person, adviser: Person
) -> None:
    question = asked(citizen)
    signed_in(client, adviser)
    path = f"/despacho/preguntas/{question.case.number}/responder/"
    program = SimpleUploadedFile("x.exe", b"MZ" + bytes(200))
    words = {"text": "Sí.", "language": "es"}
    answer = client.post(path, {**words, "evidence": program})
    assert answer.status_code == 422
    proof = SimpleUploadedFile("informe.txt", b"Informe.\n", "text/plain")
    assert client.post(path, {**words, "evidence": proof}).status_code == 302
    page = client.get(f"/preguntas/{question.case.number}/").content.decode()
    assert "informe.txt (TXT" in page


def test_a_support_is_taken_back_on_its_page(client: Client, room: str, citizen: Person) -> None:
    written = commented(citizen, topic=room)
    signed_in(client, confirmed(citizen))
    for side, rows in (("1", 1), ("0", 0)):
        client.post(f"/aportes/{written.pk}/apoyar/", {"side": side, "text": "", "language": "es"})
        assert Support.objects.filter(target=written.key).count() == rows


def test_whoever_answers_for_the_body_finds_the_way_to_an_official_answer(
    client: Client, room: str, citizen: Person, adviser: Person
) -> None:
    written = commented(citizen, topic=room)
    path = f"/aportes/{written.pk}/responder/"
    signed_in(client, citizen)
    assert "Responder por el despacho" not in client.get(path).content.decode()
    signed_in(client, adviser)
    assert f"/despacho/aportes/{written.pk}/responder/" in client.get(path).content.decode()


def test_rows_name_themselves_without_anybodys_words(citizen: Person) -> None:
    rows = (
        Contribution(pk=1, kind="COMMENT", topic="room:sala", text="zarzamora"),
        Anchor(version="sala/1", start=1, end=4, quote="zarzamora"),
        WordingProposal(contribution_id=1, wording="zarzamora"),
        Support(target="contribution:1", side=Side.AGAINST),
        OfficialAnswer(contribution_id=1, status="NOTED"),
        PublicQuestion(case_id=1),
        AnswerOpinion(answer_id=1, is_answered=True),
        ModerationBatch(applied_at=MONDAY, rule=Rule.FLOOD),
        ModerationDecision(contribution_id=1, kind="HIDE"),
        ContributionReport(contribution_id=1, rule=Rule.INSULT, note="zarzamora"),
        ModerationAppeal(decision_id=1, text="zarzamora"),
        ModerationLock(contribution_id=1, until=MONDAY),
    )
    assert [str(row) for row in rows] == [
        "COMMENT 1 room:sala", "sala/1 1-4", "1", "contribution:1 -1", "1: NOTED", "1", "1: True",
        "2026-11-02 FLOOD", "1: HIDE", "1: INSULT", "1: None", "1 → 15:00",
    ]  # fmt: skip
