"""How does the record know the case of a question? Its kind, the words of its acts, what it owes."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from minga.dialogue.queries.questions import QuestionView, question_views, waiting_for
from minga.dialogue.rules.procedure import QUESTION_MOVES, QuestionState
from minga.dialogue.services.questions import QUESTION_KIND
from minga.dialogue.wording import people_words, unreadable_words, waiting_words
from minga.people.public import Viewer, may_record_for
from minga.record.public import ActLabel, CaseKind, QueueLine, Weight

LINES_AT_THE_DESK = 12
STATE_LABELS: dict[str, Promise | str] = {
    QuestionState.ASKED: gettext_lazy("Sin respuesta"),
    QuestionState.REOPENED: gettext_lazy("Repreguntada, sin respuesta"),
    QuestionState.ANSWERED: gettext_lazy("Respondida"),
    QuestionState.MERGED: gettext_lazy("Unida a otra"),
    QuestionState.WITHDRAWN: gettext_lazy("Retirada por quien preguntó"),
}


def bodies_answered_for(viewer: Viewer, on: date) -> list[int]:
    """Return the bodies for which the viewer may answer: those whose acts they record."""
    bodies = {held.body_id: held.body for held in viewer.appointments}
    return [pk for pk, body in bodies.items() if may_record_for(viewer, body, on)]


def questions_to_answer(viewer: Viewer, today: date) -> Sequence[QueueLine]:
    """Tell whoever answers for a body which questions wait, the oldest first; they have no due day."""
    bodies = bodies_answered_for(viewer, today)
    if not bodies:
        return ()
    waiting = waiting_for(bodies)
    lines = [_line(view) for view in question_views(list(waiting[:LINES_AT_THE_DESK]), today)]
    more = waiting.count() - len(lines) if len(lines) == LINES_AT_THE_DESK else 0
    return (*lines, *([_rest(more)] if more > 0 else []))


def _line(view: QuestionView) -> QueueLine:
    return QueueLine(
        title=unreadable_words(view.words) or view.words.text,
        url=reverse("dialogue:question-answer", args=(view.number,)),
        action=gettext_lazy("Responder"),
        due_on=None,
        consequence=f"{waiting_words(view.days_waiting)}. {people_words(view.waiting)}.",
        case_number=view.number,
    )


def _rest(count: int) -> QueueLine:
    title = ngettext(
        "%(count)s pregunta más espera respuesta",
        "%(count)s preguntas más esperan respuesta",
        count,
    )
    return QueueLine(
        title=title % {"count": count},
        url=reverse("dialogue:desk-questions"),
        action=_("Ver todas"),
        due_on=None,
    )


QUESTION_CASE = CaseKind(
    code=QUESTION_KIND,
    label=gettext_lazy("Pregunta pública"),
    states=STATE_LABELS,
    moves=QUESTION_MOVES,
    acts={
        "ask_question": ActLabel(gettext_lazy("Se hizo una pregunta")),
        "answer_question": ActLabel(gettext_lazy("Se respondió la pregunta"), Weight.DECISION),
        "complete_answer": ActLabel(gettext_lazy("Se completó la respuesta"), Weight.DECISION),
        "follow_up_question": ActLabel(gettext_lazy("Se repreguntó")),
        "merge_question": ActLabel(gettext_lazy("Se unió a otra pregunta")),
        "take_in_question": ActLabel(gettext_lazy("Recibió otra pregunta igual")),
        "withdraw_question": ActLabel(gettext_lazy("La retiró quien preguntó")),
    },
    queue=questions_to_answer,
)
