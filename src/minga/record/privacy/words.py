"""What do the codes of privacy mean in words?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minga.record.rules.breaches import BreachState, NoticePart
from minga.record.rules.data_requests import (
    DataRequestState,
    DataRight,
    IdentityProof,
    RefusalCause,
)
from minga.record.rules.processing import LegalBasis

type Words = Promise | str

RIGHT_LABELS: dict[str, Words] = {
    DataRight.ACCESS: _("Ver mis datos (acceso)"),
    DataRight.RECTIFICATION: _("Corregir mis datos (rectificación)"),
    DataRight.ERASURE: _("Borrar mis datos (eliminación)"),
    DataRight.OBJECTION: _("Que dejen de usarlos (oposición)"),
    DataRight.PORTABILITY: _("Llevármelos en un archivo (portabilidad)"),
}
RIGHT_NOUNS: dict[str, Words] = {
    DataRight.ACCESS: _("Acceso a datos"),
    DataRight.RECTIFICATION: _("Rectificación de datos"),
    DataRight.ERASURE: _("Eliminación de datos"),
    DataRight.OBJECTION: _("Oposición al uso de datos"),
    DataRight.PORTABILITY: _("Portabilidad de datos"),
}
REQUEST_STATES: dict[str, Words] = {
    DataRequestState.RECEIVED: _("Recibida"),
    DataRequestState.IDENTITY_PENDING: _("Falta comprobar la identidad"),
    DataRequestState.IN_PROGRESS: _("En trámite"),
    DataRequestState.GRANTED: _("Concedida"),
    DataRequestState.PARTLY_GRANTED: _("Concedida en parte"),
    DataRequestState.REFUSED: _("Negada"),
    DataRequestState.WITHDRAWN: _("Retirada"),
}
PROOF_LABELS: dict[str, Words] = {
    IdentityProof.DOCUMENT_SHOWN: _("Mostró su documento y es la persona"),
    IdentityProof.OWN_ACCOUNT: _("La pidió desde su propia cuenta"),
    IdentityProof.LEGAL_REPRESENTATIVE: _("Es su representante legal y lo probó"),
}
CAUSE_LABELS: dict[str, Words] = {
    RefusalCause.IDENTITY_NOT_PROVEN: _("No se pudo comprobar que los datos son de quien los pide"),
    RefusalCause.LEGAL_DUTY_TO_KEEP: _("La ley obliga a conservarlos (archivo público)"),
    RefusalCause.RECORD_IN_PROCESS: _("Son de una votación o de firmas de un trámite en curso"),
    RefusalCause.PUBLIC_OFFICE: _("Son del ejercicio de un cargo público, que es público"),
    RefusalCause.RIGHTS_OF_OTHERS: _("Entregarlos mostraría datos de otras personas"),
    RefusalCause.NOT_HELD_HERE: _("Esta institución no tiene esos datos"),
}
CAUSE_ARTICLES: dict[str, Words] = {
    RefusalCause.IDENTITY_NOT_PROVEN: _("artículo por verificar"),
    RefusalCause.LEGAL_DUTY_TO_KEEP: "LOPDP 15",
    RefusalCause.RECORD_IN_PROCESS: "LOPDP 15",
    RefusalCause.PUBLIC_OFFICE: _("artículo por verificar"),
    RefusalCause.RIGHTS_OF_OTHERS: _("artículo por verificar"),
    RefusalCause.NOT_HELD_HERE: _("artículo por verificar"),
}
BREACH_STATES: dict[str, Words] = {
    BreachState.DETECTED: _("Detectada"),
    BreachState.ASSESSED: _("Evaluada"),
    BreachState.NOTIFIED_AUTHORITY: _("Avisada a la autoridad"),
    BreachState.NOTIFIED_SUBJECTS: _("Avisada a las personas"),
    BreachState.NOTIFIED_BOTH: _("Avisada a la autoridad y a las personas"),
    BreachState.CLOSED: _("Cerrada"),
}
PART_LABELS: dict[str, Words] = {
    NoticePart.WHEN: _("Cuándo pasó y cuándo se supo"),
    NoticePart.NATURE: _("Qué pasó: se perdieron, se cambiaron o los vio quien no debía"),
    NoticePart.DATA: _("Qué clases de datos son"),
    NoticePart.PEOPLE: _("A cuántas personas y de qué grupos, aunque sea aproximado"),
    NoticePart.CONSEQUENCES: _("Qué puede pasarles por esto"),
    NoticePart.MEASURES: _("Qué se hizo y qué se hará para remediarlo"),
    NoticePart.ADVICE: _("Qué puede hacer la persona para protegerse"),
    NoticePart.CONTACT: _("Con quién hablar: delegado o delegada de protección de datos"),
}
BASIS_LABELS: dict[str, Words] = {
    LegalBasis.CONSENT: _("Consentimiento de la persona"),
    LegalBasis.LEGAL_DUTY: _("Cumplimiento de una obligación legal"),
    LegalBasis.PUBLIC_INTEREST: _("Misión de interés público o ejercicio de un poder público"),
    LegalBasis.CONTRACT: _("Ejecución de un contrato o de pasos previos que la persona pidió"),
    LegalBasis.VITAL_INTEREST: _("Interés vital de la persona o de otra"),
}


# To whom a person may go who disagrees with an answer.
AUTHORITY = "Superintendencia de Protección de Datos Personales"


def rights() -> list[tuple[str, Words]]:
    """Choices of `DataSubjectRequest.right`."""
    return list(RIGHT_LABELS.items())


def bases() -> list[tuple[str, Words]]:
    """Choices of `ProcessingActivity.legal_basis`."""
    return list(BASIS_LABELS.items())


REFUSALS: dict[str, Words] = {
    "answer-missing": _("Escribe la respuesta: qué se hizo, o por qué no."),
    "copy-not-handed-over": _("Primero entrega la copia de los datos."),
    "data-are-ours": _("Los datos son de esta institución: no hay otra a la que avisar."),
    "data-of-another": _(
        "Los datos son de otra entidad: avísale; ella evalúa y avisa a las demás."
    ),
    "no-such-transition": _("Ese paso ya no cabe: el expediente cambió. Ábrelo otra vez."),
    "not-the-person": _("Solo quien la pidió puede retirarla."),
    "notice-incomplete": _("Al aviso le falta algo de la lista. Lo que no se sabe se dice así."),
    "person-erased": _("Los datos de esta persona ya fueron borrados."),
    "person-missing": _("Primero busca o registra a la persona."),
    "processing-ended": _("Ese tratamiento ya terminó."),
    "reason-missing": _("Escribe qué se aprendió y, si no se avisó, por qué no hacía falta."),
    "refusal-cause-against-identity": _(
        "Esa causa no calza: la identidad solo es causa cuando no se pudo comprobar, y entonces es la única."
    ),
    "refusal-cause-missing": _("Escoge la causa legal. Sin causa no se niega."),
    "refusal-cause-of-another-right": _("Esa causa no sirve para negar este derecho."),
    "request-already-open": _("Ya hay una solicitud igual en trámite: {number}."),
    "right-gives-no-copy": _("Ese derecho no termina con una copia de los datos."),
    "right-is-not-erasure": _("Esa solicitud no pide borrar los datos."),
    "risk-found-already": _("El riesgo ya consta en el expediente."),
    "risk-not-answered": _("Hay riesgo: avisa a la autoridad y a las personas antes de cerrar."),
    "stale-case": _("Otra persona ya dio ese paso. Abre el expediente otra vez."),
}
