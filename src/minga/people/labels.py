"""What do the codes of this context mean in words?"""

from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minga.kernel.refusal import Refused
from minga.website.dates import long_date


class Role(StrEnum):
    """What a person may be in a body; see `permissions`."""

    COUNCILLOR = "COUNCILLOR"
    ALTERNATE_COUNCILLOR = "ALTERNATE_COUNCILLOR"
    MAYOR = "MAYOR"
    ADVISER = "ADVISER"
    COUNCIL_SECRETARY = "COUNCIL_SECRETARY"
    COMMISSION_SECRETARY = "COMMISSION_SECRETARY"
    COMMISSION_CHAIR = "COMMISSION_CHAIR"
    ZONE_OFFICER = "ZONE_OFFICER"
    CLERK = "CLERK"
    MODERATOR = "MODERATOR"
    AUDITOR = "AUDITOR"
    ADMINISTRATOR = "ADMINISTRATOR"
    DATA_PROTECTION_OFFICER = "DATA_PROTECTION_OFFICER"


class BodyKind(StrEnum):
    """What a body is."""

    COUNCIL = "COUNCIL"
    COMMISSION = "COMMISSION"
    OFFICE = "OFFICE"
    ENTITY = "ENTITY"
    PARISH_BOARD = "PARISH_BOARD"
    ASSEMBLY = "ASSEMBLY"
    ORGANISATION = "ORGANISATION"


class IdentityLevel(StrEnum):
    """How sure the program is of who somebody is, from less to more."""

    ANONYMOUS = "ANONYMOUS"
    CONTACT_CONFIRMED = "CONTACT_CONFIRMED"
    ID_DECLARED = "ID_DECLARED"
    RESIDENT_CHECKED = "RESIDENT_CHECKED"


class CodePurpose(StrEnum):
    """Which door a one-time code opens."""

    INVITATION = "INVITATION"
    PASSWORD_RESET = "PASSWORD_RESET"  # noqa: S105 - a code of purpose, not a password
    DEMONSTRATION = "DEMONSTRATION"


class AccountEventKind(StrEnum):
    """What was done with an account or an identity."""

    ACCOUNT_CREATED = "ACCOUNT_CREATED"
    INVITED = "INVITED"
    ROLE_GRANTED = "ROLE_GRANTED"
    ROLE_ENDED = "ROLE_ENDED"
    REPRESENTATION_GIVEN = "REPRESENTATION_GIVEN"
    REPRESENTATION_ENDED = "REPRESENTATION_ENDED"
    NATIONAL_ID_SET = "NATIONAL_ID_SET"
    NATIONAL_ID_RELEASED = "NATIONAL_ID_RELEASED"
    LEVEL_RAISED = "LEVEL_RAISED"
    PASSWORD_CODE_ISSUED = "PASSWORD_CODE_ISSUED"  # noqa: S105 - a code of event, not a password
    PASSWORD_RESET = "PASSWORD_RESET"  # noqa: S105 - a code of event, not a password
    SECOND_FACTOR_REMOVED = "SECOND_FACTOR_REMOVED"
    RECOVERY_ASKED = "RECOVERY_ASKED"
    RECOVERY_CANCELLED = "RECOVERY_CANCELLED"
    DATA_EXPORTED = "DATA_EXPORTED"
    DATA_CORRECTED = "DATA_CORRECTED"
    CONSENT_GIVEN = "CONSENT_GIVEN"
    CONSENT_WITHDRAWN = "CONSENT_WITHDRAWN"
    FOUND_AT_COUNTER = "FOUND_AT_COUNTER"
    OPENED_AT_COUNTER = "OPENED_AT_COUNTER"
    REGISTERED_AT_COUNTER = "REGISTERED_AT_COUNTER"
    NEEDS_NOTED = "NEEDS_NOTED"
    LOG_PRINTED = "LOG_PRINTED"
    FOLLOW_CODE_ISSUED = "FOLLOW_CODE_ISSUED"
    FOLLOW_CODE_RENEWED = "FOLLOW_CODE_RENEWED"
    FOLLOW_CODE_REVOKED = "FOLLOW_CODE_REVOKED"
    ERASED = "ERASED"


class ConsentChannel(StrEnum):
    """How a consent was given or withdrawn."""

    WEB = "WEB"
    COUNTER = "COUNTER"
    PAPER = "PAPER"
    REQUEST = "REQUEST"
    ERASURE = "ERASURE"


class RecoveryKind(StrEnum):
    """How an account is opened anew for its person."""

    PASSWORD = "PASSWORD"  # noqa: S105 - a code of kind, not a password
    SECOND_FACTOR = "SECOND_FACTOR"


class EvidenceMark(StrEnum):
    """How well a fact of reference is proven; see the legal parameters."""

    CONFIRMED = "C"
    DIGEST = "D"
    UNVERIFIED = "U"
    PRODUCT = "P"


ROLE_LABELS: dict[str, Promise | str] = {
    Role.COUNCILLOR: _("Concejal(a)"),
    Role.ALTERNATE_COUNCILLOR: _("Suplente"),
    Role.MAYOR: _("Alcalde(sa) Metropolitano(a)"),
    Role.ADVISER: _("Asesor(a) del despacho"),
    Role.COUNCIL_SECRETARY: _("Secretaría General del Concejo"),
    Role.COMMISSION_SECRETARY: _("Secretaría de comisión"),
    Role.COMMISSION_CHAIR: _("Presidente(a) de comisión"),
    Role.ZONE_OFFICER: _("Oficial de administración zonal"),
    Role.CLERK: _("Ventanilla"),
    Role.MODERATOR: _("Moderación"),
    Role.AUDITOR: _("Auditoría (solo lectura)"),
    Role.ADMINISTRATOR: _("Administración del sistema"),
    Role.DATA_PROTECTION_OFFICER: _("Delegado(a) de protección de datos"),
}

BODY_KIND_LABELS: dict[str, Promise | str] = {
    BodyKind.COUNCIL: _("Concejo"),
    BodyKind.COMMISSION: _("Comisión"),
    BodyKind.OFFICE: _("Despacho"),
    BodyKind.ENTITY: _("Entidad municipal"),
    BodyKind.PARISH_BOARD: _("GAD parroquial rural"),
    BodyKind.ASSEMBLY: _("Asamblea"),
    BodyKind.ORGANISATION: _("Organización"),
}

IDENTITY_LEVEL_LABELS: dict[str, Promise | str] = {
    IdentityLevel.ANONYMOUS: _("Sin identificar"),
    IdentityLevel.CONTACT_CONFIRMED: _("Contacto confirmado"),
    IdentityLevel.ID_DECLARED: _("Cédula declarada"),
    IdentityLevel.RESIDENT_CHECKED: _("Residencia comprobada"),
}

CODE_PURPOSE_LABELS: dict[str, Promise | str] = {
    CodePurpose.INVITATION: _("Invitación"),
    CodePurpose.PASSWORD_RESET: _("Contraseña nueva"),
    CodePurpose.DEMONSTRATION: _("Entrada de demostración"),
}

ACCOUNT_EVENT_LABELS: dict[str, Promise | str] = {
    AccountEventKind.ACCOUNT_CREATED: _("Se creó la cuenta"),
    AccountEventKind.INVITED: _("Se entregó una invitación"),
    AccountEventKind.ROLE_GRANTED: _("Se dio un cargo"),
    AccountEventKind.ROLE_ENDED: _("Terminó un cargo"),
    AccountEventKind.REPRESENTATION_GIVEN: _("Se registró una representación"),
    AccountEventKind.REPRESENTATION_ENDED: _("Terminó una representación"),
    AccountEventKind.NATIONAL_ID_SET: _("Se registró la cédula (solo su huella)"),
    AccountEventKind.NATIONAL_ID_RELEASED: _(
        "La cédula declarada pasó a quien la mostró en ventanilla"
    ),
    AccountEventKind.LEVEL_RAISED: _("Subió el nivel de identidad"),
    AccountEventKind.PASSWORD_CODE_ISSUED: _("Se entregó un código para contraseña nueva"),
    AccountEventKind.PASSWORD_RESET: _("Se cambió la contraseña con un código"),
    AccountEventKind.SECOND_FACTOR_REMOVED: _("Se quitó el segundo factor"),
    AccountEventKind.RECOVERY_ASKED: _("La administración pidió abrir la cuenta de nuevo"),
    AccountEventKind.RECOVERY_CANCELLED: _("Se anuló el pedido de abrir la cuenta de nuevo"),
    AccountEventKind.DATA_EXPORTED: _("Se descargaron los datos"),
    AccountEventKind.DATA_CORRECTED: _("Se corrigieron los datos a pedido"),
    AccountEventKind.CONSENT_GIVEN: _("Se dio un consentimiento"),
    AccountEventKind.CONSENT_WITHDRAWN: _("Se retiró un consentimiento"),
    AccountEventKind.FOUND_AT_COUNTER: _("Tu nombre salió en una búsqueda de ventanilla"),
    AccountEventKind.OPENED_AT_COUNTER: _("Se abrió tu ficha en ventanilla"),
    AccountEventKind.REGISTERED_AT_COUNTER: _("Se te registró en ventanilla"),
    AccountEventKind.NEEDS_NOTED: _("Se anotó cómo prefieres que te atiendan"),
    AccountEventKind.LOG_PRINTED: _("Se imprimió quién miró tus datos"),
    AccountEventKind.FOLLOW_CODE_ISSUED: _("Se entregó un código de seguimiento"),
    AccountEventKind.FOLLOW_CODE_RENEWED: _("Se cambió un código de seguimiento"),
    AccountEventKind.FOLLOW_CODE_REVOKED: _("Se anuló un código de seguimiento"),
    AccountEventKind.ERASED: _("Se borró la identidad"),
}

CONSENT_CHANNEL_LABELS: dict[str, Promise | str] = {
    ConsentChannel.WEB: _("En este sitio"),
    ConsentChannel.COUNTER: _("De palabra, en ventanilla"),
    ConsentChannel.PAPER: _("En un papel firmado"),
    ConsentChannel.REQUEST: _("Por una solicitud de oposición"),
    ConsentChannel.ERASURE: _("Al borrar los datos"),
}

RECOVERY_LABELS: dict[str, Promise | str] = {
    RecoveryKind.PASSWORD: _("Entregar un código para contraseña nueva"),
    RecoveryKind.SECOND_FACTOR: _("Quitar el segundo factor"),
}

EVIDENCE_LABELS: dict[str, Promise | str] = {
    EvidenceMark.CONFIRMED: _("Confirmado en una fuente"),
    EvidenceMark.DIGEST: _("Tomado de un resumen"),
    EvidenceMark.UNVERIFIED: _("Por verificar"),
    EvidenceMark.PRODUCT: _("Decisión del programa"),
}


def roles() -> list[tuple[str, Promise | str]]:
    """Choices of `Appointment.role`."""
    return list(ROLE_LABELS.items())


def body_kinds() -> list[tuple[str, Promise | str]]:
    """Choices of `Body.kind`."""
    return list(BODY_KIND_LABELS.items())


def identity_levels() -> list[tuple[str, Promise | str]]:
    """Choices of `Identity.level`."""
    return list(IDENTITY_LEVEL_LABELS.items())


def code_purposes() -> list[tuple[str, Promise | str]]:
    """Choices of `OneTimeCode.purpose`."""
    return list(CODE_PURPOSE_LABELS.items())


def account_event_kinds() -> list[tuple[str, Promise | str]]:
    """Choices of `AccountEvent.kind`."""
    return list(ACCOUNT_EVENT_LABELS.items())


def consent_channels() -> list[tuple[str, Promise | str]]:
    """Choices of `Consent.channel` and `Consent.withdrawn_through`."""
    return list(CONSENT_CHANNEL_LABELS.items())


def recovery_kinds() -> list[tuple[str, Promise | str]]:
    """Choices of `Recovery.kind`."""
    return list(RECOVERY_LABELS.items())


def evidence_marks() -> list[tuple[str, Promise | str]]:
    """Choices of `Body.evidence` and `Term.evidence`."""
    return list(EVIDENCE_LABELS.items())


REFUSALS: dict[str, Promise | str] = {
    "account-exists": _("Esta persona ya tiene cuenta."),
    "already-ended": _("Este cargo ya terminó en esa fecha o antes."),
    "already-represents": _("Esta persona ya representa a esa organización en esas fechas."),
    "appointment-ends-before-it-starts": _("El cargo no puede terminar antes de empezar."),
    "body-code-taken": _("Ese código ya lo usa otro cuerpo."),
    "body-unknown": _("No hay un cuerpo con esa dirección."),
    "code-expired": _("Ese código ya venció. Pide uno nuevo."),
    "code-unknown": _("No reconocemos ese código. Revisa letra por letra."),
    "code-used": _("Ese código ya se usó. Pide uno nuevo."),
    "consent-already-given": _("Ese consentimiento ya está dado y vigente."),
    "consent-not-given": _("Esta persona no tiene vigente ese consentimiento."),
    "consent-not-one-of-these": _("No hay un consentimiento con ese nombre."),
    "consent-proof-missing": _("Di qué papel firmado lo prueba."),
    "consent-text-changed": _(
        "El texto cambió mientras lo leías. Léelo otra vez antes de aceptar."
    ),
    "email-invalid": _("Ese correo no está bien escrito."),
    "name-max-length": _("El nombre es demasiado largo."),
    "name-missing": _("Escribe el nombre."),
    "national-id-invalid": _("Esa cédula no está bien escrita. Revisa los diez números."),
    "national-id-missing": _("Primero registra la cédula."),
    "national-id-taken": _(
        "Otra cuenta ya declaró esa cédula. Si es la tuya, acércate a la ventanilla con ella."
    ),
    "no-account": _("No hay una cuenta abierta con ese usuario."),
    "not-a-demonstration": _("Esto solo existe en la demostración."),
    "not-an-organisation": _("Solo se representa a organizaciones y asambleas."),
    "password-too-weak": _("Esa contraseña se adivina fácil. %(reasons)s"),
    "person-erased": _("Los datos de esta persona fueron borrados."),
    "person-unique": _("Esta persona ya tiene cuenta."),
    "proof-missing": _("Di qué documento prueba la representación."),
    "public-figure": _(
        "Ejerces o ejerciste un cargo público: tu nombre queda en el registro. "
        "La administración corrige errores."
    ),
    "parish-unknown": _("No hay una parroquia con ese código o nombre."),
    "recovery-already-asked": _("Eso ya está pedido para esta persona."),
    "recovery-closed": _("Ese pedido ya se cumplió o se anuló."),
    "recovery-expired": _("Ese pedido venció. Anúlalo y pídelo otra vez."),
    "recovery-needs-another": _("Falta que lo confirme otra persona que administra."),
    "recovery-of-oneself": _("Nadie abre de nuevo su propia cuenta."),
    "recovery-too-early": _("No hay otra persona que lo confirme: se puede desde el %(ready_at)s."),
    "representation-ends-before-it-starts": _("No puede terminar antes de empezar."),
    "resident-check-by-staff": _("La residencia la comprueba el personal, no la propia persona."),
    "role-already-held": _("Esta persona ya tiene ese cargo en esas fechas."),
    "role-in-office": _("Tienes un cargo vigente. Podrás borrar tus datos cuando termine."),
    "seat-of-another-body": _("Esa curul es de otro cuerpo."),
    "seat-number-taken": _("Ese número de curul ya existe."),
    "seat-taken": _("Esa curul está ocupada en esas fechas."),
    "slug-blank": _("Escribe el nombre con letras o números."),
    "slug-unique": _("Ya hay un cuerpo con esa dirección."),
    "term-ends-before-it-starts": _("El período no puede terminar antes de empezar."),
    "term-of-another-body": _("Ese período es de otro cuerpo."),
    "terms-overlap": _("El período se cruza con otro del mismo cuerpo."),
    "username-invalid": _("El usuario solo puede llevar letras, números y los signos @ . + - _"),
    "username-unique": _("Ese usuario ya existe. Escoge otro."),
}

RETENTION_KINDS: dict[str, Promise | str] = {
    "contributions": _("Preguntas, comentarios y apoyos; tu nombre no se publica"),
    "report-notes": _("Lo que escribes al avisar a moderación"),
    "moderation-locks": _("Qué persona de moderación leía qué"),
    "identity": _("Identidad: nombre, contacto y huella de la cédula"),
    "account": _("Cuenta: usuario y contraseña cifrada"),
    "appointments": _("Cargos y sus fechas"),
    "representations": _("Representaciones de organizaciones"),
    "erasures": _("Lista de borrados (sin nombres)"),
    "expired-sessions": _("Sesiones vencidas"),
    "lost-sessions": _("Dirección y navegador de sesiones cerradas"),
    "used-codes": _("Códigos usados o vencidos"),
    "unconfirmed-emails": _("Correos sin confirmar"),
    "account-events": _("Registro de lo que se hizo con tu cuenta"),
    "unconfirmed-followers": _("Correos y teléfonos que pidieron avisos y no se confirmaron"),
    "told-notices": _("Avisos ya enviados o mostrados de lo que sigues"),
    "recoveries": _("Pedidos de abrir una cuenta de nuevo, ya cerrados"),
    "follow-codes": _("Códigos de seguimiento que ya no abren nada (solo su huella)"),
    "counter-visits": _("Qué se te atendió en ventanilla, y cuándo"),
    "private-letters": _("Cartas que un despacho te escribió sobre lo que pediste"),
    "casework-words": _("Lo que le pediste a un despacho, en tus palabras, y tus papeles"),
    "data-requests": _("Lo que pediste sobre tus datos y lo que se te respondió"),
    "consents": _("Consentimientos retirados, con el texto que se aceptó"),
}

RETENTION_PURPOSES: dict[str, Promise | str] = {
    "public-conversation": _("Que se lea qué se preguntó y qué se respondió"),
    "moderate-by-rule": _("Decidir según las reglas publicadas"),
    "identify-who-acts": _("Saber quién hace cada acto"),
    "sign-in": _("Que puedas entrar"),
    "public-record-of-office": _("Registro público de quién ejerció qué cargo"),
    "prove-who-acts-for-whom": _("Probar quién actúa por quién"),
    "repeat-after-restore": _("Repetir los borrados si se recupera un respaldo"),
    "show-open-sessions": _("Que veas dónde está abierta tu cuenta"),
    "pursue-a-need": _("Que el despacho gestione lo que pediste"),
    "follow-a-case": _("Que sigas tu pedido sin cuenta"),
    "open-a-door-once": _("Que un código impreso sirva una sola vez"),
    "confirm-contact": _("Confirmar que el correo es tuyo"),
    "tell-followers": _("Avisarte de lo que sigues"),
    "show-what-staff-did": _("Que veas qué hizo el personal con tu cuenta"),
    "prove-the-answer": _("Probar qué se respondió a cada solicitud"),
    "prove-consent": _("Probar qué se consintió, cuándo y con qué texto"),
}

PART_LABELS: dict[str, Promise | str] = {
    "citizen": _("Ciudadanía"),
    "leader": _("Dirigente de una asociación"),
    "adviser": _("Asesoría del despacho"),
    "councillor": _("Concejalía"),
    "clerk": _("Ventanilla"),
    "secretary": _("Secretaría General"),
    "auditor": _("Auditoría"),
    "administrator": _("Administración"),
    "moderator": _("Moderación"),
    "second_moderator": _("Moderación, otra persona"),
    "protection_officer": _("Protección de datos"),
}

SECOND_FACTOR_LABELS: dict[str, Promise | str] = {
    "totp": _("Aplicación de códigos"),
    "webauthn": _("Llave de acceso"),
}


def refusal_text(refusal: Refused) -> str:
    """Return the sentence of a refusal, its facts filled in; the bare code when it has none.

    A fact whose name ends in `_at` is an instant: it is said as people say it.
    """
    sentence = REFUSALS.get(refusal.code)
    facts = {name: _said(name, fact) for name, fact in refusal.facts.items()}
    return str(sentence) % facts if sentence else refusal.code


def _said(name: str, fact: str | int) -> str | int:
    is_instant = isinstance(fact, str) and name.endswith("_at")
    return long_date(datetime.fromisoformat(str(fact))) if is_instant else fact


def kept_text(code: str) -> str:
    """Return the words of a kind of data, or of the purpose it is kept for."""
    return str(RETENTION_KINDS.get(code) or RETENTION_PURPOSES.get(code, code))
