"""Which cases does the record keep for itself? The registers of legal parameters and of holidays."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from minga.people.public import Viewer
from minga.record.case_kinds import ActLabel, CaseKind, QueueLine
from minga.record.competence import may_confirm
from minga.record.confirmation import PARAMETER_REGISTER
from minga.record.dependence import unverified_by_dependence
from minga.record.holidays import CALENDAR_REGISTER
from minga.record.labels import Weight


def numbers_to_confirm(viewer: Viewer, today: date) -> Sequence[QueueLine]:
    """Tell whoever may confirm numbers of the law how many open cases wait for that."""
    if not may_confirm(viewer, today):
        return ()
    needed = [one for one in unverified_by_dependence(today) if one.open_cases]
    if not needed:
        return ()
    title = ngettext(
        "Confirmar %(count)s número de la ley que usan expedientes abiertos",
        "Confirmar %(count)s números de la ley que usan expedientes abiertos",
        len(needed),
    )
    return (
        QueueLine(
            title=title % {"count": len(needed)},
            url=reverse("record:parameter-desk"),
            action=_("Ver y confirmar"),
            due_on=None,
            consequence=gettext("Mientras falten, sus plazos avisan pero no surten efecto."),
        ),
    )


PARAMETER_CASE = CaseKind(
    code=PARAMETER_REGISTER.kind,
    label=_("Registro de parámetros legales"),
    moves=PARAMETER_REGISTER.moves,
    acts={
        "open_parameter_register": ActLabel(_("Se abrió el registro del año")),
        "confirm_parameter": ActLabel(_("Se confirmó un número de la ley"), Weight.DECISION),
    },
    queue=numbers_to_confirm,
)

CALENDAR_CASE = CaseKind(
    code=CALENDAR_REGISTER.kind,
    label=_("Calendario de días inhábiles"),
    moves=CALENDAR_REGISTER.moves,
    acts={
        "open_calendar": ActLabel(_("Se abrió el calendario del año")),
        "declare_holiday": ActLabel(_("Se declaró un día inhábil"), Weight.DECISION),
        "declare_working_day": ActLabel(_("Se declaró laborable un feriado"), Weight.DECISION),
    },
)
