"""It is true that whoever asked hears of the answer, also when forty asked the same."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from minga.dialogue.models import Follow, PublicQuestion
from minga.dialogue.rules.follows import Channel
from minga.dialogue.services.answers import answer_question
from minga.dialogue.services.contributions import Said, Voice
from minga.dialogue.services.questions import ask_question, merge_questions
from minga.dialogue.topics import topics_of_acts
from minga.kernel import clock
from minga.people.models import Identity, Person
from minga.people.public import create_person
from minga.record.counter.acts import counter_act
from minga.record.models import Act
from minga.record.public import (
    AtCounter,
    Words,
    issue_follow_code,
)
from tests.cast import Cast, signed_in
from tests.dialogue.speaking import MONDAY, TO_THE_OFFICE, asked, confirmed, neighbours

pytestmark = pytest.mark.django_db


def followed(question: PublicQuestion) -> set[int | None]:
    found = Follow.objects.filter(topic=f"case:{question.case.number}")
    return set(found.values_list("follower__person", flat=True))


def test_an_account_follows_its_question_by_mail_where_it_can(
    bodies: Cast, citizen: Person, leader: Person
) -> None:
    EmailAddress.objects.create(user=leader.account, email="lucho@ejemplo.ec", verified=True)
    by_page, by_mail = asked(citizen), asked(leader, "¿Y la luz?")
    found = Follow.objects.order_by("pk").values_list("topic", "follower__channel")
    assert list(found) == [
        (f"case:{by_page.case.number}", Channel.PAGE),
        (f"case:{by_mail.case.number}", Channel.MAIL),
    ]


def test_whoever_asked_what_was_merged_hears_of_the_answer(bodies: Cast, adviser: Person) -> None:
    first, *others = neighbours(4)
    into, *questions = [asked(person) for person in (first, *others)]
    merge_questions(questions=questions, into=into, actor=adviser, at=MONDAY)
    assert followed(into) == {first.pk, *(person.pk for person in others)}
    merge_questions(questions=[], into=into, actor=adviser, at=MONDAY)
    assert Follow.objects.filter(topic=f"case:{into.case.number}").count() == 4


def test_what_happens_to_a_question_happens_to_what_it_is_about(
    bodies: Cast, councillor: Person, adviser: Person
) -> None:
    Identity.objects.filter(person=councillor).update(is_public_figure=True)
    question = asked(councillor)
    answer_question(question=question, actor=adviser, words=Words(text="Sí."), at=MONDAY)
    acts = Act.objects.order_by("pk").values_list("pk", flat=True)
    own = {f"case:{question.case.number}", TO_THE_OFFICE}
    assert [set(keys) for keys in topics_of_acts(list(acts)).values()] == [own, own]


def at_counter(bodies: Cast, clerk: Person, person: Person | None) -> AtCounter:
    return AtCounter(clerk, person, bodies.counter, MONDAY, received_at=MONDAY + timedelta(hours=2))


def registered(bodies: Cast, clerk: Person, person: Person | None) -> PublicQuestion:
    """Ask at the counter; the words are Kichwa."""
    act = counter_act("pregunta")
    bodies.office.uses_program = True
    bodies.office.save()
    form = act.form(
        {"body": bodies.office.slug, "text": "¿Ima punchata?", "language": "qu", "parish": ""},
        at=at_counter(bodies, clerk, person),
    )
    assert form.is_valid(), form.errors
    assert [str(line.text) for line in form.receipt_lines()] == [
        "¿Ima punchata?",
        "Despacho de Ensayo",
    ]
    case = act.save(form, form.at)
    assert case is not None
    return PublicQuestion.objects.get(case=case)


def test_one_asks_at_the_counter_without_account_or_name(
    client: Client, bodies: Cast, clerk: Person, adviser: Person
) -> None:
    clock.shift_to(MONDAY + timedelta(days=1))
    question = registered(bodies, clerk, None)
    words = question.contribution
    assert (words.language, words.author.identity.name) == ("qu", "")
    assert Follow.objects.count() == 0
    issued = issue_follow_code(case=question.case, at=clock.now(), by=clerk)
    client.post("/seguimiento/", {"number": issued.number, "code": issued.code})
    page = client.get("/seguimiento/expediente/").content.decode()
    assert "¿Ima punchata?" in page
    assert client.get("/seguimiento/pregunta/retirar/").status_code == 200
    answer_question(question=question, actor=adviser, words=Words(text="Sí."), at=clock.now())
    page = client.get("/seguimiento/expediente/").content.decode()
    assert "¿La respuesta te responde?" in page
    back = "/seguimiento/expediente/"
    assert (
        client.post("/seguimiento/pregunta/te-responde/", {"is_answered": "no"}).headers["Location"]
        == back
    )
    again = {"text": "¿Ima?", "language": "qu"}
    assert client.post("/seguimiento/pregunta/repreguntar/", again).headers["Location"] == back
    assert client.post("/seguimiento/pregunta/retirar/", {}).headers["Location"] == back
    question.case.refresh_from_db()
    assert question.case.state == "WITHDRAWN"


def test_the_holder_of_a_code_appeals(
    client: Client, bodies: Cast, clerk: Person, citizen: Person, moderator: Person
) -> None:
    from minga.dialogue.labels import Rule  # noqa: PLC0415 - used here alone
    from minga.dialogue.services.moderation import hide  # noqa: PLC0415 - used here alone

    clock.shift_to(MONDAY + timedelta(days=1))
    question = registered(bodies, clerk, citizen)
    hide(contribution=question.contribution, rule=Rule.INSULT, by=moderator, at=clock.now())
    issued = issue_follow_code(case=question.case, at=clock.now(), by=clerk, person=citizen)
    client.post("/seguimiento/", {"number": issued.number, "code": issued.code})
    assert "Moderación la ocultó" in client.get("/seguimiento/expediente/").content.decode()
    answer = client.post("/seguimiento/pregunta/apelar/", {"text": "Era crítica."})
    assert answer.headers["Location"] == "/seguimiento/expediente/"
    assert (
        "¿Ima punchata?" not in client.get(f"/preguntas/{question.case.number}/").content.decode()
    )


def test_a_code_opens_no_other_door(
    client: Client, bodies: Cast, clerk: Person, citizen: Person
) -> None:
    assert client.get("/seguimiento/pregunta/retirar/").headers["Location"] == "/seguimiento/"
    clock.shift_to(MONDAY + timedelta(days=1))
    question = registered(bodies, clerk, citizen)
    issued = issue_follow_code(case=question.case, at=clock.now(), by=clerk, person=citizen)
    client.post("/seguimiento/", {"number": issued.number, "code": issued.code})
    assert client.get("/seguimiento/pregunta/nada/").headers["Location"] == "/seguimiento/"
    assert client.get("/mi/aportes/").status_code == 302


def test_a_refusal_at_the_counter_has_words(bodies: Cast, clerk: Person, citizen: Person) -> None:
    from minga.dialogue.refusals import DialogueRefused  # noqa: PLC0415 - used here alone

    words = counter_act("pregunta").refusal_words
    assert words(DialogueRefused("text-too-long", longest=300)).endswith("Déjalo en 300 letras.")


def test_clocks_of_the_counter_and_worlds_stay_apart(bodies: Cast, clerk: Person) -> None:
    person = create_person(name="", at=MONDAY, is_demonstration=True)
    voice = Voice(person, attended_by=clerk)
    with pytest.raises(Exception, match="demonstration-mixed"):
        ask_question(topic=TO_THE_OFFICE, voice=voice, said=Said("¿Y?"), at=MONDAY)


def test_signed_in_people_find_what_they_wrote(
    client: Client, bodies: Cast, citizen: Person
) -> None:
    clock.shift_to(MONDAY + timedelta(days=1))
    question = asked(confirmed(citizen))
    signed_in(client, citizen)
    page = client.get("/mi/").content.decode()
    assert "Ver lo que escribí" in page
    assert question.contribution.text in client.get("/mi/aportes/").content.decode()
    own = client.get(f"/mi/aportes/{question.contribution_id}/")
    assert own.headers["Location"] == f"/preguntas/{question.case.number}/"
