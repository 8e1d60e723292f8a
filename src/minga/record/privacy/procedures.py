"""How does the record know the cases of privacy? Their kinds, the words of their acts, what they owe."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minga.people.public import Viewer
from minga.record.case_kinds import ActLabel, CaseKind, QueueLine
from minga.record.desk import running_deadlines
from minga.record.labels import Weight
from minga.record.models import Deadline
from minga.record.privacy.competence import may_answer
from minga.record.privacy.queries import BREACH
from minga.record.privacy.register import PROCESSING_REGISTER
from minga.record.privacy.requests import KIND
from minga.record.privacy.words import BREACH_STATES, REQUEST_STATES
from minga.record.rules.breaches import (
    AUTHORITY_CLOCK,
    BREACH_MOVES,
    PROCESSOR_CLOCK,
    SUBJECT_CLOCK,
)
from minga.record.rules.data_requests import DATA_REQUEST_MOVES

BREACH_TITLES: dict[str, Promise | str] = {
    AUTHORITY_CLOCK: gettext_lazy("Avisar a la Superintendencia de una vulneración de seguridad"),
    SUBJECT_CLOCK: gettext_lazy("Avisar a las personas de una vulneración con riesgo"),
    PROCESSOR_CLOCK: gettext_lazy("Avisar a la entidad responsable de los datos vulnerados"),
}


def requests_to_answer(viewer: Viewer, today: date) -> Sequence[QueueLine]:
    """The requests about data that run out, for who answers; nobody's name stands on the line."""
    if not may_answer(viewer, today):
        return ()
    return [_request_line(deadline) for deadline in running_deadlines(KIND)]


def _request_line(deadline: Deadline) -> QueueLine:
    return QueueLine(
        title=_("Responder: %(what)s") % {"what": deadline.case.title.lower()},
        url=reverse("record:data-request", args=(deadline.case.number,)),
        action=_("Abrir y responder"),
        due_on=deadline.due_on,
        consequence=_(
            "Si pasa el día, la persona puede ir a la Superintendencia. El programa solo avisa."
        ),
        case_number=deadline.case.number,
    )


def breaches_to_tell(viewer: Viewer, today: date) -> Sequence[QueueLine]:
    """The notices of breaches that run out, for who answers."""
    if not may_answer(viewer, today):
        return ()
    return [_breach_line(deadline) for deadline in running_deadlines(BREACH)]


def _breach_line(deadline: Deadline) -> QueueLine:
    return QueueLine(
        title=str(BREACH_TITLES[deadline.key]),
        url=reverse("record:breach", args=(deadline.case.number,)),
        action=_("Abrir y avisar"),
        due_on=deadline.due_on,
        consequence=_("El plazo está por verificar; el programa solo avisa."),
        case_number=deadline.case.number,
    )


def _label(text: Promise | str, weight: Weight = Weight.STEP) -> ActLabel:
    return ActLabel(text, weight)


DATA_REQUEST_CASE = CaseKind(
    code=KIND,
    label=gettext_lazy("Solicitud sobre datos personales"),
    states=REQUEST_STATES,
    moves=DATA_REQUEST_MOVES,
    acts={
        "ask_access": _label(gettext_lazy("Pidió ver sus datos")),
        "ask_rectification": _label(gettext_lazy("Pidió corregir sus datos")),
        "ask_erasure": _label(gettext_lazy("Pidió borrar sus datos")),
        "ask_objection": _label(gettext_lazy("Pidió que dejen de usar sus datos")),
        "ask_portability": _label(gettext_lazy("Pidió llevarse sus datos")),
        "ask_for_identity": _label(gettext_lazy("Se le pidió comprobar quién es")),
        "confirm_identity": _label(gettext_lazy("Se comprobó quién es")),
        "hand_over_copy": _label(gettext_lazy("Se entregó la copia de sus datos"), Weight.DECISION),
        "grant": _label(gettext_lazy("Se concedió"), Weight.EFFECT),
        "grant_partly": _label(gettext_lazy("Se concedió en parte"), Weight.EFFECT),
        "refuse": _label(gettext_lazy("Se negó"), Weight.EFFECT),
        "withdraw_request": _label(gettext_lazy("La persona la retiró"), Weight.DECISION),
        "grant_by_own_erasure": _label(gettext_lazy("La persona borró sus datos"), Weight.EFFECT),
        "lapse_by_erasure": _label(
            gettext_lazy("Terminó: los datos de la persona se borraron"), Weight.EFFECT
        ),
    },
    queue=requests_to_answer,
    # the steps, and never a word: a phone that a family shares must not tell what somebody asked
    shown_to_holder=tuple(dict.fromkeys(move.act for move in DATA_REQUEST_MOVES)),
    readers=may_answer,
)

BREACH_CASE = CaseKind(
    code=BREACH,
    label=gettext_lazy("Vulneración de seguridad"),
    states=BREACH_STATES,
    moves=BREACH_MOVES,
    acts={
        "detect_breach": _label(gettext_lazy("Se detectó"), Weight.DECISION),
        "detect_as_processor": _label(
            gettext_lazy("Se detectó en datos de otra entidad"), Weight.DECISION
        ),
        "tell_controller": _label(
            gettext_lazy("Se avisó a la entidad responsable"), Weight.DECISION
        ),
        "note_measure": _label(gettext_lazy("Se tomó una medida")),
        "find_no_risk": _label(
            gettext_lazy("Se evaluó: sin riesgo para las personas"), Weight.DECISION
        ),
        "find_risk": _label(
            gettext_lazy("Se evaluó: hay riesgo para las personas"), Weight.DECISION
        ),
        "notify_authority": _label(gettext_lazy("Se avisó a la Superintendencia"), Weight.EFFECT),
        "notify_subjects": _label(gettext_lazy("Se avisó a las personas"), Weight.EFFECT),
        "close_breach": _label(gettext_lazy("Se cerró"), Weight.EFFECT),
    },
    queue=breaches_to_tell,
    readers=may_answer,
)

PROCESSING_CASE = CaseKind(
    code=PROCESSING_REGISTER.kind,
    label=gettext_lazy("Registro de actividades de tratamiento"),
    moves=PROCESSING_REGISTER.moves,
    acts={
        "open_processing_register": _label(gettext_lazy("Se abrió el registro del año")),
        "add_processing": _label(gettext_lazy("Se inscribió un tratamiento"), Weight.DECISION),
        "end_processing": _label(gettext_lazy("Terminó un tratamiento"), Weight.DECISION),
    },
)
