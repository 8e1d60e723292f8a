"""What does the record itself show in the slots of its desk?"""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from minga.people.public import Viewer, may_attend_counter
from minga.record.competence import may_confirm
from minga.record.desk import DeskAct


def register_acts(viewers: Sequence[Viewer]) -> Mapping[Viewer, Sequence[DeskAct]]:
    """Return for slot `desk.acts` what may be written on the registers, for whoever is competent."""
    return {viewer: _acts() for viewer in viewers if may_confirm(viewer, viewer.on)}


def _acts() -> list[DeskAct]:
    return [
        DeskAct(
            _("Un número de la ley"),
            reverse("record:parameter-desk"),
            _("Confirmarlo con su artículo, su fecha y su fuente"),
        ),
        DeskAct(
            _("Un día del calendario"),
            reverse("record:holiday-declare"),
            _("Un feriado nuevo, o uno que se trabaja"),
        ),
    ]


def counter_room(viewers: Sequence[Viewer]) -> Mapping[Viewer, Sequence[DeskAct]]:
    """Return for slot `desk.acts` the way to the counter, for whoever attends one."""
    room = DeskAct(
        _("Ventanilla"),
        reverse("record:counter"),
        _("Atender a quien está delante de ti: registrar, recibir y dar el recibo"),
    )
    return {viewer: [room] for viewer in viewers if may_attend_counter(viewer, viewer.on)}
