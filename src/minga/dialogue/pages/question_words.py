"""How is a question said on a page? Its card: state, who asks, who waits, what was answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from minga.dialogue.labels import LANGUAGE_LABELS, Language
from minga.dialogue.models import Contribution
from minga.dialogue.procedure import STATE_LABELS
from minga.dialogue.queries.questions import Answer, QuestionsAbout, QuestionView
from minga.dialogue.rules.procedure import QuestionState
from minga.dialogue.wording import (
    answered_words,
    people_words,
    shape_of,
    unreadable_words,
    voice_of,
    waiting_words,
)
from minga.website.data_formats import Entry
from minga.website.marks import State
from minga.website.parts import Evidence

COLUMNS = (
    *("number", "state", "asked_on", "topic", "topic_title", "question", "language", "asked_by"),
    *(
        "people_waiting",
        "days_waiting",
        "answering_body",
        "answered_on",
        "answer",
        "address",
        "demo",
    ),
)


@dataclass(frozen=True)
class Passage:
    """Words as a page shows them: the words, or why they cannot be read; their tag and their voice."""

    text: str
    background: str
    language: str
    unreadable: str
    voice: str
    on: date

    @property
    def tag(self) -> str:
        """The language tag; empty for Spanish, the language of the page."""
        return "" if self.language == Language.SPANISH else self.language

    @property
    def language_name(self) -> str:
        """The language in words, for what is not Spanish."""
        return str(LANGUAGE_LABELS[self.language]) if self.tag else ""


def passage_of(words: Contribution, on: date) -> Passage:
    """Return words ready to be shown; what is hidden or erased does not leave this function."""
    unreadable = unreadable_words(words)
    return Passage(
        text="" if unreadable else words.text,
        background="" if unreadable else words.background,
        language=words.language,
        unreadable=unreadable,
        voice=voice_of(words),
        on=on,
    )


@dataclass(frozen=True)
class AnswerCard:
    """An answer as pages show it."""

    text: str
    language: str
    by: str
    on: date
    url: str
    evidence: Sequence[Evidence]


@dataclass(frozen=True)
class QuestionCard:
    """A question as lists and pages show it."""

    view: QuestionView
    asked: Passage
    follow_up: Passage | None
    shape: State
    word: str
    state_name: str
    people: str
    answers: Sequence[AnswerCard]
    url: str
    wait_url: str

    @property
    def answer(self) -> AnswerCard | None:
        """The answer in force."""
        return self.answers[-1] if self.answers else None


def card_of(view: QuestionView) -> QuestionCard:
    """Return how a question is shown; asks nothing of the database."""
    follow_up = view.follow_up
    return QuestionCard(
        view=view,
        asked=passage_of(view.words, view.question.case.opened_on),
        follow_up=passage_of(follow_up, view.asked_on) if follow_up else None,
        shape=shape_of(view.state, view.days_waiting),
        word=state_words(view),
        state_name=str(STATE_LABELS[view.state]) if view.is_waiting else state_words(view),
        people=people_words(view.waiting),
        answers=[_answer_card(answer) for answer in view.answers],
        url=reverse("dialogue:question-detail", args=(view.number,)),
        wait_url=reverse("dialogue:question-wait", args=(view.number,)),
    )


def _answer_card(answer: Answer) -> AnswerCard:
    act = answer.act
    return AnswerCard(
        text=act.wording.text,
        language="" if act.wording.language == Language.SPANISH else act.wording.language,
        by=act.body.name if act.body else "",
        on=answer.on,
        url=act.get_absolute_url(),
        evidence=[
            Evidence(use.name, use.get_absolute_url(), use.document.format, use.document.size)
            for use in answer.documents
        ],
    )


def state_words(view: QuestionView) -> str:
    """Return the state in one sentence, with the days that passed."""
    if view.state is QuestionState.REOPENED:
        return _("Repreguntada. %(waiting)s") % {"waiting": waiting_words(view.days_waiting)}
    if view.is_waiting:
        return waiting_words(view.days_waiting)
    if view.state is QuestionState.ANSWERED and view.answer is not None:
        return answered_words(view.question.case.opened_on, view.answers[0].on)
    return str(STATE_LABELS[view.state])


@dataclass(frozen=True)
class QuestionsShown:
    """What template `dialogue/_questions.html` shows on the page of a thing."""

    cards: Sequence[QuestionCard]
    count: int
    unanswered: int
    ask_url: str
    list_url: str

    @property
    def more(self) -> int:
        """How many are not shown here."""
        return self.count - len(self.cards)


def questions_shown(asked: QuestionsAbout) -> QuestionsShown:
    """Return the questions about a thing ready for its page."""
    query = f"?sobre={asked.topic}"
    return QuestionsShown(
        cards=[card_of(view) for view in asked.views],
        count=asked.count,
        unanswered=asked.unanswered,
        ask_url=reverse("dialogue:question-new") + query,
        list_url=reverse("dialogue:question-list") + query,
    )


def question_document(view: QuestionView, address: str) -> dict[str, str | int | bool | None]:
    """Return a question for programs: what its page shows, and nothing else."""
    card, answer = card_of(view), view.answer
    return {
        "number": view.number,
        "state": view.state.value,
        "asked_on": view.question.case.opened_on.isoformat(),
        "topic": view.words.topic,
        "topic_title": view.topic.title if view.topic else "",
        "question": card.asked.unreadable or card.asked.text,
        "language": view.words.language,
        "asked_by": card.asked.voice,
        "people_waiting": view.waiting,
        "days_waiting": view.days_waiting if view.is_waiting else None,
        "answering_body": view.question.case.body.name if view.question.case.body else "",
        "answered_on": answer.on.isoformat() if answer else None,
        "answer": answer.act.wording.text if answer else "",
        "address": f"{address}{card.url}",
        "demo": view.question.case.is_demonstration,
    }


def question_entry(view: QuestionView) -> Entry:
    """Return a question as an entry of a feed; an answer or a follow-up moves it to the top."""
    card, answer = card_of(view), view.answer
    asked_at = view.follow_up.written_at if view.follow_up else view.words.written_at
    return Entry(
        key=card.url,
        title=card.asked.unreadable or card.asked.text,
        path=card.url,
        updated_at=max(asked_at, answer.act.recorded_at) if answer else asked_at,
        summary=_("%(state)s. %(people)s.") % {"state": card.word, "people": card.people},
        is_demonstration=view.question.case.is_demonstration,
    )
