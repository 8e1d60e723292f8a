"""What does privacy show on pages of others? A way in from one's account, the privacy page and the desk."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from minga.people.public import OwnSection, Viewer
from minga.record.desk import DeskAct, DeskSection
from minga.record.privacy.competence import may_answer
from minga.website.panels import SITE
from minga.website.parts import Link


def own_data_requests(viewers: Sequence[Viewer]) -> Mapping[Viewer, Sequence[OwnSection]]:
    """Return for slot `own.sections` the way to ask about one's own data."""
    section = OwnSection(
        title=_("Pedidos sobre tus datos"),
        text=_(
            "Pide por escrito ver, corregir, borrar o llevarte tus datos, y sigue la respuesta."
        ),
        link=Link(_("Ver mis pedidos o hacer uno"), reverse("record:own-data-requests")),
    )
    return {viewer: [section] for viewer in viewers}


def processing_section(_ids: Sequence[str]) -> Mapping[str, Sequence[OwnSection]]:
    """Return for slot `privacy.sections` the way to the register of processing."""
    section = OwnSection(
        title=_("Todo lo que se hace con datos personales"),
        text=_("Para qué, con qué base legal, quién los ve y cuánto tiempo se guardan."),
        link=Link(_("Ver el registro de tratamientos"), reverse("record:processing-register")),
    )
    return {SITE: [section]}


def privacy_acts(viewers: Sequence[Viewer]) -> Mapping[Viewer, Sequence[DeskAct]]:
    """Return for slot `desk.acts` what who answers may record."""
    return {viewer: _acts() for viewer in viewers if may_answer(viewer, viewer.on)}


def _acts() -> list[DeskAct]:
    return [
        DeskAct(
            _("Una vulneración de seguridad"),
            reverse("record:breach-new"),
            _("Datos personales que se perdieron o vio quien no debía"),
        ),
        DeskAct(
            _("Un tratamiento de datos"),
            reverse("record:processing-new"),
            _("Uno que se hace fuera de este programa"),
        ),
    ]


def privacy_room(viewers: Sequence[Viewer]) -> Mapping[Viewer, Sequence[DeskSection]]:
    """Return for slot `desk.sections` the way to the desk of privacy, for who answers."""
    room = DeskSection(
        title=_("Datos personales"),
        text=_("Solicitudes de las personas, vulneraciones y el registro de tratamientos."),
        action=_("Abrir datos personales"),
        url=reverse("record:privacy-desk"),
    )
    return {viewer: [room] for viewer in viewers if may_answer(viewer, viewer.on)}
