"""It is true of a person's own words: they take them away, and nothing of them stays after erasure."""

from datetime import timedelta

import pytest
from django.test import Client

from minga.dialogue.models import Contribution
from minga.dialogue.queries.own import export_own_dialogue
from minga.dialogue.services.contributions import Said, Voice, comment
from minga.dialogue.services.questions import wait_too
from minga.dialogue.sources import body_topics, case_topics, person_topics
from minga.dialogue.topics import resolve
from minga.dialogue.wording import unreadable_words
from minga.kernel import clock
from minga.people.models import Identity, Person
from minga.people.public import erase_person, export_person, retention_table
from tests.cast import Cast
from tests.dialogue.speaking import MONDAY, TO_THE_OFFICE, asked, commented, confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _later() -> None:
    clock.shift_to(MONDAY + timedelta(days=1))


def test_everything_one_wrote_and_chose_is_exported(
    room: str, citizen: Person, leader: Person
) -> None:
    question = asked(citizen)
    commented(citizen, "De acuerdo.", topic=room)
    wait_too(case=asked(leader, "¿Y la luz?").case, person=citizen, at=MONDAY)
    found = export_own_dialogue(citizen)
    assert [one["text"] for one in found["contributions"]] == [
        "¿Cuándo arreglan la parada de bus?",
        "De acuerdo.",
    ]
    assert [one["target"] for one in found["supports"]] == [
        f"case:{question.case.number}",
        "case:PRE-2026-00002",
    ]
    assert {name: len(rows) for name, rows in found.items()} == {
        "contributions": 2,
        "supports": 2,
        "opinions": 0,
        "reports": 0,
        "appeals": 0,
    }
    whole = export_person(person=citizen, at=MONDAY, by=None)
    assert whole["dialogue"] == found


def test_an_erased_person_leaves_their_question_without_words(
    client: Client, bodies: Cast, citizen: Person
) -> None:
    question = asked(citizen, "¿Por qué mi hija Zarzamora espera?")
    erase_person(person=citizen, at=MONDAY, by=None)
    words = Contribution.objects.get(pk=question.contribution_id)
    assert unreadable_words(words) == "Quien escribió esto pidió que se borren sus datos."
    pages = ("/preguntas/", "/preguntas.json", f"/preguntas/{question.case.number}/", "/registro/")
    told = [path for path in pages if "Zarzamora" in client.get(path).content.decode()]
    assert told == []
    assert "1 persona espera la respuesta" in client.get("/preguntas/").content.decode()


def test_hidden_and_erased_words_are_found_by_no_search(
    client: Client, bodies: Cast, citizen: Person
) -> None:
    question = asked(citizen, "¿Y la zarzamora?")
    assert "1 pregunta" in client.get("/preguntas/?palabras=zarzamora").content.decode()
    Contribution.objects.filter(pk=question.contribution_id).update(
        hidden_at=MONDAY, hidden_for="INSULT"
    )
    assert "Ninguna pregunta" in client.get("/preguntas/?palabras=zarzamora").content.decode()


def test_the_name_of_who_asks_is_nowhere(
    client: Client, bodies: Cast, councillor: Person, adviser: Person
) -> None:
    Identity.objects.filter(person=councillor).update(is_public_figure=True)
    number = asked(councillor).case.number
    pages = (
        f"/preguntas/{number}/",
        f"/preguntas/{number}.json",
        "/preguntas.csv",
        f"/registro/{number}/",
        f"/registro/{number}/1/",
        f"/registro/{number}.json",
    )
    found = {path: client.get(path) for path in pages}
    assert {path: one.status_code for path, one in found.items()} == dict.fromkeys(pages, 200)
    assert [path for path, one in found.items() if "Carmen Nudo" in one.content.decode()] == []


def test_retention_names_what_is_kept(bodies: Cast) -> None:
    kinds = {rule.kind for rule in retention_table()}
    assert {"contributions", "report-notes", "moderation-locks"} <= kinds


def test_bodies_people_in_office_and_cases_are_topics(
    bodies: Cast, citizen: Person, councillor: Person
) -> None:
    assert body_topics([bodies.association.slug, bodies.office.slug]).keys() == {bodies.office.slug}
    Identity.objects.filter(person=councillor).update(is_public_figure=True)
    key = str(councillor.public_id)
    topic = person_topics([key, str(citizen.public_id), "nadie", key.upper()])[key]
    assert (topic.title, topic.body_id) == ("Carmen Nudo Ensayo", bodies.council.pk)
    number = asked(citizen).case.number
    found = case_topics({"PRE": "dialogue:question-detail"})([number, "PRE-1900-00001"])
    assert {one.url for one in found.values()} == {f"/preguntas/{number}/"}
    plain = case_topics({})([number])
    assert plain[number].url == f"/registro/{number}/"
    assert resolve([TO_THE_OFFICE, "raro", "x:y"]).keys() == {TO_THE_OFFICE}


def test_an_organisation_is_named_and_its_speaker_is_not(
    client: Client, room: str, bodies: Cast, leader: Person
) -> None:
    voice = Voice(confirmed(leader), speaks_for=bodies.association)
    comment(topic=room, voice=voice, said=Said("Apoyamos."), at=MONDAY)
    page = client.get("/dialogo/room:sala/").content.decode()
    assert ("Asociación de Ensayo" in page, "Luis Tipán" in page) == (True, False)
