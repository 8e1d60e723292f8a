"""What do `people` and `record` themselves do with personal data? Their rows of the register."""

from django.utils.translation import gettext_lazy as _

from minga.record.privacy.register import ProcessingRow
from minga.record.rules.processing import LegalBasis

RECORD_PROCESSING: tuple[ProcessingRow, ...] = (
    ProcessingRow(
        code="accounts",
        purpose=_("Que las personas entren al sitio y se sepa quién hace cada acto"),
        whose=_("Quienes abren una cuenta o hacen un trámite, y el personal"),
        data=_(
            "Nombre, usuario, correo y teléfono si los dan, huella de la cédula (nunca el número), "
            "nivel de identidad, claves cifradas, sesiones abiertas y qué se hizo con la cuenta"
        ),
        legal_basis=LegalBasis.PUBLIC_INTEREST,
        basis_note=_("La cuenta, la cédula y el correo, solo si la persona quiere."),
        seen_by=_("La propia persona y la administración"),
        holds=(
            "people.Person",
            "people.Identity",
            "people.Account",
            "people.OneTimeCode",
            "people.AccountEvent",
            "people.Recovery",
            "account.EmailAddress",
            "mfa.Authenticator",
            "usersessions.UserSession",
        ),
        retention=(
            "identity",
            "account",
            "expired-sessions",
            "lost-sessions",
            "used-codes",
            "unconfirmed-emails",
            "account-events",
            "recoveries",
        ),
        notices=("sign-up", "national-id", "email", "counter-code", "shown-id"),
    ),
    ProcessingRow(
        code="offices",
        purpose=_("Registro público de quién ejerció qué cargo y quién actúa por quién"),
        whose=_("Autoridades, personal y representantes de organizaciones"),
        data=_("Nombre, cargo, cuerpo, fechas y documento que prueba la representación"),
        legal_basis=LegalBasis.PUBLIC_INTEREST,
        basis_note=_("Los datos del ejercicio de un cargo son públicos."),
        seen_by=_("Todas las personas; las representaciones, solo la administración y la persona"),
        holds=("people.Appointment", "people.Representation"),
        retention=("appointments", "representations"),
        notices=("invitation", "staff-invitation", "representation"),
    ),
    ProcessingRow(
        code="acts",
        purpose=_("Registro de hechos que no se puede reescribir"),
        whose=_("Quienes hacen o registran un hecho"),
        data=_("Quién lo hizo (un seudónimo por expediente), qué escribió y qué documentos puso"),
        legal_basis=LegalBasis.LEGAL_DUTY,
        basis_note=_("Archivo público. Las palabras de una persona se vacían si pide borrarlas."),
        seen_by=_("Todas las personas, sin nombres de particulares"),
        holds=("record.Act", "record.LegalParameter"),
        retention=("identity",),
    ),
    ProcessingRow(
        code="data-requests",
        purpose=_("Responder las solicitudes de las personas sobre sus datos"),
        whose=_("Quienes piden ver, corregir, borrar o llevarse sus datos, o que dejen de usarse"),
        data=_("Qué piden, cómo se supo quiénes son y qué se les respondió"),
        legal_basis=LegalBasis.LEGAL_DUTY,
        basis_note="LOPDP 13-17",
        seen_by=_("La propia persona y quien responde por la protección de datos"),
        holds=("record.DataSubjectRequest",),
        retention=("data-requests",),
    ),
    ProcessingRow(
        code="consents",
        purpose=_("Probar qué se consintió, cuándo y con qué texto"),
        whose=_("Quienes dan su consentimiento"),
        data=_("Para qué lo dieron, el texto exacto, cuándo, cómo y ante quién"),
        legal_basis=LegalBasis.LEGAL_DUTY,
        basis_note="LOPDP 7",
        seen_by=_("La propia persona y quien responde por la protección de datos"),
        holds=("people.Consent",),
        retention=("consents",),
        notices=("consent",),
    ),
    ProcessingRow(
        code="erasures",
        purpose=_("Repetir los borrados si se recupera un respaldo"),
        whose=_("Quienes borraron sus datos"),
        data=_("Un número sin nombre y la fecha"),
        legal_basis=LegalBasis.LEGAL_DUTY,
        basis_note="LOPDP 15",
        seen_by=_("Nadie: lo lee el programa"),
        holds=("people.Erasure",),
        retention=("erasures",),
    ),
)
