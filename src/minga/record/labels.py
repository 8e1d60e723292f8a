"""What do the codes of the record mean in words?"""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Standing(StrEnum):
    """On whose word an act stands."""

    CERTIFIED = "CERTIFIED"
    DECLARED = "DECLARED"
    PUBLIC_SOURCE = "PUBLIC_SOURCE"
    CITIZEN = "CITIZEN"


class Evidence(StrEnum):
    """How well a number of the law is known: read in a source, in a digest, not yet, or ours."""

    CONFIRMED = "C"
    DIGEST = "D"
    UNVERIFIED = "U"
    PRODUCT = "P"


class Visibility(StrEnum):
    """Who may see a case: everybody, or the staff of its body."""

    PUBLIC = "PUBLIC"
    STAFF = "STAFF"


class Weight(StrEnum):
    """How many turns the knot of an act has on the cord: a step, a decision, an effect."""

    STEP = "STEP"
    DECISION = "DECISION"
    EFFECT = "EFFECT"


STANDING_LABELS: dict[str, Promise | str] = {
    Standing.CERTIFIED: _("Certificado"),
    Standing.DECLARED: _("Declarado"),
    Standing.PUBLIC_SOURCE: _("Tomado de fuente pública"),
    Standing.CITIZEN: _("Ciudadano"),
}

STANDING_MEANINGS: dict[str, Promise | str] = {
    Standing.CERTIFIED: _("Lo certifica el órgano competente."),
    Standing.DECLARED: _("Lo declara el despacho sobre su propio trabajo."),
    Standing.PUBLIC_SOURCE: _("Se tomó de una publicación; el enlace y la fecha están aquí."),
    Standing.CITIZEN: _("Lo registró una persona u organización."),
}

EVIDENCE_LABELS: dict[str, Promise | str] = {
    Evidence.CONFIRMED: _("Confirmado en su fuente"),
    Evidence.DIGEST: _("Confirmado en un resumen de la ley"),
    Evidence.UNVERIFIED: _("Por verificar"),
    Evidence.PRODUCT: _("Decisión de este programa"),
}


def standings() -> list[tuple[str, Promise | str]]:
    """Choices of `Act.standing`."""
    return list(STANDING_LABELS.items())


def evidences() -> list[tuple[str, Promise | str]]:
    """Choices of `LegalParameter.evidence`."""
    return list(EVIDENCE_LABELS.items())


def visibilities() -> list[tuple[str, Promise | str]]:
    """Choices of `Case.visibility`."""
    return [(Visibility.PUBLIC, _("Público")), (Visibility.STAFF, _("Solo el despacho"))]
