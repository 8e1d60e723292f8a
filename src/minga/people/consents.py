"""What may a person consent to, in which exact words, and does it hold only while they want?

Consent is one basis among others: what the law itself orders needs none and offers none
(`rules.consents`).
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from minga.people.rules.consents import ShownText


@dataclass(frozen=True)
class ConsentPurpose:
    """One thing that is done only with consent: its code, its name and the words a person accepts.

    `text` may name `%(institution)s`. Other words are another version: who accepted the old ones
    accepted only those.
    """

    code: str
    title: Promise | str
    text: Promise | str


_purposes: dict[str, ConsentPurpose] = {
    purpose.code: purpose
    for purpose in (
        ConsentPurpose(
            "message-notices",
            _("Avisos por mensaje"),
            _(
                "Acepto que %(institution)s use el teléfono que dejé para enviarme avisos de los "
                "expedientes que sigo. Nadie más lo recibe. Puedo retirarlo cuando quiera, sin dar "
                "razones, y lo demás que hago en el sitio no cambia."
            ),
        ),
        ConsentPurpose(
            "press-list",
            _("Lista de prensa"),
            _(
                "Acepto que %(institution)s guarde mi nombre y mi correo para enviarme boletines y "
                "convocatorias de prensa. Nadie más los recibe. Puedo retirarlo cuando quiera, sin "
                "dar razones, y me borran de la lista."
            ),
        ),
    )
}


def add_consent_purpose(purpose: ConsentPurpose) -> None:
    """Let another context declare what it does only with consent; called once each from `config`."""
    _purposes[purpose.code] = purpose


def consent_purposes() -> tuple[ConsentPurpose, ...]:
    """Return every declared purpose."""
    return tuple(_purposes.values())


def is_consent_purpose(code: str) -> bool:
    """Is there a purpose with this code?"""
    return code in _purposes


def consent_title(code: str) -> str:
    """Return how a purpose is called; its code when nobody declares it any more."""
    purpose = _purposes.get(code)
    return str(purpose.title) if purpose else code


def shown_text(code: str) -> ShownText:
    """Return the words of a purpose in the reader's language; KeyError when nobody declared it."""
    purpose = _purposes[code]
    return ShownText(
        purpose=code,
        title=str(purpose.title),
        text=str(purpose.text) % {"institution": settings.INSTITUTION},
        language=get_language() or settings.LANGUAGE_CODE,
    )
