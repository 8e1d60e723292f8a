"""What do the codes of this context mean in words?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minga.plan.rules.casework import CaseworkOrigin, CaseworkState
from minga.plan.rules.codes import (
    ActivityStatus,
    Aggregation,
    Direction,
    MoneyKind,
    PointKind,
    SelfIdentification,
    Sex,
)
from minga.plan.rules.evaluations import EvaluationState, Finding
from minga.plan.rules.letters import LetterKind, Placeholder
from minga.record.public import Visibility

STATUS_LABELS: dict[str, Promise | str] = {
    ActivityStatus.NO_RECORD: _("Sin registro"),
    ActivityStatus.NOT_STARTED: _("Sin empezar"),
    ActivityStatus.ON_SCHEDULE: _("En marcha"),
    ActivityStatus.DELAYED: _("Atrasada"),
    ActivityStatus.STALLED: _("Detenida"),
    ActivityStatus.DONE: _("Cumplida"),
    ActivityStatus.UNKNOWN: _("No se puede saber"),
    ActivityStatus.CLOSED_SHORT: _("Cerró sin llegar a su meta"),
}

DIRECTION_LABELS: dict[str, Promise | str] = {
    Direction.INCREASE: _("Mientras más, mejor"),
    Direction.DECREASE: _("Mientras menos, mejor"),
    Direction.MAINTAIN: _("Se debe mantener"),
}

AGGREGATION_LABELS: dict[str, Promise | str] = {
    Aggregation.SUM: _("Se suman las mediciones"),
    Aggregation.LAST: _("Vale la última medición"),
    Aggregation.WEIGHTED_MEAN: _("Promedio ponderado por el denominador"),
    Aggregation.NONE: _("No se agrega"),
}

POINT_KIND_LABELS: dict[str, Promise | str] = {
    PointKind.BASELINE: _("Línea base"),
    PointKind.TARGET: _("Meta"),
}

MONEY_KIND_LABELS: dict[str, Promise | str] = {
    MoneyKind.PLANNED: _("Planificado"),
    MoneyKind.SPENT: _("Gastado"),
}

SEX_LABELS: dict[str, Promise | str] = {Sex.WOMEN: _("Mujeres"), Sex.MEN: _("Hombres")}

SELF_IDENTIFICATION_LABELS: dict[str, Promise | str] = {
    SelfIdentification.INDIGENOUS: _("Indígena"),
    SelfIdentification.AFRO_ECUADORIAN: _("Afroecuatoriana"),
    SelfIdentification.MONTUBIO: _("Montubia"),
    SelfIdentification.MESTIZO: _("Mestiza"),
    SelfIdentification.WHITE: _("Blanca"),
    SelfIdentification.OTHER: _("Otra"),
}

# Official short titles of the 17 goals of the 2030 Agenda.
GOAL_LABELS: dict[int, Promise | str] = {
    1: _("Fin de la pobreza"),
    2: _("Hambre cero"),
    3: _("Salud y bienestar"),
    4: _("Educación de calidad"),
    5: _("Igualdad de género"),
    6: _("Agua limpia y saneamiento"),
    7: _("Energía asequible y no contaminante"),
    8: _("Trabajo decente y crecimiento económico"),
    9: _("Industria, innovación e infraestructura"),
    10: _("Reducción de las desigualdades"),
    11: _("Ciudades y comunidades sostenibles"),
    12: _("Producción y consumo responsables"),
    13: _("Acción por el clima"),
    14: _("Vida submarina"),
    15: _("Vida de ecosistemas terrestres"),
    16: _("Paz, justicia e instituciones sólidas"),
    17: _("Alianzas para lograr los objetivos"),
}

# What the fields of a filed plan are called where two versions are compared.
FIELD_LABELS: dict[str, Promise | str] = {
    "title": _("Título"),
    "jurisdiction": _("Para dónde"),
    "period_start": _("Primer año"),
    "period_end": _("Último año"),
    "authors": _("Quién lo firma"),
    "list_name": _("Lista"),
    "vision": _("Visión"),
    "general_objective": _("Objetivo general"),
    "specific_objectives": _("Objetivos específicos"),
    "diagnosis": _("Diagnóstico"),
    "systems": _("Sistemas de desarrollo"),
    "accountability": _("Cómo promete rendir cuentas"),
    "text": _("Texto"),
    "objective": _("Objetivo"),
    "programme": _("Programa"),
    "years": _("Años"),
    "sdg": _("Agenda 2030"),
    "baseline": _("Línea base"),
    "target": _("Meta"),
    "strategies": _("Estrategias"),
    "evaluation": _("Evaluación"),
}


def directions() -> list[tuple[str, Promise | str]]:
    """Choices of `Indicator.direction`."""
    return list(DIRECTION_LABELS.items())


def aggregations() -> list[tuple[str, Promise | str]]:
    """Choices of `Indicator.aggregation`."""
    return list(AGGREGATION_LABELS.items())


def point_kinds() -> list[tuple[str, Promise | str]]:
    """Choices of `IndicatorPoint.kind`."""
    return list(POINT_KIND_LABELS.items())


def money_kinds() -> list[tuple[str, Promise | str]]:
    """Choices of `MoneyEntry.kind`."""
    return list(MONEY_KIND_LABELS.items())


def sexes() -> list[tuple[str, Promise | str]]:
    """Choices of `Measurement.sex`."""
    return list(SEX_LABELS.items())


def self_identifications() -> list[tuple[str, Promise | str]]:
    """Choices of `Measurement.self_identification`, as the census asks."""
    return list(SELF_IDENTIFICATION_LABELS.items())


CASEWORK_ORIGIN_LABELS: dict[str, Promise | str] = {
    CaseworkOrigin.COUNTER: _("En ventanilla"),
    CaseworkOrigin.PHONE: _("Por teléfono"),
    CaseworkOrigin.VISIT: _("En una visita"),
    CaseworkOrigin.LETTER: _("Por carta o mensaje"),
    CaseworkOrigin.OWN_INITIATIVE: _("Por iniciativa del despacho"),
}

CASEWORK_STATE_LABELS: dict[str, Promise | str] = {
    CaseworkState.REQUESTED: _("Pedida"),
    CaseworkState.IN_PROGRESS: _("En gestión"),
    CaseworkState.ANSWERED: _("Respondida"),
    CaseworkState.DONE: _("Lograda"),
    CaseworkState.PARTLY_DONE: _("Lograda en parte"),
    CaseworkState.REFUSED: _("Negada"),
    CaseworkState.GIVEN_UP: _("Se dejó de gestionar"),
    CaseworkState.PASSED_ON: _("Pasada a otra entidad"),
}


def casework_origins() -> list[tuple[str, Promise | str]]:
    """Choices of `Casework.origin`."""
    return list(CASEWORK_ORIGIN_LABELS.items())


FINDING_LABELS: dict[str, Promise | str] = {
    Finding.MET: _("Cumple"),
    Finding.PARTLY_MET: _("Cumple en parte"),
    Finding.NOT_MET: _("No cumple"),
    Finding.UNKNOWN: _("No se puede saber"),
}

EVALUATION_STATE_LABELS: dict[str, Promise | str] = {
    EvaluationState.DONE: _("Hecha"),
    EvaluationState.DONE_LATE: _("Hecha fuera de su año"),
    EvaluationState.PENDING: _("Pendiente"),
    EvaluationState.MISSING: _("Faltó"),
}


def findings() -> list[tuple[str, Promise | str]]:
    """Choices of `ActivityEvaluation.finding`."""
    return list(FINDING_LABELS.items())


LETTER_KIND_LABELS: dict[str, Promise | str] = {
    LetterKind.REQUEST: _("Pedido a una entidad"),
    LetterKind.REMINDER: _("Insistencia"),
    LetterKind.REPLY: _("Respuesta a quien pidió"),
    LetterKind.INVITATION: _("Invitación a una reunión"),
}

LETTER_VISIBILITY_LABELS: dict[str, Promise | str] = {
    Visibility.PUBLIC: _("A una entidad o a un cargo: cuando se envíe, cualquiera podrá leerla"),
    Visibility.STAFF: _("A una persona, o nombra a una: solo la ve el despacho"),
}

PLACEHOLDER_LABELS: dict[str, Promise | str] = {
    Placeholder.NUMBER: _("el número de la carta"),
    Placeholder.WRITTEN_ON: _("la fecha de la carta"),
    Placeholder.ANSWER_BY: _("hasta cuándo se espera respuesta"),
    Placeholder.ENTITY: _("la entidad a la que va"),
    Placeholder.POSITION: _("el cargo a quien va"),
    Placeholder.NEED: _("lo que se pide, en una línea"),
    Placeholder.PLACE: _("la parroquia"),
    Placeholder.CASE: _("el número de la gestión"),
    Placeholder.OFFICE: _("el nombre del despacho"),
    Placeholder.SIGNATORY: _("quien firma"),
    Placeholder.EARLIER: _("la carta sin respuesta"),
    Placeholder.EARLIER_ON: _("el día de esa carta"),
    Placeholder.DAYS_WAITED: _("los días que lleva sin respuesta"),
    Placeholder.STEPS: _("lo que se ha hecho, con sus días"),
    Placeholder.MEETING_AT: _("cuándo es la reunión"),
    Placeholder.MEETING_PLACE: _("dónde es la reunión"),
}


def letter_kinds() -> list[tuple[str, Promise | str]]:
    """Choices of `Letter.kind`."""
    return list(LETTER_KIND_LABELS.items())


def letter_visibilities() -> list[tuple[str, Promise | str]]:
    """Choices of `Letter.visibility`."""
    return list(LETTER_VISIBILITY_LABELS.items())
