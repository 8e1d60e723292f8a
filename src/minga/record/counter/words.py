"""Which codes does the counter keep, and how are they said?"""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minga.record.rules.reception import Reception


class CodeEnd(StrEnum):
    """Why a follow code stopped opening its case."""

    RENEWED = "RENEWED"
    BY_HOLDER = "BY_HOLDER"
    BY_CLERK = "BY_CLERK"
    ERASED = "ERASED"


class VoidReason(StrEnum):
    """Why a numbered paper form will never be typed in."""

    SPOILED = "SPOILED"
    LOST = "LOST"
    RETURNED = "RETURNED"


CODE_END_LABELS: dict[str, Promise | str] = {
    CodeEnd.RENEWED: _("Se entregó otro en su lugar"),
    CodeEnd.BY_HOLDER: _("Lo anuló quien lo tenía"),
    CodeEnd.BY_CLERK: _("Lo anuló la ventanilla"),
    CodeEnd.ERASED: _("Se borraron los datos de la persona"),
}

VOID_REASON_LABELS: dict[str, Promise | str] = {
    VoidReason.SPOILED: _("Se estropeó antes de usarse"),
    VoidReason.LOST: _("No aparece"),
    VoidReason.RETURNED: _("Volvió en blanco y ya no se usará"),
}

RECEPTION_LABELS: dict[str, Promise | str] = {
    Reception.OPEN: _("Se recibió al llegar, dentro del horario"),
    Reception.BEFORE_OPENING: _("Llegó antes de abrir: cuenta desde que se abrió"),
    Reception.AFTER_CLOSING: _("Llegó después de cerrar: cuenta desde la siguiente apertura"),
    Reception.CLOSED_DAY: _("Llegó un día sin atención: cuenta desde la siguiente apertura"),
    Reception.HOURS_NOT_SET: _("El horario no está fijado: cuenta desde que llegó"),
}


def receptions() -> list[tuple[str, Promise | str]]:
    """Return the choices of why an arrival counts as received when it does."""
    return list(RECEPTION_LABELS.items())


def code_ends() -> list[tuple[str, Promise | str]]:
    """Return the choices of why a code ended."""
    return list(CODE_END_LABELS.items())


def void_reasons() -> list[tuple[str, Promise | str]]:
    """Return the choices of why a paper form is void."""
    return list(VOID_REASON_LABELS.items())
