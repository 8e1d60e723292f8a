"""What do the codes of the dialogue mean in words?"""

from enum import IntEnum, StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ContributionKind(StrEnum):
    """What a person wrote it for."""

    QUESTION = "QUESTION"
    FOLLOW_UP = "FOLLOW_UP"
    COMMENT = "COMMENT"
    PROPOSAL = "PROPOSAL"
    REASON = "REASON"


class Language(StrEnum):
    """In which language words were written: a BCP 47 tag, `und` for one that is not listed."""

    SPANISH = "es"
    KICHWA = "qu"
    ENGLISH = "en"
    OTHER = "und"


class Side(IntEnum):
    """Whether somebody supports a thing or is against it."""

    AGAINST = -1
    FOR = 1


class AnswerStatus(StrEnum):
    """What the competent body made of a contribution."""

    ACCEPTED = "ACCEPTED"
    PARTLY_ACCEPTED = "PARTLY_ACCEPTED"
    NOT_ACCEPTED = "NOT_ACCEPTED"
    NOTED = "NOTED"


class Rule(StrEnum):
    """A published rule of the conversation: the only reasons for which words are hidden."""

    INSULT = "INSULT"
    DISCRIMINATION = "DISCRIMINATION"
    PRIVATE_DATA = "PRIVATE_DATA"
    THREAT = "THREAT"
    FLOOD = "FLOOD"
    ADVERTISING = "ADVERTISING"
    OFF_TOPIC = "OFF_TOPIC"
    IMPERSONATION = "IMPERSONATION"


class DecisionKind(StrEnum):
    """What a moderator decided about a contribution."""

    HIDE = "HIDE"
    RESTORE = "RESTORE"
    KEEP = "KEEP"
    UPHOLD = "UPHOLD"
    GRANT = "GRANT"


CONTRIBUTION_KIND_LABELS: dict[str, Promise | str] = {
    ContributionKind.QUESTION: _("Pregunta"),
    ContributionKind.FOLLOW_UP: _("Repregunta"),
    ContributionKind.COMMENT: _("Comentario"),
    ContributionKind.PROPOSAL: _("Propuesta de redacción"),
    ContributionKind.REASON: _("Razón de un apoyo"),
}

LANGUAGE_LABELS: dict[str, Promise | str] = {
    Language.SPANISH: _("Español"),
    Language.KICHWA: _("Kichwa"),
    Language.ENGLISH: _("Inglés"),
    Language.OTHER: _("Otra lengua"),
}

SIDE_LABELS: dict[int, Promise | str] = {
    Side.FOR: _("A favor"),
    Side.AGAINST: _("En contra"),
}

ANSWER_STATUS_LABELS: dict[str, Promise | str] = {
    AnswerStatus.ACCEPTED: _("Aceptado"),
    AnswerStatus.PARTLY_ACCEPTED: _("Aceptado en parte"),
    AnswerStatus.NOT_ACCEPTED: _("No aceptado"),
    AnswerStatus.NOTED: _("Tomado en cuenta"),
}

RULE_LABELS: dict[str, Promise | str] = {
    Rule.INSULT: _("Insulta o humilla a una persona"),
    Rule.DISCRIMINATION: _("Discrimina o llama al odio"),
    Rule.PRIVATE_DATA: _("Publica datos privados de alguien"),
    Rule.THREAT: _("Amenaza o llama a la violencia"),
    Rule.FLOOD: _("Repite lo mismo muchas veces"),
    Rule.ADVERTISING: _("Es publicidad"),
    Rule.OFF_TOPIC: _("No trata de este asunto"),
    Rule.IMPERSONATION: _("Se hace pasar por otra persona u organización"),
}

RULE_TEXTS: dict[str, Promise | str] = {
    Rule.INSULT: _(
        "Se puede criticar con dureza lo que hace una autoridad. No se puede insultar ni humillar "
        "a nadie."
    ),
    Rule.DISCRIMINATION: _(
        "No se permite llamar al odio ni rebajar a nadie por su origen, color, sexo, identidad, "
        "lengua, religión, edad o discapacidad."
    ),
    Rule.PRIVATE_DATA: _(
        "No publiques cédulas, teléfonos, direcciones, enfermedades ni otros datos privados, "
        "tampoco los tuyos."
    ),
    Rule.THREAT: _("No se permite amenazar ni pedir que otros hagan daño."),
    Rule.FLOOD: _("No repitas el mismo texto muchas veces. Una vez basta: los apoyos se cuentan."),
    Rule.ADVERTISING: _("Aquí no se vende ni se pide dinero."),
    Rule.OFF_TOPIC: _("Escribe sobre el asunto de la página. Para otro asunto hay otra página."),
    Rule.IMPERSONATION: _("Habla en tu nombre, o en el de una organización que representas."),
}

DECISION_LABELS: dict[str, Promise | str] = {
    DecisionKind.HIDE: _("Se ocultó"),
    DecisionKind.RESTORE: _("Se mostró de nuevo"),
    DecisionKind.KEEP: _("Se revisó y se dejó como está"),
    DecisionKind.UPHOLD: _("Se confirmó en apelación"),
    DecisionKind.GRANT: _("Se aceptó la apelación"),
}


def contribution_kinds() -> list[tuple[str, Promise | str]]:
    """Choices of `Contribution.kind`."""
    return list(CONTRIBUTION_KIND_LABELS.items())


def languages() -> list[tuple[str, Promise | str]]:
    """Choices of `Contribution.language`."""
    return list(LANGUAGE_LABELS.items())


def sides() -> list[tuple[int, Promise | str]]:
    """Choices of `Support.side`."""
    return list(SIDE_LABELS.items())


def answer_statuses() -> list[tuple[str, Promise | str]]:
    """Choices of `OfficialAnswer.status`."""
    return list(ANSWER_STATUS_LABELS.items())


def published_rules() -> list[tuple[str, Promise | str]]:
    """Choices of every reason: the published rules, in their order."""
    return list(RULE_LABELS.items())


def decision_kinds() -> list[tuple[str, Promise | str]]:
    """Choices of `ModerationDecision.kind`."""
    return list(DECISION_LABELS.items())
