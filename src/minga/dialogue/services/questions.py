"""How is a public question asked, supported, asked again, merged and withdrawn?"""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from minga.dialogue.events import DialogueChanged, QuestionAsked, QuestionMerged
from minga.dialogue.labels import ContributionKind
from minga.dialogue.models import AnswerOpinion, Contribution, PublicQuestion, Support
from minga.dialogue.refusals import DialogueRefused
from minga.dialogue.rules.openings import Opening, Part
from minga.dialogue.rules.procedure import (
    ANSWERS,
    OPEN_STATES,
    QUESTION_MOVES,
    QuestionFacts,
    QuestionState,
)
from minga.dialogue.rules.words import commitment
from minga.dialogue.services.contributions import (
    Said,
    Voice,
    check_level,
    check_open,
    topic_of,
    write,
)
from minga.dialogue.services.support import give_support
from minga.dialogue.topics import Topic
from minga.kernel.clock import local_date
from minga.kernel.events import announce
from minga.kernel.lifecycle import Transition, TransitionRefused, check_transition
from minga.people.public import Body, Person
from minga.record.public import (
    Act,
    Case,
    Payload,
    Source,
    Standing,
    Words,
    append_act,
    lock_case,
    register_case,
)

QUESTION_KIND = "PRE"
LONGEST_TITLE = 400
TO_SUPPORT = Opening()


@transaction.atomic
def ask_question(
    *, topic: str, voice: Voice, said: Said, at: datetime, counts_from: datetime | None = None
) -> PublicQuestion:
    """Register a question to whoever answers for the topic, and count its asker as waiting.

    The title of the case names the topic; the words stay beside it, where they can be hidden or
    erased. `at` is when it was said, `counts_from` when a counter took it in. Raises
    DialogueRefused with `topic-unknown`, `no-answering-body`, or as `contributions.write`.
    """
    found = topic_of(topic)
    check_open(found, Part.QUESTIONS, voice, at)
    body = _answering(found)
    facts = QuestionFacts(found.is_demonstration, voice.person.is_demonstration)
    move = check_transition(QUESTION_MOVES, "ask_question", None, facts)
    words = write(
        kind=ContributionKind.QUESTION,
        topic=topic,
        voice=voice,
        said=said,
        at=at,
        is_demonstration=found.is_demonstration,
    )
    case = _open_case(found, body, at)
    append_act(
        case,
        move,
        actor=voice.person,
        happened_at=at,
        source=Source(Standing.CITIZEN),
        words=Words(language=words.language),
        payload=_asked(found, words, voice),
        body=case.body,
        counts_from=counts_from,
    )
    question = PublicQuestion.objects.create(case=case, contribution=words)
    give_support(target=question_key(case), person=voice.person, at=at)
    announce(QuestionAsked(case.pk, voice.person.pk, at))
    announce(DialogueChanged(topic))
    return question


def question_key(case: Case) -> str:
    """Return the key under which people wait for the answer."""
    return f"case:{case.number}"


def _answering(topic: Topic) -> Body:
    if topic.body_id is None:
        raise DialogueRefused("no-answering-body")
    return Body.objects.get(pk=topic.body_id)


def _open_case(topic: Topic, body: Body, at: datetime) -> Case:
    with translation.override("es"):
        title = _("Pregunta sobre: %(topic)s") % {"topic": topic.title}
    return register_case(
        kind=QUESTION_KIND,
        title=title[:LONGEST_TITLE],
        state=QuestionState.ASKED,
        opened_on=local_date(at),
        body=body,
        is_demonstration=topic.is_demonstration,
    )


def _asked(topic: Topic, words: Contribution, voice: Voice) -> Payload:
    payload: dict[str, str | bool] = {"topic": topic.key, "words": sealed_words(words)}
    if voice.speaks_for is not None:
        payload["speaks_for"] = voice.speaks_for.slug
    if voice.attended_by is not None:
        payload["attended"] = True
    return payload


def sealed_words(words: Contribution) -> str:
    """Return what an act seals of words that live here."""
    return commitment(bytes(words.salt), words.text, words.background, words.language)


def facts_of(case: Case, actor: Person) -> QuestionFacts:
    """Return what the table of the procedure looks at."""
    followed = Contribution.objects.filter(
        topic=question_key(case), kind=ContributionKind.FOLLOW_UP
    )
    return QuestionFacts(case.is_demonstration, actor.is_demonstration, followed.exists())


def move_for(case: Case, act: str, actor: Person) -> Transition[QuestionState, QuestionFacts]:
    """Return the row of the table for an act; raises DialogueRefused with its code."""
    try:
        state = QuestionState(case.state)
        return check_transition(QUESTION_MOVES, act, state, facts_of(case, actor))
    except TransitionRefused as refused:
        raise DialogueRefused(refused.code) from refused


@transaction.atomic
def wait_too(*, case: Case, person: Person, at: datetime) -> bool:
    """Count one more person who waits for the answer; False when they waited already.

    Raises DialogueRefused with `level-too-low`, or `no-such-transition` for a closed question.
    """
    check_level(TO_SUPPORT, person)
    if _state_held(case) not in OPEN_STATES:
        raise DialogueRefused("no-such-transition")
    if case.is_demonstration != person.is_demonstration:
        raise DialogueRefused("demonstration-mixed")
    waits = Support.objects.filter(target=question_key(case), person=person).exists()
    give_support(target=question_key(case), person=person, at=at)
    announce(DialogueChanged(question_key(case)))
    return not waits


def _state_held(case: Case) -> str:
    """Return the state, which stays until the transaction ends; others may support meanwhile.

    A merge waits for those who are being counted, so that nobody is left behind.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM record_case WHERE id = %s FOR SHARE", [case.pk])
        return str(cursor.fetchone()[0])


@transaction.atomic
def follow_up(*, question: PublicQuestion, voice: Voice, said: Said, at: datetime) -> Act:
    """Ask again, once, when the answer does not answer; for its author.

    Raises DialogueRefused with `not-of-the-author`, `already-followed-up`, or as `write`.
    """
    case = lock_case(question.case_id)
    _check_author(question, voice.person)
    move = move_for(case, "follow_up_question", voice.person)
    words = write(
        kind=ContributionKind.FOLLOW_UP,
        topic=question_key(case),
        voice=voice,
        said=said,
        at=at,
        parent=question.contribution,
        is_demonstration=case.is_demonstration,
    )
    act = append_act(
        case,
        move,
        actor=voice.person,
        happened_at=at,
        source=Source(Standing.CITIZEN),
        words=Words(language=words.language),
        payload={"words": sealed_words(words)},
    )
    announce(DialogueChanged(question.contribution.topic))
    return act


@transaction.atomic
def withdraw_question(*, question: PublicQuestion, person: Person, at: datetime) -> Act:
    """Take a question back before it is answered; for its author."""
    case = lock_case(question.case_id)
    _check_author(question, person)
    move = move_for(case, "withdraw_question", person)
    act = append_act(
        case, move, actor=person, happened_at=at, source=Source(Standing.CITIZEN), payload={}
    )
    announce(DialogueChanged(question.contribution.topic))
    return act


def _check_author(question: PublicQuestion, person: Person) -> None:
    if question.contribution.author_id != person.pk:
        raise DialogueRefused("not-of-the-author")


@transaction.atomic
def merge_questions(
    *, questions: Sequence[PublicQuestion], into: PublicQuestion, actor: Person, at: datetime
) -> None:
    """Let questions that ask the same go on in one: who waited for them waits there, once each.

    The rows are locked in the order of their keys, so that two mergers never wait for each other.
    Raises DialogueRefused with `merge-into-itself`, `already-merged` or `merge-of-another-body`.
    """
    asked = sorted({question.case_id for question in questions})
    if into.case_id in asked:
        raise DialogueRefused("merge-into-itself")
    locked = {case_id: lock_case(case_id) for case_id in sorted({*asked, into.case_id})}
    target = locked[into.case_id]
    if target.state not in OPEN_STATES:
        raise DialogueRefused("already-merged")
    for case_id in asked:
        _merge(locked[case_id], target, actor, at)
    PublicQuestion.objects.filter(case__in=asked).update(merged_into=into)
    announce(DialogueChanged(into.contribution.topic))


def _merge(case: Case, target: Case, actor: Person, at: datetime) -> None:
    if case.body_id != target.body_id:
        raise DialogueRefused("merge-of-another-body")
    left, taken = (
        move_for(case, "merge_question", actor),
        move_for(target, "take_in_question", actor),
    )
    append_act(case, left, actor=actor, happened_at=at, payload={"into": target.number})
    append_act(target, taken, actor=actor, happened_at=at, payload={"from": case.number})
    _wait_there(case, target)
    announce(QuestionMerged(case.pk, target.pk, at))


def _wait_there(case: Case, target: Case) -> None:
    """Everybody who waited for one waits for the other, with the day on which they began."""
    waiting = Support.objects.filter(target=question_key(case))
    Support.objects.bulk_create(
        [
            Support(target=question_key(target), person_id=person, side=side, given_at=given_at)
            for person, side, given_at in waiting.values_list("person", "side", "given_at")
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def say_if_answered(
    *, question: PublicQuestion, person: Person, is_answered: bool, at: datetime
) -> None:
    """Keep whether the last answer answers, as one of those who asked says; the last word counts.

    Raises DialogueRefused with `not-of-the-author` for somebody who asked nothing here, or
    `no-such-transition` while there is no answer.
    """
    if not asked_by(question, person):
        raise DialogueRefused("not-of-the-author")
    answer = (
        Act.objects.filter(case=question.case_id, kind__in=ANSWERS).order_by("-ordinal").first()
    )
    if answer is None:
        raise DialogueRefused("no-such-transition")
    AnswerOpinion.objects.update_or_create(
        answer=answer, person=person, defaults={"is_answered": is_answered, "said_at": at}
    )
    announce(DialogueChanged(question.contribution.topic))


def asked_by(question: PublicQuestion, person: Person) -> bool:
    """True when the person asked this question, or one that was merged into it."""
    own = PublicQuestion.objects.filter(contribution__author=person)
    return own.filter(pk=question.pk).exists() or own.filter(merged_into=question.pk).exists()
