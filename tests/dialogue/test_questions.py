"""It is true of a public question: who asks, who waits, who answers, and what is counted."""

from datetime import timedelta

import pytest
from django.db import connection

from minga.dialogue.models import AnswerOpinion, Contribution, PublicQuestion, Support
from minga.dialogue.queries.questions import opinions_of, public_question, questions_about
from minga.dialogue.refusals import REFUSALS, DialogueRefused
from minga.dialogue.rules.limits import WORDS_A_PERSON
from minga.dialogue.rules.procedure import QuestionState
from minga.dialogue.services.answers import answer_question
from minga.dialogue.services.contributions import Said, Voice
from minga.dialogue.services.questions import (
    ask_question,
    follow_up,
    merge_questions,
    say_if_answered,
    sealed_words,
    wait_too,
    withdraw_question,
)
from minga.people.models import Identity, Person
from minga.record.public import Act, Words, replayed_state
from tests.cast import Cast
from tests.dialogue.speaking import MONDAY, TO_THE_OFFICE, asked, confirmed, neighbours

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def answered(question: PublicQuestion, adviser: Person, days: int = 3) -> Act:
    """Answer a question some days after it was asked."""
    words = Words(text="El lunes empieza la obra.")
    return answer_question(question=question, actor=adviser, words=words, at=MONDAY + days * DAY)


def state_of(question: PublicQuestion) -> str:
    question.case.refresh_from_db()
    assert question.case.state == replayed_state(question.case)
    return question.case.state


def test_a_question_becomes_a_case_of_the_body_and_its_asker_waits(
    bodies: Cast, citizen: Person
) -> None:
    question = asked(citizen)
    assert question.case.number == "PRE-2026-00001"
    assert question.case.body == bodies.office
    assert question.case.title == "Pregunta sobre: Despacho de Ensayo"
    assert state_of(question) == QuestionState.ASKED
    waiting = Support.objects.get()
    assert (waiting.target, waiting.person) == ("case:PRE-2026-00001", citizen)


def test_the_act_seals_the_words_without_showing_them(bodies: Cast, citizen: Person) -> None:
    question = asked(citizen)
    act = Act.objects.get(case=question.case)
    assert act.payload == {"topic": TO_THE_OFFICE, "words": sealed_words(question.contribution)}
    assert (act.wording.title, act.wording.text) == ("", "")


def test_words_are_kept_as_written_with_their_language(bodies: Cast, citizen: Person) -> None:
    question = asked(citizen, "¿Ima punchata yakuta churankichik?", language="qu")
    assert question.contribution.text == "¿Ima punchata yakuta churankichik?"
    assert question.contribution.language == "qu"


@pytest.mark.parametrize(
    ("topic", "said", "code"),
    [
        ("body:no-hay", Said("¿Y?"), "topic-unknown"),
        ("cosa:no-hay", Said("¿Y?"), "topic-unknown"),
        (TO_THE_OFFICE, Said("  "), "text-missing"),
        (TO_THE_OFFICE, Said("a" * 301), "text-too-long"),
        (TO_THE_OFFICE, Said("¿Y?", "a" * 3001), "text-too-long"),
    ],
)
def test_a_question_that_cannot_be_is_refused(
    bodies: Cast, citizen: Person, topic: str, said: Said, code: str
) -> None:
    with pytest.raises(DialogueRefused) as refused:
        ask_question(topic=topic, voice=Voice(confirmed(citizen)), said=said, at=MONDAY)
    assert refused.value.code == code
    assert code in REFUSALS
    assert Contribution.objects.count() == 0


def test_whoever_asks_has_a_confirmed_contact(bodies: Cast, citizen: Person) -> None:
    with pytest.raises(DialogueRefused, match="level-too-low"):
        ask_question(topic=TO_THE_OFFICE, voice=Voice(citizen), said=Said("¿Y?"), at=MONDAY)


def test_at_the_counter_number_and_code_are_the_contact(
    bodies: Cast, citizen: Person, clerk: Person
) -> None:
    voice = Voice(citizen, attended_by=clerk)
    question = ask_question(topic=TO_THE_OFFICE, voice=voice, said=Said("¿Y?"), at=MONDAY)
    assert Act.objects.get(case=question.case).payload["attended"] is True


def test_somebody_fictional_asks_nothing_real(bodies: Cast, citizen: Person) -> None:
    Person.objects.filter(pk=citizen.pk).update(is_demonstration=True)
    citizen.refresh_from_db()
    with pytest.raises(DialogueRefused, match="demonstration-mixed"):
        asked(citizen)


def test_one_speaks_for_an_organisation_one_represents_and_for_no_other(
    bodies: Cast, leader: Person, citizen: Person
) -> None:
    own = Voice(confirmed(leader), speaks_for=bodies.association)
    question = ask_question(topic=TO_THE_OFFICE, voice=own, said=Said("¿Y?"), at=MONDAY)
    assert question.contribution.speaks_for == bodies.association
    foreign = Voice(confirmed(citizen), speaks_for=bodies.association)
    with pytest.raises(DialogueRefused, match="not-representing"):
        ask_question(topic=TO_THE_OFFICE, voice=foreign, said=Said("¿Y?"), at=MONDAY)


def test_a_person_cannot_flood_and_a_counter_is_not_held_back(
    bodies: Cast, citizen: Person, clerk: Person
) -> None:
    for number in range(WORDS_A_PERSON.count):
        asked(citizen, f"¿Pregunta {number}?")
    with pytest.raises(DialogueRefused, match="too-many"):
        asked(citizen)
    attended = Voice(citizen, attended_by=clerk)
    ask_question(topic=TO_THE_OFFICE, voice=attended, said=Said("¿Y?"), at=MONDAY)
    asked(citizen, at=MONDAY + WORDS_A_PERSON.span)


def test_one_waits_once(bodies: Cast, citizen: Person, leader: Person) -> None:
    question = asked(citizen)
    confirmed(leader)
    assert [
        wait_too(case=question.case, person=leader, at=MONDAY),
        wait_too(case=question.case, person=leader, at=MONDAY + DAY),
        wait_too(case=question.case, person=citizen, at=MONDAY),
    ] == [True, False, False]
    view = public_question(question.case.number, MONDAY.date())
    assert view is not None
    assert view.waiting == 2


def test_days_are_counted_until_it_is_answered(
    bodies: Cast, citizen: Person, adviser: Person
) -> None:
    question = asked(citizen)
    view = public_question(question.case.number, MONDAY.date() + 12 * DAY)
    assert view is not None
    assert (view.is_waiting, view.days_waiting) == (True, 12)
    answered(question, adviser)
    view = public_question(question.case.number, MONDAY.date() + 12 * DAY)
    assert view is not None
    assert view.answer is not None
    assert (view.is_waiting, view.answer.act.wording.text) == (False, "El lunes empieza la obra.")


def test_an_answer_can_be_completed_and_both_are_read(
    bodies: Cast, citizen: Person, adviser: Person
) -> None:
    question = asked(citizen)
    answered(question, adviser)
    answered(question, adviser, days=4)
    assert state_of(question) == QuestionState.ANSWERED
    kinds = (
        Act.objects.filter(case=question.case).order_by("ordinal").values_list("kind", flat=True)
    )
    assert list(kinds) == ["ask_question", "answer_question", "complete_answer"]


def test_an_answer_has_words(bodies: Cast, citizen: Person, adviser: Person) -> None:
    with pytest.raises(DialogueRefused, match="answer-missing"):
        answer_question(question=asked(citizen), actor=adviser, words=Words(text=" "), at=MONDAY)


def test_the_author_asks_again_once_and_the_days_begin_anew(
    bodies: Cast, citizen: Person, leader: Person, adviser: Person
) -> None:
    question = asked(citizen)
    answered(question, adviser)
    with pytest.raises(DialogueRefused, match="not-of-the-author"):
        follow_up(question=question, voice=Voice(leader), said=Said("¿Y?"), at=MONDAY + 4 * DAY)
    again = Said("¿Qué lunes?")
    follow_up(question=question, voice=Voice(citizen), said=again, at=MONDAY + 4 * DAY)
    assert state_of(question) == QuestionState.REOPENED
    view = public_question(question.case.number, MONDAY.date() + 9 * DAY)
    assert view is not None
    assert view.follow_up is not None
    assert (view.follow_up.text, view.days_waiting) == ("¿Qué lunes?", 5)
    answered(question, adviser, days=10)
    with pytest.raises(DialogueRefused, match="already-followed-up"):
        follow_up(question=question, voice=Voice(citizen), said=again, at=MONDAY + 11 * DAY)


def test_the_author_withdraws_what_is_not_answered(
    bodies: Cast, citizen: Person, leader: Person, adviser: Person
) -> None:
    question, other = asked(citizen), asked(citizen, "¿Y la vereda?")
    with pytest.raises(DialogueRefused, match="not-of-the-author"):
        withdraw_question(question=question, person=leader, at=MONDAY)
    withdraw_question(question=question, person=citizen, at=MONDAY)
    assert state_of(question) == QuestionState.WITHDRAWN
    answered(other, adviser)
    with pytest.raises(DialogueRefused, match="no-such-transition"):
        withdraw_question(question=other, person=citizen, at=MONDAY + 4 * DAY)
    with pytest.raises(DialogueRefused, match="no-such-transition"):
        wait_too(case=question.case, person=citizen, at=MONDAY)


def test_forty_ask_the_same_and_one_answer_answers_them_all(bodies: Cast, adviser: Person) -> None:
    people = neighbours(40)
    first, *others = [asked(person) for person in people]
    for person in people[1:3]:  # who asked one of them and waits for another counts once
        wait_too(case=first.case, person=person, at=MONDAY)
    merge_questions(questions=others, into=first, actor=adviser, at=MONDAY + DAY)
    assert {state_of(question) for question in others} == {QuestionState.MERGED}
    answer = answered(first, adviser)
    view = public_question(first.case.number, MONDAY.date() + 5 * DAY)
    assert view is not None
    assert (view.waiting, view.state) == (40, QuestionState.ANSWERED)
    for number, person in enumerate(people):
        say_if_answered(
            question=first, person=person, is_answered=number % 4 != 0, at=MONDAY + 5 * DAY
        )
    assert view.answer is not None
    assert view.answer.act == answer
    opinions = opinions_of(view.answer)
    assert (opinions.yes, opinions.no, opinions.total) == (30, 10, 40)


def test_questions_are_merged_by_whom_and_into_what_they_can(
    bodies: Cast, citizen: Person, adviser: Person
) -> None:
    first, second, third = (asked(citizen, f"¿Pregunta {n}?") for n in range(3))
    elsewhere = asked(citizen, topic="body:comision-de-ensayo")

    def refusal(questions: list[PublicQuestion], into: PublicQuestion) -> str:
        with pytest.raises(DialogueRefused) as refused:
            merge_questions(questions=questions, into=into, actor=adviser, at=MONDAY)
        return refused.value.code

    assert refusal([first], first) == "merge-into-itself"
    assert refusal([elsewhere], first) == "merge-of-another-body"
    merge_questions(questions=[second], into=first, actor=adviser, at=MONDAY)
    assert refusal([third], second) == "already-merged"
    assert refusal([second], third) == "no-such-transition"


def test_only_those_who_asked_say_whether_it_answers(
    bodies: Cast, citizen: Person, leader: Person, adviser: Person
) -> None:
    question = asked(citizen)
    with pytest.raises(DialogueRefused, match="no-such-transition"):
        say_if_answered(question=question, person=citizen, is_answered=True, at=MONDAY)
    answered(question, adviser)
    with pytest.raises(DialogueRefused, match="not-of-the-author"):
        say_if_answered(question=question, person=leader, is_answered=True, at=MONDAY + 4 * DAY)
    for word in (True, False):
        say_if_answered(question=question, person=citizen, is_answered=word, at=MONDAY + 4 * DAY)
    assert AnswerOpinion.objects.values_list("is_answered", flat=True).get() is False


def test_what_is_asked_about_a_thing_shows_the_waiting_first(
    bodies: Cast, citizen: Person, leader: Person, adviser: Person
) -> None:
    done, quiet, loud = (asked(citizen, f"¿Pregunta {n}?") for n in range(3))
    answered(done, adviser)
    wait_too(case=loud.case, person=confirmed(leader), at=MONDAY)
    found = questions_about(TO_THE_OFFICE, MONDAY.date(), limit=3)
    assert [view.number for view in found.views] == [one.case.number for one in (loud, quiet, done)]
    assert (found.count, found.unanswered) == (3, 2)
    assert questions_about("body:nadie", MONDAY.date()).views == []


def test_the_database_keeps_one_support_a_person(bodies: Cast, citizen: Person) -> None:
    question = asked(citizen)
    assert Identity.objects.get(person=citizen).level == "CONTACT_CONFIRMED"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM dialogue_support WHERE target = %s",
            [f"case:{question.case.number}"],
        )
        assert cursor.fetchone() == (1,)
