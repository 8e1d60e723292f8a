"""How does the competent body answer? With an act of its own: words, documents, and a status."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from minga.dialogue.events import DialogueChanged
from minga.dialogue.labels import AnswerStatus
from minga.dialogue.models import Contribution, OfficialAnswer, PublicQuestion
from minga.dialogue.refusals import DialogueRefused
from minga.dialogue.rules.procedure import QuestionState
from minga.dialogue.services.contributions import topic_of
from minga.dialogue.services.questions import move_for
from minga.kernel.events import announce
from minga.kernel.lifecycle import Transition, TransitionRefused, check_transition
from minga.people.public import Person
from minga.record.public import Act, Words, append_act, case_kind, lock_case

ANSWER_ACT = "answer_contribution"


@transaction.atomic
def answer_question(*, question: PublicQuestion, actor: Person, words: Words, at: datetime) -> Act:
    """Answer a question, or complete the answer it has; who may is checked by the page.

    Raises DialogueRefused with `answer-missing`, `demonstration-mixed`, or `no-such-transition`
    when the question is merged or withdrawn.
    """
    if not words.text.strip():
        raise DialogueRefused("answer-missing")
    case = lock_case(question.case_id)
    answered = case.state == QuestionState.ANSWERED
    move = move_for(case, "complete_answer" if answered else "answer_question", actor)
    act = append_act(case, move, actor=actor, happened_at=at, words=words)
    announce(DialogueChanged(question.contribution.topic))
    return act


def answer_moves[S: StrEnum, F](
    states: Sequence[S], who: tuple[str, ...]
) -> tuple[Transition[S, F], ...]:
    """Return the rows that a procedure adds so that its body can answer contributions on its case."""
    return tuple(Transition(ANSWER_ACT, state, state, who) for state in states)


@transaction.atomic
def answer_contribution(
    *, contribution: Contribution, status: AnswerStatus, actor: Person, words: Words, at: datetime
) -> Act:
    """Say what was made of a comment or a proposal, and why, by an act on the case of its topic.

    Raises DialogueRefused with `answer-missing`, `no-answering-body` when the topic has no case,
    and `not-open` when the procedure of the case has no such act in its state.
    """
    if not words.text.strip():
        raise DialogueRefused("answer-missing")
    topic = topic_of(contribution.topic)
    if topic.case_id is None:
        raise DialogueRefused("no-answering-body")
    case = lock_case(topic.case_id)
    if case.is_demonstration != actor.is_demonstration:
        raise DialogueRefused("demonstration-mixed")
    act = append_act(
        case,
        _answer_move(case.kind, case.state),
        actor=actor,
        happened_at=at,
        words=words,
        payload={"contribution": contribution.pk, "status": status.value},
    )
    OfficialAnswer.objects.create(act=act, contribution=contribution, status=status)
    announce(DialogueChanged(contribution.topic))
    return act


def _answer_move(kind: str, state: str) -> Transition[StrEnum, None]:
    rows: tuple[Transition[StrEnum, None], ...] = tuple(
        Transition(row.act, row.source, row.target, row.who, (), row.legal_basis)
        for row in case_kind(kind).moves
    )
    source = next((row.source for row in rows if row.source == state), None)
    try:
        return check_transition(rows, ANSWER_ACT, source, None)
    except TransitionRefused as refused:
        raise DialogueRefused("not-open") from refused
