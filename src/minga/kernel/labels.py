"""How are the codes of the kernel said to people? Spanish source texts; pages pass them through gettext.

`gettext_noop` marks a text for the catalogue and returns it as it is: the kernel knows no Django.
"""

from minga.kernel.deadlines import CountingRule, TermKind, TermUnit
from minga.kernel.identifiers import IdFault, IdKind, IdWarning
from minga.kernel.quorum import Majority, Outcome, QuorumOutcome, VoteValue
from minga.kernel.refusal import Refused


def gettext_noop(text: str) -> str:
    """Return `text`; its name lets xgettext and Babel collect it."""
    return text


MONTHS = (
    gettext_noop("enero"),
    gettext_noop("febrero"),
    gettext_noop("marzo"),
    gettext_noop("abril"),
    gettext_noop("mayo"),
    gettext_noop("junio"),
    gettext_noop("julio"),
    gettext_noop("agosto"),
    gettext_noop("septiembre"),
    gettext_noop("octubre"),
    gettext_noop("noviembre"),
    gettext_noop("diciembre"),
)
MONTHS_SHORT = (
    gettext_noop("ene"),
    gettext_noop("feb"),
    gettext_noop("mar"),
    gettext_noop("abr"),
    gettext_noop("may"),
    gettext_noop("jun"),
    gettext_noop("jul"),
    gettext_noop("ago"),
    gettext_noop("sep"),
    gettext_noop("oct"),
    gettext_noop("nov"),
    gettext_noop("dic"),
)
WEEKDAYS = (
    gettext_noop("lunes"),
    gettext_noop("martes"),
    gettext_noop("miércoles"),
    gettext_noop("jueves"),
    gettext_noop("viernes"),
    gettext_noop("sábado"),
    gettext_noop("domingo"),
)
# Names that kernel.holidays gives as facts, listed so that the catalogue holds them.
HOLIDAYS = (
    gettext_noop("Año Nuevo"),
    gettext_noop("Carnaval"),
    gettext_noop("Viernes Santo"),
    gettext_noop("Día del Trabajo"),
    gettext_noop("Batalla de Pichincha"),
    gettext_noop("Primer Grito de Independencia"),
    gettext_noop("Independencia de Guayaquil"),
    gettext_noop("Día de los Difuntos"),
    gettext_noop("Independencia de Cuenca"),
    gettext_noop("Fundación de Quito"),
    gettext_noop("Navidad"),
)

KINDS = {
    TermKind.TERMINO: gettext_noop("término"),
    TermKind.PLAZO: gettext_noop("plazo"),
}
UNITS = {
    TermUnit.HOURS: (gettext_noop("hora"), gettext_noop("horas")),
    TermUnit.DAYS: (gettext_noop("día"), gettext_noop("días")),
    TermUnit.MONTHS: (gettext_noop("mes"), gettext_noop("meses")),
    TermUnit.YEARS: (gettext_noop("año"), gettext_noop("años")),
}

# The clauses of kernel.explanation.
EXPLANATION = {
    "counting": gettext_noop("{amount} {unit} {kind} desde {start}"),
    "skips": gettext_noop("se saltan {days}"),
    "skips-one": gettext_noop("se salta {days}"),
    "skips-counted": gettext_noop("se saltan los fines de semana y {holidays} feriados"),
    "weekends": gettext_noop("los fines de semana"),
    "other-weekends": gettext_noop("los demás fines de semana"),
    "moves": gettext_noop(
        "el último día, {day}, no es laborable ({name}) y pasa al siguiente día laborable"
    ),
    "due": gettext_noop("vence el {day}"),
    "due-at": gettext_noop("vence a las {time} del {day}"),
    "due-at-day-end": gettext_noop("vence al terminar el {day}"),
    "on-day": gettext_noop("el {day}"),
    "moment": gettext_noop("las {time} del {day}"),
    "day": gettext_noop("{day} de {month}"),
    "day-and-year": gettext_noop("{day} de {year}"),
    "and": gettext_noop("{first} y {last}"),
}

COUNTING_RULES = {
    CountingRule.STARTING_POINT: gettext_noop("desde qué día se empieza a contar"),
    CountingRule.PLAZO_END_MOVES: gettext_noop(
        "que el plazo que termina en un día no laborable pase al siguiente laborable"
    ),
    CountingRule.TERM_IN_HOURS: gettext_noop(
        "cómo se cuenta en horas: el COA no tiene plazos en horas"
    ),
    CountingRule.WEEKEND_TRANSFER: gettext_noop(
        "que el descanso del 1 de enero y del 25 de diciembre se traslade cuando caen en fin de semana"
    ),
}

ID_KINDS = {
    IdKind.CEDULA: gettext_noop("cédula"),
    IdKind.RUC_NATURAL: gettext_noop("RUC de persona natural"),
    IdKind.RUC_PRIVATE: gettext_noop("RUC de sociedad privada"),
    IdKind.RUC_PUBLIC: gettext_noop("RUC de entidad pública"),
}
ID_WARNINGS = {
    IdWarning.THIRD_DIGIT_SIX: gettext_noop(
        "El tercer dígito es 6: poco común en una cédula. Compárala con el documento."
    ),
    IdWarning.PROVINCE_ABROAD: gettext_noop("Empieza por 30: registrada en el exterior."),
    IdWarning.COMPANY_CHECK_DIGIT: gettext_noop(
        "El dígito verificador no cuadra. El SRI ha emitido RUC de sociedades así: compáralo con el certificado."
    ),
    IdWarning.ESTABLISHMENT: gettext_noop(
        "No termina en 001: puede ser el número de un establecimiento y no el del RUC."
    ),
    IdWarning.LEADING_ZERO_LOST: gettext_noop(
        "Parece que una hoja de cálculo le quitó el cero inicial: escríbelo con el 0."
    ),
}
ID_FAULTS = {
    IdFault.EMPTY: gettext_noop("Falta el número."),
    IdFault.NOT_DIGITS: gettext_noop("Debe tener solo números del 0 al 9."),
    IdFault.LENGTH: gettext_noop("Una cédula tiene 10 dígitos y un RUC 13: cuéntalos de nuevo."),
    IdFault.PROVINCE: gettext_noop(
        "Los dos primeros dígitos no son los de una provincia (01 a 24, o 30 en el exterior)."
    ),
    IdFault.THIRD_DIGIT: gettext_noop("El tercer dígito no corresponde a ninguna cédula ni RUC."),
    IdFault.ENDING: gettext_noop("El RUC debe terminar en 001."),
    IdFault.CHECK_DIGIT: gettext_noop(
        "El último dígito no cuadra con los demás: revisa si hay uno cambiado."
    ),
}

VOTES = {
    VoteValue.IN_FAVOUR: gettext_noop("A favor"),
    VoteValue.AGAINST: gettext_noop("En contra"),
    VoteValue.ABSTENTION: gettext_noop("Abstención"),
    VoteValue.BLANK: gettext_noop("En blanco"),
    VoteValue.ABSENT: gettext_noop("Ausente"),
}
MAJORITIES = {
    Majority.SIMPLE: gettext_noop("Mayoría simple: más de la mitad de los presentes"),
    Majority.ABSOLUTE: gettext_noop("Mayoría absoluta: más de la mitad de los integrantes"),
    Majority.TWO_THIRDS: gettext_noop("Dos tercios de los integrantes"),
}
# Filled from the fields of quorum.Decision and quorum.QuorumCheck.
OUTCOMES = {
    Outcome.APPROVED: gettext_noop(
        "Aprobada: {in_favour} a favor y {against} en contra; hacían falta {needed} votos de {base}."
    ),
    Outcome.REJECTED: gettext_noop(
        "No aprobada: {in_favour} a favor y {against} en contra; hacían falta {needed} votos de {base}."
    ),
    Outcome.TIED: gettext_noop(
        "Empate: {in_favour} a favor y {against} en contra; falta el voto dirimente."
    ),
    Outcome.APPROVED_BY_CASTING_VOTE: gettext_noop(
        "Aprobada por voto dirimente tras un empate de {in_favour} a {against}."
    ),
    Outcome.REJECTED_BY_CASTING_VOTE: gettext_noop(
        "No aprobada por voto dirimente tras un empate de {in_favour} a {against}."
    ),
}
QUORUM_OUTCOMES = {
    QuorumOutcome.REACHED: gettext_noop(
        "Hay quórum: {present} presentes de {members}; hacen falta {needed}."
    ),
    QuorumOutcome.MISSING: gettext_noop(
        "No hay quórum: {present} presentes de {members}; hacen falta {needed} y faltan {missing}."
    ),
}

REFUSALS = {
    "date-out-of-range": gettext_noop("El calendario responde de {first} a {last}: revisa el año."),
    "start-unreadable": gettext_noop(
        "“{text}” no es una fecha: escríbela como AAAA-MM-DD, por ejemplo 2026-10-26."
    ),
    "amount-unreadable": gettext_noop("“{text}” no es una cantidad: escribe un número entero."),
    "amount-not-positive": gettext_noop("La cantidad debe ser 1 o más, y es {amount}."),
    "amount-too-large": gettext_noop("La cantidad es demasiado grande: como mucho {limit}."),
    "termino-only-in-days": gettext_noop(
        "Un término se cuenta en días (COA 158): para meses o años usa un plazo."
    ),
    "unknown-kind": gettext_noop("“{text}” no es una clase de plazo: usa {known}."),
    "unknown-unit": gettext_noop("“{text}” no es una unidad: usa {known}."),
    "unknown-place": gettext_noop("“{text}” no es un lugar con calendario propio: usa {known}."),
    "money-unreadable": gettext_noop(
        "“{text}” no es un valor en dólares: escríbelo como 1.200,50."
    ),
    "money-ambiguous": gettext_noop(
        "“{text}” puede leerse como dos valores distintos: escríbelo con centavos, como 1.200,50 o 1200,50."
    ),
    "money-too-precise": gettext_noop("“{text}” tiene más de dos decimales."),
    "money-too-large": gettext_noop("El valor es demasiado grande: como mucho {digits} cifras."),
    "negative-number": gettext_noop(
        "No puede haber un número negativo de personas o votos: {number}."
    ),
    "no-members": gettext_noop("El cuerpo debe tener al menos un integrante, y tiene {members}."),
    "more-present-than-members": gettext_noop(
        "Hay {present} presentes y solo {members} integrantes."
    ),
    "more-votes-than-members": gettext_noop("Hay {votes} votos y solo {members} integrantes."),
    "blank-effect-not-set": gettext_noop(
        "Hay votos en blanco ({votes}) y no se ha fijado cómo cuentan: pregúntalo a la Secretaría."
    ),
    "abstention-effect-not-set": gettext_noop(
        "Hay abstenciones ({votes}) y no se ha fijado cómo cuentan: pregúntalo a la Secretaría."
    ),
    "casting-vote-takes-no-side": gettext_noop("El voto dirimente debe ser a favor o en contra."),
    "file-not-found": gettext_noop("No existe el archivo {path}: revisa el nombre y la carpeta."),
    "file-unreadable": gettext_noop(
        "No se puede leer {path}: revisa que sea un archivo y que tengas permiso."
    ),
    "file-encoding-unknown": gettext_noop(
        "No se reconocen las letras de {path}: guárdalo como CSV en UTF-8."
    ),
    "column-missing": gettext_noop(
        "Falta la columna “{column}”: la primera fila debe nombrar {columns}."
    ),
    "row-unreadable": gettext_noop("La línea {line} no se puede leer: guarda el archivo como CSV."),
    "row-too-long": gettext_noop(
        "La línea {line} tiene {cells} celdas y la cabecera {columns}: revisa comas y comillas."
    ),
    "row-refused": gettext_noop("Línea {line}: {reason}"),
}


def refusal_sentence(refusal: Refused) -> str:
    """Return why something was refused, in Spanish."""
    return REFUSALS[refusal.code].format(**refusal.facts)
