"""Does mail leave this installation? One message is sent now, and what the server said is told."""

import secrets
from contextlib import closing
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from minga.dialogue.channels import Fate, Outgoing, Result, channel_of
from minga.dialogue.channels.mail import message_id
from minga.dialogue.rules.follows import Channel
from minga.dialogue.rules.recipients import mailbox_of


@dataclass(frozen=True)
class MailTest:
    """What happened to a message of trial."""

    left: bool
    code: str
    message_id: str
    sentence: str

    def document(self) -> dict[str, object]:
        """Return the same for programs."""
        return {"left": self.left, "code": self.code, "message_id": self.message_id}


def send_test_mail(address: str) -> MailTest:
    """Send one message to an address; writes nothing."""
    recipient = mailbox_of(address)
    if recipient is None:
        return MailTest(False, "address", "", _("Ese correo no está bien escrito."))
    if not settings.MAIL_LEAVES:
        sentence = _("Aquí no sale correo: falta MINGA_MAIL_HOST.")
        return MailTest(False, "no-host", "", sentence)
    key = f"prueba-{secrets.token_hex(8)}"
    message = Outgoing(
        recipient=recipient,
        key=key,
        subject=_("Prueba de correo de Minga"),
        text=_("Este mensaje prueba que el correo sale de %(address)s.")
        % {"address": settings.SITE_ADDRESS},
    )
    with closing(channel_of(Channel.MAIL)) as carrier:
        result = carrier.send(message)
    return MailTest(
        result.fate is Fate.SENT, result.code, message_id(key), _sentence(result, message_id(key))
    )


def _sentence(result: Result, name: str) -> str:
    words = {"code": result.code, "name": name}
    match result.fate, result.code:
        case Fate.SENT, _code:
            return _("Salió: el servidor lo recibió. Su nombre es %(name)s.") % words
        case _fate, "connection":
            return _(
                "No salió: no hubo conexión, o el servidor no acepta nuestro usuario o remitente."
            )
        case Fate.LATER, _code:
            return _("No salió: el servidor pide probar más tarde (%(code)s).") % words
    return _("No salió: el servidor lo rechazó (%(code)s).") % words
