"""How does the record know a gestión? Its kind, the words of its acts, what the office owes."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from minga.people.public import Viewer
from minga.plan.labels import CASEWORK_STATE_LABELS
from minga.plan.queries.casework_desk import owed_lines
from minga.plan.rules.casework import CASEWORK_MOVES
from minga.plan.services.casework import CASEWORK
from minga.record.public import ActLabel, CaseKind, QueueLine, Weight


def queue(viewer: Viewer, today: date) -> list[QueueLine]:
    """What the gestiones of the viewer's offices owe on a day."""
    return owed_lines(viewer, today)


CASEWORK_CASE = CaseKind(
    code=CASEWORK,
    label=_("Gestión"),
    states=CASEWORK_STATE_LABELS,
    moves=CASEWORK_MOVES,
    queue=queue,
    acts={
        "register_need": ActLabel(_("Se registró el pedido")),
        "send_letter": ActLabel(_("Se envió una carta")),
        "hold_meeting": ActLabel(_("Hubo una reunión")),
        "make_visit": ActLabel(_("Se visitó el lugar")),
        "make_call": ActLabel(_("Se llamó")),
        "reach_agreement": ActLabel(_("Se llegó a un acuerdo"), Weight.DECISION),
        "receive_answer": ActLabel(_("Llegó una respuesta"), Weight.DECISION),
        "serve_activity": ActLabel(_("Se unió a una actividad del plan")),
        "close_done": ActLabel(_("Se logró"), Weight.EFFECT),
        "close_partly_done": ActLabel(_("Se logró en parte"), Weight.EFFECT),
        "close_refused": ActLabel(_("Lo negaron"), Weight.EFFECT),
        "close_given_up": ActLabel(_("Se dejó de gestionar"), Weight.EFFECT),
        "close_passed_on": ActLabel(_("Se pasó a otra entidad"), Weight.EFFECT),
        "take_up_again": ActLabel(_("Se retomó")),
        "answer_contribution": ActLabel(_("Se respondió a un aporte")),
    },
)
