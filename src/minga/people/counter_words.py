"""Which codes does the counter keep of a person, and how are they said?"""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class SearchedBy(StrEnum):
    """By what a clerk looked for a person."""

    NAME = "NAME"
    PHONE = "PHONE"
    NATIONAL_ID = "NATIONAL_ID"


class ShownDocument(StrEnum):
    """Which document a clerk saw; never its number nor its picture."""

    CEDULA = "CEDULA"
    CEDULA_AND_BILL = "CEDULA_AND_BILL"


class CounterNeed(StrEnum):
    """What the next clerk must know to attend somebody well; asked, never guessed."""

    READS_NOT = "READS_NOT"
    KICHWA = "KICHWA"
    OTHER_LANGUAGE = "OTHER_LANGUAGE"


SEARCHED_BY_LABELS: dict[str, Promise | str] = {
    SearchedBy.NAME: _("por el nombre"),
    SearchedBy.PHONE: _("por el teléfono"),
    SearchedBy.NATIONAL_ID: _("por la cédula"),
}

SHOWN_DOCUMENT_LABELS: dict[str, Promise | str] = {
    ShownDocument.CEDULA: _("La cédula"),
    ShownDocument.CEDULA_AND_BILL: _(
        "La cédula y una planilla de luz, agua o predio con su nombre"
    ),
}

COUNTER_NEED_LABELS: dict[str, Promise | str] = {
    CounterNeed.READS_NOT: _("No lee: léele en voz alta lo que firma y lo que recibe"),
    CounterNeed.KICHWA: _("Habla kichwa"),
    CounterNeed.OTHER_LANGUAGE: _("Habla otra lengua"),
}


def counter_needs() -> list[tuple[str, Promise | str]]:
    """Choices of `Identity.needs_at_counter`."""
    return list(COUNTER_NEED_LABELS.items())
