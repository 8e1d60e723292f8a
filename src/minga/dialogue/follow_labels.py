"""What do the codes of follows and notices mean in words?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minga.dialogue.rules.follows import Channel, Frequency

FREQUENCY_LABELS: dict[str, Promise | str] = {
    Frequency.AT_ONCE: _("En el momento"),
    Frequency.DAILY: _("Una vez al día, si hay novedades"),
    Frequency.WEEKLY: _("Una vez a la semana, si hay novedades"),
}

CHANNEL_LABELS: dict[str, Promise | str] = {
    Channel.MAIL: _("Por correo"),
    Channel.SMS: _("Por mensaje al teléfono"),
    Channel.TELEGRAM: _("Por Telegram"),
    Channel.PAGE: _("Solo en esta página, sin que te escribamos"),
}

REFUSALS: dict[str, Promise | str] = {
    "address-missing": _("Escribe tu correo."),
    "address-invalid": _("Ese correo no está bien escrito."),
    "phone-missing": _("Escribe el número de teléfono."),
    "phone-invalid": _("Ese número no está bien escrito. Ejemplo: 099 123 4567."),
    "list-unknown": _("Ese número y ese código no van juntos. Revísalos letra por letra."),
    "code-wrong": _("Ese no es el código que te llegó. Revísalo."),
    "code-spent": _("Ese código ya no sirve. Pide seguir otra vez."),
}


def frequencies() -> list[tuple[str, Promise | str]]:
    """Choices of `Follow.frequency`."""
    return list(FREQUENCY_LABELS.items())


def channels() -> list[tuple[str, Promise | str]]:
    """Choices of `Follower.channel`."""
    return list(CHANNEL_LABELS.items())


def refusal_text(code: str) -> str:
    """Return the sentence of a refusal; its code when it has none."""
    return str(REFUSALS.get(code, code))
