"""Which form asks for personal data, what for, on which basis, for how long, and who sees it?"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class PrivacyNotice:
    """What a person is told beside a form that asks for personal data (LOPDP art. 12)."""

    form: Promise | str
    purpose: Promise | str
    basis: Promise | str
    retention: Promise | str
    seen_by: Promise | str

    @property
    def text(self) -> str:
        """The whole notice as one paragraph, for forms that have room for no more."""
        return " ".join(
            (
                gettext("Para qué: %s") % self.purpose,
                gettext("Con qué base: %s") % self.basis,
                gettext("Por cuánto tiempo: %s") % self.retention,
                gettext("Quién lo ve: %s") % self.seen_by,
            )
        )


SIGN_UP = PrivacyNotice(
    form=_("Crear una cuenta"),
    purpose=_("Que puedas entrar y que reconozcamos lo que haces con tu cuenta."),
    basis=_("Tu consentimiento; puedes retirarlo borrando tu cuenta."),
    retention=_("Mientras tengas la cuenta. Al borrarla, tu nombre y tu usuario desaparecen."),
    seen_by=_("Tu usuario, solo tú y la administración. Tu nombre, donde decidas mostrarlo."),
)
INVITATION = PrivacyNotice(
    form=_("Aceptar una invitación"),
    purpose=_("Que entres con el cargo que te dieron."),
    basis=_("Cumplimiento de una misión de interés público: el ejercicio de tu cargo."),
    retention=_(
        "El cargo y sus fechas quedan en el registro público; la cuenta, hasta que termine."
    ),
    seen_by=_("Tu cargo es público. Tu usuario lo ve solo la administración."),
)
NATIONAL_ID = PrivacyNotice(
    form=_("Declarar la cédula"),
    purpose=_("Que una persona participe una sola vez."),
    basis=_("Tu consentimiento, o la ley del trámite que pide la cédula."),
    retention=_("Guardamos solo una huella cifrada, hasta que borres tu cuenta. El número, nunca."),
    seen_by=_("Nadie: la huella no se puede leer ni mostrar."),
)
EMAIL = PrivacyNotice(
    form=_("Poner un correo"),
    purpose=_("Enviarte avisos y un enlace si olvidas la contraseña."),
    basis=_("Tu consentimiento; puedes cambiar o quitar el correo cuando quieras."),
    retention=_("Mientras lo tengas puesto. Sin confirmar, 30 días."),
    seen_by=_("Solo tú y el programa de correo."),
)
STAFF_INVITATION = PrivacyNotice(
    form=_("Invitar a personal"),
    purpose=_("Dar un cargo con fechas y abrir la cuenta con la que se ejerce."),
    basis=_("Cumplimiento de una misión de interés público."),
    retention=_("El cargo queda en el registro público. El código de invitación, 30 días."),
    seen_by=_("El cargo y el nombre de quien lo ejerce son públicos en cargos de representación."),
)
COUNTER_CODE = PrivacyNotice(
    form=_("Código en ventanilla"),
    purpose=_("Que la persona que está delante recupere su cuenta."),
    basis=_("Su solicitud, hecha en persona y con su documento a la vista."),
    retention=_("El código sirve 24 horas y se borra a los 30 días."),
    seen_by=_(
        "La persona verá en su cuenta que se entregó este código, cuándo y quién lo entregó."
    ),
)

SHOWN_ID = PrivacyNotice(
    form=_("Cédula en ventanilla"),
    purpose=_("Comprobar que la cédula es de quien usa la cuenta."),
    basis=_("Su solicitud, hecha en persona y con su cédula a la vista."),
    retention=_("Solo una huella cifrada, hasta que borre su cuenta. El número, nunca."),
    seen_by=_("La persona verá en su cuenta que mostró su cédula, cuándo y a quién."),
)
REPRESENTATION = PrivacyNotice(
    form=_("Registrar una representación"),
    purpose=_("Saber quién puede actuar por una organización, y hasta cuándo."),
    basis=_("La solicitud de la organización y el documento que la prueba."),
    retention=_("Mientras dure y como prueba de lo hecho en su nombre."),
    seen_by=_("La administración y la propia persona."),
)
CONSENT = PrivacyNotice(
    form=_("Consentimiento en ventanilla"),
    purpose=_("Probar qué aceptó la persona, con qué texto, cuándo y ante quién."),
    basis=_("La ley de protección de datos pide poder probar cada consentimiento."),
    retention=_("Mientras esté vigente y tres años después de retirarlo."),
    seen_by=_("La propia persona, en su cuenta, y quien responde por la protección de datos."),
)

_NOTICES = {
    "sign-up": SIGN_UP,
    "invitation": INVITATION,
    "national-id": NATIONAL_ID,
    "email": EMAIL,
    "staff-invitation": STAFF_INVITATION,
    "counter-code": COUNTER_CODE,
    "shown-id": SHOWN_ID,
    "representation": REPRESENTATION,
    "consent": CONSENT,
}


def notice_of(name: str) -> PrivacyNotice:
    """Return a notice of this context by its name; raises KeyError for none."""
    return _NOTICES[name]


def all_notices() -> dict[str, PrivacyNotice]:
    """Return every notice of this context by its name."""
    return dict(_NOTICES)
